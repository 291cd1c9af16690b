"""Document → the occasion it reports: a meeting, a briefing, a hearing; who took part, where and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from quotes.dates import held, published
from quotes.lexicon import Lexicon
from quotes.model import Attribution, Block, BlockKind, Document, Manner, Occasion, PersonKind
from quotes.people import Resolution
from quotes.people.identity import Outcome
from quotes.stops import LINE_ENDS
from quotes.text import fold, shown, words

_OPENING_PARAGRAPHS = 2
LONGEST_TITLE = 150  # characters; set, not measured
NEAR_DAYS = 3  # reports of one occasion appear within so many days
FEWEST_WORDS = 8
SAME_SHARE = 0.5  # of those who took part by the shorter report


def occasion(document: Document, attributions: Sequence[Attribution], resolution: Resolution) -> Occasion | None:
    """Return the event that `document` reports, or None when neither its metadata nor its opening names one, and it is
    not told to be the translation of another.
    """
    blocks = _opening(document)
    opening = [_shown(document, block) for block in blocks]
    title = document.metadata.event
    kind = _kind([title] if title else opening, document.lexicon)
    if not title and kind is None and not document.metadata.original:  # what is translated was said on some occasion
        return None
    return Occasion(
        kind=kind or "event",
        title=title or document.metadata.title or _title(document, blocks) or (kind or "event").capitalize(),
        place=document.metadata.place,
        when=held("\n".join(opening), published(document), document.lexicon),
        participants=_participants(attributions, resolution),
    )


class Kinds(NamedTuple):
    """What tells the kind of an occasion: its nouns, the pattern of them, and patterns of verbs."""

    nouns: tuple[str, ...]
    noun: re.Pattern[str]
    verbs: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _kinds(lexicon: Lexicon) -> Kinds:
    nouns = lexicon.lines("occasions")
    noun = re.compile(rf"\b(?P<kind>{'|'.join(map(re.escape, nouns))})s?\b", re.IGNORECASE)
    verbs = ((re.compile(pattern), kind) for pattern, kind in lexicon.columns("occasion_verbs"))
    return Kinds(nouns, noun, tuple(verbs))


def _kind(opening: Sequence[str], lexicon: Lexicon) -> str | None:
    """Return the kind of occasion that the opening names first: by a noun, or else by a verb."""
    kinds = _kinds(lexicon)
    named = (part for part in opening if _may_name(part, kinds.nouns))
    nouns = (match["kind"].lower() for part in named if (match := kinds.noun.search(part)))
    verbs = (kind for part in opening for pattern, kind in kinds.verbs if pattern.search(part))
    return next(nouns, None) or next(verbs, None)


def _may_name(part: str, nouns: Sequence[str]) -> bool:
    """Tell whether a kind stands in `part`, be it within a word: what the pattern is slow to find out."""
    lower = part.lower()
    return any(kind in lower for kind in nouns)


def _opening(document: Document) -> list[Block]:
    """Return the headings and the first paragraphs above the first label."""
    found: list[Block] = []
    paragraphs = 0
    for block in document.blocks:
        if block.kind is BlockKind.LABEL or paragraphs == _OPENING_PARAGRAPHS:
            break
        if block.kind is not BlockKind.MARKUP:
            found.append(block)
        paragraphs += block.kind is BlockKind.PARAGRAPH
    return found


def _shown(document: Document, block: Block) -> str:
    return shown(document.text, block.span, document.markup, wrapped=True)


def _title(document: Document, opening: Sequence[Block]) -> str | None:
    """Return what the opening is headed with: the first heading, or line that is no sentence, as long as titles are."""
    titles, lexicon = (_shown(document, block) for block in opening), document.lexicon
    furniture = lexicon.phrases("furniture")
    headed = (t for t, block in zip(titles, opening, strict=True) if _is_title(t, block.kind))
    return next((title for title in headed if fold(title) not in furniture), None)


def _is_title(text: str, kind: BlockKind) -> bool:
    return 0 < len(text) <= LONGEST_TITLE and (kind is BlockKind.HEADING or text[-1] not in LINE_ENDS)


def _participants(attributions: Sequence[Attribution], resolution: Resolution) -> tuple[tuple[int, str], ...]:
    """Return those who speak in their own voice on labelled turns; but for the unnamed."""
    speaking = {
        speaking.person
        for found, speaking in zip(attributions, resolution.speaking, strict=True)
        if speaking.person is not None and found.label is not None and found.manner is Manner.VERBATIM
    }
    named = [i for i in sorted(speaking) if resolution.people[i].kind is not PersonKind.UNNAMED]
    return tuple((person, "speaker") for person in named)


Stems = frozenset[str]


class Occurrence(NamedTuple):
    """An occasion as one source reports it."""

    kind: str
    title: str
    earliest: str | None  # ISO dates
    latest: str | None
    people: frozenset[str]


class Likeness(NamedTuple):
    """Whether two reports are of one occasion, and why."""

    outcome: Outcome
    score: float
    evidence: str


def same_occasion(one: Occurrence, other: Occurrence, wordings: int = 0) -> Likeness:
    """Return whether two reports are of one occasion; `wordings` utterances are in both.

    Two people on both, and the same day or, a few days apart, the same utterance, make it one; two people and a few
    days make it worth asking.
    """
    common = sorted(one.people & other.people)
    apart = _days_apart(one, other)
    if len(common) < 2 or apart is None or apart > NEAR_DAYS:
        return Likeness(Outcome.DIFFERENT, 0.0, "fewer than two people in common, or another time")
    share = len(common) / min(len(one.people), len(other.people))
    alike = overlap(one.title, other.title)
    evidence = f"{', '.join(common)} in both; {_day_words(apart)}; {wordings} utterances in both"
    one_day = apart == 0 and one.earliest == one.latest and other.earliest == other.latest and one.kind == other.kind
    same = share >= SAME_SHARE and (wordings > 0 or one_day)
    score = 0.4 * share + 0.3 * (1 - apart / (NEAR_DAYS + 1)) + 0.2 * min(wordings, 1) + 0.1 * alike
    return Likeness(Outcome.SAME if same else Outcome.UNSURE, round(score, 2), evidence)


def _day_words(apart: int) -> str:
    return "the same day" if apart == 0 else f"{apart} day{'s' if apart > 1 else ''} apart"


def _days_apart(one: Occurrence, other: Occurrence) -> int | None:
    """Return the days between two times, 0 where they overlap; None where either is open."""
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return None
    later, earlier = max(one.earliest, other.earliest), min(one.latest, other.latest)
    return max(0, (date.fromisoformat(later) - date.fromisoformat(earlier)).days)


def overlap(one: str, other: str) -> float:
    """Return how much of the words of the shorter of two texts is in the other, 0 to 1 (Szymkiewicz–Simpson).

    A text of a few words is no evidence: eight are counted at least. Measured on two English reports of one speech,
    wordings of one utterance had .72 and more, other utterances of the same speakers .45 and less.
    """
    return overlapping(_stems(one), _stems(other))


@lru_cache(maxsize=4096)
def _stems(title: str) -> Stems:
    return stems(title)


def overlapping(one: Stems, other: Stems) -> float:
    """Return the same of two texts of which the stems are known."""
    return len(one & other) / max(FEWEST_WORDS, min(len(one), len(other)))


def stems(text: str) -> Stems:
    """Return the words that carry sense, cut to five letters: translations differ in endings and small words.

    A word that comes again is another one: with it stands the how manyth it is.
    """
    times: Counter[str] = Counter()
    found = []
    for word in words(text):
        if len(word) > 3:
            stem = word[:5]
            found.append(f"{stem}{times[stem]}" if times[stem] else stem)
            times[stem] += 1
    return frozenset(found)
