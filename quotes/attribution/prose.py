"""Quotations and reports inside running prose: what is nested in the paragraphs of narration and of labelled turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.attribution.marks import quotations
from quotes.attribution.reported import Claim, Range, claims
from quotes.attribution.tags import Tagged, sentences, tag
from quotes.model import Attribution, Basis, Document, Manner, Mention, Span, Status

_THRESHOLD = 0.5


def find(document: Document, top: Sequence[Attribution]) -> list[Attribution]:
    """Return the statements quoted or reported within the top-level attributions, in reading order.

    `within` of each is the index of its container in (*top, *found). Never raises; what is found in a container lies
    inside one of its paragraphs, and siblings do not overlap.
    """
    found: list[Attribution] = []
    for container, attribution in enumerate(top):
        for span in [passage.span for passage in attribution.passages] or [attribution.span]:
            found += _paragraph(document.text, span, container)
    return found


def _paragraph(text: str, span: Span, container: int) -> Iterator[Attribution]:
    tagged = tag(text, span.start, span.end, quotations(text, span.start, span.end))
    for lo, hi in sentences(tagged):
        last = lo
        for claim in claims(tagged, lo, hi):
            if claim.weight < _THRESHOLD:
                continue
            for content in claim.contents:
                if content[0] >= last:
                    yield _attribution(tagged, claim, content, container)
                    last = content[1]


def _attribution(tagged: Tagged, claim: Claim, content: Range, container: int) -> Attribution:
    quoted = content[1] - content[0] == 1 and content[0] in tagged.quotations
    return Attribution(
        tagged.quotations[content[0]].inner if quoted else _span(tagged, content),
        Manner.VERBATIM if quoted else Manner.REPORTED,
        Basis.QUOTATION_MARKS if quoted else Basis.REPORTING_VERB,
        _mention(tagged, claim.subject) if claim.subject else None,
        confidence=claim.weight,
        status=Status.INFERRED,
        within=container,
        cue=_span(tagged, claim.cue),
    )


def _span(tagged: Tagged, tokens: Range) -> Span:
    return Span(tagged.starts[tokens[0]], tagged.ends[tokens[1] - 1])


def _mention(tagged: Tagged, tokens: Range) -> Mention:
    span = _span(tagged, tokens)
    words = tagged.text[span.start : span.end]
    return Mention(words, span, words)
