"""From an answer to what is sent: pages from templates, in which nothing that a source holds is markup or obeyed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from quotes.errors import Advice
from quotes.export.certainty import certainty
from quotes.export.dates import date_words, span_words
from quotes.export.saying import how, is_plain, speakers, where
from quotes.queries.coverage import counted
from quotes.text import numbered

# The pages on which it is done what an error asks for.
_PLACES = {
    Advice.PEOPLE: "/people",
    Advice.NAMESAKES: "/people",
    Advice.SOURCES: "/documents",
    Advice.EVENTS: "/events",
    Advice.STATEMENTS: "/search",
}


def visible(value: Any) -> Any:
    """Return a text with what is not seen, or turns the direction, shown as its number: [U+202E]."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return "" if value is None else value
    return numbered(value)


@cache
def words() -> Mapping[str, str]:
    """Return the English of the pages, by its names."""
    return tomllib.loads((files(__package__) / "english.toml").read_text("utf-8"))


def say(name: str, **values: Any) -> str:
    """Return a text of the pages, with values put in."""
    return words()[name].format(**{key: visible(value) for key, value in values.items()})


class Advised(NamedTuple):
    """What to do about a problem, and the address of the page on which it is done, if it is on another."""

    words: str
    address: str | None


def advised(advice: Advice | None, about: str = "") -> Advised | None:
    """Return what to do on the pages where an error has this advice; None where nothing can be done on any."""
    if advice is None or (name := f"advice_{advice.name.lower()}") not in words():
        return None
    return Advised(say(name), at(_PLACES[advice], {"q": about}) if advice in _PLACES else None)


@cache
def environment() -> Environment:
    """Return what makes pages of templates."""
    made = Environment(
        loader=PackageLoader("quotes.web"),
        autoescape=select_autoescape(default_for_string=True, default=True),
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(say=say, counted=counted, at=at, advised=advised, span_words=span_words, date_words=date_words)
    made.filters.update(
        certainty=certainty,
        when=lambda row: date_words(row.said, row.earliest, row.latest, row.date_basis),
        how=how,
        plain=is_plain,
        who=who,
        where=where,
        marked=marked,
    )
    return made


def page(template: str, **values: Any) -> str:
    """Return a page."""
    return environment().get_template(f"{template}.html").render(**values)


def at(path: str, given: Mapping[str, Any] | None = None, **values: Any) -> str:
    """Return an address with what is `given` and, in its place, `values`; what is None or empty is left out."""
    asked = {**(given or {}), **values}
    kept = {name: _plain(value) for name, value in asked.items() if value not in (None, "", (), False)}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


def _plain(value: Any) -> Any:
    return "1" if value is True else value


def who(row: Any) -> str:
    """Return whose words a statement is, or who tells them."""
    if row.speaker:
        return speakers(row) or row.speaker
    if row.manner == "narrated":
        return say("narrated_by", outlet=row.publisher or row.source)
    return say("not_known")


def marked(text: str, start: int | None, end: int | None) -> Markup:
    """Return a text with what stands from `start` to `end` in it marked."""
    if start is None or end is None or not 0 <= start < end <= len(text):
        return escape(visible(text))
    return Markup("{}<mark>{}</mark>{}").format(*map(visible, (text[:start], text[start:end], text[end:])))
