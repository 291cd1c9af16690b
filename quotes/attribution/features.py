"""What can be measured of a paragraph after a label's first: the evidence that speech goes on, or that narration resumes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files

from quotes.text import words

_SHORT = 80  # characters
_PAST = re.compile(r"\b(?:was|were|had|did|[a-z]{2,}ed)\b")
_DIGITS = re.compile(r"\d")
_QUOTES = re.compile(r"[\"“”«»„]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in doubt, and what stands around it. Names are folded words of the labels' names."""

    text: str  # as shown, with plain apostrophes
    words: frozenset[str]
    speaker: frozenset[str]
    others: frozenset[str]  # names of all other labels
    following: frozenset[str]  # name of the next label, when it is another one


@dataclass(frozen=True, slots=True)
class Cue:
    """One kind of evidence: how to measure it, how to explain it, and what the hand judge makes of it."""

    name: str
    says: str
    hand: float
    measure: Callable[[Paragraph], float]
    pattern: re.Pattern[str] | None

    def explain(self, paragraph: Paragraph) -> str:
        """Return the cue in words, with the words of the paragraph that fired it."""
        match = self.pattern and self.pattern.search(paragraph.text)
        return self.says.format(match.group() if match else "")


def short(paragraph: Paragraph) -> float:
    """Speakers finish with short paragraphs more often than reporters."""
    return float(len(paragraph.text) < _SHORT)


def question(paragraph: Paragraph) -> float:
    """A question mark: mostly an interviewer's."""
    return float("?" in paragraph.text)


def names_speaker(paragraph: Paragraph) -> float:
    """Nobody speaks of himself by name."""
    return float(not paragraph.words.isdisjoint(paragraph.speaker))


def names_other(paragraph: Paragraph) -> float:
    """Reporters introduce the next speaker."""
    return float(not paragraph.words.isdisjoint(paragraph.others))


def names_next(paragraph: Paragraph) -> float:
    """The one who is named speaks next."""
    return float(not paragraph.words.isdisjoint(paragraph.following))


def digits(paragraph: Paragraph) -> float:
    """Figures."""
    return float(bool(_DIGITS.search(paragraph.text)))


def past(paragraph: Paragraph) -> float:
    """A verb in the past tense."""
    return float(bool(_PAST.search(paragraph.text)))


def quotation(paragraph: Paragraph) -> float:
    """Quotation marks."""
    return float(bool(_QUOTES.search(paragraph.text)))


MEASURES: tuple[Callable[[Paragraph], float], ...] = (
    short,
    question,
    names_speaker,
    names_other,
    names_next,
    digits,
    past,
    quotation,
)


def _alternatives(phrases: list[str]) -> str:
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase) if phrase[0].isupper() else f"(?i:{re.escape(phrase)})" for phrase in ordered)


def _pattern(table: dict[str, list[str]]) -> re.Pattern[str] | None:
    if "opens" in table:
        return re.compile(rf"\A\W*(?:{_alternatives(table['opens'])})\b")
    if "holds" in table:
        return re.compile(rf"\b(?:{_alternatives(table['holds'])})\b")
    return None


def _found(pattern: re.Pattern[str]) -> Callable[[Paragraph], float]:
    return lambda paragraph: float(bool(pattern.search(paragraph.text)))


def _read() -> tuple[Cue, ...]:
    tables = tomllib.loads((files("quotes.attribution") / "words" / "turns.toml").read_text(encoding="utf-8"))
    measures = {measure.__name__: measure for measure in MEASURES}
    cues = []
    for name, table in tables.items():
        pattern = _pattern(table)
        cues.append(Cue(name, table["says"], table["hand"], _found(pattern) if pattern else measures[name], pattern))
    return tuple(cues)


CUES = _read()


def name_words(name: str) -> frozenset[str]:
    """Return the folded words of a name that are long enough to stand for its bearer."""
    return frozenset(word for word in words(name) if len(word) > 2)
