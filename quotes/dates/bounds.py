"""The bounds that a text sets for its own date: after what it tells as past, before what it tells as still to come.

A year by itself tells nothing: "the 2034 election", "the targets of 2050" may be past or ahead, whatever the tense
around them. A phrase of time counts where it says when something happened or will happen: behind a verb, in the verb's
own clause and with no other verb between, or ahead of the clause ("In 2014 they signed it").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.dates.citing import Cited, cited
from quotes.dates.tenses import Tenses, tenses
from quotes.lexicon import Lexicon

_ABSOLUTE = re.compile(r"\d{4}(?:-[012]\d(?:-\d\d)?)?")  # a year, month or day
ANY_YEAR = re.compile(r"(?:1[5-9]|20)(?<!\w..)\d\d\b")  # \b first would be searched slower
_LONGEST_SENTENCE = 400
PAST, AHEAD = "past", "ahead"


def bounds(text: str, lexicon: Lexicon) -> str | None:
    """Return in EDTF the bounds that a text sets for its own date; None when it sets none, or contradicts itself.

    They are the last date that it tells as past and the first that it tells as still to come.
    """
    past, future = "", ""
    for sentence in _sentences(text):
        tense, years = _tense(sentence, tenses(lexicon)), ANY_YEAR.findall(sentence)
        if tense == PAST and max(years) >= past[:4]:
            past = max((past, *_told(sentence, tense, lexicon)))
        elif tense == AHEAD and (not future or min(years) <= future[:4]):
            future = min((future, *_told(sentence, tense, lexicon)), key=lambda found: found or "~")
    if not (past or future) or (past and future and future <= past):
        return None
    return f"{past or '..'}/{future or '..'}"


def _tense(sentence: str, verbs: Tenses) -> str | None:
    """Return whether a sentence is about the past or what is to come; None for one about both, or neither.

    What somebody announced to be ahead may be past.
    """
    kinds = {verb.lastgroup for verb in verbs.verbs.finditer(sentence)}
    ahead, past = AHEAD in kinds or bool(verbs.to_come.search(sentence)), PAST in kinds
    return None if ahead == past else AHEAD if ahead else PAST


def _told(sentence: str, tense: str, lexicon: Lexicon) -> list[str]:
    """Return the years, months and days that verbs of this tense stand with."""
    found = (one for one in cited(sentence, None, lexicon) if _ABSOLUTE.fullmatch(one.edtf))
    return [one.edtf for one in found if _verb(sentence, one, tenses(lexicon)) == tense]


def _verb(sentence: str, phrase: Cited, told_by: Tenses) -> str | None:
    """Return the tense of the verb that `phrase` says the time of; None where there is none."""
    before = told_by.clause_ends.split(sentence[: phrase.span.start])[-1]
    if told_by.no_time.match(phrase.text) or told_by.no_time_behind.search(before):
        return None
    verbs = list(told_by.verbs.finditer(before))
    if not verbs and told_by.leading.fullmatch(sentence, 0, phrase.span.start):
        verbs = [*filter(None, [told_by.verbs.search(sentence, phrase.span.end)])]
    return verbs[-1].lastgroup if verbs else None


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences in which a year stands, of long ones what is near it."""
    reached = 0
    for match in _years(text):
        if match.end() > reached:
            start, reached = _around(text, match.start(), match.end())
            yield text[start:reached]


def _years(text: str) -> list[re.Match[str]]:
    """Return where `text` writes a year; str.find passes over what holds no digits faster than a pattern."""
    found: list[re.Match[str]] = []
    for first in "12":
        at = text.find(first)
        while at >= 0:
            match = ANY_YEAR.match(text, at)
            found += [match] if match else []
            at = text.find(first, at + 1)
    return sorted(found, key=re.Match.start)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence begins and ends in which a year stands, at most so far from it."""
    begins = max(text.rfind(mark, max(0, start - _LONGEST_SENTENCE), start) for mark in (". ", "! ", "? ", "\n")) + 1
    ends = [text.find(mark, end, end + _LONGEST_SENTENCE) for mark in (".", "!", "?", "\n")]
    return begins or max(0, start - _LONGEST_SENTENCE), min(
        (i for i in ends if i >= 0), default=min(len(text), end + _LONGEST_SENTENCE)
    )
