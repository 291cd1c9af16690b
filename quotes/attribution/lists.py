"""Word lists: text files beside the code, a head comment in each saying what it holds and where it comes from."""

from __future__ import annotations

from importlib.resources import files

_WORDS = files("quotes.attribution") / "words"


def lines(name: str) -> list[str]:
    """Return the lines of the list `name`, without comments and empty ones."""
    text = (_WORDS / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def words(name: str) -> frozenset[str]:
    """Return all words of the list `name`."""
    return frozenset(word for line in lines(name) for word in line.split())
