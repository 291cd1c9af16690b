"""Errors that a person sees: each says what is wrong and what to do, in words that hold wherever it is shown."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Advice(StrEnum):
    """What to do about an error that is done otherwise in a shell, on a page and by an assistant.

    Each who presents errors has words of its own for it, or none.
    """

    PEOPLE = "people"  # see who there is
    SOURCES = "sources"  # see which documents there are
    EVENTS = "events"  # see which events there are
    STATEMENTS = "statements"  # look for the words
    NAMESAKES = "namesakes"  # see all who are called as it is about
    NEW_PERSON = "new-person"  # say that it is somebody new
    ALL_OF_IT = "all-of-it"  # name no words of it
    WHOLE = "whole"  # say that the whole paragraph is meant
    COLUMNS = "columns"  # say which columns hold who speaks and what is said
    LARGER = "larger"  # read larger documents, too
    MORE_TIME = "more-time"  # give a question more of it
    BACKUP = "backup"  # make a copy of the database
    LOAD = "load"  # load documents into the database that it is about
    ASK = "ask"  # put any question to the database that it is about
    DATABASE = "database"  # name another database
    CHECK = "check"  # see all that is damaged
    DEEP = "deep"  # see that of the full-text index, too


class QuotesError(Exception):
    """Anything that goes wrong for a reason the user can act on; `advice` may be `about` a name, or a path."""

    def __init__(self, text: str, advice: Advice | None = None, about: str = "") -> None:
        super().__init__(text)
        self.advice = advice
        self.about = about

    def of(self, name: str) -> Self:
        """Return the same problem, told to be that of what is called so."""
        return type(self)(f"{name}: {self}", self.advice, self.about)


class UnfitPython(QuotesError):
    """A Python whose patterns do not match as documented: it would read every document wrongly."""


class UnreadableSource(QuotesError):
    """A file that cannot be read as a document; the rest of the batch goes on."""


class HoldsNoTurns(UnreadableSource):
    """A file of a kind that mostly is no document, as which it can be read only if people speak in it, and none do."""


class WrittenHere(UnreadableSource):
    """A file that the program itself has written, and no document: in a folder it is passed over."""


class BadWords(QuotesError):
    """Words of a language that there are none of, or a user's words that cannot be taken in."""


class DatabaseProblem(QuotesError):
    """A database that is missing, of the wrong revision, locked or damaged."""


class BadQuestion(QuotesError):
    """A question that cannot be asked as it stands."""


class AmbiguousName(BadQuestion):
    """A name that several have, where one person is asked for."""


class UnknownName(BadQuestion):
    """A name that nobody has."""
