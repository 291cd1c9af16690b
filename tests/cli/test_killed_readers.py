"""`quotes load` whose reading processes are killed, as happens when memory is short, and that is interrupted."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from quotes import open_database
from quotes.loading import batch
from quotes.loading.batch import ReadDocument, Task
from quotes.store.compare import contents
from tests.benchmarks import generator
from tests.conftest import run

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signals here")

SPEECH = "Mayor Orla Finn:\nWe open bridge {} on Monday. I promise it.\n"
FILES = 24
KILLS = 50
ENDS = 20  # seconds in which all processes are gone; a load that hangs never ends


read_well = batch.stored


def deadly(task: Task) -> ReadDocument:
    if "deadly" in task.key:
        os.kill(os.getpid(), signal.SIGKILL)
    return read_well(task)


def deadly_once(task: Task) -> ReadDocument:
    met = task.path.with_suffix(".json")  # no document
    if "deadly" in task.key and not met.exists():
        met.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return read_well(task)


def endless(task: Task) -> ReadDocument:
    task.path.with_suffix(".json").touch()
    time.sleep(600)
    return read_well(task)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files enough for several processes, handed to them in portions of a few."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(batch, "PORTION", 200)
    (tmp_path / "folder").mkdir()
    for number in range(FILES):
        (tmp_path / "folder" / f"{number:02}.txt").write_text(SPEECH.format(number), "utf-8")
    return tmp_path / "folder"


def keys(database: Path) -> list[str]:
    with open_database(database) as connection:
        return [key for (key,) in connection.execute("SELECT key FROM sources ORDER BY key")]


@pytest.mark.parametrize(("where", "ahead"), [(["00", "23"], 8_000_000), (["10", "11", "12"], 0)])
def test_a_document_that_kills_its_reader_is_refused_by_name(
    folder: Path, where: list[str], ahead: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in where:
        (folder / f"{name}.txt").rename(folder / f"{name}-deadly.txt")
    monkeypatch.setattr("quotes.cli.load.batch.stored", deadly)
    monkeypatch.setattr(batch, "AHEAD", ahead)
    database = folder.with_name("some.sqlite")
    result = run("load", folder, "--db", database)
    assert result.exit_code == 1
    assert f"{FILES - len(where)} new, 0 unchanged, 0 changed, {len(where)} refused" in result.stdout
    for name in where:
        assert f"refused folder/{name}-deadly.txt: a reading process was killed while it was read" in result.stderr
    assert keys(database) == [f"folder/{n:02}.txt" for n in range(FILES) if f"{n:02}" not in where]
    assert run("check", "--db", database).exit_code == 0


def test_a_reader_that_was_killed_once_is_none_the_worse(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("05", "15"):
        (folder / f"{name}.txt").rename(folder / f"{name}-deadly.txt")
    monkeypatch.setattr("quotes.cli.load.batch.stored", deadly_once)
    database = folder.with_name("some.sqlite")
    result = run("load", folder, "--db", database)
    assert result.exit_code == 0, result.output
    assert f"{FILES} new, 0 unchanged, 0 changed, 0 refused" in result.stdout


# What a process is told by name it must find by name, so the functions of this module are imported.
ENDLESS = """
from quotes.cli import main
from quotes.loading import batch
from tests.cli.test_killed_readers import endless
import os
os.cpu_count = lambda: 2
batch.stored = endless
main()
"""


@pytest.fixture
def loading(folder: Path) -> subprocess.Popen[str]:
    """A load that reads for ever, in a group of its own, once its processes read."""
    command = [sys.executable, "-c", ENDLESS, "load", str(folder), "--db", str(folder.with_name("some.sqlite"))]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    until = time.monotonic() + 60
    while not list(folder.glob("*.json")):
        assert time.monotonic() < until and process.poll() is None
        time.sleep(0.02)
    return process


def said(process: subprocess.Popen[str]) -> str:
    """What it says until all who can say something, its reading processes too, are gone."""
    try:
        _, problem = process.communicate(timeout=ENDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    return problem


@pytest.mark.parametrize("whom", ["the group, as a terminal does", "the parent"])
def test_an_interrupt_ends_all_at_once(loading: subprocess.Popen[str], whom: str) -> None:
    (os.kill if whom == "the parent" else os.killpg)(loading.pid, signal.SIGINT)
    problem = said(loading)
    assert loading.returncode == 130
    assert "Traceback" not in problem


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_reader_outlives_its_parent(loading: subprocess.Popen[str], number: int) -> None:
    os.kill(loading.pid, number)
    told = said(loading)
    assert "Traceback" not in told
    if number == signal.SIGTERM:
        assert "interrupted: 0 documents stored; the same command again goes on from there" in told
        assert loading.returncode == 128 + number
    else:
        assert loading.returncode == -number


def readers(parent: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True)
    return [int(pid) for pid in found.stdout.split()]


@pytest.mark.slow
def test_readers_killed_at_any_moment_cost_nothing(tmp_path: Path) -> None:
    corpus, moments = tmp_path / "corpus", Random(1)
    generator.write(corpus, 4_000)
    load = [str(Path(sys.executable).with_name("quotes")), "load", str(corpus), "--db"]
    whole, killed = tmp_path / "whole.sqlite", 0
    start = time.monotonic()
    subprocess.run([*load, str(whole)], check=True, capture_output=True)
    lasts = time.monotonic() - start
    for kill in range(KILLS):
        database = tmp_path / f"{kill}.sqlite"
        process = subprocess.Popen([*load, str(database)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(moments.uniform(0.2, 0.9) * lasts)
        for reader in readers(process.pid)[:1]:
            os.kill(reader, signal.SIGKILL)
            killed += 1
        _, problem = process.communicate(timeout=20 * lasts)
        assert process.returncode == 0, problem
        with open_database(database) as one, open_database(whole) as other:
            assert list(contents(one)) == list(contents(other))
    assert killed
