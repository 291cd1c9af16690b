"""Ways of writing down who speaks that programs have: each a template of templates.tsv, made into a grammar.

A page is first asked which templates its lines are like at all, with every time replaced by one character: that is
quick, and nearly all pages are like none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from typing import NamedTuple

from quotes.labels.grammars import FIRST, GAP, Grammar
from quotes.labels.words import label_words
from quotes.lexicon import Lexicon
from quotes.text import BULLETS, either, fold
from quotes.times import DATE, stamp

LOOKED_AT = 40  # lines with a time, by which the templates are chosen that a page may follow
FEWEST, LEAST = 2, 0.1  # of these are like one that it may follow, and this share
ENOUGH = 10  # evidence that all labels together must have: three of them have it, and no two of two people
PERSONS = 0.5  # share of the headings of a page that open with a given name, where they name speakers
WEIGHT = 2  # of such a form, at least
_NEAR = 100  # characters from where a line begins in which its time stands
_MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"  # of the direction in which is written, between the words
_SPACES = rf"[ \t\u00a0\u2007\u202f{_MARKS}]"
_BOLD = r"(?:\*\*|__)?"
_WITHIN = r"[^:\n*“”\"<>|=\[\]]"
_NAME = rf"{_BOLD}(?P<who>{FIRST}{_WITHIN}{{0,100}}?){_BOLD}"
_ANYBODY = rf"{_BOLD}(?:~{_SPACES}*)?(?P<who>[^\s:*“”\"<>|=\[\]~{_MARKS}–—-]{_WITHIN}{{0,60}}?){_BOLD}"
_NICK = r"[@+%~&! ]?(?P<who>[^\s<>@+%~&!/][^<>\n\t=/\"]{0,40}?)"
_TOKEN = re.compile(r"\{\w+\}|-->|###|  | |.")
_MARKED = {"-": BULLETS, "{number}.": "0123456789"}  # with what a line opens, by how its template does
_HEADING = re.compile(r"^#{1,6}[ \t]+\**([^\W\d_]+)", re.MULTILINE)
_HEAD = re.compile(r"\[?\{stamp\}\]?")
_CLOSED = ("]", ">", "→")  # behind which words may follow without a space
_STANDS_FOR = "\0"  # a time, in a line that is looked at
_PARTS = ("before", "day", "joint", "from", "to")  # of words in message_words.tsv
_HAS_TIME = re.compile(r"\d[:.h]\d(?:\d|:\d)")
_LITERAL = {
    "  ": rf"{_SPACES}{{2,}}",
    "¶": rf"{_SPACES}*\n{_SPACES}*",
    "→": r"\t",
    "-": "[-–—]",
    "###": "#{1,6}",
    "-->": "(?:-{1,2}>|→)",
    ":": rf"{_SPACES}*::?{_BOLD}",
    "[": r"\\?\[",
    "]": rf"\\?\]{_BOLD}(?:\(https?:[^()\s]*\))?",  # a time may lead to its place
    ")": rf"\){_BOLD}",
    "{other}": r"[^:\n]{1,80}?",
    "{number}": r"\d{1,4}",
    "{note}": rf"(?:{_SPACES}*\([^()\n]{{1,80}}\))?",
}


class Row(NamedTuple):
    """A template, and what is asked of its pages."""

    template: str
    flags: frozenset[str]

    @property
    def own_line(self) -> bool:
        """Return whether the words stand below."""
        return "…" not in self.template

    @property
    def marks(self) -> str:
        """Return the characters with one of which a line opens that bears no time."""
        if "{stamp}" in self.template:
            return ""
        return _MARKED.get(self.template[: self.template.find(" ")], self.template[0])

    @property
    def weak(self) -> bool:
        """Return whether the form alone says nothing."""
        return "weak" in self.flags

    @property
    def weight(self) -> int:
        """Return the weight of the form alone: a name that has not the form of one is printed by programs only."""
        return 0 if self.weak else WEIGHT + ("free" in self.flags and "recurs" not in self.flags)


class Words(NamedTuple):
    """What the words of languages make of a template, and of a line that is looked at."""

    of: dict[str, str]  # patterns by token
    stamp: re.Pattern[str]


@cache
def rows() -> tuple[Row, ...]:
    """Return the templates, in the order in which they are preferred."""
    text = (files("quotes.labels") / "templates.tsv").read_text(encoding="utf-8")
    cut = (line.split("\t") for line in text.splitlines() if not line.startswith("# "))
    return tuple(Row(template, frozenset(flags.split())) for template, flags, _ in cut)


@cache
def words(lexicon: Lexicon) -> Words:
    """Return what `lexicon` makes of the tokens of templates."""
    columns = lexicon.columns("message_words")
    parts = {
        part: [word for kind, word in columns if kind == part] for part in ("before", "day", "joint", "from", "to")
    }
    known = {part: f"(?i:{either(of_part)})" for part, of_part in parts.items()}
    behind = f"(?i:{'|'.join(lexicon.lines('hours')) or '(?!)'})"
    time = stamp(known["before"], behind, known["day"], known["joint"])
    of = {"{stamp}": time, "{from}": known["from"], "{to}": known["to"], "{no name}": _no_name(lexicon)}
    return Words(of, re.compile(time))


def _no_name(lexicon: Lexicon) -> str:
    """Return the pattern of what stands before a time and is part of a date: March 12, Monday."""
    told = lexicon.tables("dates")
    months, weekdays = told.get("months", ()), told.get("weekdays", ())
    month, weekday = (f"(?i:{either([*names, *(name[:3] for name in names)])})" for names in (months, weekdays))
    return rf"(?!{weekday}(?!\w)|{month}\.?{_SPACES}+\d|{DATE})"


def written(plain: str, every: Sequence[int], before_colons: Sequence[int], lexicon: Lexicon) -> list[Grammar]:
    """Return the grammars of the templates that lines of a page are like, which begin at `every` place."""
    marked = [row for row in rows() if row.marks and len(_opened(plain, every, row.marks)) >= FEWEST]
    found = _stamped(plain, before_colons)
    if len(found) < FEWEST:
        return [grammar(row, lexicon) for row in marked]
    step = max(1, len(found) // LOOKED_AT)
    lines = [_looked_at(plain, place, words(lexicon).stamp) for place in found[::step][:LOOKED_AT]]
    least = max(FEWEST, LEAST * len(lines))
    alike = {row: _alike(row, lexicon, lines) for row in rows() if not row.marks}
    kept = (row for row, count in alike.items() if count >= least and not _is_addressed(row, alike))
    return [grammar(row, lexicon) for row in (*kept, *marked)]


def _is_addressed(row: Row, alike: Mapping[Row, int]) -> bool:
    """Return whether lines like a template all say to whom, too: "Ann Lee to Everyone" is nobody's name."""
    more = row.template.replace("{name}", "{name} {to} {other}")
    return any(one is not row and one.template == more and count >= alike[row] for one, count in alike.items())


