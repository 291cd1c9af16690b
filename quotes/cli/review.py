"""quotes review"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TextIO

import click

from quotes.cli import verdicts
from quotes.cli.cards import file, paragraph
from quotes.cli.filters import whom
from quotes.cli.options import asking_option, asks, format_option, limit_option, lines
from quotes.cli.printing import print_rows
from quotes.cli.remarks import counted, remark
from quotes.cli.terminal import write
from quotes.errors import BadQuestion
from quotes.export.listings import harmless
from quotes.queries.people import alike, candidates
from quotes.queries.review import Doubt, Review, doubts, orphans, passage_at, reviews
from quotes.store.database import reading

VERDICTS = ("speech-of", "narration", "turn-ends")
KEYS = {"s": "speech-of", "n": "narration", "e": "turn-ends"}


@click.command("review")
@click.argument("place", required=False, metavar="[SOURCE:LINE")
@click.argument("verdict", required=False, type=click.Choice(VERDICTS), metavar=f"{'|'.join(VERDICTS)}")
@click.argument("person", required=False, metavar="[PERSON]]")
@asking_option
@click.option("--orphans", "lost", is_flag=True, help="The verdicts whose words are no longer in their source.")
@click.option("--speaker", metavar="NAME", help="Passages that are this person's in either reading.")
@click.option("--source", metavar="NAME", help="Passages of this source.")
@click.option("--new-person", is_flag=True, help="PERSON may be somebody of whom no source speaks yet.")
@click.option("--export", "exported", type=click.File("w", encoding="utf-8"), help="Write verdicts and doubts as CSV.")
@click.option("--import", "imported", type=click.File(encoding="utf-8"), help="Read verdicts from such a CSV.")
@format_option
@limit_option
@verdicts.decision_options
def command(
    place: str | None,
    verdict: str | None,
    person: str | None,
    asking: bool | None,
    lost: bool,
    new_person: bool,
    exported: TextIO | None,
    imported: TextIO | None,
    format: str,
    reviewer: str,
    note: str | None,
    database: str,
    **wanted: Any,
) -> None:
    """The doubtful passages, those on which most answers hang first; on a terminal one by one, with a key to decide.

    A verdict is about the paragraph at SOURCE:LINE: it is the speech of PERSON, or narration, or the turn ends before
    it. Nothing is overwritten; the latest verdict wins. Loading the source again applies it, also after edits.

    \b
    quotes review
    quotes review speech.txt:33 speech-of "Alexander Lukashenko" --note "on the recording"
    quotes review --export doubts.csv
    """
    if imported:
        new, known = verdicts.import_table(database, lines(imported, imported.name), reviewer)
        click.echo(f"{counted(new, 'new verdict')}, {known:,} known")
    elif place:
        doubt = _asked(database, place, verdict, person, new_person)
        verdicts.record(database, [verdicts.decided(doubt, verdict or "", person, reviewer, note)])
        remark(f"recorded; `quotes load` of {file(doubt.source)} applies it")
    else:
        queue, past, gone = _found(database, **wanted)
        if exported:
            exported.writelines(line + "\n" for line in verdicts.table(past, queue))
        elif lost:
            print_rows(gone, format)
        elif asks(asking, format):
            _ask(database, queue, reviewer)
        else:
            print_rows(queue, format, _cards)
        if gone:
            remark(f"{counted(len(gone), 'verdict')} on words that are gone: quotes review --orphans")


def _found(
    database: str, speaker: str | None, source: str | None, limit: int
) -> tuple[list[Doubt], list[Review], list[Review]]:
    """Return the doubts asked for, all verdicts, and those on words that are gone."""
    with reading(database) as connection:
        people = whom(connection, speaker)
        queue = doubts(connection, people=people, source=source, limit=limit)
        return queue, reviews(connection), orphans(connection)


def _cards(queue: Sequence[Doubt]) -> Iterator[str]:
    for doubt in queue:
        yield from _card(doubt)
        yield ""


def _card(doubt: Doubt) -> Iterator[str]:
    rival = "the outlet" if doubt.rival == "narration" else doubt.rival
    hangs = counted(doubt.answers, "passage")
    now = doubt.speaker or "the outlet"
    yield harmless(f"{file(doubt.source)}:{doubt.line} · read as {now} ({doubt.confidence:.2f}), or {rival} · {hangs}")
    yield from paragraph(harmless(doubt.text))
    yield from (harmless(f"  · {cue}") for cue in (doubt.cues or "").splitlines())


def _ask(database: str, queue: Sequence[Doubt], reviewer: str) -> None:
    """Show the doubts one by one and record what is decided."""
    for doubt in queue:
        write(_card(doubt))
        who = doubt.speaker or verdicts.named(doubt.rival)
        click.echo(
            harmless(
                f"{f'[s] speech of {who}  ' if who else ''}"
                "[n] narration  [e] the turn ends before it  [q] quit  [other] later"
            )
        )
        key = click.getchar().lower()
        if key == "q":
            return
        if key in KEYS and (who or KEYS[key] != "speech-of"):
            note = click.prompt("why", default="", show_default=False)
            verdicts.record(database, [verdicts.decided(doubt, KEYS[key], who, reviewer, note or None)])


def _asked(database: str, place: str, verdict: str | None, person: str | None, new_person: bool) -> Doubt:
    """Return the passage to decide on; a decision without its person, or of somebody unknown, is refused."""
    if verdict is None or (verdict == "speech-of") != (person is not None):
        raise click.UsageError(f"say what is decided: {', '.join(VERDICTS)}; and for speech-of, of whom")
    with reading(database) as connection:
        if person and not new_person and not candidates(connection, person):
            close = ", ".join(alike(connection, person)) or "nobody is called nearly so"
            raise BadQuestion(f"nobody here is called {person!r} ({close}): --new-person if that is the name")
        return passage_at(connection, place)
