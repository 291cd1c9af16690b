"""What was taken back later on the same page: by the speaker (“I withdraw that”), or as the page tells it.

Which of his words somebody takes back, a page seldom says. That they were said stands; alone they are no full answer.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from typing import NamedTuple

from quotes.lexicon import ENGLISH, Lexicon
from quotes.queries.difference import negates
from quotes.queries.force import is_said
from quotes.queries.statements import Said
from quotes.queries.verify.back import belies, withdrawn
from quotes.queries.verify.grammar import grammar
from quotes.queries.verify.parts import MARKS, PARTING, part_behind, parts_of
from quotes.queries.verify.sentences import roughly, sentence
from quotes.span import Span
from quotes.text import one_line, words

# “I misspoke” may mean what was said so many turns before; set by hand, for pages hold too few of them.
REACH = 3
LAST = 1  # and “I withdraw that” the turn before
AROUND = 60  # characters on either side of a telling word in which the phrase is that it belongs to
BEHIND = 2  # so many sentences behind that of the words may say that they are not so
LONG = 300  # characters of a sentence that are shown
FAR = 40  # characters in which the next sentence begins
NEAR = 6  # so many words may lie between who takes back, the verb, and what is taken back; set by hand


class _Page(NamedTuple):
    """A source from the words on: where in it they end, and who says them."""

    source: int
    text: str
    end: int
    person: str
    said: str | None  # the date
    names: frozenset[str]  # the last words of the speakers' names, folded
    about: tuple[frozenset[str], ...]  # the words of each sentence that they stand in


def taken_back(connection: sqlite3.Connection, row: Said, hit: Span) -> str | None:
    """Return the remark on the first sentence behind the words with which they may be taken back; None: on none."""
    if row.person is None:
        return None
    end = row.start + hit.end if row.hit_end is None else row.hit_end
    page = _page(connection, row, row.person, end, [row.text[slice(*sentence(row.text, hit, ENGLISH))]])
    if belied := next(filter(lambda span: _belies(connection, page, span), _right_behind(page)), None):
        return f"perhaps denied in {_quoted(page.text, belied)}"
    return _later(connection, page)


def taken_back_whole(connection: sqlite3.Connection, row: Said) -> str | None:
    """Return the same of a statement that is shown whole: what is taken back in it, it shows itself."""
    if row.person is None or not is_said(row.act, row.factuality):
        return None
    return _later(connection, _page(connection, row, row.person, row.end, roughly(row.text)))


def _page(connection: sqlite3.Connection, row: Said, person: str, end: int, sentences: Iterable[str]) -> _Page:
    source, text = connection.execute(_SOURCE, (row.uid,)).fetchone()
    named = (row.speakers or row.speaker or "").split("; ")
    names = frozenset(words(name)[-1] for name in named if words(name))
    return _Page(source, text, end, person, row.said, names, tuple(frozenset(words(one)) for one in sentences))


def _later(connection: sqlite3.Connection, page: _Page) -> str | None:
    place = next(filter(lambda span: _takes_back(connection, page, span), _sentences(page)), None)
    if place is None:
        return None
    whose = _innermost(connection, page, place)
    day = f"on {whose.said}, " if whose.person == page.person and whose.said not in (None, page.said) else ""
    return f"perhaps taken back {day}in {_quoted(page.text, place)}"


def _quoted(text: str, place: Span) -> str:
    words = one_line(text[slice(*place)])
    shown = words if len(words) <= LONG else f"{words[:LONG].rstrip()} …"
    return f"line {text.count(chr(10), 0, place.start) + 1}: “{shown}”"


def _right_behind(page: _Page) -> Iterator[Span]:
    """Yield the sentences right behind that of the words."""
    end = sentence(page.text, Span(max(page.end - 1, 0), page.end), ENGLISH).end
    for _ in range(BEHIND):
        gap = page.text[end : end + FAR]
        start = end + len(gap) - len(gap.lstrip())
        if not gap.strip():
            return
        place = sentence(page.text, Span(start, start + 1), ENGLISH)
        yield place
        end = place.end


def _belies(connection: sqlite3.Connection, page: _Page, place: Span) -> bool:
    """Tell whether a sentence, of the outlet's or of anybody else's, says that the words are not so."""
    return belies(page.text[slice(*place)], ENGLISH) and _whose(connection, page, place) != page.person


_SOURCE = "SELECT o.id, o.text FROM statements s JOIN sources o ON o.id = s.source_id WHERE s.uid = ?"


def _sentences(page: _Page) -> Iterator[Span]:
    """Yield the sentences behind the words in which somebody may take something back."""
    done = page.end
    for start in _places(page):
        if start >= done and _verbs(ENGLISH).search(page.text, max(page.end, start - AROUND), start + AROUND):
            whole = sentence(page.text, Span(start, start + 1), ENGLISH)
            done = whole.end
            yield Span(max(whole.start, page.end), whole.end)


def _places(page: _Page) -> list[int]:
    """Return where one of the telling words stands, without a pattern: in a book it would take its time."""
    text = page.text.lower()
    if len(text) != len(page.text):  # of a letter that is two in small
        return [found.start() for found in _verbs(ENGLISH).finditer(page.text, page.end)]
    found: list[int] = []
    for word in _telling(ENGLISH):
        start = text.find(word, page.end)
        while start >= 0:
            found.append(start)
            start = text.find(word, start + 1)
    return sorted(found)


def _phrases(lexicon: Lexicon) -> frozenset[tuple[str, ...]]:
    back = grammar(lexicon).taken_back
    return back.withdrawn | back.took


@cache
def _telling(lexicon: Lexicon) -> tuple[str, ...]:
    """Return words of which one stands in each phrase of taking back: those that most have, but for everyday ones."""
    phrases, common = _phrases(lexicon), lexicon.words("everyday") | grammar(lexicon).taken_back.past
    times = Counter(word for phrase in phrases for word in phrase if word not in common)
    found = (max(phrase, key=lambda word: (times[word], len(word))) for phrase in phrases)
    return tuple(sorted({*found}))


@cache
def _verbs(lexicon: Lexicon) -> re.Pattern[str]:
    """Return what finds the phrases of taking back."""
    longest = sorted((" ".join(phrase) for phrase in _phrases(lexicon)), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b".replace(r"\ ", r"\s+"), re.IGNORECASE)


def _takes_back(connection: sqlite3.Connection, page: _Page, place: Span) -> bool:
    told = page.text[slice(*place)]
    own = withdrawn(told, ENGLISH)
    if own is not None and _whose(connection, page, place) == page.person:
        means = _means(own.rest, page.about, topic=True)
        reach = LAST if own.last else REACH
        return _turns_between(connection, page, place) <= reach if means is None else means
    return _is_told(parts_of(told), page, _nobody_else_spoke(connection, page, place))


def _is_told(parts: Sequence[str], page: _Page, alone: bool) -> bool:
    """Tell whether a sentence tells that the speaker took back what it is about; alone: “he” can be no other."""
    back, known = grammar(ENGLISH).taken_back, grammar(ENGLISH)
    at = [i for i, part in enumerate(parts) if part[0].isalnum()]
    told = [parts[i] for i in at]
    for i in range(len(told)):
        size = next((len(verb) for verb in back.took if tuple(told[i : i + len(verb)]) == verb), 0)
        before, behind = told[max(0, i - NEAR) : i], told[i + size : i + size + NEAR]
        if not size or any(negates(word, known.negations) or word in back.open for word in before):
            continue
        if _names(before, page) or (alone and not back.he.isdisjoint(before)):
            remark = _remark_behind(parts, at, i + size)
            if remark is not None and _is_meant(parts[at[remark] + 1 :], page):
                return True
        if not back.was.isdisjoint(before) and (remark := _remark_before(told, i)) is not None:
            meant = _is_meant(parts[at[remark] + 1 : at[i]], page)
            if meant and (alone or _names((*told[remark:i], *before, *behind), page)):
                return True
    return False


def _remark_behind(parts: Sequence[str], at: Sequence[int], start: int) -> int | None:
    """Return where the remark is that is the object of the verb before `start`: withdrew it, all of those remarks."""
    back, joints = grammar(ENGLISH).taken_back, grammar(ENGLISH).joints
    told = [parts[i] for i in at[start : start + NEAR]]
    if told[:1] and (told[0] in back.pronoun or told[0] in joints):
        return start if told[0] in back.pronoun else None
    found = next((j for j, word in enumerate(told, start) if word in back.remark), None)
    return None if found is None or not PARTING.isdisjoint(parts[at[start - 1] : at[found]]) else found


def _remark_before(told: Sequence[str], i: int) -> int | None:
    """Return where the remark is that is taken back by the verb at `i`, though its content may stand between."""
    known = grammar(ENGLISH)
    those = (j for j in range(i - 1, -1, -1) if told[j] in known.taken_back.remark)
    return next((j for j in those if i - j <= NEAR or told[j + 1] in known.taken_back.content), None)


def _is_meant(rest: Sequence[str], page: _Page) -> bool:
    """Tell whether a remark may be what the page has: it is not told that it was another."""
    topic = rest[:1] and rest[0] in grammar(ENGLISH).taken_back.topic
    return _means(rest, page.about, topic=bool(topic)) is not False


def _names(those: Sequence[str], page: _Page) -> bool:
    return any(words(word)[:1] and words(word)[0] in page.names for word in those)


def _means(rest: Sequence[str], about: Sequence[Set[str]], *, topic: bool) -> bool | None:
    """Tell whether what stands behind a remark means one of the sentences; None where it does not say what it means.

    A content, “that the dam is safe”, is that of a sentence with more than half of its words; a `topic`, “about the
    dam”, that of one with any of them.
    """
    content = _content(rest)
    those = content if content is not None else rest if topic else ()
    named = {word for part in those for word in words(part)} - ENGLISH.words("everyday")
    if not named:
        return None
    return any(2 * len(named & one) > len(named) if content else named & one for one in about)


def _content(rest: Sequence[str]) -> Sequence[str] | None:
    """Return the parts of the content that stands behind a remark, in marks or joined by “that”; None: none does."""
    known = grammar(ENGLISH)
    for i, part in enumerate(rest[:NEAR]):
        behind = rest[i + 1 :]
        if part in MARKS:
            return behind[: next((j for j, one in enumerate(behind) if one in MARKS), len(behind))]
        if part in known.taken_back.content:
            ends = PARTING | MARKS
            relative = behind[:1] and behind[0] in known.taken_back.relative
            return None if relative else behind[: next((j for j, one in enumerate(behind) if one in ends), len(behind))]
        if part in PARTING and part_behind(rest, i) not in MARKS:
            return None
    return None


def _whose(connection: sqlite3.Connection, page: _Page, place: Span) -> str | None:
    """Return the uid of who says the sentence."""
    return _innermost(connection, page, place).person


def _innermost(connection: sqlite3.Connection, page: _Page, place: Span) -> _Saying:
    """Return who says the sentence, and when: by the innermost statement that its end lies in."""
    found = connection.execute(_INNERMOST, (page.source, place.end - 1, place.end - 1)).fetchone()
    return _Saying(*found) if found else _Saying(None, None)


class _Saying(NamedTuple):
    person: str | None  # uid
    said: str | None


_INNERMOST = """SELECT p.uid, s.said_edtf FROM statements s LEFT JOIN people p ON p.id = s.person_id
    WHERE s.source_id = ? AND s.start <= ? AND s."end" > ? ORDER BY s.start DESC, s."end" LIMIT 1"""


def _turns_between(connection: sqlite3.Connection, page: _Page, place: Span) -> int:
    """Return on how many lines behind that of the words statements of the same person begin, up to the sentence."""
    query = f"SELECT s.start {_BETWEEN} AND p.uid = ?"
    starts = connection.execute(query, (page.source, page.end, place.end, page.person)).fetchall()
    return len({line for (start,) in starts if (line := page.text.rfind("\n", 0, start)) >= page.end})


def _nobody_else_spoke(connection: sqlite3.Connection, page: _Page, place: Span) -> bool:
    query = f"SELECT 1 {_BETWEEN} AND p.uid <> ? LIMIT 1"
    return connection.execute(query, (page.source, page.end, place.start, page.person)).fetchone() is None


_BETWEEN = """FROM statements s JOIN people p ON p.id = s.person_id
    WHERE s.source_id = ? AND s.start >= ? AND s.start < ?"""
