"""How likely a paragraph of a page without labels is somebody's words: how it speaks, and the paragraphs around it.

That nobody is named does not say that nobody speaks: a speech under its title, a letter, an interview without names.
The signs are weighed by a logistic model, weights/voice.tsv, which `python -m tests.accuracy voice_fit` fits.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple

from quotes.attribution.turns.cues import cue_words
from quotes.attribution.turns.interview import asks
from quotes.attribution.turns.paragraphs import unquoted, words
from quotes.lexicon import Lexicon

DASHES = tuple("—–―")  # that open what is said in a dialogue; a hyphen opens the items of a list
NEAR = 3  # paragraphs on each side that a paragraph is read with
MANY = 64  # paragraphs: more say no more
TITLED = 3.0  # log odds, set: what a title says that names who speaks
FAR = 20.0  # log odds beyond which nothing changes
_MARKS = tuple("“\"«„")
_PERSONS = ("first_person", "we", "our", "you")  # cues of words that only who speaks, or is written to, is called by
_MOST_TOLD = 4
# What each sign is, in the words of the explanation; those of the page are shares of its paragraphs.
SAYS = {
    "i": "I, outside quotation marks",
    "we": "we, outside quotation marks",
    "you": "you, outside quotation marks",
    "asks": "it ends in a question",
    "greets": "it opens as one who speaks to others does",
    "dash": "it opens with the dash of a dialogue",
    "quoted": "it holds quotation marks",
    "reports": "a verb of saying, outside quotation marks",
    "others": "he or she, outside quotation marks",
}


class VoiceWords(NamedTuple):
    """The words of a lexicon by which a voice is known."""

    persons: frozenset[str]
    i: frozenset[str]
    we: frozenset[str]
    you: frozenset[str]
    reports: frozenset[str]
    others: frozenset[str]
    openings: tuple[str, ...]  # of who speaks to others, with what stands behind them


class Heard(NamedTuple):
    """What is observed of a page, and of each of its paragraphs."""

    page: Mapping[str, float]
    paragraphs: Sequence[Mapping[str, float]]


class Voice(NamedTuple):
    """How likely a paragraph is somebody's words, and what of it says so most."""

    probability: float
    cues: tuple[str, ...] = ()


@cache
def voice_words(lexicon: Lexicon) -> VoiceWords:
    """Return the words of `lexicon` by which a voice is known."""
    of, none = cue_words(lexicon).of, frozenset[str]()
    i, we, you = of.get("first_person", none), of.get("we", none) | of.get("our", none), of.get("you", none)
    openings = tuple(line + mark for line in lexicon.lines("addressing") for mark in " ,.!:")
    return VoiceWords(
        i | we | you, i, we, you, of.get("reporting", none), of.get("third_person", none), openings
    )


@cache
def weights() -> Mapping[str, float]:
    """Return what each sign weighs."""
    text = (files("quotes.attribution") / "weights" / "voice.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


def voices(texts: Sequence[str], lexicon: Lexicon, titled: bool = False) -> list[Voice]:
    """Return the voice of each paragraph of a page without labels; none at all where no paragraph speaks.

    `titled` says that the title names somebody who speaks.
    """
    heard, known = observed(texts, lexicon), weights()
    if heard is None:
        return []
    page = known["bias"] + TITLED * titled + _sum(heard.page, known)
    return [_voice(page, own, known) for own in heard.paragraphs]


def _sum(seen: Mapping[str, float], known: Mapping[str, float]) -> float:
    return sum(known.get(name, 0.0) * value for name, value in seen.items())


def _voice(page: float, own: Mapping[str, float], known: Mapping[str, float]) -> Voice:
    odds = max(-FAR, min(FAR, page + _sum(own, known)))
    return Voice(1 / (1 + math.exp(-odds)), tuple(SAYS[name] for name in own if name in SAYS)[:_MOST_TOLD])


def observed(texts: Sequence[str], lexicon: Lexicon) -> Heard | None:
    """Return what is observed of a page of the paragraphs `texts`; None where no paragraph speaks."""
    known = voice_words(lexicon)
    if not any([_may_speak(text, known) for text in texts]):
        return None
    own = [dict.fromkeys(_signs(text, known), 1.0) for text in texts]
    speaks = [not _SPEAKING.isdisjoint(signs) for signs in own]
    if not any(speaks):
        return None
    shares = {f"page {name}": sum(name in signs for signs in own) / (len(own) + 1) for name in SAYS}
    page = {"paragraphs": math.log2(min(MANY, len(own))), "page speaks": sum(speaks) / (len(own) + 1), **shares}
    return Heard(page, [{**signs, "near": near} for signs, near in zip(own, _near(speaks), strict=True)])


_SPEAKING = frozenset(("i", "we", "you", "asks", "greets", "dash"))


def _may_speak(text: str, known: VoiceWords) -> bool:
    """Return whether a paragraph has a sign of one who speaks, quoted or not: quick to find out, and mostly not so."""
    return not known.persons.isdisjoint(text.split()) or text.startswith((*known.openings, *DASHES)) or asks(text)


def _signs(text: str, known: VoiceWords) -> Iterator[str]:
    """Yield the signs of a paragraph."""
    plain = unquoted(text)
    tokens = words(plain)
    for name, of in (("i", known.i), ("we", known.we), ("you", known.you)):
        if not of.isdisjoint(tokens):
            yield name
    if asks(plain):
        yield "asks"
    if text.startswith(known.openings):
        yield "greets"
    if text.startswith(DASHES):
        yield "dash"
    if any(mark in text for mark in _MARKS):
        yield "quoted"
    for name, of in (("reports", known.reports), ("others", known.others)):
        if not of.isdisjoint(tokens):
            yield name


def _near(speaks: Sequence[bool]) -> list[float]:
    """Return for each paragraph what share of those around it speak."""
    until = [0, *accumulate(map(int, speaks))]
    found = []
    for place, own in enumerate(speaks):
        first, last = max(0, place - NEAR), min(len(speaks), place + NEAR + 1)
        found.append((until[last] - until[first] - own) / max(1, last - first - 1))
    return found
