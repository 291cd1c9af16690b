"""Whom “he”, “Ms. Lee” and “the senator” stand for: the people met so far in a document, the likeliest first.

A pronoun goes to the person met most recently whose sex does not contradict it; subjects and speakers are likelier than
names that stand elsewhere, possessives unlikelier. The weights are plain numbers, set by hand; the outcome is measured
in docs/accuracy/prose.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.attribution.lists import lines
from quotes.attribution.mentions import HONORIFICS, TITLES, is_group
from quotes.attribution.tags import Tagged
from quotes.model import Mention, PersonKind

_SEX = {name: line[0] for line in lines("given_names.txt") for name in line[2:].split()}
_PRONOUNS = {"he": "m", "she": "f"}
_BODIES = ("it", "they")
_RUN = re.compile(r"X+S?")
_GENERATION = ("jr.", "sr.", "ii", "iii", "iv")
_REACH = 12  # sentences
_CLOSE = 1.0  # a rival this close leaves the matter open

_SUBJECT, _SPEAKER, _POSSESSIVE, _NO_SIGN, _UNKNOWN_SEX = 1.5, 2.0, -1.5, -3.0, -0.5


@dataclass(slots=True, eq=False)
class Known:
    """Somebody of this document: the fullest name met, and what the text tells of the person."""

    name: str
    sex: str | None = None
    titles: set[str] = field(default_factory=set)
    person: bool = False  # a form of address, a title or a given name shows that this is no place or body


class Met(NamedTuple):
    """A place where somebody was met."""

    known: Known
    sentence: int
    start: int
    weight: float


class Memory:
    """The people met so far, in the order of the text."""

    def __init__(self) -> None:
        self._by_surname: dict[str, Known] = {}
        self._met: list[Met] = []
        self._body: tuple[str, int] | None = None
        self._sentence = 0

    def read(self, tagged: Tagged, lo: int, hi: int) -> None:
        """Note the names of one more sentence."""
        self._sentence += 1
        for run in _RUN.finditer(tagged.tags, lo, hi):
            known = self._name(tagged, run.start(), run.end(), lo)
            if known:
                first = run.start() - lo <= 2 or tagged.tags[run.start() - 1] == ","
                weight = _POSSESSIVE if run.group()[-1] == "S" else _SUBJECT if first else 0.0
                self._met.append(Met(known, self._sentence, tagged.starts[run.start()], weight))

    def introduce(self, mention: Mention) -> None:
        """Note somebody whom a label or the page itself names."""
        parts = mention.name.lower().split()
        if parts and mention.kind is PersonKind.PERSON:
            self._know(parts, mention.name, [])

    def heard(self, mention: Mention, antecedent: str | None) -> None:
        """Note who spoke last."""
        if mention.kind is PersonKind.GROUP and mention.name:
            self._body = mention.name, self._sentence
        name = antecedent or mention.name
        known = self._by_surname.get(_surname(name.lower().split())) if name else None
        if known:
            known.person = True
            self._met.append(Met(known, self._sentence, mention.span.start, _SPEAKER))

    def antecedent(self, mention: Mention) -> tuple[str | None, str | None]:
        """Return the name that `mention` stands for, and the one that comes close to it; None where there is none."""
        word = mention.text.lower().replace("’", "'").partition("'")[0]
        if word in _BODIES:
            recent = self._body is not None and self._sentence - self._body[1] <= 3
            return (self._body[0] if self._body and recent else None), None
        if word in _PRONOUNS:
            return self._likeliest(mention.span.start, sex=_PRONOUNS[word])
        if mention.name and mention.kind is PersonKind.PERSON:
            known = self._by_surname.get(_surname(mention.name.lower().split()))
            return (known.name if known and known.name != mention.name and _agrees(known, mention) else None), None
        if mention.kind is PersonKind.OFFICE and mention.role:
            title = next((TITLES[word] for word in reversed(mention.role.lower().split()) if word in TITLES), "")
            return self._likeliest(mention.span.start, title=title)
        return None, None

    def _likeliest(
        self, before: int, sex: str | None = None, title: str | None = None
    ) -> tuple[str | None, str | None]:
        scores: dict[Known, float] = {}
        for met in self._met[-60:]:
            score = self._score(met, sex, title) if met.start < before else None
            if score is not None:
                scores[met.known] = max(score, scores.get(met.known, score))
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        close = len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _CLOSE
        return (ranked[0][0].name if ranked else None), (ranked[1][0].name if close else None)

    def _score(self, met: Met, sex: str | None, title: str | None) -> float | None:
        known, distance = met.known, self._sentence - met.sentence
        if title is not None and title not in known.titles:
            return None
        if title is None and (distance > _REACH or known.sex not in (sex, None)):
            return None
        return met.weight - distance + (0 if known.person else _NO_SIGN) + (0 if known.sex else _UNKNOWN_SEX)

    def _name(self, tagged: Tagged, start: int, end: int, lo: int) -> Known | None:
        if end - start == 1 and tagged.words[start].removesuffix("'s") in self._by_surname:
            return self._by_surname[tagged.words[start].removesuffix("'s")]
        titles = [word.rstrip(".") for word in tagged.words[max(lo, start - 1) : end]]
        if end - start == 1 and not any(word in TITLES or word in HONORIFICS for word in titles):
            return None
        names = [i for i in range(start, end) if not _is_title(tagged.words[i])]
        if not names or names[0] < start:
            return None
        start = names[0]
        if is_group(tagged, (start, start), (start, end)):
            return None
        text = re.sub(r"['’]s?$", "", tagged.text[tagged.starts[start] : tagged.ends[end - 1]])
        parts = [word.removesuffix("'s").removesuffix("'") for word in tagged.words[start:end]]
        return self._know(parts, " ".join(text.split()), [*titles, *_apposition(tagged, end)])

    def _know(self, parts: list[str], name: str, titles: list[str]) -> Known | None:
        surname = _surname(parts)
        known = self._by_surname.get(surname)
        named = [word for word in titles if word in TITLES or word in HONORIFICS]
        if known is None and len(parts) < 2 and not named:
            return None
        if known is None or (
            len(parts) > 1 and len(known.name.split()) > 1 and known.name.split()[0] != name.split()[0]
        ):
            known = self._by_surname[surname] = Known(name)
        elif len(parts) > len(known.name.split()) and len(parts) < 4:
            known.name = name
        known.titles.update(TITLES[word] for word in named if word in TITLES)
        known.sex = known.sex or _sex(parts, named)
        known.person = known.person or bool(named) or (len(parts) > 1 and parts[0] in _SEX)
        return known


def _is_title(word: str) -> bool:
    return word.rstrip(".") in TITLES or word.rstrip(".") in HONORIFICS


def _surname(parts: list[str]) -> str:
    kept = [part for part in parts if part not in _GENERATION]
    return kept[-1] if kept else ""


def _sex(parts: list[str], titles: list[str]) -> str | None:
    for title in titles:
        if HONORIFICS.get(title, "-") in "mf":
            return HONORIFICS[title]
        if title.endswith("woman"):
            return "f"
        if title.endswith("man"):
            return "m"
    return _SEX.get(parts[0]) if len(parts) > 1 else None


def _agrees(known: Known, mention: Mention) -> bool:
    """Tell whether a bare or full name can be that of the person known by its surname."""
    given = mention.name.split()[:-1]
    return not given or given[0] == known.name.split()[0]


def _apposition(tagged: Tagged, end: int) -> Iterator[str]:
    """Yield the words of “, a lawyer from Leeds,” after a name."""
    if tagged.tags.startswith((",d", ",w"), end):
        close = tagged.tags.find(",", end + 1, end + 12)
        yield from tagged.words[end + 1 : close if close > 0 else end + 5]
