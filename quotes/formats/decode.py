"""Bytes → text, or a reason why not."""

from __future__ import annotations

import codecs

from quotes.errors import UnreadableSource

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, key: str) -> tuple[str, str]:
    """Return the text of `data` and how it was decoded, in words. Raises UnreadableSource."""
    if not data.strip():
        raise UnreadableSource(f"{key}: the file is empty")
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data.decode(encoding), f"{encoding}, by its byte order mark"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{key}: not UTF-8 ({error.reason} at byte {error.start})") from error
