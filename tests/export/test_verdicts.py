"""The verdict on a claim in words: with all that does not stand as claimed, and nobody said what nobody is known to."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import quotes
from quotes.export.verdicts import headline
from quotes.queries.naming import meant
from quotes.queries.verify import verify
from quotes.store.database import reading, writing
from quotes.store.writing.save import save
from tests.store.making import Turn, make
from tests.web.conftest import serving

CASES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("verdicts.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verdicts")
    (folder / "page.txt").write_text(CASES["text"], "utf-8")
    quotes.load(folder / "page.txt", folder / "page.sqlite")
    return folder / "page.sqlite"


def told(database: Path, words: str, speaker: str | None = None, on: str | None = None) -> str:
    with reading(database) as connection:
        return headline(verify(connection, words, people=meant(connection, speaker), on=on, called=speaker or ""))


@pytest.mark.parametrize("claim", CASES["claim"], ids=lambda claim: f"{claim['words']} – {claim['speaker']}")
def test_the_verdict_tells_all_that_does_not_stand(claim: dict[str, str], page: Path) -> None:
    assert told(page, claim["words"], claim["speaker"], claim.get("on")) == claim["told"]


DOUBTS = [  # a turn in doubt, whom a claim names, and what is told
    (Turn("Ines Holt", "The raft was mine.", rival="Sam Lorne"), "Edda Rosen", "in doubt"),
    (Turn("Ines Holt", "The raft was mine.", rival="narration"), "Edda Rosen", "in doubt"),
    (Turn("Ines Holt", "The raft was mine.", rival="Sam Lorne"), "Zed Nobody", "in doubt; nobody here is called so"),
    (
        Turn(None, "Lorne wrote: “The raft was mine.”", quoted="The raft was mine."),
        "Zed Nobody",
        "not known; nobody here is called so",
    ),
]


@pytest.mark.parametrize(("turn", "speaker", "whose"), DOUBTS)
def test_nobody_is_told_to_have_said_what_nobody_is_known_to(
    turn: Turn, speaker: str, whose: str, tmp_path: Path
) -> None:
    with writing(tmp_path / "d.sqlite") as connection:
        save(connection, make("raft.txt", [Turn("Edda Rosen", "Good day."), turn], day="2024-05-02"), "s")
    assert (
        told(tmp_path / "d.sqlite", "The raft was mine.", speaker)
        == f"the words stand there, whose they are is {whose}"
    )
    with serving(tmp_path / "d.sqlite") as client:
        page = client.get("/verify", params={"claim": "The raft was mine.", "speaker": speaker}).text
    assert f"the words stand there, whose they are is {whose}" in page
    assert ("not the one named, as far as is known" in page) == ("nobody" not in whose)
    assert "somebody else</dd>" not in page
