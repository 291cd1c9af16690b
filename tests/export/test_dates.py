"""A date with its doubt, in words: what only bounds it is told as bounds."""

import pytest

from quotes.dates import when
from quotes.export.dates import date_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2017-04-10", "2017-04-10"),
        ("2017-04", "2017-04"),
        ("2017~", "about 2017"),
        ("2017-04-10?", "perhaps 2017-04-10"),
        ("[2025-03-04,2025-04-03]", "2025-03-04 or 2025-04-03"),
        ("2024-21", "spring 2024"),
        ("199X", "the 1990s"),
        ("2017~/2019", "between about 2017 and 2019"),
        ("2017-04/..", "in or after 2017-04"),
        ("2017-04-10/..", "on or after 2017-04-10"),
        ("../2034", "in or before 2034"),
        ("../2034-05-06", "on or before 2034-05-06"),
        ("2017/2034-05", "between 2017 and 2034-05"),
    ],
)
def test_bounds_are_told_as_bounds(edtf: str, words: str) -> None:
    found = when(edtf, "metadata")
    assert found
    assert date_words(found.edtf, found.earliest, found.latest, found.basis) == words
    of_text = date_words(found.edtf, found.earliest, found.latest, "text-bounds")
    assert of_text == (f"{words} (by its text)" if "/" in edtf else words)


def test_no_date_is_none() -> None:
    assert date_words(None, None, None) == date_words("../..", None, None) == "undated"
