"""The recipes of docs/CONTRIBUTING.md, followed word for word in a copy of the program: what they add works."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import PAGES, ROOT

_BLOCK = re.compile(
    r"^`(?P<file>[\w./]+)`(?:, in `(?P<table>\w+)`)?(?: under `(?P<row>.+)`)?\n\n```\w+\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_FUTURE = "from __future__ import annotations\n"
Readings = dict[str, tuple[str, str, list[list[object]]]]  # by recipe: format, convention, who says what how


class Step(NamedTuple):
    """A block of a recipe: its text, the file, and the table there that it is added to."""

    file: str
    table: str | None
    row: str | None
    text: str


def steps() -> dict[str, list[Step]]:
    """Return the blocks of each recipe that has any, by its heading."""
    page = (ROOT / "docs" / "CONTRIBUTING.md").read_text("utf-8")
    recipes = {part.partition("\n")[0]: part for part in page.split("\n## ")[1:]}
    found = {title: [Step(*block.groups()) for block in _BLOCK.finditer(part)] for title, part in recipes.items()}
    return {title: blocks for title, blocks in found.items() if blocks}


def follow(step: Step, root: Path) -> None:
    """Do what a step says in the copy at `root`."""
    file = root / step.file
    if not file.exists():
        assert step.table is None, f"{step.file}: there is no such file"
        file.write_text(step.text, "utf-8")
        return
    text = file.read_text("utf-8")
    file.write_text(_in_table(text, step) if step.table else _beside(text, step.text), "utf-8")


def _beside(text: str, added: str) -> str:
    """Return the text with lines of a list at its end, or with imports among its imports."""
    head, future, rest = text.partition(_FUTURE)
    return f"{head}{future}\n{added}{rest}" if future else text + added


def _in_table(text: str, step: Step) -> str:
    """Return the text with a row at the end of a table, or of that section of it which `row` opens."""
    assigned = (node for node in ast.parse(text).body if isinstance(node, ast.Assign | ast.AnnAssign))
    table = next(node.value for node in assigned if step.table in _targets(node))
    if step.row and table:
        table = next(node.elts[1] for node in ast.walk(table) if isinstance(node, ast.Tuple) and _opens(node, step.row))
    assert table is not None and table.end_lineno is not None and table.end_col_offset is not None
    lines = text.splitlines(keepends=True)
    end = len("".join(lines[: table.end_lineno - 1]))
    end += len(lines[table.end_lineno - 1].encode()[: table.end_col_offset - 1].decode())
    before = text[:end].rstrip()
    return f"{before}{'' if before.endswith(',') else ','}\n{step.text}{text[end:]}"


def _targets(node: ast.Assign | ast.AnnAssign) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _opens(node: ast.Tuple, row: str) -> bool:
    return isinstance(node.elts[0], ast.Constant) and node.elts[0].value == row


def copied(root: Path) -> Path:
    """Return the folder `root` with a copy of the program."""
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in ("quotes", "migrations"):
        shutil.copytree(ROOT / folder, root / folder, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in which all recipes are followed."""
    root = copied(tmp_path_factory.mktemp("recipes"))
    for blocks in steps().values():
        for step in blocks:
            follow(step, root)
    return root


