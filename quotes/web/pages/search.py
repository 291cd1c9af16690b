"""Who said these words: a block for each speaker, and by what the matches can be told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from sqlite3 import Connection
from typing import Any, NamedTuple

from quotes.lexicon import ENGLISH
from quotes.queries.beside import beside
from quotes.queries.by_speaker import rivals
from quotes.queries.coverage import counted, coverage
from quotes.queries.facets import Facet, Facets, facets
from quotes.queries.fulltext import Asked, as_found
from quotes.queries.nearest import nearest
from quotes.queries.people import alike, people
from quotes.queries.statements import Filters, Said, without_date
from quotes.queries.verify.sentences import sentence
from quotes.queries.voices import Tally, outlet
from quotes.queries.who_said import placed, who_said
from quotes.span import Span
from quotes.text import find_phrase
from quotes.web.answers import Answer, Question
from quotes.web.filtering import AFTER, FILTERS, LIMIT, SPEAKER, filters_of, narrowed
from quotes.web.parameters import Parameter
from quotes.web.showing import at, say
from quotes.web.timeline import Bar, timeline


class Excerpt(NamedTuple):
    """What is shown of a statement: the sentence with the words, one before and one after, and where in it they are."""

    row: Said
    text: str
    start: int | None
    end: int | None
    before: bool  # there is more of it
    after: bool


class Block(NamedTuple):
    """One speaker among the matches."""

    row: Said  # the first of the statements, by which it is told who speaks
    tally: Tally | None
    doubts: int  # of the statements shown
    excerpts: list[Excerpt]
    timeline: list[Bar]


def answer(connection: Connection, values: dict[str, Any]) -> Answer:
    """Return who said the words that are asked for; without any, who speaks most."""
    words = values["q"]
    if not words:
        return _nothing_asked(connection)
    asked = Asked((words,))
    wanted = filters_of(connection, values)
    hits = who_said(connection, asked, wanted, limit=values["limit"], after=values["after"])
    every = hits.rows if not hits.goes_on and not values["after"] else None
    told = facets(connection, asked, wanted, found=every)
    after = hits.rows[-1].uid if hits.goes_on and hits.rows else None
    matches, whole = (told.counted, True) if told.whole and not hits.counted else (hits.matches, hits.counted)
    names = {one.value: one.called for one in told.rows if one.by == "speaker"}
    shown = {
        "blocks": [*_blocks(hits.rows, asked, told)],
        "facets": _narrowing(told, values),
        "facets_whole": told.whole,
        "narrowed": narrowed("/search", values, names),
        "perhaps": _perhaps(connection, asked, wanted),
        "undated": _undated(connection, asked, wanted),
        "nothing": None if hits.rows else _nothing_found(connection, asked, wanted, words),
        "speakers": [],
    }
    return Answer(say("searched", words=words), hits.rows, shown, after, matches, whole)


def _nothing_asked(connection: Connection) -> Answer:
    said = people(connection, kinds=("person",), limit=24)
    none: dict[str, Any] = dict.fromkeys(("blocks", "facets", "narrowed", "nothing", "perhaps", "undated"))
    return Answer(say("search"), [], {**none, "facets_whole": True, "speakers": said})


class Nothing(NamedTuple):
    """What is told where nothing is found: how much was searched, and what comes nearest."""

    statements: int
    sources: int
    hints: list[tuple[str, str]]  # what would find statements, and how many
    names: list[str]
    headings: int


def _nothing_found(connection: Connection, asked: Asked, wanted: Filters, words: str) -> Nothing:
    held = coverage(connection)
    headings = beside(connection, asked, wanted, limit=1, kind="heading")
    hints = [(one.hint, counted(one.statements, "statement", one.whole)) for one in nearest(connection, asked, wanted)]
    return Nothing(held.statements, held.sources, hints, alike(connection, words), len(headings))


def _perhaps(connection: Connection, asked: Asked, wanted: Filters) -> int:
    """Return how many statements may be theirs who are asked for, by the rival reading."""
    return len([*placed(connection, asked, rivals(connection, wanted.people))]) if wanted.people else 0


def _undated(connection: Connection, asked: Asked, wanted: Filters) -> str | None:
    """Return how many have no date and are left out for it, in words."""
    undated = without_date(wanted)
    left = who_said(connection, asked, undated, limit=1) if undated else None
    return counted(left.matches, "statement", left.counted) if left and left.matches else None


def _blocks(rows: Sequence[Said], asked: Asked, told: Facets) -> Iterator[Block]:
    tallies = {(one.person, one.publisher): one for one in told.speakers}
    order = {key: i for i, key in enumerate(tallies)}
    ranked = sorted(rows, key=lambda row: order.get((row.person, outlet(row)), len(order)))
    for key, group in groupby(ranked, lambda row: (row.person, outlet(row))):
        those = list(group)
        doubts = sum(row.status == "ambiguous" for row in those)
        bars = timeline(told.years.get(key[0] or "", {}))
        yield Block(those[0], tallies.get(key), doubts, [excerpt(row, asked) for row in those], bars)


def excerpt(row: Said, asked: Asked) -> Excerpt:
    """Return the sentence of a statement with the words that are asked for, and one on either side of it."""
    text, hit = row.text, _hit(row, asked)
    if hit is None:
        return Excerpt(row, row.text, None, None, False, False)
    here = sentence(text, hit, ENGLISH)
    before, after = _sentence_before(text, here.start), _sentence_after(text, here.end)
    cut = text[before:after]
    return Excerpt(row, cut, hit.start - before, hit.end - before, before > 0, after < len(text.rstrip()))


def _hit(row: Said, asked: Asked) -> Span | None:
    """Return where the words that are asked for first stand in a statement."""
    every = Span(0, len(row.text))
    hits = (find_phrase(row.text, every, phrase) for phrase in as_found(asked, row.text))
    return min((hit for hit in hits if hit), default=None)


def _sentence_before(text: str, start: int) -> int:
    last = len(text[:start].rstrip()) - 1
    return sentence(text, Span(last, last + 1), ENGLISH).start if last > 0 else start


def _sentence_after(text: str, end: int) -> int:
    first = len(text) - len(text[end:].lstrip())
    return sentence(text, Span(first, first + 1), ENGLISH).end if first < len(text) else end


class Narrowing(NamedTuple):
    """A value by which to narrow the search, and the address that does."""

    called: str
    statements: int
    whole: bool  # else it is at least so many
    address: str | None


def _narrowing(told: Facets, values: Mapping[str, Any]) -> list[tuple[str, list[Narrowing]]]:
    asked = {name: value for name, value in values.items() if name not in ("after",)}
    return [
        (by, [Narrowing(one.called, one.statements, one.whole, _address(one, asked)) for one in those])
        for by, those in ((by, [*group]) for by, group in groupby(told.rows, lambda one: one.by))
        if len(those) > 1 or by in ("how", "status")
    ]


def _address(facet: Facet, asked: Mapping[str, Any]) -> str | None:
    if facet.by == "how":
        act, _, factuality = facet.value.partition(" ")
        return at("/search", asked, act=act, factuality=factuality) if factuality else None
    if facet.by == "year":
        if facet.value == "undated":
            return at("/search", asked, undated="only", since=None, until=None)
        return at("/search", asked, since=facet.value, until=facet.value) if facet.value.isdigit() else None
    return at("/search", asked, **{facet.by: facet.value})


QUESTION = Question(
    "/search",
    "search",
    "Who said these words, in this order, whatever the case, accents and punctuation.",
    (Parameter("q", "The words."), SPEAKER, *FILTERS, LIMIT, AFTER),
    Said,
    answer,
)
