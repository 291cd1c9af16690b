"""Is what is called certain right, and is the confidence how often it is? `python -m tests.accuracy calibration`.

Every document of three measuring sets goes the whole way. Of transcripts and of labelled blocks each paragraph counts:
it is right when it is given to whom the answers give most of its characters, or to nobody where they do. Of annotated
prose each quotation or report counts: it is right when annotators marked at least half of it, and its speaker is theirs
by the rule of the scorer beside the articles. That rule does not ask whom a pronoun stands for, so statements that rest
on one are left out, as are turns under labels, which the annotators passed over. The error is the mean distance between
confidence and share right, by bins of confidence (expected calibration error; Naeini, Cooper and Hauskrecht 2015).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from quotes.model import BlockKind, Extraction, Manner, Passage, Statement, Status
from quotes.pipeline import extract
from tests.accuracy import blocks, prose, transcripts
from tests.accuracy.prose import whole_way

REPORT = Path(__file__).parents[2] / "docs" / "accuracy" / "calibration.md"
PRONOUNS = frozenset(("he", "she", "they", "it", "his", "her", "their", "its"))
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99, 1.01)
HEAD = """# Is certain right?

Written by `python -m tests.accuracy calibration --write`. Every row is one set of the measuring folder; a paragraph of
a transcript or of labelled blocks, a quotation or report of annotated prose, counts once. “Certain” means that at least
97 of 100 such are right, words and person. The second table shows what each confidence is worth, over all sets.

"""


class Told(NamedTuple):
    """What is said of one passage: how sure, whether it is right, and whether it is given to somebody."""

    status: Status
    confidence: float
    right: bool
    given: bool


def of_labels(folders: Iterable[tuple[Path, dict[str, Any]]]) -> Iterator[Told]:
    """Yield what is told of each top-level paragraph of labelled documents with answers."""
    score = transcripts.scorer()
    for source, gold in folders:
        found = extract(source.read_bytes(), source.name)
        whose = _owners(gold, len(found.document.text))
        for statement in found.statements:
            for passage in statement.passages if statement.within is None else ():
                told = _paragraph(score, found, statement, passage, whose)
                if told:
                    yield told


def _owners(gold: dict[str, Any], length: int) -> list[dict[str, Any] | None]:
    """Return for each character whose it is: an answer, None for nobody's, and {} for what counts neither way."""
    whose: list[dict[str, Any] | None] = [None] * length
    for answer in gold["statements"]:
        whose[answer["start"] : answer["end"]] = [answer] * (answer["end"] - answer["start"])
    for span in gold.get("ignore", ()):
        whose[span["start"] : span["end"]] = [{}] * (span["end"] - span["start"])
    return whose


def _paragraph(
    score: ModuleType,
    found: Extraction,
    statement: Statement,
    passage: Passage,
    whose: Sequence[dict[str, Any] | None],
) -> Told | None:
    """Return what is told of a paragraph; None where the answers leave most of it aside."""
    if passage.kind is not BlockKind.PARAGRAPH:
        return None
    owners = whose[slice(*passage.span)]
    most, _ = Counter(map(id, owners)).most_common(1)[0]
    owner = next(one for one in owners if id(one) == most)
    if owner == {}:
        return None
    person = None if statement.person is None else found.people[statement.person].name
    given = statement.manner is not Manner.NARRATED
    right = not given if owner is None else given and score.lenient(person or "", owner)
    return Told(passage.status, passage.confidence, right, given)


def of_prose() -> Iterator[Told]:
    """Yield what is told of each quotation and report of the annotated articles."""
    score = prose.scorer()
    for name, (article, units) in score.load_gold("train").items() if score else ():
        found = extract(article.raw, f"{name}.txt")
        nested = [s for s in found.statements if s.manner is not Manner.NARRATED]
        for statement, prediction in zip(nested, whole_way(article.raw, name), strict=True):
            if statement.within is None or (prediction["speaker"] or "").lower() in PRONOUNS:
                continue
            for unit in score.pred_units(article, [prediction]) if score else ():
                yield Told(statement.status, statement.confidence, _is_marked(score, article, units, unit), True)


def _is_marked(score: ModuleType | None, article: Any, units: Sequence[Any], unit: Any) -> bool:
    """Tell whether annotators marked at least half of a quotation, as that of the same source."""
    assert score
    first, last = unit["seg"]
    for gold in units:
        start, end = gold["seg"]
        common = min(end, last) - max(start, first)
        if 2 * common >= max(end, last) - min(start, first) and score.speaker_ok(article, gold, unit) is not False:
            return True
    return False


def _documents(folder: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    for answers in sorted((blocks.FOLDER / folder).glob("*.gold.json")):
        gold = json.loads(answers.read_text(encoding="utf-8"))
        yield answers.with_name(gold["id"] + ".txt"), gold


def measured() -> dict[str, list[Told]]:
    """Return what is told in each of the sets."""
    return {
        "transcripts": list(of_labels((source, gold) for _, source, gold in transcripts.documents())),
        "labelled blocks": list(of_labels((*_documents("blocks/news"), *_documents("blocks/newsletter")))),
        "annotated prose": list(of_prose()),
    }


def error(told: Sequence[Told]) -> float:
    """Return the expected calibration error of what is told."""
    return sum(abs(sum(t.confidence - t.right for t in each)) for _, _, each in by_confidence(told)) / max(1, len(told))


def by_confidence(told: Sequence[Told]) -> Iterator[tuple[float, float, list[Told]]]:
    """Yield the told by confidence: lower edge, upper edge, those between."""
    for low, high in pairwise(BINS):
        if within := [t for t in told if low <= t.confidence < high]:
            yield low, high, within


def table(sets: dict[str, list[Told]]) -> str:
    """Return the figures as Markdown."""
    lines = ["| set | told | certain | of these wrong | inferred right | ambiguous right | error |", "|---" * 7 + "|"]
    everything = [told for each in sets.values() for told in each]
    for name, told in (*sets.items(), ("**all**", everything)):
        by_status = {status: [t for t in told if t.status is status] for status in Status}
        sure = by_status[Status.CERTAIN]
        lines.append(
            f"| {name} | {len(told)} | {len(sure) / max(1, len(told)):.2f} | {1 - _right(sure):.3f} "
            f"| {_right(by_status[Status.INFERRED]):.2f} | {_right(by_status[Status.AMBIGUOUS]):.2f} "
            f"| {error(told):.3f} |"
        )
    lines += ["", "| confidence | told | right |", "|---|---|---|"]
    for low, high, within in by_confidence(everything):
        lines.append(f"| {low:.2f} – {min(high, 1.0):.2f} | {len(within)} | {_right(within):.3f} |")
    return "\n".join(lines) + "\n"


def _right(told: Sequence[Told]) -> float:
    return sum(t.right for t in told) / len(told) if told else 1.0


def main(arguments: list[str]) -> int:
    """Print the figures; with --write, keep them in docs. Says so and succeeds where the documents are missing."""
    if not transcripts.FOLDER.is_dir():
        print("skipped: no documents to measure on (QUOTES_MEASURE names their folder)", file=sys.stderr)
        return 0
    text = table(measured())
    print(text, end="")
    if "--write" in arguments:
        REPORT.write_text(HEAD + text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
