"""Titles that end in the day of what they head: Mill hearing, 20 March 2025.

A title may as well end in the day of what it tells of: The fire at the mill, 3 May 1987. So it dates what it heads only
where it says that this is a record, of an occasion or of a body that meets, and where nothing in the text says other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from quotes.dates.bounds import bounds
from quotes.dates.citing import cited
from quotes.dates.datelines import is_day, is_of_another_day
from quotes.dates.phrases import phrases
from quotes.lexicon import Lexicon
from quotes.lexicon.titles import titles
from quotes.model import BlockKind, Document
from quotes.text import as_read, fold, untouched

LONGEST = 100  # characters of a title; set, not measured
_SHORTEST_WEEKDAY = 3  # letters: Fri
_BEFORE = re.compile(r"(?P<by>,|\s[—–-]{1,2}|[(\[])\s*$")
_ARTICLE = re.compile(r"\bthe\s+$")  # Friday the 9th of May
_LAST_WORD = re.compile(r"(?P<word>[^\W\d_]+)\.?,?\s+$")
_BEHIND = {"(": ")", "[": "]"}
_MARKED = "#*_= "  # what headings stand between in Markdown and the like
_PART = re.compile(r"\s*(?:[,:]\s|\s[—–-]{1,2}\s|[()\[\]])\s*")
_WORD = re.compile(r"&|[^\W\d_]+(?:[-’'.&][^\W\d_]+)*")
_ENDS_IN_YEAR = re.compile(r"[12]\d{3}[)\]*_=# ]*$|[12]\d{3}-[01]\d-[0-3]\d[)\]*_=# ]*$", re.MULTILINE)
_VERBAL = ("s", "ed")  # what small words end in that may be verbs: Fire destroys council


def day_of_title(line: str, lexicon: Lexicon) -> str | None:
    """Return the day that `line` ends in where it is the title of a record, behind a comma or a dash or in brackets."""
    line = " ".join(line.split()).strip(_MARKED)
    if len(line) > LONGEST or not _ENDS_IN_YEAR.search(line):
        return None
    days = [one for one in cited(line, None, lexicon) if is_day(one.edtf)]
    if len(days) != 1:
        return None
    before = _BEFORE.search(_without_weekday(line[: days[0].span.start], lexicon))
    if not before or line[days[0].span.end :] != _BEHIND.get(before["by"], ""):
        return None
    told = line[: before.start()]
    return days[0].edtf if not is_of_another_day(told, lexicon) and _is_record(told, lexicon) else None


def of_title(document: Document) -> str | None:
    """Return the day in the title of `document`, as EDTF; None where another part of it bears another, or it tells of
    what came later as past."""
    lexicon, text = document.lexicon, as_read(document.text, document.markup)
    days = {day for line in _titles(document, text) if (day := day_of_title(line, lexicon))}
    if len(days) != 1:
        return None
    day = days.pop()
    parts = {other for line in _dated_lines(text) if (other := day_of_title(line, lexicon))}
    return day if parts <= {day} and _may_be_of(day, text, lexicon) else None


def _titles(document: Document, text: str) -> Iterator[str]:
    """Yield what may be the title: as it is told, the first line, and the first heading above the labels."""
    yield document.metadata.title or ""
    if document.format != "html":  # of which the first line is of the page, not of the article
        yield next(filter(str.strip, text.splitlines()), "")
    opening = takewhile(lambda block: block.kind is not BlockKind.LABEL, document.blocks)
    headings = (block for block in opening if block.kind is BlockKind.HEADING)
    yield from (untouched(document.text, block.span, document.markup) for block in islice(headings, 1))


def _dated_lines(text: str) -> Iterator[str]:
    for year in _ENDS_IN_YEAR.finditer(text):
        start = text.rfind("\n", 0, year.start()) + 1
        if year.end() - start <= LONGEST:
            yield text[start : year.end()]


def _may_be_of(day: str, text: str, lexicon: Lexicon) -> bool:
    """Return whether a text can be of a day: one in which 2019 is past is not of 1987."""
    first, _, last = (bounds(text, lexicon) or "../..").partition("/")
    return not (first[0].isdigit() and first[: len(day)] > day[: len(first)]) and not (
        last[:1].isdigit() and last < day[: len(last)]
    )


def _without_weekday(before: str, lexicon: Lexicon) -> str:
    """Return what stands before a day without the day of the week and the article: Council meeting, Friday the 9th."""
    before = _ARTICLE.sub("", before)
    word = _LAST_WORD.search(before)
    small = word["word"].lower() if word else ""
    weekdays = phrases(lexicon).words.weekdays
    named = len(small) >= _SHORTEST_WEEKDAY and any(day.startswith(small) for day in weekdays)
    return before[: word.start()] if word and named else before


def _is_record(told: str, lexicon: Lexicon) -> bool:
    """Return whether a part of a title is of a record, and all others are names, as of places, or count days."""
    parts = [_WORD.findall(part) for part in _PART.split(told)]
    others = [part for part in parts if not _is_of_record(part, lexicon)]
    small = {word for part in others for word in part if word.islower()}
    return len(others) < len(parts) and small <= lexicon.words("beside_dates") | {*phrases(lexicon).words.numbers}


def _is_of_record(words: Sequence[str], lexicon: Lexicon) -> bool:
    first, *others = _groups(words, lexicon.words("title_joints"), lexicon)
    return _is_headed(first, lexicon) and all(_took_part(group, lexicon) for group in others)


def _groups(words: Sequence[str], joints: frozenset[str], lexicon: Lexicon) -> list[list[str]]:
    """Return the phrases between `joints`, without the articles that they open with."""
    groups: list[list[str]] = [[]]
    for word in words:
        if word in joints:
            groups.append([])
        elif groups[-1] or word.lower() not in lexicon.words("articles"):
            groups[-1].append(word)
    return groups


def _is_headed(group: Sequence[str], lexicon: Lexicon) -> bool:
    """Return whether a phrase ends in what a record is of, and no word before that may be a verb or opens another."""
    words, heads = fold(" ".join(group)).split(), lexicon.phrases("headed")
    if not any(" ".join(words[at:]) in heads for at in range(len(words))):
        return False
    small = [word for word in group[:-1] if word.islower()]
    verbal = (word.endswith(_VERBAL) and word not in heads for word in small)
    return not any(verbal) and lexicon.words("articles").isdisjoint(small)


def _took_part(group: Sequence[str], lexicon: Lexicon) -> bool:
    """Return whether a phrase is who took part: names, persons, or bodies that meet."""
    each = _groups(group, lexicon.words("conjunctions"), lexicon)
    persons = lexicon.words("persons") | titles(lexicon).heads
    return _is_headed(group, lexicon) or all(
        _is_headed(one, lexicon) or all(word in persons for word in one if word.islower()) for one in each
    )
