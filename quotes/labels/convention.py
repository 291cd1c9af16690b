"""Which convention a page follows, how likely, and what of it are labels: judged by its own regularity."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quotes.labels import likely, refused, written
from quotes.labels.candidates import LONGEST, Candidate, are_capital, gap
from quotes.labels.completed import Sure, completed
from quotes.labels.elements import in_elements, set_off, share
from quotes.labels.grammars import Grammar
from quotes.labels.over_quotations import captions, over_quotations, stand_over
from quotes.labels.questions import answering, bold_questions
from quotes.labels.regularity import OFTEN
from quotes.labels.spoken import Look, look
from quotes.labels.support import Form, forms, joined
from quotes.labels.titles import sender, titled
from quotes.model import Convention, Refused, Span
from quotes.page import Label, Page

BOLD_QUESTION, BOLD_LABEL = "bold question", "bold label"
FEW = 12  # labels, fewer than which may be joined by those of another form
QUOTED = 0.9  # share of labels before a quotation mark, where these marks end the turns
LOOKS_SPOKEN = 0.5  # probability from which a page without labels is said to look as if somebody spoke
BY_FORMAT = 0.999  # how likely that is which a format itself says of who speaks
OVER_QUOTATION = 0.99  # a label over a block quotation
# Set, as no measuring set has many: a line that says who somebody is, over a paragraph in marks; names before dashes.
CAPTION = UNMEASURED = 0.95
NAMED_ANSWER = 0.95  # a name in bold among questions in bold. All three are set, not measured

# A quotation, where need be behind what it is from: Tweet: “…”; said in a statement: “…”
_OPENS = re.compile(r"\s*(?:[^\W\d_][^:\n.!?\"“”]{1,40}:\s*)?[\"“]")


class Chosen(NamedTuple):
    """How a page is held to be written and why, its labels, and what was refused.

    `rows` are the table rows that hold all that is said, `template` is that of a program. `looks_spoken` says that
    nobody was found to speak though the lines look as if somebody did; `titled` is whom the title of such a page names,
    and of any mail who sent it.
    """

    convention: Convention
    why: str
    labels: tuple[Sure, ...] = ()  # in order
    rows: Sequence[Span] = ()
    template: Grammar | None = None
    refused: tuple[Refused, ...] = ()
    looks_spoken: bool = False
    titled: str = ""


PROSE, UNLABELLED, OVER_QUOTATIONS = "prose", "unlabelled cues", "label and block quotation"
CAPTIONS = "name over a quotation"
_CAPTIONED = "1 line that tells a name and an age stands over a quotation"
MARKED = "the format marks who speaks"
TWICE = 2  # times as many lines set off as labels found by their text, from which on the former are believed
_UNMARKED = "the table has no column that holds speakers: its longest column is read as prose"
_ALIKE = "no label recurs or stands out by its form: read as prose"
_SPOKEN = "no label recurs or stands out by its form, though lines look as if somebody spoke: read as prose, in doubt"
_NOBODY = "no cue says who speaks"


def choose(page: Page) -> Chosen:
    """Return the convention that most labels of the page follow; prose when there is none."""
    if by_format := _of_format(page):
        return by_format
    by_text, by_form = _of_text(page), _set_off(page)
    return by_form if by_form and len(by_form.labels) > TWICE * len(by_text.labels) else by_text


def _of_format(page: Page) -> Chosen | None:
    """Return the convention where the format itself says who speaks, by columns, by voice tags or by elements."""
    if page.closes and not page.convention:
        return _unlabelled(page, _UNMARKED)
    if page.convention:
        known = Convention(page.convention, BY_FORMAT, closes=page.closes, transcript=not page.closes)
        return Chosen(known, MARKED, _marked(() if page.closes else page.labels))
    labels, rows, probability = in_elements(page)
    known = Convention("speaker elements", probability, transcript=True)
    return Chosen(known, MARKED, _marked(labels), rows) if labels else None


def _set_off(page: Page) -> Chosen | None:
    """Return the convention where lines set off in bold, or as headings, are names that come again."""
    labels, _, probability = set_off(page)
    known = Convention("name set off on its own line", probability, own_line=True)
    why = f"{len(labels)} lines set off from those below are names, some of which come again"
    return Chosen(known, why, _marked(labels)) if labels else None


def _marked(labels: Iterable[Label]) -> tuple[Sure, ...]:
    return tuple([Sure(label, BY_FORMAT) for label in labels])


def _of_text(page: Page) -> Chosen:
    found = forms(page)
    questions = bold_questions(page)
    if questions and 2 * len(questions) >= found[0].evidence:
        return _asked(page, questions, found)
    beside = tuple([Sure(label, OVER_QUOTATION) for label in sorted({*over_quotations(page), *page.labels})])
    said = tuple([Sure(label, CAPTION) for label in captions(page)])
    if found[0].evidence:
        return _followed(page, found, beside)
    if said and not beside:
        why = f"{len(said)} lines that name somebody stand over quotations" if len(said) > 1 else _CAPTIONED
        return Chosen(Convention(CAPTIONS, CAPTION, own_line=True, quoted=True), why, said, titled=sender(page))
    if beside:
        known = Convention(OVER_QUOTATIONS, OVER_QUOTATION, own_line=True)
        many = (
            "1 label stands over a block quotation"
            if len(beside) == 1
            else f"{len(beside)} labels stand over block quotations"
        )
        return Chosen(known, many, beside, titled=sender(page))
    return _unlabelled(page, _NOBODY if page.cues else _ALIKE)


def _asked(page: Page, questions: Sequence[Label], found: Sequence[Form]) -> Chosen:
    """Return the reading of an interview whose `questions` are bold; a name in bold among the answers is a label."""
    asked = len(questions) // 2
    marks = {label.start for label in questions}
    beside = [
        row
        for form in found
        if form.grammar.name == BOLD_LABEL and form.signs
        for row in likely.rated(form, likely.around(form, page), chosen=False)
        if row[0].label.start not in marks
    ]
    named = {candidate.label.start for candidate in answering(page, questions, [row[0] for row in beside])}
    labels = [Sure(one.label, NAMED_ANSWER) for one, _ in beside if one.label.start in named]
    weighed = (row for row in beside if row[0].label.start not in named)
    return Chosen(
        Convention(BOLD_QUESTION, share(asked, asked), transcript=True),
        f"{asked} questions are bold from end to end",
        tuple(sorted([*_marked(questions), *labels])),
        refused=refused.outside(page, refused.candidates(weighed, page.lexicon), questions),
    )


def _unlabelled(page: Page, why: str) -> Chosen:
    """Return the reading of a page on which nobody was found to speak, with what its lines look like.

    Subtitles are spoken whether or not they say by whom.
    """
    seen = look(page)
    spoken = seen.probability >= LOOKS_SPOKEN
    name = UNLABELLED if page.cues else PROSE
    return Chosen(
        Convention(name, round(1 - seen.probability, 3), closes=page.closes, transcript=page.cues),
        _SPOKEN if spoken and why is _ALIKE else why,
        refused=refused.outside(page, [*refused.openings(page, seen), *refused.in_full(page)], ()),
        looks_spoken=spoken or page.cues,
        titled=titled(page),
    )


def _followed(page: Page, found: Sequence[Form], beside: Sequence[Sure]) -> Chosen:
    """Return the convention of a page on which the first of the forms has most evidence, and its labels."""
    first = found[0]
    several = len(first.accepted) >= FEW or first.grammar.transcript
    read = [first, *(() if several else joined(page, found))]
    rated = list(_rated(page, read, found))
    accepted = _accepted(read)
    labels = [_no_surer(one, first) for one in _labels(page, first, accepted, rated, beside)]
    places = [one.label for one in labels]
    other = written.others(page, places)
    probability = written.probability(page, first, places, other)
    over = stand_over(page, places)
    return Chosen(
        _as_written(page, first, accepted, max(probability, OVER_QUOTATION if 2 * sum(over) > len(over) else 0.0)),
        _why(first.grammar, accepted),
        tuple([_least(one, OVER_QUOTATION) if o else one for one, o in zip(labels, over, strict=True)]),
        template=first.grammar if first.grammar.stamped or first.grammar.marks else None,
        refused=refused.outside(page, _refused(page, first, rated, places, other), places),
        titled=sender(page),
    )


def _no_surer(one: Sure, form: Form) -> Sure:
    """Return a label no surer than one may be of a form of which no measuring set has many."""
    return Sure(one.label, min(one.probability, UNMEASURED)) if form.grammar.people else one


def _least(one: Sure, probability: float) -> Sure:
    return Sure(one.label, max(one.probability, probability))


def _refused(
    page: Page, first: Form, rated: Iterable[tuple[Candidate, float]], labels: Sequence[Label], other: Look
) -> Iterator[Refused]:
    """Yield what was weighed on a page with `labels`, and is none."""
    taken = {label.start for label in labels}
    yield from refused.candidates((row for row in rated if row[0].label.start not in taken), page.lexicon)
    if first.grammar.own_line or written.is_dense(page, labels):
        yield from refused.kindred(page, first)
    if written.is_dense(page, labels):
        yield from refused.strangers(page, labels)
    yield from refused.openings(page, other)
    yield from refused.in_full(page)


def _rated(page: Page, read: Sequence[Form], found: Sequence[Form]) -> Iterator[tuple[Candidate, float]]:
    """Yield each candidate with how likely it is a label: of the forms that are read, then of those also `found`."""
    around = likely.around(read[0], page)
    taken: set[int] = set()
    for form in read:
        taken.update([candidate.label.start for candidate in form.accepted])
        yield from likely.rated(form, around, chosen=True)
    for form in found:
        if form.signs and not any(form.grammar is one.grammar for one in read):
            free = [one for one in form.weighed if one.candidate.label.start not in taken]
            yield from likely.rated(form._replace(weighed=free), around, chosen=False)


def _accepted(read: Sequence[Form]) -> list[Candidate]:
    """Return the labels of the forms that are read, in order: of two at one place that of the first form."""
    first, *others = (form.accepted for form in read)
    taken = {candidate.label.start for candidate in first}
    more = [candidate for form in others for candidate in form if candidate.label.start not in taken]
    return sorted([*first, *more], key=lambda candidate: candidate.label)


def _labels(
    page: Page,
    first: Form,
    accepted: Sequence[Candidate],
    rated: Iterable[tuple[Candidate, float]],
    beside: Iterable[Sure],
) -> tuple[Sure, ...]:
    """Return the labels that were `accepted`, and those that no grammar finds."""
    probable: dict[int, float] = {}
    for candidate, probability in rated:
        probable.setdefault(candidate.label.who.start, probability)
    labels = {c.label.who.start: Sure(c.label, probable[c.label.who.start]) for c in accepted}
    unlikely = {one.candidate.label.start for one in first.weighed if one.evidence < 0}
    for one in completed(page, first.grammar, accepted, unlikely, beside):
        labels.setdefault(one.label.who.start, one)
    return tuple(sorted(labels.values()))


def _as_written(page: Page, form: Form, found: Sequence[Candidate], probability: float) -> Convention:
    """Return what the form of the labels `found` shows."""
    grammar, in_line = form.grammar, not form.grammar.own_line
    return Convention(
        grammar.name,
        probability,
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


def _why(grammar: Grammar, found: Sequence[Candidate]) -> str:
    names = Counter(c.who.name for c in found)
    most = ", ".join(f"{name} ({count})" for name, count in names.most_common(3))
    return f"{len(found)} labels of the form “{grammar.name}”, {len(names)} different; most often {most}"
