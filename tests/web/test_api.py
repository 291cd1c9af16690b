"""The description of the API is true: whatever is asked by it is answered as it says, and all else is refused so."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi import checks
from starlette.testclient import TestClient

from quotes.web.app import application, paths
from quotes.web.sessions import Sessions
from quotes.web.settings import Settings
from tests.conftest import ROOT

HOST = "testserver"  # as schemathesis calls what it asks
EXAMPLES = 12  # of each address, besides the bounds of every parameter
api = schemathesis.openapi.from_asgi(
    "/openapi.json", application(Settings(str(ROOT / "data.sqlite"), 80, Sessions(), (HOST,)))
)
# No schema tells what is a day, or the name of somebody. And what is refused before it is known at which address it
# stands tells of the methods of all addresses.
UNFIT = [checks.positive_data_acceptance, checks.allow_header_conformance]


@api.parametrize()
@settings(max_examples=EXAMPLES, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_described_is_answered_so(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(headers={"origin": f"http://{HOST}"}, excluded_checks=UNFIT)


def answered(address: str, kind: str, **query: str) -> schemathesis.Response:
    """Return an answer, which must be as it is described."""
    uid = address.split("/")[2] if address.count("/") == 2 else ""
    path = address.replace(uid, "{uid}") if uid else address
    case = api[f"{path}{kind}"]["GET"].Case(path_parameters={"uid": uid} if uid else {}, query=query)
    return case.call_and_validate(excluded_checks=UNFIT)


def found(address: str, **query: str) -> list[Any]:
    """Return the rows of an answer, which must be as it is described, in JSON and in CSV."""
    in_csv, in_json = (answered(address, kind, **query) for kind in (".csv", ".json"))
    assert (in_csv.status_code, in_json.status_code) == (200, 200)
    return list(in_json.json()["rows"])


def test_what_is_found_is_as_it_is_described() -> None:
    said = found("/search", q="the", limit="200")
    people, events, sources = found("/people", limit="200"), found("/events"), found("/documents")
    assert len(said) > 10 and people and events and sources
    assert found("/statement/" + said[0]["uid"])[0]["text"] == said[0]["text"]
    assert found("/person/" + people[0]["uid"])
    assert answered("/by-speaker", ".json", speaker=people[0]["uid"]).status_code == 302
    assert found("/event/" + events[0]["uid"])
    assert found("/source/" + sources[0]["uid"])
    assert found("/verify", claim=said[0]["text"][:1_000])
    assert found("/sql", query="select 1, 'a', null, 1.5, x'00'") == [[1, "a", None, 1.5, "x'00'"]]
    found("/review")


@pytest.mark.parametrize("path", [path for path in paths() if "{uid}" in path])
@pytest.mark.parametrize("kind", ["", ".json", ".csv"])
def test_what_is_not_there_is_not_found(client: TestClient, path: str, kind: str) -> None:
    assert client.get(path.format(uid="a" * 12) + kind).status_code == 404


@pytest.mark.parametrize("kind", ["", ".json"])
def test_what_can_only_be_read_says_so(client: TestClient, kind: str) -> None:
    answer = client.post(f"/search{kind}", data={"q": "ferry"})
    assert (answer.status_code, {*answer.headers["allow"].split(", ")}) == (405, {"GET", "HEAD"})
    assert "can only be read" in answer.text
