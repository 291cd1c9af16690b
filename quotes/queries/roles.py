"""Which roles somebody means who types one: by words of the title, or as it is printed, with whose office it is."""

from __future__ import annotations

import sqlite3

from quotes.errors import BadQuestion
from quotes.queries.json_lists import json_list, json_uids
from quotes.text import fold

LONGEST = 30  # words of a title that is looked up in what is typed

# That a spelling, `o`, is of such a role.
SO_CALLED = """(instr(' ' || o.folded_title || ' ', ' ' || :role || ' ')
        OR o.id IN (SELECT value FROM json_each(:printed)))"""


def role_called(connection: sqlite3.Connection, typed: str) -> dict[str, str]:
    """Return the parameters of SO_CALLED for a role as it is `typed`: Mayor, deputy mayor, Mayor of Oster.

    A role is printed so whose text holds what is typed, word by word: its title is among these words, and so it is
    looked up by its title, however many roles there are.
    Raises BadQuestion where there are no words.
    """
    role = fold(typed)
    if not role:
        raise BadQuestion(f"{typed!r} holds no words: type a title, such as Minister")
    found = connection.execute(_TITLED, (json_uids(_runs(role.split())),))
    printed = [spelling for spelling, text in found if f" {role} " in f" {fold(text)} "]
    return {"role": role, "printed": json_list(printed)}


_TITLED = """SELECT o.id, o.text FROM json_each(?) asked CROSS JOIN role_spellings o ON o.folded_title = asked.value"""


def _runs(words: list[str]) -> set[str]:
    """Return the runs of words, but for all of them, which are found as words of a title; and no words."""
    ends = range(1, min(LONGEST, len(words) - 1) + 1)
    return {" ".join(words[start : start + size]) for start in range(len(words)) for size in ends} | {""}
