"""Opening: what is there is opened, what is not ours is left alone, what is wrong is said."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, suppress
from pathlib import Path
from typing import Any

import pytest

from quotes.errors import Advice, DatabaseProblem
from quotes.model import Extraction
from quotes.store import database as stored
from quotes.store import opening
from quotes.store.database import path_of, raw, reading, snapshot, write_ahead, writing
from quotes.store.writing.rows import rows
from quotes.store.writing.save import save, save_many
from tests.conftest import ROOT
from tests.store.making import LAKE, PAGE

Opened = Callable[[Path], AbstractContextManager[Any]]


def count(database: Path) -> int:
    with reading(database) as connection:
        (found,) = connection.execute("SELECT count(*) FROM statements").fetchone()
        return int(found)


def set_revision(database: Path, revision: str) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("data.sqlite", "data.sqlite"),
        ("/a/b c.sqlite", "/a/b c.sqlite"),
        ("sqlite:///data.sqlite", "data.sqlite"),
        ("sqlite+pysqlite:////a/100%.sqlite", "/a/100%.sqlite"),
    ],
)
def test_a_database_is_named_by_path_or_url(target: str, path: str) -> None:
    assert path_of(target) == path


NO_FILES = (
    *("postgresql://host/db", "sqlite://", "sqlite:///", "sqlite:///a.sqlite?mode=ro", "", " ", ":memory:"),
    *("sqlite:///:memory:", "file:x.sqlite?mode=memory", "file:y.sqlite", "sqlite:///file:y.sqlite"),
)


@pytest.mark.parametrize("target", NO_FILES)
def test_other_engines_and_no_file_are_refused(target: str) -> None:
    with pytest.raises(DatabaseProblem):
        path_of(target)


@pytest.mark.parametrize(
    "name", ["plain.sqlite", "with space.sqlite", "100%.sqlite", "a?b#c.sqlite", "%41.sqlite", "žába.sqlite"]
)
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    with writing(tmp_path / name) as connection:
        save(connection, PAGE, "s")
    assert count(tmp_path / name) == len(PAGE.statements)
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_reading_what_is_missing_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(DatabaseProblem, match="by loading documents") as missing, reading(tmp_path / "no.sqlite"):
        pass
    assert (missing.value.advice, missing.value.about) == (Advice.LOAD, str(tmp_path / "no.sqlite"))
    assert list(tmp_path.iterdir()) == []


def test_reading_cannot_write(database: Path) -> None:
    with pytest.raises(DatabaseProblem, match="read-only"), reading(database) as connection:
        connection.execute("DELETE FROM people")


def test_an_empty_file_is_filled_but_not_read(tmp_path: Path) -> None:
    empty = tmp_path / "empty.sqlite"
    empty.touch()
    with pytest.raises(DatabaseProblem, match="is empty"), reading(empty):
        pass
    with writing(empty) as connection:
        save(connection, PAGE, "s")
    assert count(empty) == len(PAGE.statements)


@pytest.mark.parametrize("opened", [reading, writing])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, opened: Opened) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear reader, " * 1000)
    before = file.read_bytes()
    with pytest.raises(DatabaseProblem, match="is not a database"), opened(file):
        pass
    assert file.read_bytes() == before


@pytest.mark.parametrize("opened", [reading, writing])
def test_the_database_of_another_program_is_left_alone(tmp_path: Path, opened: Opened) -> None:
    file = tmp_path / "other.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE statements (id)")
    before = file.read_bytes()
    with pytest.raises(DatabaseProblem, match="another program"), opened(file):
        pass
    assert file.read_bytes() == before


@pytest.mark.parametrize("opened", [reading, writing])
def test_a_newer_database_is_refused(database: Path, opened: Opened) -> None:
    set_revision(database, "9999")
    with pytest.raises(DatabaseProblem, match="newer quotes: it has revision 9999"), opened(database):
        pass


def test_an_older_database_is_named_by_reading(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "REVISIONS", (*stored.REVISIONS, "9999"))
    with pytest.raises(DatabaseProblem, match=r"older quotes .*loading something") as older, reading(database):
        pass
    assert (older.value.advice, older.value.about) == (Advice.LOAD, str(database))


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatabaseProblem, match="no folder"), writing(tmp_path / "no" / "data.sqlite"):
        pass


@pytest.mark.parametrize("opened", [reading, writing])
def test_a_folder_is_no_database(tmp_path: Path, opened: Opened) -> None:
    with pytest.raises(DatabaseProblem), opened(tmp_path):
        pass


def test_a_held_database_is_named_and_can_be_read_from_before(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.05)
    with writing(database) as held:
        save(held, PAGE, "s")
        with pytest.raises(DatabaseProblem, match="held by another program"), writing(database) as other:
            save(other, LAKE, "s")
        assert count(database) == 0
    assert count(database) == len(PAGE.statements)


@pytest.mark.parametrize(("loaded", "mode"), [([], "delete"), ([LAKE], "wal")])
def test_a_load_can_be_read_through_and_leaves_no_log(database: Path, loaded: list[Extraction], mode: str) -> None:
    before = sum(len(each.statements) for each in loaded)
    with writing(database) as connection:
        list(save_many(connection, [rows(each, "s") for each in loaded]))
        for _ in save_many(connection, [rows(PAGE, "s")]):
            assert raw(connection).execute("PRAGMA journal_mode").fetchone() == (mode,)
            with connection.begin() as undone:
                raw(connection).execute("DELETE FROM statements")
                assert count(database) == before + len(PAGE.statements)
                undone.rollback()
    assert database.read_bytes()[18:20] == b"\x01\x01"  # the journal mode at rest
    assert not database.with_name(database.name + "-wal").exists()


def test_a_reader_in_the_way_leaves_the_log_to_the_next_load(database: Path) -> None:
    with writing(database) as connection:
        with write_ahead(connection), reading(database) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM people").fetchone()
            for _ in save_many(connection, [rows(PAGE, "s")]):
                pass
            assert reader.execute("SELECT count(*) FROM people").fetchone() == (0,)
        assert count(database) == len(PAGE.statements)


@pytest.fixture
def sealed() -> Iterator[Path]:
    """A folder, reachable for all, into which this process cannot write, even when it is the superuser's."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "sealed"
        folder.mkdir()
        Path(parent).chmod(0o755)
        owner = os.geteuid()
        yield folder
        os.seteuid(owner)
        folder.chmod(0o755)