def opening(plain: str, of: Grammar, every: Sequence[int], before_colons: Sequence[int]) -> list[int]:
    """Return where labels may begin of a grammar that is a template: at its mark, or at or over a line with a time."""
    if of.marks:
        return _opened(plain, every, of.marks)
    found = _stamped(plain, before_colons)
    if not of.below:
        return found
    before = (bisect_left(every, place) - 1 for place in found)
    return [every[i] for i in before if i >= 0]


def _opened(plain: str, places: Sequence[int], marks: str) -> list[int]:
    return [place for place in places if plain.startswith(tuple(marks), place)]


def _stamped(plain: str, places: Sequence[int]) -> list[int]:
    """Return those of `places` near which a time stands on the line."""
    return [place for place in places if _HAS_TIME.search(plain, place, _end(plain, place, place + _NEAR))]


def _end(plain: str, place: int, most: int) -> int:
    end = plain.find("\n", place, most)
    return end if end >= 0 else most


class _Lines(NamedTuple):
    """A line with a time, the line above it and that below it, every time in them replaced."""

    above: str
    at: str


def _looked_at(plain: str, place: int, time: re.Pattern[str]) -> _Lines:
    line = plain.rfind("\n", 0, place) + 1
    above = plain.rfind("\n", 0, max(0, line - 1)) + 1
    last = _end(plain, place, place + _NEAR)
    below = _end(plain, last + 1, last + 1 + _NEAR)
    before = plain[above:place].lstrip() if above < line and place - above < _NEAR else ""
    at = time.sub(_STANDS_FOR, plain[place:below])
    return _Lines(before + at, at)


