"""Each question of an assistant: from a connection to an answer that is no longer than there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, dropwhile, islice
from sqlite3 import Connection

from quotes.errors import BadQuestion, UnknownName
from quotes.export.in_vain import in_vain
from quotes.export.verdicts import headline
from quotes.queries import by_speaker as of_speaker
from quotes.queries import lists, naming, nearest, statements, stats
from quotes.queries import people as of_people
from quotes.queries import show as of_statement
from quotes.queries import verify as of_claim
from quotes.queries import who_said as of_words
from quotes.queries.coverage import counted, coverage, unjudged
from quotes.queries.days import day_of
from quotes.queries.fulltext import Asked
from quotes.queries.show import PERMALINK
from quotes.queries.statements import Filters, Said
from quotes.queries.verify.verification import NOT_FOUND, RIVAL
from quotes.web.apart import ask_apart
from quotes.web.mcp import narrowed, proofs
from quotes.web.mcp.answers import (
    Count,
    Overview,
    People,
    Person,
    Source,
    Statement,
    Statements,
    Table,
    Verdict,
    Whole,
    fitted,
)
from quotes.web.mcp.cells import filled
from quotes.web.mcp.narrowed import Narrowed
from quotes.web.mcp.proofs import beside, name_of

SECONDS = 10.0  # that SQLite may take for an answer
AT_ONCE = 50  # statements that are looked up together
SPEAKERS = 5  # who say most, as an overview counts them
REMARKS = 10  # at most, beside an answer


def overview(connection: Connection, limit: int, after: str | None) -> Overview:
    """Return what there is, document by document after the one with the uid `after`."""
    searched = coverage(connection)
    answer = Overview(
        statements=searched.statements,
        sources=searched.sources,
        earliest=searched.earliest,
        latest=searched.latest,
        of_nobody_known=searched.speakerless,
        not_judged=unjudged(connection),
        counts=[*_counts(connection)],
    )
    found = lists.sources(connection, after=after, limit=limit + 1)
    return fitted(answer, "documents", ((one.uid, _source(one)) for one in found), limit)


def _counts(connection: Connection) -> Iterator[Count]:
    """Yield counts but those by year, of which there may be very many."""
    for one in stats.stats(connection, limit=SPEAKERS):
        if one.what != "year":
            yield Count(what=one.what, value=name_of(one.value), statements=one.statements)


def _source(listed: lists.ListedSource) -> Source:
    return Source(
        source=beside(listed.source),
        title=listed.title and beside(listed.title),
        publisher=listed.publisher and name_of(listed.publisher),
        url=listed.url and beside(listed.url),
        published=listed.published and name_of(listed.published),
        language=listed.language and name_of(listed.language),
        statements=listed.statements,
    )


def who_said(
    connection: Connection, asked: Asked, speaker: str | None, given: Narrowed, limit: int, after: str | None
) -> Statements:
    """Return the statements that hold the words, after the one with the uid `after`."""
    wanted = narrowed.filters(connection, speaker, given)
    hits = of_words.who_said(connection, asked, wanted._replace(status=None), limit=AT_ONCE, after=_uid(after))
    rows = _pages(connection, asked, wanted, hits)
    first = [*islice(rows, 1)]
    counts = after is None and wanted.status is None and hits.counted
    answer = Statements(
        matches=hits.matches if counts else None,
        remarks=_told(
            (() if first else in_vain(coverage(connection))),
            (() if first or after else _nearest(connection, asked, wanted)),
            narrowed.others(connection, speaker),
            _undated_words(connection, asked, wanted),
            narrowed.beyond(wanted),
        ),
    )
    return fitted(answer, "statements", proofs.statements(connection, chain(first, rows)), limit)


def _pages(connection: Connection, asked: Asked, wanted: Filters, hits: of_words.Hits) -> Iterator[Said]:
    """Yield the rows of these hits, and of those that come after them, as they are asked for.

    How sure a hit is, is known when it is found: of a page, none may be as sure as is wanted.
    """
    while hits.rows:
        yield from (row for row in hits.rows if wanted.status in (None, row.status))
        if not hits.goes_on:
            return
        last = hits.rows[-1].uid
        hits = of_words.who_said(connection, asked, wanted._replace(status=None), limit=AT_ONCE, after=last)


def _nearest(connection: Connection, asked: Asked, wanted: Filters) -> Iterator[str]:
    for hint, number, whole in nearest.nearest(connection, asked, wanted):
        yield f"nearest: {hint} ({counted(number, 'statement', whole)})"


def _undated_words(connection: Connection, asked: Asked, wanted: Filters) -> Iterator[str]:
    if undated := statements.without_date(wanted):
        left = of_words.who_said(connection, asked, undated, limit=1)
        yield from narrowed.without_dates(left.matches, left.counted)


def by_speaker(connection: Connection, speaker: str, given: Narrowed, limit: int, after: str | None) -> Statements:
    """Return the statements of a person, after the one with the uid `after`."""
    wanted = narrowed.filters(connection, speaker, given)
    rows = of_speaker.by_speaker(connection, wanted, limit=limit + 1, after=_uid(after))
    undated = statements.without_date(wanted)
    answer = Statements(
        remarks=_told(
            (() if rows else in_vain(coverage(connection))),
            narrowed.others(connection, speaker),
            narrowed.without_dates(statements.number_of(connection, undated) if undated else 0),
            narrowed.beyond(wanted),
            _rivals(connection, wanted),
        )
    )
    return fitted(answer, "statements", proofs.statements(connection, rows), limit)


def _rivals(connection: Connection, wanted: Filters) -> Iterator[str]:
    if number := len(of_speaker.rivals(connection, wanted.people or ())):
        yield f"{counted(number, 'more statement')} may be theirs, too, by the rival reading"


def show(connection: Connection, uid: str, after: str | None) -> Whole:
    """Return a statement and what belongs to it, after so many parts as `after` says."""
    shown = of_statement.show(connection, uid)
    answer = Whole(
        statement=proofs.statement(connection, shown.said),
        title=shown.title and beside(shown.title),
        remarks=_told([shown.taken_back] if shown.taken_back else ()),
    )
    rest = islice(proofs.parts(connection, shown), _number(after), None)
    return fitted(answer, "parts", rest)


def verify(connection: Connection, claim: str, speaker: str | None, on: str | None) -> Verdict:
    """Return what is known of a claim. Raises UnknownName where nobody is called so, by no reading of the words."""
    people = naming.meant(connection, speaker)
    day = None if on is None else day_of(on, "whole")
    found = of_claim.verify(connection, claim, people=people, on=day, called=speaker or "")
    if people == () and found.speaker_answer != RIVAL:
        raise UnknownName(naming.unknown(connection, speaker or ""))
    return Verdict(
        verdict=found.verdict,
        meaning=headline(found),
        words=found.words,
        speaker_answer=found.speaker_answer,
        date_answer=found.date_answer,
        standing=found.standing,
        notes=found.notes and beside(found.notes),
        difference=found.difference and beside(found.difference),
        sentence=found.sentence and beside(found.sentence),
        others=found.others and beside(found.others),
        statement=_decisive(connection, found),
        remarks=_told(in_vain(coverage(connection)) if found.words == NOT_FOUND else ()),
    )


def _decisive(connection: Connection, found: of_claim.Verification) -> Statement | None:
    """Return the statement that decides a claim, as sure as it is where the words stand."""
    if found.uid is None:
        return None
    said = of_statement.show(connection, found.uid, around=0).said
    there = {name: value for name in ("status", "confidence", "line") if (value := getattr(found, name)) is not None}
    return proofs.statement(connection, said._replace(**there, rival=found.rival, page=found.page))


def people(connection: Connection, name: str | None, limit: int, after: str | None) -> People:
    """Return who speaks, or all whom `name` may mean, after the one with the uid `after`.

    Raises UnknownName where nobody is called so, and BadQuestion where there is no such uid to go on after.
    """
    if name is None:
        _require_person(connection, after)
        rows = of_people.people(connection, after=after, limit=limit + 1)
    else:
        rows = of_people.described(connection, of_people.candidates(connection, name))
        if not rows:
            raise UnknownName(naming.unknown(connection, name))
        rows = rows if after is None else [*dropwhile(lambda one: one.uid != after, rows)][1:]
    return fitted(People(), "people", ((one.uid, _person(one)) for one in rows), limit)


def _require_person(connection: Connection, uid: str | None) -> None:
    if uid is not None:
        found = of_people.described(connection, of_people.candidates(connection, uid))
        if uid not in [one.uid for one in found]:
            raise BadQuestion(f"no person {uid!r} to go on after: take `after` of the answer before")


def _person(listed: of_people.ListedPerson) -> Person:
    return Person(
        uid=listed.uid,
        name=name_of(listed.name),
        kind=listed.kind,
        statements=listed.statements,
        first=listed.first,
        last=listed.last,
        roles=listed.roles and beside(listed.roles),
        spellings=listed.spellings and beside(listed.spellings),
    )


def sql(database: str, query: str, limit: int, after: str | None) -> Table:
    """Return rows of a SELECT to a database, after so many as `after` says.

    Raises BadQuestion for all else, and TooLate for what takes longer than there is time for it.
    """
    before = _number(after)
    found = ask_apart(database, _later(query, before) if before else query, SECONDS)
    return filled(found.columns, found.rows, limit, before, more=not found.whole)


def _later(query: str, before: int) -> str:
    """Return a question for what comes after so many rows: only the first of an answer are told."""
    return f"SELECT * FROM (\n{query.rstrip().rstrip(';')}\n) LIMIT -1 OFFSET {before}"


def _number(after: str | None) -> int:
    """Return after how many rows one goes on. Raises BadQuestion where that is no number."""
    if after is None:
        return 0
    if not (after.isascii() and after.isdigit() and len(after) < 10):
        raise BadQuestion(f"{after!r} is no number of rows to go on after: take `after` of the answer before")
    return int(after)


def _uid(after: str | None) -> str | None:
    return after and after.removeprefix(PERMALINK)


def _told(*remarks: Iterable[str]) -> list[str]:
    return [beside(one) for one in islice(chain(*remarks), REMARKS)]
