"""Initials as labels, and whose they are."""

from __future__ import annotations

import re
from functools import lru_cache

from quotes.labels.grammars import ANSWER, QUESTION
from quotes.labels.words import label_words
from quotes.lexicon import Lexicon

INITIALS = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z]|[A-Z]{1,4}")
_LETTERS = re.compile(r"[A-Z](?:\.? ?[A-Z]){0,3}\.?")
_POINTS = re.compile(r"[. ]")
_PARTS = re.compile(r"[\s_-]+")


@lru_cache(maxsize=65536)
def letters(name: str) -> str:
    """Return the initials that a name consists of, without points: GO of G.O.; "" of another. Q and A are nobody's."""
    return _POINTS.sub("", name) if _LETTERS.fullmatch(name) and name not in (QUESTION, ANSWER) else ""


def stands_for(initials: str, name: str, lexicon: Lexicon) -> bool:
    """Return whether `initials` are those of `name`, with or without its article and its particles."""
    words = [word for word in _PARTS.split(label_words(lexicon).article.sub("", name, count=1)) if word]
    capital = "".join(word[0] for word in words if word[0].isupper())
    return initials in (capital, "".join(word[0].upper() for word in words))


def declares(inside: str, name: str) -> bool:
    """Return whether `inside` is a short form of `name`: its initials, or a one-word pseudonym's."""
    if not INITIALS.fullmatch(inside) or len(inside) < 2:
        return False
    letters = [w[0].upper() for w in re.split(r"[\s\-/]+", name) if w]
    return inside[0].upper() in letters and (len(letters) < 2 or len(letters) >= len(inside) - 1)
