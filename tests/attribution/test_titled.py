"""Words below a title that names who speaks are his, with some doubt; what tells of others stays narration."""

import pytest

from quotes.model import Manner, Status
from quotes.pipeline import extract

SPEECH = """{title}

Orle, 3 May 2024

I am glad to be here, and I thank you all.

We have built a good house, and we are proud of it.
"""
NEWS = """Remarks by Piet Marlow anger drivers

The chair of the tram board spoke on Monday. Drivers were not amused.

The board meets on Friday.
"""


@pytest.mark.parametrize(
    ("title", "name", "role"),
    [
        ("Statement by Olga Senn, chief executive of Blue Ferries", "Olga Senn", "chief executive of Blue Ferries"),
        ("Remarks by Piet Marlow", "Piet Marlow", None),
        ("Address of Olga Senn, at the opening of the pier", "Olga Senn", None),
    ],
)
def test_words_below_a_title_are_whose_it_says(title: str, name: str, role: str | None) -> None:
    found = extract(SPEECH.format(title=title).encode(), "page.txt")
    [speech] = [one for one in found.statements if one.manner is Manner.VERBATIM and one.within is None]
    assert speech.person is not None
    assert (found.people[speech.person].name, speech.role) == (name, role)
    assert speech.status in (Status.INFERRED, Status.AMBIGUOUS)


@pytest.mark.parametrize(
    "page", [NEWS, SPEECH.format(title="Open letter to the board"), SPEECH.format(title="Our house")]
)
def test_other_words_are_nobody_named(page: str) -> None:
    found = extract(page.encode(), "page.txt")
    assert not [one for one in found.statements if one.manner is Manner.VERBATIM and one.within is None]
