"""What tells whether a phrase of time is about what is past or what is to come: the lexicon's dates.toml, [tenses]."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from quotes.lexicon import Lexicon

NEVER = "(?!)"  # a pattern that finds nothing
_KINDS = ("ahead", "neither", "past")  # of verbs, the first that fits holds
_NAME_IN_BRACES = re.compile(r"\{([a-z_]+)\}")


class Tenses(NamedTuple):
    """The tenses of a language."""

    verbs: re.Pattern[str]  # as groups: past, ahead, and those that tell neither
    to_come: re.Pattern[str]  # of a sentence that speaks of what is still to come
    clause_ends: re.Pattern[str]
    leading: re.Pattern[str]  # what may stand ahead of a phrase that opens a sentence: "But then, in 2014, they signed"
    no_time: re.Pattern[str]  # begins a phrase that says which one, or until when, and not when
    no_time_behind: re.Pattern[str]  # ends what stands before such a phrase


@cache
def tenses(lexicon: Lexicon) -> Tenses:
    """Return the tenses of a language; of one whose verbs nobody has listed such as find nothing."""
    written = _written(lexicon.tables("dates").get("tenses", {}))
    kinds = (rf"(?P<{kind}>{written[kind]})" for kind in _KINDS if kind in written)
    found = {name: written.get(name, NEVER) for name in Tenses._fields} | {"verbs": "|".join(kinds) or NEVER}
    return Tenses(**{name: re.compile(pattern, re.IGNORECASE) for name, pattern in found.items()})


def _written(told: Mapping[str, str | list[str]]) -> dict[str, str]:
    """Return the patterns, with what the names of lists in braces stand for."""
    lists = {name: "|".join(words) for name, words in told.items() if isinstance(words, list)}
    patterns = {name: words for name, words in told.items() if isinstance(words, str)}
    return {name: _NAME_IN_BRACES.sub(lambda found: lists[found[1]], pattern) for name, pattern in patterns.items()}
