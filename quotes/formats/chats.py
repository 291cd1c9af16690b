"""Chats that messengers save as HTML: classes of elements say who writes, and what the messenger adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.formats.tags import Tag, attribute
from quotes.model import Span

CONVENTION = "chat export"
# Classes by messenger: of who writes, of what stands beside messages and is no part of them, of what nobody writes.
NAMES = frozenset(("from_name", "chatlog__author", "chatlog__author-name"))  # Telegram, DiscordChatExporter
HIDDEN = frozenset(
    (
        *("userpic", "date", "media_wrap", "reply_to", "reactions", "signature"),
        *("chatlog__timestamp", "chatlog__short-timestamp", "chatlog__edited-timestamp", "chatlog__attachment"),
        *("chatlog__reactions", "chatlog__reply"),
    )
)
TOLD = frozenset(("service", "chatlog__system-notification", "postamble"))


class Chat(NamedTuple):
    """Elements of a chat, tags included: who writes, what is shown to nobody, and what the messenger tells."""

    names: Sequence[Span] = ()
    hidden: Sequence[Span] = ()
    told: Sequence[Span] = ()


def of(source: str, found: Sequence[Tag]) -> Chat:
    """Return the elements of the chat that a page with the tags `found` is; none where no messenger saved it."""
    if not any(name in source for name in NAMES):  # as on nearly all pages
        return Chat()
    classed = [(tag, classes) for tag in found if tag.opens and "class" in tag.attributes and (classes := _of(tag))]
    places = {tag.start: classes for tag, classes in classed}
    return Chat(*(list(_elements(found, places, wanted)) for wanted in (NAMES, HIDDEN, TOLD)))


def _of(tag: Tag) -> frozenset[str]:
    return frozenset((attribute(tag, "class") or "").split())


def _elements(found: Sequence[Tag], places: dict[int, frozenset[str]], wanted: frozenset[str]) -> Iterator[Span]:
    """Yield the outermost elements with one of the `wanted` classes."""
    opened: Tag | None = None
    depth = 0
    for tag in found:
        if opened is None:
            if tag.start in places and not tag.closes and wanted & places[tag.start]:
                opened, depth = tag, 1
        elif tag.name == opened.name:
            depth += 1 if tag.opens and not tag.closes else -1 if tag.closes and not tag.opens else 0
            if depth == 0:
                yield Span(opened.start, tag.end)
                opened = None