def run(root: Path, *arguments: str | Path, stdin: str | None = None) -> str:
    """Return what the copy at `root` prints when Python is called with these arguments."""
    paths = os.pathsep.join(map(str, (root, ROOT)))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QUOTES")}
    done = subprocess.run(
        [sys.executable, "-B", *arguments],
        input=stdin,
        cwd=root,
        env=environment | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


# Reads each page that is asked for, holds it to the laws, and prints who says what in which manner.
_READ = """
import json, sys
from quotes.pipeline import extract
from tests.formats.laws import assert_extraction_laws

for key, text in json.load(sys.stdin):
    found = extract(text.encode(), key)
    assert_extraction_laws(found)
    said = [(None if s.person is None else found.people[s.person].name, s.text, s.manner, s.within is not None)
            for s in found.statements]
    print(json.dumps([found.document.format, found.document.convention.name, said]))
"""
_PAGES = {
    "A format": (
        "quarrel.prompt",
        "@Ines Corrigan\nThe oven smoked.\nFor days.\r\n\n  @ Vera Malouf \nI never saw it.\n",
    ),
    "A convention": (
        "quarrel.txt",
        "At the bakery\n\nInes Corrigan → The oven smoked for days.\n\nVera Malouf → I never saw it.\n\n"
        "Ines Corrigan → You saw it every day.\n\nVera Malouf → I did not, and I was there.\n\n"
        "Ines Corrigan → So was I.\n",
    ),
    "A rule of attribution": (
        "march.txt",
        "The march began at ten. Beside a placard of the bakers’ guild: NO MORE NIGHT SHIFTS stood Vera Malouf, who "
        "said that she was tired.\n",
    ),
    "A format, oddly used": ("odd.prompt", "\ufeff @\n\n@@ \r\n@ \u00a0A\t\n\x0cwords\x0c\n@B"),
    "A format without words": ("none.prompt", "@Ines Corrigan\n@Vera Malouf"),
    "A word": ("valley.txt", "Nobody was surprised. Ines Corrigan yodelled that the oven had smoked for days.\n"),
}


def _read(root: Path) -> Readings:
    printed = run(root, "-c", _READ, stdin=json.dumps(list(_PAGES.values())))
    return dict(zip(_PAGES, map(json.loads, printed.splitlines()), strict=True))


@pytest.fixture(scope="module")
def read(program: Path) -> Readings:
    return _read(program)


@pytest.fixture(scope="module")
def read_before(tmp_path_factory: pytest.TempPathFactory) -> Readings:
    return _read(copied(tmp_path_factory.mktemp("before")))


def test_every_recipe_has_an_example() -> None:
    assert list(steps()) == ["A format", "A convention", "A rule of attribution", "A word", "A question"]


def test_a_format(read: Readings) -> None:
    format, convention, said = read["A format"]
    assert (format, convention) == ("prompts", "prompts")
    assert [(who, words) for who, words, _, _ in said] == [
        ("Ines Corrigan", "The oven smoked.\nFor days."),
        ("Vera Malouf", "I never saw it."),
    ]


def test_a_convention(read: Readings, read_before: Readings) -> None:
    assert read["A convention"][1] == "name and arrow"
    assert [(who, words) for who, words, *_ in read["A convention"][2]] == [
        ("Ines Corrigan", "The oven smoked for days."),
        ("Vera Malouf", "I never saw it."),
        ("Ines Corrigan", "You saw it every day."),
        ("Vera Malouf", "I did not, and I was there."),
        ("Ines Corrigan", "So was I."),
    ]
    assert {who for who, *_ in read_before["A convention"][2]} == {None}


def test_a_rule_nested_beside_what_others_find(read: Readings) -> None:
    nested = [(who, words, manner) for who, words, manner, within in read["A rule of attribution"][2] if within]
    assert nested == [
        ("the bakers’ guild", "NO MORE NIGHT SHIFTS", "verbatim"),
        ("Vera Malouf", "she was tired", "reported"),
    ]


def test_a_word(read: Readings, read_before: Readings) -> None:
    report = ["Ines Corrigan", "the oven had smoked for days", "reported", True]
    assert report in read["A word"][2]
    assert report not in read_before["A word"][2]


# Asks the question as the plan test does: through an index.
_PLAN = """
import sqlite3, sys
from quotes.queries.shares import shares
from tests.queries.test_plans import LARGE, steps

with sqlite3.connect(sys.argv[1]) as connection:
    assert not [step for _, step in steps(connection, lambda c: shares(c, "council.txt")) if LARGE.search(step)]
"""


def test_a_question(program: Path, tmp_path: Path) -> None:
    database = tmp_path / "data.sqlite"
    call = ("-c", "from quotes.cli import main; main(prog_name='quotes')")
    run(program, *call, "load", shutil.copy(PAGES / "council.txt", tmp_path), "--db", database)
    assert "shares" in run(program, *call, "--help")
    rows = json.loads(run(program, *call, "shares", "council.txt", "--db", database, "--format", "json"))
    assert rows and all(row["name"] and row["statements"] > 0 for row in rows)
    assert run(program, *call, "shares", "council.txt", "--db", database).splitlines()[0].split()[0].isdigit()
    assert run(program, *call, "shares", "nowhere.txt", "--db", database, "--format", "json").strip() in ("", "[]")
    run(program, "-c", _PLAN, database)
