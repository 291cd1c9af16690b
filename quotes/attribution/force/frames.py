"""What the words around cues do to what is said there: frames.tsv and acts.tsv of the lexicon.

A frame is a function from factuality to factuality, as the signatures of implicative verbs are (Karttunen 2012): “not”
makes unsaid of what else would be said, and said of “failed to say”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quotes.lexicon import Lexicon
from quotes.model import Act, Factuality

_ANY = "*"
_DOUBT = "?"
# The places of words that are looked for in the whole sentence
_SURROUNDINGS = (
    *("source", "recalled", "stage", "correction", "note", "error", "record", "act", "part", "playing", "role"),
)
_NONE = "none"  # the act of a word after which no content stands


class Frame(NamedTuple):
    """A word's row: what it makes of what was so far, and what has to follow it (nothing: any word).

    Of words that are joined to one, those `ahead` of the last. Where it `doubts`, what is read is not certain.
    """

    changes: Mapping[str, Factuality]
    before: frozenset[str]
    ahead: tuple[str, ...] = ()
    doubts: bool = False

    def of(self, so_far: Factuality) -> Factuality:
        """Return the factuality inside the frame, by that outside of it."""
        return self.changes.get(so_far) or self.changes.get(_ANY, so_far)


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """The frames of a lexicon by place and word, those that ask for a certain next word first; and the acts."""

    rows: Mapping[str, Mapping[str, tuple[Frame, ...]]]
    acts: Mapping[tuple[str, str], Act | None]
    joined: frozenset[str]  # the words with acts that are more than one
    forms: Mapping[str, str]  # of each verb: ing, s, past or base
    marked: frozenset[str]  # the words of surroundings
    words: frozenset[str]  # all that have a frame anywhere
    disclaimers: re.Pattern[str]  # what is said of words that nobody said
    disclaiming: frozenset[str]  # the last words of these,
    called: frozenset[str]  # and of those that something may follow what they call the words: quotation, remark

    def find(self, place: str, word: str, following: str = "") -> Frame | None:
        """Return the frame of a word in a place, before the word `following`. A contraction has that of its ending."""
        if word not in self.words and "'" not in word:
            return None  # as most are
        return self.ending(place, (word,), 0, following)

    def ending(self, place: str, words: Sequence[str], token: int, following: str = "") -> Frame | None:
        """Return the frame in a place of the most of `words` that end with `token`, before the word `following`."""
        word = words[token]
        if word not in self.words and "'" not in word:
            return None  # as most are
        rows = self.rows.get(place, {})
        for frame in rows.get(word) or rows.get(_ending(word), ()):
            joined = not frame.ahead or frame.ahead == tuple(words[max(0, token - len(frame.ahead)) : token])
            if joined and (not frame.before or following in frame.before or self.forms[following] in frame.before):
                return frame
        return None

    def asks_for(self, word: str, following: str) -> bool:
        """Tell whether a word of a verb group is one only before `following` (short | of, quoted | as)."""
        return any(following in frame.before for frame in self.rows["verb"].get(word, ()))

    def act(self, lemma: str, construction: str, beside: Iterable[str] = ()) -> Act | None:
        """Return what is done with the content of a word in a construction; None where what follows is no content.

        The word may do another thing together with one `beside` it (brush_aside).
        """
        for word in (*(joined for joined in beside if joined in self.joined), lemma):
            for kind in (construction, construction.removeprefix("to "), _ANY):
                if (word, kind) in self.acts:
                    return self.acts[word, kind]
        return Act.ASSERTED

    def unsaid_act(self, lemma: str, construction: str) -> Act | None:
        """Return what is done with a content by not saying a word: who does not accept that …, denies it."""
        return self.acts.get((lemma, f"not {construction}"))


def _closest(frame: Frame) -> tuple[int, bool]:
    """Return the key by which the frames of a word are looked through: of the most words, and before a certain one."""
    return -len(frame.ahead), not frame.before


def _ending(word: str) -> str:
    """Return the ending of a contraction: n't of didn't, 'll of he'll; else nothing."""
    return "n't" if word.endswith("n't") else "'" + word.rpartition("'")[2] if "'" in word else ""


def frames_of(lexicon: Lexicon, forms: Mapping[str, str]) -> Frames:
    """Return the frames of `lexicon`; `forms` tell those of its verbs."""
    rows: dict[str, dict[str, tuple[Frame, ...]]] = {}
    for place, changes, before, words in lexicon.columns("frames"):
        pairs = (change.split(">") for change in changes.split() if change != _DOUBT)
        made = {old: Factuality(new) for old, new in pairs}
        known = rows.setdefault(place, {})
        for phrase in words.split():
            *ahead, word = phrase.split("_")
            frame = Frame(made, frozenset(before.split()), tuple(ahead), _DOUBT in changes.split())
            known[word] = tuple(sorted((*known.get(word, ()), frame), key=_closest))
    acts = {
        (lemma, construction): None if act == _NONE else Act(act)
        for act, construction, lemmas in lexicon.columns("acts")
        for lemma in lemmas.split()
    }
    marked = frozenset(word for place in _SURROUNDINGS for word in rows.get(place, ()))
    every = frozenset(word for known in rows.values() for word in known)
    joined = frozenset(lemma for lemma, _ in acts if "_" in lemma)
    return Frames(rows, acts, joined, forms, marked, every, *_disclaimers(lexicon))


def _disclaimers(lexicon: Lexicon) -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    """Return the pattern of what says, at the end of a clause, that nobody said what is before it.

    Beside it the last words of those that nothing may follow, and what the others call the words: quotation, remark.
    """
    words = {part: [word.replace("_", " ") for word in words.split()] for part, words in lexicon.columns("disclaimers")}
    if not words:
        return re.compile("(?!)"), frozenset(), frozenset()
    parts = {part: "|".join(map(re.escape, those)) for part, those in words.items()}
    last = frozenset(word.rpartition(" ")[2] for word in (*words["said"], *words["whole"]))
    called = frozenset((*words["quote"], *words["words"]))
    denial = rf"\S*(?:{parts['denial']}) (?:(?:{parts['between']}) )*(?:{parts['saying']}) (?:{parts['said']})"
    quote = rf"(?:{parts['quote']}) (?:{parts['false']})|(?:{parts['words']}) (?:{parts['nothing']})"
    quote = rf"(?P<quote>(?:{quote})(?: (?:by|in|on) .*)?)"
    return re.compile(rf"(?:^| )(?P<says>{parts['whole']}|{denial}|{quote})$"), last, called
