"""The word lists beside the code: plain text, `#` begins a comment line, words apart by white space or lines."""

from __future__ import annotations

from functools import cache
from importlib import resources

from quotes.text import fold


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of words/<name> that say something."""
    content = resources.files("quotes.people").joinpath("words", name).read_text(encoding="utf-8")
    return tuple(line for line in content.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of words/<name>, as printed there."""
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def phrases(name: str) -> frozenset[str]:
    """Return the folded lines of words/<name>."""
    return frozenset(fold(line) for line in lines(name))


@cache
def columns(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of words/<name>, cut at tabs."""
    return tuple(tuple(line.split("\t")) for line in lines(name))
