"""Bytes → text: what is read, what is guessed, what is refused and why."""

import pytest

from quotes import formats
from quotes.errors import UnreadableSource

RUSSIAN = "Анна Река: Доброе утро. Как дела? Я рада, что вы пришли на открытие моста.\n\nТом Ясень: Спасибо, хорошо.\n"
FRENCH = "Zoé Brûlé : « Où est le pont ? » – C’est là-bas, près de l’église, répondit Noël à sa façon.\n"
GERMAN = "Präsident Dr. Karl Alt:\nMeine Damen und Herren, die Brücke ist geöffnet. Schöne Grüße – „danke“!\n"
ENGLISH = "Mayor Ana Reyes:\nThe bridge is open. Walk over it.\n"


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (RUSSIAN, "utf-8", "UTF-8"),
        (RUSSIAN, "utf-8-sig", "byte order mark"),
        (RUSSIAN, "utf-16", "byte order mark"),
        (RUSSIAN, "utf-32", "byte order mark"),
        (GERMAN, "utf-16-le", "zero bytes"),
        (GERMAN, "utf-16-be", "zero bytes"),
        (ENGLISH, "utf-16-le", "UTF-16-LE, by its zero bytes"),
        (ENGLISH, "utf-16-be", "UTF-16-BE, by its zero bytes"),
        (GERMAN, "utf-32-le", "UTF-32-LE, by its zero bytes"),
        (ENGLISH, "utf-32-be", "UTF-32-BE, by its zero bytes"),
        (RUSSIAN, "utf-32-le", "UTF-32-LE, by its zero bytes"),
        (RUSSIAN, "cp1251", "cp1251, a guess"),
        (FRENCH, "cp1252", "cp1252, a guess"),
        (GERMAN, "cp1252", "cp1252, a guess"),
    ],
)
def test_encodings(text: str, encoding: str, named: str) -> None:
    document = formats.read(text.encode(encoding), "page.txt")
    assert document.text == text
    assert any(named in reason for reason in document.why)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        ("\u2003\u2028".encode(), "white space"),
        (bytes(range(256)) * 8, "not a text"),
        (b"\x00\x01\x02\x03\xff\xfe" * 50, "not a text"),
        (b"\xff\xfea", "utf-16"),
        (b"word " * 4_200_000, "line of more than"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "a PNG image: put it through text recognition"),
        (b"\x00\x01\xff\xfe\x00abc", "not a text"),
        (b"Ana Reyes: Good morning.\x00\n", "zero bytes; read as UTF-8"),
        (b"Ana Reyes: Good morning.\n" * 20_000 + b"\x00", "zero bytes; read as UTF-8"),
        ("Noël: C’est là-bas.\0\n".encode("cp1252"), "not a text"),
        (b"\x1a\n", "control characters"),
        (b"Yes.\x01\x02\n", "control characters"),
        ("Zoé\x01\x02\n".encode("cp1252"), "not a text"),
    ],
)
def test_refusals_say_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason) as refusal:
        formats.read(data, "page.txt")
    assert str(refusal.value).startswith("page.txt: ")


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01MZ",
        b"\x01\x00ZM",
        b"\x00\x00\x01\x00",  # the head of an icon
        b"\x00\x01\x02\x03\x00\x05\x06\x07" * 4,
        b"".join((0x14D5A + i).to_bytes(4, "big") for i in range(20)),  # no characters, yet
        b"\x05\x00A\x00\x06\x00\x07\x00B\x00\x01\x00",
    ],
)
def test_bytes_of_a_program_are_no_text_whatever_zeros_lie_between(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="not a text"):
        formats.read(data, "page.txt")


def test_a_stray_control_character_is_no_reason_to_refuse() -> None:
    text = "Ana Reyes: Good morning.\n" * 60 + "\x1a"
    assert formats.read(text.encode(), "page.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "utf-32-be"])
@pytest.mark.parametrize("text", ["Ja.\x1a", "\x01Ja.", FRENCH + "\x1a", " " * 300_000 + ENGLISH])
def test_nor_is_it_one_in_a_short_text_or_another_encoding(text: str, encoding: str) -> None:
    assert formats.read(text.encode(encoding), "page.txt").text == text


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnreadableSource, match="choose one of plain, markdown"):
        formats.read(b"x", "page.txt", format="papyrus")


def test_xml_that_declares_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE TEI [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><TEI><text><body><u>&b;</u></body></text></TEI>'
    with pytest.raises(UnreadableSource, match=r"page\.xml: .*entities"):
        formats.read(bomb, "page.xml")
