"""A source as it was read: paragraph by paragraph, whose voice it is, how sure, and what is said inside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from sqlite3 import Connection
from string import ascii_uppercase
from typing import Any, NamedTuple

from quotes.queries.force import how, is_said
from quotes.queries.pieces import Piece, Run, Voice, Whose, pieces, source_of, voices_in
from quotes.web.answers import Answer, Question
from quotes.web.parameters import Parameter
from quotes.web.showing import at, say

AT_ONCE = 400  # pieces on a page
TINTS = 6  # voices that have a colour of their own: the letter tells them apart, be there more
FARTHEST = 999_999_999  # characters of a source, and more


class Mark(NamedTuple):
    """A voice as it is marked: its letter, and the number of its tint, 0 beyond the six, and of nobody known."""

    letter: str
    tint: int
    name: str


class Part(NamedTuple):
    """A piece as it is shown: whose voice, what is told at the margin, the rival reading in words."""

    piece: Piece
    is_line: bool  # to which an address leads that names the line
    mark: Mark | None
    remarks: list[str]  # at the margin: denied, did not say
    rival: str | None
    runs: list[Shown]


class Shown(NamedTuple):
    """A run as it is shown: with the marks of the statements that it stands in."""

    run: Run
    mark: Mark | None
    whose: Whose | None  # of the innermost statement
    opens: bool  # that begins with this run
    said: bool  # and its content was said


def answer(connection: Connection, values: dict[str, Any]) -> Answer:
    """Return a source from `start` on."""
    source = source_of(connection, values["uid"])
    found, following = pieces(connection, source.uid, start=values["start"] - 1, limit=AT_ONCE)
    marks = letters(voices_in(connection, source.uid))
    shown = {
        "source": source,
        "parts": [*parts(found, marks)],
        "legend": [(mark, uid) for uid, mark in marks.items()],
        "following": None if following is None else at(f"/source/{source.uid}", {"start": following + 1}),
        "from_start": values["start"] == 1,
        "markup": values["markup"],
    }
    after = None if following is None else str(following + 1)
    moved = None if source.uid == values["uid"] else f"/source/{source.uid}"
    return Answer(source.title or source.source, found, shown, after, moved=moved)


def letters(voices: Sequence[Voice]) -> dict[str, Mark]:
    """Return, by the uid of the person, how each voice is marked: A, B, … Z, AA, AB."""
    return {voice.person: Mark(_letter(i), i + 1 if i < TINTS else 0, voice.name) for i, voice in enumerate(voices)}


def _letter(place: int) -> str:
    first, last = divmod(place, len(ascii_uppercase))
    return (_letter(first - 1) if first else "") + ascii_uppercase[last]


def parts(found: Sequence[Piece], marks: Mapping[str, Mark]) -> Iterator[Part]:
    """Yield the pieces as they are shown."""
    leads = _leads(found)
    for i, piece in enumerate(found):
        mark = _mark(piece.whose, marks)
        remarks = [
            f"{one.speaker or say('somebody')} {how(one.act, one.factuality)}" for one in piece.inside if _tells(one)
        ]
        if piece.whose and _tells(piece.whose):
            remarks.insert(0, how(piece.whose.act, piece.whose.factuality))
        rival = _rival(piece.status, piece.rival, piece.confidence)
        yield Part(piece, leads[piece.line] == i, mark, remarks, rival, [*_runs(piece, marks)])


def _leads(found: Sequence[Piece]) -> dict[int, int]:
    """Return the places of the pieces to which lines lead: of several on one line the first that somebody says."""
    leads: dict[int, int] = {}
    for i, piece in enumerate(found):
        if piece.line not in leads or (piece.whose and not found[leads[piece.line]].whose):
            leads[piece.line] = i
    return leads


def _runs(piece: Piece, marks: Mapping[str, Mark]) -> Iterator[Shown]:
    seen: set[int] = set()
    for run in piece.runs:
        inner = run.inside[-1] if run.inside else None
        whose = None if inner is None else piece.inside[inner]
        opens = inner is not None and inner not in seen
        seen.update(run.inside)
        yield Shown(run, _mark(whose, marks), whose, opens, whose is None or is_said(whose.act, whose.factuality))


def _mark(whose: Whose | None, marks: Mapping[str, Mark]) -> Mark | None:
    if whose is None or (whose.person is None and whose.manner == "narrated"):
        return None
    return marks.get(whose.person or "") or Mark("?", 0, say("not_known"))


def _tells(one: Whose) -> bool:
    """Tell whether it must be told how words were said, for they were not, or not asserted."""
    return not is_said(one.act, one.factuality)


def _rival(status: str | None, rival: str | None, confidence: float | None) -> str | None:
    """Return the other reading in words, with how likely this one is."""
    if status != "ambiguous":
        return None
    whose = say("narration") if rival == "narration" else say("somebody_else") if rival in (None, "somebody") else rival
    return say("or_rival", rival=whose, confidence=f"{confidence or 0:.2f}")


QUESTION = Question(
    "/source/{uid}",
    "source",
    "A source as it was read, piece by piece: whose words each is, how sure, and what is said inside it.",
    (
        Parameter(
            "start", "From the piece on that begins at this character, the first is 1.", "count", 1, most=FARTHEST
        ),
        Parameter("markup", "With the markup of the page, on the page.", "flag", False),
    ),
    Piece,
    answer,
    given=("uid",),
)
