"""To whom a turn is spoken: the form of address that opens it ("Dear Mr. President, …")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.model import Attribution, Document, Span
from quotes.text import shown

REACH = 120  # code points from the start of a turn in which a form of address opens it

_OPENING = re.compile(
    r"""(?:Your\s\w+,\s)?  # Your Excellency, …
    (?:[Tt]hank\syou(?:\sso|\svery)?(?:\smuch)?,?\s|[Gg]ood\s\w+,?\s)?
    (?:[Dd]ear\s)?
    (?P<who>(?:Mr|Mrs|Ms|Dr|Madam|Madame|Herr|Frau|Señor|Señora)\.?\s[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?)
    \s?[,.!;:—–]""",
    re.VERBOSE,
)


def addressed(document: Document, turns: Sequence[Attribution]) -> list[Attribution]:
    """Return `turns`, the labelled ones with the words by which their speaker addresses somebody, as printed."""
    return [_with_addressee(document, turn) if turn.label else turn for turn in turns]


def _with_addressee(document: Document, turn: Attribution) -> Attribution:
    start, end = turn.span
    opening = _OPENING.match(shown(document.text, Span(start, min(end, start + REACH)), document.markup))
    return turn._replace(addressee=" ".join(opening["who"].split())) if opening else turn
