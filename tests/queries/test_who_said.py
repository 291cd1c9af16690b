"""Whatever was said is found again, and whatever is typed is answered."""

import sqlite3
import unicodedata
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quotes.errors import BadQuestion
from quotes.queries.fulltext import Asked
from quotes.queries.statements import Filters, select
from quotes.queries.voices import outlet, voices, voices_of
from quotes.queries.who_said import placed, who_said
from quotes.text import fold

# Ways to write the same words: none of them may keep a phrase from being found.
VARIATIONS = (
    str,
    str.upper,
    str.lower,
    str.title,
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", ", "),
    lambda text: text.replace(" ", " — "),
    lambda text: text.replace("'", "’"),
    lambda text: text.replace("’", "'"),
    lambda text: text.replace("’", "ʼ"),
    lambda text: f"“{text}”",
    lambda text: f"*{text}* AND",
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)),
)


@given(data=st.data())
def test_any_phrase_of_any_statement_is_found_again(data: st.DataObject, asking: sqlite3.Connection) -> None:
    statements = select(asking, "ORDER BY s.id", {})
    statement = data.draw(st.sampled_from(statements))
    words = statement.text.split()
    start = data.draw(st.integers(0, len(words) - 1))
    phrase = " ".join(words[start : start + data.draw(st.integers(1, 8))])
    vary = data.draw(st.sampled_from(VARIATIONS))
    asked = vary(phrase).removesuffix(" AND")
    assume(fold(asked))
    assert statement.uid in {row.uid for row in placed(asking, Asked((asked,)))}


HOWS = [{}, {"prefix": True}, {"near": 3}, {"any_of": True}, {"without": ("of",)}, {"near": 2, "without": ("a b", "c")}]


@given(typed=st.text(), how=st.sampled_from(HOWS))
def test_whatever_is_typed_is_answered_or_refused(typed: str, how: dict[str, Any], asking: sqlite3.Connection) -> None:
    try:
        asked = Asked((typed, "the"), **how)
        assert who_said(asking, asked).matches >= 0
    except BadQuestion as refusal:
        assert "holds no words" in str(refusal)


@pytest.mark.parametrize(
    "typed", ['"', "a OR b", "NEAR(a b)", "text:the", "-the", "the*", "^the", "a AND NOT b", "'", "{"]
)
def test_operators_are_words(typed: str, asking: sqlite3.Connection) -> None:
    if not fold(typed):
        with pytest.raises(BadQuestion):
            who_said(asking, typed)
    else:
        for row in who_said(asking, typed).rows:
            assert f" {fold(typed)} " in f" {fold(row.text)} "


def test_no_stemming(asking: sqlite3.Connection) -> None:
    (hit,) = who_said(asking, "three evils").rows
    assert hit.text[hit.hit_start - hit.start : hit.hit_end - hit.start] == "three evils"  # type: ignore[operator]


def test_voices_count_like_the_rows(asking: sqlite3.Connection) -> None:
    rows = who_said(asking, "the", limit=1000).rows
    counts: dict[str | None, int] = {}
    for row in rows:
        counts[row.speaker] = counts.get(row.speaker, 0) + 1
    for voice in voices(asking, "the").rows:
        if voice.speaker:
            assert counts[voice.speaker] == voice.statements


def test_voices_of_all_rows_are_the_voices(asking: sqlite3.Connection) -> None:
    hits = who_said(asking, "the", limit=1000)
    assert hits.matches == len(hits.rows)
    assert voices_of(hits.rows) == voices(asking, "the").rows


