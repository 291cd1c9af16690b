"""`python -m tests.manpages FOLDER`: a man page for every command, made of what its --help says."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click_man.core import write_man_pages

from quotes import __version__
from quotes.cli import main


def write(folder: Path) -> list[Path]:
    """Write the pages into `folder`, which is made, and return them."""
    folder.mkdir(parents=True, exist_ok=True)
    write_man_pages("quotes", main, version=__version__, target_dir=str(folder))
    context = click.Context(main, info_name="quotes")
    for name in main.list_commands(context):  # click-man sees only what a group has imported
        command = main.get_command(context, name)
        write_man_pages(name, command, parent_ctx=context, version=__version__, target_dir=str(folder))
    return sorted(folder.glob("*.1"))


if __name__ == "__main__":
    print(f"{len(write(Path(sys.argv[1])))} pages in {sys.argv[1]}")
