"""The same words as two people's, or said and not said; stock phrases and one's own quotation are no conflict."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes import open_database
from quotes.queries.conflicts import conflicts
from tests.conftest import run

LONG = "the northern bridge will be closed for good before the winter floods come again"


def told(tmp_path: Path, *pages: str) -> list[tuple[str, set[str | None]]]:
    for i, page in enumerate(pages):
        (tmp_path / f"{i}.txt").write_text(page, "utf-8")
    run("load", *sorted(tmp_path.glob("?.txt")), "--db", tmp_path / "c.sqlite")
    with open_database(tmp_path / "c.sqlite") as connection:
        return [(one.kind, {one.one.speaker, one.other.speaker}) for one in conflicts(connection)]


def said(who: str, words: str = LONG) -> str:
    return f'The council met on Monday.\n\n"{words.capitalize()}," {who} said on Monday.\n'


def test_the_same_words_as_two_peoples_are_a_conflict(tmp_path: Path) -> None:
    assert told(tmp_path, said("Ida Renn"), said("Tom Okello")) == [("two speakers", {"Ida Renn", "Tom Okello"})]


@pytest.mark.parametrize(
    "other",
    [
        said("Ida Renn"),
        said("Renn"),
        said("Tom Okello", "the northern bridge will be closed, and soon"),
        f'Bo Chen:\nIda Renn said: "{LONG.capitalize()}." I do not.\n\nMay Tarn:\nNor do I.\n\nBo Chen:\nGood.\n',
    ],
    ids=["the same person", "perhaps the same person", "seven words", "quoted by another, under her name"],
)
def test_what_is_no_conflict(other: str, tmp_path: Path) -> None:
    assert told(tmp_path, said("Ida Renn"), other) == []


def test_a_phrase_of_many_is_none(tmp_path: Path) -> None:
    names = ("Ida Renn", "Tom Okello", "Bo Chen", "May Tarn")
    assert told(tmp_path, *(said(name) for name in names)) == []


def test_a_short_run_in_the_midst_of_other_words_is_none(tmp_path: Path) -> None:
    run_of_nine = "to be the next mayor of our old town"
    one = said("Ida Renn", f"nobody whom I have met in all these years wants {run_of_nine} but me, and I am old")
    other = said("Tom Okello", f"she was never fit {run_of_nine}, and everybody who has worked with her knows it too")
    assert told(tmp_path, one, other) == []


def test_said_here_and_denied_there(tmp_path: Path) -> None:
    denied = f"The council met on Monday.\n\nIda Renn denied that {LONG}.\n"
    assert told(tmp_path, said("Ida Renn"), denied) == [("said and not said", {"Ida Renn"})]


def test_a_conflict_comes_first_to_review_until_it_is_decided(tmp_path: Path) -> None:
    told(tmp_path, said("Ida Renn"), said("Tom Okello"))
    database = tmp_path / "c.sqlite"
    listed = run("review", "--list", "--db", database).stdout
    assert "two speakers: see " in listed
    uids = [row.split(",")[2] for row in run("conflicts", "--format", "csv", "--db", database).stdout.splitlines()[1:]]
    run("review", uids[0], "speech-of", "Tom Okello", "--db", database)
    assert run("conflicts", "--db", database).stdout == ""
