"""The figures of the gate: docs/accuracy/gate.md, and what `python -m tests.gate` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import mean

from quotes.model import Status
from tests.conftest import ROOT
from tests.gate.baseline import scored
from tests.gate.gold import KINDS, names, page
from tests.gate.score import ASPECTS, Held, Outcome, Scored

PAGE = ROOT / "docs" / "accuracy" / "gate.md"
_COLUMNS: dict[str, Callable[[Scored], bool]] = {
    "right": lambda one: one.outcome is Outcome.RIGHT,
    "right and certain": lambda one: one.outcome is Outcome.RIGHT and one.certain and not one.gold.open,
    "as printed": lambda one: one.outcome is Outcome.AS_PRINTED,
    "wrong": lambda one: one.outcome is Outcome.WRONG,
    "wrong and certain": lambda one: one.wrong_and_certain,
    "right as rival": lambda one: one.right_as_rival,
    "lost": lambda one: one.outcome is Outcome.LOST,
}
_HEAD = """# The gate: pages of our own, and how they are read

Written by `python -m tests.gate --write`; do not edit. In `tests/gate` lie {pages} invented pages with {statements}
statements, each with the right answer: who says it, in what manner, whether the page tells so beyond doubt or leaves it
open between two, and what the speaker does with it. They are of every kind that these docs name, and most of them hold
something difficult, so that the figures are lower than on the documents of the other pages of this folder, and say
nothing of how often a kind of difficulty occurs. What they are for: a change that loses a point on any of them, or
gives any words beyond doubt to the wrong one, fails the tests (`python -m pytest tests/gate`). `tests/gate/README.md`
says how to add a page.

- **right**: the person, or the outlet, that people read; where the page leaves it open, one of the two.
- **as printed**: the page's own word for the speaker (Q., the Chair, he), who is not found out.
- **wrong and certain**: somebody else, or, where the page leaves it open, anybody, given as certain. The worst.
- **right as rival**: ambiguous, and the right one is the rival.
- **lost**: no such statement.
"""
_STATUS = """
## How sure, and how often right

| status | statements | mean confidence | right | as printed | wrong |
|---|---|---|---|---|---|
"""
_POINTS = """
## Points

One for each of these, of each statement; what they ask is told in `tests/gate/score.py`.

| point | had | of |
|---|---|---|
"""


def told() -> str:
    """Return the page as Markdown."""
    every = {name: scored(name) for name in names()}
    found = [one for of_page in every.values() for one in of_page]
    head = _HEAD.format(pages=len(every), statements=len(found))
    return "".join((head, *_kinds(), _STATUS, *_statuses(found), _POINTS, *_points(found)))


def _kinds() -> Iterator[str]:
    yield f"\n| kind | pages | statements | {' | '.join(_COLUMNS)} |\n|---|{'---|' * (len(_COLUMNS) + 2)}\n"
    for head in KINDS:
        of_kind = [name for name in names() if page(name).head == head]
        yield _row(head, of_kind)
    yield _row("all", names())


def _row(kind: str, of_kind: Sequence[str]) -> str:
    found = [one for name in of_kind for one in scored(name)]
    counts = [sum(map(told, found)) for told in _COLUMNS.values()]
    return f"| {' | '.join(map(str, (kind, len(of_kind), len(found), *counts)))} |\n"


def _statuses(found: Sequence[Scored]) -> Iterator[str]:
    for status in (Status.CERTAIN, Status.INFERRED, Status.AMBIGUOUS):
        of_status = [(one, one.held) for one in found if one.held and one.held.status is status]
        if of_status:
            yield _sureness(status, of_status)


def _sureness(status: Status, found: Sequence[tuple[Scored, Held]]) -> str:
    shares = [mean(one.outcome is outcome for one, _ in found) for outcome in list(Outcome)[:3]]
    sure = mean(held.confidence for _, held in found)
    return f"| {status} | {len(found)} | {sure:.3f} | {' | '.join(f'{share:.3f}' for share in shares)} |\n"


def _points(found: Sequence[Scored]) -> Iterator[str]:
    for aspect in ASPECTS:
        yield f"| {aspect} | {sum(aspect not in one.missed for one in found)} | {len(found)} |\n"
