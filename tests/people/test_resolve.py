"""Who is who within one document."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.lexicon import load
from quotes.model import (
    Attribution,
    Basis,
    Convention,
    Document,
    Manner,
    Mention,
    Metadata,
    PersonKind,
    RoleBasis,
    Span,
    Status,
)
from quotes.people import Resolution, resolve
from quotes.pipeline import extract

EMPTY = Document("key", "", "0", "plain", Convention("none", 1.0), ())
CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "resolve.toml").read_text(encoding="utf-8"))[
    "case"
]
NOWHERE = Span(0, 1)


def label(printed: str) -> Attribution:
    printed, _, id = printed.partition(" #")
    name, _, role = printed.partition(" | ")
    mention = Mention(printed, NOWHERE, name, role or None, id=id or None)
    return Attribution(NOWHERE, Manner.VERBATIM, Basis.LABEL_LINE, mention, 1.0, Status.CERTAIN, label=mention)


def report(printed: str, within: int | None = None) -> Attribution:
    mention = Mention(printed, NOWHERE, printed)
    return Attribution(NOWHERE, Manner.REPORTED, Basis.REPORTING_VERB, mention, 0.9, Status.INFERRED, within=within)


def persons(found: Resolution) -> list[int | None]:
    return [speaking.person for speaking in found.speaking]


def resolved(case: dict[str, Any]) -> Resolution:
    front = Metadata(people=tuple(case.get("front", ())), language=case.get("language"))
    document = Document(
        "key",
        case.get("text", ""),
        "0",
        "plain",
        Convention("none", 1.0),
        (),
        metadata=front,
        lexicon=load(case.get("pack", "en")),
    )
    mentions = [
        *map(label, case["labels"]),
        *map(report, case.get("prose", ())),
        *(report(printed, within=0) for printed in case.get("inside", ())),
    ]
    return resolve(document, mentions)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_who_is_who(case: dict[str, Any]) -> None:
    found = resolved(case)
    assert ["-" if i is None else found.people[i].name for i in persons(found)] == case["people"]
    assert all(persons(found)[one] != persons(found)[other] for one, other in case.get("apart", ()))
    if "spellings" in case:
        assert [sorted(person.spellings) for person in found.people] == case["spellings"]
    if "offices" in case:
        assert [list(person.offices) for person in found.people] == case["offices"]
    if "kinds" in case:
        assert [found.people[i].kind for i in persons(found) if i is not None] == case["kinds"]
    if "roles" in case:
        told = [
            [f"{r.title} {r.country or ''}".strip() + "*" * (basis is RoleBasis.CARRIED) for r, basis in speaking.roles]
            for speaking in found.speaking
        ]
        assert told == case["roles"]


def test_a_role_carried_over_is_not_a_role_printed() -> None:
    found = resolved({"labels": ["Ann Ash | Mayor of Perth", "Ash"]})
    assert [speaking.role_printed for speaking in found.speaking] == ["Mayor of Perth", None]
    assert [speaking.role for speaking in found.speaking] == ["Mayor of Perth", "Mayor of Perth"]


def test_an_antecedent_names_the_speaker() -> None:
    mention = Mention("she", NOWHERE, "she")
    said = Attribution(
        NOWHERE, Manner.REPORTED, Basis.REPORTING_VERB, mention, 0.9, Status.INFERRED, antecedent="Ann Ash"
    )
    found = resolve(EMPTY, [label("Ann Ash | Mayor of Perth"), said])
    assert persons(found) == [0, 0]


def test_an_office_that_the_text_alone_tells_whose_it_is_says_so() -> None:
    told = [
        Attribution(
            *(NOWHERE, Manner.REPORTED, Basis.REPORTING_VERB, Mention(text, NOWHERE, "", "mayor", kind)),
            *(0.9, Status.INFERRED),
            antecedent="Ann Ash",
        )
        for text, kind in (("she", PersonKind.PERSON), ("the mayor", PersonKind.OFFICE))
    ]
    (ann,) = resolve(EMPTY, [label("Ann Ash"), *told]).people
    assert ann.offices == ("“the mayor”: of those whom the page tells to hold that office, the likeliest",)


def test_a_rival_is_called_by_the_name_that_the_document_gives() -> None:
    doubted = Attribution(NOWHERE, Manner.NARRATED, Basis.NARRATION, None, 0.6, Status.AMBIGUOUS, rival="Ash")
    found = resolve(EMPTY, [label("Ann Ash"), label("Ash"), doubted])
    assert found.rivals == (None, None, "Ann Ash")


def test_a_rival_with_the_name_of_the_speaker_is_somebody_else() -> None:
    said = report("Ash")._replace(status=Status.AMBIGUOUS, rival="Ann Ash")
    found = resolve(EMPTY, [label("Ann Ash"), label("Bo Dunn"), said, said._replace(rival="Bo Dunn")])
    assert found.rivals == (None, None, "somebody", "Bo Dunn")


@pytest.mark.parametrize(
    ("others", "together"),
    [
        (["Tarrant"], ["Bo Tarrant"]),
        (["Cy Dunn", "Tarrant"], ["Cy Dunn", "Bo Tarrant"]),
        (["Bo Tarrant", "Tarrant"], ["Bo Tarrant"]),
        (["Lowry"], []),
        ([], []),
    ],
)
def test_who_says_it_together_is_resolved_as_speakers_are(others: list[str], together: list[str]) -> None:
    mentions = tuple(Mention(printed, NOWHERE, printed) for printed in others)
    joint = report("Ann Lowry")._replace(others=mentions)
    found = resolve(EMPTY, [label("Ann Lowry"), label("Bo Tarrant | Chairman"), joint])
    assert [found.people[one].name for one in found.others.get(2, ())] == together
    assert persons(found)[2] == persons(found)[0]
    assert 0 not in found.others


def test_nobody_speaks_together_with_nobody() -> None:
    joint = report("Ann Lowry")._replace(speaker=None, others=(Mention("Bo Tarrant", NOWHERE, "Bo Tarrant"),))
    assert resolve(EMPTY, [label("Bo Tarrant"), joint]).others.get(1, ()) == ()


pieces = st.sampled_from([word for case in CASES for word in case["labels"]]) | st.text(max_size=8)


@given(st.lists(pieces, max_size=6), st.lists(pieces, max_size=3))
def test_any_mentions_are_resolved_without_fault(labels: list[str], prose: list[str]) -> None:
    found = resolved({"labels": labels, "prose": prose})
    assert len(found.speaking) == len(found.rivals) == len(labels) + len(prose)
    assert all(i is None or 0 <= i < len(found.people) for i in persons(found))
    assert len({id(person) for person in found.people}) == len(found.people)


def test_a_role_in_prose_is_lent_to_no_other_statement() -> None:
    document = EMPTY
    resolution = resolve(document, [report("Florida senator Ann Lee"), report("Ann Lee")])
    assert [speaking.role for speaking in resolution.speaking] == ["Florida senator", None]
    assert [[(role.title, basis) for role, basis in speaking.roles] for speaking in resolution.speaking] == [
        [("senator", RoleBasis.PRINTED)],
        [],
    ]


def test_roles_on_both_sides_of_a_name_are_both_printed() -> None:
    document = EMPTY
    (speaking,) = resolve(document, [label("Mayor Ann Lee | Chair of the Council")]).speaking
    assert speaking.role == "Mayor, Chair of the Council"


MINUTES = """\
Minutes of the parish council. Present: Nora Field and Ian Marsh.

FIELD: The roof leaks since spring, and nobody has come to look at it.

MARSH: Where is the money that we collected in June? My cousin Bo Field knows.

{third}: It lies in the account, and Bo Penn keeps the book.

MARSH: That is good to hear.
"""


@pytest.mark.parametrize(("third", "who"), [("FIELD", "Nora Field"), ("PENN", "PENN")])
def test_who_takes_part_is_told_before_the_first_label_of_a_transcript_and_not_in_what_is_said(
    third: str, who: str
) -> None:
    found = extract(MINUTES.format(third=third).encode(), "minutes.txt")
    said = [found.people[one.person].name for one in found.statements if one.person is not None]
    assert said == ["Nora Field", "Ian Marsh", who, "Ian Marsh"]
