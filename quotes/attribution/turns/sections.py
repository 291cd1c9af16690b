"""A page cut at its labels and headings, before anybody decides whose words stand there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quotes.model import Block, BlockKind, Document, Mention
from quotes.text import shown

PARAGRAPH, MARKUP = BlockKind.PARAGRAPH, BlockKind.MARKUP


class Section(NamedTuple):
    """A label, or None, with the paragraphs from it to the next label or heading, and name and role on the next label.

    `ends_story` says whether what stands after it is a heading, `probability` how likely the label is one.
    """

    label: Mention | None
    paragraphs: tuple[Block, ...]
    following: str
    ends_story: bool = False
    probability: float = 1.0
    following_role: str = ""

    @property
    def name(self) -> str | None:
        """Return whose words stand under the label, as printed."""
        return (self.label.name or self.label.text) if self.label else None


def sections_of(document: Document) -> list[Section]:
    """Return the sections of `document`, in order, those without paragraphs left out."""
    found: list[Section] = []
    following, role = "", ""
    for label, paragraphs, ends_story in reversed(list(_cut(document))):
        mention = label.mention if label else None
        if paragraphs:
            likely = label.probability if label else 1.0
            found.append(Section(mention, tuple(paragraphs), following, ends_story, likely, role))
        if mention:
            following, role = mention.name or mention.text, mention.role or ""
    return found[::-1]


def _cut(document: Document) -> Iterator[tuple[Block | None, list[Block], bool]]:
    label: Block | None = None
    paragraphs: list[Block] = []
    for block in document.blocks:
        if block.kind is PARAGRAPH:
            paragraphs.append(block)
        elif block.kind is not MARKUP:
            yield label, paragraphs, block.kind is BlockKind.HEADING
            label, paragraphs = block if block.mention else None, []
    yield label, paragraphs, False


def text_of(document: Document, block: Block) -> str:
    """Return what a reader is shown of `block`."""
    return shown(document.text, block.span, document.markup, document.wrapped)
