"""What is heard and not said: (Laughter), [inaudible], (Beifall), ♪, page marks and times within a text."""

from __future__ import annotations

import re
from functools import cache

from quotes.formats.lines import matches
from quotes.lexicon import Lexicon
from quotes.model import Markup
from quotes.times import CODED

_BRACKETED = re.compile(
    r"(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\[(?:[^\[\]]|\[[^\[\]]*\])*\]|\{[^{}]*\}.{0,40}|\\\[[^\[\]\n]*\\\]|<(?:…|\.{3})>)\.?"
)
_NOTES = ("♩", "♪", "♫", "♬")
MARKS = frozenset("([{\\<0123456789").union(_NOTES)  # what time marks and reactions open with


def is_reaction(paragraph: str) -> bool:
    """Return whether `paragraph` stands in brackets from end to end, or is music and no words."""
    if paragraph.startswith(_NOTES):
        return not any(map(str.isalnum, paragraph))
    return paragraph[:1] in "([{\\<" and len(paragraph) < 600 and bool(_BRACKETED.fullmatch(paragraph))


@cache
def _inline(lexicon: Lexicon) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, lexicon.lines("reactions")), key=len, reverse=True))
    return re.compile(
        rf"(?:\\[(\[]|[(\[])[*_]*(?:(?:{words})\b[^()\[\]\n]{{0,60}}|\d{{1,2}}:\d\d(?::\d\d)?\\?|\d+\.\ds)[)\]]|{CODED}",
        re.IGNORECASE,
    )


def inline(text: str, lexicon: Lexicon) -> list[Markup]:
    """Return where reactions and bracketed time marks stand in `text`, in order."""
    found = sorted(Markup(*match.span()) for match in matches(_inline(lexicon), text, "\\([#"))
    return [mark for before, mark in zip([Markup(0, 0), *found], found, strict=False) if mark.start >= before.end]
