"""The laws of the data, for any text that is read: see also `quotes check`, which holds stored rows to the same."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.model import Extraction, Manner, Span, Statement
from quotes.pipeline import extract
from quotes.text import shown

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


def span_of(statement: Statement) -> Span:
    return statement.span


@settings(max_examples=300, deadline=None)
@given(pages)
def test_laws_hold_for_any_page(parts: list[tuple[str, str]]) -> None:
    found = read(parts)
    document = found.document
    by_uid = {statement.uid: statement for statement in found.statements}
    assert len(by_uid) == len(found.statements)

    for statement in found.statements:  # what is shown is what stands there
        assert statement.text == shown(document.text, statement.span, document.markup, document.wrapped)
        assert statement.manner is not Manner.NARRATED or statement.person is None

    cover = bytearray(len(document.text))  # every visible character is in exactly one place
    markup = {Span(start, end) for start, end, _ in document.markup}
    blocks = [passage.span for passage in found.passages if passage.span not in markup]
    for start, end in blocks + [s.span for s in found.statements if s.within is None]:
        assert not any(cover[start:end])
        cover[start:end] = b"\1" * (end - start)
    hidden = {i for span in markup for i in range(*span)}
    assert all(cover[i] or c.isspace() or i in hidden for i, c in enumerate(document.text))

    for statement in found.statements:  # what lies within lies inside, and leads to the top
        inner, seen = statement, {statement.uid}
        while inner.within is not None:
            outer = by_uid[inner.within]
            assert outer.span.start <= inner.span.start and inner.span.end <= outer.span.end
            assert outer.uid not in seen
            seen.add(outer.uid)
            inner = outer
    for container in {statement.within for statement in found.statements}:  # siblings keep apart
        siblings = sorted((s for s in found.statements if s.within == container), key=span_of)
        assert all(one.span.end <= other.span.start for one, other in pairwise(siblings))


@settings(max_examples=50, deadline=None)
@given(pages)
def test_reading_twice_gives_the_same(parts: list[tuple[str, str]]) -> None:
    assert read(parts) == read(parts)
