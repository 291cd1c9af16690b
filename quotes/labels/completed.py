"""Labels that no grammar finds: known words in another form, offices, a Q in bold, capitals in mid-line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from quotes.labels.candidates import LONGEST, Candidate, are_capital, is_headline, key_of
from quotes.labels.grammars import ANSWER, QUESTION, Grammar
from quotes.labels.names import kind_of, parse
from quotes.model import PersonKind, Span
from quotes.page import Label, Page
from quotes.stops import LINE_ENDS, STROKES
from quotes.text import either

# How likely such labels are some. Set, not measured: none is among the measured pages.
KNOWN = 0.98  # the words of another label, a word of its name, or a Q in bold
OFFICE = 0.9
PLAIN_ANSWER = 0.75  # an A where only questions are bold: the writers of a list of questions ask and answer, too
IN_LINE = 0.9  # in capitals, whoever it be

_QUOTES = '“”"'
# Thank you. QUICK: Governor …
_CAPITALS = re.compile(
    r"(?P<who>[A-ZÀ-Þ][A-Za-zÀ-Þ]?[A-ZÀ-Þ'’][A-ZÀ-Þ'’. -]{0,40}+(?:\([^()\n]{1,30}\))?"
    rf"(?:, ?[A-ZÀ-Þ'’{_QUOTES}. -]{{2,60}}+)?):(?=\s)"
)
_DASHED = re.compile(r"(?P<who>[A-ZÀ-Þ]{2}(?:[A-ZÀ-Þ'’ -]|\.(?![-–—])){2,60}?)\.[-–—](?=\s)")  # HON. A. QUICK.- Sir, …
_END = re.compile(r"(?::|\.[-–—])(?=\s)")
_PLAIN = re.compile(r"(?P<who>[^\W\d_]+(?: [^\W\d_]+){0,4}):(?=\s)")
_BOLD_LETTER = re.compile(rf"(?P<bold>\*\*)?(?P<who>{QUESTION})(?(bold)\*\*)(?=\s)")
_QUESTIONS = (QUESTION, f"**{QUESTION}")
_SENTENCE_ENDS = LINE_ENDS | STROKES


class Sure(NamedTuple):
    """A label, and how likely it is one."""

    label: Label
    probability: float


def completed(
    page: Page, grammar: Grammar, found: Sequence[Candidate], refused: Set[int], others: Iterable[Sure]
) -> list[Sure]:
    """Return the labels that stand on `page` beside `found`: `others`, and words of known labels in another form.

    A label may have lost its bold, have a semicolon for a colon, or, in capitals and in subtitles, stand in mid-line.
    Where one was `refused` there is none.
    """
    labels = {one.label.who.start: one for one in others}
    printed = {page.plain[slice(*c.label.who)] for c in found if c.follows}
    known = sorted((words for words in printed if len(words) > 1), key=len, reverse=True)
    for match, probability in _matches(page, grammar, found, refused, known) if known or _ask_alone(found) else ():
        label = Label(*match.span(), Span(*match.span("who")))
        labels.setdefault(label.who.start, Sure(label, probability))
    return list(labels.values())


def _matches(
    page: Page, grammar: Grammar, found: Sequence[Candidate], refused: Set[int], known: Sequence[str]
) -> Iterator[tuple[re.Match[str], float]]:
    taken = refused | {c.label.start for c in found}
    free = [start for start in page.starts if start not in taken]
    answers = _again(page, (ANSWER,), free) if _ask_alone(found) else []
    offices = _offices(page, free) if grammar.transcript and not grammar.titled else []
    for matches, probability in (
        (_again(page, known, free), KNOWN),
        (answers, PLAIN_ANSWER),
        (offices, OFFICE),
        (_bold_letters(page, free), KNOWN),
    ):
        yield from ((match, probability) for match in matches if not is_headline(page.plain, match.end()))
    names = {word for candidate in found for word in candidate.key.split()}
    for match in _in_line(page, found, known):
        named = parse(match["who"], page.lexicon).name
        yield match, KNOWN if match["who"] in known or not names.isdisjoint(key_of(named).split()) else IN_LINE


def _again(page: Page, known: Sequence[str], free: Iterable[int]) -> list[re.Match[str]]:
    """Return labels with the words of `known` ones, the longest first, at `free` places."""
    openings = (*known, *(f"**{words}" for words in known))
    opened = [start for start in free if page.plain.startswith(openings, start)]
    if not opened:  # a pattern takes its time to be made
        return []
    again = re.compile(rf"(?:\*\*)?(?P<who>{either(known)})(?:\*\*)?[:;](?:\*\*)?(?=\s)")
    return [match for start in opened if (match := again.match(page.plain, start))]


def _offices(page: Page, free: Iterable[int]) -> list[re.Match[str]]:
    """Return labels that name an office, whatever their form: The Prime Minister."""
    found = (_PLAIN.match(page.plain, start) for start in free)
    return [match for match in found if match and kind_of(match["who"], page.lexicon) is PersonKind.OFFICE]


def _ask_alone(found: Iterable[Candidate]) -> bool:
    """Return whether letters stand before questions and not before answers: **Q: Why?**, then A: Because."""
    names = {candidate.who.name for candidate in found}
    return QUESTION in names and ANSWER not in names


def _bold_letters(page: Page, free: Iterable[int]) -> list[re.Match[str]]:
    """Return the Q before a question, in bold and without a mark of its own."""
    found = (_BOLD_LETTER.match(page.plain, start) for start in free if page.plain.startswith(_QUESTIONS, start))
    return [match for match in found if match and (match.start() in page.bold or match["bold"])]


def _in_line(page: Page, found: Sequence[Candidate], known: Sequence[str]) -> list[re.Match[str]]:
    """Return labels in mid-line, after a sentence: any in capitals where labels are, known ones in subtitles."""
    if are_capital(found):
        patterns = {":": _CAPITALS, ".": _DASHED}
    elif page.cues and known:
        patterns = {":": re.compile(rf"(?P<who>{either(known)}):(?=\s)")}
    else:
        return []
    taken = {c.label.end for c in found}
    ends = [end for end in _END.finditer(page.plain) if end[0][0] in patterns]
    matches = (
        patterns[end[0][0]].search(page.plain, _beginning(page.plain, before, end.start()), end.end() + 1)
        for before, end in zip([0, *(end.end() for end in ends)], ends, strict=False)
        if end.end() not in taken
    )
    return [match for match in matches if match and _follows_a_sentence(page.plain, match.start())]


def _beginning(plain: str, before: int, end: int) -> int:
    """Return the earliest place, behind the end `before` of a label, where one that ends at `end` may begin."""
    start = max(before, end - LONGEST)
    return max(plain.rfind("\n", start, end) + 1, plain.rfind(":", start, end) + 1, start)


def _follows_a_sentence(plain: str, start: int) -> bool:
    before = plain[max(0, start - LONGEST) : start]  # a blank line may hold spaces, and do where subtitles have times
    return before[-1:].isspace() and before.rstrip()[-1:] in _SENTENCE_ENDS
