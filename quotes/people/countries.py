"""Names and adjectives of countries → ISO 3166-1."""

from __future__ import annotations

from functools import cache

from quotes import wordlists
from quotes.text import fold


@cache
def _names() -> dict[str, str]:
    rows = ((code, names) for code, names, _ in wordlists.columns("countries"))
    return {fold(name): code for code, names in (*wordlists.columns("regions"), *rows) for name in names.split("|")}


@cache
def _adjectives() -> dict[str, str]:
    return {fold(word): code for code, _, words in wordlists.columns("countries") for word in words.split("|") if word}


def country(name: str) -> str | None:
    """Return the code of the country that `name` names, or of the one that the region `name` lies in; else None.

    >>> country("the People's Republic of China"), country("Texas"), country("Public Security")
    ('CN', 'US', None)
    """
    return _names().get(fold(name).removeprefix("the "))


def nationality(adjective: str) -> str | None:
    """Return the code of the country of which `adjective` is the adjective ("Chinese"), or the name ("China's")."""
    folded = fold(adjective)
    return _adjectives().get(folded) or country(folded.removesuffix(" s"))
