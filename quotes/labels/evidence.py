"""What speaks for a candidate being a label, as small signs that add up. The weights are set by hand, not fitted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from quotes.labels.candidates import Candidate, gap, is_headline, is_possessive
from quotes.labels.letters import is_inside, is_small
from quotes.labels.lines import describes
from quotes.labels.names import Who, is_speaker, opens_with_office
from quotes.labels.regularity import OFTEN, Signs, in_capitals
from quotes.labels.words import label_words
from quotes.lexicon import Lexicon
from quotes.model import PersonKind
from quotes.text import fold

ACCEPTED = 2  # evidence that makes a candidate a label

WITH_ARTICLE = {PersonKind.OFFICE: 2, PersonKind.GROUP: 3}  # words of a name that an article may open
_VOICES = (PersonKind.UNNAMED, PersonKind.OFFICE)


class Printed(NamedTuple):
    """What a label prints, wherever it stands: all that the signs of a name may read."""

    who: Who
    key: str
    opening: str


class Weighed(NamedTuple):
    """A candidate, the evidence that it is a label, and what each sign of its name and of its place says."""

    candidate: Candidate
    evidence: int
    of_name: tuple[int, ...]
    of_place: tuple[int, ...]


def weigh(signs: Signs, found: Sequence[Candidate]) -> list[Weighed]:
    """Return the candidates, of which all `signs` are known, each with its evidence."""
    known: dict[tuple[int, str, str], tuple[int, tuple[int, ...]]] = {}
    weighed = []
    for candidate in found:
        total, of_name = _of_name(candidate, signs, known)
        of_place = tuple([sign(candidate, signs) for sign in SIGNS])
        weighed.append(Weighed(candidate, total + sum(of_place), of_name, of_place))
    return weighed


def _of_name(
    candidate: Candidate, signs: Signs, known: dict[tuple[int, str, str], tuple[int, tuple[int, ...]]]
) -> tuple[int, tuple[int, ...]]:
    """Return what the name alone says, and the sum of it, asked once for all labels with the same words."""
    alike = (id(candidate.who), candidate.key, candidate.opening)  # the same words are the same object, slow to hash
    if alike not in known:
        printed = Printed(candidate.who, candidate.key, candidate.opening)
        said = tuple([sign(printed, signs) for sign in NAME_SIGNS])
        known[alike] = sum(said), said
    return known[alike]


@lru_cache(maxsize=65536)
def _words(name: str) -> int:
    return sum(word[:1].isalpha() for word in name.split())


def form(name: Printed, signs: Signs) -> int:
    """The pattern's own weight."""
    return signs.grammar.weight


def recurs(name: Printed, signs: Signs) -> int:
    """Speakers speak more than once."""
    count = signs.counts[name.key]
    return 3 if count >= OFTEN else 2 if count > 1 else 0


def full_name(name: Printed, signs: Signs) -> int:
    """A name of several words says more than one word."""
    return 1 if _words(name.who.name) > 1 else 0


def beside(name: Printed, signs: Signs) -> int:
    """A role, a party, initials stand beside the name."""
    return 2 if name.who.short or opens_with_office(name.who.name, signs.lexicon) else 1 if name.who.role else 0


def declared(name: Printed, signs: Signs) -> int:
    """The front matter names the speaker."""
    return 2 if name.key in signs.declared else 0


def related(name: Printed, signs: Signs) -> int:
    """A surname or first name of a longer label."""
    return 1 if " " not in name.key and signs.edges[name.key] else 0


def regular(candidate: Candidate, signs: Signs) -> int:
    """Most paragraphs of the document carry a label; what stands before the first speaker may be a header."""
    return 2 if signs.regular and candidate.label.start >= signs.first else 0


def described(candidate: Candidate, signs: Signs) -> int:
    """A line of its own says who somebody is: a friend of the family; a tourist; nine years old."""
    return 3 if signs.grammar.own_line and describes(candidate, signs.plain, signs.lexicon) else 0


def spaced(candidate: Candidate, signs: Signs) -> int:
    """A typist's two spaces after the label."""
    return 1 if gap(candidate) > 1 and not signs.grammar.own_line else 0


def timed(candidate: Candidate, signs: Signs) -> int:
    """A time mark stands at the label."""
    return 1 if signs.grammar.stamped or candidate.label.seconds is not None else 0


def capitals(name: Printed, signs: Signs) -> int:
    """The document prints names in capitals; this one too, or not."""
    if not signs.capital or name.who.short or signs.grammar.weight > 1:
        return 0
    return 2 if in_capitals(name.who) else 0 if signs.is_usual(name.who) else -3


def titled(name: Printed, signs: Signs) -> int:
    """Before a full stop only a title that several names share makes a label: Mr. A., Mr. B.; elsewhere it helps."""
    if not signs.grammar.titled:
        return 1 if name.opening.endswith(".") and signs.openings[name.opening] > 1 else 0
    if name.who.kind is PersonKind.OFFICE and name.opening in label_words(signs.lexicon).office_addresses:
        return -3  # Mr. Chairman. I thank you
    if signs.openings[name.opening] > 1 or name.opening.endswith("."):
        return 2
    return 0 if signs.counts[name.key] > 1 or fold(name.opening) in label_words(signs.lexicon).titles else -3


