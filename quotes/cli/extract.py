"""quotes extract"""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli import documents
from quotes.cli.remarks import remark
from quotes.errors import UnreadableSource
from quotes.export.extraction import as_object, explained
from quotes.export.listings import harmless, json_object
from quotes.pipeline import extract


@click.command("extract")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH…")
@documents.reading_options
@click.option("--explain", is_flag=True, help="In words: what was recognised, and why; each claim, found or refused.")
def command(
    paths: tuple[Path, ...], explain: bool, format: str | None, words: Path | None, **given: str | None
) -> None:
    """Read files or folders as `load` does, print what they hold as JSON Lines, and store nothing.

    \b
    quotes extract speech.txt
    quotes extract speech.txt --explain
    """
    refused, lexicon = 0, documents.lexicon(words)
    for path, key in documents.find(paths):
        try:
            known = documents.metadata(path, given)
            data = documents.read_bytes(path)
            extraction = extract(data, key, metadata=known, format=format, lexicon=lexicon)
        except UnreadableSource as problem:
            remark(f"refused {key}: {problem}")
            refused += 1
            continue
        if explain:
            click.echo("\n".join(map(harmless, explained(extraction))))
        else:
            click.echo(json_object(as_object(extraction)))
    raise click.exceptions.Exit(1 if refused else 0)
