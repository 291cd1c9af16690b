"""Who is in the database, and whom does a typed name mean?"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from quotes.errors import Advice, AmbiguousName, BadQuestion
from quotes.queries.json_lists import json_list
from quotes.queries.proof import prove_roles
from quotes.text import fold, words

OUTWEIGHS = 10  # times the sources of all others of a name: whoever has them is meant by it, and the others are told of
CLOSE = 75  # rapidfuzz's ratio, from which on a name may be a slip for another


class ListedPerson(NamedTuple):
    """A person with what is known of them. Spellings and roles are joined with "; "."""

    uid: str
    name: str
    kind: str
    statements: int
    first: str | None
    last: str | None
    roles: str | None
    spellings: str | None


# The count by itself costs a third of one beside the dates.
_PERSON = """SELECT p.uid, p.name, p.kind,
        (SELECT count(*) FROM statements s WHERE s.person_id = p.id)
            + (SELECT count(*) FROM speakers k WHERE k.person_id = p.id AND k.place > 0) AS statements,
        (SELECT s.said_earliest FROM statements s
            WHERE s.person_id = p.id AND s.said_earliest > '' AND s.said_latest > '' ORDER BY s.said_earliest LIMIT 1),
        (SELECT max(s.said_latest) FROM statements s WHERE s.person_id = p.id AND s.said_earliest > ''),
        (SELECT group_concat(text, '; ') FROM (
            SELECT r.text FROM tenures t JOIN roles r ON r.id = t.role_id WHERE t.person_id = p.id
            GROUP BY r.text ORDER BY min(t.first_cited), r.text)),
        (SELECT group_concat(name, '; ') FROM (
            SELECT DISTINCT n.name FROM names n WHERE n.person_id = p.id ORDER BY n.name))
    FROM people p"""


def people(
    connection: sqlite3.Connection, *, kinds: Sequence[str] = (), after: str | None = None, limit: int = 50
) -> list[ListedPerson]:
    """Return people of these kinds, or all: persons, then others, each by sort name.

    `after` is the uid of the last one seen.
    """
    later = f"AND {_LATER}" if after else ""
    wanted = "AND instr(:kinds, p.kind)" if kinds else ""
    query = f"{_PERSON} WHERE {_PRINTED} {wanted} {later} ORDER BY {_ORDER} LIMIT :limit"
    asked = {"after": after, "limit": limit, "kinds": " ".join(kinds)}
    return _proven(connection, [ListedPerson(*row) for row in connection.execute(query, asked)])


# Whom no source prints any more is kept only for what a human said of them.
_PRINTED = "EXISTS (SELECT 1 FROM appearances a WHERE a.person_id = p.id AND a.source_id IS NOT NULL)"
_ORDER = "p.kind <> 'person', p.sort_name, p.uid"
_LATER = f"({_ORDER}) > (SELECT {_ORDER} FROM people p WHERE uid = :after)"


def described(connection: sqlite3.Connection, those: Iterable[int]) -> list[ListedPerson]:
    """Return the people with these row numbers, the one with most statements first."""
    query = f"{_PERSON} WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY statements DESC, p.name"
    return _proven(connection, [ListedPerson(*row) for row in connection.execute(query, (json_list(those),))])


def _proven(connection: sqlite3.Connection, those: list[ListedPerson]) -> list[ListedPerson]:
    prove_roles(connection, [person.uid for person in those])
    return those


def candidates(connection: sqlite3.Connection, name: str) -> list[int]:
    """Return the rows of everyone whom `name` may mean: a uid, a known spelling, a part of one, or either of
    these behind an honorific or words of a role that the person held; where it means nobody, an office without a name
    by which a source calls the person, or else a name that sounds so in another alphabet or transliteration."""
    wanted = words(name)
    if not wanted:
        raise BadQuestion(f"{name!r} holds no name: type a name, or a part of one")
    if by_uid := _ids(connection, _BY_UID, (name,)):
        return by_uid
    whole = _spelled(connection, wanted) if len(wanted) > 1 else []
    found = whole or _themselves(connection, _containing(connection, wanted), wanted)
    for i in range(1, len(wanted)):
        if found:
            break
        named = _themselves(connection, _containing(connection, wanted[i:]), wanted[i:])
        found = [person for person in named if _titled(connection, person, wanted[:i])]
    return found or _by_office(connection, wanted) or _themselves(connection, _sounding(connection, wanted), wanted)


# As the view person_uids has it, which would be read through.
_BY_UID = """SELECT person_id FROM appearances WHERE uid = ?1 UNION SELECT person_id FROM appearances WHERE founds = ?1
    UNION SELECT person_id FROM former_people WHERE uid = ?1 AND person_id IS NOT NULL"""


def alike(connection: sqlite3.Connection, name: str, limit: int = 3) -> list[str]:
    """Return the spellings of known people that come nearest to `name`."""
    from rapidfuzz import process  # late: only for what is not known

    known = {folded: spelled for spelled, folded in connection.execute("SELECT name, folded FROM names")}
    found = process.extract(fold(name), known.keys(), limit=limit, score_cutoff=CLOSE)
    return [known[folded] for folded, _, _ in found]


def identify(connection: sqlite3.Connection, name: str) -> tuple[int, ...]:
    """Return the row of the one person whom `name` means; none when nobody is called so.

    Raises AmbiguousName with the candidates when there are several.
    """
    found = candidates(connection, name)
    if len(found) > 1:
        raise _several(name, described(connection, found))
    return tuple(found)


class Bearers(NamedTuple):
    """Whom a name means, by their rows; the surname by which sources call others who may be the same, and what these
    said, in statements; what others said who have the same full name and hardly any source."""

    people: tuple[int, ...]
    surname: str = ""
    others_said: int = 0
    namesakes_said: int = 0


def bearers(connection: sqlite3.Connection, name: str, *, every: bool = False) -> Bearers:
    """Return whom `name` means: the one person, or else the one person of a fuller name, or the one of several so named
    whom nearly all sources mean; with `every`, all of them.

    Raises BadQuestion with the candidates when there are several.
    """
    found = candidates(connection, name)
    if every or not found:
        return Bearers(tuple(found))
    heads = connection.execute(_HEADS, (json_list(found),)).fetchall()
    persons = [head for head in heads if head[1] == "person"] or heads
    chosen = [head for head in persons if " " in head[2]] if len(persons) > 1 else persons
    meant = _outweighing(connection, chosen) if len(chosen) > 1 else chosen
    if len(meant) != 1:
        raise _several(name, described(connection, found))
    [(person, _, full, sort_name)] = meant
    if " " not in full:
        return Bearers((person,))
    surname = sort_name.partition(",")[0]
    (said,) = connection.execute(_SAID_BY_OTHERS, (fold(surname), person)).fetchone()
    namesakes = sum(connection.execute(_SAID, head[:1]).fetchone()[0] for head in chosen if head[0] != person)
    return Bearers((person,), surname, said, namesakes)


def _outweighing(connection: sqlite3.Connection, heads: list[Any]) -> list[Any]:
    """Return the one of several of one name whom nearly all sources mean that print it; else all of them."""
    if len({fold(name) for _, _, name, _ in heads}) > 1:
        return heads
    sources = {head: connection.execute(_PRINTED_IN, head[:1]).fetchone()[0] for head in heads}
    first = max(heads, key=lambda head: sources[head])
    return [first] if sources[first] >= OUTWEIGHS * (sum(sources.values()) - sources[first]) else heads


_PRINTED_IN = "SELECT count(DISTINCT source_id) FROM appearances WHERE person_id = ?"
_SAID = "SELECT count(*) FROM statements WHERE person_id = ?"
_HEADS = "SELECT p.id, p.kind, p.name, p.sort_name FROM json_each(?) CROSS JOIN people p ON p.id = value"
_SAID_BY_OTHERS = """SELECT count(*)
    FROM (SELECT DISTINCT person_id FROM names WHERE folded = ?1 AND person_id <> ?2) called
    CROSS JOIN people p ON p.id = called.person_id CROSS JOIN statements s ON s.person_id = p.id
    WHERE p.kind = 'person' AND NOT instr(p.name, ' ')"""


def _several(name: str, people: Sequence[ListedPerson], shown: int = 10) -> AmbiguousName:
    lines = [f"  {p.uid}  {p.name} ({_in_short(p.roles) or p.kind}; statements: {p.statements})" for p in people]
    rest = [f"  … and {len(lines) - shown} more"] if len(lines) > shown else []
    many = f"{name!r} may be any of {len(people)}; say which, by full name or uid:"
    return AmbiguousName("\n".join([many, *lines[:shown], *rest]), Advice.NAMESAKES, name)


def _in_short(roles: str | None) -> str | None:
    """Return the first of `roles`, and how many more there are."""
    first, *others = roles.split("; ") if roles else [None]
    return f"{first} and {len(others)} more roles" if len(others) > 1 else roles


_CANONICAL = "SELECT DISTINCT n.person_id FROM names n"


def _spelled(connection: sqlite3.Connection, wanted: Sequence[str]) -> list[int]:
    return _ids(connection, f"{_CANONICAL} WHERE n.folded = ?", (" ".join(wanted),))


def _containing(connection: sqlite3.Connection, wanted: Sequence[str]) -> list[int]:
    has = " AND ".join("instr(' ' || n.folded || ' ', ?)" for _ in wanted)
    return _ids(connection, f"{_CANONICAL} WHERE {has}", [f" {word} " for word in wanted])


def _sounding(connection: sqlite3.Connection, wanted: Sequence[str]) -> list[int]:
    """Return who is called so in another alphabet or transliteration: Лукашенко, Lukashenka, Łukaszenka.

    A letter doubled by mistake is none: Brandtt.
    """
    from quotes.people.sounds import heard, single  # late: only for what is not known as typed

    sought, typed = {heard(word) for word in wanted}, {single(word) for word in wanted}
    rows = connection.execute("SELECT n.person_id, n.folded FROM names n")
    return sorted(
        {
            person
            for person, folded in rows
            if sought <= {heard(word) for word in folded.split()} and not typed <= {*map(single, folded.split())}
        }
    )


def _themselves(connection: sqlite3.Connection, found: list[int], wanted: Sequence[str]) -> list[int]:
    """Return those `found` who are called so, less the nameless who are but somebody's: a spokesman for Viktor Kral,
    or Viktor Kral's spokesman."""
    from quotes.lexicon import ENGLISH  # few are found by a part of the name only

    nameless = dict(connection.execute(_NAMELESS, (json_list(found),)).fetchall())
    if not nameless:
        return found
    joints = ENGLISH.words("of_whom")
    bare = {person: words(_OWNER.sub("", name)) for person, name in nameless.items()}
    own = {person: [*takewhile(lambda word: word not in joints, those)] for person, those in bare.items()}
    return [person for person in found if person not in own or set(wanted) <= set(own[person])]


