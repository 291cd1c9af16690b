"""Which column of a table holds what: as the user says, else by its name, else by what is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from quotes.errors import Advice, HoldsNoTurns, UnreadableSource
from quotes.lexicon import Lexicon
from quotes.model import Metadata
from quotes.text import fold

# In the order of Columns.
LISTS = (
    *("speaker_columns", "text_columns", "role_columns", "time_columns", "speaker_id_columns"),
    *("date_columns", "url_columns", "publisher_columns", "title_columns"),
)
SAMPLE = 200  # rows that are looked at
LONGEST = 80  # characters of a name, on average
WORDY = 0.1  # share of the cells of a column that hold several words, from which on it may hold what was said
SEEN = 12  # columns, or fields, that a refusal names


class Columns(NamedTuple):
    """Which column holds what; -1 for none."""

    speaker: int
    text: int
    role: int = -1
    time: int = -1
    id: int = -1
    date: int = -1
    url: int = -1
    publisher: int = -1
    title: int = -1
    header: bool = False


NONE = Columns(-1, -1)


def columns(rows: Sequence[Sequence[str]], metadata: Metadata, lexicon: Lexicon) -> Columns:
    """Return the columns of `rows`, the first of which may name them.

    Raises UnreadableSource where the user names a column that is not there, and HoldsNoTurns where none holds words.
    """
    if not rows:
        return NONE
    given = _given(rows[0], metadata)
    found = named(rows[0], lexicon)
    if given:
        found = found._replace(**given, header=found.header or any(_is_name(name) for _, name in metadata.columns))
    body = rows[1 : SAMPLE + 1] if found.header else rows[:SAMPLE]
    cells = [[row[i] for row in body if i < len(row)] for i in range(max(map(len, rows[:SAMPLE])))]
    full = _titled(_by_content(cells, found), cells)
    if full.text < 0 or (found.text < 0 and not _are_wordy(cells[full.text])):
        raise HoldsNoTurns(f"no column of this table holds words; its first row is {seen(rows[0])}", Advice.COLUMNS)
    return full


def named(names: Sequence[str], lexicon: Lexicon) -> Columns:
    """Return the columns as a first row names them, be it one that names none."""
    folded = [fold(name) for name in names]

    def first(wanted: frozenset[str]) -> int:
        return next((i for i, name in enumerate(folded) if name in wanted), -1)

    found = [first(lexicon.phrases(name)) for name in LISTS]
    return Columns._make((*found, max(found) >= 0))


def seen(names: Sequence[str]) -> str:
    """Return the names of columns or fields as a refusal tells them."""
    more = ", …" if len(names) > SEEN else ""
    return ", ".join(name.strip() for name in names[:SEEN]) + more


def _given(names: Sequence[str], metadata: Metadata) -> dict[str, int]:
    return {what: _place(name, names) for what, name in metadata.columns}


def _place(name: str, names: Sequence[str]) -> int:
    """Return which column is called so, or has that number."""
    folded = [fold(one) or one for one in names]
    if (fold(name) or name) in folded:
        return folded.index(fold(name) or name)
    if not _is_name(name) and 0 < int(name) <= len(names):
        return int(name) - 1
    raise UnreadableSource(f"no column is called {name!r}; there are {seen(names)}, or give its number")


def _is_name(name: str) -> bool:
    return not (name.isascii() and name.isdigit())


def _by_content(cells: Sequence[Sequence[str]], found: Columns) -> Columns:
    """Return `found` with what it leaves open: the words are in the longest column, speakers in one that recurs."""
    length = [sum(map(len, column)) / max(1, len(column)) for column in cells]
    taken = {place for place in found[2 : len(LISTS)] if place not in (-1, found.role)}
    free = [i for i in range(len(cells)) if i not in taken]
    words = found.text if found.text >= 0 else max(free, key=lambda i: length[i], default=-1)
    others = [i for i in free if i != words and length[i] < LONGEST and _recurs(cells[i])]
    speaker = found.speaker if found.speaker >= 0 else next(iter(others), -1)
    return found._replace(speaker=speaker, text=words, role=-1 if found.role in (words, speaker) else found.role)


def _titled(found: Columns, cells: Sequence[Sequence[str]]) -> Columns:
    """Return `found`: a column "title" is that of the document where it is the same beside several speakers."""
    if found.title < 0 or found.title != found.role:
        return found
    speakers = {name for name in cells[found.speaker] if name.strip()} if found.speaker >= 0 else set()
    is_one = len({*cells[found.title]}) == 1 and len(speakers) > 1
    return found._replace(role=-1) if is_one else found._replace(title=-1)


def _recurs(column: Sequence[str]) -> bool:
    """Return whether the cells of a column are words of which some come again."""
    filled = [cell for cell in column if cell.strip()]
    wordy = sum(any(c.isalpha() for c in cell) for cell in filled)
    return bool(filled) and wordy > 0.8 * len(filled) and max(Counter(filled).values()) > 1


def _are_wordy(column: Sequence[str]) -> bool:
    """Return whether enough cells of a column hold several words."""
    several = sum(sum(any(map(str.isalpha, word)) for word in cell.split()) > 1 for cell in column)
    return several + sum(map(_is_unspaced, column)) > WORDY * len(column)


def _is_unspaced(cell: str) -> bool:
    """Return whether a cell is written in Chinese, Japanese or Korean letters."""
    letters = [c for c in cell if c.isalpha()]
    return len(letters) > 1 and min(letters) >= "\u3040"
