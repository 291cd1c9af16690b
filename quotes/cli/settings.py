"""What a reading depends on besides the bytes of the document: when that has changed, `load` reads it again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from quotes.formats.recognise import EXTENSIONS
from quotes.lexicon import Lexicon
from quotes.model import Metadata
from quotes.text import digest
from quotes.verdict import Verdict

PACKAGE = Path(__file__).parents[1]
WEIGHTS = "weights"  # folders of weights


def settings(key: str, metadata: Metadata, format: str | None, verdicts: Sequence[Verdict], lexicon: Lexicon) -> str:
    """Return a hash of all: the program, what it knows, its words, and what was given about the document at `key`."""
    known = program(), weights(), lexicon.digest, judges() if may_be_saved(key) else ""
    return digest(*known, repr(metadata), format or "", repr(verdicts))


def may_be_saved(key: str) -> bool:
    """Tell whether what lies at `key` may be a saved page: its extension does not say that it is something else."""
    return EXTENSIONS.get(key.rpartition(".")[2].lower(), "html") == "html"


@cache
def judges() -> str:
    """Return which other programs have a say on saved pages, with their versions."""
    found = []
    for name in ("trafilatura", "htmldate"):
        with suppress(PackageNotFoundError):
            found.append(f"{name} {version(name)}")
    return ", ".join(found)


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
