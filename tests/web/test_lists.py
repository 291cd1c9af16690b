"""A list of claims is one list, on the page and from a file."""

import csv
from pathlib import Path

import pytest

from quotes import load
from quotes.web.claims import listed
from tests.conftest import run
from tests.web.conftest import serving

PAGE = """The hearing

Tessa Rad, Head of Works:
The gate was open. Nobody shut it.

Arlo Finn, Director of Works:
Nobody did. I asked them all.
"""
LISTS = (
    ('Tessa Rad: "Nobody did."\n', [("Tessa Rad", "Nobody did.", "other-speaker")]),
    (
        "- Arlo Finn: Nobody did.\n\n2) The gate was open.\n",
        [("Arlo Finn", "Nobody did.", "exact"), (None, "The gate was open.", "exact")],
    ),
    (
        "Arlo Finn, Director of Works: I asked them all.\n",
        [("Arlo Finn, Director of Works", "I asked them all.", None)],
    ),
    ("the rest: the gate was open\n", [(None, "the rest: the gate was open", None)]),
)


@pytest.fixture(scope="module")
def hearing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hearing")
    (folder / "hearing.txt").write_text(PAGE, "utf-8")
    load(folder / "hearing.txt", folder / "d.sqlite")
    return folder / "d.sqlite"


@pytest.mark.parametrize(("text", "claims"), LISTS)
def test_a_list_is_read_alike(
    text: str, claims: list[tuple[str | None, str, str | None]], hearing: Path, tmp_path: Path
) -> None:
    assert [(one.speaker, one.words.strip('"')) for one in listed(text)] == [claim[:2] for claim in claims]
    (tmp_path / "list.txt").write_text(text, "utf-8")
    told = run("verify", "--from", tmp_path / "list.txt", "--format", "csv", "--db", hearing)
    rows = [*csv.DictReader(told.stdout.splitlines())]
    assert [row["claim"] for row in rows] == [claim[1] for claim in claims]
    for row, (_, _, verdict) in zip(rows, claims, strict=True):
        assert verdict in (None, row["verdict"])
    with serving(hearing) as browser:
        page = browser.post("/verify", data={"text": text, "kind": "list"}).text
    for speaker, words, _ in claims:
        assert words in page
        assert speaker is None or speaker in page


def test_a_name_in_a_list_that_several_bear_hinders_no_other(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text("Ida Moe:\nThe tide is high.\n\nPer Moe:\nIt is low.\n\nIda Moe:\nHigh.\n", "utf-8")
    load(tmp_path / "p.txt", tmp_path / "d.sqlite")
    (tmp_path / "l.txt").write_text("Moe: It is low.\nIda Moe: The tide is high.\nKai Zorn: High.\n", "utf-8")
    told = run("verify", "--from", tmp_path / "l.txt", "--format", "csv", "--db", tmp_path / "d.sqlite")
    assert [row["claim"] for row in csv.DictReader(told.stdout.splitlines())] == ["The tide is high.", "High."]
    assert told.exit_code == 3
    assert "'Moe' may be any of 2" in told.stderr
    assert "nobody here is called 'Kai Zorn'" in told.stderr
