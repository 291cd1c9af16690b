"""Quotations and reports in prose of other languages than English: what packs of words tell (lexicon/*/speech.toml).

There is one way to read them all. What differs in kind is told by a switch of the pack, never by its name.
"""
