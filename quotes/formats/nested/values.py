"""The values of JSON at their places: objects and lists as they are, all else as where it stands."""

from __future__ import annotations

import json
import re
from typing import NamedTuple, TypeAlias

from quotes.errors import UnreadableSource


class Leaf(NamedTuple):
    """Where a string stands, without its quotation marks, or a number; true, false and null take no place."""

    start: int
    end: int
    quoted: bool


Object: TypeAlias = "dict[str, Value]"
Value: TypeAlias = "Object | list[Value] | Leaf"

_WORD = ("word", "start", "end")  # in lists of three
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]|[^\s"{}\[\]:,]+', re.DOTALL)


def parse(text: str, start: int, end: int) -> Value:
    """Return the value that text[start:end] is; of two fields of one name the first.

    Raises UnreadableSource where it is no JSON, and says in which line and column of `text`.
    """
    _refuse_broken(text, start, end)
    top: list[Value] = []
    around: list[Object | list[Value]] = [top]
    key: str | None = None
    for token in _TOKEN.finditer(text, start, end):
        first = text[token.start()]
        if first in "}]":
            around.pop()
            continue
        inner = around[-1]
        if key is None and isinstance(inner, dict):
            key = unescaped(text[token.start() + 1 : token.end() - 1])
            continue
        value: Value = {} if first == "{" else [] if first == "[" else _leaf(token, first)
        if isinstance(inner, dict):
            inner.setdefault(key or "", value)
        else:
            inner.append(value)
        key = None
        if not isinstance(value, Leaf):
            around.append(value)
    return top[0]


def _leaf(token: re.Match[str], first: str) -> Leaf:
    inset = first == '"'
    end = token.start() if first.isalpha() else token.end() - inset
    return Leaf(token.start() + inset, end, inset)


def timed(value: Value) -> Value:
    """Return `value`, words that stand in lists with their times, as ["open", 0.1, 0.4], as objects that tell so."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            one[:] = [_timed_word(held) for held in one]
            waiting.extend(one)
        elif isinstance(one, dict):
            waiting.extend(one.values())
    return value


def _timed_word(value: Value) -> Value:
    if not isinstance(value, list) or len(value) != len(_WORD) or not all(isinstance(one, Leaf) for one in value):
        return value
    kinds = [isinstance(one, Leaf) and one.quoted for one in value]
    return dict(zip(_WORD, value, strict=True)) if kinds == [True, False, False] else value


def unescaped(words: str) -> str:
    """Return what a string shows."""
    return str(json.loads(f'"{words}"', strict=False)) if "\\" in words else words


def _refuse_broken(text: str, start: int, end: int) -> None:
    try:
        json.loads(text[start:end], strict=False, parse_int=str, parse_float=str)
    except json.JSONDecodeError as problem:
        at = start + problem.pos
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        raise UnreadableSource(f"line {line}, column {column}: no valid JSON here ({problem.msg})") from problem
    except RecursionError as problem:
        raise UnreadableSource("no document: its JSON is nested too deep to be read") from problem
