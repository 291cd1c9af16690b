"""What the program makes of the pages of the gate, against how people read them: points, and what is lost.

Of each statement that people read, five things are asked, and act and factuality: a point each.

    speaker     the right person, or, where it is open, one of the two
    manner      verbatim, reported or narrated
    status      certain or inferred and right; ambiguous where it is open, or where the person given is the wrong one
    rival       what is ambiguous names the right one among the two; of what is open, both
    confidence  lies where the status says that it does: see BANDS
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from quotes.model import Extraction, Manner, PersonKind, Span, Statement, Status
from quotes.pipeline import extract
from tests.gate.gold import HERE, NARRATION, OUTLET, UNNAMED, Gold, GoldPage

BANDS = {
    Status.REVIEWED: (1.0, 1.0),
    Status.CERTAIN: (0.97, 1.0),
    Status.INFERRED: (0.5, 1.0),
    Status.AMBIGUOUS: (0.0, 0.97),
}
ASPECTS = ("speaker", "manner", "status", "rival", "confidence", "act", "factuality")
FOUND = 0.5  # overlap of the words from which on two stretches are one statement
_IGNORED = frozenset((HERE / "titles.txt").read_text("utf-8").split())


class Outcome(StrEnum):
    """What became of a statement that people read."""

    RIGHT = "right"
    AS_PRINTED = "as printed"  # the page's own word for the speaker, who is not found out; or somebody not named
    WRONG = "wrong"
    LOST = "lost"  # no such statement


class Held(NamedTuple):
    """What the program holds of a stretch of words; speaker "" is the outlet, "?" somebody whom it cannot name."""

    span: Span
    speaker: str
    kind: PersonKind | None
    manner: str
    status: Status
    confidence: float
    rival: str | None
    top: bool
    act: str | None = None
    factuality: str | None = None


class Scored(NamedTuple):
    """A statement that people read, what the program holds of it, and which of ASPECTS are wrong."""

    gold: Gold
    held: Held | None
    outcome: Outcome
    missed: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Tell whether the program says that it is certain."""
        return self.held is not None and self.held.status is Status.CERTAIN

    @property
    def wrong_and_certain(self) -> bool:
        """Tell whether somebody is given these words beyond doubt who has not, or may not have, said them."""
        return self.certain and (self.outcome is Outcome.WRONG or self.gold.open)

    @property
    def right_as_rival(self) -> bool:
        """Tell whether the right one is named, though not in the first place."""
        return self.outcome is Outcome.WRONG and self.held is not None and _is_rival(self.held, self.gold.speaker)


def score(page: GoldPage) -> list[Scored]:
    """Return how each statement of the page is read."""
    held = list(_held(extract(page.source, page.file)))
    named = [gold.speaker for gold in page.statements if gold.speaker not in (OUTLET, UNNAMED)]
    answers = _answers(page.statements, held)
    return [_scored(gold, answer, named) for gold, answer in zip(page.statements, answers, strict=True)]


def _held(found: Extraction) -> Iterator[Held]:
    for statement in found.statements:
        person = None if statement.person is None else found.people[statement.person]
        name = person.name if person else OUTLET if statement.manner is Manner.NARRATED else UNNAMED
        acts = (getattr(statement, "act", None), getattr(statement, "factuality", None))
        for span, status, confidence, rival in _pieces(statement):
            sure = (status, confidence, rival)
            kind = person.kind if person else None
            yield Held(span, name, kind, statement.manner.value, *sure, statement.within is None, *acts)


def _pieces(statement: Statement) -> Iterator[tuple[Span, Status, float, str | None]]:
    """Yield the paragraphs of a turn, each as sure as it is itself; a statement of one is as sure as it says."""
    if len(statement.passages) > 1:
        yield from ((p.span, p.status, p.confidence, p.rival) for p in statement.passages)
    else:
        yield statement.span, statement.status, statement.confidence, statement.rival


def _answers(wanted: Sequence[Gold], held: Sequence[Held]) -> list[Held | None]:
    """Return what the program makes of the words of each: first what overlaps most, a nested statement once only.

    Narration, and words that were not cut out, are what the top-level passage says that holds them. A report or a
    quotation that was not found is nobody's: the outlet does tell it.
    """
    answers = [_around(gold, held) if gold.manner == "narrated" else None for gold in wanted]
    taken: set[Held] = set()
    for _, i, one in sorted(_pairs(wanted, held), key=itemgetter(0), reverse=True):
        if answers[i] is None and one not in taken:
            answers[i] = one
            taken.update(() if one.top else (one,))
    return [
        answer or (_around(gold, held) if _may_be_uncut(gold, wanted) else None)
        for gold, answer in zip(wanted, answers, strict=True)
    ]


