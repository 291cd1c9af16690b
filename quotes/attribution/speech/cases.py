"""Names as they are called: what stands in another case on the page (по словам Анны Новаковой) in the first one."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.attribution.speech.words import Words


def first_case(parts: Sequence[str], known: Words, text: str, oblique: bool = False) -> tuple[list[str], str | None]:
    """Return the words of a full name, as printed, in the first case, and the sex that the given name tells.

    `oblique` tells that they stand in another case for certain. The given name tells the case; the surname takes the
    form that the page prints, if it prints one that fits, else the one that is usual.
    """
    given, sex = _given(parts[0], known, oblique)
    if sex is None:
        return list(parts), None
    if given == parts[0].lower():
        return list(parts), sex
    return [_as(parts[0], given), *(_surname(part, sex, known, text) for part in parts[1:])], sex


def given_name(word: str, known: Words) -> bool:
    """Tell whether a word is a given name, in whatever case."""
    return _given(word, known, False)[1] is not None


def _given(printed: str, known: Words, oblique: bool) -> tuple[str, str | None]:
    """Return a given name in the first case, and its sex; itself and None where it is on no list."""
    word = printed.lower()
    if word in known.given and not oblique:
        return word, known.given[word]
    for ending, first in known.given_cases:
        found = word[: len(word) - len(ending)] + first
        if word.endswith(ending) and len(word) > len(ending) + 1 and found in known.given:
            return found, known.given[found]
    return word, known.given.get(word)


def _surname(printed: str, sex: str, known: Words, text: str) -> str:
    """Return a surname or patronymic in the first case."""
    word = printed.lower()
    found = [
        printed[: len(printed) - len(ending)] + first
        for ending, first in known.surnames[sex]
        if word.endswith(ending) and len(word) > len(ending) + 1
    ]
    return next((one for one in found if _stands(one, text)), found[0] if found else printed)


def _stands(word: str, text: str) -> bool:
    """Tell whether a text prints a word by itself."""
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        if not (text[place - 1 : place].isalpha() or text[end : end + 1].isalpha()):
            return True
        place = text.find(word, end)
    return False


def _as(printed: str, word: str) -> str:
    return word.upper() if printed.isupper() and len(printed) > 1 else word[:1].upper() + word[1:]
