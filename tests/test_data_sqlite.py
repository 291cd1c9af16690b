"""The database that comes with the project is what a fresh load of seeds/ gives."""

from pathlib import Path

from click.testing import CliRunner

from quotes.cli import main
from quotes.store.compare import contents
from quotes.store.database import reading
from tests.conftest import ROOT


def test_it_is_current(tmp_path: Path) -> None:
    fresh = tmp_path / "data.sqlite"
    loaded = CliRunner().invoke(main, ["load", str(ROOT / "seeds"), "--db", str(fresh)])
    assert loaded.exit_code == 0, loaded.output
    with reading(ROOT / "data.sqlite") as ours, reading(fresh) as theirs:
        assert sorted(map(repr, contents(ours))) == sorted(map(repr, contents(theirs)))
