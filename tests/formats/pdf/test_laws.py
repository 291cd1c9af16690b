"""Whatever stands wherever on a page, the laws hold."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.errors import UnreadableSource
from quotes.pipeline import extract
from tests.formats.laws import assert_extraction_laws
from tests.formats.pdf.sheets import printed

PIECES = (
    *(
        "Mara Quill: Good morning, and wel-",
        "come to all of you.",
        "TOBIAS RENN:",
        "(Laughter)",
        "[He rises.]",
        "- 12 -",
    ),
    *(
        "Page 3 of 9",
        "1",
        "2",
        "3",
        "iv",
        "Minutes of the board",
        "so that nobody repairs the well-",
        "known",
        "Q. Yes?",
    ),
    *(
        "We have seventeen kilometres of road.",
        "-",
        ":",
        "«",
        "Treasurer",
        "“No,” he said.",
        "Chapter",
        "1914-",
        "1918",
    ),
)
PLACES = st.tuples(st.sampled_from((20, 40, 60, 150, 220)), st.integers(0, 41)).map(lambda at: f"{at[0]},{at[1] * 14}")
LINES = st.tuples(st.one_of(st.just(""), PLACES), st.sampled_from(PIECES)).map(lambda both: " ".join(both).strip())
SLOW = [HealthCheck.too_slow]


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(pages=st.lists(st.lists(LINES, max_size=25), min_size=1, max_size=4), turned=st.sampled_from((0, 0, 90, 30)))
def test_any_page_is_read_and_the_laws_hold(pages: list[list[str]], turned: int) -> None:
    try:
        found = extract(printed(pages, turned=turned), "any.pdf")
    except UnreadableSource as refusal:
        assert "no text in this pdf" in str(refusal)
        return
    assert_extraction_laws(found)
    assert len(found.document.pages) == len(pages)
    assert [found.document.text[start - 1] for start in found.document.pages[1:]] == ["\f"] * (len(pages) - 1)
