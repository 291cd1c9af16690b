"""What is told at the end of a load: what the documents lack, and what comes again in many of them."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from quotes.loading.silence import Silence
from quotes.queries.coverage import counted

NAMED = 10  # so many documents are named
FEW = 3  # and so many with their days
SEVERAL = 3  # documents in which the same paragraph stands, from which on it looks like boilerplate
REMEMBERED = 200_000  # paragraphs that are remembered while many documents are read
OPENING = 60  # characters of one that are shown


class Silences:
    """What is told at the end of a load, gathered document by document."""

    def __init__(self) -> None:
        self.silent: list[Silence] = []
        self.empty: list[str] = []
        self.undated: list[str] = []
        self.either: list[str] = []
        self._told: Counter[str] = Counter()

    def add(self, one: Silence) -> None:
        """Take one document into account."""
        if one.empty:
            self.empty.append(one.key)
        elif one.nobody:
            self.silent.append(one._replace(told=()))
        if one.undated:
            self.undated.append(one.key)
        if one.either:
            self.either.append(f"{one.key} ({one.either})")
        self._told.update(one.told)
        if len(self._told) > REMEMBERED:
            self._told = Counter({text: number for text, number in self._told.items() if number > 1})

    def remarks(self, *, verbose: bool) -> Iterator[str]:
        """Yield what to say; with `verbose` every document is named."""
        most = len(self.silent) + len(self.empty) + len(self.undated) if verbose else NAMED
        if self.empty:
            yield f"in {counted(len(self.empty), 'document')} there is no statement: {_named(self.empty, most)}"
        if said := said_of(self.silent, most):
            yield said
        if verbose and (nobody := [one.key for one in self.silent if not one.looks_spoken]):
            yield f"nobody was found to speak in {', '.join(nobody)}"
        if self.undated:
            which = f": {_named(self.undated, most)}" if verbose else ""
            has = "has" if len(self.undated) == 1 else "have"
            yield f"{counted(len(self.undated), 'document')} {has} no date, which --date or a meta file gives{which}"
        if self.either:
            said = f"the date of {counted(len(self.either), 'document')} may be one of two days, which --date settles"
            yield f"{said}: {_named(self.either, len(self.either) if verbose else FEW)}"
        yield from self._boilerplate(verbose=verbose)

    def _boilerplate(self, *, verbose: bool) -> Iterator[str]:
        """Yield the paragraphs that come again in several documents: what pages print under everything."""
        again = [(text, number) for text, number in self._told.most_common() if number >= SEVERAL]
        for text, number in again[: None if verbose else 1]:
            opening = textwrap.shorten(text, OPENING, placeholder=" …")
            more = f", as do {len(again) - 1:,} more" if len(again) > 1 and not verbose else ""
            yield f"“{opening}” stands in {number:,} documents and looks like boilerplate{more}"


def said_of(silent: Sequence[Silence], most: int = NAMED) -> str:
    """Return what to say of the documents in which nobody was found to speak; "" when there are none."""
    if not silent:
        return ""
    said = f"in {counted(len(silent), 'document')} nobody was found to speak"
    spoken = [one.key for one in silent if one.looks_spoken]
    if not spoken:
        return said
    many = "it looks" if len(silent) == 1 else f"{len(spoken):,} of them look{'s' if len(spoken) == 1 else ''}"
    return f"{said}, and {many} as if somebody does: {_named(spoken, most)}"


def _named(keys: Sequence[str], most: int) -> str:
    return ", ".join(keys[:most]) + (f" and {len(keys) - most:,} more" if len(keys) > most else "")
