"""A page on which nobody was found to speak: how likely somebody does, paragraph by paragraph, by how they speak."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quotes.attribution.turns.voice import Voice, voices
from quotes.model import Block, BlockKind, Document, Marking

LOOKS_SPOKEN = 0.5  # mean chance of the paragraphs from which the page is said to look as if somebody spoke
_LABEL, _PARAGRAPH, _NONE = BlockKind.LABEL, BlockKind.PARAGRAPH, Marking.NONE


class Unlabelled(NamedTuple):
    """The blocks of a page with how likely nobody speaks in each, whether somebody seems to, and why."""

    blocks: Sequence[Block]
    looks_spoken: bool = False
    why: tuple[str, ...] = ()


def heard(document: Document, placed: Sequence[Block]) -> Unlabelled:
    """Return what the paragraphs of `document` sound like, if it has no labels.

    `placed` are its blocks at their places in the plain text.
    """
    if document.convention.transcript or any(block.kind is _LABEL for block in placed):
        return Unlabelled(placed)
    places = [i for i, block in enumerate(placed) if block.kind is _PARAGRAPH and block.marking is _NONE]
    texts = [document.plain[slice(*placed[i].span)] for i in places]
    found = voices(texts, document.lexicon, bool(document.titled))
    if not found:
        return Unlabelled(placed)
    blocks = list(placed)
    for i, voice in zip(places, found, strict=True):
        blocks[i] = blocks[i]._replace(probability=1 - voice.probability)
    spoken = sum(voice.probability for voice in found) >= LOOKS_SPOKEN * len(found)
    return Unlabelled(blocks, spoken, (_said(found),) if spoken else ())


def _said(found: Sequence[Voice]) -> str:
    """Return in words that most paragraphs speak, and by what signs."""
    many = sum(voice.probability >= LOOKS_SPOKEN for voice in found)
    signs = "; ".join(dict.fromkeys(cue for voice in found for cue in voice.cues))
    return f"{many} of {len(found)} paragraphs read as the words of somebody whom no label names: {signs}"
