"""What Word keeps beside the words: what of it is read, and what is told."""

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from quotes import formats
from quotes.errors import UnreadableSource
from quotes.model import Marking
from quotes.page import HEADING, Page
from tests.formats.laws import assert_laws
from tests.formats.office.files import BOX, W, _with, zipped
from tests.reading import document_of


def saved(*paragraphs: str, style: str | None = None) -> bytes:
    """Return a document with paragraphs of XML in its body."""
    document = docx.Document()
    for one in paragraphs:
        paragraph = document.add_paragraph(style=style)
        for part in parse_xml(f"<w:p {W}>{one}</w:p>"):
            paragraph._p.append(part)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def page_of(data: bytes) -> Page:
    assert_laws(document_of(data, "talk.docx"))
    return formats.read(data, "talk.docx")


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def change(kind: str, inner: str) -> str:
    return f'<w:{kind} w:id="1" w:author="A">{inner}</w:{kind}>'


@pytest.mark.parametrize(
    ("xml", "read", "told"),
    [
        (run("We ") + change("ins", run("do ")) + run("agree."), "We do agree.", "1 tracked insertions"),
        (run("We ") + change("del", "<w:r><w:delText>do </w:delText></w:r>") + run("agree."), "We agree.", "deletions"),
        (change("moveFrom", run("Then.")) + run("Now.") + change("moveTo", run(" Later.")), "Now. Later.", "moved"),
        (change("ins", change("del", run("Gone."))) + run("Here."), "Here.", "deletions"),
        (run("Seen.") + run(" Hidden.", "<w:vanish/>"), "Seen.", "1 runs of hidden text"),
        (run("Seen.") + run(" Shown.", '<w:vanish w:val="0"/>'), "Seen. Shown.", ""),
        (run("One") + "<w:r><w:tab/><w:br/><w:noBreakHyphen/></w:r>" + run("two"), "One\t\n-two", ""),
        (f'<w:hyperlink w:anchor="a">{run("Linked.")}</w:hyperlink>', "Linked.", ""),
        (
            f'<w:fldSimple w:instr="DATE">{run("May 2")}</w:fldSimple><w:r><w:instrText>NO</w:instrText></w:r>',
            "May 2",
            "",
        ),
        (f"<w:smartTag>{run('Smart.')}</w:smartTag>", "Smart.", ""),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here.')}</w:sdtContent></w:sdt>"
            f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Filled in.')}</w:sdtContent></w:sdt>",
            "Filled in.",
            "",
        ),
        (f"<w:r><w:ruby><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>", "漢", ""),
        (run("Noted.") + '<w:r><w:commentReference w:id="3"/></w:r>', "Noted.", "1 comments, left out"),
    ],
)
def test_the_words_of_a_paragraph(xml: str, read: str, told: str) -> None:
    page = page_of(saved(xml))
    assert page.text == read
    assert any(told in why for why in page.why)


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    mark = f"<w:pPr><w:rPr>{change('del', '')}</w:rPr></w:pPr>"
    assert page_of(saved(mark + run("We do "), run("agree."), run("So."))).text == "We do agree.\n\nSo."


def test_bold_by_run_by_style_and_not() -> None:
    document = docx.Document()
    document.styles.add_style("Loud", 1).font.bold = True
    document.add_paragraph("Ana: Yes.", style="Loud")
    document.add_paragraph().add_run("Tom: ", style="Strong")
    paragraph = document.add_paragraph()
    paragraph.add_run("Well, ")
    paragraph.add_run("no").bold = True
    paragraph.add_run(" and ").bold = False
    data = io.BytesIO()
    document.save(data)
    page = page_of(data.getvalue())
    assert sorted(page.bold) == [page.plain.index(words) for words in ("Ana", "Tom", "no")]


@pytest.mark.parametrize("style", ["Heading 1", "Heading 4", "Title", "Subtitle"])
def test_styles_make_headings_whatever_their_form(style: str) -> None:
    page = page_of(saved(run("it was a long day, and it rained."), style=style))
    assert [piece.kind for piece in page.pieces] == [HEADING]


