"""What is nobody's speech by its form: a recorder's procedural paragraphs, the last lines of a transcript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import NamedTuple

from quotes.lexicon import Lexicon
from quotes.model import Block, BlockKind, Marking
from quotes.text import words

_ITALICS = re.compile(r"([*_])(?![*_\s])[^*]{10,600}(?<![*_\s])\1")  # from end to end
_EMPHASIS = "*_ \n"
_LABEL, _PARAGRAPH = BlockKind.LABEL, BlockKind.PARAGRAPH
_UNMARKED, _TOLD = Marking.NONE, Marking.NARRATION
_MARKING = Block._fields.index("marking")
OPENING = 20  # paragraphs at either end of a page in which a recorder speaks
BEGINNING = 1000  # characters in which a page says what it is
LONGEST = 300  # characters of a paragraph that are looked at
PROCEEDINGS = "name and full stop"  # the convention whose recorders speak for themselves


@cache
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern that any of `forms` is, whatever white space stands for its spaces; of none, what never is."""
    spaced = (form.replace(" ?", r"\s*").replace(" ", r"\s+") for form in forms)
    return re.compile("|".join(spaced) or r"(?!)", re.DOTALL)


@cache
def _recorder(lexicon: Lexicon) -> re.Pattern[str]:
    """Return how a recorder's own paragraphs begin."""
    return _any_of(lexicon.lines("recorder"))


def _formulas(plain: str, lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern of the formulas that may stand on the page."""
    listed = lexicon.columns("recorder_formulas")
    return _any_of(tuple(form for *needed, form in listed if all(word in plain for word in needed)))


class Closing(NamedTuple):
    """What the last lines of a printed transcript say, and the characters that they open with."""

    lines: re.Pattern[str]
    opens: str


@cache
def _closing(lexicon: Lexicon) -> Closing:
    """Return the last lines of a printed transcript: END, ###, the time at which it was over."""
    words = sorted(lexicon.words("end_marks"))
    end, hours = "|".join(["###", *map(re.escape, words)]), "|".join(lexicon.lines("hours")) or r"(?!)"
    lines = rf"(?:[-–—*#\\\s]*(?:{end})[-–—*#\s]*)?(?:\d{{1,2}}[:.]\d\d\s*(?:{hours})?\s*[A-Z]{{0,4}})?[-–—*_#=\s]*"
    letters = "".join(word[0].lower() + word[0].upper() for word in words)
    return Closing(re.compile(lines, re.IGNORECASE), f"-–—*#\\_=0123456789{letters}")


@cache
def _heads(lexicon: Lexicon, minutes: bool) -> re.Pattern[str]:
    """Return how lines open that a recorder writes between turns: Decision: …; some only in `minutes`."""
    rows = lexicon.columns("recorder_heads")
    heads = [head for where, listed in rows if minutes or where == "anywhere" for head in listed.split(", ")]
    return re.compile(rf"[*_]*(?:{'|'.join(map(re.escape, heads)) or '(?!)'})[*_]*:", re.IGNORECASE)


def _are_minutes(plain: str, blocks: Sequence[Block], lexicon: Lexicon) -> bool:
    """Return whether the words above the first label say that the page is the minutes of a meeting."""
    first = next((block.span.start for block in blocks if block.kind is _LABEL), 0)
    return not lexicon.words("minutes").isdisjoint(words(plain[: min(first, BEGINNING)]))


def is_recorded(plain: str, blocks: Sequence[Block], lexicon: Lexicon) -> bool:
    """Return whether a recorder's formula opens or closes the page: The meeting was called to order at 10 a.m."""
    formulas = _formulas(plain, lexicon)
    ends = filter(_is_short, (*blocks[:OPENING], *blocks[-OPENING:]))
    return any(formulas.fullmatch(plain[slice(*block.span)].strip(_EMPHASIS)) for block in ends)


def mark(plain: str, blocks: Iterable[Block], convention: str, lexicon: Lexicon) -> Iterator[Block]:
    """Yield the blocks; those that a recorder wrote, and all after them up to the next label, are narration."""
    every = list(blocks)
    is_nobodys = partial(_is_nobodys, plain, _forms(plain, every, convention, lexicon))
    narrating = False
    spoken = False
    for block in every:
        if block.kind is _LABEL:
            narrating, spoken = False, False
        elif block.kind is _PARAGRAPH:
            narrating = narrating or (spoken and is_nobodys(block))
            spoken = True
            if narrating and block.marking is _UNMARKED:
                block = Block._make((*block[:_MARKING], _TOLD, *block[_MARKING + 1 :]))  # far faster than to replace it
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


class _Forms(NamedTuple):
    """How paragraphs read that are nobody's: how a recorder's begin, with which heads, what closes a page, formulas."""

    recorder: re.Pattern[str] | None
    heads: re.Pattern[str]
    closing: Closing
    formulas: Callable[[], re.Pattern[str]]  # made when it is asked for


def _forms(plain: str, blocks: Sequence[Block], convention: str, lexicon: Lexicon) -> _Forms:
    recorder = _recorder(lexicon) if convention == PROCEEDINGS else None
    heads = _heads(lexicon, _are_minutes(plain, blocks, lexicon))
    return _Forms(recorder, heads, _closing(lexicon), cache(partial(_formulas, plain, lexicon)))


def _is_nobodys(plain: str, forms: _Forms, block: Block) -> bool:
    start, end = block.span
    if forms.recorder and forms.recorder.match(plain, start, min(end, start + LONGEST)):
        return True
    if forms.heads.match(plain, start, end):
        return True
    if end - start >= LONGEST:
        return False
    words = plain[start:end].strip(_EMPHASIS)
    return _is_closing(words, forms.closing) or bool(forms.formulas().fullmatch(words))


def _is_closing(paragraph: str, closing: Closing) -> bool:
    """Return whether `paragraph` only says that the transcript ends, or when."""
    return len(paragraph) < 60 and paragraph[:1] in closing.opens and bool(closing.lines.fullmatch(paragraph))
