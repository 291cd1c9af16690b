"""What a source tells, taken out of the database again, as it was when it was stored."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from quotes.model import Person, PersonKind, Role
from quotes.store.identity.profiles import WIDEST
from quotes.store.schema.sources import sources
from quotes.store.told import Figure, Meeting, PassageRow, RoleRow, Row, Rows, StatementRow, StoredProfile, Turn, Years
from quotes.store.writing.insertion import columns
from quotes.store.writing.rows import cut, figure, held, role_row

Numbers = dict[int, int]  # places in Rows, by ids


def stored(connection: sqlite3.Connection, uid: str) -> Rows:
    """Return what the source with `uid` tells. It must be stored."""
    names = columns(sources, omitted=("id",))
    row = connection.execute(_SOURCE, (uid,)).fetchone()
    source, told = row[0], dict(zip(names, row[1:], strict=True))
    met = {i: place for place, (i,) in enumerate(connection.execute(_MET, (source,)))}
    statements = connection.execute(_STATEMENTS, (source,)).fetchall()
    said = {row[0]: place for place, row in enumerate(statements)}
    turns = tuple(_turn(row, met, said) for row in statements)
    roles, shown = _roles(connection, source, said)
    together = connection.execute(_TOGETHER, (source,)).fetchall()
    return Rows(
        key=told["key"],
        uid=uid,
        sha256=told["sha256"],
        settings=told["settings"],
        source=row[1:],
        years=_years(told["published_earliest"], told["published_latest"]),
        people=tuple(_figure(*row) for row in connection.execute(_FIGURES, (source,))),
        statements=turns,
        passages=tuple((said.get(i), cut((*row,))) for i, *row in connection.execute(_PASSAGES, (source,))),
        facts=tuple(connection.execute(_FACTS, (source,)).fetchall()),
        roles=roles,
        shown=shown,
        together=tuple((said[statement], place, met[one]) for statement, place, one in together),
        held=tuple(held(seen(turns, shown))),
        event=_event(connection, source, met),
        statement_count=len(turns),
        text_length=len(told["text"]),
    )


_SOURCE = "SELECT id, {} FROM sources WHERE uid = ?".format(
    ", ".join(f'"{name}"' for name in columns(sources, omitted=("id",)))
)
_MET = "SELECT id FROM appearances WHERE source_id = ? ORDER BY id"
_FIGURES = """SELECT a.uid, a.name, a.sort_name, a.kind, p.uid, p.known, a.spellings, a.offices
    FROM appearances a LEFT JOIN profiles p ON p.id = a.profile_id WHERE a.source_id = ? ORDER BY a.id"""
_STATEMENTS = f"""SELECT id, appearance_id, rival_id, within_id, {", ".join(f'"{n}"' for n in StatementRow._fields)}
    FROM statements WHERE source_id = ? ORDER BY position"""
_PASSAGES = f"""SELECT statement_id, {", ".join(f'"{n}"' for n in PassageRow._fields)}
    FROM passages WHERE source_id = ? ORDER BY start, "end", id"""
_FACTS = 'SELECT name, value, how, start, "end" FROM source_facts WHERE source_id = ? ORDER BY id'
_SHOWN = """SELECT h.statement_id, l.text, l.title, l.body, r.country, h.basis
    FROM statements s JOIN statement_roles h ON h.statement_id = s.id
    JOIN role_spellings l ON l.id = h.spelling_id JOIN roles r ON r.id = l.role_id
    WHERE s.source_id = ? ORDER BY s.position, l.id"""
_TOGETHER = """SELECT k.statement_id, k.place, k.appearance_id FROM statements s
    JOIN speakers k ON k.statement_id = s.id WHERE s.source_id = ? ORDER BY s.position, k.place"""
_EVENT = """SELECT id, uid, kind, title, place, date_edtf, date_earliest, date_latest, date_basis
    FROM events WHERE source_id = ?"""


def _figure(uid: str, name: str, sort_name: str, kind: str, form: str | None, known: str | None, *rest: str) -> Figure:
    """Return somebody as stored; the profile is what it was, for roles that prose told are not elsewhere."""
    spellings, offices = rest
    printed = Person(name, sort_name, PersonKind(kind), tuple(json.loads(spellings or "[]")))
    profile = StoredProfile(form, known) if form and known else None
    return figure(uid, printed)._replace(profile=profile, spellings=spellings, offices=offices)


def _turn(row: Row, met: Numbers, said: Numbers) -> Turn:
    _, person, rival, within, *rest = row
    return met.get(person), met.get(rival), said.get(within), (*rest,)


def _roles(
    connection: sqlite3.Connection, source: int, said: Numbers
) -> tuple[tuple[RoleRow, ...], tuple[tuple[int, int, str], ...]]:
    rows = connection.execute(_SHOWN, (source,)).fetchall()
    roles = {row: i for i, row in enumerate(dict.fromkeys(role_row(Role(*role)) for _, *role, _ in rows))}
    return tuple(roles), tuple((said[i], roles[role_row(Role(*role))], basis) for i, *role, basis in rows)


EARLIEST, LATEST = (StatementRow._fields.index(name) for name in ("said_earliest", "said_latest"))


def seen(
    turns: Sequence[Turn], shown: Iterable[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str | None, str | None]]:
    """Yield who speaks in which role, and the first and last day that it may have been."""
    for i, role, _ in shown:
        person, _, _, row = turns[i]
        if person is not None:
            yield person, role, row[EARLIEST], row[LATEST]


def _event(connection: sqlite3.Connection, source: int, met: Numbers) -> Meeting | None:
    found = connection.execute(_EVENT, (source,)).fetchone()
    if found is None:
        return None
    query = "SELECT appearance_id, part FROM participants WHERE event_id = ? ORDER BY appearance_id"
    there = connection.execute(query, (found[0],))
    return Meeting(found[1:], tuple((met[one], part) for one, part in there if one in met))


def _years(earliest: str | None, latest: str | None) -> Years | None:
    if not earliest or not latest or int(latest[:4]) - int(earliest[:4]) >= WIDEST:
        return None
    return earliest[:4], latest[:4]
