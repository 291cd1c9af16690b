"""Which convention a page follows, judged by its own regularity: how often labels recur and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from quotes import wordlists
from quotes.labels.candidates import (
    LONGEST,
    Candidate,
    Starts,
    are_capital,
    candidates,
    gap,
    is_capital,
    is_headline,
    starts,
)
from quotes.labels.elements import in_elements
from quotes.labels.evidence import ACCEPTED, weigh
from quotes.labels.grammars import GRAMMARS, Grammar
from quotes.labels.names import is_speaker, is_titled, kind_of, opens_with_office
from quotes.labels.over_quotations import over_quotations
from quotes.labels.questions import bold_questions
from quotes.labels.regularity import OFTEN
from quotes.model import Convention, PersonKind, Span
from quotes.page import Label, Page
from quotes.stops import LINE_ENDS, STROKES

SAMPLE = 200_000  # characters that a convention is chosen on
SUPPORTED = 0.4  # share of labels that must recur, or have a role, where a form alone says little
BOLD_QUESTION = "bold question"
FEW = 12  # labels, fewer than which may be joined by those of another form
QUOTED = 0.9  # share of labels before a quotation mark, where these marks end the turns
CUED = 0.8  # share of cues that open with a name in capitals where none recurs

# Told from the terms of a glossary, which the text above may name, too.
GIVEN = wordlists.keyed("given_names").keys()

Weighed = list[tuple[Candidate, int]]  # candidates, and the evidence for each


class Chosen(NamedTuple):
    """The convention chosen for a page and why, its labels in order, and the table rows that hold all that is said."""

    convention: Convention
    why: str
    labels: tuple[Label, ...] = ()
    rows: Sequence[Span] = ()


# Thank you. QUICK: Governor …
_CAPITALS = re.compile(
    r"(?P<who>[A-ZÀ-Þ][A-Za-zÀ-Þ]?[A-ZÀ-Þ'’][A-ZÀ-Þ'’. -]{0,40}+(?:\([^()\n]{1,30}\))?"
    r"(?:, ?[A-ZÀ-Þ'’. -]{2,60}+)?):(?=\s)"
)
_PLAIN = re.compile(r"(?P<who>[^\W\d_]+(?: [^\W\d_]+){0,4}):(?=\s)")
_BOLD_LETTER = re.compile(r"(?P<bold>\*\*)?(?P<who>Q)(?(bold)\*\*)(?=\s)")
_OPENS = re.compile(r"\s*[\"“]")
_SENTENCE_ENDS = LINE_ENDS | STROKES

PROSE = Chosen(Convention("prose"), "no label recurs or stands out by its form: read as prose")
UNLABELLED = Chosen(Convention("unlabelled cues", transcript=True), "no cue says who speaks")
UNMARKED = "the table has no column that holds speakers: its longest column is read as prose"
MARKED = "the format marks who speaks"


def choose(page: Page) -> Chosen:
    """Return the convention that most labels of the page follow; prose when there is none."""
    return _of_format(page) or _of_text(page)


def _of_format(page: Page) -> Chosen | None:
    """Return the convention where the format itself says who speaks, by columns, by voice tags or by elements."""
    if page.closes:
        known = Convention(page.convention or PROSE.convention.name, closes=True)
        return Chosen(known, MARKED if page.convention else UNMARKED)
    if page.convention:
        return Chosen(Convention(page.convention, transcript=True), MARKED, tuple(page.labels))
    labels, rows = in_elements(page)
    return Chosen(Convention("speaker elements", transcript=True), MARKED, labels, rows) if labels else None


def _of_text(page: Page) -> Chosen:
    support, grammar, weighed = _most_supported(page)
    questions = bold_questions(page)
    if questions and 2 * len(questions) >= support:
        why = f"{len(questions) // 2} questions are bold from end to end"
        return Chosen(Convention(BOLD_QUESTION, transcript=True), why, questions)
    beside = over_quotations(page)
    if not support:
        why = f"{len(beside)} labels stand over block quotations"
        over = Chosen(Convention("label and block quotation", own_line=True), why, beside)
        return over if beside else UNLABELLED if page.cues else PROSE
    return _followed(page, grammar, weighed, beside)


def _most_supported(page: Page) -> tuple[int, Grammar, Weighed]:
    """Return the grammar with most evidence, how much, and its candidates; of a long page a sample chooses."""
    sample = page.starts[: bisect_left(page.starts, SAMPLE)]
    support, grammar, weighed = max(_scored(page, starts(page.plain, sample)), key=_support_of)
    if len(sample) < len(page.starts):
        every = starts(page.plain, page.starts)
        if support:
            return support, grammar, _weighed(page, grammar, every)
        support, grammar, weighed = max(_scored(page, every), key=_support_of)
    if not support and page.cues and (cued := _cued(page)):
        return len(cued[1]), *cued
    return support, grammar, weighed


def _followed(page: Page, grammar: Grammar, weighed: Weighed, beside: Sequence[Label]) -> Chosen:
    """Return the convention of a page that follows `grammar`, and its labels."""
    found = [candidate for candidate, _ in _accepted(weighed)]
    if len(found) < FEW and not grammar.transcript:
        found = _joined(page, grammar, found)
    refused = {candidate.label.start for candidate, weight in weighed if weight < 0}
    labels = _completed(page, grammar, found, refused, beside)
    return Chosen(_as_written(page, grammar, found), _why(grammar, found), labels)


def _as_written(page: Page, grammar: Grammar, found: Sequence[Candidate]) -> Convention:
    """Return what the form of the labels `found` shows."""
    in_line = not grammar.own_line
    return Convention(
        grammar.name,
        transcript=grammar.transcript or page.cues or (in_line and all(c.label.start in page.bold for c in found)),
        quoted=grammar.quoted or _is_quoted(page, found),
        own_line=grammar.own_line,
        capitals=in_line and are_capital(found),
        typed=sum(gap(c) > 1 for c in found) > 0.5 * len(found),
    )


def _is_quoted(page: Page, found: Sequence[Candidate]) -> bool:
    """Return whether nearly all that is said is set in quotation marks, as in reports of courts."""
    opened = sum(_OPENS.match(page.plain, c.speech, c.speech + LONGEST) is not None for c in found)
    return opened >= QUOTED * len(found) if len(found) >= OFTEN else 1 < len(found) == opened


def _scored(page: Page, places: Starts) -> list[tuple[int, Grammar, Weighed]]:
    """Return for each grammar how much evidence it has at `places`, and its candidates there."""
    read = ((grammar, _weighed(page, grammar, places)) for grammar in GRAMMARS)
    return [(_support(page, grammar, weighed), grammar, weighed) for grammar, weighed in read]


def _support_of(row: tuple[int, Grammar, Weighed]) -> int:
    return row[0]


def _joined(page: Page, grammar: Grammar, found: list[Candidate]) -> list[Candidate]:
    """Return `found` with the labels of other forms: a news page may print some on lines of their own, some not."""
    taken = {candidate.label.start for candidate in found}
    scored = _scored(page, starts(page.plain, page.starts))
    others = (weighed for support, form, weighed in scored if support and form is not grammar)
    more = [c for weighed in others for c, _ in _accepted(weighed) if c.label.start not in taken]
    return sorted([*found, *more], key=lambda candidate: candidate.label)


def _cued(page: Page) -> tuple[Grammar, Weighed] | None:
    """Return the labels of subtitles too short for any to recur: nearly every cue opens with a name in capitals."""
    every = starts(page.plain, page.starts)
    for grammar in GRAMMARS:
        found = [c for c in candidates(page, grammar, every) if is_speaker(c.who.name) and c.who.name.isupper()]
        if not grammar.own_line and len(found) > 1 and len(found) >= CUED * len(page.pieces):
            return grammar, [(candidate, ACCEPTED) for candidate in found]
    return None


def _support(page: Page, grammar: Grammar, weighed: Weighed) -> int:
    """Return the evidence for `grammar`; 0 when its labels neither recur nor have a role, or are too few."""
    kept = [(c, weight) for c, weight in _accepted(weighed) if is_speaker(c.who.name)]
    total = sum(weight for _, weight in kept)
    return total if total >= grammar.enough and _is_supported(page, grammar, [c for c, _ in kept]) else 0


def _is_supported(page: Page, grammar: Grammar, found: Sequence[Candidate]) -> bool:
    if grammar.own_line or grammar.quoted:
        return True
    counts = Counter(c.key for c in found)
    if grammar.titled and len(counts) < 2:
        return False
    surnames = {key.split()[-1] for key in counts if " " in key}
    personal = grammar.weight > 1 and any(c.key.split(" ")[0] in GIVEN for c in found)
    sure = (c.key in surnames or _is_sure(c, counts, grammar.titled) or (personal and _is_told(page, c)) for c in found)
    return sum(sure) >= SUPPORTED * len(found)


def _is_sure(candidate: Candidate, counts: Counter[str], titled: bool) -> bool:
    who = candidate.who
    beside = bool(who.role) or candidate.label.seconds is not None or opens_with_office(who.name)
    printed = gap(candidate) > 1 or (titled and candidate.opening.endswith("."))  # MR. REYES:  Yes; Mr. REYES. Yes
    known = is_titled(candidate.who.name) or candidate.who.kind in (PersonKind.OFFICE, PersonKind.GROUP)
    return beside or known or counts[candidate.key] > 1 or (printed and is_capital(candidate.who.name))


def _is_told(page: Page, candidate: Candidate) -> bool:
    """Return whether the text above the first words of a speaker names him in full, as an interview introduces."""
    return " " in candidate.key and page.plain.find(candidate.who.name, 0, candidate.label.start) >= 0


def _weighed(page: Page, grammar: Grammar, places: Starts) -> Weighed:
    found = candidates(page, grammar, places)
    return list(zip(found, weigh(page, grammar, found), strict=True))


def _accepted(weighed: Weighed) -> Weighed:
    return [(candidate, weight) for candidate, weight in weighed if weight >= ACCEPTED]


def _completed(
    page: Page, grammar: Grammar, found: Sequence[Candidate], refused: Set[int], others: Sequence[Label]
) -> tuple[Label, ...]:
    """Return the labels of `found`, and where their words, or those of an office, stand as labels in another form.

    A label may have lost its bold, have a semicolon for a colon, or, in capitals and in subtitles, stand in mid-line.
    Where one was `refused` there is none.
    """
    labels = {c.label.who.start: c.label for c in found}
    printed = {page.plain[slice(*c.label.who)] for c in found if c.follows}
    known = sorted((words for words in printed if len(words) > 1), key=len, reverse=True)
    matches: list[re.Match[str]] = []
    if known:
        taken = refused | {c.label.start for c in found}
        free = [start for start in page.starts if start not in taken]
        matches += _again(page, known, free)
        matches += _offices(page, free) if grammar.transcript and not grammar.titled else []
        matches += _bold_letters(page, free)
        matches = [match for match in matches if not is_headline(page.plain, match.end())]
        matches += _in_line(page, found, known)
    more = [Label(*match.span(), Span(*match.span("who"))) for match in matches]
    for label in (*others, *more):
        labels.setdefault(label.who.start, label)
    return tuple(sorted(labels.values()))


def _again(page: Page, known: Sequence[str], free: Iterable[int]) -> list[re.Match[str]]:
    """Return labels with the words of `known` ones, the longest first, at `free` places."""
    openings = (*known, *(f"**{words}" for words in known))
    opened = [start for start in free if page.plain.startswith(openings, start)]
    if not opened:  # a pattern takes its time to be made
        return []
    again = re.compile(rf"(?:\*\*)?(?P<who>{_either(known)})(?:\*\*)?[:;](?:\*\*)?(?=\s)")
    return [match for start in opened if (match := again.match(page.plain, start))]


def _either(known: Sequence[str]) -> str:
    return "|".join(map(re.escape, known))


def _offices(page: Page, free: Iterable[int]) -> list[re.Match[str]]:
    """Return labels that name an office, whatever their form: The Prime Minister."""
    found = (_PLAIN.match(page.plain, start) for start in free)
    return [match for match in found if match and kind_of(match["who"]) is PersonKind.OFFICE]


def _bold_letters(page: Page, free: Iterable[int]) -> list[re.Match[str]]:
    """Return the Q before a question, in bold and without a mark of its own."""
    found = (_BOLD_LETTER.match(page.plain, start) for start in free if page.plain.startswith(("Q", "**Q"), start))
    return [match for match in found if match and (match.start() in page.bold or match["bold"])]


def _in_line(page: Page, found: Sequence[Candidate], known: Sequence[str]) -> list[re.Match[str]]:
    """Return labels in mid-line, after a sentence: any in capitals where labels are, known ones in subtitles."""
    if are_capital(found):
        pattern = _CAPITALS
    elif page.cues:
        pattern = re.compile(rf"(?P<who>{_either(known)}):(?=\s)")
    else:
        return []
    ends = {c.label.end for c in found}
    colons = (colon for colon in re.finditer(r":(?=\s)", page.plain) if colon.end() not in ends)
    matches = (pattern.search(page.plain, _beginning(page.plain, colon.start()), colon.end() + 1) for colon in colons)
    return [match for match in matches if match and _follows_a_sentence(page.plain, match.start())]


def _beginning(plain: str, end: int) -> int:
    """Return the earliest place where a label that ends at `end` may begin."""
    start = max(0, end - LONGEST)
    return max(plain.rfind("\n", start, end) + 1, plain.rfind(":", start, end) + 1, start)


def _follows_a_sentence(plain: str, start: int) -> bool:
    before = plain[max(0, start - LONGEST) : start]  # a blank line may hold spaces, and do where subtitles have times
    return before[-1:].isspace() and before.rstrip()[-1:] in _SENTENCE_ENDS


def _why(grammar: Grammar, found: Sequence[Candidate]) -> str:
    names = Counter(c.who.name for c in found)
    most = ", ".join(f"{name} ({count})" for name, count in names.most_common(3))
    return f"{len(found)} labels of the form “{grammar.name}”, {len(names)} different; most often {most}"
