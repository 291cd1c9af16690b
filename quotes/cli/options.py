"""The options that commands share, and how a person at a terminal may complete them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from quotes.cli.days import SINCE, UNTIL
from quotes.errors import BadQuestion, QuotesError
from quotes.force import Act, Factuality
from quotes.loading.bounds import LARGEST

Command = TypeVar("Command", bound=Callable[..., Any])
MANNERS = ("verbatim", "reported", "narrated")
STATUSES = ("reviewed", "certain", "inferred", "ambiguous")
ACTS = tuple(act.value for act in Act)  # by their names click would offer members
FACTUALITIES = tuple(factuality.value for factuality in Factuality)
FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown")


def _for_all_commands(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Return the database named before the command, unless one is named after it."""
    after = context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
    before = context.find_root().params.get("database")
    return before if isinstance(before, str) and not after else value


MOST = 1_000_000_000  # more than there is of anything, and still a number to SQLite when others are added


class _Count(click.IntRange):
    """A number from a least one on, of which a help text tells no more than that."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number. One that is greater than anything is refused, as SQLite would."""
        number = int(super().convert(value, param, ctx))  # type: ignore[arg-type]
        if number > MOST:
            self.fail(f"{number} is more than there is of anything: at most {MOST:,}", param, ctx)
        return number


def count(least: int) -> click.IntRange:
    """Return the type of an option that counts: from `least` to more than there is of anything."""
    return _Count(min=least)


database_option = click.option(
    "--db",
    "database",
    callback=_for_all_commands,
    envvar="QUOTES_DB",
    default="data.sqlite",
    show_default=True,
    show_envvar=True,
    metavar="PATH",
    help="The database: the path of an SQLite file.",
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
            found: list[str] = getattr(completion, question)(connection, beginning.strip("'\""))
            return [_typed(name) for name in found]
    except QuotesError:
        return []


def _typed(name: str) -> str:
    """Return a name as it is typed in bash, with quotation marks where it needs them; other shells put them there."""
    bash = os.environ.get("_QUOTES_COMPLETE", "").startswith("bash")
    return "'" + name.replace("'", "'\\''") + "'" if bash and not name.isalnum() else name


largest_option = click.option(
    "--largest", type=count(1), default=LARGEST, show_default=True, metavar="MB", help="Read documents up to this size."
)
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
        "--role",
        metavar="TITLE",
        shell_complete=complete_title,
        help="Said in a role of this title, or so printed: Mayor of Oster.",
    ),
    "country": click.option(
        "--country", metavar="CODE", help="Said in a role of this country (ISO 3166: BY, CN; or its name)."
    ),
    "since": click.option(
        "--since", metavar="DATE", type=SINCE, help="Said then or later: 2017, 2017-04-10, 3 March 2024, last year."
    ),
    "until": click.option("--until", metavar="DATE", type=UNTIL, help="Said then or earlier."),
    "undated": click.option(
        "--undated", flag_value="too", default="", help="With --since and --until: what has no date, too."
    ),
    "event": click.option("--event", metavar="UID|WORDS", help="Said on this occasion."),
    "source": click.option("--source", metavar="WORDS", help="Said in a source with this in its name."),
    "language": click.option(
        "--language", metavar="CODE", help="In this language: ru, pt (pt-BR, too); en if not told."
    ),
    "manner": click.option("--manner", type=click.Choice(MANNERS), help="Only this manner."),
    "status": click.option("--status", type=click.Choice(STATUSES), help="Only this sure."),
    "act": click.option(
        "--act", type=click.Choice(ACTS), multiple=True, help="Only what was so done with the content; may be repeated."
    ),
    "factuality": click.option(
        "--factuality", type=click.Choice(FACTUALITIES), multiple=True, help="Only what was so said; may be repeated."
    ),
}


def filter_options(*without: str) -> Callable[[Command], Command]:
    """Return a decorator that gives a command the options of all filters, but for those named."""

    def decorate(command: Command) -> Command:
        for name in reversed(FILTERS):
            command = command if name in without else FILTERS[name](command)
        return command

    return decorate


def lines(file: Iterable[str], name: str) -> list[str]:
    """Return the lines of a file named by the user. Raises BadQuestion when it is not UTF-8."""
    try:
        return list(file)
    except UnicodeDecodeError as problem:
        raise BadQuestion(f"{name} is not UTF-8 text: save it as UTF-8 and try again") from problem
