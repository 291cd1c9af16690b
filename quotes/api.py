"""The program from Python: what `import quotes` offers. The names and fields here are kept from release to release."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any

from quotes.errors import BadQuestion, UnknownName, UnreadableSource
from quotes.export.citation import in_words
from quotes.export.extraction import as_object
from quotes.force import Act, Factuality
from quotes.formats import uncollected
from quotes.loading import documents
from quotes.loading.documents import Found, Unread
from quotes.loading.load import Loaded as Loaded
from quotes.loading.load import load as _load
from quotes.loading.opened import opened
from quotes.loading.workers import workers
from quotes.model import Manner, Status
from quotes.pipeline import extract as _extract
from quotes.queries.beside import Beside, beside
from quotes.queries.by_speaker import by_speaker
from quotes.queries.conflicts import Conflict, conflicts
from quotes.queries.days import Edge, day_of
from quotes.queries.fulltext import Asked
from quotes.queries.lists import ListedSource, sources
from quotes.queries.naming import meant, unknown
from quotes.queries.people import ListedPerson, bearers, people
from quotes.queries.show import Shown, show
from quotes.queries.statements import Filters, Said
from quotes.queries.verify import Verification, verify
from quotes.queries.who_said import who_said
from quotes.store.database import DEFAULT, reading
from quotes.store.sql import select

Paths = str | Path | Iterable[str | Path]


def load(paths: Paths, db: str | Path = DEFAULT, *, again: bool = False, **given: Any) -> Loaded:
    """Read files, or all documents of folders, into the database `db`, which is made or upgraded as needed.

    `again` reads what has not changed, too. `given` is what is known of the documents: date (EDTF: 2024-05-01), url,
    publisher, event, columns ((("speaker", "wer"), …)). What cannot be read is refused, and the rest is loaded.
    Raises DatabaseProblem when there is no writing to `db`.
    """
    known = {"published" if name == "date" else name: value for name, value in given.items()}
    found = list(documents.find(_listed(paths)))
    with uncollected(), workers([one.path for one in found if isinstance(one, Found)]) as pool:
        return _load(found, db, pool, known, again=again)


def _listed(paths: Paths) -> list[str]:
    return [str(paths)] if isinstance(paths, (str, Path)) else [str(path) for path in paths]


def extract(path: str | Path, *, format: str | None = None, **given: Any) -> list[dict[str, Any]]:
    """Return what `load` would read in a file, or in all of a folder, and store nothing: a dict for each document.

    The dicts are those that `quotes extract` prints as JSON. `given` is as in `load`.
    Raises UnreadableSource when a file that is named cannot be read.
    """
    known = {"published" if name == "date" else name: value for name, value in given.items()}
    found = []
    for one in documents.find([str(path)]):
        for document in (one,) if isinstance(one, Unread) else opened(one, known):
            if isinstance(document, Unread):
                if not document.kind:
                    raise UnreadableSource(f"{document.key}: {document.reason}", document.advice)
                continue
            data, key, metadata = document.data, document.key, document.metadata
            found.append(as_object(_extract(data, key, metadata=metadata, format=format or document.format)))
    return found


class Database(AbstractContextManager["Database"]):
    """A database to ask, open to read only. Use it in a `with` block; each method is a command of the same name."""

    def __init__(self, db: str | Path = DEFAULT) -> None:
        """Take which database it is; it is opened by `with`, which raises DatabaseProblem when there is none."""
        self._opening = reading(db)
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Database:
        self._connection = self._opening.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> None:
        self._opening.__exit__(kind, problem, where)
        self._connection = None

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for the functions of `quotes.queries`. Raises BadQuestion outside of the `with` block."""
        if self._connection is None:
            raise BadQuestion("the database is closed: ask within `with quotes.open(…) as database:`")
        return self._connection

    def who_said(
        self,
        *phrases: str,
        any_of: bool = False,
        near: int | None = None,
        prefix: bool = False,
        without: Sequence[str] = (),
        sort: str | None = None,
        limit: int = 50,
        **filters: Any,
    ) -> list[Said]:
        """Return the statements that hold the phrases: all of them, or with `any_of` any.

        `near`: at most so many words apart; `prefix`: the last word may be the beginning of one; `without`: phrases
        that do not stand there; `sort`: time or relevance. `filters` are those of `by_speaker`, and `speaker`, a name.
        Raises BadQuestion when a phrase holds no words, or a name means several people.
        """
        asked = Asked(phrases, any_of, near, prefix, tuple(without))
        return who_said(self.connection, asked, self._filters(filters), limit=limit, sort=sort).rows

    def by_speaker(self, name: str, *, limit: int = 50, **filters: Any) -> list[Said]:
        """Return what a person said, by time: nothing where nobody is called so.

        `filters`: role, country (ISO 3166), since and until (dates as the commands take them), undated ("too"), event,
        source, manner, status, act and factuality (tuples). Raises BadQuestion when a name means several people, and
        for what is no date and no manner, status, act or factuality.
        """
        return by_speaker(self.connection, self._filters(filters | {"speaker": name}), limit=limit)

    def verify(self, claim: str, *, speaker: str | None = None, on: str | None = None) -> Verification:
        """Return what is known of the claim that these words were said, by `speaker`, `on` a day or in a month.

        Its `verdict` is one of exact, shortened, altered, other-speaker, … : docs/commands.md has them all.
        Raises BadQuestion when the claim holds no words, `on` is no date, or a name means several people or nobody.
        """
        people = meant(self.connection, speaker)
        if speaker is not None and not people:
            raise UnknownName(unknown(self.connection, speaker))
        day = None if on is None else day_of(on, "whole")
        return verify(self.connection, claim, people=people, on=day, called=speaker or "")

    def show(self, uid: str) -> Shown:
        """Return one statement whole, with what stands around it and why it is held to be whose it is.

        Raises BadQuestion when there is no such statement.
        """
        return show(self.connection, uid)

    def cite(self, uid: str) -> str:
        """Return a statement as a citation in words, which carries its doubt. Raises BadQuestion as `show` does."""
        return in_words(show(self.connection, uid, around=0))

    def people(self, *, limit: int = 50) -> list[ListedPerson]:
        """Return who speaks, persons before all others."""
        return people(self.connection, limit=limit)

    def sources(self, *, limit: int = 50) -> list[ListedSource]:
        """Return the documents."""
        return sources(self.connection, limit=limit)

    def conflicts(self, *, limit: int = 50) -> list[Conflict]:
        """Return the same words as two people's, or said and not said."""
        return conflicts(self.connection, limit=limit)

    def headings(self, *phrases: str, limit: int = 50) -> list[Beside]:
        """Return the headings that hold the phrases: nobody's words."""
        return beside(self.connection, Asked(phrases), Filters(), limit=limit, kind="heading")[:limit]

    def sql(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """Return the rows of one SELECT, with `parameters` for its ? or :names; BadQuestion is raised for all else."""
        answer = select(self.connection, query, parameters)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]

    def _people(self, name: str | None) -> tuple[int, ...] | None:
        return None if name is None else bearers(self.connection, name).people

    def _filters(self, asked: dict[str, Any]) -> Filters:
        people = self._people(asked.pop("speaker", None))
        nothing = set(asked) - set(Filters._fields) - {"people"}
        if nothing:
            known = ", ".join(Filters._fields[1:])
            raise BadQuestion(f"nothing is called {', '.join(sorted(nothing))}; there are {known}")
        for name, kind in KINDS.items():
            _check(name, asked.get(name), kind)
        days = {name: day_of(asked[name], edge) for name, edge in EDGES.items() if asked.get(name) is not None}
        return Filters(people=people, **asked | days)


EDGES: Mapping[str, Edge] = {"since": "first", "until": "last"}
KINDS: Mapping[str, type[StrEnum]] = {"manner": Manner, "status": Status, "act": Act, "factuality": Factuality}


def _check(name: str, asked: str | Sequence[str] | None, kind: type[StrEnum]) -> None:
    """Raise BadQuestion where what is asked for is nothing of its kind."""
    for one in (asked,) if isinstance(asked, str) else asked or ():
        if one not in [*kind]:
            raise BadQuestion(f"{one!r} is no {name}; there are {', '.join(kind)}")


def open(db: str | Path = DEFAULT) -> Database:
    """Return the database `db` to ask: with quotes.open("talks.sqlite") as database: database.who_said("bridge")."""
    return Database(db)
