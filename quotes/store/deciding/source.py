"""A source whose statements can be changed one by one: cut, joined, taken out, given to others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from quotes.force import Act, Factuality
from quotes.lexicon import ENGLISH
from quotes.model import Basis, BlockKind, Manner, Markup, RoleBasis, Span, Status
from quotes.people import named
from quotes.people.roles import roles
from quotes.store.deciding.stored import seen
from quotes.store.schema.sources import sources
from quotes.store.told import Figure, PassageRow, Rows, StatementRow, Turn, filled
from quotes.store.writing.insertion import columns
from quotes.store.writing.rows import appearance_uid, cut, figure, held, role_row
from quotes.text import Lines, digest, fold, shown
from quotes.verdict import QUOTING, Verdict

# Ann Lee, mayor: We close … as it stands in the source, with marks of bold around it
_LABEL = re.compile(r"(?P<label>[*_]*(?P<who>[^\W\d_][^\n:*_“”\"]{1,120}?)[*_]*:[*_]*)\s+(?=\S)")
AROUND = 32  # characters before and after words that anchor a verdict to them
TEXT, WRAPPED = (columns(sources, omitted=("id",)).index(name) for name in ("text", "wrapped"))
_WHEN = ("said_edtf", "said_earliest", "said_latest", "said_basis", "page", "seconds")  # of what holds a statement
_DOUBT = {status.value: rank for rank, status in enumerate(Status)}
_SLACK = 16  # characters by which words may be longer than those they are found by, beside half of these


@dataclass(eq=False, slots=True)
class Said:
    """A statement, with what of it stands in other tables. Its paragraphs are listed where one row would not tell."""

    person: int | None
    rival: int | None
    within: Said | None
    row: StatementRow
    passages: list[PassageRow] = field(default_factory=list)
    roles: list[tuple[int, str]] = field(default_factory=list)
    together: list[int] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.row.start, self.row.end)

    @property
    def depth(self) -> int:
        """Within how many others it lies."""
        return 0 if self.within is None else self.within.depth + 1


class Unit(NamedTuple):
    """What a verdict is about: a statement, or one of its several paragraphs."""

    said: Said
    paragraph: int | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        part = self.said.row if self.paragraph is None else self.said.passages[self.paragraph]
        return Span(part.start, part.end)


class Source:
    """A source whose statements can be changed one by one."""

    def __init__(self, told: Rows) -> None:
        """Take in what a source tells."""
        self.told = told
        self.text: str = told.source[TEXT]
        self.people: list[Figure] = [*told.people]
        self.roles = [*told.roles]
        turns = [*told.statements]
        self.said = [Said(person, rival, None, filled(StatementRow, row)) for person, rival, _, row in turns]
        for said, (_, _, within, _) in zip(self.said, turns, strict=True):
            said.within = None if within is None else self.said[within]
        for i, role, basis in told.shown:
            self.said[i].roles.append((role, basis))
        for i, _, one in told.together:
            self.said[i].together.append(one)
        self.loose: list[PassageRow] = []
        for place, row in told.passages:
            (self.loose if place is None else self.said[place].passages).append(filled(PassageRow, row))
        self.markup = [Markup(one.start, one.end, one.shown or "") for one in self.loose if one.kind == "markup"]
        self.lines = Lines(self.text)

    def unit(self, verdict: Verdict) -> Unit | None:
        """Return what `verdict` is about; None where its words are gone."""
        exact = fold(verdict.exact)
        found = [unit for unit in self._units(len(verdict.exact)) if fold(self.text[slice(*unit.span)]) == exact]
        found = found or (self._quotations(verdict) if verdict.verdict in QUOTING else [])
        return max(found, key=lambda unit: self._likeness(unit, verdict), default=None)

    def _quotations(self, verdict: Verdict) -> list[Unit]:
        """Return the places of words in the outlet's own paragraphs, each as a statement that may be taken in there."""
        found = []
        for said in [one for one in self.said if one.row.manner == Manner.NARRATED.value and one.within is None]:
            start = self.text.find(verdict.exact, said.row.start, said.row.end)
            while start >= 0:
                place = Span(start, start + len(verdict.exact))
                if holder := self._holder(place):
                    found.append(Unit(self._quoted(holder, place)))
                start = self.text.find(verdict.exact, start + 1, said.row.end)
        return found

    def _holder(self, place: Span) -> Said | None:
        """Return the innermost statement that holds a place; None where one lies across its edge, or within it."""
        near = [one for one in self.said if one.row.start < place.end and place.start < one.row.end]
        nested = all(_inside(place, one.span) for one in near)
        return max(near, key=lambda one: one.depth) if near and nested else None

    def _quoted(self, said: Said, place: Span) -> Said:
        """Return words in another statement as one of their own, which is not among the others yet."""
        words = shown(self.text, place, self.markup, bool(self.told.source[WRAPPED]))
        row = filled(StatementRow, (self.uid(Manner.VERBATIM.value, words), 0))._replace(
            manner=Manner.VERBATIM.value,
            act=Act.ASSERTED.value,
            factuality=Factuality.ACTUAL.value,
            basis=Basis.HUMAN.value,
            start=place.start,
            end=place.end,
            line=self.lines.number(place.start),
            text=words,
            **{name: getattr(said.row, name) for name in _WHEN},
        )
        return Said(None, None, said, row)

    def take_in(self, said: Said) -> None:
        """Take in a statement that is not among the others yet."""
        if said not in self.said:
            self.said.append(said)

    def _units(self, length: int) -> Iterator[Unit]:
        for said in self.said:
            if _alike(said.row.end - said.row.start, length):
                yield Unit(said)
            if len(said.passages) > 1:
                parts = enumerate(said.passages)
                yield from (Unit(said, i) for i, part in parts if _alike(part.end - part.start, length))

    def _likeness(self, unit: Unit, verdict: Verdict) -> tuple[int, bool, int]:
        """Return how many letters around `unit` are as they were, whether it is so itself, and how deep it is."""
        start, end = unit.span
        before = fold(self.text[max(0, start - len(verdict.prefix)) : start])[::-1]
        after = fold(self.text[end : end + len(verdict.suffix)])
        near = _common(before, fold(verdict.prefix)[::-1]) + _common(after, fold(verdict.suffix))
        return near, self.text[start:end] == verdict.exact, unit.said.depth

    def person(self, name: str) -> int:
        """Return who of the source is called `name`, or a new one."""
        for i, one in enumerate(self.people):
            if fold(name) in (fold(one.name), *(folded for _, folded, _ in one.names)):
                return i
        someone = named(name, ENGLISH)
        self.people.append(figure(appearance_uid(self.told.uid, someone), someone))
        return len(self.people) - 1

    def alone(self, unit: Unit) -> Said:
        """Return a unit as a statement of its own."""
        said, place = unit
        if place is None:
            return said
        parts = [said.passages[:place], [said.passages[place]], said.passages[place + 1 :]]
        return self.part(said, [part for part in parts if part])[min(place, 1)]

    def part(self, said: Said, groups: Sequence[list[PassageRow]]) -> list[Said]:
        """Put a statement for each group of its paragraphs in its place."""
        parts = [self._of(said, group) for group in groups]
        at = self.said.index(said)
        self.said[at : at + 1] = parts
        for other in [one for one in self.said if one.within is said]:
            holder = next((one for one in parts if _inside(other.span, one.span)), None)
            other.within = holder
            if holder is None:  # it goes on from one part into the next: whose it is nobody has decided
                self.said.remove(other)
        return parts

    def _of(self, said: Said, group: list[PassageRow]) -> Said:
        span = Span(group[0].start, group[-1].end)
        first = group[0] is said.passages[0]
        words = shown(self.text, span, self.markup, bool(self.told.source[WRAPPED]))
        row = said.row._replace(
            uid=self.uid(said.row.manner, words),
            start=span.start,
            end=span.end,
            line=self.lines.number(span.start),
            text=words,
            seconds=group[0].seconds if group[0].seconds is not None or not first else said.row.seconds,
        )
        return Said(said.person, said.rival, said.within, _weighed(row, group), group, [*said.roles], [*said.together])

    def uid(self, manner: str, words: str) -> str:
        """Return an identifier made of content only, which no other statement of the source has."""
        taken, again = {one.row.uid for one in self.said}, 0
        while (found := digest(self.told.uid, manner, words, str(again))) in taken:
            again += 1
        return found

    def without_label(self, said: Said, person: int) -> str | None:
        """Take the label that a statement begins with out of its words, where it names `person`, and return it.

        Where lines were read as prose, the outlet's words begin so: Ann Lee, mayor: We close the bridge.
        """
        row, found = said.row, _LABEL.match(self.text, said.row.start, said.row.end)
        if found is None or said.within is not None or not self._names(found["who"], person):
            return None
        label = PassageRow("label", row.start, found.end("label"), row.line, *[None] * (len(PassageRow._fields) - 4))
        self.loose.append(label)
        start, span = found.end(), Span(found.end(), row.end)
        words = shown(self.text, span, self.markup, bool(self.told.source[WRAPPED]))
        line = self.lines.number(start)
        said.row = row._replace(uid=self.uid(row.manner, words), start=start, line=line, text=words)
        if said.passages:
            said.passages[0] = said.passages[0]._replace(start=start, line=line)
        return found["who"].strip()

    def printed_role(self, said: Said, label: str) -> None:
        """Let a statement be said in the role that its label prints behind the name."""
        _, _, role = label.partition(",")
        said.row = said.row._replace(role=role.strip() or None, role_carried=None)
        for one in map(role_row, roles(role, ENGLISH) if role.strip() else ()):
            if one not in self.roles:
                self.roles.append(one)
            said.roles.append((self.roles.index(one), RoleBasis.PRINTED.value))

    def _names(self, label: str, person: int) -> bool:
        """Tell whether a label names somebody: in full, or by the last word of the name."""
        one = self.people[person]
        called = fold(label.partition(",")[0])
        return called in {fold(one.name), *(folded for _, folded, _ in one.names)} or (
            called == fold(one.name).rpartition(" ")[2]
        )

    def remove(self, said: Said) -> None:
        """Take a statement out; what lies in it lies in what it lay in."""
        for other in self.said:
            if other.within is said:
                other.within = said.within
        self.said.remove(said)

    def before(self, said: Said) -> Said | None:
        """Return the statement that goes on in `said` if both are one person's: no label or heading stands between."""
        top = [one for one in self.said if one.within is None and one.row.end <= said.row.start]
        last = max(top, key=lambda one: one.row.start, default=None)
        if last is None or said.within is not None:
            return None
        parted = (one for one in self.loose if one.kind in ("label", "heading"))
        return None if any(last.row.end <= one.start < said.row.start for one in parted) else last

    def joined(self, first: Said, then: Said) -> Said:
        """Return two statements as one, put in their place."""
        one = self._of(first, [*self.paragraphs(first), *self.paragraphs(then)])
        for other in self.said:
            if other.within in (first, then):
                other.within = one
        self.said[self.said.index(first)] = one
        self.said.remove(then)
        return one

    def paragraphs(self, said: Said) -> list[PassageRow]:
        """Return the paragraphs of a top-level statement."""
        row = said.row
        one = PassageRow(
            BlockKind.PARAGRAPH.value,
            *(row.start, row.end, row.line, row.basis, row.confidence, row.status),
            *(None, None, row.rival, None, None),
        )
        return said.passages or [one]

    def rows(self) -> Rows:
        """Return what the source tells now."""
        said = sorted(self.said, key=lambda one: (one.row.start, -one.row.end, one.depth))
        place = {id(one): i for i, one in enumerate(said)}
        turns = tuple(self._turn(one, i, place) for i, one in enumerate(said))
        used = dict.fromkeys(role for one in said for role, _ in one.roles)
        roles = {role: i for i, role in enumerate(used)}
        shown_in = tuple((i, roles[role], basis) for i, one in enumerate(said) for role, basis in one.roles)
        inside = ((i, part) for i, one in enumerate(said) if not _is_one_paragraph(one) for part in one.passages)
        passages = sorted([*((None, part) for part in self.loose), *inside], key=lambda placed: placed[1][1:3])
        together = ((i, j, who) for i, one in enumerate(said) for j, who in enumerate(one.together))
        return self.told._replace(
            people=tuple(self.people),
            statements=turns,
            passages=tuple((i, cut((*part,))) for i, part in passages),
            roles=tuple(self.roles[role] for role in used),
            shown=shown_in,
            together=tuple(together),
            held=tuple(held(seen(turns, shown_in))),
            statement_count=len(turns),
        )

    def _turn(self, said: Said, position: int, place: Mapping[int, int]) -> Turn:
        within = None if said.within is None else place[id(said.within)]
        row = (*said.row._replace(position=position),)
        return said.person, said.rival, within, cut(row) if said.rival is None and within is None else row


def _alike(one: int, other: int) -> bool:
    return abs(one - other) <= other / 2 + _SLACK


def _common(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _weighed(row: StatementRow, paragraphs: Sequence[PassageRow]) -> StatementRow:
    """Return a row as sure as the least sure of its paragraphs, with the rival of the first that is ambiguous."""
    ambiguous = (one.rival for one in paragraphs if one.status == Status.AMBIGUOUS)
    return row._replace(
        basis=paragraphs[0].basis or row.basis,
        confidence=min(one.confidence if one.confidence is not None else 1.0 for one in paragraphs),
        status=max((one.status or row.status for one in paragraphs), key=_DOUBT.__getitem__),
        rival=next(ambiguous, None),
    )


def _is_one_paragraph(said: Said) -> bool:
    """Whether the statement tells all that its one paragraph does: see rows.py."""
    if len(said.passages) != 1 or said.within is not None:
        return False
    row, part = said.row, said.passages[0]
    same = (row.start, row.end, row.basis, row.confidence, row.status, row.rival)
    told = (part.start, part.end, part.basis, part.confidence, part.status, part.rival)
    return same == told and (part.cues, part.score, part.seconds, part.shown) == (None, None, None, None)
