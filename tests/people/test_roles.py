"""Printed roles: title, body and country."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.lexicon import ENGLISH
from quotes.model import Role
from quotes.people.countries import country, nationality
from quotes.people.posts import post_key
from quotes.people.roles import roles, same_role

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "roles.toml").read_text(encoding="utf-8"))["case"]
POSTS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "posts.toml").read_text(encoding="utf-8"))["post"]


def parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["text"],
            marks=[pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else [],
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", parameters())
def test_roles_are_title_body_and_country(case: dict[str, Any]) -> None:
    assert [[role.title, role.body or "", role.country or ""] for role in roles(case["text"], ENGLISH)] == case["roles"]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 80


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("President of Belarus", "President of the Republic of Belarus", True),
        ("Minister of Foreign Affairs of China", "Chinese Foreign Minister", True),
        ("U.S. Secretary of Defense", "Secretary of Defence of the United States", True),
        ("Director General of the International Atomic Energy Agency", "Director General of the IAEA", True),
        ("President", "President of Belarus", True),
        ("President of Belarus", "President of Chad", False),
        ("Belarus President", "Belarusian President", True),
        ("Belarusian President", "President of the Republic of Belarus", True),
        ("Senator from Texas", "Florida Senator", False),
        ("Texas Senator", "Senator from Texas", True),
        ("White House spokesman", "State Department spokesman", False),
        ("President of the Bar Association of Chad", "President of the Red Cross of Chad", False),
        ("President of Belarus", "former President of Belarus", False),
        ("Prime Minister of Chad", "Deputy Prime Minister of Chad", False),
    ],
)
def test_one_role_in_two_prints(one: str, other: str, same: bool) -> None:
    (first,), (second,) = roles(one, ENGLISH), roles(other, ENGLISH)
    assert same_role(first, second, ENGLISH) is same


@pytest.mark.parametrize("post", POSTS, ids=lambda post: post["one"][0])
def test_a_post_is_one_however_it_is_printed_and_no_other(post: dict[str, list[str]]) -> None:
    of_it = {post_key(role, ENGLISH) for text in post["one"] for role in roles(text, ENGLISH)}
    others = [post_key(role, ENGLISH) for text in post["others"] for role in roles(text, ENGLISH)]
    assert len(of_it) == 1
    assert of_it.isdisjoint(others)
    assert len({*others}) == len(others)


def test_countries_by_name_adjective_and_region() -> None:
    names = ("Belarus", "the People's Republic of China", "Côte d'Ivoire", "Ohio")
    assert [country(name, ENGLISH) for name in names] == ["BY", "CN", "CI", "US"]
    words = ("Chinese", "China's", "South Korean", "tall")
    assert [nationality(word, ENGLISH) for word in words] == ["CN", "CN", "KR", None]


def test_codes_are_those_of_the_standard() -> None:
    pycountry = pytest.importorskip("pycountry")
    known = {land.alpha_2 for land in pycountry.countries}
    assert {code for code, _, _ in ENGLISH.columns("countries")} == known | {"XK"}


pieces = st.sampled_from([word for case in CASES for word in case["text"].split()]) | st.text(max_size=5)


@given(st.lists(pieces, max_size=12))
def test_any_words_are_split_without_fault(words: list[str]) -> None:
    text = " ".join(words)
    for role in roles(text, ENGLISH):
        assert isinstance(role, Role)
        assert role.title or role.body
