"""How sure a statement is: pages and commands say the same of it, and of the place at hand."""

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.conftest import run
from tests.queries.test_sureness import asking
from tests.web.conftest import serving


def shown(client: TestClient, address: str) -> list[str]:
    """Return how sure the first statement of a page is, part by part, with the lines from which on it is so."""
    body = client.get(address).text
    [line] = re.findall(r'<p class="line">(<span class="when">.*?)</p>', body, re.DOTALL)[:1]
    words = unescape(re.sub(r"<[^>]*>", "", line)).lower()
    return re.findall(r"(?:from line \d+ on )?(?:certain|inferred|ambiguous)", " ".join(words.split()))


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    with asking(tmp_path):
        return tmp_path / "ferry.sqlite"


def uid_of(database: Path, query: str) -> str:
    return run("sql", query, "--format", "csv", "--db", database).stdout.splitlines()[1]


@pytest.mark.parametrize("page", ["/statement/{statement}", "/person/{person}", "/event/{event}"])
def test_a_page_says_from_which_line_on_it_is_otherwise(page: str, ferry: Path) -> None:
    statement = uid_of(ferry, "select uid from statements where text like 'The ferry belongs%'")
    person = uid_of(ferry, "select uid from people where name = 'Ana Ruiz'")
    told = " ".join(run("show", statement, "--db", ferry).stdout.split()).lower()
    parts = re.findall(r"(?:from line \d+ on )?(?:certain|inferred|ambiguous)", told.split(f" · {statement}")[0])
    assert parts == ["certain", "from line 4 on inferred", "from line 6 on ambiguous", "from line 8 on certain"]
    with serving(ferry) as client:
        [event] = client.get("/events.json").json()["rows"]
        assert shown(client, page.format(statement=statement, person=person, event=event["uid"])) == parts


@pytest.mark.parametrize(
    ("words", "sure"),
    [("belongs to the town", "certain"), ("the pier is older", "inferred"), ("the ferry rests", "ambiguous")],
)
def test_what_is_looked_for_is_as_sure_as_it_is_there(words: str, sure: str, ferry: Path) -> None:
    told = run("who-said", words, "--db", ferry).stdout.lower()
    with serving(ferry) as client:
        assert shown(client, f"/search?q={words}") == [sure] and sure in told
        body = client.get("/verify", params={"claim": words}).text
        assert f'<span class="status {sure}">{sure}</span>' in body
    assert sure in run("verify", words, "--db", ferry).stdout
