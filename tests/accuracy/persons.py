"""Weigh what is observed of how a statement found its person: `python -m tests.accuracy.persons`.

Three measuring sets have right answers: novels with the person of every quotation, the annotated articles of
tests/accuracy/prose.py, and made-up news of which each page is one kind of difficulty. Two logistic regressions, of
what is reported and of what is quoted, write reported_persons.tsv and quoted_persons.tsv. `measure` fits nothing, and
tells how often statements are right by their confidence; `folds` does so with weights fitted on other documents.
Needs the extra `fit`.
"""

from __future__ import annotations

import hashlib
import json
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from quotes import lexicon, people
from quotes.attribution import attribute
from quotes.attribution.prose import persons
from quotes.attribution.prose.cues import likelihood
from quotes.attribution.prose.diction import diction_of
from quotes.attribution.prose.draft import Draft
from quotes.attribution.prose.drafts import drafts
from quotes.attribution.prose.memory import Memory
from quotes.model import Attribution, Document, Factuality, Manner, Span
from quotes.text import reading
from tests.accuracy.blocks import FOLDER
from tests.accuracy.prose import is_called, key_of, labelled_pronouns, scorer
from tests.accuracy.prose_fit import Case, regression
from tests.accuracy.scorers import scorer_at
from tests.reading import document_of

_WORDS = Path(lexicon.__file__).with_name("en")
_FILES = ("reported_persons.tsv", "quoted_persons.tsv")
_HEAD = """\
# What is observed of how a statement found its person, and its weight in the logistic model of persons.likely.
# Written by tests/accuracy/persons.py; fitted on novels with the person of every quotation (PDNC), on the annotated
# articles of PolNeAR (Newell et al. 2018), and on made-up news."""
_PASSED_OVER = Path(__file__).with_name("passed_over.tsv")
_READ_AGAIN = Path(__file__).with_name("read_again.tsv")
_FOLDS = 5
_TIMES = {"red": 5, "pronouns": 5}  # that each counts in the fit: few, but every one of another kind
_FAR = 4000  # characters, from which no quotation reaches here
_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.93, 0.96, 1.01)


class Judged(NamedTuple):
    """A statement as read, the document and the set that it is from, and whether words and person are right."""

    of: str
    document: str
    draft: Draft
    right: bool


class Told(NamedTuple):
    """A statement of a document with the name that it was given to."""

    draft: Draft
    found: Attribution
    name: str | None


def measures() -> ModuleType | None:
    """Return the measuring program of the sets as a module; None when they are missing."""
    return scorer_at(FOLDER / "measure.py")


def told(data: bytes, key: str) -> tuple[Document, list[Told]]:
    """Return a document and its statements, but for the outlet's own."""
    document = document_of(data, key)
    attributions = attribute(document)
    resolution = people.resolve(document, attributions)
    top = [one for one in attributions if one.within is None]
    words = reading(document.text, Span(0, len(document.text)), document.markup)
    diction = diction_of(document.lexicon)
    memory = Memory(diction, (block.mention for block in document.blocks if block.mention))
    read = drafts(document, words, top, memory)
    by_place = {words.source(*one.span): one for one in read if isinstance(one, Draft)}
    rows = []
    for one, speaking in zip(attributions, resolution.speaking, strict=True):
        if one.manner is not Manner.NARRATED and one.span in by_place and one.label is None:
            name = None if speaking.person is None else resolution.people[speaking.person].name
            rows.append(Told(by_place[one.span], one, name))
    return document, rows


def in_novels() -> Iterator[tuple[str, Told, Callable[[str | None], bool]]]:
    """Yield the quotations of the novels that are found: the novel, and what tells if a name is that of who speaks."""
    measure = measures()
    assert measure is not None
    for path in sorted((FOLDER / "novels").glob("*.gold.json")):
        name, gold = path.name.removesuffix(".gold.json"), json.loads(path.read_text())
        _, rows = told((path.parent / f"{name}.txt").read_bytes(), f"{name}.txt")
        for row, speaker in aligned(rows, gold["quotations"]):
            yield name, row, partial(_is_called, measure, gold["names"][speaker])


def _is_called(measure: ModuleType, names: Sequence[str], name: str | None) -> bool:
    return bool(measure._same(name, names)) and not measure._other_sex(name, names)


def of_novels() -> Iterator[Judged]:
    """Yield the quotations of the novels that are found."""
    for name, row, is_right in in_novels():
        if row.name is not None or row.found.speaker is None or row.draft.claimant.meant.remembered:
            yield Judged("novels", name, row.draft, is_right(row.name))


