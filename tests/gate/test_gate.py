"""Nothing that is read right on the pages of the gate is lost, and nothing gained goes unwritten."""

from collections.abc import Iterable

import pytest

from tests.gate import baseline, table
from tests.gate.gold import GOLD, KINDS, PAGES, names, page

_KNOWN = baseline.known()
_AGAIN = "write it down: python -m tests.gate --write"


def _lines(points: Iterable[tuple[str, str]]) -> str:
    return "".join(f"\n  {aspect} of {title!r}" for title, aspect in sorted(points))


@pytest.mark.parametrize("name", names())
def test_nothing_is_lost_and_what_is_gained_is_written_down(name: str) -> None:
    known = _KNOWN.get(name)
    assert known is not None, f"{name} is not in the baseline; {_AGAIN}"
    now = baseline.now(name)
    worse = now.wrong_and_certain - known.wrong_and_certain
    assert not worse, f"{name}: wrong and certain, which it was not: {sorted(worse)}"
    lost, gained = now.points - known.points, known.points - now.points
    assert not lost, f"{name} loses{_lines(lost)}"
    assert not gained, f"{name} gains, or its readings were changed; {_AGAIN}{_lines(gained)}"
    assert now.wrong_and_certain == known.wrong_and_certain, f"{name}: less is wrong and certain; {_AGAIN}"


def test_the_baseline_and_the_docs_are_current() -> None:
    assert set(_KNOWN) == set(names()), _AGAIN
    assert baseline.not_yet() == list(baseline.NOT_YET), _AGAIN
    assert baseline.written() == baseline.FILE.read_text("utf-8"), _AGAIN
    assert table.told() == table.PAGE.read_text("utf-8"), _AGAIN


def test_every_page_has_its_readings_and_every_kind_its_pages() -> None:
    assert {path.stem for path in PAGES.iterdir()} == {path.stem for path in GOLD.iterdir()}
    pages = [page(name) for name in names()]
    assert {one.head for one in pages} == set(KINDS)
    assert len(pages) >= 40
    statements = [statement for one in pages for statement in one.statements]
    assert len(statements) >= 300
    assert sum(statement.manner == "narrated" for statement in statements) >= len(statements) / 5
