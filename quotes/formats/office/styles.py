"""Styles of word processors: each may be derived from another, whose say holds where it says nothing itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Style(NamedTuple):
    """A style: what it is derived from, whether of headings, whether bold (None: as what it is derived from)."""

    based_on: str = ""
    heading: bool = False
    bold: bool | None = None


def is_heading(styles: Mapping[str, Style], name: str) -> bool:
    """Tell whether paragraphs of the style `name` are headings."""
    return any(style.heading for style in _chain(styles, name))


def bold(styles: Mapping[str, Style], name: str) -> bool | None:
    """Tell whether words of the style `name` are bold; None where neither it nor what it is derived from says."""
    return next((style.bold for style in _chain(styles, name) if style.bold is not None), None)


def _chain(styles: Mapping[str, Style], name: str) -> Iterator[Style]:
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        yield styles[name]
        name = styles[name].based_on
