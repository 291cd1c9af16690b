"""The lists of the default lexicon, for the rooms that are not handed one yet."""

from __future__ import annotations

from quotes.lexicon import ENGLISH
from quotes.lexicon import titles as _titles

lines, words, keyed = ENGLISH.lines, ENGLISH.words, ENGLISH.keyed
phrases, columns, tables = ENGLISH.phrases, ENGLISH.columns, ENGLISH.tables


def titles() -> _titles.Titles:
    """Return the titles of the default lexicon."""
    return _titles.titles(ENGLISH)
