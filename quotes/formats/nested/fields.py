"""The names of fields that say who speaks and what: lexicon/any/json_fields.tsv, and the columns of tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple, TypeAlias

from quotes.errors import UnreadableSource
from quotes.formats.columns import seen
from quotes.lexicon import Lexicon
from quotes.model import Metadata
from quotes.text import fold

# Columns of tables, whose names stand behind those of json_fields.tsv, by what they tell.
_COLUMNS = {
    "words": "text_columns",
    "utterer": "speaker_columns",
    "starts": "time_columns",
    "role": "role_columns",
    "code": "speaker_id_columns",
    "clock": "date_columns",
    "url": "url_columns",
}


_GIVEN = {"text": "words", "role": "role", "time": "starts", "date": "clock"}
Found: TypeAlias = "dict[str, tuple[str, ...]]"


class Fields(NamedTuple):
    """The fields of one file by what they tell, as written there; of each kind those that count first stand first."""

    words: tuple[str, ...]
    utterer: tuple[str, ...]
    sender: tuple[str, ...]
    name: tuple[str, ...]
    id: tuple[str, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    clock: tuple[str, ...]
    guesses: tuple[str, ...]
    title: tuple[str, ...]
    persons: tuple[str, ...]
    role: tuple[str, ...]
    code: tuple[str, ...]  # what tells speakers apart whatever they are called
    published: tuple[str, ...]  # of the whole document, when it was said or published
    url: tuple[str, ...]


def fields(written: Collection[str], metadata: Metadata, lexicon: Lexicon) -> Fields:
    """Return which of the fields `written` in a file tell what; of what the user says where it is, these alone.

    Raises UnreadableSource where the user names one that is not there.
    """
    spelled: dict[str, list[str]] = {}
    for key in written:
        spelled.setdefault(fold(key), []).append(key)
    known = _known(lexicon)
    found = {kind: tuple([key for name in known[kind] for key in spelled.get(name, ())]) for kind in Fields._fields}
    for what, name in metadata.columns:
        found |= _given(what, name, written, found)
    return Fields(**found)


def _given(what: str, name: str, written: Collection[str], found: Found) -> Found:
    """Return the fields of one kind as the user names them: text, or from.user.name, a field within others."""
    steps = (name,) if name in written else tuple(name.split("."))
    missing = next((step for step in steps if step not in written), None)
    if missing is not None:
        raise UnreadableSource(f"no field is called {missing!r}; there are {seen(sorted(written))}")
    first, last = steps[:1], steps[-1:]
    if what == "speaker":
        names = last + found["name"] if len(steps) > 1 else found["name"]
        return {"utterer": first, "sender": (), "name": names, "title": ()}
    return {_GIVEN[what]: last}


@cache
def _known(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """Return the folded names of each kind, those that count first in front."""
    known: dict[str, dict[str, None]] = {kind: {} for kind in Fields._fields}
    for kind, name, *_ in lexicon.columns("json_fields"):
        known[kind][fold(name)] = None
    for kind, columns in _COLUMNS.items():
        taken = known["sender"] if kind == "utterer" else {}
        known[kind].update(dict.fromkeys(sorted(lexicon.phrases(columns) - taken.keys())))
    return {kind: tuple(names) for kind, names in known.items()}
