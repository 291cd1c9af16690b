"""The page on other languages: it names every table and switch of a pack, and its invented language is read."""

import ast
import re
import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from quotes.attribution.speech import statements
from quotes.force import Act
from quotes.lexicon import Lexicon, load, others
from quotes.model import Attribution, Basis, Convention, Document, Manner, Span, Status
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "languages.md").read_text("utf-8")
ACTS = {*(act.value for act in Act), "unsaid"}


def told(heading: str) -> set[str]:
    """The tables that the page tells of under a heading."""
    section = PAGE.partition(f"### `[{heading}]`")[2].partition("\n### ")[0]
    cells = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


@pytest.mark.parametrize("language", sorted(others()))
def test_what_a_pack_holds_is_told(language: str) -> None:
    tables = load(language).tables("speech")
    assert set(tables) <= {"verbs", "words", "pronouns", "according", "people", "text"}
    assert set(tables["verbs"]) <= ACTS
    assert set(tables["pronouns"]) <= {"m", "f"}
    for heading in ("words", "according", "people", "text"):
        assert set(tables[heading]) <= told(heading)


def texts_in_code() -> set[str]:
    lexicon = ROOT / "quotes" / "lexicon"
    files = [*(ROOT / "quotes" / "attribution" / "speech").glob("*.py"), lexicon / "packs.py", lexicon / "cases.py"]
    trees = [ast.parse(file.read_text("utf-8")) for file in files]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@pytest.mark.parametrize("heading", ["words", "according", "people", "text"])
def test_what_is_told_is_read(heading: str) -> None:
    found = texts_in_code()
    stems = {name: {name, re.sub(r"_[mf]$", "", name), re.sub(r"[mf]$", "", name)} for name in told(heading)}
    assert [name for name, some in stems.items() if not some & found] == []


@pytest.mark.parametrize("heading", ["words", "according", "people", "text"])
def test_what_is_told_is_used_by_a_pack(heading: str) -> None:
    used = {name for language in others() for name in load(language).tables("speech")[heading]}
    assert told(heading) - used == set()


class Invented(Lexicon):
    """The words of the language that the page invents, in the place of a pack."""

    __slots__ = ()

    def tables(self, name: str) -> Mapping[str, Any]:
        return tomllib.loads(example("toml")) if name == "speech" else super().tables(name)


def example(kind: str) -> str:
    return PAGE.partition(f"```{kind}\n")[2].partition("```")[0]


def test_the_invented_language_is_read() -> None:
    text = example("text")
    top = [Attribution(Span(0, len(text)), Manner.NARRATED, Basis.NARRATION, None, 1.0, Status.CERTAIN)]
    document = Document("page", text, "", "", Convention("prose", 1.0), (), lexicon=Invented("de"))
    said = [one for one in statements.find(document, top) if one.manner is not Manner.NARRATED]
    rows = [
        f"| {one.antecedent or (one.speaker and one.speaker.name)} | {what(one)} | {text[slice(*one.span)]} |"
        for one in sorted(said, key=lambda one: one.span)
    ]
    assert "\n".join(rows) == PAGE.partition("| who | what | words |\n|---|---|---|\n")[2].partition("\n\n")[0]


def what(one: Attribution) -> str:
    return "not said" if one.force.factuality.value == "unsaid" else one.force.act.value