def _alike(row: Row, lexicon: Lexicon, lines: Sequence[_Lines]) -> int:
    """Return how many of `lines` are like a template."""
    is_like = _sketch(row, lexicon).match
    return sum(is_like(line.above if _is_below(row) else line.at) is not None for line in lines)


@cache
def _sketch(row: Row, lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern of a template in lines in which every time is replaced."""
    return re.compile(_pattern(row, {**words(lexicon).of, "{stamp}": _STANDS_FOR}), re.MULTILINE)


def _is_below(row: Row) -> bool:
    """Return whether the time stands on the line under the name."""
    first, parted, _ = row.template.partition("¶")
    return bool(parted) and "{stamp}" not in first


@cache
def grammar(row: Row, lexicon: Lexicon) -> Grammar:
    """Return the grammar that a template is."""
    head = _HEAD.match(row.template)
    return Grammar(
        name_of(row.template),
        re.compile(_pattern(row, words(lexicon).of), re.MULTILINE),
        row.weight,
        ENOUGH,
        own_line=row.own_line,
        transcript=not row.marks or not row.weak,
        stamped=not row.marks,
        marks=row.marks,
        below=_is_below(row),
        free="free" in row.flags,
        chat="chat" in row.flags,
        nick="{nick}" in row.template,
        head=re.compile(_body(head[0], row, words(lexicon).of)) if head else None,
        recurs="recurs" in row.flags,
        needs=_need(row, lexicon),
    )


def _need(row: Row, lexicon: Lexicon) -> Callable[[str], object] | None:
    """Return what must be true of a page that follows a template."""
    if "given" in row.flags:
        return partial(_are_persons, lexicon)
    return _is_without_tags if row.marks == "<" else None


def _are_persons(lexicon: Lexicon, plain: str) -> bool:
    """Return whether most headings of a page open with a given name, and do not tell what stands below."""
    words = [fold(word) for word in _HEADING.findall(plain)]
    return bool(words) and sum(word in label_words(lexicon).given for word in words) >= PERSONS * len(words)


def _is_without_tags(plain: str) -> bool:
    """Return whether nothing on a page closes an element: what angle brackets hold may be nicknames."""
    return "</" not in plain and "/>" not in plain


def name_of(template: str) -> str:
    """Return what a template is called: [{stamp}] {name}: … is [time] name:"""
    shown = template.replace("{stamp}", "time").replace("{note}", "").replace("¶", " / ").replace("→", " tab ")
    shown = shown.removesuffix("…").rstrip()
    return re.sub(r"\{(\w+)\}", r"\1", shown)


def _pattern(row: Row, of: dict[str, str]) -> str:
    """Return the pattern of a template."""
    template, inline, _ = row.template.partition("…")
    template = template.rstrip(" ")
    spaced = GAP + ("+" if row.marks or template[-1] not in _CLOSED else "*")
    return "".join([_body(template, row, of), *_ending(template[-1], bool(inline), spaced)])


def _body(template: str, row: Row, of: dict[str, str]) -> str:
    """Return the pattern of a template, or of its beginning; the first of several times is that of the label."""
    name, group = _ANYBODY if "free" in row.flags else _NAME, "clock" if "chat" in row.flags else "stamp"
    known = {**_LITERAL, "{name}": of["{no name}"] + name, "{nick}": _NICK}
    parts, before = [rf"(?:[{re.escape(BULLETS)}]{_SPACES}+)?[{_MARKS}]*(?:#{{1,6}}{_SPACES}+)?{_BOLD}"], ""
    for token in _TOKEN.findall(template):
        if token == "{stamp}":
            parts.append(of[token] if token in before else f"(?P<{group}>{of[token]})")
        elif token == " ":
            parts.append(_SPACES + ("*" if before.endswith(("]", ",")) else "+"))
        else:
            parts.append(known.get(token) or of.get(token) or re.escape(token))
        before += token
    return "".join(parts)


def _ending(last: str, inline: bool, spaced: str) -> Iterator[str]:
    """Yield how a label ends: before words on its line, or with the line."""
    if not inline:
        yield rf"(?:{_SPACES}*:)?{_BOLD}(?={GAP}*$)"
    elif last == ":":
        yield rf"(?=[\s{_MARKS}“\"'(\[<]|[^\x00-\x7f]|$){GAP}*"
    else:
        yield rf"{spaced}(?=\S)"
