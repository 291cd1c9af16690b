"""A page cut at its labels and headings, before anybody decides whose words stand there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quotes.model import Block, BlockKind, Document, Mention
from quotes.text import shown

PARAGRAPH, MARKUP = BlockKind.PARAGRAPH, BlockKind.MARKUP


class Section(NamedTuple):
    """A label, or None, with the paragraphs from it to the next label or heading, and the name on the next label.

    `ends_story` says whether what stands after it is a heading.
    """

    label: Mention | None
    paragraphs: tuple[Block, ...]
    following: str
    ends_story: bool = False


def sections(document: Document) -> list[Section]:
    """Return the sections of `document`, in order, those without paragraphs left out."""
    found: list[Section] = []
    following = ""
    for label, paragraphs, ends_story in reversed(list(_cut(document))):
        if paragraphs:
            found.append(Section(label, tuple(paragraphs), following, ends_story))
        if label:
            following = label.name or label.text
    return found[::-1]


def _cut(document: Document) -> Iterator[tuple[Mention | None, list[Block], bool]]:
    label: Mention | None = None
    paragraphs: list[Block] = []
    for block in document.blocks:
        if block.kind is PARAGRAPH:
            paragraphs.append(block)
        elif block.kind is not MARKUP:
            yield label, paragraphs, block.kind is BlockKind.HEADING
            label, paragraphs = block.mention, []
    yield label, paragraphs, False


def text_of(document: Document, block: Block) -> str:
    """Return what a reader is shown of `block`."""
    return shown(document.text, block.span, document.markup, document.wrapped)
