"""One statement: the words in their place, why they are held to be whose they are, and what else they may be."""

from __future__ import annotations

from collections.abc import Iterator
from sqlite3 import Connection
from typing import Any, NamedTuple

from quotes.errors import BadQuestion, UnknownName
from quotes.export.citation import STYLES
from quotes.queries.in_place import Bit, InPlace
from quotes.queries.pieces import source_of
from quotes.queries.review import Doubt, last, to_decide
from quotes.queries.show import Shown, ShownPassage, show, was
from quotes.queries.statements import Said
from quotes.span import Span
from quotes.text import find_phrase
from quotes.verdict import Kind
from quotes.web.answers import Answer, Question
from quotes.web.parameters import Parameter
from quotes.web.showing import say


class Choice(NamedTuple):
    """What may be decided on words: the verdict, of whom if it is about somebody, the key, and what it means."""

    verdict: str
    person: str | None
    key: str
    words: str


class Around(NamedTuple):
    """A passage before or after the statement, or one in which it stands, in bits: its words, or those asked for."""

    passage: ShownPassage
    own: bool
    bits: list[Bit]


def answer(connection: Connection, values: dict[str, Any]) -> Answer:
    """Return a statement; one that is read otherwise now leads to what is read in its place."""
    found = _found(connection, values["uid"])
    said = found.said
    words, doubt = values["w"], to_decide(connection, said.uid)
    shown = {
        "found": found,
        "said": said,
        "source": source_of(connection, said.source),
        "was": was(found.asked) if found.asked else None,
        "around": [*_around(connection, found, words)],
        "words": words,
        "words_stand": not words or _place(said.text, words) is not None,
        "cited": [(name, style(found)) for name, style in STYLES],
        "rival": rival(said),
        "choices": choices(doubt),
        "stands": bool(found.decided) and last(connection, doubt.anchor) is not None,
    }
    title = f"{said.speaker or say('narration')}: {said.text[:60]}"
    moved = f"/statement/{said.uid}" if not found.asked and values["uid"] != said.uid else None
    return Answer(title, [said], shown, moved=moved)


def _found(connection: Connection, uid: str) -> Shown:
    """Return the statement to which a uid leads. Raises UnknownName where it leads to none, or not to one."""
    try:
        return show(connection, uid, around=2)
    except BadQuestion as problem:
        raise UnknownName(str(problem), problem.advice) from problem


def _around(connection: Connection, found: Shown, words: str | None) -> Iterator[Around]:
    place = InPlace(connection, found.said.uid)
    for passage in found.before:
        yield Around(passage, False, place.bits(passage, None))
    for passage in (*found.passages, *found.holding):
        yield Around(passage, True, place.bits(passage, words))
    for passage in found.after:
        yield Around(passage, False, place.bits(passage, None))


def _place(text: str, words: str) -> Span | None:
    return find_phrase(text, Span(0, len(text)), words)


def rival(said: Said) -> str | None:
    """Return the other reading of a statement as a sentence; None where there is none."""
    if said.status != "ambiguous":
        return None
    if said.rival == "narration":
        return say("rival_narration", outlet=said.publisher or say("the_outlet"), confidence=f"{said.confidence:.2f}")
    if said.rival in (None, "somebody"):
        return say("rival_somebody", confidence=f"{said.confidence:.2f}")
    return say("rival_person", person=said.rival, confidence=f"{said.confidence:.2f}")


_CALLED = {
    Kind.RIGHT: "right_as_read",
    Kind.NARRATION: "narration",
    Kind.NO_QUOTATION: "no_quotation",
    Kind.ENDS: "turn_ends",
    Kind.REPORTED: "only_reported",
    Kind.DENIED: "denied",
    Kind.UNSAID: "not_said",
    Kind.NOBODY: "nobody_known",
}


def in_words(verdict: str, person: str | None = None) -> str:
    """Return what a verdict means, as it is called on a button."""
    return say("speech_of", person=person) if verdict == Kind.SPEECH else say(_CALLED[Kind(verdict)])


def choices(doubt: Doubt) -> list[Choice]:
    """Return what may be decided on words, the two readings first."""
    other = doubt.rival if doubt.rival not in (None, "narration", "somebody") else None
    people = dict.fromkeys(filter(None, (doubt.speaker, other)))
    found = [_choice(Kind.SPEECH, key, person) for key, person in zip("so", people, strict=False)]
    found += [_choice(Kind.RIGHT, "r"), _choice(Kind.NARRATION, "n")]
    found.append(_choice(Kind.NO_QUOTATION, "q") if doubt.within else _choice(Kind.ENDS, "e"))
    if doubt.manner != "narrated":
        found += [_choice(Kind.REPORTED, "i"), _choice(Kind.DENIED, "d")]
        found += [_choice(Kind.UNSAID, "x"), _choice(Kind.NOBODY, "b")]
    return found


def _choice(verdict: Kind, key: str, person: str | None = None) -> Choice:
    return Choice(verdict, person, key, in_words(verdict, person))


QUESTION = Question(
    "/statement/{uid}",
    "statement",
    "One statement. A uid under which it was read before leads to what is read there now.",
    (Parameter("w", "Words to mark in it."),),
    Said,
    answer,
    given=("uid",),
)
