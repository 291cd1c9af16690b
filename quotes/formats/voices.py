"""Who speaks in the cues of subtitles, where marks in them say so: voice tags, >> of captions, [SPEAKER_00], dashes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from quotes.formats.lines import right_before
from quotes.model import Markup, Span
from quotes.page import PARAGRAPH, Label, Piece
from quotes.stops import LINE_ENDS
from quotes.text import trimmed

CONVENTION = "voice tags"
TAG = re.compile(r"</?[A-Za-z0-9][^<>\n]*>|\{\\[^{}]*\}")
FEWEST = 2  # chevrons without names, from which on they are how the file is written
SHORT = 3  # letters of de, van, of and the like, within names
NEARLY_ALL = 0.9  # share of cues whose first line may be a name alone, from which on it is
MOST = 0.5  # share of cues that open with a name in brackets, from which on these are names and no sounds
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+(?P<who>[^<>\n]+)>")
# >> is where somebody else speaks, >>> where something else begins; a name may follow, with a colon.
_CHEVRONS = re.compile(
    r"(?<![^\s>])(?P<marks>>{2,3}|(?:&gt;){2,3})[^\S\n]*"
    r"(?:(?P<who>[^\W\d_][^:<>\n!?]{0,60}[^\s:<>!?]|[^\W\d_])[^\S\n]*:(?=\s))?"
)
_CODE = re.compile(r"\[(?P<who>[^\W\d_]+[ _-]?\d+)\]:?", re.UNICODE)
_BRACKETS = re.compile(r"[\[(](?P<who>[^\W\d_][^\[\]()<>\n:]{0,50})[\])]:?(?=[^\S\n]*\n?[^\S\n]*[^\s\[(])")
_NUMBERED = re.compile(r"^\d+[^\S\n]+\"(?P<who>[^\"\n]{1,80})\"(?:[^\S\n]+\(\d+\))?[^\S\n]*$", re.MULTILINE)
_LINE_ABOVE = re.compile(r"(?P<who>[^\W\d_][^:<>\[\]\n!?,;]{0,60}[^\s:<>!?.,;])[^\S\n]*\n(?=[^\S\n]*\S)")
_DASH = re.compile(r"^[^\S\n]*(?:<(?!v[\s.])[^<>\n]*>)*[-–—‐][^\S\n]*(?=\S)", re.MULTILINE)


class Mark(NamedTuple):
    """A mark within cues, and the words in it that name somebody."""

    start: int
    end: int
    who: Span | None


def parted(source: str, cues: Iterable[Piece]) -> tuple[list[Piece], frozenset[int]]:
    """Return the cues, those in which two or more speak cut up, and where begins what each of these says."""
    parts = [list(_voices(source, cue)) for cue in cues]
    alone = frozenset(part.start for row in parts if len(row) > 1 for part in row)
    return [part for row in parts for part in row], alone


def _voices(source: str, cue: Piece) -> Iterator[Piece]:
    """Yield what each says in a cue in which two or more speak, each behind a dash; else the cue."""
    line = source.rfind("\n", 0, cue.start) + 1
    dashes = list(_DASH.finditer(source, line, cue.end)) if cue.kind is PARAGRAPH else []
    if not _part(source, cue, dashes):
        yield cue
        return
    starts = [cue.start, *(dash.end() for dash in dashes)]
    ends = [*(dash.start() for dash in dashes), cue.end]
    for start, end in zip(starts, ends, strict=True):
        first, last = trimmed(source, start, end)
        if first < last:
            yield cue._replace(start=first, end=last)


def _part(source: str, cue: Piece, dashes: Sequence[re.Match[str]]) -> bool:
    """Tell whether dashes part the words of two: there are two, or one stands below the end of a sentence."""
    above = source[cue.start : max(cue.start, dashes[0].start())].rstrip() if dashes else ""
    return len(dashes) > 1 or above[-1:] in LINE_ENDS


def marked(
    source: str, cues: Sequence[Piece], alone: Set[int], sounds: Sequence[Markup]
) -> tuple[Sequence[Label], Sequence[Markup]]:
    """Return a label wherever marks in the cues say that another voice speaks, and the marks that say it of the same.

    `sounds` are reactions, which look as names in brackets do. A voice tag and a name in brackets stand for their cue
    alone: who speaks in one without is not known. Behind >> the same voice goes on until the next, or until one of the
    cues that begin at `alone`.
    """
    tagged = [list(_tags(source, cue)) for cue in cues]
    if any(tagged):
        return _told(source, cues, tagged)
    marks = _chevrons(source, cues)
    if any(mark.who for row in marks for mark in row) or sum(map(len, marks)) >= FEWEST:
        return _told(source, cues, marks, goes_on=alone)
    over = [list(_numbered(source, cue, before)) for before, cue in zip([None, *cues], cues, strict=False)]
    if any(over):
        return _told(source, cues, over)
    above = [list(_above(source, cue)) for cue in cues]
    if _recur(source, above) and sum(map(bool, above)) >= NEARLY_ALL * len(cues):
        return _told(source, cues, above)
    heard = {mark.start for mark in sounds}
    named = [list(_bracketed(source, cue, heard)) if cue.kind is PARAGRAPH else [] for cue in cues]
    coded = any(_CODE.match(source, mark.start) for row in named for mark in row)
    if coded or (_recur(source, named) and sum(map(bool, named)) >= MOST * len(cues)):
        return _told(source, cues, named)
    return (), ()


def _told(
    source: str, cues: Sequence[Piece], marks: Sequence[Sequence[Mark]], goes_on: Set[int] | None = None
) -> tuple[Sequence[Label], Sequence[Markup]]:
    labels = tuple(_labels(source, cues, marks, goes_on))
    taken = {label.start for label in labels}
    return labels, [Markup(*mark[:2]) for row in marks for mark in row if mark.start not in taken]


def _tags(source: str, cue: Piece) -> Iterator[Mark]:
    for match in _VOICE.finditer(source, cue.start, cue.end):
        yield Mark(*match.span(), Span(*match.span("who")))


def _chevrons(source: str, cues: Sequence[Piece]) -> list[list[Mark]]:
    """Return the chevrons in each cue, with the names behind them: what is no name, or no other voice has, is said."""
    found = [list(_CHEVRONS.finditer(source, cue.start, cue.end)) for cue in cues]
    counts = Counter(match["who"] for row in found for match in row if match["who"])
    return [[_chevron(match, counts) for match in row] for row in found]


def _chevron(match: re.Match[str], counts: Counter[str]) -> Mark:
    who = match["who"]
    if who and _is_name(who, counts[who]):
        return Mark(*match.span(), Span(*match.span("who")))
    return Mark(match.start(), match.end("marks"), None)


def _is_name(who: str, count: int) -> bool:
    """Tell whether words before a colon are printed as a name: in capitals, or each with one; alone, more than once."""
    words = who.partition(",")[0].split()
    capital = all(word[0].isupper() or not word[0].isalpha() or len(word) <= SHORT for word in words)
    return who.isupper() or (capital and words[-1][0].isupper() and (len(words) > 1 or count > 1))


def _bracketed(source: str, cue: Piece, sounds: set[int]) -> Iterator[Mark]:
    match = _CODE.match(source, cue.start, cue.end) or _BRACKETS.match(source, cue.start, cue.end)
    if match and cue.start not in sounds and match["who"][0].isupper():
        yield Mark(*match.span(), Span(*match.span("who")))


def _numbered(source: str, cue: Piece, before: Piece | None) -> Iterator[Mark]:
    """Yield the name beside the number of a cue: 12 "Ana Reyes" (1234567890)."""
    match = _NUMBERED.search(source, before.end if before else 0, cue.start)
    if match:
        yield Mark(*match.span(), Span(*match.span("who")))


def _above(source: str, cue: Piece) -> Iterator[Mark]:
    """Yield the name on the first line of a cue, above the words."""
    match = _LINE_ABOVE.match(source, cue.start, cue.end)
    if match and _is_name(match["who"], 0):
        yield Mark(*match.span(), Span(*match.span("who")))


def _recur(source: str, named: Sequence[Sequence[Mark]]) -> bool:
    counts = Counter(source[slice(*mark.who)] for row in named for mark in row if mark.who)
    return max(counts.values(), default=0) > 1


def _labels(
    source: str, cues: Sequence[Piece], marks: Sequence[Sequence[Mark]], goes_on: Set[int] | None
) -> Iterator[Label]:
    """Yield a label at each mark that names another voice than the one before, and before words of nobody known.

    Where a voice `goes_on` into cues without a mark, it does not into those that begin there.
    """
    voice: str | None = None
    spoken = False
    done = 0
    for cue, row in zip(cues, marks, strict=True):
        first = row[0].start if row else cue.end
        bare = cue.kind is PARAGRAPH and bool(TAG.sub("", source[cue.start : first]).strip())
        same = goes_on is not None and spoken and cue.start not in goes_on
        if bare and not same:
            place = right_before(source, cue.start, done)
            yield Label(*place, Span(place.start, place.start), cue.seconds)
            voice = None
        for mark in row:
            before, voice = voice, source[slice(*mark.who)].strip() if mark.who else None
            if voice is None or voice != before:
                yield Label(mark.start, mark.end, mark.who or Span(mark.start, mark.start), cue.seconds)
        spoken = spoken or bare or bool(row)
        done = cue.end
