"""How often it is told right whether something was said, denied, asked …: `python -m tests.accuracy force`.

On sentences of our own, invented by somebody who had not seen the program (force_sentences.tsv, whose head tells its
columns). `--errors` prints what is read otherwise; a file named besides is read in place of ours. `--write` writes
docs/accuracy/force.md, with the table of the cases of tests/attribution/force.toml by kind.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quotes.model import Act, Factuality, Manner, Statement
from tests.reading import extracted

DOCS = Path(__file__).parents[2] / "docs" / "accuracy" / "force.md"
_CASES = Path(__file__).parents[1] / "attribution" / "force.toml"
_HEAD = """\
# Said, denied, not said: what is told right

Written by `python -m tests.accuracy force --write`; do not edit. Every statement has an act, what the speaker does with
the content, and a factuality, whether the page says that it was said. The sentences are our own, invented by somebody
who had not seen the program, two in five of them plain reports that look like denials, conditions or hearsay. They were
in view while the words around cues were collected, so that other sentences will be told less often. The last 140, with
rarer verbs, were held back at first: of their acts 65 %, of their factualities 56 % were then told right; they are in
view now, too. A sentence whose words are not found counts as read without a content.
"""
_FRAMES = """
## What is what

The cases of `tests/attribution/force.toml`, in which each kind stands with at least one like it that is something else.

| kind | for instance | act | factuality |
|---|---|---|---|"""
SENTENCES = Path(__file__).with_name("force_sentences.tsv")
_SAME = 0.5  # of both together, that words found and words wanted share
NOTHING = "-"  # no content is reported


class Sentence(NamedTuple):
    """A row of the file: a text, and the one content in it that is asked for."""

    text: str
    speaker: str
    words: str
    act: str
    factuality: str
    cue: str
    note: str

    @property
    def force(self) -> tuple[str, str]:
        """What is right."""
        return self.act, self.factuality


def sentences(file: Path = SENTENCES) -> list[Sentence]:
    """Return the rows of a file."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [Sentence(*line.split("\t")) for line in lines if line.strip() and not line.startswith("#")]


class Found(NamedTuple):
    """What is read of a sentence: the statement of the words asked for, if there is one, and its cue as printed."""

    sentence: Sentence
    statement: Statement | None
    cue: str | None
    speaker: str | None

    @property
    def force(self) -> tuple[str, str]:
        """What is read."""
        return self.statement.force if self.statement else (NOTHING, NOTHING)


def found(sentence: Sentence) -> Found:
    """Return what is read of a sentence; where nothing is asked for, whatever is held to be said in it."""
    extraction = extracted(sentence.text + "\n")
    start = sentence.text.find(sentence.words)
    end = start + len(sentence.words)
    for one in extraction.statements:
        shared = min(end, one.span.end) - max(start, one.span.start)
        whole = max(end, one.span.end) - min(start, one.span.start)
        if one.manner is not Manner.NARRATED and (not sentence.words or shared >= _SAME * whole):
            name = None if one.person is None else extraction.people[one.person].name
            return Found(sentence, one, sentence.text[slice(*one.cue)] if one.cue else None, name)
    return Found(sentence, None, None, None)


def figures(read: Sequence[Found], place: int) -> Iterator[tuple[str, int, int, int]]:
    """Yield each value of act (0) or factuality (1): how often it is read right, is read, and should be."""
    right = Counter(one.sentence.force[place] for one in read if one.force[place] == one.sentence.force[place])
    given = Counter(one.force[place] for one in read)
    wanted = Counter(one.sentence.force[place] for one in read)
    for value in (*((Act, Factuality)[place]), NOTHING):
        yield str(value), right[value], given[value], wanted[value]


def table(read: Sequence[Found]) -> Iterator[str]:
    """Yield the lines of a table of the figures."""
    yield "| | value | sentences | precision | recall |"
    yield "|---|---|---|---|---|"
    for place, name in enumerate(("act", "factuality")):
        for value, right, given, wanted in figures(read, place):
            shares = (f"{right / of:.3f}" if of else "–" for of in (given, wanted))
            yield f"| {name} | {'no content' if value == NOTHING else value} | {wanted} | {' | '.join(shares)} |"


def frames() -> Iterator[str]:
    """Yield a line for each kind of case and what it makes of a content, with the first sentence of it."""
    seen = set()
    for case in tomllib.loads(_CASES.read_text(encoding="utf-8"))["case"]:
        said = _telling(case["said"])
        key = case["kind"], said["act"], said["factuality"]
        if key not in seen:
            seen.add(key)
            text = " ⏎ ".join(case["text"].split("\n\n"))
            yield f"| {case['kind']} | {text} | {said['act']} | {said['factuality']} |"


def _telling(said: Sequence[dict[str, str]]) -> dict[str, str]:
    """Return what a case is about: the first of what is said in it that is not plainly said, else the first."""
    plain = ("asserted", "actual")
    nothing = [{"act": "no content", "factuality": "no content"}]
    return next((one for one in said if (one["act"], one["factuality"]) != plain), [*said, *nothing][0])


def written() -> str:
    """Return the text of docs/accuracy/force.md."""
    return "\n".join((_HEAD, *table([found(one) for one in sentences()]), _FRAMES, *frames())) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Print the figures, and, where asked for, what is read otherwise."""
    if "--write" in arguments:
        DOCS.write_text(written(), encoding="utf-8")
    files = [Path(argument) for argument in arguments if not argument.startswith("--")]
    read = [found(sentence) for sentence in sentences(*files)]
    print("\n".join(table(read)))
    lost = sum(one.statement is None and bool(one.sentence.words) for one in read)
    whose = [one for one in read if one.statement and one.sentence.words]
    persons = sum(one.speaker == one.sentence.speaker for one in whose)
    cues = sum(one.cue == one.sentence.cue for one in whose)
    print(f"\nwords not found {lost}; of {len(whose)} found, speaker right {persons}, cue whole {cues}")
    for one in read if "--errors" in arguments else ():
        if one.force != one.sentence.force:
            print(f"{one.sentence.force} read as {one.force}, cue {one.cue!r}: {one.sentence.text}")
        elif one.statement and one.sentence.words and one.cue != one.sentence.cue and "--cues" in arguments:
            print(f"cue {one.cue!r}, not {one.sentence.cue!r}: {one.sentence.text}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
