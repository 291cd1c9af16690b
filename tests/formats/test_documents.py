"""What a document says of itself: format, convention, front matter, times, markup, people."""

import hashlib
import io

import docx
import pytest

from quotes.labels.names import parse
from quotes.lexicon import ENGLISH
from quotes.model import BlockKind, Marking, Metadata, PersonKind, ShapeKind
from quotes.text import shown
from tests.reading import document_of

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 150>>stream
BT /F 12 Tf 10 200 Td (ANA REYES: Good morning.) Tj 0 -20 Td (TOM ASHE: Good morning.) Tj 0 -20 Td \
(ANA REYES: Well.) Tj 0 -20 Td (TOM ASHE: Well.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
startxref
0
%%EOF
"""


@pytest.mark.parametrize(
    ("start", "key", "format"),
    [
        ("---\ntitle: x\n---\ntext", "page", "markdown"),
        ("WEBVTT\n\n00:00.000 --> 00:01.000\nHi", "page.txt", "webvtt"),
        ("1\n00:00:00,000 --> 00:00:01,000\nHi", "page.txt", "srt"),
        ("<html><p>Hi</p></html>", "page.txt", "html"),
        ('<?xml version="1.0"?>\n<TEI><text/></TEI>', "page.xml", "tei"),
        ("<akomaNtoso><debate>x</debate></akomaNtoso>", "page.xml", "akoma-ntoso"),
        ("a,b\n1,Hi there", "page.csv", "csv"),
        ('[{"speaker": "Ana", "text": "Hi"}]', "page.txt", "json"),
        ('{\n "segments": [{"speaker": "Ana", "text": "Hi"}]\n}', "page.jsn", "json"),
        ('{"speaker": "Ana", "text": "Hi"}', "page.ndjson", "jsonl"),
        ("Just words.", "page.unknown", "plain"),
    ],
)
def test_the_format_is_recognised(start: str, key: str, format: str) -> None:
    document = document_of(start.encode(), key)
    assert document.format == format
    assert format in document.why[0]


def test_a_format_asked_for_is_taken() -> None:
    assert document_of(b"# A\n\ntext", "page.txt", format="markdown").blocks[0].kind is BlockKind.HEADING


def test_front_matter_fills_what_is_not_known() -> None:
    text = '---\ntitle: "A \\u2014 B"\ndate: \'2030-01-02\'\nspeakers: [Ana Reyes, "Tom Ashe"]\n---\n\nHello there.\n'
    metadata = document_of(text.encode(), "page.md", metadata=Metadata(title="Known")).metadata
    assert metadata.title == "Known"
    assert metadata.published == "2030-01-02"
    assert metadata.people == ("Ana Reyes", "Tom Ashe")


def test_prose_says_that_it_is_prose() -> None:
    document = document_of(b"One day it rained. The river rose: it was a long day.\n\nThen it stopped.\n", "page.txt")
    assert document.convention.name == "prose"
    assert "read as prose" in document.why[-1]


def test_a_convention_says_why_it_was_chosen() -> None:
    text = "Ana Reyes: Good morning.\n\nTom Ashe: Good morning.\n\n" * 4
    document = document_of(text.encode(), "page.txt")
    assert document.convention.name == "name before the speech"
    assert document.shape is not None and document.shape.kind is ShapeKind.TRANSCRIPT
    assert any("Ana Reyes (4)" in why for why in document.why)
    assert "a transcript, with a chance of 1.00: + " in document.why[-1]


def test_times_are_kept_with_the_passage() -> None:
    text = "1\n00:01:02,500 --> 00:01:04,000\nAna: Yes.\n\n2\n00:01:05,000 --> 00:01:06,000\nWell.\n"
    cues = [b for b in document_of(text.encode(), "a.srt").blocks if b.kind is BlockKind.PARAGRAPH]
    assert [cue.seconds for cue in cues] == [62.5, 65.0]


def test_a_cue_break_is_shown_as_a_space() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nGood\n\n2\n00:00:02,000 --> 00:00:03,000\nmorning.\n"
    document = document_of(text.encode(), "a.srt")
    first, *_, last = [b.span for b in document.blocks if b.kind is BlockKind.PARAGRAPH]
    assert shown(text, first._replace(end=last.end), document.markup, document.wrapped) == "Good morning."


def test_wrapped_lines_are_joined_for_showing() -> None:
    line = "The river rose for many days and nobody knew when it would ever fall\n"
    document = document_of((line * 12).encode(), "page.txt")
    assert document.wrapped
    assert "\n" not in shown(document.text, document.blocks[0].span, document.markup, document.wrapped)


@pytest.mark.parametrize(
    ("label", "name", "role", "kind"),
    [
        (
            "Guo Shenkun, Member of the Council, Minister of Roads",
            "Guo Shenkun",
            "Member of the Council, Minister of Roads",
            "person",
        ),
        ("Founder and head of the ferry, Ana Reyes", "Ana Reyes", "Founder and head of the ferry", "person"),
        ("Martin King, Jr., pastor", "Martin King, Jr.", "pastor", "person"),
        ("MARTIN KING, JR., pastor", "MARTIN KING, JR.", "pastor", "person"),
        ("Dr. Martin Lind (Berlin) (ABC)", "Dr. Martin Lind", "ABC", "person"),
        ("Mr. Sapt (Ruritania) (spoke in French)", "Mr. Sapt", "Ruritania", "person"),
        ("The PRESIDING OFFICER (Mr. Kyle)", "Mr. Kyle", "The PRESIDING OFFICER", "person"),
        ("Ana Reyes, Minister of Water, 3 May 2019", "Ana Reyes", "Minister of Water", "person"),
        ("Ana Reyes, May 3, 2019", "Ana Reyes", None, "person"),
        ("Ana Reyes (VOICEOVER)", "Ana Reyes", None, "person"),
        ("Mr. Lind (Berlin) (2:01 p.m.)", "Mr. Lind", "Berlin", "person"),
        ("THE PRESIDENT", "THE PRESIDENT", None, "office"),
        ("SENIOR ADMINISTRATION OFFICIAL", "SENIOR ADMINISTRATION OFFICIAL", None, "office"),
        ("Speaker 1", "Speaker 1", None, "unnamed"),
        ("SPEAKER_01", "SPEAKER_01", None, "unnamed"),
        ("Q", "Q", None, "unnamed"),
        ("(UNKNOWN)", "UNKNOWN", None, "unnamed"),
        ("Ana and Tom", "Ana and Tom", None, "group"),
        ("The Bridge Team", "The Bridge Team", None, "group"),
    ],
)
def test_labels_are_taken_apart(label: str, name: str, role: str | None, kind: str) -> None:
    who = parse(label, ENGLISH)
    assert (who.name, who.role, who.kind) == (name, role, PersonKind(kind))


def test_a_pdf_is_read_as_extracted() -> None:
    document = document_of(PDF, "talk.pdf")
    assert document.sha256 == hashlib.sha256(PDF).hexdigest()
    assert [b.mention.name for b in document.blocks if b.mention] == ["ANA REYES", "TOM ASHE"] * 2


def test_a_word_document_is_read_with_its_tables() -> None:
    written = docx.Document()
    for words in ("Ana Reyes: Good morning.", "Tom Ashe: Good morning.", "Ana Reyes: Well.", "Tom Ashe: Well."):
        written.add_paragraph(words)
    written.add_table(1, 1).cell(0, 0).text = "Thank you."
    data = io.BytesIO()
    written.save(data)
    document = document_of(data.getvalue(), "talk.docx")
    assert [b.mention.name for b in document.blocks if b.mention] == ["Ana Reyes", "Tom Ashe"] * 2
    assert document.text.endswith("Thank you.")


def test_emphasis_may_end_with_a_sentence() -> None:
    text = "*The bridge is open.* It *is* so:--*at last.*\n"
    (block,) = document_of(text.encode(), "page.md").blocks
    document = document_of(text.encode(), "page.md")
    assert shown(text, block.span, document.markup) == "The bridge is open. It is so:--at last."


def test_block_quotations_are_marked() -> None:
    document = document_of(b"She wrote:\n\n> The bridge\n> is open.\n\nIt is.\n", "page.md")
    paragraphs = [b for b in document.blocks if b.kind is BlockKind.PARAGRAPH]
    assert [b.marking for b in paragraphs] == [Marking.NONE, Marking.QUOTATION, Marking.NONE]


def test_labels_that_begin_late_are_found() -> None:
    preface = "One day it rained, and the river rose.\n\n" * 6000
    text = preface + "Ana Reyes: Good morning.\n\nTom Ashe: Good morning.\n\n" * 5
    assert sum(b.mention is not None for b in document_of(text.encode(), "page.txt").blocks) == 10
