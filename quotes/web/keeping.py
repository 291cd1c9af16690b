"""Where documents are kept that are loaded from pages: in DATABASE.documents, a folder beside the database.

A source is known by its path from the folder of the database. So it keeps its place when both are moved together, and
`quotes load DATABASE.documents` finds all of them again. Nothing there is ever overwritten by other bytes: a document
with the name of another one lies in a folder of its own, 2/speech.txt, for its name may tell its date.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

from quotes.formats import parts
from quotes.loading.folders import META
from quotes.store.database import path_of
from quotes.text import UNSEEN

LONGEST = 120  # bytes of a name: with .meta.toml and a mark for a new file, it is none too long for any disk
LONGEST_FACT = 500  # characters
DOCUMENT = "document"  # what is called nothing that can be a name
_UNFIT = re.compile(rf"[\s{UNSEEN}]+")
_NO_NAME = re.compile(rf'[<>:"|?*~\x00{re.escape(parts.MARK)}]+')  # unfit on some disk, or with a meaning here
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)  # what no file of Windows is called


def folder(database: str) -> Path:
    """Return the folder of the documents of a database; it may not be there yet."""
    path = Path(path_of(database)).resolve()
    return path.with_name(f"{path.name}.documents")


def safe(told: str) -> str:
    """Return a name for a file that is called `told` elsewhere: a plain one, whatever it is called.

    >>> safe("../../etc/passwd"), safe("C:\\\\talks\\\\a b.txt"), safe(".profile"), safe("nul.txt"), safe("")
    ('passwd', 'a b.txt', 'profile', '_nul.txt', 'document')
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", told))[-1]
    name = _NO_NAME.sub("_", _UNFIT.sub(" ", last)).strip(" .")
    if name.lower().endswith(META):
        name = f"{name[: -len(META)]}.toml"  # told of documents, it would be obeyed
    name = f"_{name}" if _DEVICE.match(name) else name
    return _shortened(name) if name.strip("._ ") else DOCUMENT


def _shortened(name: str) -> str:
    """Return a name that is no longer than any disk takes, with its extension."""
    stem, dot, extension = name.rpartition(".")
    ending = f".{extension}" if stem and dot and len(extension.encode()) <= 10 else ""
    most = LONGEST - len(ending.encode())
    return name.removesuffix(ending).encode()[:most].decode("utf-8", "ignore").rstrip(" .") + ending


def one_line(told: str) -> str:
    """Return a fact as it is typed into a field, on one line and without what nobody sees."""
    return " ".join(_UNFIT.sub(" ", told).split())[:LONGEST_FACT].strip()


def keep(database: str, name: str, data: bytes, facts: Mapping[str, str]) -> Path:
    """Write a document, and what is known of it, into the folder of the database, and return where it lies.

    It overwrites nothing. Raises OSError where it cannot be written; nothing of it is left then.
    """
    for place in _places(folder(database), name):
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write(place, data)
        except FileExistsError:
            continue
        try:
            if facts:
                _write(meta_of(place), meta(facts).encode())
        except BaseException:
            drop(place)
            raise
        return place
    raise AssertionError("there is always a further place")


def _places(root: Path, name: str) -> Iterator[Path]:
    """Yield where a document may lie: where no other is called so, whatever its extension: they would share facts."""
    stem = Path(name).stem.casefold()
    for number in count(1):
        within = root if number == 1 else root / str(number)
        with suppress(FileNotFoundError, NotADirectoryError):
            if any(_is_of(one, stem) for one in os.listdir(within)):
                continue
        if not os.path.lexists(within) or within.is_dir():
            yield within / name


def _is_of(name: str, stem: str) -> bool:
    return stem in (Path(name).stem.casefold(), name.casefold().removesuffix(META), name.casefold())


def _write(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, and that is there whole or not at all."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "wb") as file:
        try:
            file.write(data)
        except BaseException:
            path.unlink()
            raise


def drop(path: Path) -> None:
    """Remove a kept document, with what is known of it, and the folder of its own that it may lie in."""
    for one in (path, meta_of(path)):
        one.unlink(missing_ok=True)
    with suppress(OSError):  # others lie there
        if path.parent.name.isdigit():
            path.parent.rmdir()


def is_kept(database: str, path: Path) -> bool:
    """Tell whether a file lies in the folder of the database, and is none that a link there leads to."""
    root = folder(database).resolve()
    return not path.is_symlink() and path.is_file() and path.resolve().is_relative_to(root)


def meta_of(path: Path) -> Path:
    """Return where it is written what is known of a document."""
    return path.with_name(path.stem + META)


def meta(facts: Mapping[str, str | bool | Mapping[str, str]]) -> str:
    """Return a meta file that says these facts: a line each, by its name."""
    return "".join(f"{name} = {_value(value)}\n" for name, value in facts.items())


def _value(value: str | bool | Mapping[str, str]) -> str:
    """Return a value as TOML has it: texts as JSON has them, too."""
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{name} = {_value(one)}' for name, one in value.items())} }}"
    return json.dumps(value, ensure_ascii=False)


def rewrite(path: Path, facts: Mapping[str, str | bool | Mapping[str, str]]) -> bytes | None:
    """Put what is known of a document in the place of what was, at once; return what was there before."""
    beside = meta_of(path)
    before = beside.read_bytes() if beside.is_file() else None
    restore(path, meta(facts).encode() if facts else None)
    return before


def restore(path: Path, before: bytes | None) -> None:
    """Put back what was known of a document: the bytes of its meta file; None: it had none."""
    beside = meta_of(path)
    if before is None:
        beside.unlink(missing_ok=True)
        return
    new = beside.with_name(f".{beside.name}.new")
    new.write_bytes(before)
    os.replace(new, beside)
