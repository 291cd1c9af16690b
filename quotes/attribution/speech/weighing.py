"""How likely words are reported: what is observed of cue, subject and content, weighed (weights/speech.tsv)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

from quotes.attribution.speech.cues import Report, is_led_by_nobody
from quotes.attribution.speech.memory import Whose
from quotes.attribution.speech.tokens import Range, Tokens

LEAST = 0.3  # what is less likely a report is none
WORD = "word "  # with which a sign begins that is a word of one language
_CLOSED = "DIKEACJ"  # classes of words of which each is a sign of its own
_KINDS = {"fragment": ("fragment",), "untold": ("near", "goes on", "led in")}  # of quotations, by constructions
_LENGTHS = (2, 4, 8, 16, 32)


def observed(tokens: Tokens, report: Report, content: Range, who: Whose) -> tuple[str, ...]:
    """Return what is observed of a report, in words."""
    start, end = content
    quoted = end - start == 1 and start in tokens.quotations
    kind = "quotation" if quoted else "with quotation" if "Q" in tokens.tags[start:end] else "words"
    clause = quoted and tokens.is_clause(start)
    moods = tokens.known.subjunctive or tokens.known.mood_endings
    mood = tokens.has_mood(start, end)
    length = sum(end - start > most for most in _LENGTHS)
    lemma = report.verb.lemma if report.verb else "-"
    act = report.verb.act.value if report.verb else "-"
    return (
        "bias",
        f"as {report.construction}",
        f"{report.construction} {kind}",
        *(() if lemma == "-" else (f"{WORD}{lemma}", f"{WORD}{lemma} {report.construction}")),
        f"act {act} {report.construction}",
        f"by {who.how}",
        f"{report.construction} by {who.how}",
        *([f"mood {mood} {report.construction}"] if moods else ()),  # elsewhere none tells whose words they are
        f"length {length}",
        f"clause {clause} {report.construction}",
        *(_of_marks(tokens, start, report.construction) if quoted else ()),
        f"shared {report.subject is None and who.how != 'dropped'}",
        *([f"led in by things {_has_things(tokens, report.cue[0])}"] if is_led_by_nobody(report) else ()),
    )


def _has_things(tokens: Tokens, colon: int) -> bool:
    """Tell whether a sentence that leads in a quotation, and names nobody who speaks, is about something: the sign
    bears the words: “…”"""
    start = max(tokens.tags.rfind(mark, 0, colon) for mark in ".?!")
    return any(tag in "DwX" for tag in tokens.tags[start + 1 : colon])


def _of_marks(tokens: Tokens, token: int, construction: str) -> tuple[str, ...]:
    """Return what is observed of a quotation: how it is set, and what stands beside it; apart for some words of a
    clause, for what nothing says to be somebody's, and for the others."""
    words = tokens.quoted(token)
    capitals = sum(word[:1].isupper() for word in words)
    kind = next((name for name, words in _KINDS.items() if construction.startswith(words)), "quotation")
    beside = tokens.tags[token - 1 : token] or "."
    return (
        f"{kind} words {min(len(words), 8)}",
        f"{kind} opens {'capital' if words[0][:1].isupper() else 'small'}",
        f"{kind} capitals {'all' if capitals == len(words) else 'some'} {min(len(words), 4)}",
        f"{kind} behind {beside}",
        *((f"{WORD}{tokens.words[token - 1]} before {kind}",) if beside in _CLOSED else ()),
        f"{kind} before {tokens.tags[token + 1 : token + 2] or '.'}",
        f"{kind} clause {tokens.is_clause(token)}",
    )


class Scale(NamedTuple):
    """What signs weigh, and how likely words must be at the least to be taken for reported."""

    weights: Mapping[str, float]
    least: float

    def share(self, signs: Iterable[str]) -> float:
        """Return how likely words of which this is observed are reported, and are of whom they are given to."""
        return 1 / (1 + exp(-sum(self.weights.get(sign, 0.0) for sign in signs)))


@cache
def scale() -> Scale:
    """Return the weights as they were fitted."""
    text = (files("quotes.attribution") / "weights" / "speech.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return Scale({name: float(weight) for name, weight in rows}, LEAST)
