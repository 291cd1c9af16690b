"""Recording verdicts, and a team's table of them."""

from __future__ import annotations

import csv
import getpass
from collections.abc import Iterable, Iterator, Sequence

import click

from quotes.cli.options import Command, database_option
from quotes.errors import BadQuestion
from quotes.export.listings import as_csv
from quotes.model import NARRATION_RIVAL, SOMEBODY_RIVAL
from quotes.queries.review import Doubt, Review, reviews
from quotes.store.database import reading, writing
from quotes.store.reviews import add_review
from quotes.verdict import Verdict


def named(rival: str | None) -> str | None:
    """Return whom a rival reading names, if anybody."""
    return None if rival in (NARRATION_RIVAL, SOMEBODY_RIVAL) else rival


def decided(doubt: Doubt, verdict: str, person: str | None, reviewer: str, note: str | None) -> Review:
    """Return the decision on a doubt; only speech-of is about a person."""
    who = person if verdict == "speech-of" else None
    anchor = (doubt.exact, doubt.prefix, doubt.suffix)
    return Review("passage", doubt.source, *anchor, verdict, who, None, reviewer, None, note)


def on_two(subject: str, verdict: str, uid: str, other: str, reviewer: str, note: str | None) -> Review:
    """Return the decision that two people, or events, are one (merge) or two (split)."""
    return Review(subject, None, None, None, None, verdict, uid, other, reviewer, None, note)


def alias(uid: str, name: str, reviewer: str, note: str | None) -> Review:
    """Return the decision that `name` is a further name of a person."""
    return Review("person", None, name, None, None, "alias", uid, None, reviewer, None, note)


def decision_options(function: Command) -> Command:
    """Give a command what every decision records: who decides, and why."""
    for option in (
        database_option,
        click.option("--note", help="Why."),
        click.option("--by", "reviewer", default=getpass.getuser, show_default="your login", help="Who decides."),
    ):
        function = option(function)
    return function


def record(database: str, decisions: Iterable[Review]) -> None:
    """Append decisions to the database."""
    with writing(database) as connection:
        for decision in decisions:
            add_review(
                connection,
                Verdict(
                    decision.exact or "",
                    decision.prefix or "",
                    decision.suffix or "",
                    decision.verdict or "",
                    decision.person,
                    decision.reviewer or "",
                    decision.note,
                ),
                source_key=decision.source,
                subject=decision.subject,
                other=decision.other,
                reviewed_at=decision.reviewed_at,
            )


def table(past: Sequence[Review], queue: Sequence[Doubt]) -> Iterator[str]:
    """Yield the verdicts so far, and the doubts with the verdict left open, as lines of CSV."""
    yield from as_csv(Review._fields, [*past, *map(_undecided, queue)])


def _undecided(doubt: Doubt) -> Review:
    anchor = (doubt.exact, doubt.prefix, doubt.suffix)
    return Review("passage", doubt.source, *anchor, None, doubt.speaker or named(doubt.rival), None, None, None, None)


def import_table(database: str, lines: Iterable[str], reviewer: str) -> tuple[int, int]:
    """Record the verdicts of such a table that are not recorded yet; return how many were new, how many known."""
    try:
        asked = [decision for decision in _rows(lines, reviewer) if decision.verdict]
    except csv.Error as problem:
        raise BadQuestion(f"this is no table of verdicts, {problem}: start from --export") from problem
    with reading(database) as connection:
        known = {_essence(decision) for decision in reviews(connection)}
    new = [decision for decision in asked if _essence(decision) not in known]
    record(database, new)
    return len(new), len(asked) - len(new)


def _rows(lines: Iterable[str], reviewer: str) -> Iterator[Review]:
    for row in csv.DictReader(lines):
        if missing := set(Review._fields) - set(row):
            raise click.UsageError(f"the table lacks the columns {', '.join(sorted(missing))}: start from --export")
        decision = Review._make(row[name] or None for name in Review._fields)
        yield decision._replace(subject=decision.subject or "passage", reviewer=decision.reviewer or reviewer)


def _essence(decision: Review) -> Review:
    return decision._replace(reviewed_at=None)
