"""How sure labels are, what was refused, and whether a page looks spoken; the cases are data, see cases/doubt.toml."""

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from quotes import formats, labels
from quotes.model import BlockKind, Document, Metadata
from quotes.page import Page

CASES = tomllib.loads(Path(__file__).with_name("cases").joinpath("doubt.toml").read_text("utf-8"))["case"]


def page(case: dict[str, Any]) -> Page:
    return formats.read(case["text"].encode(), case["file"], metadata=Metadata(), format=None)


def found(document: Document) -> dict[str, list[float]]:
    named: dict[str, list[float]] = {}
    for block in document.blocks:
        if block.kind is BlockKind.LABEL and block.mention:
            named.setdefault(block.mention.text.partition(",")[0], []).append(block.probability)
    return named


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_doubt(case: dict[str, Any]) -> None:
    document = labels.name(page(case))
    named = found(document)
    refused = {one.name: one.probability for one in document.refused}
    if "convention" in case:
        convention, least, most = case["convention"]
        assert document.convention.name == convention
        assert least <= document.convention.probability <= most
    for name, least, most in case.get("labels", ()):
        assert all(least <= probability <= most for probability in named[name]), (name, named)
    for name, least, most in case.get("refused", ()):
        assert name not in named
        assert least <= refused[name] <= most, refused
    assert "refused" not in case or case["refused"] or not refused, refused
    assert not {*case.get("none", ())} & {*named, *refused}
    assert document.looks_spoken == case.get("looks_spoken", document.looks_spoken)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_what_is_refused_stands_where_it_says(case: dict[str, Any]) -> None:
    document = labels.name(page(case))
    taken = [block.span for block in document.blocks if block.kind is BlockKind.LABEL]
    for one in document.refused:
        assert one.name.split()[-1] in document.text[slice(*one.span)]
        assert not any(span.start < one.span.end and one.span.start < span.end for span in taken)
    assert all(one.span.end <= other.span.start for one, other in pairwise(document.refused))
