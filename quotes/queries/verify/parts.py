"""A sentence in parts: words, quotation marks, and what parts clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.queries.verify.grammar import COMMA, Grammar

PART = re.compile(r"[^\W_]+(?:['\-‑][^\W_]+)*|[“”„«»\"]|[,;:?]|[–—]|\s-+\s")
MARKS = frozenset('“”„«»"')
DASHES = frozenset("–—-")
CLAUSE_ENDS = frozenset(";:")
PARTING = CLAUSE_ENDS | DASHES | {COMMA}
BREAKS = CLAUSE_ENDS | {COMMA, "?"}


def parts_of(text: str) -> list[str]:
    """Return the parts of a text, in small letters."""
    return [part.strip() for part in PART.findall(text.lower().replace("’", "'"))]


def part_behind(parts: Sequence[str], i: int) -> str:
    """Return the part behind the one at `i`; "" behind the last."""
    return parts[i + 1] if i + 1 < len(parts) else ""


def begins_anew(parts: Sequence[str], i: int, far: bool, known: Grammar) -> bool:
    """Tell whether a clause of its own begins with the part at `i`, or behind it; not where “that” follows."""
    end = known.ends.get(parts[i])
    if parts[i] in CLAUSE_ENDS:
        return True
    if known.joints.get(part_behind(parts, i)) == "firm":
        return False
    return end == "always" or (end == "comma" and not far and is_apart(parts, i))


def is_apart(parts: Sequence[str], i: int) -> bool:
    """Tell whether a comma or a dash stands before the part at `i`."""
    return i > 0 and (parts[i - 1] == COMMA or parts[i - 1] in DASHES)
