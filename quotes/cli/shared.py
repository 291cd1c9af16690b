"""What commands share: their options, the connection they ask, and how rows and remarks reach the reader."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from quotes.errors import BadQuestion, QuotesError
from quotes.export.dates import span_words
from quotes.export.tables import TABLES, harmless

if TYPE_CHECKING:
    from quotes.queries.statements import Connection, Filters, Said

Command = TypeVar("Command", bound=Callable[..., Any])
MANNERS = ("verbatim", "reported", "narrated")
STATUSES = ("reviewed", "certain", "inferred", "ambiguous")
FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown")


def _for_all_commands(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Return the database named before the command, unless one is named after it."""
    after = context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
    before = context.find_root().params.get("database")
    return before if isinstance(before, str) and not after else value


def count(least: int) -> click.IntRange:
    """Return the type of an option that counts: from `least` to more than there is of anything."""
    return click.IntRange(min=least, max=1_000_000_000)


database_option = click.option(
    "--db",
    "database",
    callback=_for_all_commands,
    envvar="QUOTES_DB",
    default="data.sqlite",
    show_default=True,
    show_envvar=True,
    metavar="PATH",
    help="The database: a path or an SQLAlchemy URL.",
)
format_option = click.option(
    "--format", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print the answer."
)
limit_option = click.option("--limit", type=count(1), default=50, show_default=True, help="At most so many rows.")
after_option = click.option("--after", metavar="UID", help="Go on after this row, the last of the answer before.")
certain_option = click.option("--certain-only", is_flag=True, help="Leave ambiguous ones out, and say how many.")


def complete_name(context: click.Context, _: click.Parameter, beginning: str) -> list[str]:
    """Return names of people that begin as typed in the shell."""
    return _completed(context, "names", beginning)


def complete_title(context: click.Context, _: click.Parameter, beginning: str) -> list[str]:
    """Return titles of roles that begin as typed in the shell."""
    return _completed(context, "titles", beginning)


def _completed(context: click.Context, question: str, beginning: str) -> list[str]:
    from quotes.queries import completion
    from quotes.store.database import DEFAULT, reading

    try:
        with reading(context.params.get("database") or os.environ.get("QUOTES_DB", DEFAULT)) as connection:
            found: list[str] = getattr(completion, question)(connection, beginning)
            return found
    except QuotesError:
        return []


asking_option = click.option(
    "--ask/--list", "asking", default=None, help="Ask one by one, or list.  [default: ask on a terminal]"
)


def asks(asking: bool | None, format: str) -> bool:
    """Whether to ask one by one: as told, or when a person sits at a terminal and wants no other format."""
    return asking if asking is not None else format == "table" and sys.stdin.isatty()


FILTERS: dict[str, Callable[[Command], Command]] = {
    "speaker": click.option(
        "--speaker", metavar="NAME", shell_complete=complete_name, help="Said by this person: any known spelling."
    ),
    "role": click.option(
        "--role", metavar="TITLE", shell_complete=complete_title, help="Said in a role with these words in its title."
    ),
    "country": click.option(
        "--country", metavar="CODE", help="Said in a role of this country (ISO 3166: BY, CN; or its name)."
    ),
    "since": click.option("--since", metavar="DATE", help="Said then or later: 2017, 2017-04 or 2017-04-10."),
    "until": click.option("--until", metavar="DATE", help="Said then or earlier."),
    "event": click.option("--event", metavar="UID|WORDS", help="Said on this occasion."),
    "source": click.option("--source", metavar="WORDS", help="Said in a source with this in its name."),
    "manner": click.option("--manner", type=click.Choice(MANNERS), help="Only this manner."),
    "status": click.option("--status", type=click.Choice(STATUSES), help="Only this sure."),
}


def filter_options(*without: str) -> Callable[[Command], Command]:
    """Return a decorator that gives a command the options of all filters, but for those named."""

    def decorate(command: Command) -> Command:
        for name in reversed(FILTERS):
            command = command if name in without else FILTERS[name](command)
        return command

    return decorate


def filters_from(connection: Connection, options: dict[str, Any]) -> Filters:
    """Return the filters that the options ask for. Raises BadQuestion for a name that is ambiguous or none."""
    from quotes.queries.statements import Filters

    people = whom(connection, options.pop("speaker", None), every=options.pop("every", False))
    country = options.pop("country", None)
    return Filters(people=people, country=None if country is None else _code(country), **options)


def whom(connection: Connection, speaker: str | None, *, every: bool = False) -> tuple[int, ...]:
    """Return the kin of whom a name asks for, or of nobody, and say who else may be; nothing when none is given.

    A surname asks for the one person who is named in full. Raises BadQuestion for one that several have.
    """
    if speaker is None:
        return ()
    from quotes.queries.people import NOBODY, bearers  # few questions name a speaker

    found = bearers(connection, speaker, every=every)
    if found.others_said:
        said, surname = counted(found.others_said, "more statement"), found.surname
        remark(f"{said} by people called only {surname}, perhaps the same: quotes by-speaker {surname!r} --all")
    return found.people or NOBODY


def meant(connection: Connection, speaker: str | None) -> tuple[int, ...]:
    """Return the kin of the one person whom a name means beyond doubt, or of nobody; nothing when none is given.

    For verdicts on who said what: one called by a surname only would be somebody else.
    """
    if speaker is None:
        return ()
    from quotes.queries.people import NOBODY, identify

    return identify(connection, speaker) or NOBODY


def _code(country: str) -> str:
    from quotes.lexicon import ENGLISH  # as little needed as slow to read
    from quotes.people import countries

    code = country if len(country) == 2 else countries.country(country, ENGLISH)
    if not code:
        raise BadQuestion(f"no country is called {country!r}: give its ISO 3166 code, such as BY or CN")
    return code.upper()


