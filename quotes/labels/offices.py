"""Offices behind a form of address or an article, as records of parliaments print them in small letters."""

from __future__ import annotations

from functools import lru_cache

from quotes.labels.words import label_words
from quotes.lexicon import Lexicon
from quotes.text import fold


@lru_cache(maxsize=65536)
def is_addressed_office(name: str, lexicon: Lexicon) -> bool:
    """Return whether `name` is an office behind a form of address and an article: M. le ministre."""
    known = label_words(lexicon)
    first, _, rest = fold(name).partition(" ")
    article, _, office = rest.partition(" ")
    return bool(office) and article in known.office_articles and first in known.addresses | known.stop_titles


@lru_cache(maxsize=65536)
def is_bare_office(name: str, lexicon: Lexicon) -> bool:
    """Return whether `name` is a listed office behind one article or form of address: De voorzitter, La présidente."""
    known = label_words(lexicon)
    first, _, office = fold(name).partition(" ")
    return name[:1].isupper() and first in known.address_articles | known.addresses and office in known.offices


def is_loud_office(name: str, lexicon: Lexicon) -> bool:
    """Return whether an office in capitals stands behind an article and an address: La señora VICEPRESIDENTA."""
    article, _, rest = name.partition(" ")
    office = rest.rpartition(" ")[2]
    addressed = fold(article) in lexicon.words("address_articles") and " " in rest
    return addressed and office.isupper() and fold(office) in label_words(lexicon).offices
