"""`python -m tests.gate`: the table; `--write`: baseline and docs anew; with names of pages: what is wrong on them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tests.gate import baseline, table
from tests.gate.gold import Gold, names
from tests.gate.score import Held, Scored


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say; return 2 where they say nothing that can be done."""
    if arguments == ["--write"]:
        baseline.FILE.write_text(baseline.written(), "utf-8")
        table.PAGE.write_text(table.told(), "utf-8")
        return 0
    chosen = [name for name in names() if name.startswith(tuple(arguments))]
    if arguments and not chosen:
        print("usage: python -m tests.gate [--write | PAGE …]; a page by its number: 07", file=sys.stderr)
        return 2
    print("\n".join(line for name in chosen for line in _wrong(name)) if arguments else table.told())
    return 0


def _wrong(name: str) -> list[str]:
    """Return what is wrong on a page, for people to read."""
    found = [one for one in baseline.scored(name) if set(one.missed) - set(baseline.NOT_YET)]
    return [f"{name}: {len(found)} of {len(baseline.scored(name))} not wholly right", *map(_line, found)]


def _line(one: Scored) -> str:
    missed = ", ".join(aspect for aspect in one.missed if aspect not in baseline.NOT_YET)
    worst = "; wrong and certain" if one.wrong_and_certain else ""
    told = (repr(one.gold.words[:60]), _wanted(one.gold), _held(one.held), f"{one.outcome}; missed: {missed}{worst}")
    return "  " + "\n      ".join(told)


def _wanted(gold: Gold) -> str:
    return f"people: {gold.speaker or 'the outlet'}{f' or {gold.rival}' if gold.open else ''}, {gold.manner}"


def _held(held: Held | None) -> str:
    if held is None:
        return "quotes: nothing"
    rival = f", rival {held.rival}" if held.rival else ""
    return f"quotes: {held.speaker or 'the outlet'}, {held.manner}, {held.status} {held.confidence}{rival}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
