"""The cues' words: which of a language fire which kind of evidence in a paragraph (lexicon/*/turns.tsv)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from quotes.lexicon import Lexicon

_ENDING = "-"  # before what words end with: -лся; on both sides of what they hold, where no spaces part them: -我-
_OPENS = "opens"  # what the third column says of words that only count first
_LONGEST_OPENING = 4  # words


class CueWords(NamedTuple):
    """The words of a lexicon that fire cues, in every spelling: wherever they stand, and at the beginning."""

    holds: Mapping[str, Sequence[str]]
    opens: Mapping[str, Sequence[str]]
    of: Mapping[str, frozenset[str]]  # the other way: of a cue, what fires it anywhere
    pairs: frozenset[str]  # first words of two
    counted: frozenset[str]
    endings: Mapping[str, str] = {}  # of words: the cue that a word with one fires
    within: Mapping[str, str] = {}  # what words hold: the cue that it fires
    begins: Mapping[str, str] = {}  # what a paragraph begins with, where no spaces part words: the cue that it fires

    def say(self, cue: str, tokens: Iterable[str]) -> bool:
        """Return whether any of the words `tokens` fires `cue`, which is one of single words."""
        return not self.of.get(cue, _NONE).isdisjoint(tokens)

    def said(self, tokens: Iterable[str]) -> frozenset[str]:
        """Return the cues that single words among `tokens` fire wherever they stand."""
        holds = self.holds
        return frozenset(cue for token in holds.keys() & set(tokens) for cue in holds[token])

    def hits(self, tokens: Sequence[str]) -> dict[str, list[str]]:
        """Return the cues that the words `tokens` of a paragraph fire, each with what fired it, in order."""
        holds, pairs, counted = self.holds, self.pairs, self.counted
        found: dict[str, list[str]] = {}
        for position, token in [(i, token) for i, token in enumerate(tokens) if token in counted]:
            for cue in holds.get(token, ()):
                found.setdefault(cue, []).append(token)
            if token in pairs:
                pair = " ".join(tokens[position : position + 2])
                for cue in holds.get(pair, ()):
                    found.setdefault(cue, []).append(pair)
        for ending, cue in self.endings.items():
            found.setdefault(cue, []).extend(token for token in tokens if token.endswith(ending))
            if not found[cue]:
                del found[cue]
        if self.within or self.begins:
            self._unspaced(tokens, found)
        for length in range(_LONGEST_OPENING, 0, -1):
            opening = " ".join(tokens[:length])
            for cue in self.opens.get(opening, ()):
                found.setdefault(cue, [opening])
        return found

    def _unspaced(self, tokens: Sequence[str], found: dict[str, list[str]]) -> None:
        """Add the cues that words fire which no spaces part from others."""
        for word, cue in self.within.items():
            if times := sum(token.count(word) for token in tokens):
                found.setdefault(cue, []).extend([word] * times)
        for word, cue in self.begins.items():
            if tokens and tokens[0].startswith(word):
                found.setdefault(cue, [word])


_NONE: frozenset[str] = frozenset()


@cache
def cue_words(lexicon: Lexicon) -> CueWords:
    """Return the words of `lexicon` that fire cues."""
    every = lexicon.columns("turns")
    rows = [row for row in every if not row[0].startswith(_ENDING)]
    inside = [row for row in every if row[0].startswith(_ENDING) and row[0].endswith(_ENDING)]
    within, begins = (
        {row[0].strip(_ENDING): row[1] for row in inside if (_OPENS in row[2:]) is opens} for opens in (False, True)
    )
    endings = {
        row[0].removeprefix(_ENDING): row[1] for row in every if row[0].startswith(_ENDING) and row not in inside
    }
    holds = _index((words, cue) for words, cue, *where in rows if _OPENS not in where)
    opens = _index((words, cue) for words, cue, *where in rows if _OPENS in where)
    of: dict[str, set[str]] = {}
    for spelling, cues in holds.items():
        for cue in cues:
            of.setdefault(cue, set()).add(spelling)
    pairs = frozenset(spelling.split()[0] for spelling in holds if " " in spelling)
    return CueWords(
        holds, opens, {cue: frozenset(of[cue]) for cue in of}, pairs, pairs | holds.keys(), endings, within, begins
    )


def _index(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the cues by the words that fire them, which may open a sentence."""
    index: dict[str, list[str]] = {}
    for printed, cue in rows:
        words = printed.replace("’", "'")
        for spelling in dict.fromkeys((words, words[0].upper() + words[1:])):
            index.setdefault(spelling, []).append(cue)
    return index
