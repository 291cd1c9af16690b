"""Roles: one row for a post however it is printed, with its spellings, held once."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from quotes.lexicon import ENGLISH
from quotes.model import Extraction, RoleBasis, When
from quotes.people.roles import roles
from quotes.queries.by_role import by_role, holders
from quotes.queries.lists import roles as list_roles
from quotes.queries.show import show
from quotes.queries.statements import Filters
from quotes.store.database import reading, writing
from quotes.store.writing.save import forget
from tests.store.conftest import Fresh
from tests.store.making import Turn, make
from tests.store.test_save import assert_lawful, store

PRINTED = {
    "a.txt": ("2016-01-01", "President of Belarus"),
    "b.txt": ("2017-04-10", "President of the Republic of Belarus"),
    "c.txt": ("2014-05-05", "Belarus President"),
    "d.txt": ("2015-05-05", "President of Chad"),
}
Listed = tuple[str, str | None, str | None, str | None]
BELARUS = "President of Belarus", "Belarus President; President of the Republic of Belarus", "2014-05-05", "2017-04-10"
CHAD = "President of Chad", None, "2015-05-05", "2015-05-05"


def page(key: str) -> Extraction:
    """A page on which one person speaks, in the role that PRINTED has for it."""
    day, printed = PRINTED[key]
    made = make(key, [Turn("Ottilie Brandvold", f"We share {key}.", printed)], day=day)
    held = tuple((role, RoleBasis.PRINTED) for role in roles(printed, ENGLISH))
    return replace(made, statements=tuple(said._replace(roles=held) for said in made.statements))


def listed(database: Path) -> list[Listed]:
    with reading(database) as connection:
        return [(row.role, row.also_printed, row.first_cited, row.last_cited) for row in list_roles(connection)]


@pytest.mark.parametrize("order", [*permutations(PRINTED)][::5])
def test_one_post_is_listed_once_whatever_came_first(order: tuple[str, ...], fresh: Fresh) -> None:
    database = fresh()
    store(database, *map(page, order))
    assert listed(database) == [BELARUS, CHAD]
    assert_lawful(database)


def test_a_post_is_found_and_held_once_by_whatever_spelling_is_asked_for(database: Path) -> None:
    store(database, *map(page, PRINTED))
    with reading(database) as connection:
        for asked in ("president", "President of the Republic of Belarus", "Belarus President"):
            found = {row.role for row in holders(connection, asked, country="BY")}
            assert found == {"President of Belarus"}
            assert len(by_role(connection, asked, Filters(country="BY"))) == 3
        assert by_role(connection, "Chancellor", Filters()) == []


def test_a_statement_keeps_the_role_as_printed(database: Path) -> None:
    store(database, *map(page, PRINTED))
    with reading(database) as connection:
        for said in by_role(connection, "president", Filters()):
            _, printed = PRINTED[said.source]
            assert said.role == printed
            shown = show(connection, said.uid)
            assert [held.role for held in shown.roles] == [printed]


def test_a_spelling_goes_with_the_last_source_that_prints_it(database: Path) -> None:
    store(database, *map(page, PRINTED))
    for key, left in (
        ("a.txt", [("President of the Republic of Belarus", "Belarus President", "2014-05-05", "2017-04-10"), CHAD]),
        ("b.txt", [("Belarus President", None, "2014-05-05", "2014-05-05"), CHAD]),
        ("d.txt", [("Belarus President", None, "2014-05-05", "2014-05-05")]),
        ("c.txt", []),
    ):
        with writing(database) as connection, connection.begin():
            forget(connection, key)
        assert sorted(listed(database)) == sorted(left)
        assert_lawful(database)


def test_a_spelling_of_another_role_until_words_changed_takes_what_it_shows_along(database: Path, fresh: Fresh) -> None:
    """So it is in a database of a version that had a role for every spelling."""
    store(database, page("b.txt"), page("d.txt"))
    with writing(database) as connection, connection.begin():
        connection.execute(text("UPDATE roles SET uid = 'as before ' || uid"))
    keys = [key for key in PRINTED if key != "b.txt"]
    Random(1).shuffle(keys)
    store(database, *map(page, keys))
    assert len(listed(database)) == 3  # what no source read since then prints is as it was
    store(database, page("b.txt"), settings="other words")
    assert sorted(listed(database)) == [BELARUS, CHAD]
    assert_lawful(database)


@pytest.mark.parametrize("order", [*permutations(PRINTED)][::7])
def test_a_date_open_at_one_end_is_no_day_in_a_role(order: tuple[str, ...], fresh: Fresh) -> None:
    bounds = When("1962-05/..", "1962-05-01", None, "text-bounds")
    database = fresh()
    for made in map(page, order):
        open_ended = made.document.key == "c.txt"
        said = tuple(one._replace(said=bounds) for one in made.statements) if open_ended else made.statements
        store(database, replace(made, statements=said))
    assert listed(database) == [(*BELARUS[:2], "2016-01-01", "2017-04-10"), CHAD]
    assert_lawful(database)
    with writing(database) as connection:
        forget(connection, "b.txt")
    assert listed(database)[0][2:] == ("2016-01-01", "2016-01-01")
    assert_lawful(database)
