"""What is no document that can be read here, though it may hold words: known by its bytes, and named for what it is."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from functools import cache
from importlib.resources import files
from typing import NamedTuple

REFUSED = "refused"  # the kind of what may hold words
EXPORT = "export"  # the kind of what the program has written itself
REACH = 250_000  # bytes at either end that tell what a file is


class Foreign(NamedTuple):
    """A format that is not read: its kind, what a file of it is called, and what to do with one."""

    kind: str
    name: str
    beginning: re.Pattern[bytes] | None
    extensions: frozenset[str]
    advice: str

    def __str__(self) -> str:
        return f"this is {self.name}: {self.advice}"


def foreign(data: bytes) -> Foreign | None:
    """Return the format that the bytes of a file show, where it is one that is not read.

    Of a large file its beginning and end are looked at, where archives list what is in them. What is text in UTF-16, as
    some shells redirect it, is looked at as UTF-8.
    """
    data = data if len(data) <= 2 * REACH else data[:REACH] + data[-REACH:]
    if data[:2] in (BOM_UTF16_LE, BOM_UTF16_BE):
        data = data.decode("utf-16", "replace").encode()
    return next((one for one in _formats() if one.beginning and one.beginning.match(data)), None)


def by_extension(name: str) -> Foreign | None:
    """Return the format that the extension of a file tells, where it is one that is not read."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    return next((one for one in _formats() if extension in one.extensions), None)


@cache
def _formats() -> tuple[Foreign, ...]:
    lines = (files(__package__) / "foreign.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(_format(*line.split("\t")) for line in lines if not line.startswith("#"))


def _format(kind: str, name: str, beginning: str, extensions: str, advice: str) -> Foreign:
    pattern = None if beginning == "-" else re.compile(beginning.encode(), re.DOTALL)
    return Foreign(kind, name, pattern, frozenset(extensions.split()) - {"-"}, advice)
