"""Lines of their own on news pages: which are labels, whom they name, and which are none."""

from functools import cache

import pytest

from quotes.labels.joint import several
from quotes.labels.lines import named
from quotes.labels.phrases import denoted, is_clause, is_thing
from quotes.lexicon import ENGLISH
from tests.labels.lines.reading import Line, Read, every, lines

SEEN = 0.83  # of the labels: under the others nobody speaks of himself, and they are doubted


@cache
def readings() -> tuple[Read, ...]:
    return tuple(every())


def test_most_labels_are_seen() -> None:
    labels = [one for one in readings() if one.line.is_label]
    assert sum(one.seen for one in labels) >= SEEN * len(labels)


def test_what_is_not_seen_is_doubted() -> None:
    assert {one.status for one in readings() if one.line.is_label and not one.seen} <= {"ambiguous"}


def test_labels_name_who_speaks() -> None:
    seen = [one for one in readings() if one.line.is_label and one.seen]
    assert not [one for one in seen if not one.named or one.kind != one.line.kind]


def test_other_lines_are_no_labels() -> None:
    assert not [one for one in readings() if not one.line.is_label and one.seen]


@pytest.mark.parametrize("line", [line for line in lines() if line.kind in ("unnamed", "group", "office")], ids=str)
def test_phrases_are_for_people(line: Line) -> None:
    who = named(line.printed.rstrip(":"), ENGLISH)
    assert who is not None
    assert who.kind.value == line.kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("A cousin of the baker", "unnamed"),
        ("Cyclists", "unnamed"),
        ("One of the cyclists", "unnamed"),
        ("Passenger No. 4", "unnamed"),
        ("The twins' grandmother", "unnamed"),
        ("Archive of the town", None),
        ("Choir of the town", "group"),
        ("Harbour department", "group"),
        ("Governor of the isles", "office"),
        ("Governors of the isles", "unnamed"),
        ("Ana Baker", None),
        ("Gretchen Adler", None),
        ("Mayor warns cyclists", None),
        ("Cyclists are asked to wait", None),
        ("The cyclists and the baker", None),
        ("Number of cyclists", None),
        ("Cyclists under 12", None),
    ],
)
def test_what_phrases_stand_for(words: str, kind: str | None) -> None:
    found = denoted(words, ENGLISH)
    assert (found.kind.value if found else None) == kind


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("Ferry prices", True),
        ("Prices for cyclists", True),
        ("Text by Ana Reyes", True),
        ("The Orle bridge", True),
        ("Ana Reyes", False),
        ("Ana Ferry", False),
        ("Orle", False),
        ("Cyclist", False),
    ],
)
def test_phrases_for_things(words: str, thing: bool) -> None:
    assert is_thing(words, ENGLISH) is thing


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("What cyclists should know", True),
        ("The ferry is late", True),
        ("Ana Reyes, author of “What is late”", False),
        ("Will Reyes, cyclist", False),
        ("Ana May, cyclist", False),
    ],
)
def test_clauses(words: str, clause: bool) -> None:
    assert is_clause(words, ENGLISH) is clause


@pytest.mark.parametrize(
    ("words", "names", "role"),
    [
        ("Ana and Bo, bakers", ("Ana", "Bo"), "bakers"),
        ("Ana Reyes, Bo Lind and Cy Ashe (Orle)", ("Ana Reyes", "Bo Lind", "Cy Ashe"), "Orle"),
        ("Brothers Carl and Nils", ("Carl", "Nils"), "Brothers"),
        ("Ana Reyes, baker", None, None),
        ("Baker and Sons", None, None),
        ("Bread and butter", None, None),
        ("Town Council and Harbour Board", None, None),
    ],
)
def test_several_who_speak_as_one(words: str, names: tuple[str, ...] | None, role: str | None) -> None:
    found = several(words, ENGLISH)
    assert (found and found.names, found and found.role) == (names, role)