def _pairs(wanted: Sequence[Gold], held: Sequence[Held]) -> Iterator[tuple[tuple[float, bool], int, Held]]:
    for i, gold in enumerate(wanted):
        for one in held if gold.manner != "narrated" else ():
            fits = not one.top if gold.manner == "reported" else one.manner != "narrated" or not gold.quoted
            if fits and (overlap := _overlap(one.span, gold.span)) >= FOUND:
                yield (overlap, one.top != gold.quoted), i, one


def _around(gold: Gold, held: Sequence[Held]) -> Held | None:
    """Return the top-level passage in which most of the words stand."""
    best = max(
        (one for one in held if one.top and not (gold.quoted and one.manner == "narrated")),
        key=lambda one: _common(one.span, gold.span),
        default=None,
    )
    return best if best and _common(best.span, gold.span) * 2 >= gold.span.end - gold.span.start else None


def _may_be_uncut(gold: Gold, wanted: Sequence[Gold]) -> bool:
    """Tell whether words are nobody else's words about another's: those are found or lost."""
    inner = any(one is not gold and _common(one.span, gold.span) == gold.span.end - gold.span.start for one in wanted)
    return gold.manner == "verbatim" and not inner


def _common(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _overlap(one: Span, other: Span) -> float:
    common = _common(one, other)
    return common / (one.end - one.start + other.end - other.start - common)


def _scored(gold: Gold, held: Held | None, named: Sequence[str]) -> Scored:
    if held is None:
        return Scored(gold, None, Outcome.LOST, ASPECTS)
    outcome = _outcome(gold, held, named)
    asked = {
        "speaker": outcome is Outcome.RIGHT,
        "manner": held.manner == gold.manner or (gold.open and NARRATION in (gold.rival, gold.speaker or NARRATION)),
        "status": _is_status_right(gold, held, outcome),
        "rival": _is_rival_right(gold, held, outcome),
        "confidence": BANDS[held.status][0] <= held.confidence <= BANDS[held.status][1],
        "act": held.act == gold.act,
        "factuality": held.factuality == gold.factuality,
    }
    return Scored(gold, held, outcome, tuple(aspect for aspect in ASPECTS if not asked[aspect]))


def _outcome(gold: Gold, held: Held, named: Sequence[str]) -> Outcome:
    wanted = [gold.speaker, gold.rival] if gold.open else [gold.speaker]
    if any(one is not None and _is_meant(held, one, named) for one in wanted):
        return Outcome.RIGHT
    unnamed = held.speaker == UNNAMED or (held.kind is PersonKind.UNNAMED and gold.printed is None)
    if gold.speaker != OUTLET and (unnamed or (gold.printed and same(held.speaker, gold.printed))):
        return Outcome.AS_PRINTED
    return Outcome.WRONG


def _is_meant(held: Held, wanted: str, named: Iterable[str]) -> bool:
    """Tell whether the speaker held is the one wanted; somebody unnamed is nobody who is named on the page."""
    if wanted in (OUTLET, NARRATION):
        return held.speaker == OUTLET
    if wanted == UNNAMED:
        return held.speaker != OUTLET and not any(same(held.speaker, name) for name in named)
    return same(held.speaker, wanted)


def _is_status_right(gold: Gold, held: Held, outcome: Outcome) -> bool:
    doubt = held.status is Status.AMBIGUOUS
    return doubt if gold.open or outcome is Outcome.WRONG else not doubt


def _is_rival_right(gold: Gold, held: Held, outcome: Outcome) -> bool:
    if not gold.open:
        return outcome is not Outcome.WRONG or _is_rival(held, gold.speaker)
    other = gold.rival if _is_meant(held, gold.speaker, ()) else gold.speaker
    return outcome is Outcome.RIGHT and other is not None and _is_rival(held, other)


def _is_rival(held: Held, name: str) -> bool:
    if held.rival is None or held.status is not Status.AMBIGUOUS:
        return False
    return held.rival == NARRATION if name in (OUTLET, NARRATION) else same(held.rival, name)


def same(one: str, other: str) -> bool:
    """Tell whether two names are one person's: the words of one are among those of the other, titles left out."""
    words, others = _words(one), _words(other)
    return bool(words and others) and (words <= others or others <= words)


def _words(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKC", name).casefold().replace("’", "'")
    found = re.findall(r"[\w_.'-]+", plain)
    return {word.strip(".'") for word in found} - _IGNORED or {word.strip(".'") for word in found}
