"""quotes people"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from quotes.cli import verdicts
from quotes.cli.cards import person_lines
from quotes.cli.options import asking_option, asks, complete_name, database_option, format_option, limit_option
from quotes.cli.printing import grid, print_rows
from quotes.cli.remarks import nothing_found, remark
from quotes.cli.terminal import write
from quotes.errors import BadQuestion
from quotes.export.dates import span_words
from quotes.export.listings import harmless
from quotes.model import PersonKind
from quotes.queries.identity import Appearance, Judgement, appearances, judgements, merged, met_as, unsure
from quotes.queries.people import ListedPerson, described, identify, people
from quotes.store.database import reading
from quotes.text import fold

KEYS = {"s": "merge", "d": "split"}


@click.group("people", invoke_without_command=True)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice([kind.value for kind in PersonKind]),
    multiple=True,
    help="Only such; may be repeated.",
)
@format_option
@limit_option
@database_option
@click.pass_context
def command(context: click.Context, /, kinds: tuple[str, ...], format: str, limit: int, database: str) -> None:
    """Who speaks, persons before all others, with their roles and spellings; and decisions about who is who.

    \b
    quotes people --kind person --limit 20
    quotes people merge "Alexander Lukashenko" "Aleksandr Lukashenka" --note "one man"
    """
    if context.invoked_subcommand:
        return
    with reading(database) as connection:
        rows = people(connection, kinds=kinds, limit=limit)
        if not rows:
            nothing_found(connection)
        print_rows(rows, format, _table)


def _table(rows: Sequence[ListedPerson]) -> list[str]:
    return grid(("uid", "name", "roles", "spelled", "statements", "said"), list(map(_cells, rows)))


def _cells(row: ListedPerson) -> tuple[object, ...]:
    spellings = row.spellings if row.spellings != row.name else None
    roles = row.roles or (None if row.kind == "person" else f"({row.kind})")
    return row.uid, row.name, roles, spellings, row.statements, span_words(row.first, row.last)


@command.command("merge")
@click.argument("one")
@click.argument("other")
@verdicts.decision_options
def merge(one: str, other: str, reviewer: str, note: str | None, database: str) -> None:
    """ONE and OTHER are one person. Their uids go on answering; `split` undoes it.

    \b
    quotes people merge "Guo Shenkun" "Guo Shengkun"
    """
    _decide(database, "merge", one, other, reviewer, note)


@command.command("split")
@click.argument("one")
@click.argument("other")
@verdicts.decision_options
def split(one: str, other: str, reviewer: str, note: str | None, database: str) -> None:
    """ONE and OTHER are two people, each named by a spelling or by a uid of `people show`.

    \b
    quotes people split "Guo Shenkun" "Guo Shengkun"
    """
    _decide(database, "split", one, other, reviewer, note)


@command.group("alias")
def alias() -> None:
    """Further names of people.

    \b
    quotes people alias add "Alexander Lukashenko" "Bat'ka"
    """


@alias.command("add")
@click.argument("person")
@click.argument("name")
@verdicts.decision_options
def add(person: str, name: str, reviewer: str, note: str | None, database: str) -> None:
    """NAME is a further name of PERSON, by which `by-speaker` will know them.

    \b
    quotes people alias add "Alexander Lukashenko" "Bat'ka"
    """
    with reading(database) as connection:
        uid = met_as(connection, person)
    if not fold(name):
        raise BadQuestion(f"{name!r} holds no name: type the further name")
    verdicts.record(database, [verdicts.alias(uid, name, reviewer, note)])


def _decide(database: str, verdict: str, one: str, other: str, reviewer: str, note: str | None) -> None:
    with reading(database) as connection:
        uids = met_as(connection, one), met_as(connection, other)
        by_name = verdict == "split" and {one, other}.isdisjoint(uids)
        pairs = {uids, *(pair for pair in (merged(connection, *uids) if by_name else ()) if {*pair} != {*uids})}
    if uids[0] == uids[1]:
        raise click.UsageError(f"{one!r} and {other!r} are the same entry: `quotes people show` has the uids of each")
    decided = [verdicts.on_two("person", verdict, *pair, reviewer, note) for pair in sorted(pairs)]
    verdicts.record(database, decided)


@command.command("show")
@click.argument("name", shell_complete=complete_name)
@format_option
@limit_option
@database_option
def show(name: str, format: str, limit: int, database: str) -> None:
    """One person: roles, spellings, in which sources they were met, and why all that is one person.

    \b
    quotes people show Lukashenko
    """
    with reading(database) as connection:
        known = identify(connection, name)
        if not known:
            nothing_found(connection)
            return
        head = described(connection, known)
        found, decided = appearances(connection, known, limit=limit + 1), judgements(connection, known, limit=limit)
        print_rows(found[:limit], format, lambda found: _page(head, found, decided))
        if len(found) > limit:
            remark(f"the first {limit:,} sources and decisions: --limit shows more")


def _page(head: Sequence[ListedPerson], rows: Sequence[Appearance], decided: Sequence[Judgement]) -> Iterator[str]:
    yield from person_lines(head)
    yield from grid(Appearance._fields, rows)
    for decision in decided:
        yield ""
        yield from _decision(decision)


def _decision(decision: Judgement) -> Iterator[str]:
    score = "" if decision.score is None else f", {decision.score:.2f}"
    names = f"{decision.name} ({decision.uid}) and {decision.other_name} ({decision.other_uid})"
    yield harmless(f"{decision.outcome}: {names}")
    yield harmless(f"    {decision.evidence} [{decision.rule}{score}]")


@command.command("review")
@asking_option
@format_option
@limit_option
@verdicts.decision_options
def review(asking: bool | None, format: str, limit: int, reviewer: str, note: str | None, database: str) -> None:
    """The pairs that may be one person; on a terminal one by one, with a key to decide.

    \b
    quotes people review
    """
    with reading(database) as connection:
        pairs = unsure(connection, limit=limit)
    if not asks(asking, format):
        print_rows(pairs, format, lambda pairs: (line for pair in pairs for line in _decision(pair)))
        return
    for pair in pairs:
        write(_decision(pair))
        click.echo("[s] the same  [d] different people  [q] quit  [other] later")
        key = click.getchar().lower()
        if key == "q":
            return
        if key in KEYS:
            verdicts.record(database, [verdicts.on_two("person", KEYS[key], pair.uid, pair.other_uid, reviewer, note)])
