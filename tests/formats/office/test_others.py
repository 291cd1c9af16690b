"""What ODT, RTF and EPUB keep beside the words: what of it is read, and what is told."""

import pytest

from quotes import formats
from quotes.errors import UnreadableSource
from quotes.model import Marking
from quotes.page import HEADING, Page
from tests.formats.laws import assert_laws
from tests.formats.office.files import odt, zipped
from tests.reading import document_of


def page_of(data: bytes, key: str) -> Page:
    assert_laws(document_of(data, key))
    return formats.read(data, key)


DELETED = (
    '<text:tracked-changes><text:changed-region text:id="a"><text:deletion><text:p>Gone.</text:p></text:deletion>'
    "</text:changed-region></text:tracked-changes>"
)
NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    "<text:p>Checked.</text:p></text:note-body></text:note>"
)


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("<text:p>One<text:tab/>two<text:s text:c='3'/>three<text:line-break/>four</text:p>", "One\ttwo   three\nfour"),
        ("<text:p>One\n   two <text:span> three</text:span></text:p>", "One two three"),
        (f"{DELETED}<text:p>We <text:change text:change-id='a'/>agree.</text:p>", "We agree."),
        (f"<text:p>Well{NOTE}.</text:p><text:p>So.</text:p>", "Well.\n\nSo.\n\nChecked."),
        ("<text:p>Well<office:annotation><text:p>Why?</text:p></office:annotation>.</text:p>", "Well."),
        ("<text:list><text:list-item><text:p>One.</text:p></text:list-item></text:list><text:p/>", "One."),
        ("<text:section><text:p><text:a>Linked.</text:a></text:p></text:section>", "Linked."),
        (
            "<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby></text:p>",
            "漢",
        ),
    ],
)
def test_odt(body: str, read: str) -> None:
    assert page_of(odt(body), "talk.odt").text == read


def test_a_flat_odt_is_read_as_a_packed_one_is() -> None:
    flat = (
        '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>Yes.</text:p>'
        "</office:text></office:body></office:document>"
    )
    for key in ("a.fodt", "a.xml"):
        page = page_of(flat.encode(), key)
        assert (page.format, page.text) == ("odt", "Yes.")


def test_odt_headings_bold_and_tables() -> None:
    cells = [("Speaker", "Text"), ("Ana", "Is it?"), ("Tom", "It is.")]
    filled = [[f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row] for row in cells]
    rows = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in filled)
    data = odt(f"<text:h>it rained, all day.</text:h><table:table>{rows}</table:table>")
    page = page_of(data, "talk.odt")
    assert page.convention == "speaker and text columns"
    assert page.pieces[0].kind is HEADING
    bold = page_of(odt('<text:p>Well, <text:span text:style-name="B">no</text:span>.</text:p>'), "talk.odt")
    assert bold.bold == {6}


def rtf(
    body: str, head: str = r"\ansi\ansicpg1252\deff0{\fonttbl{\f0 A;}{\f1\fcharset204 B;}{\f2\fcharset128 C;}}"
) -> bytes:
    return rf"{{\rtf1{head}{body}}}".encode("ascii")


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (r"\pard Caf\'e9 \'84so\'93\emdash yes\rquote s\~x\_y\par", "Café „so“—yes’s\u00a0x-y"),
        (r"\pard\f1 \'c0\'ed\'ed\'e0\f0  ok\par", "Анна ok"),
        (r"\pard\f2 \'93\'fa\'96\'7b\par", "日本"),
        (r"\pard\uc1\u1040 ?\u1085\'3f\u1085?\uc0\u1072\par", "Анна"),
        (r"\pard\uc2\u-10179 ??\u-8704 ??\par", "😀"),
        (r"\pard One\line two\tab three\par\par Four\par", "One\ntwo\tthree\n\nFour"),
        (r"\pard We {\deleted do }agree{\v not seen}.\par", "We agree."),
        (r"\pard Well{\footnote\pard Checked.}, yes.\par So.\par", "Well, yes.\n\nSo.\n\nChecked."),
        (r"\pard {\field{\*\fldinst HYPERLINK x}{\fldrslt Linked}}.\par", "Linked."),
        (r"{\header\pard Head\par}\pard Body.{\pict\wmetafile8 0102}\par", "Body."),
        (r"\pard {\*\unknown nothing {\b here}}Seen.\par", "Seen."),
        (
            r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard Boxed.\par}}{\shprslt\pard Boxed.\par}}\pard X.\par",
            "Boxed.\n\nX.",
        ),
        (r"\pard {\listtext 1.\tab}Item.\par", "Item."),
        (r"\pard \{braces\} \\ \bin3 }}}end\par", "{braces} \\ end"),
        (r"\pard never closed {\b at all", "never closed at all"),
        (r"}}}}\pard after\par", "after"),
    ],
)
def test_rtf(body: str, read: str) -> None:
    assert page_of(rtf(body), "talk.rtf").text == read


