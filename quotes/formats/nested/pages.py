"""What was said in a JSON document, as it was heard: words put together, their spaces and escapes seen to."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from quotes.formats.heard import Heard
from quotes.formats.nested.choice import Spoken
from quotes.formats.nested.speakers import Source, beside, time
from quotes.formats.nested.values import Leaf
from quotes.formats.nested.walk import Said
from quotes.model import Markup, Span
from quotes.page import Named
from quotes.stops import BRACKETING, CLAUSE_ENDS, SENTENCE_ENDS
from quotes.text import reading, shown
from quotes.times import unit

# Messenger and Instagram escape the bytes of UTF-8 one by one: \\u00c3\\u00a9 is é.
_BYTE = r"\\u00[89abAB][0-9a-fA-F]"
_ONE_BY_ONE = rf"(?:u00(?:[cC][2-9a-fA-F]|[dD]\w)|u00[eE]\w{_BYTE}|u00[fF][0-4]{_BYTE}{_BYTE}){_BYTE}"
_ESCAPE = re.compile(
    rf"\\(?:{_ONE_BY_ONE}|"
    r"u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^u])"
)
_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?(?:\n(?![^\S\n]*\n)[^\n]*\S)*")
_BEHIND = SENTENCE_ENDS | CLAUSE_ENDS | frozenset(f"{BRACKETING}%”’")  # no space before these
_BEFORE = frozenset("¿¡([“‘")  # nor behind these
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")  # scripts without spaces between words


class _Row(NamedTuple):
    """What one stretch of the file holds: its words, piece by piece, whose, when, and the object it comes from."""

    parts: Sequence[Leaf]
    who: Leaf | None
    seconds: float | None
    said: Said


def heard_in(source: Source, spoken: Spoken, apart: bool) -> tuple[list[Heard], list[Markup]]:
    """Return what was heard, and the markup inside it; `apart` says that each stretch is a turn of its own.

    So is each message that has a date and no place in a recording.
    """
    rows = list(_rows(source, spoken))
    per_second = _unit(source, rows)
    found: list[Heard] = []
    marks: list[Markup] = []
    for row in rows:
        inner = [*_joints(source, row, spoken.one_by_one), *_escapes(source, row.parts)]
        span = Span(row.parts[0].start, row.parts[-1].end)
        said = reading(source.text, span, sorted(inner))
        words = [said.source(*match.span()) for match in _PARAGRAPH.finditer(said.text)]
        named = _named(source, row)
        seconds = None if row.seconds is None or per_second is None else row.seconds / per_second
        fresh = apart or (seconds is None and not spoken.one_by_one)
        found.append(Heard(words, named, seconds, fresh))
        marks += inner
        if named is not None:
            marks += escaped(source.text, named.span)
    return found, sorted(set(marks))


def _rows(source: Source, spoken: Spoken) -> Iterator[_Row]:
    """Yield the stretches: words that stand one by one joined, as long as one list holds them and one speaker."""
    every = zip(spoken.said, spoken.who, strict=True)
    if not spoken.one_by_one:
        yield from (_row(source, [one], who) for one, who in every)
        return
    for _, group in groupby(every, lambda row: (row[0].list, row[1] and source.words(row[1]))):
        said, (who, *_) = zip(*group, strict=True)
        for words in _sentences(source, said, who):
            yield _row(source, words, who)


def _sentences(source: Source, said: Sequence[Said], who: Leaf | None) -> Iterator[Sequence[Said]]:
    """Yield words of nobody that is known sentence by sentence, those of a speaker as they are."""
    begin = 0
    for end, one in enumerate(said, start=1):
        if who is None and source.words(one.parts[-1]).rstrip()[-1:] in SENTENCE_ENDS:
            yield said[begin:end]
            begin = end
    if begin < len(said):
        yield said[begin:]


def _row(source: Source, said: Sequence[Said], who: Leaf | None) -> _Row:
    parts = [part for one in said for part in one.parts if part.start < part.end]
    return _Row(parts, who, time(source, said[0].around, source.known.starts), said[0])


def _named(source: Source, row: _Row) -> Named | None:
    """Return whom the file names for a stretch, with the role and the identifier that stand beside."""
    if row.who is None:
        return None
    role, code = (beside(row.said.around, names) for names in (source.known.role, source.known.code))
    printed = _as_read(source.text, row.who) or ""
    return Named(
        printed,
        Span(row.who.start, row.who.end),
        role=None if role == row.who else _as_read(source.text, role),
        id=None if code == row.who else _as_read(source.text, code),
    )


def _as_read(text: str, leaf: Leaf | None) -> str | None:
    """Return what a string shows; None of none."""
    if leaf is None:
        return None
    span = Span(leaf.start, leaf.end)
    return shown(text, span, list(escaped(text, span))) or None


def escaped(text: str, span: Span) -> Iterator[Markup]:
    """Yield the escapes in a string, with what each stands for."""
    if "\\" in text[span.start : span.end]:
        for match in _ESCAPE.finditer(text, *span):
            yield Markup(*match.span(), _unescaped(match.group()))


def _unescaped(escape: str) -> str:
    """Return the character that an escape in a JSON string stands for; half a surrogate pair stands for none."""
    character: str = json.loads(f'"{escape}"')
    if len(character) > 1:
        character = character.encode("latin-1").decode(errors="replace")
    return character if len(character) == 1 and not "\ud800" <= character <= "\udfff" else "\ufffd"


def _escapes(source: Source, parts: Sequence[Leaf]) -> Iterator[Markup]:
    for part in parts:
        yield from escaped(source.text, Span(part.start, part.end))


def _joints(source: Source, row: _Row, one_by_one: bool) -> Iterator[Markup]:
    """Yield what stands between the pieces of a stretch: a space, or nothing where they have their own."""
    own = not one_by_one or any(_has_space(source.words(part)) for part in row.parts)
    for part, following in pairwise(row.parts):
        near = own or _are_close(source.words(part), source.words(following))
        yield Markup(part.end, following.start, "" if near else " ")


def _has_space(words: str) -> bool:
    return words != words.strip()


def _are_close(word: str, following: str) -> bool:
    """Tell whether no space stands between two words, the second of which may be a full stop."""
    if following[0] in _BEHIND or word[-1] in _BEFORE:
        return True
    return all(unicodedata.name(c, "").startswith(_UNSPACED) for c in (word[-1], following[0]))


def _unit(source: Source, rows: Sequence[_Row]) -> float | None:
    """Return how many of a file's units of time are a second; None where its times are the calendar's."""
    words = sum(len(source.words(part).split()) for row in rows for part in row.parts)
    return unit([row.seconds for row in rows if row.seconds is not None], words)
