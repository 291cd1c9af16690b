"""Words that report speech, and how often each does so where: verbs.tsv, nouns.tsv, evidence.tsv of the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import exp, log

from quotes import wordlists

Shares = Mapping[str, float]


def _read(name: str) -> dict[str, Shares]:
    cues: dict[str, Shares] = {}
    for line in wordlists.lines(name):
        forms, *columns = line.split("\t")
        shares = {kind: float(share) for kind, _, share in (column.partition("=") for column in columns)}
        cues.update((form, shares) for form in forms.split())
    return cues


VERBS = _read("verbs")
NOUNS = _read("nouns")
_LEMMAS = {
    form: line.split(maxsplit=1)[0]
    for name in ("nouns", "verbs")
    for line in wordlists.lines(name)
    for form in line.split("\t")[0].split()
}
_ANY = VERBS.get("*", {})
Observation = tuple[str, ...]  # the words of a row in a file of weights


class Weights(dict[Observation, float]):
    """The weights of a logistic model: of what was observed so far; of closed classes, so that they stay few."""

    def __init__(self, name: str) -> None:
        super().__init__()
        rows = (line.split("\t") for line in wordlists.lines(name))
        self._rows = {row: float(weight) for row, weight in rows}
        self.bias = self._rows.get("bias", 0.0)

    def __missing__(self, seen: Observation) -> float:
        self[seen] = weight = self._rows.get(" ".join(seen), 0.0)
        return weight

    def logit(self, observations: Iterable[Observation]) -> float:
        """Return the log odds that `observations` speak for."""
        return self.bias + self.of(observations)

    def of(self, observations: Iterable[Observation]) -> float:
        """Return what `observations` add to the log odds."""
        return sum(map(self.__getitem__, observations))


EVIDENCE = Weights("evidence")
_SHARE = EVIDENCE["share",]


def share(word: str, construction: str) -> float:
    """Return how often `word` in `construction` reports; where it was seldom met, how often any word ("*") does."""
    row = (NOUNS if construction.startswith("noun") else VERBS).get(word, _ANY)
    return row.get(construction, _ANY.get(construction, 0.0))


def lemma(word: str) -> str:
    """Return the first of the forms that stand in one row with `word` in the files of cues."""
    return _LEMMAS.get(word, word)


NEGLIGIBLE = 0.2  # a share that observations hardly ever lift to a report
# A lower one finds more, but more of it wrongly: F of all is flat from 0.35 to here, of speech to 0.46.
THRESHOLD = 0.43


def log_odds(share: float, observations: Iterable[Observation]) -> float:
    """Return the log odds that a report with this `share` is one, where this is observed besides (logistic model)."""
    return _SHARE * log((share + 0.01) / (1.01 - share)) + EVIDENCE.logit(observations)


def likelihood(log_odds: float) -> float:
    """Return the probability that has these log odds."""
    return 1 / (1 + exp(min(30.0, -log_odds)))


@lru_cache(maxsize=4096)
def form(word: str) -> str:
    """Return which form of a verb this is, by its ending: ing, s, past or base."""
    if word.endswith("ing"):
        return "ing"
    if word.endswith("s") and not word.endswith("ss"):
        return "s"
    return "past" if word.endswith(("ed", "d", "t", "ught", "wn", "ew")) or word in _IRREGULAR else "base"


_IRREGULAR = frozenset(["wrote", "written", "spoke", "spoken", "saw", "seen", "swore", "sworn", "shook", "sang"])
