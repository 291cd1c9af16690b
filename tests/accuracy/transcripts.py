"""How well transcripts of every convention are read: the whole way from the bytes to who said what, scored.

The documents, their right answers and the scorer are found beside the repository, or where QUOTES_MEASURE says. They
are no part of the project. With `--write` the table goes into docs/accuracy/transcripts.md.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from quotes.model import Extraction, Manner
from quotes.pipeline import extract
from tests.accuracy.scorers import scorer_at

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("QUOTES_MEASURE", ROOT.parent / "shared")) / "transcripts"
REPORT = ROOT / "docs" / "accuracy" / "transcripts.md"
HEAD = """# Transcripts: what was measured

Written by `python -m tests.accuracy transcripts --write`; do not edit. Real documents, written by nobody in this
project, are read from their bytes to their statements. They were used while the readers were written, so unseen
documents will do somewhat worse. F1 counts statements whose beginning and end are both right, **F1ts** also asks for
the right speaker. The other columns are percentages of characters: of speech given to the **right** speaker, to a
**wrong** one, or **lost**; of narration (**narr**) and of label lines (**label**) taken for speech. **name** is the
share of the statements found whose speaker is right.

"""
COLUMNS = ("documents", "statements", "F1", "F1ts", "right", "wrong", "lost", "narr", "label", "name")


class Row(NamedTuple):
    """The figures of one convention."""

    convention: str
    figures: tuple[float, ...]


def statements(extraction: Extraction) -> list[dict[str, Any]]:
    """Return the labelled turns of a document as the scorer wants them."""
    return [
        {"speaker": extraction.people[s.person].name, "start": s.span.start, "end": s.span.end}
        for s in extraction.statements
        if s.manner is Manner.VERBATIM and s.within is None and s.person is not None
    ]


def scorer() -> ModuleType:
    """Return the scorer that lies beside the documents."""
    module = scorer_at(FOLDER / "score.py")
    assert module
    return module


def documents() -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """Yield convention, file and right answers of each document."""
    for answers in sorted(FOLDER.glob("*/*.gold.json")):
        name = answers.name.removesuffix(".gold.json")
        source = next(path for path in answers.parent.glob(f"{name}.*") if path.suffix != ".json")
        yield answers.parent.name, source, json.loads(answers.read_text(encoding="utf-8"))


def rows() -> list[Row]:
    """Return a row for each convention, measured now."""
    score = scorer()
    counts: dict[str, Counter[str]] = {}
    for convention, source, gold in documents():
        found = extract(source.read_bytes(), source.name)
        counts.setdefault(convention, Counter()).update(score.score(gold, found.document.text, statements(found)))
    return [Row(convention, _figures(score, counted)) for convention, counted in counts.items()]


def _figures(score: ModuleType, counted: Counter[str]) -> tuple[float, ...]:
    def share(part: str, whole: str) -> float:
        return 100 * counted[part] / counted[whole] if counted[whole] else 0.0

    f1 = (100 * score.f1(counted[part], counted["gt"], counted["pt"]) for part in ("tpt", "tps"))
    characters = (share(part, "chars") for part in ("right", "wrong", "lost"))
    others = (share("n_hit", "n_all"), share("l_hit", "l_all"), share("name_l", "named"))
    return (counted["docs"], counted["gold"], *f1, *characters, *others)


def table(measured: list[Row]) -> str:
    """Return the rows and their mean as a Markdown table."""
    mean = Row(
        "**mean of conventions**",
        tuple(sum(f) / len(measured) for f in zip(*(r.figures for r in measured), strict=True)),
    )
    lines = ["| convention | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    for row in (*measured, mean):
        numbers = (str(round(figure)) if i < 2 else f"{figure:.1f}" for i, figure in enumerate(row.figures))
        lines.append(f"| {row.convention} | " + " | ".join(numbers) + " |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Print the table; with --write, keep it in docs. Says so and succeeds where the documents are missing."""
    if not FOLDER.is_dir():
        print(
            f"skipped: no documents to measure on in {FOLDER.name}/ (QUOTES_MEASURE names their folder)",
            file=sys.stderr,
        )
        return 0
    text = table(rows())
    print(text, end="")
    if "--write" in arguments:
        REPORT.parent.mkdir(parents=True, exist_ok=True)
        REPORT.write_text(HEAD + text, encoding="utf-8")
    return 0
