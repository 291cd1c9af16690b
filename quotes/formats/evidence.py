"""What speaks for a candidate being a label, as small signs that add up. The weights are set by hand, not fitted."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from operator import itemgetter

from quotes import wordlists
from quotes.formats.candidates import Candidate, gap, is_capital, is_headline, is_possessive
from quotes.formats.grammars import Grammar
from quotes.formats.labels import TITLES, Who, is_speaker
from quotes.formats.letters import is_inside, is_small
from quotes.formats.page import PARAGRAPH, Page, trimmed
from quotes.model import PersonKind
from quotes.text import fold

ACCEPTED = 2  # evidence that makes a candidate a label
REGULAR = 0.6  # share of paragraphs that carry a label in a document that is labelled throughout
VOCABULARY = 50_000  # characters that the words in small letters are taken from
SHORTEST_TITLE = 12  # characters
UNENDED = 0.2  # share of the labels, from which on a page does without full stops
OFTEN = 4  # times that a name recurs beyond doubt

ADDRESSES = frozenset({"Mr.", "Madam", "Madame", "Ms.", "Mrs."})
NO_OPENINGS = wordlists.phrases("formats/no_openings.txt")
_PREDICATE = re.compile(r"[a-z]+ed (?:the|their|his|her|its|an?)\b")  # Some, however, offered their prayers:
_VOICES = (PersonKind.UNNAMED, PersonKind.OFFICE)
_ENDS_A_SENTENCE = frozenset(".!?…\"”’')]—–-;»*_:")


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of all candidates of a grammar on a page."""

    grammar: Grammar
    plain: str  # the page
    counts: Counter[str]  # of names, the same line twice counted once
    declared: frozenset[str]  # names that the front matter gives, and their words
    sample: str  # of the text, to see how it prints words
    edges: Counter[str]  # first and last words of the longer names
    openings: Counter[str]  # first words of the names: Mr., Senator
    regular: bool
    first: int  # where the first name stands that recurs
    capital: bool
    unsaid: frozenset[str]  # names after which no sentence ends
    titles: frozenset[int]  # where labels stand in lines that look like headlines


def weigh(page: Page, grammar: Grammar, found: Sequence[Candidate]) -> list[int]:
    """Return the evidence for each of the candidates."""
    if not found:
        return []
    signs = _signs(page, grammar, found)
    weights: dict[tuple[object, ...], int] = {}
    return [_weight(candidate, signs, weights) for candidate in found]


def _weight(candidate: Candidate, signs: Signs, known: dict[tuple[object, ...], int]) -> int:
    """Return the evidence for `candidate`, summed up once for all that are alike."""
    label, who = candidate.label, candidate.who
    alike = (
        who.name,
        who.role,
        label.seconds is None,
        label.start < signs.first,
        gap(candidate) > 1,
        _is_headline(candidate, signs),
        label.start in signs.titles,
    )
    if alike not in known:
        known[alike] = sum([sign(candidate, signs) for sign in SIGNS])
    return known[alike]


def _signs(page: Page, grammar: Grammar, found: Sequence[Candidate]) -> Signs:
    counts = Counter([key for key, _ in {(c.key, c.follows or c.label.start) for c in found}])
    recurring = [c for c in found if counts[c.key] > 1]
    names = [name.split() for name in {c.who.name for c in found}]
    declared = {fold(name) for name in page.metadata.people}
    # Of cues nobody expects that sentences end, and where the form says that these are labels nothing hangs on it.
    judged = not (page.cues or grammar.weight or grammar.titled)
    ended = _ended(page, found) if judged else frozenset()
    return Signs(
        grammar,
        page.plain,
        counts,
        frozenset(declared | {word for name in declared for word in name.split()}),
        page.plain[:VOCABULARY],
        Counter(word for name in names if len(name) > 1 for word in {fold(name[0]), fold(name[-1])}),
        Counter([c.opening for c in found]),
        _share_labelled(page, grammar, found) >= REGULAR,
        recurring[0].label.start if recurring else 0,
        bool(recurring) and sum(map(_in_capitals, recurring)) >= 0.8 * len(recurring),
        _unsaid(found, ended) if judged else frozenset(),
        _titles(found, ended) if judged else frozenset(),
    )


def _share_labelled(page: Page, grammar: Grammar, found: Sequence[Candidate]) -> float:
    if len(found) < OFTEN:
        return 0.0
    first = found[0].label.start
    last = found[-1].label.start
    begin = bisect_left(page.pieces, first, key=itemgetter(0))
    end = bisect_right(page.pieces, last, key=itemgetter(0))
    pieces = sum(piece.kind is PARAGRAPH for piece in page.pieces[begin:end])
    return len(found) / max(1, pieces - (len(found) if grammar.own_line else 0))


def _unsaid(found: Sequence[Candidate], ended: frozenset[int]) -> frozenset[str]:
    """Return the names of candidates followed mostly by figures, or by what does not end as a sentence."""
    said = Counter(c.key for c in found if c.label.start in ended and any(map(str.isalpha, c.follows)))
    total = Counter(c.key for c in found if c.follows)
    return frozenset(key for key in total if said[key] < 0.4 * total[key])


def _titles(found: Sequence[Candidate], ended: frozenset[int]) -> frozenset[int]:
    """Return where labels stand after which no sentence ends, though it does after nearly all: a headline's colon."""
    words = [c for c in found if len(c.follows) >= SHORTEST_TITLE]
    unended = frozenset(c.label.start for c in words) - ended
    return unended if len(unended) <= UNENDED * len(words) else frozenset()


def _ended(page: Page, found: Sequence[Candidate]) -> frozenset[int]:
    """Return where those labels stand after whose words a sentence ends with the paragraph."""
    starts = [piece.start for piece in page.pieces]
    labels = [c.label.start for c in found if c.follows]
    pieces = (page.pieces[max(0, bisect_right(starts, label) - 1)] for label in labels)
    ends = (page.plain[trimmed(page.plain, *piece[:2])[1] - 1] in _ENDS_A_SENTENCE for piece in pieces)
    return frozenset(compress(labels, ends))


def _in_capitals(candidate: Candidate) -> bool:
    return _has_capital(candidate.who)


@lru_cache(maxsize=65536)
def _has_capital(who: Who) -> bool:
    return is_capital(who.name) or is_capital(who.role or "") or not any(map(str.isalpha, who.name))


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
    return 2 if candidate.who.short else 1 if candidate.who.role else 0


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
    return 2 if _in_capitals(candidate) else -3 if signs.counts[candidate.key] < OFTEN else 0


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
    if signs.grammar.weight > 1 or candidate.who.short or (signs.capital and _in_capitals(candidate)):
        return 0
    sure = signs.counts[candidate.key] >= OFTEN or candidate.who.role
    return -2 if not sure and is_small(_first_word(candidate), signs.sample) else 0


def _first_word(candidate: Candidate) -> str:
    """Return the word that a label opens with, in small letters; of an office that behind its article."""
    words = candidate.who.name.lower().split()
    behind = candidate.who.kind is PersonKind.OFFICE and len(words) > 1 and words[0] == "the"
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
    return not _is_beyond_doubt(candidate, signs) and is_headline(signs.plain, candidate.speech)


def _is_beyond_doubt(candidate: Candidate, signs: Signs) -> bool:
    return signs.grammar.weight > 1 or signs.counts[candidate.key] >= OFTEN


@lru_cache(maxsize=65536)
def _opens_a_sentence(words: str) -> bool:
    words = words.strip()
    return fold(words.partition(" ")[0]).partition(" ")[0] in NO_OPENINGS or bool(_PREDICATE.match(words))


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
