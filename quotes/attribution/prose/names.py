"""Which words of a noun phrase are the name of a person, or of a body, that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotes import wordlists
from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.tags import Tagged


def dotted(words: Iterable[str]) -> frozenset[str]:
    """Return the words as they stand and as abbreviations end: with a full stop."""
    return frozenset(form for word in words for form in (word, f"{word}."))


TITLES = wordlists.titles().stands_for
HONORIFICS = wordlists.titles().prose_addresses
TITLED = TITLES.keys() | HONORIFICS.keys()
DOTTED_TITLES, _TITLED = dotted(TITLES), dotted(TITLED)
GROUPS = dotted(wordlists.words("groups"))
CROWDS = wordlists.words("crowds")
GIVEN = wordlists.keyed("given_names")  # the sex of whom each names
_STATES = wordlists.words("states")
_FIELDS = wordlists.words("fields")
_MATTERS = _FIELDS | GROUPS
_ADDRESSES = dotted(HONORIFICS)
_BEFORE_SURNAMES = GIVEN.keys() | _ADDRESSES
_TRADE = re.compile("..(?:[eo]r|ist|ian|man|woman|..ee)$")
_PREPOSITION = pattern("@adpositional @determiner?$")
_OF_SOMEBODY = pattern("@adpositional @determiner? (?P<told>[@word @figure @verb]*)$")
RELATIONS = wordlists.words("relations")
_NAME = pattern(r"(?P<name>(?:@name+&)? @name* [@name @possessive])$")
_DESCRIPTION = pattern("@phrasal+,")
_OF_ANYTHING = pattern(r"(?P<name>@name @name{1,2}) @adpositional (?=.)")
_POSSESSIVES = ("his", "her", "their")
_OF_PLACE = pattern(r"[@determiner @word @figure @adverb @possessive]* (?P<name>@name @name+) @of @determiner? @name+$")


def is_many(word: str) -> bool:
    """Tell whether a word stands for many people, or for things."""
    return (
        word in CROWDS or word.endswith(("ions", "ists")) or (word.endswith("s") and word.removesuffix("s") in TITLES)
    )


def name_in(tagged: Tagged, part: Range) -> Range | None:
    """Return the personal name that a phrase opens with, before of, about or for; else the name that it ends with."""
    opening = _OF_ANYTHING.match(tagged.tags, *part)
    if opening and _is_bearer(tagged, *opening.span("name"), opening.end()):
        return name_start(tagged, part[0], *opening.span("name")), opening.end("name")
    match = _NAME.search(tagged.tags, *part) if tagged.tags[part[1] - 1] in "XS" else None
    if match is None or not tagged.text[tagged.start(part[1] - 1)].isupper():
        return None
    bearer = _OF_PLACE.match(tagged.tags, *part)  # “Sen. Ann Lee of Ohio”
    if bearer and not _is_name(tagged, part[0], bearer.start("name")):
        bearer = None
    match = bearer or match
    start = name_start(tagged, part[0], match.start("name"), match.end("name"))
    if not bearer and _is_anothers(tagged, part[0], match.start(), start):
        return None
    end = match.end("name")
    return (start, end) if start < end and not _is_no_name(tagged, start, end) else None


def _is_bearer(tagged: Tagged, start: int, end: int, following: int) -> bool:
    """Tell whether words before a preposition are a person: Ann Lee of the Daily; Ana Reyes of her friend Bo Chen."""
    words = tagged.words[start:end]
    if not _MATTERS.isdisjoint(words):
        return False
    return words[0] in GIVEN or (tagged.words[following] in _POSSESSIVES and not any(map(is_title, words)))


def _is_no_name(tagged: Tagged, start: int, end: int) -> bool:
    """Tell whether capitalised words are a state behind a town, or many people or things."""
    last = tagged.words[end - 1]
    if last.rpartition("-")[2] in _STATES and last.endswith("."):
        return True
    if end - start > 1 or last in GIVEN:
        return last in CROWDS and tagged.words[end - 2] not in GIVEN
    return is_many(last) and (start == 0 or tagged.words[start - 1] not in _ADDRESSES)


def _is_name(tagged: Tagged, lo: int, start: int) -> bool:
    """Tell whether the capitalised words from `start` on, in a phrase from `lo`, are a person’s name."""
    return tagged.words[start] in GIVEN or any(map(is_title, tagged.words[lo : start + 1]))


def _is_anothers(tagged: Tagged, lo: int, capitals: int, name: int) -> bool:
    """Tell whether the name belongs to somebody, or to a body, that the one who is meant works for or is kin to.

    A lawyer for Ann Lee, an aide to the jailed mayor Ann Lee, the head of the Harbour Trust; but Mayor of Leeds Ann
    Lee, the Minister of Defence Ann Lee: no article stands before her title, or her field stands before her.
    """
    preposition = _OF_SOMEBODY.search(tagged.tags, lo, capitals)
    if preposition is None:
        return False
    related = not RELATIONS.isdisjoint(tagged.words[lo : preposition.start()])
    if preposition["told"]:
        return related or (is_title(tagged.words[name - 1]) and has_title(tagged, (lo, preposition.start())))
    if not related and not has_title(tagged, (lo, preposition.start())):
        return False
    if name > capitals and tagged.words[name - 1] in _FIELDS:
        return False
    return tagged.tags[lo] == "d" or name == capitals


def name_start(tagged: Tagged, lo: int, start: int, end: int) -> int:
    """Return where, in the capitalised words start … end of a phrase from `lo`, the name begins.

    Titles and forms of address are no part of it, nor is a field of work: Minister of Public Security Ann Lee.
    """
    surname = end - start > 1 and tagged.words[end - 2] in _BEFORE_SURNAMES  # Howard Dean, Mr. King
    for i in range(end - 1 - surname, start - 1, -1):
        if is_title(tagged.words[i]) and tagged.words[i] not in GIVEN:
            return i + 1
    if end - start > 2 and _is_trade(tagged, start):
        return start + 1
    if not _is_of_office(tagged, lo, start) or tagged.words[end - 1] in _MATTERS:
        return start
    if end - start == 2 and tagged.tags[start - 1] == "o" and tagged.words[start] in _FIELDS:
        return end - 1
    return end - 2 if end - start >= 3 else start


def _is_trade(tagged: Tagged, start: int) -> bool:
    """Tell whether a sentence opens with what somebody is by trade, before the name: Forecaster Ann Lee."""
    word, following = tagged.words[start : start + 2]
    opens = start == 0 or tagged.tags[start - 1] in ".?!Q"
    return opens and following in GIVEN and word not in GIVEN and _TRADE.search(word) is not None


def _is_of_office(tagged: Tagged, lo: int, start: int) -> bool:
    """Tell whether token `start` opens the field or body of an office: Minister for Trade, Secretary of the Navy."""
    preposition = _PREPOSITION.search(tagged.tags, lo, start)
    if preposition is None:
        return False
    first = preposition.start()
    return first > lo and (
        is_title(tagged.words[first - 1]) or (tagged.tags[first] == "o" and has_title(tagged, (lo, first)))
    )


def addressed(tagged: Tagged, lo: int, named: Range) -> Range:
    """Return the name; a surname with the form of address before it that tells Mr. Lee from Ms. Lee."""
    start, end = named
    bare = end - start == 1 and start > lo
    return (start - 1, end) if bare and HONORIFICS.get(tagged.words[start - 1].rstrip("."), "-") in "mf" else named


def is_title(word: str) -> bool:
    """Tell whether a word is a title or a form of address."""
    return word in _TITLED


def has_title(tagged: Tagged, part: Range) -> bool:
    """Tell whether one of the words of `part` is a title."""
    return not DOTTED_TITLES.isdisjoint(tagged.words[part[0] : part[1]])


def apposition(tagged: Tagged, lo: int, start: int, end: int) -> list[str]:
    """Return the words of “, a lawyer from Leeds,” after a name, and of “The lawyer from Leeds,” before it."""
    words: list[str] = []
    clause = lo < start and tagged.words[lo].endswith(("ed", "ing"))  # Flanked by Ann Lee, the mayor said
    if tagged.tags.startswith((",d", ",w"), end) and not clause:
        close = tagged.tags.find(",", end + 1, end + 12)
        words += tagged.words[end + 1 : close if close > 0 else end + 5]
    if tagged.tags.startswith(",", start - 1):
        words += tagged.words[max(lo, start - 8) : start - 1]
    return words


def is_apposed(tags: str, lo: int, start: int, end: int) -> bool:
    """Tell whether a name stands behind a description that opens the sentence: The victim’s mother, Ann Lee, wept."""
    return tags.startswith(",", end) and _DESCRIPTION.fullmatch(tags, lo, start) is not None
