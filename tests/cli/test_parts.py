"""Files that hold documents, loaded: each part is a source, moves with its file, and is loaded once."""

import hashlib
from pathlib import Path

import pytest

from quotes import open_database
from tests.cli.test_load import table
from tests.conftest import run
from tests.formats.office import files
from tests.formats.office.talk import PLAIN
from tests.formats.parts import mails

KEYS = [
    "box.mbox#1#text/plain",
    "evening.docx",
    "evening.odt",
    "evening.rtf",
    "in/book.epub",
    "in/page.mhtml#text/html",
    "mail.eml#lists.docx",
    "mail.eml#text/plain",
    "talks.zip#a/boxes.docx",
    "talks.zip#a/talk.txt",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one of each, to be in."""
    mail = mails.mail("It is attached.\n")
    mail.add_attachment(files.lists(), maintype="application", subtype="x", filename="lists.docx")
    (tmp_path / "in").mkdir()
    for name, data in {
        "box.mbox": mails.mailbox(mails.mail(PLAIN + "That was it.\n")),
        "evening.docx": files.bold_labels(),
        "evening.odt": files.odt_talk(),
        "evening.rtf": files.rtf_talk(),
        "in/book.epub": files.epub_talk(),
        "in/page.mhtml": mails.saved_page(),
        "mail.eml": bytes(mail),
        "talks.zip": files.zipped({"a/talk.txt": PLAIN, "a/boxes.docx": files.text_boxes()}),
    }.items():
        (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def load(*more: str) -> str:
    result = run("load", ".", "--db", "some.sqlite", *more)
    assert result.exit_code == 0
    assert "refused" not in result.stderr
    return result.stdout


def keys(folder: Path) -> list[str]:
    return [str(key) for (key,) in table(folder / "some.sqlite", "SELECT key FROM sources ORDER BY key")]


def test_each_part_is_a_source_and_loading_twice_changes_nothing(folder: Path) -> None:
    assert load() == "10 new, 0 unchanged, 0 changed, 0 refused\n"
    assert keys(folder) == KEYS
    before = table(folder / "some.sqlite", "SELECT * FROM statements")
    assert load() == "0 new, 10 unchanged, 0 changed, 0 refused\n"
    load("--again")
    assert table(folder / "some.sqlite", "SELECT * FROM statements") == before
    assert run("check", "--db", "some.sqlite").exit_code == 0
    hashed = table(folder / "some.sqlite", "SELECT sha256 FROM sources WHERE key LIKE '%talk.txt'")
    assert hashed == [(hashlib.sha256(PLAIN.encode()).hexdigest(),)]


def test_parts_move_with_their_file(folder: Path) -> None:
    load()
    (folder / "talks.zip").rename(folder / "in" / "more#talks.zip")
    assert load() == "0 new, 10 unchanged, 0 changed, 0 refused, 2 moved\n"
    assert "in/more#talks.zip#a/talk.txt" in keys(folder)
    (folder / "evening.txt").write_text(PLAIN, "utf-8")
    result = run("load", ".", "--db", "some.sqlite")
    assert result.stdout == "0 new, 10 unchanged, 0 changed, 0 refused, 1 copy\n"


def test_a_part_that_changes_is_read_again(folder: Path) -> None:
    load()
    changed = files.zipped({"a/talk.txt": PLAIN.replace("June", "May") + "\nIt was late.\n"})
    (folder / "talks.zip").write_bytes(changed)
    assert load() == "0 new, 8 unchanged, 1 changed, 0 refused\n"


def test_a_lost_part_is_told_and_the_others_load(folder: Path) -> None:
    odd: dict[str, str | bytes] = {
        "a.txt": PLAIN + "\nIndeed.\n",
        "../b.txt": "x",
        "c.txt": b"\0" * 9_000_000,
        "d.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    }
    (folder / "odd.zip").write_bytes(files.zipped(odd))
    (folder / "none.zip").write_bytes(files.zipped({"only.png": "x"}))
    result = run("load", "odd.zip", "none.zip", "--db", "some.sqlite")
    assert (result.exit_code, result.stdout) == (1, "1 new, 0 unchanged, 0 changed, 4 refused\n")
    told = [line.partition(": ")[0] for line in result.stderr.splitlines() if line.startswith("refused")]
    assert "passed over 1 image" in result.stderr
    assert told == [f"refused {name}" for name in ("odd.zip#../b.txt", "odd.zip#c.txt", "odd.zip#d.xls", "none.zip")]


def test_what_stands_beside_the_file_is_known_of_its_parts(folder: Path) -> None:
    (folder / "mail.meta.toml").write_text('publisher = "The Tideway Post"\npublished = "2024-06"\n', "utf-8")
    load()
    rows = table(
        folder / "some.sqlite",
        "SELECT title, publisher, published_edtf FROM sources WHERE key LIKE 'mail%' ORDER BY key",
    )
    assert rows == [
        (None, "The Tideway Post", "2024-06"),
        ("The evening, word for word", "The Tideway Post", "2024-06"),
    ]


def test_beside_what_a_reply_quotes_the_rest_of_a_mail_is_in_doubt_and_may_be_the_senders(tmp_path: Path) -> None:
    (tmp_path / "reply.eml").write_text(
        "From: Karla Dorn <k@mill.example>\nTo: Ben Hale <b@paper.example>\nSubject: Your questions\n"
        "Date: Thu, 06 Mar 2025 09:15:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
        "Dear Mr Hale,\n\nthe pump did not fail. My cousin is wrong.\n\n"
        "On 5 Mar 2025, Ben Hale wrote:\n> Did the pump fail?\n> Who checked it?\n",
        "utf-8",
    )
    run("load", tmp_path / "reply.eml", "--db", tmp_path / "d.sqlite")
    with open_database(tmp_path / "d.sqlite") as connection:
        found = connection.execute("SELECT text, speaker, status, rival FROM flat").fetchall()
    words = {text.split()[1]: tuple(rest) for text, *rest in found}
    assert words["pump"] == (None, "ambiguous", "Karla Dorn")
    assert words["the"][:2] == ("Ben Hale", "certain")
