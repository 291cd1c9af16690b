"""The statements that a page in another language than English quotes or reports within its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.attribution.prose.marks import marks, quotations
from quotes.attribution.speech.exchange import exchanges
from quotes.attribution.speech.reports import Report, reports
from quotes.attribution.speech.speakers import Figure, Memory, Whose, beside, dropped, whose
from quotes.attribution.speech.tokens import Range, Tokens, by_dashes, sentences, tokens_of, without_tags
from quotes.attribution.speech.weighing import likely, observed
from quotes.attribution.speech.words import has_pack, words_of
from quotes.force import Act, Factuality, Force
from quotes.model import (
    NARRATION_RIVAL,
    SAID,
    SOMEBODY_RIVAL,
    Attribution,
    Basis,
    Document,
    Manner,
    Mention,
    PersonKind,
    Span,
    Status,
)
from quotes.text import Reading, reading

LEAST = 0.35  # what is less likely a report is none
LIKELY = 0.5
# From here on .96 of the quotations are right, words and person, by the marks of the annotators, with weights fitted to
# other articles; of what is reported no more than .93 are, however likely: it is never certain.
CERTAIN = 0.95
# Of 1,795 paragraphs of German articles in which nothing was found, 281 hold marks, or a word that says that somebody
# said something, by the annotators.
SILENT = 0.84
_QUOTED_BY_NOBODY = 0.5
_ANSWERED = 0.8  # set: that the one person named before an interview answers


class Found(NamedTuple):
    """A stretch of a paragraph that somebody says, and all that was observed of it."""

    content: Range
    whose: Whose
    report: Report
    signs: tuple[str, ...]
    share: float


def find(document: Document, top: Sequence[Attribution]) -> list[Attribution]:
    """Return the statements quoted or reported within the top-level attributions. Never raises."""
    if not has_pack(document.lexicon):
        return []
    words = reading(document.text, Span(0, len(document.text)), document.markup)
    found = [attribution for attribution, _ in read(document, words, top)]
    return [*found, *(_less_sure(outer) for outer in top if _is_silent(outer, found))]


def _is_silent(outer: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether a paragraph of the outlet is one in which nobody was found to say anything."""
    if outer.manner is not Manner.NARRATED or outer.status is not Status.CERTAIN:
        return False
    return not any(outer.span.start <= one.span.start < outer.span.end for one in found)


def _less_sure(outer: Attribution) -> Attribution:
    """Return narration that may hold what somebody said: it is no surer than it was measured to be."""
    passages = tuple(one._replace(confidence=SILENT, status=Status.INFERRED) for one in outer.passages)
    return outer._replace(confidence=SILENT, status=Status.INFERRED, passages=passages)


def read(
    document: Document, words: Reading, top: Sequence[Attribution], least: float = LEAST
) -> Iterator[tuple[Attribution, tuple[str, ...]]]:
    """Yield each statement that is at `least` so likely, with what was observed of it."""
    known = words_of(document.lexicon)
    marked = marks(words.text)
    memory = Memory(known)
    paragraphs = [(outer, place) for outer in top for place in _places(document, words, outer)]
    spoken = exchanges(words.text, [place for _, place in paragraphs], known)
    present: list[Figure] = []
    for number, (outer, place) in enumerate(paragraphs):
        if outer.label:
            memory.introduce(outer.label)
        if number in spoken and outer.label is None:
            present = present if number - 1 in spoken else list(memory.figures)
            yield from _exchanged(words, place, spoken[number], memory, present, least)
        else:
            quoted = by_dashes(words.text, *place, known) or without_tags(
                words.text, quotations(words.text, marked, *place), known
            )
            tokens = tokens_of(words, quoted, *place, known)
            yield from _paragraph(words, tokens, memory, outer.label is not None, least)


def _places(document: Document, words: Reading, outer: Attribution) -> Iterator[Span]:
    """Yield the places of the paragraphs of a top-level attribution in `words`."""
    for span in [passage.span for passage in outer.passages] or [outer.span]:
        yield span if not document.markup else Span(words.place(span.start), words.place(span.end))


def _exchanged(
    words: Reading, place: Span, asked: bool, memory: Memory, present: Sequence[Figure], least: float
) -> Iterator[tuple[Attribution, tuple[str, ...]]]:
    """Yield a question or an answer between dashes, and what is reported within it."""
    (quoted,) = by_dashes(words.text, *place, memory.known)
    yield _in_exchange(words, quoted.inner, asked, present), ()
    if not asked:
        within = tokens_of(words, quotations(words.text, marks(words.text), *quoted.inner), *quoted.inner, memory.known)
        yield from _paragraph(words, within, memory, True, least)


