"""One database of the seed and of the invented pages, for every test that asks something."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from quotes import open_database
from quotes.cli import main

settings.register_profile("untimed", deadline=None)  # how fast a machine is, no test asserts
settings.load_profile("untimed")

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "tests" / "pages"
Ask = Callable[..., Result]


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    database = folder / "data.sqlite"
    for documents in (ROOT / "seeds", PAGES):
        shutil.copytree(documents, folder / documents.name)
    result = run("load", folder / "seeds", folder / "pages", "--db", database)
    assert result.exit_code == 0, result.output
    return database


@pytest.fixture(scope="session")
def asking(filled: Path) -> Iterator[sqlite3.Connection]:
    with open_database(filled) as connection:
        yield connection


@pytest.fixture
def ask(filled: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    monkeypatch.setenv("QUOTES_DB", str(filled))
    monkeypatch.setenv("COLUMNS", "100")
    return run


@pytest.fixture(autouse=True)
def plain_environment() -> Iterator[None]:
    names = ("QUOTES_DB", "QUOTES_WORDS")
    kept = {name: os.environ.pop(name) for name in names if name in os.environ}
    yield
    os.environ.update(kept)
