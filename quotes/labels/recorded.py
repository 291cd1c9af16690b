"""Lines that keep a record of who does what, and are nobody's words: Presenter: Ana Reyes (AR); Scribe: Bo Lind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from quotes.labels.names import kind_of, parse
from quotes.labels.phrases import denoted, is_thing
from quotes.labels.words import opens_with_given
from quotes.lexicon import Lexicon
from quotes.model import Marking, PersonKind
from quotes.page import PARAGRAPH, Page, Piece
from quotes.text import fold

_LONGEST = 120  # characters of such a line
_WHAT = re.compile(
    r"^[*_ ]*(?P<what>[^\W\d_a-zß-ÿ][^\W\d_]{2,20}(?: [^\W\d_]{2,20})?)[*_ ]*:(?=[*_ ]+\S)", re.MULTILINE
)
_NAME = re.compile(
    r"[*_ ]+(?P<name>[^\W\d_a-zß-ÿ][\w’'-]+(?: [^\W\d_a-zß-ÿ][\w’'.-]*){1,3})(?: \([^()\n]{2,40}\)){0,2}[*_ ]*$",
    re.MULTILINE,
)


def apart(page: Page) -> Page:
    """Return `page`, its paragraphs of nothing but such lines marked as nobody's words, in which no label stands."""
    records = set(_records(page))
    pieces = [_apart(page, piece, records) for piece in page.pieces] if records else page.pieces
    told = [piece for piece, before in zip(pieces, page.pieces, strict=True) if piece is not before]
    if not told:
        return page
    starts = [start for start in page.starts if not any(one.start <= start < one.end for one in told)]
    return replace(page, pieces=pieces, starts=starts)


def _records(page: Page) -> Iterator[int]:
    """Yield where the lines begin: all that open with the same words name somebody and say no more."""
    opened = list(_WHAT.finditer(page.plain))
    named = [match for match in opened if _names(page, match)]
    every, found = (Counter(match["what"] for match in matches) for matches in (opened, named))
    yield from (match.start() for match in named if found[match["what"]] == every[match["what"]])


def _names(page: Page, match: re.Match[str]) -> bool:
    """Return whether a line names what somebody does, and, behind a colon, nobody but the person in full."""
    found = _NAME.match(page.plain, match.end(), match.end() + _LONGEST)
    if not found or not _is_part(match["what"], page.lexicon):
        return False
    who = parse(found["name"], page.lexicon)
    known = opens_with_given(who.name, page.lexicon) or page.plain.count(who.name) > 1
    return known and who.kind is PersonKind.PERSON and who.name == found["name"]


def _is_part(what: str, lexicon: Lexicon) -> bool:
    """Return whether `what` may be somebody's part in what is recorded; an answer may be no more than a name."""
    if fold(what) in lexicon.phrases("answer_labels"):
        return False
    listed = kind_of(what, lexicon) in (PersonKind.UNNAMED, PersonKind.OFFICE)
    return listed or denoted(what, lexicon) is not None or is_thing(what, lexicon)


def _apart(page: Page, piece: Piece, records: set[int]) -> Piece:
    if piece.kind is not PARAGRAPH or piece.marking is not Marking.NONE or piece.start not in records:
        return piece
    lines = page.plain[piece.start : piece.end].splitlines(keepends=True)
    places = (piece.start + sum(map(len, lines[:i])) for i, line in enumerate(lines) if line.strip())
    return piece._replace(marking=Marking.NARRATION) if all(place in records for place in places) else piece
