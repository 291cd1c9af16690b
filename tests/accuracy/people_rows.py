"""Draw rows of people for a human to judge: `python -m tests.accuracy people_rows [--seed N] [--rows N] [--db PATH]`.

All shared documents are loaded into one database, as a user loads a folder, and rows are drawn from it at random, each
as likely as any other. Of each are printed its kind, its name and how many statements it has, and of three of these
where they stand, the cue, and the words that name the speaker, in [brackets], with those around them. A row is right
where it is a person, a group or an office as printed. `--db` names where the database lies or is to lie; what lies
there is not loaded again.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from quotes.cli import main as quotes
from tests.accuracy.blocks import FOLDER
from tests.accuracy.labels_inside import SETS, documents

AROUND = 70  # characters on each side of the words that name a speaker
SHOWN = 3  # statements of a row
_PEOPLE = "SELECT id, kind, name FROM people ORDER BY kind, name, uid"
_STATEMENTS = """
    SELECT sources.key, line, label, mention_start, mention_end, cue_start, cue_end, status, sources.text
    FROM statements JOIN sources ON sources.id = source_id
    WHERE person_id = ?1 OR EXISTS (SELECT * FROM speakers WHERE statement_id = statements.id AND person_id = ?1)
    ORDER BY sources.key, start, position
"""


class Row(NamedTuple):
    """A row of people."""

    id: int
    kind: str
    name: str


class Place(NamedTuple):
    """A statement of a row: where it stands, the words that name the speaker, and those that report it."""

    key: str
    line: int
    label: str | None
    mention_start: int | None
    mention_end: int | None
    cue_start: int | None
    cue_end: int | None
    status: str
    text: str


def load(database: Path) -> None:
    """Load all shared documents into a database."""
    paths = [str(path) for name in SETS if (FOLDER / name).is_dir() for path in documents(FOLDER / name)]
    quotes(["load", *paths, "--db", str(database)], standalone_mode=False)


def drawn(connection: sqlite3.Connection, seed: int, rows: int) -> list[Row]:
    """Return rows of people drawn at random, the same for the same seed and the same people."""
    everybody = [Row(*row) for row in connection.execute(_PEOPLE)]
    return random.Random(seed).sample(everybody, min(rows, len(everybody)))


def shown(connection: sqlite3.Connection, row: Row) -> Iterator[str]:
    """Yield the lines that show a row: what it is called, and some of its statements."""
    said = [Place(*one) for one in connection.execute(_STATEMENTS, (row.id,))]
    yield f"{row.kind:7} {row.name!r} ({len(said)})"
    for one in said[:: max(1, len(said) // SHOWN)][:SHOWN]:
        cue = _slice(one.text, one.cue_start, one.cue_end)
        yield f"        {Path(one.key).name}:{one.line} {one.status} “{cue}”: {_named(one)}"


def _named(one: Place) -> str:
    """Return the words that name a speaker, with what stands around them; the label where they stand nowhere."""
    if one.mention_start is None or one.mention_end is None:
        return f"label {one.label!r}"
    before = _slice(one.text, max(0, one.mention_start - AROUND), one.mention_start)
    behind = _slice(one.text, one.mention_end, one.mention_end + AROUND)
    return f"…{before}[{_slice(one.text, one.mention_start, one.mention_end)}]{behind}…"


def _slice(text: str, start: int | None, end: int | None) -> str:
    return "" if start is None else text[start:end].replace("\n", "⏎")


def main(arguments: list[str]) -> int:
    """Print the rows. Says so and succeeds where the documents are missing."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy people_rows")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rows", type=int, default=100)
    parser.add_argument("--db", type=Path)
    asked = parser.parse_args(arguments)
    if not FOLDER.is_dir():
        print("skipped: no documents to measure on (QUOTES_MEASURE names their folder)", file=sys.stderr)
        return 0
    with TemporaryDirectory() as folder:
        database = asked.db or Path(folder) / "all.sqlite"
        if not database.exists():
            database.parent.mkdir(parents=True, exist_ok=True)
            load(database)
        with closing(sqlite3.connect(database)) as connection:
            for number, row in enumerate(drawn(connection, asked.seed, asked.rows), 1):
                print(f"{number:3}", "\n".join(shown(connection, row)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
