"""To whom a turn is spoken: the form of address that opens it ("Dear Mr. President, …")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from quotes.lexicon import Lexicon
from quotes.lexicon.titles import titles
from quotes.model import Attribution, Document, Span
from quotes.text import shown

REACH = 120  # code points from the start of a turn in which a form of address opens it

_GREETINGS = 3  # at most, before the form of address
_NAMED = r"[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?"
_STOP = r"\s?[,.!;:—–]"


@cache
def _opening(lexicon: Lexicon) -> re.Pattern[str]:
    """Return how turns open that are spoken to somebody: greetings, a form of address, a name or an office."""
    greetings = "|".join(line.replace(" ", r"\s") for line in lexicon.lines("greetings")) or r"(?!)"
    forms = "|".join(map(re.escape, map(str.capitalize, sorted(titles(lexicon).called)))) or r"(?!)"
    return re.compile(rf"(?:(?:{greetings})\s){{0,{_GREETINGS}}}(?P<who>(?:{forms})\.?\s{_NAMED}){_STOP}")


def addressed(document: Document, turns: Sequence[Attribution]) -> list[Attribution]:
    """Return `turns`, the labelled ones with the words by which their speaker addresses somebody, as printed."""
    return [_with_addressee(document, turn) if turn.label else turn for turn in turns]


def _with_addressee(document: Document, turn: Attribution) -> Attribution:
    start, end = turn.span
    words = shown(document.text, Span(start, min(end, start + REACH)), document.markup)
    opening = _opening(document.lexicon).match(words)
    return turn._replace(addressee=" ".join(opening["who"].split())) if opening else turn
