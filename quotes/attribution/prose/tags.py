"""Words and their classes: a paragraph as one string of letters, on which patterns of speech are short to write.

Each token gets one letter, which classes.py names: that of a closed word class (classes.txt), of a capitalised
word or any other, a figure, a possessive, a verb; of a verb or noun that may report; of a quotation. Marks of
punctuation stand for themselves. There is no parser: a sentence is a slice of this string.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, compress, count, islice

from quotes.attribution.prose.diction import Diction
from quotes.attribution.prose.marks import Quotation, last_of
from quotes.model import Span
from quotes.stops import ASKING, CLAUSE_ENDS, SENTENCE_ENDS, STROKES
from quotes.text import Reading

_INNER = r"[.,’'&/\-‑]"  # marks that do not end a word when another letter follows
_GAP = r"[\s_]*+"
_SEPARATED = bytes(ord(c.lower()) if c.isascii() and c.isalpha() else ord(" ") for c in map(chr, range(256)))
_BLANK = "_" + "".join(filter(str.isspace, map(chr, range(0x10000))))
_LONG_IN_LOWER_CASE = re.compile(r"(?<![\w’'-])[a-z][^\W\d_]{4}")
_IN_LOWER_CASE = re.compile(r"\b[a-z]")
_CAPITALISED = re.compile(r"\b[A-Z]")
_MOST = 40_000  # tokens remembered
_PUNCTUATION = (
    dict.fromkeys(SENTENCE_ENDS, ".")
    | dict.fromkeys(ASKING, "?")
    | {"!": "!", "—": "-", "–": "-", "--": "-", "...": ".", "[": "(", "]": ")"}
)
_NAMELIKE = "Dhva"  # classes whose words may be names after a capitalised word: Ann May, Mr. Long
_BEFORE_PREDICATES = "BavV"
_BESIDE = "TP"  # classes that what stands beside a word decides on
_CLAUSE_END = SENTENCE_ENDS | CLAUSE_ENDS | STROKES
_POSSESSIVE = ("'s", "s'")
_NOTHING: tuple[tuple[str, ...], tuple[str, ...], tuple[bool, ...]] = (), (), ()  # what no tokens are


@dataclass(slots=True, eq=False)  # not frozen, nor a tuple: it is made fast, and its fields are read all the time
class Tagged:
    """A paragraph's tokens: where each ends, its lower-case form, as long as itself, and its letter in `tags`."""

    reading: Reading
    text: str  # of the reading
    ends: list[int]
    words: Sequence[str]
    tags: str
    quotations: dict[int, Quotation]  # by the index of the token that stands for them
    literal: bool  # the reading is the source itself
    headline: bool  # its capitals tell no names
    diction: Diction  # the words with which it is read

    def start(self, token: int) -> int:
        """Return where a token starts in the text."""
        quotation = self.quotations.get(token)
        return quotation.span.start if quotation else self.ends[token] - len(self.words[token])

    def span(self, start: int, end: int) -> Span:
        """Return where the tokens start … end stand in the source."""
        first = self.start(start) if start in self.quotations else self.ends[start] - len(self.words[start])
        last = self.ends[end - 1]
        return Span(first, last) if self.literal else self.reading.source(first, last)

    def place(self, token: int) -> int:
        """Return where a token starts in the source."""
        start = self.start(token)
        return start if self.literal else self.reading.source(start, start).start

    def printed(self, start: int, end: int) -> str:
        """Return the tokens start … end as printed."""
        if start in self.quotations:
            return self.text[self.start(start) : self.ends[end - 1]]
        return self.text[self.ends[start] - len(self.words[start]) : self.ends[end - 1]]  # as mostly


def tag(reading: Reading, quoted: Sequence[Quotation], start: int, end: int, diction: Diction) -> Tagged:
    """Return the tagged tokens of reading.text[start:end]; each of `quoted` becomes one token Q or q."""
    text, tokenize, classified = reading.text, _token(diction).findall, _classified(diction)
    headline = _is_headline(text, start, end)
    tokens: list[str] = []
    ends: list[int] = []
    places: dict[int, Quotation] = {}
    for quotation in (*quoted, None):
        found = tokenize(text, start, _tight(text, start, quotation.span.start if quotation else end))
        tokens += found
        ends += islice(accumulate(map(len, found), initial=start), 1, None)
        if quotation:
            places[len(tokens)] = quotation
            start = quotation.span.end
            tokens.append('"')
            ends.append(start)
    words, letters, are_open = zip(*map(classified.__getitem__, tokens), strict=True) if tokens else _NOTHING
    tags = list(letters)
    for place, quotation in places.items():
        tags[place] = "Q" if _closes_clause(text, quotation, end) else "q"
    for i in compress(count(), are_open):
        tags[i] = _in_context(words, tags, i, headline, diction)
    return Tagged(reading, text, ends, words, "".join(tags), places, _is_literal(reading), headline, diction)


