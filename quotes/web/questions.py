"""All questions that can be put in an address."""

from __future__ import annotations

from quotes.web.answers import Question
from quotes.web.pages import documents, event, events, people, person, review, search, source, sql, statement, verify

QUESTIONS: tuple[Question, ...] = (
    search.QUESTION,
    source.QUESTION,
    statement.QUESTION,
    review.QUESTION,
    people.QUESTION,
    people.BY_SPEAKER,
    person.QUESTION,
    events.QUESTION,
    event.QUESTION,
    sql.QUESTION,
    verify.QUESTION,
    documents.QUESTION,
)
