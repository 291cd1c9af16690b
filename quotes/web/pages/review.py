"""One queue of all doubts: words of which it is not certain whose they are, and people who may be one.

Looking decides nothing. Each decision is about what is shown, goes on to what comes next, and can be taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from sqlite3 import Connection
from typing import Any, NamedTuple

from quotes.decisions import somebody
from quotes.queries.identity import Judgement, unsure
from quotes.queries.naming import called
from quotes.queries.pieces import source_of
from quotes.queries.review import Doubt, Review, doubts, in_conflict, mark_of, standing, to_decide
from quotes.queries.show import show
from quotes.span import Span
from quotes.text import find_phrase
from quotes.verdict import Kind
from quotes.web.answers import Answer, Question
from quotes.web.filtering import SPEAKER
from quotes.web.pages.statement import Choice, choices
from quotes.web.parameters import Parameter
from quotes.web.showing import at, say

MOST = 500  # doubts of a queue; who has decided on these is shown more
LAST = 10  # verdicts that stay at hand
PAIR = "people:"  # so begins the place of two people who may be one


class Task(NamedTuple):
    """What is to be decided: where it stands, in a line, and either words or two people."""

    place: str
    line: str
    doubt: Doubt | None
    pair: Judgement | None


class Given(NamedTuple):
    """A verdict that was given of late, and where to look at it again."""

    review: Review
    place: str
    mark: str  # by which it is told from all others


def answer(connection: Connection, values: dict[str, Any]) -> Answer:
    """Return the queue, and the first of it, or what stands at `place`, with what may be decided."""
    queue = _queue(connection, values["speaker"], values["source"])
    task, following = _at(connection, queue, values["place"])
    number = next((i for i, one in enumerate(queue, 1) if task and one.place == task.place), None)
    doubt = task.doubt if task else None
    shown = {
        "task": task,
        "number": number,
        "queue": queue[:50],
        "following": following and _address(following.place, values),
        "readings": _readings(doubt) if doubt else [],
        "further": _others(doubt) if doubt else [],
        "quoted": _quoted(doubt) if doubt else None,
        "found": show(connection, doubt.uid, around=1) if doubt else None,
        "source": source_of(connection, doubt.source) if doubt else None,
        "last": _last(connection),
        "here": _address(task.place if task else None, values),
    }
    return Answer(
        say("to_review"), [one.doubt for one in queue if one.doubt], shown, None, len(queue), len(queue) < MOST
    )


def _queue(connection: Connection, speaker: str | None, source: str | None) -> list[Task]:
    """Return what is to be decided: conflicts, then words on which most hangs, then people.

    Words on which a verdict stands are no more among them, though it be one on how they were said only.
    """
    done = {one.anchor for one in standing(connection)}
    people = called(connection, speaker).people if speaker else None
    key = source_of(connection, source).source if source else None
    words = doubts(connection, people=people, source=key, limit=MOST + len(done))
    first = in_conflict(connection) if people is None and key is None else []
    those = {one.uid for one in first}
    every = (*first, *(one for one in words if one.uid not in those))
    tasks = [_on_words(one) for one in every if one.anchor not in done]
    pairs = [] if key else unsure(connection, people, limit=MOST)
    return [*tasks[:MOST], *map(_on_people, pairs)]


def _on_words(doubt: Doubt) -> Task:
    place = doubt.uid if doubt.within else f"{doubt.source}:{doubt.line}"
    who = doubt.speaker or (say("narration") if doubt.manner == "narrated" else say("not_known"))
    return Task(place, f"{who}: {doubt.text[:80]}", doubt, None)


def _on_people(pair: Judgement) -> Task:
    return Task(f"{PAIR}{pair.uid}:{pair.other_uid}", f"{pair.name} = {pair.other_name}?", None, pair)


def _at(connection: Connection, queue: Sequence[Task], place: str | None) -> tuple[Task | None, Task | None]:
    """Return what stands at `place`, or the first of the queue, and what comes behind it."""
    if not place:
        return (queue[0] if queue else None), (queue[1] if len(queue) > 1 else None)
    i = next((i for i, one in enumerate(queue) if one.place == place), None)
    if i is not None:
        return queue[i], queue[i + 1] if i + 1 < len(queue) else None
    if place.startswith(PAIR):
        return (queue[0] if queue else None), (queue[1] if len(queue) > 1 else None)
    return _on_words(to_decide(connection, place)), next(iter(queue), None)


def _quoted(doubt: Doubt) -> Span | None:
    """Return where a quotation stands in its paragraph; None of a paragraph itself."""
    around = doubt.around or doubt.text
    return None if around == doubt.text else find_phrase(around, Span(0, len(around)), doubt.text)


def _readings(doubt: Doubt) -> list[Choice]:
    """Return the two readings: that which is held to be right, and the other one."""
    own_reading = _reading(doubt.speaker, doubt.manner == "narrated", "1")
    if doubt.rival is None:
        return [own_reading]
    return [own_reading, _reading(somebody(doubt.rival), doubt.rival == "narration", "2")]


def _reading(person: str | None, narrated: bool, key: str) -> Choice:
    if person:
        return Choice(Kind.SPEECH, person, key, say("speech_of", person=person))
    if narrated:
        return Choice(Kind.NARRATION, None, key, say("narration"))
    return Choice(Kind.NOBODY, None, key, say("nobody_known"))


def _others(doubt: Doubt) -> list[Choice]:
    """Return what else may be decided."""
    shown = {(one.verdict, one.person) for one in _readings(doubt)}
    return [one for one in choices(doubt) if (one.verdict, one.person) not in shown]


def _last(connection: Connection) -> list[Given]:
    """Return the last verdicts on words that stand, the latest first."""
    found = (
        Given(one, place, mark_of(one.anchor))
        for one in standing(connection)[::-1]
        if (place := _place(connection, one))
    )
    return list(islice(found, LAST))


def _place(connection: Connection, review: Review) -> str | None:
    """Return the source and line where the words of a verdict stand; None where they are gone."""
    row = connection.execute(_STANDS, (review.source, f"{review.prefix}{review.exact}{review.suffix}")).fetchone()
    if row is None:
        return None
    before = f"{row[0]}{review.prefix or ''}"
    return f"{review.source}:{before.count(chr(10)) + 1}"


_STANDS = "SELECT substr(text, 1, instr(text, ?2) - 1) FROM sources WHERE key = ?1 AND instr(text, ?2)"


def _address(place: str | None, values: dict[str, Any]) -> str:
    return at("/review", {"place": place, "speaker": values["speaker"], "source": values["source"]})


QUESTION = Question(
    "/review",
    "review",
    "What is in doubt and waits for a human: words, those on which most answers hang first.",
    (
        SPEAKER,
        Parameter("source", "Words of this document: its key, or uid."),
        Parameter("place", "Shows what stands there: a uid, or key:line."),
    ),
    Doubt,
    answer,
)
