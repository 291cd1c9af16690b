"""What somebody writes about a document into the fields of a form: checked, and as a meta file has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from quotes.dates import when
from quotes.errors import BadQuestion
from quotes.loading.preview import Preview
from quotes.model import Metadata
from quotes.queries.days import day_of
from quotes.web.keeping import one_line
from quotes.web.showing import say

FIELDS = ("title", "publisher", "url", "published", "event")  # as a meta file calls them
_KEPT = ("language", "translated", "original", "place", "columns")  # that no field is for


def read(typed: Mapping[str, str]) -> dict[str, str]:
    """Return what is typed into the fields, by the names of a meta file; what is empty is left out.

    Raises BadQuestion for what is no date, or may be several, and for what is no address of a page.
    """
    found = {name: one_line(typed.get(name, "")) for name in FIELDS}
    found = {name: value for name, value in found.items() if value}
    if "published" in found:
        found["published"] = _date(found["published"])
    if not found.get("url", "https://").lower().startswith(("http://", "https://")):
        raise BadQuestion(say("no_address", url=found["url"]))
    return found


def _date(typed: str) -> str:
    return typed if when(typed, "") else day_of(typed, "whole")


def told(page: Preview | None) -> dict[str, str]:
    """Return what a page says of itself, as the fields of a form have it."""
    return {name: one_line(getattr(page, name)) for name in FIELDS} if page else {}


def further(typed: Mapping[str, str], page: Preview | None) -> dict[str, str]:
    """Return what is known of a document beyond what its `page` says itself: only that is written beside it."""
    own = told(page)
    changed = {name: value for name, value in typed.items() if one_line(value) != own.get(name, "")}
    return read(changed)


def written(known: Metadata) -> dict[str, str | bool | Mapping[str, str]]:
    """Return what a meta file says, as it is written again."""
    facts: dict[str, str | bool | Mapping[str, str]] = {}
    for name in (one.name for one in fields(known)):
        value = getattr(known, name)
        if name in (*FIELDS, *_KEPT) and value not in (None, ()):
            facts[name] = dict(value) if name == "columns" else value
    return facts
