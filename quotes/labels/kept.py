"""Which matches of a grammar are kept, by the words that they hold, and by the others of them on the page."""

from __future__ import annotations

import re
from itertools import pairwise

from quotes.labels.grammars import Grammar
from quotes.labels.names import LONGEST_PARTICLE, is_speaker, kind_of, parse
from quotes.labels.words import label_words, opens_with_given
from quotes.lexicon import Lexicon
from quotes.model import PersonKind
from quotes.text import fold

ENOUGH = 2  # names with a role on a page that so names who speaks
LONGEST_ROLE = 8  # words

Matches = list[re.Match[str]]


def kept(found: Matches, grammar: Grammar, lexicon: Lexicon) -> Matches:
    """Return those of `found` that may be labels of `grammar`, as far as its groups and the words of a page tell."""
    groups = grammar.pattern.groupindex
    if "loud" in groups:
        found = _of_record([match for match in found if _is_loud(match["loud"])], lexicon)
    if "office" in groups:
        found = [m for m in found if not m["office"] or kind_of(m["office"], lexicon) is PersonKind.OFFICE]
    if "role" in groups:
        found = _mostly_bare(found)
    if "bare" in groups:
        found = _known_alone(found, lexicon)
    return found if grammar.colon else [match for match in found if not _is_cut(match["who"], lexicon)]


def _is_loud(name: str) -> bool:
    """Return whether `name` is printed in capitals, but for particles and a letter here and there."""
    words = "".join(word for word in name.split() if len(word) > LONGEST_PARTICLE or not word.islower())
    return sum(map(str.isupper, words)) > 4 * sum(map(str.islower, words))


def _of_record(found: Matches, lexicon: Lexicon) -> Matches:
    """Return `found` if somebody comes again among them, and somebody has a title or chairs: no places, no terms."""
    names = [match["loud"] for match in found]
    ranked = any(not label_words(lexicon).ranks.isdisjoint(fold(name).split()) for name in set(names))
    return found if ranked and len(set(names)) < len(names) else []


def _mostly_bare(found: Matches) -> Matches:
    """Return `found` without those that hold a role, where most do: a sentence may open with a name and a role."""
    bare = [match for match in found if not match["role"]]
    return found if 2 * len(bare) >= len(found) else bare


def _is_cut(words: str, lexicon: Lexicon) -> bool:
    """Return whether `words` end in a title that a name must follow, Texas Sen., not in a seat: Ana Rees MS."""
    last = words.rsplit(None, 1)[-1]
    return fold(last) in label_words(lexicon).abbreviated and (not last.isupper() or words.isupper())


def _known_alone(found: Matches, lexicon: Lexicon) -> Matches:
    """Return the names without a mark that have a role, and those alone that are known, or name nobody at all."""
    found = [match for match in found if is_speaker(match["bare"] or match["who"], lexicon)]
    sure = [match for match in found if _has_role(match, lexicon)]
    names = [parse(match["who"], lexicon).name for match in sure]
    titled = sum(_holds_title(match["who"], lexicon) for match in sure if not match["bare"])
    if len(sure) < ENOUGH or not (2 * titled >= len(sure) or any(opens_with_given(name, lexicon) for name in names)):
        return []
    known = {fold(name) for name in names}
    alone = [cut for match in found if match not in sure and (cut := _cut(match))]
    every = sorted([*sure, *(m for m in alone if _is_known(m["bare"], known, lexicon))], key=re.Match.start)
    return _over_words(every)


def _over_words(found: Matches) -> Matches:
    """Return those of `found` with words under them; in a list of names none is a label, but one that comes again."""
    listed = [not one.string[one.end() : other.start()].strip() for one, other in pairwise(found)]
    inside = [a or b for a, b in zip([False, *listed], [*listed, False], strict=True)] if found else []
    outside = {match["who"] for match, is_listed in zip(found, inside, strict=True) if not is_listed}
    under = [*(not is_listed for is_listed in listed), True]
    rows = zip(found, inside, under, strict=False)
    return [match for match, is_listed, words in rows if words and (not is_listed or match["who"] in outside)]


def _has_role(match: re.Match[str], lexicon: Lexicon) -> bool:
    if not match["bare"]:
        return True
    below = match["below"] if "below" in match.re.groupindex else None
    if not below or len(match["bare"].split()) < 2 or len(below.split()) > LONGEST_ROLE:
        return False
    return _holds_title(below, lexicon)


def _holds_title(words: str, lexicon: Lexicon) -> bool:
    return not label_words(lexicon).titles.isdisjoint(fold(words).split())


def _cut(match: re.Match[str]) -> re.Match[str] | None:
    """Return the match of the line alone, without the next."""
    return match.re.match(match.string, match.start(), match.end("bare"))


def _is_known(words: str, known: set[str], lexicon: Lexicon) -> bool:
    given = words.istitle() and 2 <= len(words.split()) < 4 and opens_with_given(words, lexicon)
    return given or fold(words) in known or kind_of(words, lexicon) is PersonKind.UNNAMED
