"""When a saved page was published, by what it says of itself: in its head, and in the dateline of its article.

Both err: heads hold the day of a change, datelines that of a quoted post. Where they agree, or one alone speaks, the
day is told; where they do not, the date is one of the days, and says so. What another program finds is asked last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from quotes.dates.citing import cited
from quotes.dates.datelines import day_of, is_day
from quotes.model import Block, BlockKind, Document
from quotes.text import as_read, fold, untouched

PARAGRAPH = BlockKind.PARAGRAPH
ABOVE, BELOW = 8, 4  # blocks around the first paragraph of the article in which a dateline may stand
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")
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
    """Return the day that another program has found for a page that does not say when it was published.

    None where the page prints it only as the first or last of several days, as what it tells of: 14 to 20 January 2022.
    """
    guess = next((fact.value for fact in document.metadata.facts if fact.name == GUESSED), None)
    return _either(document, guess) if guess and not _ends_a_range(document, guess) else None


def _ends_a_range(document: Document, day: str) -> bool:
    told = {one.edtf for one in cited(as_read(document.text, document.markup), None, document.lexicon)}
    return day not in told and any(day in edtf.split("/") for edtf in told if "/" in edtf)


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

    Where one of the lines says that something was published, the others count no more. Where none is there, a day
    anywhere that stands below such words counts: what is told of a page as a list, each thing below its name.
    """
    blocks = [block for block in document.blocks if block.kind is not BlockKind.MARKUP]
    near = (_dated_near(document, blocks, first) for first in _beginnings(document, blocks))
    yield from next(filter(None, near), ()) or _told_below(document, blocks)


def _beginnings(document: Document, blocks: Sequence[Block]) -> Iterator[int]:
    """Yield which of `blocks` the article may begin with: its first paragraph, and the first that ends as sentences do.

    Above the latter may stand what leads to other parts of the page.
    """
    paragraphs = [i for i, block in enumerate(blocks) if block.kind is PARAGRAPH]
    ended = (i for i in paragraphs if _ENDED.search(untouched(document.text, blocks[i].span, document.markup).rstrip()))
    yield paragraphs[0] if paragraphs else 0
    yield from islice(ended, 1)


def _dated_near(document: Document, blocks: Sequence[Block], first: int) -> list[str]:
    near = blocks[max(0, first - ABOVE) : first + BELOW]
    lines = [line for block in near for line in _lines(document, block) if _may_date(document, block, line)]
    dated = [(day, line) for line in lines if (day := day_of(line, document.lexicon))]
    lexicon = document.lexicon
    telling = lexicon.phrases("published")
    return [day for day, line in dated if any(word in fold(line) for word in telling)] or [day for day, _ in dated]


def _may_date(document: Document, block: Block, line: str) -> bool:
    """Return whether a line may be a dateline: a heading only where it is a day, and at most that of the week."""
    if block.kind is not BlockKind.HEADING:
        return True
    days = cited(line, None, document.lexicon)
    return len(days) == 1 and len(f"{line[: days[0].span.start]} {line[days[0].span.end :]}".split()) <= 1


def _told_below(document: Document, blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the days on lines by themselves whose line above says that something was published, and nothing else."""
    lexicon = document.lexicon
    telling = lexicon.phrases("published")
    lines = [line for block in blocks for line in _lines(document, block) if line.strip()]
    for above, line in pairwise(lines):
        if fold(above).strip(" :") in telling and (day := day_of(line, document.lexicon)):
            yield day


def _lines(document: Document, block: Block) -> list[str]:
    return untouched(document.text, block.span, document.markup).splitlines()
