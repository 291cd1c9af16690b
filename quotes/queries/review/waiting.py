"""What does a human have to decide?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from random import Random
from textwrap import shorten
from typing import Any, NamedTuple

from quotes.errors import Advice, BadQuestion
from quotes.queries.conflicts import conflicts
from quotes.queries.excerpts import excerpt, markup_in
from quotes.queries.json_lists import json_list
from quotes.queries.review.given import Anchor, on_words
from quotes.queries.show import Before, formerly, was
from quotes.queries.sources import source_called
from quotes.queries.verify.sentences import QUOTED
from quotes.span import Span
from quotes.store.database import snapshot
from quotes.store.deciding.source import AROUND
from quotes.text import Lines, find_phrase, fold, shown

MARKS = '“”„«»" ,.'
LONGEST = 9  # digits of a line
LONG = 60  # characters by which one of several statements is told
PARAGRAPH_END = "\n\n"
COMPARED = 50_000  # statements, at most, that are compared with each other before anybody is asked


class Doubt(NamedTuple):
    """Words on which there may be something to decide: a statement, or one of its several paragraphs.

    `answers` is how many paragraphs of the statement hang on it.
    """

    source: str
    line: int
    answers: int
    confidence: float
    speaker: str | None  # as read now; nobody: the outlet, or nobody known
    rival: str | None
    cues: str | None
    exact: str
    prefix: str
    suffix: str
    text: str  # as shown
    manner: str
    status: str
    uid: str  # of the statement
    within: str | None  # uid of the statement that contains it
    around: str | None = None  # of a quotation: the paragraph in which it stands, as shown

    @property
    def anchor(self) -> Anchor:
        """By what verdicts know the words."""
        return self.source, self.exact, self.prefix, self.suffix


def doubts(
    connection: sqlite3.Connection, *, people: Sequence[int] | None = None, source: str | None = None, limit: int = 50
) -> list[Doubt]:
    """Return the ambiguous paragraphs and quotations, those on which most hangs first.

    `people` narrows them to those that are theirs in either reading, `source` to one source.
    """
    asked = {"people": json_list(people or ()), "anyone": people is None, "source": source, "limit": limit}
    return _found(connection, _AMBIGUOUS, asked)


def in_conflict(connection: sqlite3.Connection) -> list[Doubt]:
    """Return the statements whose words are somebody else's elsewhere, too, or not said there, the less sure first.

    What a human has decided on is no more in question; of very many statements none is compared (`conflicts` does).
    """
    (number,) = connection.execute("SELECT count(*) FROM statements").fetchone()
    if number > COMPARED:
        return []
    found: dict[str, Doubt] = {}
    for conflict in conflicts(connection):
        sides = sorted((conflict.one, conflict.other), key=lambda said: said.confidence)
        for said, other in (sides, sides[::-1]):
            if said.status != "reviewed":
                against = f"{conflict.kind}: see {other.uid}, {other.speaker}, {other.source}:{other.line}"
                doubt = _statement(connection, said.uid)
                cues = "\n".join(filter(None, (against, doubt.cues)))
                found.setdefault(said.uid, doubt._replace(cues=cues, rival=doubt.rival or other.speaker))
    return [*found.values()]


def drawn(connection: sqlite3.Connection, number: int, seed: int, *, certain: bool) -> list[Doubt]:
    """Return `number` statements of somebody drawn by chance, always the same for a seed; or all where there are fewer.

    With `certain`, only of those that are held to be certain.
    """
    only = "AND status = 'certain'" if certain else ""
    every = connection.execute(f"SELECT uid, id FROM statements WHERE manner <> 'narrated' {only} ORDER BY uid")
    ids = [row for _, row in every]
    chosen = Random(seed).sample(ids, min(number, len(ids)))
    return [doubt for row in chosen for doubt in _found(connection, _OF, {"id": row})]


def to_decide(connection: sqlite3.Connection, place: str) -> Doubt:
    """Return what a verdict on `place` is about, doubtful or not: a uid, or a source and a line as in speech.txt:33.

    Raises BadQuestion when there is no such statement or source, or no paragraph stands there.
    """
    source, _, line = place.rpartition(":")
    with snapshot(connection):
        if not source or not line.isdecimal() or len(line) > LONGEST:
            return _statement(connection, place.removeprefix("quotes:"))
        return _passage_at(connection, source, line, place)


def within(connection: sqlite3.Connection, doubt: Doubt) -> list[str]:
    """Return the uids of the statements that lie in the words of `doubt`."""
    return [uid for (uid,) in connection.execute(_WITHIN, (doubt.uid, doubt.exact))]


def quoted_at(connection: sqlite3.Connection, doubt: Doubt, place: str) -> Doubt:
    """Return the statement that is meant by a paragraph of the outlet's: that within it, or itself where there is none.

    Raises BadQuestion where there are several.
    """
    inside = within(connection, doubt)
    if len(inside) > 1:
        openings = [shorten(_statement(connection, uid).text, LONG, placeholder=" …") for uid in inside]
        several = "; ".join(f"{uid} “{words}”" for uid, words in zip(inside, openings, strict=True))
        raise BadQuestion(f"several statements stand at {place}, {several}: give the uid of one", Advice.WHOLE)
    return _statement(connection, inside[0]) if inside else doubt


def words_of(doubt: Doubt, words: str) -> Doubt:
    """Return the words that are meant of those of `doubt`, a paragraph of the outlet's.

    Raises BadQuestion where they do not stand there, and where somebody says all of them.
    """
    if doubt.manner != "narrated":
        raise BadQuestion(f"all of {doubt.uid} is said by one, and a verdict is about all of it", Advice.ALL_OF_IT)
    place = find_phrase(doubt.exact, Span(0, len(doubt.exact)), words)
    if place is None:
        raise BadQuestion(f"“{words}” does not stand there: copy the words from “{shorten(doubt.text, LONG)}”")
    around = f"{doubt.prefix}{doubt.exact}{doubt.suffix}"
    start, end = (len(doubt.prefix) + edge for edge in place)
    exact = around[start:end]
    line = doubt.line + doubt.exact.count("\n", 0, place.start)
    return doubt._replace(
        exact=exact,
        prefix=around[max(0, start - AROUND) : start],
        suffix=around[end : end + AROUND],
        line=line,
        text=" ".join(exact.split()),
        within=doubt.uid,
        around=doubt.text,
    )


def quotations_in(doubt: Doubt) -> list[str]:
    """Return what stands in quotation marks in the words of `doubt`."""
    found = (one.group().strip(MARKS) for one in QUOTED.finditer(doubt.exact))
    return [words for words in found if fold(words)]


_WITHIN = """SELECT quoted.uid FROM statements s JOIN statements AS quoted ON quoted.within_id = s.id
    JOIN sources o ON o.id = s.source_id
    WHERE s.uid = ?1 AND instr(?2, substr(o.text, quoted.start + 1, quoted."end" - quoted.start))
    ORDER BY quoted.position"""


def _statement(connection: sqlite3.Connection, uid: str) -> Doubt:
    query = "SELECT id FROM statements WHERE uid >= :uid AND uid < :uid || '~' LIMIT 2"
    found = connection.execute(query, {"uid": uid.lower()}).fetchall() if uid else []
    former = [] if found else formerly(connection, uid)
    if len(found) + len(former) != 1:
        several = found or former
        problem = f"{uid!r} begins several uids: type more of it" if several else f"{uid!r} is no place, and no uid"
        raise BadQuestion(f"{problem}; write the uid of an answer, or source and line as in speech.txt:33")
    if former:
        return _formerly(connection, *former[0])
    (doubt,) = _found(connection, _OF, {"id": found[0][0]})
    return doubt


def _formerly(connection: sqlite3.Connection, now: int | None, before: Before) -> Doubt:
    """Return the same words as they are read now; else words that a verdict has taken out of those around them."""
    for doubt in () if now is None else _found(connection, _OF, {"id": now}):
        if fold(doubt.text) == fold(before.text):
            return doubt
    return _taken_out(connection, before)


def _taken_out(connection: sqlite3.Connection, before: Before) -> Doubt:
    """Return words that were a statement until a verdict took it out: they are found by what that is anchored to.

    Raises BadQuestion where it was not a verdict.
    """
    for review in reversed(on_words(connection)):
        if review.source == before.source and review.exact and fold(review.exact) == fold(before.text):
            anchor = (review.exact, review.prefix or "", review.suffix or "")
            read = (before.source, before.line, 1, before.confidence, before.speaker, None, None)
            return Doubt._make((*read, *anchor, before.text, before.manner, before.status, before.uid, None, None))
    raise BadQuestion(f"{was(before)}; nothing is read in its place now: give source and line, as in speech.txt:33")


def _found(connection: sqlite3.Connection, query: str, asked: dict[str, Any]) -> list[Doubt]:
    nothing = {"people": "[]", "anyone": True, "source": None, "line": None, "id": None, "limit": 1, "around": AROUND}
    return [_doubt(connection, *row) for row in connection.execute(query, nothing | asked).fetchall()]


def _passage_at(connection: sqlite3.Connection, source: str, line: str, place: str) -> Doubt:
    key = source_called(connection, source)
    found = _found(connection, _AT, {"source": key, "line": int(line)})
    if not found:
        raise BadQuestion(f"no paragraph of a statement stands at {place}: every answer names source and line")
    doubt = found[0]
    last = doubt.line + Lines(doubt.exact).number(max(len(doubt.exact) - 1, 0)) - 1
    if int(line) > last:
        raise BadQuestion(f"no paragraph stands at {place}: the one before it ends on line {last}")
    return doubt


def _doubt(connection: sqlite3.Connection, *row: Any) -> Doubt:
    *columns, manner, status, uid, within, source, wrapped, start, end, outer_start, outer_end = row
    outer = Span(outer_start, outer_end)
    text = _shown(connection, source, Span(start, end), columns[7], bool(wrapped))
    around = _paragraph(connection, source, Span(start, end), outer, bool(wrapped)) if within else None
    return Doubt._make((*columns, text, manner, status, uid, within, around))


def _shown(connection: sqlite3.Connection, source: int, place: Span, text: str, wrapped: bool) -> str:
    return shown(text, Span(0, place.end - place.start), markup_in(connection, source, *place), wrapped)


def _paragraph(connection: sqlite3.Connection, source: int, quotation: Span, outer: Span, wrapped: bool) -> str:
    """Return the paragraph of the statement at `outer` in which a quotation stands."""
    text = excerpt(connection, source, *outer)
    start = text.rfind(PARAGRAPH_END, 0, quotation.start - outer.start)
    end = text.find(PARAGRAPH_END, quotation.end - outer.start)
    place = Span(
        outer.start + (0 if start < 0 else start + len(PARAGRAPH_END)), outer.end if end < 0 else outer.start + end
    )
    return _shown(connection, source, place, text[place.start - outer.start : place.end - outer.start], wrapped)


# What a passage would say no more of: a quotation within a statement, and one that is a paragraph.
_WHOLE = "NOT EXISTS (SELECT 1 FROM passages own WHERE own.statement_id = s.id)"
_DOUBTS = """WITH found AS MATERIALIZED (
        SELECT kind, source_id, statement_id, start, "end", line, confidence, status, rival, cues
        FROM passages WHERE {passages}
        UNION ALL SELECT 'paragraph', s.source_id, s.id, s.start, s."end", s.line, s.confidence, s.status, s.rival, NULL
        FROM statements s WHERE {statements})
    SELECT o.key, f.line,
        max((SELECT count(*) FROM passages later
            WHERE later.statement_id = f.statement_id AND later.start >= f.start), 1),
        f.confidence, p.name, CASE WHEN f.rival = p.name THEN 'somebody' ELSE f.rival END, f.cues,
        substr(o.text, f.start + 1, f."end" - f.start),
        substr(o.text, max(f.start + 1 - :around, 1), min(f.start, :around)),
        substr(o.text, f."end" + 1, :around),
        s.manner, f.status, s.uid, outer_.uid,
        o.id, o.wrapped, f.start, f."end", outer_.start, outer_."end"
    FROM found AS f JOIN sources o ON o.id = f.source_id JOIN statements s ON s.id = f.statement_id
    LEFT JOIN statements outer_ ON outer_.id = s.within_id
    LEFT JOIN people p ON p.id = s.person_id
    WHERE {only} AND (:source IS NULL OR o.key = :source)
        AND (:anyone OR s.person_id IN (SELECT value FROM json_each(:people))
            OR s.rival_id IN (SELECT id FROM appearances WHERE person_id IN (SELECT value FROM json_each(:people))))
    ORDER BY 3 DESC, o.key, f.start LIMIT :limit"""

_AMBIGUOUS = _DOUBTS.format(
    passages="status = 'ambiguous'",
    # The manners as the index has them.
    statements=f"s.manner IN ('verbatim', 'reported', 'narrated') AND s.status = 'ambiguous' AND {_WHOLE}",
    only="1",
)
_OF = _DOUBTS.format(passages="0", statements="s.id = :id", only="1")
_AT = _DOUBTS.format(
    passages="""id = (SELECT n.id FROM passages n JOIN sources k ON k.id = n.source_id
        WHERE k.key = :source AND n.line <= :line AND n.kind <> 'markup' ORDER BY n.start DESC LIMIT 1)""",
    statements="""s.id = (SELECT n.id FROM statements n JOIN sources k ON k.id = n.source_id
        WHERE k.key = :source AND n.line <= :line AND n.within_id IS NULL ORDER BY n.position DESC LIMIT 1)
        AND NOT EXISTS (SELECT 1 FROM passages own WHERE own.statement_id = s.id)""",
    only="f.kind = 'paragraph' AND f.start = (SELECT max(start) FROM found)",
)
