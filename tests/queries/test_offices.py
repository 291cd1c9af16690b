"""An office without a name is whom the page tells to hold it, when somebody asks for it, too."""

from pathlib import Path

import pytest

from tests.conftest import run

PAGE = """Harbour inquiry

{office} ({name}): Mr Brandt, is the lock safe?

PETER BRANDT: You would have to ask the keeper. I was never there at night.

{bare}: Do you know the keeper?

PETER BRANDT: I know her well, and she knows the lock.

{bare}: We close at noon today.
"""


def loaded(folder: Path, *pages: str) -> Path:
    for i, page in enumerate(pages):
        (folder / f"{i}.txt").write_text(page, encoding="utf-8")
    database = folder / "data.sqlite"
    assert run("load", *(folder / f"{i}.txt" for i in range(len(pages))), "--db", database).exit_code == 0
    return database


@pytest.mark.parametrize(
    ("office", "bare", "name", "asked"),
    [
        ("THE CHAIR", "THE CHAIR", "Ms Ida Roth", "the chair"),
        ("THE PRESIDENT", "THE PRESIDENT", "Mr Ivo Varga", "The President"),
        ("THE SPEAKER", "THE SPEAKER", "Mary Lind", "THE SPEAKER"),
    ],
)
def test_an_office_is_asked_for_as_the_page_prints_it(
    tmp_path: Path, office: str, bare: str, name: str, asked: str
) -> None:
    database = loaded(tmp_path, PAGE.format(office=office, bare=bare, name=name))
    found = run("verify", "We close at noon today.", "--speaker", asked, "--db", database)
    assert (found.exit_code, found.stdout.split(" — ")[0]) == (0, "SAID EXACTLY SO")
    other = run("verify", "I was never there at night.", "--speaker", asked, "--db", database)
    assert (other.exit_code, other.stdout.split(" — ")[0]) == (1, "SAID BY SOMEONE ELSE")


def test_two_who_hold_it_on_two_pages_are_both_named(tmp_path: Path) -> None:
    pages = [PAGE.format(office="THE CHAIR", bare="THE CHAIR", name=name) for name in ("Ms Ida Roth", "Mr Ivo Varga")]
    asked = run("by-speaker", "The Chair", "--db", loaded(tmp_path, *pages))
    assert asked.exit_code == 3
    assert "Ida Roth" in asked.stderr
    assert "Ivo Varga" in asked.stderr


def test_an_office_that_nobody_is_told_to_hold_is_nobody(tmp_path: Path) -> None:
    database = loaded(tmp_path, PAGE.format(office="THE CHAIR", bare="THE CHAIR", name="Ms Ida Roth"))
    assert "nobody here is called" in run("by-speaker", "The Clerk", "--db", database).output
