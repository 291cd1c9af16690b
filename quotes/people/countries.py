"""Names and adjectives of countries → ISO 3166-1."""

from __future__ import annotations

from functools import cache

from quotes.lexicon import Lexicon
from quotes.text import fold


@cache
def _names(lexicon: Lexicon) -> dict[str, str]:
    rows = ((code, names) for code, names, _ in lexicon.columns("countries"))
    return {fold(name): code for code, names in (*lexicon.columns("regions"), *rows) for name in names.split("|")}


@cache
def _regions(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(fold(name) for _, names in lexicon.columns("regions") for name in names.split("|"))


@cache
def _adjectives(lexicon: Lexicon) -> dict[str, str]:
    return {fold(word): code for code, _, words in lexicon.columns("countries") for word in words.split("|") if word}


def country(name: str, lexicon: Lexicon) -> str | None:
    """Return the code of the country that `name` names, or of the one that the region `name` lies in; else None.

    >>> tuple(country(name, ENGLISH) for name in ("the People's Republic of China", "Texas", "Public Security"))
    ('CN', 'US', None)
    """
    return _names(lexicon).get(fold(name).removeprefix("the "))


def nationality(adjective: str, lexicon: Lexicon) -> str | None:
    """Return the code of the country of which `adjective` is the adjective ("Chinese"), or the name ("China's")."""
    folded = fold(adjective)
    return _adjectives(lexicon).get(folded) or country(folded.removesuffix(" s"), lexicon)


def is_land(body: str, lexicon: Lexicon) -> bool:
    """Whether a printed body is a country itself, by its name or adjective, and no region of one.

    >>> [is_land(body, ENGLISH) for body in ("the Republic of Belarus", "U.S.", "Texas", "Acme")]
    [True, True, False, False]
    """
    named = country(body, lexicon) or nationality(body, lexicon)
    return named is not None and fold(body).removeprefix("the ") not in _regions(lexicon)
