"""From the words a person typed to a full-text expression, with every operator of the search engine disarmed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from quotes.errors import BadQuestion
from quotes.text import fold, words

# A row of the index is numbered by its place: before the row of the statement, the person, or NOBODY. So what one
# person said lies side by side there, and comes before what nobody known did.
ROW, BITS, NOBODY = 0xFFFF_FFFF, 32, 0x7FFF_FFFF
PLACE = f"(coalesce({{statement}}.person_id, {NOBODY}) << {BITS} | {{statement}}.id)"

_LETTER_APOSTROPHE = "\u02bc"  # a letter to Unicode, so it glues what ' and ’ keep apart
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘´`ʹ′" + _LETTER_APOSTROPHE), "'")


class Asked(NamedTuple):
    """What is looked for: all of the phrases, or any of them."""

    phrases: tuple[str, ...]
    any_of: bool = False
    near: int | None = None  # at most so many words between them
    prefix: bool = False  # the last word of each may be the beginning of one
    without: tuple[str, ...] = ()  # phrases that do not stand there


def match(asked: Asked) -> str:
    """Return the FTS5 expression for the statements asked for. Raises BadQuestion when a phrase holds no words."""
    phrases = [_clean(phrase) for phrase in asked.phrases]
    if asked.near is not None:
        found = f"NEAR({' '.join(_quoted(phrase, asked.prefix) for phrase in phrases)}, {asked.near})"
    else:
        found = (" OR " if asked.any_of else " AND ").join(_any_spelling(phrase, asked.prefix) for phrase in phrases)
    for phrase in asked.without:
        found = f"({found}) NOT {_any_spelling(_clean(phrase), False)}"
    return f"text : ({found})"


def _any_spelling(phrase: str, prefix: bool) -> str:
    return f"({' OR '.join(_quoted(spelling, prefix) for spelling in _spellings(phrase))})"


def within(expression: str, terms: Sequence[str]) -> str:
    """Return `expression` narrowed to rows that carry one of `terms` (e17, s3 …); as it is when there are none."""
    return f"terms : ({' OR '.join(terms)}) AND ({expression})" if terms else expression  # the rarer first


def between(people: Sequence[int] | None) -> tuple[int, int]:
    """Return the first and the last place that statements of `people` may have; None: of anybody."""
    if people is None:
        return 0, (NOBODY << BITS) | ROW
    return (min(people) << BITS, max(people) << BITS | ROW) if people else (1, 0)


def _clean(phrase: str) -> str:
    if not fold(phrase):
        raise BadQuestion(f"{phrase!r} holds no words to look for: type at least one word of what was said")
    return phrase.encode("utf-8", "replace").decode().replace("\0", " ")


def _quoted(phrase: str, prefix: bool) -> str:
    return '"' + phrase.replace('"', '""') + '"' + (" *" if prefix else "")


def _spellings(phrase: str) -> list[str]:
    """The same words in the ways that the index keeps apart: composed, decomposed, by kind of apostrophe."""
    plain = phrase.translate(_APOSTROPHES)
    glued = plain.replace("'", _LETTER_APOSTROPHE)
    forms = (unicodedata.normalize(form, text) for text in (plain, glued) for form in ("NFC", "NFD"))
    distinct = dict.fromkeys(forms)
    return list(distinct) if not phrase.isascii() or "'" in plain else [plain]


def as_found(asked: Asked, text: str) -> list[str]:
    """Return the phrases as their words stand in `text`: with `prefix`, the last word of each may be longer there."""
    return [_completed(phrase, text) if asked.prefix else phrase for phrase in asked.phrases]


def _completed(phrase: str, text: str) -> str:
    wanted, found = words(phrase), words(text)
    for i in range(len(found) - len(wanted) + 1):
        *whole, last = found[i : i + len(wanted)]
        if whole == wanted[:-1] and last.startswith(wanted[-1]):
            return " ".join((*whole, last))
    return phrase
