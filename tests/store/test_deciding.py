"""What humans decide: above all that is read, at once and without the file, kept by every reading, and taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from quotes.pipeline import extract
from quotes.store.check import check
from quotes.store.database import raw, writing
from quotes.store.deciding import decided
from quotes.store.deciding.source import AROUND, TEXT
from quotes.store.reviews import add_review
from quotes.store.told import Rows, StatementRow, packed, unpacked
from quotes.store.writing.rows import rows
from quotes.store.writing.save import decide, save
from quotes.verdict import Kind, Verdict
from tests.gate.gold import PAGES
from tests.store.conftest import Fresh

PAGE = """The delegations met in Marrow.

Tomas Weil, President of Marrow:
The river is low, and we all feel it.

We have to share.

Two rivers meet in Marrow, the old guide said on Monday.

Two rivers meet in Marrow, the old guide said on Monday.

Weil said that talks go on.
"""
EVERY = [kind for kind in Kind if kind is not Kind.UNDONE]
ALL_PAGES = sorted(path for path in PAGES.iterdir() if path.suffix != ".toml")


def told(page: str = PAGE) -> Rows:
    return rows(extract(page.encode(), "page.txt", uid="source"), "s")


def verdict(begins: str, kind: str, person: str | None = None, nth: int = 0, page: str = PAGE) -> Verdict:
    start = -1
    for _ in range(nth + 1):
        start = page.index(begins, start + 1)
    end = page.index("\n", start)
    around = page[max(0, start - AROUND) : start], page[end : end + AROUND]
    return Verdict(page[start:end], *around, kind, person, "ann", "heard it")


class Read:
    """A statement as it comes out: by the names of its columns, with speaker, paragraphs and roles."""

    def __init__(self, source: Rows, place: int) -> None:
        person, _, self.within, row = [*source.statements][place]
        self.row = StatementRow(*row, *[None] * (len(StatementRow._fields) - len(row)))
        self.speaker = None if person is None else source.people[person].name
        self.paragraphs = [part for i, part in source.passages if i == place]
        self.roles = [role for i, role, _ in source.shown if i == place]


def read(source: Rows, begins: str, nth: int = 0) -> Read:
    """Return the statement in which the words stand that begin so, at top level."""
    text = source.source[TEXT]
    start = -1
    for _ in range(nth + 1):
        start = text.index(begins, start + 1)
    found = (Read(source, i) for i in range(source.statement_count))
    return next(one for one in found if one.within is None and one.row.start <= start < one.row.end)


def test_speech_of_the_one_before_joins_the_turn() -> None:
    ended = [verdict("We have to", "narration")]
    apart = read(decided(told(), ended), "We have to")
    assert (apart.speaker, apart.row.manner) == (None, "narrated")
    joined = read(decided(told(), [*ended, verdict("We have to", "speech-of", "Tomas Weil")]), "We have to")
    assert (joined.speaker, len(joined.paragraphs)) == ("Tomas Weil", 2)
    assert joined.row.text.startswith("The river is low")
    assert joined.roles


def test_speech_of_somebody_else_stands_alone() -> None:
    said = read(decided(told(), [verdict("The delegations", "speech-of", "Lena Ost")]), "The delegations")
    assert (said.speaker, said.row.manner, said.row.basis, said.row.label) == ("Lena Ost", "verbatim", "human", None)
    assert (said.row.status, said.row.confidence, said.row.rival) == ("reviewed", 1.0, None)
    assert said.paragraphs[0][7] == "ann decided: speech-of (heard it)"


def test_one_paragraph_of_a_turn_may_be_of_another() -> None:
    found = decided(told(), [verdict("We have to", "speech-of", "Lena Ost")])
    assert read(found, "We have to").speaker == "Lena Ost"
    before = read(found, "The river is low")
    assert (before.speaker, before.row.text) == ("Tomas Weil", "The river is low, and we all feel it.")


def test_the_role_goes_with_whom_it_was_printed_of() -> None:
    found = decided(told(), [verdict("The river is low", "speech-of", "Lena Ost")])
    said = read(found, "The river is low")
    assert (said.speaker, said.row.role, said.roles) == ("Lena Ost", None, [])


def test_narration_even_right_under_the_label() -> None:
    said = read(decided(told(), [verdict("The river is low", "narration")]), "The river is low")
    assert (said.speaker, said.row.manner, said.row.status, said.row.basis) == (None, "narrated", "reviewed", "human")


def test_a_turn_that_a_human_ended_stays_ended() -> None:
    found = decided(told(), [verdict("We have to", "turn-ends")])
    for begins in ("We have to", "Two rivers", "Weil said"):
        said = read(found, begins)
        assert (said.row.manner, said.row.status) == ("narrated", "reviewed")
    assert read(found, "The river is low").speaker == "Tomas Weil"


def test_an_edited_page_keeps_the_verdict() -> None:
    edited = "Corrected at noon.\n\n" + PAGE.replace("The delegations", "Both delegations").replace(".", " .")
    assert read(decided(told(edited), [verdict("We have to", "narration")]), "We have to").row.status == "reviewed"


def test_equal_paragraphs_are_told_apart_by_their_neighbours() -> None:
    found = decided(told(), [verdict("Two rivers", "speech-of", "Lena Ost", nth=1)])
    assert read(found, "Two rivers").speaker is None
    assert read(found, "Two rivers", nth=1).speaker == "Lena Ost"


def test_the_latest_verdict_wins_and_one_on_how_it_was_said_stands_beside_it() -> None:
    given = [
        verdict("The delegations", "narration"),
        verdict("The delegations", "speech-of", "Lena Ost"),
        verdict("The delegations", "denied"),
        verdict("The delegations", "speech-of", "Tomas Weil"),
    ]
    said = read(decided(told(), given), "The delegations")
    assert (said.speaker, said.row.act) == ("Tomas Weil", "denied")
    undone = [*given, verdict("The delegations", "undone")]
    assert read(decided(told(), undone), "The delegations").speaker == "Lena Ost"


def test_nobody_known() -> None:
    said = read(decided(told(), [verdict("The river is low", "nobody")]), "The river is low")
    assert (said.speaker, said.row.manner) == ("unnamed", "verbatim")


def test_words_that_are_gone_change_nothing() -> None:
    page = PAGE.replace("We have to share.", "We share.")
    assert dump_of(decided(told(page), [verdict("We have to", "narration")])) == dump_of(told(page))


def dump_of(source: Rows) -> Any:
    return unpacked(packed(source))


@pytest.mark.parametrize("path", ALL_PAGES, ids=lambda path: path.stem)
def test_a_source_taken_out_of_the_database_is_what_was_put_in(path: Path, database: Path) -> None:
    with writing(database) as connection:
        save(connection, extract(path.read_bytes(), path.name), "s")
        before = dump(connection)
        decide(connection, uid_of(connection))
        assert dump(connection) == before


@pytest.mark.parametrize("path", ALL_PAGES, ids=lambda path: path.stem)
def test_whatever_is_decided_breaks_no_law_is_what_a_reading_gives_and_can_be_taken_back(
    path: Path, fresh: Fresh
) -> None:
    extraction = extract(path.read_bytes(), path.name)
    chance = Random(path.name)
    with writing(fresh()) as connection:
        save(connection, extraction, "s")
        uid, before = uid_of(connection), dump(connection)
        places = list(units(raw(connection)))
        given = [chance.choice(places) for _ in range(4)] if places else []
        kinds = [chance.choice(EVERY) for _ in given]
        for words, kind in zip(given, kinds, strict=True):
            one = Verdict(*words, kind, "Lena Ost" if kind is Kind.SPEECH else None, "ann")
            add_review(connection, one, source_key=path.name)
            decide(connection, uid)
            assert list(check(raw(connection))) == [], (words, kind)
        after = dump(connection)
        save(connection, extraction, "t")
        assert dump(connection, but="settings") == without(after, "settings")
        for words in reversed(given):
            add_review(connection, replace(Verdict(*words, Kind.UNDONE, None, "ann")), source_key=path.name)
            decide(connection, uid)
        assert dump(connection, but="settings") == without(before, "settings")
        assert list(check(raw(connection))) == []


def units(driver: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Yield words that may be decided on, with what stands around them: statements, and paragraphs of these."""
    (text,) = driver.execute("SELECT text FROM sources").fetchone()
    query = 'SELECT start, "end" FROM statements UNION SELECT start, "end" FROM paragraphs ORDER BY 1, 2'
    for start, end in driver.execute(query):
        yield text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND]


