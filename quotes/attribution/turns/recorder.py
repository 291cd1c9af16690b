"""What is nobody's speech by its form: a recorder's procedural paragraphs, the last lines of a transcript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial

from quotes import wordlists
from quotes.model import Block, BlockKind, Marking


@cache
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern that any of `forms` is, whatever white space stands for its spaces; of none, what never is."""
    spaced = (form.replace(" ?", r"\s*").replace(" ", r"\s+") for form in forms)
    return re.compile("|".join(spaced) or r"(?!)", re.DOTALL)


_RECORDER = _any_of(wordlists.lines("recorder"))


def _formulas(plain: str) -> re.Pattern[str]:
    """Return the pattern of the formulas that may stand on the page."""
    listed = wordlists.columns("recorder_formulas")
    return _any_of(tuple(form for *needed, form in listed if all(word in plain for word in needed)))


# The last lines of a printed transcript: END, ###, the time at which it was over.
_CLOSING = re.compile(
    r"(?:[-–—*#\\\s]*(?:END|###)[-–—*#\s]*)?(?:\d{1,2}[:.]\d\d\s*(?:[ap]\.?\s?m\.?|h|Uhr)?\s*[A-Z]{0,4})?[-–—*_#=\s]*",
    re.IGNORECASE,
)
_CLOSERS = "-–—*#\\Ee_=0123456789"  # what such a line opens with
_ITALICS = re.compile(r"([*_])(?![*_\s])[^*]{10,600}(?<![*_\s])\1")  # from end to end
_EMPHASIS = "*_ \n"
_LABEL, _PARAGRAPH = BlockKind.LABEL, BlockKind.PARAGRAPH
OPENING = 20  # paragraphs at either end of a page in which a recorder speaks
LONGEST = 300  # characters of a paragraph that are looked at
PROCEEDINGS = "name and full stop"  # the convention whose recorders speak for themselves


def is_recorded(plain: str, blocks: Sequence[Block]) -> bool:
    """Return whether a recorder's formula opens or closes the page: The meeting was called to order at 10 a.m."""
    formulas = _formulas(plain)
    ends = filter(_is_short, (*blocks[:OPENING], *blocks[-OPENING:]))
    return any(formulas.fullmatch(plain[slice(*block.span)].strip(_EMPHASIS)) for block in ends)


def mark(plain: str, blocks: Iterable[Block], convention: str) -> Iterator[Block]:
    """Yield the blocks; those that a recorder wrote, and all after them up to the next label, are narration."""
    formulas = cache(partial(_formulas, plain))
    narrating = False
    spoken = False
    for block in blocks:
        if block.kind is _LABEL:
            narrating, spoken = False, False
        elif block.kind is _PARAGRAPH:
            narrating = narrating or (spoken and _is_nobodys(plain, block, convention, formulas))
            spoken = True
            if narrating and block.marking is Marking.NONE:
                block = block._replace(marking=Marking.NARRATION)
        yield block


def signed_off(plain: str, blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks; what stands in italics at the end of the page, after somebody's words, is the editor's."""
    found = list(blocks)
    last = len(found)
    while last > 1 and found[last - 1].kind is _PARAGRAPH and _ITALICS.fullmatch(plain, *found[last - 1].span):
        last -= 1
    if last and found[last - 1].kind is _PARAGRAPH:
        found[last:] = [block._replace(marking=Marking.NARRATION) for block in found[last:]]
    return found


def _is_short(block: Block) -> bool:
    return block.span.end - block.span.start < LONGEST


def _is_nobodys(plain: str, block: Block, convention: str, formulas: Callable[[], re.Pattern[str]]) -> bool:
    start, end = block.span.start, min(block.span.end, block.span.start + LONGEST)
    if convention == PROCEEDINGS and _RECORDER.match(plain, start, end):
        return True
    if end - start == LONGEST:
        return False
    words = plain[start:end].strip(_EMPHASIS)
    return _is_closing(words) or bool(formulas().fullmatch(words))


def _is_closing(paragraph: str) -> bool:
    """Return whether `paragraph` only says that the transcript ends, or when."""
    return len(paragraph) < 60 and paragraph[:1] in _CLOSERS and bool(_CLOSING.fullmatch(paragraph))
