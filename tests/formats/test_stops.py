"""Sentences end in every script: a paragraph that ends so is no heading, and its words are somebody's."""

import pytest

from quotes import stops
from quotes.model import BlockKind
from tests.reading import document_of


def kinds(closing: str) -> list[BlockKind]:
    page = f"Harbour news\n\nThe quay is open{closing}\n\nIt stays open.\n"
    return [block.kind for block in document_of(page, "page.txt").blocks]


@pytest.mark.parametrize("mark", sorted(stops.LINE_ENDS | stops.CLAUSE_ENDS | {".“", ".«", "!»", "؟”", "。」"}))
def test_what_ends_so_is_no_heading(mark: str) -> None:
    assert kinds(mark) == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


@pytest.mark.parametrize("mark", ["", "&", "†"])
def test_what_ends_otherwise_may_be_one(mark: str) -> None:
    assert kinds(mark)[1] is BlockKind.HEADING


def test_no_mark_is_of_two_kinds() -> None:
    sorts = (stops.SENTENCE_ENDS, stops.CLAUSE_ENDS, stops.CLOSERS, stops.STROKES)
    assert len(frozenset().union(*sorts)) == sum(map(len, sorts))
