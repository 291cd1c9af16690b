"""SubRip, WebVTT, SBV and LRC: cues with their times; voices as tags or as labels in the text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from quotes.errors import UnreadableSource
from quotes.formats.lines import one_newline
from quotes.formats.plain import disjoint
from quotes.formats.reactions import inline, is_reaction
from quotes.formats.references import references
from quotes.formats.rolling import shown_once
from quotes.formats.voices import CONVENTION, TAG, marked, parted
from quotes.lexicon import Lexicon
from quotes.model import Marking, Markup, Metadata, Span
from quotes.page import MARKUP, PARAGRAPH, Label, Page, Piece
from quotes.text import reading, trimmed
from quotes.times import plausible, seconds

Place = TypeVar("Place", Piece, Label)
_STAMP = r"(?:\d+:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?|\d+[.,]\d{1,3}"
_CUE = re.compile(
    rf"(?:^[^\S\n]*\d+[^\S\n]*\n)?^[^\S\n]*(?P<from>{_STAMP})[^\S\n]*-->[^\S\n]*(?:{_STAMP})[^\n]*(?:\n|$)",
    re.MULTILINE,
)
# The times of a cue in SBV, 0:00:01.000,0:00:03.000, and in LRC before its words, [00:01.00].
_SBV = re.compile(r"^[^\S\n]*(?P<from>\d+:\d\d:\d\d\.\d+),\d+:\d\d:\d\d\.\d+[^\S\n]*(?:\n|$)", re.MULTILINE)
_LRC = re.compile(r"^[^\S\n]*\[(?P<from>\d+:\d\d(?:[.:]\d+)?)\]", re.MULTILINE)
_ARROW = re.compile(r"^[^\S\n]*(?P<from>\d)[^\n]*->", re.MULTILINE)
_SPACES = re.compile(r"(?:[^\S\r\n]+\r?\n)*")  # lines of a cue that hold nothing but spaces, above its words
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_HEARD = Marking.QUOTATION  # whoever says it, it is said
_AROUND = "-–—* \t\n"  # a sound: - [door slams]


def scan(text: str, metadata: Metadata, lexicon: Lexicon) -> Page:
    """Return the page that subtitles are: each cue a paragraph with its time, shown once where cues roll.

    Raises UnreadableSource when there is no cue, or the times of one cannot be read.
    """
    source = one_newline(text)
    times = next(filter(None, (list(pattern.finditer(source)) for pattern in (_CUE, _SBV, _LRC))), [])
    _refuse_broken_times(source, times)
    cues, alone = parted(source, shown_once(source, list(_cues(text, source, times))))
    sounds = inline(source, lexicon)
    labels, same = marked(source, cues, alone, sounds)
    tags = sorted({*same, *(Markup(*m.span()) for m in TAG.finditer(source))})
    markup = disjoint([*_between(source, cues), *tags, *sounds, *references(source)])
    plain = _only(source, cues, tags)
    page = Page(text, plain, cues, [cue.start for cue in cues], markup, wrapped=True, cues=True, metadata=metadata)
    if labels:
        page = replace(page, labels=labels, convention=CONVENTION)
    referring = [mark for mark in markup if mark.shown]
    return page.as_read(reading(plain, Span(0, len(plain)), referring)) if referring else page


def _refuse_broken_times(source: str, times: Sequence[re.Match[str]]) -> None:
    read = {time.start("from") for time in times}
    if not read:
        raise UnreadableSource("no line holds the times of a cue, as in 00:00:01,000 --> 00:00:02,000")
    arrows = (arrow.start("from") for arrow in _ARROW.finditer(source))
    broken = next((start for start in arrows if start not in read), None)
    if broken is not None:
        line = source.count("\n", 0, broken) + 1
        raise UnreadableSource(f"line {line}: not the times of a cue, as in 00:00:01,000 --> 00:00:02,000")


def _cues(text: str, source: str, times: Sequence[re.Match[str]]) -> Iterator[Piece]:
    """Yield the text of each cue; a sound is not said. A number or name on the line before the times is no text."""
    limits = [*(match.start() for match in times[1:]), len(source)]
    for match, limit in zip(times, limits, strict=False):
        spaces = _SPACES.match(text, match.end())
        begin = max(match.end(), spaces.end() if spaces else 0)
        blank = _BLANK_LINE.search(source, begin - 1, limit)
        start, end = trimmed(source, begin, blank.start() if blank else limit)
        if start < end:
            kind = MARKUP if _is_sound(source[start:end]) else PARAGRAPH
            yield Piece(start, end, kind, _HEARD, _seconds(match["from"]))


def _is_sound(cue: str) -> bool:
    """Return whether all of a cue, or each of its lines, is heard and not said: [door slams]."""
    words = TAG.sub("", cue).strip(_AROUND)
    lines = [line.strip(_AROUND) for line in words.splitlines()]
    return is_reaction(words) or (bool(lines) and all(map(is_reaction, lines)))


def _seconds(stamp: str) -> float | None:
    if ":" in stamp:
        return seconds(stamp)
    return plausible(float(stamp.replace(",", ".")))


def _between(source: str, cues: list[Piece]) -> Iterator[Markup]:
    """Yield what stands between the texts of two cues, but for one newline: it is shown as a space."""
    for cue, following in itertools.pairwise(cues):
        if cue.end + 1 < following.start:
            yield Markup(cue.end + 1, following.start)


def _only(source: str, cues: list[Piece], tags: list[Markup]) -> str:
    """Return the text of the cues at its place, everything else blanked out."""
    parts: list[str] = []
    done = 0
    blanks = iter(tags)
    tag = next(blanks, None)
    for cue in cues:
        parts.append(" " * (cue.start - done - 1) + "\n" if cue.start > done else "")
        done = cue.start
        while tag and tag.end <= cue.end:
            if tag.start >= done:
                parts.append(source[done : tag.start] + " " * (tag.end - tag.start))
                done = tag.end
            tag = next(blanks, None)
        parts.append(source[done : cue.end])
        done = cue.end
    parts.append(" " * (len(source) - done))
    return "".join(parts)
