"""Folders as people have them: what is loaded, refused and passed over is told in full, and nothing is silent."""

import gzip
import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quotes.cli.silences import SEVERAL, Silences
from quotes.formats.foreign import REFUSED, by_extension, foreign
from quotes.loading.folders import Lying, kinds, walk
from quotes.loading.silence import Silence
from tests.cli.test_load import SPEECH, table
from tests.conftest import ROOT, run

TURNS = [{"speaker": "Orla Finn", "text": f"We open bridge {i} on Monday."} for i in range(3)]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
DOCUMENTS = {
    "a.txt": SPEECH,
    "b.md": "**Orla Finn:** We open the ferry.\n\n**Bo Tarrant:** When?\n\n**Orla Finn:** On Monday, I promise.\n",
    "c.srt": "1\n00:00:01,000 --> 00:00:02,000\nORLA FINN: We open the ferry.\n",
    "d.json": json.dumps(TURNS),
    "e.jsonl": "\n".join(map(json.dumps, TURNS)),
    "f.csv": "speaker,text\nOrla Finn,We open the weir.\nBo Tarrant,When?\n",
    "page.html": "<html><body><p><b>Orla Finn:</b> We open the lock.</p><p><b>Bo Tarrant:</b> Good.</p></body></html>",
    "inner/g.txt": SPEECH.replace("bridge", "mill"),
}
BROKEN = {
    "zz-cut.json": b'[{"speaker": "Orla Finn", "text": "We op',
    "zz-empty.txt": b"",
    "zz-junk.txt": b"\x00\x01\xff\xfe\x00abc",
    "zz-old.doc": OLE + "WordDocument".encode("utf-16-le"),
    "zz-picture.txt": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "zz-sheet.xlsx": b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml",
    "zz-all.gz": gzip.compress(SPEECH.encode()),
    "zz-many.zip": b"PK\x03\x04" + bytes(26) + b"a.txt" + SPEECH.encode(),
    "zz-bad.pdf": b"%PDF-1.4 and no more",
}
NONE = {
    "photo.jpg": ("image", b"\xff\xd8\xff\xe0"),
    "photo-without-extension": ("image", b"\x89PNG\r\n\x1a\n"),
    "talk.mp3": ("recording", b"ID3\x04"),
    "run.py": ("program", b"print()"),
    "old.sqlite": ("database", b"SQLite format 3\0"),
    "package.json": ("silent", b'{"name": "bridge"}'),
    ".DS_Store": ("hidden", b"\0"),
    ".git/": ("hidden", None),
    "node_modules/": ("cache", None),
    "kept/": ("cache", None),
    "page_files/": ("saved", None),
    "~$letter.docx": ("lock", b"owner"),
    "desktop.ini": ("system", b"[x]"),
    "gone.meta.toml": ("stray", b'title = "Gone"'),
    "fifo": ("special", None),
    "elsewhere/": ("link", None),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one of each."""
    folder = tmp_path / "desk"
    for name, text in DOCUMENTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    for name, data in BROKEN.items():
        (folder / name).write_bytes(data)
    for name, (_, held) in NONE.items():
        if held is not None:
            (folder / name).write_bytes(held)
    for name in (".git", "node_modules", "page_files", "kept"):
        (folder / name).mkdir()
        (folder / name / "frame.html").write_text(DOCUMENTS["page.html"].replace("lock", name), "utf-8")
    (folder / "kept" / "CACHEDIR.TAG").write_bytes(b"")
    (folder / "elsewhere").symlink_to(tmp_path, target_is_directory=True)
    (folder / "lost.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(folder / "fifo")
    return folder


def test_a_folder_with_one_of_each_is_told_in_full(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "some.sqlite"
    result = run("load", folder, "--verbose", "--db", database)
    assert result.exit_code == 1
    assert result.stdout == f"{len(DOCUMENTS)} new, 0 unchanged, 0 changed, {len(BROKEN) + 1} refused\n"
    assert table(database, "SELECT key FROM sources ORDER BY key") == [(f"desk/{key}",) for key in sorted(DOCUMENTS)]
    refused = {line.split(": ")[0] for line in result.stderr.splitlines() if line.startswith("refused ")}
    assert {one.split("/")[-1].split(" ")[-1] for one in refused} == {*BROKEN, "lost.txt"}
    called = {row.kind: row.one for row in kinds()}
    for name, (kind, _) in NONE.items():
        assert f"passed over {name}: {called[kind]}" in result.stderr.replace("passed over desk/", "passed over ")
    assert result.stderr.count("passed over ") == len(NONE)


def test_what_is_refused_is_called_by_its_name_with_what_to_do(folder: Path, tmp_path: Path) -> None:
    said = run("load", folder, "--db", tmp_path / "some.sqlite").stderr
    assert "zz-old.doc: this is an old Word document (.doc): save it as .docx\n" in said
    assert "zz-picture.txt: this is a JPEG image: put it through text recognition (OCR) first\n" in said
    assert "zz-sheet.xlsx: this is an Excel workbook (.xlsx): save its sheet as .csv\n" in said
    assert "zz-all.gz: this is a gzip archive: unpack it" in said
    assert "zz-many.zip: a damaged zip" in said
    assert "lost.txt: a link that leads nowhere" in said
    assert "2 images (photo-without-extension, …)" in said
    assert "1 folder that a browser saved beside its page (page_files/)" in said
    assert said.rstrip().endswith(": --verbose names each")


def test_loading_it_twice_changes_nothing_and_the_database_is_sound(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "some.sqlite"
    run("load", folder, "--db", database)
    before = everything(database)
    again = run("load", folder, "--db", database)
    assert again.exit_code == 1
    assert again.stdout == f"0 new, {len(DOCUMENTS)} unchanged, 0 changed, {len(BROKEN) + 1} refused\n"
    assert everything(database) == before
    assert run("check", "--db", database).exit_code == 0


def everything(database: Path) -> list[str]:
    connection = sqlite3.connect(database)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_extract_tells_the_same(folder: Path) -> None:
    result = run("extract", folder, "--verbose")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == len(DOCUMENTS)
    assert result.stderr.count("passed over ") == len(NONE)


@pytest.fixture
def too_deep(tmp_path: Path) -> Iterator[Path]:
    """A folder that cannot be opened by its path, which is longer than the system takes, beside a document."""
    (tmp_path / "ok.txt").write_text(SPEECH, "utf-8")
    inner = os.open(tmp_path, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("d" * 250, dir_fd=inner)
        inner, outer = os.open("d" * 250, os.O_RDONLY, dir_fd=inner), inner
        os.close(outer)
    os.close(inner)
    yield tmp_path


def test_a_folder_that_cannot_be_opened_is_refused(too_deep: Path) -> None:
    result = run("load", too_deep, "--db", too_deep.with_suffix(".sqlite"))
    assert result.exit_code == 1
    assert result.stdout == "1 new, 0 unchanged, 0 changed, 1 refused\n"
    assert "/: File name too long: nothing in it is read" in result.stderr


@pytest.mark.parametrize(
    ("page", "beside", "is_saved"),
    [
        ("page.html", "page_files", True),
        ("Seite 1.htm", "Seite 1-Dateien", True),
        ("page.xhtml", "Page_Fichiers", True),
        ("page.html", "other_files", False),
        ("page.txt", "page_files", False),
        ("case.html", "case", False),
    ],
)
def test_folders_of_browsers_are_known_by_the_page_beside(
    page: str, beside: str, is_saved: bool, tmp_path: Path
) -> None:
    (tmp_path / page).write_text("x", "utf-8")
    (tmp_path / beside).mkdir()
    (tmp_path / beside / "frame.html").write_text("x", "utf-8")
    inner = Lying(f"{beside}/", "saved") if is_saved else Lying(f"{beside}/frame.html")
    assert set(walk(tmp_path)) == {Lying(page), inner}


NAMED = [
    (b"ID3\x03\x00", "an MP3 recording"),
    (b"\x00\x00\x00\x20ftypM4A ", "an MPEG-4 recording"),
    (b"\x00\x00\x00\x20ftypheic", "a HEIC or AVIF image"),
    (b"RIFF\x00\x00\x00\x00WAVEfmt ", "a WAV recording"),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a WebP image"),
    (OLE + "Workbook".encode("utf-16-le"), "an old Excel workbook (.xls)"),
    (OLE + "__substg1.0_".encode("utf-16-le"), "an Outlook message (.msg)"),
    (OLE, "an old file of Microsoft Office"),
    (b"PK\x03\x04" + bytes(26) + b"ppt/slides/slide1.xml", "a PowerPoint presentation (.pptx)"),
    (b"PK\x03\x04" + bytes(26) + b"Index/Document.iwa", "a document of Apple's Pages, Numbers or Keynote"),
    (b"Rar!\x1a\x07\x01\x00", "a RAR archive"),
    (b"a.txt" + bytes(252) + b"ustar", "a tar archive"),
    (b"\xff\xd8\xff\xdb", "a JPEG image"),
    (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">', "a drawing (SVG)"),
    (b"bplist00\xd1WebMainResource", "a web archive of Safari"),
]


@pytest.mark.parametrize(("data", "name"), NAMED)
def test_formats_are_known_by_their_bytes(data: bytes, name: str) -> None:
    told = foreign(data)
    assert told is not None
    assert told.name == name


@pytest.mark.parametrize(
    "text",
    ["MZ: Hello there.\n", "BM: Well.\n", "GIF: Yes.\n", "RIFF and WAVE met.", "PK: Ja.", "II* was there", "<p>", ""],
)
def test_text_is_not_taken_for_something_else(text: str) -> None:
    assert foreign(text.encode()) is None
    assert foreign(text.encode("utf-16")) is None


def test_every_kind_that_is_passed_over_has_its_words() -> None:
    told = {row.kind for row in kinds()}
    met = {one.kind for name in ("a.png", "a.mp3", "a.db", "a.ttf", "a.py") if (one := by_extension(name))}
    assert met <= told
    assert REFUSED not in told


def test_what_comes_again_in_several_documents_looks_like_boilerplate() -> None:
    def told(documents: int) -> list[str]:
        gathered = Silences()
        for i in range(documents):
            gathered.add(Silence(f"{i}.txt", False, told=("Subscribe to our letter, every Sunday.", f"Story {i}.")))
        return list(gathered.remarks(verbose=False))

    assert told(SEVERAL - 1) == []
    assert told(SEVERAL) == [
        f"“Subscribe to our letter, every Sunday.” stands in {SEVERAL} documents and looks like boilerplate"
    ]


def test_what_a_document_lacks_is_named_at_length() -> None:
    gathered = Silences()
    for one in (Silence("a", True, empty=True), Silence("b", True, undated=True), Silence("c", False, undated=True)):
        gathered.add(one)
    short, long = (list(gathered.remarks(verbose=verbose)) for verbose in (False, True))
    assert short == [
        "in 1 document there is no statement: a",
        "in 1 document nobody was found to speak",
        "2 documents have no date, which --date or a meta file gives",
    ]
    assert "nobody was found to speak in b" in long
    assert "2 documents have no date, which --date or a meta file gives: b, c" in long


def test_what_a_large_archive_is_takes_no_time_to_tell() -> None:
    began = time.process_time()
    assert foreign(b"PK\x03\x04" + bytes(26) + b"xl/" + b"x" * 60_000_000 + b"xl/workbook.xml") is not None
    assert foreign(b" " * 60_000_000) is None
    assert time.process_time() - began < 2


TALK = "(talk)"  # the path of one of the documents
UID = "(uid)"  # of a statement in what is loaded
SPOKEN = "The bridge over the river is closed until the end of May."
TALKS = {
    "talk.txt": f"Ann Lee, Mayor:\n{SPOKEN} We close the bridge.\n\nBo Ray:\nI doubt it.\n",
    "other.txt": f"Cy Day, engineer:\n{SPOKEN} It is old.\n\nBo Ray:\nNo.\n",
}


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of documents with something in every answer, and beside it the database."""
    folder = shutil.copytree(ROOT / "seeds", tmp_path_factory.mktemp("written") / "talks")
    for name, text in TALKS.items():
        (folder / name).write_text(text, "utf-8")
    run("load", folder, "--db", folder.parent / "d.sqlite")
    return folder


WRITES = (
    *(("export", format) for format in ("csv", "tsv", "jsonl", "markdown", "schema.org", "annotations", "popolo")),
    *(("who-said", "bridge", "--format", format) for format in ("csv", "json", "jsonl")),
    *(("verify", "We close it", "--format", format) for format in ("csv", "json")),
    *(
        (*command, "--format", format)
        for command in (
            ("sources",),
            ("people",),
            ("people", "show", "Ann Lee"),
            ("roles",),
            ("events",),
            ("stats",),
            ("by-speaker", "Lee"),
            ("by-role", "mayor"),
            ("review", "--list"),
            ("conflicts",),
        )
        for format in ("table", "csv", "tsv", "json", "jsonl", "markdown")
    ),
    ("who-said", "bridge"),
    ("who-said", "bridge", "--context", "1"),
    ("verify", "We close it"),
    ("verify", "We close the bridge", "--speaker", "Ray"),
    ("show", UID),
    ("cite", UID),
    ("show", UID, "--format", "json"),
    ("cite", UID, "--as", "bibtex"),
    ("cite", UID, "--as", "csl"),
    ("cite", UID, "--as", "permalink"),
    ("people", "merge", "Ann Lee", "Bo Ray", "--preview"),
    *(("verify", "We close it", "--format", format) for format in ("tsv", "markdown", "jsonl")),
    *(("sql", "SELECT uid, text FROM said", "--format", f) for f in ("csv", "tsv", "json", "jsonl", "markdown")),
    ("extract", TALK, "--explain"),
    ("load", TALK, "--again", "--diff"),
    ("load", "--help"),
)


@pytest.mark.parametrize("command", WRITES, ids=" ".join)
def test_what_the_program_has_written_is_no_document(command: tuple[str, ...], talks: Path) -> None:
    database = talks.parent / "d.sqlite"
    (uid,) = [line[:12] for line in run("who-said", "doubt", "--db", database, "--format", "csv").stdout.split()[1:2]]
    places = {UID: uid, TALK: str(talks / "talk.txt")}
    asked = [places.get(word, word) for word in command]
    written = run(*asked, *(() if asked[0] == "extract" else ("--db", database))).stdout
    extension = {"markdown": "md", "annotations": "jsonl", "table": "txt"}.get(command[-1], command[-1])
    for file, data in (
        (talks / f"out.{extension}", written.encode()),
        (talks / "out", written.encode()),
        (talks / "out.txt", written.encode("utf-16")),
    ):
        file.write_bytes(data)
        again, named = run("load", talks, "--db", database), run("load", file, "--db", database)
        file.unlink()
        assert (again.exit_code, again.stdout) == (0, "0 new, 3 unchanged, 0 changed, 0 refused\n")
        assert "1 file that quotes itself has written" in again.stderr
        assert named.exit_code == 1
        assert "load the documents that it was made from" in named.stderr


def test_a_table_of_verdicts_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("Ann Lee, Mayor:\nWe close the bridge.\n\nBo Ray:\nI doubt it.\n", "utf-8")
    run("load", tmp_path, "--db", tmp_path / "d.sqlite")
    run("review", "--export", tmp_path / "decisions.csv", "--db", tmp_path / "d.sqlite")
    assert "0 new, 1 unchanged" in run("load", tmp_path, "--db", tmp_path / "d.sqlite").stdout


def test_a_table_of_others_with_such_columns_is_one(tmp_path: Path) -> None:
    rows = "uid,speaker,text\n1,Ann Lee,We close the bridge.\n2,Bo Ray,I doubt it.\n"
    (tmp_path / "theirs.csv").write_text(rows, "utf-8")
    assert "1 new" in run("load", tmp_path, "--db", tmp_path / "d.sqlite").stdout
