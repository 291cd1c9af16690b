"""Plain text with labels on lines of their own."""

from __future__ import annotations

import re

from quotes.model import Block, BlockKind, Document, Mention, Metadata, Span

_LINES = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_LABEL = re.compile(r"\s*(?P<label>(?P<name>\w[^:,!?;]{0,60})(?:,\s*(?P<role>[^:!?;]{1,150}))?:)\s*$")
_BREAK = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")


def read(text: str, key: str, sha256: str, metadata: Metadata, why: tuple[str, ...]) -> Document:
    """Return `text` cut into headings, label lines and paragraphs."""
    return Document(key, text, sha256, "plain", "name_own_line", _blocks(text), metadata=metadata, why=why)


def _blocks(text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for start, end in _lines(text):
        label = _LABEL.match(text, start, end)
        if label and _is_name(label["name"]):
            role = label["role"].strip() if label["role"] else None
            span = Span(*label.span("label"))
            mention = Mention(label["label"], span, label["name"].strip(), role)
            blocks.append(Block(BlockKind.LABEL, span, mention))
        elif blocks and blocks[-1].kind is BlockKind.PARAGRAPH and not _BREAK.search(text, blocks[-1].span.end, start):
            blocks[-1] = Block(BlockKind.PARAGRAPH, Span(blocks[-1].span.start, end))
        else:
            after_label = bool(blocks) and blocks[-1].kind is BlockKind.LABEL
            heading = not after_label and end - start < 120 and text[end - 1] not in ".!?…\"”’')"
            blocks.append(Block(BlockKind.HEADING if heading else BlockKind.PARAGRAPH, Span(start, end)))
    return tuple(blocks)


def _lines(text: str) -> list[tuple[int, int]]:
    return [
        (m.start() + len(m.group()) - len(m.group().lstrip()), m.end() - len(m.group()) + len(m.group().rstrip()))
        for m in _LINES.finditer(text)
    ]


def _is_name(name: str) -> bool:
    return name[0].isupper() and sum(word[0].isupper() for word in name.split()) >= 2
