"""How much evidence the labels of each form have on a page, and which form has most."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from quotes.labels.candidates import Candidate, Starts, candidates, gap, is_capital, starts
from quotes.labels.evidence import ACCEPTED, Weighed, weigh
from quotes.labels.grammars import GRAMMARS, Grammar
from quotes.labels.names import is_speaker, is_titled, opens_with_office
from quotes.labels.regularity import Signs, signs_of
from quotes.labels.templates import written
from quotes.labels.words import label_words
from quotes.lexicon import Lexicon
from quotes.model import PersonKind
from quotes.page import Page

SAMPLE = 200_000  # characters that a convention is chosen on
SUPPORTED = 0.4  # share of labels that must recur, or have a role, where a form alone says little
COVERED = 0.9  # share of the labels of another form that bear a time, from which on the time is a part of the form
CUED = 0.8  # share of cues that open with a name in capitals where none recurs


_OPENING = 6  # characters, of which the first letter of a sentence is one
_PARTICLE = 3  # letters of a small word within a name
_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?…]\s")
_ADDRESSED = re.compile(r" [a-z]{1,3} [^\s]+$")  # to Everyone


class Form(NamedTuple):
    """A grammar, how much evidence all its labels together have on a page, and its candidates there."""

    evidence: float  # 0 where they are too few, or nothing but their form speaks for them
    grammar: Grammar
    weighed: Sequence[Weighed]
    accepted: Sequence[Candidate]  # those with enough evidence to be labels
    signs: Signs | None  # of the candidates, where there are some


def forms(page: Page) -> list[Form]:
    """Return the forms, that with most evidence first; of a long page the others are known on a sample only."""
    sample = page.starts[: bisect_left(page.starts, SAMPLE)]
    found = _by_evidence(page, starts(page.plain, sample))
    if len(sample) < len(page.starts):
        every = starts(page.plain, page.starts)
        first = found[0]
        if first.evidence:
            found[0] = _form(page, first.grammar, every)._replace(evidence=first.evidence)
        else:
            found = _by_evidence(page, every)
    if not found[0].evidence and page.cues and (cued := _cued(page)):
        return [cued, *(form for form in found if form.grammar is not cued.grammar)]
    return found


def joined(page: Page, found: Sequence[Form]) -> list[Form]:
    """Return the other forms with evidence: a news page may print some labels on lines of their own, some not."""
    if page.starts and page.starts[-1] >= SAMPLE:
        every = _scored(page, starts(page.plain, page.starts))
        found = [found[0], *(form for form in every if form.grammar is not found[0].grammar)]
    beside = (form if form.evidence else _beside(page, form, found[0]) for form in found[1:])
    return [form for form in beside if form]


def _beside(page: Page, form: Form, first: Form) -> Form | None:
    """Return the labels before their words that go along with those on lines of their own, of which they have the form:
    Name, Role: words. Too few to stand alone, they are names in full, and no sentence: To begin with, I say: it rains.
    """
    if form.grammar.weight or not first.grammar.own_line or first.grammar.weight != 1:
        return None
    full = [one for one in form.weighed if _is_in_full(page.plain, one.candidate)]
    accepted = _accepted(full)
    if not _support(page, form.grammar, accepted, first.evidence):
        return None
    return form._replace(weighed=full, accepted=[one.candidate for one in accepted])


def _is_in_full(plain: str, candidate: Candidate) -> bool:
    """Return whether a label is a name in full, with or without a role, and a sentence stands behind it, none in it."""
    who, label = candidate.who, candidate.label
    parts = who.name.split()
    called = len(parts) > 1 and all(part[0].isupper() or len(part) <= _PARTICLE for part in parts)
    begins = plain[label.end : label.end + _OPENING].lstrip(' \t¿¡«“„"—–-')[:1].isupper()
    return called and begins and who.kind is PersonKind.PERSON and not _SENTENCE_END.search(plain[slice(*label.who)])


def _by_evidence(page: Page, places: Starts) -> list[Form]:
    return sorted(_scored(page, places), key=_evidence_of, reverse=True)


def _evidence_of(form: Form) -> float:
    return form.evidence


def _scored(page: Page, places: Starts) -> list[Form]:
    """Return for each grammar how much evidence it has at `places`, and its candidates there."""
    usual = [_form(page, grammar, places) for grammar in GRAMMARS]
    most = max(len(form.accepted) for form in usual if form.evidence or form is usual[0])
    others = [_form(page, grammar, places) for grammar in written(page.plain, *places, page.lexicon)]
    others = [form if len(form.accepted) >= COVERED * most else form._replace(evidence=0) for form in others]
    # Of two with as much evidence the first is taken: what only programs print is told from names with a time, and
    # these from nicknames.
    return sorted([*usual, *others], key=_is_no_programs)


def _is_no_programs(form: Form) -> bool:
    return not form.grammar.free or form.grammar.nick


def _form(page: Page, grammar: Grammar, places: Starts) -> Form:
    found = candidates(page, grammar, places)
    if not found:
        return Form(0, grammar, (), (), None)
    signs = signs_of(page, grammar, found)
    weighed = weigh(signs, found)
    accepted = _accepted(weighed)
    return Form(_support(page, grammar, accepted), grammar, weighed, [one.candidate for one in accepted], signs)


def _accepted(weighed: Sequence[Weighed]) -> list[Weighed]:
    """Return the candidates that have enough evidence to be labels."""
    return [one for one in weighed if one.evidence >= ACCEPTED]


def _cued(page: Page) -> Form | None:
    """Return the labels of subtitles too short for any to recur: nearly every cue opens with a name in capitals."""
    every = starts(page.plain, page.starts)
    for grammar in GRAMMARS:
        loud = [c for c in candidates(page, grammar, every) if c.who.name.isupper() and c.follows]
        found = [c for c in loud if is_speaker(c.who.name, page.lexicon)]
        if not grammar.own_line and len(found) > 1 and len(found) >= CUED * len(page.pieces):
            signs = signs_of(page, grammar, found)
            weighed = [one._replace(evidence=ACCEPTED) for one in weigh(signs, found)]
            return Form(len(found), grammar, weighed, found, signs)
    return None


def _support(page: Page, grammar: Grammar, accepted: Sequence[Weighed], beside: float = 0.0) -> float:
    """Return the evidence for `grammar`; 0 when its labels neither recur nor have a role, or are too few, with the
    evidence that there is `beside` them."""
    kept = [one for one in accepted if is_speaker(one.candidate.who.name, page.lexicon)]
    total = sum([one.evidence for one in kept])
    is_enough = (
        total > 0 and total + beside >= grammar.enough and _is_supported(page, grammar, [one.candidate for one in kept])
    )
    return total if is_enough else 0


def _is_supported(page: Page, grammar: Grammar, found: Sequence[Candidate]) -> bool:
    counts = Counter(c.key for c in found)
    if grammar.stamped or grammar.marks:
        return _is_of_template(grammar, found, counts)
    if grammar.own_line or grammar.quoted:
        return True
    if grammar.titled and len(counts) < 2:
        return False
    surnames = {key.split()[-1] for key in counts if " " in key}
    # Told from the terms of a glossary, which the text above may name, too.
    personal = grammar.weight > 1 and any(c.key.split(" ")[0] in label_words(page.lexicon).given for c in found)
    sure = (
        c.key in surnames or _is_sure(c, counts, grammar.titled, page.lexicon) or (personal and _is_told(page, c))
        for c in found
    )
    return sum(sure) >= SUPPORTED * len(found)


def _is_of_template(grammar: Grammar, found: Sequence[Candidate], counts: Counter[str]) -> bool:
    """Return whether labels are those of a template: several names recur where that is asked, and not all end alike.

    From Ana Reyes to Everyone, From Bo Chen to Everyone: words of a program that no template knows are no names.
    """
    recurring = sum(counts[candidate.key] > 1 for candidate in found)
    spoken_to = [_ADDRESSED.search(candidate.who.name) for candidate in found]
    alike = all(spoken_to) and len({match[0] for match in spoken_to if match}) == 1 < len(counts)
    return not alike and (not grammar.recurs or (len(counts) > 1 and recurring >= SUPPORTED * len(found)))


def _is_sure(candidate: Candidate, counts: Counter[str], titled: bool, lexicon: Lexicon) -> bool:
    who = candidate.who
    beside = bool(who.role) or candidate.label.seconds is not None or opens_with_office(who.name, lexicon)
    printed = gap(candidate) > 1 or (titled and candidate.opening.endswith("."))  # MR. REYES:  Yes; Mr. REYES. Yes
    known = is_titled(candidate.who.name, lexicon) or candidate.who.kind in (PersonKind.OFFICE, PersonKind.GROUP)
    return beside or known or counts[candidate.key] > 1 or (printed and is_capital(candidate.who.name))


def _is_told(page: Page, candidate: Candidate) -> bool:
    """Return whether the text above the first words of a speaker names him in full, as an interview introduces."""
    return " " in candidate.key and page.plain.find(candidate.who.name, 0, candidate.label.start) >= 0
