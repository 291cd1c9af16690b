"""Markdown: what is markup is blanked out at its place, so that labels are looked for as in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from quotes.formats.front_matter import front_matter, merged
from quotes.formats.lines import Line, lines_of, one_newline, paragraphs, layout
from quotes.formats.page import Page, Piece
from quotes.formats.plain import disjoint, set_apart
from quotes.formats.reactions import inline, is_reaction, is_time_mark, seconds
from quotes.model import BlockKind, Marking, Metadata, Span

# Stretches that hold no words of the page, whole: code, comments, images, rules, tables, tags of a site builder.
_BLOCKS = re.compile(
    r"^(?P<fence>```+|~~~+).*?^(?P=fence)[^\n]*$|<!--.*?-->|!\[[^\[\]]*\]\([^()\n]*\)|"
    r"^[ \t]*(?:[-*_][ \t]*){3,}$|^[ \t]*\|[^\n]*\|[ \t]*$|^[ \t]*\{\{[<%].*?[%>]\}\}[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}")
_HEADING = re.compile(
    r"^[ \t]{0,3}#{1,6}[ \t]+\S[^\n]*$|^[ \t]{0,3}[^\s#>*-][^\n]*\n[ \t]{0,3}(?:=+|-{3,})[ \t]*$", re.MULTILINE
)
_QUOTE = re.compile(r"^[ \t]{0,3}>[ \t>]*", re.MULTILINE)
_LINK = re.compile(
    r"(?P<open>\[)(?:[^\[\]]|\[[^\[\]]*\]|\\[\[\]])*?(?P<close>\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?[^()\n]{0,40}\)|\[[^\[\]]*\]))"
)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])|\\$", re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*\*?|__|(?<![\w*])[*_](?=[^\s*_])|(?<=[^\s*_])[*_](?![\w*])")
_BOLD_LINE = re.compile(r"(?:\*{2,3}|__)[^*_\n]{2,100}(?:\*{2,3}|__)")


KEPT = "*_\\"  # marks that labels and time marks are known by


class Markup(NamedTuple):
    """What of a text is markup: stretches of their own, and marks within the text."""

    blocks: list[Span]
    marks: list[Span]
    headings: list[Span]
    quoted: list[Span]


def scan(text: str, metadata: Metadata) -> Page:
    """Return the page that Markdown `text` is."""
    source = one_newline(text)
    end, entries = front_matter(source)
    head = [Span(0, end)] if end else []
    found = _markup(_blank(source, head))
    plain = _blank(source, head + found.blocks + [s for s in found.marks if source[s.start] not in KEPT])
    lines = lines_of(plain)
    laid = layout(source, lines)
    groups = paragraphs(source, lines, laid, by_line=False)
    pieces = list(_pieces(plain, groups, found))
    pieces = sorted(pieces + [Piece(*span, _sort_of_block(text[slice(*span)])) for span in found.blocks])
    markup = disjoint(sorted([*set_apart(pieces, inline(plain)), *found.marks]))
    return Page(text, plain, pieces, markup, wrapped=laid.width > 0, metadata=merged(metadata, entries))


def _blank(plain: str, spans: list[Span]) -> str:
    """Return `plain` with `spans` replaced by spaces, newlines kept."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(spans):
        if start < done:
            continue
        parts.append(plain[done:start])
        parts.append("".join("\n" if c == "\n" else " " for c in plain[start:end]))
        done = end
    parts.append(plain[done:])
    return "".join(parts)


def _markup(plain: str) -> Markup:
    headings = [Span(*m.span()) for m in _HEADING.finditer(plain)]
    blocks = [Span(*m.span()) for m in _BLOCKS.finditer(plain)]
    plain = _blank(plain, blocks)
    quoted = [Span(*m.span()) for m in _QUOTE.finditer(plain)]
    marks = list(quoted)
    for match in _LINK.finditer(plain):
        marks += [Span(*match.span("open")), Span(*match.span("close"))]
    for pattern in (_TAG, _ESCAPE, _EMPHASIS):
        marks += [Span(*m.span()) for m in pattern.finditer(plain)]
    return Markup(blocks, disjoint(sorted(marks)), headings, quoted)


def _pieces(plain: str, groups: Iterator[list[Line]], found: Markup) -> Iterator[Piece]:
    heads = {span.start for span in found.headings}
    quotes = {plain.rfind("\n", 0, span.start + 1) for span in found.quoted}
    time: float | None = None
    for group in groups:
        for part in _parted(plain, group, heads, quotes):
            start, end = part[0].start, part[-1].end
            words = plain[start:end].rstrip()
            if is_time_mark(words):
                time = seconds(words)
                yield Piece(start, end, BlockKind.MARKUP, seconds=time)
                continue
            yield Piece(start, end, *_kind(plain, part, words, heads, quotes), seconds=time)
            time = None


def _parted(plain: str, group: list[Line], heads: set[int], quotes: set[int]) -> Iterator[list[Line]]:
    """Yield the lines of a paragraph, headings and block quotations set apart."""
    part: list[Line] = []
    for line in group:
        if part and (_sort(plain, line, heads, quotes) != _sort(plain, part[-1], heads, quotes)):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _sort(plain: str, line: Line, heads: set[int], quotes: set[int]) -> tuple[bool, bool]:
    first = plain.rfind("\n", 0, line.start)
    return line.start in heads or first + 1 in heads, first in quotes


def _kind(plain: str, part: list[Line], words: str, heads: set[int], quotes: set[int]) -> tuple[BlockKind, Marking]:
    heading, quoted = _sort(plain, part[0], heads, quotes)
    if heading or (len(part) == 1 and _is_bold_heading(words)):
        return BlockKind.HEADING, Marking.NONE
    if is_reaction(words):
        return BlockKind.MARKUP, Marking.NONE
    return BlockKind.PARAGRAPH, Marking.QUOTATION if quoted else Marking.NONE


def _sort_of_block(words: str) -> BlockKind:
    """A rule parts the page as a heading does; code, tables and images are markup."""
    return BlockKind.HEADING if _RULE.fullmatch(words.strip()) else BlockKind.MARKUP


def _is_bold_heading(words: str) -> bool:
    return bool(_BOLD_LINE.fullmatch(words)) and words.rstrip("*_ ")[-1:] not in '.!?:,;"”'
