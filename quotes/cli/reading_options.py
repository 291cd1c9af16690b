"""The options about what is known of a document from outside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from quotes.cli.options import Command
from quotes.dates import when
from quotes.errors import BadQuestion
from quotes.formats import FORMATS
from quotes.loading.documents import COLUMNS
from quotes.queries.days import day_of

_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")  # as BCP 47 has them
OPTIONS = (
    click.option(
        "--date",
        "published",
        metavar="DATE",
        callback=lambda _context, _option, given: _day(given),
        help="When it was published: 10 April 2017, May 2024, or EDTF: 2017-04-10, 2017-04, 2017~ …",
    ),
    click.option("--url", help="Its address."),
    click.option("--publisher", help="The outlet whose page it is."),
    click.option(
        "--language",
        metavar="CODE",
        callback=lambda _context, _option, given: _language(given),
        help="In which language it is, where that is not found: de, ru …",
    ),
    click.option("--event", help="The title of the occasion."),
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="WHAT=NAME",
        callback=lambda _context, _option, given: _columns(given),
        help="Where a table or JSON has it: speaker=, text=, role=, time=, date=, and the column's name or number.",
    ),
    click.option("--format", type=click.Choice(FORMATS), help="How it is written, when that is not recognised."),
    click.option(
        "--words",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        envvar="QUOTES_WORDS",
        show_envvar=True,
        metavar="FILE",
        help="Words of your own, put into the program's lists or taken out: docs/words.md.",
    ),
    click.option("--verbose", is_flag=True, help="Name each file that is passed over, and each that lacks something."),
)


def _columns(given: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return what the user says that columns hold. Raises BadParameter of what cannot be."""
    cut = [one.partition("=") for one in given]
    for what, _, name in cut:
        if what not in COLUMNS or not name.strip():
            raise click.BadParameter(f"write it as one of {', '.join(COLUMNS)}, = and a name: --column text=Speech")
    return tuple((what, name.strip()) for what, _, name in cut)


def _language(given: str | None) -> str | None:
    """Return the code of a language in small letters. Raises BadParameter of what is none."""
    if given is None or _CODE.fullmatch(given):
        return given and given.lower()
    raise click.BadParameter(f"{given!r} is no code of a language: type it as de, ru or pt-BR")


def _day(given: str | None) -> str | None:
    """Return a date as EDTF, however it is typed. Raises BadParameter of what is none, or may be several."""
    if given is None or when(given, ""):
        return given
    try:
        return day_of(given, "whole")
    except BadQuestion as problem:
        raise click.BadParameter(str(problem)) from problem


def reading_options(command: Command) -> Command:
    """Give a command the options about what is known of a document from outside it."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command
