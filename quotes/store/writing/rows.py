"""From an extraction to rows, all but the numbers that only the database knows; so any process can do it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain

from quotes.errors import UnreadableSource
from quotes.lexicon import ENGLISH
from quotes.model import BlockKind, Extraction, Occasion, Passage, Person, PersonKind, Role, Statement, When
from quotes.people.posts import post_key
from quotes.store.identity import profiles
from quotes.store.told import Drawn, Figure, Meeting, PassageRow, RoleRow, Row, Rows, StatementRow, Turn
from quotes.text import Lines, digest, fold

PIECE = 1_000_000  # characters that are encoded at a time
PARAGRAPH = BlockKind.PARAGRAPH
NOWHERE = (None, None)


def rows(extraction: Extraction, settings: str) -> Rows:
    """Return `extraction` as it is stored; `settings` is all that it depends on besides the bytes of the source.

    Raises UnreadableSource when it cannot be stored.
    """
    document = replace(extraction.document, blocks=(), markup=())  # not stored, and large
    extraction = replace(extraction, document=document)
    try:
        return _rows(extraction, settings)
    except (UnicodeError, LookupError) as error:
        raise unstorable(extraction.document.key, error) from error


def unstorable(key: str, error: Exception) -> UnreadableSource:
    """Return what to tell of a source that the database does not take."""
    return UnreadableSource(f"{key} cannot be stored: {error}")


def sha256(text: str) -> str:
    """Return the hash that proves a stored text untouched."""
    proof = hashlib.sha256()
    for start in range(0, len(text), PIECE):
        proof.update(text[start : start + PIECE].encode())
    return proof.hexdigest()


def appearance_uid(source: str, person: Person) -> str:
    """Return the identifier of `person` as the source with the uid `source` prints them."""
    return digest("person", person.kind.value, fold(person.name) or person.name, source)


def group_uid(group: Person) -> str:
    """Return the identifier of a group, which is the same in every source: it goes by its name."""
    return digest("person", group.kind.value, fold(group.name) or group.name)


def event_uid(source: str) -> str:
    """Return the identifier of the event that the source with the uid `source` reports."""
    return digest("event", source)


def _rows(extraction: Extraction, settings: str) -> Rows:
    document = extraction.document
    roles = {role: i for i, role in enumerate(dict.fromkeys(_roles(extraction)))}
    return Rows(
        key=document.key,
        uid=extraction.uid,
        sha256=document.sha256,
        settings=settings,
        source=_source(extraction, settings),
        years=profiles.years(extraction.published),
        people=tuple(_figures(extraction)),
        statements=Drawn(partial(_statements, extraction)),
        passages=Drawn(partial(_passages, extraction)),
        facts=tuple((fact.name, fact.value, fact.how, *fact.span) for fact in document.metadata.facts),
        roles=tuple(map(role_row, roles)),
        shown=tuple(_shown(extraction, roles)),
        together=tuple(_together(extraction)),
        held=tuple(_held(extraction, roles)),
        event=_event(extraction.uid, extraction.occasion),
        statement_count=len(extraction.statements),
        text_length=len(document.text),
    )


def _source(extraction: Extraction, settings: str) -> Row:
    document, given = extraction.document, extraction.document.metadata
    return (
        extraction.uid,
        document.key,
        given.url,
        given.title,
        given.publisher,
        given.language,
        None if given.translated is None else int(given.translated),
        given.original,
        document.format,
        document.convention.name,
        document.sha256,
        settings,
        document.text,
        sha256(document.text),
        int(document.wrapped),
        *_when(extraction.published),
    )


def figure(uid: str, person: Person) -> Figure:
    """Return somebody as they are stored; `uid` is that of the appearance."""
    elsewhere = person.kind in (PersonKind.PERSON, PersonKind.GROUP)  # others are nobody elsewhere
    profile = profiles.profile(person) if elsewhere else None
    founds = group_uid(person) if person.kind is PersonKind.GROUP else None
    printed = _spellings(person), "\n".join(person.offices) or None, (*_names(person),)
    return Figure(uid, person.name, person.sort_name, person.kind.value, founds, profile, *printed)


def _figures(extraction: Extraction) -> Iterator[Figure]:
    uids = [appearance_uid(extraction.uid, person) for person in extraction.people]
    people = dict(zip(uids, extraction.people, strict=True))  # two of one uid are one
    for uid, person in zip(uids, extraction.people, strict=True):
        here = figure(uid, person)
        yield here if people[uid] is person else here._replace(profile=figure(uid, people[uid]).profile)


def _spellings(person: Person) -> str | None:
    others = sorted({*person.spellings} - {person.name})
    return json.dumps(others, ensure_ascii=False) if others else None


def _names(person: Person) -> Iterator[Row]:
    kind = "office" if person.kind is PersonKind.OFFICE else "printed"
    for name in dict.fromkeys((person.name, *person.spellings)):
        yield name, fold(name), kind


def _statements(extraction: Extraction) -> Iterator[Turn]:
    places = {statement.uid: i for i, statement in enumerate(extraction.statements)}
    rivals = _people_by_name(extraction) if any(statement.rival for statement in extraction.statements) else {}
    known = range(len(extraction.people))
    for statement in extraction.statements:
        rival = rivals.get(fold(statement.rival)) if statement.rival else None
        within = None if statement.within is None else places[statement.within]
        row = _statement(statement)
        person = None if statement.person is None else known[statement.person]
        yield person, rival, within, cut(row) if rival is None and within is None else (*row,)


def cut(row: Row) -> Row:
    """Return a row without the columns at its end that are empty."""
    end = len(row)
    while row[end - 1] is None:
        end -= 1
    return row[:end]


def _statement(statement: Statement) -> StatementRow:
    """Return the row; its fields are given by place, which takes a third of the time that it takes by name."""
    start, end = statement.span
    mention_start, mention_end = statement.mention or NOWHERE
    cue_start, cue_end = statement.cue or NOWHERE
    return StatementRow(
        statement.uid,
        statement.position,
        statement.label,
        statement.role,
        1 if statement.role and statement.role != statement.role_printed else None,
        statement.manner._value_,  # what `value` looks up by way of Python
        statement.force.act._value_,
        statement.force.factuality._value_,
        statement.basis._value_,
        statement.status._value_,
        statement.confidence,
        start,
        end,
        statement.line,
        statement.text,
        *_when(statement.said),
        mention_start,
        mention_end,
        cue_start,
        cue_end,
        statement.rival,
        statement.addressee,
        statement.page,
        statement.seconds,
    )


def _passages(extraction: Extraction) -> Iterator[tuple[int | None, Row]]:
    """Yield the passages in the order of the text, but for those that only repeat their statement."""
    line = Lines(extraction.document.text).number
    outside = ((passage, None) for passage in extraction.passages)
    inside = (
        (passage, i)
        for i, statement in enumerate(extraction.statements)
        if not _is_one_paragraph(statement)
        for passage in statement.passages
    )
    both: Iterable[tuple[Passage, int | None]] = chain(outside, inside)
    return (
        (i, _passage(passage, line(passage.span.start)))
        for passage, i in sorted(both, key=lambda placed: placed[0].span)
    )


def _is_one_paragraph(said: Statement) -> bool:
    """Whether the statement tells all that its passages do."""
    if len(said.passages) != 1 or said.within is not None:
        return False
    [passage] = said.passages
    return passage == (PARAGRAPH, said.span, said.basis, None, said.confidence, said.status, (), said.rival, None, "")


def _passage(passage: Passage, line: int) -> Row:
    start, end = passage.span
    judged = passage.kind is PARAGRAPH
    row = PassageRow(
        passage.kind._value_,
        start,
        end,
        line,
        passage.basis._value_ if passage.basis else None,
        passage.confidence if judged else None,
        passage.status._value_ if judged else None,
        "\n".join(passage.cues) or None,
        passage.score,
        passage.rival or None,
        passage.seconds,
        passage.shown or None,
    )
    return cut(row)


def _roles(extraction: Extraction) -> Iterator[Role]:
    return (role for statement in extraction.statements for role, _ in statement.roles)


@lru_cache(maxsize=16384)
def role_row(role: Role) -> RoleRow:
    """Return a role as it is stored."""
    uid = digest("role", role.text, role.title, role.body or "", role.country or "")
    post = digest("post", *post_key(role, ENGLISH))
    return RoleRow(uid, role.text, role.title, role.body, fold(role.title), role.country, post)


def _shown(extraction: Extraction, roles: Mapping[Role, int]) -> Iterator[tuple[int, int, str]]:
    for i, statement in enumerate(extraction.statements):
        for role, basis in statement.roles:
            yield i, roles[role], basis._value_


def _together(extraction: Extraction) -> Iterator[tuple[int, int, int]]:
    """Yield who speaks, in order, of statements of several; two who are stored as one are one."""
    for i, statement in enumerate(extraction.statements):
        if statement.others and statement.person is not None:
            people = (statement.person, *statement.others)
            one_each: dict[str, int] = {}
            for one in people:
                one_each.setdefault(appearance_uid(extraction.uid, extraction.people[one]), one)
            if len(one_each) > 1:
                yield from ((i, place, one) for place, one in enumerate(one_each.values()))


def _held(extraction: Extraction, roles: Mapping[Role, int]) -> Iterator[tuple[int, int, str | None, str | None]]:
    return held(
        (statement.person, roles[role], said.earliest if said else None, said.latest if said else None)
        for statement in extraction.statements
        if statement.person is not None
        for said in [statement.said]
        for role, _ in statement.roles
    )


def held(
    seen: Iterable[tuple[int, int, str | None, str | None]],
) -> Iterator[tuple[int, int, str | None, str | None]]:
    """Yield who is seen in which role, with the bounds within which all of the source shows it.

    `seen` are person, role, and the first and last day that each of the statements may be of.
    """
    found: dict[tuple[int, int], tuple[str | None, str | None]] = {}
    for person, role, earliest, latest in seen:
        first, last = found.setdefault((person, role), (None, None))
        if earliest and latest:
            found[person, role] = min(first or earliest, earliest), max(last or latest, latest)
    yield from ((*holding, *days) for holding, days in found.items())


def _event(source: str, occasion: Occasion | None) -> Meeting | None:
    if occasion is None:
        return None
    row = (event_uid(source), occasion.kind, occasion.title, occasion.place, *_when(occasion.when))
    return Meeting(row, tuple(occasion.participants))


def _when(when: When | None) -> tuple[str | None, str | None, str | None, str | None]:
    return (when.edtf, when.earliest, when.latest, when.basis) if when else (None, None, None, None)


def _people_by_name(extraction: Extraction) -> dict[str, int]:
    """Return who is meant by a folded spelling; the person whose own name it is comes first."""
    found: dict[str, int] = {}
    for i, person in enumerate(extraction.people):
        found.setdefault(fold(person.name), i)
    for i, person in enumerate(extraction.people):
        for spelling in person.spellings:
            found.setdefault(fold(spelling), i)
    return found
