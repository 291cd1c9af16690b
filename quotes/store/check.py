"""The laws of the database, checked on all that it holds, one source at a time."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from quotes.model import Manner, Markup, Span
from quotes.store.damage import damage
from quotes.store.laws import TABLE_LAWS
from quotes.store.problems import UNFORESEEN, is_interrupt
from quotes.store.writing.rows import sha256
from quotes.text import Lines, digest, shown

SPARE = 4  # more uids of the same words that are tried


class Violation(NamedTuple):
    """A law that does not hold: where, and how."""

    law: str
    table: str
    row: str  # uid or key; of a passage, the source and the line
    problem: str


class Words(NamedTuple):
    """A statement on its source."""

    id: int
    uid: str
    span: Span
    line: int
    text: str
    within: int | None


class Part(NamedTuple):
    """A passage on its source."""

    kind: str
    span: Span
    line: int
    statement: int | None
    shown: str | None


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A source with all that lies on it, in the order of the text."""

    uid: str
    key: str
    text: str
    text_sha256: str
    statements: dict[int, Words]
    passages: list[Part]


def check(connection: sqlite3.Connection) -> Iterator[Violation]:
    """Yield every violation of the laws; what is held in memory at a time is one source.

    Where rows are so damaged that the laws cannot be asked, what is damaged is what is yielded.
    """
    try:
        yield from _laws(connection)
    except UNFORESEEN as error:
        if is_interrupt(error):
            raise
        found = [Violation("integrity", *one) for one in damage(connection)]
        if not found:
            raise
        yield from found


def _laws(connection: sqlite3.Connection) -> Iterator[Violation]:
    for (source,) in connection.execute("SELECT id FROM sources ORDER BY key"):
        page = _page(connection, source)
        for law in PAGE_LAWS:
            yield from law(page)
    for query in TABLE_LAWS:
        yield from map(Violation._make, connection.execute(query))
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Violation("references", table, str(row), f"refers to a row of {parent} that is not there")


def check_deep(connection: sqlite3.Connection) -> Iterator[Violation]:
    """Yield what SQLite's own examination of the file, and of the full-text index against every word, finds.

    The latter is a command given to the index, so `connection` must be one that may write; nothing is written.
    """
    yield from (Violation("integrity", *one) for one in damage(connection))
    try:
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname != "SQLITE_CORRUPT_VTAB":
            raise
        yield Violation("full text", "search", "", "does not hold the words of the statements")


def text_is_untouched(page: StoredSource) -> Iterator[Violation]:
    """Law 1. The bytes themselves are not kept; a text in UTF-8 has their hash."""
    if sha256(page.text) != page.text_sha256:
        yield Violation("source", "sources", page.key, "the text is not the one that was read")


def statements_show_the_source(page: StoredSource) -> Iterator[Violation]:
    """Law 1, white space aside: markup between two paragraphs may hold all of what parts them."""
    markup = _merged(Markup(*part.span, part.shown or "") for part in page.passages if part.kind == "markup")
    lines = Lines(page.text)
    for words in page.statements.values():
        if _ink(words.text) != _ink(shown(page.text, words.span, markup)):
            yield Violation("shown text", "statements", words.uid, f"is not what {page.key} says on line {words.line}")
        if words.line != lines.number(words.span.start):
            yield Violation("line", "statements", words.uid, f"does not begin on line {words.line} of {page.key}")


def uids_are_of_the_words(page: StoredSource) -> Iterator[Violation]:
    """Law 4: a uid is made of the source, the manner and the words, and of how often they came before.

    Where a human decided on it since, the manner may be another one, and some of those before may be gone.
    """
    times = Counter(words.text for words in page.statements.values())
    known = {text: {*_uids(page.uid, text, 2 * number + SPARE)} for text, number in times.items()}
    for words in page.statements.values():
        if words.uid not in known[words.text]:
            yield Violation(
                "uid", "statements", words.uid, f"is not made of the words on line {words.line} of {page.key}"
            )


def _uids(source: str, text: str, times: int) -> Iterator[str]:
    return (digest(source, manner, text, str(again)) for manner in Manner for again in range(times))


