"""Interviews whose questions and answers are told apart by nothing but dashes: — How old is it? — A hundred years."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.attribution.speech.dashes import by_dashes
from quotes.attribution.speech.memory import Figure, Memory
from quotes.attribution.speech.tagging import tokens_of
from quotes.attribution.speech.words import Words
from quotes.attribution.turns.interview import asks
from quotes.lexicon.cases import given_name
from quotes.span import Span
from quotes.text import Reading

_LEAST = 4  # paragraphs: two questions and two answers
_ALIKE = 0.75  # share of the first, third … paragraphs that ask, and of the others that do not


def exchanges(text: str, places: Sequence[Span], known: Words) -> dict[int, bool]:
    """Return the paragraphs, by number, that are questions (True) and answers (False) of an interview by dashes."""
    found: dict[int, bool] = {}
    start = 0
    for i in range(len(places) + 1):
        if i < len(places) and _is_speech(text, places[i], known):
            continue
        if i - start >= _LEAST and _alternate([asks(text[slice(*place)]) for place in places[start:i]]):
            found |= {j: (j - start) % 2 == 0 for j in range(start, i)}
        start = i + 1
    return found


def called_upon(words: Reading, place: Span, memory: Memory) -> list[Figure]:
    """Return whom a question calls upon by name, in full, as it opens: — Ann Lee, how old is it?"""
    (quoted,) = by_dashes(words.text, *place, memory.known)
    tokens = tokens_of(words, (), *quoted.inner, memory.known)
    end = len(tokens.tags) - len(tokens.tags.lstrip("X"))
    if end < 2 or not tokens.tags.startswith(",", end) or not given_name(tokens.words[0], memory.known):
        return []
    return [memory.figure(tokens, (0, end), set())]


def _is_speech(text: str, place: Span, known: Words) -> bool:
    """Tell whether a paragraph is speech behind a dash, and nothing else: nobody is told to say it."""
    quoted = by_dashes(text, *place, known)
    return len(quoted) == 1 and not text[quoted[0].span.end : place.end].strip()


def _alternate(asked: Sequence[bool]) -> bool:
    questions, answers = asked[::2], asked[1::2]
    return sum(questions) >= _ALIKE * len(questions) and sum(answers) <= (1 - _ALIKE) * len(answers)
