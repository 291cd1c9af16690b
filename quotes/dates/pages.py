"""When a saved page was published, by what it says of itself: in its head, and in the dateline of its article.

Both err: heads hold the day of a change, datelines that of a quoted post. Where they agree, or one alone speaks, the
day is told; where they do not, the date is one of the days, and says so. What another program finds is asked last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from quotes.dates.citing import cited
from quotes.lexicon import Lexicon
from quotes.model import BlockKind, Document
from quotes.text import as_read, fold, untouched

ABOVE, BELOW = 12, 4  # blocks around the first paragraph of the article in which a dateline may stand
BESIDE_DATE = 40  # characters that may stand beside a date on a dateline
POSTED = "—–"  # what opens the line below a quoted post: — Ana Reyes (@ana) 3 May 2021
LONGEST_DATE = len("22nd of September, 2017")
SAYS_SO = "publish"  # part of the names by which a fact is that a page was published then
PUBLISHED, GUESSED = "published", "perhaps published"  # names of facts


def of_head(document: Document) -> str | None:
    """Return when the page says that it was published, as EDTF; None where it does not say."""
    said = [fact for fact in document.metadata.facts if fact.name == PUBLISHED]
    days, shown = [fact.value for fact in said], _shown(document)
    if len({*days}) == 1 and SAYS_SO in said[0].how.lower():
        return days[0]  # it names the day as that of publication, and a dateline may be that of an event
    return _one_of(days, shown) if days else None


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
    return next((fact.value for fact in document.metadata.facts if fact.name == GUESSED), None)


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
    """Yield the one day that all of the page prints, if it stands on a line that may be a dateline."""
    lines = as_read(document.text, document.markup).splitlines()
    printed = {one.edtf for line in lines for one in cited(line, None, document.lexicon) if _is_day(one.edtf)}
    alone = {day for line in lines for day in day_alone(line, document.lexicon)}
    yield from alone if len(printed) == 1 else ()


def _is_day(edtf: str) -> bool:
    return len(edtf) == len("2017-04-10")


def _datelines(document: Document) -> Iterator[str]:
    """Yield the days that stand alone, or beside few words, near the beginning of the article of a saved page."""
    blocks = [block for block in document.blocks if block.kind is not BlockKind.MARKUP]
    first = next((i for i, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH), 0)
    for block in blocks[max(0, first - ABOVE) : first + BELOW]:
        if block.kind is not BlockKind.HEADING:
            for line in untouched(document.text, block.span, document.markup).splitlines():
                yield from day_alone(line, document.lexicon)


def day_alone(line: str, lexicon: Lexicon) -> list[str]:
    """Return the day that stands on a line with few other words, neither of a change nor below a quoted post."""
    line = " ".join(line.split())
    if not line or len(line) > BESIDE_DATE + LONGEST_DATE:
        return []
    days = [found for found in cited(line, None, lexicon) if _is_day(found.edtf)]
    alone = len(days) == 1 and len(line) - len(days[0].text) <= BESIDE_DATE
    other = alone and (line[0] in POSTED or any(word in fold(line) for word in lexicon.phrases("updated")))
    return [days[0].edtf] if alone and not other else []
