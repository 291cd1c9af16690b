"""The classes of words by name, and patterns written with these names.

A paragraph is tagged with one letter a token (tags.py). Here, and nowhere else, each letter has a name; a pattern says
`@adverb* @finite`, not `a*[hBvV]`. Marks of punctuation stand for themselves, spaces between the parts for nothing.
"""

from __future__ import annotations

import re

LETTERS = {
    "pronoun": "p",  # he, she, they …
    "expletive": "e",  # there
    "object": "m",  # him, them …
    "determiner": "d",
    "that": "t",
    "question": "k",  # whether, how …
    "relative": "W",  # who, which …
    "of": "o",
    "preposition": "i",  # others
    "to": "T",
    "auxiliary": "h",
    "be": "B",
    "adverb": "a",
    "and": "c",
    "but": "y",
    "subordinator": "b",  # because, while …
    "time": "D",  # Monday, last, week …
    "according": "A",
    "verb": "v",  # one that reports nothing
    "particle": "P",  # of a name: von, de
    "name": "X",  # a capitalised word
    "word": "w",  # any other
    "figure": "n",
    "possessive": "S",  # Lee's, the mayor's
    "cue": "V",  # a finite verb that may report
    "saying": "G",  # its -ing form
    "claim": "N",  # a noun that may report
    "quotation": "Q",  # one that ends like a clause
    "fragment": "q",  # one within a clause
}
SETS = {
    "finite": "hBvV",  # a finite verb of any kind
    "active": "vV",  # a finite verb that is no auxiliary
    "nominal": "XwnS",  # what noun phrases are made of
    "phrasal": "XwnSd",
    "connective": "bcy",
    "adpositional": "oi",
    "quoted": "Qq",
}
_NAMES = LETTERS | SETS
_PART = re.compile(r"\\.|\[|\]|@(\w+)| ")


def pattern(written: str) -> re.Pattern[str]:
    """Return the pattern of tags that is written with names of classes. Raises KeyError for a name that is none."""
    within = False

    def letters(part: re.Match[str]) -> str:
        nonlocal within
        if part.group() in "[]":
            within = part.group() == "["
        if part[1]:
            found = _NAMES[part[1]]
            return found if within or len(found) == 1 else f"[{found}]"
        return "" if part.group() == " " else part.group()

    return re.compile(_PART.sub(letters, written))
