"""`python -m tests.benchmarks`: the figures, with what they were measured on.

    python -m tests.benchmarks --statements 1000000 --json figures.json

sqlite-utils is measured too where it is installed. Times depend on the machine and its mood; the ratios are of commands
run in turn, and hold.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import click
from tabulate import tabulate

from quotes.store.database import writing
from quotes.store.writing.save import save_many
from tests.benchmarks.ask import ask
from tests.benchmarks.clock import RUNS, Figure, machine
from tests.benchmarks.load import end_to_end, parsed, store
from tests.benchmarks.names import names
from tests.benchmarks.pages import pages
from tests.benchmarks.start import start

PARTS = ("start", "store", "load", "names", "ask", "pages")
STATEMENTS_A_PERSON = 10  # in the corpus of names
PACKAGES = ("sqlalchemy", "click", "quotes-db")


@click.command()
@click.option("--statements", default=100_000, show_default=True, help="Statements in the corpus.")
@click.option("--runs", default=RUNS, show_default=True, help="Runs of each way, in turn.")
@click.option("--only", type=click.Choice(PARTS), multiple=True, help="Measure this part only; may be repeated.")
@click.option("--json", "target", type=click.Path(path_type=Path), help="Write the figures to a file, too.")
def main(statements: int, runs: int, only: tuple[str, ...], target: Path | None) -> None:
    """Measure starting, storing, loading, meeting many people and asking."""
    on = machine() + "; " + ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    figures = [found for part in only or PARTS for found in _measure(part, statements, runs)]
    print(on)
    print(tabulate(figures, headers=Figure._fields, floatfmt=",.2f"))
    if target:
        target.write_text(json.dumps({"machine": on, "figures": [found._asdict() for found in figures]}, indent=1))


def _measure(part: str, statements: int, runs: int) -> Iterator[Figure]:
    if part == "start":
        return start(4 * runs)
    if part == "store":
        return store(statements, runs)
    if part == "load":
        return end_to_end(statements, runs)
    if part == "names":
        return names(statements // STATEMENTS_A_PERSON, runs)
    return _of_a_database(statements, pages if part == "pages" else ask)


def _of_a_database(statements: int, part: Callable[[Path, int], Iterator[Figure]]) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "data.sqlite"
        with writing(database) as connection:
            connection.commit()
            for _ in save_many(connection, parsed(statements)):
                pass
        yield from part(database, statements)


if __name__ == "__main__":
    main()
