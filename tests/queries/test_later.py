"""What was said and taken back later on the same page."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

import quotes
from quotes.export.citation import STYLES
from quotes.queries.show import show
from quotes.store.database import reading
from quotes.web.mcp.tools import Tools
from tests.conftest import run
from tests.web.conftest import serving

PAGES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("later.toml").read_text("utf-8"))["page"]


def json_text(cited: str) -> str:
    return str(json.loads(cited)["note"]) if cited.startswith("{") else cited


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["why"])
def test_what_was_taken_back_later_is_no_full_answer(page: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"5 March 2024\n{page['text']}", "utf-8")
    quotes.load(tmp_path / "page.txt", tmp_path / "d.sqlite")
    with quotes.open(tmp_path / "d.sqlite") as asked:
        answer = asked.verify(page["words"], speaker="Renn")
    told = page.get("told")
    expected = ("shortened", "withdrawn") if told else ("exact", "said")
    assert (answer.verdict, answer.standing) == expected, answer
    assert answer.words == "exact"
    assert answer.speaker == "Mara Renn"
    assert f"“{told}”" in (answer.notes or "") if told else answer.notes is None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["why"])
def test_a_statement_is_shown_with_what_takes_it_back(page: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"5 March 2024\n{page['text']}", "utf-8")
    quotes.load(tmp_path / "page.txt", tmp_path / "d.sqlite")
    with quotes.open(tmp_path / "d.sqlite") as asked:
        uid = asked.verify(page["words"], speaker="Renn").uid
    told = page.get("whole", page.get("told"))
    with reading(tmp_path / "d.sqlite") as connection:
        shown = show(connection, uid or "")
    taken_back = shown.taken_back or ""
    for style, cite in STYLES:
        if style in ("text", "bibtex", "csl"):
            cited = json_text(cite(shown))
            assert ("perhaps taken back" in cited) == bool(told)
            assert taken_back in cited
    assert (
        taken_back.startswith("perhaps taken back in line ") and f"“{told}”" in taken_back if told else not taken_back
    )
    lines = " ".join(run("show", str(uid), "--db", tmp_path / "d.sqlite").stdout.split())
    assert ("later: perhaps" in lines) == (f"later: {taken_back}" in lines) == bool(told)
    tools = Tools(str(tmp_path / "d.sqlite"))
    whole = tools.show(uid=uid or "")
    assert whole.remarks == [taken_back] * bool(told)
    assert whole.statement
    claimed = tools.verify(claim=page["words"]).statement
    for one in (whole.statement, claimed):
        assert one is None or ("perhaps taken back" in one.say_it_so) == bool(told)
    with serving(tmp_path / "d.sqlite") as client:
        assert ("perhaps taken back" in client.get(f"/statement/{uid}").text) == bool(told)


def test_it_is_told_on_which_day(tmp_path: Path) -> None:
    text = "Date,Name,Text\n2024-03-05,Mara Renn,The dam is safe.\n2024-03-09,Mara Renn,I withdraw that.\n"
    (tmp_path / "log.csv").write_text(text, "utf-8")
    quotes.load(tmp_path / "log.csv", tmp_path / "d.sqlite")
    with quotes.open(tmp_path / "d.sqlite") as asked:
        answer = asked.verify("The dam is safe.", speaker="Renn")
    assert (answer.said, answer.standing) == ("2024-03-05", "withdrawn")
    assert "perhaps taken back on 2024-03-09, in line 3: “" in (answer.notes or "")
