"""Names of people on a page without capitals or spaces: a surname and a few letters, by what stands beside them.

A title before them, or a courtesy behind, tells that they are a name. So does a label, or a title behind where the page
has the name twice. What opens a clause before a verb that reports may be one, too, but no more than that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from quotes.attribution.speech.vocabulary import RUN, Vocabulary, pieces, script, vocabulary
from quotes.attribution.speech.words import Words

_SURE, _LIKELY, _MAYBE = "sure", "likely", "maybe"
_DOTTED = re.compile(r"[^\W\d_][·・•‧](?P<last>[^\W\d_]+)(?![·・•‧])")
_SHORT = 2  # letters of a name that may be a word as well: it must stand on the page again
_LONGEST = 4  # letters of a name that opens with no surname of the list


class Named(NamedTuple):
    """A name on the page: how many letters its surname and its given name have, and whether it is one for certain."""

    family: int
    given: int
    sure: bool


class PageNames(NamedTuple):
    """The names of a page, those of one first letter together, the longest first."""

    known: dict[str, Named]
    by_first: dict[str, tuple[str, ...]]
    families: frozenset[str]

    def at(self, run: str, i: int) -> str:
        """Return the name that stands at a place of a run of letters, empty where none does."""
        return next((name for name in self.by_first.get(run[i : i + 1], ()) if run.startswith(name, i)), "")


@lru_cache(maxsize=4)
def names_of(text: str, known: Words, labels: frozenset[str]) -> PageNames:
    """Return the names of people on a page, those of its labels among them."""
    words = vocabulary(known)
    told: dict[str, tuple[int, int]] = {}
    evidence: dict[str, set[str]] = {}
    count = Counter[str]()
    for name, parts, how in (*_labelled(labels, words), *_dotted(text, words), *_found(text, words)):
        told.setdefault(name, parts)
        evidence.setdefault(name, set()).add(how)
        count[name] += 1
    found: dict[str, Named] = {}
    for name, signs in evidence.items():
        twice = _LIKELY in signs and (count[name] > 1 or _is_alone(text, name[: told[name][0]], words))
        found[name] = Named(*told[name], _SURE in signs or twice)
    families = frozenset(name[: parts.family] for name, parts in found.items())
    return PageNames(found, _by_first(found), families)


def _is_alone(text: str, family: str, words: Vocabulary) -> bool:
    """Tell whether a surname of two letters and more stands before a title or a courtesy elsewhere on the page."""
    place = -1
    while len(family) > 1 and (place := text.find(family, place + 1)) >= 0:
        behind = words.at(text, place + len(family))
        if behind in words.known.titles or behind in words.known.courtesies:
            return True
    return False


def _by_first(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name[0], []).append(name)
    return {first: tuple(sorted(some, key=lambda one: (-len(one), one))) for first, some in found.items()}


def _labelled(labels: Iterable[str], words: Vocabulary) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Yield the names that labels are, where they open with a surname."""
    for label in labels:
        family = family_at(label, 0, words.known)
        given = len(label) - len(family)
        if family and 0 < given <= words.known.given_letters and label.isalpha():
            yield label, (len(family), given), _SURE


def _found(text: str, words: Vocabulary) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Yield each name in a text, with its parts and what tells it."""
    for match in RUN.finditer(text):
        run = match.group()
        if not run[0].isalpha():
            continue
        opens = True  # a name may stand here: behind a word, or at the beginning
        titled, end = False, 0
        for start, stop, listed in pieces(run, 0, len(run), words):
            if start >= end and opens and (name := _name_at(run, start, words)):
                how = _how(run, start, start + sum(name), titled, words)
                if how:
                    end = start + sum(name)
                    yield run[start:end], name, how
            if start >= end and not listed:
                yield from _inside(run, start, stop, words)
            word = run[start:stop]
            opens, titled = listed or stop <= end, word in words.known.titles or word in words.known.told


def _dotted(text: str, words: Vocabulary) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Yield the surnames of people from elsewhere, behind a dot: Ann·Lee."""
    for match in _DOTTED.finditer(text):
        run = match["last"]
        end = _end_of_foreign(run, words)
        if end > 1 and ("any_family" not in words.known.switches or script(run[0]) == "k"):
            yield run[:end], (end, 0), _SURE


def _end_of_foreign(run: str, words: Vocabulary) -> int:
    """Return where a name from elsewhere ends: before a word of several letters, or a small one that names have not."""
    known = words.known
    for i in range(len(run)):
        word = words.at(run, i)
        small = known.tags.get(word, "") in tuple("IaAMJBgqoT") or word in known.verbs or word in known.links
        if (word and (len(word) > 1 or small)) or (i and script(run[i]) != script(run[0])):
            return i
    return len(run)


