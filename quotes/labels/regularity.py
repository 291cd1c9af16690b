"""How regular the candidates of a page are: what is known of all of them before any one is weighed."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress

from quotes.labels.candidates import Candidate, is_capital
from quotes.labels.grammars import Grammar
from quotes.labels.names import Who
from quotes.lexicon import Lexicon
from quotes.page import Page
from quotes.stops import LINE_ENDS, STROKES
from quotes.text import fold, trimmed

REGULAR = 0.6  # share of paragraphs that carry a label in a document that is labelled throughout
VOCABULARY = 50_000  # characters that the words in small letters are taken from
SHORTEST_TITLE = 12  # characters
UNENDED = 0.2  # share of the labels, from which on a page does without full stops
OFTEN = 4  # labels that are many
FEWEST = 3  # labels of an exchange, of which each paragraph carries one and somebody speaks again

_ENDS_A_SENTENCE = LINE_ENDS | STROKES | frozenset(";:*_")


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of all candidates of a grammar on a page."""

    grammar: Grammar
    plain: str  # the page
    lexicon: Lexicon  # that it is read with
    counts: Counter[str]  # of names, the same line twice counted once
    printed: Counter[tuple[str, str | None]]  # names and roles, just so
    firsts: dict[str, int]  # where each name stands first
    declared: frozenset[str]  # names that the front matter gives, and their words
    sample: str  # of the text, to see how it prints words
    edges: Counter[str]  # first and last words of the longer names
    openings: Counter[str]  # first words of the names: Mr., Senator
    regular: bool
    first: int  # where the first name stands that recurs
    capital: bool
    unsaid: frozenset[str]  # names after which no sentence ends
    titles: frozenset[int]  # where labels stand in lines that look like headlines

    def times_so(self, who: Who) -> int:
        """Return how often a label is printed just so: words that only end in a known name may be a sentence's."""
        return self.printed[who[:2]]


@cache
def often(times: int) -> float:
    """Return how far what is found so many `times` comes often: not at all twice, altogether four times and more."""
    return min(1.0, max(0.0, math.log2(max(1, times)) - 1))


def signs_of(page: Page, grammar: Grammar, found: Sequence[Candidate]) -> Signs:
    """Return what is known of `found`, all candidates of `grammar` on the page."""
    counts = Counter([key for key, _ in {(c.key, c.follows or c.label.start) for c in found}])
    recurring = [c for c in found if counts[c.key] > 1]
    declared = {fold(name) for name in page.metadata.people}
    # Of cues nobody expects that sentences end, and where the form says that these are labels nothing hangs on it.
    judged = not (page.cues or grammar.weight or grammar.titled)
    ended = _ended(page, found) if judged else frozenset()
    return Signs(
        grammar,
        page.plain,
        page.lexicon,
        counts,
        Counter([c.who[:2] for c in found]),
        {c.key: c.label.start for c in reversed(found)},
        frozenset(declared | {word for name in declared for word in name.split()}),
        page.plain[:VOCABULARY],
        _edges(found),
        Counter([c.opening for c in found]),
        _share_labelled(page, grammar, found) >= REGULAR,
        recurring[0].label.start if recurring else 0,
        _are_in_capitals(recurring),
        _unsaid(found, ended) if judged else frozenset(),
        _titles(found, ended) if judged else frozenset(),
    )


def _edges(found: Sequence[Candidate]) -> Counter[str]:
    """Return the first and last words of the names of several words, folded."""
    names = [name.split() for name in {c.who.name for c in found}]
    return Counter(word for name in names if len(name) > 1 for word in {fold(name[0]), fold(name[-1])})


def _are_in_capitals(recurring: Sequence[Candidate]) -> bool:
    return bool(recurring) and sum(in_capitals(c.who) for c in recurring) >= 0.8 * len(recurring)


def _share_labelled(page: Page, grammar: Grammar, found: Sequence[Candidate]) -> float:
    if len(found) < FEWEST:
        return 0.0
    pieces = page.paragraphs(found[0].label.start, found[-1].label.start)
    share = len(found) / max(1, pieces - (len(found) if grammar.own_line else 0))
    return share if len(found) >= OFTEN or (share >= 1 and len({c.key for c in found}) < len(found)) else 0.0


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


@lru_cache(maxsize=65536)
def in_capitals(who: Who) -> bool:
    """Return whether a word of the name or the role is in capitals."""
    return is_capital(who.name) or is_capital(who.role or "") or not any(map(str.isalpha, who.name))
