"""The head of a Markdown page: --- key: value ---. The small part of YAML that people write there."""

from __future__ import annotations

import re
from dataclasses import replace

from quotes.model import Metadata

_FENCE = re.compile(r"\s*---[ \t]*\n(?P<body>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_ENTRY = re.compile(r"^([\w-]+)[ \t]*:[ \t]*(.*?)[ \t]*$|^[ \t]*-[ \t]+(.*?)[ \t]*$", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def front_matter(plain: str) -> tuple[int, dict[str, list[str]]]:
    """Return where the front matter of `plain` ends (0: there is none) and its entries, each a list of values."""
    match = _FENCE.match(plain)
    if not match:
        return 0, {}
    entries: dict[str, list[str]] = {}
    values: list[str] = []
    for key, value, item in _ENTRY.findall(match["body"]):
        if key:
            values = entries.setdefault(key.lower(), [])
            values.extend(_values(value))
        elif item:
            values.append(_unquoted(item))
    return match.end(), entries


def _values(value: str) -> list[str]:
    if value.startswith("[") and value.endswith("]"):
        return [_unquoted(part) for part in value[1:-1].split(",") if part.strip()]
    return [_unquoted(value)] if value and value not in (">", "|", "|-", ">-") else []


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _plain_escape(m[3]), value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def _plain_escape(letter: str) -> str:
    return {"n": "\n", "t": "\t", "_": "\u00a0"}.get(letter, letter)


def merged(known: Metadata, entries: dict[str, list[str]]) -> Metadata:
    """Return `known` with what it leaves open filled in from the front matter."""
    if not entries:
        return known
    date = _first(entries, "date", "published", "published_time")
    day = _DATE.match(date or "")
    return replace(
        known,
        title=known.title or _first(entries, "title"),
        url=known.url or _first(entries, "source_url", "url", "canonicalurl", "media"),
        publisher=known.publisher or _first(entries, "publisher", "site"),
        language=known.language or _first(entries, "language", "lang"),
        published=known.published or (day.group() if day else None),
        people=known.people or tuple(entries.get("speakers", ()) or entries.get("speaker", ())),
    )


def _first(entries: dict[str, list[str]], *keys: str) -> str | None:
    return next((entries[key][0] for key in keys if entries.get(key)), None)
