"""Errors that a person sees: each says what is wrong and what to do."""

from __future__ import annotations


class QuotesError(Exception):
    """Anything that goes wrong for a reason the user can act on."""


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