def test_notes_stand_at_the_end_and_are_nobodys() -> None:
    parts = {
        f"word/{kind}s.xml": f'<w:{kind}s {W}><w:{kind} w:id="2"><w:p>{run(words)}</w:p></w:{kind}></w:{kind}s>'
        for kind, words in (("footnote", "Checked."), ("endnote", "Printed later."))
    }
    page = page_of(_with(saved(run("Ana: Yes."), run("Tom: No.")), parts))
    assert page.text == "Ana: Yes.\n\nTom: No.\n\nChecked.\n\nPrinted later."
    assert [piece.marking for piece in page.pieces] == [Marking.NONE] * 2 + [Marking.NARRATION] * 2


def test_a_box_stands_behind_the_paragraph_that_it_is_anchored_in() -> None:
    inner = f"<w:txbxContent><w:p>{run('Boxed.')}</w:p></w:txbxContent>"
    box = f"<w:r><w:pict><v:textbox {BOX}>{inner}</v:textbox></w:pict></w:r>"
    assert (
        page_of(saved(run("Before ") + box + run("behind."), run("Next."))).text == "Before behind.\n\nBoxed.\n\nNext."
    )


def table(*rows: tuple[str, ...]) -> bytes:
    document: Any = docx.Document()
    grid = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, words in zip(grid.add_row().cells, row, strict=True):
            cell.text = words
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


ASKED, SAID, THANKED, BYE = (
    "Is it so that it rains?",
    "It is, and it will be.",
    "Good that you say so.",
    "You are welcome.",
)
TABLES: dict[str, list[tuple[str, ...]]] = {
    "speaker and text": [("Speaker", "Text"), ("Ana Reyes", ASKED), ("Tom Ashe", "It is."), ("Ana Reyes", "Good.")],
    "a time before": [("Time", "Name", "Words"), ("0:01", "Ana Reyes", ASKED), ("0:02", "Tom Ashe", SAID)],
    "words before": [("Text", "Speaker"), (ASKED, "Ana Reyes"), ("It is.\nIt was.", "Tom Ashe")],
    "no head": [("Ana Reyes", ASKED), ("Tom Ashe", SAID), ("Ana Reyes", THANKED), ("Tom Ashe", BYE)],
    "no head, a time": [
        *(("0:01", "Ana Reyes", ASKED), ("0:02", "Tom Ashe", SAID)),
        *(("0:03", "Ana Reyes", THANKED), ("0:04", "Tom Ashe", BYE)),
    ],
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_read_as_the_same_table_in_csv_is(name: str) -> None:
    rows = TABLES[name]
    written = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    as_csv, as_docx = (
        [block.mention.name for block in document.blocks if block.mention]
        for document in (document_of(written, "t.csv"), document_of(table(*rows), "t.docx"))
    )
    assert as_docx == as_csv != []


def test_a_table_of_numbers_says_nothing() -> None:
    rows = [("Year", "Berths"), ("2021", "40"), ("2022", "44")]
    assert not any(block.mention for block in document_of(table(*rows), "t.docx").blocks)


MINUTES = ["Background", "Finance Committee", "Nora Aldine"]


@pytest.mark.parametrize("head", MINUTES)
def test_heads_over_what_is_told_are_no_labels(head: str) -> None:
    document = docx.Document()
    for words in ("The item was put off until June.", "No vote was taken on it.", "It was carried.", "It was late."):
        document.add_paragraph().add_run(head).bold = True
        document.add_paragraph(words)
    data = io.BytesIO()
    document.save(data)
    assert not any(block.mention for block in document_of(data.getvalue(), "t.docx").blocks)


BOMB = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="w">&b;</w:document>'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (BOMB, "declares XML entities, which are never expanded here"),
        ("<w:document xmlns:w='w'>" + "<w:p>" * 5_000, "more than 1,000 elements of its XML lie within each other"),
        ("<w:document xmlns:w='w'><w:p>", "its XML is damaged"),
        ("<w:document xmlns:w='w'/>", "no text in this docx"),
    ],
)
def test_what_cannot_be_read_says_why(body: str, said: str) -> None:
    with pytest.raises(UnreadableSource, match=said) as refusal:
        formats.read(zipped({"[Content_Types].xml": "x", "word/document.xml": body}), "talk.docx")
    assert str(refusal.value).startswith("talk.docx: ")
