"""From which overlap of their words on two statements on two reports of one meeting are wordings of one utterance."""

import tomllib
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from quotes.occasion import overlap
from quotes.store.database import raw, writing
from quotes.store.writing.save import save
from tests.store.making import Turn, make

_CASES = tomllib.loads(Path(__file__).with_name("utterances.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", _CASES, ids=itemgetter("name"))
def test_two_wordings_are_one_utterance_by_what_words_they_share(database: Path, case: dict[str, Any]) -> None:
    with writing(database) as connection:
        for key in ("one", "other"):
            turns = [Turn("Ana Ruiz", case[key], "Minister of Lakes"), Turn("Ivo Marsh", f"Number {key}.", "Envoy")]
            save(connection, make(f"{key}.txt", turns, "2017-04-10", "A meeting by the lake"), "")
        found = raw(connection).execute("SELECT overlap FROM wordings").fetchall()
    assert bool(found) == case["same"], f"overlap {overlap(case['one'], case['other']):.2f}"
