"""What is measured, by more than a list of words, of a paragraph that may go on with a turn. A row of MEASURES each."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from quotes import stops
from quotes.attribution.turns.paragraphs import Paragraph

_SHORT = 80  # characters
_SHORT_UNDER_LABEL = 60
_SENTENCE = 100  # characters
_LIST_ITEM = re.compile(r"[-*•\d(\[_]")
_CAPITAL_OPENING = re.compile(r"[A-Z]{3}")
_MARKS = re.compile(r"[\"“”«»„]")
_ENDS = f'{stops.ENDING}"”:)'  # a single quotation mark is none: that is how the weights were fitted


def first_person_alone(paragraph: Paragraph) -> float:
    """“I”, where the narrator never says it."""
    return float("first_person" in paragraph.hits and "first_person" not in paragraph.page.says)


def we_alone(paragraph: Paragraph) -> float:
    """“We”, where the narrator never says it."""
    return float("we" in paragraph.hits and "we" not in paragraph.page.says)


def narrator_too(paragraph: Paragraph) -> float:
    """A first person that may be the narrator's own."""
    return float(paragraph.says_i_or_we and "first_person" in paragraph.page.says)


def we_too(paragraph: Paragraph) -> float:
    """“We” or “our”, where the narrator says “we”."""
    return float(("we" in paragraph.hits or "our" in paragraph.hits) and "we" in paragraph.page.says)


def names_speaker(paragraph: Paragraph) -> float:
    """Nobody speaks of himself by name."""
    return float(not paragraph.named.isdisjoint(paragraph.turn.speaker))


def names_other(paragraph: Paragraph) -> float:
    """Reporters introduce the other speakers."""
    return float(not paragraph.named.isdisjoint(paragraph.page.names - paragraph.turn.speaker))


def names_next(paragraph: Paragraph) -> float:
    """Reporters introduce the next speaker above all."""
    return float(not paragraph.named.isdisjoint(paragraph.turn.following - paragraph.turn.speaker))


def role_next(paragraph: Paragraph) -> float:
    """Reporters tell what the next speaker is: words of the role on the next label."""
    turn = paragraph.turn
    return float(paragraph.last and not paragraph.content.isdisjoint(turn.following_role - turn.role - turn.content))


def role_own(paragraph: Paragraph) -> float:
    """Words of the role on the label, which speakers seldom tell of."""
    return float(not paragraph.content.isdisjoint(paragraph.turn.role))


def capitals(paragraph: Paragraph) -> float:
    """Capital words within sentences, mostly names."""
    return min(6.0, paragraph.capitals)


def names_nobody(paragraph: Paragraph) -> float:
    """No capital word within a sentence."""
    return float(not paragraph.capitals)


def digits(paragraph: Paragraph) -> float:
    """Figures."""
    return min(2.0, paragraph.numbers)


def question(paragraph: Paragraph) -> float:
    """A question mark outside quotation marks."""
    return float("?" in paragraph.unquoted)


def asks_only(paragraph: Paragraph) -> float:
    """Ends in a question and says little else: an interviewer's, mostly."""
    return float(paragraph.text.endswith("?") and not paragraph.unquoted.count(". "))


def quotation(paragraph: Paragraph) -> float:
    """Quotation marks: reporters quote more than speakers do."""
    return float(bool(_MARKS.search(paragraph.text)))


def quoted_share(paragraph: Paragraph) -> float:
    """How much of it stands in quotation marks."""
    return 1 - len(paragraph.unquoted) / max(1, len(paragraph.text))


def quoted_alone(paragraph: Paragraph) -> float:
    """In single quotation marks from end to end: a quotation by itself."""
    return float(paragraph.text.startswith(("'", "‘")) and paragraph.text.endswith(("'", "’")))


def foreign_hand(paragraph: Paragraph) -> float:
    """Typewriter or curly apostrophes, as under the label (1), or as in the narration (-1), where those differ."""
    narrator, own = paragraph.page.apostrophes, paragraph.apostrophes
    if not narrator or not own:
        return 0.0
    if narrator != own:
        return 1.0
    return -1.0 if paragraph.turn.apostrophes not in ("", narrator) else 0.0


