"""What words stand under: by the statement they are found in, by those inside it, and by the sentence around them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quotes.lexicon import ENGLISH
from quotes.queries.json_lists import json_uids
from quotes.queries.statements import Said
from quotes.queries.verify.clauses import Governed, read
from quotes.queries.verify.grammar import ANOTHER, CONDITION, SAID
from quotes.queries.verify.sentences import quotation, sentence
from quotes.queries.verify.verification import DENYING, DISPUTED, EXACT, NARRATED, PUNCTUATION, REPORTED
from quotes.queries.verify.wording import Found, limited
from quotes.span import Span
from quotes.text import find_phrase, words

QUOTED = "quoted"  # manner of words in quotation marks whose speaker the program has not found
LONG = 14  # so many words are shown of what stands before a claim


class Nested(NamedTuple):
    """A statement and where it stands: by itself, or inside another."""

    uid: str
    start: int
    end: int
    act: str | None
    factuality: str | None
    manner: str
    person: str | None
    name: str | None


class Container(NamedTuple):
    """The statement that contains another, and how far into it that one begins."""

    manner: str
    speaker: str | None
    text: str
    share: float


class Around(NamedTuple):
    """What the database knows of statements besides: those inside each, and what contains it."""

    nested: dict[str, list[Nested]]  # of each uid, itself first
    containers: dict[str, Container]
    misquoted: dict[str, str]  # by the uid of what corrects them: words that were not said so

    def manner(self, found: Found) -> str:
        """Return how the words are given: a quotation in somebody's speech is no more than his report of it."""
        row, container = found.row, self.containers.get(found.row.uid)
        if row.manner == NARRATED:
            return QUOTED if quotation(row.text, found.hit) else NARRATED
        return row.manner if container is None or container.manner == NARRATED else REPORTED


def around(connection: sqlite3.Connection, rows: Iterable[Said]) -> Around:
    """Return what stands inside and around the statements `rows`, in two questions for all of them,
    and a third for what corrects some."""
    rows = [*rows]
    uids = json_uids({row.uid for row in rows})
    nested = defaultdict(list)
    for outer, *columns in connection.execute(_NESTED, (uids,)):
        nested[outer].append(Nested(*columns))
    containers = {uid: Container(*columns) for uid, *columns in connection.execute(_CONTAINERS, (uids,))}
    corrections = json_uids({row.disputed for row in rows if row.disputed})
    misquoted = dict(connection.execute(_CORRECTIONS, (corrections,)).fetchall()) if corrections != "[]" else {}
    return Around(dict(nested), containers, misquoted)


_ASKED = "json_each(?) asked CROSS JOIN statements s ON s.uid = asked.value"
_NESTED = f"""WITH RECURSIVE inside (outer_uid, id, depth) AS (
        SELECT s.uid, s.id, 0 FROM {_ASKED}
        UNION ALL
        SELECT inside.outer_uid, c.id, depth + 1 FROM inside CROSS JOIN statements c ON c.within_id = inside.id)
    SELECT inside.outer_uid, s.uid, s.start, s."end", s.act, s.factuality, s.manner, p.uid, p.name
    FROM inside CROSS JOIN statements s ON s.id = inside.id LEFT JOIN people p ON p.id = s.person_id
    ORDER BY depth"""
_CONTAINERS = f"""SELECT s.uid, c.manner, p.name, c.text, (s.start - c.start) * 1.0 / max(c."end" - c.start, 1)
    FROM {_ASKED} CROSS JOIN statements c ON c.id = s.within_id LEFT JOIN people p ON p.id = c.person_id"""


_CORRECTIONS = f"SELECT s.uid, s.text FROM {_ASKED}"


class Standing(NamedTuple):
    """What words stand under, whether a negation was cut off before them, and what shows it."""

    standing: str
    cut: bool
    notes: tuple[str, ...]


