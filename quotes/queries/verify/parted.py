"""Quotations that “she said” parts: “The strike,” said Bauer, “will end.”"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from quotes.lexicon import ENGLISH
from quotes.queries.hits import sureness
from quotes.queries.json_lists import json_uids
from quotes.queries.statements import Said, select
from quotes.queries.verify.sentences import occurrence, sentence, share
from quotes.queries.verify.verification import NARRATED
from quotes.span import Span
from quotes.stops import ENDING
from quotes.text import words

TAG = 15  # so many words may stand between the pieces; more are a sentence of the outlet's own

_BETWEEN = "“”„«»\"' \n,"
_ENDS = re.compile(r"[.!?…][\s”\"»]*$")
_PIECE_BEFORE = re.compile(r"[“„«\"]([^“”„«»\"]*)[”“»\"]([^“”„«»\"]*)[“„«\"]$")
_PIECE_AFTER = re.compile(r"^[^“”„«»\"\w]*[”“»\"]([^“”„«»\"]*)[“„«\"]([^“”„«»\"]*)")


class _Piece(NamedTuple):
    row: Said
    tag: str  # what stands between it and the next; "" behind the last of a quotation


def parted(connection: sqlite3.Connection, rows: Sequence[Said]) -> Iterator[Said]:
    """Yield the quotations in the narrated ones of `rows` whose speaker is named in the middle, each as one statement.

    Its text is the pieces as one, its `basis` what stands between them; it is as sure as its least sure piece.
    """
    narrated = {row.uid: row for row in rows if row.manner == NARRATED}
    if not narrated:
        return
    pieces = select(connection, _WITHIN, {"containers": json_uids(narrated)})
    for container, those in groupby(pieces, key=lambda piece: piece.within):
        whole = narrated[str(container)]
        for run in _runs(whole, list(those)):
            yield from _as_one(run)


_WITHIN = """WHERE s.manner = 'verbatim' AND s.within_id IN (
        SELECT id FROM statements WHERE uid IN (SELECT value FROM json_each(:containers)))
    ORDER BY s.within_id, s.start"""


def _runs(whole: Said, pieces: Sequence[Said]) -> Iterator[list[_Piece]]:
    """Yield the pieces that only a tag parts, together."""
    tags = [_tag(whole, piece, after) for piece, after in pairwise(pieces)]
    run: list[_Piece] = []
    for piece, tag in zip(pieces, [*tags, ""], strict=True):
        run.append(_Piece(piece, tag))
        if not tag:
            yield from [run] if len(run) > 1 else []
            run = []


def _tag(whole: Said, piece: Said, after: Said) -> str:
    """Return what parts two pieces where it is one clause, and they are one person's."""
    near = share(piece.start, Span(whole.start, whole.end))
    end = occurrence(piece.text, whole.text, near) + len(piece.text)
    gap = whole.text[end : max(end, whole.text.find(after.text, end))].strip(_BETWEEN)
    return gap if piece.person is not None and piece.person == after.person and _is_tag(gap) else ""


def _is_tag(gap: str) -> bool:
    """Tell whether what parts two pieces is one clause."""
    first = sentence(gap, Span(0, 1), ENGLISH)
    return 0 < len(words(gap)) <= TAG and not words(gap[first.end :])


def _as_one(run: Sequence[_Piece]) -> Iterator[Said]:
    """Yield the pieces as one, without and with the comma that may be the tag's or theirs."""
    least = min((piece.row for piece in run), key=sureness)
    between = " … ".join(f"“{' '.join(piece.tag.split())}”" for piece in run if piece.tag)
    for comma in ("", ","):
        text = "".join(_with_joint(piece, comma) for piece in run)
        doubt = {name: getattr(least, name) for name in ("status", "confidence", "rival")}
        yield run[0].row._replace(text=text, end=run[-1].row.end, basis=between, **doubt)


def _with_joint(piece: _Piece, comma: str) -> str:
    text = piece.row.text
    if not piece.tag:
        return text
    if text[-1:] not in ENDING and _ENDS.search(piece.tag):
        return f"{text.rstrip(',')}. "
    return f"{text.rstrip(',')}{comma} "


def beside(whole: str, piece: str, near: float) -> tuple[str, str]:
    """Return what of its sentence stands before and behind a `piece`, in `whole`, that “she said” parts from it.

    Of several such pieces the one is meant that is nearest to `near`, a share of `whole`.
    """
    start = occurrence(piece, whole, near)
    before, after = _PIECE_BEFORE.search(whole[:start]), _PIECE_AFTER.search(whole[start + len(piece) :])
    ahead = before[1].rstrip() if start > 0 and before and _goes_on(before[1], before[2]) else ""
    behind = after[2].lstrip() if start >= 0 and after and _goes_on(piece, after[1]) else ""
    return ahead, behind


def _goes_on(piece: str, tag: str) -> bool:
    """Tell whether the sentence of a piece goes on behind the tag."""
    return not piece.rstrip().endswith(tuple(ENDING)) and _is_tag(tag.strip(_BETWEEN)) and not _ENDS.search(tag)
