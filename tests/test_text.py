"""Folding, lines, slices and finding words again."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes import text
from quotes.model import Markup, Span
from quotes.text import Lines, find_phrase, fold, reading, shown, visible, words


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(text).failed == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("That’s", "that's"),
        ("safest\u00a0countries", "safest countries"),
        ("Café", "cafe\u0301"),
        ("Łukasz—and, “friends”", "łukasz and friends"),
        ("Straße", "STRASSE"),
    ],
)
def test_same_words(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("three evils", "three evil forces"), ("cooperate", "co operate")])
def test_different_words(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(any_text: str) -> None:
    assert fold(fold(any_text)) == fold(any_text)


def test_wrapped_lines_are_joined_only_where_the_document_wraps() -> None:
    page = "One line\nand its rest.\n\nNext."
    assert shown(page, Span(0, len(page)), wrapped=True) == "One line and its rest.\n\nNext."
    assert shown(page, Span(0, len(page))) == page


def test_markup_is_taken_out() -> None:
    page = "**Ann:** well (Laughter) yes"
    assert shown(page, Span(9, len(page)), [Markup(0, 2), Markup(6, 8), Markup(14, 25)]) == "well yes"


def test_markup_may_stand_for_something() -> None:
    page = "don&#8217;t<br>stop"
    markup = [Markup(3, 10, "’"), Markup(11, 15, "\n")]
    assert shown(page, Span(0, len(page)), markup) == "don’t\nstop"
    assert shown(page, Span(0, len(page)), markup, wrapped=True) == "don’t stop"
    assert find_phrase(page, Span(0, len(page)), "don't stop", markup) == Span(0, len(page))


spans = st.lists(st.integers(0, 60), max_size=16, unique=True).map(
    lambda ends: list(zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
)
instead = st.sampled_from(["", "<", "\n\n"])
markups = spans.flatmap(lambda spans: st.tuples(*(st.builds(Markup, *map(st.just, span), instead) for span in spans)))


@given(markups, st.integers(0, 60), st.integers(0, 60))
def test_visible_is_the_complement_of_markup(markup: tuple[Markup, ...], one: int, other: int) -> None:
    start, end = min(one, other), max(one, other)
    seen = {i for part in visible(start, end, markup) for i in range(*part)}
    assert seen == set(range(start, end)) - {i for mark in markup for i in range(mark.start, mark.end)}


@given(markups, st.integers(0, 60), st.integers(0, 60))
def test_what_is_read_leads_back_to_the_source(markup: tuple[Markup, ...], one: int, other: int) -> None:
    page = "".join(map(chr, range(0x4E00, 0x4E00 + 60)))
    start, end = min(one, other), max(one, other)
    read = reading(page, Span(start, end), markup)
    for i, character in enumerate(read.text):
        origin = read.source(i, i + 1)
        assert start <= origin.start < origin.end <= end
        assert page[slice(*origin)] == character or any(
            mark.start <= origin.start < mark.end and character in mark.shown for mark in markup
        )
        assert page[origin.start] != character or read.place(origin.start) == i


@given(st.text(alphabet="ab \r\n"), st.data())
def test_lines_count_every_kind_of_newline(page: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(page)))
    if page[offset - 1 : offset + 1] == "\r\n":
        offset += 1
    before = page[:offset].replace("\r\n", "\n").replace("\r", "\n")
    assert Lines(page).number(offset) == before.count("\n") + 1


@given(st.text(), st.data())
def test_words_cut_from_a_text_are_found_in_it(page: str, data: st.DataObject) -> None:
    folded = words(page)
    if not folded:
        return
    first = data.draw(st.integers(0, len(folded) - 1))
    phrase = folded[first : first + data.draw(st.integers(1, 8))]
    found = find_phrase(page, Span(0, len(page)), " ".join(phrase))
    assert found is not None
    assert words(page[found.start : found.end]) == phrase


def test_nothing_is_found_of_no_words() -> None:
    assert find_phrase("some words", Span(0, 10), "…!") is None
