"""How likely a page is a transcript, in which only the next label ends a turn: signs that are weighed, none decides.

Each sign is measured by the function of its name, of the labels, of what stands above the first one, and of the words
behind the paragraphs under labels. `python -m tests.accuracy shapes` fits the weights, weights/shape.json.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise, takewhile
from operator import mul
from typing import NamedTuple

from quotes.attribution.turns.recorder import is_recorded
from quotes.lexicon import Lexicon
from quotes.model import Block, BlockKind, Document
from quotes.text import fold

LABEL, PARAGRAPH, MARKUP = BlockKind.LABEL, BlockKind.PARAGRAPH, BlockKind.MARKUP
SENTENCE = 80  # characters of one that is told, and no heading
MANY = 64  # labels: more say no more
HEARD = 3  # reactions on lines of their own say all that they can
ABOVE = 2000  # characters before the first label that are looked at
BOUND = 4.0  # of the log odds of speech that one paragraph shows, on either side
BOLD, IN_LINE = "bold label", "name before the speech"  # conventions
_WITH_BOLD = ("markdown", "html")  # formats whose labels in line may all be bold
_BRACKETS = tuple("([{")
_ASKS = re.compile(r"\?[\"'”’ )*_]*$")


@cache
def _announcing(lexicon: Lexicon) -> tuple[re.Pattern[str], Sequence[str]]:
    """Return the pattern of the words that call a page a transcript, and these words, one of which it must hold."""
    words = sorted(lexicon.words("announcing"))
    either = "|".join(map(re.escape, words))
    return re.compile(rf"(?<![^\W_])(?:{either or r'(?!)'})(?![^\W_])", re.IGNORECASE), list(map(str.casefold, words))


def _announces(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    pattern, words = _announcing(lexicon)
    folded = text[start:end].casefold()
    return any(word in folded for word in words) and bool(pattern.search(text, start, end))


class Behind(NamedTuple):
    """How the paragraphs behind those under labels read, few of them with less weight.

    `narration` are the log odds, up to BOUND, with which they read so; `of_speaker` grows with the share that tells of
    the speaker by name. That they read as speech says little: speakers go on talking in reports, too.
    """

    narration: float
    of_speaker: float


class Outline:
    """What a page shows of its shape; the spans of `blocks` are places in the document's plain text."""

    def __init__(self, document: Document, blocks: Sequence[Block], behind: Callable[[], Behind]) -> None:
        self.document, self.convention, self.plain = document, document.convention, document.plain
        self.blocks = [block for block in blocks if block.kind is not MARKUP]
        self.all = blocks
        self.labels = [block for block in self.blocks if block.kind is LABEL]
        self.names = [fold(block.mention.name) for block in self.labels if block.mention]
        self.counts = Counter(self.names)
        self._behind = behind

    @cached_property
    def above(self) -> list[Block]:
        """What stands above the first label."""
        return list(takewhile(lambda block: block.kind is not LABEL, self.blocks))

    @cached_property
    def behind(self) -> Behind:
        """How the paragraphs behind those under labels read: what costs most to know."""
        return self._behind()

    @property
    def is_bold(self) -> bool:
        """Tell whether nothing but their bold speaks for the form of the labels."""
        within = self.convention.name == IN_LINE and self.document.format in _WITH_BOLD
        return self.convention.transcript and (within or self.convention.name == BOLD)

    def words(self, block: Block) -> str:
        """Return what a block says."""
        return self.plain[slice(*block.span)]


def labels(outline: Outline) -> float:
    """many labels"""
    return math.log2(min(MANY, len(outline.labels)))


def recurring(outline: Outline) -> float:
    """speakers speak again"""
    return sum(count for count in outline.counts.values() if count > 1) / len(outline.labels)


def alternating(outline: Outline) -> float:
    """a speaker comes back after another one"""
    seen: set[str] = set()
    back = 0
    for before, name in pairwise(("", *outline.names)):
        back += name in seen and name != before
        seen.add(name)
    return back / len(outline.labels)


def repeated(outline: Outline) -> float:
    """a label names who spoke just before"""
    if outline.convention.transcript:  # each cue of subtitles may have one
        return 0.0
    return sum(one == other for one, other in pairwise(outline.names)) / len(outline.labels)


def dense(outline: Outline) -> float:
    """hardly a paragraph stands without a label"""
    first = outline.labels[0].span.start
    paragraphs = sum(block.kind is PARAGRAPH and block.span.start > first for block in outline.blocks)
    return min(1.0, len(outline.labels) / max(1, paragraphs))


def headed(outline: Outline) -> float:
    """headings stand between the labels"""
    first, last = outline.labels[0].span.start, outline.labels[-1].span.start
    headings = sum(block.kind is BlockKind.HEADING and first < block.span.start < last for block in outline.blocks)
    return min(1.0, headings / max(1, len(outline.labels) - 1))


