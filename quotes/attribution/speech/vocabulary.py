"""Words where no spaces stand between them: those of the pack, longest first, and of the rest what is of one script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from quotes.attribution.speech.words import Words

Piece = tuple[int, int, bool]  # where it starts and ends, and whether it is a word of the pack
RUN = re.compile(r"[^\W\d_]+|\d+(?:[.,:．，]\d+)*|[^\w\s]|_")
_HIRAGANA = "぀", "ゟ"
_MARKS = "gqoIJ"  # classes of the words of one letter that stand behind others


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The words of a pack by their first letter, the longest first."""

    known: Words
    by_first: dict[str, tuple[str, ...]]

    def at(self, run: str, i: int, behind: bool = True) -> str:
        """Return the longest word at a place of a run of letters, empty where none is. Unless it is `behind` a word or
        another script, one letter that stands behind others is none: it may be one of the word that goes on."""
        for word in self.by_first.get(run[i : i + 1], ()):
            if run.startswith(word, i) and (len(word) > 1 or behind or self._stands(word, run, i)):
                return word
        return ""

    def _stands(self, word: str, run: str, i: int) -> bool:
        """Tell whether a word of one letter is one within a stretch of syllables: in front of another script."""
        letter = self.known.tags.get(word)
        if letter is None or letter not in _MARKS:
            return True
        following = run[i + 1 : i + 2]
        if letter == "o":
            return True
        return letter == "q" and (not following or script(following) != "h" or bool(self.at(run, i + 1, False)))


def script(letter: str) -> str:
    """Return which script a letter is of, as far as words are told apart by it: h syllables, k others, a Latin."""
    if _HIRAGANA[0] <= letter <= _HIRAGANA[1]:
        return "h"
    if "゠" <= letter <= "ヿ":
        return "k"
    return "a" if letter.isascii() else "c"


@cache
def vocabulary(known: Words) -> Vocabulary:
    """Return the words of a pack."""
    every = {
        *(word.replace("_", "") for word in known.tags),
        *(word for word in known.verbs),
        *(word.replace("_", "") for word in known.before | known.alone | known.behind | known.refers),
        *known.said_nouns,
        *known.links,
        *known.titles,
        *known.bodies,
        *known.crowd,
        *known.told,
        *known.standing,
        *known.common,
        *known.courtesies,
    }
    found: dict[str, list[str]] = {}
    for word in every - {""}:
        found.setdefault(word[0], []).append(word)
    return Vocabulary(known, {first: tuple(sorted(some, key=_longest_first)) for first, some in found.items()})


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word


def pieces(run: str, start: int, end: int, words: Vocabulary) -> Iterator[Piece]:
    """Yield the pieces of a stretch of a run of letters, in order."""
    i = first = start
    while i < end:
        word = words.at(run, i, i == first or script(run[i - 1]) != "h")
        if word and i + len(word) <= end:
            if first < i:
                yield first, i, False
            yield i, i + len(word), True
            i = first = i + len(word)
            continue
        if first < i and script(run[i]) != script(run[i - 1]) and not _okurigana(run, i):
            yield first, i, False
            first = i
        i += 1
    if first < end:
        yield first, end, False


def _okurigana(run: str, i: int) -> bool:
    """Tell whether syllables go on with a word that begins in the other script."""
    return script(run[i]) == "h" and script(run[i - 1]) == "c"


def words_in(text: str, known: Words) -> list[str]:
    """Return the words of a text without spaces, less marks."""
    words = vocabulary(known)
    runs = (found.group() for found in RUN.finditer(text))
    return [run[i:j] for run in runs if run[0].isalnum() for i, j, _ in pieces(run, 0, len(run), words)] or [text]
