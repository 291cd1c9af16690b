"""A fresh database for every test, copied from one that is made once."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from quotes.store.database import writing

Fresh = Callable[[], Path]


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    folder = tmp_path_factory.mktemp("store")
    empty = folder / "empty.sqlite"
    with writing(empty):
        pass
    numbers = count()

    def copy() -> Path:
        return Path(shutil.copy(empty, folder / f"{next(numbers)}.sqlite"))

    return copy


@pytest.fixture
def database(fresh: Fresh) -> Path:
    return fresh()
