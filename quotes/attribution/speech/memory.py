"""Whom a page has named so far, with the sex and titles that it tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.attribution.speech.names import (
    in_order,
    is_title_of,
    name_in,
    parts_of_label,
    parts_of_name,
    same_name,
)
from quotes.attribution.speech.phrases import is_title
from quotes.attribution.speech.tokens import REACH, Range, Tokens
from quotes.attribution.speech.words import Words
from quotes.lexicon.cases import first_case
from quotes.model import Mention, PersonKind, Span


class Whose(NamedTuple):
    """A mention, whom it stands for if for a name elsewhere, who else that may be, and how it was found."""

    mention: Mention
    name: str | None
    rival: str | None
    how: str


@dataclass(slots=True, eq=False)
class Figure:
    """Somebody the page names: the fullest name so far, the sex and titles as far as told, where last met."""

    parts: list[str]
    name: str
    sex: str | None = None
    titles: set[str] = field(default_factory=set)
    sentence: int = 0
    first: int = 0  # the sentence in which first met
    spoke: int = -9
    place: Span | None = None  # where the full name last stands


LATELY = 4  # sentences in which somebody may go on of whom nothing tells it
MOST = 100  # people who are remembered: those met last, so that a book takes no longer by the word than an article


@dataclass(slots=True, eq=False)
class Memory:
    """Whom a page has named so far, in the order of the text."""

    known: Words
    figures: list[Figure] = field(default_factory=list)
    sentence: int = 0
    last: Whose | None = None  # who was told to say something last
    last_sentence: int = -9
    ahead: tuple[Tokens, Range] | None = None  # the sentence before
    coming: tuple[Tokens, Range] | None = None  # the one behind, of the paragraph

    def read(self, tokens: Tokens, lo: int, hi: int) -> None:
        """Take in the names of one more sentence."""
        self.sentence += 1
        i = lo
        while i < hi:
            if tokens.tags[i] == "X":
                end = i
                while end < hi and tokens.tags[end] == "X":
                    end += 1
                self._meet(tokens, i, end)
                i = end
            else:
                i += 1

    def _meet(self, tokens: Tokens, start: int, end: int) -> None:
        name = name_in(tokens, start, end)
        if name is None or self._is_place(tokens, name[0]):
            return
        first = max(0, start - 3)
        if "unspaced" in self.known.switches:  # what stands right before a name
            first = start - len(tokens.tags[first:start]) + len(tokens.tags[first:start].rstrip("w"))
        titles = {tokens.words[i] for i in range(first, name[0]) if is_title_of(tokens, i)}
        titles |= {word for word in _beside(tokens, name[1], len(tokens.tags)) if is_title(word, self.known)}
        if "unspaced" in self.known.switches:
            titles |= {word for word in tokens.words[name[1] : name[1] + 1] if is_title(word, self.known)}
        if name[1] - name[0] < 2:
            found = self.bearers([tokens.words[name[0]]])
            if found:
                found[0].sentence = self.sentence
            return
        self.figure(tokens, name, titles)

    def _is_place(self, tokens: Tokens, i: int) -> bool:
        """Tell whether capitalised words behind a preposition are a place or a body: they open with no given name."""
        before = i - 1
        while before > 0 and tokens.tags[before] == "D":
            before -= 1
        behind = before >= 0 and tokens.tags[before] == "I"
        return behind and "places_by_links" in self.known.switches and tokens.words[i] not in self.known.given

    def figure(self, tokens: Tokens, name: Range, titles: set[str], oblique: bool = False) -> Figure:
        """Return whom a name means, who is taken in if new."""
        place = tokens.spans[name[0]][0]
        page = tokens.text[max(0, place - REACH) : place + REACH] if self.known.cases else ""
        words = parts_of_name(tokens, name) or tokens.printed(*name).split()
        printed, sex = first_case(words, self.known, page, oblique)
        parts = [part.lower() for part in printed]
        called = " ".join(printed) if printed != words else tokens.printed(*name)
        found = self.bearers(parts)
        one = found[0] if found else Figure(parts, called, first=self.sentence)
        if not found:
            self._take_in(one)
        elif len(parts) > len(one.parts):
            one.parts, one.name = parts, called
        elif oblique and one.first == self.sentence:  # only met here, where the case is not told
            one.parts, one.name, one.sex = parts, called, sex
        one.sex = one.sex or sex or self._sex(parts, titles)
        one.titles |= titles
        one.sentence = self.sentence
        one.place = span_of(tokens, *name)
        return one

    def is_person(self, one: Figure) -> bool:
        """Tell whether a name is somebody's beyond its capitals, where every noun has one: a given name, a title."""
        return "capital_nouns" not in self.known.switches or bool(one.sex or one.titles)

    def _take_in(self, one: Figure) -> None:
        """Remember somebody new, and forget who was met longest ago."""
        if len(self.figures) >= MOST:
            self.figures.remove(min(self.figures, key=lambda known: max(known.sentence, known.spoke)))
        self.figures.append(one)

    def _sex(self, parts: list[str], titles: set[str]) -> str | None:
        return next(filter(None, map(self.known.sex_of, titles)), None) or self.known.sex_of_given(parts[0])

    def introduce(self, label: Mention) -> None:
        """Take in whom a label names, and what it says of him."""
        parts = parts_of_label(label.name, self.known)
        if label.kind is not PersonKind.PERSON or len(parts) < 2:
            return
        found = self.bearers(parts)
        one = (
            found[0]
            if found
            else Figure(parts, label.name, sex=self.known.sex_of_given(parts[0]), sentence=self.sentence)
        )
        if not found:
            self._take_in(one)
        one.titles |= {word for word in (label.role or "").lower().split() if is_title(word, self.known)}

    def heard(self, who: Whose) -> None:
        """Take in who said something in this sentence."""
        self.last, self.last_sentence = who, self.sentence
        for one in self.figures:
            if one.name == (who.name or who.mention.name):
                one.spoke = self.sentence

    def bearers(self, parts: list[str]) -> list[Figure]:
        """Return who may be meant by a name, the last met first."""
        fitting = [one for one in self.figures if self._fits(parts, one.parts)]
        return sorted(fitting, key=lambda one: -one.sentence)

    def _fits(self, parts: list[str], other: list[str]) -> bool:
        """Tell whether two names may be one person's. Of two surnames (Ana Gil Ortiz) the first may stand alone."""
        if "two_surnames" in self.known.switches:
            short, full = sorted((parts, other), key=len)
            return (
                (short == full[: len(short)] and len(short) > 1)
                or in_order(short, full[len(full) > 1 :])
                or (short[0] == full[0] and len(short) > 1 and in_order(short[1:], full[1:]))
            )
        return same_name(parts[-1], other[-1], self.known) and (
            len(parts) == 1 or len(other) == 1 or same_name(parts[0], other[0], self.known)
        )


def _beside(tokens: Tokens, end: int, hi: int) -> list[str]:
    """Return the words of an apposition behind a name that ends before token `end`: Ann Lee, mayor of Ayr, …"""
    if tokens.tags[end : end + 1] != "," or "capital_nouns" in tokens.known.switches:
        return []
    close = end + 1
    while close < hi and tokens.tags[close] in "DawIXnJ":
        close += 1
    return tokens.words[end + 1 : close][:4] if tokens.tags[close : close + 1] in (",", ".", ";", ")", "-", "") else []


def span_of(tokens: Tokens, start: int, end: int) -> Span:
    """Return where the tokens start … end stand in the text."""
    return Span(tokens.spans[start][0], tokens.spans[end - 1][1])
