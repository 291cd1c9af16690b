"""What was found as attributions: how sure they are, who else it may be, and what is done by the words."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.attribution.speech.cues import Report, is_guessed
from quotes.attribution.speech.exchange import Turn
from quotes.attribution.speech.found import Found
from quotes.attribution.speech.memory import Figure
from quotes.attribution.speech.tokens import Range, Tokens
from quotes.force import Act, Factuality, Force
from quotes.model import (
    NARRATION_RIVAL,
    SAID,
    SOMEBODY_RIVAL,
    Attribution,
    Basis,
    Manner,
    Mention,
    Status,
)
from quotes.text import Reading

LIKELY = 0.5
# From here on 108 of 111 quotations are right, words and person, by the marks of the annotators, with weights fitted to
# other articles; the three others are right as one reads them. Of what is reported no more than .93 are right, however
# likely: it is never certain.
CERTAIN = 0.965  # shown as .97
_QUOTED_BY_NOBODY = 0.5
_ANSWERED = 0.8  # set: that the one person named before an interview answers


def attribution(words: Reading, tokens: Tokens, one: Found) -> Attribution:
    """Return what was found as an attribution within the paragraph."""
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
        return inner.start, inner.end - (tokens.text[inner.end - 1 : inner.end] in (",", "，", "،"))
    return tokens.spans[start][0], tokens.spans[end - 1][1]


def _judged(one: Found, verbatim: bool) -> tuple[Status, str | None]:
    if one.whose.rival:
        return Status.AMBIGUOUS, one.whose.rival
    if one.share < LIKELY or is_guessed(one.report) or one.whose.how == "pronoun of nobody":
        return Status.AMBIGUOUS, NARRATION_RIVAL if one.share < LIKELY else SOMEBODY_RIVAL
    plain = one.whose.how in ("full name", "surname", "group") and not one.report.negated
    return (Status.CERTAIN if plain and verbatim and one.share >= CERTAIN else Status.INFERRED), None


def _force(report: Report, verbatim: bool) -> Force:
    if report.verb is None and report.negated:
        return Force(Act.ASSERTED, Factuality.UNSAID)
    if report.verb is None:
        return Force(Act.THOUGHT, Factuality.ACTUAL) if report.held else SAID
    if verbatim and report.verb.act is Act.DENIED and report.construction in ("quote", "inverted"):
        return SAID  # “It is a lie,” she objected: the words are hers
    if report.negated and report.verb.factuality is Factuality.ACTUAL:
        return Force(report.verb.act if report.verb.act is not Act.DENIED else Act.ASSERTED, Factuality.UNSAID)
    return Force(report.verb.act, report.verb.factuality)


def unattributed(words: Reading, tokens: Tokens, token: int) -> Attribution:
    """Return a quotation of which nothing tells whose it is."""
    return Attribution(
        words.source(*tokens.quotations[token].inner),
        Manner.VERBATIM,
        Basis.QUOTATION_MARKS,
        None,
        confidence=_QUOTED_BY_NOBODY,
        status=Status.AMBIGUOUS,
        rival=NARRATION_RIVAL,
    )


def in_exchange(words: Reading, turn: Turn, present: Sequence[Figure]) -> Attribution:
    """Return a question, whose speaker nobody names, or an answer: of the one person whom the page has named so far."""
    asked = turn.asks
    mention: Mention | None = None
    rival: str | None = NARRATION_RIVAL
    place = present[0].place if present and not asked else None
    if place:
        mention = Mention(words.text[slice(*place)], words.source(*place), present[0].name)
        rival = present[1].name if len(present) > 1 else None if turn.marked else NARRATION_RIVAL
    alone = mention is not None and rival is None
    return Attribution(
        words.source(*turn.inner),
        Manner.VERBATIM,
        Basis.QUOTATION_MARKS,
        mention,
        confidence=_ANSWERED if alone else _QUOTED_BY_NOBODY,
        status=Status.INFERRED if alone else Status.AMBIGUOUS,
        rival=rival,
        force=Force(Act.ASKED, Factuality.ACTUAL) if asked else SAID,
    )
