"""The program from Python, as docs/python.md tells it: what goes in, what comes out, what is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import quotes
from quotes.errors import BadQuestion, DatabaseProblem, QuotesError, UnreadableSource

TALK = "Ida Renn, Mayor:\nWe close the bridge.\n\nTom Okello:\nAnd who pays?\n\nIda Renn:\nThe bridge company.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "talk.txt").write_text(TALK, "utf-8")
    (tmp_path / "talks" / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path


@pytest.fixture
def database(folder: Path) -> Path:
    quotes.load(folder / "talks", folder / "d.sqlite", date="2024-05-03")
    return folder / "d.sqlite"


def test_a_load_says_what_it_did(folder: Path) -> None:
    db = folder / "d.sqlite"
    (folder / "talks" / "empty.txt").write_text("")
    first = quotes.load(folder / "talks", db)
    assert first.new == ["talks/talk.txt"]
    assert first.passed_over == ["picture.png"]
    assert list(first.refused) == ["talks/empty.txt"]
    assert quotes.load([folder / "talks" / "talk.txt"], db).unchanged == ["talks/talk.txt"]
    (folder / "talks" / "talk.txt").write_text(TALK.replace("pays", "will pay"), "utf-8")
    assert quotes.load(str(folder / "talks" / "talk.txt"), db).changed == ["talks/talk.txt"]
    assert quotes.load(folder / "talks" / "talk.txt", db, again=True).changed == ["talks/talk.txt"]
    assert quotes.load(folder / "nowhere.txt", db).refused


def test_what_is_given_is_known_of_the_documents(database: Path) -> None:
    with quotes.open(database) as asked:
        assert {row.said for row in asked.by_speaker("Ida Renn")} == {"2024-05-03"}


def test_questions(database: Path) -> None:
    with quotes.open(database) as asked:
        rows = asked.who_said("bridge")
        assert [(row.speaker, row.line) for row in rows] == [("Ida Renn", 2), ("Ida Renn", 8)]
        assert asked.who_said("bridge", without=["company"], sort="time") == rows[:1]
        assert asked.who_said("bridge", speaker="Tom Okello") == []
        assert len(asked.who_said("bridge", "pays", any_of=True)) == 3
        assert [row.text for row in asked.by_speaker("Renn", since="2024", manner="verbatim")] == [
            "We close the bridge.",
            "The bridge company.",
        ]
        assert asked.verify("We close the bridge.", speaker="Ida Renn", on="2024-05-03").verdict == "exact"
        assert asked.show(rows[0].uid).said.uid == rows[0].uid
        assert asked.cite(rows[0].uid).startswith("Ida Renn, Mayor, 2024-05-03:")
        assert {one.name for one in asked.people()} == {"Ida Renn", "Tom Okello"}
        assert [one.source for one in asked.sources()] == ["talks/talk.txt"]
        assert asked.conflicts() == []
        assert asked.headings("bridge") == []
        assert asked.sql("select count(*) as n from statements") == [{"n": 3}]
        assert asked.sql("select text from said where speaker = ?", ["Tom Okello"]) == [{"text": "And who pays?"}]
        assert asked.sql("select :n as n", {"n": 5}) == [{"n": 5}]


@pytest.mark.parametrize("on", ["2024-05-03", "3 May 2024", "May 2024", "2024"])
def test_dates_are_those_of_the_commands(on: str, database: Path) -> None:
    with quotes.open(database) as asked:
        assert asked.verify("We close the bridge.", speaker="Ida Renn", on=on).verdict == "exact"
        assert len(asked.who_said("bridge", since=on, until=on)) == 2
        assert asked.verify("We close the bridge.", speaker="Ida Renn", on="4 May 2024").verdict == "other-date"


def test_reading_without_storing(folder: Path) -> None:
    (found,) = quotes.extract(folder / "talks")
    assert [one["speaker"] for one in found["statements"]] == ["Ida Renn", "Tom Okello", "Ida Renn"]
    with pytest.raises(UnreadableSource):
        quotes.extract(folder / "nowhere.txt")
    assert not list(folder.glob("*.sqlite"))


def test_what_cannot_be_answered_is_refused_with_what_to_do(database: Path) -> None:
    with quotes.open(database) as asked:
        with pytest.raises(BadQuestion, match="nothing is called speakers"):
            asked.who_said("bridge", speakers="Ida Renn")
        with pytest.raises(BadQuestion, match="Only a single SELECT"):
            asked.sql("delete from statements")
        for refused in (
            {"since": "foo"},
            {"until": "2024-13-01"},
            {"manner": "x"},
            {"status": "sure"},
            {"act": ("said",)},
            {"factuality": ("true",)},
        ):
            with pytest.raises(BadQuestion, match="is no "):
                asked.by_speaker("Ida Renn", **refused)
        with pytest.raises(BadQuestion, match="is no date"):
            asked.verify("bridge", on="foo")
        with pytest.raises(BadQuestion, match=r"nobody here is called 'Ida Wren', .*; Ida Renn\?"):
            asked.verify("We close the bridge.", speaker="Ida Wren")
    with pytest.raises(BadQuestion, match="the database is closed"):
        asked.people()
    with pytest.raises(DatabaseProblem), quotes.open(database.with_name("none.sqlite")):
        pass
    assert issubclass(DatabaseProblem, QuotesError)


def test_what_is_offered_is_there_and_is_told(database: Path) -> None:
    for name in quotes.__all__:
        assert getattr(quotes, name), name
        assert name in dir(quotes)
    assert quotes.__version__ == quotes.__version__.strip()
    with pytest.raises(AttributeError):
        quotes.nothing  # noqa: B018
    told = subprocess.run(
        [sys.executable, "-c", "import quotes; help(quotes)"], capture_output=True, text=True, check=True
    ).stdout
    assert "three evils" in told
    for name, method in vars(quotes.Database).items():
        assert name.startswith("_") or method.__doc__, name


def test_a_bare_import_is_free() -> None:
    code = "import sys, quotes; print(sorted(name for name in sys.modules if name.startswith(('click', 'sqlalchemy'))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
