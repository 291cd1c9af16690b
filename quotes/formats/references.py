"""Character references of HTML and XML: &amp;, &#8217;, &nbsp;. They stay as they are; what they stand for is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from quotes.formats.lines import matches
from quotes.model import Markup

_REFERENCE = re.compile(r"&(?:#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff"))  # soft hyphens and their like


def references(source: str) -> Iterator[Markup]:
    """Yield the character references in `source`, each with what it shows: of soft hyphens and their like, nothing."""
    for match in matches(_REFERENCE, source, "&"):
        if match[1] is None or f"{match[1]};" in html5:
            yield Markup(*match.span(), unescape(match.group()).translate(_UNSEEN))
