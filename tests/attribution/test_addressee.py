"""The form of address that opens a turn."""

import pytest

from quotes.attribution import attribute
from tests.reading import document_of


@pytest.mark.parametrize(
    ("opening", "addressee"),
    [
        ("Your Excellency, dear Mr. President, I am glad to be here.", "Mr. President"),
        ("Thank you very much, Madam Speaker. I rise to object.", "Madam Speaker"),
        ("Mr. Secretary General, we agree.", "Mr. Secretary General"),
        ("Good morning, Dr. Weiss, and welcome.", "Dr. Weiss"),
        ("Mr. Weiss told me that he agrees.", None),
        ("We agree, and so does Mr. President.", None),
    ],
)
def test_address(opening: str, addressee: str | None) -> None:
    page = f"Ann Lee, Minister of Trade of Norway:\n{opening}\n"
    assert attribute(document_of(page.encode(), "page.txt"))[0].addressee == addressee