def passages_cover_the_text(page: StoredSource) -> Iterator[Violation]:
    """Law 2."""
    reached = 0
    for part in page.passages:
        yield from _gap(page, reached, part.span.start)
        reached = max(reached, part.span.end)
    yield from _gap(page, reached, len(page.text))
    solid = [part for part in page.passages if part.kind != "markup"]
    for one, other in pairwise(solid):
        if other.span.start < one.span.end:
            yield _of_passage(page, other, f"overlaps the {one.kind} on line {one.line}")


def paragraphs_belong_to_statements(page: StoredSource) -> Iterator[Violation]:
    """Law 2: what is body text is somebody's words, or narrated."""
    for part in page.passages:
        if part.kind != "paragraph":
            continue
        owner = page.statements.get(part.statement or 0)
        if owner is None:
            yield _of_passage(page, part, "belongs to no statement")
        elif not _inside(part.span, owner.span):
            yield _of_passage(page, part, f"lies outside the statement {owner.uid}")


def statements_nest(page: StoredSource) -> Iterator[Violation]:
    """Law 3."""
    families: dict[int | None, list[Words]] = {}
    for words in sorted(page.statements.values(), key=lambda words: words.span):
        families.setdefault(words.within, []).append(words)
        container = page.statements.get(words.within or 0)
        if words.within and (container is None or not _inside(words.span, container.span)):
            yield Violation("nesting", "statements", words.uid, "lies outside its container")
    for siblings in families.values():
        for one, other in pairwise(siblings):
            if other.span.start < one.span.end:
                yield Violation("nesting", "statements", other.uid, f"overlaps its sibling {one.uid}")


PAGE_LAWS: tuple[Callable[[StoredSource], Iterator[Violation]], ...] = (
    text_is_untouched,
    statements_show_the_source,
    uids_are_of_the_words,
    passages_cover_the_text,
    paragraphs_belong_to_statements,
    statements_nest,
)


def _page(connection: sqlite3.Connection, source: int) -> StoredSource:
    query = "SELECT uid, key, text, text_sha256 FROM sources WHERE id = ?"
    uid, key, text, sha = connection.execute(query, (source,)).fetchone()
    statements = connection.execute(
        'SELECT id, uid, start, "end", line, text, within_id FROM statements WHERE source_id = ?', (source,)
    )
    passages = connection.execute(
        'SELECT kind, start, "end", line, statement_id, shown FROM passages WHERE source_id = ?',
        (source,),
    )
    said = {i: Words(i, uid, Span(start, end), *rest) for i, uid, start, end, *rest in statements}
    parts = [Part(kind, Span(start, end), *rest) for kind, start, end, *rest in passages]
    told = {part.statement for part in parts}
    parts += [_paragraph(words) for words in said.values() if words.within is None and words.id not in told]
    return StoredSource(uid, key, text, sha, said, sorted(parts, key=lambda part: part.span))


def _paragraph(words: Words) -> Part:
    """Return the passage that a statement without any is, as the view paragraphs has it."""
    return Part("paragraph", words.span, words.line, words.id, None)


def _gap(page: StoredSource, start: int, end: int) -> Iterator[Violation]:
    left = page.text[start:end].strip()
    if left:
        line = Lines(page.text).number(start + page.text[start:end].index(left[0]))
        yield Violation("coverage", "passages", f"{page.key}:{line}", f"{left[:40]!r} belongs to no passage")


def _of_passage(page: StoredSource, part: Part, problem: str) -> Violation:
    return Violation("coverage", "passages", f"{page.key}:{part.line}", f"the {part.kind} {problem}")


def _merged(markup: Iterable[Markup]) -> list[Markup]:
    """Return what `markup`, in order, covers and shows, in stretches that do not overlap."""
    merged: list[Markup] = []
    for mark in markup:
        if merged and mark.start < merged[-1].end:
            last = merged.pop()
            mark = Markup(last.start, max(last.end, mark.end), last.shown + mark.shown)
        merged.append(mark)
    return merged


def _ink(text: str) -> str:
    return "".join(text.split())


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