def list_item(paragraph: Paragraph) -> float:
    """A bullet, a number or a bracket first."""
    return float(bool(_LIST_ITEM.match(paragraph.text)))


def capital_opening(paragraph: Paragraph) -> float:
    """A place line or a shouted heading first."""
    return float(bool(_CAPITAL_OPENING.match(paragraph.text)))


def colon(paragraph: Paragraph) -> float:
    """Announces what follows."""
    return float(paragraph.text.endswith(":"))


def open_end(paragraph: Paragraph) -> float:
    """No sentence end."""
    return float(paragraph.text[-1:] not in _ENDS)


def short(paragraph: Paragraph) -> float:
    """Speakers close with short paragraphs more often than reporters."""
    return float(len(paragraph.text) < _SHORT)


def length(paragraph: Paragraph) -> float:
    """Length above a sentence's, on a scale of doublings."""
    return max(0.0, math.log(max(1, len(paragraph.text)) / _SENTENCE))


def longer_than_first(paragraph: Paragraph) -> float:
    """Length against the paragraph under the label."""
    return max(-2.0, min(2.0, math.log(max(1, len(paragraph.text)) / max(1, paragraph.turn.length))))


def label_short(paragraph: Paragraph) -> float:
    """The paragraph under the label can hardly be all that was said."""
    return float(paragraph.turn.length < _SHORT_UNDER_LABEL)


def echoes_label(paragraph: Paragraph) -> float:
    """Cosine of the content words with those under the label."""
    return _cosine(paragraph.content, paragraph.turn.content)


def echoes_before(paragraph: Paragraph) -> float:
    """Cosine of the content words with those of the paragraph before."""
    return _cosine(paragraph.content, paragraph.before.content)


def echoes_page(paragraph: Paragraph) -> float:
    """Share of the content words that the narration has too."""
    return len(paragraph.content & paragraph.page.words) / max(1, len(paragraph.content))


def as_under_label(paragraph: Paragraph) -> float:
    """First person in both."""
    return float("first_person" in paragraph.hits and "first_person" in paragraph.turn.hits)


def unlike_under_label(paragraph: Paragraph) -> float:
    """First person only here."""
    return float(paragraph.says_i_or_we and "first_person" not in paragraph.turn.hits)


def parallel(paragraph: Paragraph) -> float:
    """Speakers repeat themselves: the same first word as the paragraph before."""
    return float(paragraph.opening == paragraph.before.opening)


def leads_to_same(paragraph: Paragraph) -> float:
    """Nobody is labelled anew while still speaking."""
    return float(paragraph.last and paragraph.turn.speaker == paragraph.turn.following)


def leads_to_other(paragraph: Paragraph) -> float:
    """Reporters lead from one speaker to the next."""
    following = paragraph.turn.following
    return float(paragraph.last and bool(following) and paragraph.turn.speaker != following)


def closes_page(paragraph: Paragraph) -> float:
    """The last words are mostly the reporter's."""
    return float(paragraph.last and not paragraph.turn.following)


def ends_story(paragraph: Paragraph) -> float:
    """The last words before a heading are mostly the reporter's."""
    return float(paragraph.last and paragraph.turn.ends_story)


def depth(paragraph: Paragraph) -> float:
    """How many paragraphs after the one under the label, on a scale of doublings."""
    return math.log(paragraph.depth)


def _cosine(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / math.sqrt(max(1, len(one)) * max(1, len(other)))


MEASURES: tuple[Callable[[Paragraph], float], ...] = (
    first_person_alone,
    we_alone,
    narrator_too,
    we_too,
    names_speaker,
    names_other,
    names_next,
    role_next,
    role_own,
    names_nobody,
    capitals,
    digits,
    question,
    asks_only,
    quotation,
    quoted_share,
    quoted_alone,
    foreign_hand,
    list_item,
    capital_opening,
    colon,
    open_end,
    short,
    length,
    longer_than_first,
    label_short,
    echoes_label,
    echoes_before,
    echoes_page,
    as_under_label,
    unlike_under_label,
    parallel,
    leads_to_same,
    leads_to_other,
    closes_page,
    ends_story,
    depth,
)
