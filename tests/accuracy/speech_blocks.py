"""Label blocks in other languages: `python -m tests.accuracy.speech_blocks [--errors] [write]`.

The files are sets/blocks_*.toml, of invented pages: `text`, and `paragraphs`, one for each paragraph after the title: L
for a label line, N for narration, else the name of who speaks. Told are the paragraphs right behind the first one under
each label, and how well those that go on are found.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from quotes.model import Manner, Span, Status
from quotes.pipeline import extract
from quotes.text import fold
from tests.accuracy.speech_figures import keep
from tests.accuracy.speech_sets import SETS


def counted(page: dict[str, Any], counts: Counter[str], errors: bool) -> None:
    """Count what is read of the paragraphs of a page."""
    text = page["text"].strip("\n") + "\n"
    found = extract(text.encode(), "page.txt")
    parts = [part for part in text.split("\n\n") if part.strip()][1:]
    place, under, first = 0, "", False
    for part, expected in zip(parts, page["paragraphs"], strict=True):
        start = found.document.text.index(part.strip(), place)
        place = start + 1
        if expected == "L":
            under, first = part, True
            continue
        if not under:
            continue
        span = Span(start, start + len(part.strip()))
        who, status = _read(found, span)
        right = fold(who) == fold("" if expected == "N" else expected)
        kind = "first" if first else "later"
        counts[f"{kind} {'right' if right else 'wrong'}"] += 1
        if not first:
            counts[f"{'speech' if expected != 'N' else 'narration'} read as {'speech' if who else 'narration'}"] += 1
        if not right:
            counts[f"wrong {status}"] += 1
        counts[f"{kind} {status}"] += 1
        if errors and not right:
            print(f"  {expected} read as {who or 'N'} ({status}): {part.strip()[:110]}")
        first = False


def _read(found: Any, span: Span) -> tuple[str, str]:
    for one in found.statements:
        if one.within is None and one.span.start <= span.start < one.span.end:
            status = next((p.status for p in one.passages if p.span.start <= span.start < p.span.end), one.status)
            named = "" if one.manner is Manner.NARRATED or one.person is None else found.people[one.person].name
            return named, Status(status).value
    return "", "nowhere"


def main(arguments: Sequence[str]) -> int:
    """Print the figures of each file; with `write`, keep them for the documentation."""
    figures: dict[tuple[str, str], str] = {}
    for file in sorted(SETS.glob("blocks_*.toml")):
        counts: Counter[str] = Counter()
        for page in tomllib.loads(file.read_text("utf-8"))["page"]:
            counted(page, counts, "--errors" in arguments)
        f1, later = _f1(counts), counts["later right"] + counts["later wrong"]
        share = counts["later right"] / later
        print(
            f"{file.stem}: {share:.2f} right behind the first paragraph, F1 of going on {f1:.2f}",
            dict(sorted(counts.items())),
        )
        language = file.stem.removeprefix("blocks_")
        figures[language, "blocks"] = f"{counts['later right']} of {later}"
        figures[language, "blocks wrong"] = str(counts["wrong certain"])
    if "write" in arguments:
        keep(figures)
    return 0


def _f1(counts: Counter[str]) -> float:
    """Return the F1 of telling speech that goes on from narration."""
    hit, missed, invented = (
        counts[f"{a} read as {b}"] for a, b in (("speech", "speech"), ("speech", "narration"), ("narration", "speech"))
    )
    return 2 * hit / (2 * hit + missed + invented) if hit else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
