"""Count and weigh, on the annotated articles, what the prose rules go by: `python -m tests.accuracy.prose_fit`.

First with `ends`, which writes quotes/lexicon/en/ends.tsv: what is observed where a content may end, weighed by
a logistic regression. Then without, which writes verbs.tsv and nouns.tsv (how often each word reports in each
construction) and evidence.tsv (the weights of what else is observed, on shares counted in other articles). Forms of
words are kept as they stand in the files; with `develop`, the held-out articles are left out. Needs the extra `fit`.
"""

from __future__ import annotations

import hashlib
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from quotes import lexicon
from quotes.attribution.prose import reported
from quotes.attribution.prose.claim import Claim
from quotes.attribution.prose.contents import end_of
from quotes.attribution.prose.diction import diction_of
from quotes.attribution.prose.ends import LEARNED
from quotes.attribution.prose.ends import places as ends_of
from quotes.attribution.prose.evidence import observed, observed_within
from quotes.attribution.prose.marks import marks, quotations
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.sentences import sentences
from quotes.attribution.prose.tags import Tagged, tag
from quotes.model import Span
from quotes.text import reading
from tests.accuracy.prose import held_out, scorer

_WORDS = Path(lexicon.__file__).with_name("en")
_PARAGRAPH = re.compile(r"\S[^\n]*")
_SMOOTHING = 3.0
_FOLDS = 5
_SELDOM = 15  # an observation made less often gets no weight
_SMALL = 0.05
_HEAD = """\
# What is observed {what}.
# Written by tests/accuracy/prose_fit.py; fitted on the annotated articles of PolNeAR (Newell et al. 2018)."""


class Case(NamedTuple):
    """A claim that the rules propose, or a place where its content may end, and whether the annotators agree."""

    article: str
    word: str
    construction: str
    observations: tuple[str, ...]
    right: bool


def claimed(gold: Mapping[str, Any]) -> Iterator[tuple[str, Tagged, Range, Claim]]:
    """Yield every claim of the articles, likely or not, with its article and its sentence."""
    diction = diction_of(lexicon.ENGLISH)
    for name, (article, _) in gold.items():
        words, marked = reading(article.text, Span(0, len(article.text))), marks(article.text)
        for paragraph in _PARAGRAPH.finditer(article.text):
            tagged = tag(words, quotations(article.text, marked, *paragraph.span()), *paragraph.span(), diction)
            for lo, hi in sentences(tagged):
                for claim in reported.claims(tagged, lo, hi, least=0.0):
                    yield name, tagged, (lo, hi), claim


def cases(score: ModuleType, gold: Mapping[str, Any], lemmas: Mapping[str, str]) -> Iterator[Case]:
    """Yield every claim of the articles; those that the annotators give no source are passed over."""
    for name, tagged, (lo, _), claim in claimed(gold):
        article, units = gold[name]
        right = _annotated(score, article, units, tagged, claim)
        if right is not None and claim.subject:
            construction, cue = claim.construction, claim.cue[0]
            content = claim.contents[0]
            seen = observed(tagged, lo, construction, cue, claim.subject, content[0]) + observed_within(tagged, content)
            word = lemmas.get(tagged.words[cue], "according")
            yield Case(name, word, construction, tuple(map(" ".join, seen)), right)


def places(gold: Mapping[str, Any]) -> Iterator[Case]:
    """Yield every place where a content that starts like an annotated one may end, up to the place where that ends."""
    for name, tagged, (lo, hi), claim in claimed(gold):
        if claim.construction not in LEARNED or len(claim.contents) > 1:
            continue
        article, units = gold[name]
        start = claim.contents[0][0]
        hi = end_of(tagged.tags, start, hi, lo, claim.construction)
        first = [seg[0] for seg in article.segments([tagged.span(*claim.contents[0])])[:1]]
        ends = [unit["seg"][1] for unit in units if [unit["seg"][0]] == first]
        for place, seen in ends_of(tagged, claim.construction, claim.cue[0], start, hi) if ends else ():
            segments = article.segments([tagged.span(start, place)])
            reached = bool(segments) and segments[-1][1] >= max(ends)
            yield Case(name, "", claim.construction, tuple(map(" ".join, seen)), reached)
            if reached:
                break


def _annotated(score: ModuleType, article: Any, units: Sequence[Any], tagged: Any, claim: Any) -> bool | None:
    start, end = tagged.span(*claim.contents[0])
    speaker = list(tagged.span(*claim.subject))
    segments = article.segments([(start, end)])
    if not segments:
        return None
    if claim.construction == "noun t":  # annotated, as a rule, with the words around it
        return any(unit["seg"][0] <= segments[0][0] and segments[0][1] <= unit["seg"][1] for unit in units)
    alike = [unit for unit in units if _overlap(segments[0], unit["seg"]) >= 0.5]
    found = {"speaker": article.text[slice(*speaker)], "sspan": speaker, "resolved": None}
    if any(unit["source"] and score.speaker_ok(article, unit, found) for unit in alike):
        return True
    return None if any(not unit["source"] for unit in alike) else False


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]))