def test_a_count_that_takes_long_is_cut_short_and_says_so(
    asking: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    everyone = voices(asking, "the")
    assert everyone.whole
    assert voices(asking, "the", seconds=0) == everyone  # few are counted however long it takes
    monkeypatch.setattr("quotes.queries.voices.FEW", 5)
    some = voices(asking, "the", seconds=0)
    assert not some.whole
    assert sum(voice.statements for voice in some.rows) <= 6
    assert {voice.person for voice in some.rows} <= {voice.person for voice in everyone.rows}


def test_namesakes_are_two_voices(asking: sqlite3.Connection) -> None:
    (row,) = who_said(asking, "three evils").rows
    assert len(voices_of([row, row])) == 1
    assert len(voices_of([row, row._replace(person="another")])) == 2


STATUSES = [Filters(), *(Filters(status=status) for status in ("certain", "inferred", "ambiguous"))]


@pytest.mark.parametrize("filters", [*STATUSES, Filters(manner="narrated")], ids=str)
@pytest.mark.parametrize("limit", [1, 3, 6])
@pytest.mark.parametrize("few", [5, 200], ids=["in order of loading", "by time"])
def test_pages_go_on_where_the_last_one_ended(
    asking: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, few: int, limit: int, filters: Filters
) -> None:
    whole = who_said(asking, "the", filters, limit=1000)
    assert (whole.matches, whole.counted, whole.goes_on) == (len(whole.rows), True, False)
    monkeypatch.setattr("quotes.queries.who_said.FEW", few)
    found, after, goes_on = [], None, True
    while goes_on:
        hits = who_said(asking, "the", filters, limit=limit, after=after)
        found += [row.uid for row in hits.rows]
        assert len(hits.rows) <= hits.matches <= whole.matches
        assert not hits.counted or hits.matches == whole.matches
        after, goes_on = hits.rows[-1].uid, hits.goes_on
    assert found == [row.uid for row in who_said(asking, "the", filters, limit=1000).rows]
    assert len(found) == len(set(found)) == whole.matches > 0


@pytest.mark.parametrize("sort", [None, "time", "relevance"])
def test_a_page_is_as_long_as_is_asked_for_though_words_inside_others_answer_instead(
    asking: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, sort: str | None
) -> None:
    rows = [row.uid for row in who_said(asking, "the", limit=1000, sort=sort).rows]
    monkeypatch.setattr("quotes.queries.who_said.FEW", 2)
    for limit in range(1, len(rows)):
        hits = who_said(asking, "the", limit=limit, sort=sort)
        assert hits.goes_on
        if sort:
            assert [row.uid for row in hits.rows] == rows[:limit]
        assert len(hits.rows) == limit


def test_filters_narrow(asking: sqlite3.Connection) -> None:
    everything = {row.uid for row in who_said(asking, "the", limit=1000).rows}
    for filters in (
        Filters(manner="verbatim"),
        Filters(status="ambiguous"),
        Filters(country="BY"),
        Filters(source="harbour.txt"),
        Filters(event="power grid"),
        Filters(since="2021", until="2021"),
    ):
        narrowed = {row.uid for row in who_said(asking, "the", filters, limit=1000).rows}
        assert narrowed < everything
        assert narrowed


def test_words_of_nobody_known_are_not_the_outlet_s(asking: sqlite3.Connection) -> None:
    (row,) = who_said(asking, "three evil forces").rows
    assert outlet(row) == "CTV"
    assert outlet(row._replace(publisher=None)) == row.source
    assert outlet(row._replace(manner="verbatim")) is None


def test_without_a_phrase_is_what_has_the_words_and_not_that_phrase(asking: sqlite3.Connection) -> None:
    every = {row.uid for row in who_said(asking, Asked(("the",)), limit=200).rows}
    law = {row.uid for row in who_said(asking, Asked(("the", "law enforcement")), limit=200).rows}
    left = {row.uid for row in who_said(asking, Asked(("the",), without=("law enforcement",)), limit=200).rows}
    assert law
    assert left == every - law


@pytest.mark.parametrize("sort", ["time", "relevance"])
def test_in_another_order_all_is_there_that_is_asked_for(sort: str, asking: sqlite3.Connection) -> None:
    usual = who_said(asking, Asked(("the",)), limit=200).rows
    sorted_ = who_said(asking, Asked(("the",)), limit=200, sort=sort).rows
    assert {row.uid for row in usual} == {row.uid for row in sorted_}
    dates = [row.earliest or "9" for row in sorted_]
    assert sort != "time" or dates == sorted(dates)
