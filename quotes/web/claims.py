"""From what somebody pastes, or has in a file, to claims that can be verified: one a line, or a draft's quotations.

No page is made here: a long text is read in a process of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from quotes.errors import UnreadableSource
from quotes.model import Extraction, Manner, Statement, Status
from quotes.pipeline import extract
from quotes.queries.force import how, is_said
from quotes.text import fold

MOST = 200  # claims of one text
LONGEST = 2_000  # characters of one claim
PLAIN = 400  # characters of a line, from which on one that names nobody and quotes nothing is a paragraph
Kind = Literal["list", "draft"]
_MARKS = '“”„«»"'
_BULLET = re.compile(r"^\s*(?:[-–—*•]|\d{1,3}[.)])\s+")
_LABELLED = re.compile(rf"(?P<who>[^\W\d_][^:{_MARKS}]{{1,80}}?)\s*:\s+(?P<words>\S.*)")
_QUOTED = re.compile(rf"[{_MARKS}][^{_MARKS}]*[{_MARKS}][.,;!?]?")


class Claim(NamedTuple):
    """Words that are claimed to be somebody's: whose, and in which line of the text."""

    words: str
    speaker: str | None = None
    line: int | None = None
    how: str | None = None  # the text has it, where it does not simply say that they were said
    doubt: float | None = None  # the chance of this reading, where whose words they are is in doubt in the text


class Claims(NamedTuple):
    """The claims of a text, how it was taken, and how many more there are."""

    kind: Kind
    found: tuple[Claim, ...]
    left: int = 0


def claims(text: str, kind: Kind | None = None) -> Claims:
    """Return what a text claims that people said; None: whether it is a list or a draft is seen from its lines.

    Raises UnreadableSource where it cannot be read as a document.
    """
    kind = kind or ("list" if all(_is_item(line) for _, line in _lines(text)) else "draft")
    every = listed(text) if kind == "list" else [*_quoted(text)]
    return Claims(kind, tuple(every[:MOST]), max(0, len(every) - MOST))


def listed(text: str) -> list[Claim]:
    """Return each line of a list as a claim, without its bullet: “Ann Lee: We close” is whose, and the words."""
    return [_item(number, line) for number, line in _lines(text)]


def _lines(text: str) -> list[tuple[int, str]]:
    return [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if fold(line)]


def _is_item(line: str) -> bool:
    """Tell whether a line is a claim by itself, and no paragraph in which something is quoted."""
    bare = _BULLET.sub("", line)
    if _label(bare) or _QUOTED.fullmatch(bare):
        return True
    return len(bare) < PLAIN and not any(mark in bare for mark in _MARKS)


def _item(number: int, line: str) -> Claim:
    bare = _BULLET.sub("", line)
    label = _label(bare)
    return Claim(label["words"].strip(), label["who"].strip(), number) if label else Claim(bare, None, number)


def _label(line: str) -> re.Match[str] | None:
    """Return a line as speaker and words; None where what stands before the colon names nobody: Ann Lee said."""
    found = _LABELLED.fullmatch(line)
    name = found["who"].partition(",")[0].split() if found else []
    return found if 0 < len(name) <= 6 and not name[0][0].islower() and not name[-1][0].islower() else None


def _quoted(text: str) -> Iterator[Claim]:
    """Yield what a draft has in somebody's very words; a turn that is too long for one claim paragraph by paragraph."""
    found = extract(text.encode("utf-8", "replace"), "draft.txt")
    for one in found.statements:
        if one.manner is Manner.VERBATIM:
            parts = [one.text] if len(one.text) <= LONGEST else one.text.split("\n\n")
            yield from (_claim(found, one, part) for part in parts if fold(part))


def _claim(found: Extraction, one: Statement, words: str) -> Claim:
    speaker = None if one.person is None else found.people[one.person].name
    act, factuality = one.force
    told = None if is_said(act, factuality) else how(act, factuality)
    return Claim(words, speaker, one.line, told, one.confidence if one.status is Status.AMBIGUOUS else None)


Reading = Claims | str  # or why the text cannot be read


def read(text: str, kind: Kind | None) -> Reading:
    """Return the claims of a text, or why it cannot be read: for another process, where errors lose their kind."""
    try:
        return claims(text, kind)
    except UnreadableSource as problem:
        return str(problem)
