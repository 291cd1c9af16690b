"""Interviews whose answers nobody is told to give: between dashes (— How old is it? — A hundred years.), in marks under
questions without any, or under questions with no mark at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.attribution.prose.marks import Marks, quotations
from quotes.attribution.speech.dashes import by_dashes
from quotes.attribution.speech.memory import Figure, Memory
from quotes.attribution.speech.tagging import TOKEN, plain, tokens_of
from quotes.attribution.speech.words import Words
from quotes.attribution.turns.interview import asks
from quotes.lexicon.cases import given_name
from quotes.span import Span
from quotes.text import Reading

_LEAST = 4  # paragraphs: two questions and two answers
_ALIKE = 0.75  # share of the first, third … paragraphs that ask, and of the others that do not
_ANSWERS = 2  # in marks under questions, of an interview at the least
_UNMARKED = 3  # answers without any
_ASKED = 250  # characters of a question, at the most, where nothing sets it apart
_CLOSING = ".,»”\"' "  # what may stand behind an answer in marks


class Turn(NamedTuple):
    """A paragraph of an interview: what of it is said, whether it asks, whether the interview begins with it, and
    whether a mark tells that it is said."""

    inner: Span
    asks: bool
    begins: bool
    marked: bool = True


def exchanges(text: str, marked: Marks, places: Sequence[Span], known: Words) -> dict[int, Turn]:
    """Return the paragraphs that are questions and answers of an interview, by number; of one without dashes the
    answers."""
    return _by_dashes(text, places, known) or _in_marks(text, marked, places) or _unmarked(text, marked, places, known)


def _by_dashes(text: str, places: Sequence[Span], known: Words) -> dict[int, Turn]:
    """Return the paragraphs behind dashes that ask and answer in turn, whatever stands between two runs of them."""
    if "dialogue_dash" not in known.switches:
        return {}
    spoken = [_spoken(text, place, known) for place in places]
    runs = [run for run in _runs(spoken) if len(run) > 1 and _alternate([asks(text[slice(*places[i])]) for i in run])]
    if sum(map(len, runs)) < _LEAST:
        return {}
    every = ((i, spoken[i], j % 2 == 0) for run in runs for j, i in enumerate(run))
    return {i: Turn(inner, question, i == runs[0][0]) for i, inner, question in every if inner}


def _runs(spoken: Sequence[Span | None]) -> Iterator[range]:
    """Yield the numbers of paragraphs that are speech and stand together."""
    start = 0
    for i, inner in enumerate([*spoken, None]):
        if inner is None:
            yield range(start, i)
            start = i + 1


def _in_marks(text: str, marked: Marks, places: Sequence[Span]) -> dict[int, Turn]:
    """Return the paragraphs in marks from end to end that stand under a question without any."""
    found: dict[int, Turn] = {}
    asked = False
    for i, place in enumerate(places):
        quoted = quotations(text, marked, *place)
        whole = len(quoted) == 1 and quoted[0].span.start == place.start
        answers = whole and not text[quoted[0].span.end : place.end].strip(_CLOSING)
        if answers and asked:
            found[i] = Turn(quoted[0].inner, False, not found)
        asked = not answers and asks(text[slice(*place)])
    return found if len(found) >= _ANSWERS else {}


def _unmarked(text: str, marked: Marks, places: Sequence[Span], known: Words) -> dict[int, Turn]:
    """Return the paragraphs that stand under short questions, some of which speak of “I”, where nothing is marked."""
    found: dict[int, Turn] = {}
    asked = own = False
    for i, place in enumerate(places):
        words = text[slice(*place)]
        question = asks(words) and len(words) <= _ASKED
        if asked and not question and not quotations(text, marked, place.start, place.start + 1):
            found[i] = Turn(place, False, not found, marked=False)
            own = own or any(known.tags.get(plain(match.group())) == "F" for match in TOKEN.finditer(words))
        asked = question
    return found if own and len(found) >= _UNMARKED else {}


def called_upon(words: Reading, inner: Span, memory: Memory) -> list[Figure]:
    """Return whom a question calls upon by name, in full, as it opens: — Ann Lee, how old is it?"""
    tokens = tokens_of(words, (), *inner, memory.known)
    end = len(tokens.tags) - len(tokens.tags.lstrip("X"))
    if end < 2 or not tokens.tags.startswith(",", end) or not given_name(tokens.words[0], memory.known):
        return []
    return [memory.figure(tokens, (0, end), set())]


def _spoken(text: str, place: Span, known: Words) -> Span | None:
    """Return what a paragraph says behind a dash where it says nothing else, and nobody is told to say it."""
    quoted = by_dashes(text, *place, known)
    whole = len(quoted) == 1 and not text[quoted[0].span.end : place.end].strip()
    return quoted[0].inner if whole else None


def _alternate(asked: Sequence[bool]) -> bool:
    questions, answers = asked[::2], asked[1::2]
    return sum(questions) >= _ALIKE * len(questions) and sum(answers) <= (1 - _ALIKE) * len(answers)
