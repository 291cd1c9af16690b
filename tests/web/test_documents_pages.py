"""Documents on pages: the list, what they would bring, loading, saying more of them, forgetting them."""

import hashlib
import io
import os
import re
import sqlite3
import tempfile
import time
import tomllib
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from quotes import load
from quotes.errors import BadQuestion, UnreadableSource
from quotes.web import keeping, uploads
from quotes.web.keeping import folder, keep, safe
from quotes.web.reading import Reader, bounded
from quotes.web.safety import MOST
from quotes.web.uploads import Uploads
from tests.web.conftest import HOSTILE, logged_in, token

Files = list[tuple[str, bytes]]
NOTHING: dict[str, str] = {}
PIER = b"""Vera Lindqvist, Minister of Ports: We build the pier in June.

Tom Okello: I will measure it.

Vera Lindqvist, Minister of Ports: Do.

Tom Okello: Gladly, minister, every week of it.
"""
PAGE = b"""<html><head><title>The pier &lt;b&gt;</title><meta property="og:site_name" content="Island Post"></head>
<body><p>\xe2\x80\x9cWe build the pier in July,\xe2\x80\x9d said Vera Lindqvist on 3 May 2024.</p></body></html>"""


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where what is sent waits, in this test."""
    place = tmp_path / "private"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def send(browser: TestClient, files: Files, **more: str) -> str:
    """Send files, and return the page of what they would bring."""
    answer = posted(browser, files, **more)
    assert answer.status_code == 303, answer.text
    shown = browser.get(answer.headers["location"])
    assert shown.status_code == 200, shown.text
    return str(shown.text)


def posted(browser: TestClient, files: Files, **more: str) -> Any:
    given = [("files", file) for file in files]
    data = {"token": token(browser), **more}
    return browser.post("/documents/preview", data=data, files=given, follow_redirects=False)


def batch(body: str) -> str:
    found = re.search(r'name="batch" value="([^"]+)"', body)
    assert found
    return found[1]


def stored(browser: TestClient, body: str, take: tuple[int, ...] = (0,), facts: dict[str, str] = NOTHING) -> str:
    """Load what was sent, and return the page of what became of it."""
    data = {"token": token(browser), "batch": batch(body), "take": [str(one) for one in take]} | facts
    answer = browser.post("/documents/load", data=data)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def rows(browser: TestClient, words: str) -> list[dict[str, object]]:
    return list(browser.get("/documents.json", params={"q": words}).json()["rows"])


def left(place: Path) -> list[str]:
    return sorted(one.name for one in place.rglob("*") if one.is_file())


def test_documents_are_listed(client: TestClient) -> None:
    body = client.get("/documents").text
    assert "ferry-2021.txt" in body and "Vera Lindqvist; Tom Okello" in body and "Load documents" not in body
    first = client.get("/documents.json?limit=3").json()
    then = client.get("/documents.json", params={"limit": 200, "after": first["after"]}).json()
    every = [row["source"] for row in (*first["rows"], *then["rows"])]
    assert every == sorted(every) and len(every) == first["matches"] and then["after"] is None
    columns = client.get("/documents.csv").text.splitlines()[0]
    assert columns.startswith("source,title,") and columns.endswith(",statements,uid,doubts,speakers")


def test_documents_are_narrowed(client: TestClient) -> None:
    assert [row["source"] for row in rows(client, "FERRY-2")] == ["documents/ferry-2021.txt"]
    assert {row["published"] for row in client.get("/documents.json?undated=only").json()["rows"]} == {None}
    assert rows(client, "%") == [] and client.get("/documents?after=nothere").status_code == 400
    assert HOSTILE.partition(" ")[0] not in client.get("/documents").text


def test_a_preview_stores_nothing(writer: TestClient, own: Path) -> None:
    before = own.read_bytes()
    body = send(writer, [("pier-2024-05-01.txt", PIER), ("pier.html", PAGE)])
    assert own.read_bytes() == before and not folder(str(own)).exists()
    assert "plain, name before the speech" in body and "Tom Okello: 2 statements, 10 words" in body
    assert "<b>Vera Lindqvist</b>: We build the pier in June." in body
    assert 'name="published-0" value="2024-05-01"' in body and 'name="publisher-1" value="Island Post"' in body
    assert 'name="title-1" value="The pier &lt;b&gt;"' in body


def test_what_a_document_lacks_is_told(writer: TestClient) -> None:
    body = send(writer, [("notes.txt", b"Nothing is spoken here, and nobody is named.\n"), ("empty.txt", b"")])
    assert "Nobody was found to speak." in body and "No date was found" in body
    assert body.count('name="take"') <= 2


def test_what_cannot_be_read_is_refused(writer: TestClient) -> None:
    body = send(writer, [("noise.bin", os.urandom(3000)), ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 99)])
    assert body.count("<strong>refused</strong>") == 2 and 'name="take"' not in body
    assert "Nothing was loaded" in stored(writer, body, (0, 1))


def test_loading_stores_and_keeps_the_file(writer: TestClient, own: Path, private: Path) -> None:
    body = send(writer, [("pier-2024-05-01.txt", PIER), ("pier.html", PAGE)])
    facts = {"title-0": "The pier", "published-0": "2024-05-01", "publisher-0": "Island Post"}
    done = stored(writer, body, (0,), facts)
    assert "pier-2024-05-01.txt</a>: new" in done and "pier.html" not in done
    kept = folder(str(own))
    assert (kept / "pier-2024-05-01.txt").read_bytes() == PIER and left(private) == []
    told = tomllib.loads((kept / "pier-2024-05-01.meta.toml").read_text("utf-8"))
    assert told == {"title": "The pier", "publisher": "Island Post"}  # the date is the document's own
    [row] = rows(writer, "pier")
    assert row["source"] == "own.sqlite.documents/pier-2024-05-01.txt" and row["publisher"] == "Island Post"
    assert row["date_basis"] == "filename"
    assert writer.get("/search.json", params={"q": "We build the pier"}).json()["matches"] == 1
    again = load(kept, own)
    assert again.unchanged == [row["source"]] and not again.new and not again.changed


def test_loading_twice_changes_nothing(writer: TestClient, own: Path) -> None:
    body = send(writer, [("pier.txt", PIER)])
    stored(writer, body)
    before = own.read_bytes(), left(folder(str(own)))
    assert "pier.txt</a>: new" in stored(writer, body)  # the same form, sent again
    body = send(writer, [("pier.txt", PIER)])
    assert "already there, unchanged" in body and 'name="take"' not in body
    assert "Nothing was loaded" in stored(writer, body)
    assert (own.read_bytes(), left(folder(str(own)))) == before


def test_a_document_takes_nobodys_place(writer: TestClient, own: Path) -> None:
    other = PIER.replace(b"June", b"March")
    stored(writer, send(writer, [("pier.txt", PIER)]), facts={"title-0": "The first"})
    body = send(writer, [("pier.txt", other), ("Pier.md", other.replace(b"March", b"May"))])
    assert "Another document that is called so is there." in body
    stored(writer, body, (0, 1))
    kept = folder(str(own))
    assert (kept / "pier.txt").read_bytes() == PIER and (kept / "2" / "pier.txt").read_bytes() == other
    assert (kept / "3" / "Pier.md").is_file()
    assert [row["title"] for row in rows(writer, "pier")] == [None, None, "The first"]


def test_two_load_at_once(writer: TestClient, own: Path) -> None:
    others = [PIER.replace(b"June", month) for month in (b"May", b"July")]
    bodies = [send(writer, [("pier.txt", one)]) for one in (*others, PIER, PIER)]
    with ThreadPoolExecutor(4) as pool:
        assert all("pier.txt" in one or "Nothing" in one for one in pool.map(lambda body: stored(writer, body), bodies))
    found = [one.read_bytes() for one in folder(str(own)).rglob("pier.txt")]
    assert sorted(found) == sorted([*others, PIER]) and len(rows(writer, "pier")) == 3


def test_the_parts_of_an_archive_are_loaded(writer: TestClient) -> None:
    body = send(writer, [("talks.zip", archive({"one.txt": PIER, "../two.txt": PIER.replace(b"June", b"May")}))])
    assert "talks.zip#one.txt" in body and "its name leads out of the archive" in body
    stored(writer, body, facts={"publisher-0": "Island Post"})
    assert {row["publisher"] for row in rows(writer, "talks.zip")} == {"Island Post"}


def archive(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return held.getvalue()


def test_a_bomb_takes_nothing_down(writer: TestClient, private: Path) -> None:
    zeros = archive({f"{i}.txt": b"\0" * 60_000_000 for i in range(4)})
    nested = archive({f"{i}.zip": zeros for i in range(3)})
    word = archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:t>" * 12_000_000})
    body = send(writer, [("bomb.zip", nested), ("bomb.docx", word), ("pier.txt", PIER)])
    assert body.count("<strong>refused</strong>") >= 2 and 'name="take" value="2"' in body
    assert writer.get("/search").status_code == 200
    assert "pier.txt</a>: new" in stored(writer, body, (0, 1, 2)) and left(private) == []


def test_what_takes_too_long_or_dies_takes_nothing_down() -> None:
    reader = Reader()
    with reader.reading() as pool:
        with pytest.raises(UnreadableSource, match="takes more than"):
            bounded(pool, 1.0, time.sleep, 60)
        with pytest.raises(UnreadableSource, match="was killed"):
            bounded(pool, 60.0, os._exit, 1)
        assert bounded(pool, 60.0, int, "7") == 7


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("../../x.txt", "x.txt"),
        ("..\\..\\x.txt", "x.txt"),
        ("/etc/passwd", "passwd"),
        ("..", "document"),
        ("", "document"),
        (".htaccess", "htaccess"),
        ("a\0b\n.txt", "a b.txt"),
        ("<script>.txt", "_script_.txt"),
        ("a\u202etxt.exe", "a txt.exe"),
        ("speech.meta.toml", "speech.toml"),
        ("mail.eml#part", "mail.eml_part"),
        ("CON.txt", "_CON.txt"),
        ("é" * 300 + ".txt", "é" * 58 + ".txt"),
        ("x." + "y" * 300, ("x." + "y" * 300)[:120]),
        ("réunion (2).txt", "réunion (2).txt"),
    ],
)
def test_names_are_safe(told: str, name: str) -> None:
    assert safe(told) == name


def test_hostile_names_stay_in_the_folder(writer: TestClient, own: Path, private: Path) -> None:
    names = ["../../x.txt", "<script>alert(1)</script>.txt", "..", "a\0b.txt", "\u202etxt.exe"]
    files = [(name, PIER.replace(b"June", str(i).encode())) for i, name in enumerate(names)]
    body = send(writer, files)
    assert "<script>alert" not in body and "\0" not in body and "\u202e" not in body
    done = stored(writer, body, tuple(range(len(names))))
    assert "<script>alert" not in done
    kept = folder(str(own)).resolve()
    found = [path for path in own.parent.rglob("*") if path.is_file() and path != own]
    assert len(found) == len(names) and all(path.resolve().is_relative_to(kept) for path in found)


def test_hostile_facts_are_text(writer: TestClient, own: Path) -> None:
    title = '<script>alert(1)</script>"\nurl = "x" \0 \u202e \\u0041'
    stored(writer, send(writer, [("pier.txt", PIER)]), facts={"title-0": title, "event-0": "'''</title>"})
    told = tomllib.loads((folder(str(own)) / "pier.meta.toml").read_text("utf-8"))
    assert told == {"title": '<script>alert(1)</script>" url = "x" \\u0041', "event": "'''</title>"}
    [row] = rows(writer, "pier")
    for address in ("/documents", f"/source/{row['uid']}", f"/documents/edit?source={row['uid']}"):
        assert "<script>alert" not in writer.get(address).text


def test_facts_that_cannot_be_store_nothing(writer: TestClient, own: Path) -> None:
    body = send(writer, [("pier.txt", PIER)])
    for name, value in (("published-0", "someday"), ("published-0", "3/4/2025"), ("url-0", "javascript:alert(1)")):
        data = {"token": token(writer), "batch": batch(body), "take": "0", name: value}
        assert writer.post("/documents/load", data=data).status_code == 400
    assert not folder(str(own)).exists() and not rows(writer, "pier")


def test_nobody_loads_without_a_session(client: TestClient, filled: Path, private: Path) -> None:
    before = filled.read_bytes()
    for path in ("preview", "load", "leave", "forget", "edit"):
        answer = client.post(f"/documents/{path}", data={"token": "x", "source": "x"}, files={"files": ("a.txt", PIER)})
        assert answer.status_code == 403, path
    for path in ("preview?batch=x", "forget?source=x", "edit?source=x"):
        assert client.get(f"/documents/{path}").status_code == 403
    assert filled.read_bytes() == before and not folder(str(filled)).exists() and left(private) == []


def test_nobody_loads_with_a_wrong_token(writer: TestClient, own: Path, private: Path) -> None:
    before = own.read_bytes()
    body = send(writer, [("pier.txt", PIER)])
    assert posted(writer, [("x.txt", PIER)], token="wrong").status_code == 403
    assert left(private) == ["pier.txt"]
    for path in ("load", "leave"):
        data = {"token": "wrong", "batch": batch(body), "take": "0"}
        assert writer.post(f"/documents/{path}", data=data).status_code == 403
    assert own.read_bytes() == before and not folder(str(own)).exists()


def test_what_is_too_large_is_refused(writer: TestClient, private: Path) -> None:
    kind = {"content-type": "multipart/form-data; boundary=x"}

    def chunks() -> Iterator[bytes]:
        yield b'--x\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        for _ in range(MOST // 1_000_000 + 1):
            yield b"a" * 1_000_000

    for content in (b"a" * (MOST + 1), chunks()):
        assert writer.post("/documents/preview", content=content, headers=kind).status_code == 413
    assert left(private) == [] and writer.get("/search").status_code == 200


def test_without_a_file_nothing_is_read(writer: TestClient, private: Path) -> None:
    assert writer.post("/documents/preview", data={"token": token(writer)}).status_code == 400
    assert [one for one in private.rglob("*") if one.is_dir() and not one.name.startswith("quotes-")] == []


def test_a_form_that_is_none_is_no_mistake_of_the_program(writer: TestClient) -> None:
    kind = {"content-type": "multipart/form-data; boundary=x"}
    assert writer.post("/documents/preview", content=b"no form", headers=kind).status_code == 400
    assert posted(writer, [(f"{i}.txt", b"a") for i in range(101)]).status_code == 400
    assert posted(writer, [(f"{i}.txt", b"a") for i in range(501)]).status_code == 400


def test_what_is_left_out_is_gone(writer: TestClient, own: Path, private: Path) -> None:
    body = send(writer, [("pier.txt", PIER)])
    data = {"token": token(writer), "batch": batch(body)}
    assert writer.post("/documents/leave", data=data).status_code == 200
    assert left(private) == [] and writer.post("/documents/load", data=data | {"take": "0"}).status_code == 400
    assert not rows(writer, "pier")


def test_what_was_sent_goes_in_time(private: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = Uploads()
    one = waiting.begin("ann")
    (one.folder / "a.txt").write_bytes(PIER)
    assert waiting.of("ann", one.key) is one
    with pytest.raises(BadQuestion):
        waiting.of("bo", one.key)
    one.until = 0.0
    with pytest.raises(BadQuestion):
        waiting.of("ann", one.key)
    assert not one.folder.exists()
    folders = [waiting.begin("ann").folder for _ in range(uploads.MOST + 2)]
    assert sum(place.exists() for place in folders) == uploads.MOST
    assert oct(folders[-1].stat().st_mode & 0o777) == "0o700"
    waiting.close()
    assert [*private.iterdir()] == []


def test_nothing_waits_when_a_server_has_ended(own: Path, private: Path) -> None:
    with logged_in(own) as browser:
        send(browser, [("pier.txt", PIER)])
        assert left(private) == ["pier.txt"]
    assert [*private.iterdir()] == []


def test_what_cannot_be_kept_is_told(writer: TestClient, own: Path) -> None:
    folder(str(own)).write_text("in the way")
    data = {"token": token(writer), "batch": batch(send(writer, [("pier.txt", PIER)])), "take": "0"}
    answer = writer.post("/documents/load", data=data)
    assert answer.status_code == 503 and "Nothing was loaded" in answer.text and not rows(writer, "pier")


def test_of_what_fails_nothing_is_kept(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "meta", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        keep(str(own), "a.txt", PIER, {"title": "A"})
    assert left(folder(str(own))) == []


def test_forgetting_is_shown_first(writer: TestClient, own: Path) -> None:
    stored(writer, send(writer, [("pier.txt", PIER.replace(b"Tom Okello", b"Ulla Brandt"))]))
    [row] = rows(writer, "pier")
    before = own.read_bytes()
    shown = writer.get(f"/documents/forget?source={row['uid']}").text
    assert (
        "4 statements" in shown and re.search(r"\d speakers? found nowhere else", shown) and own.read_bytes() == before
    )
    data = {"source": str(row["uid"]), "token": "wrong"}
    assert writer.post("/documents/forget", data=data).status_code == 403 and rows(writer, "pier")
    assert writer.post("/documents/forget", data=data | {"token": token(writer)}).status_code == 200
    assert not rows(writer, "pier") and b"We build the pier in June" not in own.read_bytes()
    assert left(folder(str(own))) == ["pier.txt"]
    assert writer.get(f"/documents/forget?source={row['uid']}").status_code == 404


def test_the_file_is_forgotten_too_if_asked(writer: TestClient, own: Path) -> None:
    stored(writer, send(writer, [("pier.txt", PIER)]), facts={"title-0": "The pier"})
    [row] = rows(writer, "pier")
    data = {"source": str(row["uid"]), "token": token(writer), "file": "1"}
    writer.post("/documents/forget", data=data)
    assert left(folder(str(own))) == []


def test_the_files_of_others_stay(writer: TestClient, own: Path, tmp_path: Path) -> None:
    source = tmp_path / "theirs.txt"
    source.write_bytes(PIER)
    load(source, own)
    [row] = rows(writer, "theirs")
    body = writer.get(f"/documents/edit?source={row['uid']}").text
    assert "they change no file of yours" in body and "theirs.meta.toml" in body
    data = {"source": str(row["uid"]), "token": token(writer), "file": "1", "title": "Mine"}
    assert writer.post("/documents/edit", data=data).status_code == 400
    assert writer.post("/documents/forget", data=data).status_code == 200
    assert source.read_bytes() == PIER and not source.with_name("theirs.meta.toml").exists()


def test_more_is_said_of_a_document(writer: TestClient, own: Path) -> None:
    stored(writer, send(writer, [("pier.txt", PIER)]))
    [row] = rows(writer, "pier")
    beside = folder(str(own)) / "pier.meta.toml"
    beside.write_text('language = "en"\ntitle = "Old"\ncolumns = { text = "Speech" }\n')
    data = {"source": str(row["uid"]), "token": token(writer), "published": "3 May 2024", "publisher": "Island Post"}
    assert writer.post("/documents/edit", data=data).status_code == 200
    told = tomllib.loads(beside.read_text())
    facts = {"published": "2024-05-03", "publisher": "Island Post"}
    assert told == {**facts, "language": "en", "columns": {"text": "Speech"}}
    [now] = rows(writer, "pier")
    assert now["published"] == "2024-05-03" and now["publisher"] == "Island Post" and now["uid"] == row["uid"]
    assert 'value="Island Post"' in writer.get(f"/documents/edit?source={row['uid']}").text
    assert writer.post("/documents/edit", data=data | {"published": "someday"}).status_code == 400
    assert tomllib.loads(beside.read_text()) == told


def test_the_database_is_sound_afterwards(writer: TestClient, own: Path) -> None:
    stored(writer, send(writer, [("pier.txt", PIER)]))
    connection = sqlite3.connect(own)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    (sha256,) = connection.execute("SELECT sha256 FROM sources WHERE \"key\" LIKE '%pier.txt'").fetchone()
    assert sha256 == hashlib.sha256(PIER).hexdigest()
    connection.close()
