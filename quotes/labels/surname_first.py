"""Names as lists of people print them, the surname first: "Reyes, Ana" is Ana Reyes, and no Reyes whose role is Ana.

Registers print the surname in capitals instead, and no comma: REYES Ana.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple

from quotes.labels.words import label_words, opens_with_given
from quotes.lexicon import Lexicon
from quotes.text import fold

# A surname, given names, and what stands in brackets behind: Diallo Berg, Omar K. (External)
_NAME = re.compile(r"(?P<sur>[^\W\d_][^,()]*), (?P<given>[^\W\d_][^,()]*?)(?P<rest>\s*\([^()]*\))?")
_REGISTERED = re.compile(r"(?P<name>[^\W\d_][^,():]*?)(?P<rest>\s*\([^()]*\)|,.*)?")
_MOST = 3  # words of a surname, or of given names
_PARTICLE = 3  # letters of de, van, of and the like


class Ordered(NamedTuple):
    """What may be a name with the surname first: its parts, and what stands behind it."""

    surname: str
    given: str
    rest: str

    @property
    def said(self) -> str:
        """The name as it is said."""
        return f"{self.given} {self.surname}{self.rest}"


def in_order(printed: Iterable[str], lexicon: Lexicon, *, only_people: bool = False) -> Mapping[str, str]:
    """Return the names of a page that are printed with the surname first, each as it is said.

    What stands behind the comma may be a role. On a page of labels it is a given name where most of them have a known
    one there. A format names `only_people`: one known given name is enough, unless behind any comma stands a role.
    """
    words = set(printed)
    return {**_with_comma(words, lexicon, only_people), **_registered(words, lexicon)}


def _with_comma(printed: Iterable[str], lexicon: Lexicon, only_people: bool) -> dict[str, str]:
    matches = ((words, match) for words in printed if (match := _NAME.fullmatch(words)))
    found = {words: Ordered(match["sur"], match["given"], match["rest"] or "") for words, match in matches}
    names = {words: one for words, one in found.items() if _is_name(one, lexicon)}
    known = sum(_is_known(one, lexicon) for one in names.values())
    enough = (
        known and len(names) == len(found) if only_people else 2 * known >= len(found) and not _turned(found, lexicon)
    )
    return {words: one.said for words, one in names.items()} if enough else {}


def _registered(printed: Iterable[str], lexicon: Lexicon) -> dict[str, str]:
    """Return the names of a register: several surnames in capitals, behind most of which stands a known given name."""
    found = {words: one for words in printed for one in _in_capitals(words) if _is_name(one, lexicon)}
    known = sum(_is_known(one, lexicon) for one in found.values())
    several = len({one.surname for one in found.values()}) > 1
    return {words: one.said for words, one in found.items()} if several and 2 * known >= len(found) else {}


def _in_capitals(printed: str) -> Iterator[Ordered]:
    match = _REGISTERED.fullmatch(printed)
    words = match["name"].split() if match else []
    capitals = [*takewhile(str.isupper, words)]
    given = words[len(capitals) :]
    if match and given and max(map(len, capitals), default=0) > _PARTICLE - 1 and not any(map(_shouted, given)):
        yield Ordered(" ".join(capitals), " ".join(given), match["rest"] or "")


def _shouted(word: str) -> bool:
    return word.isupper() and len(word.strip(".")) > 1


def _turned(found: Mapping[str, Ordered], lexicon: Lexicon) -> bool:
    """Tell whether a known given name stands before a comma, and none behind it: Olga, Riga."""
    given = label_words(lexicon).given
    return any(fold(one.surname) in given and not _is_known(one, lexicon) for one in found.values())


def _is_known(one: Ordered, lexicon: Lexicon) -> bool:
    return opens_with_given(one.given, lexicon)


def _is_name(one: Ordered, lexicon: Lexicon) -> bool:
    """Tell whether there are names on both sides, and the first is no full name."""
    known, before, behind = label_words(lexicon), one.surname.split(), one.given.split()
    full = fold(before[0]) in known.given and (len(before) > 1 or one.surname.isupper())
    words = {fold(word) for word in (*before, *behind)}
    small = any(word[0].islower() and len(word) > _PARTICLE for word in (*before, *behind))
    titled = words & (known.titles | known.ranks | known.fields) or known.credential.fullmatch(one.given)
    return not (full or small or titled) and len(before) <= _MOST >= len(behind)
