"""What a saved page says of itself: title, outlet, address, language, authors and date, each with its place there.

It is said, in the order of trust: in JSON-LD, in meta elements, in elements that schema.org or HTML make for it, and by
the browser that saved the page.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from html import unescape
from importlib.resources import files
from typing import Any, NamedTuple

from quotes.dates.phrases import iso_day
from quotes.formats.html import advice
from quotes.formats.html.tree import Element
from quotes.formats.tags import attribute
from quotes.model import Fact, Metadata, Span

_LD = "application/ld+json"
_SAVED = re.compile(r"<!-- saved from url=\(\d+\)(?P<url>\S+) -->")
_DAY = re.compile(r"\s*(?P<year>\d{4})(?P<between>[-/]?)(?P<month>\d\d)(?P=between)(?P<day>\d\d)(?!\d)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_,;\s])")
_ADDRESS = re.compile(r"https?://\S+")
_TRAILING = re.compile(r",(?=\s*[}\]])")
SEVERAL = frozenset(("author", "published"))  # of which a page may name several
NO_ARTICLE = 99  # rank of what JSON-LD describes and no page is
FIRST, LAST = 1990, 2100  # years of the web
LONGEST = 500  # characters of a fact


class Told(NamedTuple):
    """A fact as some place of the page has it, before it is known whether it can be one."""

    name: str
    value: str
    span: Span
    how: str


@cache
def _names() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return tomllib.loads((files(__package__) / "head.toml").read_text(encoding="utf-8"))


def facts(text: str, tree: Sequence[Element], *, ask: bool) -> tuple[Fact, ...]:
    """Return what the page says of itself, the most trusted first; of what is said once one.

    `ask` says whether another program is asked for the day of a page that does not say it.
    """
    found: dict[tuple[str, str], Fact] = {}
    for told in (*_linked_data(text, tree), *_metas(tree), *_elements(text, tree)):
        value = _fit(told.name, told.value)
        key = (told.name, value if told.name in SEVERAL else "")
        if value and key not in found:
            found[key] = Fact(told.name, value, told.span, told.how)
    dated = any(name == "published" for name, _ in found)
    if ask and not dated and (guess := advice.published(text)):
        found["perhaps published", ""] = Fact("perhaps published", guess, Span(0, 0), advice.dated_by())
    return tuple(found.values())


def merged(known: Metadata, found: Sequence[Fact]) -> Metadata:
    """Return `known` with what it leaves open filled in by what the page says of itself."""
    first = {fact.name: fact.value for fact in reversed(found)}
    return replace(
        known,
        title=known.title or first.get("title"),
        publisher=known.publisher or first.get("publisher"),
        url=known.url or first.get("url"),
        language=known.language or first.get("language"),
        facts=(*known.facts, *found),
    )


def _fit(name: str, value: str) -> str:
    """Return the value of a fact in the form in which it is kept; "" where it cannot be one."""
    value = " ".join(value.split())[:LONGEST]
    if name == "published":
        return day(value)
    if name == "language":
        return language[0].lower() if (language := _LANGUAGE.match(value)) else ""
    if name == "url":
        return value if _ADDRESS.fullmatch(value) else ""
    if name == "author":
        return "" if "://" in value or value.startswith("@") else value
    return value


def day(value: str) -> str:
    """Return the day that a machine-readable date says, as ISO; "" where it says none, or one before the web."""
    match = _DAY.match(value)
    year, month, number = (int(match[part]) for part in ("year", "month", "day")) if match else (0, 0, 0)
    return (iso_day(year, month, number) or "") if FIRST <= year <= LAST else ""


def _linked_data(text: str, tree: Sequence[Element]) -> Iterator[Told]:
    """Yield what JSON-LD says of the thing that the page most likely is."""
    things = [(thing, place) for place in _scripts(tree) for thing in _things(text[slice(*place)])]
    ranked = sorted((_rank(thing), i) for i, (thing, _) in enumerate(things))
    known: set[str] = set()
    for rank, i in ranked:
        thing, place = things[i]
        told = [one for one in _of_thing(thing, text, place) if one.name not in known] if rank < NO_ARTICLE else []
        known |= {one.name for one in told}  # a thing may name several; another one may be another article
        yield from told


def _scripts(tree: Sequence[Element]) -> Iterator[Span]:
    for element in tree:
        if element.name == "script" and _LD in element.tag.attributes:
            yield Span(element.tag.end, element.end)


def _things(script: str) -> Iterator[dict[str, Any]]:
    """Yield the things that a script of JSON-LD describes, those within others too."""
    source = script[: script.rfind("</")] if "</" in script else script
    try:
        every = deque(
            [json.loads(_TRAILING.sub("", source.strip().removeprefix("<!--").removesuffix("-->")), strict=False)]
        )
    except (ValueError, RecursionError):
        return
    while every:
        thing = every.popleft()
        if isinstance(thing, list):
            every.extendleft(reversed(thing))
        elif isinstance(thing, dict):
            yield thing
            within = [thing.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage")]
            every += [inner for inner in within if isinstance(inner, dict | list)]


def _rank(thing: dict[str, Any]) -> int:
    """Return how likely a page is the thing: 0 for articles, then by kind, NO_ARTICLE for what no page is."""
    articles, others = (_names()["kinds"][name] for name in ("article", "other"))
    ranks = [
        0 if kind in articles else 1 + others.index(kind) for kind in _kinds(thing) if kind in (*articles, *others)
    ]
    return min(ranks, default=NO_ARTICLE)


def _kinds(thing: dict[str, Any]) -> list[str]:
    kinds = thing.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _of_thing(thing: dict[str, Any], text: str, script: Span) -> Iterator[Told]:
    for name, keys in _names()["data"].items():
        for key in keys:
            for value in _values(thing.get(key)):
                yield Told(name, unescape(value), _place(text, script, value), f"JSON-LD {key}")


def _values(value: Any) -> Iterator[str]:
    """Yield the texts that a value of JSON-LD is, or the names of the things that it is."""
    for one in value if isinstance(value, list) else [value]:
        named = one.get("name") or one.get("@id") if isinstance(one, dict) else one
        if isinstance(named, str) and named.strip():
            yield named


def _place(text: str, script: Span, value: str) -> Span:
    """Return where a script says `value`; all of the script, where it is written in another way."""
    at = text.find(value, *script)
    return Span(at, at + len(value)) if at >= 0 else script


def _metas(tree: Sequence[Element]) -> Iterator[Told]:
    """Yield what meta elements say, in the order in which their names are trusted."""
    said: dict[str, list[Element]] = {}
    for element in tree:
        if element.name == "meta":
            for key in ("property", "name", "itemprop", "http-equiv"):
                if named := attribute(element.tag, key):
                    said.setdefault(named.strip().lower(), []).append(element)
    for name, keys in _names()["meta"].items():
        for key in keys:
            for element in said.get(key, ()):
                yield Told(name, attribute(element.tag, "content") or "", _tag(element), f"meta {key}")


def _tag(element: Element) -> Span:
    return Span(element.tag.start, element.tag.end)


def _elements(text: str, tree: Sequence[Element]) -> Iterator[Told]:
    """Yield what other elements say: html, title, links, those with a date that schema.org or HTML mark as such."""
    for element in tree:
        if element.name == "html" and (language := attribute(element.tag, "lang")):
            yield Told("language", language, _tag(element), "html lang")
        elif element.name == "link" and attribute(element.tag, "rel") == "canonical":
            yield Told("url", attribute(element.tag, "href") or "", _tag(element), "canonical link")
        elif element.name == "title":
            words = re.sub(r"</?title[^>]*>", "", text[slice(*element.span)], flags=re.IGNORECASE)
            yield Told("title", unescape(words), element.span, "title")
    if saved := _SAVED.search(text[:2000]):
        yield Told("url", saved["url"], Span(*saved.span("url")), "saved from url")
    yield from _times(tree)


def _marked(tree: Sequence[Element]) -> list[Element]:
    """Return the elements that say when something was published, by schema.org or HTML 5 as it was."""
    return [e for e in tree if "datePublished" in e.tag.attributes or "pubdate" in e.tag.attributes]


def _times(tree: Sequence[Element]) -> Iterator[Told]:
    """Yield the day of the elements with a date, where all of a kind name one: other articles have theirs, too."""
    for times, how in ((_marked(tree), "datePublished"), ([e for e in tree if e.name == "time"], "time")):
        moments = [(e, attribute(e.tag, "datetime", "content") or "") for e in times]
        dated = [(e, moment) for e, moment in moments if day(moment)]
        if len({day(moment) for _, moment in dated}) == 1:
            yield Told("published", dated[0][1], _tag(dated[0][0]), how)
