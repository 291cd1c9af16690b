"""The signs of a label: what is observed of its name, and of its place. weights/labels.tsv says what each weighs."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from quotes.labels.candidates import Candidate, gap, is_headline, is_possessive
from quotes.labels.letters import is_inside, is_small
from quotes.labels.lines import describes
from quotes.labels.names import Who, is_speaker, opens_with_office
from quotes.labels.regularity import Signs, in_capitals, often
from quotes.labels.words import label_words
from quotes.lexicon import Lexicon
from quotes.model import PersonKind
from quotes.text import fold

WITH_ARTICLE = {PersonKind.OFFICE: 2, PersonKind.GROUP: 3}  # words of a name that an article may open
_VOICES = (PersonKind.UNNAMED, PersonKind.OFFICE)
_FEW = 4  # words of a role
_TAIL = 4  # characters
_STOPS = frozenset(".?!…")
_ENDED = re.compile(r"...[?!…]|[a-zß-ÿ]{3}\.")  # no abbreviation ends so: Rep., Jr.
_UNSPACED = re.compile(r"[㐀-鿿豈-﫿]{3,}")
_OWN = ", in a form of its own"  # behind what is observed of a label in bold, or in the form of a program
_OFTEN = ", comes often"  # likewise, of a name that comes again and again

Seen = tuple[tuple[str, float], ...]  # what is observed, each with how far it is so
NOTHING: Seen = ()


class Printed(NamedTuple):
    """What a label prints, wherever it stands: all that the signs of a name may read."""

    who: Who
    key: str
    opening: str


def _is(*observed: str) -> Seen:
    return tuple([(one, 1.0) for one in observed])


def _unless_often(observed: str, count: int) -> Seen:
    """Return what is `observed` of a name, and how far it comes often, which may make up for it."""
    return (observed, 1.0), (observed + _OFTEN, often(count))


def _has_own_form(signs: Signs) -> bool:
    return signs.grammar.weight > 1


@lru_cache(maxsize=65536)
def _words(name: str) -> int:
    """Return how many words a name has. Where no spaces part them, three letters are a surname and a given name."""
    words = sum(word[:1].isalpha() for word in name.split())
    return words if words > 1 or name.isascii() or not _UNSPACED.fullmatch(name) else 2


def form(name: Printed, signs: Signs) -> Seen:
    """The pattern's own weight."""
    return (("form", signs.grammar.weight),)


def recurs(name: Printed, signs: Signs) -> Seen:
    """Speakers speak more than once."""
    return _unless_often("comes again", signs.counts[name.key]) if signs.counts[name.key] > 1 else NOTHING


def full_name(name: Printed, signs: Signs) -> Seen:
    """A name of several words says more than one word."""
    return _is("several words") if _words(name.who.name) > 1 else NOTHING


def beside(name: Printed, signs: Signs) -> Seen:
    """A role, a party, initials stand beside the name."""
    if name.who.short or opens_with_office(name.who.name, signs.lexicon):
        return _is("office or initials")
    return (("role", 1.0), ("role, long", _length(name.who.role))) if name.who.role else NOTHING


@lru_cache(maxsize=65536)
def _length(role: str) -> float:
    """Return how long a role is beyond a few words, on a scale of doublings: a clause may stand in its place."""
    return min(2.0, max(0.0, math.log2(len(role.split()) / _FEW)))


def declared(name: Printed, signs: Signs) -> Seen:
    """The front matter names the speaker."""
    return _is("in the front matter") if name.key in signs.declared else NOTHING


def related(name: Printed, signs: Signs) -> Seen:
    """A surname or first name of a longer label."""
    return _is("word of a longer label") if " " not in name.key and signs.edges[name.key] else NOTHING


def regular(candidate: Candidate, signs: Signs) -> Seen:
    """Most paragraphs of the document carry a label; what stands before the first speaker may be a header."""
    return _is("most paragraphs labelled") if signs.regular and candidate.label.start >= signs.first else NOTHING


def described(candidate: Candidate, signs: Signs) -> Seen:
    """A line of its own says who somebody is: a friend of the family; a tourist; nine years old."""
    described = signs.grammar.own_line and describes(candidate, signs.plain, signs.lexicon)
    return _is("line says who it is") if described else NOTHING


def spaced(candidate: Candidate, signs: Signs) -> Seen:
    """A typist's two spaces after the label."""
    return _is("two spaces behind") if gap(candidate) > 1 and not signs.grammar.own_line else NOTHING


def timed(candidate: Candidate, signs: Signs) -> Seen:
    """A time mark stands at the label."""
    return _is("time") if signs.grammar.stamped or candidate.label.seconds is not None else NOTHING


def capitals(name: Printed, signs: Signs) -> Seen:
    """The document prints names in capitals; this one too, or not."""
    if not signs.capital or name.who.short:
        return NOTHING
    observed = "in capitals, as names here are" if in_capitals(name.who) else "not in capitals, as names here are"
    if _has_own_form(signs):
        return _is(observed + _OWN)
    return _is(observed) if in_capitals(name.who) else _unless_often(observed, signs.times_so(name.who))


