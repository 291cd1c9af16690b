"""What stands within a denial: X denies having said “…”, or ever having claimed that …"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotes.attribution.speech.cues import Report
from quotes.attribution.speech.tokens import Range, Tokens
from quotes.force import Act


def within_denials(tokens: Tokens, found: Iterable[Report]) -> Iterator[Report]:
    """Yield the reports of a sentence; what somebody denies having said is not said by them.

    Where words stand between the verb of saying and a quotation, it may as well be the denial itself (denies having
    spoken of leaving: “They made it up”): nothing tells which, and it is in doubt.
    """
    denial: Report | None = None
    for report in found:
        yield _denied(tokens, denial, report) if denial and _is_within(tokens, denial, report) else report
        if report.verb and report.verb.act is Act.DENIED and not report.negated:
            denial = report


def _is_within(tokens: Tokens, denial: Report, report: Report) -> bool:
    start, end = denial.contents[0]
    if report.subject == denial.subject:
        return start <= report.cue[0] < end or (report.construction == "led in" and report.cue[0] == end)
    return start <= report.cue[0] < end and not set(tokens.tags[start : report.cue[0]]) & set(",;J")


def _denied(tokens: Tokens, denial: Report, report: Report) -> Report:
    """Return what a report within a denial comes to: not said, in doubt, or as it was where nothing in it says."""
    verb = _saying(tokens, (denial.contents[0][0], report.contents[0][0]))
    if verb is None or tokens.tags[:verb].rstrip("ARa").endswith("J"):  # denied it | and said: “…”
        return report
    between = tokens.tags[verb + 1 : report.contents[0][0]]
    if tokens.tags[report.contents[0][0]] != "Q" or not between.strip("A:,-C"):
        return report._replace(negated=True)
    return report._replace(construction="near", negated=False)


def _saying(tokens: Tokens, within: Range) -> int | None:
    """Return the last word of a stretch that says that something is said."""
    verbs = tokens.known.verbs
    forms = (i for i in range(*within) if any(verb.act is Act.ASSERTED for verb in verbs.get(tokens.words[i], ())))
    return max(forms, default=None)