def _inside(run: str, start: int, stop: int, words: Vocabulary) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Yield names in a piece that the pack has no word for: before a courtesy, or behind the ending of a title."""
    if "any_family" in words.known.switches and (alone := _courteous(run, start, stop, words)):
        yield run[start:stop], alone, _SURE
    for i in range(start + 1, stop):
        if run[start:i].endswith(words.known.title_endings) and (name := _name_at(run, i, words)):
            yield run[i : i + sum(name)], name, _LIKELY
            return


def family_at(run: str, i: int, known: Words) -> str:
    """Return the surname that stands at a place of a run of letters, empty where none of the list does."""
    return next((run[i : i + n] for n in (3, 2, 1) if run[i : i + n] in known.families), "")


def _name_at(run: str, i: int, words: Vocabulary) -> tuple[int, int] | None:
    """Return the letters of the surname and of the given name that stand at a place; None where none do."""
    family = family_at(run, i, words.known)
    start = i + len(family)
    titled = words.at(run, start)
    if titled in words.known.titles or titled in words.known.courtesies:
        return None
    ends = [
        end
        for end in range(start + 1, min(start + words.known.given_letters, len(run)) + 1)
        if family and _is_name(run, i, end, words) and (end == len(run) or _follows(run, end, words))
    ]
    if not ends:
        return None
    end = ends[-1] if len(ends) == 1 or _goes_on_with_verb(run, ends, words) else ends[0]
    return len(family), end - start


def _follows(run: str, end: int, words: Vocabulary) -> bool:
    """Tell whether a word may begin at a place: one of the list, or one of another script."""
    return bool(words.at(run, end)) or (script(run[end]) == "k" and script(run[end - 1]) != "k")


def _is_name(run: str, start: int, end: int, words: Vocabulary) -> bool:
    """Tell whether letters may be a name: of one script, no word of the list nor several, and no place or body."""
    name = run[start:end]
    if any(script(letter) != script(name[0]) for letter in name) or name.endswith(words.known.body_endings):
        return False
    longer = words.at(run, start)
    if len(longer) >= len(name) or name[len(family_at(run, start, words.known)) :] in words.known.no_given:
        return False
    return len(longer) < 2 or not _is_words(run, start + len(longer), end, words)


def _is_words(run: str, start: int, end: int, words: Vocabulary) -> bool:
    """Tell whether letters are words of the list."""
    while start < end and (word := words.at(run, start)):
        start += len(word)
    return start >= end


def _goes_on_with_verb(run: str, ends: list[int], words: Vocabulary) -> bool:
    """Tell whether the longest of several names is the likeliest: behind the shorter one stands no word that may be
    about what somebody does, or two verbs would."""
    shorter, longer = words.at(run, ends[0]), words.at(run, ends[-1])
    known = words.known
    if shorter in known.verbs:
        return longer in known.verbs
    if shorter in known.titles or shorter in known.courtesies or shorter in known.links:
        return False
    if len(shorter) > 1:
        return False
    if known.tags.get(shorter, "") in ("T", "D"):
        return longer in known.verbs
    return known.tags.get(shorter, "") not in tuple("IaAMJB")


def _how(run: str, start: int, end: int, titled: bool, words: Vocabulary) -> str:
    """Return what tells that letters are a name; nothing where nothing does."""
    known = words.known
    behind = words.at(run, end)
    plain = end - start > _SHORT and len(words.at(run, start)) < _SHORT
    if behind in known.courtesies or (titled and plain):
        return _SURE
    if titled or behind in known.titles:
        return _LIKELY
    while known.tags.get(behind, "") in ("a", "M", "A"):
        end += len(behind)
        behind = words.at(run, end)
    return _MAYBE if start == 0 and behind in known.verbs else ""


def _courteous(run: str, start: int, stop: int, words: Vocabulary) -> tuple[int, int] | None:
    """Return the parts of what stands before a courtesy and opens with no surname of the list."""
    known = words.known
    name = run[start:stop]
    if words.at(run, stop) not in known.courtesies or name.endswith(known.body_endings) or len(name) < 2:
        return None
    family = family_at(name, 0, known)
    if family and family != name:
        return len(family), len(name) - len(family)
    if len({script(letter) for letter in name}) > 1 or family:
        return None
    alone = script(name[0]) != "c" or len(name) < _LONGEST
    return (len(name), 0) if alone else (2, len(name) - 2)
