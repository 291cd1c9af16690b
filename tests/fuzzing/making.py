"""Inputs by chance: pieces of every format thrown together, and whole files damaged so that their structure stays."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.formats.office import files
from tests.formats.parts import mails

FRAGMENTS = Path(__file__).parents[1] / "formats" / "fragments"
GOLD = Path(__file__).parents[1] / "gate" / "pages"
SIGNS = " \n\r\t\u00a0\u2028\x0c:*_[](){}<>&\"“”'’.,;-–—#|`~\\/=!?0123aAbBÄßжЖ漢\U0001f600\x1a\u202e\ufeff\x00"
KEYS = {
    "markdown": "a.md",
    "plain": "a.txt",
    "akoma-ntoso": "a.xml",
    "tei": "a.xml",
    "webvtt": "a.vtt",
    "screenplay": "a.fountain",
}


class Input(NamedTuple):
    """A document made by chance: the format that it is read as, None where that is found out, its key and bytes."""

    format: str | None
    key: str
    data: bytes


@cache
def pieces() -> dict[str, list[str]]:
    """Return pieces of each format that is text."""
    return {path.stem: path.read_text("utf-8").split("\n%%\n") for path in sorted(FRAGMENTS.glob("*.txt"))}


@cache
def wholes() -> list[tuple[str, bytes]]:
    """Return whole files of all formats: the pages of the corpus, and what other programs save."""
    found = [(path.name, path.read_bytes()) for path in sorted(GOLD.iterdir()) if path.suffix != ".toml"]
    saved: list[tuple[str, Callable[[], bytes]]] = [
        ("a.docx", files.plain_paragraphs),
        ("b.docx", files.bold_labels),
        ("c.docx", files.tracked_changes),
        ("d.docx", files.text_boxes),
        ("a.odt", files.odt_talk),
        ("a.rtf", files.rtf_talk),
        ("a.epub", files.epub_talk),
        ("a.eml", lambda: bytes(mails.mail())),
        ("b.eml", lambda: bytes(mails.in_two_ways())),
    ]
    return [*found, *((key, make()) for key, make in saved)]


def thrown_together(rng: random.Random) -> Input:
    """Return pieces of one format, or of several, some cut off, with odd signs between."""
    format = rng.choice([name for name in pieces() if name != "common"])
    others = rng.choice(list(pieces())) if rng.random() < 0.2 else format
    known = [*pieces()[format], *pieces()[others], *pieces()["common"]]
    parts: list[str] = []
    for _ in range(rng.randint(0, 14)):
        piece = rng.choice(known)
        shape = rng.random()
        if shape < 0.25:
            piece = piece[: rng.randint(0, len(piece))]
        elif shape < 0.4:
            piece = "".join(rng.choices(SIGNS, k=rng.randint(0, 12)))
        parts.append(piece)
    told = None if rng.random() < 0.3 else format
    return Input(told, KEYS.get(format, f"a.{format}"), "".join(parts).encode("utf-8", "surrogatepass"))


def damaged(rng: random.Random) -> Input:
    """Return a whole file with something changed: lines or elements left out, doubled or moved, bytes flipped."""
    key, data = rng.choice(wholes())
    if data[:2] == b"PK" and rng.random() < 0.8:
        with suppress(zipfile.BadZipFile, KeyError):
            return Input(None, key, _in_archive(data, rng))
    return Input(None, key, _changed(data, rng))


def _in_archive(data: bytes, rng: random.Random) -> bytes:
    """Return an archive in which one member is damaged, and the rest as it was."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    chosen = rng.choice(
        [name for name in members if name.endswith((".xml", ".html", ".xhtml", ".opf"))] or list(members)
    )
    members[chosen] = _changed(members[chosen], rng)
    return files.zipped(members)


def _changed(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randint(1, 4)):
        data = rng.choice(CHANGES)(data, rng)
    return data


def _parts(data: bytes, rng: random.Random) -> list[bytes]:
    """Return data cut where its structure is: at lines, elements, blank lines or commas."""
    mark = rng.choice([b"\n", b"<", b"\n\n", b",", b">", b":"])
    first, *rest = data.split(mark)
    return [first, *(mark + part for part in rest)]


def _left_out(data: bytes, rng: random.Random) -> bytes:
    parts = _parts(data, rng)
    at = rng.randrange(len(parts))
    return b"".join(parts[:at] + parts[at + rng.randint(1, 3) :])


def _doubled(data: bytes, rng: random.Random) -> bytes:
    parts = _parts(data, rng)
    at = rng.randrange(len(parts))
    return b"".join(parts[: at + 1] + parts[at:][: rng.randint(1, 30)] + parts[at:])


def _moved(data: bytes, rng: random.Random) -> bytes:
    parts = _parts(data, rng)
    one, other = rng.randrange(len(parts)), rng.randrange(len(parts))
    parts[one], parts[other] = parts[other], parts[one]
    return b"".join(parts)


def _flipped(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 5)):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randint(0, len(data))] if rng.random() < 0.5 else data[rng.randint(0, len(data)) :]


def _put_in(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    signs = "".join(rng.choices(SIGNS, k=rng.randint(1, 12))) if rng.random() < 0.5 else rng.choice(pieces()["common"])
    return data[:at] + signs.encode() + data[at:]


CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (_left_out, _doubled, _moved, _flipped, _cut, _put_in)


def made(rng: random.Random) -> Input:
    """Return an input by chance."""
    return thrown_together(rng) if rng.random() < 0.6 else damaged(rng)
