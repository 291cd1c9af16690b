"""Each line of lines.tsv put into each page of pages/, as it is read: `python -m tests.labels.lines.reading` counts."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quotes.model import Manner
from quotes.pipeline import extract

HERE = Path(__file__).parent
NONE = "-"  # the kind of a line that is no label


class Line(NamedTuple):
    """A line, the kind of who speaks by it, the names and the role that it gives."""

    printed: str
    kind: str
    names: tuple[str, ...] = ()
    role: str = ""

    @property
    def is_label(self) -> bool:
        return self.kind != NONE


class Read(NamedTuple):
    """How the words under a line are read on a page."""

    line: Line
    page: str
    seen: bool  # as words under a label
    named: bool  # with the right names
    kind: str
    role: str
    status: str
    text: str  # of the whole statement


def rows(name: str) -> list[list[str]]:
    """Return the rows of a file beside this one."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def lines() -> list[Line]:
    """Return the lines."""
    return [
        Line(row[0], row[1], tuple(filter(None, "".join(row[2:3]).split("|"))), "".join(row[3:4]))
        for row in rows("lines.tsv")
    ]


def read(line: Line, page: str, under: str) -> Read:
    """Return how the words `under` the line are read on a page."""
    text = (HERE / "pages" / page).read_text("utf-8").replace("{line}", line.printed).replace("{words}", under)
    found = extract(text.encode(), page)
    [one] = [s for s in found.statements if s.within is None and under in s.text]
    people = [found.people[i] for i in (one.person, *one.others) if i is not None]
    seen = one.manner is Manner.VERBATIM and one.label is not None and line.printed.startswith(one.label[:8])
    return Read(
        line,
        page,
        seen,
        tuple(person.name for person in people) == line.names,
        people[0].kind.value if people else "",
        one.role_printed or "",
        one.status.value,
        one.text,
    )


def every() -> Iterator[Read]:
    """Yield each line on each page, with words under it such as stand under a label where it is one."""
    for stem, said, told in rows("words.tsv"):
        [page] = (HERE / "pages").glob(f"{stem}.*")
        for line in lines():
            yield read(line, page.name, said if line.is_label else told)


def main(errors: bool) -> None:
    """Print how many labels are seen and named, and how many other lines are taken for one; with `errors`, which."""
    labels, others = Counter[str](), Counter[str]()
    for one in every():
        if one.line.is_label:
            kind = one.kind == one.line.kind
            role = one.role == one.line.role or one.line.kind == "office"
            labels.update(
                all=1, seen=one.seen, named=one.seen and one.named, kind=one.seen and kind, role=one.seen and role
            )
            labels[f"seen, {one.status}" if one.seen else f"not seen, {one.status}"] += 1
            if errors and not (one.seen and one.named and kind and role):
                print(
                    one.page, "|", one.line.printed[:60], "|", one.seen, one.named, one.kind, one.role[:40], one.status
                )
        else:
            others.update(all=1, taken=one.seen)
            others[f"taken, {one.status}"] += one.seen
            if errors and one.seen:
                print(one.page, "| TAKEN", one.line.printed[:60], one.status)
    print("labels", dict(labels))
    print("others", dict(others))


if __name__ == "__main__":
    main("--errors" in sys.argv)
