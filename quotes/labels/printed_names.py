"""Whether what a label names is printed as labels print names and offices."""

from __future__ import annotations

import re

from quotes.labels.names import Who, is_name, is_titled, kind_of
from quotes.labels.offices import is_addressed_office, is_bare_office
from quotes.labels.words import label_words
from quotes.lexicon import Lexicon
from quotes.model import PersonKind

_OFFICE_IN_CAPITALS = re.compile(r"\b[^\W\d_a-zß-ÿ]{4,}\b")


def is_printed_name(who: Who, lexicon: Lexicon) -> bool:
    """Return whether the name has the form of one, is an office, or stands for whom nobody names."""
    name = who.name
    has_form = is_name(label_words(lexicon).particles.sub("", name)) or is_titled(name, lexicon) or bool(who.short)
    office = _prints_office(name) or is_addressed_office(name, lexicon) or is_bare_office(name, lexicon)
    return has_form or office or kind_of(name, lexicon) is PersonKind.UNNAMED


def _prints_office(name: str) -> bool:
    """Return whether `name` is an office in capitals among small words: The SPEAKER pro tempore."""
    return name[:1].isupper() and len(name.split()) < 6 and bool(_OFFICE_IN_CAPITALS.search(name))
