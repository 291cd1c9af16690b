"""Text as it is written into an answer: what nobody sees is made visible, and what is too long is shortened."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from quotes.text import SHAPING, UNSEEN

_HIDDEN = re.compile(f"[{UNSEEN}]")
_ESCAPED = re.compile(f"[{UNSEEN}{SHAPING}]")
FACTOR = 4  # of a shortened text, the last part of so many is from its end


def as_json(value: Any) -> str:
    """Return `value` as JSON on one line, in which every character that nobody sees is escaped."""
    return escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def escaped(text: str) -> str:
    """Return JSON in which what nobody sees is escaped: it stands nowhere but in strings.

    >>> escaped('"a\\u202eb"')
    '"a\\\\u202eb"'
    """
    return _ESCAPED.sub(lambda sign: json.dumps(sign.group())[1:-1], text)


def size(value: Any) -> int:
    """Return how many bytes `value` takes as JSON."""
    return len(as_json(value).encode())


def unseen(text: str) -> list[str]:
    """Return the numbers of the characters in a text that nobody sees, each once.

    >>> unseen("a\\u202eb\\u202ec"), unseen("plain")
    (['U+202E'], [])
    """
    return [f"U+{ord(sign):04X}" for sign in dict.fromkeys(_HIDDEN.findall(text))]


def shortened(text: str, room: int) -> str:
    """Return a text; of one that takes more than `room` bytes as JSON both ends, and how much is left out between.

    >>> shortened("a" * 9000 + "z", 60)
    'aaaaaaaaaaaaaaaa [… 8,980 characters left out …] aaaaz'
    """
    if fits(text, room):
        return text
    kept = min(room, len(text) - 1)
    while not fits(short := _ends(text, kept), room) and kept:
        kept = kept * 7 // 8
    return short


def fits(text: str, room: int) -> bool:
    """Tell whether a text takes `room` bytes as JSON at most; of a very long one no JSON is made."""
    return len(text) <= room and size(text) <= room


def _ends(text: str, kept: int) -> str:
    last = kept // FACTOR
    return f"{text[: kept - last]} [… {len(text) - kept:,} characters left out …] {text[len(text) - last :]}"


def pieces(text: str, room: int) -> Iterator[tuple[int, int]]:
    """Yield from where to where the pieces of a text are, none of which takes more than `room` bytes as JSON.

    >>> list(pieces("abcde", 4))
    [(0, 2), (2, 4), (4, 5)]
    """
    start = 0
    while start < len(text):
        end = min(start + room, len(text))
        while end > start + 1 and not fits(text[start:end], room):
            end = start + (end - start) * 7 // 8
        yield start, end
        start = end
