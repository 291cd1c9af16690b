"""The terminal: how wide it is, whether it shows colours, and when what is written goes through the pager."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import click


def write(lines: Iterable[str]) -> None:
    """Print `lines`: through the pager when they are long and a person reads them."""
    text = "\n".join(lines).rstrip("\n")
    if sys.stdout.isatty() and text.count("\n") >= _screen()[1]:
        click.echo_via_pager(text + "\n", color=colours())
    elif text:
        click.echo(text, color=colours())


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
