"""Whether a proper noun is the name of a body rather than of a person."""

from __future__ import annotations

import re

from quotes.attribution.prose.names import has_title
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.tags import Tagged

# Lines.com, HarbourPost; not McLee, FitzLee
_BRAND = re.compile(
    r".+\.(?:com|org|net)|(?!(?:Mc|Mac|Fitz|[VD][ao]n|D[aeiu]|L[aeo]|St|[EA]l)[A-Z])[A-Z][a-z]+[A-Z][A-Za-z]+"
)


def is_body(tagged: Tagged, main: Range, named: Range, rest: Range | None) -> bool:
    """Tell whether the name in `main` is a body’s, in the light of the `rest` that tells more of it."""
    office = rest is not None and tagged.words[named[0]] in tagged.diction.naming.given and has_title(tagged, rest)
    return not office and is_group(tagged, main, named)  # the spokeswoman, Ann Lee White


def is_group(tagged: Tagged, main: Range, named: Range) -> bool:
    """Tell whether the proper noun `named`, in the noun phrase `main`, names a body rather than a person."""
    behind = named[0] - 1
    while behind > main[0] and tagged.tags[behind] in "dn":  # the Union of | the | North
        behind -= 1
    if main[0] <= behind and tagged.tags[behind] in "oi":
        return not has_title(tagged, (main[0], named[0]))
    if is_body_called(tagged, main, named):
        return True
    name, naming = tagged.printed(*named), tagged.diction.naming
    if _BRAND.fullmatch(name):
        return True
    if name.isupper() and named[1] - named[0] == 1 and len(name) > 1:
        return True
    words = tagged.words[named[0] : named[1]]
    if words[0] in naming.given and has_title(tagged, (main[0], named[0])):
        return False  # the governor, Jan Brewer, brews nothing
    if not naming.groups.isdisjoint(words) and any(
        word in naming.groups and word not in naming.given for word in words
    ):
        return True
    return tagged.tags[main[0]] == "d" and main[0] + 1 == named[0] and not has_title(tagged, main)


def is_body_called(tagged: Tagged, main: Range, named: Range) -> bool:
    """Tell whether a common noun before a name says that it is a body's: the company Halden."""
    before, naming = named[0] - 1, tagged.diction.naming
    if main[0] > before or tagged.words[before] not in naming.groups or tagged.tags[before] == "X":
        return False
    titled = has_title(tagged, (main[0], before))  # the chief of staff Ann Lee
    return not titled or tagged.words[named[0]] not in naming.given
