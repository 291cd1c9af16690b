"""What a document lacks once it is read: statements, speakers, a date; and what may come again in others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from quotes.model import Extraction, Manner, When
from quotes.queries.statements import one_of

SHORTEST, LONGEST = 30, 400  # characters of a paragraph that may be boilerplate
MOST = 500  # paragraphs of one document that are remembered


class Silence(NamedTuple):
    """What is told of a document that was read."""

    key: str
    nobody: bool  # was found to speak
    looks_spoken: bool = False  # lines of it look like turns
    empty: bool = False  # it holds no statement
    undated: bool = False
    either: str = ""  # the days of which its date is one: 2025-03-04 or 2025-04-03
    told: tuple[str, ...] = ()  # paragraphs in the outlet's own words


def silence(extraction: Extraction) -> Silence:
    """Return what a document lacks.

    What is quoted or reported inside lines that look like turns is no answer to who speaks in them.
    """
    looks_spoken = extraction.document.looks_spoken
    heard = (one for one in extraction.statements if not looks_spoken or one.within is None)
    nobody = not any(statement.person is not None for statement in heard)
    dated = extraction.published or any(statement.said for statement in extraction.statements)
    return Silence(
        extraction.document.key,
        nobody,
        looks_spoken and nobody,
        not extraction.statements,
        not dated,
        _either(extraction.published),
        tuple({*islice(_told(extraction), MOST)}),
    )


def _either(published: When | None) -> str:
    return " or ".join(one_of(published.edtf)) if published else ""


def _told(extraction: Extraction) -> Iterator[str]:
    for one in extraction.statements:
        if one.manner is Manner.NARRATED and SHORTEST <= len(one.text) <= LONGEST:
            yield one.text
