"""What a reading depends on besides the bytes of the document: when that has changed, `load` reads it again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from quotes.lexicon import Lexicon
from quotes.model import Metadata
from quotes.text import digest
from quotes.verdict import Verdict

PACKAGE = Path(__file__).parents[1]
WEIGHTS = "weights"  # folders of weights


def settings(metadata: Metadata, format: str | None, verdicts: Sequence[Verdict], lexicon: Lexicon) -> str:
    """Return a hash of all: the program, what it knows, its words, and what was given about the document."""
    known = program(), weights(), lexicon.digest
    return digest(*known, repr(metadata), format or "", repr(verdicts))


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
