"""SQL on a page: what is found, what is refused, and that no question holds up the others."""

import csv
import io
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import pytest
from starlette.testclient import TestClient

from quotes.errors import BadQuestion
from quotes.queries.tables import tables
from quotes.web.apart import AT_ONCE, RUNNING, ask_apart
from quotes.web.apart_asking import ROOM, ROWS
from quotes.web.pages.sql import EXAMPLES, SHORTENED

# One step of SQLite's, which no limit of its own interrupts: a long word is looked for at each place of a longer one.
ENDLESS = "select instr(hex(zeroblob(2000000)), hex(zeroblob(1000000)) || '1')"
COUNTING = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"


def test_an_answer_is_the_same_on_the_page_as_json_and_as_csv(client: TestClient, filled: Path) -> None:
    query = "select speaker, count(*) as n from said group by 1 order by 2 desc, 1"
    with sqlite3.connect(filled) as connection:
        wanted = [[*row] for row in connection.execute(query)]
    answer = client.get("/sql.json", params={"query": query}).json()
    assert (answer["columns"], answer["rows"]) == (["speaker", "n"], wanted)
    assert (answer["matches"], answer["whole"], answer["after"]) == (len(wanted), True, None)
    lines = [*csv.reader(io.StringIO(client.get("/sql.csv", params={"query": query}).text))]
    assert [len(lines), lines[0]] == [len(wanted) + 1, ["speaker", "n"]]
    page = client.get("/sql", params={"query": query}).text
    assert "Vera Lindqvist" in page
    assert "group by 1 order by 2 desc, 1</textarea>" in page


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("x'00ff'", "x'00ff'"),
        ("9e999", "inf"),
        ("null", None),
        ("cast(x'61ff' as text)", "a\ufffd"),
        ("1.5", 1.5),
        ("char(0) || char(1)", "\0\1"),
        ("9223372036854775807", 9223372036854775807),
    ],
)
def test_each_kind_of_value_can_be_told(client: TestClient, value: str, told: object) -> None:
    assert client.get("/sql.json", params={"query": f"select {value}"}).json()["rows"] == [[told]]
    assert client.get("/sql.csv", params={"query": f"select {value}"}).status_code == 200
    assert client.get("/sql", params={"query": f"select {value}"}).status_code == 200


def test_two_columns_of_one_name_are_two(client: TestClient) -> None:
    answer = client.get("/sql.json", params={"query": "select 1 as a, 2 as a"}).json()
    assert (answer["columns"], answer["rows"]) == (["a", "a"], [[1, 2]])


def test_what_is_found_is_nothing_but_text(client: TestClient) -> None:
    query = """select '<script>alert(1)</script>' as "<i>", '=1+1' as b, 'x' || char(8238) as c"""
    page = client.get("/sql", params={"query": query}).text
    assert not [part for part in ("<script>alert", "<i>", "\u202e") if part in page]
    assert "'=1+1" in client.get("/sql.csv", params={"query": query}).text


@pytest.mark.parametrize("name", ["=cmd()", "＝1+1", "@SUM(A1)"])
def test_no_name_of_a_column_is_a_formula(client: TestClient, name: str) -> None:
    assert client.get("/sql.csv", params={"query": f'SELECT 1 AS "{name}"'}).text.splitlines()[0] == f"'{name}"


@pytest.mark.parametrize(
    "query",
    [
        "delete from statements",
        "insert into names values (1, 'a', 'a', 'alias', null, null, null, null) returning name",
        "select 1; delete from statements",
        "attach 'other.sqlite' as other",
        "pragma journal_mode = wal",
        "vacuum into 'copy.sqlite'",
        "create table t (a)",
        "select load_extension('x')",
        "select",
        "-- nothing",
        "select * from nowhere",
        "select ?",
    ],
)
def test_nothing_but_a_select_is_answered(client: TestClient, filled: Path, query: str) -> None:
    before = filled.read_bytes()
    for kind in ("", ".json", ".csv"):
        assert client.get(f"/sql{kind}", params={"query": query}).status_code == 400
    assert filled.read_bytes() == before


@pytest.mark.parametrize("asked", [{"seconds": "0"}, {"seconds": "61"}, {"seconds": "1.5"}, {"query": "x" * 8001}])
def test_what_cannot_be_asked_is_told(client: TestClient, asked: dict[str, str]) -> None:
    assert client.get("/sql", params=asked).status_code == 400


