"""What a page declares counts before any guess; one stray byte destroys nothing; what is declared wrongly is told."""

import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes import formats
from quotes.errors import UnreadableSource
from quotes.formats.charsets import READ, codec, declared
from quotes.formats.decode import decode

TEXTS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("encodings.toml").read_text("utf-8"))["text"]
GUESSED = [(one["text"], encoding) for one in TEXTS for encoding in one["guessed"]]
DECLARED = [(one["text"], encoding) for one in TEXTS for encoding in (*one["guessed"], *one["declared"])]
# As pages have it: the attribute, the older way with other attributes around it, XML; {} is the name.
WAYS = (
    '<html><head><meta charset="{}"></head><body><p>',
    "<html><head><!-- charset=big5 --><META content='text/html; charset={}' HTTP-EQUIV=Content-Type></head><body><p>",
    '<?xml version="1.0" encoding="{}"?>\n<html><body><p>',
)
GERMAN = "Bürgermeisterin Käthe Groß: Wir öffnen früh. Schöne Grüße aus Köln, übrigens auch an Jörg.\n"


def paged(text: str, way: str, name: str) -> str:
    return f"{way.format(name)}{text}</p></body></html>"


@pytest.mark.parametrize(("text", "encoding"), DECLARED)
@pytest.mark.parametrize("way", WAYS)
def test_what_is_declared_counts(text: str, encoding: str, way: str) -> None:
    page = paged(text, way, encoding.replace("cp125", "windows-125"))
    document = formats.read(page.encode(encoding), "page.html")
    assert document.text == page
    assert any("as it declares" in reason or "escapes" in reason for reason in document.why)


@pytest.mark.parametrize(("text", "encoding"), GUESSED)
def test_what_is_not_declared_is_guessed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "page.txt")[0] == text


@pytest.mark.parametrize("name", ["iso-8859-1", "latin1", "US-ASCII", "ISO_8859-1", "windows-1252"])
def test_latin_1_is_what_browsers_take_for_it(name: str) -> None:
    page = paged("“It’s 5 €,” said Bo – twice.", WAYS[0], name)
    assert decode(page.encode("cp1252"), "page.html") == (page, "cp1252, as it declares")


@pytest.mark.parametrize("name", ["iso-8859-1", "windows-1251", "koi8-r"])
@pytest.mark.parametrize("text", [GERMAN, "Zoé: Oui.", "Река: Да, конечно."])
def test_utf_8_is_known_in_spite_of_what_is_declared(name: str, text: str) -> None:
    page = paged(text, WAYS[1], name)
    read, how = decode(page.encode(), "page.html")
    assert read == page
    assert how.startswith("UTF-8, though it declares ")


@pytest.mark.parametrize(("text", "encoding"), [(GERMAN, "cp1252"), (TEXTS[0]["text"], "cp1251")])
@pytest.mark.parametrize("name", ["utf-8", "shift_jis", "euc-kr"])
def test_what_is_declared_wrongly_is_guessed_and_told(text: str, encoding: str, name: str) -> None:
    page = paged(text, WAYS[0], name)
    read, how = decode(page.encode(encoding), "page.html")
    assert read == page
    assert f"{encoding}, a guess" in how
    assert "though it declares " in how


@pytest.mark.parametrize("name", ["rot13", "unicode_escape", "utf-7", "no-such-charset", "hex"])
def test_what_is_no_encoding_of_pages_is_as_if_not_declared(name: str) -> None:
    page = paged(GERMAN, WAYS[0], name)
    assert decode(page.encode(), "page.html") == (page, "UTF-8")


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="description" content="charset=koi8-r">',
        '<!-- <meta charset="koi8-r"> -->',
        "<p>charset=koi8-r</p>",
        " " * 9000 + '<meta charset="koi8-r">',
    ],
)
def test_what_only_looks_declared_is_not(head: str) -> None:
    assert declared(head.encode()) is None


