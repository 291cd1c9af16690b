"""What a command costs as a whole process, against the least that could give the same answer."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.clock import Figure, figure, seconds

ROOT = Path(__file__).parents[2]
DATABASE = ROOT / "data.sqlite"
PHRASE = "three evils"
# As installed: where compiled modules may not be kept, compiling them each time is no part of the question.
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

MINIMAL = f"""
import sqlite3, click

@click.command()
@click.argument("phrase")
def main(phrase):
    connection = sqlite3.connect("file:{DATABASE}?mode=ro", uri=True)
    quoted = '"' + phrase.replace('"', '""') + '"'
    query = '''SELECT d.speaker, d.role, d.said, d.text FROM search f JOIN statements s ON s.id = f.rowid & 4294967295
        JOIN said d ON d.uid = s.uid WHERE search MATCH ?'''
    for row in connection.execute(query, ("text : " + quoted,)):
        click.echo(" | ".join(str(value) for value in row))

main()
"""


def start(runs: int) -> Iterator[Figure]:
    """Yield `quotes who-said` and `quotes --help` against their bounds, run by run in turn."""
    quotes = str(Path(sys.executable).with_name("quotes"))
    yield from _pair(
        runs,
        ("quotes who-said", [quotes, "who-said", PHRASE, "--db", str(DATABASE)]),
        ("click and sqlite3, the same query", [sys.executable, "-c", MINIMAL, PHRASE]),
    )
    peer = Path(sys.executable).with_name("sqlite-utils")
    if peer.exists():
        yield from _pair(
            runs,
            ("quotes who-said", [quotes, "who-said", PHRASE, "--db", str(DATABASE)]),
            ("sqlite-utils query", [str(peer), "query", str(DATABASE), _PEER_QUERY, "-p", "phrase", f'"{PHRASE}"']),
        )
    yield from _pair(
        runs,
        ("quotes --help", [quotes, "--help"]),
        ("import click", [sys.executable, "-c", "import click"]),
    )


_PEER_QUERY = "select s.text from search f join statements s on s.id = f.rowid & 4294967295 where search match :phrase"


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, env=COMPILED)


def _pair(runs: int, one: tuple[str, list[str]], other: tuple[str, list[str]]) -> Iterator[Figure]:
    times: dict[str, list[float]] = {one[0]: [], other[0]: []}
    for _ in range(runs + 1):
        for name, command in (one, other):
            times[name].append(1000 * seconds(partial(_run, command)))
    mine, theirs = times[one[0]][1:], times[other[0]][1:]  # the first run warms the disk, and compiles
    yield figure(one[0], mine, "ms")
    ratio = statistics.median(a / b for a, b in zip(mine, theirs, strict=True))
    yield figure("  " + other[0], theirs, "ms", "quotes is × of this", ratio)
