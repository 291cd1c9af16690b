"""Finding documents on disk: which files, under which key, and what is known of each from beside it."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from quotes.dates import when
from quotes.errors import Advice, BadWords, HoldsNoTurns, UnreadableSource, WrittenHere
from quotes.formats.foreign import EXPORT
from quotes.lexicon import ENGLISH, Lexicon, load
from quotes.loading import folders
from quotes.model import Metadata
from quotes.queries.days import either
from quotes.text import OBEYED

_NOT_QUOTED = re.compile(r"^[ \t]*published[ \t]*=[ \t]*(?P<date>[^\s\"'#][^\"'#\n]*)", re.MULTILINE)
_CONTROL = re.compile(f"[\t\n{OBEYED}]")
_NOT_GIVEN = ("people", "facts", "columns", "charset")
COLUMNS = ("speaker", "text", "role", "time", "date")
KEYS = {name: bool if name == "translated" else str for name in Metadata.__dataclass_fields__ if name not in _NOT_GIVEN}


Given = dict[str, Any]  # what options say of a document, by the fields of Metadata


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
    """A file, the key under which it is kept, the same wherever the folder lies, and whether it was named itself."""

    path: Path
    key: str
    named: bool = True


class Unread(NamedTuple):
    """A file that is not read, why, and what to do: refused, or passed over, as no document of its kind."""

    key: str
    reason: str
    kind: str = ""  # in folders.kinds
    advice: Advice | None = None


def unread(key: str, problem: UnreadableSource, *, named: bool = True) -> Unread:
    """Return the document as refused, its name told once; in a folder what may be none is passed over."""
    reason = str(problem).removeprefix(f"{key}: ")
    return Unread(key, reason, "" if named else PASSED_OVER.get(type(problem), ""), problem.advice)


PASSED_OVER: Mapping[type[UnreadableSource], str] = {HoldsNoTurns: folders.SILENT, WrittenHere: EXPORT}


def find(paths: Sequence[str]) -> Iterator[Found | Unread]:
    """Yield the files named, and the documents in the folders named, in order of their keys.

    What is not there, what cannot be opened, and what has a name that cannot be a key, comes as unread; and so, with
    its kind, does what is passed over.
    """
    for name in paths:
        path = Path(name)
        try:
            mode = os.stat(name).st_mode  # not that of the Path: of an empty name it makes the current folder
        except OSError as problem:
            yield Unread(legible(name) or '""', f"{problem.strerror}: check the path")
            continue
        if stat.S_ISDIR(mode):
            yield from (_lying(path, one) for one in folders.walk(path))
        elif not stat.S_ISREG(mode):
            yield Unread(legible(path.name), "no file, but a device or pipe: save what comes from it as a file")
        else:
            yield _found(path, path.name, named=True)


def _lying(folder: Path, one: folders.Lying) -> Found | Unread:
    if one.kind or one.problem:
        return Unread(legible(one.key), one.problem, one.kind)
    return _found(folder / one.key, one.key, named=False)


def _found(path: Path, key: str, *, named: bool) -> Found | Unread:
    problem = unfit(key)
    return Unread(legible(key), problem) if problem else Found(path, key, named)


def unfit(name: str) -> str:
    """Return why a name can be that of no document, with what to do; "" where it can."""
    if os.fsencode(name).decode("utf-8", "backslashreplace") != name:
        return "its name is not UTF-8: rename it"
    return (
        "its name holds a line break, or another sign that cannot be shown: rename it" if _CONTROL.search(name) else ""
    )


def legible(name: str) -> str:
    """Return a name with what cannot be shown as an escape, be it no UTF-8 or a line break: r\\xe9union.txt."""
    shown = os.fsencode(name).decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda sign: sign.group().encode("unicode_escape").decode(), shown)


def metadata(path: Path, given: Given) -> Metadata:
    """Return what the meta file beside `path` says, overruled by what was `given`.

    Raises UnreadableSource when the meta file cannot be read or says what nobody asked.
    """
    beside = path.with_name(path.stem + folders.META)
    if os.path.lexists(beside) and not os.path.isfile(beside):  # a name too long is none
        raise UnreadableSource(f"{beside.name} is no file, but a folder, pipe, device or a link that leads nowhere")
    known = _read(beside) if os.path.isfile(beside) else {}
    known |= {key: value for key, value in given.items() if value not in (None, ())}
    published = known.get("published")
    if published is not None and not when(published, ""):
        raise UnreadableSource(_no_date(published))
    return Metadata(**{key: value for key, value in known.items() if not _is_blank(value)})


def _is_blank(value: Any) -> bool:
    return isinstance(value, str) and not value.strip()


def _no_date(published: str) -> str:
    if rivals := either(published):
        return f"published may be {' or '.join(rivals)}, {published!r}: write the one that is meant"
    how = 'write it as EDTF in quotation marks, "2017-04-10", "2017-04" or "2017~"'
    return f"published is no date, {published!r}: {how}"


def _read(beside: Path) -> dict[str, Any]:
    """Return what a meta file says; an empty text says nothing."""
    known = {key: value for key, value in _parsed(beside).items() if key not in KEYS or not _is_blank(value)}
    for key, value in known.items():
        if key == "columns":
            known[key] = _named_columns(beside, value)
            continue
        if key not in KEYS:
            raise UnreadableSource(f"{beside.name}: nothing is called {key!r}; there are {', '.join(KEYS)}, columns")
        if key == "published" and isinstance(value, date):
            known[key] = value.isoformat()[:10]
        elif not isinstance(value, KEYS[key]):
            kind = "true or false, without" if KEYS[key] is bool else "text, in"
            raise UnreadableSource(f"{beside.name}: {key} must be {kind} quotation marks")
    return known


def _named_columns(beside: Path, value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(
        what in COLUMNS and isinstance(name, str) for what, name in value.items()
    ):
        how = f'columns = {{ text = "Speech" }}, with {", ".join(COLUMNS)}'
        raise UnreadableSource(f"{beside.name}: columns must be names in quotation marks: {how}")
    return tuple(value.items())


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


def read_bytes(path: Path) -> bytes:
    """Return what the file holds. Raises UnreadableSource when it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise UnreadableSource(f"{problem.strerror or problem}") from problem