def remark(text: str) -> None:
    """Say something about the answer that is no part of it."""
    click.echo(harmless(text), err=True)


def nothing_found(connection: Connection) -> None:
    """Say how much was searched in vain."""
    from quotes.queries.coverage import coverage

    searched = coverage(connection)
    said = f", said {dates}" if (dates := span_words(searched.earliest, searched.latest)) else ""
    statements, sources = counted(searched.statements, "statement"), counted(searched.sources, "source")
    remark(f"nothing found, in {statements} from {sources}{said}")
    if searched.speakerless:
        remark(f"{counted(searched.speakerless, 'statement')} of these {_have(searched.speakerless)} no known speaker")


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def counted(number: int, noun: str) -> str:
    """Return `number` and `noun` in its plural where it needs it."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def lines(file: Iterable[str], name: str) -> list[str]:
    """Return the lines of a file named by the user. Raises BadQuestion when it is not UTF-8."""
    try:
        return list(file)
    except UnicodeDecodeError as problem:
        raise BadQuestion(f"{name} is not UTF-8 text: save it as UTF-8 and try again") from problem


def sure(rows: Sequence[Said], certain_only: bool) -> Sequence[Said]:
    """Return `rows`; with `certain_only` without the ambiguous ones, saying how many these were."""
    kept = [row for row in rows if row.status != "ambiguous"] if certain_only else rows
    if len(kept) < len(rows):
        remark(f"{counted(len(rows) - len(kept), 'ambiguous statement')} left out")
    return kept


def print_rows(rows: Sequence[Any], format: str, table: Callable[[Sequence[Any]], Iterable[str]] | None = None) -> None:
    """Print `rows`, NamedTuples of one class; `table` lays them out for a person, as a grid unless given."""
    if format != "table":
        print_table(rows[0]._fields if rows else (), rows, format)
    elif rows:
        write((table or _grid)(rows))


def print_table(fields: Sequence[str], rows: Iterable[Sequence[Any]], format: str) -> None:
    """Print rows under the names of their fields in one of the formats for programs."""
    if fields or format.startswith("json"):
        lines = dict(TABLES)[format](fields, rows)
        write(map(harmless, lines) if sys.stdout.isatty() else lines)


def _grid(rows: Sequence[Any]) -> list[str]:
    return grid(rows[0]._fields, rows)


def write(lines: Iterable[str]) -> None:
    """Print `lines`: through the pager when they are long and a person reads them."""
    text = "\n".join(lines).rstrip("\n")
    if sys.stdout.isatty() and text.count("\n") >= _screen()[1]:
        click.echo_via_pager(text + "\n", color=colours())
    elif text:
        click.echo(text, color=colours())


def colours() -> bool:
    """Whether output goes to a terminal that may show bold and colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def width() -> int:
    """Return how many columns there are to write in."""
    return _screen()[0]


def _screen() -> tuple[int, int]:
    """Columns and lines; as shutil has it, whose import costs more than the answer to a question."""
    try:
        columns, lines = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1)
    except (OSError, ValueError):
        columns, lines = 100, 24
    return _number("COLUMNS", columns), _number("LINES", lines)


def _number(variable: str, otherwise: int) -> int:
    value = os.environ.get(variable, "")
    return int(value) if value.isdecimal() and int(value) else otherwise


def grid(fields: Sequence[str], rows: Sequence[Sequence[Any]], *, whole: bool = False) -> list[str]:
    """Return `rows` as a table that fits the terminal, without columns in which nothing stands unless `whole`."""
    from tabulate import tabulate  # as slow to import as all the rest

    kept = [i for i in range(len(fields)) if whole or any(row[i] is not None for row in rows)]
    head = [harmless(fields[i].replace("_", " ")) for i in kept]
    cells = [[_cell(row[i]) for i in kept] for row in rows]
    widths = _fitting([max(map(len, column)) for column in zip(head, *cells, strict=True)], width())
    return tabulate(cells, head, tablefmt="simple", disable_numparse=True, maxcolwidths=widths).splitlines()


def _cell(value: Any) -> str:
    """Return `value` as a cell; white space alone is empty, because tabulate would take a newline for a number."""
    words = "" if value is None else str(value)
    return harmless(words) if words.strip() else ""


def _fitting(widths: Sequence[int], available: int) -> list[int]:
    """Narrow the widest columns, evenly, until all fit with two spaces between them."""
    room = max(available - 2 * (len(widths) - 1), 8 * len(widths))
    cap = max(widths, default=0)
    while cap > 8 and sum(min(width, cap) for width in widths) > room:
        cap -= 1
    return [max(min(width, cap), 1) for width in widths]


def remark_more(shown: int, matches: int, after: str | None, *, counted_to: int) -> None:
    """Say that there is more than is shown; beyond `counted_to` nobody counted, and the order is that of loading."""
    total = f"more than {counted_to:,}, in order of loading" if matches > counted_to else f"{matches:,}"
    remark(f"the {'next' if after else 'first'} {shown:,} of {total}: --limit shows more, --after goes on")


def remark_beyond(found: Sequence[Any], limit: int) -> None:
    """Say that there is more than `limit`, where one more was looked for."""
    if len(found) > limit:
        remark(f"the first {limit:,}: --limit shows more, --after goes on")


def remark_possible(rows: Sequence[Said], wanted: Filters) -> None:
    """Say how many answers are only possible, because their date is wider than the range asked for."""
    from quotes.queries.statements import only_possible

    possible = sum(only_possible(row, wanted.since, wanted.until) for row in rows)
    if possible:
        remark(f"{possible:,} of these only possibly in that time: their dates are not known exactly")
