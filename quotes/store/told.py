"""What one source tells, as rows: how it goes from the process that has read it to the one that stores it.

Whatever refers to another row does so by its place in the same `Rows`. The fields of the rest of a row are called as
its columns are. Of statements and passages it lacks those at its end that are empty: giving one to the database costs
as much as giving it a value.
"""

from __future__ import annotations

import json
import marshal
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

Row = tuple[Any, ...]
T = TypeVar("T")

Years = tuple[str, str]  # the first and the last


class StoredProfile(NamedTuple):
    """A profile as it is stored: JSON of people.identity.Profile, and an identifier made of it."""

    uid: str
    known: str


class Figure(NamedTuple):
    """Somebody on one source: a row of `appearances`, the profile that identity goes by, and the spellings met."""

    uid: str
    name: str
    sort_name: str
    kind: str
    founds: str | None  # the uid of the person that it begins, where that is the same in every source
    profile: StoredProfile | None
    spellings: str | None  # other names that are printed, as a JSON array
    offices: str | None  # why offices without a name are theirs, one a line
    names: tuple[Row, ...]  # all: name, folded, kind


class RoleRow(NamedTuple):
    """A role as printed: a row of `role_spellings`, and the uid of the post that it names."""

    uid: str
    text: str
    title: str
    body: str | None
    folded_title: str
    country: str | None
    post: str


class StatementRow(NamedTuple):
    """A row of `statements`, but for its number and what refers to other rows."""

    uid: str
    position: int
    label: str | None
    role: str | None
    role_carried: int | None
    manner: str
    act: str
    factuality: str
    basis: str
    status: str
    confidence: float
    start: int
    end: int
    line: int
    text: str
    said_edtf: str | None
    said_earliest: str | None
    said_latest: str | None
    said_basis: str | None
    mention_start: int | None
    mention_end: int | None
    cue_start: int | None
    cue_end: int | None
    rival: str | None
    addressee: str | None
    page: int | None
    seconds: float | None


class PassageRow(NamedTuple):
    """A row of `passages`, but for what refers to other rows."""

    kind: str
    start: int
    end: int
    line: int
    basis: str | None
    confidence: float | None
    status: str | None
    cues: str | None
    score: float | None
    rival: str | None
    seconds: float | None
    shown: str | None


# The places of person and rival among the people, and of the container among the statements; the row, plain.
Turn = tuple[int | None, int | None, int | None, Row]


class Meeting(NamedTuple):
    """A row of `events`, and who took part: place among the people, part."""

    row: Row
    participants: tuple[tuple[int, str], ...]


class Drawn(Generic[T]):
    """Rows that are made one by one, whenever they are gone through."""

    def __init__(self, make: Callable[[], Iterable[T]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[T]:
        return iter(self._make())


class Rows(NamedTuple):
    """All that one source tells. Of a very long one the rows are many times what they are made from."""

    key: str
    uid: str  # of the source
    sha256: str
    settings: str
    source: Row
    years: Years | None
    people: tuple[Figure, ...]
    statements: Iterable[Turn]
    passages: Iterable[tuple[int | None, Row]]  # with the place of the statement
    facts: tuple[Row, ...]  # what the page says of itself
    roles: tuple[RoleRow, ...]
    shown: tuple[tuple[int, int, str], ...]  # statement, role, basis
    together: tuple[tuple[int, int, int], ...]  # statement, place, person, where several speak as one
    held: tuple[tuple[int, int, str | None, str | None], ...]  # person, role, first and last date
    event: Meeting | None
    statement_count: int
    text_length: int

    def __reduce__(self) -> tuple[Callable[[Callable[..., Rows], bytes], Rows], tuple[Callable[..., Rows], bytes]]:
        """For another process of this program: what is many, all at once; marshal takes two thirds of the time."""
        few = partial(
            Rows,
            key=self.key,
            uid=self.uid,
            sha256=self.sha256,
            settings=self.settings,
            source=self.source,
            years=self.years,
            people=self.people,
            facts=self.facts,
            roles=self.roles,
            shown=self.shown,
            together=self.together,
            held=self.held,
            event=self.event,
            statement_count=self.statement_count,
            text_length=self.text_length,
        )
        return _received, (few, marshal.dumps(([*self.statements], [*self.passages])))


def _received(few: Callable[..., Rows], many: bytes) -> Rows:
    statements, passages = marshal.loads(many)
    return few(statements=statements, passages=passages)


N = TypeVar("N", StatementRow, PassageRow)


def filled(kind: type[N], row: Row) -> N:
    """Return a row with the columns at its end that were left out, for they are empty."""
    return kind(*row, *[None] * (len(kind._fields) - len(row)))


def packed(told: Rows) -> bytes:
    """Return what a source tells, to be kept: JSON, compressed with zlib."""
    drawn = told._replace(statements=[*told.statements], passages=[*told.passages])
    return zlib.compress(json.dumps(drawn, ensure_ascii=False).encode())


def unpacked(kept: bytes) -> Rows:
    """Return what was `packed`."""
    told = Rows(*json.loads(zlib.decompress(kept)))
    profiles = ((*one[:5], StoredProfile(*one[5]) if one[5] else None, *one[6:8]) for one in told.people)
    names = (tuple(map(tuple, one[8])) for one in told.people)
    event = told.event
    return told._replace(
        source=tuple(told.source),
        years=told.years and (told.years[0], told.years[1]),
        people=tuple(Figure(*one, those) for one, those in zip(profiles, names, strict=True)),
        statements=tuple((person, rival, within, tuple(row)) for person, rival, within, row in told.statements),
        passages=tuple((statement, tuple(row)) for statement, row in told.passages),
        facts=tuple(map(tuple, told.facts)),
        roles=tuple(RoleRow(*role) for role in told.roles),
        shown=tuple((i, role, basis) for i, role, basis in told.shown),
        together=tuple((i, place, one) for i, place, one in told.together),
        held=tuple((person, role, first, last) for person, role, first, last in told.held),
        event=event and Meeting(tuple(event[0]), tuple((one, part) for one, part in event[1])),
    )
