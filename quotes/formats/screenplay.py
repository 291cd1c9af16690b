"""Screenplays, in Fountain or as typed: scenes, what is shown, and in capitals above the words who speaks them.

A name stands behind a blank line, its words right below it up to the next; all else is told. The marks of Fountain are
those of its definition: @ and ! and . force a name, what is shown and a scene.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from quotes.formats.lines import Line, lines_of, one_newline
from quotes.formats.plain import disjoint
from quotes.lexicon import Lexicon
from quotes.model import BlockKind, Marking, Markup, Metadata, Span
from quotes.page import HEADING, LABEL, MARKUP, PARAGRAPH, Named, Page, Piece
from quotes.text import either, fold

ONCE = 0.9  # set, not measured: how likely capitals above words name somebody of whom nothing else is known
INDENTED = 8  # columns, at least, that typists leave before a name
_LONGEST_NAME = 6  # words
# INT. and EXT. are the format's own words, in whatever language is played.
SCENE = r"(?:\d+[A-Z]?\.?[ \t]+)?(?:INT|EXT|EST|I/E)(?:\.?/(?:INT|EXT))?[. \t]"
_SCENE = re.compile(rf"\.(?!\.)|{SCENE}", re.IGNORECASE)
_TITLE = re.compile(r"[^\W\d_][\w ]{2,20}:(?=\s|$)")
_NAME = re.compile(r"@?(?P<name>[^\s@!#>~.(\[*_][^\n()^]*?)[ \t]*(?P<beside>\([^()\n]*\)[ \t]*)*\^?")
_PARENTHESIS = re.compile(r"\([^()]*\)")
_HIDDEN = re.compile(r"/\*.*?\*/|\[\[.*?\]\]", re.DOTALL)
_MARKS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)|^[ \t]*~", re.MULTILINE)
_ENDS = tuple(".!?:,;…")


class Cue(NamedTuple):
    """A line that names who speaks the words below it, and whether anything but its place and its capitals says so."""

    line: Line
    name: Span
    sure: bool


def scan(text: str, metadata: Metadata, lexicon: Lexicon) -> Page:
    """Return the page that a screenplay is."""
    source = one_newline(text)
    hidden = [Markup(*match.span()) for match in _HIDDEN.finditer(source)]
    plain = _blanked(source, hidden)
    groups = list(_grouped(list(lines_of(plain))))
    cues = _cues(plain, groups, lexicon)
    marks = [Markup(*match.span()) for match in _MARKS.finditer(plain)]
    pieces = [piece for group in groups for piece in _pieces(plain, group, cues, group is groups[0])]
    whole = [Markup(piece.start, piece.end) for piece in pieces if piece.kind is MARKUP]
    found = disjoint([*hidden, *whole, *marks])
    return Page(
        text,
        plain,
        pieces,
        markup=found,
        convention="screenplay",
        closes=True,
        wrapped=any(cue.line.indent >= INDENTED for cue in cues.values()),
        metadata=metadata,
    )


def _blanked(source: str, hidden: Sequence[Markup]) -> str:
    """Return `source` with spaces for what is `hidden`, the lines kept."""
    for start, end, _ in hidden:
        source = source[:start] + re.sub(r"[^\n]", " ", source[start:end]) + source[end:]
    return source


def _grouped(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines between two blank ones."""
    group: list[Line] = []
    for line in lines:
        if group and not line.joined:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _cues(plain: str, groups: Sequence[Sequence[Line]], lexicon: Lexicon) -> dict[int, Cue]:
    """Return the lines that name who speaks, by where they begin."""
    found = [cue for group in groups if len(group) > 1 and (cue := _cue(plain, group, lexicon))]
    counts = Counter(plain[slice(*cue.name)] for cue in found)
    others, known = _printed(plain, groups, found), lexicon.keyed("given_names")
    sure = {
        name: count > 1 or fold(name).split(" ")[0] in known or re.search(rf"\b{re.escape(name)}\b", others) is not None
        for name, count in counts.items()
    }
    named = [cue._replace(sure=cue.sure or sure[plain[slice(*cue.name)]]) for cue in found]
    return {cue.line.start: cue for cue in _placed(named)}


