"""What another program takes for the article, asked of our own blocks: trafilatura is a judge here, not a reader.

Every stored word stays a slice of the source; of the other program only what it keeps counts, by sequences of words.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import version
from types import ModuleType

from quotes.formats.html.blocks import runs

LARGEST = 3_000_000  # characters of a page of which others are asked: what they need grows faster than the page
JUDGE, DATES = "trafilatura", "htmldate"
PROGRAMS = (JUDGE, DATES)  # that have a say on saved pages
_WORD = re.compile(r"\w+")


@cache
def program(name: str) -> ModuleType | None:
    """Return another program, one of PROGRAMS, where it is installed."""
    try:
        found = import_module(name)
    except ImportError:
        return None
    logging.getLogger(name).setLevel(logging.CRITICAL)  # what it cannot read is ours to judge
    return found


def judged_by(heard: bool) -> str:
    """Return in words who judged a page with menus: whether the other program was `heard`, or why it was not."""
    if heard:
        return f"judged with {JUDGE} {version(JUDGE)}"
    if program(JUDGE):
        return f"judged without {JUDGE}, which finds no article there"
    return f"judged without {JUDGE}, less well: pip install 'quotes-db[web]'"


def kept(text: str, blocks: Sequence[Sequence[str]]) -> list[float] | None:
    """Return the share of the words of each block that the other program keeps of the page `text`.

    `blocks` are the words of each in small letters. None where the program is not installed, or finds no article.
    """
    known = program(JUDGE)
    if known is None or len(text) > LARGEST:
        return None
    try:
        article = known.extract(text, include_comments=False)
    except Exception:  # whatever a broken page leads it to: it has no say then
        return None
    if not article:
        return None
    lines = [tuple(_WORD.findall(line.lower())) for line in article.splitlines()]
    told = {run for line in lines for run in runs(line)}
    whole = set(lines)
    return [_share(tuple(block), told, whole) for block in blocks]


def _share(block: tuple[str, ...], told: set[tuple[str, ...]], whole: set[tuple[str, ...]]) -> float:
    own = runs(block)
    return float(block in whole) if not own else sum([run in told for run in own]) / len(own)


def dated_by() -> str:
    """Return which program dates pages, with its version."""
    return f"{DATES} {version(DATES)}"


def published(text: str) -> str | None:
    """Return the day on which the other program holds the page `text` to be published, where it is installed."""
    known = program(DATES)
    if known is None or len(text) > LARGEST:
        return None
    try:
        found = known.find_date(text, original_date=True, extensive_search=False)
    except Exception:  # as above
        return None
    return str(found) if found else None
