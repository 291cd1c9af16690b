"""Whom the title of a page without labels names as speaking: Address by the Minister of Health, Dr. Ana Reyes."""

from __future__ import annotations

import re
from functools import cache

from quotes.labels.candidates import speaker
from quotes.lexicon import Lexicon
from quotes.model import SENDER, SOMEBODY_RIVAL
from quotes.page import Page
from quotes.text import either

ABOVE = 400  # characters from the beginning that may hold a title and what stands under it
_CAPITAL = r"[^\W\d_a-zß-ÿ][\w.'’-]*"
_SMALL = "of the and for de van von der du la al"  # words within roles and names, in English and in names elsewhere
_SENT = re.compile(r"^From: *(?P<who>[^<>@\n]+)", re.MULTILINE)  # the head of a letter, as mail programs print it


@cache
def _titles(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern of a title that names who speaks: at most five words before what it is called."""
    called = either([form for word in lexicon.words("spoken_titles") for form in (word, word.title(), word.upper())])
    small = either(_SMALL.split())
    who = rf"(?:the |The )?{_CAPITAL}(?:,? (?:{_CAPITAL}|{small}(?= )))*"
    return re.compile(
        rf"^[#*\s]*(?:[\w'’-]+ ){{0,5}}?{called} (?:by|By|BY|of|OF|from|From|FROM) (?P<who>{who})", re.MULTILINE
    )


def sender(page: Page) -> str:
    """Return who sent the mail that the page is, and has written what no label in it gives to another; else ""."""
    sent = (speaker(fact.value, page.lexicon) for fact in page.metadata.facts if fact.name == SENDER)
    return next((who.name for who in sent if who), "")


def titled(page: Page) -> str:
    """Return whom the title names as speaking, "somebody" where it says no more than that somebody does, else ""."""
    if sent_by := sender(page):
        return sent_by
    above = page.plain[:ABOVE]
    if "\nSubject:" in above and (sent := _SENT.search(above)):
        return sent["who"].strip(' "')
    head = f"{page.metadata.title or ''}\n{above}"
    small, lexicon = head.lower(), page.lexicon
    if any(map(small.__contains__, lexicon.words("spoken_titles"))):
        for match in _titles(lexicon).finditer(head):
            if who := speaker(match["who"].rstrip(" ,."), lexicon):
                return who.name
    return SOMEBODY_RIVAL if any(map(small.__contains__, lexicon.phrases("spoken_notes"))) else ""
