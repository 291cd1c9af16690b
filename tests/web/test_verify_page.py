"""Verifying on pages: one claim by its address, a list, the quotations of a draft; nothing of it is stored."""

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from quotes import load
from quotes.web import checking
from quotes.web.claims import LONGEST, MOST, Claim, claims
from quotes.web.pages import verify as page
from tests.web.conftest import serving

SCRIPT = "<script>alert(1)</script>"
QUOTATIONS = [  # words, whose they are in the draft, the verdict
    ("The ferry will sail in spring.", "Vera Lindqvist", "said exactly so"),
    ("Nobody has to pay for it three times.", "Vera Lindqvist", "altered"),
    ("We have three tugs.", "Tom Okello", "said exactly so"),
    ("The ferry needs two of them.", "Vera Lindqvist", "said by someone else"),
    ("I thank the minister.", "Tom Okello", "said exactly so"),
    ("The strait is not deep.", "Thomas Okello", "said exactly so"),
    ("I measure it every year.", "Vera Lindqvist", "said by someone else"),
    ("The budget is on the table.", "Vera Lindqvist", "said exactly so"),
    ("I have read it twice.", "Maria Lee", "said exactly so"),
    ("We like herring on toast.", "Zed Nobody", "not found"),
]
DRAFT = "The ferry, again\n\n" + "\n\n".join(f"{who} said: “{words}”" for words, who, _ in QUOTATIONS)


def verdicts(body: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'<span class="verdict">(.*?)</span>', body)]


def report(client: TestClient, text: str, **more: str) -> str:
    answer = client.post("/verify", data={"text": text, **more})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_form_is_there(client: TestClient) -> None:
    body = client.get("/verify").text
    assert 'name="claim"' in body and '<textarea id="text"' in body
    assert client.get("/verify.json").json()["rows"] == []


@pytest.mark.parametrize(
    ("claim", "speaker", "on", "verdict", "words"),
    [
        ("The ferry will sail in spring.", "Vera Lindqvist", "2021-03-04", "exact", "said exactly so"),
        ("The ferry will sail in spring.", "Vera Lindqvist", "2020-03-04", "other-date", "said on another date"),
        ("The ferry will sail in summer.", "Vera Lindqvist", None, "altered", "altered"),
        ("The ferry will sail in spring.", "Tom Okello", None, "other-speaker", "said by someone else"),
        ("the state will pay", "Vera Lindqvist", None, "reported", "only reported, not quoted"),
        ("We like herring on toast.", None, None, "not-found", "not found"),
    ],
)
def test_a_claim_has_its_verdict(
    client: TestClient, claim: str, speaker: str | None, on: str | None, verdict: str, words: str
) -> None:
    asked = {name: value for name, value in (("claim", claim), ("speaker", speaker), ("on", on)) if value}
    assert [row["verdict"] for row in client.get("/verify.json", params=asked).json()["rows"]] == [verdict]
    assert verdicts(client.get("/verify", params=asked).text) == [words]
    assert client.get("/verify.csv", params=asked).text.splitlines()[0].startswith("claim,verdict,speaker")


def test_a_claim_that_is_denied_does_not_stand(tmp_path: Path) -> None:
    source = tmp_path / "denied.txt"
    source.write_text("The harbour\n\nTom Okello denied on Monday that the harbour had been closed for a year.\n")
    load(source, tmp_path / "denied.sqlite")
    with serving(tmp_path / "denied.sqlite") as browser:
        body = report(browser, "Tom Okello: the harbour had been closed for a year")
    assert verdicts(body) == ["not said so: denied"]
    assert ("1", "not as claimed") in re.findall(r"<li><b>(\d+)</b> (.*?)</li>", body)


def test_whom_nobody_knows_is_an_answer(client: TestClient) -> None:
    answer = client.get("/verify", params={"claim": "The ferry will sail in spring.", "speaker": "Vera Lindqvisd"})
    assert answer.status_code == 200
    assert "nobody here is called so" in answer.text and "Is this one meant: Vera Lindqvist" in answer.text


def test_whom_several_are_is_told(client: TestClient) -> None:
    assert client.get("/verify", params={"claim": "Then let us vote", "speaker": "Lee"}).status_code == 409
    body = report(client, "Lee: Then let us vote.\nMaria Lee: I have read it twice.")
    assert verdicts(body) == ["not checked", "said exactly so"]


def test_a_claim_is_shown_in_its_context(client: TestClient) -> None:
    body = client.get("/verify", params={"claim": "nobody has to pay for it twice"}).text
    assert "The ferry will sail in spring. <mark>Nobody has to pay for it twice</mark>." in body
    [address] = set(re.findall(r'href="(/statement/\w+\?w=[^"]*)"', body))
    shown = client.get(unescape(address))
    assert shown.status_code == 200 and "<mark>Nobody has to pay for it twice</mark>" in shown.text


def test_what_differs_is_marked(client: TestClient) -> None:
    body = client.get("/verify", params={"claim": "Nobody has to pay for it three times."}).text
    assert "Nobody has to pay for it <del>twice</del> <ins>three times</ins>" in body


