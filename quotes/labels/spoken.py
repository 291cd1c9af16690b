"""Whether the lines of a page look as if somebody speaks there, in whatever way of writing: how alike they open."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from quotes.fitted import weights
from quotes.labels.openings import LINES, Opening, openings
from quotes.labels.regularity import OFTEN
from quotes.lexicon import Lexicon
from quotes.page import Label, Page

BRIEF = 25  # characters of words that are no sentence
SAMPLE = 100_000  # characters in which quotation marks are counted
_WORD = re.compile(r"[^\W_]+")
_READ = 200  # characters behind an opening that are looked at
_MARKS, _ENDS = ' \t:：-–—*_)]>»”"', tuple(".?!…")
_QUOTES = '“”«»"'


# Forms with a mark of their own: beside several labels a name alone on its line is a heading.
MARKED = ("stamp", "nick", "handle", "time", "colon")
BESIDE = 100  # lines that are looked at beside labels
BEGINNING = 120  # seconds, within which somebody speaks on a recording
NOTHING = {"none": 1.0}  # what is observed of a page of which no two lines open alike


class Look(NamedTuple):
    """How likely it is that somebody speaks on a page, and the openings that name somebody, in the form likeliest."""

    probability: float
    openings: Sequence[Opening] = ()


def look(page: Page, labels: Sequence[Label] = ()) -> Look:
    """Return how likely it is that somebody speaks on `page` beside its `labels`, as far as its lines show it."""
    known = weights("quotes.labels", "spoken")
    best = score = log_odds(NOTHING, known)
    named: Sequence[Opening] = ()
    for rows, seen in observed(page, labels):
        found = log_odds(seen, known)
        if found > score and rows[0].key:
            named, score = _over_words(rows) if "form line" in seen else rows, found
        best = max(best, found)
    return Look(round(1 / (1 + math.exp(-best)), 3), named)


def observed(page: Page, labels: Sequence[Label] = ()) -> Iterator[tuple[Sequence[Opening], dict[str, float]]]:
    """Yield the openings of each form that two lines or more have, and what is observed of them."""
    found, lines = openings(page, BESIDE if labels else LINES)
    several = {form: rows for form in (MARKED if len(labels) >= OFTEN else found) if len(rows := found[form]) > 1}
    marks = sum(map(page.plain[:SAMPLE].count, _QUOTES)) if several else 0
    for form, every in several.items():
        rows = _outside(every, labels)
        if len(rows) > 1:
            seen = _observed(form, rows, lines)
            said = _said(page, rows, seen["share"], seen["recurring"])
            yield rows, {f"form {form}": 1.0, "quoted": min(1.0, marks / 2 / lines), **seen, **said}


def _over_words(rows: Sequence[Opening]) -> list[Opening]:
    """Return those of `rows`, each a line of its own, under which words stand: of two in a row the lower."""
    return [row for row, other in zip_longest(rows, rows[1:]) if other is None or other.line - row.line > 1]


def _outside(rows: list[Opening], labels: Sequence[Label]) -> list[Opening]:
    """Return those of `rows` that stand in none of `labels`."""
    starts = [label.start for label in labels]
    before = [bisect_right(starts, row.who.start) - 1 for row in rows] if labels else []
    inside = [i >= 0 and row.who.start < labels[i].end for row, i in zip(rows, before, strict=False)]
    return [row for row, taken in zip(rows, inside, strict=True) if not taken] if labels else rows


def _observed(form: str, rows: Sequence[Opening], lines: int) -> dict[str, float]:
    keys = Counter(row.key for row in rows if row.key)
    pairs = list(pairwise(rows))
    share = min(1.0, len(rows) * (2 if form == "line" else 1) / lines)
    recurring = sum(count for count in keys.values() if count > 1) / max(1, keys.total())
    stamped = sum(bool(row.stamp) for row in rows) / len(rows)
    capital = sum(row.capital for row in rows) / len(rows)
    spread = sum(b.line - a.line > 1 for a, b in pairs) / len(pairs)
    return {
        "share": share,
        "recurring": recurring,
        "changed": sum(a.key != b.key for a, b in pairs) / len(pairs),
        "stamped": stamped,
        "capital": capital,
        "spread line": spread if form == "line" else 0.0,
        "from the beginning": float(form == "stamp" and _seconds(rows[0].stamp) <= BEGINNING),
        "rises": stamped * sum(_rises(a, b) for a, b in pairs) / len(pairs),
        "recurring share": recurring * share,
        "stamped share": stamped * share,
        "capital share": capital * share,
    }


def _said(page: Page, rows: Sequence[Opening], share: float, recurring: float) -> dict[str, float]:
    """Return what is observed of the words behind openings that do not recur: speakers say I, lists give few words."""
    mine, once = own(page.lexicon), 1 - recurring
    said = [_behind(page.plain, row) for row in rows] if once else []
    return {
        "own share": share * once * sum(not mine.isdisjoint(words_of(words)) for words in said) / len(rows),
        "brief": once * sum(len(words) < BRIEF and words[-1:] not in _ENDS for words in said) / len(rows),
    }


def _behind(plain: str, row: Opening) -> str:
    """Return the words behind an opening: on its line, or, where that holds no more, on the next."""
    for start in (row.who.end, plain.find("\n", row.who.end) + 1):
        end = plain.find("\n", start, start + _READ)
        if words := plain[start : end if end >= 0 else start + _READ].strip(_MARKS):
            return words
    return ""


def words_of(text: str) -> list[str]:
    """Return the words of `text` in small letters."""
    return _WORD.findall(text.lower())


@cache
def own(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that mean who speaks, or is spoken to."""
    return frozenset(word for word, _, whom, *_ in lexicon.columns("personal_pronouns") if whom == "own")


def _seconds(stamp: tuple[int, ...]) -> float:
    """Return how long after the beginning of a recording a time is: m:ss, h:mm:ss, or that with a fraction."""
    return math.inf if not 2 <= len(stamp) <= 4 else sum(60**i * figure for i, figure in enumerate(stamp[:3][::-1]))


def _rises(one: Opening, other: Opening) -> bool:
    return bool(one.stamp) and len(one.stamp) == len(other.stamp) and one.stamp[-3:] <= other.stamp[-3:]


def log_odds(seen: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the log odds that somebody speaks, by what is observed of a form."""
    return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in seen.items())
