"""Labels that a line break cuts in two, as in printed records: The Minister for Weirs and … Rivers (Ana Reyes):"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quotes.labels.candidates import LONGEST, speaker
from quotes.labels.names import is_titled
from quotes.model import PersonKind
from quotes.page import Page, Piece

_PART = r"[^\n:.!?;“”\"]"
_CUT = re.compile(rf"[^\W\d_a-zß-ÿ]{_PART}{{14,120}}(?P<cut>\n)[^\S\n]*{_PART}{{1,100}}(?=:[^\S\n]+\S)")


def joined(page: Page) -> Page:
    """Return `page` with a space for the line break in each label that goes over two lines, where lines are wrapped."""
    cuts = [cut for start in page.starts if (cut := _cut(page, start)) is not None] if page.wrapped else []
    if not cuts:
        return page
    parts = [page.plain[a + 1 : b] for a, b in zip([-1, *cuts], [*cuts, len(page.plain)], strict=True)]
    pieces = list(_merged(page.pieces, cuts))
    begun = {piece.start for piece in page.pieces} - {piece.start for piece in pieces}
    starts = [start for start in page.starts if start not in begun]
    return replace(page, plain=" ".join(parts), pieces=pieces, starts=starts)


def _merged(pieces: Iterable[Piece], cuts: Sequence[int]) -> Iterator[Piece]:
    """Yield the pieces, those that are parted by one of `cuts` and nothing else as one."""
    last: Piece | None = None
    for piece in pieces:
        if last and last.kind is piece.kind and bisect_left(cuts, last.end) < bisect_left(cuts, piece.start):
            last = last._replace(end=piece.end)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _cut(page: Page, start: int) -> int | None:
    """Return where the label that begins at `start` is cut, if it is: it names an office, or stands in brackets."""
    match = _CUT.match(page.plain, start, start + LONGEST)
    words = " ".join(match.group().split()) if match else ""
    who = speaker(words, page.lexicon) if match else None
    if not match or not who:
        return None
    marked = words.endswith(")") or who.kind is PersonKind.OFFICE or is_titled(words, page.lexicon)
    return match.start("cut") if marked else None
