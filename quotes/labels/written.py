"""How likely a page is written as was found: by its labels, and by whether its other lines look like turns, too."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from quotes.fitted import weights
from quotes.labels.candidates import is_capital
from quotes.labels.spoken import Look, look, own, words_of
from quotes.labels.support import Form
from quotes.labels.things import speakers
from quotes.lexicon import Lexicon
from quotes.page import Label, Page

DENSE = 0.5  # share of paragraphs with a label, from which on the other lines are not looked at
MANY = 30  # labels, from which on likewise
_MOST = 127  # labels, of which more say no more
LOOKED_AT = 40  # labels, behind which the words are looked at
_READ = 200  # characters of these
_LETTERS = re.compile(r"[^\W\d_]{3}")
NOBODY = Look(0.0)


def others(page: Page, labels: Sequence[Label]) -> Look:
    """Return how far the lines outside of `labels` look like turns, where labels are few and do not stand dense."""
    return look(page, labels) if len(labels) < MANY and not is_dense(page, labels) else NOBODY


def probability(page: Page, form: Form, labels: Sequence[Label], other: Look) -> float:
    """Return how likely a page with these labels is written as `form` says."""
    known = weights("quotes.labels", "conventions")
    seen = observed(page, form, labels, other)
    score = known["bias"] + sum(known.get(name, 0.0) * value for name, value in seen.items())
    return round(speakers(form.signs, form.accepted) / (1 + math.exp(-score)), 3)


def observed(page: Page, form: Form, labels: Sequence[Label], other: Look) -> dict[str, float]:
    """Return what is observed of a page with these labels of `form`, and of the look of its `other` lines."""
    more = len(other.openings) / max(1, len(other.openings) + len(labels))
    keys = [candidate.key for candidate in form.accepted]
    said = [words for candidate in form.accepted[:LOOKED_AT] if (words := _behind(page.plain, candidate.speech))]
    return {
        "changed": sum(a != b for a, b in pairwise(keys)) / max(1, len(keys) - 1),
        "addressed": sum(_is_addressed(words, page.lexicon) for words in said) / max(1, len(said)),
        "figures": sum(not _LETTERS.search(words) for words in said) / max(1, len(said)),
        "labels": math.log2(1 + min(len(labels), _MOST)),
        "labelled": min(1.0, labelled(page, labels)),
        "different": len(set(keys)) / max(1, len(labels)),
        "bare": sum(not c.follows for c in form.accepted) / max(1, len(labels)) * (not form.grammar.own_line),
        "capital": sum(is_capital(candidate.who.name) for candidate in form.accepted) / max(1, len(labels)),
        "outside": other.probability * more,
        "form": float(form.grammar.weight),
        "own line": float(form.grammar.own_line),
        "own line, colon": float(form.grammar.own_line and form.grammar.colon and not form.grammar.stamped),
        "colon": float(form.grammar.colon),
        "time": float(form.grammar.stamped),
        "quoted": float(form.grammar.quoted),
    }


def _behind(plain: str, start: int) -> str:
    """Return the words behind a label, as far as they stand on one line and are looked at."""
    while plain[start : start + 1].isspace():
        start += 1
    return plain[start : start + _READ].partition("\n")[0]


def _is_addressed(words: str, lexicon: Lexicon) -> bool:
    """Return whether somebody asks, or says I or you."""
    return "?" in words or not own(lexicon).isdisjoint(words_of(words))


def is_dense(page: Page, labels: Sequence[Label]) -> bool:
    """Return whether labels stand over at least every second paragraph."""
    return labelled(page, labels) >= DENSE


def labelled(page: Page, labels: Sequence[Label]) -> float:
    """Return how many labels there are to a paragraph."""
    return len(labels) / max(1, page.paragraphs(0, len(page.plain)))
