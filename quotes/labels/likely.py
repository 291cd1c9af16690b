"""How likely a candidate is a label: a logistic model on its signs and on the labels around it, fitted, not set."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache

from quotes.fitted import weights
from quotes.labels.candidates import Candidate
from quotes.labels.evidence import ACCEPTED, Weighed
from quotes.labels.grammars import Grammar
from quotes.labels.names import Who
from quotes.labels.regularity import Signs
from quotes.labels.signs import Seen
from quotes.labels.support import Form
from quotes.labels.things import is_thing, speaker
from quotes.labels.words import label_words
from quotes.page import Page
from quotes.text import fold

MOST = 6  # evidence beyond what is accepted, of which more says no more
_MANY = 31  # labels, likewise
_LEAST = -8  # evidence, below which less says no more
DOUBTS = frozenset({"borne", "borne later", "respelled", "once"})  # what never speaks for a label


def around(form: Form, page: Page) -> dict[str, float]:
    """Return what is observed of the page: how many labels of its form are accepted, and how dense they stand."""
    labels = len(form.accepted)
    return {
        "labelled": min(1.0, labels / max(1, page.paragraphs(0, len(page.plain)))),
        "labels": math.log2(1 + min(labels, _MANY)),
        "share": labels / max(1, len(form.weighed)),
    }


def rated(form: Form, around: Mapping[str, float], chosen: bool) -> Iterator[tuple[Candidate, float]]:
    """Yield each candidate of `form` with how likely it is a label; `chosen` says whether the page is read by it."""
    if form.signs is None:
        return
    known: dict[tuple[int, Seen, bool], float] = {}
    page = score({"bias": 1.0, **_of_form(form.grammar, chosen), **around})
    firsts = form.signs.firsts
    for one in form.weighed:
        label, key = one.candidate.label, one.candidate.key
        alike = (id(one.of_name), one.of_place, firsts[key] == label.start)  # one object for all of the same words
        if alike not in known:
            likely = 1 / (1 + math.exp(-page - score(_of_candidate(one, form.signs, around["labelled"]))))
            # What is refused ends the words before all the same.
            thing = chosen and one.evidence >= ACCEPTED and is_thing(one.candidate.who, form.signs)
            known[alike] = round(likely * speaker(form.signs, form.accepted) if thing else likely, 3)
        yield one.candidate, known[alike]


def score(seen: Mapping[str, float]) -> float:
    """Return how much what is observed adds to the log odds."""
    known = weights("quotes.labels", "likely")
    return sum([known.get(name, 0.0) * value for name, value in seen.items()])


def observed(one: Weighed, signs: Signs, around: Mapping[str, float], chosen: bool) -> dict[str, float]:
    """Return all that is observed of a candidate."""
    return {**_of_candidate(one, signs, around["labelled"]), **_of_form(signs.grammar, chosen), **around}


def _of_form(grammar: Grammar, chosen: bool) -> dict[str, float]:
    own_line = float(grammar.own_line)
    return {"chosen": 1.0, "own line": own_line} if chosen else {"other, own line": own_line}


def _of_candidate(one: Weighed, signs: Signs, labelled: float) -> dict[str, float]:
    candidate, evidence = one.candidate, one.evidence
    seen: dict[str, float] = {}
    seen["evidence"] = max(_LEAST, min(evidence, ACCEPTED))
    seen["more"] = max(0, min(evidence - ACCEPTED, MOST))
    seen["once"] = signs.counts[candidate.key] == 1
    seen["respelled"] = _is_respelled(candidate.who, signs)
    seen["introduces"] = _introduces(candidate.key, signs)
    seen["once, own line"] = seen["once"] * signs.grammar.own_line * (" " not in candidate.key)
    seen["once, dense"] = seen["once"] * labelled
    if _is_borne(candidate, signs):  # a title stands before a name as a rule where this comes first
        seen["borne" if signs.firsts[candidate.key] == candidate.label.start else "borne later"] = 1.0
    return seen


def _is_borne(candidate: Candidate, signs: Signs) -> bool:
    """Return whether words that are no title stand, here only, before a name that recurs: The bill of Mr. Ashe."""
    who, key = candidate.who, candidate.key
    if signs.counts[key] < 2 or signs.printed[who[:2]] > 1 or who.short:
        return False
    before = _before(who, key, candidate.opening)
    return bool(before) and label_words(signs.lexicon).ranks.isdisjoint(before)


def _is_respelled(who: Who, signs: Signs) -> bool:
    """Return whether a name that labels print in capitals stands here in small letters: Reyes among REYES."""
    loud = who.name.upper()
    return who.name != loud and signs.printed[loud, who.role] > 1


def _introduces(key: str, signs: Signs) -> bool:
    """Return whether the last word of a longer name recurs as a label: ANA REYES, then REYES."""
    return " " in key and signs.counts[key.rpartition(" ")[2]] > 1


@lru_cache(maxsize=4096)
def _before(who: Who, key: str, opening: str) -> tuple[str, ...]:
    """Return the folded words that a label prints before the name `key`, as a role or in the name itself."""
    if who.role and not who.name.startswith(opening):
        return tuple(fold(who.role).split())
    name = fold(who.name)
    return tuple(name.removesuffix(key).split()) if name.endswith(f" {key}") else ()
