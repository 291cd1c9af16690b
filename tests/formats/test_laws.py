"""No reader fails on any text, and the laws hold: fragments of each format, cut off and thrown together."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes import formats
from quotes.errors import UnreadableSource
from quotes.pipeline import extract
from tests.formats.laws import assert_extraction_laws, assert_laws
from tests.reading import document_of

FRAGMENTS = Path(__file__).parent / "fragments"
PIECES = {path.stem: path.read_text(encoding="utf-8").split("\n%%\n") for path in sorted(FRAGMENTS.glob("*.txt"))}
COMMON = PIECES["common"]
TEXT_FORMATS = list(formats.SCANNERS)
SLOW = [HealthCheck.too_slow]


def texts(format: str) -> st.SearchStrategy[str]:
    pieces = st.sampled_from([*PIECES[format], *COMMON])
    broken = pieces.flatmap(lambda piece: st.integers(0, len(piece)).map(lambda at: piece[:at]))
    odd = st.text(
        st.sampled_from(" \n\r\t\u00a0\u2028\x0c:*_[](){}<>&\"“”'’.,;-–—#|`~\\/=!?0123aAbBÄßжЖ漢\U0001f600\x1a"),
        max_size=12,
    )
    return st.lists(st.one_of(pieces, broken, odd), max_size=14).map("".join)


@pytest.mark.parametrize("format", TEXT_FORMATS)
@settings(max_examples=120, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_any_text_is_read_and_the_laws_hold(format: str, data: st.DataObject) -> None:
    source = data.draw(texts(format))
    try:
        document = document_of(source.encode(), "fuzz", format=format)
    except UnreadableSource as refusal:
        assert "fuzz" in str(refusal)
        return
    assert document.text == source.removeprefix("\ufeff")
    assert_laws(document)
    assert_extraction_laws(extract(source.encode(), "fuzz", format=format))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = document_of(data, "bytes")
    except UnreadableSource as refusal:
        assert str(refusal).startswith("bytes: ")
        return
    assert_laws(document)


@pytest.mark.parametrize("format", ["pdf", "docx", "odt", "epub"])
@settings(max_examples=20, deadline=None)
@given(junk=st.binary(max_size=200))
def test_damaged_binary_files_are_refused(format: str, junk: bytes) -> None:
    start = b"%PDF-1.4\n" if format == "pdf" else b"PK\x03\x04"
    with pytest.raises(UnreadableSource, match=f"damaged: .*{format}"):
        document_of(start + junk, "damaged", format=format)


def test_a_speaker_after_the_words_has_a_place_before_them_be_it_a_comma() -> None:
    table = "text,speaker\nYes we can do it,Tom Ashe\nWell let us see,Ana Reyes\n,,\nNo we do not,Ana Reyes\n"
    found = extract(table.encode(), "talk", format="csv")
    assert_extraction_laws(found)
    assert [statement.text for statement in found.statements] == ["Yes we can do it", "Well let us see", "No we do not"]


@pytest.mark.parametrize("text", ["<u>", "Well.\n\n>"])
def test_a_last_line_of_nothing_but_markup_is_read(text: str) -> None:
    assert_laws(document_of(text.encode(), "page.md"))


def test_a_link_that_a_label_opens_with_is_in_one_place_when_quotations_are_cut() -> None:
    page = "**Ana: why?**\n[link](https://example.org/a_(b))[**Ana,\nMayor**](https://example.org)**:** “Yes.”"
    assert_laws(document_of(page.encode(), "page.md"))
    assert_extraction_laws(extract(page.encode(), "page.md"))


RTF = [
    r"\par ",
    r"{\b ",
    "}",
    r"\'e9",
    r"\u8217 ?",
    r"\cell ",
    r"\row ",
    r"{\footnote ",
    r"\intbl ",
    "Ana: Yes. ",
    r"\bin9 ",
]


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(st.lists(st.one_of(st.sampled_from(RTF), st.binary(max_size=6).map(lambda b: b.decode("latin-1"))), max_size=30))
def test_any_rtf_is_read_or_refused_and_the_laws_hold(parts: list[str]) -> None:
    source = ("{\\rtf1 " + "".join(parts)).encode("latin-1")
    try:
        document = document_of(source, "fuzz.rtf")
    except UnreadableSource as refusal:
        assert str(refusal).startswith("fuzz.rtf: ")
        return
    assert_laws(document)
    assert_extraction_laws(extract(source, "fuzz.rtf"))


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(
    st.lists(
        st.sampled_from([*COMMON, "> ", "\n", "\n> ", "On 1 May 2024, Ana Reyes wrote:\n", "From: Bo\nSubject: x\n"])
    )
)
def test_any_mail_that_quotes_is_read_and_the_laws_hold(parts: list[str]) -> None:
    source = "Well.\n" + "".join(parts)
    assert_laws(document_of(source.encode(), "fuzz.txt"))
    assert_extraction_laws(extract(source.encode(), "fuzz.txt"))
