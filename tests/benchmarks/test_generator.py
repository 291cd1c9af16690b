"""What the benchmarks store is what reading their documents gives."""

from dataclasses import replace

from quotes.model import Metadata, Statement, Status
from quotes.pipeline import extract
from quotes.store.told import Drawn, Rows
from quotes.store.writing.rows import rows
from tests.benchmarks import generator


def told(one: Rows) -> list[object]:
    """All of it, rows that are drawn one by one as lists."""
    return [list(part) if isinstance(part, Drawn) else part for part in one]


def beyond_doubt(statement: Statement) -> Statement:
    """The statement, certain as those that are made: how sure labels are depends on the page, and costs no row."""
    assert {part.status for part in statement.passages} == {statement.status} == {Status.CERTAIN}
    passages = tuple(part._replace(confidence=1.0) for part in statement.passages)
    return statement._replace(confidence=1.0, passages=passages)


def test_the_reading_of_a_page_is_the_real_one() -> None:
    compared = 0
    for page in generator.pages(600):
        known = Metadata(published=page.date)
        read = extract(page.text().encode(), page.name, metadata=known)
        if any(statement.within for statement in read.statements):
            continue  # an invented word happens to be an English verb of speech
        read = replace(read, statements=tuple(map(beyond_doubt, read.statements)))
        read = replace(read, document=replace(read.document, wrapped=False))  # of one line each, so without effect
        assert told(rows(generator.reading(page), "s")) == told(rows(read, "s"))
        compared += 1
    assert compared > 5
