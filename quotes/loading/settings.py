"""What a reading depends on besides the bytes of the document: when that has changed, `load` reads it again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from quotes.formats.html.advice import PROGRAMS
from quotes.formats.pdf.apart import LIBRARY
from quotes.formats.recognise import EXTENSIONS
from quotes.lexicon import Lexicon
from quotes.model import Metadata
from quotes.text import digest

PACKAGE = Path(__file__).parents[1]
WEIGHTS = "weights"  # folders of weights
LIBRARIES = {"html": PROGRAMS, "pdf": (LIBRARY,)}  # by format, those on which its readings depend


def settings(key: str, metadata: Metadata, format: str | None, lexicon: Lexicon) -> str:
    """Return a hash of all: the program, what it knows, its words, and what was given about the document at `key`."""
    known = program(), weights(), lexicon.digest, libraries(key)
    return digest(*known, repr(metadata), format or "")


def libraries(key: str) -> str:
    """Return which libraries have a say in how what lies at `key` is read, with their versions.

    Where the extension does not tell what it is, it may be of any format.
    """
    format = EXTENSIONS.get(key.rpartition(".")[2].lower())
    names = LIBRARIES.get(format, ()) if format else [name for every in LIBRARIES.values() for name in every]
    return ", ".join(filter(None, map(_library, names)))


@cache
def _library(name: str) -> str:
    """Return a library with its version; "" where it is not installed."""
    with suppress(PackageNotFoundError):
        return f"{name} {version(name)}"
    return ""


@cache
def program() -> str:
    """Return the version of the program, which is read from a file that takes a millisecond."""
    return version("quotes-db")


@cache
def weights() -> str:
    """Return the hash of every weight that the program reads by, but for those among the words."""
    proof = hashlib.sha256()
    for file in sorted(_weights(PACKAGE)):
        content = file.read_bytes()
        proof.update(f"{file.relative_to(PACKAGE).as_posix()}\0{len(content)}\0".encode())
        proof.update(content)
    return proof.hexdigest()


def _weights(package: Path) -> Iterator[Path]:
    for file in package.rglob("*"):
        folders = file.relative_to(package).parts[:-1]
        if WEIGHTS in folders and file.is_file() and file.suffix != ".pyc":
            yield file
