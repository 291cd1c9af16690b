"""Several who speak as one: whom each of the names in a row means, and whether all of them are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quotes.attribution.prose.memory import Memory
from quotes.attribution.prose.mentions import beside, in_row, is_one, mention, without_both
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.pronouns import Meant, meant
from quotes.attribution.prose.tags import Tagged
from quotes.model import Mention, PersonKind


class Named(NamedTuple):
    """Whom words name that name a speaker: the first, those beside, each with whom it means.

    `rival` is who else is well meant by the words for one of them; `doubted`: they may name others, or more.
    """

    first: Mention
    others: tuple[tuple[Mention, Meant], ...] = ()
    rival: str | None = None
    doubted: bool = False


def named_in(tagged: Tagged, tokens: Range, memory: Memory) -> Named:
    """Return whom the noun phrase `tokens` names.

    A row of names is several people where each is named in full or with a title, or is known to the page (Renn and
    Okello, who were met as Ida Renn and Tom Okello), and no two are one. Else it may be a body: Ernst and Young.
    """
    row = without_both(tagged, tokens)
    each = [one._replace(kind=PersonKind.PERSON) for one in in_row(tagged, row)]
    whom = [meant(memory, one) for one in each]
    if not each or not _are_several(each, whom):
        alone = beside(tagged, row)
        found = mention(tagged, alone or row)
        several = bool(each) and not _is_country(tagged, found)
        return Named(found, doubted=several or row != tokens or alone is not None)
    others = [(one._replace(name=who.name or one.name), who) for one, who in zip(each[1:], whom[1:], strict=True)]
    if not tagged.diction.alternatives.isdisjoint(tagged.words[slice(*row)]):
        return Named(each[0], rival=others[0][0].name)
    return Named(each[0], tuple(others), next((who.rival for who in whom if who.rival), None))


def _are_several(each: Sequence[Mention], whom: Sequence[Meant]) -> bool:
    """Tell whether each of those in a row is a person who can be told, and no two are one."""
    told = all(is_one(one) or _is_met(who) for one, who in zip(each, whom, strict=True))
    known = [who.known for who in whom if who.known]
    return told and len(set(known)) == len(known)


def _is_met(who: Meant) -> bool:
    """Tell whether a name alone is that of somebody of whom the page tells more."""
    return who.known is not None and (len(who.known.parts) > 1 or who.known.person)


def _is_country(tagged: Tagged, named: Mention) -> bool:
    """Tell whether a row is but the name of a country: Trinidad and Tobago."""
    return named.name.lower() in tagged.diction.naming.countries
