"""MBOX: one mail after the other, each behind a line "From "."""

from __future__ import annotations

import re

from quotes.formats.parts.part import Holder, Part

_BEGINS = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]*\d{4}[^\r\n]*\r?\n", re.MULTILINE)
_SAVED = re.compile(rb"^>(>*From )", re.MULTILINE)  # as a mailbox keeps a line of a mail that opens so


def opened(data: bytes) -> Holder:
    """Return the mailbox that `data` is: its mails are called by their numbers."""
    begins = [match.span() for match in _BEGINS.finditer(data)]
    ends = [start for start, _ in begins[1:]] + [len(data)]
    places = {str(i): (first, end) for i, ((_, first), end) in enumerate(zip(begins, ends, strict=True), 1)}

    def read(name: str) -> Part:
        first, end = places[name]
        return Part(name, _SAVED.sub(rb"\1", data[first:end]), "eml")

    return Holder(tuple(places), read)
