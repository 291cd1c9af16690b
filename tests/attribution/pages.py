"""Documents made by hand, as the labels room would hand them on: what is a label here is seen at once, not weighed."""

from __future__ import annotations

import re

from quotes.model import Block, BlockKind, Convention, Document, Marking, Mention, Span

_PARAGRAPH = re.compile(r"\S.*(?:\n(?!\s*\n).*\S.*)*")
_LABEL = re.compile(r"(?P<name>[^\W\d_a-z][^:,(\n]{0,30}?)(?:, [^:\n]{1,40}| \([^:\n]{1,40}\))? ?:\s")
_ENDS = '.!?…:”"“'


def made(text: str, labelled: bool = True) -> Document:
    """Return the document of `text`: a paragraph that opens with Name: or Name, role: has a label, if any may have one.

    A first paragraph without an end is a heading, as is any that stands alone so on a page without labels.
    """
    text = text.lstrip("\n")
    blocks: list[Block] = []
    for found in _PARAGRAPH.finditer(text):
        start, end = found.span()
        label = _LABEL.match(text, start, end) if labelled else None
        if label:
            place = Span(start, text.index(":", start) + 1)
            blocks.append(
                Block(BlockKind.LABEL, place, 1.0, Mention(label["name"], Span(*label.span("name")), label["name"]))
            )
            start = label.end()
        heading = not blocks and labelled and text[end - 1] not in _ENDS
        blocks.append(
            Block(BlockKind.HEADING if heading else BlockKind.PARAGRAPH, Span(start, end), 1.0, None, Marking.NONE)
        )
    names = [block.mention.name for block in blocks if block.mention]
    own = [re.match(r".*:\n", text[block.span.start :]) for block in blocks if block.mention]
    convention = Convention(
        "made" if names else "prose",
        1.0,
        own_line=bool(names) and all(own),
        capitals=bool(names) and all(name.isupper() for name in names),
    )
    return Document("page.txt", text, "", "plain", convention, tuple(blocks), plain=text)
