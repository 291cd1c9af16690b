"""Tags of HTML by its own rules: what is in a script or a title holds none, and no comment or quotation mark is lost.

The rules are those of the standard's tokenizer (html.spec.whatwg.org, 13.2.5) as far as places of tags hang on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.formats.tags import Tag

# Elements in which "<" opens no tag, up to their own end tag.
RAW = frozenset(("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"))
_LETTER = r"[A-Za-z]"
_TAG = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"  # a comment, the empty one, and one that is never closed
    r"|<(?:!|\?|/(?![A-Za-z]))[^>]*>"  # what is read as a comment
    rf"|<(?P<close>/?)(?P<name>{_LETTER}[^\s/>]*+)(?P<attributes>(?>(?:[^>=]++|=\s*+(?>\"[^\"]*+\"|'[^']*+')?)*))>",
    re.DOTALL,
)


def tokens(source: str) -> Iterator[Tag]:
    """Yield the tags and comments of a page in order, names in small letters; comments and the like have none.

    A tag that is cut off by the end of the file is none.
    """
    at, last = 0, source.rfind(">")
    while at <= last and (match := _TAG.search(source, at)):
        at = match.end()
        name = (match["name"] or "").lower()
        opens = bool(name) and not match["close"]
        attributes = match["attributes"] or ""
        yield Tag(*match.span(), name, opens, bool(match["close"]) or attributes.endswith("/"), attributes)
        if opens and name in RAW:
            at = _end_of_raw(source, name, at)


def _end_of_raw(source: str, name: str, start: int) -> int:
    """Return where the end tag of a raw element begins that is open at `start`; without one it goes on to the end."""
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, start)
    return end.start() if end else len(source)
