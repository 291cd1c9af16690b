"""What the process does that asks apart: it reads a question, and tells what it finds, in JSON, a value a line.

First null, when it has begun; then the names of the columns, each row, and last whether these are all; or, in the place
of any of them, the problem there is.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

from quotes.errors import BadQuestion, QuotesError
from quotes.store.database import reading
from quotes.store.sql import select

ROWS, ROOM = 1_000, 5_000_000  # of an answer, at most, and bytes of it
HEAP, MEMORY = 250_000_000, 1_500_000_000  # bytes that SQLite may take, and the whole process
LONGER = 2  # times the seconds of the question, after which it ends by itself if nobody has ended it before


def main() -> None:
    """Answer the one question that stands on standard input."""
    question = json.loads(sys.stdin.buffer.readline())
    bound()
    tell(None)
    try:
        for line in answer(question["database"], question["query"], question["seconds"] * LONGER):
            tell(line)
    except QuotesError as error:
        tell({"problem": str(error)})


def answer(database: str, query: str, seconds: float) -> Iterator[Any]:
    """Yield the columns, the first rows, and whether these are all. Raises QuotesError as `select` does."""
    with reading(database) as connection:
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        found = select(connection, query, timeout=seconds, overdue=end, cell=ROOM, heap=HEAP)
        yield found.columns
        with closing(found.rows):
            yield from first(found.rows)


def first(rows: Iterator[tuple[Any, ...]]) -> Iterator[Any]:
    """Yield the rows that may be told, and then whether they are all. Raises BadQuestion where not even one may."""
    room = ROOM
    for number, row in enumerate(rows):
        cells = [readable(value) for value in row]
        room -= sum(len(cell.encode()) if isinstance(cell, str) else 8 for cell in cells)
        if room < 0 and not number:
            raise BadQuestion(f"a row of this has more than {ROOM / 1e6:.0f} MB: ask for less of it, with substr()")
        if room < 0 or number == ROWS:
            yield False
            return
        yield cells
    yield True


def readable(value: Any) -> Any:
    """Return a value as JSON has it: bytes as SQL writes them, and what is beyond all numbers in letters."""
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def tell(value: Any) -> None:
    """Write a value on a line of its own."""
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def bound() -> None:
    """Bound the memory of this process, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def end(_problem: BadQuestion) -> None:
    """End this process, whatever SQLite does."""
    os._exit(1)


if __name__ == "__main__":
    main()