def common_word(name: Printed, signs: Signs) -> int:
    """The label opens with a word that the text prints in small letters, or with "Here's"."""
    if is_possessive(name.who.name):
        return -2
    if signs.grammar.weight > 1 or name.who.short or (signs.capital and in_capitals(name.who)):
        return 0
    sure = signs.counts[name.key] >= OFTEN or name.who.role
    return -2 if not sure and is_small(_first_word(name, signs.lexicon), signs.sample) else 0


def _first_word(name: Printed, lexicon: Lexicon) -> str:
    """Return the word that a label opens with, in small letters; of an office or a group that behind its article."""
    words = name.who.name.lower().split()
    least = WITH_ARTICLE.get(name.who.kind)
    behind = least is not None and len(words) >= least and words[0] in label_words(lexicon).articles
    return words[behind] if words else ""


def alone(name: Printed, signs: Signs) -> int:
    """One word, once, and nowhere else in the text."""
    once = " " not in name.who.name and signs.counts[name.key] < 2 and not name.who.short
    if name.who.kind in _VOICES:
        return 0
    return -1 if once and not is_inside(name.who.name, signs.sample) else 0


def voice(name: Printed, signs: Signs) -> int:
    """An audience, a moderator, the president: whom no name is asked of."""
    return 2 if name.who.kind in _VOICES else 0


def no_speaker(name: Printed, signs: Signs) -> int:
    """See, Photo, Note and a bare number name nobody; in bold they part the turns: **Break:**."""
    if is_speaker(name.who.name, signs.lexicon) and not _is_number(name.who.name):
        return 0
    return 1 if signs.grammar.weight > 1 else -9


def _is_number(words: str) -> bool:
    """Return whether `words` are figures and no letter: the hours of a time mark."""
    return any(map(str.isdigit, words)) and not any(map(str.isalpha, words))


def unsaid(name: Printed, signs: Signs) -> int:
    """What follows are no sentences: a caption, a cross-reference."""
    return -5 if name.key in signs.unsaid else 0


def title(candidate: Candidate, signs: Signs) -> int:
    """No sentence ends with the line, as in a headline: Reyes: the bridge must wait."""
    return -9 if candidate.label.start in signs.titles and not signs.is_usual(candidate.who) else 0


def numbered(name: Printed, signs: Signs) -> int:
    """Chapter 7, Item 3: what has a number is no person, though a pseudonym that recurs may have one."""
    sure = name.who.kind in _VOICES or signs.counts[name.key] >= OFTEN or signs.grammar.weight > 1
    return 0 if sure or not name.who.name.split(" ")[-1].isdigit() else -4


def sentence(name: Printed, signs: Signs) -> int:
    """Sentences have colons, too: From the Gazette: …; Ashe, who is ill, said: …; I say to Mr. Ashe: …"""
    if _is_beyond_doubt(name.who, signs):
        return 0
    parts = [name.opening, *(name.who.role or "").split(",")]
    opens = any(_opens_a_sentence(part, signs.lexicon) for part in parts)
    return -9 if opens or _speaks(name.who, signs.lexicon) else 0


def headline(candidate: Candidate, signs: Signs) -> int:
    """So have headlines. Reyes: We Will Win."""
    if not signs.grammar.colon or _is_beyond_doubt(candidate.who, signs):
        return 0
    return -9 if is_headline(signs.plain, candidate.speech) else 0


def _is_beyond_doubt(who: Who, signs: Signs) -> bool:
    letter = len(who.name) == 1  # Q: Did you see Ann Lee?
    return signs.grammar.weight > 1 or letter or signs.is_usual(who)


def _speaks(who: Who, lexicon: Lexicon) -> bool:
    """Return whether the words beside a name are somebody's own: To my friend Mr. Ashe."""
    return not label_words(lexicon).no_titles.isdisjoint(f"{who.role} {who.name}".split())


@lru_cache(maxsize=65536)
def _opens_a_sentence(words: str, lexicon: Lexicon) -> bool:
    """Return whether `words` open a clause, or are what is said in one: Some, however, offered their prayers: …"""
    words, known = words.strip(), label_words(lexicon)
    first, *rest = fold(words.partition(" ")[0]).split() or [""]
    opens = first in known.no_openings and (not rest or "-" not in words.partition(" ")[0])  # Hasn't it; not WHO-TV
    return opens or bool(known.predicate.match(words))


Sign = Callable[[Candidate, Signs], int]
NAME_SIGNS: tuple[Callable[[Printed, Signs], int], ...] = (
    form,
    recurs,
    full_name,
    beside,
    declared,
    related,
    capitals,
    titled,
    common_word,
    alone,
    voice,
    no_speaker,
    unsaid,
    numbered,
    sentence,
)
SIGNS: tuple[Sign, ...] = (regular, described, spaced, timed, title, headline)  # of a place, asked of every label
