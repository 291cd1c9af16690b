"""From an extraction to rows: tuples in the order of the columns of schema.py."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from quotes.model import BlockKind, Extraction, Occasion, Passage, Role, Statement, When
from quotes.text import Lines, fold

Row = tuple[Any, ...]


def sha256(text: str) -> str:
    """Return the hash that proves a stored text untouched."""
    return hashlib.sha256(text.encode()).hexdigest()


class Ids(NamedTuple):
    """The keys under which the parts of one extraction are stored."""

    source: int
    first_statement: int
    people: Sequence[int]
    kin: Sequence[int]
    event: int | None


def source_row(extraction: Extraction, settings: str) -> Row:
    """Return the source without its id."""
    document, given = extraction.document, extraction.document.metadata
    return (
        document.key,
        given.url,
        given.title,
        given.publisher,
        given.language,
        None if given.translated is None else int(given.translated),
        document.format,
        document.convention,
        document.sha256,
        settings,
        document.text,
        sha256(document.text),
        int(document.wrapped),
        *_when(extraction.published),
    )


def event_row(uid: str, occasion: Occasion) -> Row:
    """Return the event without id and redirect."""
    return (uid, occasion.kind, occasion.title, occasion.place, *_when(occasion.when))


def statement_rows(extraction: Extraction, ids: Ids) -> Iterator[Row]:
    """Yield the statements, their ids counted from `ids.first_statement`."""
    numbers = {statement.uid: ids.first_statement + i for i, statement in enumerate(extraction.statements)}
    rivals = _people_by_name(extraction) if any(statement.rival for statement in extraction.statements) else {}
    for statement in extraction.statements:
        rival = rivals.get(fold(statement.rival)) if statement.rival else None
        yield (
            numbers[statement.uid],
            statement.uid,
            ids.source,
            statement.position,
            None if statement.person is None else ids.people[statement.person],
            statement.label,
            statement.role_printed,
            statement.role,
            str(statement.manner),
            str(statement.basis),
            str(statement.status),
            statement.confidence,
            *statement.span,
            statement.line,
            statement.text,
            ids.event,
            *_when(statement.said),
            statement.rival,
            None if rival is None else ids.people[rival],
            statement.addressee,
            None if statement.within is None else numbers[statement.within],
            *(statement.mention or (None, None)),
            *(statement.cue or (None, None)),
            None if statement.person is None else ids.kin[statement.person],
        )


def statement_role_rows(extraction: Extraction, ids: Ids, roles: Mapping[Role, int]) -> list[Row]:
    """Return which statement shows which role."""
    return [
        (i, roles[role], str(basis))
        for i, statement in enumerate(extraction.statements, ids.first_statement)
        for role, basis in statement.roles
    ]


def passage_rows(extraction: Extraction, ids: Ids) -> list[Row]:
    """Return the passages without their ids, in the order of the text."""
    lines = Lines(extraction.document.text)
    rows = [_passage(passage, ids.source, None, lines) for passage in extraction.passages]
    for i, statement in enumerate(extraction.statements, ids.first_statement):
        rows += [_passage(passage, ids.source, i, lines) for passage in statement.passages]
    rows.sort(key=lambda row: (row[3], row[4]))
    return rows


def _passage(passage: Passage, source: int, statement: int | None, lines: Lines) -> Row:
    start, end = passage.span
    judged = passage.kind is BlockKind.PARAGRAPH
    return (
        source,
        statement,
        str(passage.kind),
        start,
        end,
        lines.number(start),
        str(passage.basis) if passage.basis else None,
        passage.score,
        passage.confidence if judged else None,
        str(passage.status) if judged else None,
        "\n".join(passage.cues) or None,
        passage.rival,
        passage.seconds,
        passage.shown or None,
    )


def _when(when: When | None) -> Row:
    return (when.edtf, when.earliest, when.latest, when.basis) if when else (None, None, None, None)


def _people_by_name(extraction: Extraction) -> dict[str, int]:
    """Return who is meant by a folded spelling; the person whose own name it is comes first."""
    found: dict[str, int] = {}
    for i, person in enumerate(extraction.people):
        found.setdefault(fold(person.name), i)
    for i, person in enumerate(extraction.people):
        for spelling in person.spellings:
            found.setdefault(fold(spelling), i)
    return found


def cited(statement: Statement) -> tuple[str | None, str | None]:
    """Return the bounds within which the statement shows its speaker in a role."""
    return (statement.said.earliest, statement.said.latest) if statement.said else (None, None)