def introduced(outline: Outline) -> float:
    """sentences stand above the first label, as on a news page"""
    told = [b for b in outline.above if b.kind is PARAGRAPH and b.span.end - b.span.start > SENTENCE]
    said = [outline.words(block).rstrip() for block in told]
    return math.log2(1 + sum(words[-1] in '.”"' and not words.isupper() for words in said if words))


def announced(outline: Outline) -> float:
    """what stands above the first label calls it a transcript"""
    first = outline.labels[0].span.start
    title, lexicon = outline.document.metadata.title or "", outline.document.lexicon
    above = _announces(outline.plain, max(0, first - ABOVE), first, lexicon)
    return float(above or _announces(title, 0, len(title), lexicon))


def heard(outline: Outline) -> float:
    """reactions are noted on lines of their own"""
    noted = [b for b in outline.all if b.kind is MARKUP and outline.plain.startswith(_BRACKETS, b.span.start)]
    return min(HEARD, len(noted)) / HEARD


def recorded(outline: Outline) -> float:
    """a recorder's formula opens or closes the page"""
    return float(is_recorded(outline.plain, outline.all, outline.document.lexicon))


def capitals(outline: Outline) -> float:
    """names are printed in capitals"""
    return float(outline.convention.capitals)


def typed(outline: Outline) -> float:
    """a typist's two spaces stand after the labels"""
    return float(outline.convention.typed)


def formed(outline: Outline) -> float:
    """the format is made for what is said, or the labels have a form that only transcripts have"""
    return float(outline.convention.transcript and not outline.is_bold)


def bold(outline: Outline) -> float:
    """the labels are bold"""
    return float(outline.is_bold)


def own_line(outline: Outline) -> float:
    """labels stand on lines of their own"""
    return float(outline.convention.own_line and not outline.convention.transcript)


def asking(outline: Outline) -> float:
    """labels open with questions, as of one who asks and one who answers"""
    under = [other for one, other in pairwise(outline.blocks) if one.kind is LABEL and other.kind is PARAGRAPH]
    return sum(bool(_ASKS.search(outline.words(block))) for block in under) / len(outline.labels)


def narration(outline: Outline) -> float:
    """paragraphs behind those under labels read as narration"""
    return outline.behind.narration


def of_speaker(outline: Outline) -> float:
    """paragraphs behind those under labels tell of the speaker by name"""
    return outline.behind.of_speaker


SIGNS: tuple[Callable[[Outline], float], ...] = (
    labels,
    recurring,
    alternating,
    repeated,
    dense,
    headed,
    introduced,
    announced,
    heard,
    recorded,
    capitals,
    typed,
    formed,
    bold,
    own_line,
    asking,
    narration,
    of_speaker,
)
_COSTLY = 2  # signs, the last ones, that are asked for only where the others leave a doubt


class ShapeWeights(NamedTuple):
    """What fitting gives: log odds of a transcript before any sign, and what each unit of a sign adds to them."""

    intercept: float
    signs: tuple[float, ...]


class Likely(NamedTuple):
    """How likely a page is a transcript, and the signs that say most, with what each adds to the log odds."""

    chance: float
    signs: tuple[tuple[float, str], ...]


def read_weights(text: str) -> ShapeWeights:
    """Return the weights that a file such as weights/shape.json holds."""
    data = json.loads(text)
    return ShapeWeights(data["intercept"], tuple(data["weights"].get(sign.__name__, 0.0) for sign in SIGNS))


WEIGHTS = read_weights((files("quotes.attribution") / "weights" / "shape.json").read_text(encoding="utf-8"))
ENOUGH = 9.0  # log odds, beyond those of all reports measured, from which on the costly signs are not asked for
_TOLD = 0.5  # log odds from which a sign is worth telling


def weigh(outline: Outline, weights: ShapeWeights = WEIGHTS) -> Likely:
    """Return how likely the page is a transcript; one without labels is none."""
    if not outline.labels:
        return Likely(0.0, ())
    values = [sign(outline) for sign in SIGNS[:-_COSTLY]]
    odds = weights.intercept + sum(map(mul, weights.signs, values))
    if odds < ENOUGH:
        values += [sign(outline) for sign in SIGNS[-_COSTLY:]]
        odds = weights.intercept + sum(map(mul, weights.signs, values))
    said = zip(map(mul, weights.signs, values), SIGNS, strict=False)
    told = sorted(((weight, str(sign.__doc__)) for weight, sign in said if abs(weight) >= _TOLD), key=_strength)
    return Likely(1 / (1 + math.exp(-max(-20.0, min(20.0, odds)))), tuple(told))


def _strength(told: tuple[float, str]) -> float:
    return -abs(told[0])
