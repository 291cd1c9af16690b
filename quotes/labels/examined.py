"""Courts: the Q is whoever examines, the A the witness, as the lines above say: BY MR. DORN; ANN LEE, duly sworn."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from quotes.labels.grammars import ANSWER, QUESTION
from quotes.labels.words import label_words
from quotes.lexicon import Lexicon
from quotes.lexicon.examining import by_whom, examines, sworn
from quotes.model import Mention, PersonKind, Span
from quotes.page import Label, Page
from quotes.text import fold

_INDENT = re.compile(r"[^\S\n]*")


def examined(page: Page, labels: Sequence[Label], named: Sequence[Mention]) -> list[Mention]:
    """Return whom the `labels` name, letters and "the witness" by the name that the record gives before them."""
    if not any(one.name == QUESTION for one in named):
        return list(named)
    letters = {QUESTION: _asking(page), ANSWER: _answering(page)}
    if not letters[QUESTION]:
        return list(named)
    for name in _witness(page.lexicon):
        letters[name] = letters[ANSWER]
    return [_known(page, label, one, letters) for label, one in zip(labels, named, strict=True)]


def is_examining(words: str, lexicon: Lexicon) -> bool:
    """Return whether a label says whose questions follow, and is nobody's."""
    return bool(examines(lexicon).fullmatch(words))


def _asking(page: Page) -> list[tuple[int, Span]]:
    """Return where each examination begins, with the name of whoever examines."""
    plain, match_at = page.plain, examines(page.lexicon).match
    lines = {plain.rfind("\n", 0, by.start()) + 1 for by in by_whom(page.lexicon).finditer(plain)}
    begins = (_INDENT.match(plain, line) for line in sorted(lines))
    found = (match_at(plain, begin.end()) for begin in begins if begin)
    return [(match.end(), Span(*match.span("who"))) for match in found if match]


def _answering(page: Page) -> list[tuple[int, Span]]:
    """Return where each witness is sworn, with the name."""
    return [(match.end(), Span(*match.span("who"))) for match in sworn(page.lexicon).finditer(page.plain)]


@cache
def _witness(lexicon: Lexicon) -> frozenset[str]:
    """Return the folded words, but letters, that whoever answers is called by."""
    words = [word for word, part in lexicon.keyed("examining").items() if part == "witness"]
    return frozenset(fold(f"{article} {word}") for word in words for article in ("", *label_words(lexicon).articles))


def _known(page: Page, label: Label, one: Mention, letters: dict[str, list[tuple[int, Span]]]) -> Mention:
    key = one.name if one.name in (QUESTION, ANSWER) else fold(one.name)
    places = letters.get(key, ())
    before = bisect_right(places, label.start, key=lambda place: place[0]) - 1 if places else -1
    if before < 0:
        return one
    name = " ".join(page.plain[slice(*places[before][1])].split())
    return one._replace(name=name, role=None, kind=PersonKind.PERSON)
