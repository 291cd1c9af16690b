"""What an assistant may ask. Nothing here writes, takes the path of a file, or asks anybody else."""

from __future__ import annotations

from collections.abc import Callable
from sqlite3 import Connection
from typing import Annotated, NamedTuple, TypeVar

from pydantic import Field

from quotes.queries.fulltext import Asked
from quotes.web.asking import ask
from quotes.web.mcp import questions
from quotes.web.mcp.answers import Overview, People, Statements, Table, Verdict, Whole
from quotes.web.mcp.narrowed import WHATEVER, Narrowed

T = TypeVar("T")
Words = Annotated[str, Field(max_length=2_000)]
Phrases = Annotated[list[Words], Field(min_length=1, max_length=20, description="words in this order, each of them")]
Without = Annotated[list[Words], Field(max_length=20, description="phrases that do not stand there")]
Near = Annotated[int | None, Field(ge=0, le=1_000, description="the phrases stand at most so many words apart")]
Prefix = Annotated[bool, Field(description="the last word of a phrase may be the beginning of one")]
Name = Annotated[str, Field(max_length=500, description="a name, in any known spelling, or the uid of a person")]
Uid = Annotated[str, Field(max_length=100, description="a permalink (quotes:…) or a uid")]
Claim = Annotated[str, Field(max_length=4_000, description="the words, as they are claimed to have been said")]
Day = Annotated[str | None, Field(max_length=100, description="the day, month or year: 2024-03-03, March 2024")]
Query = Annotated[str, Field(max_length=20_000, description="one SELECT, in SQLite's SQL")]
Limit = Annotated[int, Field(ge=1, le=500, description="at most so many rows; fewer, where the answer is full")]
After = Annotated[str | None, Field(max_length=5_000, description="go on from here: `after` of the answer before")]


class Tools(NamedTuple):
    """The questions to one database; what an assistant is told of each is what stands under its name."""

    database: str

    def overview(self, limit: Limit = 50, after: After = None) -> Overview:
        """Return what the database holds: statements, dates, documents, and how much of it is in doubt. Begin here."""
        return self._ask(lambda connection: questions.overview(connection, limit, after))

    def who_said(
        self,
        phrases: Phrases,
        any_of: bool = False,
        near: Near = None,
        prefix: Prefix = False,
        without: Without = [],  # noqa: B006 (nobody changes it, and the schema shows it)
        speaker: Name | None = None,
        filters: Narrowed = WHATEVER,
        limit: Limit = 20,
        after: After = None,
    ) -> Statements:
        """Return who said these words: all statements that hold every phrase, or with any_of any of them.

        Case, accents and punctuation do not count; words are not stemmed. What was denied, or not said, is found, too:
        print say_it_so, which tells so, and not the words alone.
        """
        asked = Asked(tuple(phrases), any_of, near, prefix, tuple(without))
        return self._ask(lambda connection: questions.who_said(connection, asked, speaker, filters, limit, after))

    def by_speaker(
        self, speaker: Name, filters: Narrowed = WHATEVER, limit: Limit = 20, after: After = None
    ) -> Statements:
        """Return what a person said by time, undated statements first; also what they denied or did not say."""
        return self._ask(lambda connection: questions.by_speaker(connection, speaker, filters, limit, after))

    def show(self, uid: Uid, after: After = None) -> Whole:
        """Return one statement with what stands around it, and why it is held to be whose it is.

        The words of a long one come in parts of the kind text, which together are the whole.
        """
        return self._ask(lambda connection: questions.show(connection, uid, after))

    def verify(self, claim: Claim, speaker: Name | None = None, on: Day = None) -> Verdict:
        """Return whether these words were said, by this speaker, on this date: word for word, and meant.

        Verdicts: exact, punctuation (the same words), shortened, altered, reported (not quoted), unsure-speaker,
        other-date, other-speaker, narrated (by the outlet), not-claimed (the words, but not as a claim of theirs),
        not-said (denied, or said not to have been said), not-found. Only exact stands as it is claimed.
        """
        return self._ask(lambda connection: questions.verify(connection, claim, speaker, on))

    def people(self, name: Name | None = None, limit: Limit = 50, after: After = None) -> People:
        """Return who speaks in the documents, with roles and spellings; with a name, all whom it may mean."""
        return self._ask(lambda connection: questions.people(connection, name, limit, after))

    def sql(self, query: Query, limit: Limit = 100, after: After = None) -> Table:
        """Return the rows of one SELECT, which is given 10 seconds; nothing can be written.

        The view `said` holds uid, speaker, role, manner, text, said, event, source, line, status, confidence, act and
        factuality of what was said. The view `attributions` has what was denied or not said, too; its column `how`
        tells which, and must be told with it. SELECT sql FROM sqlite_master describes all tables. `after` is the number
        of rows already seen: give the query an ORDER BY.
        """
        return questions.sql(self.database, query, limit, after)

    def _ask(self, question: Callable[[Connection], T]) -> T:
        return ask(self.database, question, questions.SECONDS)


NAMES = ("overview", "who_said", "by_speaker", "show", "verify", "people", "sql")
