"""How likely a paragraph of a page without labels is somebody's words: how it speaks, and the paragraphs around it.

That nobody is named does not say that nobody speaks: a speech under its title, a letter, an interview without names.
The signs are weighed by a logistic model, weights/voice.tsv, which `python -m tests.accuracy voice_fit` fits.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from quotes.attribution.turns.cues import cue_words
from quotes.attribution.turns.interview import asks
from quotes.attribution.turns.paragraphs import unquoted
from quotes.fitted import weights
from quotes.lexicon import Lexicon

DASHES = tuple("—–―")  # that open what is said in a dialogue; a hyphen opens the items of a list
LEAST = 0.2  # share of the paragraphs that must speak for a page to be weighed at all
SAMPLE = 16  # paragraphs from which on every second one tells that, and so on
NEAR = 3  # paragraphs on each side that a paragraph is read with
MANY = 64  # paragraphs: more say no more
TITLED = 3.0  # log odds, set: what a title says that names who speaks
FAR = 20.0  # log odds beyond which nothing changes
_MARKS = tuple('“"«„')
_APART = ".,?!;:—"
_NAME = re.compile(r"[a-z,] [A-Z][a-z]")  # within a sentence, in the manner of English
MOST_NAMES = 4
NAMED = 250  # characters in which names are counted
SHORT = 60  # characters
# The cues of lexicon/*/turns.tsv that are signs of a voice, or of the outlet's.
_CUES = {
    "present": "present",
    "contraction": "contraction",
    "spoken": "spoken",
    "opinion": "opinion",
    "reporting": "reports",
    "third_person": "others",
    "we": "we",
    "our": "we",
    "you": "you",
    "first_person": "i",
}
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
    "present": "a present tense",
    "contraction": "a contraction",
    "spoken": "a word of spoken language",
    "opinion": "a word of wishes and opinions",
    "names": "names",
    "long": "its length",
}

_SPEAKING = frozenset(("i", "we", "you", "asks", "greets", "dash"))


class VoiceWords(NamedTuple):
    """The words of a lexicon by which a voice is known."""

    persons: frozenset[str]  # that only who speaks, or is spoken to, is called by
    kinds: Mapping[str, str]  # each word with the sign that it is
    first: frozenset[str]  # words that the openings begin with, and dashes
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
    of, lines = cue_words(lexicon).of, lexicon.lines("addressing")
    kinds = {word: sign for cue, sign in _CUES.items() for word in of.get(cue, ())}
    return VoiceWords(
        frozenset(word for word, sign in kinds.items() if sign in ("i", "we", "you")),
        kinds,
        frozenset((*DASHES, *(line.split()[0] + mark for line in lines for mark in ("", ",", ".")))),
        tuple(line + mark for line in lines for mark in " ,.!:"),
    )


def voices(texts: Sequence[str], lexicon: Lexicon, titled: bool = False) -> list[Voice]:
    """Return the voice of each paragraph of a page without labels; none at all where no paragraph speaks.

    `titled` says that the title names somebody who speaks.
    """
    heard, known = observed(texts, lexicon), weights("quotes.attribution", "voice")
    if heard is None:
        return []
    page = known["bias"] + TITLED * titled + _sum(heard.page, known)
    return [_voice(page, own, known) for own in heard.paragraphs]


def _sum(seen: Mapping[str, float], known: Mapping[str, float]) -> float:
    return sum(known.get(name, 0.0) * value for name, value in seen.items())


def _voice(page: float, own: Mapping[str, float], known: Mapping[str, float]) -> Voice:
    odds = max(-FAR, min(FAR, page + _sum(own, known)))
    return Voice(1 / (1 + math.exp(-odds)), tuple(SAYS[name] for name in own if name in _SPEAKING))


def observed(texts: Sequence[str], lexicon: Lexicon) -> Heard | None:
    """Return what is observed of a page of the paragraphs `texts`; None where hardly one of them speaks."""
    known = voice_words(lexicon)
    sample = texts[:: 1 + len(texts) // SAMPLE]
    if sum([_speaks_plainly(text, known) for text in sample]) < max(1, LEAST * len(sample)):
        return None
    own = [_signs(text, known) for text in texts]
    speaks = [not _SPEAKING.isdisjoint(signs) for signs in own]
    size = len(own) + 1
    page = {f"page {name}": sum([signs.get(name, 0.0) for signs in own]) / size for name in SAYS}
    page |= {"paragraphs": math.log2(min(MANY, len(own))), "page speaks": sum(speaks) / size}
    return Heard(page, [{**signs, "near": near} for signs, near in zip(own, _near(speaks), strict=True)])


def _speaks_plainly(text: str, known: VoiceWords) -> bool:
    """Return whether a paragraph that quotes nobody has a sign of one who speaks: quick to find out, mostly not so."""
    if '"' in text or "“" in text:
        return False
    tokens = text.split()
    return not known.persons.isdisjoint(tokens) or "?" in text[-3:] or not known.first.isdisjoint(tokens[:1])


def _signs(text: str, known: VoiceWords) -> dict[str, float]:
    """Return the signs of a paragraph, with how much of each there is."""
    quoted = any(map(text.__contains__, _MARKS))
    plain = unquoted(text) if quoted else text
    for mark in _APART:
        plain = plain.replace(mark, " ")
    tokens = plain.replace("’", "'").split()
    found = {known.kinds[word]: 1.0 for word in known.kinds.keys() & set(tokens)}
    if "?" in text[-4:] and asks(unquoted(text)):
        found["asks"] = 1.0
    if tokens and tokens[0] in known.first and text.startswith(known.openings):
        found["greets"] = 1.0
    if text.startswith(DASHES):
        found["dash"] = 1.0
    if quoted:
        found["quoted"] = 1.0
    if names := len(_NAME.findall(text, 0, NAMED)):
        found["names"] = min(MOST_NAMES, names) / MOST_NAMES
    if len(text) > SHORT:
        found["long"] = math.log(len(text) / SHORT)
    return found


def _near(speaks: Sequence[bool]) -> list[float]:
    """Return for each paragraph what share of those around it speak."""
    until = [0, *accumulate(map(int, speaks))]
    found = []
    for place, own in enumerate(speaks):
        first, last = max(0, place - NEAR), min(len(speaks), place + NEAR + 1)
        found.append((until[last] - until[first] - own) / max(1, last - first - 1))
    return found
