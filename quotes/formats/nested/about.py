"""What a JSON document says of itself, and when each of its messages was sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.dates.stamps import counted_day, iso_date
from quotes.formats.nested.choice import Spoken
from quotes.formats.nested.speakers import Source, beside
from quotes.formats.nested.values import Leaf, Object, Value
from quotes.formats.nested.walk import Around
from quotes.model import Dated, Fact, Metadata, Span


def about(source: Source, value: Value, metadata: Metadata) -> Metadata:
    """Return `metadata` with what the outermost object, or one right in it, says of the whole: title, address, date."""
    outermost = list(_outermost(value, source.known.name))
    known = {"title": source.known.title, "url": source.known.url, "published": source.known.published}
    facts = [fact for name, keys in known.items() for held in outermost for fact in _facts(source, held, name, keys)]
    told = {fact.name: fact.value for fact in reversed(facts)}
    title, url = metadata.title or told.get("title"), metadata.url or told.get("url")
    return replace(metadata, title=title, url=url, facts=(*metadata.facts, *facts))


def _outermost(value: Value, names: Sequence[str]) -> Iterator[Object]:
    """Yield the outermost object, and those right in it but for what stands for a person or thing with a name."""
    if isinstance(value, dict):
        yield value
        yield from (
            held for held in value.values() if isinstance(held, dict) and not any(name in held for name in names)
        )


def _facts(source: Source, held: Object, name: str, keys: tuple[str, ...]) -> Iterator[Fact]:
    for key in keys:
        leaf = held.get(key)
        if not isinstance(leaf, Leaf) or leaf.start == leaf.end:
            continue
        value = _fit(name, source.words(leaf))
        if value:
            yield Fact(name, value, Span(leaf.start, leaf.end), f"field {key}")
            return


def _fit(name: str, words: str) -> str | None:
    """Return the value of a fact in the form in which it is kept; None where it cannot be one."""
    if name == "published":
        return iso_date(words) or counted_day(words)
    return words if name != "url" or "://" in words else None


def dated(source: Source, spoken: Spoken) -> Iterator[Dated]:
    """Yield when words were said, where a field beside any tells the day: "" for those beside which none does."""
    told = [(said.parts, _clock(source, said.around)) for said in spoken.said if said.parts]
    if any(printed for _, printed in told):
        yield from (Dated(Span(parts[0].start, parts[-1].end), printed) for parts, printed in told)


def _clock(source: Source, around: Around) -> str:
    clock = beside(around, source.known.clock) or _of_the_calendar(source, beside(around, source.known.starts))
    return source.words(clock) if clock is not None else ""


def _of_the_calendar(source: Source, leaf: Leaf | None) -> Leaf | None:
    """Return a time where it is one of the calendar, and none in a recording."""
    return leaf if leaf is not None and counted_day(source.words(leaf)) else None