def _tight(text: str, start: int, end: int) -> int:
    """Return the end of text[start:end] without blanks: from each of many the pattern would look for what follows."""
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return end


def _is_literal(reading: Reading) -> bool:
    return len(reading.parts) <= 2 and reading.parts[0] == (0, len(reading.text))


def _closes_clause(text: str, quotation: Quotation, end: int) -> bool:
    last, after = last_of(text, quotation), text[quotation.span.end : min(end, quotation.span.end + 1)]
    return not quotation.closed or last in _CLAUSE_END or not after or after in _CLAUSE_END


@cache
def _token(diction: Diction) -> re.Pattern[str]:
    """Return the pattern of a token with the gap before it; what is in most places a word comes first, for speed."""
    stops = "|".join((r"(?<=\.[^\W\d_])", r"(?<=\b[A-HJ-Z])(?=\.\s?[A-Z])", *_endings(diction.abbreviations)))
    tail = rf"(?:(?={_INNER})(?>(?:{_INNER}[^\W_]++)*)(?:(?<=[sS])['’](?!['’\w]))?%?(?:(?=\.)(?:{stops})\.)?|%)?"
    return re.compile(rf"(?: [a-zA-Z]++(?= )|{_GAP}(?:[^\W_]++{tail}|[$€£#@][^\W_]++{tail}|\.\.\.|--|[^\w\s]))")


def _endings(abbreviations: Iterable[str]) -> Iterator[str]:
    """Yield patterns of what stands before a full stop that ends no sentence (Sen., then-Gov., U.S., J. Smith)."""
    by_length: dict[int, list[str]] = {}
    for word in sorted(abbreviations):
        by_length.setdefault(len(word), []).append(rf"\b{re.escape(word)}")
    yield from (f"(?<={'|'.join(words)})" for words in by_length.values())


class _Classified(dict[str, tuple[str, str, bool]]):
    """Each token met, less the gap, its class, and whether its place decides on that: faster than a cached function."""

    def __init__(self, diction: Diction) -> None:
        super().__init__()
        self._diction = diction

    def __missing__(self, token: str) -> tuple[str, str, bool]:
        if len(self) >= _MOST:
            self.clear()
        word, letters = _class(token.lstrip(_BLANK), self._diction)
        self[token] = found = word, letters, len(letters) > 1
        return found


_classified = cache(_Classified)


def _class(word: str, diction: Diction) -> tuple[str, str]:
    """Return a word in lower case and its letter, or, where its place decides, the letters it can have."""
    lower = word.replace("İ", "I").lower().replace("’", "'")  # the one letter whose small form is longer
    capital = "^" if word[0].isupper() else ""
    verbs, nouns = diction.cues.verbs, diction.cues.nouns
    if lower in diction.classes:
        return lower, _closed(diction.classes[lower], capital)
    if not word[0].isalnum():
        return lower, _PUNCTUATION.get(word, word if len(word) == 1 else "n")
    if lower in verbs:
        return lower, ("G" if lower.endswith("ing") else "V") + ("N" if lower in nouns else "w") + capital
    if lower in nouns:
        return lower, "N" + capital
    return lower, _by_ending(word, lower, capital, diction)


def _closed(letter: str, capital: str) -> str:
    """Return the letters that a word of a closed class can have."""
    if letter in _BESIDE:
        return "X" if letter == "P" and capital else letter + "?"
    return letter + capital if letter in _NAMELIKE else letter


def _by_ending(word: str, lower: str, capital: str, diction: Diction) -> str:
    """Return the letters that a word in no list can have, by how it ends."""
    if lower.endswith(_POSSESSIVE):
        return "S"
    if capital and lower.endswith(diction.adverb_endings) and len(lower) > 6:
        return "a^"
    if word[0].isdigit() or capital:
        return "X" if capital else "n"
    if lower.endswith("ly") and len(lower) > 4 and lower not in diction.no_adverbs:
        return "a"
    return "vw" if lower.endswith("ed") else "w"


