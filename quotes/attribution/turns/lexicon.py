"""The words of turns.toml: which cues a paragraph's words fire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quotes import wordlists

TABLES: Mapping[str, Mapping[str, Any]] = wordlists.tables("turns")
_LONGEST_OPENING = 4  # words


def _index(key: str) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for cue, table in TABLES.items():
        for phrase in table.get(key, ()):
            for spelling in dict.fromkeys((phrase, phrase[0].upper() + phrase[1:])):
                index.setdefault(spelling, []).append(cue)
    return index


_HOLDS = _index("holds")
_OPENS = _index("opens")
_WORDS_OF = {cue: frozenset(form for form, cues in _HOLDS.items() if cue in cues) for cue in TABLES}
_PAIRS = {phrase.split()[0] for phrase in _HOLDS if " " in phrase}
_COUNT = _HOLDS.keys() | _PAIRS


def says(cue: str, tokens: Iterable[str]) -> bool:
    """Return whether any of the words `tokens` fires `cue`, which is one of single words."""
    return not _WORDS_OF[cue].isdisjoint(tokens)


def hits(tokens: Sequence[str]) -> dict[str, list[str]]:
    """Return the cues that the words `tokens` of a paragraph fire, each with the words that fired it, in order."""
    found: dict[str, list[str]] = {}
    for position, token in enumerate(tokens):
        if token not in _COUNT:
            continue
        for cue in _HOLDS.get(token, ()):
            found.setdefault(cue, []).append(token)
        if token in _PAIRS:
            pair = " ".join(tokens[position : position + 2])
            for cue in _HOLDS.get(pair, ()):
                found.setdefault(cue, []).append(pair)
    for length in range(_LONGEST_OPENING, 0, -1):
        opening = " ".join(tokens[:length])
        for cue in _OPENS.get(opening, ()):
            found.setdefault(cue, [opening])
    return found
