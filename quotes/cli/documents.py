"""Finding documents on disk: which files, under which key, and what is known of each from beside it."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import click

from quotes.cli.options import Command
from quotes.cli.remarks import counted, remark
from quotes.dates import when
from quotes.errors import BadWords, HoldsNoTurns, UnreadableSource
from quotes.formats import FORMATS, parts, read
from quotes.formats.parts.part import Holder
from quotes.lexicon import ENGLISH, Lexicon, load
from quotes.model import Metadata

META = ".meta.toml"
# What lies in folders beside documents and is none. It is passed over in a folder, and read when named itself.
NO_DOCUMENTS = frozenset(
    (
        *(".toml", ".yaml", ".yml", ".ini", ".cfg", ".lock", ".log", ".py", ".js", ".css", ".sh"),
        *(".sqlite", ".sqlite-wal", ".sqlite-shm", ".sqlite-journal", ".db"),
        *(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".mp3", ".mp4", ".m4a", ".wav", ".gz"),
    )
)
_MAYBE = ".json"  # a document if turns stand in it
_NOT_QUOTED = re.compile(r"^[ \t]*published[ \t]*=[ \t]*(?P<date>[^\s\"'#][^\"'#\n]*)", re.MULTILINE)
_FROM_WITHIN = ("people", "facts")
KEYS = {
    name: bool if name == "translated" else str for name in Metadata.__dataclass_fields__ if name not in _FROM_WITHIN
}


OPTIONS = (
    click.option("--date", "published", metavar="EDTF", help="When it was published: 2017-04-10, 2017-04, 2017~ …"),
    click.option("--url", help="Its address."),
    click.option("--publisher", help="The outlet whose page it is."),
    click.option("--event", help="The title of the occasion."),
    click.option("--format", type=click.Choice(FORMATS), help="How it is written, when that is not recognised."),
    click.option(
        "--words",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        envvar="QUOTES_WORDS",
        show_envvar=True,
        metavar="FILE",
        help="Words of your own, put into the program's lists or taken out: docs/words.md.",
    ),
)


def reading_options(command: Command) -> Command:
    """Give a command the options about what is known of a document from outside it."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def lexicon(words: Path | None) -> Lexicon:
    """Return the words to read with: those of the program, with what the user's file adds and takes out.

    Raises BadWords when the file cannot be read, or says what cannot be done.
    """
    if words is None:
        return ENGLISH
    from quotes.lexicon.additions import additions  # seldom wanted

    try:
        return load(ENGLISH.language, additions(words.read_text("utf-8"), words.name))
    except (OSError, UnicodeDecodeError) as problem:
        raise BadWords(f"{words.name} cannot be read: save it as text in UTF-8 ({problem})") from problem


class Found(NamedTuple):
    """A file, and the key under which it is kept: the same wherever the folder lies."""

    path: Path
    key: str


class Opened(NamedTuple):
    """A document, or a part of a file that is one: `part` names it there, and the format, if the file says it."""

    path: Path
    key: str
    part: str
    data: bytes
    metadata: Metadata
    format: str | None = None


class Unread(NamedTuple):
    """A document that cannot be read, and why."""

    key: str
    reason: str


def unread(key: str, problem: UnreadableSource) -> Unread:
    """Return the document as refused, its name told once."""
    return Unread(key, str(problem).removeprefix(f"{key}: "))


def find(paths: Sequence[str], lexicon: Lexicon) -> Iterator[Found | Unread]:
    """Yield the files named, and the documents in the folders named, in order of their keys; nothing hidden.

    What is not there, and what has a name that cannot be a key, comes as unread. JSON in a folder in which nobody
    speaks is passed over, with a remark.
    """
    for name in paths:
        path = Path(name)
        try:
            os.stat(name)  # not that of the Path: of an empty name it makes the current folder
        except OSError as problem:
            yield Unread(_legible(name) or '""', f"{problem.strerror}: check the path")
            continue
        if path.is_dir():
            yield from _documents(path, lexicon)
        else:
            yield _found(path, path.name)


def opened(found: Found, given: dict[str, str | None], lexicon: Lexicon) -> Iterator[Opened | Unread]:
    """Yield the document that a file is, or each that it holds, with what is known of it."""
    path, key = found
    try:
        known, data = metadata(path, given), read_bytes(path)
        holder = parts.opened(data, key)
    except UnreadableSource as problem:
        yield unread(key, problem)
        return
    if holder is None:
        yield Opened(path, key, "", data, known)
        return
    nothing = True
    for part in parts.parts(holder, _is_wanted):
        nothing = False
        name = f"{key}{parts.MARK}{part.name}"
        if isinstance(part, parts.Lost):
            yield Unread(name, part.reason)
        elif not (name.lower().endswith(_MAYBE) and _holds_no_turns(part.data, name, lexicon)):
            yield Opened(path, name, part.name, part.data, _filled(known, part.metadata), part.format)
    if nothing:
        yield Unread(key, "there is no document in it")


