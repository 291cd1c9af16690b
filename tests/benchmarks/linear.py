"""`python -m tests.benchmarks.linear`: whether time and memory grow as the size of the input does, for hostile inputs.

    python -m tests.benchmarks.linear --size 100000 --only "text"

Each input is read at one size and at twice the size, each in a process of its own; the time is the processor's, the
least of the runs, the memory the most that the process held beyond what it did before. What takes no time says nothing,
and is measured at twice the size, up to the largest. The exit status is 1 where one grows by more than MOST.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sys
import time
from contextlib import suppress
from typing import NamedTuple

import click

from quotes.errors import QuotesError
from quotes.pipeline import extract
from tests.benchmarks.hostile import INPUTS, Hostile

MOST = 2.2  # times as much, for twice the size
LEAST = 0.25  # seconds that tell anything
LEAST_MEMORY = 40_000  # KiB, of which the same is true
LONGEST = 120  # seconds for one reading
SLACK = 1.15  # by which a measurement may be off


class Cost(NamedTuple):
    """What a reading took: seconds of the processor, and KiB beyond what was held before."""

    seconds: float
    memory: int


def cost(one: Hostile, size: int) -> Cost | None:
    """Return what it takes to read an input of such a size, in a process of its own; None where it does not end."""
    data = one.make(size)
    ends = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ends[0])
        signal.alarm(LONGEST)
        held, since = _held(), time.process_time()
        with suppress(QuotesError):
            extract(data, one.key)
        with os.fdopen(ends[1], "wb") as told:
            pickle.dump(Cost(time.process_time() - since, _held() - held), told)
        os._exit(0)
    os.close(ends[1])
    with os.fdopen(ends[0], "rb") as told:
        found = told.read()
    os.waitpid(child, 0)
    return pickle.loads(found) if found else None  # our own words


def _held() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


class Growth(NamedTuple):
    """How much more twice the size takes; 0 where it takes too little to tell."""

    name: str
    size: int
    seconds: float
    time: float
    memory: float


def growth(one: Hostile, size: int, largest: int) -> Growth:
    """Return how an input grows. It is measured at larger sizes where it takes no time."""
    small = _least(one, size)
    while small is not None and small.seconds < LEAST and 2 * size < largest:
        size *= 2
        small = _least(one, size)
    large = _least(one, 2 * size)
    if small is None or large is None:
        return Growth(one.name, size, float(LONGEST), float("inf"), 0.0)
    rise = large.seconds / small.seconds if small.seconds >= LEAST else 0.0
    more = large.memory / max(small.memory, 1) if small.memory >= LEAST_MEMORY else 0.0
    return Growth(one.name, size, small.seconds, rise, more)


def _least(one: Hostile, size: int, runs: int = 2) -> Cost | None:
    costs = [cost(one, size) for _ in range(runs)]
    told = [found for found in costs if found is not None]
    return Cost(min(found.seconds for found in told), min(found.memory for found in told)) if told else None


def _is_bad(found: Growth) -> bool:
    return max(found.time, found.memory) > MOST * SLACK


@click.command()
@click.option("--size", default=50_000, show_default=True, help="Characters, at first.")
@click.option("--largest", default=1_600_000, show_default=True, help="Characters, at most.")
@click.option("--only", default="", help="Inputs with this in their name.")
@click.option("--verbose", is_flag=True, help="All, and not only those that grow by more.")
def main(size: int, largest: int, only: str, verbose: bool) -> None:
    """Tell which inputs take more than MOST times as much at twice the size."""
    extract("Ana Reyes: We go.\n\nTom Ashe: “No,” said he.\n".encode(), "a.txt")  # what is made once
    wanted = [one for one in INPUTS if only in one.name]
    worse = 0
    for one in wanted:
        found = growth(one, size, largest)
        if _is_bad(found):  # once: a cache that is full, or a table that is doubled; again: it is how it grows
            found = growth(one, 2 * found.size, largest)
        bad = _is_bad(found)
        worse += bad
        if bad or verbose:
            told = f"{found.time:5.2f} × time, {found.memory:5.2f} × memory, {found.seconds:6.2f} s"
            print(f"{told} at {found.size:9,}  {found.name}", flush=True)
    print(f"{worse} of {len(wanted)} inputs grow by more than {MOST} × for twice the size")
    sys.exit(1 if worse else 0)


if __name__ == "__main__":
    main()
