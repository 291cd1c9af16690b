"""Marks and figures in the words of a label: what stands at the ends, in quotation marks, and for an age."""

from __future__ import annotations

import re

EDGES = ' \t:;,.-–—"“”«»'
QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|«[^»\n]*»")
_PAIRS = {'"': '"', "”": "“", "»": "«"}  # a closing quotation mark, with that which opens
# English: an age is no role: Ana, 12 years old; Ana, 41, a nurse.
_YEARS = r"\d{1,3}(?:[ -](?:years?|months?)(?:[ -]olds?)?| y\.? ?o\.?)?"
_AGE = re.compile(rf"(?:aged? )?{_YEARS}(?:,\s*(?:an?\s+)?|$)", re.IGNORECASE)


def stripped(words: str) -> str:
    """Return `words` without punctuation at the ends, but for the mark that ends a quotation within: of the "Waves"."""
    bare = words.strip(EDGES)
    behind = words[words.find(bare) + len(bare) :].lstrip()[:1]
    last = bare.rpartition(" ")[2]
    if behind == "." and "." in last and not last.isupper():
        return f"{bare}."  # Ph.D.
    opening = _PAIRS.get(behind, "")
    closes = opening and (bare.count(opening) % 2 if opening == behind else bare.count(opening) > bare.count(behind))
    return f"{bare}{behind}" if closes else bare


def filled(words: str, held: list[str]) -> str:
    """Return `words` with what was taken out of them, in order."""
    for _ in range(words.count("\0")):
        words = words.replace("\0", held.pop(0), 1)
    return words


def without_age(role: str) -> str | None:
    """Return what stands beside a name without an age before it, None where nothing else does."""
    aged = _AGE.match(role)
    return (role[aged.end() :].strip() or None) if aged else role
