"""What a mail quotes of others: lines behind >, below a line that says who wrote them. None of it is the sender's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum, auto
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from quotes.lexicon import Lexicon
from quotes.model import REPLIED, Fact, Marking, Markup, Span
from quotes.page import BESIDE, PARAGRAPH, Label, Page, Piece
from quotes.text import either, trimmed

_FIELD = re.compile(r"\*?[^\W\d_][^\W\d_ -]{0,20} ?:\*? ?(?P<value>[^\n]*)")  # of the head of a mail
_RULE = re.compile(r"[-_]{3,}")  # ----- Original Message -----
FIELDS = 8  # of a head, at most
_LINE = re.compile(r"(?P<marks>[ \t]*>(?:[ \t]*>)*)?[ \t]*(?P<words>[^\n]*?)[ \t]*(?:\n|\Z)")
_BESIDE_NAME = re.compile(r"<[^<>\n]*>|\([^()\n]*\)|\[[^\[\]\n]*\]")  # an address, a firm
_HOUR = re.compile(r"[A-Z]{2,4} (?=[^\W\d_a-z][^\W\d_A-Z])")  # AM, CEST, before a name
_NAME = re.compile(r"[^\W\d_][^\n<>()\[\]:;@\"\d,]{1,60}")
_WORD = re.compile(r"[^\s>]+")
LONGEST = 300  # characters of what says who wrote


class Zone(Enum):
    """Whose a line of a mail is."""

    OWN = auto()
    REPLYING = auto()  # it says who wrote what follows
    QUOTED = auto()
    STRAY = auto()  # quoted, and nothing says of whom


class _Line(NamedTuple):
    """A line: where its marks and its words stand, and how many marks there are."""

    marks: Span
    words: Span
    depth: int


class Replying(NamedTuple):
    """The words that say who wrote what is quoted below them, and whom they name; a head quotes all that follows."""

    place: Span
    who: Span
    head: bool = False


class Quoting(NamedTuple):
    """What a mail quotes: where each zone of it begins, the marks of its lines, and who is quoted."""

    zones: Sequence[tuple[int, Zone]]
    marks: Sequence[Span]
    replying: Sequence[Replying]


def quoting(plain: str, lexicon: Lexicon) -> Quoting | None:
    """Return what the mail `plain` quotes; None where no line says who wrote other ones."""
    marked = ">" in plain and any(verb in plain for verb in lexicon.lines("reply_verbs"))
    if not (marked or _heads(lexicon).search(plain)):
        return None
    lines = list(_lines(plain))
    written = [line for line in lines if line.words.start < line.words.end]
    replying = dict([*_replying(plain, written, lexicon), *_headed(plain, written, lexicon)])
    if not replying:
        return None
    zones = list(_zones(written, replying))
    return Quoting(zones, [line.marks for line in lines if line.depth], [replying[i] for i in sorted(replying)])


def _lines(plain: str) -> Iterator[_Line]:
    at = 0
    while at < len(plain) and (match := _LINE.match(plain, at)):
        marks = match["marks"] or ""
        start = match.start() + len(marks) - len(marks.lstrip())
        yield _Line(Span(start, match.start() + len(marks)), Span(*match.span("words")), marks.count(">"))
        at = match.end()


def _replying(plain: str, written: Sequence[_Line], lexicon: Lexicon) -> Iterator[tuple[int, Replying]]:
    """Yield, by the number of the first line that is quoted, the words above it that say who wrote it."""
    for i in range(1, len(written)):
        above = written[i - 1]
        if written[i].depth <= above.depth or not plain.endswith(":", above.words.start, above.words.end):
            continue
        before = written[i - 2] if i > 1 and written[i - 2].depth == above.depth else above
        for first in (above, before):
            place = Span(first.words.start, above.words.end)
            if place.end - place.start <= LONGEST and (who := _who(plain, place, lexicon)):
                yield i, Replying(place, who)
                break


@cache
def _heads(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern of the first line of a head, far enough from the beginning of a mail to be another one's."""
    names = either({sender for sender, _ in lexicon.columns("mail_fields")})
    return re.compile(rf"(?<=\n)[> \t]*\*?{names} ?:\*? ?[^\s]")


def _headed(plain: str, written: Sequence[_Line], lexicon: Lexicon) -> Iterator[tuple[int, Replying]]:
    """Yield, by the number of the first line that is quoted, the head of a mail that another one quotes."""
    known = lexicon.columns("mail_fields")
    for i, line in enumerate(written):
        said = _FIELD.match(plain, *line.words) if i else None
        name = _before_colon(plain, line) if said else ""
        if not said or not any(name == sender for sender, _ in known):
            continue
        behind = i + 1
        while behind < min(len(written), i + FIELDS) and _FIELD.match(plain, *written[behind].words):
            behind += 1
        fields = {_before_colon(plain, written[j]) for j in range(i, behind)}
        value = _BESIDE_NAME.sub(lambda match: " " * len(match.group()), plain[slice(*said.span("value"))])
        found = _NAME.search(value)
        who = _named(value, *found.span()) if found else None
        if behind < len(written) and who and any(name == sender and about in fields for sender, about in known):
            ruled = i > 1 and _RULE.match(plain, *written[i - 1].words) is not None
            place = Span(written[i - ruled].words.start, written[behind - 1].words.end)
            start = said.start("value")
            yield behind, Replying(place, Span(start + who.start, start + who.end), head=True)


