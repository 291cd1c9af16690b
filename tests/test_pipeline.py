"""The laws of the data, for any text that is read: see also `quotes check`, which holds stored rows to the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.model import Extraction
from quotes.pipeline import extract
from tests.formats.laws import assert_extraction_laws

FRAGMENTS = (
    "Ann Lee, Minister of Trade of Norway:",
    "Ann Lee:",
    "Bo Chen (Greens):",
    "Q",
    "**Dana:** well, yes.",
    "Heading",
    "We will sign it, and I thank you. (Laughter.)",
    "“It is a shame,” she said. “A great shame.”",
    "Mr. Chen said that Lee told him that the deal was dead.",
    "As Ann Lee stated, that the law is one for all.",
    "However, the ministers had met on April 9, 2017.",
    'Chen called it "a disgrace", according to Lee',
    "“Unclosed, he said, and that",
    "> Set off.",
    "---",
    "1\n00:00:01,000 --> 00:00:02,000",
    "\u00a0\t",
    "«Да», — сказал он.",
)
pages = st.lists(
    st.tuples(
        st.sampled_from(FRAGMENTS) | st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20),
        st.sampled_from(["\n", "\n\n", " "]),
    )
)


def read(parts: list[tuple[str, str]]) -> Extraction:
    text = "".join(part + gap for part, gap in parts)
    return extract(b"A page.\n\n" + text.encode(), "page.txt")


@settings(max_examples=300, deadline=None)
@given(pages)
def test_laws_hold_for_any_page(parts: list[tuple[str, str]]) -> None:
    assert_extraction_laws(read(parts))


@settings(max_examples=50, deadline=None)
@given(pages)
def test_reading_twice_gives_the_same(parts: list[tuple[str, str]]) -> None:
    assert read(parts) == read(parts)


def test_what_a_speaker_quotes_makes_no_second_reading_of_the_turn() -> None:
    page = """Ferry Talk

"LIND: We begin with the ferry. Did the mayor mean it?

"OLM: He made us laugh, Bo. We needed a laugh.

"LIND: My viewers want a date. Monday?

"OLM: Not this week.

"I will say this for him, he never forgets a name.

"LIND: We are almost out of time.
"""
    found = extract(page.encode(), "talk.txt")
    assert_extraction_laws(found)
    assert [one.text.startswith("Not this week") for one in found.statements].count(True) == 1