def standing(found: Found, known: Around) -> Standing:
    """Return what the words found stand under; of words in narration only whether it denies them.

    What a statement inside another takes for somebody else's words is so where the sentence does not tell by itself.
    """
    reading, notes = _in_the_sentence(found, known.containers.get(found.row.uid))
    if found.row.disputed and _is_misquoted(found, known.misquoted[found.row.disputed]):
        return Standing(DISPUTED, False, (f"a correction says that it was not said so: {found.row.disputed}", *notes))
    if found.row.manner == NARRATED:
        denied = reading.standing in DENYING
        return Standing(reading.standing, False, notes) if denied else Standing(SAID, False, ())
    for inner in _covering(found.row, known):
        if inner.uid != found.row.uid and inner.person != found.row.person:
            if not reading.grasped or reading.standing != SAID:
                told = f"the words of {inner.name or 'somebody else'}, as told here"
                if reading.standing == CONDITION:
                    return Standing(CONDITION, False, notes)
                return Standing(reading.standing if reading.grasped else ANOTHER, False, (told, *notes))
        elif (value := _told(inner)) != SAID:
            return Standing(value, False, notes)
    return Standing(reading.standing, reading.negated, notes)


def _is_misquoted(found: Found, words_: str) -> bool:
    """Tell whether the words found are among those of a statement that somebody was misquoted with."""
    text, start = found.row.text, 0
    while place := find_phrase(text, Span(start, len(text)), words_):
        if place.start < found.hit.end and found.hit.start < place.end:
            return True
        start = place.end
    return False


def _covering(row: Said, known: Around) -> Iterator[Nested]:
    """Yield the statement and those inside it that hold the hit, from the outermost on."""
    start, end = row.hit_start, row.hit_end
    for inner in known.nested.get(row.uid, ()):
        holds = start is not None and end is not None and inner.start <= start and end <= inner.end
        if holds or inner.uid == row.uid:
            yield inner


def _told(inner: Nested) -> str:
    """Return what the statement itself is: what somebody asks or urges in his own words, the words show."""
    if inner.factuality and inner.factuality != "actual":
        return inner.factuality
    telling = ("denied", "thought", "asked", "urged") if inner.manner == REPORTED else ("denied", "thought")
    return inner.act if inner.act and inner.act in telling else SAID


def _in_the_sentence(found: Found, container: Container | None) -> tuple[Governed, tuple[str, ...]]:
    """Return how the sentence around the words reads, and what shows it."""
    text, hit = found.row.text, found.hit
    whole = sentence(text, hit, ENGLISH)
    mark = quotation(text, hit)
    start = sentence(text, Span(mark.start, hit.end), ENGLISH).start if mark else whole.start
    after = sentence(text, Span(whole.end + 1, whole.end + 2), ENGLISH) if whole.end + 2 < len(text) else Span(0, 0)
    before, behind, following = text[start : hit.start], text[hit.end : whole.end], text[slice(*after)]
    if container and container.manner == NARRATED:  # the rest of the sentence may stand behind “she said”
        from quotes.queries.verify.parted import beside  # patterns that speech does not need

        ahead, rest = beside(container.text, text, container.share)
        before = f"{ahead} {before}" if start == 0 and ahead else before
        behind = f"{behind} {rest}" if whole.end == len(text) and rest else behind
    reading = read(before, text[slice(*hit)], behind, following, ENGLISH)
    limits = tuple(limited(behind)) if found.words in (EXACT, PUNCTUATION) else ()
    return reading._replace(negated=reading.negated or bool(limits)), (
        *_shown(reading, before, behind, following),
        *limits,
    )


def _shown(reading: Governed, before: str, behind: str, following: str) -> Iterator[str]:
    if reading.standing == SAID and not reading.negated:
        return
    if before.strip():
        yield f"begins after “{_last(before.split())}”"
    if (reading.standing != SAID or reading.taken_back) and words(behind):
        yield f"goes on “{' '.join(behind.split())}”"
    elif following and (
        reading.taken_back
        or (reading.standing == ANOTHER and not before.strip())
        or (reading.standing in DENYING and len(words(following)) <= 4)
    ):
        yield f"goes on “{' '.join(following.split())}”"


def _last(words: Sequence[str]) -> str:
    return " ".join(words) if len(words) <= LONG else f"… {' '.join(words[-LONG:])}"
