"""A range of dates keeps what may have been said in it."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quotes.model import When
from quotes.queries.by_speaker import by_speaker
from quotes.queries.people import identify
from quotes.queries.statements import Filters
from quotes.queries.who_said import who_said
from quotes.store.database import reading, writing
from quotes.store.writing.save import save
from tests.store.making import Turn, make

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("dates.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_what_may_have_been_said_then_is_found(case: dict[str, Any], tmp_path: Path) -> None:
    bounds = case.get("earliest"), case.get("latest")
    said = When("/".join(bound or ".." for bound in bounds), *bounds, "metadata") if any(bounds) else None
    made = make("page.txt", [Turn("Ana Ruiz", "The lake is deep.")])
    dated = replace(made, statements=tuple(statement._replace(said=said) for statement in made.statements))
    with writing(tmp_path / "dates.sqlite") as connection:
        save(connection, dated, "s")
    asked = Filters(since=case.get("since"), until=case.get("until"))
    with reading(tmp_path / "dates.sqlite") as connection:
        people = identify(connection, "Ana Ruiz")
        assert len(who_said(connection, "the lake", asked).rows) == case["found"]
        assert len(by_speaker(connection, asked._replace(people=people))) == case["found"]
