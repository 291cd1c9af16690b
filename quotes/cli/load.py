"""quotes load"""

from __future__ import annotations

import os
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from quotes.cli.advice import going_on
from quotes.cli.forget import remove, tell
from quotes.cli.missing import missing
from quotes.cli.options import database_option, largest_option
from quotes.cli.passed_over import told_of
from quotes.cli.reading_options import reading_options
from quotes.cli.remarks import remark
from quotes.cli.silences import Silences
from quotes.errors import QuotesError
from quotes.export.listings import harmless
from quotes.formats import uncollected
from quotes.loading import batch, documents
from quotes.loading.batch import ReadDocument, Same, Task
from quotes.loading.documents import Found, Unread
from quotes.loading.workers import workers
from quotes.queries.changes import Change, changes
from quotes.queries.coverage import counted
from quotes.queries.forgetting import loss
from quotes.queries.review import orphans
from quotes.store.database import DEFAULT, folder_of, raw, reading, writing
from quotes.store.identity.places import Places, key_of
from quotes.store.told import Rows
from quotes.store.writing.save import Saved, is_unchanged, save_many

T = TypeVar("T")


@click.command("load")
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH…")
@reading_options
@click.option("--prune", is_flag=True, help="Forget the documents of these folders whose files are no longer there.")
@click.option("--again", is_flag=True, help="Read what has not changed, too.")
@click.option(
    "--diff",
    is_flag=True,
    help="Only say which statements would be added, lost, or read otherwise.",
)
@largest_option
@database_option
def command(
    paths: tuple[str, ...],
    format: str | None,
    words: Path | None,
    again: bool,
    prune: bool,
    diff: bool,
    largest: int,
    verbose: bool,
    database: str,
    **given: Any,
) -> None:
    """Read files, or all documents of folders, into the database, which is made or upgraded as needed.

    What has not changed since it was loaded is left alone, unless the program would now read it otherwise: another
    version, other lists of words. A document is known by its bytes: moved or renamed it is the same one, and a copy
    is told and not counted twice. What is known of speech.txt from outside can stand beside it in speech.meta.toml:
    url, title, publisher, language, translated, original, published, event, place, columns. A file that is not there
    or cannot be read is named with the reason; the others load, and the exit status is 1. What lies in a folder and is
    no document is passed over and counted by kind. Told of are documents in which nobody speaks, or that have no date.

    \b
    quotes load transcripts/
    quotes load speech.txt --date 2024-05-01 --publisher "The Daily"
    """
    lexicon = documents.lexicon(words)
    found, passed = _parted(documents.find(paths))
    outcomes: Counter[str] = Counter(dict.fromkeys(("new", "unchanged", "changed", "refused"), 0))
    if diff:
        with reading(database):
            pass  # nothing is made or upgraded only to say what would change
    with (
        uncollected(),
        workers([one.path for one in found if isinstance(one, Found)]) as pool,
        writing(database) as connection,
    ):

        def is_known(task: Task) -> bool:
            return not again and is_unchanged(connection, task.uid, task.sha256, task.settings)

        places = Places(raw(connection), folder_of(database), writes=not diff)
        bar = _Progress(len(found))
        wanted = batch.tasks(bar.reading(found), given, format, lexicon, places, largest)
        tasks = _changed(wanted, is_known, outcomes)
        if diff:
            readings = _accepted(batch.read(tasks, pool, batch.stored), outcomes, passed)
            _print(change for new in readings for change in changes(raw(connection), new.rows))
        else:
            lacking = Silences()
            read = _heard(_accepted(batch.read(tasks, pool, batch.stored), outcomes, passed), lacking)
            _settle(bar.storing(save_many(connection, read, again=again)), places, outcomes)
            _report(outcomes, lacking.remarks(verbose=verbose), len(orphans(raw(connection))))
    if not diff:
        _clear(database, paths, prune)
        if _are_beside_the_sample(database, paths):
            remark(OWN)
    if not found and not passed:
        remark(f"no file that can be read lies in {', '.join(paths)}: check the path")
    for told in told_of(passed, verbose=verbose):
        remark(told)
    raise click.exceptions.Exit(1 if outcomes["refused"] else 0)


OWN = (
    "this database is the sample that comes with the program: documents of your own belong into one of their own, "
    "--db talks.sqlite or QUOTES_DB; quotes forget takes them out of here again"
)


def _are_beside_the_sample(database: str, paths: Iterable[str]) -> bool:
    """Tell whether the database is that of a clone, and not only its seeds are loaded."""
    here = Path(database).absolute().parent
    sample = Path(database).name == DEFAULT and (here / "seeds").is_dir() and (here / "quotes" / "cli").is_dir()
    return sample and not all(Path(path).absolute().is_relative_to(here / "seeds") for path in paths)


