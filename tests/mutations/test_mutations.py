"""The listed changes can be made, and (slow) each is caught."""

from operator import attrgetter
from pathlib import Path

import pytest

from tests.mutations.run import Mutation, caught, copied, faults, listed


@pytest.mark.parametrize("mutation", listed(), ids=attrgetter("name"))
def test_what_is_to_be_changed_stands_there(mutation: Mutation) -> None:
    assert list(faults(mutation)) == []


def test_what_has_moved_is_told() -> None:
    moved = Mutation("moved", "quotes/pipeline.py", "no such line", "no such line", ["tests/test_nothing.py"])
    assert list(faults(moved)) == [
        "quotes/pipeline.py holds 'no such line' 0 times, not once: has it moved?",
        "changes nothing",
        "no test tests/test_nothing.py",
    ]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("mutated"))


@pytest.mark.slow
@pytest.mark.parametrize("mutation", listed(), ids=attrgetter("name"))
def test_each_is_caught(mutation: Mutation, program: Path) -> None:
    assert caught(mutation, program)
