"""The pure core on one screen: read → name → attribute → resolve."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from quotes import attribution, formats, labels, patterns, people
from quotes.dates import published as published_date
from quotes.lexicon import ENGLISH, Lexicon
from quotes.model import (
    Attribution,
    BlockKind,
    Document,
    Extraction,
    Markup,
    Metadata,
    Passage,
    Span,
    Statement,
    Status,
    When,
)
from quotes.occasion import occasion as occasion_of
from quotes.people import Resolution
from quotes.text import Lines, digest, shown, visible
from quotes.timing import Timing
from quotes.translated import told_translated


def extract(
    data: bytes,
    key: str,
    *,
    uid: str | None = None,
    metadata: Metadata | None = None,
    format: str | None = None,
    lexicon: Lexicon = ENGLISH,
) -> Extraction:
    """Return all that the document holds.

    `data` is the file as it is, `key` where it lies. `uid` is what the source is stored as, which the uids of its
    statements are made of; None: it is new, and called by its bytes. `lexicon` are the words that it is read with.
    Raises UnreadableSource when no text can be had from `data`, and UnfitPython when this Python would misread all.
    """
    patterns.check()
    with formats.uncollected():
        page = formats.read(data, key, metadata=metadata or Metadata(), format=format, lexicon=lexicon)
        document = labels.name(page)
        del data, page  # a large file is not held twice
        return _extraction(document, uid or source_uid(document.sha256))


def source_uid(sha256: str) -> str:
    """Return what a source is called by that was first read from bytes with this hash."""
    return digest("source", sha256)


def _extraction(document: Document, uid: str) -> Extraction:
    document = attribution.shaped(attribution.in_its_language(told_translated(document)))
    attributions = attribution.attribute(document)
    resolution = people.resolve(document, attributions)
    published = published_date(document)
    event = occasion_of(document, attributions, resolution)
    said = event.when if event and event.when else published
    return Extraction(
        document=document,
        people=resolution.people,
        statements=_statements(document, uid, attributions, resolution, said),
        passages=_outside(document),
        occasion=event,
        published=published,
        uid=uid,
    )


def _statements(
    document: Document, uid: str, attributions: Sequence[Attribution], resolution: Resolution, said: When | None
) -> tuple[Statement, ...]:
    markup = _all_markup(document)
    texts = [shown(document.text, a.span, markup, document.wrapped) for a in attributions]
    uids = _uids(uid, attributions, texts)
    lines = Lines(document.text)
    pages, timing = document.pages, Timing(document)
    places = [(a.span.start, -a.span.end, _depth(a, attributions)) for a in attributions]
    order = sorted(range(len(places)), key=places.__getitem__)
    return tuple(
        [
            _statement(attributions[i], i, position, uids, texts[i], lines, resolution, said, pages, timing)
            for position, i in enumerate(order)
        ]
    )


def _all_markup(document: Document) -> Sequence[Markup]:
    """Return all that no reader is shown as somebody's words, in order: markup, and what stands between paragraphs."""
    bare = [Markup(*span) for span in _bare(document)]
    return sorted([*document.markup, *bare]) if bare else document.markup


def _bare(document: Document) -> Iterator[Span]:
    """Yield what of the text is nobody's words and no markup of its format, as (Laughter) on a line of its own."""
    for block in document.blocks:
        if block.kind is BlockKind.MARKUP:
            for span in visible(*block.span, document.markup):
                if document.text[slice(*span)].strip():
                    yield span


def _depth(found: Attribution, attributions: Sequence[Attribution]) -> int:
    """Return within how many others it lies: a container comes before what it contains, even with the same span."""
    depth, outer = 0, found.within
    while outer is not None:
        depth, outer = depth + 1, attributions[outer].within
    return depth


def _statement(
    found: Attribution,
    i: int,
    position: int,
    uids: Sequence[str],
    text: str,
    lines: Lines,
    resolution: Resolution,
    said: When | None,
    pages: Sequence[int],
    timing: Timing,
) -> Statement:
    span, manner, basis, speaker, confidence, status, _, within, cue, addressee, label, _, passages, force, *_ = found
    person, *roles = resolution.speaking[i]
    rival = resolution.rivals[i] or resolution.namesakes.get(i)
    if i in resolution.namesakes:
        status, confidence = people.less_sure(status, confidence, rival)
        passages = tuple([_less_sure(one, rival) for one in passages])
    outer = None if within is None else uids[within]
    first = uids[i], position, span, lines.number(span.start), text, manner, basis, status, confidence, person
    mention, others = speaker.span if speaker else None, resolution.others.get(i, ())
    when, seconds = timing.said(span.start, said), timing.seconds(span.start)
    page = bisect_right(pages, span.start) if pages else None
    last = rival, addressee, outer, mention, cue, when, passages, force, others, page, seconds
    return Statement._make((*first, label.text if label else None, *roles, *last))  # faster than by the names of all


def _less_sure(one: Passage, rival: str | None) -> Passage:
    """Return a paragraph of a turn whose speaker's name leaves open whose it is."""
    if one.basis is None:
        return one
    status, confidence = people.less_sure(one.status, one.confidence, rival)
    return one._replace(status=status, confidence=confidence, rival=one.rival or rival)


def _uids(source: str, attributions: Sequence[Attribution], texts: Sequence[str]) -> list[str]:
    """Return an identifier for each, made of content only, so that every re-load gives the same."""
    seen: dict[str, int] = {}  # a Counter asks twice for what it does not hold, as a rule
    uids = []
    for found, text in zip(attributions, texts, strict=True):
        first = digest(source, found.manner, text, "0")
        again = seen.get(first, 0)
        uids.append(digest(source, found.manner, text, str(again)) if again else first)
        seen[first] = again + 1
    return uids


def _outside(document: Document) -> tuple[Passage, ...]:
    """Return the passages that no statement consists of: headings, labels, and markup, each stretch of it once."""
    times = {block.span: block.seconds for block in document.blocks if block.kind is BlockKind.MARKUP}
    outside = [
        _apart(BlockKind.MARKUP, span, times.get(span), instead)
        for start, end, instead in document.markup
        for span in (Span(start, end),)
    ]
    outside += [_apart(BlockKind.MARKUP, span) for span in _bare(document)]
    for block in document.blocks:
        if block.kind not in (BlockKind.MARKUP, BlockKind.PARAGRAPH):
            outside.append(_apart(block.kind, block.span, block.seconds))
    return tuple(sorted(outside, key=lambda passage: passage.span))


def _apart(kind: BlockKind, span: Span, seconds: float | None = None, instead: str = "") -> Passage:
    """Return a passage that is nobody's words, as the page is read."""
    return Passage(kind, span, None, None, 1.0, Status.CERTAIN, seconds=seconds, shown=instead)
