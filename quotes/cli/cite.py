"""quotes cite"""

from __future__ import annotations

import click

from quotes.cli.options import database_option
from quotes.cli.remarks import remark
from quotes.cli.terminal import write
from quotes.export.citation import STYLES
from quotes.export.listings import harmless
from quotes.queries.show import show, was
from quotes.store.database import reading


@click.command("cite")
@click.argument("uids", nargs=-1, required=True, metavar="UID…")
@click.option(
    "--as", "style", type=click.Choice([name for name, _ in STYLES]), default="text", show_default=True, help="How."
)
@database_option
def command(uids: tuple[str, ...], style: str, database: str) -> None:
    """Statements as citations that carry their doubt: in words, BibTeX, CSL-JSON, or as a link.

    `link` marks the words on the page they come from, where the page has an address.

    \b
    quotes cite UID --as bibtex
    """
    with reading(database) as connection:
        cited = [show(connection, uid, around=0) for uid in uids]
    for shown in cited:
        if shown.asked:
            remark(f"{was(shown.asked)}; now:")
    write(harmless(dict(STYLES)[style](shown)) for shown in cited)
