"""Who asks and who answers in an interview without labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.model import Mention, PersonKind, Span
from quotes.page import Label, Page

_LINKED = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)|\*\*([^*\[\]]+)\*\*")
_PERSONAL = re.compile(r"[^\W\d_a-zß-ÿ][^\W\dA-Z_]+(?:\s+[^\W\d_][^\W\d_.'’-]*){1,3}")
# What whom nobody names is called; English, as all that the program says.
ASKS, ANSWERS = "Interviewer", "Interviewee"


def in_turn(page: Page, marks: Sequence[Label]) -> list[Mention]:
    """Return whom the marks stand for, question and answer in turn.

    The person who answers is the only one that the introduction links or prints in bold; otherwise nobody is named.
    """
    person = _introduced(page, page.source(marks[0].who).start) if marks else None
    return [
        _nobody(page, mark, ASKS) if number % 2 == 0 else person or _nobody(page, mark, ANSWERS)
        for number, mark in enumerate(marks)
    ]


def _introduced(page: Page, end: int) -> Mention | None:
    found: dict[str, Span] = {}
    for match in _LINKED.finditer(page.text, 0, end):
        group = 1 if match[1] else 2
        name = " ".join(match[group].split())
        if _PERSONAL.fullmatch(name):
            found.setdefault(name, Span(*match.span(group)))
    if len(found) != 1:
        return None
    [(name, span)] = found.items()
    return Mention(name, span, name)


def _nobody(page: Page, mark: Label, name: str) -> Mention:
    span = page.source(mark.who)
    return Mention(page.text[slice(*span)], span, name, kind=PersonKind.UNNAMED)
