"""What was taken back later on the same page: by the speaker (“I withdraw that”), or as the page tells it.

Which of his words somebody takes back, a page seldom says. That they were said stands; alone they are no full answer.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import cache
from typing import NamedTuple

from quotes.lexicon import ENGLISH, Lexicon
from quotes.queries.difference import negates
from quotes.queries.statements import Said
from quotes.queries.verify.back import belies, withdrawn
from quotes.queries.verify.grammar import grammar
from quotes.queries.verify.sentences import sentence
from quotes.span import Span
from quotes.text import words

REACH = 3  # “I withdraw that” may mean what was said so many turns before; set by hand, for pages hold too few of them
AROUND = 60  # characters on either side of a telling word in which the phrase is that it belongs to
BEHIND = 2  # so many sentences behind that of the words may say that they are not so
FAR = 40  # characters in which the next sentence begins
NEAR = 6  # so many words may lie between who takes back, the verb, and what is taken back; set by hand


class _Page(NamedTuple):
    """A source from the words on: where in it they end, and who says them."""

    source: int
    text: str
    end: int
    person: str
    names: frozenset[str]  # the last words of the speakers' names, folded
    about: frozenset[str]  # the words of the sentence that they stand in


def taken_back(connection: sqlite3.Connection, row: Said, hit: Span) -> str | None:
    """Return the remark on the first sentence behind the words with which they may be taken back; None: on none."""
    if row.person is None:
        return None
    source, text = connection.execute(_SOURCE, (row.uid,)).fetchone()
    end = row.start + hit.end if row.hit_end is None else row.hit_end
    named = (row.speakers or row.speaker or "").split("; ")
    about = words(row.text[slice(*sentence(row.text, hit, ENGLISH))])
    names = frozenset(words(name)[-1] for name in named if words(name))
    page = _Page(source, text, end, row.person, names, frozenset(about))
    if belied := next(filter(lambda span: _belies(connection, page, span), _right_behind(page)), None):
        return f"perhaps denied in {_quoted(text, belied)}"
    place = next(filter(lambda span: _takes_back(connection, page, span), _sentences(page)), None)
    return None if place is None else f"perhaps taken back in {_quoted(text, place)}"


def _quoted(text: str, place: Span) -> str:
    return f"line {text.count(chr(10), 0, place.start) + 1}: “{' '.join(text[slice(*place)].split())}”"


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
def _telling(lexicon: Lexicon) -> frozenset[str]:
    """Return words of which one stands in each phrase of taking back: those that most have, but for everyday ones."""
    phrases, common = _phrases(lexicon), lexicon.words("everyday") | grammar(lexicon).taken_back.past
    times = Counter(word for phrase in phrases for word in phrase if word not in common)
    return frozenset(max(phrase, key=lambda word: (times[word], len(word))) for phrase in phrases)


@cache
def _verbs(lexicon: Lexicon) -> re.Pattern[str]:
    """Return what finds the phrases of taking back."""
    longest = sorted((" ".join(phrase) for phrase in _phrases(lexicon)), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b".replace(r"\ ", r"\s+"), re.IGNORECASE)


def _takes_back(connection: sqlite3.Connection, page: _Page, place: Span) -> bool:
    told = page.text[slice(*place)]
    own = withdrawn(told, ENGLISH)
    if own is not None and _whose(connection, page, place) == page.person:
        named = {*own} - ENGLISH.words("everyday")
        return bool(named & page.about) if named else _turns_between(connection, page, place) <= REACH
    return _is_told(words(told), page.names, _nobody_else_spoke(connection, page, place))


def _is_told(told: Sequence[str], names: Set[str], alone: bool) -> bool:
    """Tell whether a sentence tells that somebody of these names took a remark back; alone: “he” can be no other."""
    back, known = grammar(ENGLISH).taken_back, grammar(ENGLISH)
    for i in range(len(told)):
        size = next((len(verb) for verb in back.took if tuple(told[i : i + len(verb)]) == verb), 0)
        before, behind = told[max(0, i - NEAR) : i], told[i + size : i + size + NEAR]
        if not size or any(negates(word, known.negations) or word in back.open for word in before):
            continue
        who = not names.isdisjoint(before) or (alone and not back.he.isdisjoint(before))
        active = who and not back.remark.isdisjoint(behind)
        passive = not back.was.isdisjoint(before) and not back.remark.isdisjoint(before)
        if active or (passive and (alone or not names.isdisjoint((*before, *behind)))):
            return True
    return False


def _whose(connection: sqlite3.Connection, page: _Page, place: Span) -> str | None:
    """Return the uid of who says the sentence: by the innermost statement that its end lies in."""
    found = connection.execute(_INNERMOST, (page.source, place.end - 1, place.end - 1)).fetchone()
    return found[0] if found else None


_INNERMOST = """SELECT p.uid FROM statements s LEFT JOIN people p ON p.id = s.person_id
    WHERE s.source_id = ? AND s.start <= ? AND s."end" > ? ORDER BY s.start DESC, s."end" LIMIT 1"""


def _turns_between(connection: sqlite3.Connection, page: _Page, place: Span) -> int:
    """Return how many statements of the same person begin behind the words, up to the sentence."""
    query = f"SELECT count(*) {_BETWEEN} AND p.uid = ?"
    return int(connection.execute(query, (page.source, page.end, place.end, page.person)).fetchone()[0])


def _nobody_else_spoke(connection: sqlite3.Connection, page: _Page, place: Span) -> bool:
    query = f"SELECT 1 {_BETWEEN} AND p.uid <> ? LIMIT 1"
    return connection.execute(query, (page.source, page.end, place.start, page.person)).fetchone() is None


_BETWEEN = """FROM statements s JOIN people p ON p.id = s.person_id
    WHERE s.source_id = ? AND s.start >= ? AND s.start < ?"""
