"""`python -m tests.fuzzing`: inputs by chance until time is over; what breaks anything is kept, with its seed.

    python -m tests.fuzzing --minutes 60 --seed 7

No input may raise anything but a refusal, break a law, take more than 5 seconds for 100 kB, or more than 1 GB.
"""

from __future__ import annotations

import os
import resource
import sys
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import click

from tests.fuzzing.holding import broken
from tests.fuzzing.making import made
from tests.fuzzing.seeded import seeded

AT_ONCE = 500  # inputs, between which it is looked whether time is over
MEMORY = 1_000_000_000  # bytes


def several(seed: int, first: int) -> list[tuple[int, str]]:
    """Return which of AT_ONCE inputs broke something, by their numbers, and what."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    found = []
    for number in range(first, first + AT_ONCE):
        try:
            if problem := broken(made(seeded(seed, number))):
                found.append((number, problem))
        except BaseException:  # a mistake here, or no memory left
            found.append((number, traceback.format_exc()))
    return found


@click.command()
@click.option("--minutes", default=60.0, show_default=True)
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same inputs.")
@click.option("--into", type=click.Path(path_type=Path), default=Path("fuzzing-found"), show_default=True)
def main(minutes: float, seed: int, into: Path) -> None:
    """Read inputs made by chance, and keep those that break something."""
    end, number, bad = time.monotonic() + 60 * minutes, 0, 0
    processors = os.cpu_count() or 1
    with ProcessPoolExecutor(processors) as pool:
        while time.monotonic() < end:
            firsts = [number + i * AT_ONCE for i in range(4 * processors)]
            for found in pool.map(several, [seed] * len(firsts), firsts):
                for one, problem in found:
                    bad += 1
                    _keep(into, seed, one, problem)
            number += len(firsts) * AT_ONCE
            print(f"{number:,} inputs, {bad} of them broke something", flush=True)
    sys.exit(1 if bad else 0)


def _keep(into: Path, seed: int, number: int, problem: str) -> None:
    into.mkdir(exist_ok=True)
    one = made(seeded(seed, number))
    (into / f"{seed}-{number}-{one.key}").write_bytes(one.data)
    (into / f"{seed}-{number}.problem").write_text(f"format {one.format}\n{problem}", "utf-8")


if __name__ == "__main__":
    main()
