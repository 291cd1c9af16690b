"""Figures of how well pages in other languages are read, kept in speech.tsv: docs/languages.md shows them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_FILE = Path(__file__).parent / "speech.tsv"
_HEAD = """\
# How well pages in other languages than English are read. Written by `python -m tests.accuracy.speech_sets write`,
# `… speech_blocks write` and `… speech_fit record`. Columns apart by tabs: what was measured, on what, the figure.
"""


def kept() -> dict[tuple[str, str], str]:
    """Return the figures by what was measured and on what."""
    lines = _FILE.read_text(encoding="utf-8").splitlines() if _FILE.exists() else []
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(what, where): figure for what, where, figure in rows}


def keep(figures: Mapping[tuple[str, str], str]) -> None:
    """Put figures in the place of those kept of the same."""
    rows = sorted((kept() | dict(figures)).items())
    _FILE.write_text(_HEAD + "".join(f"{what}\t{where}\t{figure}\n" for (what, where), figure in rows), "utf-8")


def table(rows: Mapping[str, str], columns: Mapping[str, str]) -> str:
    """Return the figures as a table in Markdown, with the titles of its rows and columns."""
    known = kept()
    lines = [
        f"| {title} | " + " | ".join(known.get((what, where), "–") for where in columns) + " |"
        for what, title in rows.items()
    ]
    return "\n".join(["| | " + " | ".join(columns.values()) + " |", "|---" * (len(columns) + 1) + "|", *lines])
