"""Lists as SQLite's json_each reads them; importing json would take its time."""

from __future__ import annotations

from collections.abc import Iterable


def json_list(numbers: Iterable[int]) -> str:
    """Return `numbers` as a list in JSON."""
    return f"[{','.join(map(str, numbers))}]"


def json_uids(uids: Iterable[str]) -> str:
    """Return `uids`, or other words of letters and digits only, as a list in JSON."""
    return "[" + ",".join(f'"{uid}"' for uid in uids) + "]"
