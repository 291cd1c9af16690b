"""How pages in other languages are read: `python -m tests.accuracy.speech_sets [LANGUAGE …] [--errors] [write]`.

The files are sets/LANGUAGE.toml, of pages invented for this project by a writer who had not seen the program: `text`,
what is `said` there (the words, who, in which manner, and how: said, denied, unsaid, asked …), and stretches of which
`nobody` is the speaker, or no person. Right is a statement that covers the words (half of both at the least), of the
right person, with the right `how`; wrong and certain one that is certain and is not. The first, third … page of a file
may be looked at while words are written, and so may all of sets/open/LANGUAGE.toml (dev); the others are held back
(held), as are all of sets/held/LANGUAGE.toml: --errors tells each miss of the former only.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from quotes.force import Act, Factuality
from quotes.model import Extraction, Manner, PersonKind, Span, Statement, Status
from quotes.pipeline import extract
from quotes.text import fold
from tests.accuracy.speech_figures import keep

SETS = Path(__file__).parent / "sets"
PARTS = ("dev", "held")
_OTHERS = {Factuality.UNSAID: "unsaid", Factuality.PLANNED: "planned", Factuality.SUPPOSED: "supposed"}


def pages(file: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the pages of a set by whether they may be looked at."""
    every = _pages(file)
    more = {"dev": _pages(SETS / "open" / file.name), "held": _pages(SETS / "held" / file.name)}
    return {part: every[i::2] + more[part] for i, part in enumerate(PARTS)}


def _pages(file: Path) -> list[dict[str, Any]]:
    return list(tomllib.loads(file.read_text("utf-8"))["page"]) if file.exists() else []


def how(statement: Statement) -> str:
    """Return in one word what was done with the words."""
    told = _OTHERS.get(statement.force.factuality)
    return told or ("said" if statement.force.act is Act.ASSERTED else statement.force.act.value)


def judged(page: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield of each expected stretch what became of it, what it is, and what was read there instead."""
    found = extract((page["text"].strip("\n") + "\n").encode(), "page.txt")
    read = [part for one in found.statements if one.manner is not Manner.NARRATED for part in _parts(one)]
    for said in page["said"]:
        expected = f"{said['words'][:90]} | {said['who']} | {said['how']} | {said.get('trap', '')}"
        here = sorted(
            (one for one in read if _covers(one.span, _place(found, said["words"]))), key=_nearest(found, said)
        )
        yield (
            _verdict(said, here[0], found) if here else "missed" if said["who"] else "right",
            expected,
            _told(here, found),
        )
    for words in page.get("nobody", ()):
        span = _place(found, words)
        wrong = [one for one in read if _covers(one.span, span) and _is_persons(one, found)]
        certain = any(one.status is Status.CERTAIN for one in wrong)
        verdict = "nobody wrong and certain" if certain else "nobody wrong" if wrong else "nobody right"
        yield verdict, words, _told(wrong, found)


def _is_persons(one: Statement, found: Extraction) -> bool:
    """Tell whether a statement is given to a person: what a body says is among what is no person's."""
    return one.person is not None and found.people[one.person].kind == PersonKind.PERSON


def _parts(one: Statement) -> list[Statement]:
    """Return the paragraphs of a turn, each as surely somebody's as it is; a statement that has none alone."""
    return [one._replace(span=part.span, status=part.status, confidence=part.confidence) for part in one.passages] or [
        one
    ]


def _place(found: Extraction, words: str) -> Span:
    start = found.document.text.find(words)
    return Span(start, start + len(words))


def _nearest(found: Extraction, said: dict[str, Any]) -> Any:
    span = _place(found, said["words"])
    return lambda one: abs(one.span.start - span.start) + abs(one.span.end - span.end)


def _covers(one: Span, other: Span) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return 2 * common >= max(one.end, other.end) - min(one.start, other.start)


def _told(here: Sequence[Statement], found: Extraction) -> str:
    """Return in words what was read."""
    if not here:
        return ""
    one = here[0]
    return f"{_name(one, found)} | {one.status.value} {one.confidence} | rival {one.rival} | {how(one)}"


def _name(one: Statement, found: Extraction) -> str:
    return "" if one.person is None else found.people[one.person].name


def _verdict(said: dict[str, Any], one: Statement, found: Extraction) -> str:
    """Return what became of an expected stretch where a statement was read."""
    is_right = _is_right(said, one, found)
    if is_right and (one.label or how(one) == said["how"]):
        return "right"
    if one.status is Status.CERTAIN:
        grave = not is_right or {"unsaid", "denied"} & {said["how"], how(one)}
        return "wrong and certain" if grave else "other act, certain"
    if fold(one.rival or "-") == fold(said["who"]):
        return "right as the rival"
    return "other act" if is_right else "wrong"


def _is_right(said: dict[str, Any], one: Statement, found: Extraction) -> bool:
    """Tell whether the person is right: of what nobody is told to say, that it is not given to a person for sure."""
    if said["who"]:
        return fold(_name(one, found)) == fold(said["who"])
    return one.person is None or found.people[one.person].kind != PersonKind.PERSON or one.status is Status.AMBIGUOUS


def measured(file: Path, errors: bool) -> dict[str, Counter[str]]:
    """Return the verdicts on the pages of a set by part; with `errors`, print each miss of the part that is open."""
    counts = {part: Counter[str]() for part in PARTS}
    for part, some in pages(file).items():
        for verdict, expected, told in (one for page in some for one in judged(page)):
            counts[part][verdict] += 1
            if errors and part == PARTS[0] and verdict not in ("right", "nobody right"):
                print(f"  {verdict}: {expected} <- {told}")
    return counts


def main(arguments: Sequence[str]) -> int:
    """Print the shares of each language; with `write`, keep them for the documentation."""
    languages = [one for one in arguments if not one.startswith("--") and one != "write"]
    figures: dict[tuple[str, str], str] = {}
    for file in [SETS / f"{one}.toml" for one in languages] or sorted(SETS.glob("??.toml")):
        for part, counts in measured(file, "--errors" in arguments).items():
            asked = sum(count for verdict, count in counts.items() if not verdict.startswith("nobody"))
            wrong = counts["wrong and certain"] + counts["nobody wrong and certain"]
            print(f"{file.stem} {part}: right {counts['right']} of {asked}, wrong and certain {wrong}", dict(counts))
            figures[file.stem, part] = f"{counts['right']} of {asked}"
            figures[file.stem, f"{part} wrong"] = str(wrong)
    if "write" in arguments:
        keep(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
