"""Pages made of transcripts and of articles, so that what tells the one from the other is learned of many forms."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from quotes.attribution.turns.sections import text_of
from quotes.attribution.turns.transcript import BOLD
from quotes.model import Block, BlockKind, Convention, Document, Span

SHARES = {
    "opening of an article": 0.35,  # of the parts of transcripts
    "own opening": 0.3,
    "common form": 0.5,
    "no opening": 0.5,  # of the pages of several articles
    "told between": 0.5,  # of the labels on those that tell little
    "in line": 0.4,  # of the articles
    "bold": 0.05,
    "capitals": 0.1,
}


def form(chance: random.Random) -> Convention:
    """Return how the labels of a page made of an article are written."""
    in_line = chance.random() < SHARES["in line"]
    bold = in_line and chance.random() < SHARES["bold"] / SHARES["in line"]
    capitals = in_line and chance.random() < SHARES["capitals"] / SHARES["in line"]
    return Convention(BOLD if bold else "made", 1.0, own_line=not in_line, transcript=bold, capitals=capitals)


def opening(document: Document) -> list[str]:
    """Return what stands above the first label."""
    above = []
    for block in document.blocks:
        if block.kind is BlockKind.LABEL:
            break
        if block.kind is not BlockKind.MARKUP:
            above.append(text_of(document, block))
    return above


def part_of(document: Document, first: int, size: int, above: Sequence[str], convention: Convention) -> Document:
    """Return the page of `size` labels from the `first` on, below the paragraphs `above`."""
    blocks = [block for block in document.blocks if block.kind is not BlockKind.MARKUP]
    places = [i for i, block in enumerate(blocks) if block.kind is BlockKind.LABEL]
    end = places[first + size] if first + size < len(places) else len(blocks)
    return made([(None, words) for words in above] + rows(document, blocks[places[first] : end]), convention)


Row = tuple[Block | None, str]


def rows(document: Document, blocks: Sequence[Block]) -> list[Row]:
    """Return the blocks, each with its words."""
    return [(block, text_of(document, block)) for block in blocks]


def made(rows: Sequence[Row], convention: Convention) -> Document:
    """Return the page of such blocks; those without one are paragraphs."""
    text, blocks = "", []
    for block, words in rows:
        span = Span(len(text), len(text) + len(words))
        mention = block.mention._replace(span=span) if block and block.mention else None
        blocks.append(Block(block.kind if block else BlockKind.PARAGRAPH, span, 1.0, mention))
        text += words + "\n\n"
    return Document("made", text, "", "plain", convention, tuple(blocks), plain=text)


def joined(documents: Sequence[Document], chance: random.Random, thin: bool = False) -> Document:
    """Return the page of several articles, in all of which the same two or three people speak; `thin`: little else."""
    people = sorted({block.mention.name for d in documents for block in d.blocks if block.mention})
    people = chance.sample(people, min(len(people), chance.choice((2, 3))))
    rows: list[Row] = []
    for document in documents:
        own = sorted({block.mention.name for block in document.blocks if block.mention})
        instead = {name: people[i % len(people)] for i, name in enumerate(own)}
        for block in document.blocks:
            mention = block.mention and block.mention._replace(name=instead[block.mention.name])
            rows.append((block._replace(mention=mention), _renamed(text_of(document, block), instead)))
    if chance.random() < SHARES["no opening"]:
        rows = rows[next(i for i, (block, _) in enumerate(rows) if block and block.mention) :]
    return made(list(_thinned(rows, chance)) if thin else rows, form(chance))


def _thinned(rows: Sequence[Row], chance: random.Random) -> Iterator[Row]:
    """Yield the opening, the labels with what stands under them, and some of the paragraphs behind."""
    behind = -1  # paragraphs behind the last label
    for block, words in rows:
        label = block is not None and block.kind is BlockKind.LABEL
        behind = 0 if label else behind + (behind >= 0)
        if behind < 2 or (behind == 2 and chance.random() < SHARES["told between"]):
            yield block, words


def _renamed(words: str, instead: Mapping[str, str]) -> str:
    for name, other in instead.items():
        words = words.replace(name, other)
        words = re.sub(rf"\b{re.escape(name.split()[-1])}\b", other.split()[-1], words)
    return words
