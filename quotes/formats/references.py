"""Character references of HTML and XML: &amp;, &#8217;, &nbsp;. They stay as they are; what they stand for is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from quotes.formats.lines import matches
from quotes.model import Markup

_REFERENCE = re.compile(r"&(?:#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_UNSEEN = "\u00ad\u200b\u200e\u200f\ufeff"  # soft hyphens and their like: written, but shown to nobody
_SHOWN = str.maketrans("", "", _UNSEEN)
_HIDDEN = re.compile(f"[{_UNSEEN}]+")


def references(source: str) -> list[Markup]:
    """Return the character references in `source`, each with what it shows, and soft hyphens, which show nothing."""
    return sorted([*_references(source), *(Markup(*match.span()) for match in matches(_HIDDEN, source, _UNSEEN))])


def _references(source: str) -> Iterator[Markup]:
    for match in matches(_REFERENCE, source, "&"):
        if match[1] is None or f"{match[1]};" in html5:
            yield Markup(*match.span(), unescape(match.group()).translate(_SHOWN))
