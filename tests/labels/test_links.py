"""Headlines of other pages, each a link and nothing else, are nobody's words; a linked name is a label all the same."""

import pytest

from quotes.model import Manner
from quotes.pipeline import extract

PAGE = """<html><body><article><h1>Ferry stopped</h1>
<p>The court stopped the ferry on Monday. A hearing was set for June.</p></article>
<div><ul>{items}</ul></div></body></html>"""
HEADLINES = ("Court drops ferry inquiry", "Saviour or swindler of boats?", "Why is the owner wanted?")


def verbatim(items: str) -> list[str]:
    found = extract(PAGE.format(items=items).encode(), "page.html")
    return [one.text for one in found.statements if one.manner is Manner.VERBATIM]


@pytest.mark.parametrize("place", ["/news/{}", "https://example.org/{}", "../{}.html"])
def test_headlines_are_nobodys_words(place: str) -> None:
    items = (f'<li><a href="{place.format(n)}">Olaf Hagen: {words}</a></li>' for n, words in enumerate(HEADLINES))
    assert not verbatim("".join(items))


def test_links_within_the_page_are_its_words() -> None:
    turns = [
        ("Ann Lee", "How old is the ferry?"),
        ("Bo Lind", "It is ninety years old."),
        ("Ann Lee", "Who built it then?"),
        ("Bo Lind", "My father built it."),
    ]
    items = (f'<p><a href="#t{n}">{name}: {words}</a></p>' for n, (name, words) in enumerate(turns))
    assert verbatim("".join(items)) == [words for _, words in turns]


def test_a_name_that_is_a_link_is_a_label() -> None:
    items = (
        f'<p><a href="/people/{name[:2]}">{name}, baker:</a></p><p>I like it. We all do.</p>'
        for name in ("Ann Lee", "Bo Lind", "Ann Lee")
    )
    assert len(verbatim("".join(items))) == 3
