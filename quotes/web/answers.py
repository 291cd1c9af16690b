"""An answer, and how it is presented: as a page, as JSON, as CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from sqlite3 import Connection
from typing import Any, NamedTuple

from quotes.errors import QuotesError
from quotes.web.parameters import Parameter

Cells = tuple[str | int | float | None, ...]  # a row of which each answer tells the columns


class Answer(NamedTuple):
    """What a question is answered: rows for JSON and CSV, and what the page shows besides."""

    title: str
    rows: Sequence[Any]  # of Question.row
    shown: dict[str, Any]  # what the template of the page takes
    after: str | None = None  # from where it goes on; None: there is no more
    matches: int | None = None  # how many there are in all, where that is known,
    whole: bool = True  # or at least
    moved: str | None = None  # the address at which what was asked for stands now
    columns: Sequence[str] | None = None  # of Cells
    problem: QuotesError | None = None  # why there is no answer; the page shows in its own way what there is instead


class Question(NamedTuple):
    """A question that can be put in an address: its path, parameters, and what answers it."""

    path: str  # as Starlette has it: /statement/{uid}
    name: str  # of the template, and in the description of the API
    doc: str
    parameters: tuple[Parameter, ...]
    row: Any  # of the rows: a NamedTuple, or Cells
    answer: Callable[[Connection, dict[str, Any]], Answer]
    given: tuple[str, ...] = ()  # the parameters in the path
    seconds: float = 10.0  # that SQLite may take for it
