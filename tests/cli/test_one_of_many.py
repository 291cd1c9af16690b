"""No file of many stops the others: no file at all, one that leads elsewhere, is too large, or breaks the program."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest

from quotes.errors import UnreadableSource
from quotes.lexicon import ENGLISH
from quotes.loading import batch, bounds
from quotes.loading.batch import Task, read
from quotes.loading.documents import Unread
from quotes.loading.settings import settings
from quotes.loading.workers import Workers
from quotes.model import Metadata
from tests.conftest import run

TALK = "Ana Reyes: We open the bridge.\n\nTom Ashe: Yes.\n\nAna Reyes: On Monday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a good document, and one of each thing that is none, or that is hostile."""
    talks = tmp_path / "talks"
    talks.mkdir()
    (talks / "good.txt").write_text(TALK, "utf-8")
    (tmp_path / "secret.txt").write_text(TALK.replace("bridge", "secret"), "utf-8")
    (talks / "out.txt").symlink_to(tmp_path / "secret.txt")
    (talks / "out").symlink_to(tmp_path)
    (talks / "dead.txt").symlink_to(talks / "nowhere")
    (talks / "loop.txt").symlink_to(talks / "loop.txt")
    os.mkfifo(talks / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(talks / "socket.txt"))
    (talks / "deep.txt").write_text(TALK.replace("bridge", "gate"), "utf-8")
    (talks / "deep.meta.toml").write_text("x = " + "[" * 100_000, "utf-8")
    (talks / "deep.json").write_text("[" * 200_000, "utf-8")
    (talks / "large.txt").write_text(TALK * 20_000, "utf-8")
    (talks / "empty.txt").write_bytes(b"")
    (talks / "event.txt").write_text(TALK.replace("bridge", "dam"), "utf-8")
    (talks / "event.meta.toml").write_text('event = ""\ntitle = ""\n', "utf-8")
    return talks


def test_each_is_named_and_the_rest_loads(folder: Path) -> None:
    loaded = run("load", folder, "--largest", "1", "--db", folder.parent / "d.sqlite")
    assert loaded.exit_code == 1
    assert loaded.stdout.startswith("2 new, 0 unchanged, 0 changed, 7 refused")
    refused = {
        line.split(":")[0].split("/")[-1].removeprefix("refused ")
        for line in loaded.stderr.splitlines()
        if line.startswith("refused")
    }
    assert refused == {"out.txt", "dead.txt", "loop.txt", "deep.txt", "deep.json", "large.txt", "empty.txt"}
    assert "1 link to a folder" in loaded.stderr
    assert "2 devices or pipes" in loaded.stderr
    assert "no more than 1 MB are read of one" in loaded.stderr
    assert run("who-said", "secret", "--db", folder.parent / "d.sqlite").stdout == ""


@pytest.mark.parametrize("what", ["a link out", "a pipe", "a folder", "a link to nowhere"])
def test_a_meta_file_that_is_none_is_told_of(what: str, tmp_path: Path) -> None:
    talks, secret = tmp_path / "talks", tmp_path / "secret.toml"
    talks.mkdir()
    (talks / "a.txt").write_text(TALK, "utf-8")
    (talks / "b.txt").write_text(TALK.replace("bridge", "gate"), "utf-8")
    secret.write_text('title = "Not to be read"\n', "utf-8")
    meta = talks / "a.meta.toml"
    if what == "a pipe":
        os.mkfifo(meta)
    elif what == "a folder":
        meta.mkdir()
    else:
        meta.symlink_to(secret if what == "a link out" else tmp_path / "nowhere")
    loaded = run("load", talks, "--db", tmp_path / "d.sqlite")
    assert (loaded.exit_code, loaded.stdout.startswith("1 new, 0 unchanged, 0 changed, 1 refused")) == (1, True)
    assert "a.meta.toml is " in loaded.stderr
    assert "Not to be read" not in run("sources", "--format", "json", "--db", tmp_path / "d.sqlite").stdout


def test_a_link_that_stays_in_the_folder_is_followed(tmp_path: Path) -> None:
    talks = tmp_path / "talks"
    (talks / "may").mkdir(parents=True)
    (talks / "may" / "a.txt").write_text(TALK, "utf-8")
    (talks / "a.txt").symlink_to(talks / "may" / "a.txt")
    assert run("load", talks, "--db", tmp_path / "d.sqlite").stdout.startswith(
        "1 new, 0 unchanged, 0 changed, 0 refused"
    )


def test_a_link_that_is_named_is_followed(folder: Path) -> None:
    assert run("load", folder / "out.txt", "--db", folder.parent / "d.sqlite").stdout.startswith("1 new")


@pytest.mark.parametrize("name", ["pipe.txt", "socket.txt", "/dev/zero", "/dev/null"])
def test_what_is_no_file_is_refused_at_once(name: str, folder: Path) -> None:
    refused = run("load", folder / name, "--db", folder.parent / "d.sqlite")
    assert (refused.exit_code, "no file, but a device or pipe" in refused.stderr) == (1, True)


def task(path: Path, sha256: str = "") -> Task:
    known = Metadata(), None, ENGLISH, settings("a.txt", Metadata(), None, ENGLISH)
    return Task(path, "", path.stat().st_size, sha256, path.name, "uid", *known)


def test_a_file_that_changes_while_it_is_read_is_refused(folder: Path) -> None:
    with pytest.raises(UnreadableSource, match="has changed while it was read"):
        batch.stored(task(folder / "good.txt", "0" * 64))


def broken(_: Task) -> str:
    return dict[str, str]()["missing"]


def hungry(_: Task) -> str:
    return str(len(bytearray(10 * bounds.MEMORY)))


def endless(_: Task) -> str:
    while True:
        sum(range(1000))


def deaf(_: Task) -> str:
    return str(sum(range(10**12)))  # outside of Python's own loop, where no signal is seen to, and for hours


def patient(_: Task) -> str:
    time.sleep(1.5)  # which takes no time of a processor
    return "read"


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (broken, "the program fails on it (KeyError: 'missing'): please report it"),
        (hungry, "GB of memory to read: cut it into parts"),
        (endless, "takes more than 120 s to read"),
        (deaf, "a reading process was killed"),
    ],
)
def test_what_one_document_does_is_told_and_the_next_is_read(
    work: object, told: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "SECONDS", 1)
    monkeypatch.setattr(bounds, "GRACE", 1)
    with Workers(1) as pool:
        (done,) = read([task(folder / "good.txt")], pool, work)  # type: ignore[arg-type]
        assert isinstance(done, Unread)
        assert told in done.reason
        assert list(read([task(folder / "good.txt")], pool.renewed(), patient)) == ["read"]
