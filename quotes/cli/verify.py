"""quotes verify"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

import click

from quotes.cli.cards import file, paragraph
from quotes.cli.filters import meant
from quotes.cli.options import database_option, format_option, lines
from quotes.cli.printing import print_rows
from quotes.cli.remarks import counted, nothing_found
from quotes.export.dates import date_words
from quotes.export.listings import harmless
from quotes.queries.statements import day
from quotes.queries.verify import Verification, verify
from quotes.store.database import reading

MEANING = {
    "not-said": "not said so, but denied",
    "not-claimed": "the words, but not as a claim",
    "unsure-speaker": "said, perhaps by someone else",
    "exact": "said exactly so",
    "punctuation": "the same words, other punctuation",
    "shortened": "shortened",
    "altered": "altered",
    "reported": "only reported, not quoted",
    "other-date": "said on another date",
    "other-speaker": "said by someone else",
    "narrated": "only narrated, by the outlet",
    "not-found": "not found",
}


@click.command("verify")
@click.argument("words", nargs=-1)
@click.option(
    "--from", "claims", type=click.File(encoding="utf-8"), metavar="FILE", help="One claim a line; - is stdin."
)
@click.option("--speaker", metavar="NAME", help="Who is claimed to have said it.")
@click.option("--on", metavar="DATE", help="When it is claimed to have been said.")
@format_option
@database_option
def command(
    words: tuple[str, ...], claims: TextIO | None, speaker: str | None, on: str | None, format: str, database: str
) -> None:
    """Whether these words were said: exactly, nearly (with the difference), by someone else, only reported, or not.

    The exit status is 0 when every claim is exact, 1 when one is not, 2 for wrong usage.

    \b
    quotes verify "These are the three evils" --speaker Lukashenko
    """
    asked = [*words, *(line.strip() for line in lines(claims or (), "--from") if line.strip())]
    if not asked:
        raise click.UsageError("nothing to verify: give the words, or --from FILE")
    with reading(database) as connection:
        people = meant(connection, speaker)
        on = day(on) if on else None
        answers = [verify(connection, claim, people=people, on=on) for claim in asked]
        print_rows(answers, format, _cards)
        if any(answer.verdict == "not-found" for answer in answers):
            nothing_found(connection)
    raise click.exceptions.Exit(0 if all(answer.verdict == "exact" for answer in answers) else 1)


def _cards(answers: Sequence[Verification]) -> Iterator[str]:
    for answer in answers:
        yield harmless(f"{MEANING[answer.verdict].upper()} — {answer.claim}")
        yield from (harmless(f"  ! {note}") for note in (answer.notes or "").split("; ") if note)
        if answer.difference:
            yield from paragraph(harmless(answer.difference))
        if answer.uid:
            who = answer.speaker or (
                "narrated by " + (answer.publisher or "the outlet")
                if answer.manner == "narrated"
                else "speaker not known"
            )
            when = date_words(answer.said, answer.earliest, answer.latest)
            others = len(answer.others.split("; ")) if answer.others else 0
            facts = (
                who + (f" and {counted(others, 'other')}" if others else ""),
                answer.role,
                when,
                f"{answer.manner}, {answer.status}",
                f"{file(answer.source or '')}:{answer.line}",
                answer.uid,
            )
            yield harmless("  " + " · ".join(fact for fact in facts if fact))
