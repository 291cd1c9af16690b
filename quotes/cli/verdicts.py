"""Recording verdicts, and a team's table of them."""

from __future__ import annotations

import csv
import getpass
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import click

from quotes.cli.cards import file, paragraph
from quotes.cli.options import Command, database_option
from quotes.cli.remarks import remark
from quotes.cli.terminal import fitted, write
from quotes.errors import BadQuestion
from quotes.export.listings import as_csv, harmless, unguarded
from quotes.model import NARRATION_RIVAL, SOMEBODY_RIVAL
from quotes.queries.force import how, is_said
from quotes.queries.identity import Known, known_as
from quotes.queries.people import alike, candidates, described, identify
from quotes.queries.readings import Difference, Reading, differences, named_now, readings, speakers_of
from quotes.queries.review import Doubt, Review, reviews
from quotes.store.database import raw, reading, writing
from quotes.store.reviews import Was, add_review
from quotes.store.writing.save import decide
from quotes.verdict import Kind, Verdict

LONG = 200  # characters of words shown before and after a decision


def somebody(rival: str | None) -> str | None:
    """Return whom a rival reading names, if anybody."""
    return None if rival in (NARRATION_RIVAL, SOMEBODY_RIVAL) else rival


def decided(
    doubt: Doubt, verdict: str, person: str | None, reviewer: str, note: str | None, sample: int | None = None
) -> Review:
    """Return the decision on words; only speech-of is about a person. `sample` is the seed by which they were drawn."""
    who = person if verdict == Kind.SPEECH else None
    anchor = (doubt.exact, doubt.prefix, doubt.suffix)
    was = doubt.speaker, doubt.status, sample
    return Review("statement", doubt.source, *anchor, verdict, who, None, reviewer, None, note, *was)


def undone(review: Review, reviewer: str, note: str | None) -> Review:
    """Return the decision that a verdict counts no more."""
    return review._replace(
        verdict=Kind.UNDONE, person=None, reviewer=reviewer, reviewed_at=None, note=note, sample=None
    )


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


def record(database: str, decisions: Sequence[Review]) -> list[Difference]:
    """Append decisions to the database, let them take effect, and return what is read otherwise now."""
    sources = {decision.source for decision in decisions if decision.source}
    with writing(database) as connection, connection.begin():
        driver = raw(connection)
        before = readings(driver, sources)
        for decision in decisions:
            add_review(connection, _verdict(decision), **_about(decision))
        known = driver.execute(_UIDS, (json.dumps([*sources]),)).fetchall()
        for (uid,) in known:
            decide(connection, uid)
        return [*differences(before, readings(driver, sources))]


class OnPeople(NamedTuple):
    """What a decision on people does: who they were and are, and how many statements are by one of another name."""

    before: list[Known]
    after: list[Known]
    renamed: Counter[tuple[str, str]]


class _Previewed(Exception):
    """All is known that was to be known, and nothing is to be kept."""


def record_on_people(database: str, decisions: Sequence[Review], *, keep: bool = True) -> OnPeople:
    """Append decisions on who is who, and return what they do; without `keep`, nothing is changed."""
    uids = [uid for one in decisions for uid in (one.person, one.other) if uid]
    done: list[OnPeople] = []
    with suppress(_Previewed), writing(database) as connection, connection.begin():
        driver = raw(connection)
        before, said = known_as(driver, uids), speakers_of(driver, uids)
        for decision in decisions:
            add_review(connection, _verdict(decision), **_about(decision))
        now = named_now(driver, said)
        renamed = Counter((old, now[uid]) for uid, old in said.items() if now.get(uid, old) != old)
        done.append(OnPeople(before, known_as(driver, uids), renamed))
        if not keep:
            raise _Previewed
    return done[0]


_UIDS = "SELECT uid FROM sources WHERE key IN (SELECT value FROM json_each(?))"


def _about(decision: Review) -> dict[str, Any]:
    return {
        "subject": decision.subject,
        "source_key": decision.source,
        "other": decision.other,
        "reviewed_at": decision.reviewed_at,
        "was": Was(decision.was_speaker, decision.was_status, decision.sample),
    }


def _verdict(decision: Review) -> Verdict:
    return Verdict(
        decision.exact or "",
        decision.prefix or "",
        decision.suffix or "",
        decision.verdict or "",
        decision.person,
        decision.reviewer or "",
        decision.note,
    )


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
    """Return the name of whom a person means: whoever is known, the rival, or somebody new.

    Raises BadQuestion where several are called so, or others nearly so, or several are named.
    """
    with reading(database) as connection:
        if person in (doubt.rival, doubt.speaker):
            return person
        found = candidates(connection, person)
        if len(found) > 1:
            with_full_names = [one for one in described(connection, found) if " " in one.name]
            if len(with_full_names) != 1:
                identify(connection, person)  # which raises AmbiguousName
            return with_full_names[0].name
        if found:
            return described(connection, found)[0].name
        both = [one for one in re.split(r",\s*|\s+(?:and|&)\s+", person) if one]
        if len(both) > 1 and all(candidates(connection, one) for one in both):
            raise BadQuestion(f"{person!r} are {len(both)} people, and a verdict names one: decide for nobody, or one")
        if close := alike(connection, person):
            raise BadQuestion(f"nobody here is called {person!r}; {', '.join(close)}? --new-person if that is the name")
    remark(f"{person} is new here")
    return person


def table(past: Sequence[Review], queue: Sequence[Doubt]) -> Iterator[str]:
    """Yield the verdicts so far, and the doubts with the verdict left open, as lines of CSV."""
    yield from as_csv(Review._fields, [*past, *map(_undecided, queue)])


def _undecided(doubt: Doubt) -> Review:
    anchor = (doubt.exact, doubt.prefix, doubt.suffix)
    who = doubt.speaker or somebody(doubt.rival)
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
    record(database, new)
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
    return decision._replace(reviewed_at=None, was_speaker=None, was_status=None, sample=None)
