"""Which sources are no longer where they were read."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from quotes.formats import parts
from quotes.queries.forgetting import places
from quotes.queries.statements import Connection


def missing(connection: Connection, folder: Path, within: Collection[str] = ("",)) -> list[str]:
    """Return the keys of the sources of which no file is there any more, be it a copy; `folder` is the database's.

    `within` are the beginnings of the keys that are asked about.
    """
    return [
        key
        for key, lies in places(connection).items()
        if "://" not in key and key.startswith(tuple(within)) and not any(_is_there(folder, place) for place in lies)
    ]


def _is_there(folder: Path, key: str) -> bool:
    """Tell whether a file is there, or the one whose part a source is: mail.eml#text/plain."""
    file, mark, part = key.partition(parts.MARK)
    while mark and not (folder / file).is_file():
        more, mark, part = part.partition(parts.MARK)
        file = f"{file}{parts.MARK}{more}"
    return (folder / file).is_file()
