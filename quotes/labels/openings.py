"""How lines open, whatever the convention: a time, a name, a mark, more words. Nothing here knows how labels look."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from quotes.labels.candidates import is_capital, speaker
from quotes.labels.names import is_titled
from quotes.labels.phrases import is_thing
from quotes.lexicon import Lexicon
from quotes.model import Marking, Span
from quotes.page import Page
from quotes.text import fold
from quotes.times import CLOCK, SHORT_DATE

LINES = 2000  # that are looked at
LONGEST = 60  # characters of the words that may name somebody
_LONGEST_LINE = 400  # characters of a line that are looked at
_MOST_WORDS = 6
_STAMP = rf"(?:{SHORT_DATE}|{CLOCK})(?![\w%])"
_HEAD = re.compile(rf"[^\w<@\n]*(?:{_STAMP}[^\w<@\n]*)*(?:\d{{1,3}}\b[.)]?[^\w<@\n]*)?")
_STAMPED = re.compile(_STAMP)
_FIGURE = re.compile(r"\d+")
_NAMES = re.compile(r"[^\W\d_]")
_ADDRESSED = re.compile(r" [a-z]{1,3} [^\s]+$")  # to Everyone
_FEW = 3  # openings
_WHO = rf"(?P<who>[^\s\d:：<>|=][^\n:：<>|=]{{0,{LONGEST - 1}}}?)"
_MARK = r"[\s*_\])\"”»]*"
# Each form: what closes the words that may name somebody.
FORMS: dict[str, re.Pattern[str]] = {
    "nick": re.compile(r"<[@+%~& ]?(?P<who>[^\s<>][^<>\n]{0,40})>:?\s+\S"),
    "handle": re.compile(r"@(?P<who>\w[\w.-]*)(?=[\s:])"),
    "time": re.compile(rf"{_WHO}[^\w\n]{{1,4}}{_STAMP}[^\w\n]*(?P<said>.*)"),
    "colon": re.compile(rf"{_WHO}{_MARK}[:：](?![/\d]){_MARK}(?P<said>\S.*)"),
    "line": re.compile(rf"{_WHO}{_MARK}[:：]?[\s*_]*$"),
    "stop": re.compile(rf"{_WHO}(?<=[^\W\d_]{{3}})[.][ ]?[-–—]?[ ](?P<said>\S.*)"),
    "gap": re.compile(rf"{_WHO}(?:[ ]?[-–—][ ]|\t| {{2,}}|　)\s*(?P<said>\S.*)"),
}
_HEADED = LONGEST + 16  # characters from the beginning that hold the words and what closes them
# Each of these begins with one of a few characters, which are found fast.
_CLOSERS = re.compile(r"[<@:：\t　 –—.\d](?:(?<=[<@:：\t　])|(?<= )[ –—-]|(?<=[–—]) |(?<=\.)[ –—-]|(?<=\d)[-:./]\d)")
_SMALL_WORD = re.compile(r" [^\W\d_A-ZÀ-Þ][^\W\d_]{3}")
# What a line must hold near its beginning to be of the form: quicker to find out.
Hint = Callable[[str], object]
_HINTS: dict[str, Hint] = {
    "nick": lambda head: head[0] == "<",
    "handle": lambda head: head[0] == "@",
    "time": re.compile(r"\d[-:./ ](?:\d|[^\W\d_]{3})").search,
    "colon": lambda head: ":" in head or "：" in head,
    "line": lambda head: len(head) < _HEADED,
    "stop": re.compile(r"\.[ –—-](?<=[^\W\d_]{3}..)").search,
    "gap": re.compile(r"[\t　 –—](?:(?<=[\t　])|(?<= )(?: |- )|(?<=[–—]) )").search,
}
_MARKS = {"nick": "<", "handle": "@"}  # without which no line of a page is of the form
_ENDS = ".!?…,;"
_PARENTHESIS = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]\s*$")


class Opening(NamedTuple):
    """How a line opens: whom it may name, where that stands, whether a time stands there, whether words follow."""

    line: int  # its number, among those with something on them
    who: Span
    key: str  # the name folded; "" where nobody is named
    stamp: tuple[int, ...]  # the figures of a time or a date
    capital: bool  # the name is in capitals


def openings(page: Page, lines: int = LINES) -> tuple[dict[str, list[Opening]], int]:
    """Return the openings of the lines of `page` by their form, and how many of at most `lines` were looked at."""
    plain = page.plain
    found: dict[str, list[Opening]] = {"stamp": list(_in_markup(page)), **{form: [] for form in FORMS}}
    hints, number = _hints(plain), -1
    told = {piece.start for piece in page.pieces if piece.marking is Marking.NARRATION}  # nobody's, says the format
    for number, (start, end) in enumerate(line for line in _lines(plain, lines) if line[0] not in told):
        begin = start
        if not plain[start].isalpha():
            begin = _spoken_from(plain, start, end)
        elif not _may_name(plain, start, end):
            continue
        stamp = _figures(plain[start:begin]) if begin > start else ()
        for form, match in _matches(plain, begin, end, hints):
            if opening := _opening(number, match, stamp, page.lexicon):
                found[form].append(opening)
        if stamp:
            found["stamp"].append(Opening(number, Span(begin, begin), "", stamp, False))
    return {form: _without_common(plain, rows, page.lexicon) for form, rows in found.items()}, number + 1


def _spoken_from(plain: str, start: int, end: int) -> int:
    """Return where a line goes on behind its marks, times and numbers."""
    head = _HEAD.match(plain, start, end)
    return head.end() if head else start


def _hints(plain: str) -> list[tuple[str, Hint]]:
    """Return the forms that lines of the page may be of, with what such a line must hold."""
    return [(form, hint) for form, hint in _HINTS.items() if form not in _MARKS or _MARKS[form] in plain]


def _matches(
    plain: str, begin: int, end: int, hints: Sequence[tuple[str, Hint]]
) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the forms that a line is of, among those that the page may have."""
    head = plain[begin : min(end, begin + _HEADED)]
    for form, hint in hints if head else ():
        if hint(head) and (match := FORMS[form].match(plain, begin, end)):
            yield form, match


