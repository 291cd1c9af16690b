"""Chats that messengers save as HTML: classes of elements say who writes, and what the messenger adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.formats.html.tree import Element
from quotes.formats.tags import attribute
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


def of(source: str, tree: Sequence[Element]) -> Chat:
    """Return the elements of the chat that a page with the elements `tree` is; none where no messenger saved it."""
    if not any(name in source for name in NAMES):  # as on nearly all pages
        return Chat()
    classed = [(one, frozenset((attribute(one.tag, "class") or "").split())) for one in tree]
    return Chat(*(list(_outermost(classed, wanted)) for wanted in (NAMES, HIDDEN, TOLD)))


def _outermost(classed: Sequence[tuple[Element, frozenset[str]]], wanted: frozenset[str]) -> Iterator[Span]:
    """Yield the outermost elements with one of the `wanted` classes."""
    done = 0
    for element, classes in classed:
        if element.tag.start >= done and not wanted.isdisjoint(classes):
            yield element.span
            done = element.end