def _before_colon(plain: str, line: _Line) -> str:
    return plain[slice(*line.words)].partition(":")[0].strip("* ")


@cache
def _verbs(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(lexicon.lines('reply_verbs'))}(?!\w)")


def _who(plain: str, place: Span, lexicon: Lexicon) -> Span | None:
    """Return whom words such as "On 1 May 2024, Ana Reyes wrote:" name, the time before or behind."""
    words = _BESIDE_NAME.sub(lambda match: " " * len(match.group()), plain[slice(*place)]).replace(">", " ")
    verbs = list(_verbs(lexicon).finditer(words))
    if not verbs or not (any(map(str.isdigit, words)) or "@" in plain[slice(*place)]):
        return None
    last = verbs[-1]
    behind = words[last.end() :].strip(" \t\n:")
    found = _NAME.search(words, last.end()) if behind else _last(words, last.start())
    name = _named(words, *found.span()) if found else None
    return Span(place.start + name.start, place.start + name.end) if name else None


def _named(line: str, start: int, end: int) -> Span | None:
    """Return the name in line[start:end], without what is printed small before and behind it; None: there is none."""
    words = list(_WORD.finditer(line, start, end))
    capital = [word for word in words if not word.group()[0].islower()]
    if not capital:
        return None
    first = capital[0].start()
    hour = _HOUR.match(line, first, end)
    return Span(hour.end() if hour else first, capital[-1].end())


def _last(words: str, end: int) -> re.Match[str] | None:
    """Return the last name in `words` before `end`, if nothing else stands between."""
    names = [match for match in _NAME.finditer(words, 0, end) if match.group().strip()]
    return names[-1] if names and not words[names[-1].end() : end].strip() else None


def _zones(written: Sequence[_Line], replying: dict[int, Replying]) -> Iterator[tuple[int, Zone]]:
    """Yield where each zone begins, and what it is."""
    says = {place: reply.place.end for reply in replying.values() for place in (reply.place.start,)}
    depth, saying = 0, 0  # of the words that are quoted, and where what says whose they are ends
    headed = False
    before: tuple[Zone, int] | None = None
    for i, line in enumerate(written):
        saying = says.get(line.words.start, saying)
        if line.words.start < saying:
            zone = Zone.REPLYING
        elif i in replying or (line.depth == depth and (line.depth or headed)):
            zone, depth = Zone.QUOTED, line.depth
            headed = replying[i].head if i in replying else headed
        else:
            zone = Zone.STRAY if line.depth else Zone.OWN
            depth = depth if headed else 0
        if (zone, line.depth) != before or i in replying:
            yield line.words.start, zone
        before = zone, line.depth


def unmarked(plain: str, marks: Sequence[Span]) -> str:
    """Return `plain` with the marks of its quoted lines blanked."""
    parts: list[str] = []
    done = 0
    for start, end in marks:
        parts += (plain[done:start], " " * (end - start))
        done = end
    return "".join((*parts, plain[done:]))


def above_quotations(page: Page) -> Page:
    """Return the page of a mail whose quotations the format sets off, with labels where the line above says of whom."""
    found = [
        Replying(place, who)
        for piece, quoted in pairwise(page.pieces)
        if piece.marking is not Marking.QUOTATION is quoted.marking
        if (place := Span(*trimmed(page.plain, piece.start, piece.end))).end - place.start <= LONGEST
        if page.plain.endswith(":", *place) and (who := _who(page.plain, place, page.lexicon))
    ]
    return _labelled(page, found)


def _labelled(page: Page, found: Sequence[Replying]) -> Page:
    facts = [
        Fact(REPLIED, page.plain[slice(*one.place)], page.source(one.place), "above what is quoted") for one in found
    ]
    known = replace(page.metadata, facts=(*page.metadata.facts, *facts))
    return replace(page, labels=[Label(*one.place, one.who) for one in found], metadata=known)


def apart(page: Page, found: Quoting) -> Page:
    """Return the page of a mail, with what it quotes set off, and labels where it says of whom."""
    starts = [start for start, _ in found.zones]
    own = [start for start in page.starts if _zone(found, starts, start) is Zone.OWN]
    return replace(
        _labelled(page, found.replying),
        pieces=[part for piece in page.pieces for part in _parts(page.plain, piece, found, starts)],
        starts=own,
        markup=sorted([*page.markup, *(Markup(*span) for span in found.marks)]),
    )


def _zone(found: Quoting, starts: Sequence[int], place: int) -> Zone:
    at = bisect_right(starts, place) - 1
    return found.zones[at][1] if at >= 0 else Zone.OWN


def _parts(plain: str, piece: Piece, found: Quoting, starts: Sequence[int]) -> Iterator[Piece]:
    """Yield a piece cut where zones begin, each part as its zone has it."""
    cuts = starts[bisect_right(starts, piece.start) : bisect_left(starts, piece.end)]
    for start, end in zip((piece.start, *cuts), (*cuts, piece.end), strict=True):
        part = piece._replace(start=start, end=start + len(plain[start:end].rstrip()))
        zone = _zone(found, starts, start)
        if zone is Zone.QUOTED:
            yield part._replace(kind=PARAGRAPH, marking=Marking.QUOTATION)
        elif zone is Zone.STRAY:
            yield part._replace(kind=BESIDE)
        else:
            yield part._replace(kind=PARAGRAPH) if zone is Zone.REPLYING else part
