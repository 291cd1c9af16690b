"""Walking through folders: which files may be documents, and what lies there that is none, and of which kind."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from quotes.formats.foreign import REFUSED, Foreign, by_extension, foreign
from quotes.formats.recognise import EXTENSIONS

META = ".meta.toml"
PAGES = frozenset((".html", ".htm", ".xhtml"))  # beside which browsers save folders
BEGINNING = 4096  # bytes that tell what a file is whose extension does not
TAG = "CACHEDIR.TAG"  # by which a folder says that it is a cache
SILENT, LINK, SPECIAL, STRAY, CACHE = "silent", "link", "special", "stray", "cache"


class Kind(NamedTuple):
    """What is passed over: how one is called and several, and whether files or folders of such names are."""

    kind: str
    one: str
    many: str
    what: str
    names: tuple[str, ...]


class Lying(NamedTuple):
    """What lies in a folder: a file that may be a document, what is of a `kind` that is none, or a `problem`."""

    key: str
    kind: str = ""
    problem: str = ""


class _Beside(NamedTuple):
    """What files of one folder are called, and which of them are pages, in small letters."""

    stems: Collection[str]
    pages: Collection[str]


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the table of what is passed over."""
    rows = (files(__package__) / "passed_over.tsv").read_text(encoding="utf-8").splitlines()
    cut = (row.split("\t") for row in rows if not row.startswith("#"))
    return tuple(Kind(kind, one, many, what, tuple(names.split())) for kind, one, many, what, names in cut)


def walk(folder: Path) -> list[Lying]:
    """Return all that lies in `folder`, at any depth, in order of the keys; a folder where all in it is passed over.

    A link to what lies elsewhere is a problem: who writes a folder does not choose what else of the disk is read.
    """
    root = os.path.realpath(folder)
    problems: list[OSError] = []
    found: list[Lying] = []
    for place, folders, names in os.walk(folder, onerror=problems.append):
        above, beside = Path(place).relative_to(folder), _beside(names)
        found += [_file(os.path.join(place, name), (above / name).as_posix(), beside, root) for name in names]
        inner = {name: _kind_of_folder(os.path.join(place, name), beside) for name in folders}
        found += [Lying(f"{(above / name).as_posix()}/", kind) for name, kind in inner.items() if kind]
        folders[:] = [name for name, kind in inner.items() if not kind]
    found += [_closed(folder, problem) for problem in problems]
    return sorted((one for one in found if not one.key.endswith(META) or one.kind), key=lambda one: one.key)


def _closed(folder: Path, problem: OSError) -> Lying:
    within = Path(problem.filename).relative_to(folder).as_posix()
    place = folder.name if within == "." else within
    return Lying(f"{place}/", problem=f"{problem.strerror}: nothing in it is read; let it be opened, or move it away")


def _beside(names: Sequence[str]) -> _Beside:
    """Return what the files of a folder are called without their extensions."""
    cut = [os.path.splitext(name) for name in names if not name.endswith(META)]
    return _Beside(frozenset(stem for stem, _ in cut), {stem.lower() for stem, end in cut if end.lower() in PAGES})


def _kind_of_folder(path: str, beside: _Beside) -> str:
    name = os.path.basename(path).lower()
    if os.path.islink(path):
        return LINK
    if os.path.isfile(os.path.join(path, TAG)):
        return CACHE
    return next((kind.kind for kind in kinds() if _is_such_folder(kind, name, beside.pages)), "")


def _is_such_folder(kind: Kind, name: str, pages: Collection[str]) -> bool:
    if kind.what == "beside":
        ends = (pattern.removeprefix("*") for pattern in kind.names)
        return any(name.endswith(end) and name.removesuffix(end) in pages for end in ends)
    return kind.what == "folder" and _is_called(name, kind)


def _is_called(name: str, kind: Kind) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in kind.names)


def kind_of_name(name: str) -> str:
    """Return the kind of what is passed over, where the name of a file alone tells it; else ""."""
    return _kind_of_file(name) or _kind_of(by_extension(name))


def _kind_of_file(name: str) -> str:
    return next((kind.kind for kind in kinds() if kind.what == "file" and _is_called(name.lower(), kind)), "")


def _kind_of(told: Foreign | None) -> str:
    return "" if told is None or told.kind == REFUSED else told.kind


def _meta_of(path: str) -> str:
    """Return where the meta file of a document lies, if it has one."""
    return os.path.splitext(path)[0] + META


def _leads_out(path: str, root: str) -> bool:
    return os.path.islink(path) and os.path.commonpath((root, os.path.realpath(path))) != root


def _file(path: str, key: str, beside: _Beside, root: str) -> Lying:
    name = os.path.basename(path)
    if kind := _kind_of_file(name):
        return Lying(key, kind)
    if name.endswith(META):
        return Lying(key, "" if name.removesuffix(META) in beside.stems else STRAY)
    if not os.path.isfile(path):
        return Lying(key, SPECIAL) if os.path.exists(path) else Lying(key, problem="a link that leads nowhere: mend it")
    if _leads_out(path, root):
        return Lying(key, problem="a link to a file outside of the folder: copy the file there, or name it itself")
    if _leads_out(meta := _meta_of(path), root):
        return Lying(key, problem=f"{os.path.basename(meta)} is a link to a file outside of the folder: copy it there")
    return Lying(key, _kind_of(by_extension(name) or _by_bytes(path)))


def _by_bytes(path: str) -> Foreign | None:
    """Return what a file is whose extension tells nothing, where its beginning does."""
    if path.rpartition(".")[2].lower() in EXTENSIONS:
        return None
    try:
        with open(path, "rb") as file:
            return foreign(file.read(BEGINNING))
    except OSError:
        return None  # refused once it is read
