"""Weights of fitted models: tables in the folders weights/ of rooms, each written by a program in tests/accuracy."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def weights(room: str, model: str) -> Mapping[str, float]:
    """Return what each thing that a model observes weighs; `room` is the package in which it stands."""
    return {name: float(row[0]) for name, row in table(room, model).items()}


def table(room: str, model: str) -> Mapping[str, tuple[str, ...]]:
    """Return the table of a model: by what is observed its weight, and what else is told of it."""
    text = (files(room) / "weights" / f"{model}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: tuple(row) for name, *row in rows}
