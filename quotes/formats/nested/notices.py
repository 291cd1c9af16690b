"""What a chat tells itself, in the name of whoever caused it: that somebody came, or pinned a message."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from quotes.formats.nested.values import Leaf, Value, unescaped
from quotes.lexicon import Lexicon
from quotes.text import fold

MOST = 0.5  # share of a list that notices may be: what nearly all are is what the list holds


def without_notices(text: str, value: Value, lexicon: Lexicon) -> Value:
    """Return `value`, its lists left without the objects by which a chat tells something itself."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            kept = [held for held in one if not _is_notice(text, held, lexicon)]
            one[:] = kept if len(kept) > MOST * len(one) else one
            waiting.extend(one)
        elif isinstance(one, dict):
            waiting.extend(one.values())
    return value


def _is_notice(text: str, value: Value, lexicon: Lexicon) -> bool:
    if not isinstance(value, dict):
        return False
    for field, begins in _known(lexicon).items():
        said = value.get(field)
        words = fold(unescaped(text[said.start : said.end])) if isinstance(said, Leaf) and said.quoted else ""
        if f"{words}\n".startswith(begins):
            return True
    return False


@cache
def _known(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """Return by field the values, folded: a whole one ends in a new line."""
    known: dict[str, tuple[str, ...]] = {}
    for field, value, *_ in lexicon.columns("json_notices"):
        begins = fold(value) + ("" if value.endswith("…") else "\n")
        known[field] = (*known.get(field, ()), begins)
    return known
