"""quotes verify"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO, TypeAlias

import click

from quotes.cli import UNASKED
from quotes.cli.cards import file, marked, paragraph
from quotes.cli.days import WHOLE
from quotes.cli.options import database_option, format_option, lines
from quotes.cli.printing import print_rows
from quotes.cli.remarks import nothing_found, remark
from quotes.errors import AmbiguousName
from quotes.export.dates import date_words
from quotes.export.listings import harmless
from quotes.export.saying import speakers
from quotes.export.verdicts import headline
from quotes.queries.coverage import counted
from quotes.queries.naming import meant
from quotes.queries.statements import day
from quotes.queries.verify import Verification, verify
from quotes.queries.verify.verification import RIVAL
from quotes.store.database import reading

if TYPE_CHECKING:
    from quotes.queries.statements import Connection

People: TypeAlias = "tuple[int, ...] | None"  # by their rows; None: whoever


@click.command("verify")
@click.argument("words", nargs=-1)
@click.option(
    "--from",
    "claims",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="One claim a line, NAME: WORDS or the words only; - is stdin.",
)
@click.option("--speaker", metavar="NAME", help="Who is claimed to have said it.")
@click.option("--on", metavar="DATE", type=WHOLE, help="When it is claimed to have been said.")
@format_option
@database_option
def command(
    words: tuple[str, ...], claims: TextIO | None, speaker: str | None, on: str | None, format: str, database: str
) -> None:
    """Whether these words were said, and meant: the words, whose they are, the date, and what they stand under.

    The exit status is 0 when every claim stands in all of these and word for word, 1 when one does not, 2 for wrong
    usage, 3 when nobody, or more than one, is called like the speaker.

    \b
    quotes verify "These are the three evils" --speaker Lukashenko
    """
    asked = [*((one, speaker) for one in words), *_listed(claims, speaker)]
    if not asked:
        raise click.UsageError("nothing to verify: give the words, or --from FILE")
    with reading(database) as connection:
        on = day(on) if on else None
        people = _meant(connection, (name for _, name in asked), speaker)
        known = [(one, name) for one, name in asked if name in people]
        answers = [verify(connection, one, people=people[name], on=on, called=name or "") for one, name in known]
        print_rows(answers, format, _cards)
        if any(answer.words == "not-found" for answer in answers):
            nothing_found(connection)
        found = zip(known, answers, strict=True)
        nobody = [name for (_, name), answer in found if people[name] == () and answer.speaker_answer != RIVAL]
        for name in dict.fromkeys(nobody):
            _unknown(connection, name or "")
    if nobody or len(known) < len(asked):
        raise click.exceptions.Exit(UNASKED)
    raise click.exceptions.Exit(0 if all(answer.verdict == "exact" for answer in answers) else 1)


def _listed(claims: TextIO | None, speaker: str | None) -> list[tuple[str, str | None]]:
    """Return the words of each line, and who is claimed to have said them: whom the line names, or else `speaker`."""
    if claims is None:
        return []
    from quotes.web.claims import listed  # only for a list: as the page reads it

    return [(one.words, one.speaker or speaker) for one in listed("".join(lines(claims, "--from")))]


def _meant(connection: Connection, names: Iterable[str | None], asked: str | None) -> dict[str | None, People]:
    """Return whom each name means; which of a list several bear is told, and it hinders no other.

    Raises AmbiguousName where they bear the name that was `asked` for.
    """
    found: dict[str | None, People] = {}
    for name in dict.fromkeys(names):
        try:
            found[name] = meant(connection, name)
        except AmbiguousName as several:
            if name == asked:
                raise
            remark(str(several))
    return found


def _unknown(connection: Connection, speaker: str) -> None:
    from quotes.queries.people import alike  # only for a name that is not known

    near = alike(connection, speaker)
    remark(f"nobody here is called {speaker!r}" + (f": is {' or '.join(near)} meant?" if near else ""))


def _cards(answers: Sequence[Verification]) -> Iterator[str]:
    for answer in answers:
        yield harmless(f"{headline(answer).upper()} — {answer.claim}")
        yield from (harmless(f"  ! {note}") for note in (answer.notes or "").split("; ") if note)
        if answer.difference:
            yield from paragraph(harmless(answer.difference))
        if answer.sentence:
            yield from paragraph(marked(harmless(answer.sentence), [answer.claim], None))
        if answer.uid:
            yield harmless("  " + " · ".join(_facts(answer)))


def _facts(answer: Verification) -> Iterator[str]:
    """Yield who said it, when, how sure that is, and where it stands."""
    others = len(answer.others.split("; ")) if answer.others else 0
    yield _who(answer) + (f" and {counted(others, 'other')}" if others else "")
    if answer.role:
        yield answer.role
    if answer.standing and answer.standing != "said":
        yield f"standing: {answer.standing}"
    yield date_words(answer.said, answer.earliest, answer.latest, answer.date_basis)
    yield f"{answer.manner}, {answer.status}"
    yield f"{file(answer.source or '')}:{answer.line}" + (f", p. {answer.page}" if answer.page else "")
    yield answer.uid or ""


def _who(answer: Verification) -> str:
    narrated = answer.manner == "narrated"
    return speakers(answer) or (f"narrated by {answer.publisher or 'the outlet'}" if narrated else "speaker not known")
