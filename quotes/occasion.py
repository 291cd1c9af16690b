"""Document → the occasion it reports: a meeting, a briefing, a hearing; who took part, where and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.dates import published
from quotes.model import Attribution, BlockKind, Document, Occasion, PersonKind
from quotes.people import Resolution
from quotes.text import shown

KINDS = (
    "press conference|news conference|press briefing|briefing|hearing|interview|debate|summit|plenary session|session"
    "|negotiations|talks|consultations|meeting|forum|conference|speech|address|remarks|visit|ceremony|podcast|panel|rally"
)
_KIND = re.compile(rf"\b(?P<kind>{KINDS})s?\b", re.IGNORECASE)
_OPENING_PARAGRAPHS = 2


def occasion(document: Document, attributions: Sequence[Attribution], resolution: Resolution) -> Occasion | None:
    """Return the event that `document` reports, or None when neither its metadata nor its opening names one."""
    opening = list(_opening(document))
    kind = next((match["kind"].lower() for part in opening if (match := _KIND.search(part))), None)
    title = document.metadata.event
    if title is None and kind is None:
        return None
    return Occasion(
        kind=_kind_of(title) or kind or "event",
        title=title or document.metadata.title or opening[0],
        place=document.metadata.place,
        when=published(document),
        participants=_participants(attributions, resolution),
    )


def _kind_of(title: str | None) -> str | None:
    match = _KIND.search(title or "")
    return match["kind"].lower() if match else None


def _opening(document: Document) -> list[str]:
    """Return the first heading and the paragraphs above the first label, few as they are."""
    found: list[str] = []
    paragraphs = 0
    for block in document.blocks:
        if block.kind is BlockKind.LABEL or paragraphs == _OPENING_PARAGRAPHS:
            break
        if block.kind is not BlockKind.MARKUP:
            found.append(shown(document.text, block.span, document.markup, wrapped=True))
        paragraphs += block.kind is BlockKind.PARAGRAPH
    return found


def _participants(attributions: Sequence[Attribution], resolution: Resolution) -> tuple[tuple[int, str], ...]:
    """Return those who speak in their own voice: labelled turns."""
    speaking = {
        person: "speaker"
        for found, person in zip(attributions, resolution.persons, strict=True)
        if person is not None and found.label is not None
    }
    named = {i for i, person in enumerate(resolution.people) if person.kind is not PersonKind.UNNAMED}
    return tuple(sorted((person, part) for person, part in speaking.items() if person in named))
