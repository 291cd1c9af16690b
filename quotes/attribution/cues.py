"""Words that report speech, and how often each does so where (words/verbs.tsv, words/nouns.tsv, words/before.tsv)."""

from __future__ import annotations

from collections.abc import Mapping

from quotes.attribution.lists import lines

Shares = Mapping[str, float]


def _read(name: str) -> dict[str, Shares]:
    cues: dict[str, Shares] = {}
    for line in lines(name):
        forms, *columns = line.split("\t")
        pairs = (column.partition("=") for column in columns)
        cues.update(dict.fromkeys(forms.split(), {kind: float(share) for kind, _, share in pairs}))
    return cues


VERBS = _read("verbs.tsv")
NOUNS = _read("nouns.tsv")
_ANY = VERBS.get("*", {})
_BEFORE = _read("before.tsv")


def share(word: str, construction: str, before: str) -> float:
    """Return how likely `word` in `construction` reports what somebody said or thinks.

    The word's own record in that construction, or else that of all words ("*"), is weighed with the class of the token
    before it: “to claim” and “the claim” report less often than “she claims”.
    """
    row = VERBS.get(word) or NOUNS.get(word) or _ANY
    expected = row.get(construction, _ANY.get(construction, 0.0))
    odds = expected / (1 - expected) * _BEFORE.get(before, {}).get(form(word), 1.0)
    return odds / (1 + odds)


def form(word: str) -> str:
    """Return which form of a verb this is, by its ending: ing, s, past or base."""
    if word.endswith("ing"):
        return "ing"
    if word.endswith("s") and not word.endswith("ss"):
        return "s"
    return "past" if word.endswith(("ed", "d", "t", "ught", "wn", "ew")) or word in _IRREGULAR else "base"


_IRREGULAR = frozenset(["wrote", "written", "spoke", "spoken", "saw", "seen", "swore", "sworn", "shook", "sang"])
