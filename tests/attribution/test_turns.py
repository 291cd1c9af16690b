"""Where turns end: invented pages with who speaks where, and what must hold for any page."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.turns import turns
from quotes.model import (
    NARRATION_RIVAL,
    Attribution,
    Basis,
    Block,
    BlockKind,
    Convention,
    Document,
    Manner,
    Marking,
    Mention,
    Passage,
    Shape,
    ShapeKind,
    Span,
    Status,
)
from tests.reading import document_of

CASES = tomllib.loads((Path(__file__).parent / "turns.toml").read_text(encoding="utf-8"))["case"]


def parameters() -> list[Any]:
    marked = [
        (case, [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []) for case in CASES
    ]
    return [pytest.param(case, id=case["name"], marks=marks) for case, marks in marked]


def passage(document: Document, found: list[Attribution], begins: str) -> tuple[Attribution, Passage]:
    hits = [(a, p) for a in found for p in a.passages if document.text.startswith(begins, p.span.start)]
    assert len(hits) == 1, f"{begins!r} begins {len(hits)} paragraphs"
    return hits[0]


@pytest.mark.parametrize("case", parameters())
def test_who_speaks(case: dict[str, Any]) -> None:
    document = document_of(case["page"].encode(), "page.txt")
    found = turns.cut(document)
    for name, beginnings in case["speech"].items():
        for begins in beginnings:
            said, _ = passage(document, found, begins)
            assert (said.speaker and said.speaker.name, said.manner) == (name, Manner.VERBATIM), begins
    for begins in case["narration"]:
        told, _ = passage(document, found, begins)
        assert (told.speaker, told.manner) == (None, Manner.NARRATED), begins
    for begins in case.get("nobody", ()):
        asked, _ = passage(document, found, begins)
        assert (asked.speaker and asked.speaker.name, asked.manner) == ("", Manner.VERBATIM), begins
    for begins in case.get("doubtful", ()):
        _, read_as = passage(document, found, begins)
        assert read_as.status is Status.AMBIGUOUS, begins
        assert read_as.rival, begins


PARAGRAPHS = st.sampled_from(
    [
        "I know it well.",
        "But we go on.",
        "Ann Lee said so on Monday.",
        "These are the facts.",
        "The hall was built in 1911.",
        "Why?",
        "“Never,” he said.",
        "- a list",
        "…",
        "ß\u0301 \u202e𝒳",
    ]
)
KINDS = st.sampled_from(
    [BlockKind.LABEL, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.MARKUP]
)
PAGES = st.lists(st.tuples(KINDS, PARAGRAPHS, st.sampled_from(list(Marking))), max_size=14)


def page(lines: list[tuple[BlockKind, str, Marking]], kind: ShapeKind) -> Document:
    text, blocks = "", []
    for block, line, marking in lines:
        span = Span(len(text), len(text) + len(line))
        mention = Mention(line, span, "Ann Lee") if block is BlockKind.LABEL else None
        blocks.append(Block(block, span, 1.0, mention, marking if block is BlockKind.PARAGRAPH else Marking.NONE))
        text += line + "\n\n"
    convention = Convention("name on its own line", 1.0, own_line=True)
    return Document("page.txt", text, "", "plain", convention, tuple(blocks), shape=Shape(kind, 1.0))


@given(PAGES, st.sampled_from(list(ShapeKind)))
def test_every_paragraph_stands_in_one_attribution_in_order(
    lines: list[tuple[BlockKind, str, Marking]], kind: ShapeKind
) -> None:
    document = page(lines, kind)
    passages = [passage.span for found in turns.cut(document) for passage in found.passages]
    assert passages == [block.span for block in document.blocks if block.kind is BlockKind.PARAGRAPH]


def test_a_turn_that_was_told_does_not_resume() -> None:
    lines = [
        (BlockKind.LABEL, "Ann Lee:", Marking.NONE),
        (BlockKind.PARAGRAPH, "I know it well.", Marking.NONE),
        (BlockKind.PARAGRAPH, "The hall was built in 1911.", Marking.NARRATION),
        (BlockKind.PARAGRAPH, "But we go on.", Marking.NONE),
    ]
    cut = turns.cut(page(lines, ShapeKind.TRANSCRIPT))
    assert [found.manner for found in cut] == [Manner.VERBATIM, Manner.NARRATED, Manner.NARRATED]


@given(PAGES)
def test_a_turn_never_resumes_without_a_label_but_behind_words_set_off_within_it(
    lines: list[tuple[BlockKind, str, Marking]],
) -> None:
    document = page(lines, ShapeKind.REPORT)
    starts = {turn.span.start for turn in turns.cut(document) if turn.label}
    plain = [block for block in document.blocks if block.kind is not BlockKind.MARKUP]
    resuming = {
        under.span.start
        for above, under in pairwise(plain)
        if above.kind is BlockKind.LABEL or above.marking is Marking.QUOTATION  # words set off within a turn
    }
    assert starts <= resuming


@given(PAGES)
def test_doubt_comes_with_a_rival_and_certainty_without(lines: list[tuple[BlockKind, str, Marking]]) -> None:
    for found in turns.cut(page(lines, ShapeKind.REPORT)):
        for part in found.passages:
            assert (part.rival is not None) == (part.status is Status.AMBIGUOUS)
            assert 1 / 3 <= part.confidence <= 1
            assert part.rival != (found.speaker.name if found.speaker else NARRATION_RIVAL)


def test_a_transcript_runs_from_label_to_label() -> None:
    lines = [
        (BlockKind.LABEL, "Ann Lee:", Marking.NONE),
        (BlockKind.PARAGRAPH, "I know it well.", Marking.NONE),
        (BlockKind.PARAGRAPH, "The mayor said so on Monday.", Marking.NONE),
        (BlockKind.HEADING, "Vote", Marking.NONE),
        (BlockKind.PARAGRAPH, "The hall was built in 1911.", Marking.NONE),
    ]
    first, second = turns.cut(page(lines, ShapeKind.TRANSCRIPT))
    assert (first.manner, len(first.passages), first.status) == (Manner.VERBATIM, 2, Status.CERTAIN)
    assert (second.manner, second.status) == (Manner.NARRATED, Status.CERTAIN)


def test_a_turn_is_as_sure_as_its_least_sure_paragraph_and_each_paragraph_as_itself() -> None:
    lines = [
        (BlockKind.LABEL, "Ann Lee:", Marking.NONE),
        (BlockKind.PARAGRAPH, "We know it well.", Marking.NONE),
        (BlockKind.PARAGRAPH, "Lee left on Monday.", Marking.NONE),
        (BlockKind.LABEL, "Bo Orr:", Marking.NONE),
        (BlockKind.PARAGRAPH, "We do.", Marking.NONE),
    ]
    said, _ = turns.cut(page(lines, ShapeKind.TRANSCRIPT))
    assert [(part.status, part.rival) for part in said.passages] == [
        (Status.CERTAIN, None),
        (Status.AMBIGUOUS, NARRATION_RIVAL),
    ]
    assert (said.status, said.confidence, said.rival) == (Status.AMBIGUOUS, 0.6, NARRATION_RIVAL)


@pytest.mark.parametrize("kind", [ShapeKind.TRANSCRIPT, ShapeKind.REPORT])
def test_words_set_off_under_a_label_are_all_that_is_said(kind: ShapeKind) -> None:
    lines = [
        (BlockKind.LABEL, "Ann Lee:", Marking.NONE),
        (BlockKind.PARAGRAPH, "I know it well.", Marking.QUOTATION),
        (BlockKind.PARAGRAPH, "But we go on.", Marking.NONE),
    ]
    said, told = turns.cut(page(lines, kind))
    assert (said.manner, told.manner) == (Manner.VERBATIM, Manner.NARRATED)


def test_words_set_off_within_a_turn_are_nobodys_known() -> None:
    lines = [
        (BlockKind.LABEL, "Ann Lee:", Marking.NONE),
        (BlockKind.PARAGRAPH, "I know it well.", Marking.NONE),
        (BlockKind.PARAGRAPH, "These are the facts.", Marking.QUOTATION),
        (BlockKind.PARAGRAPH, "But we go on.", Marking.NONE),
    ]
    before, set_off, after = turns.cut(page(lines, ShapeKind.TRANSCRIPT))
    assert before.label == after.label
    assert (set_off.basis, set_off.label) == (Basis.MARKUP, None)


def test_the_cues_are_words_that_a_reader_understands() -> None:
    document = document_of(CASES[0]["page"].encode(), "page.txt")
    found = turns.cut(document)
    _, ended = passage(document, found, "Ilse Brandt also promised")
    assert "narration: names the speaker" in ended.cues
    _, went_on = passage(document, found, "I thank")
    assert any(cue.startswith("speech: ") and "“I”" in cue for cue in went_on.cues)


def test_subtitles_that_name_nobody_are_somebodys_words() -> None:
    cues = "1\n00:00:01,000 --> 00:00:03,000\nThe water rose.\n\n2\n00:00:03,500 --> 00:00:06,000\nWe did not sleep.\n"
    found = turns.cut(document_of(cues.encode(), "flood.srt"))
    assert [(said.manner, said.speaker and said.speaker.name, said.label) for said in found] == [
        (Manner.VERBATIM, "", None)
    ] * 2
