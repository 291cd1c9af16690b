"""When a saved page was published, by what it says of itself: in its head, and in the dateline of its article.

Both err: heads hold the day of a change, datelines that of a quoted post. Where they agree, or one alone speaks, the
day is told; where they do not, the date is one of the days, and says so. What another program finds is asked last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from quotes.dates.citing import cited
from quotes.dates.datelines import day_of, is_day
from quotes.model import Block, BlockKind, Document
from quotes.text import as_read, fold, untouched

PARAGRAPH = BlockKind.PARAGRAPH
ABOVE, BELOW = 6, 4  # blocks around the first paragraph of the article in which a dateline may stand
SAYS_SO = "publish"  # part of the names by which a fact is that a page was published then
PUBLISHED, GUESSED = "published", "perhaps published"  # names of facts


def of_head(document: Document) -> str | None:
    """Return when the page says that it was published, as EDTF; None where it does not say."""
    said = [fact for fact in document.metadata.facts if fact.name == PUBLISHED]
    days = [fact.value for fact in said]
    if len({*days}) == 1 and SAYS_SO in said[0].how.lower():
        return days[0]  # it names the day as that of publication, and a dateline may be that of an event
    return _one_of(days, _shown(document)) if days else None


def dateline(document: Document) -> str | None:
    """Return the day near the beginning of the article, else the only one that a saved page prints, as EDTF.

    Where another program finds another day, it is one of the two.
    """
    shown = _shown(document) or list(_days(document))
    if len(shown) != 1:
        return None
    guess = guessed(document)
    return _one_of([guess], shown) if guess else shown[0]


def guessed(document: Document) -> str | None:
    """Return the day that another program has found for a page that does not say when it was published."""
    guess = next((fact.value for fact in document.metadata.facts if fact.name == GUESSED), None)
    return _either(document, guess) if guess else None


def _either(document: Document, guess: str) -> str:
    """Return `guess`, or, where the page prints it in figures that may be read in two ways, both days: 04/05/2019."""
    year, month, day = guess.split("-")
    figures = rf"(?<!\d)(?:0?{int(month)}/0?{int(day)}|0?{int(day)}/0?{int(month)})/{year}(?!\d)"
    if month == day or int(day) > 12 or not re.search(figures, as_read(document.text, document.markup)):
        return guess
    return f"[{','.join(sorted((guess, f'{year}-{day}-{month}')))}]"


def _shown(document: Document) -> list[str]:
    return list(dict.fromkeys(_datelines(document)))


def _one_of(said: Sequence[str], shown: Sequence[str]) -> str:
    """Return the day that head and dateline agree on; else that of the head, or all that are as likely."""
    votes = Counter(said)
    agreed = [day for day in votes if day in shown]
    if len(agreed) == 1:
        return agreed[0]
    days = list(dict.fromkeys((*votes, *(shown if len(shown) == 1 else ()))))
    return days[0] if len(days) == 1 else f"[{','.join(sorted(days))}]"


def _days(document: Document) -> Iterator[str]:
    """Yield the one day that the article prints, if it stands on a line that may be a dateline."""
    lines = [line for block in document.blocks if block.kind is PARAGRAPH for line in _lines(document, block)]
    printed = {one.edtf for line in lines for one in cited(line, None, document.lexicon) if is_day(one.edtf)}
    alone = {day for line in lines if (day := day_of(line, document.lexicon))}
    yield from alone if len(printed) == 1 else ()


def _datelines(document: Document) -> Iterator[str]:
    """Yield the days that stand alone, or beside few words, near the beginning of the article of a saved page.

    Where one of the lines says that something was published, the others count no more.
    """
    blocks = [block for block in document.blocks if block.kind is not BlockKind.MARKUP]
    first = next((i for i, block in enumerate(blocks) if block.kind is PARAGRAPH), 0)
    near = [block for block in blocks[max(0, first - ABOVE) : first + BELOW] if block.kind is not BlockKind.HEADING]
    lines = [line for block in near for line in _lines(document, block)]
    dated = [(day, line) for line in lines if (day := day_of(line, document.lexicon))]
    lexicon = document.lexicon
    telling = lexicon.phrases("published")
    said = [day for day, line in dated if any(word in fold(line) for word in telling)]
    yield from said or (day for day, _ in dated)


def _lines(document: Document, block: Block) -> list[str]:
    return untouched(document.text, block.span, document.markup).splitlines()
