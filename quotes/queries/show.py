"""One statement whole, with what stands around it and why it is held to be what it is."""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

from quotes.errors import Advice, BadQuestion
from quotes.queries.excerpts import as_shown, excerpt, markup_in
from quotes.queries.force import how, is_said
from quotes.queries.renderings import Rendering, renderings
from quotes.queries.segments import Segment, segments
from quotes.queries.statements import ONE_PARAGRAPH, Said, select
from quotes.queries.verify.later import taken_back_whole
from quotes.span import Span
from quotes.text import shown

PERMALINK = "quotes:"


class ShownPassage(NamedTuple):
    """A piece of the source. `cues` are one a line; a score above 0 says that the turn goes on."""

    kind: str
    line: int
    start: int
    end: int
    text: str
    basis: str | None
    score: float | None
    confidence: float | None
    status: str | None
    cues: str | None
    rival: str | None
    seconds: float | None


class Held(NamedTuple):
    """A role in which the words were said, and whether it is printed there or carried over."""

    role: str
    title: str
    body: str | None
    country: str | None
    basis: str


class Before(NamedTuple):
    """How a statement was read before its source was read otherwise, or its file had changed."""

    uid: str
    source: str
    speaker: str | None
    manner: str
    act: str | None
    factuality: str | None
    status: str
    confidence: float
    line: int
    text: str
    until: str
    sha256: str  # of the bytes that it stood in


class Place(NamedTuple):
    """Where else the same bytes lie."""

    source: str
    url: str | None
    title: str | None
    publisher: str | None


class Decided(NamedTuple):
    """What a human decided on the words."""

    verdict: str
    person: str | None
    reviewer: str
    reviewed_at: str
    note: str | None


class Shown(NamedTuple):
    """A statement with its surroundings and evidence."""

    said: Said
    url: str | None
    title: str | None
    sha256: str
    addressee: str | None
    mention: str | None
    known_by: str | None  # why an office without a name is the speaker
    cue: str | None
    passages: list[ShownPassage]
    holding: list[ShownPassage]  # of a statement that lies within another: in which it stands
    before: list[ShownPassage]
    after: list[ShownPassage]
    roles: list[Held]
    contains: list[Said]
    wordings: list[Said]
    renderings: list[Rendering]  # the same words in other languages
    segments: dict[str, list[Segment]]  # by uid, of it and its wordings: where the doubt is, when it is not everywhere
    copies: list[Place]
    decided: list[Decided]  # in the order in which it was decided, what was taken back among it
    asked: Before | None  # what was asked for, when that is read otherwise now
    taken_back: str | None  # with which words it may be taken back later on the page, and where
    language: str | None  # of the words, by its code
    translation_of: str | None  # what the source says to be the original of it


def show(connection: sqlite3.Connection, uid: str, *, around: int = 2) -> Shown:
    """Return the statement with `uid` (or a unique beginning of it, or its permalink) and `around` passages each side.

    A uid under which it was read before leads to what is read in its place. Raises BadQuestion when there is none,
    there are several, or nothing is read there any more.
    """
    statement, asked = _find(connection, uid.removeprefix(PERMALINK))
    (said,) = select(connection, "WHERE s.id = :id", {"id": statement})
    details = connection.execute(_DETAILS, (statement,)).fetchone()
    source, position, url, title, sha256, language, original, translated, addressee, offices, *spans = details
    here = {"source": source, "position": position, "start": said.start, "end": said.end, "around": around}
    wordings = select(connection, _WORDINGS, {"id": statement})
    inside = _passages(connection, _INSIDE, here)
    mention = _words(connection, source, *spans[:2])
    return Shown(
        said,
        url,
        title,
        sha256,
        addressee,
        mention,
        _known_by(offices, mention or said.label),
        _words(connection, source, *spans[2:]),
        passages=[] if said.within else inside,
        holding=inside if said.within else [],
        before=_passages(connection, _BEFORE, here)[::-1],
        after=_passages(connection, _AFTER, here),
        roles=[Held(*row) for row in connection.execute(_HELD, (statement,))],
        contains=select(connection, "WHERE s.within_id = :id ORDER BY s.position", {"id": statement}),
        wordings=wordings,
        renderings=renderings(connection, statement),
        segments=segments(connection, [said, *wordings]),
        copies=[Place(*row) for row in connection.execute(_COPIES, (source,))],
        decided=[Decided(*row) for row in connection.execute(_DECIDED, (statement,))],
        asked=asked,
        taken_back=taken_back_whole(connection, said),
        language=language,
        translation_of=original or ("an original that is not told" if translated else None),
    )


def _find(connection: sqlite3.Connection, uid: str) -> tuple[int, Before | None]:
    query = "SELECT id FROM statements WHERE uid >= :uid AND uid < :uid || '~' LIMIT 2"
    found = connection.execute(query, {"uid": uid.lower()}).fetchall() if uid else []
    former = formerly(connection, uid) if len(found) < 2 else []
    if not found and not former:
        raise BadQuestion(f"no statement {uid!r}: uids stand in every answer", Advice.STATEMENTS)
    if len(found) + len(former) > 1:
        raise BadQuestion(f"{uid!r} begins several uids: type more of it")
    if found:
        return int(found[0][0]), None
    statement, before = former[0]
    if statement is None:
        raise BadQuestion(f"{was(before)}; nothing is read in its place now")
    return statement, before


