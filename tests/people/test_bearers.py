"""Who bears a full name, as all sources together show it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.lexicon import ENGLISH
from quotes.people.bearers import Bearers, Met, bearers
from quotes.people.identity import Outcome, Profile
from quotes.people.posts import Fit, fit, post
from quotes.people.roles import roles

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "bearers.toml").read_text("utf-8"))["case"]


def met(name: str, place: int, role: str, sources: int, year: str = "2016") -> Met:
    return Met(f"uid{place}", Profile(name, roles=roles(role, ENGLISH), since=year, until=year), sources)


def decided(case: dict[str, Any]) -> tuple[list[Met], Bearers]:
    block = [met(case["name"], place, *shown) for place, shown in enumerate(case["shown"])]
    return block, bearers(block, sum(one.sources for one in block))


def people(case: dict[str, Any]) -> list[list[int]]:
    """Return whom the ties make one; those of whom it is not known that all their appearances are, are nobody yet."""
    block, found = decided(case)
    groups = {i: {i} for i in range(len(block)) if found.reasons[i].outcome is Outcome.SAME}
    for tie in found.ties:
        if tie.decision.outcome is Outcome.SAME:
            groups |= dict.fromkeys(both := groups[tie.one] | groups[tie.other], both)
    return [list(group) for group in sorted({tuple(sorted(group)) for group in groups.values()})]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name']} {case['shown']}")
def test_those_of_one_name(case: dict[str, Any]) -> None:
    alone = [[i] for i, shown in enumerate(case["shown"]) if shown[1] == 1]  # one source has nothing to be one with
    expected = [group for group in case["people"] if group not in alone]
    assert [group for group in people(case) if group not in alone] == expected


def test_what_is_left_is_one_question() -> None:
    _, found = decided({"name": "Robert Smith", "shown": [["Mayor of Perth", 1], ["surgeon", 1], ["", 1], ["", 1]]})
    assert [tie.decision.outcome for tie in found.ties] == [Outcome.UNSURE]


def test_a_decision_says_how_many_sources_there_are() -> None:
    _, found = decided({"name": "Bernard Kelly", "shown": [["Senator from Ohio", 2], ["", 53]]})
    assert [tie.decision.evidence for tie in found.ties] == ["“Bernard Kelly”: so named in 55 sources, nobody else is"]


def test_two_sexes_are_two_people() -> None:
    block = [Met(title, Profile(f"{title} Ashley Brandvold"), 2) for title in ("Mr.", "Mrs.")]
    assert all(tie.decision.outcome is not Outcome.SAME for tie in bearers(block, 4).ties)


@given(st.sampled_from(CASES), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(case: dict[str, Any], random: Any) -> None:
    block, found = decided(case)
    shuffled = random.sample(block, len(block))
    again = bearers(shuffled, sum(one.sources for one in block))
    assert _told(block, found) == _told(shuffled, again)


def _told(block: list[Met], found: Bearers) -> set[Any]:
    ties = {(frozenset((block[tie.one].uid, block[tie.other].uid)), tie.decision.outcome) for tie in found.ties}
    return ties | {(one.uid, reason) for one, reason in zip(block, found.reasons, strict=True)}


FITS = [
    ("senator from Texas", "Florida senator", Fit.APART),
    ("senator from Texas", "Texas Sen.", Fit.ONE),
    ("senator from Texas", "Senator", Fit.AGREE),
    ("Mayor of Perth", "Mayor of Oslo", Fit.APART),
    ("Mayor of Kiev, Ukraine", "Mayor of Kiev", Fit.ONE),
    ("Minister of Health of Chad", "Minister of Defence of Chad", Fit.APART),
    ("Foreign Minister of Chad", "Minister of Foreign Affairs of Chad", Fit.ONE),
    ("CEO of Acme", "CEO of Globex", Fit.APART),
    ("Leader of the Labour Party", "Leader of the Conservative Party", Fit.APART),
    ("Director of the Federal Bureau of Lakes", "F.B.L. director", Fit.ONE),
    ("Director of the Federal Bureau of Lakes", "F.B.M. director", Fit.APART),
    ("President of Belarus", "Belarusian President", Fit.ONE),
    ("President of Belarus", "President of Chad", Fit.APART),
    ("Senate Minority Leader", "Nevada Sen.", Fit.UNLIKE),
    ("Mayor of Perth", "surgeon", Fit.UNLIKE),
    ("Mayor of Perth", "Professor at Acme University", Fit.APART),
    ("White House spokesman", "White House Press Secretary", Fit.OPEN),
]


@pytest.mark.parametrize(("one", "other", "expected"), FITS)
def test_whether_one_person_can_hold_two_posts(one: str, other: str, expected: Fit) -> None:
    a, b = (post(roles(text, ENGLISH)[0], ENGLISH) for text in (one, other))
    assert a and b
    assert fit(a, b) is fit(b, a) is expected


@pytest.mark.parametrize("text", ["former Mayor of Perth", "Republican nominee", "chief rival", "Acme front-runner"])
def test_what_is_no_post(text: str) -> None:
    assert post(roles(text, ENGLISH)[0], ENGLISH) is None
