"""What is no PDF to read is refused in words, and a hostile one within bounds of time and memory."""

from __future__ import annotations

import zlib
from time import monotonic

import pytest

from quotes.errors import UnreadableSource
from quotes.formats.pdf import apart
from quotes.pipeline import extract
from tests.formats.pdf.sheets import printed

TALK = [["Mara Quill: Good morning.", "Tobias Renn: Good morning.", "Mara Quill: Well.", "Tobias Renn: Well."]]
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
RESOURCES = b"/Resources<</Font<</F 5 0 R>>/XObject<</A 6 0 R>>>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R%s>>" % RESOURCES
ONE = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"


def pdf(*objects: bytes) -> bytes:
    whole, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, len(whole))
    return whole + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def stream(content: bytes, about: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<<%s/Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (about, len(packed), packed)


def form(content: bytes, inner: int) -> bytes:
    resources = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>/XObject<</A %d 0 R>>>>" % inner
    return stream(content, resources)


LAUGHS = [form(b"/A Do " * 10, inner) for inner in range(7, 30)]
HOSTILE = {
    "words without end": pdf(
        CATALOG, ONE, PAGE, stream(b"BT /F 9 Tf 1 0 0 1 50 700 Tm (hello) Tj ET " * 9_000_000), FONT
    ),
    "a billion laughs": pdf(CATALOG, ONE, PAGE, stream(b"/A Do"), FONT, *LAUGHS, form(b"BT /F 9 Tf (ha) Tj ET", 6)),
    "a form that holds itself": pdf(CATALOG, ONE, PAGE, stream(b"/A Do"), FONT, form(b"/A Do /A Do", 6)),
    "brackets in brackets": pdf(CATALOG, ONE, PAGE, stream(b"[" * 5_000_000), FONT),
    "pages that hold themselves": pdf(CATALOG, b"<</Type/Pages/Count 1000000/Kids[2 0 R 2 0 R]>>"),
    "a chain of tables that ends in itself": b"%PDF-1.7\nxref\n0 1\ntrailer\n<</Prev 9>>\nstartxref\n9\n%%EOF",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_bounded_time(name: str) -> None:
    began = monotonic()
    with pytest.raises(UnreadableSource, match=r"^bad.pdf: (not readable as pdf|no text in this pdf)"):
        extract(HOSTILE[name], "bad.pdf")
    assert monotonic() - began < 60


def test_a_file_that_takes_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    with pytest.raises(UnreadableSource, match=r"^talk.pdf: not read: opening this pdf takes more than two minutes"):
        extract(printed(TALK), "talk.pdf")


def test_a_locked_file_says_so() -> None:
    with pytest.raises(UnreadableSource, match=r"^talk.pdf: protected by a password: open it, and print it"):
        extract(printed(TALK, password="secret"), "talk.pdf")


def test_a_damaged_file_says_so() -> None:
    with pytest.raises(UnreadableSource, match=r"^talk.pdf: not readable as pdf \(Failed to load document"):
        extract(printed(TALK)[:400], "talk.pdf")


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LIBRARY", "no_such_library")
    with pytest.raises(UnreadableSource, match=r"install the extra, pip install 'quotes-db\[pdf\]'"):
        extract(printed(TALK), "talk.pdf")


def test_pages_without_text_are_named() -> None:
    found = extract(printed([*TALK, [], *TALK, []]), "talk.pdf")
    assert len(found.statements) == 8
    assert found.document.unread == ("pages 2, 4 hold no text: what is scanned must go through text recognition first",)
    with pytest.raises(UnreadableSource, match="no text in this pdf"):
        extract(printed([[], []]), "talk.pdf")


@pytest.mark.slow
def test_a_thousand_pages_are_read_in_bounded_time() -> None:
    began = monotonic()
    found = extract(
        printed(
            [[f"{who}: The {i}th thing, at length." for who in ("Mara Quill", "Tobias Renn") * 20] for i in range(1000)]
        ),
        "long.pdf",
    )
    assert len(found.statements) == 40_000
    assert monotonic() - began < 120