def test_rtf_headings_bold_notes_and_tables() -> None:
    styles = r"{\stylesheet{\s0 Normal;}{\s5\outlinelevel0 heading 1;}}"
    page = page_of(
        rtf(styles + r"\pard\s5 it rained, all day.\par\pard\s0 {\b Ana:} yes.{\footnote Old.}\par"), "t.rtf"
    )
    assert [piece.kind is HEADING for piece in page.pieces] == [True, False, False]
    assert page.bold == {page.text.index("Ana")}
    assert [piece.marking for piece in page.pieces] == [Marking.NONE, Marking.NONE, Marking.NARRATION]
    rows = (("Speaker", "Text"), ("Ana", "Is it?"), ("Tom", "It is."))
    cells = "".join(
        r"\trowd\cellx1\cellx2" + "".join(rf"\pard\intbl {cell}\cell" for cell in row) + r"\row" for row in rows
    )
    page = page_of(rtf(cells + r"\pard The end.\par"), "t.rtf")
    assert page.convention == "speaker and text columns"
    assert [page.text[slice(*piece[:2])] for piece in page.pieces] == ["Ana", "Is it?", "Tom", "It is.", "The end."]


def epub(*chapters: str, **members: str) -> bytes:
    items = "".join(
        f'<item id="c{i}" href="c{i}.xhtml" media-type="application/xhtml+xml"/>' for i in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{i}"/>' for i in range(len(chapters)))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfile full-path="p.opf"/></container>',
            "p.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>",
            **{
                f"c{i}.xhtml": f"<html><head><title>T</title></head><body>{one}</body></html>"
                for i, one in enumerate(chapters)
            },
            **members,
        }
    )


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("<p>One &amp; two&nbsp;three &#8217;s</p><div>Four<br/>five</div>", "One & two\u00a0three ’s\n\nFour\nfive"),
        ("<p>One\n   two <i> three</i></p>", "One two three"),
        ("<p>Not closed<p>Either<script>var a = '<p>';</script>", "Not closed\n\nEither"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ('<p>Well.</p><aside epub:type="footnote"><p>Checked.</p></aside><p>So.</p>', "Well.\n\nSo.\n\nChecked."),
    ],
)
def test_epub(body: str, read: str) -> None:
    assert page_of(epub(body), "talk.epub").text == read


def test_epub_headings_bold_and_tables_of_all_chapters() -> None:
    table = "<table><tr><td>{}</td><td>{}</td></tr></table>"
    page = page_of(
        epub("<h2>it rained, all day.</h2>" + table.format("a", "b"), table.format("c", "<b>d</b>")), "t.epub"
    )
    assert page.pieces[0].kind is HEADING
    assert [page.text[slice(*cell)] for cell in page.elements.cells] == ["a", "c"]
    assert page.bold == {page.text.rindex("d")}


def test_a_locked_book_says_so() -> None:
    locked = {"META-INF/encryption.xml": '<encryption><CipherReference URI="c0.xhtml"/></encryption>'}
    with pytest.raises(UnreadableSource, match=r"t\.epub: .*locked by its seller \(DRM\)"):
        formats.read(epub("<p>x</p>", **locked), "t.epub")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"ID3\x04", "an MP3 recording"),
        (b"RIFF....WAVEfmt ", "a WAV recording"),
        (b"\0\0\0\x20ftypM4A ", "an MPEG-4 recording"),
        (b"\0\0\0\x20ftypisom", "an MPEG-4 recording"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le"), "an old Excel workbook (.xls)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "an Office file that a password locks",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_001A".encode("utf-16-le"), "an Outlook message (.msg)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old file of Microsoft Office"),
        (b"\x78\x9f\x3e\x22\0\0", "what Outlook attaches"),
        (b'<?xml version="1.0"?>\n<w:wordDocument xmlns:w="x">', "a document of Word as flat XML"),
        (b"!BDN", "an Outlook mailbox (.pst)"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (zipped({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), "an Excel workbook (.xlsx)"),
        (zipped({"[Content_Types].xml": "x", "ppt/presentation.xml": "x"}), "a PowerPoint presentation (.pptx)"),
        (zipped({"Index/Document.iwa": "x"}), "a document of Apple's Pages, Numbers or Keynote"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.presentation"}),
            "an OpenDocument presentation (.odp)",
        ),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "an OpenDocument spreadsheet (.ods)"),
    ],
)
def test_what_is_not_read_is_called_by_its_right_name_whatever_it_is_called(data: bytes, said: str) -> None:
    for key in ("a.txt", "a.docx", "a"):
        with pytest.raises(UnreadableSource) as refusal:
            formats.read(data, key)
        assert str(refusal.value).startswith(f"{key}: this is {said}")


@pytest.mark.parametrize("encoding", ["U2F-8", "shift_jis", "utf-32", ""])
def test_xml_in_an_encoding_that_is_none_is_refused(encoding: str) -> None:
    member = f'<?xml version="1.0" encoding="{encoding}"?><office:document-content xmlns:office="o"/>'
    packed = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": member})
    with pytest.raises(UnreadableSource, match=r"a\.odt: not readable as odt: its XML is damaged"):
        formats.read(packed, "a.odt")
