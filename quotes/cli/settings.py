"""What a reading depends on besides the bytes of the document: when that has changed, `load` reads it again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from quotes.model import Metadata, Verdict
from quotes.text import digest

PACKAGE = Path(__file__).parents[1]
KNOWLEDGE = frozenset(("words", "weights", "lexicon"))  # folders of word lists and of weights
ASKING = "queries"  # the words of this room are for questions; what is stored does not depend on them


def settings(metadata: Metadata, format: str | None, verdicts: Sequence[Verdict]) -> str:
    """Return a hash of all: the program, what it knows, and what was given about the document."""
    return digest(version("quotes-db"), knowledge(), repr(metadata), format or "", repr(verdicts))


@cache
def knowledge() -> str:
    """Return the hash of every list of words and every weight that the program reads by."""
    proof = hashlib.sha256()
    for file in sorted(_knowledge(PACKAGE)):
        content = file.read_bytes()
        proof.update(f"{file.relative_to(PACKAGE).as_posix()}\0{len(content)}\0".encode())
        proof.update(content)
    return proof.hexdigest()


def _knowledge(package: Path) -> Iterator[Path]:
    for file in package.rglob("*"):
        folders = file.relative_to(package).parts[:-1]
        if folders[:1] != (ASKING,) and not KNOWLEDGE.isdisjoint(folders) and file.is_file() and file.suffix != ".pyc":
            yield file
