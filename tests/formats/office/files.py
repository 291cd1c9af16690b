"""The talk written to real files, in as many ways as offices know."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.formats.office.talk import ABOUT, BETWEEN, PARAGRAPHS, TITLE, TURNS, Turn

W = nsdecls("w")
_WORDS_IN_BOX = (
    "wps=http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc=http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v=urn:schemas-microsoft-com:vml",
    "w=http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
BOX = " ".join(f'xmlns:{name}="{address}"' for name, _, address in (one.partition("=") for one in _WORDS_IN_BOX))


def _saved(document: Any) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _by_turn(write: Callable[[Any, Turn], None]) -> bytes:
    """Return a document with a title, and each turn as `write` writes it."""
    document = docx.Document()
    document.add_heading(TITLE, 1)
    document.add_paragraph(ABOUT)
    for number, turn in enumerate(TURNS):
        if number in BETWEEN:
            document.add_paragraph(BETWEEN[number])
        write(document, turn)
    return _saved(document)


def plain_paragraphs() -> bytes:
    return _by_turn(lambda document, turn: document.add_paragraph(f"{turn.label}: {turn.words}"))


def bold_labels() -> bytes:
    def write(document: Any, turn: Turn) -> None:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{turn.label}:").bold = True
        paragraph.add_run(f" {turn.words}")

    return _by_turn(write)


def headings_as_labels() -> bytes:
    def write(document: Any, turn: Turn) -> None:
        document.add_heading(f"{turn.label}:", 3)
        document.add_paragraph(turn.words)

    return _by_turn(write)


def bold_names_above() -> bytes:
    def write(document: Any, turn: Turn) -> None:
        document.add_paragraph().add_run(turn.who).bold = True
        document.add_paragraph(turn.words)

    return _by_turn(write)


def table(*head: str) -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 1)
    document.add_paragraph(ABOUT)
    grid = document.add_table(0, 2)
    for row in [*([head] if head else []), *((turn.label, turn.words) for turn in TURNS)]:
        for cell, words in zip(grid.add_row().cells, row, strict=True):
            cell.text = words
    return _saved(document)


def text_boxes() -> bytes:
    """Each turn in a box: as Word writes it, with the same words for programs that know no boxes."""

    def write(document: Any, turn: Turn) -> None:
        inner = f"<w:p><w:r><w:t>{turn.label}: {turn.words}</w:t></w:r></w:p>"
        box = f"<w:txbxContent>{inner}</w:txbxContent>"
        run = (
            f'<w:r {BOX}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx>'
            f"</wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r>"
        )
        document.add_paragraph()._p.append(parse_xml(run))

    return _by_turn(write)


def tracked_changes() -> bytes:
    """The first word of each turn is inserted, and others are deleted; every third paragraph is inserted whole."""

    def write(document: Any, turn: Turn) -> None:
        first, _, rest = turn.words.partition(" ")
        paragraph = document.add_paragraph(f"{turn.label}: ")
        for mark, words in (
            ("ins", f'<w:r><w:t xml:space="preserve">{first} </w:t></w:r>'),
            ("del", "<w:r><w:delText>Hm, no, that is wrong. </w:delText></w:r>"),
            ("moveFrom", "<w:r><w:t>Moved away.</w:t></w:r>"),
        ):
            paragraph._p.append(parse_xml(f'<w:{mark} {W} w:id="1" w:author="A">{words}</w:{mark}>'))
        paragraph.add_run(rest)

    return _by_turn(write)


def controls_and_links() -> bytes:
    """Labels in content controls, words in links, and a note at the foot of each turn."""

    def write(document: Any, turn: Turn) -> None:
        paragraph = document.add_paragraph()
        inner = f"<w:r><w:t>{turn.label}</w:t></w:r>"
        paragraph._p.append(
            parse_xml(f"<w:sdt {W}><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>")
        )
        paragraph.add_run(": ")
        first, _, rest = turn.words.partition(" ")
        paragraph._p.append(
            parse_xml(
                f'<w:hyperlink {W} w:anchor="a"><w:r><w:t xml:space="preserve">{first} </w:t></w:r></w:hyperlink>'
            )
        )
        paragraph.add_run(rest)
        paragraph._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'))

    words = "<w:p><w:r><w:t>Checked against the tape.</w:t></w:r></w:p>"
    note = f'<w:footnotes {W}><w:footnote w:id="2">{words}</w:footnote></w:footnotes>'
    return _with(_by_turn(write), {"word/footnotes.xml": note})


def lists() -> bytes:
    return _by_turn(lambda document, turn: document.add_paragraph(f"{turn.label}: {turn.words}", style="List Number"))


def _with(data: bytes, members: dict[str, str]) -> bytes:
    """Return a zip with further members."""
    whole = io.BytesIO(data)
    with zipfile.ZipFile(whole, "a") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return whole.getvalue()


DOCX: dict[str, Callable[[], bytes]] = {
    "plain paragraphs": plain_paragraphs,
    "bold labels": bold_labels,
    "headings as labels": headings_as_labels,
    "a table with a head": lambda: table("Speaker", "Text"),
    "a table without a head": table,
    "text boxes": text_boxes,
    "tracked changes": tracked_changes,
    "content controls, links and notes": controls_and_links,
    "lists": lists,
    "names in bold above": bold_names_above,
}

_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of `members`, the first of them not packed."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(members.items()):
            archive.writestr(name, content, zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED)
    return whole.getvalue()


def odt(body: str) -> bytes:
    """Return an OpenDocument text with what stands in its body."""
    styles = (
        '<office:automatic-styles><style:style style:name="B" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>'
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODF}>{styles}<office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def odt_talk() -> bytes:
    def lines() -> Iterator[str]:
        yield f'<text:h text:outline-level="1">{TITLE}</text:h><text:p>{ABOUT}</text:p>'
        for number, turn in enumerate(TURNS):
            yield f"<text:p>{BETWEEN.get(number, '')}</text:p>"
            words = turn.words.replace(" ", "<text:s/>", 1)
            yield f'<text:p><text:span text:style-name="B">{turn.label}:</text:span> {words}</text:p>'

    return odt("".join(lines()))


def rtf_talk() -> bytes:
    def lines() -> Iterator[str]:
        yield r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Helvetica;}}{\info{\title Not the text}}"
        yield rf"\pard\plain\f0\fs24 {{\b {TITLE}}}\par {ABOUT}\par"
        for number, turn in enumerate(TURNS):
            if number in BETWEEN:
                yield rf"\pard {BETWEEN[number]}\par"
            words = turn.words.replace("I ", r"I{\*\bkmkstart a}{\*\bkmkend a} ").replace("ver", r"v\u101\'65r")
            yield rf"\pard {{\b {turn.label}:}} {words}\par"
        yield "}"

    return "\r\n".join(lines()).encode("ascii")


def epub_talk() -> bytes:
    middle = len(PARAGRAPHS) // 2

    def chapter(paragraphs: list[str]) -> str:
        body = "\n".join(f"<p>{escape(one).replace('. ', '.&nbsp; ')}</p>" for one in paragraphs)
        return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}</body></html>'

    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="b" href="text/b%20b.xhtml" '
        'media-type="application/xhtml+xml"/><item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/>'
        '</manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="OPS/package.opf"/></rootfiles></container>'
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OPS/package.opf": package,
            "OPS/text/b b.xhtml": chapter(PARAGRAPHS[middle:]),
            "OPS/text/a.xhtml": chapter(PARAGRAPHS[:middle]),
        }
    )
