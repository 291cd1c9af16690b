"""What a file is by its bytes, whatever it is called: of what is not read its right name, and what to do with it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from quotes.errors import UnreadableSource
from quotes.formats import packed

LOOKED_AT = 1_000_000  # bytes in which the names of what an old Office document holds stand
ZIP = re.compile(rb"PK(?:\x03\x04|\x05\x06)")


class Kind(NamedTuple):
    """A kind of file: how it is known, and the format as which it is read, or what it is and what to do with it."""

    begins: re.Pattern[bytes] | None = None
    holds: re.Pattern[bytes] | None = None
    member: str = ""
    beside: str = ""
    mimetype: str = ""
    format: str = ""
    what: str = ""
    advice: str = ""


@cache
def _kinds() -> tuple[Kind, ...]:
    known = tomllib.loads((files(__package__) / "kinds.toml").read_text(encoding="utf-8"))
    return tuple(
        Kind(
            _pattern(row.get("begins")) if table == "kind" else None,
            _pattern(row.get("holds")),
            row.get("member", ""),
            row.get("beside", ""),
            row["begins"] if table == "mimetype" else "",
            row.get("format", ""),
            row.get("is", ""),
            row.get("do", ""),
        )
        for table, rows in known.items()
        for row in rows
    )


def _pattern(source: str | None) -> re.Pattern[bytes] | None:
    return re.compile(source.encode("ascii"), re.DOTALL) if source else None


def format_of(data: bytes, key: str) -> str | None:
    """Return the format of a file in binary form, one that is read; None where its bytes do not tell.

    Raises UnreadableSource for what is known and not read, with its name and what to do.
    """
    kind = _packed(data, key) if ZIP.match(data) else _begun(data)
    if kind and kind.what:
        raise UnreadableSource(f"{key}: {kind.what}, which is not read: {kind.advice}")
    return kind.format if kind else None


def _begun(data: bytes) -> Kind | None:
    return next(
        (
            kind
            for kind in _kinds()
            if kind.begins and kind.begins.match(data) and (not kind.holds or kind.holds.search(data, 0, LOOKED_AT))
        ),
        None,
    )


def _packed(data: bytes, key: str) -> Kind:
    """Return what a zip is: a document that says what it is, or has members as such have, else an archive."""
    try:
        archive = packed.opened(data)
        said = packed.member(archive, "mimetype").decode("latin-1") if "mimetype" in archive.NameToInfo else ""
    except UnreadableSource as problem:
        raise UnreadableSource(f"{key}: {problem}") from problem
    names = archive.namelist()
    for kind in _kinds():
        if kind.mimetype and said.startswith(kind.mimetype):
            return kind
        if kind.member and any(name.startswith(kind.member) for name in names) and kind.beside in (*names, ""):
            return kind
    return Kind(format="zip")
