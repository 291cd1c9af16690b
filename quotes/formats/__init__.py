"""READ: bytes → Document. One file per way of writing; each says what is on the page and nothing about its sense."""

from __future__ import annotations

import hashlib

from quotes.formats import plain
from quotes.formats.decode import decode
from quotes.model import Document, Metadata

NOTHING_KNOWN = Metadata()


def read(data: bytes, key: str, *, metadata: Metadata = NOTHING_KNOWN, format: str | None = None) -> Document:
    """Return the document that `data` holds.

    `key` names the source; its extension, when there is one, suggests the format unless `format` overrides it.
    Raises UnreadableSource when no text can be had.
    """
    text, encoding = decode(data, key)
    return plain.read(text, key, hashlib.sha256(data).hexdigest(), metadata, (encoding,))