def titled(name: Printed, signs: Signs) -> Seen:
    """Before a full stop only a title that several names share makes a label: Mr. A., Mr. B.; elsewhere it helps."""
    shared, stopped = signs.openings[name.opening] > 1, name.opening.endswith(".")
    if not signs.grammar.titled:
        return _is("title with a stop, of several") if stopped and shared else NOTHING
    if name.who.kind is PersonKind.OFFICE and name.opening in label_words(signs.lexicon).office_addresses:
        return _is("office spoken to, before a stop")  # Mr. Chairman. I thank you
    if shared or stopped:
        return _is("title before a stop")
    if signs.counts[name.key] > 1:
        return _is("no title before a stop, comes again")
    return NOTHING if fold(name.opening) in label_words(signs.lexicon).titles else _is("no title before a stop")


def common_word(name: Printed, signs: Signs) -> Seen:
    """The label opens with a word that the text prints in small letters, or with "Here's"."""
    if is_possessive(name.who.name):
        return _is("possessive")
    if name.who.short or (signs.capital and in_capitals(name.who)):
        return NOTHING
    if not is_small(_first_word(name, signs.lexicon), signs.sample):
        return NOTHING
    if _has_own_form(signs) or name.who.role:
        return _is("common word" + (_OWN if _has_own_form(signs) else ", with a role"))
    return _unless_often("common word", signs.counts[name.key])


def _first_word(name: Printed, lexicon: Lexicon) -> str:
    """Return the word that a label opens with, in small letters; of an office or a group that behind its article."""
    words = name.who.name.lower().split()
    least = WITH_ARTICLE.get(name.who.kind)
    behind = least is not None and len(words) >= least and words[0] in label_words(lexicon).articles
    return words[behind] if words else ""


def alone(name: Printed, signs: Signs) -> Seen:
    """One word, once, and nowhere else in the text."""
    once = " " not in name.who.name and signs.counts[name.key] < 2 and not name.who.short
    if not once or name.who.kind in _VOICES:
        return NOTHING
    return NOTHING if is_inside(name.who.name, signs.sample) else _is("one word, nowhere else")


def voice(name: Printed, signs: Signs) -> Seen:
    """An audience, a moderator, the president: whom no name is asked of."""
    return _is("office or voice") if name.who.kind in _VOICES else NOTHING


def no_speaker(name: Printed, signs: Signs) -> Seen:
    """See, Photo, Note and a bare number name nobody; in bold they part the turns: **Break:**."""
    if is_speaker(name.who.name, signs.lexicon) and not _is_number(name.who.name):
        return NOTHING
    return _is("names nobody" + (_OWN if _has_own_form(signs) else ""))


def _is_number(words: str) -> bool:
    """Return whether `words` are figures and no letter: the hours of a time mark."""
    return any(map(str.isdigit, words)) and not any(map(str.isalpha, words))


def unsaid(name: Printed, signs: Signs) -> Seen:
    """What follows are no sentences: a caption, a cross-reference."""
    return _is("no sentences follow") if name.key in signs.unsaid else NOTHING


def title(candidate: Candidate, signs: Signs) -> Seen:
    """No sentence ends with the line, as in a headline: Reyes: the bridge must wait."""
    if candidate.label.start not in signs.titles:
        return NOTHING
    return _unless_often("line without an end", signs.times_so(candidate.who))


def numbered(name: Printed, signs: Signs) -> Seen:
    """Chapter 7, Item 3: what has a number is no person, though a pseudonym that recurs may have one."""
    if name.who.kind in _VOICES or not name.who.name.split(" ")[-1].isdigit():
        return NOTHING
    return _is("number" + _OWN) if _has_own_form(signs) else _unless_often("number", signs.counts[name.key])


def sentence(name: Printed, signs: Signs) -> Seen:
    """Sentences have colons, too: From the Gazette: …; Ashe, who is ill, said: …; I say to Mr. Ashe: …"""
    if len(name.who.name) == 1 or not _is_a_sentence(name, signs.lexicon):  # Q: Did you see Ann Lee?
        return NOTHING
    return _is("sentence" + _OWN) if _has_own_form(signs) else _unless_often("sentence", signs.times_so(name.who))


def _is_a_sentence(name: Printed, lexicon: Lexicon) -> bool:
    parts = [name.opening, *(name.who.role or "").split(",")]
    return any(_opens_a_sentence(part, lexicon) for part in parts) or _speaks(name.who, lexicon)


def ended(candidate: Candidate, signs: Signs) -> Seen:
    """The words end as a sentence does: [0:03] Yes, exactly."""
    end = candidate.label.who.end
    if signs.plain[end - 1] not in _STOPS:
        return NOTHING
    return _is("ends as a sentence") if _ENDED.match(signs.plain, max(0, end - _TAIL), end) else NOTHING


def headline(candidate: Candidate, signs: Signs) -> Seen:
    """So have headlines. Reyes: We Will Win."""
    if not signs.grammar.colon or len(candidate.who.name) < 2:
        return NOTHING
    rarely = 1 - often(signs.times_so(candidate.who))
    if not rarely or not is_headline(signs.plain, candidate.speech):
        return NOTHING
    return (("headline" + (_OWN if _has_own_form(signs) else ""), rarely),)


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


NAME_SIGNS: tuple[Callable[[Printed, Signs], Seen], ...] = (
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
SIGNS: tuple[Callable[[Candidate, Signs], Seen], ...] = (
    regular,
    described,
    spaced,
    timed,
    title,
    ended,
    headline,
)  # of a place