_OWNER = re.compile(r".*['’]s\s", re.DOTALL)
_NAMELESS = "SELECT id, name FROM people WHERE kind = 'unnamed' AND id IN (SELECT value FROM json_each(?))"


def _titled(connection: sqlite3.Connection, person: int, title: Sequence[str]) -> bool:
    """Whether every word before the name is an honorific or stands in a role of the person."""
    from quotes.lexicon import ENGLISH  # few ask with a title
    from quotes.lexicon.titles import titles

    unknown = [
        word for word in title if word not in ENGLISH.words("before_names") and word not in titles(ENGLISH).addresses
    ]
    held = connection.execute(
        "SELECT l.text FROM tenures t JOIN role_spellings l ON l.role_id = t.role_id WHERE t.person_id = ?", (person,)
    )
    known = {word for (text,) in held for word in words(text)}
    return set(unknown) <= known


def _by_office(connection: sqlite3.Connection, wanted: Sequence[str]) -> list[int]:
    """Return whom a source is held to call so, without a name: THE CHAIR, who is The Chair (Ann Lee)."""
    told = connection.execute("SELECT DISTINCT person_id, offices FROM appearances WHERE offices IS NOT NULL")
    called = [(person, line) for person, offices in told for line in offices.splitlines()]
    return list(dict.fromkeys(person for person, line in called if words(line[1:].partition("”")[0]) == [*wanted]))


def _ids(connection: sqlite3.Connection, query: str, parameters: Sequence[object]) -> list[int]:
    return [row[0] for row in connection.execute(query, parameters)]
