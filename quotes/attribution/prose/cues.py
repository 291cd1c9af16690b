"""Words that report speech, and how often each does so where: verbs.tsv, nouns.tsv, evidence.tsv of the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, inf, log

from quotes.lexicon import Lexicon

Shares = Mapping[str, float]
Observation = tuple[str, ...]  # the words of a row in a file of weights

NEGLIGIBLE = 0.2  # a share that observations hardly ever lift to a report
# A lower one finds more, but more of it wrongly: F of all is flat from 0.35 to here, of speech to 0.46.
THRESHOLD = 0.43
_ANY = "*"  # the row of any verb
_MOST = 4096  # forms remembered


class Weights(dict[Observation, float]):
    """The weights of a logistic model: of what was observed so far; of closed classes, so that they stay few."""

    def __init__(self, lexicon: Lexicon, name: str) -> None:
        super().__init__()
        rows = (line.split("\t") for line in lexicon.lines(name))
        self._rows = {row: float(weight) for row, weight in rows}
        self.bias = self._rows.get("bias", 0.0)

    def __missing__(self, seen: Observation) -> float:
        self[seen] = weight = self._rows.get(" ".join(seen), 0.0)
        return weight

    def logit(self, observations: Iterable[Observation]) -> float:
        """Return the log odds that `observations` speak for."""
        return self.bias + sum(map(self.__getitem__, observations))

    def of(self, observations: Iterable[Observation]) -> float:
        """Return what `observations` add to the log odds."""
        return sum(map(self.__getitem__, observations))


class Forms(dict[str, str]):
    """Which form of a verb each word met is, by its ending: ing, s, past or base."""

    def __init__(self, irregular: frozenset[str]) -> None:
        super().__init__()
        self._irregular = irregular

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        self[word] = found = self._form(word)
        return found

    def _form(self, word: str) -> str:
        if word.endswith("ing"):
            return "ing"
        if word.endswith("s") and not word.endswith("ss"):
            return "s"
        past = word.endswith(("ed", "d", "t", "ught", "wn", "ew")) or word in self._irregular
        return "past" if past else "base"


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """The words of a lexicon that report, and how often they do."""

    verbs: Mapping[str, Shares]
    nouns: Mapping[str, Shares]
    any_verb: Shares  # how often any verb reports
    lemmas: Mapping[str, str]  # of each form the first one in its row
    predicates: frozenset[str]  # those of one form, which stand behind “is” or “remains”: adamant, silent
    forms: Forms
    evidence: Weights

    def share(self, word: str, construction: str) -> float:
        """Return how often `word` in `construction` reports; where it was seldom met, how often any word ("*") does."""
        row = (self.nouns if construction.startswith("noun") else self.verbs).get(word, self.any_verb)
        return row.get(construction, self.any_verb.get(construction, 0.0))

    def lemma(self, word: str) -> str:
        """Return the first of the forms that stand in one row with `word` in the files of cues."""
        return self.lemmas.get(word, word)

    def log_odds(self, share: float, observations: Iterable[Observation]) -> float:
        """Return the log odds that a report with this `share` is one, where this is observed besides."""
        return self.evidence["share",] * log((share + 0.01) / (1.01 - share)) + self.evidence.logit(observations)


@cache
def cues_of(lexicon: Lexicon) -> Cues:
    """Return the cues of `lexicon`."""
    verbs, nouns = dict(_rows(lexicon, "verbs")), dict(_rows(lexicon, "nouns"))
    any_verb = verbs.get((_ANY,), {})
    rows = (*lexicon.columns("nouns"), *lexicon.columns("verbs"))
    return Cues(
        verbs={form: shares or any_verb for forms, shares in verbs.items() for form in forms},
        nouns={form: shares for forms, shares in nouns.items() for form in forms},
        any_verb=any_verb,
        lemmas={form: row[0].split()[0] for row in rows for form in row[0].split()},
        predicates=frozenset(forms[0] for forms in verbs if len(forms) == 1) - {_ANY},
        forms=Forms(lexicon.words("irregular_pasts")),
        evidence=Weights(lexicon, "evidence"),
    )


def _rows(lexicon: Lexicon, name: str) -> Iterator[tuple[tuple[str, ...], Shares]]:
    """Yield the forms of each word in a file of cues, less those taken out, and how often they report where."""
    kept = lexicon.words(name)
    for forms, *columns in lexicon.columns(name):
        shares = {kind: float(share) for kind, _, share in (column.partition("=") for column in columns)}
        left = tuple(form for form in forms.split() if form in kept)
        if left:
            yield left, shares


def likelihood(log_odds: float) -> float:
    """Return the probability that has these log odds."""
    return 1 / (1 + exp(-log_odds if log_odds > -30 else 30))


@lru_cache(maxsize=16)
def log_odds_of(probability: float) -> float:
    """Return the log odds that have this probability; of none, such as are always reached."""
    return log(probability / (1 - probability)) if probability else -inf
