"""Human decisions about paragraphs: found again by their words and what stands around them, and above every rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile

from quotes.attribution.turns.sections import Section
from quotes.model import Basis, Block, BlockKind, Document, Passage, Status
from quotes.text import fold
from quotes.verdict import Verdict

SPEECH = "speech-of"
ENDS = "turn-ends"


def anchored(document: Document, verdicts: Sequence[Verdict]) -> dict[int, Verdict]:
    """Return the verdicts by the start of the paragraph that each is about; the latest on a paragraph wins.

    A paragraph is known by its words, whatever became of case, spaces and punctuation; among equals, by its neighbours.
    """
    return {place: verdict for place, verdict in _places(document, verdicts) if place is not None}


def orphans(document: Document, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts whose words are no longer a paragraph of `document`."""
    return [verdict for place, verdict in _places(document, verdicts) if place is None]


def apply(section: Section, passages: Sequence[Passage], decided: Mapping[int, Verdict]) -> Iterator[Passage]:
    """Yield the passages of `section`, those decided by a human as decided.

    A turn that a human ended stays ended to the end of the section, or to words given to somebody.
    """
    if not decided:
        yield from passages
        return
    end: Verdict | None = None
    for passage in passages:
        verdict = decided.get(passage.span.start, end)
        end = verdict if verdict and verdict.verdict == ENDS else None
        yield _reviewed(passage, verdict) if verdict else passage


def speaker_decided(passage: Passage, decided: Mapping[int, Verdict]) -> str | None:
    """Return who a human held to have said a passage of basis human; None: the outlet."""
    verdict = decided.get(passage.span.start)
    return verdict.person if verdict and verdict.verdict == SPEECH else None


def _reviewed(passage: Passage, verdict: Verdict) -> Passage:
    why = f"{verdict.reviewer} decided: {verdict.verdict}" + (f" ({verdict.note})" if verdict.note else "")
    return passage._replace(basis=Basis.HUMAN, confidence=1.0, status=Status.REVIEWED, cues=(why,), rival=None)


def _places(document: Document, verdicts: Sequence[Verdict]) -> Iterator[tuple[int | None, Verdict]]:
    by_words: dict[str, list[Block]] = {}
    for block in document.blocks if verdicts else ():
        if block.kind is BlockKind.PARAGRAPH:
            by_words.setdefault(fold(document.text[block.span.start : block.span.end]), []).append(block)
    for verdict in verdicts:
        same = by_words.get(fold(verdict.exact), [])
        best = max(same, key=partial(_neighbours, document, verdict), default=None)
        yield best.span.start if best else None, verdict


def _neighbours(document: Document, verdict: Verdict, block: Block) -> int:
    """Return how many letters around `block` are as they were around the words of `verdict`."""
    before = document.text[max(0, block.span.start - len(verdict.prefix)) : block.span.start]
    after = document.text[block.span.end : block.span.end + len(verdict.suffix)]
    return _common(fold(before)[::-1], fold(verdict.prefix)[::-1]) + _common(fold(after), fold(verdict.suffix))


def _common(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
