"""Words and their classes: a paragraph as one string of letters, on which patterns of speech are short to write.

Each token gets one letter: a closed word class (words/classes.txt), X for a capitalised word, w for any other, n for a
figure, S for a possessive, v for a verb that reports nothing; V, G or N for a finite verb, an -ing form or a noun that
may report; Q for a quotation that ends like a clause, q for a quoted fragment within one. Marks of punctuation stand
for themselves. There is no parser: a sentence is a slice of this string.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from quotes import wordlists
from quotes.attribution.cues import NOUNS, VERBS, form
from quotes.attribution.marks import Quotation
from quotes.model import Span
from quotes.text import Reading


def _endings() -> str:
    """Return the pattern of what stands before a full stop that ends no sentence (Sen., then-Gov., U.S., J. Smith)."""
    by_length: dict[int, list[str]] = {}
    for word in " ".join(wordlists.lines("attribution/abbreviations.txt")).split():
        by_length.setdefault(len(word), []).append(rf"\b{word}")
    return "|".join(f"(?<={'|'.join(words)})" for words in by_length.values())


_TOKEN = re.compile(
    r"[$€£#@]?[^\W_]++(?:[.,’'&/\-‑][^\W_]++)*+(?:(?<=[sS])['’](?!['’\w]))?%?"
    rf"(?:(?=\.)(?:(?<=\.[^\W\d_])|(?<=\b[A-HJ-Z])(?=\.\s?[A-Z])|{_endings()})\.)?"
    r"|\.\.\.|--|[^\w\s]"
)
_CLASSES = {
    word: line[0] for line in wordlists.lines("attribution/classes.txt") for word in line.partition(":")[2].split()
}
_CUES = frozenset((*VERBS, *NOUNS, *(word for word, letter in _CLASSES.items() if letter == "A")))
_LETTERS = re.compile(r"[^\W\d_]+")
_PUNCTUATION = {"—": "-", "–": "-", "--": "-", "…": ".", "...": ".", "[": "(", "]": ")", "-": "-"}
_ARTICLES = frozenset(
    [
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "its",
        "my",
        "our",
        "your",
        "this",
        "no",
        "any",
        "each",
        "every",
        "such",
        "these",
    ]
)
_NAMELIKE = "Dhva"  # classes whose words may be names after a capitalised word: Ann May, Mr. Long
_LONGEST = 250  # tokens
_STOP = re.compile("[.?!Qq]")
_CLAUSE_END = ".,?!;:…—–-"
_POSSESSIVE = ("'s", "s'")


class Tagged(NamedTuple):
    """A paragraph's tokens: where each starts and ends, its lower-case form, and its letter in `tags`."""

    reading: Reading
    text: str  # of the reading
    starts: list[int]
    ends: list[int]
    words: list[str]
    tags: str
    quotations: dict[int, Quotation]  # by the index of the token that stands for them

    def span(self, start: int, end: int) -> Span:
        """Return where the tokens start … end stand in the source."""
        return self.reading.source(self.starts[start], self.ends[end - 1])

    def printed(self, start: int, end: int) -> str:
        """Return the tokens start … end as printed."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def tag(reading: Reading, quoted: Sequence[Quotation] = (), start: int = 0, end: int | None = None) -> Tagged:
    """Return the tagged tokens of reading.text[start:end]; each of `quoted` becomes one token Q or q."""
    text = reading.text
    end = len(text) if end is None else end
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    tags: list[str] = []
    places: dict[int, Quotation] = {}
    for quotation in (*quoted, None):
        found = list(_TOKEN.finditer(text, start, quotation.span.start if quotation else end))
        starts += map(re.Match.start, found)
        ends += map(re.Match.end, found)
        classes = list(map(_class, map(re.Match.group, found)))
        words += [lower for lower, _ in classes]
        tags += [letters for _, letters in classes]
        for i in range(len(tags) - len(found), len(tags)):
            if len(tags[i]) > 1:
                tags[i] = _in_context(words, tags, i)
        if quotation:
            places[len(tags)] = quotation
            starts.append(quotation.span.start)
            ends.append(quotation.span.end)
            words.append('"')
            tags.append("Q" if _closes_clause(text, quotation, end) else "q")
            start = quotation.span.end
    return Tagged(reading, text, starts, ends, words, "".join(tags), places)


def _closes_clause(text: str, quotation: Quotation, end: int) -> bool:
    last, after = text[quotation.inner.end - 1], text[quotation.span.end : min(end, quotation.span.end + 1)]
    return not quotation.closed or last in _CLAUSE_END or not after or after in _CLAUSE_END


@lru_cache(maxsize=65536)
def _class(word: str) -> tuple[str, str]:
    """Return a word in lower case and its letter, or, where its place decides, the letters it can have."""
    lower = word.lower().replace("’", "'")
    capital = "^" if word[0].isupper() else ""
    if lower in _CLASSES:
        letter = _CLASSES[lower]
        return lower, letter + capital if letter in _NAMELIKE else letter
    if not word[0].isalnum():
        return lower, _PUNCTUATION.get(word, word if len(word) == 1 else "n")
    if lower in VERBS:
        return lower, ("G" if lower.endswith("ing") else "V") + ("N" if lower in NOUNS else "w") + capital
    if lower in NOUNS:
        return lower, "N" + capital
    if lower.endswith(_POSSESSIVE):
        return lower, "S"
    if word[0].isdigit() or capital:
        return lower, "X" if capital else "n"
    if lower.endswith("ly") and len(lower) > 4:
        return lower, "a"
    return lower, "vw" if lower.endswith("ed") else "w"


def _in_context(words: Sequence[str], tags: Sequence[str], i: int) -> str:
    """Return which of its letters word `i` has after the tokens before it."""
    letters = tags[i]
    first = letters[0]
    previous = tags[i - 1] if i else "."
    if letters[-1] == "^":
        if first in _NAMELIKE:
            return "X" if previous == "X" else first
        if previous not in ".:Q":
            return "X"
    if first in "VG":
        return first if _agrees(words[i], previous, words[i - 1] if i else "") else letters[1]
    return "w" if first == "v" and previous in "dSnoi" else first


def _agrees(word: str, previous: str, subject: str) -> bool:
    """Tell whether a word that may be verb or noun (claims, report) can be the verb of the noun before it."""
    if previous in "So" or subject in _ARTICLES:
        return False
    if previous != "w" or form(word) not in ("s", "base"):
        return True
    plural = subject.endswith("s") or subject in ("people", "men", "women", "police", "media")
    return plural == (form(word) == "base")


def has_cue(text: str) -> bool:
    """Tell whether `text` holds a word that may report speech; a test much faster than to tag it."""
    return not _CUES.isdisjoint(_LETTERS.findall(text.lower()))


def sentences(tagged: Tagged) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of the sentences, closing punctuation included."""
    start, last = 0, len(tagged.tags) - 1
    abbreviations = {i for i, word in enumerate(tagged.words) if word[-1] == "." and len(word) > 1}
    for i in sorted(abbreviations.union(map(re.Match.start, _STOP.finditer(tagged.tags)))):
        if i < last and _ends_sentence(tagged, i):
            yield from _pieces(start, i + 1)
            start = i + 1
    yield from _pieces(start, last + 1)


def _pieces(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield start … end in pieces no longer than a sentence may be, which keeps the work in proportion to the text."""
    for piece in range(start, end, _LONGEST):
        yield piece, min(end, piece + _LONGEST)


def _ends_sentence(tagged: Tagged, i: int) -> bool:
    letter, following = tagged.tags[i], tagged.text[tagged.starts[i + 1]]
    if letter in ".?!":
        return not following.islower() and following not in ".?!)" and tagged.tags[i + 1] not in ".?!"
    if letter in "Qq":
        end = tagged.quotations[i].inner.end
        return tagged.text[end - 1] in ".…" and not following.islower() and following not in ",;:.)-—–"
    return following.isupper() and tagged.tags[i + 1] in "pdbicyaBW" and "." in tagged.words[i][:-1]
