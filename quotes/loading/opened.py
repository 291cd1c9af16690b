"""A file opened: the document that it is, or the documents that it holds, each with what is known of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from quotes.errors import Advice, UnreadableSource
from quotes.formats import parts
from quotes.formats.parts.part import Holder
from quotes.loading import folders
from quotes.loading.bounds import LARGE, LARGEST, too_large
from quotes.loading.documents import Found, Given, Unread, legible, metadata, read_bytes, unfit, unread
from quotes.model import Metadata


class Opened(NamedTuple):
    """A document, or a part of a file that is one: `part` names it there, and the format, if the file says it."""

    path: Path
    key: str
    part: str
    data: bytes
    metadata: Metadata
    format: str | None
    named: bool  # and not only found in a folder or a file


def opened(found: Found, given: Given, largest: int = LARGEST) -> Iterator[Opened | Unread]:
    """Yield the document that a file is, or each that it holds, and what of it is passed over.

    One of more than `largest` million bytes is not read, but for PDF.
    """
    path, key, named = found
    try:
        known, data = metadata(path, given), read_bytes(path)
        holder = parts.opened(data, key)
    except UnreadableSource as problem:
        yield unread(key, problem, named=named)
        return
    except MemoryError:
        yield Unread(key, LARGE)
        return
    if holder is None:
        over = "" if data.startswith(b"%PDF") else too_large(len(data), largest)
        yield Unread(key, over, advice=Advice.LARGER) if over else Opened(path, key, "", data, known, None, named)
    else:
        yield from _held(found, holder, known)


def _held(found: Found, holder: Holder, known: Metadata) -> Iterator[Opened | Unread]:
    passed: list[Unread] = []
    nothing = True
    for part in parts.parts(holder, lambda name: _is_wanted(found.key, name, passed)):
        nothing = False
        name = f"{found.key}{parts.MARK}{part.name}"
        if problem := unfit(part.name):
            yield Unread(legible(name), problem)
        elif isinstance(part, parts.Lost):
            yield Unread(name, part.reason)
        else:
            yield Opened(found.path, name, part.name, part.data, _filled(known, part.metadata), part.format, False)
    yield from passed
    if nothing:
        yield Unread(found.key, "there is no document in it")


def _is_wanted(key: str, name: str, passed: list[Unread]) -> bool:
    """Tell whether a part of that name may be a document; what is none is passed over as in a folder."""
    kind = folders.kind_of_name(PurePosixPath(name).name)
    if kind:
        passed.append(Unread(f"{key}{parts.MARK}{name}", "", kind))
    return not kind


def _filled(known: Metadata, more: Metadata) -> Metadata:
    """Return `known` with what it leaves open filled in."""
    return replace(known, **{f.name: getattr(known, f.name) or getattr(more, f.name) for f in fields(known)})


def bytes_of(path: Path, part: str) -> bytes:
    """Return what the file, or its `part`, holds. Raises UnreadableSource when it cannot be had."""
    if not part:
        return read_bytes(path)
    stamp = os.stat(path)
    return parts.find(_holder(path, stamp.st_mtime_ns, stamp.st_size), part).data


@lru_cache(maxsize=1)
def _holder(path: Path, *_stamp: int) -> Holder:
    """Return a file that holds documents: the last one is kept, for its parts are read one after the other."""
    holder = parts.opened(read_bytes(path), path.name)
    if holder is None:
        raise UnreadableSource("it no longer holds other documents")
    return holder
