"""How a text prints a word: in small letters, or capitalised within a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SMALL_WORD = re.compile(r"\b[a-zß-öø-ÿ][\w’'-]*")
_IN_WORD = re.compile(r"[\w’'-]")
_CAPITALISED_WORD = re.compile(r"[A-ZÀ-Þ](?<=[a-z,] .)[\w’'-]*")


def is_small(word: str, text: str) -> bool:
    """Return whether `text` prints `word` in small letters."""
    return any(not _goes_on(text, place) for place in _printed(word, text, _SMALL_WORD))


def _goes_on(text: str, place: int) -> bool:
    """Return whether a word in small letters goes on at `place`, behind a dash or an apostrophe."""
    start = place
    while start and _IN_WORD.match(text, start - 1):
        start -= 1
    first = _SMALL_WORD.search(text, start)
    return first is not None and first.start() < place


def is_inside(word: str, text: str) -> bool:
    """Return whether `text` prints `word`, capitalised, within a line."""
    return any(True for _ in _printed(word, text, _CAPITALISED_WORD))


def _printed(word: str, text: str, form: re.Pattern[str]) -> Iterator[int]:
    """Yield where `word` stands in `text` as a word of this form: quicker than to list all words."""
    place = text.find(word)
    while place >= 0:
        match = form.match(text, place)
        if match and match.group() == word:
            yield place
        place = text.find(word, match.end() if match else place + 1)
