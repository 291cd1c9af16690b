"""What other tools make of a database and its exports: sqlite-utils, Datasette, pandas, DuckDB, workbooks."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quotes.cli.export import FIELDS
from tests.conftest import ROOT, run

TOOLS = Path(sys.executable).parent
CONFIG = ROOT / "docs" / "datasette.yml"


@pytest.fixture(scope="module")
def copy(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("copy") / "data.sqlite"
    assert run("backup", copy, "--searchable", "--db", filled).exit_code == 0
    return copy


def tool(name: str, *arguments: str | Path) -> str:
    done = subprocess.run(
        [TOOLS / name, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def datasette(database: Path, path: str) -> str:
    return tool("datasette", database, "--metadata", CONFIG, "--get", path)


def page(database: Path, path: str) -> Any:
    return json.loads(datasette(database, path))


def test_sqlite_utils_searches_statements(copy: Path) -> None:
    found = json.loads(tool("sqlite-utils", "search", copy, "statements", '"three evils"'))
    assert ["three evils" in row["text"] for row in found] == [True]
    assert "statements_fts" in tool("sqlite-utils", "tables", copy, "--fts5")


def test_sqlite_utils_sees_the_keys(copy: Path) -> None:
    keys = json.loads(tool("sqlite-utils", "rows", copy, "sqlite_master", "--limit", "1"))
    assert keys
    schema = tool("sqlite-utils", "schema", copy, "statements")
    assert "REFERENCES people (id)" in schema


def test_datasette_has_a_search_box_where_statements_are_one_row_each(filled: Path, tmp_path: Path) -> None:
    database = Path(shutil.copy(filled, tmp_path / "data.sqlite"))
    assert 'name="_search"' in datasette(database, "/data/flat")
    found = page(database, "/data/flat.json?_search=evils&_shape=objects")
    assert [row["speaker"] for row in found["rows"]] == ["Alexander Lukashenko"]
    assert "three evils" in found["rows"][0]["text"]


def test_datasette_finds_the_index_of_a_copy_by_itself(copy: Path) -> None:
    found = page(copy, "/data/statements.json?_search=evils&_shape=objects")
    assert len(found["rows"]) == 1


def test_datasette_facets_and_follows_the_keys(copy: Path) -> None:
    facets = page(copy, "/data/flat.json?_size=1&_facet=speaker&_facet=manner")["facet_results"]
    facets = facets.get("results", facets)
    manners = {one["value"] for one in facets["manner"]["results"]}
    assert manners == {"verbatim", "reported", "narrated"}
    rows = page(copy, "/data/statements.json?_labels=on&_shape=objects&person_id__notnull=1&_size=1")["rows"]
    assert rows[0]["person_id"]["label"]
    assert rows[0]["source_id"]["label"].endswith(tuple("abcdefghijklmnopqrstuvwxyz"))


def test_what_datasette_is_told_is_there(copy: Path) -> None:
    for table in ("flat", "said", "persons", "statements", "people", "sources", "events"):
        assert page(copy, f"/data/{table}.json?_size=1")


def exported(format: str, filled: Path, folder: Path, *more: str) -> Path:
    file = folder / f"statements.{format}"
    told = run("export", format, "--output", file, *more, "--db", filled)
    assert told.exit_code == 0, told.output
    return file


def as_rows(filled: Path) -> list[dict[str, Any]]:
    lines = run("export", "jsonl", "--db", filled).stdout.splitlines()
    return [json.loads(line) for line in lines]


def test_duckdb_and_pandas_read_parquet(filled: Path, tmp_path: Path) -> None:
    import duckdb
    import pandas

    file = exported("parquet", filled, tmp_path)
    rows = sorted((tuple(row.values()) for row in as_rows(filled)), key=lambda row: str(row[0]))
    assert duckdb.execute(f"select * from '{file}' order by uid").fetchall() == rows
    frame = pandas.read_parquet(file)
    assert list(frame.columns) == list(FIELDS)
    assert str(frame["line"].dtype) == "int64"


def test_excel_reads_a_workbook_without_formulas(filled: Path, tmp_path: Path) -> None:
    import openpyxl

    formula = tmp_path / "formula.txt"
    formula.write_text(
        'Ida Renn:\n=HYPERLINK("https://example.org") is what I said.\n\nTom Okello:\nNo.\n\nIda Renn:\nYes.\n'
    )
    run("load", formula, "--db", tmp_path / "f.sqlite")
    for database in (filled, tmp_path / "f.sqlite"):
        sheet = openpyxl.load_workbook(exported("xlsx", database, tmp_path))["statements"]
        rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
        assert rows[0] == FIELDS
        assert [row[0] for row in rows[1:]] == [row["uid"] for row in as_rows(database)]
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_excel_reads_csv_as_utf_8_where_it_has_the_mark(filled: Path, tmp_path: Path) -> None:
    import pandas

    file = exported("csv", filled, tmp_path, "--bom")
    assert file.read_bytes().startswith(b"\xef\xbb\xbfuid,")
    assert list(pandas.read_csv(file).columns) == list(FIELDS)
    assert not exported("tsv", filled, tmp_path).read_bytes().startswith(b"\xef")
    assert run("export", "jsonl", "--bom", "--db", filled).exit_code == 2


def test_what_is_no_text_goes_to_a_file_only(filled: Path) -> None:
    refused = run("export", "parquet", "--db", filled)
    assert (refused.exit_code, "say --output FILE" in refused.stderr) == (2, True)


def test_the_view_flat_has_all_that_an_export_has(filled: Path) -> None:
    exported_rows = {row["uid"]: row for row in as_rows(filled)}
    with sqlite3.connect(filled) as connection:
        connection.row_factory = sqlite3.Row
        flat = {row["uid"]: dict(row) for row in connection.execute("SELECT * FROM flat")}
    assert flat.keys() == exported_rows.keys()
    for uid, row in exported_rows.items():
        told = {name: flat[uid][name] for name in FIELDS if name not in ("cue", "text")}
        assert told == {name: value for name, value in row.items() if name not in ("cue", "text")}


def test_the_view_persons_is_what_people_lists(filled: Path) -> None:
    listed = list(
        csv.DictReader(run("people", "--limit", "1000", "--format", "csv", "--db", filled).stdout.splitlines())
    )
    with sqlite3.connect(filled) as connection:
        found = {uid: row for uid, *row in connection.execute("SELECT uid, name, kind, earliest, latest FROM persons")}
    assert {
        row["uid"]: [row["name"], row["kind"], row["first"] or None, row["last"] or None] for row in listed
    } == found


def test_a_database_says_what_it_is(filled: Path) -> None:
    head = filled.read_bytes()[:100]
    assert head[68:72] == b"QUOT"
    assert int.from_bytes(head[60:64]) >= 9