def aligned(rows: Sequence[Told], quotations: Iterable[Any]) -> Iterator[tuple[Told, str]]:
    """Yield each quotation's row that shares most of its words with it, and the quotation's speaker."""
    by_place = sorted(rows, key=lambda row: row.found.span)
    starts = [row.found.span.start for row in by_place]
    for start, end, speaker, _ in quotations:
        best, most = None, 0.5
        for row in by_place[bisect_left(starts, start - _FAR) :]:
            if row.found.span.start >= end:
                break
            low, high = row.found.span
            both = min(high, end) - max(low, start)
            share = both / (max(high, end) - min(low, start))
            if both > 0 and share >= most:
                best, most = row, share
        if best:
            yield best, speaker


def of_articles() -> Iterator[Judged]:
    """Yield the statements of the annotated articles.

    Right are those that annotators made too, with their speaker, and those that they passed over by reading. Behind a
    labelled pronoun the person must be right, too. What was read again is what the reading says.
    """
    score = scorer()
    assert score is not None
    passed_over, read_again, gold = _passed_over(), _read_again(), score.load_gold("train")
    labelled = labelled_pronouns(gold)
    for name, (article, units) in gold.items():
        document, rows = told(article.raw, f"{name}.txt")
        labels = dict(labelled.get(name, ()))
        for row in rows:
            whom, place = row.draft.claimant.meant, row.draft.claimant.mention.span.start
            label = labels.get(place) if whom.remembered else None
            if label is None and (whom.rival or (whom.remembered and whom.name)):
                continue  # the annotations do not tell whom a pronoun or a surname stands for
            right = annotated(score, article, units, document, row)
            if right is not None:
                right |= any(_overlap(row.found.span, place) >= 0.5 for place in passed_over.get(key_of(name), ()))
                person = label is None or is_called(whom.name or "", article.text[slice(*label)])
                right = read_again.get((key_of(name), *row.found.span), right and person)
                yield Judged("articles" if label is None else "pronouns", name, row.draft, right)


def _passed_over() -> dict[str, list[tuple[int, int]]]:
    """Return where the words of statements stand that are right although the annotators made none of them."""
    found: dict[str, list[tuple[int, int]]] = {}
    for key, start, end in _rows(_PASSED_OVER):
        found.setdefault(key, []).append((int(start), int(end)))
    return found


def _read_again() -> dict[tuple[str, int, int], bool]:
    """Return whether statements that were read once more, whatever they had counted as, are right."""
    return {(key, int(start), int(end)): verdict == "right" for key, start, end, _, verdict in _rows(_READ_AGAIN)}


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def annotated(score: ModuleType, article: Any, units: Sequence[Any], document: Document, row: Told) -> bool | None:
    mention = row.found.speaker
    segments = article.segments([tuple(row.found.span)])
    if not segments or mention is None:
        return None
    found = {"speaker": mention.text, "sspan": list(mention.span), "resolved": row.name}
    within = ("tie", "noun t") in row.draft.signs  # annotated, as a rule, with the words around it
    alike = [unit for unit in units if _alike(segments[0], unit["seg"], within)]
    if any(unit["source"] and score.speaker_ok(article, unit, found) for unit in alike):
        return True
    return None if any(not unit["source"] for unit in alike) else False


def _alike(one: tuple[int, int], other: tuple[int, int], within: bool) -> bool:
    return _overlap(one, other) >= 0.5 or (within and other[0] <= one[0] and one[1] <= other[1])


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]))


