"""A user's own words: a TOML file that names lists, with what to put into each and what to take out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from quotes.errors import BadWords
from quotes.lexicon import Addition, files, load
from quotes.text import fold

PATTERNS = ("dates",)  # lists of patterns and weights that belong together
# Weights that only mean something together.
FITTED = ("ends", "evidence", "quoted_persons", "reported_persons")
COUNTED = ("nouns", "verbs")  # words whose further columns are counted in annotated articles
FORMS = ("closers", "greetings", "hours", "recorder", "recorder_formulas")  # regular expressions
SORTED = ("turns",)  # words whose second column names one of the kinds that there are
KEYS = ("add", "remove")


def additions(text: str, origin: str, language: str = "en") -> tuple[Addition, ...]:
    """Return what `text` adds to the lists of `language`; `origin` is how the user calls it.

    Raises BadWords, with the place and what to do, when it is no TOML, names no list or holds what no list can take.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        end = f"at line {text.count(chr(10)) + 1}, the end"
        raise BadWords(f"{origin} is not TOML: {str(problem).replace('at end of document', end)}") from problem
    return tuple(_addition(name, entry, f"{origin}: {name}", language) for name, entry in told.items())


def _addition(name: str, entry: Any, place: str, language: str) -> Addition:
    names = sorted(set(files(language)) - {*PATTERNS, *FITTED})
    if name in (*PATTERNS, *FITTED):
        raise BadWords(f"{place} holds patterns or weights that belong together: nothing can be added to it")
    if name not in names:
        near = get_close_matches(name, names, 3) or names
        raise BadWords(f"{place}: no list of words is called so; there are {', '.join(near)}")
    entry = {"add": entry} if isinstance(entry, list) else entry
    if not isinstance(entry, dict) or not entry.keys() <= set(KEYS):
        raise BadWords(f"{place} must be a list of words, or a table of lists called {' and '.join(KEYS)}")
    added, removed = (tuple(_texts(entry.get(key, []), f"{place}, {key}")) for key in KEYS)
    own = load(language).lines(name)
    return Addition(name, tuple(_fitting(line, own, name, place) for line in added), _present(removed, own, place))


def _texts(entry: Any, place: str) -> Iterator[str]:
    for line in entry if isinstance(entry, list) else [entry]:
        if not isinstance(line, str) or not line.replace("\t", " ").isprintable() or not line.strip():
            raise BadWords(f"{place} must hold words in quotation marks, each on one line; {line!r} is none")
        yield line.strip()


def _fitting(line: str, own: Sequence[str], name: str, place: str) -> str:
    """Return a line as the list takes it: in small letters where all of it is. Raises BadWords for another form."""
    if name in COUNTED and "\t" in line:
        raise BadWords(f"{place}: give the forms of {line.split()[0]!r} alone; how often they report is counted")
    columns = {known.count("\t") for known in own} | ({0} if name in COUNTED else set())
    if columns and not min(columns) <= line.count("\t") <= max(columns):
        raise BadWords(f"{place}: {line!r} must have {min(columns) + 1} to {max(columns) + 1} columns, apart by tabs")
    kinds = dict.fromkeys(known.split("\t")[1] for known in own) if name in SORTED else {}
    if kinds and line.split("\t")[1] not in kinds:
        raise BadWords(f"{place}: {line!r} must have one of {', '.join(kinds)} in its second column")
    if all(":" in known for known in own) and ":" not in line:
        keys = dict.fromkeys(known.partition(":")[0] for known in own)
        raise BadWords(f"{place}: {line!r} must begin with one of {', '.join(f'{key}:' for key in keys)}")
    if name in FORMS:
        _compiled(line.split("\t")[-1], place)
    return line.lower() if all(known == known.lower() for known in own) else line


def _compiled(form: str, place: str) -> None:
    """Raise BadWords for what is no regular expression."""
    try:
        re.compile(form)
    except re.error as problem:
        raise BadWords(f"{place}: {form!r} is no regular expression: {problem}") from problem


def _present(removed: Sequence[str], own: Sequence[str], place: str) -> tuple[str, ...]:
    """Return what is to be taken out. Raises BadWords for what the list does not hold."""
    lines = {fold(part) for line in own for part in (line, line.partition("\t")[0])}
    known = lines | {word for line in own for word in line.split()}
    for word in removed:
        if fold(word) not in known and word not in known:
            near = get_close_matches(word, sorted(known), 1)
            raise BadWords(f"{place} holds no {word!r} to take out{f': is {near[0]!r} meant?' if near else ''}")
    return tuple(removed)
