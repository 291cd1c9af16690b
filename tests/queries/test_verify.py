"""What is claimed to have been said, against what was said."""

import sqlite3
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quotes
from quotes.errors import BadQuestion
from quotes.queries.people import identify
from quotes.queries.verify import verify

HOSPITAL = "We did not switch off a single hospital the grid lost of its"
CLAIMS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("verify.toml").read_text("utf-8"))["claim"]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim['verdict']}: {claim['words'][:40]}")
def test_the_verdict(claim: dict[str, Any], asking: sqlite3.Connection) -> None:
    people = identify(asking, claim["speaker"]) if "speaker" in claim else None
    answer = verify(asking, claim["words"], people=people, on=claim.get("on"))
    assert answer.verdict == claim["verdict"], answer
    parts = claim.get("parts", {})
    assert {name: getattr(answer, name) for name in parts} == parts, answer
    for piece in claim.get("difference", ()):
        assert piece in (answer.difference or "")
    for piece in claim.get("notes", ()):
        assert piece in (answer.notes or "")


def test_a_claim_without_words_is_refused(asking: sqlite3.Connection) -> None:
    with pytest.raises(BadQuestion, match="holds no words"):
        verify(asking, "“…”")


@given(words=st.lists(st.sampled_from(HOSPITAL.split()), min_size=1))
def test_exact_is_only_what_stands_there(words: list[str], asking: sqlite3.Connection) -> None:
    claim = " ".join(words)
    answer = verify(asking, claim)
    if answer.verdict == "exact":
        assert answer.text is not None
        assert any(one in answer.text for one in (claim, claim[0].swapcase() + claim[1:]))  # lifted into a sentence


@given(claim=st.text(min_size=1))
def test_any_claim_has_a_verdict_or_is_refused(claim: str, asking: sqlite3.Connection) -> None:
    try:
        assert verify(asking, claim).verdict
    except BadQuestion as refusal:
        assert "holds no words" in str(refusal)


@pytest.mark.parametrize(
    ("speaker", "sentence"),
    [
        ("Ana Bell", '"It is over," said Ana Bell, and the hall was quiet.'),
        ("Eva Lind", '"It is over," Eva Lind said.'),
    ],
)
def test_of_words_that_stand_twice_in_a_paragraph_each_proves_its_own(
    speaker: str, sentence: str, tmp_path: Path
) -> None:
    both = '"It is over," said Ana Bell, and the hall was quiet. "It is over," Eva Lind said.'
    page = f"5 March 2024\n\n{both} Nobody spoke.\n"
    (tmp_path / "page.txt").write_text(page, "utf-8")
    quotes.load(tmp_path / "page.txt", tmp_path / "d.sqlite")
    with quotes.open(tmp_path / "d.sqlite") as asked:
        assert asked.verify("It is over", speaker=speaker).sentence == sentence


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        ("2025-03-04", "unknown"),
        ("2025-04-03", "unknown"),
        ("2025-03-20", "other"),
        ("2025", "same"),
        ("2024", "other"),
    ],
)
def test_a_day_in_figures_that_may_be_two_is_neither_and_none_between(on: str, answer: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("date,speaker,text\n3/4/2025,Ilse Brandt,Nobody pays a toll here.\n", "utf-8")
    quotes.load(tmp_path / "t.csv", tmp_path / "d.sqlite")
    with quotes.open(tmp_path / "d.sqlite") as asked:
        assert asked.verify("Nobody pays a toll here.", speaker="Ilse Brandt", on=on).date_answer == answer
