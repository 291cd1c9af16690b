"""The text of a paragraph cut into tokens where no spaces part words: words of the pack, names, and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.attribution.prose.marks import Quotation
from quotes.attribution.speech.page_names import Named, PageNames
from quotes.attribution.speech.tagging import plain, tag_of
from quotes.attribution.speech.tokens import Tokens
from quotes.attribution.speech.vocabulary import RUN, Vocabulary, pieces, script, vocabulary
from quotes.attribution.speech.words import Words

_LONGEST = 4  # letters of a word that a name may seem to begin in
_FOREIGN = 6  # letters of a name from elsewhere
DOTS = "·・•‧"  # within names of other scripts


class _Token(NamedTuple):
    """Where a token stands, its letter, and whether it is a name of which nothing tells that it is one."""

    start: int
    end: int
    tag: str
    doubtful: bool = False


def segmented(text: str, quoted: Sequence[Quotation], start: int, end: int, known: Words, names: PageNames) -> Tokens:
    """Return the tokens of text[start:end], in which each of `quoted` is one."""
    made: list[_Token] = []
    places: dict[int, Quotation] = {}
    for quotation in (*quoted, None):
        until = quotation.span.start if quotation else end
        made += _dotted(text, list(_cut(text, start, until, known, names)), known)
        if quotation:
            places[len(made)] = quotation
            made.append(_Token(*quotation.span, "Q"))
            start = quotation.span.end
    return Tokens(
        text,
        [(one.start, one.end) for one in made],
        [plain(text[one.start : one.end]) for one in made],
        "".join(one.tag for one in made),
        places,
        known,
        frozenset(i for i, one in enumerate(made) if one.doubtful),
    )


def _cut(text: str, start: int, end: int, known: Words, names: PageNames) -> Iterator[_Token]:
    """Yield the tokens of a stretch without quotations."""
    words = vocabulary(known)
    for match in RUN.finditer(text, start, end):
        run, first = match.group(), match.start()
        if not run[0].isalpha():
            tag = known.tags.get(run) or tag_of(run, run, False, known)
            yield _Token(first, match.end(), tag)
            continue
        for one in _of_run(run, words, names):
            yield one._replace(start=first + one.start, end=first + one.end)


def _of_run(run: str, words: Vocabulary, names: PageNames) -> Iterator[_Token]:
    """Yield the tokens of a run of letters: between the names of the page its words."""
    i = first = 0
    while i < len(run):
        name = names.at(run, i) or _family(run, i, words, names)
        if not name or _is_within(run, first, i, words):
            i += 1
            continue
        yield from _words(run, first, i, words, names)
        yield from _name(names, name, i)
        i = first = i + len(name)
    yield from _words(run, first, len(run), words, names)


def _is_within(run: str, first: int, i: int, words: Vocabulary) -> bool:
    """Tell whether a longer word of the pack begins before a place and covers it."""
    return any(start + len(words.at(run, start)) > i for start in range(max(first, i - _LONGEST), i))


def _family(run: str, i: int, words: Vocabulary, names: PageNames) -> str:
    """Return a surname of several letters that names somebody of the page: before a title, or as a subject."""
    found = next((run[i : i + n] for n in (3, 2) if run[i : i + n] in names.families), "")
    behind = words.at(run, i + len(found)) if found else ""
    known = words.known
    called = behind in known.courtesies or behind in known.titles or known.tags.get(behind) == "g"
    return found if called else ""


def _name(names: PageNames, name: str, i: int) -> Iterator[_Token]:
    found = names.known.get(name) or Named(len(name), 0, True)
    yield _Token(i, i + found.family, "X", not found.sure)
    if found.given:
        yield _Token(i + found.family, i + len(name), "X", not found.sure)


def _words(run: str, first: int, end: int, words: Vocabulary, names: PageNames) -> Iterator[_Token]:
    """Yield the words of a stretch of a run, and surnames that stand alone before a title."""
    known = words.known
    opens = True
    for start, stop, listed in pieces(run, first, end, words):
        word = run[start:stop]
        behind = words.at(run, stop) if stop < end else ""
        called = opens and _is_called(word, listed, behind, known, names)
        tag = "X" if called else _tag(word, listed, known)
        yield _Token(start, stop, tag)
        opens = listed


def _is_called(word: str, listed: bool, behind: str, known: Words, names: PageNames) -> bool:
    """Tell whether a word is a surname before a title or a courtesy: whatever stands before the latter, and what is
    known as one before the former, unless it may be a place: the mayor of Lee."""
    if behind in known.courtesies:
        unknown = "any_family" in known.switches and not listed and script(word[0]) != "h"
        return word in known.families or unknown
    family = not listed and (word in known.families or word in names.families)
    return family and behind in known.titles and (behind not in known.of_places or word in names.families)


def _tag(word: str, listed: bool, known: Words) -> str:
    """Return the letter of a word by itself."""
    if not listed:
        return "X" if word[0].isupper() else "w"
    if word in known.before or word in known.alone:
        return "L"
    if word in known.behind:
        return "Z"
    if word in known.refers:
        return "U"
    return tag_of(word, plain(word), False, known)


def _is_foreign(text: str, dot: _Token, known: Words) -> bool:
    """Tell whether what a dot joins may be a name from elsewhere: where these have a script of their own, if in it."""
    return "any_family" not in known.switches or script(text[dot.start - 1]) == script(text[dot.end]) == "k"


def _dotted(text: str, made: list[_Token], known: Words) -> list[_Token]:
    """Return the tokens with what dots join as names of people from elsewhere: Ann·Lee."""
    found: list[_Token] = []
    for i, one in enumerate(made):
        behind = made[i + 1] if text[one.start : one.end] in DOTS and i + 1 < len(made) else None
        first = _first_part(found, one.start, known, text) if behind else len(found)
        joined = behind if behind and behind.start == one.end and behind.tag in "wX" else None
        if joined and first < len(found) and _is_foreign(text, one, known):
            sure = _is_person(text, found[first - 1 : first] + made[i + 2 : i + 3], known)
            found[first:] = [_Token(found[first].start, one.start, "X", not sure)]
            made[i + 1] = joined._replace(tag="X", doubtful=not sure)
        else:
            found.append(one)
    return found


def _first_part(found: Sequence[_Token], end: int, known: Words, text: str) -> int:
    """Return the first token of the name that ends before a dot: one that the pack does not know, or single letters
    that it may know."""
    i = len(found)
    while i > 0 and found[i - 1].end == end:
        one = found[i - 1]
        short = one.end - one.start == 1 and one.tag not in "VI" and text[one.start] not in known.links
        unknown = i == len(found) and one.tag in "wX" and not _is_listed(text[one.start : one.end], known)
        unknown = unknown and (one.end - one.start <= _FOREIGN or script(text[one.start]) != "c")
        if not (short or unknown):
            break
        i, end = i - 1, one.start
        if not short:
            break
    return i


def _is_listed(word: str, known: Words) -> bool:
    return word in vocabulary(known).by_first.get(word[0], ())


def _is_person(text: str, beside: Sequence[_Token], known: Words) -> bool:
    """Tell whether a title or a courtesy stands beside a name with dots."""
    words = [text[one.start : one.end] for one in beside]
    return any(word in known.titles or word in known.courtesies for word in words)
