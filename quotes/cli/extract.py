"""quotes extract"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from quotes.cli.advice import going_on
from quotes.cli.options import largest_option
from quotes.cli.passed_over import told_of
from quotes.cli.reading_options import reading_options
from quotes.cli.remarks import remark
from quotes.cli.terminal import until_enough
from quotes.errors import UnreadableSource
from quotes.export.extraction import as_object, explained
from quotes.export.listings import harmless, json_object
from quotes.formats import uncollected
from quotes.lexicon import Lexicon
from quotes.loading import documents
from quotes.loading.documents import Unread, unread
from quotes.loading.opened import Opened, opened
from quotes.model import Extraction
from quotes.pipeline import extract


@click.command("extract")
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH…")
@reading_options
@largest_option
@click.option("--explain", is_flag=True, help="In words: what was recognised, and why; each claim, found or refused.")
def command(
    paths: tuple[str, ...],
    explain: bool,
    verbose: bool,
    format: str | None,
    words: Path | None,
    largest: int,
    **given: Any,
) -> None:
    """Read files or folders as `load` does, print each document as one line of JSON, and store nothing.

    \b
    quotes extract speech.txt
    quotes extract speech.txt --explain
    """
    refused, lexicon = 0, documents.lexicon(words)
    passed: list[Unread] = []
    with until_enough():
        for one in _opened(paths, given, largest):
            with uncollected():  # until what was made of a document is gone
                result = one if isinstance(one, Unread) else _printed(one, explain, format, lexicon)
            if not isinstance(result, Unread):
                click.echo(result)
            elif result.kind:
                passed.append(result)
            else:
                remark(f"refused {result.key}: {result.reason}{going_on(result.advice)}")
                refused += 1
    for told in told_of(passed, verbose=verbose):
        remark(told)
    raise click.exceptions.Exit(1 if refused else 0)


def _opened(paths: Sequence[str], given: documents.Given, largest: int) -> Iterator[Opened | Unread]:
    for one in documents.find(paths):
        yield from (one,) if isinstance(one, Unread) else opened(one, given, largest)


def _printed(one: Opened, explain: bool, format: str | None, lexicon: Lexicon) -> str | Unread:
    """Return what is printed of a document."""
    result = _extraction(one, format, lexicon)
    if isinstance(result, Unread):
        return result
    for part in result.document.unread:
        remark(f"{one.key}: {part}")
    return "\n".join(map(harmless, explained(result))) if explain else json_object(as_object(result))


def _extraction(one: Opened, format: str | None, lexicon: Lexicon) -> Extraction | Unread:
    try:
        return extract(one.data, one.key, metadata=one.metadata, format=format or one.format, lexicon=lexicon)
    except UnreadableSource as problem:
        return unread(one.key, problem, named=one.named)
