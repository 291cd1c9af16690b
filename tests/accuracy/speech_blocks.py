"""Label blocks in other languages: `python -m tests.accuracy.speech_blocks FILE …`.

A file is TOML of invented pages: `text`, and `paragraphs`, one for each paragraph after the title: L for a label line, N
for narration, else the name of who speaks. Told are the paragraphs right behind the first one under each label, and how
well those that go on are found.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from quotes.model import Manner, Span, Status
from quotes.pipeline import extract
from quotes.text import fold


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
    """Print the figures of each file."""
    for file in (Path(one) for one in arguments if not one.startswith("--")):
        counts: Counter[str] = Counter()
        for page in tomllib.loads(file.read_text("utf-8"))["page"]:
            counted(page, counts, "--errors" in arguments)
        hit, missed, invented = (
            counts[f"{a} read as {b}"]
            for a, b in (("speech", "speech"), ("speech", "narration"), ("narration", "speech"))
        )
        f1 = 2 * hit / (2 * hit + missed + invented) if hit else 0.0
        later = counts["later right"] / (counts["later right"] + counts["later wrong"])
        print(
            f"{file.stem}: after the first paragraph right {later:.2f}, going on F1 {f1:.2f}",
            dict(sorted(counts.items())),
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
