"""The talk in files that hold documents: each turn has its speaker and its words, and the part is the source."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from quotes.errors import UnreadableSource
from quotes.formats import parts
from quotes.formats.parts import Lost
from quotes.formats.parts.part import Part
from quotes.model import Extraction
from quotes.pipeline import extract
from tests.formats.office import files
from tests.formats.office.talk import PLAIN
from tests.formats.office.test_talk import assert_the_talk
from tests.formats.parts import mails

ZIP = {"talks/talk.txt": PLAIN, "talks/.hidden": "x", "__MACOSX/talks/talk.txt": "x", "talks/cover.png": "x"}
WAYS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "plain mail": ("a.eml", lambda: bytes(mails.mail()), "text/plain"),
    "mail in two ways": ("a.eml", lambda: bytes(mails.in_two_ways()), "text/plain"),
    "mail as a page": ("a.eml", lambda: bytes(mails.page_alone()), "text/html"),
    "mail with another name": ("a.txt", lambda: bytes(mails.mail()), "text/plain"),
    "mailbox": ("a.mbox", lambda: mails.mailbox(mails.mail("Not yet."), mails.mail()), "2#text/plain"),
    "saved page": ("a.mhtml", mails.saved_page, "text/html"),
    "zip": ("a.zip", lambda: files.zipped(ZIP), "talks/talk.txt"),
    "zip of a document": ("a.zip", lambda: files.zipped({"x/t.docx": files.bold_labels()}), "x/t.docx"),
    "zip of a mail": ("a.zip", lambda: files.zipped({"m#1.eml": bytes(mails.mail())}), "m#1.eml#text/plain"),
    "zip in a zip": ("a.zip", lambda: files.zipped({"b.zip": files.zipped(ZIP)}), "b.zip#talks/talk.txt"),
}


def no_pictures(name: str) -> bool:
    return not name.endswith(".png")


def every(data: bytes, key: str) -> list[Part | Lost]:
    holder = parts.opened(data, key)
    assert holder
    return list(parts.parts(holder, no_pictures))


def read(part: Part) -> Extraction:
    return extract(part.data, f"a#{part.name}", metadata=part.metadata, format=part.format)


@pytest.mark.parametrize("way", WAYS)
def test_each_turn(way: str) -> None:
    key, made, name = WAYS[way]
    data = made()
    (part,) = [part for part in every(data, key) if isinstance(part, Part) and part.name == name]
    found = read(part)
    assert_the_talk(found)
    assert found.document.sha256 == hashlib.sha256(part.data).hexdigest()
    holder = parts.opened(data, key)
    assert holder and parts.find(holder, name).data == part.data


def test_what_a_mail_says_of_itself() -> None:
    (part,) = every(bytes(mails.mail()), "a.eml")
    assert isinstance(part, Part)
    assert (part.metadata.title, part.metadata.published) == ("The evening, word for word", "2024-05-02")
    assert [(fact.name, fact.value) for fact in part.metadata.facts] == [("sender", "Imke Tarröw")]


def test_what_a_saved_page_says_of_itself() -> None:
    (part,) = every(mails.saved_page(), "a.mhtml")
    assert isinstance(part, Part)
    found = read(part).document.metadata
    assert (found.url, found.title) == (mails.ADDRESS, "The evening")


def test_what_is_attached_is_a_document() -> None:
    mail = mails.mail("It is attached.\n")
    for name, made in (("t.docx", files.lists), ("t.rtf", files.rtf_talk)):
        mail.add_attachment(made(), maintype="application", subtype="octet-stream", filename=name)
    mail.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    mail.add_attachment(mails.mail("As I said.\n"))
    found = every(bytes(mail), "a.eml")
    assert [part.name for part in found] == ["text/plain", "t.docx", "t.rtf", "mail.eml#text/plain"]
    for part in found[1:3]:
        assert isinstance(part, Part)
        assert_the_talk(read(part))


@pytest.mark.parametrize("charset", ["koi8-r", "windows-1251", "iso-2022-jp", "iso-8859-5"])
def test_the_charset_that_a_mail_declares_counts(charset: str) -> None:
    words = "Анна Рейес: Доброе утро.\n\nТом Эш: Доброе утро, Анна.\n"
    head = f"From: a@x.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n"
    data = f"{head}Content-Transfer-Encoding: 8bit\n\n".encode() + words.encode(charset)
    (part,) = every(data, "a.eml")
    assert isinstance(part, Part)
    assert read(part).document.text.split() == words.split()


def test_what_holds_documents_is_none_itself() -> None:
    with pytest.raises(UnreadableSource, match=r"a\.zip: zip holds documents, each of which is read by itself"):
        extract(files.zipped(ZIP), "a.zip")


LOCKED = b"From: a@x.example\nMIME-Version: 1.0\nContent-Type: multipart/encrypted; boundary=x\n\n--x--\n"
EMPTY = b"From: a@x.example\nMIME-Version: 1.0\nContent-Type: text/plain\n\n \n"


@pytest.mark.parametrize(
    ("data", "key", "said"),
    [
        (LOCKED, "a.eml", "a.eml: a mail locked by encryption: open it in your mail program"),
        (EMPTY, "a.eml", "a.eml: a mail without words"),
        (mails.saved_page().replace(b"text/html", b"text/css"), "a.mhtml", "a.mhtml: a saved page without the page"),
        (files.zipped({"a": "b" * 900})[:-30], "a.zip", "a.zip: a damaged zip"),
    ],
)
def test_what_cannot_be_opened_says_why(data: bytes, key: str, said: str) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        parts.opened(data, key)
    assert str(refusal.value).startswith(said)


def lost(members: dict[str, Any]) -> list[tuple[str, str]]:
    found = every(files.zipped({"first.txt": "x", **members}), "a.zip")
    return [(one.name, one.reason) for one in found if isinstance(one, Lost)]


def test_a_bomb_is_not_unpacked() -> None:
    ((name, reason),) = lost({"bomb.txt": b"\0" * 60_000_000})
    assert name == "bomb.txt"
    assert "(a zip bomb?)" in reason


def test_nor_is_one_in_a_document() -> None:
    bomb = files.zipped({"[Content_Types].xml": "x", "word/document.xml": b"<w>" + b" " * 60_000_000 + b"</w>"})
    with pytest.raises(UnreadableSource, match=r"t\.docx: .*zip bomb"):
        extract(bomb, "t.docx")


def test_zips_are_opened_in_each_other_only_so_deep() -> None:
    inner = files.zipped({"talk.txt": PLAIN})
    for _ in range(8):
        inner = files.zipped({"in.zip": inner})
    assert [reason for _, reason in lost({"in.zip": inner})] == [
        "more than 4 files lie within each other: unpack it, and load what is inside"
    ]


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "..\\out.txt"])
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    ((told, reason),) = lost({name: "Ana: Yes."})
    assert told == name.replace("\\", "/")
    assert reason.startswith("its name leads out of the archive")


def test_what_is_known_and_not_read_is_called_by_its_name_there_too() -> None:
    ((name, reason),) = lost({"old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")})
    assert name == "old.doc"
    assert reason == "this is an old Word document (.doc): save it as .docx"