def seal(folder: Path) -> None:
    folder.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)


NO_SEAL = pytest.mark.skipif(not hasattr(os, "seteuid"), reason="no such permissions here")


def kill_a_writer(database: Path, mode: str) -> None:
    """Leave `database` as a program leaves it that is killed while it writes; what it wrote is in the file already,
    or, in mode WAL, committed and in the log."""
    command = f"""
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.executescript("PRAGMA journal_mode = {mode}; PRAGMA cache_size = 1; BEGIN")
connection.execute("UPDATE statements SET role = 'NEVER COMMITTED' || hex(zeroblob(3000))")
connection.execute("UPDATE people SET sort_name = name")
if "{mode}" == "WAL":
    connection.execute("COMMIT")
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", command, database]).returncode == -signal.SIGKILL
    assert database.with_name(f"{database.name}{'-wal' if mode == 'WAL' else '-journal'}").stat().st_size


@pytest.fixture
def page(database: Path) -> Path:
    with writing(database) as connection:
        save(connection, PAGE, "s")
    return database


def roles(database: Path) -> list[str | None]:
    with reading(database) as connection:
        return [role for (role,) in connection.execute("SELECT role FROM statements ORDER BY id")]


def test_a_writer_in_the_file_is_waited_for_and_then_named(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.05)
    with closing(sqlite3.connect(page, isolation_level=None)) as writer:
        writer.executescript("PRAGMA cache_size = 1; BEGIN EXCLUSIVE; UPDATE statements SET role = 'NEVER COMMITTED'")
        with pytest.raises(DatabaseProblem, match=r"held by another program\. Try again"):
            roles(page)
        writer.execute("ROLLBACK")
    assert "NEVER COMMITTED" not in roles(page)


def test_what_a_killed_writer_left_is_rolled_back_by_the_next_reader(page: Path) -> None:
    before = roles(page)
    kill_a_writer(page, "DELETE")
    assert b"NEVER COMMITTED" in page.read_bytes()
    assert roles(page) == before
    assert not page.with_name(f"{page.name}-journal").exists()


def test_what_a_killed_load_committed_is_read_from_its_log(page: Path) -> None:
    kill_a_writer(page, "WAL")
    assert all((role or "").startswith("NEVER COMMITTED") for role in roles(page))


@NO_SEAL
@pytest.mark.parametrize("file_mode", [0o444, 0o666])
@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_sealed_folder_is_read_past_no_journal(sealed: Path, page: Path, mode: str, file_mode: int) -> None:
    kill_a_writer(page, mode)
    ending = "-wal" if mode == "WAL" else "-journal"
    for path in (page, page.with_name(page.name + ending)):
        shutil.copy(path, sealed)
        (sealed / path.name).chmod(file_mode)
    seal(sealed)
    for _ in range(2):
        with pytest.raises(DatabaseProblem, match=f"middle of a write, and {page.name}{ending}.*copy both"):
            roles(sealed / page.name)


@NO_SEAL
def test_a_log_and_its_index_are_read_in_a_sealed_folder(sealed: Path, page: Path) -> None:
    kill_a_writer(page, "WAL")
    for path in page.parent.glob(f"{page.name}*"):
        shutil.copy(path, sealed)
        (sealed / path.name).chmod(0o444)
    seal(sealed)
    assert all((role or "").startswith("NEVER COMMITTED") for role in roles(sealed / page.name))


@NO_SEAL
@pytest.mark.parametrize("file_mode", [0o444, 0o666])
@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_read_only_folder_is_read(sealed: Path, database: Path, mode: str, file_mode: int) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
    shutil.copy(database, sealed / "data.sqlite")
    (sealed / "data.sqlite").chmod(file_mode)
    seal(sealed)
    assert count(sealed / "data.sqlite") == 0
    with pytest.raises(DatabaseProblem, match="read-only"), writing(sealed / "data.sqlite") as writer:
        save(writer, PAGE, "s")


def test_a_file_that_cannot_be_locked_is_not_read_all_the_same(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on some network shares: no lock, no answer."""
    opened, asked = opening._opened, []

    def unlocked(_path: str, options: str, _patience: float | None) -> sqlite3.Connection:
        asked.append(options)
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorname = "SQLITE_IOERR_LOCK"
        raise error

    monkeypatch.setattr(opening, "_opened", unlocked)
    with pytest.raises(DatabaseProblem, match="cannot be read"):
        roles(page)
    assert asked == ["mode=ro"]
    monkeypatch.setattr(opening, "_opened", opened)
    assert len(roles(page)) == len(PAGE.statements)


