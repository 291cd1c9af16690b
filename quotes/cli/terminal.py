"""The terminal: how wide it is, whether it shows colours, and when what is written goes through the pager."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

import click

NARROWEST = 40  # columns that are written to, whatever the terminal says


def write(lines: Iterable[str]) -> None:
    """Print `lines`: through the pager when they are long and a person reads them."""
    text = "\n".join(lines).rstrip("\n")
    if sys.stdout.isatty() and text.count("\n") >= _screen()[1]:
        click.echo_via_pager(text + "\n", color=colours())
    elif text:
        click.echo(text, color=colours())


PART = " · "  # between the parts of a line, at which it is broken first


def fitted(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines that fit the terminal: those too long are broken between parts, or words, never within a word."""
    for line in lines:
        yield from folded(line)


def folded(line: str) -> Iterator[str]:
    """Yield one line as several where it is too long, those below the first further in."""
    room = max(width(), NARROWEST)
    if len(line) <= room or len(click.unstyle(line)) <= room:
        yield line
        return
    indent = line[: len(line) - len(line.lstrip())]
    now, below = indent, f"{indent}    "
    for piece in _pieces(line.strip(), room - len(below)):
        if now.strip() and len(click.unstyle(f"{now}{piece}".rstrip())) > room:
            yield now.rstrip()
            now = below
        now += piece
    yield now.rstrip()


def _pieces(line: str, room: int) -> Iterator[str]:
    """Yield the parts of a line, each with what joins it to the next; parts that are too long, word by word."""
    parts = line.split(PART)
    for i, part in enumerate(parts):
        joint = PART if i + 1 < len(parts) else ""
        if len(part) + len(joint) <= room:
            yield part + joint
        else:
            *words, last = part.split(" ")
            yield from (f"{word} " for word in words)
            yield last + joint


def colours() -> bool:
    """Whether output goes to a terminal that may show bold and colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def width() -> int:
    """Return how many columns there are to write in."""
    return _screen()[0]


def _screen() -> tuple[int, int]:
    """Columns and lines; as shutil has it, whose import costs more than the answer to a question."""
    try:
        columns, lines = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1)
    except (OSError, ValueError):
        columns, lines = 100, 24
    return _number("COLUMNS", columns), _number("LINES", lines)


def _number(variable: str, otherwise: int) -> int:
    value = os.environ.get(variable, "")
    return int(value) if value.isdecimal() and int(value) else otherwise


@contextmanager
def until_enough() -> Iterator[None]:
    """Stop where whoever reads the answer, as `head` does, wants no more of it: nothing went wrong."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        abandon_output()


def abandon_output() -> None:
    """Let what waits to be written go nowhere: Python would try again at its end, and complain."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