def _is_headline(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] Is Set as Headlines Are: a capital says nothing there."""
    if _LONG_IN_LOWER_CASE.search(text, start, end):
        return False
    capitals = len(_CAPITALISED.findall(text, start, end))
    return capitals >= 4 and capitals > 2 * len(_IN_LOWER_CASE.findall(text, start, end))


def _in_context(words: Sequence[str], tags: Sequence[str], i: int, headline: bool, diction: Diction) -> str:
    """Return which of its letters word `i` has after the tokens before it."""
    letters = tags[i]
    first, capital = letters[0], letters[-1] == "^"
    previous = tags[i - 1] if i else "."
    if capital and not headline and (capitalised := _as_name(words, tags, i, previous, diction)):
        return capitalised
    if first in "VG":
        witness = capital and first == "V" and tags[i + 1 : i + 2] == ["X"] and diction.cues.forms[words[i]] == "base"
        return "X" if witness else _as_verb(words, tags, i, previous, diction)  # Witness Ann Lee
    if first == "v":
        return "w" if previous in "dSnoi" else "v"
    if first == "P":  # Ann de Lee, Ursula von der Leyen
        return "X" if previous == "X" and i + 1 < len(tags) and tags[i + 1][0] in "XPS" else "w"
    if first == "T":  # an adviser to the mayor; not: told the mayor to go
        return (
            "i" if i and words[i - 1] in diction.naming.serving and _is_somebody(words, tags, i + 1, diction) else "T"
        )
    return first


def _is_somebody(words: Sequence[str], tags: Sequence[str], i: int, diction: Diction) -> bool:
    """Tell whether a person is named from token `i` on: an aide to | the mayor; to | jailed mayor Ann Lee."""
    first = tags[i][0] if i < len(tags) else ""
    told = first == "v" or (
        first == "w" and (words[i] in diction.naming.modifiers or words[i] in diction.naming.titles)
    )
    return first in "dXS" if not told else "X" in [tag[0] for tag in tags[i + 1 : i + 4]]


def _as_name(words: Sequence[str], tags: Sequence[str], i: int, previous: str, diction: Diction) -> str | None:
    """Return the letter of a word with a capital; None where a sentence may begin with it."""
    first = tags[i][0]
    day = previous == "n" and not (words[i - 1].isdigit() and len(words[i - 1]) > 2)
    if first == "D" and (day or tags[i + 1 : i + 2] == ["n"]):  # 2 April; President Lee June 3
        return first
    if first == "h" and (previous == "n" or (previous == "X" and tags[i + 1 : i + 2] == ["n"])):  # 3 May; Lee May 3
        return "D"
    if first in _NAMELIKE:
        name = previous == "X" or (first == "v" and previous == "d") or _is_given(words, tags, i, previous, diction)
        # Similarly, …; McNally said
        adverb = tags[i + 1 : i + 2] == [","] or not words[i].endswith(diction.adverb_endings)
        return first if adverb and not name else "X"
    return "X" if previous not in ".:Q" else None


def _is_given(words: Sequence[str], tags: Sequence[str], i: int, previous: str, diction: Diction) -> bool:
    """Tell whether a word that is also an auxiliary, a verb or a month is a given name: said Will Lee; May Lee said.

    Not: Will Lee come? In May Lee said. Of one that stands alone, the verb of saying beside it tells: said Rose.
    """
    if words[i] not in diction.naming.given or previous == "i" or i + 1 >= len(tags):
        return False
    following = tags[i + 1]
    if following == "X" or following[-1] == "^":
        opens = previous in ".?!:Qq"
        return not opens or next((tag for tag in tags[i + 1 :] if tag in (".", "?", "!")), ".") != "?"
    if following[0] == "V":
        return diction.cues.forms[words[i + 1]] == "past"
    return previous == "V" and following in (".", ",")


def _as_verb(words: Sequence[str], tags: Sequence[str], i: int, previous: str, diction: Diction) -> str:
    """Return the letter of a word that may be a verb that reports, or a noun."""
    verb, other = tags[i][0], tags[i][1]
    noun = other == "N" or words[i] in diction.naming.titles
    if noun and previous == "a" and i > 1 and words[i - 2] in diction.naming.articles:
        return other  # the first witness
    if words[i] in diction.naming.titles and tags[i + 1 : i + 2] == ["X"] and diction.cues.forms[words[i]] == "base":
        return other  # witness Ann Lee
    if words[i] in diction.cues.predicates and previous not in _BEFORE_PREDICATES:
        return other  # a confident mayor
    return verb if _agrees(words[i], previous, words[i - 1] if i else "", diction) else other


def _agrees(word: str, previous: str, subject: str, diction: Diction) -> bool:
    """Tell whether a word that may be verb or noun (claims, report) can be the verb of the noun before it."""
    form = diction.cues.forms[word]
    if (previous in "So" and form != "ing") or previous == "S" or subject in diction.before_nouns:
        return False
    if previous != "w" or form not in ("s", "base"):
        return True
    plural = diction.numbers.get(subject, "p" if subject.endswith("s") else "s") == "p"
    return plural == (form == "base")


def has_cue(text: str, diction: Diction) -> bool:
    """Tell whether `text` may hold a word that reports speech: a test much faster than to tag it, as it reads bytes.

    Letters beyond ASCII part words here, those that report too; that a cue may then be seen in one does no harm.
    """
    return not _cues(diction).isdisjoint(_parted(text))


@cache
def _cues(diction: Diction) -> frozenset[bytes]:
    according = (word for word, letter in diction.classes.items() if letter == "A")
    return frozenset(_parted(" ".join((*diction.cues.verbs, *diction.cues.nouns, *according))))


def _parted(text: str) -> list[bytes]:
    return text.encode("utf-8", "replace").translate(_SEPARATED).split()
