"""Statements laid out for a person: who, in which role, when, where it is written, how sure, and the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from quotes.cli.terminal import colours, folded, width
from quotes.export.certainty import in_parts
from quotes.export.dates import date_words, span_words
from quotes.export.listings import harmless
from quotes.export.saying import how, is_plain, speakers, where
from quotes.span import Span
from quotes.text import find_phrase, one_line

if TYPE_CHECKING:
    from quotes.queries.by_role import Holder
    from quotes.queries.on_event import OneOccasion
    from quotes.queries.people import ListedPerson
    from quotes.queries.segments import Segment
    from quotes.queries.statements import Connection, Said

INDENT = "    "
MARKS = frozenset('"“”„«»「」')  # reported speech with such marks in it is partly verbatim


def who(row: Said) -> str:
    """Return the speaker, or who speaks instead of one."""
    if row.speaker:
        return speakers(row) or row.speaker
    return (
        f"no speaker; narrated by {row.publisher or file(row.source)}"
        if row.manner == "narrated"
        else "speaker not known"
    )


def place(row: Said) -> str:
    """Return file and line, and page and time in the recording where there are such."""
    return ", ".join((f"{file(row.source)}:{row.line}", *where(row)))


def file(key: str) -> str:
    """Return a source as it is called in answers: of a path from the root its end, which the commands know it by."""
    return "/".join(key.split("/")[-2:]) if key.startswith("/") else key


def head(row: Said, segments: Sequence[Segment] = ()) -> str:
    """Return the line above the words of a statement; `segments` say where in it the doubt is."""
    when = date_words(row.said, row.earliest, row.latest, row.date_basis)
    return harmless(" · ".join((when, f"{manner(row)}, {in_parts(row, segments, loud=True)}", place(row), row.uid)))


def manner(row: Said) -> str:
    """Return whose words these are, with the words that report them: verbatim, reported, or both mixed."""
    mixed = row.manner == "reported" and not MARKS.isdisjoint(row.text)
    return ("mixed" if mixed else row.manner) + (f" (“{row.cue}”)" if row.cue else "")


def card(
    row: Said,
    phrases: Sequence[str] = (),
    context: int | None = None,
    *,
    named: bool = False,
    segments: Sequence[Segment] = (),
) -> Iterator[str]:
    """Yield the lines of one statement; `phrases` are marked, and `context` words kept on either side of the first.

    `segments` say where in it the doubt is.
    """
    yield from folded(INDENT[:2] + (f"{harmless(who(row))} · " if named else "") + head(row, segments))
    words = marked(harmless(row.text), phrases, context)
    yield from paragraph(_said(row, words))
    yield ""


def _said(row: Said, words: str) -> str:
    """Return the words as they were said, or not: a quotation alone stands only for what was."""
    quoted = f"“{words}”" if row.manner == "verbatim" else words
    if is_plain(row):
        return quoted if row.manner == "verbatim" else f"{row.manner}: {words}"
    return f"{harmless(how(row))}: {quoted}"


def cards(connection: Connection, rows: Sequence[Said], *, named: bool = False) -> Iterator[str]:
    """Yield the lines of statements that are shown whole, each with where in it the doubt is."""
    from quotes.queries.segments import segments  # where words are looked for, the hit has its own

    found = segments(connection, rows)
    for row in rows:
        yield from card(row, named=named, segments=found.get(row.uid, ()))


def paragraph(text: str) -> Iterator[str]:
    """Yield the lines of `text`, indented and wrapped; its own lines stay apart."""
    for line in text.split("\n"):
        yield from _wrapped(line.split(), max(width(), 40) - len(INDENT)) if line.strip() else ("",)


def _wrapped(words: Sequence[str], room: int) -> Iterator[str]:
    """As textwrap has it, whose import costs more than the answer to a question; a word too long keeps its line."""
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) > room:
            yield INDENT + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield INDENT + line


def marked(text: str, phrases: Sequence[str], context: int | None) -> str:
    """The text with its hits marked, bold on a terminal and between ** elsewhere, cut down to what is around them."""
    hits = sorted(hit for phrase in phrases for hit in _all(text, phrase))
    if not hits:
        return text
    start, end = (0, len(text)) if context is None else _window(text, hits[0], context)
    parts, at = ["… " if start else ""], start
    for hit in hits:
        if at <= hit.start and hit.end <= end:
            words = text[hit.start : hit.end]
            parts += [text[at : hit.start], click.style(words, bold=True) if colours() else f"**{words}**"]
            at = hit.end
    return "".join([*parts, text[at:end], " …" if end < len(text) else ""])


def _all(text: str, phrase: str) -> Iterator[Span]:
    start = 0
    while hit := find_phrase(text, Span(start, len(text)), phrase):
        yield hit
        start = hit.end


def _window(text: str, hit: Span, context: int) -> tuple[int, int]:
    before, after = text[: hit.start].split(), text[hit.end :].split()
    start, end = hit
    for word in reversed(before[max(len(before) - context, 0) :]):
        start = text.rindex(word, 0, start)
    for word in after[:context]:
        end = text.index(word, end) + len(word)
    return start, end


def person_lines(people: Sequence[ListedPerson]) -> Iterator[str]:
    """Yield who a person is: name, roles, spellings."""
    for person in people:
        yield harmless(f"{person.name} ({person.kind}, {person.uid})")
        if person.roles:
            yield harmless(f"  roles: {person.roles}")
        if person.spellings and person.spellings != person.name:
            yield harmless(f"  spelled: {person.spellings}")
        yield ""


def holder_lines(holders: Sequence[Holder]) -> Iterator[str]:
    """Yield who held a role and when they are cited in it."""
    for holder in holders:
        cited = span_words(holder.first_cited, holder.last_cited)
        yield harmless(f"{holder.speaker} — {holder.role}" + (f" (cited {cited})" if cited else ""))
    yield ""


def occasion_lines(decided: Sequence[OneOccasion]) -> Iterator[str]:
    """Yield what was decided about reports of what may be one occasion, and why."""
    for pair in decided:
        yield harmless(f"{pair.outcome}: {pair.title} ({pair.uid}) and {pair.other_title} ({pair.other_uid})")
        yield harmless(f"    {one_line(pair.evidence)}")
