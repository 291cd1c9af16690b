"""The import direction of the house: an arrow that points the wrong way fails here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

from quotes.cli import COMMANDS
from quotes.errors import Advice
from quotes.web.app import paths

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "quotes"

# From the ground up. A room may import from rooms below its own row, never from its own row's neighbours.
FLOORS = (
    ("span", "errors", "force"),
    ("text", "patterns", "stops", "times", "fitted", "metadata"),
    ("lexicon",),
    ("model",),
    ("page", "sureness", "dates", "verdict"),
    ("formats", "labels", "attribution", "people"),
    ("occasion", "timing", "translated"),
    ("pipeline",),
    ("store",),
    ("queries",),
    ("export",),
    ("decisions", "loading"),
    ("web",),
    ("cli",),
    ("api",),
)
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
CORE = {room for room in LEVEL if LEVEL[room] <= LEVEL["pipeline"]}

# Who may see what of the world outside; everyone else may not.
GUARDED = {
    "click": {"cli"},
    "tabulate": {"cli"},
    **{library: {"web"} for library in ("starlette", "jinja2", "uvicorn", "python_multipart", "mcp")},
    "sqlalchemy": {"store", "queries"},
    "alembic": {"store.migrate"},
    "sqlite3": {"store", "queries", "api", "decisions", "web"},
    "pathlib": set(LEVEL) - CORE,
    "os": set(LEVEL) - CORE,
}
# Rooms whose words come as an argument: the default language stands there only where nobody names another.
HANDED = {"formats", "labels", "people", "dates", "occasion", "translated", "pipeline", "attribution"}
GRAB_BAGS = {"utils", "util", "helpers", "common", "misc", "shared"}


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "quotes")


def within(name: str, allowed: set[str]) -> bool:
    return any(name == room or name.startswith(room + ".") for room in allowed)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_point_down(path: Path) -> None:
    room = name_of(path).split(".")[0]
    for imported in imports(path):
        if not imported.startswith("quotes."):
            continue
        other = imported.split(".")[1]
        if other not in LEVEL:
            continue
        same_floor_ok = other == room or LEVEL[room] == 0
        assert other == room or LEVEL[other] < LEVEL[room] or (same_floor_ok and LEVEL[other] == LEVEL[room]), (
            f"{name_of(path)} imports {imported}: {other} is not below {room}"
        )


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    for imported in imports(path):
        assert not imported.startswith("sqlalchemy.orm"), "the ORM costs most of the start-up"
        library = imported.split(".")[0]
        if library in GUARDED:
            assert within(name_of(path), GUARDED[library]), f"{name_of(path)} must not import {library}"


def test_every_room_has_a_place() -> None:
    rooms = {name_of(path).split(".")[0] for path in modules()}
    assert rooms <= set(LEVEL), f"without a place in the house: {rooms - set(LEVEL)}"
    assert not {path.stem for path in modules()} & GRAB_BAGS


SPEECH = [path for path in modules() if within(name_of(path), {"attribution.speech"})]


@pytest.mark.parametrize("path", SPEECH, ids=name_of)
def test_what_reads_other_languages_is_small_and_names_none(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    codes = {folder.name for folder in (PACKAGE / "lexicon").iterdir() if (folder / "speech.toml").exists()}
    assert not codes & {one for one in said(ast.parse(text)) if one.isalpha()}, "what differs is a switch of the pack"


def said(tree: ast.AST) -> Iterator[str]:
    """The texts of a module, less what only its readers see."""
    told = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {node.body[0].value for node in ast.walk(tree) if isinstance(node, told) and _is_text(node.body[0])}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs:
            yield node.value


def _is_text(node: ast.stmt) -> TypeGuard[ast.Expr]:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


# What is said only where it holds: options and commands at the command line, addresses on pages.
SHELL = re.compile(rf"(?<![\w-])--[a-z]|\bquotes (?:{'|'.join(name for _, some in COMMANDS for name, _ in some)})\b")
ADDRESS = re.compile(rf"(?<!\w)/(?:{'|'.join({path.split('/')[1] for path in paths()})})\b")


@pytest.mark.parametrize("path", [path for path in modules() if not within(name_of(path), {"web", "cli"})], ids=name_of)
def test_words_of_the_shell_and_addresses_stay_where_they_hold(path: Path) -> None:
    for text in said(ast.parse(path.read_text(encoding="utf-8"))):
        assert not SHELL.search(text) and not ADDRESS.search(text), f"{name_of(path)} cannot know who reads: {text}"


def test_every_advice_is_given_somewhere() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in modules())
    assert [one for one in Advice if f"Advice.{one.name}" not in texts.replace(f"Advice.{one.name}:", "")] == []


def defaults(tree: ast.AST) -> set[ast.expr]:
    """The expressions that stand for arguments which nobody gives."""
    functions = [node.args for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {value for args in functions for value in (*args.defaults, *args.kw_defaults) if value}


@pytest.mark.parametrize("path", [path for path in modules() if within(name_of(path), HANDED)], ids=name_of)
def test_words_come_as_an_argument(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "ENGLISH"}
    assert named <= defaults(tree), "words are asked of a lexicon that was not handed in"
