"""Pages of which is known where their labels stand, real ones and made ones, each with the folds it is held out in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from quotes import formats
from quotes.errors import UnreadableSource
from quotes.model import Metadata, Span
from quotes.page import Page
from tests.accuracy import label_pages, silent_pages, thing_pages
from tests.accuracy.label_pages import FORMS, Made

FOLDS = 6
MADE = 0.3  # how much a made page counts beside a real one: set, not measured
_MARKDOWN = ("**", "###", "`")


class Known(NamedTuple):
    """A page of which is known where its labels stand, and its folds: of its document, of its form (-1: its own)."""

    folds: tuple[int, int]
    page: Page
    labels: tuple[tuple[int, int], ...]
    weight: float  # how much what is found on it counts

    def holds(self, who: Span) -> bool:
        """Return whether a label of the page stands where `who` does."""
        start, end = self.page.source(who)
        return any(a <= start < b or start <= a < end for a, b in self.labels)


def fold(document: str) -> int:
    """Return the fold of a document."""
    return int(hashlib.md5(f"fold {document}".encode()).hexdigest(), 16) % FOLDS


def read(data: bytes, key: str = "page.txt", format: str | None = None) -> Page | None:
    """Return the page that `data` holds."""
    try:
        return formats.read(data, key, metadata=Metadata(), format=format)
    except UnreadableSource:
        return None


def known(lists: bool = False) -> Iterator[Known]:
    """Yield the real pages and the made pages whose labels the text alone shows; with `lists`, those of things, too."""
    for source, labels in label_pages.gold():
        page = read(source.read_bytes(), source.name)
        if page and not page.closes and not page.convention:
            yield Known((fold(source.name), -1), page, tuple(labels), 1.0)
    made_pages = label_pages.spoken(2, len(FORMS), reports=True, things=lists)
    for made in (*made_pages, *(thing_pages.things() if lists else ())):
        yield from _made(made, FORMS[made.form], made.form % FOLDS)


def without() -> Iterator[Known]:
    """Yield pages on which nobody is labelled: articles, and what is made to look as if somebody was."""
    for article in silent_pages.told():
        if page := read(article.text.encode(), format="plain"):
            yield Known((fold(article.document), -1), page, (), 1.0)
    for made in silent_pages.alike():
        yield from _made(made, made.text, -1)


def _made(made: Made, form: str, fold_of_form: int) -> Iterator[Known]:
    page = read(made.text.encode(), format="markdown" if any(mark in form for mark in _MARKDOWN) else "plain")
    if page:
        yield Known((fold(made.document), fold_of_form), page, made.labels, MADE)
