"""What one source tells, as rows: how it goes from the process that has read it to the one that stores it.

Whatever refers to another row does so by its place in the same `Rows`. The rest of a row is a tuple in the order of the
columns of schema.py. Of statements and passages it lacks the columns at its end that are empty: giving one to the
database costs as much as giving it a value.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar

from quotes.store import forms

Row = tuple[Any, ...]
T = TypeVar("T")

# Whoever bears such a label is a row of the source's own: the Chairman of one hearing is not that of another.
OWN = ("person", "unnamed", "office")


class Figure(NamedTuple):
    """Somebody on one source: a row of `people`, the form that identity goes by, and the spellings met."""

    uid: str
    name: str
    sort_name: str
    kind: str
    source_key: str | None  # null: a row for all sources
    form: forms.Form | None
    names: tuple[Row, ...]  # name, folded, sort name, kind


# A row of `statements`: the places of person and rival among the people, and of the container among the statements;
# the rest of the row.
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
    sha256: str
    settings: str
    source: Row
    years: forms.Years | None
    people: tuple[Figure, ...]
    statements: Iterable[Turn]
    passages: Iterable[tuple[int | None, Row]]  # with the place of the statement
    roles: tuple[Row, ...]
    shown: tuple[tuple[int, int, str], ...]  # statement, role, basis
    held: tuple[tuple[int, int, str | None, str | None], ...]  # person, role, first and last date
    event: Meeting | None
    statement_count: int
    text_length: int

    def __reduce__(self) -> tuple[Callable[[bytes], Rows], tuple[bytes]]:
        """For another process of this program: all at once, and plain: marshal takes two thirds of the time."""
        people = [(*person[:5], person.form and (*person.form,), person.names) for person in self.people]
        event = self.event and (*self.event,)
        plain = (*self[:5], people, [*self.statements], [*self.passages], *self[8:11], event, *self[12:])
        return _received, (marshal.dumps(plain),)


def _received(plain: bytes) -> Rows:
    told = Rows._make(marshal.loads(plain))
    people = (Figure._make((*one[:5], one[5] and forms.Form._make(one[5]), one[6])) for one in told.people)
    return told._replace(people=(*people,), event=told.event and Meeting._make(told.event))
