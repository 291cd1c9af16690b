"""Weights of the models of this room, in weights/: fitted by `python -m tests.accuracy label_fit`, not set."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def weights(model: str) -> Mapping[str, float]:
    """Return what each thing that `model` observes weighs."""
    text = (files("quotes.labels") / "weights" / f"{model}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}
