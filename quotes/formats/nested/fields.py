"""The names of fields that say who speaks and what: lexicon/any/json_fields.tsv, and the columns of tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from quotes.lexicon import Lexicon
from quotes.text import fold

# Columns of tables, whose names stand behind those of json_fields.tsv, by what they tell.
_COLUMNS = {
    "words": "text_columns",
    "utterer": "speaker_columns",
    "starts": "time_columns",
    "role": "role_columns",
    "code": "speaker_id_columns",
}


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


def fields(written: Iterable[str], lexicon: Lexicon) -> Fields:
    """Return which of the fields `written` in a file tell what."""
    spelled: dict[str, list[str]] = {}
    for key in written:
        spelled.setdefault(fold(key), []).append(key)
    known = _known(lexicon)
    return Fields._make(
        tuple([key for name in known[kind] for key in spelled.get(name, ())]) for kind in Fields._fields
    )


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
