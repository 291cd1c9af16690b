"""Whom titles name as speaking."""

from __future__ import annotations

import pytest

from tests.reading import document_of

BELOW = "\n\nI am glad to be here, and I thank you.\n\nWe have built a good house.\n"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Address by the Minister of Fisheries, Dr. Olga Senn, at the opening of the pier", "Dr. Olga Senn"),
        ("Opening remarks by Piet Marlow, Chair of the Tram Board", "Piet Marlow"),
        ("STATEMENT BY OLGA SENN", "OLGA SENN"),
        ("Full text of the speech of President Ruud Aker in Oster, 3 May", "President Ruud Aker"),
        ("A house on the pier. As told to Olga Senn", "somebody"),
        ("Open letter to the tram board", "somebody"),
        ("Statement of accounts", ""),
        ("Remarks on the pier", ""),
        ("A statement by the company said that the pier is shut.", ""),
        ("The pier is open", ""),
    ],
)
def test_titles(title: str, name: str) -> None:
    assert document_of(title + BELOW, "page.txt").titled == name
