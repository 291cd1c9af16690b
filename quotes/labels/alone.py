"""Names alone on their lines, without a mark: labels where others of them have a role beside them, or on the next line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.labels.names import kind_of, parse
from quotes.labels.words import label_words
from quotes.lexicon import Lexicon
from quotes.model import PersonKind
from quotes.text import fold

ENOUGH = 2  # names with a role on a page that so names who speaks
LONGEST_ROLE = 8  # words


def known_alone(found: Sequence[re.Match[str]], lexicon: Lexicon) -> list[re.Match[str]]:
    """Return those of `found` that have a role, and names alone that another has with one, that begin as names do, or
    that are of whom nobody names."""
    sure = [match for match in found if _has_role(match, lexicon)]
    if len(sure) < ENOUGH:
        return []
    known = {fold(parse(match["who"], lexicon).name) for match in sure}
    alone = [cut for match in found if match not in sure and (cut := _cut(match))]
    return sorted([*sure, *(m for m in alone if _is_known(m["bare"], known, lexicon))], key=re.Match.start)


def _has_role(match: re.Match[str], lexicon: Lexicon) -> bool:
    if not match["bare"]:
        return True
    below = match["below"] if "below" in match.re.groupindex else None
    if not below or len(match["bare"].split()) < 2 or len(below.split()) > LONGEST_ROLE:
        return False
    return not label_words(lexicon).titles.isdisjoint(fold(below).split())


def _cut(match: re.Match[str]) -> re.Match[str] | None:
    """Return the match of the line alone, without the next."""
    return match.re.match(match.string, match.start(), match.end("bare"))


def _is_known(words: str, known: set[str], lexicon: Lexicon) -> bool:
    first, _, family = fold(words).partition(" ")
    given = first in label_words(lexicon).given and 1 <= len(family.split()) < 3 and words.istitle()
    return given or fold(words) in known or kind_of(words, lexicon) is PersonKind.UNNAMED