def _clear(database: str, paths: Iterable[str], prune: bool) -> None:
    """Say which documents of the folders are no longer there; with `prune`, forget them."""
    folder = folder_of(database)
    keys = (key_of(Path(path), folder) for path in paths if os.path.isdir(path))  # of a name too long, no error
    within = ["" if key == "." else f"{key}/" for key in keys]
    with reading(database) as connection:
        gone = missing(connection, folder, within) if within else []
        going = [loss(connection, key) for key in gone] if prune else []
    if going:
        tell(going)
        remove(database, going, moved=True)
    elif gone:
        those = counted(len(gone), "document")
        remark(f"{those} of these folders no longer there: quotes sources --missing; quotes load --prune forgets them")


def _settle(saved: Iterable[tuple[str, Saved | QuotesError]], places: Places, outcomes: Counter[str]) -> None:
    try:
        _count(saved, outcomes)
    except KeyboardInterrupt:
        kept = outcomes["new"] + outcomes["changed"]
        remark(f"interrupted: {counted(kept, 'document')} stored; the same command again goes on from there")
        raise
    places.done()
    _tell(places, outcomes)


def _count(saved: Iterable[tuple[str, Saved | QuotesError]], outcomes: Counter[str]) -> None:
    for key, outcome in saved:
        if isinstance(outcome, QuotesError):
            _refuse(key, str(outcome), outcomes)
        else:
            outcomes[outcome] += 1


def _parted(found: Iterable[Found | Unread]) -> tuple[list[Found | Unread], list[Unread]]:
    """Return what is to be read or refused, and what is passed over."""
    wanted: list[Found | Unread] = []
    passed: list[Unread] = []
    for one in found:
        if isinstance(one, Unread) and one.kind:
            passed.append(one)
        else:
            wanted.append(one)
    return wanted, passed


def _report(outcomes: Counter[str], lacking: Iterable[str], lost: int) -> None:
    click.echo(", ".join(f"{number:,} {outcome}" for outcome, number in outcomes.items()))
    for told in lacking:
        remark(told)
    if lost:
        remark(f"{counted(lost, 'verdict')} on words that are gone: quotes review --orphans")


def _tell(places: Places, outcomes: Counter[str]) -> None:
    """Say which sources have moved, and which files hold the same as another."""
    moved = len(places.moved)
    if moved:
        outcomes["moved"] = moved
    if places.copies:
        outcomes["copy" if len(places.copies) == 1 else "copies"] = len(places.copies)
        more = f", and {len(places.copies) - 1} more so" if len(places.copies) > 1 else ""
        remark(f"{places.copies[0].key} holds the same as another source, and is not counted twice{more}")


class _Progress:
    """What is done, for whoever watches: half of it is reading, half of it storing, which comes batch by batch."""

    def __init__(self, files: int) -> None:
        self._bar = click.progressbar(
            length=2 * files, label="reading, storing", file=sys.stderr, hidden=not sys.stderr.isatty()
        )
        self._left = 2 * files

    def reading(self, found: Iterable[Found | Unread]) -> Iterator[Found | Unread]:
        """Yield the files one by one."""
        self._bar.render_progress()
        for one in found:
            yield one
            self._done()

    def storing(self, saved: Iterable[T]) -> Iterator[T]:
        """Yield what is stored, one by one; at the end all is done."""
        for one in saved:
            self._done()
            yield one
        self._bar.update(self._left)
        self._bar.render_finish()

    def _done(self) -> None:
        self._left -= 1
        self._bar.update(1)


def _changed(
    tasks: Iterable[Task | Unread | Same], is_known: Callable[[Task], bool], outcomes: Counter[str]
) -> Iterator[Task | Unread]:
    for task in tasks:
        if isinstance(task, Same):
            continue
        if isinstance(task, Task) and is_known(task):
            outcomes["unchanged"] += 1
        else:
            yield task


def _accepted(results: Iterable[T | Unread], outcomes: Counter[str], passed: list[Unread]) -> Iterator[T]:
    for result in results:
        if not isinstance(result, Unread):
            yield result
        elif result.kind:
            passed.append(result)
        else:
            _refuse(result.key, f"{result.reason}{going_on(result.advice)}", outcomes)


def _heard(documents: Iterable[ReadDocument], lacking: Silences) -> Iterator[Rows]:
    for document in documents:
        lacking.add(document.silence)
        for unread in document.unread:
            remark(f"{document.rows.key}: {unread}")
        yield document.rows


def _print(changes: Iterable[Change]) -> None:
    counts: Counter[str] = Counter(dict.fromkeys(("added", "lost", "moved", "reassigned", "judged"), 0))
    for change in changes:
        counts[change.change] += 1
        speakers = (change.was_speaker, change.speaker) if change.change == "reassigned" else (change.speaker,)
        whose = " → ".join(who or "no speaker" for who in speakers)
        opening = textwrap.shorten(change.text, 60, placeholder=" …")
        click.echo(harmless(f"{change.change} {change.source}:{change.line} {whose} | {opening}"))
    click.echo(", ".join(f"{number:,} {change}" for change, number in counts.items()))


def _refuse(key: str, reason: str, outcomes: Counter[str]) -> None:
    outcomes["refused"] += 1
    remark(f"refused {key}: {reason}")
