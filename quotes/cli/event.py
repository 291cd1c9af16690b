"""quotes event"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from quotes.cli.cards import cards, occasion_lines
from quotes.cli.options import after_option, database_option, format_option, limit_option
from quotes.cli.printing import print_rows
from quotes.cli.remarks import remark_beyond
from quotes.errors import BadQuestion
from quotes.export.dates import date_words
from quotes.export.listings import harmless
from quotes.queries.lists import ListedEvent, events
from quotes.queries.on_event import on_event, reports
from quotes.queries.statements import Said
from quotes.store.database import reading


@click.command("event")
@click.argument("uid")
@format_option
@limit_option
@after_option
@database_option
def command(uid: str, format: str, limit: int, after: str | None, database: str) -> None:
    """One occasion: who was there, and who said what, whatever document reports it.

    \b
    quotes event UID
    """
    with reading(database) as connection:
        found = events(connection, uid=uid)
        if not found:
            raise BadQuestion(f"no event {uid!r}: `quotes events` lists them with their uids")
        rows = on_event(connection, uid, limit=limit + 1, after=after)
        evidence = occasion_lines(reports(connection, uid))

        def page(rows: Sequence[Said]) -> Iterator[str]:
            yield from _head(found[0])
            yield from cards(connection, rows, named=True)
            yield from evidence

        print_rows(rows[:limit], format, page)
        remark_beyond(rows, limit)


def _head(event: ListedEvent) -> list[str]:
    when = date_words(event.date, event.earliest, event.latest, event.date_basis)
    facts = (f"{event.title} ({event.kind})", when, event.place, f"took part: {event.participants}")
    return [harmless(" · ".join(fact for fact in facts if fact)), ""]
