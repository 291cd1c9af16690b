"""The occasion that a document reports, and whether two reports are of one."""

import pytest

from quotes import attribution, people
from quotes.model import Metadata, Occasion
from quotes.occasion import Occurrence, occasion, overlap, same_occasion
from quotes.people.identity import Outcome
from tests.reading import document_of

PAGE = """Mayors agree on the river

Ann Ash met Bo Birch in Perth on 3 May 2021.

Ann Ash, Mayor of Perth:
I am glad that we could settle this.

Bo Birch, Mayor of Fremantle:
So am I.
"""


def read(text: str, **known: str) -> Occasion | None:
    document = document_of(text.encode(), "page.txt", metadata=Metadata(**known))  # type: ignore[arg-type]
    attributions = attribution.attribute(document)
    return occasion(document, attributions, people.resolve(document, attributions))


def test_who_met_when() -> None:
    found = read(PAGE, published="2021-05-04")
    assert found
    assert (found.kind, found.title) == ("meeting", "Mayors agree on the river")
    assert found.when
    assert (found.when.edtf, found.when.basis) == ("2021-05-03", "dateline")
    assert len(found.participants) == 2


@pytest.mark.parametrize("text", [PAGE, "Ann Ash:\nGood morning, all of you who came.\n"])
def test_an_empty_title_is_none(text: str) -> None:
    assert read(text, event="", title="") == read(text)


TALKS = """
Ann Ash, Mayor of Perth:
I am glad that we could settle this.

Bo Birch, Mayor of Fremantle:
So am I.
"""
MET = "The mayors held talks on the river in the town hall, and said afterwards that they would go on."
LONG = "Talks of the mayors on the river, " + "the weir, " * 11 + "a"


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        (f"{MET}\n", "Talks"),
        (f"{MET} It rained.\n\nBoth left early. They will write.\n", "Talks"),
        (f"“{MET}”\n", "Talks"),
        (f"{MET}\n\nMayors agree on the river\n", "Mayors agree on the river"),
        ("# Mayors agree on the river.\n\nThey held talks.\n", "Mayors agree on the river."),
        (f"# {LONG} lock\n", f"{LONG} lock"),
        (f"# {LONG} locks\n", "Talks"),
        (f"# You are here\n\n# Mayors agree\n\n{MET}\n", "Mayors agree"),
        (f"Skip to content\n\nMayors agree\n\n{MET}\n", "Mayors agree"),
        (f"# Home for a river\n\n{MET}\n", "Home for a river"),
    ],
)
def test_a_sentence_or_a_long_line_is_no_title(opening: str, title: str) -> None:
    document = document_of((opening + TALKS).encode(), "page.md" if opening[0] == "#" else "page.txt")
    attributions = attribution.attribute(document)
    found = occasion(document, attributions, people.resolve(document, attributions))
    assert found
    assert (found.kind, found.title) == ("talks", title)


def test_metadata_name_the_occasion() -> None:
    found = read("Ann Ash:\nGood morning, all of you who came.\n", event="Press conference in Perth", place="Perth")
    assert found
    assert (found.kind, found.title, found.place) == ("press conference", "Press conference in Perth", "Perth")


def test_a_page_that_reports_none_has_none() -> None:
    assert read("Some links for today\n\nI liked this.\n") is None


def report(day: str, *names: str, kind: str = "meeting", title: str = "Mayors agree on the river") -> Occurrence:
    return Occurrence(kind, title, day, day, frozenset(names))


@pytest.mark.parametrize(
    ("one", "other", "wordings", "outcome"),
    [
        (report("2021-05-03", "A", "B"), report("2021-05-03", "A", "B", "C"), 0, "same"),
        (report("2021-05-03", "A", "B"), report("2021-05-04", "A", "B"), 1, "same"),
        (report("2021-05-03", "A", "B"), report("2021-05-04", "A", "B"), 0, "unsure"),
        (report("2021-05-03", "A", "B"), report("2021-05-03", "A", "B", kind="interview"), 0, "unsure"),
        (report("2021-05-03", "A", "B"), report("2021-05-03", "A", "C"), 3, "different"),
        (report("2021-05-03", "A", "B"), report("2021-06-03", "A", "B"), 3, "different"),
    ],
)
def test_two_reports_of_one_occasion(one: Occurrence, other: Occurrence, wordings: int, outcome: str) -> None:
    assert same_occasion(one, other, wordings).outcome is Outcome(outcome)
    assert same_occasion(other, one, wordings).outcome is Outcome(outcome)


def test_an_open_date_is_no_evidence() -> None:
    undated = Occurrence("meeting", "Mayors agree", None, None, frozenset({"A", "B"}))
    assert same_occasion(undated, report("2021-05-03", "A", "B"), 1).outcome is Outcome.DIFFERENT


def test_wordings_of_one_utterance_share_their_words() -> None:
    one = "The world is smaller now, and criminal gangs know no borders, so we must work together."
    two = "The world is small now and criminal gangs do not know borders, therefore we have to work together."
    other = "Next year we shall host the largest sports event that our country has ever seen."
    assert overlap(one, two) >= 0.6 > overlap(one, other)
    assert overlap("Yes.", "Yes.") < 0.6
    assert overlap("", "") == 0
