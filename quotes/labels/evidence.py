"""What speaks for a candidate being a label, as small signs that add up. The weights are set by hand, not fitted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from quotes import wordlists
from quotes.labels.candidates import Candidate, gap, is_headline, is_possessive
from quotes.labels.grammars import Grammar
from quotes.labels.letters import is_inside, is_small
from quotes.labels.names import TITLES, is_speaker, opens_with_office
from quotes.labels.regularity import OFTEN, Signs, in_capitals, signs_of
from quotes.model import PersonKind
from quotes.page import Page
from quotes.text import fold

ACCEPTED = 2  # evidence that makes a candidate a label

ADDRESSES = frozenset({"Mr.", "Madam", "Madame", "Ms.", "Mrs."})
NO_OPENINGS = wordlists.phrases("no_openings")
_PREDICATE = re.compile(r"[a-z]+ed (?:the|their|his|her|its|an?)\b")  # Some, however, offered their prayers:
WITH_ARTICLE = {PersonKind.OFFICE: 2, PersonKind.GROUP: 3}  # words of a name that "the" may open
_VOICES = (PersonKind.UNNAMED, PersonKind.OFFICE)


def weigh(page: Page, grammar: Grammar, found: Sequence[Candidate]) -> list[int]:
    """Return the evidence for each of the candidates."""
    if not found:
        return []
    signs = signs_of(page, grammar, found)
    weights: dict[tuple[object, ...], int] = {}
    return [_weight(candidate, signs, weights) for candidate in found]


def _weight(candidate: Candidate, signs: Signs, known: dict[tuple[object, ...], int]) -> int:
    """Return the evidence for `candidate`, summed up once for all that are alike."""
    label, who = candidate.label, candidate.who
    alike = (
        id(who),  # it is the same for the same words, and slow to hash
        candidate.key,
        candidate.opening,
        label.seconds is None,
        label.start < signs.first,
        gap(candidate) > 1,
        _is_headline(candidate, signs),
        label.start in signs.titles,
    )
    if alike not in known:
        known[alike] = sum([sign(candidate, signs) for sign in SIGNS])
    return known[alike]


@lru_cache(maxsize=65536)
def _words(name: str) -> int:
    return sum(word[:1].isalpha() for word in name.split())


def form(candidate: Candidate, signs: Signs) -> int:
    """The pattern's own weight."""
    return signs.grammar.weight


def recurs(candidate: Candidate, signs: Signs) -> int:
    """Speakers speak more than once."""
    count = signs.counts[candidate.key]
    return 3 if count >= OFTEN else 2 if count > 1 else 0


def full_name(candidate: Candidate, signs: Signs) -> int:
    """A name of several words says more than one word."""
    return 1 if _words(candidate.who.name) > 1 else 0


def beside(candidate: Candidate, signs: Signs) -> int:
    """A role, a party, initials stand beside the name."""
    return 2 if candidate.who.short or opens_with_office(candidate.who.name) else 1 if candidate.who.role else 0


def declared(candidate: Candidate, signs: Signs) -> int:
    """The front matter names the speaker."""
    return 2 if candidate.key in signs.declared else 0


def related(candidate: Candidate, signs: Signs) -> int:
    """A surname or first name of a longer label."""
    return 1 if " " not in candidate.key and signs.edges[candidate.key] else 0


def regular(candidate: Candidate, signs: Signs) -> int:
    """Most paragraphs of the document carry a label; what stands before the first speaker may be a header."""
    return 2 if signs.regular and candidate.label.start >= signs.first else 0


def spaced(candidate: Candidate, signs: Signs) -> int:
    """A typist's two spaces after the label."""
    return 1 if gap(candidate) > 1 and not signs.grammar.own_line else 0


def timed(candidate: Candidate, signs: Signs) -> int:
    """A time mark stands at the label."""
    return 1 if candidate.label.seconds is not None else 0


def capitals(candidate: Candidate, signs: Signs) -> int:
    """The document prints names in capitals; this one too, or not."""
    if not signs.capital or candidate.who.short or signs.grammar.weight > 1:
        return 0
    return 2 if in_capitals(candidate) else -3 if signs.counts[candidate.key] < OFTEN else 0


