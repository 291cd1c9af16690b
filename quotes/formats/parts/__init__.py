"""Files that hold documents: mails, mailboxes, saved pages, archives. Each part is a source of its own.

Nothing is written to disk, and what is unpacked stays within bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from quotes.errors import UnreadableSource
from quotes.formats.parts import archive, mail, mailbox, web_archive
from quotes.formats.parts.part import Holder, Part
from quotes.formats.recognise import recognise

OPENERS: dict[str, Callable[[bytes], Holder]] = {
    "zip": archive.opened,
    "eml": mail.opened,
    "mbox": mailbox.opened,
    "mhtml": web_archive.opened,
}
DEEPEST = 4  # files within each other: a document attached to a mail of a mailbox in an archive
MOST = 1_000_000_000  # bytes of all parts of a file, as unpacked
MARK = "#"  # between the name of a file and that of its part


class Lost(NamedTuple):
    """A part that cannot be read, and why."""

    name: str
    reason: str


def opened(data: bytes, key: str, said: str | None = None) -> Holder | None:
    """Return the file `data` as what holds documents; None where it is a document itself. `said` is the format that
    what it stands in gives it, as a mailbox does for its mails.

    Raises UnreadableSource where it is damaged, or of a kind that is known and not read.
    """
    format = said if said in OPENERS else recognise(data, key)[0]
    if format not in OPENERS:
        return None
    try:
        return OPENERS[format](data)
    except UnreadableSource as problem:
        raise problem.of(key) from problem


def parts(holder: Holder, is_wanted: Callable[[str], bool]) -> Iterator[Part | Lost]:
    """Yield the documents in a file, at any depth, whose names are wanted; each is named from the file on."""
    room = MOST
    for part in _within(holder, "", 1, is_wanted):
        room -= len(part.data) if isinstance(part, Part) else 0
        if room < 0:
            yield Lost(
                part.name, f"the file unpacks to more than {MOST // 1_000_000_000} GB: unpack it, and load parts"
            )
            return
        yield part


def _within(holder: Holder, above: str, depth: int, is_wanted: Callable[[str], bool]) -> Iterator[Part | Lost]:
    for name in holder.names:
        chained = f"{above}{name}"
        try:
            if not is_wanted(name):
                continue
            part = holder.read(name)
            inner = opened(part.data, name, part.format) if part.format in (None, *OPENERS) else None
        except UnreadableSource as problem:
            yield Lost(chained, str(problem).removeprefix(f"{name}: "))
            continue
        if inner is None:
            yield part._replace(name=chained)
        elif depth < DEEPEST:
            yield from _within(inner, f"{chained}{MARK}", depth + 1, is_wanted)
        else:
            yield Lost(chained, f"more than {DEEPEST} files lie within each other: unpack it, and load what is inside")


def find(holder: Holder, name: str) -> Part:
    """Return the part called `name`. Raises UnreadableSource when it is not there, or damaged."""
    cut = len(name)
    while cut > 0:
        if name[:cut] in holder.known:
            part = holder.read(name[:cut])
            inner = opened(part.data, name[:cut], part.format) if cut < len(name) else None
            if cut == len(name):
                return part
            if inner is not None:
                return find(inner, name[cut + 1 :])
        cut = name.rfind(MARK, 0, cut)
    raise UnreadableSource(f"{name} is no longer there")
