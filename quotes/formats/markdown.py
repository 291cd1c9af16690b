"""Markdown: what is markup is blanked out at its place, so that labels are looked for as in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto

from quotes.formats import tables
from quotes.formats.front_matter import front_matter, merged
from quotes.formats.lines import Line, layout, lines_of, matches, one_newline, paragraphs
from quotes.formats.plain import disjoint, set_apart
from quotes.formats.reactions import MARKS, inline, is_reaction
from quotes.formats.references import references
from quotes.formats.sentences import holds_sentence
from quotes.lexicon import Lexicon
from quotes.model import BlockKind, Marking, Markup, Metadata, Span
from quotes.page import HEADING, MARKUP, PARAGRAPH, Page, Piece
from quotes.text import reading, trimmed
from quotes.times import is_time_mark, seconds

# Stretches that hold no words of the page, whole: code, comments, images, tags of a site builder. Each is looked for
# only where its marker occurs.
COMMENT, COMMENT_END = "<!--", "-->"
_HIDDEN = (
    ("```", re.compile(r"^[ \t]*```[^\n]*\n(?:(?![ \t]*```)[^\n]*\n)*[ \t]*```[^\n]*$", re.MULTILINE)),
    ("~~~", re.compile(r"^[ \t]*~~~[^\n]*\n(?:(?![ \t]*~~~)[^\n]*\n)*[ \t]*~~~[^\n]*$", re.MULTILINE)),
    (COMMENT, re.compile(r"<!--(?>(?:[^-]|-(?!->))*)-->")),
    ("![", re.compile(r"!\[[^\[\]]*\]\([^()\n]*\)")),
    ("{{", re.compile(r"^[ \t]*\{\{[<%][^{}]*[%>]\}\}[ \t]*$", re.MULTILINE)),
)
# Marks around and within words.
_LINK = re.compile(
    r"(?P<open>\[)(?<!\\\[)(?>(?:[^\[\]\\]|\\.|\[[^\[\]\n]{0,80}\]){0,400})"
    r"(?P<close>\](?:\([^()\s]*+(?:\([^()\s]*\)[^()\s]*+)*[^()\n]{0,80}\)|\[[^\[\]\n]{0,80}\]))"
)
_PARTING = frozenset(("br", "p", "div", "li", "tr", "td", "blockquote"))  # elements
_TAG = re.compile(r"</?(?P<name>[A-Za-z][\w.:-]{0,80})[^<>\n]{0,300}>")
_ESCAPE = re.compile(r"\\(?:(?=[!-/:-@\[-`{-~])|$)", re.MULTILINE)
_STARS, _LINES = re.compile(r"\*+"), re.compile(r"_+")
_QUOTE = re.compile(r">[ \t>]*")
_HEADS = re.compile(r"#{1,6}[ \t]+")
_HEADING = re.compile(rf"{_HEADS.pattern}\S")
_RULE = re.compile(r"([-*_=])\s*(?:\1\s*){2,}")  # or the underline of a heading
_BOLD_LINE = re.compile(r"(?:\*{2,3}|__)[^*_\n]{2,100}(?:\*{2,3}|__)")
_SET_OFF, _UNMARKED = Marking.QUOTATION, Marking.NONE
_KEPT = "*_\\#"  # marks that labels and time marks are known by
_MEANING = frozenset("\\`*_[]()<>#!|{}~")


class Sort(Enum):
    """What a line is by its first characters."""

    TEXT = auto()
    HEADING = auto()
    QUOTATION = auto()
    TABLE = auto()


TEXT, HEADED, QUOTED, TABLE = Sort


def _hidden(source: str, marker: str, form: re.Pattern[str], start: int) -> Iterator[re.Match[str]]:
    """Yield the stretches of one form; comments no further than the last is closed, be there as many as there may."""
    if marker in source:
        end = source.rfind(COMMENT_END) + len(COMMENT_END) if marker == COMMENT else len(source)
        yield from form.finditer(source, start, end)


def scan(text: str, metadata: Metadata, lexicon: Lexicon) -> Page:
    """Return the page that Markdown `text` is."""
    if text.lstrip().startswith("|") and tables.is_table(text, "|", lexicon):
        return tables.scan_bars(text, metadata, lexicon)
    source = one_newline(text)
    end, entries = front_matter(source)
    hidden = [Markup(0, end)] if end else []
    hidden += [Markup(*m.span()) for marker, form in _HIDDEN for m in _hidden(source, marker, form, end)]
    source = _blank(source, hidden)
    referring = references(source)
    page = reading(source, Span(0, len(source)), list(map(_inert, referring))) if referring else None
    source = page.text if page else source
    lines = list(lines_of(source))
    sorts = _sorts(source, lines)
    marks = disjoint([*_marks(source), *_line_marks(source, sorts)])
    plain = _blank(source, [mark for mark in marks if source[mark.start] not in _KEPT])
    laid = layout(source, lines)
    groups = list(paragraphs(source, lines, laid, by_line=False))
    pieces = list(_pieces(plain, groups, sorts, lexicon))
    heads = (group[0] for group in groups) if laid.width else lines
    found = disjoint([*set_apart(pieces, inline(plain, lexicon)), *marks])
    if page:
        found = [Markup(*page.source(start, end), instead) for start, end, instead in found]
    return Page(
        text,
        plain,
        pieces,
        starts=[_first(plain, line) for line in heads],
        markup=disjoint([*found, *hidden, *referring]),
        wrapped=laid.width > 0,
        metadata=merged(metadata, entries),
        reading=page,
    )


def _first(plain: str, line: Line) -> int:
    """Return where the words of `line` begin, markup at their beginning passed over."""
    return trimmed(plain, line.start, line.end)[0] if plain[line.start].isspace() else line.start


def _inert(reference: Markup) -> Markup:
    """Return `reference` as it is looked at: a character that it stands for marks nothing up."""
    return reference._replace(shown="".join("\ufffd" if c in _MEANING else c for c in reference.shown))


def _blank(source: str, markup: Sequence[Markup]) -> str:
    """Return `source` with `markup` replaced by spaces, newlines kept."""
    if not markup:
        return source
    parts: list[str] = []
    done = 0
    for start, end, _ in sorted(markup):
        if start < done:
            continue
        blank = " " * (end - start)
        if "\n" in source[start:end]:
            blank = "\n".join(" " * len(line) for line in source[start:end].split("\n"))
        parts += (source[done:start], blank)
        done = end
    parts.append(source[done:])
    return "".join(parts)


def _marks(source: str) -> Iterator[Markup]:
    """Yield the brackets and addresses of links, tags, escapes and emphasis."""
    for match in matches(_LINK, source, "["):
        yield Markup(*match.span("open"))
        yield Markup(*match.span("close"))
    for match in matches(_TAG, source, "<"):
        yield Markup(*match.span(), "\n" if match["name"].lower() in _PARTING else "")
    for form, opener in ((_ESCAPE, "\\"), (_STARS, "*"), (_LINES, "_")):
        for match in matches(form, source, opener):
            if opener == "\\" or _is_emphasis(source, *match.span()):
                yield Markup(*match.span())


def _is_emphasis(source: str, start: int, end: int) -> bool:
    """Return whether * or _ touches words, or anything at all, on one side only, or is doubled."""
    before, after = source[start - 1 : start] or " ", source[end : end + 1] or " "
    if end - start > 1:
        return end - start < 4
    return before.isalnum() != after.isalnum() or before.isspace() != after.isspace()


def _line_marks(source: str, sorts: dict[int, Sort]) -> Iterator[Markup]:
    """Yield the marks with which quotations and headings open."""
    opening = {QUOTED: _QUOTE, HEADED: _HEADS}
    for start, sort in sorts.items():
        if sort in opening and (match := opening[sort].match(source, start)):
            yield Markup(*match.span())


def _sorts(source: str, lines: Sequence[Line]) -> dict[int, Sort]:
    """Return what each line is that is no mere text, by where it starts."""
    sorts: dict[int, Sort] = {}
    last: Line | None = None
    for line in lines:
        first = source[line.start]
        if first == "#" and _HEADING.match(source, line.start, line.end):
            sorts[line.start] = HEADED
        elif first == ">":
            sorts[line.start] = QUOTED
        elif first == "|" and source[line.start : line.end].rstrip().endswith("|"):
            sorts[line.start] = TABLE
        elif first in "-*_=" and _RULE.fullmatch(source, line.start, line.end):
            sorts[line.start] = HEADED
            if first in "-=" and line.joined and last and not last.joined and last.start not in sorts:
                sorts[last.start] = HEADED
        last = line
    return sorts


def _pieces(plain: str, groups: Iterable[list[Line]], sorts: dict[int, Sort], lexicon: Lexicon) -> Iterator[Piece]:
    """Yield a piece for each paragraph, headings, tables and block quotations set apart."""
    time: float | None = None
    for group in groups:
        for sort, part in _parted(group, sorts):
            end = part[-1].end
            start = part[0].start
            words = plain[start:end].rstrip()
            if words[:1].isspace() or not words:
                start = trimmed(plain, start, end)[0]
                words = words.lstrip()
            if words and words[0] in MARKS and is_time_mark(words):
                time = seconds(words)
                yield Piece(start, end, MARKUP, seconds=time)
            elif words:
                yield Piece(start, end, _kind(words, sort, lexicon), _SET_OFF if sort is QUOTED else _UNMARKED, time)
                time = None


def _parted(group: Sequence[Line], sorts: dict[int, Sort]) -> Iterator[tuple[Sort, Sequence[Line]]]:
    if not any(line.start in sorts for line in group):
        yield TEXT, group
        return
    part: list[Line] = []
    kept = TEXT
    for line in group:
        sort = sorts.get(line.start, TEXT)
        if part and (sort is not kept or sort is HEADED):
            yield kept, part
            part = []
        kept = sort
        part.append(line)
    yield kept, part


def _kind(words: str, sort: Sort, lexicon: Lexicon) -> BlockKind:
    if sort is HEADED or (_is_bold_heading(words) and not holds_sentence(words.strip("*_ "), lexicon)):
        return HEADING
    if sort is TABLE or (words[0] in MARKS and is_reaction(words)):
        return MARKUP
    return PARAGRAPH


def _is_bold_heading(words: str) -> bool:
    return words[0] in "*_" and bool(_BOLD_LINE.fullmatch(words)) and words.rstrip("*_ ")[-1:] not in '.!?:,;"”'