FULL = """
import resource, signal, sys
from pathlib import Path
from quotes.errors import DatabaseProblem
from quotes.store.database import writing
from quotes.store.writing.rows import rows
from quotes.store.writing.save import save_many
from tests.store.making import Turn, make
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
pages = (rows(make(f"{i}.txt", [Turn("Ana Ruiz", f"Word {i} " * 2000)]), "s") for i in range(1000))
try:
    with writing(Path(sys.argv[1])) as connection:
        for key, outcome in save_many(connection, pages):
            print(key)
except DatabaseProblem as problem:
    sys.exit(f"problem: {problem}")
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no file-size limits here")
def test_a_full_disk_is_named_and_nothing_saved_is_lost(database: Path) -> None:
    with writing(database) as connection:
        save(connection, PAGE, "s")
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(FULL), database], capture_output=True, text=True)
    assert done.stderr.startswith("problem:"), done.stderr
    assert "disk is full" in done.stderr
    assert count(database) == len(PAGE.statements)
    with writing(database) as connection:
        save(connection, LAKE, "s")
    assert count(database) == len(PAGE.statements) + len(LAKE.statements)


def test_reading_does_not_wait_for_sqlalchemy(database: Path) -> None:
    code = "import sys; from quotes.store.database import reading\nwith reading(sys.argv[1]): pass\n"
    code += "print(sorted({'sqlalchemy', 'alembic', 'click'} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code, database], text=True) == "[]\n"


def test_the_index_is_waited_for_whatever_another_program_does_to_the_schema(tmp_path: Path) -> None:
    database = tmp_path / "x.sqlite"
    shutil.copy(ROOT / "data.sqlite", database)
    until = time.monotonic() + 2

    def turn() -> None:
        with closing(sqlite3.connect(database, timeout=0.01, isolation_level=None)) as connection:
            while time.monotonic() < until:
                for change in ("journal_mode = WAL", "journal_mode = DELETE"):
                    with suppress(sqlite3.OperationalError):
                        connection.execute(f"PRAGMA {change}")
                        connection.execute("CREATE TABLE IF NOT EXISTS other (a)")
                        connection.execute("DROP TABLE other")

    with ThreadPoolExecutor() as pool:
        others = [pool.submit(turn) for _ in range(2)]
        with reading(database) as connection:
            while time.monotonic() < until:
                found = connection.execute("SELECT count(*) FROM search WHERE search MATCH 'evils'").fetchone()
                assert found[0] >= 1
        for other in others:
            other.result()


@pytest.mark.parametrize("log", [False, True], ids=["journal", "write-ahead log"])
def test_what_is_asked_of_one_state_does_not_see_what_another_writes_meanwhile(database: Path, log: bool) -> None:
    with closing(sqlite3.connect(database, timeout=0)) as other, reading(database) as connection:
        if log:
            other.execute("PRAGMA journal_mode = WAL")
        query = "SELECT count(*) FROM alembic_version"
        with snapshot(connection), snapshot(connection):
            before = connection.execute(query).fetchone()
            with suppress(sqlite3.OperationalError):  # it would wait, where there is no log
                other.execute("DELETE FROM alembic_version")
                other.commit()
            assert connection.execute(query).fetchone() == before == (1,)
        other.execute("DELETE FROM alembic_version")
        other.commit()
        assert connection.execute(query).fetchone() == (0,)
