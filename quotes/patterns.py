"""Whether this Python matches patterns as its documentation says: asked once, before anything is read.

Python 3.11.0 to 3.11.4 mismatch possessive repeats of a group (CPython issue 106052), so none stands in this package:
atomic groups, which those versions match rightly, say the same. A Python that failed at one of these features would
find no label on any page and say nothing of it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from quotes.errors import UnfitPython


class Feature(NamedTuple):
    """A feature of patterns that the readers rely on, with an example that shows it and how much of it matches."""

    name: str
    pattern: str
    text: str
    end: int


FEATURES = (
    Feature("an atomic group around an optional look-behind", r"a(?>(?:(?<=q):)?):", "a:b", 2),
    Feature("an atomic group of alternatives", r"a(?>(?:bx|by)*)b", "abxb", 4),
    Feature("an atomic group that repeats a possessive class", r"a(?>(?:[.'][^\W_]++)*)'", "a.b'", 4),
    Feature("a possessive repeat of a class", r"a[bc]*+(?=d)", "abcd", 3),
    Feature("a possessive repeat of one of three to five", r"\d{3,5}+x", "1234x", 5),
    Feature("a look-behind in the middle", r"\w.(?<=\b[A-Z]\.)\s", "A. b", 3),
    Feature("a group that a condition asks for", r"(?P<bold>\*\*)?Q(?(bold)\*\*)(?=\s)", "**Q** ", 5),
)


@cache
def check(features: tuple[Feature, ...] = FEATURES) -> None:
    """Raise UnfitPython, naming the feature, where this Python does not match as it should."""
    for feature in features:
        found = re.match(feature.pattern, feature.text)
        if found is None or found.end() != feature.end:
            raise UnfitPython(
                f"this Python does not match {feature.name} as its documentation says, and would read documents "
                "wrongly: use another release of Python"
            )