def formerly(connection: sqlite3.Connection, uid: str) -> list[tuple[int | None, Before]]:
    """Return up to two statements of before whose uids begin so, each with the id of what is read in its place now."""
    if not uid:
        return []
    found = connection.execute(_BEFORE_NOW, {"uid": uid.lower()}).fetchall()
    return [(statement, Before(*row)) for statement, *row in found]


def was(before: Before) -> str:
    """Return, in words, how a statement was read, until when, and where."""
    who = before.speaker or ("the outlet" if before.manner == "narrated" else "somebody")
    told = "" if is_said(before.act, before.factuality) else f", {how(before.act, before.factuality)}"
    place = f"{before.source}, line {before.line} (sha256 {before.sha256[:12]})"
    return f"{before.uid} was read otherwise until {before.until[:10]}, in {place}: {who}{told}, “{before.text}”"


_BEFORE_NOW = """SELECT f.statement_id, f.uid, o.key, f.speaker, f.manner, f.act, f.factuality, f.status, f.confidence,
        f.line, f.text, f.until, coalesce(t.sha256, o.sha256)
    FROM former_statements f JOIN sources o ON o.id = f.source_id LEFT JOIN former_texts t ON t.id = f.former_text_id
    WHERE f.uid >= :uid AND f.uid < :uid || '~' ORDER BY f.uid LIMIT 2"""
_COPIES = 'SELECT "key", url, title, publisher FROM copies WHERE source_id = ? ORDER BY "key"'


def _known_by(offices: str | None, words: str | None) -> str | None:
    """Return what is told of an office that is printed in these words."""
    return next((line for line in (offices or "").splitlines() if line.startswith(f"“{words}”: ")), None)


def _words(connection: sqlite3.Connection, source: int, start: int | None, end: int | None) -> str | None:
    """Return what a reader is shown of the source from `start` to `end`."""
    if start is None or end is None:
        return None
    return as_shown(connection, source, start, end, excerpt(connection, source, start, end))


def _passages(connection: sqlite3.Connection, query: str, here: dict[str, int]) -> list[ShownPassage]:
    found = connection.execute(query, here).fetchall()
    return [_passage(connection, *row) for row in found]


def _passage(connection: sqlite3.Connection, source: int, wrapped: int, text: str, *columns: Any) -> ShownPassage:
    kind, line, start, end, *evidence = columns
    markup = markup_in(connection, source, start, end)
    return ShownPassage(kind, line, start, end, shown(text, Span(0, len(text)), markup, bool(wrapped)), *evidence)


# Statements stand in the order of their places, too, by which alone they have an index.
_PASSAGES = f"""SELECT o.id, o.wrapped, substr(o.text, p.start + 1, p."end" - p.start), p.kind, p.line, p.start,
        p."end", p.basis, p.score, p.confidence, p.status, p.cues, p.rival, p.seconds
    FROM (SELECT * FROM (SELECT kind, line, start, "end", basis, score, confidence, status, cues, rival, seconds
            FROM passages WHERE source_id = :source AND kind <> 'markup' AND {{passages}})
        UNION ALL SELECT * FROM (SELECT 'paragraph', s.line, s.start, s."end", s.basis, NULL, s.confidence, s.status,
                NULL, s.rival, NULL
            FROM statements s WHERE s.source_id = :source AND {ONE_PARAGRAPH} AND {{statements}})) p
    CROSS JOIN sources o ON o.id = :source ORDER BY p.start {{order}}"""
_INSIDE = _PASSAGES.format(
    passages='start < :end AND "end" > :start',
    statements="""s.start < :end AND s."end" > :start AND s.position = (SELECT max(position) FROM statements
        WHERE source_id = :source AND position <= :position AND within_id IS NULL)""",
    order="",
)
_BEFORE = _PASSAGES.format(
    passages="""start < :start AND "end" <= :start ORDER BY start DESC LIMIT :around""",
    statements="""s.position < :position AND s.start < :start AND s."end" <= :start
        ORDER BY s.position DESC LIMIT :around""",
    order="DESC LIMIT :around",
)
_AFTER = _PASSAGES.format(
    passages="start >= :end ORDER BY start LIMIT :around",
    statements="s.position > :position AND s.start >= :end ORDER BY s.position LIMIT :around",
    order="LIMIT :around",
)

_DETAILS = """SELECT o.id, s.position, o.url, o.title, o.sha256, coalesce(s.language, o.language), o.original,
        o.translated, s.addressee, a.offices, s.mention_start, s.mention_end, s.cue_start, s.cue_end
    FROM statements s JOIN sources o ON o.id = s.source_id LEFT JOIN appearances a ON a.id = s.appearance_id
    WHERE s.id = ?"""

_DECIDED = """SELECT r.verdict, r.person, r.reviewer, r.reviewed_at, r.note
    FROM statements s JOIN sources o ON o.id = s.source_id JOIN reviews r ON r.source_uid = o.uid
    WHERE s.id = ? AND (r.exact = substr(o.text, s.start + 1, s."end" - s.start) OR r.exact IN (
        SELECT substr(o.text, g.start + 1, g."end" - g.start) FROM passages g WHERE g.statement_id = s.id))
    ORDER BY r.id"""
_HELD = """SELECT l.text, l.title, l.body, r.country, h.basis FROM statement_roles h
    JOIN role_spellings l ON l.id = h.spelling_id JOIN roles r ON r.id = l.role_id
    WHERE h.statement_id = ? ORDER BY l.id"""

_WORDINGS = """WHERE s.id IN (SELECT other_id FROM wordings WHERE statement_id = :id
    UNION SELECT statement_id FROM wordings WHERE other_id = :id) ORDER BY o.key, s.position"""
