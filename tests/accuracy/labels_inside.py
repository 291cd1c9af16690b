"""Count certain words that hold another speaker's label: `python -m tests.accuracy labels_inside`.

Every shared document that has text is read. Words are counted where one of their lines has the form that labels have
on the page, with the name of a speaker of the page who is somebody else; whoever is certain of such words has missed
where a turn begins. With `--write` the figures go into docs/accuracy/labels_inside.md, with `--errors` each is shown.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from quotes.errors import UnreadableSource
from quotes.model import Extraction, Statement, Status
from quotes.pipeline import extract
from quotes.text import fold
from tests.accuracy.blocks import FOLDER

REPORT = Path(__file__).parents[2] / "docs" / "accuracy" / "labels_inside.md"
SETS = ("transcripts", "blocks", "prose", "cases", "seed", "exchanges", "claims", "red")
_NO_DOCUMENTS = (".gold.json", ".names.json", "expected.md", ".ann", ".gz", ".py", ".tsv", ".sh", ".toml")
_NOT_READ = ("README.md", "WALK.md", "labels.txt", "nolabels.txt")
_MARKS = r"[^\w\n]{0,6}"
_SPACED = re.compile(r"(?:\\.|\\ | )+")
_BLANKS = " \t\u00a0*_>#-"
_DIGITS = re.compile(r"\d+")
HEAD = """# Labels inside of certain words

Written by `python -m tests.accuracy labels_inside --write`; do not edit. Every shared document is read from its bytes.
A paragraph that is certain, whoever it is given to, is counted where a line in it has the form that labels have on its
page, with the name of somebody else who speaks there: a turn that nobody saw begin. It should be none. Headlines that
open a page (Ann Lee: no more tolls), and paragraphs in which words are quoted as that speaker's, are left aside.

"""


class Counted(NamedTuple):
    """What one set of documents shows."""

    documents: int = 0
    certain: int = 0  # paragraphs
    inside: int = 0  # of these with another speaker's label


class Inside(NamedTuple):
    """A certain paragraph with another speaker's label in it."""

    document: str
    speaker: str | None
    line: str


def documents(folder: Path) -> Iterator[Path]:
    """Yield the documents of a set."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith(_NO_DOCUMENTS) and path.name not in _NOT_READ:
            yield path


def labels_inside(found: Extraction) -> Iterator[Inside]:
    """Yield the certain paragraphs of a document in which a line has the form of another speaker's label."""
    speakers = _speakers(found)
    if len({person for people in speakers.values() for person in people}) < 2:
        return
    text, forms, line_of = found.document.text, _forms(found), _lines(speakers)
    nested = _nested(found)
    for statement in found.statements:
        for passage in statement.passages if statement.within is None else ():
            if passage.status is Status.CERTAIN and text[: passage.span.start].strip():
                for line in line_of.finditer(text, _opening(text, passage.span.start), passage.span.end):
                    who = speakers[fold(line["who"])]
                    told = {statement.person, *(one.person for one in nested.get(statement.uid, ()))}
                    if _is_label(line, forms) and told.isdisjoint(who):
                        name = None if statement.person is None else found.people[statement.person].name
                        yield Inside(found.document.key, name, line[0].strip())


def _nested(found: Extraction) -> dict[str | None, list[Statement]]:
    """Return what is quoted and reported in each statement."""
    nested: dict[str | None, list[Statement]] = {}
    for one in found.statements:
        nested.setdefault(one.within, []).append(one)
    return nested


def _speakers(found: Extraction) -> dict[str, set[int]]:
    """Return what labels call the speakers of a page, folded, and who is called so."""
    speakers: dict[str, set[int]] = {}
    for one in found.statements:
        if one.label and one.person is not None and fold(one.label):
            speakers.setdefault(fold(one.label.rstrip(" .:")), set()).add(one.person)
            speakers.setdefault(fold(found.people[one.person].name), set()).add(one.person)
    return speakers


