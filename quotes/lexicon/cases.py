"""Names as they are called: what stands in another case on the page (по словам Анны Новаковой) in the first one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from quotes.lexicon import Lexicon
from quotes.lexicon.packs import given_names, people

Pairs = tuple[tuple[str, str], ...]  # endings, and what stands for each in the first case


class Declension(Protocol):
    """What a pack tells of the cases of names."""

    @property
    def given(self) -> Mapping[str, str]:
        """Given names, with m or f."""

    @property
    def given_cases(self) -> Pairs:
        """Endings of given names, the longest first."""

    @property
    def surnames(self) -> Mapping[str, Pairs]:
        """Endings of surnames by sex."""


class Cases(NamedTuple):
    """The cases of names in a language."""

    given: Mapping[str, str]
    given_cases: Pairs
    surnames: Mapping[str, Pairs]


@cache
def cases_of(lexicon: Lexicon) -> Cases:
    """Return the cases of names that the pack of a language tells; none where it tells none."""
    told = people(lexicon)
    given = sorted(pairs(told.get("given_cases")), key=lambda pair: -len(pair[0]))
    return Cases(given_names(lexicon), tuple(given), {sex: pairs(told.get(f"surnames_{sex}")) for sex in "mf"})


def pairs(text: str | None) -> Pairs:
    """Return the pairs of a table “from=to”, in its order."""
    return tuple((one.partition("=")[0], one.partition("=")[2]) for one in (text or "").split())


def first_case(
    parts: Sequence[str], known: Declension, text: str, oblique: bool = False
) -> tuple[list[str], str | None]:
    """Return the words of a full name, as printed, in the first case, and the sex that the given name tells.

    `oblique` tells that they stand in another case for certain. The given name tells the case; the surname takes the
    form that the page prints, if it prints one that fits, else the one that is usual.
    """
    given, sex = _given(parts[0], known, oblique or _is_of_another(parts, known, text))
    if sex is None:
        return list(parts), None
    if given == parts[0].lower():
        return list(parts), sex
    return [_as(parts[0], given), *(_surname(part, sex, known, text) for part in parts[1:])], sex


def _is_of_another(parts: Sequence[str], known: Declension, text: str) -> bool:
    """Tell whether what reads as a name in the first case is another's in another case, whose surname the page prints
    in the first one, and this one nowhere else: Рената Гордеева, where Гордеев stands, is Ренат."""
    if len(parts) < 2 or parts[0].lower() not in known.given or text.count(parts[-1]) > 1:
        return False
    given, sex = _given(parts[0], known, True)
    if sex is None or given == parts[0].lower() or sex == known.given[parts[0].lower()]:
        return False
    surname = _surname(parts[-1], sex, known, text)
    return surname != parts[-1] and _stands(surname, text)


def given_name(word: str, known: Declension) -> bool:
    """Tell whether a word is a given name, in whatever case."""
    return _given(word, known, False)[1] is not None


def _given(printed: str, known: Declension, oblique: bool) -> tuple[str, str | None]:
    """Return a given name in the first case, and its sex; itself and None where it is on no list."""
    word = printed.lower()
    if word in known.given and not oblique:
        return word, known.given[word]
    for ending, first in known.given_cases:
        found = word[: len(word) - len(ending)] + first
        if word.endswith(ending) and len(word) > len(ending) + 1 and found in known.given:
            return found, known.given[found]
    first, _, second = word.partition("-")
    return word, known.given.get(word) or (known.given.get(first) if second in known.given else None)


def _surname(printed: str, sex: str, known: Declension, text: str) -> str:
    """Return a surname or patronymic in the first case."""
    word = printed.lower()
    found = [
        printed[: len(printed) - len(ending)] + first
        for ending, first in known.surnames[sex]
        if word.endswith(ending) and len(word) > len(ending) + 1
    ]
    other = next((one for one in found if one != printed and _stands(one, text)), None)
    return other or (found[0] if found else printed)


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


@lru_cache(maxsize=65536)  # as labels repeat; a bound, as there may be a million pages
def surname_forms(surname: str, lexicon: Lexicon) -> frozenset[str]:
    """Return a surname with the forms that it has in other cases, of men and of women; itself where a pack has none."""
    endings = {
        (surname.removesuffix(first), ending)
        for forms in cases_of(lexicon).surnames.values()
        for ending, first in forms
        if surname.endswith(first) and len(surname) > len(first) + 1
    }
    return frozenset({surname, *(stem + ending for stem, ending in endings)})
