"""Several words that a pack has as one: in the course of; according to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

JOINED = "_"  # between the words of one, as a pack writes it
Phrases = Mapping[str, tuple[tuple[str, ...], ...]]  # several words each, by the first


def by_first(phrases: Iterable[str]) -> Phrases:
    """Return phrases, as a pack writes them, by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split(JOINED))
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in found.items()}


def phrases_at(phrases: Phrases, tokens: list[str], i: int) -> Iterator[tuple[str, ...]]:
    """Yield the phrases that stand at token `i`, the longest first."""
    for phrase in phrases.get(tokens[i], ()):
        if tuple(tokens[i : i + len(phrase)]) == phrase:
            yield phrase


def joined_at(joined: Phrases, tokens: list[str], i: int) -> int:
    """Return how many tokens from `i` are one word: at the least itself."""
    return max(map(len, phrases_at(joined, tokens, i)), default=1)
