"""Quotation marks: which stretches of a paragraph are quoted. Apostrophes never open or close a quotation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from quotes.model import Span

_DOUBLE = re.compile('[“”„‟"«»「」『』〝〞]')  # apart from those of two characters: a set alone is searched fastest
_TWIN = re.compile("''(?!')|``|‘‘|’’")
_TWINS = ("''", "``", "‘‘", "’’")
_CLOSERS = {
    "“": "”",
    "‟": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "〝": "〞",
    "``": "''",
    "‘‘": "’’",
}
_START = re.Match.start
_NESTED = "'’”\"»"  # what may close behind the last words of a quotation
_STRAIGHT = ('"', "''")
_ONLY_CLOSING = ("”", "’’", "」", "』", "〞")
_WORD = re.compile(r"[^\W_]")
_STOP = re.compile(r"[.?!…]\s")


# Single marks are trusted only around a clause: what closes stands after the clause's own full stop or comma. A mark
# within a word, or behind an s before the next word, is an apostrophe: the farmers' fault.
_SINGLE = re.compile(
    r"[‘'](?<!\w[‘'])(?=[^\W_])(?:[^‘'’\n]|(?<=\w)['’](?=\w)|(?<=s)['’](?= [a-z]))+(?<=[,.?!…])['’](?!\w)"
)
_SINGLE_OPENS = re.compile(r"[‘'](?<!\w[‘'])(?=[^\W_])")


class Quotation(NamedTuple):
    """A quoted stretch: with its marks, without them, and whether it is closed in its paragraph."""

    span: Span
    inner: Span
    closed: bool


class Marks(NamedTuple):
    """The marks of quotation in a text, in order: double ones, where they stand, and where single ones may open."""

    double: list[re.Match[str]]
    places: list[int]
    single: list[int]


def marks(text: str) -> Marks:
    """Return the marks of a whole text, which is searched once."""
    double = list(_DOUBLE.finditer(text)) if '"' in text or not text.isascii() else []
    if any(twin in text for twin in _TWINS):
        double = sorted((*double, *_TWIN.finditer(text)), key=_START)
    single = map(_START, _SINGLE_OPENS.finditer(text)) if "'" in text or "‘" in text else ()
    return Marks(double, list(map(_START, double)), list(single))


def quotations(text: str, marks: Marks, start: int, end: int) -> list[Quotation]:
    """Return the outermost quotations of words in the paragraph text[start:end]; one left open runs to its end."""
    first, last = _between(marks.places, start, end)
    double = _double(text, marks.double[first:last], start, end) if first < last else []
    first, last = _between(marks.single, start, end)
    return _outermost(text, double, start, end) if first < last else double


def _outermost(text: str, double: list[Quotation], start: int, end: int) -> list[Quotation]:
    """Return the `double` quotations and the clauses in single marks beside or around them, as British papers print."""
    starts = [one.span.start for one in double]
    kept: list[Quotation] = []
    done = 0
    for clause in _clauses(text, start, end):
        first, last = bisect_left(starts, clause.span.start), bisect_left(starts, clause.span.end)
        before, within = double[first - 1 : first], double[first:last]
        if not (_reach(before, clause.span.start) or _reach(within[-1:], clause.span.end)):
            kept += [*double[done:first], clause]
            done = last
    return [*kept, *double[done:]]


def _reach(quoted: Sequence[Quotation], place: int) -> bool:
    """Tell whether one of `quoted` goes on behind `place`."""
    return any(one.span.end > place for one in quoted)


def _between(places: list[int], start: int, end: int) -> tuple[int, int]:
    """Return the indices of the first of `places` in a stretch of the text, and of the first behind it."""
    first = bisect_left(places, start)
    return first, bisect_left(places, end, first)


def _double(text: str, marks: Sequence[re.Match[str]], start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    inner: list[str] = []
    for mark in marks:
        if opened is None and not found and (first := _lacks_opener(text, mark, start, end)):
            found.append(Quotation(Span(start, mark.end()), Span(first.start(), mark.start()), True))
        elif opened is None:
            opened = mark if _opens(text, mark, start, end) else None
        elif inner and mark.group() in inner[-1]:
            inner.pop()
        elif _closes(text, opened.group(), mark, end):
            found.append(_quotation(text, opened, mark.start(), mark.end(), closed=True))
            opened = None
        elif mark.group() == opened.group():  # the closing mark was forgotten
            found.append(_quotation(text, opened, mark.start(), mark.start(), closed=True))
            opened = mark
        elif mark.group() in "«„「『":
            inner.append(_CLOSERS[mark.group()])
    if opened is not None:
        found.append(_quotation(text, opened, end, end, closed=False))
    return [quotation for quotation in found if _WORD.search(text, *quotation.inner)]


def _lacks_opener(text: str, mark: re.Match[str], start: int, end: int) -> re.Match[str] | None:
    """Return the first word of a sentence at the start of a paragraph whose quotation is only closed: We go,” she said.

    None where the mark does not close one, or stands behind more than a sentence.
    """
    if mark.group() not in _ONLY_CLOSING or text[mark.start() - 1] not in ",.?!…":
        return None
    ends = mark.end() == end or text[mark.end()].isspace()
    return _WORD.search(text, start, mark.start()) if ends and not _STOP.search(text, start, mark.start()) else None


def inner_quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Return what is quoted in the quotation text[start:end], in the other marks: “He said, ‘It stands,’ and left.”"""
    return _double(text, list(_DOUBLE.finditer(text, start, end)), start, end) or _clauses(text, start, end)


def _clauses(text: str, start: int, end: int) -> list[Quotation]:
    return [_single(found) for found in _SINGLE.finditer(text, start, end)]


def _single(found: re.Match[str]) -> Quotation:
    return Quotation(Span(*found.span()), Span(found.start() + 1, found.end() - 1), True)


def _opens(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    if mark.group() in _ONLY_CLOSING:
        return False
    after = text[mark.end()] if mark.end() < end else " "
    before = text[mark.start() - 1] if mark.start() > start else " "
    if mark.group() in _STRAIGHT:
        return after.isalnum() if before.isalnum() else not after.isspace()
    return mark.group() != "»" or (before.isspace() and not after.isspace())


def _closes(text: str, opener: str, mark: re.Match[str], end: int) -> bool:
    if opener not in _STRAIGHT:
        if mark.group() == opener:  # ,“ for ,”
            return text[mark.start() - 1] in ",.?!" and text[mark.end() : mark.end() + 1].isspace()
        return mark.group() in _CLOSERS[opener] or (mark.group() in _STRAIGHT and opener in "“``")
    if mark.group() == "”":
        return True
    after = text[mark.end()] if mark.end() < end else " "
    opens_again = text[mark.start() - 1].isspace() and (after.isalnum() or after in "'’‘[$")
    return mark.group() == opener and not opens_again


def _quotation(text: str, opened: re.Match[str], inner_end: int, end: int, closed: bool) -> Quotation:
    inner = text[opened.end() : inner_end]
    start = opened.end() + len(inner) - len(inner.lstrip())
    stop = max(start, inner_end - len(inner) + len(inner.rstrip()))
    return Quotation(Span(opened.start(), end), Span(start, stop), closed)


def last_of(text: str, quotation: Quotation) -> str:
    """Return the last character of a quotation, whatever marks of another one close behind it (“He said, ‘Go.’”)."""
    last = quotation.inner.end - 1
    while text[last] in _NESTED and last > quotation.inner.start:
        last -= 1
    return text[last]
