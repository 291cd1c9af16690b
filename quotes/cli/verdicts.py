"""Recording verdicts, and a team's table of them."""

from __future__ import annotations

import csv
import getpass
from collections.abc import Iterable, Iterator, Sequence

import click

from quotes import decisions
from quotes.cli.cards import file, paragraph
from quotes.cli.options import Command, database_option
from quotes.cli.remarks import remark
from quotes.cli.terminal import fitted, write
from quotes.errors import BadQuestion
from quotes.export.listings import as_csv, harmless, unguarded
from quotes.model import NARRATION_RIVAL, SOMEBODY_RIVAL
from quotes.queries.force import how, is_said
from quotes.queries.readings import Difference, Reading
from quotes.queries.review import Doubt, Review, reviews
from quotes.store.database import reading
from quotes.store.reviews import Was
from quotes.text import one_line
from quotes.verdict import Kind

LONG = 200  # characters of words shown before and after a decision


def decision_options(function: Command) -> Command:
    """Give a command what every decision records: who decides, and why."""
    for option in (
        database_option,
        click.option("--note", help="Why."),
        click.option("--by", "reviewer", default=getpass.getuser, show_default="your login", help="Who decides."),
    ):
        function = option(function)
    return function


def effects(found: Iterable[Difference]) -> Iterator[str]:
    """Yield what is read otherwise, before and after."""
    for uid, before, after in found:
        known = after or before
        if known:
            words = shortened(known.text)
            yield harmless(f"{file(known.source)}:{known.line} · {uid}")
            yield from paragraph(f"“{words}”")
            yield harmless(f"  was: {_told(before) if before else 'part of other statements'}")
            yield harmless(f"  now: {_told(after) if after else 'no statement of its own'}")


def _told(reading: Reading) -> str:
    who = reading.speaker or ("the outlet" if reading.manner == "narrated" else "nobody known")
    rival = "" if reading.rival is None else f", or {voice(reading.rival)}"
    said = "" if is_said(reading.act, reading.factuality) else f", {how(reading.act, reading.factuality)}"
    return f"{who}, {reading.manner}{said}, {reading.status} ({reading.confidence:.2f}){rival}"


def voice(rival: str) -> str:
    """Return a rival reading in words."""
    return {NARRATION_RIVAL: "the outlet", SOMEBODY_RIVAL: "somebody else"}.get(rival, rival)


def shortened(text: str) -> str:
    """Return words on one line, the middle left out of many."""
    words = " ".join(text.split())
    return words if len(words) <= LONG else f"{words[: LONG // 2].rstrip()} … {words[-LONG // 2 :].lstrip()}"


def show(found: Sequence[Difference]) -> None:
    """Print what is read otherwise now."""
    if found:
        write(fitted(effects(found)))
    else:
        remark("recorded; it was read so already")


def named(database: str, person: str, doubt: Doubt) -> str:
    """Return the name of whom a person means, and say where it is somebody new. Raises BadQuestion as decisions do."""
    with reading(database) as connection:
        known = decisions.named(connection, person, doubt)
    if known is None:
        remark(f"{person} is new here")
    return known or person


def table(past: Sequence[Review], queue: Sequence[Doubt]) -> Iterator[str]:
    """Yield the verdicts so far, and the doubts with the verdict left open, as lines of CSV."""
    yield from as_csv(Review._fields, [*past, *map(_undecided, queue)])


def _undecided(doubt: Doubt) -> Review:
    anchor = (doubt.exact, doubt.prefix, doubt.suffix)
    who = doubt.speaker or decisions.somebody(doubt.rival)
    return Review("statement", doubt.source, *anchor, None, who, None, None, None, None, doubt.speaker, doubt.status)


def import_table(database: str, lines: Iterable[str], reviewer: str) -> tuple[int, int]:
    """Record the verdicts of such a table that are not recorded yet; return how many were new, how many known."""
    try:
        asked = [decision for decision in _rows(lines, reviewer) if decision.verdict]
    except csv.Error as problem:
        raise BadQuestion(f"this is no table of verdicts, {problem}: start from --export") from problem
    with reading(database) as connection:
        known = {_essence(decision) for decision in reviews(connection)}
    new = [decision for decision in asked if _essence(decision) not in known]
    decisions.record(database, new)
    return len(new), len(asked) - len(new)


def _rows(lines: Iterable[str], reviewer: str) -> Iterator[Review]:
    for row in csv.DictReader(lines):
        if missing := {*Review._fields} - {*Was._fields} - {*row}:
            raise click.UsageError(f"the table lacks the columns {', '.join(sorted(missing))}: start from --export")
        decision = Review._make(unguarded(row.get(name) or "") or None for name in Review._fields)
        if decision.subject in (None, "passage", "statement") and decision.verdict not in (None, *Kind):
            raise BadQuestion(f"{decision.verdict!r} is no verdict; there are {', '.join(Kind)}")
        yield decision._replace(subject=decision.subject or "statement", reviewer=decision.reviewer or reviewer)


def _essence(decision: Review) -> Review:
    """Return what makes a decision the same as one that is recorded, where its note stands on one line."""
    note = one_line(decision.note or "") or None
    return decision._replace(note=note, reviewed_at=None, was_speaker=None, was_status=None, sample=None)
