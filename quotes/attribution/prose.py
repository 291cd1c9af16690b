"""Quotations and reports inside running prose: what is nested in the paragraphs of narration and of labelled turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.attribution.marks import quotations
from quotes.attribution.phrases import Range
from quotes.attribution.quoted import Heard, Voice, floating
from quotes.attribution.reported import Claim, claims
from quotes.attribution.selection import settled
from quotes.attribution.tags import Tagged, sentences, tag
from quotes.model import Attribution, Basis, Document, Manner, Mention, Span, Status

WHY = {}


def find(document: Document, top: Sequence[Attribution]) -> list[Attribution]:
    """Return the statements quoted or reported within the top-level attributions, in reading order.

    `within` of each is the index of its container in (*top, *found). Never raises; what is found in a container lies
    inside one of its paragraphs, and siblings do not overlap.
    """
    found: list[Attribution] = []
    before = None
    for container, attribution in enumerate(top):
        for span in [passage.span for passage in attribution.passages] or [attribution.span]:
            x, before = _paragraph(document.text, span, container, before)
            found += x
    return found


def _paragraph(text: str, span: Span, container: int, before):
    tagged = tag(text, span.start, span.end, quotations(text, span.start, span.end))
    out = []
    bounds = list(sentences(tagged))
    heard = []
    covered = [False] * len(tagged.tags)
    for lo, hi in bounds:
        for claim in settled(tagged, claims(tagged, lo, hi)):
            for content in claim.contents:
                out.append(_attribution(tagged, claim, content, container))
                q = content[1] - content[0] == 1 and content[0] in tagged.quotations
                if claim.subject:
                    heard.append(Heard(Voice(tagged, claim.subject, claim.cue), content[0], q))
                covered[content[0] : content[1]] = [True] * (content[1] - content[0])
    for f in floating(tagged, bounds, heard, covered, before):
        out.append(
            Attribution(
                tagged.quotations[f.token].inner,
                Manner.VERBATIM,
                Basis.QUOTATION_MARKS,
                _mention(f.voice.paragraph, f.voice.subject),
                0.8,
                Status.INFERRED,
                within=container,
                cue=_span(f.voice.paragraph, f.voice.cue) if f.voice.cue else None,
            )
        )
        WHY[out[-1].span] = f.why
        heard.append(Heard(f.voice, f.token, True))
    heard.sort(key=lambda h: h.token)
    quoted = [h for h in heard if h.quoted]
    return out, (quoted[-1].voice if quoted else None)


def _attribution(tagged: Tagged, claim: Claim, content: Range, container: int) -> Attribution:
    quoted = content[1] - content[0] == 1 and content[0] in tagged.quotations
    return Attribution(
        tagged.quotations[content[0]].inner if quoted else _span(tagged, content),
        Manner.VERBATIM if quoted else Manner.REPORTED,
        Basis.QUOTATION_MARKS if quoted else Basis.REPORTING_VERB,
        _mention(tagged, claim.subject) if claim.subject else None,
        confidence=claim.share,
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