def shares(found: Iterable[Case]) -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """Return the share of right claims of each word in each construction, and of any word in each."""
    met: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for case in found:
        for key in ((case.word, case.construction), ("*", case.construction)):
            met[key] += 1
            right[key] += case.right
    anyone = {
        construction: right[word, construction] / met[word, construction] for word, construction in met if word == "*"
    }
    own = {key: (right[key] + _SMOOTHING * anyone[key[1]]) / (met[key] + _SMOOTHING) for key in met if key[0] != "*"}
    return own, anyone


def weights(found: Sequence[Case]) -> dict[str, float]:
    """Return the weights of a logistic regression on what is observed and the logit of shares counted elsewhere."""
    rows, fitted = [], []
    for fold in range(_FOLDS):
        own, anyone = shares(case for case in found if _fold(case.article) != fold)
        for case in found:
            if _fold(case.article) == fold:
                share = own.get((case.word, case.construction), anyone.get(case.construction, 0.0))
                rows.append({"share": math.log((share + 0.01) / (1.01 - share))})
                fitted.append(case)
    return regression(fitted, rows)


def regression(found: Sequence[Case], rows: Iterable[Mapping[str, float]], strength: float = 0.3) -> dict[str, float]:
    """Return the weights of a logistic regression on what is observed in each case and on the figures in its row."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    often = Counter(seen for case in found for seen in case.observations)
    seen = [
        {**row, **{one: 1.0 for one in case.observations if often[one] >= _SELDOM}}
        for case, row in zip(found, rows, strict=True)
    ]
    vectors = DictVectorizer()
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(vectors.fit_transform(seen), [case.right for case in found])
    named = dict(zip(vectors.feature_names_, model.coef_[0], strict=True))
    return {"bias": float(model.intercept_[0]), **{name: float(w) for name, w in named.items() if abs(w) >= _SMALL}}


def _fold(article: str) -> int:
    return int(hashlib.md5(f"fold {article}".encode()).hexdigest(), 16) % _FOLDS


def _write(name: str, own: Mapping[tuple[str, str], float], anyone: Mapping[str, float]) -> None:
    path, nouns = _WORDS / f"{name}.tsv", name == "nouns"
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    rows = [] if nouns else [_row("*", {c: s for c, s in anyone.items() if not c.startswith(("noun", "according"))})]
    for forms in (line.split("\t")[0] for line in lexicon.ENGLISH.lines(name) if not line.startswith("*")):
        word = forms.split()[0]
        rows.append(_row(forms, {c: s for (w, c), s in own.items() if w == word and c.startswith("noun") == nouns}))
    path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


def _row(forms: str, by_construction: Mapping[str, float]) -> str:
    return "\t".join([forms, *(f"{c}={share:.2f}" for c, share in sorted(by_construction.items()))])


def _write_weights(name: str, what: str, found: Mapping[str, float]) -> None:
    rows = [f"{name}\t{weight:.2f}" for name, weight in sorted(found.items())]
    (_WORDS / f"{name}.tsv").write_text("\n".join([_HEAD.format(what=what), *rows]) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Fit on all train articles, or, with `develop`, on those that are not held out; write what was fitted."""
    score = scorer()
    if score is None:
        print("no measuring set: see tests/accuracy/prose.py", file=sys.stderr)
        return 1
    gold = {n: g for n, g in score.load_gold("train").items() if "develop" not in arguments or not held_out(n)}
    found = _fit_ends(gold) if "ends" in arguments else _fit_claims(score, gold)
    print(f"{len(found)} cases, {sum(case.right for case in found)} of them as annotated")
    return 0


def _fit_ends(gold: Mapping[str, Any]) -> list[Case]:
    found = list(places(gold))
    what = "where a content may end, and its weight in the logistic model of ends.end_after"
    _write_weights("ends", what, regression(found, ({} for _ in found)))
    return found


def _fit_claims(score: ModuleType, gold: Mapping[str, Any]) -> list[Case]:
    forms = [line.split("\t")[0].split() for name in ("nouns", "verbs") for line in lexicon.ENGLISH.lines(name)]
    found = list(cases(score, gold, {word: row[0] for row in forms for word in row}))
    own, anyone = shares(found)
    _write("verbs", own, anyone)
    _write("nouns", own, anyone)
    what = "about a report beside its verb, and its weight in the logistic model of cues.log_odds"
    _write_weights("evidence", what, weights(found))
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
