"""quotes load"""

from __future__ import annotations

import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import click

from quotes.cli import batch, documents, shared
from quotes.cli.batch import Refused, Task
from quotes.errors import QuotesError
from quotes.export.tables import harmless
from quotes.formats import uncollected
from quotes.queries.changes import Change, changes
from quotes.queries.review import orphans
from quotes.store.database import raw, reading, writing
from quotes.store.reviews import reviews_for
from quotes.store.save import is_unchanged, save_many

T = TypeVar("T")


@click.command("load")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH…")
@documents.reading_options
@click.option("--diff", is_flag=True, help="Only say which statements would be added, lost, moved or reassigned.")
@shared.database_option
def command(
    paths: tuple[Path, ...],
    format: str | None,
    words: Path | None,
    diff: bool,
    database: str,
    **given: str | None,
) -> None:
    """Read files, or all documents of folders, into the database, which is made or upgraded as needed.

    What has not changed since it was loaded is left alone. What is known of speech.txt from outside can stand beside
    it in speech.meta.toml: url, title, publisher, language, translated, published, event, place. A file that cannot be
    read is named with the reason; the others load, and the exit status is 1.

    \b
    quotes load transcripts/
    quotes load speech.txt --date 2024-05-01 --publisher "The Daily"
    """
    found, lexicon = list(documents.find(paths)), documents.lexicon(words)
    outcomes: Counter[str] = Counter(dict.fromkeys(("new", "unchanged", "changed", "refused"), 0))
    if diff:
        with reading(database):
            pass  # nothing is made or upgraded only to say what would change
    with uncollected(), batch.workers(len(found)) as pool, writing(database) as connection:

        def is_known(task: Task) -> bool:
            return is_unchanged(connection, task.key, task.sha256, task.settings)

        wanted = batch.tasks(_shown(found), given, format, lexicon, lambda key: reviews_for(connection, key))
        tasks = _changed(wanted, is_known, outcomes)
        if diff:
            readings = _accepted(batch.read(tasks, pool, batch.extraction), outcomes)
            _print(change for new in readings for change in changes(raw(connection), new))
            raise click.exceptions.Exit(1 if outcomes["refused"] else 0)
        for key, outcome in save_many(connection, _accepted(batch.read(tasks, pool, batch.stored), outcomes)):
            if isinstance(outcome, QuotesError):
                _refuse(key, outcome, outcomes)
            else:
                outcomes[outcome] += 1
        lost = len(orphans(raw(connection)))
    click.echo(", ".join(f"{number:,} {outcome}" for outcome, number in outcomes.items()))
    if lost:
        shared.remark(f"{shared.counted(lost, 'verdict')} on words that are gone: quotes review --orphans")
    raise click.exceptions.Exit(1 if outcomes["refused"] else 0)


def _shown(found: list[documents.Found]) -> Iterator[documents.Found]:
    """The files one by one, with progress for whoever watches."""
    with click.progressbar(
        found, label="reading", show_pos=True, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as files:
        yield from files


def _changed(
    tasks: Iterable[Task | Refused], is_known: Callable[[Task], bool], outcomes: Counter[str]
) -> Iterator[Task | Refused]:
    for task in tasks:
        if isinstance(task, Task) and is_known(task):
            outcomes["unchanged"] += 1
        else:
            yield task


def _accepted(results: Iterable[T | Refused], outcomes: Counter[str]) -> Iterator[T]:
    for result in results:
        if isinstance(result, Refused):
            _refuse(result.key, result.reason, outcomes)
        else:
            yield result


def _print(changes: Iterable[Change]) -> None:
    counts: Counter[str] = Counter(dict.fromkeys(("added", "lost", "moved", "reassigned"), 0))
    for change in changes:
        counts[change.change] += 1
        speakers = (change.was_speaker, change.speaker) if change.change == "reassigned" else (change.speaker,)
        whose = " → ".join(who or "no speaker" for who in speakers)
        opening = textwrap.shorten(change.text, 60, placeholder=" …")
        click.echo(harmless(f"{change.change} {change.source}:{change.line} {whose} | {opening}"))
    click.echo(", ".join(f"{number:,} {change}" for change, number in counts.items()))


def _refuse(key: str, reason: object, outcomes: Counter[str]) -> None:
    outcomes["refused"] += 1
    shared.remark(f"refused {key}: {reason}")