@pytest.mark.parametrize("query", [ENDLESS, COUNTING, f"select {ENDLESS[7:]} like '%a%a%a%a%a%b' or ({COUNTING}) > 0"])
def test_a_question_is_ended_when_its_time_is_over(client: TestClient, query: str) -> None:
    begun = monotonic()
    answer = client.get("/sql.json", params={"query": query, "seconds": 1})
    assert answer.status_code == 503
    assert "no answer within 1 s" in answer.json()["detail"]
    assert monotonic() - begun < 20  # which the process takes to begin on a busy machine


def test_questions_that_take_long_hold_nobody_up_and_are_not_too_many(client: TestClient) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        slow = [pool.submit(client.get, "/sql.json", params={"query": ENDLESS, "seconds": 4}) for _ in range(AT_ONCE)]
        sleep(1)
        assert client.get("/search?q=ferry").status_code == 200
        full = client.get("/sql.json", params={"query": "select 1"})
        assert not any(one.done() for one in slow)
    assert {one.result().status_code for one in slow} == {503}
    assert (full.status_code, "others are asking" in full.json()["detail"]) == (503, True)
    assert client.get("/sql.json", params={"query": "select 1"}).json()["rows"] == [[1]]


def test_a_server_that_ends_ends_what_is_asked(filled: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask_apart, str(filled), ENDLESS, 60.0)
        sleep(0.5)
        RUNNING.end()
        with pytest.raises(BadQuestion):
            asked.result(10)


def test_no_more_rows_are_told_than_may_be(client: TestClient) -> None:
    numbers = "with recursive n(i) as (select 1 union all select i + 1 from n limit {}) select i from n"
    for wanted, told in ((ROWS, True), (ROWS + 1, False)):
        answer = client.get("/sql.json", params={"query": numbers.format(wanted)}).json()
        assert (len(answer["rows"]), answer["whole"]) == (ROWS, told)
    assert "There are more" in client.get("/sql", params={"query": numbers.format(ROWS + 1)}).text


def test_no_more_bytes_are_told_than_may_be(client: TestClient) -> None:
    numbers = "with recursive n(i) as (select 1 union all select i + 1 from n limit 9)"
    many = f"{numbers} select printf('%.*c', 900000, 'é') from n"
    answer = client.get("/sql.json", params={"query": many})
    assert not answer.json()["whole"]
    assert len(answer.content) < ROOM + 1000
    page = client.get("/sql", params={"query": many}).text
    assert len(page) < 10 * SHORTENED + 50_000
    assert "900,000 characters" in page


@pytest.mark.parametrize(
    "query",
    [
        "select printf('%.*c', 2000000000, 'x')",
        "select printf('%.*c', 6000000, 'x')",
        "select zeroblob(600000000)",
        "select hex(zeroblob(2400000)), hex(zeroblob(2400000))",
        "select group_concat(hex(zeroblob(2000000))) from statements",
    ],
)
def test_a_value_that_is_too_large_is_refused(client: TestClient, query: str) -> None:
    answer = client.get("/sql.json", params={"query": query, "seconds": 20})
    assert answer.status_code == 400, answer.text[:200]


def test_what_can_be_asked_for_stands_beside_with_examples_that_work(client: TestClient, filled: Path) -> None:
    page = client.get("/sql").text
    with sqlite3.connect(filled) as connection:
        for table in tables(connection):
            assert f"<code>{table.name}</code>" in page
            assert connection.execute(f'select * from "{table.name}" limit 0').description[0][0] == table.columns[0]
    assert "search_data" not in page
    for example in EXAMPLES:
        assert client.get("/sql.json", params={"query": example}).json()["rows"] or "how" in example


def test_the_description_tells_of_rows_whose_columns_each_answer_tells(client: TestClient) -> None:
    told = client.get("/openapi.json").json()["paths"]["/sql.json"]["get"]["responses"]["200"]
    schema = told["content"]["application/json"]["schema"]
    assert schema["properties"]["columns"] == {"type": "array", "items": {"type": "string"}}
    assert schema["properties"]["rows"]["items"]["items"] == {"type": ["string", "integer", "number", "null"]}
    assert "columns" in schema["required"]
