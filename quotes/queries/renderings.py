"""The same words in another language: statements of a document beside those of the one that it is a translation of.

No words are compared. Turns are: where the same people speak in the same order in both, the third turn of one is the
third of the other; where somebody speaks as often in both but the order is another, his are told side by side, and that
it is not sure; else nothing is.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import NamedTuple

from quotes.queries.statements import Said, select
from quotes.store.identity.originals import original_of, translations_of


class Rendering(NamedTuple):
    """A statement as another document has it, in which language, and how sure it is the same."""

    said: Said
    language: str | None
    is_original: bool
    sure: bool

    def told(self) -> str:
        """Return in words what it is, and why it is held to be the same."""
        where = "in the original" if self.is_original else "in a translation"
        language = f" ({self.language})" if self.language else ""
        same = "the same people speak in the same order in both"
        return f"{where}{language}, {same if self.sure else 'not sure: the order of who speaks is another'}"


class Turn(NamedTuple):
    """Something said under a label: the row, and by whom."""

    id: int
    person: int


def renderings(connection: sqlite3.Connection, statement: int) -> list[Rendering]:
    """Return what a statement is in its original, and in the translations of it, its original's others among them."""
    row = connection.execute("SELECT source_id FROM statements WHERE id = ?", (statement,)).fetchone()
    others = related(connection, row[0])
    here = _turns(connection, row[0]) if others else []
    if all(turn.id != statement for turn in here):
        return []
    found = []
    for other, is_original, language in others:
        there = _turns(connection, other)
        match = beside(here, there, statement)
        if match is not None:
            (said,) = select(connection, "WHERE s.id = :id", {"id": match.id})
            sure = [turn.person for turn in here] == [turn.person for turn in there]
            found.append(Rendering(said, language, is_original, sure))
    return found


def related(connection: sqlite3.Connection, source: int) -> list[tuple[int, bool, str | None]]:
    """Return the original of a source, and what else is a translation of it, or of the same original: each with whether
    it is the original, and its language."""
    original = original_of(connection, source)
    translations = translations_of(connection, source if original is None else original)
    rows = [*filter(None, [original]), *(row for row in translations if row != source)]
    return [(row, row == original, _language(connection, row)) for row in rows]


def _language(connection: sqlite3.Connection, source: int) -> str | None:
    found: tuple[str | None] = connection.execute("SELECT language FROM sources WHERE id = ?", (source,)).fetchone()
    return found[0]


def _turns(connection: sqlite3.Connection, source: int) -> list[Turn]:
    return [Turn(*row) for row in connection.execute(_SPOKEN, (source,))]


def beside(here: list[Turn], there: list[Turn], statement: int) -> Turn | None:
    """Return the turn of another document that is this one, as the speaker's turns are counted in both."""
    person = next(turn.person for turn in here if turn.id == statement)
    if Counter(turn.person for turn in here)[person] != Counter(turn.person for turn in there)[person]:
        return None
    his = [turn.id for turn in here if turn.person == person]
    return [turn for turn in there if turn.person == person][his.index(statement)]


_SPOKEN = """SELECT id, person_id FROM statements WHERE source_id = ? AND label IS NOT NULL AND within_id IS NULL
    AND manner = 'verbatim' AND person_id IS NOT NULL ORDER BY position"""
