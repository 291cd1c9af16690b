"""What the program is made of is listed with its licence."""

import json

from tests.conftest import ROOT
from tests.materials import OURS, bill, materials, table

LISTED = (ROOT / "docs" / "licences.md").read_text("utf-8").splitlines()


def test_all_that_is_needed_is_listed() -> None:
    assert set(table()) <= set(LISTED)  # which lists what other Pythons need, too


def test_every_licence_is_told() -> None:
    assert [one.name for one in materials() if one.licence == "not told"] == []


def test_the_bill_names_every_part() -> None:
    told = json.loads(bill())
    assert told["metadata"]["component"]["name"] == OURS
    assert {one["name"] for one in told["components"]} == {one.name for one in materials()}
    assert {"SQLAlchemy", "click", "nameparser", "trafilatura"} <= {one["name"] for one in told["components"]}