def of_red() -> Iterator[Judged]:
    """Yield the attributions of the made-up news that are found; of an open question no reading is right."""
    measure = measures()
    assert measure is not None
    for path in sorted((FOLDER / "red").glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        data = (path.parent / f"{name}.txt").read_bytes()
        document, rows = told(data, f"{name}.txt")
        for kind, words, who, *_ in json.loads(path.read_text())["gold"]:
            wanted = measure._place(document.text, words)
            for row in rows if kind in "VRA" else ():
                have = measure.tokens(document.text, *row.found.span)
                if wanted and len(have & wanted) / len(have | wanted) >= 0.5:
                    names = [w if w.startswith("~") else w.strip() for w in who.split("|")]
                    mention = row.found.speaker.text if row.found.speaker else None
                    shown = row.name or (mention if any(n.startswith("~") for n in names) else None)
                    yield Judged("red", name, row.draft, kind != "A" and measure.is_speaker(shown, names))


def cases(judged: Iterable[Judged], fitting: bool = True) -> tuple[list[Case], list[dict[str, float]]]:
    """Return what was observed in each statement as the regression takes it."""
    found, rows = [], []
    for one in (each for each in judged for _ in range(_TIMES.get(each.of, 1) if fitting else 1)):
        seen = tuple(dict.fromkeys(" ".join(sign) for sign in one.draft.signs))
        found.append(Case(f"{one.of} {one.document}", "", "", seen, one.right))
        antecedent = one.draft.claimant.meant.probability
        of_antecedent = {} if antecedent is None else {"antecedent": persons.odds_of_words(antecedent)}
        rows.append({"words": persons.odds_of_words(one.draft.share), **of_antecedent})
    return found, rows


def fold_of(document: str) -> int:
    """Return which of the folds a document is in."""
    return int(hashlib.md5(f"person {document}".encode()).hexdigest(), 16) % _FOLDS


def in_folds(judged: Sequence[Judged]) -> list[float]:
    """Return the confidence of each by weights that were fitted on other documents."""
    found, rows = cases(judged, fitting=False)
    result = [0.0] * len(judged)
    for fold in range(_FOLDS):
        weights = fitted(one for one in judged if fold_of(f"{one.of} {one.document}") != fold)
        for i, (one, case) in enumerate(zip(judged, found, strict=True)):
            if fold_of(case.article) == fold:
                result[i] = _likely(weights[one.draft.verbatim], case, rows[i])
    return result


def fitted(judged: Iterable[Judged]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights for what is reported and for what is quoted."""
    every = list(judged)
    reported, quoted = ([one for one in every if one.draft.verbatim == verbatim] for verbatim in (False, True))
    return regression(*cases(reported)), regression(*cases(quoted))


def _likely(weights: Mapping[str, float], case: Case, row: Mapping[str, float]) -> float:
    seen = sum(weights.get(one, 0.0) for one in case.observations)
    seen += sum(weights.get(name, 0.0) * value for name, value in row.items())
    return float(likelihood(weights["bias"] + seen))


def show(judged: Sequence[Judged], confidence: Sequence[float]) -> None:
    """Print how often statements are right by their confidence, and of those that are certain."""
    for of in dict.fromkeys(one.of for one in judged):
        mine = [(c, one) for c, one in zip(confidence, judged, strict=True) if one.of == of]
        print(f"{of}: {len(mine)}")
        off = by_probability([(c, one.right) for c, one in mine], _BINS)
        sure = [one.right for c, one in mine if _is_certain(c, one.draft)]
        print(
            f"  error of calibration {off:.3f}; certain {len(sure)}, of these right {sum(sure) / max(1, len(sure)):.3f}"
        )


def by_probability(rows: Sequence[tuple[float, bool]], bins: Sequence[float], what: str = "right") -> float:
    """Print how often it is so, by how likely it was; return the mean distance of the two."""
    off = 0.0
    for low, high in pairwise(bins):
        here = [(p, is_so) for p, is_so in rows if low <= p < high]
        if here:
            mean, share = (sum(column) / len(here) for column in zip(*here, strict=True))
            off += abs(mean - share) * len(here) / len(rows)
            print(f"  {low:.2f}–{high:.2f} {len(here):6} mean {mean:.3f} {what} {share:.3f}")
    return off


def write_weights(file: Path, head: str, weights: Mapping[str, float]) -> None:
    """Write weights as the lexicon has them, under what tells where they come from."""
    rows = [f"{sign}\t{weight:.2f}" for sign, weight in sorted(weights.items())]
    file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


def lacks_sets() -> bool:
    """Tell whether there is nothing to measure on, and say so."""
    if scorer() is not None and measures() is not None:
        return False
    print(f"no measuring set: {FOLDER} lacks prose or measure.py", file=sys.stderr)
    return True


def _is_certain(confidence: float, draft: Draft) -> bool:
    whom, said = draft.claimant.meant, draft.force.factuality is Factuality.ACTUAL
    return said and confidence >= persons.CERTAIN[whom.remembered][draft.verbatim] and not (whom.rival or draft.told)


def _as_written(draft: Draft) -> float:
    weights = diction_of(lexicon.ENGLISH).persons[draft.verbatim]
    return persons.likely(draft.share, weights, draft.signs, draft.claimant.meant.probability)


def main(arguments: Sequence[str]) -> int:
    """Fit on all documents and write the weights; or show what `folds` give, or `measure` those that are written."""
    if lacks_sets():
        return 1
    judged = [*of_novels(), *of_articles(), *of_red()]
    if "measure" in arguments:
        show(judged, [_as_written(one.draft) for one in judged])
        return 0
    if "folds" in arguments:
        show(judged, in_folds(judged))
        return 0
    for name, weights in zip(_FILES, fitted(judged), strict=True):
        write_weights(_WORDS / name, _HEAD, weights)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
