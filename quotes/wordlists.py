"""The lists of the default lexicon, for the rooms that are not handed one yet."""

from __future__ import annotations

from quotes.lexicon import ENGLISH

lines, words, keyed = ENGLISH.lines, ENGLISH.words, ENGLISH.keyed
phrases, columns, tables = ENGLISH.phrases, ENGLISH.columns, ENGLISH.tables