def _in_exchange(words: Reading, inner: Span, asked: bool, present: Sequence[Figure]) -> Attribution:
    """Return a question, whose speaker nobody names, or an answer: of the one person whom the page has named so far."""
    mention: Mention | None = None
    rival: str | None = NARRATION_RIVAL
    place = present[0].place if present and not asked else None
    if place:
        mention = Mention(words.text[slice(*place)], words.source(*place), present[0].name)
        rival = present[1].name if len(present) > 1 else None
    alone = mention is not None and rival is None
    return Attribution(
        words.source(*inner),
        Manner.VERBATIM,
        Basis.QUOTATION_MARKS,
        mention,
        confidence=_ANSWERED if alone else _QUOTED_BY_NOBODY,
        status=Status.INFERRED if alone else Status.AMBIGUOUS,
        rival=rival,
        force=Force(Act.ASKED, Factuality.ACTUAL) if asked else SAID,
    )


def _paragraph(
    words: Reading, tokens: Tokens, memory: Memory, own: bool, least: float
) -> Iterator[tuple[Attribution, tuple[str, ...]]]:
    covered: set[int] = set()
    before: Range | None = None
    for lo, hi in sentences(tokens):
        memory.read(tokens, lo, hi)
        told = list(_told(tokens, lo, hi, memory, least, before))
        before = lo, hi
        if not told and not own:
            told = list(_goes_on(tokens, lo, hi, memory, least))
        told = _apart(told)
        told += _fragments(tokens, told, least)
        if not own:
            told += _near(tokens, lo, hi, told, memory, least)
        for one in told:
            if own and one.whose.how in ("pronoun of nobody", "unnamed"):
                continue
            covered.update(range(*one.content))
            yield _attribution(words, tokens, one), one.signs
    if not own:
        for token in tokens.quotations:
            if token not in covered and tokens.is_clause(token):
                yield _unattributed(words, tokens, token), ()


def _told(tokens: Tokens, lo: int, hi: int, memory: Memory, least: float, ahead: Range | None) -> Iterator[Found]:
    """Yield what the sentence lo … hi reports; `ahead` is the one before it, to which it may point back."""
    before: Whose | None = None
    for report in reports(tokens, lo, hi):
        if report.subject is None and before is None:
            before = _dropped(tokens, report.cue, memory)
            if before is None:
                continue
        if report.subject and tokens.tags[report.subject[0]] in "EF":
            continue
        sex = tokens.known.sex_of_verb(tokens.words[report.cue[0]])
        oblique = report.construction == "according"
        who = whose(tokens, report.subject, memory, sex, oblique) if report.subject else before
        assert who
        for content in report.contents if report.construction != "back" else _behind(tokens, ahead):
            signs = observed(tokens, report, content, who)
            share = likely(signs)
            if share >= least:
                yield Found(content, who, report, signs, share)
                before = who
                memory.last, memory.last_sentence = who, memory.sentence
                for one in memory.figures:
                    if one.name == (who.name or who.mention.name):
                        one.spoke = memory.sentence


def _behind(tokens: Tokens, ahead: Range | None) -> tuple[Range, ...]:
    """Return the words of the sentence before, to which “this” points back."""
    if ahead is None:
        return ()
    start, end = ahead
    while end > start and tokens.tags[end - 1] in ".?!":
        end -= 1
    return ((start, end),) if end > start else ()


def _dropped(tokens: Tokens, cue: Range, memory: Memory) -> Whose | None:
    """Return who speaks where a verb has no subject, in languages that leave it out."""
    if "drop_subject" not in tokens.known.switches:
        return None
    place = Span(tokens.spans[cue[0]][0], tokens.spans[cue[1] - 1][1])
    return dropped(memory, tokens.printed(*cue), place, tokens.known.sex_of_verb(tokens.words[cue[0]]))


def _goes_on(tokens: Tokens, lo: int, hi: int, memory: Memory, least: float) -> Iterator[Found]:
    """Yield a sentence without a cue that goes on with what was reported before it: by its mood, or its marks."""
    if memory.last is None or memory.sentence - memory.last_sentence > 1:
        return
    tags = tokens.tags
    end = hi
    while end > lo and tags[end - 1] in ".?!":
        end -= 1
    moods = tokens.has_mood(lo, end)
    quoted = [i for i in range(lo, end) if tags[i] == "Q"]
    alone = bool(quoted) and quoted[0] == lo and tokens.is_clause(lo)
    if not (moods or alone) or end - lo < 1:
        return
    report = Report("goes on quoted" if alone else "goes on", (lo, lo), None, ((lo, end),))
    who = memory.last
    signs = observed(tokens, report, (lo, end), who)
    share = likely(signs)
    if share >= least:
        memory.last_sentence = memory.sentence
        yield Found((lo, end), who, report, signs, share)


