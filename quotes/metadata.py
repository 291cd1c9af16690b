"""What is told of documents beside their words: the values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from quotes.span import Span

REPLIED = "replied to"  # the fact that a mail quotes another one: with what it says so
SENDER = "sender"  # the fact who sent a mail, and so is held to have written what nobody else has in it


@dataclass(frozen=True, slots=True)
class When:
    """A date with its doubt: EDTF text, ISO bounds (None: open), and where it comes from."""

    edtf: str
    earliest: str | None
    latest: str | None
    basis: str  # metadata, page-head, url, stamps, title, dateline, page-text, filename, text-bounds


class Fact(NamedTuple):
    """What a page says of itself in its head: the name of the fact, its value, where it stands and as what."""

    name: str  # title, publisher, url, language, author, published, perhaps published, SENDER, REPLIED
    value: str
    span: Span
    how: str  # JSON-LD datePublished, meta og:title …


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document from outside its text."""

    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    translated: bool | None = None
    original: str | None = None  # of which it is a translation: its path, address or title
    published: str | None = None  # EDTF
    facts: tuple[Fact, ...] = ()  # what the page says of itself, the most trusted of each name first
    event: str | None = None  # title of the occasion
    place: str | None = None
    people: tuple[str, ...] = ()  # speakers that front matter names
    columns: tuple[tuple[str, str], ...] = ()  # what is where in a table or JSON, as the user says
    charset: str | None = None  # in which it is said to be written


class Dated(NamedTuple):
    """Words beside which the source prints when they were said: where they stand, and the date as printed; "" where the
    place for it is empty."""

    span: Span
    printed: str
