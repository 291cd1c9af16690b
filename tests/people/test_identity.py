"""Same, different or unsure: on real and hard pairs, "same" is never wrong."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotes.lexicon import ENGLISH
from quotes.model import PersonKind, Role
from quotes.people.agreement import Agreement, agreement
from quotes.people.identity import Decision, Outcome, Profile, decide, keys
from quotes.people.names import parse
from quotes.people.roles import roles

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf-8"))["pair"]
LIMITS: dict[str, list[dict[str, Any]]] = tomllib.loads((Path(__file__).parent / "agreement.toml").read_text("utf-8"))
FOUND_OF_SAME = 0.9  # of the pairs that are the same; raise it when the rules get better


def known(case: dict[str, Any], side: int) -> Profile:
    date = case.get("dates", ("", ""))[side] or None
    return Profile(
        name=case["names"][side],
        kind=PersonKind(case.get("kinds", ("person", "person"))[side]),
        roles=roles(case.get("roles", ("", ""))[side], ENGLISH),
        since=date,
        until=date,
    )


def decided(case: dict[str, Any]) -> Decision:
    return decide(known(case, 0), known(case, 1))


def parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            id=" / ".join((*case["names"], *case.get("roles", ()))),
            marks=[pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else [],
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", parameters())
def test_nobody_is_merged_or_parted_wrongly(case: dict[str, Any]) -> None:
    decision = decided(case)
    assert decision.outcome is not Outcome.SAME or case["truth"] == "same", decision
    assert decision.outcome is not Outcome.DIFFERENT or case["truth"] != "same", decision


def test_most_of_the_same_are_found() -> None:
    same = [case for case in CASES if case["truth"] == "same"]
    assert len(CASES) >= 150
    assert sum(decided(case).outcome is Outcome.SAME for case in same) / len(same) >= FOUND_OF_SAME


def test_whoever_is_the_same_shares_a_key() -> None:
    for case in CASES:
        if decided(case).outcome is Outcome.SAME:
            assert keys(known(case, 0)) & keys(known(case, 1)), case


def test_a_decision_says_why() -> None:
    decision = decided({"names": ["Guo Shenkun", "Guo Shengkun"], "roles": ["Minister of Health of China"] * 2})
    assert decision.rule == "one-office"
    assert decision.evidence == "“Guo Shenkun” and “Guo Shengkun”: both are Minister of Health of China"


@pytest.mark.parametrize("case", LIMITS["slip"], ids=lambda case: " / ".join(case["names"]))
def test_slips_are_as_many_as_a_name_is_long(case: dict[str, Any]) -> None:
    one, other = (parse(f"Ines {name}", ENGLISH) for name in case["names"])
    assert agreement(one, other, ENGLISH) is (Agreement.NEAR if case["near"] else Agreement.UNLIKE)


@pytest.mark.parametrize("case", LIMITS["apart"], ids=lambda case: f"{case['years']} years")
def test_one_office_proves_nothing_after_many_years(case: dict[str, Any]) -> None:
    dates = ("1970-05-01", f"{1970 + case['years']}-05-01")
    decision = decided({"names": ("Ines Kurlandt", "Ines Kurmandt"), "roles": ["Mayor of Oslo"] * 2, "dates": dates})
    assert decision.outcome == case["outcome"]


people = st.builds(
    Profile,
    name=st.text(max_size=30) | st.sampled_from([case["names"][0] for case in CASES]),
    roles=st.lists(st.builds(Role, *[st.text(max_size=12)] * 3), max_size=2).map(tuple),
)


@example(Profile(name="D"), Profile(name="Þ"))  # one letter and another that is written as two
@given(people, people)
def test_who_comes_first_does_not_matter(one: Profile, other: Profile) -> None:
    assert decide(one, other).outcome is decide(other, one).outcome
    assert decide(one, other).score == decide(other, one).score


@pytest.mark.parametrize(
    ("spelled", "expected"),
    [
        (("Brandvold",), Outcome.DIFFERENT),  # the own surname, as all of the family bear it
        (("BRANDVOLD", "Ottilie"), Outcome.DIFFERENT),
        (("Odd Brandvold",), Outcome.SAME),  # another name
    ],
)
def test_the_own_name_cut_short_ties_nobody(spelled: tuple[str, ...], expected: Outcome) -> None:
    one, other = Profile("Ottilie Brandvold", spellings=spelled), Profile("Odd Brandvold", spellings=("Brandvold",))
    assert decide(one, other).outcome is decide(other, one).outcome is expected
