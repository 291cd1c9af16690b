"""Titles and forms of address: the rows of titles.tsv, sorted by what the rooms ask of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from quotes.lexicon import Lexicon
from quotes.lexicon.packs import pack_titles, told_sexes, women_endings
from quotes.text import fold

ADDRESS = "address"
NOTHING = "-"  # what a form of address tells that is neither m nor f


class Row(NamedTuple):
    """A title or form of address, in the columns of titles.tsv."""

    words: str
    prose: str = ""
    people: str = ""
    label: str = ""
    sex: str = ""
    marks: str = ""


class Titles(NamedTuple):
    """The titles and forms of address of a lexicon, in small letters, by what is asked of them."""

    stands_for: Mapping[str, str]  # in prose: of each title the one under which “the senator” is looked up
    prose_addresses: Mapping[str, str]  # forms of address in prose, with m, f or - for what they tell
    heads: frozenset[str]  # words that end a title beside a name
    addresses: Mapping[str, str]  # forms of address beside a name, with m, f or -
    whole: frozenset[str]  # folded titles with an "of" inside that names no body
    offices: frozenset[str]  # folded, of labels that name an office and nobody's name
    short: frozenset[str]  # as in `short`
    many: frozenset[str]  # held by many at once
    fields: frozenset[str]  # whose "of …" names the field of work
    surnames: frozenset[str]  # surnames, too
    given: frozenset[str]  # given names, too
    sexes: Mapping[str, str]  # titles and forms of address that tell m or f
    plain: frozenset[str]  # forms of address that stand before other titles, too, and tell nobody apart
    peers: frozenset[str]  # ranks of which nobody is called by two
    called: frozenset[str]  # turns open with them, where somebody is spoken to: Mr. President, …
    women_endings: tuple[str, ...]  # of longer titles

    def sex_of(self, title: str) -> str:
        """Return m or f where a title or a form of address tells it; nothing where none does."""
        return self.sexes.get(title) or ("f" if title.endswith(self.women_endings) else "")


@cache
def titles(lexicon: Lexicon) -> Titles:
    """Return the titles of `lexicon`."""
    rows = tuple(_rows(lexicon))
    marked = {mark: frozenset(row.words for row in rows if mark in row.marks.split()) for mark in _MARKS}
    return Titles(
        stands_for={row.words: row.prose for row in rows if row.prose not in ("", ADDRESS)},
        prose_addresses={row.words: row.sex or NOTHING for row in rows if row.prose == ADDRESS},
        heads=frozenset(row.words for row in rows if "title" in row.people.split()) | pack_titles(lexicon),
        addresses={row.words: row.sex or NOTHING for row in rows if ADDRESS in row.people.split()},
        whole=frozenset(fold(row.words) for row in rows if row.people == "whole"),
        offices=frozenset(fold(row.words) for row in rows if row.label == "office"),
        short=short(lexicon),
        many=marked["many"],
        fields=marked["field"],
        surnames=marked["surname"],
        given=marked["given"],
        sexes={**told_sexes(lexicon), **{row.words: row.sex for row in rows if row.sex}},
        women_endings=women_endings(lexicon),
        plain=marked["plain"],
        peers=marked["peer"],
        called=marked["called"],
    )


@cache
def short(lexicon: Lexicon) -> frozenset[str]:
    """Return the titles that are printed with a full stop which ends nothing, without making up all the others."""
    return frozenset(row.words for row in _rows(lexicon) if "short" in row.marks.split())


_MARKS = ("many", "field", "surname", "given", "plain", "peer", "called")


def _rows(lexicon: Lexicon) -> Iterator[Row]:
    """Yield the rows; a title with nothing beside it is one everywhere."""
    for words, *columns in lexicon.columns("titles"):
        yield Row(words, *columns) if columns else Row(words, prose=words, people="title")
