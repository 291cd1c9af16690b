"""A user's own words change what is read in prose, and nobody else's reading: the cases of words.toml."""

import tomllib
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from quotes.lexicon import ENGLISH, Lexicon, load
from quotes.lexicon.additions import additions
from quotes.model import Extraction
from quotes.pipeline import extract

_CASES = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))["case"]


def _said(page: str, lexicon: Lexicon) -> list[dict[str, Any]]:
    """Return what is found in the prose of a page."""
    found = extract(page.encode(), "page.txt", lexicon=lexicon)
    return [_told(found, i) for i, one in enumerate(found.statements) if one.within is not None]


def _told(found: Extraction, i: int) -> dict[str, Any]:
    one = found.statements[i]
    person = None if one.person is None else found.people[one.person]
    return {
        "who": person and person.name,
        "kind": person and person.kind.value,
        "words": one.text,
        "role": ", ".join(role.text for role, _ in one.roles) or None,
        "status": one.status.value,
        "rival": one.rival,
    }


@pytest.mark.parametrize("case", _CASES, ids=itemgetter("name"))
def test_own_words_change_the_reading(case: dict[str, Any]) -> None:
    mine = load("en", additions(case["words"], "words.toml"))
    for lexicon, expected in ((ENGLISH, case["without"]), (mine, case["said"]), (ENGLISH, case["without"])):
        found = _said(case["page"], lexicon)
        assert [{key: said[key] for key in told} for said, told in zip(found, expected, strict=True)] == expected
