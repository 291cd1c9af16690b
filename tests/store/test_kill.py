"""Loaders that are killed, or that run side by side, leave whole documents and a lawful database."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from quotes.store.check import check
from quotes.store.compare import contents
from quotes.store.database import reading
from tests.store.conftest import Fresh

ROOT = Path(__file__).parents[2]
DOCUMENTS = 150
LOADER = f"""
import sys
from pathlib import Path
from quotes.store import save
from quotes.store.database import writing
from quotes.store.rows import rows
from tests.store.making import Turn, make
save.BATCH = 60
def page(i):
    turns = [Turn("Ana Ruiz", f"Word {{i}} of {{j}} by the lake.", "Envoy") for j in range(5)]
    return make(f"{{sys.argv[2]}}{{i}}.txt", turns, day="2017-04-10", occasion=f"Meeting {{i}}")
with writing(Path(sys.argv[1])) as connection:
    for _ in save.save_many(connection, (rows(page(i), "s") for i in range({DOCUMENTS}))):
        pass
"""


def loader(database: Path, prefix: str = "a") -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", LOADER, database, prefix], cwd=ROOT)


def sources(database: Path) -> int:
    with reading(database) as connection:
        (number,) = connection.execute("SELECT count(*) FROM sources").fetchone()
        return int(number)


@pytest.mark.slow
def test_a_killed_load_leaves_whole_documents_and_is_taken_up_again(database: Path, fresh: Fresh) -> None:
    undisturbed = fresh()
    assert loader(undisturbed).wait() == 0
    for wait in range(10):
        process = loader(database)
        time.sleep(0.4 + wait / 10)
        process.kill()
        process.wait()
        with reading(database) as connection:
            assert list(check(connection)) == []
    assert loader(database).wait() == 0
    with reading(database) as one, reading(undisturbed) as other:
        assert list(contents(one)) == list(contents(other))


@pytest.mark.slow
def test_two_loaders_and_a_reader_do_not_disturb_each_other(database: Path) -> None:
    processes = [loader(database, "a"), loader(database, "b")]
    seen = [0]
    while any(process.poll() is None for process in processes):
        seen.append(sources(database))
    assert seen == sorted(seen)
    assert [process.returncode for process in processes] == [0, 0]
    assert sources(database) == 2 * DOCUMENTS
    with reading(database) as connection:
        assert list(check(connection)) == []