def _may_name(plain: str, start: int, end: int) -> bool:
    """Return whether a name may open a line: of most lines that are told a small word says at once that none does."""
    headed = start + _HEADED
    small = _SMALL_WORD.search(plain, start, min(end, headed))
    if small is None and end < headed:
        return True
    return _CLOSERS.search(plain, start, small.start() if small else headed) is not None


def _in_markup(page: Page) -> Iterator[Opening]:
    """Yield an opening for each piece right before which the markup gives a time: <p begin="00:01:02">."""
    done = 0
    for number, piece in enumerate(page.pieces[:LINES] if page.markup and page.format == "html" else ()):
        start, end = page.source(Span(piece.start, piece.end))
        first = _STAMPED.search(page.text, max(done, start - _LONGEST_LINE), start)
        if first and (stamp := _figures(first.group())):
            yield Opening(number, Span(piece.start, piece.start), "", stamp, False)
        done = end


def _figures(words: str) -> tuple[int, ...]:
    """Return the figures of the times and dates in `words`, those of the first first."""
    stamps = _STAMPED.findall(words) if ":" in words or "." in words or "-" in words or "/" in words else ()
    return tuple(int(figure) for stamp in stamps for figure in _FIGURE.findall(stamp))


def _lines(plain: str, most: int) -> Iterator[tuple[int, int]]:
    start = 0
    for line in plain.split("\n", 2 * most)[: 2 * most]:
        end = start + len(line)
        if line and not line.isspace():
            yield start, min(end, start + _LONGEST_LINE)
        start = end + 1


def _opening(number: int, match: re.Match[str], stamp: tuple[int, ...], lexicon: Lexicon) -> Opening | None:
    words = match["who"].rstrip()
    if "(" in words and ")" not in words and match.string.startswith(")", match.end("who")):
        words += ")"  # a role behind the name, as far as the marks before a colon took its bracket
    if match.re is FORMS["stop"] and not _stands_out(words, match.group(), lexicon):
        return None
    key = words.lower() if match.re in (FORMS["nick"], FORMS["handle"]) else _key(words, lexicon)
    if not key or (match.re is FORMS["line"] and words[-1] in _ENDS):
        return None
    place = Span(match.start("who"), match.start("who") + len(words))
    if match.re is FORMS["time"]:
        stamp = _figures(match.group()[len(match["who"]) :]) or stamp
    return Opening(number, place, key, stamp, words.isupper())


def _stands_out(words: str, line: str, lexicon: Lexicon) -> bool:
    """Return whether a full stop may end a label: after a title, capitals or brackets, or before a dash."""
    printed = is_capital(words) or is_titled(words, lexicon) or words[-1] in ")]"
    return printed or line[len(words) + 1 :].lstrip()[:1] in "-–—"


@lru_cache(maxsize=4096)
def _key(words: str, lexicon: Lexicon) -> str:
    """Return the folded name that `words` are, if they may name somebody, else ""."""
    bare = _PARENTHESIS.sub("", words) or words
    if len(bare.split()) > _MOST_WORDS:
        return ""
    who = speaker(bare, lexicon)
    return fold(who.name) if who and not (who.role is None and is_thing(who.name, lexicon)) else ""


def _without_common(plain: str, rows: list[Opening], lexicon: Lexicon) -> list[Opening]:
    """Return `rows` without the first word where all have it, and without small words at the end: From Ana to all."""
    printed = {plain[slice(*row.who)] for row in rows}
    if len(rows) < _FEW or len(printed) < 2:
        return rows
    first = {words.partition(" ")[0] + " " for words in printed}
    last = {words[match.start() :] for words in printed if (match := _ADDRESSED.search(words))}
    before = (
        len(next(iter(first)))
        if len(first) == 1 and all(_NAMES.match(w, len(next(iter(first)))) for w in printed)
        else 0
    )
    after = len(next(iter(last))) if len(last) == 1 and all(w.endswith(next(iter(last))) for w in printed) else 0
    return [_cut(plain, row, before, after, lexicon) for row in rows] if before or after else rows


def _cut(plain: str, row: Opening, before: int, after: int, lexicon: Lexicon) -> Opening:
    place = Span(row.who.start + before, row.who.end - after)
    return row._replace(who=place, key=_key(plain[slice(*place)], lexicon) or row.key)
