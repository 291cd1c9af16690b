"""Words and their classes: a paragraph as one string of letters, on which patterns of speech are short to write.

Each token gets one letter: a closed word class (words/classes.txt), X for a capitalised word, w for any other, n for a
figure, S for a possessive; v for another verb; V, G or N for a word that may report speech (a finite verb, an -ing form,
a noun); Q for a quotation that ends like a clause, q for a quoted fragment within one. Marks of punctuation stand for themselves. There is no parser: a sentence is a slice of this string.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import NamedTuple

from quotes.attribution.cues import NOUNS, VERBS, form
from quotes.attribution.marks import Quotation

_WORDS = files("quotes.attribution") / "words"


def _lines(name: str) -> list[str]:
    return [line for line in (_WORDS / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


_ABBREVIATIONS = "|".join(" ".join(_lines("abbreviations.txt")).split())
_TOKEN = re.compile(
    rf"(?:[A-Z]\.){{2,}}|[A-Z]\.(?=\s+[A-Z])|(?:{_ABBREVIATIONS})\."
    rf"|[^\W_]+-(?:{_ABBREVIATIONS})\."
    r"|[$€£#@]?[^\W_]+(?:[.,’'&/\-‑][^\W_]+)*(?:(?<=[sS])['’](?!['’\w]))?%?|\.\.\.|--|[^\w\s]"
)
_CLASSES = {word: line[0] for line in _lines("classes.txt") for word in line.partition(":")[2].split()}
_PUNCTUATION = {"—": "-", "–": "-", "--": "-", "…": ".", "...": ".", "[": "(", "]": ")", "-": "-"}
_ARTICLES = frozenset("a an the his her their its my our your this no any each every such these".split())
_CLAUSE_END = ".,?!;:…—–-"
_POSSESSIVE = ("'s", "s'")


class Tagged(NamedTuple):
    """A paragraph's tokens: where each starts and ends, its lower-case form, and its letter in `tags`."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    tags: str
    quotations: dict[int, Quotation]  # by the index of the token that stands for them


def tag(text: str, start: int, end: int, quoted: Sequence[Quotation] = ()) -> Tagged:
    """Return the tagged tokens of text[start:end]; each of `quoted` becomes one token Q."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    tags: list[str] = []
    places: dict[int, Quotation] = {}
    for quotation in (*quoted, None):
        stop = quotation.span.start if quotation else end
        for match in _TOKEN.finditer(text, start, stop):
            word = match.group()
            lower = word.lower().replace("’", "'")
            starts.append(match.start())
            ends.append(match.end())
            tags.append(_letter(word, lower, tags, words))
            words.append(lower)
        if quotation:
            places[len(tags)] = quotation
            starts.append(quotation.span.start)
            ends.append(quotation.span.end)
            words.append('"')
            tags.append("Q" if _closes_clause(text, quotation, end) else "q")
            start = quotation.span.end
    return Tagged(text, starts, ends, words, "".join(tags), places)


def _closes_clause(text: str, quotation: Quotation, end: int) -> bool:
    last, after = text[quotation.inner.end - 1], text[quotation.span.end : min(end, quotation.span.end + 1)]
    return not quotation.closed or last in _CLAUSE_END or not after or after in _CLAUSE_END


def _letter(word: str, lower: str, before: list[str], words: list[str]) -> str:
    known = _CLASSES.get(lower)
    first = word[0]
    previous = before[-1] if before else "."
    if known is not None:
        return "X" if known in "Dh" and first.isupper() and previous == "X" else known
    if not first.isalnum():
        return _PUNCTUATION.get(word, first if len(word) == 1 else "n")
    if first.isupper() and previous not in ".:Q":
        return "S" if lower.endswith(_POSSESSIVE) else "X"
    if lower in VERBS and _agrees(lower, previous, words[-1] if words else ""):
        return "G" if lower.endswith("ing") else "V"
    if lower in NOUNS:
        return "N"
    if first.isdigit():
        return "n"
    if lower.endswith(_POSSESSIVE):
        return "S"
    if first.isupper():
        return "X"
    if lower.endswith("ly") and len(lower) > 4:
        return "a"
    return "v" if lower.endswith("ed") and previous not in "dSnoi" else "w"


def _agrees(word: str, previous: str, subject: str) -> bool:
    """Tell whether a word that may be verb or noun (claims, report) can be the verb of the noun before it."""
    if previous in "So" or subject in _ARTICLES:
        return False
    if previous != "w" or form(word) not in ("s", "base"):
        return True
    plural = subject.endswith("s") or subject in ("people", "men", "women", "police", "media")
    return plural == (form(word) == "base")


def sentences(tagged: Tagged) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of the sentences, closing punctuation included."""
    tags, start = tagged.tags, 0
    for i in range(len(tags) - 1):
        if _ends_sentence(tagged, i):
            yield start, i + 1
            start = i + 1
    if start < len(tags):
        yield start, len(tags)


def _ends_sentence(tagged: Tagged, i: int) -> bool:
    letter, following = tagged.tags[i], tagged.text[tagged.starts[i + 1]]
    if letter in ".?!":
        return not following.islower() and following not in ".?!)" and tagged.tags[i + 1] not in ".?!"
    if letter in "Qq":
        inner = tagged.quotations[i].inner
        final = tagged.text[inner.end - 1 : inner.end]
        return final in (".", "…") and not following.islower() and following not in ",;:.)-—–"
    abbreviated = tagged.words[i][-1] == "." and len(tagged.words[i]) > 1
    return abbreviated and following.isupper() and tagged.tags[i + 1] in "pdbicaBW" and "." in tagged.words[i][:-1]
