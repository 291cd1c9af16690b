"""What is the same words: a stop or comma before the closing mark is set by whoever quotes; other words end where
these end."""

from pathlib import Path

import pytest

import quotes
from quotes.queries.difference import marked, to_the_stops, tokens
from quotes.span import Span
from quotes.web.asking import ask
from quotes.web.checking import check, report
from quotes.web.claims import Claim

PAGE = """Notes from the depot

6 June 2024

"We have sold no trams," Lena Quist said. "Not one bell."

"The depot is dry and my cousin is counting rubber ducks," Quist added. "Does the roof leak? It does."

Quist called the plan "an insult to trams".
"""


@pytest.fixture(scope="module")
def depot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("depot")
    (folder / "depot.txt").write_text(PAGE, "utf-8")
    quotes.load(folder / "depot.txt", folder / "d.sqlite")
    return folder / "d.sqlite"


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("We have sold no trams.", "exact"),
        ("We have sold no trams,", "exact"),
        ("“We have sold no trams”.", "exact"),
        ("Not one bell,", "exact"),
        ("an insult to trams.", "exact"),
        ("We have sold no trams!", "punctuation"),
        ("We have sold no trams?", "punctuation"),
        ("Does the roof leak.", "punctuation"),
        ("Does the roof leak,", "punctuation"),
        ("The depot is dry.", "punctuation"),  # the page goes on
    ],
)
def test_a_stop_or_comma_at_the_end_is_no_difference(claim: str, words: str, depot: Path) -> None:
    with quotes.open(depot) as asked:
        assert asked.verify(claim, speaker="Lena Quist").words == words


@pytest.mark.parametrize(
    ("page", "claim", "shown"),
    [
        ("my cousin counts rubber ducks", "my cousin counts coins", "my cousin counts [-rubber ducks-] {+coins+}"),
        (
            "Rubber ducks are what she has",
            "Coins are what she has",
            "[-Rubber ducks-] {+Coins+} are what she has",
        ),
        ("we sold four old trams, and wept", "we sold coins", "we sold [-four old trams-] {+coins+}"),
        ("Yes. The big red tram left here", "The bus left here", "The [-big red tram-] {+bus+} left here"),
        ("we sold trams and wept", "we sold trams", "we sold trams"),
    ],
)
def test_no_word_of_the_page_is_lost_where_the_claim_has_others(page: str, claim: str, shown: str) -> None:
    there, claimed = tokens(page), tokens(claim)
    first = next(i for i, one in enumerate(there) if one.folded in {word.folded for word in claimed})
    window = Span(max(0, first - 1 if claimed[0].folded != there[first].folded else first), first + len(claimed))
    window = Span(window.start, min(window.end, len(there)))
    assert marked(claimed, there[slice(*to_the_stops(page, claimed, there, window))]) == shown


def test_the_page_marks_no_more_than_the_words_that_differ(depot: Path) -> None:
    claim = Claim("My cousin is counting coins.", "Lena Quist")
    found = [*check(str(depot), [claim], None)]
    told = ask(str(depot), lambda connection: report(connection, found), 5.0)
    [one] = told.checked
    assert one.answer
    assert one.answer.difference == "my cousin is counting [-rubber ducks-] {+coins+}"
    assert one.context
    assert one.context.text[one.context.start : one.context.end] == "my cousin is counting rubber ducks"
