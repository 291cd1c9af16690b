"""`python -m tests.schema`: the schema as SQL, with what its tables and columns mean; `--write`: into docs/schema.sql.

The same as a page to read, docs/schema.md, is written by cog.

Tables, indexes and comments are those of quotes/store/schema; views, full text and triggers those of a database that
the migrations have made.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from quotes.store.database import writing
from quotes.store.schema import metadata

PAGE = Path(__file__).parents[1] / "docs" / "schema.sql"
WIDTH = 118
HEAD = """
What a database of quotes holds, in the words of SQL. Written by `python -m tests.schema --write`; do not edit.

`id` is the number by which rows refer to each other; it is of this one database. `uid` is what is shown and cited:
once shown, it goes on answering (person_uids, statement_uids). Days are ISO 8601; null is unknown, never nought.
"""
MADE = """
SELECT sql FROM sqlite_master WHERE type = 'view' OR type = 'trigger' OR sql LIKE 'CREATE VIRTUAL TABLE%' ORDER BY rowid
"""


def told() -> str:
    """Return the page."""
    tables = [part for table in metadata.sorted_tables for part in _table(table)]
    return "\n".join([*_comment(HEAD.strip()), "", *tables, *_made()])


def _table(table: Table) -> Iterator[str]:
    yield from _comment(table.comment or "")
    made = str(CreateTable(table).compile(dialect=sqlite.dialect())).strip().replace("\n)\n WITHOUT", "\n) WITHOUT")
    columns = {column.name: column.comment for column in table.columns}
    for line in f"{made};".splitlines():
        text = line.strip(" \t") if line.startswith("\t") else line.rstrip()
        yield from _line(text, columns.get(text.split()[0].strip('"'))) if line.startswith("\t") else [text]
    for index in sorted(table.indexes, key=lambda index: str(index.name)):
        yield f"{CreateIndex(index).compile(dialect=sqlite.dialect())};".strip()
    yield ""


def _line(sql: str, comment: str | None) -> list[str]:
    """Return a line of a table with what it means behind it, or above it where it is too long."""
    whole = f"    {sql}{f'  -- {comment}' if comment else ''}"
    return [whole] if len(whole) <= WIDTH or not comment else [*_comment(comment, "    "), f"    {sql}"]


def _comment(text: str, indent: str = "") -> list[str]:
    start = f"{indent}-- "
    lines = [textwrap.wrap(part, WIDTH, initial_indent=start, subsequent_indent=start) for part in text.split("\n\n")]
    return [line for i, part in enumerate(lines) for line in ([start.rstrip(), *part] if i else part)]


def _made() -> Iterator[str]:
    with _empty() as connection:
        for (sql,) in connection.execute(MADE):
            yield from (f"{sql};", "")


@contextmanager
def _empty() -> Iterator[sqlite3.Connection]:
    """Open a database that the migrations have just made."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "empty.sqlite"
        with writing(database):
            pass
        with closing(sqlite3.connect(database)) as connection:
            yield connection


def dictionary() -> str:
    """Return, for docs/schema.md, what the views and tables hold: a heading for each, and its columns."""
    with _empty() as connection:
        views = [part for view in connection.execute(VIEWS).fetchall() for part in _view(connection, *view)]
    tables = [part for table in metadata.sorted_tables for part in _described(table)]
    return "\n".join(["## Views", "", *views, "## Tables", "", *tables]).rstrip()


VIEWS = "SELECT name, sql FROM sqlite_master WHERE type = 'view' ORDER BY rowid DESC"


def _view(connection: sqlite3.Connection, name: str, sql: str) -> Iterator[str]:
    """Yield what a view is for, which stands in its SQL as a comment, and the names of its columns."""
    comments = (line.strip() for line in sql.splitlines())
    told = " ".join(line.removeprefix("--").strip() for line in comments if line.startswith("--"))
    columns = [column for _, column, *_ in connection.execute(f'PRAGMA table_info("{name}")')]
    yield from (f"### `{name}`", "", _marked(told), "", ", ".join(f"`{column}`" for column in columns), "")


def _described(table: Table) -> Iterator[str]:
    """Yield what a table holds, and each column: its type, what it refers to, what it means."""
    yield from (
        f"### `{table.name}`",
        "",
        _marked(table.comment or ""),
        "",
        "| column | type | meaning |",
        "|---|---|---|",
    )
    for column in table.columns:
        refers = sorted(f"row of `{key.column.table.name}`" for key in column.foreign_keys)
        meaning = "; ".join(filter(None, [*refers, _marked(column.comment or "").replace("|", "\\|")]))
        needed = "" if column.nullable or column.primary_key else ", never null"
        yield f"| `{column.name}` | {column.type}{needed} | {meaning} |"
    yield ""


def _marked(text: str) -> str:
    """Return a comment as Markdown has it, where < would begin an element."""
    return " ".join(text.replace("<", "&lt;").split())


def main(arguments: Sequence[str]) -> int:
    """Print the page, or write it; return 2 where the arguments say neither."""
    if arguments == ["--write"]:
        PAGE.write_text(told(), "utf-8")
    elif arguments:
        print("usage: python -m tests.schema [--write]", file=sys.stderr)
        return 2
    else:
        print(told())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
