"""The page of a PDF in every answer and citation that names a place, and the words that its lines cut in two."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import run
from tests.formats.pdf.sheets import printed

PAGES = [
    [
        "Mara Quill: Good morning, everyone. The weir has held through two floods,",
        "and nobody has thanked the keepers for it until today, though all knew it.",
        "Tobias Renn: They were paid for it.",
        "Mara Quill: Paid, and forgotten by those who had the responsi-",
    ],
    [
        "bility for their pay, and for the boats. I should like this remembered.",
        "Tobias Renn: I remember it every morning.",
    ],
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "weir.pdf").write_bytes(printed(PAGES))
    (folder / "weir.meta.toml").write_text('url = "https://example.org/weir.pdf"\npublished = "2024-05-03"\n', "utf-8")
    loaded = run("load", folder / "weir.pdf", "--db", folder / "data.sqlite")
    assert (loaded.exit_code, loaded.stderr) == (0, "")
    assert run("check", "--db", folder / "data.sqlite").exit_code == 0
    return folder / "data.sqlite"


def found(database: Path, phrase: str) -> dict[str, object]:
    (row,) = map(json.loads, run("who-said", phrase, "--db", database, "--format", "jsonl").stdout.splitlines())
    assert isinstance(row, dict)
    return row


def test_an_answer_has_the_page_of_its_hit(database: Path) -> None:
    places = {phrase: found(database, phrase)["page"] for phrase in ("thanked the keepers", "forgotten", "remembered")}
    assert places == {"thanked the keepers": 1, "forgotten": 1, "remembered": 2}
    assert "weir.pdf:6, p. 1 · " in run("who-said", "forgotten by those", "--db", database).stdout


def test_a_word_over_two_pages_is_found_and_verified_as_one(database: Path) -> None:
    assert found(database, "who had the responsibility for their pay")["speaker"] == "Mara Quill"
    claim = run("verify", "had the responsibility for their pay", "--speaker", "Mara Quill", "--db", database)
    assert (claim.exit_code, claim.stdout.startswith("SAID EXACTLY SO")) == (0, True)
    assert "weir.pdf:6, p. 1" in claim.stdout


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("text", "weir.pdf, p. 2, line 9 ["),
        ("bibtex", "  pages = {{2}},"),
        ("csl", '"page": "2"'),
        ("link", "https://example.org/weir.pdf#page=2"),
    ],
)
def test_every_citation_names_the_page(style: str, words: str, database: Path) -> None:
    uid = str(found(database, "every morning")["uid"])
    assert words in run("cite", uid, "--as", style, "--db", database).stdout


def test_what_is_shown_and_exported_names_the_page(database: Path) -> None:
    uid = str(found(database, "every morning")["uid"])
    assert "weir.pdf, p. 2, line 9, characters" in run("show", uid, "--db", database).stdout
    assert json.loads(run("show", uid, "--db", database, "--format", "json").stdout)["said"]["page"] == 2
    assert '"value": "page=2"' in run("export", "annotations", "--db", database).stdout
    assert "weir.pdf, p. 2, line 9" in run("export", "popolo", "--db", database).stdout
    assert run("sql", "select max(page) from statements", "--db", database).stdout.split()[-1] == "2"
