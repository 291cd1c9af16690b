"""Labels that are words for things: Myth and Fact, Monday, Problem. Lists recur as regularly as speakers do."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from quotes.fitted import weights
from quotes.labels.candidates import Candidate
from quotes.labels.names import Who
from quotes.labels.regularity import Signs
from quotes.labels.words import label_words
from quotes.lexicon import Lexicon
from quotes.model import PersonKind
from quotes.text import fold

_NUMBER = re.compile(r"[\s_#-]*\d+$")
_BEFORE = re.compile(r"([^\W\d_]+)\.? \Z")
_LONGEST_BEFORE = 20  # characters of a given name or a title


def speakers(signs: Signs | None, found: Sequence[Candidate]) -> float:
    """Return how likely the labels `found` are speakers rather than things, by what words they are."""
    seen = observed(signs, found) if signs else {}
    return _probability(seen) if seen else 1.0


def speaker(signs: Signs, found: Sequence[Candidate]) -> float:
    """Return how likely one of `found` that is a word for a thing is a speaker, so called."""
    return _probability(of_one(observed(signs, found)))


def observed(signs: Signs, found: Sequence[Candidate]) -> dict[str, float]:
    """Return what is observed of the words of different labels: how many are things; nothing where none is."""
    names = {candidate.key: candidate.who for candidate in found}
    things = sum(is_thing(who, signs) for who in names.values())
    return {"share": things / len(names), "others": math.log2(1 + len(names) - things)} if things else {}


def of_one(page: Mapping[str, float]) -> dict[str, float]:
    """Return what is observed of one such label, by what is observed of its `page`."""
    return {"one": 1.0, "share": page.get("share", 0.0), "one, others": page.get("others", 0.0)}


def _probability(seen: Mapping[str, float]) -> float:
    known = weights("quotes.labels", "things")
    score = known["bias"] + sum(known.get(name, 0.0) * value for name, value in seen.items())
    return 1 / (1 + math.exp(-score))


def is_thing(who: Who, signs: Signs) -> bool:
    """Return whether a label is a word for a thing."""
    if who.role or who.short or who.kind is not PersonKind.PERSON:
        return False
    words = _words(who.name, signs.lexicon)
    lexicon = signs.lexicon
    if not lexicon.words("things").issuperset(words):
        return False
    return " " in who.name or not (signs.edges[words[0]] or _is_surname(who.name, signs))


@lru_cache(maxsize=4096)
def _words(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the folded words of a label without an article and a number."""
    first, *rest = fold(_NUMBER.sub("", name)).split() or ("",)
    return tuple(rest) if rest and first in label_words(lexicon).articles else (first, *rest)


def _is_surname(name: str, signs: Signs) -> bool:
    """Return whether the text prints a word behind a given name or a title: Tom English."""
    known, sample = label_words(signs.lexicon), signs.sample
    place = sample.find(f" {name}") + 1 if " " not in name else 0
    while place:
        before = _BEFORE.search(sample, max(0, place - _LONGEST_BEFORE), place)
        if before and ((word := fold(before[1])) in known.given or word in known.addresses):
            return True
        place = sample.find(f" {name}", place) + 1
    return False
