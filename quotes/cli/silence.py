"""The documents in which nobody was found to speak, and which of them look as if somebody does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quotes.cli.remarks import counted
from quotes.model import Extraction

NAMED = 10  # so many documents are named


class Silence(NamedTuple):
    """A document in which nobody was found to speak."""

    key: str
    looks_spoken: bool  # lines of it look like turns


def silence(extraction: Extraction) -> Silence | None:
    """Return the silence of a document; None where somebody speaks.

    What is quoted or reported inside lines that look like turns is no answer to who speaks in them.
    """
    looks_spoken = extraction.document.looks_spoken
    heard = (one for one in extraction.statements if not looks_spoken or one.within is None)
    if any(statement.person is not None for statement in heard):
        return None
    return Silence(extraction.document.key, looks_spoken)


def said_of(silent: Sequence[Silence]) -> str:
    """Return what to say of the documents in which nobody was found to speak; "" when there are none."""
    if not silent:
        return ""
    said = f"in {counted(len(silent), 'document')} nobody was found to speak"
    spoken = [one.key for one in silent if one.looks_spoken]
    if not spoken:
        return said
    many = "it looks" if len(silent) == 1 else f"{len(spoken):,} of them look{'s' if len(spoken) == 1 else ''}"
    rest = f" and {len(spoken) - NAMED:,} more" if len(spoken) > NAMED else ""
    return f"{said}, and {many} as if somebody does: {', '.join(spoken[:NAMED])}{rest}"
