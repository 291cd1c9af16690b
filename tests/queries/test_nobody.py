"""Nobody is not anybody: whoever a name is unknown of has said nothing, and never everything."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotes.cli import main
from quotes.queries.by_role import by_role
from quotes.queries.by_speaker import by_speaker, rivals
from quotes.queries.every import every
from quotes.queries.identity import appearances, judgements
from quotes.queries.people import candidates, described, identify
from quotes.queries.review import doubts
from quotes.queries.statements import NO_FILTERS, Filters
from quotes.queries.verify import verify
from quotes.queries.voices import voices
from quotes.queries.who_said import who_said
from quotes.store.database import reading
from tests.conftest import Ask

UNKNOWN = "Winston Smith"
WORDS = "the three evils against which China is actively fighting"
NARRATED = "Terrorism, extremism, separatism are the three evil forces of today"
NOBODY = Filters(people=())

QUESTIONS: dict[str, Callable[[sqlite3.Connection, Filters], Iterable[object]]] = {
    "who-said": lambda asking, filters: who_said(asking, "the", filters).rows,
    "who-said, counted": lambda asking, filters: range(who_said(asking, "the", filters).matches),
    "by-speaker": by_speaker,
    "by-role": lambda asking, filters: by_role(asking, "President", filters),
    "every": every,
    "voices": lambda asking, filters: voices(asking, "the", filters).rows,
    "doubts": lambda asking, filters: doubts(asking, people=filters.people),
}


@pytest.mark.parametrize("name", [UNKNOWN, "Winston", "ltrrn3zyzzzz", "President Smith"])
def test_an_unknown_name_means_nobody(name: str, asking: sqlite3.Connection) -> None:
    assert identify(asking, name) == ()
    assert candidates(asking, name) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_nobody_said_nothing_and_whoever_said_it_did(question: str, asking: sqlite3.Connection) -> None:
    ask = QUESTIONS[question]
    assert list(ask(asking, NO_FILTERS)) != []
    assert list(ask(asking, NOBODY)) == []
    assert list(ask(asking, NOBODY._replace(manner="verbatim"))) == []
    assert list(ask(asking, NOBODY._replace(since="1900", until="2100"))) == []


@pytest.mark.parametrize(
    ("claim", "of_whoever", "of_nobody"),
    [
        (WORDS, "unsure-speaker", "other-speaker"),
        ("The three evils against which China is fighting", "altered", "not-found"),
        (NARRATED, "narrated", "narrated"),
        ("The moon is made of green cheese and always was", "not-found", "not-found"),
    ],
)
def test_nobody_is_found_to_have_said_a_claim(
    claim: str, of_whoever: str, of_nobody: str, asking: sqlite3.Connection
) -> None:
    assert verify(asking, claim).verdict == verify(asking, claim, people=None).verdict == of_whoever
    assert verify(asking, claim, people=()).verdict == of_nobody
    assert verify(asking, claim, people=identify(asking, UNKNOWN)).verdict == of_nobody
    assert verify(asking, claim, people=identify(asking, "Cao Jianming")).verdict == of_nobody


def test_nobody_is_described_by_nothing(asking: sqlite3.Connection) -> None:
    assert described(asking, ()) == []
    assert appearances(asking, ()) == []
    assert judgements(asking, ()) == []
    assert len(rivals(asking, ())) == 0


@pytest.mark.parametrize(
    "question",
    [
        ["by-speaker", UNKNOWN],
        ["by-speaker", UNKNOWN, "--all"],
        ["who-said", "the", "--speaker", UNKNOWN],
        ["review", "--speaker", UNKNOWN],
        ["export", "--format", "csv", "--speaker", UNKNOWN],
    ],
    ids=" ".join,
)
def test_the_commands_know_nobody_either(question: list[str], ask: Ask) -> None:
    result = ask(*question)
    assert "exact" not in result.stdout
    assert "Lukashenko" not in result.stdout


def test_a_claim_about_nobody_could_not_be_put(ask: Ask) -> None:
    result = ask("verify", WORDS, "--speaker", UNKNOWN, "--format", "json")
    (answer,) = json.loads(result.stdout)
    assert (answer["verdict"], answer["speaker_answer"], result.exit_code) == ("other-speaker", "nobody", 3)
    assert f"nobody here is called '{UNKNOWN}'" in result.stderr


def test_who_speaks_for_somebody_is_not_called_like_that_one(tmp_path: Path) -> None:
    """A fact-checker who asks for the president is not given his spokesman."""
    (tmp_path / "kral.txt").write_text("A spokesman for President Viktor Kral said that all was well.\n")
    database = str(tmp_path / "kral.sqlite")
    assert CliRunner().invoke(main, ["load", str(tmp_path / "kral.txt"), "--db", database]).exit_code == 0
    with reading(database) as connection:
        assert candidates(connection, "Viktor Kral") == candidates(connection, "Kral") == []
        assert len(candidates(connection, "spokesman")) == 1
