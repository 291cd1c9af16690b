"""Misprints in labels: a name that stands once, and is a slip away from one that stands there again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from quotes.labels.names import parse
from quotes.labels.words import LabelWords, label_words
from quotes.lexicon import Lexicon
from quotes.model import PersonKind
from quotes.text import fold

# Set by hand: misprints of names are few. tests/labels/cases/labels.toml has both sides of each.
_OFTEN = {"title": 2, "address": 3, "name": 3, "surname": 3}  # turns of the right form, by what is misprinted
_LONG = 5  # letters, of a word in which a slip is told from another word
_LONGEST = 9  # letters, of one in which there may be two


class Page(NamedTuple):
    """The names of a page's labels, in order, and how often each stands there."""

    names: Sequence[str]
    counts: Mapping[str, int]
    known: LabelWords


def put_right(said: Sequence[str], lexicon: Lexicon) -> Mapping[str, str]:
    """Return the labels of a page with a misprinted name, each with the name put right; `said` is in order of the page.

    A misprinted title changes nobody. A misprinted name might be somebody else's: it must stand where its bearer may
    speak, not right before or behind the name that it would be; a surname alone on a page of two who take turns.
    """
    names = [_name(words, lexicon) for words in said]
    page = Page(names, Counter(filter(None, names)), label_words(lexicon))
    often = [name for name, count in Counter(filter(None, names)).most_common() if count >= min(_OFTEN.values())]
    alone = [i for i, name in enumerate(names) if often and page.counts.get(name) == 1]
    meant = ((i, next((name for name in often if _is_meant(page, i, name)), None)) for i in alone)
    return {said[i]: said[i].replace(names[i], name) for i, name in meant if name}


def _name(words: str, lexicon: Lexicon) -> str:
    """Return the name that a label prints; "" where it is none of a person's."""
    who = parse(words, lexicon)
    return who.name if who.kind is PersonKind.PERSON and who.name in words else ""


def _is_meant(page: Page, place: int, name: str) -> bool:
    """Tell whether the name at a place is `name`, misprinted."""
    part = _misprinted(page.names[place], name, page)
    if not part or page.counts[name] < _OFTEN[part]:
        return False
    beside = {*page.names[max(0, place - 1) : place], *page.names[place + 1 : place + 2]}
    if part == "surname":
        recurring = {one for one, count in page.counts.items() if count > 1}
        return recurring - beside == {name} and beside <= recurring
    return part != "name" or name not in beside


def _misprinted(printed: str, meant: str, page: Page) -> str | None:
    """Return which part of a name a slip may have changed: a title, a form of address, a name, all that is a name."""
    one, other, known = fold(printed).split(), fold(meant).split(), page.known
    apart = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    if len(one) != len(other) or len(apart) != 1:
        return None
    a, b = apart[0]
    if b in known.addresses and len(a) == 1 and b.startswith(a):
        return None if _has_initials(page, printed) else "address"
    if a in known.titles or a in known.addresses or a in known.given or not _is_slip(a, b):
        return None
    kept = {*one} - {a}
    return "title" if b in known.ranks and kept else "name" if kept - known.ranks else "surname"


def _is_slip(printed: str, meant: str) -> bool:
    """Tell whether a word may be another one misprinted, by a letter that is missing, added, changed or moved."""
    shorter = min(len(printed), len(meant))
    alike = (printed + meant).isalpha() and printed[0] == meant[0] and shorter >= _LONG
    return alike and OSA.distance(printed, meant) <= (2 if shorter >= _LONGEST else 1)


def _has_initials(page: Page, but: str) -> bool:
    """Tell whether the page calls others by an initial and a surname."""
    return any(len(fold(name.split()[0])) == 1 for name in page.counts if name != but)
