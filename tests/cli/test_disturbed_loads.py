"""`quotes load`, killed, full or in company: whole documents, a lawful database, and the same contents in the end."""

import resource
import subprocess
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from random import Random

import pytest

from quotes.queries.who_said import who_said
from quotes.store.check import check, check_deep
from quotes.store.compare import contents
from quotes.store.database import raw, reading, writing
from tests.benchmarks import generator

pytestmark = pytest.mark.slow

STATEMENTS = 2_400
KILLS = 50
READERS, SECONDS = 8, 600
FILE_LIMIT = 16_000_000
# The command itself, with batches so small that there are many in so few documents.
COMMAND = [
    sys.executable,
    "-c",
    "from quotes.store.writing import save; save.BATCH = 100; from quotes.cli import main; main()",
]


def load(corpus: Path, database: Path, *options: str, **how: object) -> subprocess.Popen[str]:
    command = [*COMMAND, "load", str(corpus), "--db", str(database), *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)  # type: ignore[call-overload, no-any-return]


def succeed(process: subprocess.Popen[str]) -> None:
    _, problem = process.communicate()
    assert process.returncode == 0, problem


def told(database: Path) -> list[tuple[object, ...]]:
    with reading(database) as connection:
        return list(contents(connection))


def assert_lawful(database: Path) -> None:
    with writing(database) as connection:
        assert [*check(raw(connection)), *check_deep(raw(connection))] == []


def statements(database: Path) -> dict[str, int]:
    """Return how many statements each source has."""
    query = "SELECT key, count(*) FROM statements JOIN sources ON sources.id = source_id GROUP BY key"
    with reading(database) as connection:
        return dict(connection.execute(query).fetchall())


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    generator.write(folder, STATEMENTS)
    return folder


@pytest.fixture(scope="module")
def undisturbed(corpus: Path) -> Path:
    database = corpus.with_name("undisturbed.sqlite")
    succeed(load(corpus, database))
    return database


def test_a_killed_load_leaves_whole_documents_and_is_taken_up_again(corpus: Path, undisturbed: Path) -> None:
    whole, expected, moments = statements(undisturbed), told(undisturbed), Random(1)
    start = time.monotonic()
    succeed(load(corpus, corpus.with_name("timed.sqlite")))
    lasts = time.monotonic() - start
    amounts = set()
    for kill in range(KILLS):
        database = corpus.with_name(f"{kill}.sqlite")  # keys are paths from the folder of the database
        process = load(corpus, database)
        time.sleep(moments.uniform(0.2, 1) * lasts)
        process.kill()
        process.communicate()
        if database.exists() and database.stat().st_size:
            assert_lawful(database)
            found = statements(database)
            assert found.items() <= whole.items()
            amounts.add(len(found))
        succeed(load(corpus, database))
        assert told(database) == expected
        database.unlink()
    assert len(amounts) > 5, "the kills came at different moments"


def ask(database: Path, folder: str, whole: dict[str, int], until: float) -> None:
    """What one reader does: every answer is right for what is loaded, and documents are there whole or not at all."""
    pages = {f"{folder}/{page.name}": page for page in generator.pages(STATEMENTS)}
    choice = Random(until)
    while time.time() < until:
        found = statements(database)
        assert all(whole[key] == number for key, number in found.items()), found
        key, page = choice.choice(list(pages.items()))
        turn = choice.choice(page.turns)
        with reading(database) as connection:
            for hit in who_said(connection, turn.words).rows:
                assert (hit.speaker, hit.source, hit.text) == (turn.speaker, key, turn.words)


def load_again_and_again(corpus: Path, database: Path, until: float) -> None:
    round_ = 0
    while time.time() < until:
        succeed(load(corpus, database, "--publisher", f"Round {round_}"))
        round_ += 1


def test_readers_and_loaders_do_not_disturb_each_other(corpus: Path, undisturbed: Path) -> None:
    whole, database, until = statements(undisturbed), corpus.with_name("shared.sqlite"), time.time() + SECONDS
    succeed(load(corpus, database))
    context = get_context("spawn")
    loaders = [context.Process(target=load_again_and_again, args=(corpus, database, until)) for _ in range(2)]
    readers = [context.Process(target=ask, args=(database, corpus.name, whole, until)) for _ in range(READERS)]
    for process in [*loaders, *readers]:
        process.start()
    for process in [*loaders, *readers]:
        process.join()
    assert [process.exitcode for process in [*loaders, *readers]] == [0] * (READERS + 2)
    assert statements(database) == whole
    assert_lawful(database)


def test_a_file_size_limit_is_named_and_the_database_stays_usable(tmp_path: Path) -> None:
    corpus, database = tmp_path / "corpus", tmp_path / "limited.sqlite"
    generator.write(corpus, 8 * STATEMENTS)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, FILE_LIMIT))

    process = load(corpus, database, preexec_fn=limited)
    _, problem = process.communicate()
    assert process.returncode == 1
    assert "disk is full" in problem
    assert "Traceback" not in problem
    assert_lawful(database)
    assert 0 < len(statements(database)) < 8 * STATEMENTS / generator.STATEMENTS_A_DOCUMENT
    succeed(load(corpus, database))
    assert_lawful(database)
    assert len(statements(database)) == 8 * STATEMENTS / generator.STATEMENTS_A_DOCUMENT