def _placed(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Yield the cues; where names are indented, as typists do, those of them that are, all of which are sure."""
    indents = sorted(cue.line.indent for cue in cues if cue.sure)
    usual = indents[len(indents) // 2] if indents else 0
    for cue in cues:
        if usual < INDENTED or cue.line.indent >= usual / 2:
            yield cue._replace(sure=cue.sure or usual >= INDENTED)


def _printed(plain: str, groups: Sequence[Sequence[Line]], cues: Sequence[Cue]) -> str:
    """Return in capitals what stands under no name: a character is shown before he speaks."""
    taken = {cue.line.start for cue in cues}
    return "\n".join(plain[group[0].start : group[-1].end] for group in groups if group[0].start not in taken).upper()


def _cue(plain: str, group: Sequence[Line], lexicon: Lexicon) -> Cue | None:
    """Return the name above words, if the first of their lines is one."""
    line = group[0]
    words = plain[line.start : line.end]
    match = _NAME.fullmatch(words)
    if match is None or _SCENE.match(words):
        return None
    name, forced = match["name"].rstrip(), words.startswith("@")
    printed = name.isupper() or (name[:2] in ("Mc", "Ma") and sum(map(str.islower, name)) < 3)
    if not forced and (not printed or name.endswith(_ENDS) or _is_head(name, lexicon)):
        return None
    beside = match["beside"] is not None or _PARENTHESIS.fullmatch(plain, group[1].start, group[1].end) is not None
    start = line.start + match.start("name")
    return Cue(line, Span(start, start + len(name)), forced or beside)


def _is_head(name: str, lexicon: Lexicon) -> bool:
    """Return whether capitals say what is shown, and name nobody."""
    return len(name.split()) > _LONGEST_NAME or _heads(lexicon).match(fold(name)) is not None


@cache
def _heads(lexicon: Lexicon) -> re.Pattern[str]:
    """Return how lines open that show something, folded."""
    return re.compile(rf"{either(lexicon.phrases('screenplay_heads'))}\b")


def _pieces(plain: str, group: Sequence[Line], cues: dict[int, Cue], first: bool) -> Iterator[Piece]:
    """Yield the pieces that the lines between two blank ones are."""
    cue = cues.get(group[0].start)
    if cue:
        yield from _turn(plain, group, cue)
    else:
        words = plain[group[0].start : group[-1].end]
        heading = _SCENE.match(words) or words[0] in "#>" or _is_transition(words) or (first and _TITLE.match(words))
        kind = HEADING if heading else MARKUP if words[0] == "=" else PARAGRAPH
        yield from _told(group, kind)


def _is_transition(words: str) -> bool:
    """Return whether a line says how the next scene begins: CUT TO:, FADE OUT."""
    return words.isupper() and "\n" not in words and words.endswith(("TO:", "IN:", "OUT.", "OUT:"))


def _told(group: Sequence[Line], kind: BlockKind) -> Iterator[Piece]:
    yield Piece(group[0].start, group[-1].end, kind, Marking.NARRATION if kind is PARAGRAPH else Marking.NONE)


def _turn(plain: str, group: Sequence[Line], cue: Cue) -> Iterator[Piece]:
    """Yield who speaks, and the words, how they are spoken set apart."""
    named = Named(plain[slice(*cue.name)], cue.name, probability=None if cue.sure else ONCE)
    yield Piece(cue.line.start, cue.line.end, LABEL, named=named)
    said: list[Line] = []
    for line in group[1:]:
        if _PARENTHESIS.fullmatch(plain, line.start, line.end):
            yield from _said(said)
            said = []
            yield Piece(line.start, line.end, MARKUP)
        else:
            said.append(line)
    yield from _said(said)


def _said(lines: Sequence[Line]) -> Iterator[Piece]:
    if lines:
        yield Piece(lines[0].start, lines[-1].end, PARAGRAPH, Marking.SPEECH)