@pytest.mark.parametrize(
    ("data", "text", "told"),
    [
        (f"{GERMAN}caf|e".encode().replace(b"|e", b"\xe9 "), f"{GERMAN}café ", "1 byte that does not fit read as é"),
        (b"\x93" + GERMAN.encode(), "“" + GERMAN, "1 byte that does not fit read as “"),
        (GERMAN.encode() + b"\x81", GERMAN + "\ufffd", "1 byte that does not fit read as \ufffd"),
        (GERMAN.encode() + b"\xe2\x80", GERMAN + "\ufffd", "1 byte that does not fit read as \ufffd"),
        (b"\xef\xbb\xbf" + GERMAN.encode() + b"\x96.", GERMAN + "–.", "1 byte that does not fit read as –"),
        (GERMAN.encode() + b"\x96\xff.", GERMAN + "–ÿ.", "2 bytes that do not fit read as –, ÿ"),
        (
            paged(GERMAN, WAYS[0], "latin1").encode("cp1252") + b"\x8d",
            paged(GERMAN, WAYS[0], "latin1") + "\ufffd",
            "cp1252, as it declares; 1 byte that does not fit read as \ufffd",
        ),
    ],
)
def test_a_stray_byte_destroys_nothing_and_is_told(data: bytes, text: str, told: str) -> None:
    read, how = decode(data, "page.html")
    assert (read, told in how) == (text, True)


@pytest.mark.parametrize("copies", [1, 40])
def test_many_stray_bytes_are_another_encoding(copies: int) -> None:
    read, how = decode((GERMAN * copies).encode("cp1252"), "page.txt")
    assert read == GERMAN * copies
    assert "cp1252, a guess" in how


def test_many_stray_bytes_behind_much_that_fits_are_no_text() -> None:
    long = GERMAN.encode() * 3000  # more than is looked at first
    read, how = decode(long + b"\xe9 " * 100, "page.txt")
    assert read == GERMAN * 3000 + "é " * 100
    assert "100 bytes that do not fit read as é" in how
    with pytest.raises(UnreadableSource, match="not a text in any encoding"):
        decode(long + b"\xe9 " * 200_000, "page.txt")


def test_names_of_encodings_lead_to_codecs_that_are_read() -> None:
    names = ("latin1", "KOI8-R", "x-sjis", "gb2312", "ks_c_5601-1987", "iso-8859-8-i", "x-mac-cyrillic", "utf8")
    assert [codec(name) in READ for name in names] == [True] * len(names)
    assert all(codec(name) == name for name in READ)


@pytest.mark.filterwarnings("error")  # those of libraries are for nobody who reads pages
@given(st.binary(max_size=300), st.sampled_from(["", *sorted(READ), "nonsense"]), st.sampled_from(WAYS))
def test_any_bytes_are_read_or_refused(data: bytes, name: str, way: str) -> None:
    page = way.format(name).encode() + data if name else data
    try:
        text, how = decode(page, "page.html")
    except UnreadableSource as refusal:
        assert str(refusal).startswith("page.html: ")
    else:
        assert text
        assert how


@given(st.sampled_from(DECLARED), st.sampled_from(sorted(READ)), st.sampled_from(WAYS))
def test_what_is_declared_wrongly_is_never_silent(one: tuple[str, str], name: str, way: str) -> None:
    text, encoding = one
    page = paged(text, way, name).encode(encoding)
    try:
        _, how = decode(page, "page.html")
    except UnreadableSource:
        return
    assert any(word in how for word in ("declares", "escapes", "UTF-8"))


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=80), st.data())
def test_one_stray_byte_in_utf_8_costs_no_other_character(text: str, data: st.DataObject) -> None:
    text = f"Grüße, {text} – é"
    at = data.draw(st.integers(0, len(text)))
    read, _ = decode(text[:at].encode() + b"\xff" + text[at:].encode(), "page.txt")
    assert read == f"{text[:at]}ÿ{text[at:]}"


def test_all_texts_are_apart() -> None:
    assert len(set(chain(GUESSED))) == len(GUESSED) >= 18
