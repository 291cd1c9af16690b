"""Which convention a page follows, judged by its own regularity: how often labels recur and where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.formats.candidates import Candidate, candidates, is_capital
from quotes.formats.evidence import ACCEPTED, OFTEN, weigh
from quotes.formats.grammars import GRAMMARS, Grammar
from quotes.formats.page import Label, Page
from quotes.formats.quotations import over_quotations
from quotes.formats.questions import bold_questions
from quotes.model import BlockKind, Span, TurnEnd

SAMPLE = 200_000  # characters that a convention is chosen on
SUPPORTED = 0.4  # share of labels that must recur, or have a role, where a form alone says little
BOLD_QUESTION = "bold question"
HEARD = 3  # reactions on lines of their own make a transcript


@dataclass(frozen=True, slots=True)
class Convention:
    """The convention chosen for a page, its labels in order, and why."""

    name: str
    why: str
    labels: tuple[Label, ...] = ()
    turn_end: TurnEnd = TurnEnd.UNKNOWN
    quoted: bool = False


PROSE = Convention("prose", "no label recurs or stands out by its form: read as prose")


def choose(page: Page) -> Convention:
    """Return the convention that most labels of the page follow; prose when there is none."""
    if page.labels is not None:
        return Convention(page.convention, "the format marks who speaks", tuple(page.labels), page.turn_end)
    sample = min(len(page.plain), SAMPLE)
    scored = [(_support(page, grammar, sample), grammar) for grammar in GRAMMARS]
    support, grammar = max(scored, key=lambda pair: pair[0])
    questions = bold_questions(page)
    if questions and 2 * len(questions) >= support:
        why = f"{len(questions) // 2} questions are bold from end to end"
        return Convention(BOLD_QUESTION, why, questions, TurnEnd.LABEL)
    beside = over_quotations(page)
    if not support:
        why = f"{len(beside)} labels stand over block quotations"
        return Convention("label and block quotation", why, beside) if beside else PROSE
    found = _accepted(page, grammar, len(page.plain))
    labels = _completed(page, found, beside)
    return Convention(grammar.name, _why(grammar, found), labels, _turn_end(page, grammar, found), grammar.quoted)


def _support(page: Page, grammar: Grammar, end: int) -> int:
    """Return the evidence for `grammar`; 0 when its labels neither recur nor have a role, or are too few."""
    found = list(candidates(page, grammar, end))
    weights = weigh(page, grammar, found)
    kept = [(c, w) for c, w in zip(found, weights, strict=True) if w >= ACCEPTED]
    total = sum(weight for _, weight in kept)
    return total if total >= grammar.enough and _is_supported(grammar, [c for c, _ in kept]) else 0


def _is_supported(grammar: Grammar, found: Sequence[Candidate]) -> bool:
    if grammar.own_line or grammar.quoted:
        return True
    counts = Counter(c.key for c in found)
    supported = sum(counts[c.key] > 1 or bool(c.who.role) or (c.gap > 1 and is_capital(c.who.name)) for c in found)
    return supported >= SUPPORTED * len(found)


def _accepted(page: Page, grammar: Grammar, end: int) -> list[Candidate]:
    found = list(candidates(page, grammar, end))
    return [c for c, weight in zip(found, weigh(page, grammar, found), strict=True) if weight >= ACCEPTED]


def _completed(page: Page, found: Sequence[Candidate], others: Sequence[Label]) -> tuple[Label, ...]:
    """Return the labels of `found`, and where their words stand as labels in another form.

    A label may have lost its bold, have a semicolon for a colon, or, in capitals and in subtitles, stand in mid-line.
    """
    labels = [c.label for c in found]
    taken = {label.who.start for label in labels}
    labels += [label for label in others if label.who.start not in taken]
    for pattern in _known_labels(page, found):
        for match in pattern.finditer(page.plain):
            if match.start("who") not in taken:
                labels.append(Label(match.start("label"), match.end(), Span(*match.span("who"))))
    return tuple(sorted(set(labels)))


def _known_labels(page: Page, found: Sequence[Candidate]) -> list[re.Pattern[str]]:
    printed = Counter(page.plain[slice(*c.label.who)] for c in found)
    known = [words for words in printed if len(words) > 1 and "\n" not in words]
    if not known or found[0].follows == "":
        return []
    either = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    patterns = [re.compile(rf"^[ \t]*(?P<label>(?:\*\*)?(?P<who>{either})(?:\*\*)?[:;](?:\*\*)?)(?=\s)", re.MULTILINE)]
    if page.cues or sum(map(is_capital, known)) > 0.8 * len(known):
        patterns.append(re.compile(rf"(?<=[.!?…\"”’)\]—–-] )(?P<label>(?P<who>{either}):)(?=\s)"))
    return patterns


def _turn_end(page: Page, grammar: Grammar, found: Sequence[Candidate]) -> TurnEnd:
    if grammar.quoted:
        return TurnEnd.MARKED
    if grammar.transcript or page.cues:
        return TurnEnd.LABEL
    counts = Counter(c.key for c in found)
    recurring = sum(count for count in counts.values() if count > 1)
    heard = sum(piece.kind is BlockKind.MARKUP for piece in page.pieces)
    capital = sum(is_capital(c.who.name) for c in found) > 0.8 * len(found)
    often = recurring >= 2 * OFTEN and recurring >= 0.5 * len(found)
    certain = heard >= HEARD or capital or (often and not grammar.own_line) or _is_dense(page, grammar, found)
    return TurnEnd.LABEL if certain else TurnEnd.UNKNOWN


def _is_dense(page: Page, grammar: Grammar, found: Sequence[Candidate]) -> bool:
    """Return whether hardly a paragraph stands without a label, from the first label on."""
    pieces = sum(1 for p in page.pieces if p.start >= found[0].label.start and p.kind is BlockKind.PARAGRAPH)
    return len(found) >= 6 and len(found) >= 0.6 * (pieces - (len(found) if grammar.own_line else 0))


def _why(grammar: Grammar, found: Sequence[Candidate]) -> str:
    names = Counter(c.who.name for c in found)
    most = ", ".join(f"{name} ({count})" for name, count in names.most_common(3))
    return f"{len(found)} labels of the form “{grammar.name}”, {len(names)} different; most often {most}"
