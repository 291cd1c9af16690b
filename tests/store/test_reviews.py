"""Verdicts are appended, kept through everything, and the latest counts."""

from dataclasses import replace
from pathlib import Path

import pytest

from quotes.errors import BadQuestion
from quotes.store.database import raw, writing
from quotes.store.reviews import add_review, reviews_for
from quotes.store.writing.save import forget, save
from quotes.verdict import Verdict, standing
from tests.store.making import PAGE

VERDICT = Verdict("The three locks", "That is so. ", " are ours.", "narration", None, "Kim", "heard it myself")


def test_the_latest_verdict_on_the_same_words_counts(database: Path) -> None:
    later = replace(VERDICT, verdict="speech-of", person="Ivo Marsh", reviewer="Lou")
    elsewhere = replace(VERDICT, prefix="But ")
    with writing(database) as connection:
        for verdict in (VERDICT, elsewhere, later):
            add_review(connection, verdict, source_key="page.txt")
        add_review(connection, VERDICT, source_key="other.txt")
        assert standing(reviews_for(raw(connection), "page.txt", "")) == (later, elsewhere)
        assert connection.exec_driver_sql("SELECT count(*) FROM reviews").scalar() == 4


def test_verdicts_outlive_their_source(database: Path) -> None:
    with writing(database) as connection:
        save(connection, PAGE, "s")
        add_review(connection, VERDICT, source_key="page.txt", reviewed_at="2020-01-01T00:00:00+00:00")
        save(connection, PAGE, "t")
        forget(connection, "page.txt")
        assert reviews_for(raw(connection), "page.txt", PAGE.uid) == (VERDICT,)
        assert connection.exec_driver_sql("SELECT reviewed_at FROM reviews").scalar() == "2020-01-01T00:00:00+00:00"


def test_verdicts_on_people_are_not_those_on_passages(database: Path) -> None:
    with writing(database) as connection:
        save(connection, PAGE, "s")
        one, other = [uid for (uid,) in connection.exec_driver_sql("SELECT uid FROM people ORDER BY id LIMIT 2")]
        merge = replace(VERDICT, verdict="merge", person=one)
        add_review(connection, merge, subject="person", other=other)
        assert reviews_for(raw(connection), "page.txt", PAGE.uid) == ()
        assert connection.exec_driver_sql("SELECT author, evidence FROM links WHERE rule = 'review'").all() == [
            ("Kim", "heard it myself")
        ]
        with pytest.raises(BadQuestion, match="nobody has the uid 'uid2'"):
            add_review(connection, merge, subject="person", other="uid2")
