"""Word lists beside the code: one entry a line, # begins a remark."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def lines_of_words(name: str) -> tuple[str, ...]:
    """Return the entries of the list `name`, in order."""
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
