"""Who asks and who answers in an interview without labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from quotes.labels.words import opens_with_given
from quotes.lexicon import Lexicon
from quotes.model import Mention, PersonKind, Span
from quotes.page import Label, Page
from quotes.text import either

_LINKED = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)|\*\*([^*\[\]]+)\*\*")
_CAPITAL = r"[^\W\d_a-zß-ÿ](?:\.|[\w'’-]+)"
_PERSONAL = re.compile(r"[^\W\d_a-zß-ÿ][^\W\dA-Z_]+(?:\s+[^\W\d_][^\W\d_.'’-]*){1,3}")
# What whom nobody names is called; English, as all that the program says.
ASKS, ANSWERS = "Interviewer", "Interviewee"
_PARTICLE = "P"  # of a name, as classes.txt calls it: van, de


def in_turn(page: Page, marks: Sequence[Label]) -> list[Mention]:
    """Return whom the marks stand for, question and answer in turn.

    The person who answers is the only one that the introduction links or prints in bold; otherwise nobody is named.
    """
    person = _introduced(page, page.source(marks[0].who).start) if marks else None
    return [
        _nobody(page, mark, ASKS) if number % 2 == 0 else person or _nobody(page, mark, ANSWERS)
        for number, mark in enumerate(marks)
    ]


def interviewed(head: str, lexicon: Lexicon) -> str:
    """Return whom alone `head`, the words above the first label, says to be interviewed: Interview with Ana Reyes."""
    every = (
        (found["said"], " ".join(found["name"].split()).rstrip(".'’")) for found in _interview(lexicon).finditer(head)
    )
    # Behind a colon another title may stand: Interview: Ten Hard Questions
    names = {name for said, name in every if not said.endswith(":") or opens_with_given(name, lexicon)}
    return names.pop() if len(names) == 1 else ""


@cache
def _interview(lexicon: Lexicon) -> re.Pattern[str]:
    said, particles = either(lexicon.lines("interviews")), either(w for w, k in _classes(lexicon) if k == _PARTICLE)
    described = r"(?:[^\W\d_A-ZÀ-Þ][\w-]*,?[ \t]+){0,8}?"  # the harbour master
    name = rf"{_CAPITAL}(?:[ \t]+(?:{particles}[ \t]+)?{_CAPITAL}){{1,3}}"
    return re.compile(rf"(?P<said>(?i:\b{said}))[ \t]+{described}(?P<name>{name})")


def _classes(lexicon: Lexicon) -> Iterable[tuple[str, str]]:
    return ((word, key[0]) for word, key in lexicon.keyed("classes").items())


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