def _is_wanted(name: str) -> bool:
    return Path(name).suffix.lower() not in NO_DOCUMENTS


def _filled(known: Metadata, more: Metadata) -> Metadata:
    """Return `known` with what it leaves open filled in."""
    return replace(known, **{f.name: getattr(known, f.name) or getattr(more, f.name) for f in fields(known)})


def _documents(folder: Path, lexicon: Lexicon) -> Iterator[Found | Unread]:
    passed_over = []
    for key in sorted(map(Path.as_posix, _inside(folder))):
        if key.lower().endswith(_MAYBE) and _is_silent(folder / key, lexicon):
            passed_over.append(key)
        else:
            yield _found(folder / key, key)
    if passed_over:
        remark(f"passed over {counted(len(passed_over), 'JSON file')} in which nobody speaks, as {passed_over[0]}")


def _is_silent(path: Path, lexicon: Lexicon) -> bool:
    try:
        return _holds_no_turns(read_bytes(path), path.name, lexicon)
    except UnreadableSource:
        return False


def _holds_no_turns(data: bytes, key: str, lexicon: Lexicon) -> bool:
    """Tell whether a file can be read, and holds nothing that anybody says; what cannot be read is refused later."""
    try:
        read(data, key, lexicon=lexicon)
    except HoldsNoTurns:
        return True
    except UnreadableSource:
        pass
    return False


def _found(path: Path, key: str) -> Found | Unread:
    legible = _legible(key)
    return Found(path, key) if legible == key else Unread(legible, "its name is not UTF-8: rename it")


def _legible(name: str) -> str:
    """Return a name with each byte that is not UTF-8 as an escape: r\\xe9union.txt."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _inside(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        name = file.relative_to(folder)
        hidden = any(part.startswith(".") for part in name.parts)
        if not hidden and file.suffix.lower() not in NO_DOCUMENTS and file.is_file():
            yield name


def metadata(path: Path, given: dict[str, str | None]) -> Metadata:
    """Return what the meta file beside `path` says, overruled by what was `given`.

    Raises UnreadableSource when the meta file cannot be read or says what nobody asked.
    """
    beside = path.with_name(path.stem + META)
    known = _read(beside) if os.path.isfile(beside) else {}  # a name too long is none
    known |= {key: value for key, value in given.items() if value is not None}
    published = known.get("published")
    if published is not None and not when(published, ""):
        raise UnreadableSource(_no_date(published))
    return Metadata(**{key: value for key, value in known.items() if not _is_blank(value)})


def _is_blank(value: Any) -> bool:
    return isinstance(value, str) and not value.strip()


def _no_date(published: str) -> str:
    how = 'write it as EDTF in quotation marks, "2017-04-10", "2017-04" or "2017~"'
    return f"published is no date, {published!r}: {how}"


def _read(beside: Path) -> dict[str, Any]:
    """Return what a meta file says; an empty text says nothing."""
    known = {key: value for key, value in _parsed(beside).items() if key not in KEYS or not _is_blank(value)}
    for key, value in known.items():
        if key not in KEYS:
            raise UnreadableSource(f"{beside.name}: nothing is called {key!r}; there are {', '.join(KEYS)}")
        if key == "published" and isinstance(value, date):
            known[key] = value.isoformat()[:10]
        elif not isinstance(value, KEYS[key]):
            kind = "true or false, without" if KEYS[key] is bool else "text, in"
            raise UnreadableSource(f"{beside.name}: {key} must be {kind} quotation marks")
    return known


def _parsed(beside: Path) -> dict[str, Any]:
    try:
        text = beside.read_text("utf-8-sig")
    except OSError as problem:
        raise UnreadableSource(f"{beside.name}: {problem.strerror or problem}") from problem
    except UnicodeDecodeError as problem:
        raise UnreadableSource(f"{beside.name}: byte {problem.start} is not UTF-8: save it as UTF-8") from problem
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise UnreadableSource(f"{beside.name}: {_no_toml(text, problem)}") from problem


def _no_toml(text: str, problem: Exception) -> str:
    """Return what is wrong and what to do; of a date without quotation marks more than the parser says."""
    bare = _NOT_QUOTED.search(text)
    if bare is None or f"(at line {_line(text, bare.start())}," not in str(problem):
        return f'{problem}: a line is a name, = and a value, text in quotation marks, as in title = "The Bridge"'
    published = bare["date"].strip()
    return f'put the date in quotation marks: published = "{published}"' if when(published, "") else _no_date(published)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


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


def read_bytes(path: Path) -> bytes:
    """Return what the file holds. Raises UnreadableSource when it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise UnreadableSource(f"{problem.strerror or problem}") from problem