def uid_of(connection: Any) -> str:
    return str(raw(connection).execute("SELECT uid FROM sources").fetchone()[0])


QUERIES = {
    "sources": "SELECT * FROM sources",
    "statements": """SELECT s.uid, s.position, p.name, a.name, r.name, w.uid, s.label, s.role, s.role_carried, s.manner,
        s.act, s.factuality, s.basis, s.status, s.confidence, s.start, s."end", s.line, s.text, s.said_edtf,
        s.mention_start, s.cue_start, s.rival, s.addressee, s.page, s.seconds, s.event_id IS NULL
        FROM statements s
        LEFT JOIN people p ON p.id = s.person_id LEFT JOIN appearances a ON a.id = s.appearance_id
        LEFT JOIN appearances r ON r.id = s.rival_id LEFT JOIN statements w ON w.id = s.within_id
        ORDER BY s.position""",
    "passages": """SELECT s.uid, g.kind, g.start, g."end", g.line, g.basis, g.confidence, g.status, g.cues, g.score,
        g.rival, g.seconds, g.shown FROM passages g LEFT JOIN statements s ON s.id = g.statement_id
        ORDER BY g.start, g."end", g.kind, g.shown""",
    "roles": """SELECT s.uid, l.text, h.basis FROM statement_roles h JOIN statements s ON s.id = h.statement_id
        JOIN role_spellings l ON l.id = h.spelling_id ORDER BY 1, 2""",
    "tenures": """SELECT p.name, r.text, first_cited, last_cited FROM tenures t JOIN people p ON p.id = t.person_id
        JOIN roles r ON r.id = t.role_id ORDER BY 1, 2""",
    "people": "SELECT uid, name, sort_name, kind FROM people ORDER BY uid",
    "appearances": "SELECT uid, name, spellings, sort_name, kind, offices FROM appearances ORDER BY uid",
    "profiles": "SELECT p.uid, p.known FROM appearances a JOIN profiles p ON p.id = a.profile_id ORDER BY 1",
    "speakers": """SELECT s.uid, k.place, a.name FROM speakers k JOIN statements s ON s.id = k.statement_id
        JOIN appearances a ON a.id = k.appearance_id ORDER BY 1, 2""",
    "facts": "SELECT name, value, how, start FROM source_facts ORDER BY id",
    "events": "SELECT uid, kind, title, place, date_edtf FROM events",
    "participants": """SELECT e.uid, a.uid, part FROM participants p JOIN events e ON e.id = p.event_id
        JOIN appearances a ON a.id = p.appearance_id ORDER BY 2""",
}


def dump(connection: Any, but: str = "") -> dict[str, Any]:
    found = {name: raw(connection).execute(query).fetchall() for name, query in QUERIES.items()}
    return without(found, but) if but else found


def without(dumped: dict[str, Any], column: str) -> dict[str, Any]:
    assert column == "settings"
    return dumped | {"sources": [_left(row) for row in dumped["sources"]]}


def _left(row: Sequence[Any]) -> tuple[Any, ...]:
    return (*row[:11], *row[12:])
