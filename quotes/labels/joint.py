"""Labels of several who speak as one: Ana and Bo, spouses; Sisters Ana and Vera; Ana Reyes, Bo Lind and Cy Ash."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from quotes.labels.names import is_name, parentheses
from quotes.labels.phrases import denoted, is_thing
from quotes.labels.words import opens_with_given
from quotes.lexicon import Lexicon
from quotes.model import Mention, PersonKind, Span
from quotes.text import either

_NAME = r"[^\W\d_a-zß-ÿ][\w.'’-]*(?: [^\W\d_a-zß-ÿ][\w.'’-]*){0,3}"


class Several(NamedTuple):
    """The names on a label, and the role that all of them have."""

    names: tuple[str, ...]
    role: str | None


@cache
def _list(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern of names in a list, with what they are before them or behind."""
    joint = rf"(?:,? {either(lexicon.words('name_joints'))} | ?& ?)"
    return re.compile(
        rf"(?:(?P<before>[^\W\d_]+) (?={_NAME}(?:, {_NAME})*{joint}))?"
        rf"(?P<names>{_NAME}(?:, {_NAME})*{joint}{_NAME})(?:, (?P<role>.+))?"
    )


@lru_cache(maxsize=4096)
def several(words: str, lexicon: Lexicon, families: frozenset[str] = frozenset()) -> Several | None:
    """Return the names of several persons that a label prints; None of one, and of a house called by two names.

    `families` are the surnames of those whom the page names in full.
    """
    outside, inside = parentheses(words)
    found = _list(lexicon).fullmatch(outside)
    if not found:
        return None
    before, listed = found["before"], found["names"]
    if before and not ((what := denoted(before, lexicon)) and what.kind is PersonKind.UNNAMED):
        before, listed = None, f"{before} {listed}"
    names = tuple(re.split(rf",? {either(lexicon.words('name_joints'))} | ?& ?|, ", listed))
    given = any(opens_with_given(name, lexicon) for name in names)
    if not (given or all(" " in name for name in names) or families.issuperset(names)):
        return None  # Bread and Butter
    if not all(name in families or _may_be_person(name, lexicon) for name in names):
        return None
    return Several(names, ", ".join(filter(None, (before, found["role"], *inside[-1:]))) or None)


def _may_be_person(name: str, lexicon: Lexicon) -> bool:
    """Return whether a name has the form of a person's, and is no house's, office's or thing's."""
    form = opens_with_given(name, lexicon) or (is_name(name) and not (" " in name and name.isupper()))
    return form and not denoted(name, lexicon) and not is_thing(name, lexicon)


def beside(
    mention: Mention, plain: str, lexicon: Lexicon, families: frozenset[str] = frozenset(), *, own_line: bool = True
) -> Mention:
    """Return whom a label names first, with the others whom it names as `others`; `plain` is the text of the page.

    Behind a label that is not on its `own_line` words follow, and only those whom the page names in full are several.
    """
    rows = mention.kind is PersonKind.GROUP or "," in mention.text
    found = several(mention.text, lexicon, families) if rows else None
    if found is None or not (own_line or families.issuperset(found.names)):
        return mention
    first, *others = (_placed(name, mention, found.role, plain) for name in found.names)
    return mention._replace(name=first.name, role=found.role, kind=PersonKind.PERSON, others=tuple(others))


def _placed(name: str, mention: Mention, role: str | None, plain: str) -> Mention:
    start = plain.find(name, *mention.span)
    span = Span(start, start + len(name)) if start >= 0 else mention.span
    return Mention(name, span, name, role)
