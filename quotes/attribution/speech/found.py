"""What a sentence reports, with whose it is, and how likely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.attribution.speech.cues import BACK, Report
from quotes.attribution.speech.memory import Memory, Whose
from quotes.attribution.speech.nearby import beside, dropped
from quotes.attribution.speech.reports import reports
from quotes.attribution.speech.speakers import whose
from quotes.attribution.speech.tokens import Range, Tokens
from quotes.attribution.speech.weighing import Scale, observed
from quotes.model import Span


class Found(NamedTuple):
    """A stretch of a paragraph that somebody says, and all that was observed of it."""

    content: Range
    whose: Whose
    report: Report
    signs: tuple[str, ...]
    share: float


def told_in(tokens: Tokens, lo: int, hi: int, memory: Memory, scale: Scale, ahead: Range | None) -> Iterator[Found]:
    """Yield what the sentence lo … hi reports; `ahead` is the one before it, to which it may point back."""
    before: Whose | None = None
    for report in reports(tokens, lo, hi):
        if not report.subject:
            before = before or (
                _led_by(tokens, (lo, hi), memory)
                if report.construction == "led in"
                else _dropped(tokens, report.cue, memory)
            )
        who = _speaker(tokens, report, memory) if report.subject else before
        if who is None:
            continue
        for content in report.contents if report.construction not in BACK else _behind(tokens, ahead):
            signs = observed(tokens, report, content, who)
            share = scale.share(signs)
            if share >= scale.least:
                yield Found(content, who, report, signs, share)
                before = who
                memory.heard(who)


def _led_by(tokens: Tokens, sentence: Range, memory: Memory) -> Whose | None:
    """Return who goes on where the words before a colon name nobody who speaks: “And: …”"""
    return next(iter(beside(tokens, sentence, memory)), None)


def _speaker(tokens: Tokens, report: Report, memory: Memory) -> Whose | None:
    """Return who is told to say it; None where that is nobody, or “I”."""
    if report.subject is None or tokens.tags[report.subject[0]] in "EF":
        return None
    sex = tokens.known.sex_of_verb(tokens.words[report.cue[0]])
    return whose(tokens, report.subject, memory, sex, oblique=report.construction == "according")


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


def going_on(tokens: Tokens, lo: int, hi: int, memory: Memory, scale: Scale) -> Iterator[Found]:
    """Yield a sentence without a cue whose mood tells that it is what somebody says: of the likeliest of whoever was
    told to speak before, and whom the sentence before is about."""
    end = hi
    while end > lo and tokens.tags[end - 1] in ".?!":
        end -= 1
    if end - lo < 1 or not tokens.has_mood(lo, end) or _is_claimed(tokens, hi):
        return
    report = Report("goes on", (lo, lo), None, ((lo, end),))
    found = _likeliest(tokens, report, beside(tokens, (lo, lo), memory), scale)
    if found and found.share >= scale.least:
        memory.heard(found.whose)
        yield found


def _likeliest(tokens: Tokens, report: Report, speakers: Sequence[Whose], scale: Scale) -> Found | None:
    """Return what is reported with the likeliest of who may say it."""
    (content,) = report.contents
    every = []
    for who in speakers:
        signs = observed(tokens, report, content, who)
        every.append(Found(content, who, report, signs, scale.share(signs)))
    return max(every, key=lambda one: one.share, default=None)


def _is_claimed(tokens: Tokens, start: int) -> bool:
    """Tell whether the sentence behind points back to this one, where verbs stand last: “…” So said Ann Lee."""
    if "verb_last" not in tokens.known.switches:
        return False
    end = min((place for mark in ".?!" if (place := tokens.tags.find(mark, start)) >= 0), default=len(tokens.tags))
    return tokens.tags[end - 1] == "V" and any(word in tokens.known.back for word in tokens.words[start:end])


def fragments(tokens: Tokens, told: Sequence[Found], scale: Scale) -> Iterator[Found]:
    """Yield what stands in marks of quotation within reported words, of the innermost report: it is verbatim."""
    starts, ends = [one.content[0] for one in told], [one.content[1] for one in told]
    for token in range(min(starts, default=0), max(ends, default=0)):
        if token not in tokens.quotations:
            continue
        around = [one for one in told if one.content[0] <= token < one.content[1] and one.content != (token, token + 1)]
        if not around or any(one.content == (token, token + 1) for one in told):
            continue
        inner = min(around, key=lambda one: one.content[1] - one.content[0])
        report = inner.report._replace(construction=f"fragment of {inner.report.construction}")
        signs = observed(tokens, report, (token, token + 1), inner.whose)
        share = scale.share(signs)
        if share >= scale.least:
            yield Found((token, token + 1), inner.whose, report, signs, share)


def near(tokens: Tokens, lo: int, hi: int, told: Sequence[Found], memory: Memory, scale: Scale) -> Iterator[Found]:
    """Yield quotations of which nothing tells whose they are: of the likeliest of whoever was told to speak before,
    whom the sentence or the one before it is about, and whoever was named last."""
    for token in range(lo, hi):
        if token not in tokens.quotations or any(one.content[0] <= token < one.content[1] for one in told):
            continue
        alone = token == lo and not tokens.tags[lo + 1 : hi].strip(".?!")
        if alone and _is_claimed(tokens, hi):
            continue
        kind = "goes on quoted" if alone else "near" if tokens.is_clause(token) else "fragment near"
        report = Report(kind, (token, token), None, ((token, token + 1),))
        found = _likeliest(tokens, report, beside(tokens, (lo, hi), memory), scale)
        if found and found.share >= scale.least:
            if alone and found.whose.how != "near name":
                memory.heard(found.whose)
            yield found


def apart(told: Sequence[Found]) -> list[Found]:
    """Return those that do not cross: of two that do, the likelier, and of the same words those whose speaker is told.
    What lies in another, cue and all, stays."""
    kept: list[Found] = []
    named = {one.content for one in told if one.report.subject}  # Ann Lee, 61, laughs at it: “…”
    for one in sorted(told, key=lambda one: (one.whose.how == "dropped" and one.content in named, -one.share)):
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
