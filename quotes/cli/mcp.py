"""quotes mcp"""

from __future__ import annotations

import os
import signal
import sys

import click

from quotes.cli.options import database_option
from quotes.cli.remarks import remark
from quotes.errors import BadQuestion


@click.command("mcp")
@database_option
def command(database: str) -> None:
    """Let an assistant ask, by the Model Context Protocol: it starts this itself, and speaks with it.

    It may ask who said words, what somebody said, whether a quotation stands, and in SQL; every statement comes with
    its proof, and nothing can be written. docs/mcp.md tells how to connect one.

    \b
    quotes mcp --db talks.sqlite
    """
    try:
        from quotes.web.mcp import serve  # late: without the extra there is none, and it takes its time
    except ImportError as problem:
        raise BadQuestion("this needs the extra mcp: pip install 'quotes-db[mcp]'") from problem
    if sys.stdin.isatty():
        remark("an assistant is to speak here, in JSON; Ctrl-C ends it")
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, _end)
    serve(database)


def _end(number: int, _frame: object) -> None:
    """End at once: what waits for standard input cannot be interrupted, and there is nothing to put in order."""
    from quotes.web.apart import RUNNING

    RUNNING.end()
    os._exit(128 + number)
