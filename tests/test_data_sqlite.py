"""The database that comes with the project is what a fresh load of seeds/ gives."""

import shutil
import sqlite3
from pathlib import Path

from click.testing import CliRunner

from quotes.cli import main
from quotes.store.compare import contents
from quotes.store.database import reading
from tests.conftest import ROOT


def test_it_is_current(tmp_path: Path) -> None:
    fresh = tmp_path / "data.sqlite"
    seeds = shutil.copytree(ROOT / "seeds", tmp_path / "seeds")  # a key is the path from the folder of the database
    loaded = CliRunner().invoke(main, ["load", str(seeds), "--db", str(fresh)])
    assert loaded.exit_code == 0, loaded.output
    with reading(ROOT / "data.sqlite") as ours, reading(fresh) as theirs:
        # By which words and weights it was read is no part of what it says: a new word may change nothing here.
        assert said(ours) == said(theirs)


def said(connection: sqlite3.Connection) -> list[str]:
    return sorted(map(repr, contents(connection, without=("settings",))))
