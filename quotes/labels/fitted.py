"""Weights of the models of this room, in weights/: fitted by `python -m tests.accuracy label_fit`, not set."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def weights(model: str) -> Mapping[str, float]:
    """Return what each thing that `model` observes weighs."""
    return {name: float(row[0]) for name, row in table(model).items()}


def table(model: str) -> Mapping[str, tuple[str, ...]]:
    """Return the table of a model: by what is observed its weight, and what else is told of it."""
    text = (files("quotes.labels") / "weights" / f"{model}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: tuple(row) for name, *row in rows}
