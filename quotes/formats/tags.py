"""Tags at their places in HTML and XML. Nothing is resolved or expanded: offsets must point into the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from quotes.errors import UnreadableSource

_TAG = re.compile(
    r"<!--.*?(?:-->|$)|<\?.*?\?>|<!\[CDATA\[|\]\]>|<![A-Za-z][^<>]*>|"
    r"<(?P<close>/?)(?:[\w.-]+:)?(?P<name>[A-Za-z][\w.-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<empty>/?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>=`]+))")
CDATA, CDATA_END = "<![CDATA[", "]]>"
# Elements of HTML that part no words: those that its standard has among phrasing content, but for the line break.
INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark"),
        *("q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr"),
    )
)


class Tag(NamedTuple):
    """A tag, comment or instruction; the name without its prefix, "" for what is no element."""

    start: int
    end: int
    name: str
    opens: bool
    closes: bool
    attributes: str


def tags(source: str) -> Iterator[Tag]:
    """Yield the tags of `source` in order; what is between <![CDATA[ and ]]> holds none."""
    at, last = 0, source.rfind(CDATA_END)
    while match := _TAG.search(source, at):
        at = match.end()
        if match.group() == CDATA and at <= last:
            at = source.find(CDATA_END, at)
        closes = bool(match["close"])
        element = match["name"] or ""
        empty = bool(match["empty"])
        yield Tag(*match.span(), element, bool(element) and not closes, closes or empty, match["attributes"] or "")


def parting(name: str) -> str:
    """Return what the tag of an element called `name` leaves on the page."""
    name = name.lower()
    return "\n" if name == "br" else "\n\n" if name and name not in INLINE else ""


def attribute(tag: Tag, *names: str) -> str | None:
    """Return the first of the attributes `names` (without prefix) that `tag` has; small letters stand for any."""
    found: dict[str, str] = {}
    for key, *values in _ATTRIBUTE.findall(tag.attributes):
        bare, value = key.rpartition(":")[2], unescape("".join(values))
        found.setdefault(bare, value)
        found.setdefault(bare.lower(), value)
    return next((found[name] for name in names if name in found), None)


def refuse_entities(source: str, key: str) -> None:
    """Raise UnreadableSource when an XML document declares entities: they could pull in files or grow without end."""
    if "<!ENTITY" in source:
        raise UnreadableSource(f"{key}: declares XML entities, which are never expanded here: resolve them first")