def _lines(names: Iterable[str]) -> re.Pattern[str]:
    """Return what a line looks like that opens with a name, after marks and a time, and with a role behind it."""
    listed = "|".join(_SPACED.sub(r"\\W+", re.escape(name)) for name in sorted(names, key=len, reverse=True))
    return re.compile(
        rf"^(?P<before>[^\S\n]*{_MARKS}(?:[\d:.,]+{_MARKS})?)(?P<who>{listed})(?!\w)"
        rf"(?P<after>(?:, [^:\n]{{1,80}}|{_MARKS}\([^()\n]*\))?{_MARKS}(?:[\d:.,]*\d)?{_MARKS})(?P<rest>.*)",
        re.MULTILINE | re.IGNORECASE,
    )


class Form(NamedTuple):
    """What stands before and behind the name in a label, and whether words follow on its line."""

    before: str
    behind: str
    in_line: bool


def _forms(found: Extraction) -> set[Form]:
    """Return the forms of a page's labels."""
    text = found.document.text
    named = ((one.span.end, one.mention.span) for one in found.document.blocks if one.mention)
    return {
        _form(text[_opening(text, start) : start], text[end:closing], text[closing : _closing(text, closing)])
        for closing, (start, end) in named
    }


def _form(before: str, behind: str, rest: str) -> Form:
    return Form(_DIGITS.sub("0", before), _DIGITS.sub("0", behind.strip()), bool(rest.strip()))


def _opening(text: str, place: int) -> int:
    """Return where the line of a place begins, but for what stands on it before: labels in the middle of a line."""
    line = text.rfind("\n", 0, place) + 1
    return line if not text[line:place].strip(_BLANKS) else place


def _closing(text: str, place: int) -> int:
    return end if (end := text.find("\n", place)) >= 0 else len(text)


def _is_label(line: re.Match[str], forms: set[Form]) -> bool:
    """Tell whether a line that opens with a speaker's name has the form of a label: a colon, or that of the others."""
    form = _form(line["before"], line["after"], line["rest"])
    told = bool(form.behind) or not form.in_line  # Q, and words, is a label; Ann Lee, and words, a sentence
    return line["after"].rstrip(_BLANKS).endswith(":") or (told and form in forms)


def counted(paths: Iterable[Path]) -> tuple[Counted, list[Inside]]:
    """Return what documents show, and each paragraph counted."""
    documents, certain = 0, 0
    found: list[Inside] = []
    for path in paths:
        try:
            read = extract(path.read_bytes(), str(path.relative_to(FOLDER)))
        except UnreadableSource:
            continue
        passages = (passage for one in read.statements if one.within is None for passage in one.passages)
        documents += 1
        certain += sum(passage.status is Status.CERTAIN for passage in passages)
        found += labels_inside(read)
    return Counted(documents, certain, len(found)), found


def table(sets: dict[str, Counted]) -> str:
    """Return the figures as Markdown."""
    everything = Counted(*map(sum, zip(*sets.values(), strict=True)))
    lines = ["| set | documents | certain paragraphs | with another speaker's label inside |", "|---" * 4 + "|"]
    for name, row in (*sets.items(), ("**all**", everything)):
        lines.append(f"| {name} | {row.documents} | {row.certain} | {row.inside} |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Print the figures. Says so and succeeds where the documents are missing."""
    if not FOLDER.is_dir():
        print("skipped: no documents to measure on (QUOTES_MEASURE names their folder)", file=sys.stderr)
        return 0
    measured = {name: counted(documents(FOLDER / name)) for name in SETS if (FOLDER / name).is_dir()}
    text = table({name: row for name, (row, _) in measured.items()})
    print(text, end="")
    for inside in (one for _, found in measured.values() for one in found if "--errors" in arguments):
        print(f"{inside.document}: {inside.speaker}: {inside.line!r}")
    if "--write" in arguments:
        REPORT.write_text(HEAD + text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
