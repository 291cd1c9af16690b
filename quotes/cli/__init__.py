"""PRESENT: the command line. One file per command, imported when the command is called."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from quotes.cli.advice import told
from quotes.errors import AmbiguousName, QuotesError, UnknownName

# Command → what it does; the module is the command with - as _. Kept here so that help need not import them all.
COMMANDS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Ask",
        (
            ("who-said", "Who said these words."),
            ("verify", "Whether these words were said, and by whom."),
            ("by-speaker", "Everything a person said, by time."),
            ("by-role", "Who held a role, and what they said in it."),
            ("show", "One statement whole, with its surroundings and evidence."),
            ("cite", "A statement as a citation."),
            ("conflicts", "The same words as two people's, or said and not said."),
            ("sql", "A question in SQL; nothing can be written."),
        ),
    ),
    (
        "See what there is",
        (
            ("people", "Who speaks; merge, split and name people."),
            ("roles", "The roles that speakers hold."),
            ("events", "The occasions on which things were said."),
            ("event", "One occasion: who was there and who said what."),
            ("sources", "The documents."),
            ("stats", "Speakers, manners and dates in numbers."),
        ),
    ),
    (
        "Fill and keep",
        (
            ("load", "Read files or folders into the database."),
            ("extract", "The same reading, printed and not stored."),
            ("review", "Correct what was read: the doubtful words first."),
            ("forget", "Remove documents, with all that was said in them."),
            ("export", "Statements in the formats of other programs."),
            ("check", "Hold the database to its laws."),
            ("backup", "Copy the database while it is in use."),
            ("completion", "Complete commands and names in your shell."),
        ),
    ),
    (
        "Serve",
        (
            ("serve", "The database on pages, and as JSON."),
            ("mcp", "The database for assistants, which ask it themselves."),
        ),
    ),
)

CLOSE = 0.6  # difflib's ratio, from which on a name may be a slip for another
UNASKED = 3  # exit status
INTERRUPTED, TERMINATED = 130, 143  # as shells have it: 128 and the number of the signal


class Terminated(KeyboardInterrupt):
    """Somebody wants the program to end: as orderly as with Ctrl-C."""


def _terminate(_signal: int, _frame: object) -> None:
    raise Terminated


class Unasked(click.ClickException):
    """A question that cannot be put: nobody, or several, are called so."""

    exit_code = UNASKED


class Commands(click.Group):
    """The commands of the table; errors that the user can act on are shown without a traceback."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run the program; what cannot be written, be it at the very end, becomes a message, too."""
        with suppress(ValueError):  # not in the main thread
            signal.signal(signal.SIGTERM, _terminate)
        try:
            try:
                return super().main(*arguments, **options)
            finally:
                if sys.stdout is not None:
                    sys.stdout.flush()
        except OSError as problem:
            if not options.get("standalone_mode", True):
                raise
            from quotes.cli.terminal import abandon_output  # late: for what cannot be written only

            abandon_output()
            with suppress(OSError):
                if problem.errno != errno.EPIPE:  # whoever read the answer had enough of it
                    click.ClickException(_unwritten(problem)).show()
            sys.exit(1)

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the table."""
        return [name for _, commands in COMMANDS for name, _ in commands]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Import the module of the command and return the command."""
        if name not in self.list_commands(context):
            return None
        command: click.Command = import_module(f"quotes.cli.{name.replace('-', '_')}").command
        gc.freeze()  # all that is imported stays: to look through it for garbage, at the end again, takes its time
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for; of a name that is none, the error says which comes nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as problem:
            from difflib import get_close_matches  # late: for slips only

            close = get_close_matches(args[0].replace("_", "-"), self.list_commands(ctx), 2, CLOSE)
            if not close:
                raise
            raise click.UsageError(f"{problem.message} Did you mean {' or '.join(close)}?", ctx) from problem

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table."""
        for title, commands in COMMANDS:
            with formatter.section(title):
                formatter.write_dl(commands)

    def invoke(self, context: click.Context) -> object:
        """Run the command; the one place where our errors become messages."""
        from quotes.store.opening import WAITING  # late, as the commands themselves

        WAITING.set(_told)
        try:
            return super().invoke(context)
        except (AmbiguousName, UnknownName) as problem:
            raise Unasked(told(problem)) from problem
        except QuotesError as problem:
            raise click.ClickException(told(problem)) from problem
        except KeyboardInterrupt as interrupt:
            status = TERMINATED if isinstance(interrupt, Terminated) else INTERRUPTED
            raise click.exceptions.Exit(status) from interrupt
        except UnicodeEncodeError as problem:  # typed as other bytes, or on its way to a terminal of few characters
            signs = problem.object[problem.start : problem.end]
            raise click.ClickException(f"{signs!a} cannot be written in {problem.encoding}: use UTF-8") from problem


def _told(words: str) -> None:
    from quotes.cli.remarks import remark  # late: hardly ever wanted

    remark(words)


def _unwritten(problem: OSError) -> str:
    why = os.strerror(problem.errno) if problem.errno else str(problem)
    named = isinstance(problem.filename, str) and problem.filename
    return f"{problem.filename}: {why}" if named else f"what was asked for cannot be written whole: {why}"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="quotes-db")
@click.option("--db", "database", metavar="PATH", help="The database, for any command; also after its name.")
def main(database: str | None) -> None:
    """Who said what, when, in which role, and where it is written.

    \b
    quotes load transcripts/
    quotes who-said "three evils"
    """
