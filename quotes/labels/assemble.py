"""Page → Document: the convention is chosen, the labels are read, the page is cut into blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quotes.labels.blocks import Stretch, cut, lay
from quotes.labels.convention import BOLD_QUESTION, BY_FORMAT, Chosen, choose
from quotes.labels.elements import outside
from quotes.labels.examined import examined, is_examining
from quotes.labels.interviewee import in_turn
from quotes.labels.mentions import goes_on, mentions, of_format
from quotes.labels.messages import told
from quotes.labels.misprints import put_right
from quotes.labels.names import is_speaker
from quotes.labels.recorded import apart
from quotes.labels.surname_first import in_order
from quotes.labels.wrapped import joined
from quotes.lexicon import Lexicon
from quotes.model import Block, Document, Markup, Mention, Span
from quotes.page import HEADING, LABEL, PARAGRAPH, Label, Page, Piece
from quotes.text import trimmed

GOES_ON = 0.9  # how likely a time alone on its line stands where a turn goes on. Set, not measured


def name(page: Page) -> Document:
    """Return the document that `page` is: its blocks, and on each label whom it names."""
    page = page if page.convention or page.closes else apart(joined(page))
    chosen = choose(page)
    pieces = _pieces(page, chosen)
    stretches = _as_marked(pieces, page.lexicon) if page.closes else cut(page.plain, pieces, _labels(page, chosen))
    blocks = lay(page.text, _in_source(page, stretches))
    return Document(
        key=page.key,
        text=page.text,
        sha256=page.sha256,
        format=page.format,
        convention=chosen.convention,
        blocks=blocks,
        markup=_within(blocks, page.markup),
        plain=page.plain,
        reading=page.reading,
        refused=chosen.refused,
        pages=page.pages,
        unread=page.unread,
        dated=page.dated,
        looks_spoken=chosen.looks_spoken,
        titled=chosen.titled,
        wrapped=page.wrapped,
        metadata=page.metadata,
        why=(*page.why, chosen.why),
        lexicon=page.lexicon,
    )


def _pieces(page: Page, chosen: Chosen) -> Sequence[Piece]:
    """Return the pieces of a page, those marked of which its convention says that nobody speaks there."""
    if chosen.template:
        return list(told(page, chosen.template, [label for label, _ in chosen.labels]))
    return list(outside(page.pieces, chosen.rows)) if chosen.rows else page.pieces


def _as_marked(pieces: Sequence[Piece], lexicon: Lexicon) -> Iterator[Stretch]:
    """Yield the pieces of a format that says itself whose words they are."""
    every = [piece.named for piece in pieces if piece.named]
    order = in_order((one.text for one in every), lexicon, only_people=True)
    order = {**put_right([one.text for one in every if one.id is None], lexicon), **order}
    for piece in pieces:
        named = piece.named
        likely = named.probability if named and named.probability is not None else BY_FORMAT
        yield Stretch(*piece[:5], of_format(named, order, lexicon) if named else None, likely)


def _within(blocks: Iterable[Block], markup: Sequence[Markup]) -> tuple[Markup, ...]:
    """Return `markup` without what has become a paragraph: all that a speaker says."""
    if not markup:
        return ()
    paragraphs = {block.span for block in blocks if block.kind is PARAGRAPH}
    return tuple([mark for mark in markup if mark[:2] not in paragraphs])


def _in_source(page: Page, stretches: Iterable[Stretch]) -> Iterable[Stretch]:
    """Return `stretches` with their places in the text of the page."""
    return stretches if page.reading is None else _placed(page, stretches)


def _placed(page: Page, stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    for start, end, kind, marking, seconds, mention, probability in stretches:
        place = page.source(Span(*trimmed(page.plain, start, end)))
        yield Stretch(*place, kind, marking, seconds, mention, probability)


def _interviewed(page: Page, labels: Sequence[Label]) -> list[Mention]:
    """Return whom each label of an interview names: a mark alone who asks or answers, any other whom it prints."""
    marks = [label for label in labels if label[:2] == label.who]
    names = [label for label in labels if label[:2] != label.who]
    read = {
        **dict(zip(marks, in_turn(page, marks), strict=True)),
        **dict(zip(names, mentions(page, names), strict=True)),
    }
    return [read[label] for label in labels]


def _labels(page: Page, chosen: Chosen) -> list[Stretch]:
    """Return a stretch for each label; one that names no speaker, such as **Break:**, is a heading."""
    read = _interviewed if chosen.convention.name == BOLD_QUESTION else mentions
    labels = [label for label, _ in chosen.labels]
    named = examined(page, labels, read(page, labels))
    return [
        Stretch(
            label.start,
            label.end,
            LABEL,
            seconds=label.seconds,
            mention=mention,
            probability=min(probability, GOES_ON) if goes_on(page, label) else probability,
        )
        if is_speaker(mention.name, page.lexicon) and not is_examining(page.plain[slice(*label[:2])], page.lexicon)
        else Stretch(label.start, label.end, HEADING)
        for (label, probability), mention in zip(chosen.labels, named, strict=True)
    ]
