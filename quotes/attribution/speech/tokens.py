"""A paragraph as tokens with a letter each: the class of a word, a quotation, or a mark of punctuation as it stands.

V finite verb that reports   A auxiliary    D article, determiner   R pronoun of a person   Y as (X said)
P participle of one          C that         I preposition           F I, we                 S thus (X)
L words before a source      K subordinator J and                   E nobody                T time, a adverb
U thereafter
Z word behind a source       W relative     B but                   M not                   n figure
X word with a capital        w any other    Q quotation
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.attribution.prose.marks import Quotation, last_of
from quotes.attribution.speech.words import Words, joined_at, phrases_at
from quotes.span import Span
from quotes.stops import CLAUSE_ENDS, SENTENCE_ENDS
from quotes.text import Reading

_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'‑.][^\W\d_]+)*(?<!\.)|\d+(?:[.,:]\d+)*|\.\.\.|--|[^\w\s]|_")
_DASH_FIRST = re.compile(r"[—–―-]\s?(?=\w|[¿¡«„“])")
_DASH = re.compile(r"\s*[—–―]\s*|\s-(?=[\s,;.])\s*")
_MARKS = re.compile(r"[.,;:]*\s*")  # of the sentence a tag stands in: —I go —said Ann—. Now
_TAG_FIRST = re.compile(r",\s+|(?<=[?!…])\s+")
_TAG_LAST = re.compile(r"\s*(?:[,;:]|[.?!](?=\s|$))\s*")
_TAG = re.compile(r"[aFDM]*(?:V(?:[RE]|a*T?(?:X|D[wX]))|A[RE][aM]*P|AP[aTF]*(?:X|D[wX]))")
_TAG_WORDS = 8
_DASHES = frozenset(("—", "–", "--", "―"))
_ENDS = frozenset(".?!…")
_NOTE = re.compile(r"\([nX](?:[-/,.]?[nX])?\)")  # a day, an age, a party: on Monday (12), the senator (PSD)
_NAME, _LONG = 5, 7  # words
_VERBAL = ("A", "F", "R")
Range = tuple[int, int]


@dataclass(slots=True, eq=False)
class Tokens:
    """The tokens of a paragraph: where each starts and ends in the text, its lower-case word and its letter."""

    text: str
    spans: list[Range]
    words: list[str]
    tags: str
    quotations: dict[int, Quotation]
    known: Words

    def printed(self, start: int, end: int) -> str:
        """Return the tokens start … end as they stand."""
        return self.text[self.spans[start][0] : self.spans[end - 1][1]]

    def has_mood(self, start: int, end: int) -> bool:
        """Tell whether a verb among the tokens start … end is in the mood of what others say: he be; the mayor come."""
        return any(self._is_mood(i) for i in range(start, end))

    def _is_mood(self, i: int) -> bool:
        word, known = self.words[i], self.known
        if word in known.subjunctive:
            return True
        if self.tags[i] != "w" or not known.mood_endings or not word.endswith(known.mood_endings):
            return False
        beside = i > 0 and self.tags[i - 1] in "XR" and self.tags[i + 1 : i + 2] != "X"
        return beside and not word.endswith(known.past_endings)

    def is_called(self, token: int) -> bool:
        """Tell whether a quotation is what something is called: “The Times”."""
        inner = self.text[slice(*self.quotations[token].inner)].split()
        return len(inner) <= _NAME and inner[0][:1].isupper() and not self.is_clause(token)

    def is_clause(self, token: int) -> bool:
        """Tell whether a quotation is a sentence, or ends like one: it closes so, or holds a verb or a pronoun."""
        quotation = self.quotations[token]
        inner = self.text[slice(*quotation.inner)]
        if quotation.span == quotation.inner:
            return True  # dashes set it apart: they hold what is said, and no titles
        if last_of(self.text, quotation) in SENTENCE_ENDS | CLAUSE_ENDS:
            return True
        words = inner.split()
        return len(words) > 2 and (self.is_verbal(token) or len(words) > _LONG)

    def is_verbal(self, token: int) -> bool:
        """Tell whether a quotation holds an auxiliary, a pronoun, or another word that names of things have not."""
        words = self.text[slice(*self.quotations[token].inner)].lower().split()
        return any(self._is_verbal(word.strip(",;:")) for word in words)

    def _is_verbal(self, word: str) -> bool:
        known = self.known
        more = "drop_subject" in known.switches and (known.tags.get(word) in ("M", "C", "H") or word in known.verbs)
        return more or known.tags.get(word) in _VERBAL


def tokens_of(reading: Reading, quoted: Sequence[Quotation], start: int, end: int, known: Words) -> Tokens:
    """Return the tokens of reading.text[start:end], in which each of `quoted` is one."""
    spans: list[Range] = []
    places: dict[int, Quotation] = {}
    for quotation in (*quoted, None):
        until = quotation.span.start if quotation else end
        for match in _TOKEN.finditer(reading.text, start, until):
            spans += _parts(match, known)
        if quotation:
            places[len(spans)] = quotation
            spans.append((quotation.span.start, quotation.span.end))
            start = quotation.span.end
    words = [_plain(reading.text[first:last]) for first, last in spans]
    spans, words, places = _joined(spans, words, places, known)
    printed = [reading.text[first:last] for first, last in spans]
    tags = [_tag(printed[i], words[i], i in places, known) for i in range(len(spans))]
    for i in range(len(spans)):
        if i and spans[i][0] == spans[i - 1][1] + 1 and reading.text[spans[i][0] - 1] == "-" and tags[i] not in "nXw":
            tags[i] = "a"  # a clitic
        if tags[i] == "P" and _is_noun(words[i], known) and (i == 0 or tags[i - 1] not in "Aa"):
            tags[i] = "w"  # the accused
        _mark_phrase(words, tags, i, known)
        _mark_noun(words, tags, i, known)
    _join_names(words, tags, known)
    kept = list(range(len(spans)))
    noted = {i for found in _NOTE.finditer("".join(tags)) for i in range(*found.span())}
    kept = [i for i in kept if i not in noted]
    return Tokens(
        reading.text,
        [spans[i] for i in kept],
        [words[i] for i in kept],
        "".join(tags[i] for i in kept),
        {place: places[i] for place, i in enumerate(kept) if i in places},
        known,
    )


def _joined(
    spans: list[Range], words: list[str], places: dict[int, Quotation], known: Words
) -> tuple[list[Range], list[str], dict[int, Quotation]]:
    """Return the tokens with those made one that are one word of a closed class, or a title and its full stop."""
    made: list[Range] = []
    joined: list[str] = []
    moved: dict[int, Quotation] = {}
    i = 0
    while i < len(spans):
        last = i + joined_at(known, words, i)
        joined.append("_".join(words[i:last]))
        if last == i + 1 and _is_shortened(words, spans, i, known):
            last += 1
        if i in places:
            moved[len(made)] = places[i]
        made.append((spans[i][0], spans[last - 1][1]))
        i = last
    return made, joined, moved


def _is_shortened(words: list[str], spans: list[Range], i: int, known: Words) -> bool:
    """Tell whether a token is a title that its full stop shortens: Dr. Lee."""
    beside = words[i + 1 : i + 2] == ["."] and spans[i][1] == spans[i + 1][0]
    return beside and words[i] in known.abbreviations and words[i] in known.titles


def _mark_noun(words: list[str], tags: list[str], i: int, known: Words) -> None:
    """Mark a form of a verb that is a noun behind an article or a preposition."""
    if words[i] in known.nouns and tags[i] in "VP" and i and tags[i - 1] in "DI" and (i < 2 or tags[i - 2] not in "RY"):
        tags[i] = "w"


def _plain(printed: str) -> str:
    """Return a word as the lists have it: in small letters, with the plain apostrophe."""
    return printed.lower().replace("’", "'").replace("ʼ", "'")


def _parts(match: re.Match[str], known: Words) -> list[Range]:
    """Return where the words are that a token joins: d’|Anna, dit|-il, qu’|a|-t-il."""
    start, printed = match.start(), match.group()
    for mark in known.elisions:
        rest = start + len(mark)
        if _plain(printed).startswith(mark) and rest < match.end() and not _is_name(match, mark, known):
            return [(start, rest), *_verb_and_clitic(rest, match.end(), printed[len(mark) :], known)]
    return _verb_and_clitic(start, match.end(), printed, known)


def _is_name(match: re.Match[str], mark: str, known: Words) -> bool:
    """Tell whether what looks like an elision begins a name: D’Alema; L’Équipe, where no sentence begins."""
    printed = match.group()
    if not (printed[0].isupper() and printed[len(mark)].isupper()):
        return False
    before = match.string[: match.start()].rstrip(" ")[-1:]
    return known.tags.get(mark) != "D" or (before.isalpha() or before == ",")


def _verb_and_clitic(start: int, end: int, printed: str, known: Words) -> list[Range]:
    word = _plain(printed)
    for clitic in known.clitics:
        if word.endswith(clitic) and len(word) > len(clitic):
            return [(start, end - len(clitic)), (end - len(clitic.lstrip("-").removeprefix("t-")), end)]
    return [(start, end)]


def _tag(printed: str, word: str, quoted: bool, known: Words) -> str:
    if quoted:
        return "Q"
    if not printed[0].isalnum():
        return "-" if printed in _DASHES else "." if printed in ("...", "…") else printed[0]
    if printed[0].isdigit():
        return "n"
    closed = known.tags.get(word)
    if word in known.behind and (closed is None or closed == "I"):
        return "z" if closed else "Z"
    if closed and not (closed == "T" and printed[0].isupper() and word in known.given):
        return closed
    capital = printed[0].isupper()
    verbs = known.verbs.get(word)
    if verbs and not (capital and "capital_nouns" in known.switches and len(word) > 0 and _is_noun(word, known)):
        return "V" if any(verb.finite for verb in verbs) else "P"
    return "X" if capital and word not in known.channels else "w"


def _is_noun(word: str, known: Words) -> bool:
    return word in known.titles or word in known.bodies


def _mark_phrase(words: list[str], tags: list[str], i: int, known: Words) -> None:
    """Mark words before a source as such: the first as L, the others as l."""
    if tags[i] in "Ll" or (i and tags[i - 1] in "DI" and words[i] in known.before):
        return
    if i and tags[i - 1] == "D" and words[i - 1] not in known.relatives:
        return
    if tags[i] == "Y" and "".join(tags[i + 1 : i + 5]).lstrip("aAM")[:1] in ("V", "P"):
        return  # as X said
    for phrase in phrases_at(known, words, i):
        tags[i : i + len(phrase)] = ["L", *"l" * (len(phrase) - 1)]
        return
    if words[i] in known.refers:
        tags[i] = "U"
    elif words[i] in known.before_nouns and (end := _said_noun(words, tags, i, known)):
        tags[i:end] = ["L", *"l" * (end - i - 1)]
    elif tags[i] == "z":
        tags[i] = "I"


def _join_names(words: list[str], tags: list[str], known: Words) -> None:
    """Make one name of what small words link: Ana de la Torre, Ana Lima da Silva."""
    i = 0
    while known.particles and i < len(tags):
        start = i
        while i < len(tags) and tags[i] == "X":
            i += 1
        end = i
        while end < len(tags) and words[end] in known.particles:
            end += 1
        linked = start < i < end < len(tags) and tags[end] == "X" and words[end] not in known.bodies
        if linked and _opens_name(words, start, i, end, known):
            tags[start:end] = "X" * (end - start)
            i = start
        else:
            i = max(i, start + 1)


def _opens_name(words: list[str], start: int, i: int, end: int, known: Words) -> bool:
    """Tell whether words start … i open a name that goes on behind the small words i … end."""
    firm = all(word in known.surname_links for word in words[i:end])
    before = words[start if firm else i - 1]
    return before in known.given or (before in known.titles and before in known.abbreviations)


def _said_noun(words: list[str], tags: list[str], i: int, known: Words) -> int | None:
    """Return the end of a preposition and the noun behind it that says whose words follow: after first reports."""
    for j in range(i + 1, min(i + 5, len(words))):
        if words[j] in known.said_nouns or (known.said_endings and words[j].endswith(known.said_endings)):
            return j + 1
        if tags[j] not in "DwnXa":
            return None
    return None


def by_dashes(text: str, start: int, end: int, known: Words) -> list[Quotation]:
    """Return what a paragraph says that a dash opens, where dashes mark speech: — We go, — said Ann. — Now."""
    if "dialogue_dash" not in known.switches or not (first := _DASH_FIRST.match(text, start, end)):
        return []
    return [Quotation(one, one, True) for one in _said(text, first.end(), end, known)]


def without_tags(text: str, quoted: Sequence[Quotation], known: Words) -> list[Quotation]:
    """Return the quotations, cut where a tag stands within the marks: «We go, — said Ann. — Now»."""
    if "tags_within" not in known.switches:
        return list(quoted)
    found: list[Quotation] = []
    for one in quoted:
        pieces = _said(text, *one.inner, known)
        if len(pieces) < 2 and (not pieces or pieces[0].end == one.inner.end):
            found.append(one)
            continue
        for i, piece in enumerate(pieces):
            first = one.span.start if i == 0 else piece.start
            last = one.span.end if piece.end == one.inner.end else piece.end
            found.append(Quotation(Span(first, last), piece, True))
    return found


def _said(text: str, start: int, end: int, known: Words) -> list[Span]:
    """Return the stretches of a speech between dashes that are no tags."""
    if "tags_by_commas" in known.switches:
        found = list(_apart_from_tags(text, start, end, known))
        if len(found) != 1 or found[0].end < end or not _DASH.search(text, start, end):
            return found
    found = []
    place, speech = start, True
    for dash in (*_DASH.finditer(text, start, end), None):
        close = dash.start() if dash else end
        if speech and dash and not _is_tag(text[dash.end() : end], known):
            continue  # a dash within what is said
        if speech and place > start:
            place = _MARKS.match(text, place, close).end()  # type: ignore[union-attr]
        if speech and close > place:
            found.append(Span(place, close))
        place, speech = (dash.end() if dash else end), not speech
    return found


def _apart_from_tags(text: str, start: int, end: int, known: Words) -> Iterator[Span]:
    """Yield the stretches of a speech between tags that commas set apart: We go, said Ann, and soon."""
    place = start
    for mark in _TAG_FIRST.finditer(text, start, end):
        if mark.start() < place or not _is_inserted(text, mark.end(), end, known):
            continue
        if mark.start() > place:
            yield Span(place, mark.start())
        place = _end_of_tag(text, mark.end(), end, known)
    if place < end:
        yield Span(place, end)


def _is_inserted(text: str, start: int, end: int, known: Words) -> bool:
    """Tell whether words begin with a verb that reports and its subject."""
    stop = _TAG_LAST.search(text, start, end)
    until = stop.start() if stop else end
    spans = [part for match in _TOKEN.finditer(text, start, until) for part in _parts(match, known)][:_TAG_WORDS]
    tags = "".join(_tag(text[a:b], _plain(text[a:b]), False, known) for a, b in spans)
    found = _TAG.match(tags)
    if not found or not text[start : start + 1].islower():
        return False
    last = _plain(text[slice(*spans[found.end() - 1])])
    return tags[found.end() - 1] != "w" or last in known.titles or last in known.bodies or last in known.crowd


def _end_of_tag(text: str, start: int, end: int, known: Words) -> int:
    """Return where a tag ends, with what tells whose name or office was told: said the mayor, Ann Lee."""
    while close := _TAG_LAST.search(text, start, end):
        behind = _TAG_LAST.search(text, close.end(), end)
        beside = text[close.end() : behind.start() if behind else end].split()
        name = 1 < len(beside) < 5 and all(word[:1].isupper() for word in beside)
        office = any(_plain(word) in known.titles for word in beside[:2])
        if "," not in close.group() or not (name or office):
            return close.end()
        start = close.end()
    return end


def _is_tag(text: str, known: Words) -> bool:
    """Tell whether words behind a dash begin with who says it."""
    words = [word.strip(",.!?—–―-") for word in text.lower().split()[:3]]
    return text[:1].islower() and any(verb.finite for word in words for verb in known.verbs.get(word, ()))


def sentences(tokens: Tokens) -> Iterator[Range]:
    """Yield the ranges of the sentences, closing marks included."""
    start = 0
    for i, letter in enumerate(tokens.tags):
        if _ends(tokens, i, letter):
            yield start, i + 1
            start = i + 1
    if start < len(tokens.tags):
        yield start, len(tokens.tags)


def _ends(tokens: Tokens, i: int, letter: str) -> bool:
    if i + 1 == len(tokens.tags):
        return False
    following = tokens.text[tokens.spans[i + 1][0]]
    if letter == "Q":
        last = last_of(tokens.text, tokens.quotations[i])
        opens = following.isupper() or i + 1 in tokens.quotations
        return last in _ENDS and opens and tokens.tags[i + 1] != "V"
    if letter not in _ENDS or following.islower() or following in ",;:)-–—":
        return False
    before = tokens.words[i - 1] if i else ""
    if letter == "." and (before in tokens.known.abbreviations or (len(before) == 1 and before.isalpha())):
        return False
    ordinal = letter == "." and i and tokens.tags[i - 1] == "n" and tokens.spans[i][0] == tokens.spans[i - 1][1]
    return not (ordinal and (len(before) <= 2 and tokens.tags[i + 1] in "TXwn"))
