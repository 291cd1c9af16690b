"""Deciding: what a human's verdict is about, recording it, and what is read otherwise then."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from quotes.errors import Advice, BadQuestion
from quotes.model import NARRATION_RIVAL, SOMEBODY_RIVAL
from quotes.queries.identity import Known, known_as
from quotes.queries.people import alike, candidates, described, identify
from quotes.queries.readings import Difference, differences, named_now, readings, speakers_of
from quotes.queries.review import Doubt, Review
from quotes.store.database import raw, writing
from quotes.store.reviews import Was, add_review
from quotes.store.writing.save import decide
from quotes.verdict import Kind, Verdict


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


def on_name(verdict: str, uid: str, name: str, reviewer: str, note: str | None) -> Review:
    """Return the decision that `name` is a further name of a person (alias), or is none any more (undone)."""
    return Review("person", None, name, None, None, verdict, uid, None, reviewer, None, note)


def record(database: str, decisions: Sequence[Review]) -> list[Difference]:
    """Append decisions to the database, let them take effect, and return what is read otherwise now."""
    sources = {decision.source for decision in decisions if decision.source}
    with writing(database, make=False) as connection, connection.begin():
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
    with suppress(_Previewed), writing(database, make=False) as connection, connection.begin():
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


def named(connection: sqlite3.Connection, person: str, doubt: Doubt) -> str | None:
    """Return the name of whom a person means, whoever is known or the rival; None where it is somebody new.

    Raises BadQuestion where several are called so, or others nearly so, or several are named.
    """
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
        raise BadQuestion(f"nobody here is called {person!r}; {', '.join(close)}?", Advice.NEW_PERSON)
    return None