def test_a_draft_is_checked_quotation_by_quotation(client: TestClient) -> None:
    body = report(client, DRAFT)
    assert "Taken as a draft" in body
    assert verdicts(body) == [verdict for _, _, verdict in QUOTATIONS]
    counts = re.findall(r"<li><b>(\d+)</b> (.*?)</li>", body)
    assert counts == [("6", "word for word as claimed"), ("3", "not as claimed"), ("1", "not found")]


def test_the_report_says_against_what(client: TestClient) -> None:
    body = report(client, DRAFT)
    assert re.search(r"Checked \d{4}-\d\d-\d\d \d\d:\d\d UTC, against \d+ statements from \d+ documents", body)
    rows = client.get("/documents.json?limit=200").json()["rows"]
    hashes = {client.get(f"/source/{row['uid']}").text.split("sha256 ")[1][:12] for row in rows}
    told = re.findall(r"SHA-256 of the bytes read: ([0-9a-f]{64})", body)
    assert told and {one[:12] for one in told} <= hashes


def test_what_a_draft_has_as_denied_does_not_stand(client: TestClient) -> None:
    body = report(client, "A ferry\n\nOn Monday, Tom Okello denied that “we have three tugs”, as he said before.\n")
    assert "but the draft has it so: denied" in body
    assert ("0", "word for word as claimed") in re.findall(r"<li><b>(\d+)</b> (.*?)</li>", body)


def test_a_list_has_a_claim_a_line(client: TestClient) -> None:
    text = "- Tom Okello: We have three tugs.\n2. The ferry needs two of them.\n\n“I thank the minister.”\n"
    body = report(client, text, speaker="Tom Okello")
    assert "Taken as a list" in body and verdicts(body) == ["said exactly so"] * 3


def test_lists_and_drafts_are_told_apart() -> None:
    assert claims("The truth is: we sail.").found == (Claim("The truth is: we sail.", None, 1),)
    assert claims("Ann Lee, minister: We sail.").found == (Claim("We sail.", "Ann Lee, minister", 1),)
    assert claims("“We sail,” Ann Lee said.").kind == "draft"
    assert claims("We sail. " * 60).kind == "draft"
    assert claims("“We sail,” Ann Lee said.", "list").found == (Claim("“We sail,” Ann Lee said.", None, 1),)


def test_there_is_a_bound_on_claims(client: TestClient) -> None:
    found = claims("\n".join(f"We have {i} tugs" for i in range(MOST + 5)))
    assert len(found.found) == MOST and found.left == 5
    body = report(client, "\n".join(f"Word{i} herring" for i in range(MOST + 5)))
    assert "5 more claims are not checked: 200 are at one time" in body


def test_a_claim_that_is_too_long_hinders_no_other(client: TestClient) -> None:
    body = report(client, "herring " * (LONGEST // 4) + "\nWe have three tugs.", kind="list")
    assert verdicts(body) == ["not checked", "said exactly so"]
    assert client.get("/verify", params={"claim": "a" * (LONGEST + 1)}).status_code == 400


def test_time_is_bounded_and_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "ALL", -1.0)
    assert "Not checked: all claims together may take" in report(client, "We have three tugs.")


def test_a_long_draft_is_read_by_another_process(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "SHORT", 10)
    assert verdicts(report(client, DRAFT)) == [verdict for _, _, verdict in QUOTATIONS]


@pytest.mark.parametrize(
    "text",
    [
        f"{SCRIPT}: We have three tugs.",
        f"We have {SCRIPT} tugs",
        f"“We have three tugs {SCRIPT},” {SCRIPT} said.\n\nHe said: “{SCRIPT} sails.”",
        "We have\0 three tugs [-x-] {+<b>+}",
        "\ud800 tugs".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
        "“" * 3000,
        '"</textarea><script>" said Tom Okello.',
    ],
)
def test_nothing_that_is_pasted_is_obeyed(client: TestClient, text: str) -> None:
    for kind in ("", "list", "draft"):
        body = client.post("/verify", data={"text": text, "kind": kind}).text
        assert "<script>alert" not in body and "</textarea><script" not in body and "{+<b>" not in body
        assert "\0" not in body


def test_nothing_pasted_is_told(client: TestClient) -> None:
    assert client.post("/verify", data={"text": " \n"}).status_code == 400
    assert "No quotation was found" in report(client, "We sail. " * 60)


def test_another_site_cannot_ask(client: TestClient) -> None:
    for origin in ("https://evil.example", "null"):
        answer = client.post("/verify", data={"text": "We have three tugs."}, headers={"origin": origin})
        assert answer.status_code == 403


def test_a_text_that_is_too_large_is_refused(client: TestClient) -> None:
    assert client.post("/verify", data={"text": "a" * 1_000_001}).status_code == 413
    assert client.get("/search").status_code == 200


def test_nothing_is_stored(client: TestClient, filled: Path) -> None:
    before = filled.read_bytes()
    report(client, DRAFT)
    assert filled.read_bytes() == before
