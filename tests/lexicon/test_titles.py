"""Titles: every room knows the same ones."""

import pytest

from quotes.lexicon import ENGLISH
from quotes.lexicon.titles import titles
from quotes.model import PersonKind
from quotes.people.names import split_role
from tests.reading import extracted

TITLES = titles(ENGLISH)
# The head of the list says why.
NOT_IN_PROSE = {
    "countess",
    "duchess",
    "duke",
    "earl",
    "fellow",
    "lady",
    "lead",
    "major",
    "marquess",
    "ministers",
    "presidents",
    "ranking",
}
PARTIES = {"democrat", "republican", "independent", "conservative", "liberal"}
NOT_BESIDE_NAMES = {"brother", "sister", "prof", "sens", "reps", "govs"} | PARTIES
FOUND = ("CFO", "COO", "CTO", "rapporteur", "commodore", "CEO", "registrar", "co-host", "pollster")


def test_prose_and_people_know_the_same_titles() -> None:
    assert TITLES.heads - TITLES.stands_for.keys() == NOT_IN_PROSE
    assert TITLES.stands_for.keys() - TITLES.heads == NOT_BESIDE_NAMES


def test_each_row_stands_for_itself_or_for_a_row() -> None:
    assert set(TITLES.stands_for.values()) <= TITLES.stands_for.keys()


@pytest.mark.parametrize("title", FOUND)
def test_whoever_holds_a_title_is_found_by_name(title: str) -> None:
    page = f"Dock report\n\nThe {title}, Nell Ostrow, said that the quay would stay.\n\nIt rained.\n"
    reading = extracted(page)
    [said] = [s for s in reading.statements if s.manner == "reported"]
    assert said.person is not None
    person = reading.people[said.person]
    assert (person.name, person.kind, said.role) == ("Nell Ostrow", PersonKind.PERSON, title)
    assert split_role(f"{title} Nell Ostrow", ENGLISH) == (title, "Nell Ostrow")


@pytest.mark.parametrize("name", ["Minnie Driver", "Larry King", "Dean Baker", "Ada Soldier"])
def test_surnames_that_are_titles_too_stay_names(name: str) -> None:
    assert split_role(name, ENGLISH) == (None, name)
