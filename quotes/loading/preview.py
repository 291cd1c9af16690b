"""What loading a file would bring, before it is loaded: how it is read, who speaks, how it begins, what it lacks."""

from __future__ import annotations

import hashlib
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quotes.errors import UnreadableSource
from quotes.loading.batch import FAILED
from quotes.loading.bounds import LARGE, LONG, TooLong, timed
from quotes.loading.documents import Found, Unread, unread
from quotes.loading.opened import Opened, opened
from quotes.loading.silence import Silence, silence
from quotes.model import Extraction, Manner, Status
from quotes.pipeline import extract

SHOWN = 20  # documents of one file
VOICES = 12  # who speaks most
LINES = 8  # with which a document begins
OPENING = 200  # characters of each


class Voice(NamedTuple):
    """Somebody who speaks, in how many statements, and with how many of the words."""

    name: str
    statements: int
    words: int


class Line(NamedTuple):
    """The beginning of a statement; without a speaker it is the outlet's, or nobody's that is known."""

    speaker: str | None
    narrated: bool
    text: str
    doubtful: bool


class Preview(NamedTuple):
    """A document as it would be stored."""

    key: str
    sha256: str
    format: str
    convention: str
    chance: float  # that it is so written
    why: tuple[str, ...]
    statements: int
    doubts: int
    voices: tuple[Voice, ...]
    others: int  # who speak, too
    lines: tuple[Line, ...]
    title: str
    publisher: str
    url: str
    published: str  # EDTF
    event: str
    lacks: Silence
    unread: tuple[str, ...]  # what of it could not be read, in words


class Previewed(NamedTuple):
    """A file: the documents that it holds, those among them that are not read, and how many more there are."""

    documents: tuple[Preview, ...]
    unread: tuple[Unread, ...]
    more: int


def previewed(path: Path, name: str, largest: int) -> Previewed:
    """Return what the file at `path`, which is called `name`, would bring; nothing is stored.

    It takes no longer than one document may, and what it holds of more than `largest` million bytes is not read. It is
    for a process whose time and memory are bounded.
    """
    found: list[Preview | Unread] = []
    more = 0
    try:
        with timed():
            for one in opened(Found(path, name), {}, largest):
                if len(found) < SHOWN:
                    found.append(_read(one))
                else:
                    more += 1
    except TooLong:
        found.append(Unread(name, LONG))
    except MemoryError:
        found.append(Unread(name, LARGE))
    except Exception as problem:  # whatever it be: the other files are read
        found.append(Unread(name, f"{FAILED} ({type(problem).__name__})"))
    read = tuple(one for one in found if isinstance(one, Preview))
    return Previewed(read, tuple(one for one in found if isinstance(one, Unread)), more)


def _read(one: Opened | Unread) -> Preview | Unread:
    if isinstance(one, Unread):
        return one
    try:
        found = extract(one.data, one.key, metadata=one.metadata, format=one.format)
    except UnreadableSource as problem:
        return unread(one.key, problem, named=one.named)
    return _preview(found, hashlib.sha256(one.data).hexdigest())


def _preview(found: Extraction, sha256: str) -> Preview:
    document = found.document
    voices = _voices(found)
    return Preview(
        key=document.key,
        sha256=sha256,
        format=document.format,
        convention=document.convention.name,
        chance=document.convention.probability,
        why=document.why,
        statements=len(found.statements),
        doubts=sum(one.status is Status.AMBIGUOUS for one in found.statements),
        voices=tuple(voices[:VOICES]),
        others=len(voices[VOICES:]),
        lines=tuple(_lines(found)),
        title=_told(found, "title"),
        publisher=_told(found, "publisher"),
        url=_told(found, "url"),
        published=found.published.edtf if found.published else "",
        event=found.occasion.title if found.occasion else "",
        lacks=silence(found)._replace(told=()),
        unread=document.unread,
    )


def _told(found: Extraction, name: str) -> str:
    """Return what is known of a document from outside, or else what its page says of itself."""
    metadata = found.document.metadata
    said = (fact.value for fact in metadata.facts if fact.name == name)
    return " ".join((getattr(metadata, name) or next(said, "")).split())


def _voices(found: Extraction) -> list[Voice]:
    """Return who speaks, those first who say most."""
    words, statements = Counter[int](), Counter[int]()
    for one in found.statements:
        if one.person is not None:
            statements[one.person] += 1
            words[one.person] += len(one.text.split())
    return [Voice(found.people[i].name, statements[i], number) for i, number in words.most_common()]


def _lines(found: Extraction) -> Iterator[Line]:
    for one in [one for one in found.statements if one.within is None][:LINES]:
        speaker = None if one.person is None else found.people[one.person].name
        opening = textwrap.shorten(one.text[: 4 * OPENING], OPENING, placeholder=" …")
        yield Line(speaker, one.manner is Manner.NARRATED, opening, one.status is Status.AMBIGUOUS)