def titled(candidate: Candidate, signs: Signs) -> int:
    """Before a full stop only a title that several names share makes a label: Mr. A., Mr. B.; elsewhere it helps."""
    if not signs.grammar.titled:
        return 1 if candidate.opening.endswith(".") and signs.openings[candidate.opening] > 1 else 0
    if candidate.who.kind is PersonKind.OFFICE and candidate.opening in ADDRESSES:
        return -3  # Mr. Chairman. I thank you
    if signs.openings[candidate.opening] > 1 or candidate.opening.endswith("."):
        return 2
    return 0 if signs.counts[candidate.key] > 1 or fold(candidate.opening) in TITLES else -3


def common_word(candidate: Candidate, signs: Signs) -> int:
    """The label opens with a word that the text prints in small letters, or with "Here's"."""
    if is_possessive(candidate.who.name):
        return -2
    if signs.grammar.weight > 1 or candidate.who.short or (signs.capital and in_capitals(candidate)):
        return 0
    sure = signs.counts[candidate.key] >= OFTEN or candidate.who.role
    return -2 if not sure and is_small(_first_word(candidate), signs.sample) else 0


def _first_word(candidate: Candidate) -> str:
    """Return the word that a label opens with, in small letters; of an office or a group that behind its article."""
    words = candidate.who.name.lower().split()
    least = WITH_ARTICLE.get(candidate.who.kind)
    behind = least is not None and len(words) >= least and words[0] == "the"
    return words[behind] if words else ""


def alone(candidate: Candidate, signs: Signs) -> int:
    """One word, once, and nowhere else in the text."""
    once = " " not in candidate.who.name and signs.counts[candidate.key] < 2 and not candidate.who.short
    if candidate.who.kind in _VOICES:
        return 0
    return -1 if once and not is_inside(candidate.who.name, signs.sample) else 0


def voice(candidate: Candidate, signs: Signs) -> int:
    """An audience, a moderator, the president: whom no name is asked of."""
    return 2 if candidate.who.kind in _VOICES else 0


def no_speaker(candidate: Candidate, signs: Signs) -> int:
    """See, Photo, Note name nobody; in bold they part the turns: **Break:**."""
    if is_speaker(candidate.who.name):
        return 0
    return 1 if signs.grammar.weight > 1 else -9


def unsaid(candidate: Candidate, signs: Signs) -> int:
    """What follows are no sentences: a caption, a cross-reference."""
    return -5 if candidate.key in signs.unsaid else 0


def title(candidate: Candidate, signs: Signs) -> int:
    """No sentence ends with the line, as in a headline: Reyes: the bridge must wait."""
    sure = signs.counts[candidate.key] >= OFTEN
    return -9 if candidate.label.start in signs.titles and not sure else 0


def numbered(candidate: Candidate, signs: Signs) -> int:
    """Chapter 7, Item 3: what has a number is no person, though a pseudonym that recurs may have one."""
    sure = candidate.who.kind in _VOICES or signs.counts[candidate.key] >= OFTEN or signs.grammar.weight > 1
    return 0 if sure or not candidate.who.name.split(" ")[-1].isdigit() else -4


def sentence(candidate: Candidate, signs: Signs) -> int:
    """Sentences and headlines have colons, too: From the Gazette: …, Ashe, who is ill, said: …, Reyes: We Will Win."""
    if _is_beyond_doubt(candidate, signs):
        return 0
    parts = [candidate.opening, *(candidate.who.role or "").split(",")]
    return -9 if _is_headline(candidate, signs) or any(_opens_a_sentence(part) for part in parts) else 0


def _is_headline(candidate: Candidate, signs: Signs) -> bool:
    return signs.grammar.colon and not _is_beyond_doubt(candidate, signs) and is_headline(signs.plain, candidate.speech)


def _is_beyond_doubt(candidate: Candidate, signs: Signs) -> bool:
    letter = len(candidate.who.name) == 1  # Q: Did you see Ann Lee?
    return signs.grammar.weight > 1 or signs.counts[candidate.key] >= OFTEN or letter


@lru_cache(maxsize=65536)
def _opens_a_sentence(words: str) -> bool:
    words = words.strip()
    first, *rest = fold(words.partition(" ")[0]).split() or [""]
    opens = first in NO_OPENINGS and (not rest or "-" not in words.partition(" ")[0])  # Hasn't it; not WHO-TV
    return opens or bool(_PREDICATE.match(words))


Sign = Callable[[Candidate, Signs], int]
SIGNS: tuple[Sign, ...] = (
    form,
    recurs,
    full_name,
    beside,
    declared,
    related,
    regular,
    spaced,
    timed,
    capitals,
    titled,
    common_word,
    alone,
    voice,
    no_speaker,
    unsaid,
    title,
    numbered,
    sentence,
)
