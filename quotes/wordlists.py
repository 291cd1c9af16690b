"""Word lists: files in the rooms' words/ folders, each with a head that says what it holds and where it comes from.

A list is named by its room and file, as in "people/honorifics.txt"; `#` begins a remark line.
"""

from __future__ import annotations

from functools import cache

from quotes.text import fold


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of the list that say something, as they stand there."""
    from importlib import resources  # takes its time, and a plain question needs no list

    room, file = name.split("/")
    content = resources.files("quotes").joinpath(room, "words", file).read_text(encoding="utf-8")
    return tuple(line for line in content.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of the list, as printed there."""
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def keyed(name: str) -> dict[str, str]:
    """Return the words of the list, each with the key that its line begins with: "m: adam" gives adam the key m."""
    rows = (line.partition(":") for line in lines(name))
    return {word: key for key, _, words in rows for word in words.split()}


@cache
def phrases(name: str) -> frozenset[str]:
    """Return the folded lines of the list."""
    return frozenset(map(fold, lines(name)))


@cache
def columns(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of the list, cut at tabs."""
    return tuple(tuple(line.split("\t")) for line in lines(name))