def _fragments(tokens: Tokens, told: Sequence[Found], least: float) -> Iterator[Found]:
    """Yield what stands in marks of quotation within reported words, of the innermost report: it is verbatim."""
    for token in tokens.quotations:
        around = [one for one in told if one.content[0] <= token < one.content[1] and one.content != (token, token + 1)]
        if not around or any(one.content == (token, token + 1) for one in told):
            continue
        inner = min(around, key=lambda one: one.content[1] - one.content[0])
        report = inner.report._replace(construction=f"fragment of {inner.report.construction}")
        signs = observed(tokens, report, (token, token + 1), inner.whose)
        share = likely(signs)
        if share >= least:
            yield Found((token, token + 1), inner.whose, report, signs, share)


def _near(tokens: Tokens, lo: int, hi: int, told: Sequence[Found], memory: Memory, least: float) -> Iterator[Found]:
    """Yield quotations of which nothing tells whose they are: of whoever was told to speak nearby, or named last."""
    for token in range(lo, hi):
        if token not in tokens.quotations or not tokens.is_clause(token):
            continue
        if any(one.content[0] <= token < one.content[1] for one in told):
            continue
        who = beside(memory)
        if who is None:
            continue
        report = Report("near", (token, token), None, ((token, token + 1),))
        signs = observed(tokens, report, (token, token + 1), who)
        share = likely(signs)
        if share >= least:
            yield Found((token, token + 1), who, report, signs, share)


def _apart(told: Sequence[Found]) -> list[Found]:
    """Return those that do not cross: of two that do, the likelier. What lies in another, cue and all, stays."""
    kept: list[Found] = []
    for one in sorted(told, key=lambda one: -one.share):
        crossing = [other for other in kept if _cross(one.content, other.content)]
        if all(_nested(one, other) or _nested(other, one) for other in crossing):
            kept.append(one)
    return sorted(kept, key=lambda one: one.content)


def _nested(one: Found, other: Found) -> bool:
    """Tell whether one report lies in the content of another, cue and all."""
    start, end = other.content
    first, last = min(one.content[0], one.report.cue[0]), max(one.content[1], one.report.cue[1])
    return one.content != other.content and start <= first and last <= end and one.report.cue != other.report.cue


def _cross(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _attribution(words: Reading, tokens: Tokens, one: Found) -> Attribution:
    start, end = one.content
    verbatim = end - start == 1 and start in tokens.quotations
    first, last = _place(tokens, start, end, verbatim)
    cue = one.report.cue
    status, rival = _judged(one, verbatim)
    mention = one.whose.mention
    mention = mention._replace(span=words.source(*mention.span))
    return Attribution(
        words.source(first, last),
        Manner.VERBATIM if verbatim else Manner.REPORTED,
        Basis.QUOTATION_MARKS if verbatim else Basis.REPORTING_VERB,
        mention,
        confidence=round(one.share, 2),
        status=status,
        rival=rival,
        cue=words.source(tokens.spans[cue[0]][0], tokens.spans[cue[1] - 1][1]) if cue[1] > cue[0] else None,
        antecedent=one.whose.name,
        force=_force(one.report, verbatim),
    )


def _place(tokens: Tokens, start: int, end: int, verbatim: bool) -> Range:
    if verbatim:
        inner = tokens.quotations[start].inner
        return inner.start, inner.end - (tokens.text[inner.end - 1 : inner.end] == ",")
    return tokens.spans[start][0], tokens.spans[end - 1][1]


def _judged(one: Found, verbatim: bool) -> tuple[Status, str | None]:
    if one.whose.rival:
        return Status.AMBIGUOUS, one.whose.rival
    if one.share < LIKELY or one.report.construction == "near":
        return Status.AMBIGUOUS, NARRATION_RIVAL if one.share < LIKELY else SOMEBODY_RIVAL
    plain = one.whose.how in ("full name", "surname", "group") and not one.report.negated
    return (Status.CERTAIN if plain and verbatim and one.share >= CERTAIN else Status.INFERRED), None


def _force(report: Report, verbatim: bool) -> Force:
    if report.verb is None:
        return Force(Act.THOUGHT, Factuality.ACTUAL) if report.held else SAID
    if verbatim and report.verb.act is Act.DENIED and report.construction in ("quote", "inverted"):
        return SAID  # “It is a lie,” she objected: the words are hers
    if report.negated and report.verb.factuality is Factuality.ACTUAL:
        return Force(report.verb.act if report.verb.act is not Act.DENIED else Act.ASSERTED, Factuality.UNSAID)
    return Force(report.verb.act, report.verb.factuality)


def _unattributed(words: Reading, tokens: Tokens, token: int) -> Attribution:
    return Attribution(
        words.source(*tokens.quotations[token].inner),
        Manner.VERBATIM,
        Basis.QUOTATION_MARKS,
        None,
        confidence=_QUOTED_BY_NOBODY,
        status=Status.AMBIGUOUS,
        rival=NARRATION_RIVAL,
    )


def is_person(kind: PersonKind) -> bool:
    """Tell whether a mention is of one person."""
    return kind is PersonKind.PERSON
