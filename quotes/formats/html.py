"""HTML: tags are blanked out at their places, elements that are no text with what is in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from quotes.formats.lines import Layout, lines_of, paragraphs
from quotes.formats.page import Label, Page, Piece, trimmed
from quotes.formats.plain import disjoint, set_apart
from quotes.formats.reactions import inline, is_reaction, is_time_mark, seconds
from quotes.formats.tags import Tag, tags
from quotes.model import BlockKind, Marking, Metadata, Span, TurnEnd

INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
FURNITURE = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "iframe",
        "figure",
    ]
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BOLD = frozenset(("b", "strong"))
SPEAKERS = frozenset(("cite", "dt"))

_NEWLINE = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile(r"&(?:nbsp|#160|#xa0|#8203|shy);", re.IGNORECASE)


def scan(text: str, metadata: Metadata) -> Page:
    """Return the page that `text` is."""
    found = list(tags(text))
    furniture = list(_elements(found, FURNITURE))
    plain = _plain(text, found, furniture)
    headings = _starts(plain, _elements(found, HEADINGS))
    quotations = list(_elements(found, frozenset(("blockquote",))))
    pieces = list(_pieces(plain, headings, quotations))
    hidden = disjoint([*furniture, *(Span(tag.start, tag.end) for tag in found)])
    labels = _labels(plain, found)
    return Page(
        text,
        plain,
        pieces,
        [piece.start for piece in pieces],
        tuple(disjoint([*hidden, *set_apart(pieces, inline(plain))])),
        labels=labels or None,
        turn_end=TurnEnd.LABEL if labels else TurnEnd.UNKNOWN,
        convention="speaker elements" if labels else "prose",
        wrapped=True,
        metadata=metadata,
        bold=frozenset(_starts(plain, _elements(found, BOLD))),
    )


def _elements(found: Sequence[Tag], names: frozenset[str]) -> Iterator[Span]:
    """Yield the outermost elements called one of `names`, tags included. One never closed ends with its own tag."""
    opened: Tag | None = None
    depth = 0
    for tag in found:
        name = tag.name.lower()
        if opened is None:
            if name in names and tag.opens and not tag.closes:
                opened, depth = tag, 1
        elif name == opened.name.lower():
            depth += 1 if tag.opens and not tag.closes else -1 if tag.closes and not tag.opens else 0
            if depth == 0:
                yield Span(opened.start, tag.end)
                opened = None


def _plain(text: str, found: Sequence[Tag], furniture: Sequence[Span]) -> str:
    """Return `text` with its tags blanked out; a block's tag leaves a blank line, a line break a newline."""
    source = _SPACE.sub(lambda m: " " * len(m.group()), _NEWLINE.sub(" ", text))
    parts: list[str] = []
    done = 0
    spans = [(tag.start, tag.end, _break(tag)) for tag in found] + [(*span, "\n\n") for span in furniture]
    for start, end, mark in sorted(spans, key=lambda s: (s[0], -s[1])):
        if start < done:
            continue
        parts.append(source[done:start])
        parts.append(mark + " " * (end - start - len(mark)))
        done = end
    parts.append(source[done:])
    return "".join(parts)


def _break(tag: Tag) -> str:
    name = tag.name.lower()
    return "\n" if name == "br" else "\n\n" if name and name not in INLINE else ""


def _starts(plain: str, spans: Iterator[Span]) -> set[int]:
    return {trimmed(plain, *span)[0] for span in spans}


def _pieces(plain: str, headings: set[int], quotations: Sequence[Span]) -> Iterator[Piece]:
    time: float | None = None
    quotation = iter(quotations)
    quoted = next(quotation, None)
    for group in paragraphs(plain, lines_of(plain), Layout(), by_line=False):
        start, end = group[0].start, group[-1].end
        words = plain[start:end].strip()
        while quoted and quoted.end <= start:
            quoted = next(quotation, None)
        if is_time_mark(words) or is_reaction(words):
            time = seconds(words) if is_time_mark(words) else time
            yield Piece(start, end, BlockKind.MARKUP, seconds=time if is_time_mark(words) else None)
            continue
        kind = BlockKind.HEADING if start in headings else BlockKind.PARAGRAPH
        marking = Marking.QUOTATION if quoted and quoted.start <= start else Marking.NONE
        yield Piece(start, end, kind, marking, time)
        time = None


def _labels(plain: str, found: Sequence[Tag]) -> tuple[Label, ...]:
    """Return the speakers that elements of their own name: they end in a colon, or recur."""
    spans = [trimmed(plain, *span) for span in _elements(found, SPEAKERS)]
    spans = [(start, end) for start, end in spans if start < end and "\n" not in plain[start:end]]
    names = Counter(plain[start:end] for start, end in spans)
    sure = sum(plain[start:end].endswith(":") or names[plain[start:end]] > 1 for start, end in spans)
    if sure < 2 or 2 * sure < len(spans):
        return ()
    return tuple(Label(start, end, Span(start, end)) for start, end in spans)
