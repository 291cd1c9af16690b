"""A paragraph in doubt and what stands around it: the turn it may belong to, and the page's narrator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from quotes.attribution.lexicon import hits, says
from quotes.text import words

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?")
_CONTENT = re.compile(r"[^\W\d_]{4,}")  # shorter words are mostly grammar
_CURLY = re.compile(r"\w’\w")
_STRAIGHT = re.compile(r"\w'\w")
_NARRATION_READ = 4000  # characters of narration that suffice to know its words


@dataclass(frozen=True, slots=True)
class Page:
    """The narrator's voice, learned from the paragraphs under no label, and the names on the labels."""

    names: frozenset[str]
    narrator_says_i: bool
    narrator_says_we: bool
    narrator_quotes: bool
    apostrophes: str
    content: frozenset[str]


@dataclass(frozen=True, slots=True)
class Turn:
    """A label, the paragraph under it, and the name on the label after it."""

    speaker: frozenset[str]
    following: frozenset[str]
    content: frozenset[str]
    length: int
    says_i: bool
    apostrophes: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph after the one under the label; `words` are folded, `hits` the cues that its words fire."""

    text: str
    unquoted: str
    words: frozenset[str]
    content: frozenset[str]
    before: frozenset[str]
    hits: Mapping[str, list[str]]
    apostrophes: str
    turn: Turn
    page: Page
    depth: int
    last: bool


def page(narration: Iterable[str], names: Iterable[str]) -> Page:
    """Return what is known of a page from its paragraphs under no label and the names on its labels."""
    text = "\n".join(narration)
    plain = unquoted(text)
    voice = frozenset(_tokens(plain))
    return Page(
        frozenset().union(*map(name_words, names)),
        says("first_person", voice),
        says("we", voice),
        len(plain) < len(text),
        apostrophes(text, at_least=3),
        content(text[:_NARRATION_READ]),
    )


def turn(name: str, following: str, first: str) -> Turn:
    """Return the turn of `name` with `first` as the paragraph under the label; `following` is the next label's name."""
    return Turn(
        name_words(name),
        name_words(following),
        content(first),
        len(first),
        says("first_person", _tokens(first)),
        apostrophes(first),
    )


def paragraph(text: str, before: frozenset[str], depth: int, last: bool, turn: Turn, page: Page) -> Paragraph:
    """Return the paragraph `text` as evidence sees it.

    It stands `depth` paragraphs after the one under the label of `turn`, behind one with the content words `before`,
    and is the `last` one before the next label or heading or not.
    """
    plain = unquoted(text)
    return Paragraph(
        text,
        plain,
        frozenset(words(text)),
        content(text),
        before,
        hits(_tokens(plain)),
        apostrophes(text),
        turn,
        page,
        depth,
        last,
    )


def unquoted(text: str) -> str:
    """Return `text` without what stands in quotation marks."""
    return _QUOTED.sub(" ", text)


def content(text: str) -> frozenset[str]:
    """Return the words of `text` that carry its matter."""
    return frozenset(_CONTENT.findall(text.lower()))


def apostrophes(text: str, at_least: int = 1) -> str:
    """Return the apostrophe that nearly all of `text` is written with; "" when it is mixed or says too little."""
    curly = len(_CURLY.findall(text)) if "’" in text else 0
    straight = len(_STRAIGHT.findall(text)) if "'" in text else 0
    if curly + straight < at_least or min(curly, straight) * 9 > max(curly, straight):
        return ""
    return "’" if curly > straight else "'"


@lru_cache(maxsize=1024)
def name_words(name: str) -> frozenset[str]:
    """Return the folded words of a name that are long enough to stand for its bearer."""
    return frozenset(word for word in words(name) if len(word) > 2)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.replace("’", "'"))
