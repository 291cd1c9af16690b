"""Whatever writes is killed at any moment: what is stored is whole and lawful, and the next run completes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from quotes import open_database
from quotes.store.compare import contents
from tests.conftest import run

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signals here")

DATABASES = Path(__file__).parent / "databases"
PROGRAM = "from quotes.cli import main; main()"
DOCUMENTS, TURNS = 40, 30
FEW, MANY = 2, 43  # kills of each kind: 7 of them, so that many are 301
ENDS = 20  # seconds in which all processes that were begun are gone


def documents(folder: Path, changed: str = "") -> Path:
    """Write documents enough that storing them takes a while; `changed` words make all of them other ones."""
    folder.mkdir(exist_ok=True)
    for number in range(DOCUMENTS):
        who = f"Ana Reyes{'' if number % 7 else ' '}", f"Tom Ashe{number % 5}"
        turns = (
            f"{who[turn % 2]}, member {turn % 3}:\nWe go to {number} and {turn}{changed}, I promise.\n"
            for turn in range(TURNS)
        )
        (folder / f"{number:02}.txt").write_text("\n".join(turns), "utf-8")
    return folder


class Deed:
    """Something that writes: what is there before it, and the command."""

    def __init__(self, before: Path, *command: str | Path) -> None:
        self.before, self.command = before, [str(word) for word in command]

    def begin(self, database: Path) -> subprocess.Popen[bytes]:
        """Begin it on a database."""
        asked = [*self.command, "--db", str(database)]
        return subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *asked],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@pytest.fixture(scope="module")
def deeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Deed]:
    folder = tmp_path_factory.mktemp("kills")
    few = folder / "few"
    few.mkdir()
    talks = documents(folder / "talks")
    for name in ("00.txt", "01.txt", "02.txt"):
        shutil.copy(talks / name, few)
    full, empty = folder / "full.sqlite", folder / "empty.sqlite"
    assert run("load", talks, "--db", full).exit_code == 0
    again = documents(folder / "again", " again")
    old = DATABASES / sorted(path.name for path in DATABASES.glob("*.sqlite"))[0]
    return {
        "load": Deed(empty, "load", few),
        "load by several processes": Deed(empty, "load", talks),
        "load beside what is there": Deed(full, "load", again),
        "upgrade": Deed(old, "load", few),
        "review": Deed(full, "review", "talks/00.txt:2", "narration"),
        "merge": Deed(full, "people", "merge", "Tom Ashe0", "Tom Ashe1"),
        "forget": Deed(full, "forget", "talks/00.txt", "--yes"),
    }


def whole(database: Path) -> set[object]:
    """Return all that a database holds, but for when it was decided, and on what; made twice, a decision is one."""
    with open_database(database) as connection:
        return set(contents(connection, without=("reviewed_at", "at", "was_speaker", "was_status")))


def left(group: int) -> Sequence[str]:
    """Return the processes of a group that are still there."""
    found = subprocess.run(["ps", "-o", "pid=,stat=", "-g", str(group)], capture_output=True, text=True).stdout
    return [line for line in found.splitlines() if " Z" not in line]


def kills(deed: Deed, number: int, folder: Path, rng: random.Random) -> Iterator[str]:
    """Kill a deed at so many moments, and yield what was not as it must be."""
    target = folder / "d.sqlite"

    def put_back() -> None:
        for path in folder.glob("d.sqlite*"):
            path.unlink()
        if deed.before.exists():
            shutil.copy(deed.before, target)

    put_back()
    since = time.monotonic()
    assert deed.begin(target).wait(timeout=60) == 0
    lasts, done = time.monotonic() - since, whole(target)
    for _ in range(number):
        put_back()
        process = deed.begin(target)
        time.sleep(rng.uniform(0.2, 1.0) * lasts)
        process.kill()
        process.wait()
        end = time.monotonic() + ENDS
        while (running := left(process.pid)) and time.monotonic() < end:
            time.sleep(0.05)
        if running:
            yield f"left running: {running}"
            os.killpg(process.pid, signal.SIGKILL)
        if target.exists() and target.stat().st_size:
            checked = run("check", "--db", target)
            if checked.exit_code and "older quotes" not in checked.output and "is empty" not in checked.output:
                yield f"unlawful: {checked.output[:300]}"
        deed.begin(target).wait(timeout=120)  # which may say that it is done already
        if whole(target) != done:
            yield "the next run came to another end"


NAMES = ("load", "load by several processes", "load beside what is there", "upgrade", "review", "merge", "forget")


@pytest.mark.parametrize("number", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", NAMES)
def test_what_is_killed_at_any_moment_leaves_all_whole(
    name: str, number: int, deeds: dict[str, Deed], tmp_path: Path
) -> None:
    assert list(kills(deeds[name], number, tmp_path, random.Random(f"{name} {number}"))) == []
