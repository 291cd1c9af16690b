"""quotes people"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from quotes import decisions
from quotes.cli import asking, verdicts
from quotes.cli.aliases import alias, take_back
from quotes.cli.cards import person_lines
from quotes.cli.options import asking_option, asks, complete_name, database_option, format_option, limit_option
from quotes.cli.printing import grid, print_rows
from quotes.cli.remarks import nothing_found, remark
from quotes.cli.terminal import fitted, write
from quotes.errors import BadQuestion
from quotes.export.dates import span_words
from quotes.export.listings import harmless
from quotes.model import PersonKind
from quotes.queries.aliases import last_alias
from quotes.queries.coverage import counted
from quotes.queries.identity import (
    Appearance,
    Judgement,
    Known,
    appearances,
    judgements,
    last_decisions,
    merged,
    met_as,
    unsure,
)
from quotes.queries.people import ListedPerson, described, identify, people
from quotes.store.database import reading
from quotes.text import one_line

KEYS = {"s": "merge", "d": "split"}
QUITS = ("q", *asking.QUITS)
LATER = (" ", "\r", "\n")
HELP = (
    "  s  the same: one person; what is read otherwise stands above",
    "  d  two people: they are not asked about again",
    asking.LATER,
    "  q  quit; what was decided stays, and people undo takes the last one back",
)


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


preview_option = click.option("--preview", is_flag=True, help="Only tell what would be read otherwise.")


@command.command("merge")
@click.argument("one")
@click.argument("other")
@preview_option
@verdicts.decision_options
def merge(one: str, other: str, preview: bool, reviewer: str, note: str | None, database: str) -> None:
    """ONE and OTHER are one person. Their uids go on answering; `undo` takes it back.

    What is read otherwise is told; with --preview it is only told.

    \b
    quotes people merge "Guo Shenkun" "Guo Shengkun"
    """
    _decide(database, "merge", (one, other), preview, reviewer, note)


@command.command("split")
@click.argument("one")
@click.argument("other")
@preview_option
@verdicts.decision_options
def split(one: str, other: str, preview: bool, reviewer: str, note: str | None, database: str) -> None:
    """ONE and OTHER are two people, each named by a spelling or by a uid of `people show`.

    \b
    quotes people split "Guo Shenkun" "Guo Shengkun"
    """
    _decide(database, "split", (one, other), preview, reviewer, note)


@command.command("undo")
@preview_option
@verdicts.decision_options
def undo(preview: bool, reviewer: str, note: str | None, database: str) -> None:
    """Take back the last decision on who is who, or the further name given last: all is as it was before it.

    What is read otherwise is told; with --preview it is only told.

    \b
    quotes people undo
    """
    with reading(database) as connection:
        found = last_decisions(connection)
        name = last_alias(connection, behind=max((one.row for one in found), default=0))
    if name:
        take_back(database, name, reviewer, note, keep=not preview)
        return
    if not found:
        raise BadQuestion("there is no decision on people to take back")
    back = [decisions.on_two("person", "undone", one.uid, one.other_uid, reviewer, note) for one in found]
    done = decisions.record_on_people(database, back, keep=not preview)
    would = "only told, nothing is changed; it would be " if preview else ""
    what = f"{_kind(done)}what {found[0].author} decided on {found[0].name} and {found[0].other_name}"
    remark(f"{would}taken back: {what}")
    write(fitted(_effects(done)))


def _kind(done: decisions.OnPeople) -> str:
    """Return what was taken back, by what became of it; nothing where as many people are left as there were."""
    more = len(done.after) - len(done.before)
    return "" if not more else "a merge, " if more > 0 else "a split, "


command.add_command(alias)


def _decide(
    database: str, verdict: str, those: tuple[str, str], preview: bool, reviewer: str, note: str | None
) -> None:
    one, other = those
    with reading(database) as connection:
        uids = met_as(connection, one), met_as(connection, other)
        by_name = verdict == "split" and {one, other}.isdisjoint(uids)
        pairs = {uids, *(pair for pair in (merged(connection, *uids) if by_name else ()) if {*pair} != {*uids})}
    if uids[0] == uids[1]:
        raise click.UsageError(f"{one!r} and {other!r} are the same entry: `quotes people show` has the uids of each")
    decided = [decisions.on_two("person", verdict, *pair, reviewer, note) for pair in sorted(pairs)]
    if preview:
        remark("only told, nothing is changed:")
    write(fitted(_effects(decisions.record_on_people(database, decided, keep=not preview))))


def _effects(done: decisions.OnPeople) -> Iterator[str]:
    """Yield who is who before and after a decision, and how many statements are read otherwise."""
    yield harmless(f"was: {_those(done.before)}")
    yield harmless(f"now: {_those(done.after)}")
    if not done.renamed:
        yield "no statement has another name"
    for (old, new), number in done.renamed.most_common():
        yield harmless(f"{counted(number, 'statement')}: {old} → {new}")


def _those(known: Sequence[Known]) -> str:
    each = (f"{one.name} ({one.uid}, {counted(one.statements, 'statement')})" for one in known)
    return " · ".join(each) or "nobody"


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
    if decision.author:
        said = f": {one_line(decision.evidence)}" if decision.evidence else ""
        yield harmless(f"    {decision.author} decided{said} [{decision.rule}]")
    else:
        yield harmless(f"    {one_line(decision.evidence)} [{decision.rule}{score}]")


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
    if not pairs:
        remark("nothing to decide: no two people here may be one")
    if not asks(asking, format):
        print_rows(pairs, format, lambda pairs: (line for pair in pairs for line in _decision(pair)))
        return
    for number, pair in enumerate(pairs, 1):
        write(fitted([f"{number} of {len(pairs)}", *_decision(pair)]))
        same = decisions.on_two("person", "merge", pair.uid, pair.other_uid, reviewer, note)
        would = _effects(decisions.record_on_people(database, [same], keep=False))
        write(fitted(f"  the same: {line}" for line in would))
        key = _key()
        if key in QUITS:
            return
        if key in KEYS:
            decided = decisions.on_two("person", KEYS[key], pair.uid, pair.other_uid, reviewer, note)
            write(fitted(_effects(decisions.record_on_people(database, [decided]))))


def _key() -> str:
    """Return the key that decides on a pair, or leaves it for later, or quits; any other is told what there is."""
    click.echo("[s] the same  [d] different people  [space] later  [?] help  [q] quit")
    while (key := click.getchar().lower()) not in (*KEYS, *QUITS, *LATER):
        if key != "?":
            click.echo(f"{harmless(key)} decides nothing here:")
        write(HELP)
    return key
