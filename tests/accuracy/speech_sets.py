"""How pages in other languages are read: `python -m tests.accuracy.speech_sets FOLDER [LANGUAGE …]`.

A file of the folder is LANGUAGE.toml, of invented pages: `text`, what is `said` there (the words, who, in which manner,
and how: said, denied, unsaid, asked …), and stretches of which `nobody` is the speaker. Right is a statement that
covers the words (half of both at the least), of the right person, with the right `how`; wrong and certain one that is
certain and is not. With --errors each miss is told.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from quotes.force import Act, Factuality
from quotes.model import Extraction, Manner, Span, Statement, Status
from quotes.pipeline import extract
from quotes.text import fold

_OTHERS = {Factuality.UNSAID: "unsaid", Factuality.PLANNED: "planned", Factuality.SUPPOSED: "supposed"}


def how(statement: Statement) -> str:
    """Return in one word what was done with the words."""
    told = _OTHERS.get(statement.force.factuality)
    return told or ("said" if statement.force.act is Act.ASSERTED else statement.force.act.value)


def judged(page: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any] | str, str]]:
    """Yield of each expected stretch what became of it, and what was read there instead."""
    text = page["text"].strip("\n") + "\n"
    found = extract(text.encode(), "page.txt")
    read = [one for one in found.statements if one.manner is not Manner.NARRATED]
    for said in page["said"]:
        start = found.document.text.find(said["words"])
        span = Span(start, start + len(said["words"]))
        yield _verdict(said, span, read, found)
    for words in page.get("nobody", ()):
        start = found.document.text.find(words)
        span = Span(start, start + len(words))
        wrong = [one for one in read if _covers(one.span, span) and one.person is not None]
        certain = any(one.status is Status.CERTAIN for one in wrong)
        yield ("nobody wrong and certain" if certain else "nobody wrong" if wrong else "nobody right"), words, ""


def _covers(one: Span, other: Span) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return 2 * common >= max(one.end, other.end) - min(one.start, other.start)


def _verdict(
    said: dict[str, Any], span: Span, read: Sequence[Statement], found: Extraction
) -> tuple[str, dict[str, Any], str]:
    here = sorted(
        (one for one in read if _covers(one.span, span)),
        key=lambda one: abs(one.span.start - span.start) + abs(one.span.end - span.end),
    )
    if not here:
        return ("right" if not said["who"] else "missed"), said, ""
    one = here[0]
    name = "" if one.person is None else found.people[one.person].name
    told = f"{name} | {one.status.value} {one.confidence} | rival {one.rival} | {how(one)}"
    is_right = (
        fold(name) == fold(said["who"])
        if said["who"]
        else one.person is None or found.people[one.person].kind != "person" or one.status is Status.AMBIGUOUS
    )
    if is_right and (one.label or how(one) == said["how"]):
        return "right", said, told
    if one.status is Status.CERTAIN:
        return (
            (
                "wrong and certain"
                if not is_right or "unsaid" in (said["how"], how(one)) or "denied" in (said["how"], how(one))
                else "other act, certain"
            ),
            said,
            told,
        )
    if fold(one.rival or "-") == fold(said["who"]):
        return "right as the rival", said, told
    return ("other act" if is_right else "wrong"), said, told


def main(arguments: Sequence[str]) -> int:
    """Print the shares of each language."""
    errors = "--errors" in arguments
    folder, *languages = [one for one in arguments if not one.startswith("--")]
    files = [Path(folder, f"{one}.toml") for one in languages] or sorted(Path(folder).glob("??.toml"))
    for file in files:
        counts: Counter[str] = Counter()
        for page in tomllib.loads(file.read_text("utf-8"))["page"]:
            for verdict, said, told in judged(page):
                counts[verdict] += 1
                if errors and verdict not in ("right", "nobody right"):
                    print(
                        f"  {verdict}: {said if isinstance(said, str) else (said['words'][:90], said['who'], said['how'], said.get('trap'))} <- {told}"
                    )
        asked = sum(count for verdict, count in counts.items() if not verdict.startswith("nobody"))
        wrong = counts["wrong and certain"] + counts["nobody wrong and certain"]
        print(
            f"{file.stem}: right {counts['right']}/{asked} = {counts['right'] / asked:.2f}, wrong and certain {wrong}",
            dict(counts),
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
