"""Who says something, and how it was said, in words: never so that what was not said is taken for said."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quotes.lexicon import ENGLISH, Lexicon
from quotes.queries import force

if TYPE_CHECKING:
    from quotes.queries.statements import Said
    from quotes.queries.verify import Verification

LONGEST, MOST = 60, 4  # characters, and words, that may name what others say
_WITH_THAT = frozenset({"asserted", "denied", "thought"})  # acts whose content is a proposition


def speakers(row: Said | Verification) -> str | None:
    """Return who speaks: the one, or all who speak as one; None where nobody is known."""
    return joined(row.speakers.split("; ")) if row.speakers else row.speaker


def joined(names: list[str]) -> str:
    """Return several names as one subject: Ann Lowry, Bo Tarrant and Cy Dunn."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def place(row: Said) -> str:
    """Return where the words stand: the source, page and time in the recording where it has them, and the line."""
    return ", ".join((row.source, *where(row), f"line {row.line}"))


def where(row: Said) -> list[str]:
    """Return page and time in the recording, as they are cited: p. 12, at 00:12:31."""
    page = [f"p. {row.page}"] if row.page else []
    return [*page, f"at {clock(row.seconds)}"] if row.seconds is not None else page


def clock(seconds: float) -> str:
    """Return a time in a recording as players show it.

    >>> clock(751.9), clock(0), clock(360000)
    ('00:12:31', '00:00:00', '100:00:00')
    """
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}"


def is_said(row: Said) -> bool:
    """Return whether the content was said."""
    return force.is_said(row.act, row.factuality)


def is_plain(row: Said) -> bool:
    """Return whether the content was said and asserted, so that nothing more need be told of it."""
    return row.act == "asserted" and row.factuality == "actual"


def how(row: Said) -> str:
    """Return how it was said, and what disputes it: did not say; is disputed (see quotes:…) to have said."""
    words = force.how(row.act, row.factuality)
    return words.replace(" to have", f" (see quotes:{row.disputed}) to have", 1) if row.disputed else words


def clause(row: Said) -> str:
    """Return what stands between speaker and content: did not say that; asked: — and nothing more before a claim."""
    if row.act is None or row.factuality is None:
        return f"{force.NOT_JUDGED} whether this was said:"
    if row.act == "denied" and _names_claim(row.text, ENGLISH):
        return how(row)  # denied the claim that …
    return how(row) + (" that" if row.act in _WITH_THAT else ":")


def _names_claim(text: str, lexicon: Lexicon) -> bool:
    """Return whether a content names what others say before it says it: the claim that …; recent reports that …"""
    before, that, _ = text[:LONGEST].partition(" that ")
    named = before.lower().split()
    return bool(that) and len(named) <= MOST and named[-1] in _nouns(lexicon)


@cache
def _nouns(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(form for forms, *_ in lexicon.columns("nouns") for form in forms.split())


def sentence(row: Said, who: str) -> str:
    """Return speaker, how it was said, and content as one sentence: Reyes did not say that “all is well”."""
    words = " ".join(row.text.split())
    return f"{who} {clause(row)} {f'“{words}”' if row.manner == 'verbatim' else words}"
