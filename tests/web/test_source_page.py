"""/source and /statement: the words in their place, with the voice, the doubt and the proof of each."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from quotes import load, open_database
from quotes.queries.pieces import pieces, source_of, voices_in
from tests.web.conftest import serving

REPORT = """Harbour report

Ana Rask, mayor of Holm:
We open the harbour on Monday. Nobody has to wait.

The town has waited for ten years. Rask denied that the wall leaks. She said the sea is calm.
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    (folder / "report.txt").write_text(REPORT, "utf-8")
    load(folder / "report.txt", folder / "d.sqlite", date="2024-05-03")
    return folder / "d.sqlite"


def uids(database: Path) -> list[str]:
    with open_database(database) as connection:
        return [uid for (uid,) in connection.execute("SELECT uid FROM sources ORDER BY key")]


def test_the_pieces_are_all_of_the_source_in_order(filled: Path, report: Path) -> None:
    for database in (filled, report):
        with open_database(database) as connection:
            for uid in uids(database):
                text = connection.execute("SELECT text FROM sources WHERE uid = ?", (uid,)).fetchone()[0]
                found, following = pieces(connection, uid)
                assert following is None
                for piece in found:
                    assert "".join(run.text for run in piece.runs) == text[piece.start : piece.end]
                    assert [run.start for run in piece.runs] == sorted({run.start for run in piece.runs})
                shown = {place for piece in found for place in range(piece.start, piece.end)}
                gone = {
                    place
                    for start, end in connection.execute(
                        "SELECT start, \"end\" FROM passages WHERE kind = 'markup' AND source_id = "
                        "(SELECT id FROM sources WHERE uid = ?)",
                        (uid,),
                    )
                    for place in range(start, end)
                }
                assert {i for i, sign in enumerate(text) if not sign.isspace()} <= shown | gone


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_pieces_come_in_parts(filled: Path, at_once: int) -> None:
    with open_database(filled) as connection:
        for uid in uids(filled):
            whole, _ = pieces(connection, uid)
            found, following = pieces(connection, uid, limit=at_once)
            while following is not None:
                some, following = pieces(connection, uid, start=following, limit=at_once)
                found += some
            assert [(one.kind, one.start, one.end) for one in found] == [
                (one.kind, one.start, one.end) for one in whole
            ]


def test_a_statement_inside_is_told_with_how_it_was_said(report: Path) -> None:
    with serving(report) as browser:
        [uid] = uids(report)
        page = browser.get(f"/source/{uid}").text
    assert "Ana Rask denied" in page
    assert re.search(r'class="inside[^"]*unsaid', page)
    assert '<b class="letter">A</b>' in page
    with open_database(report) as connection:
        assert [voice.name for voice in voices_in(connection, uid)] == ["Ana Rask"]
        assert source_of(connection, "report.txt").uid == uid


def test_json_has_the_runs_and_the_statements_inside(report: Path) -> None:
    with serving(report) as browser:
        [uid] = uids(report)
        rows = browser.get(f"/source/{uid}.json").json()["rows"]
    assert [row["kind"] for row in rows] == ["heading", "label", "paragraph", "paragraph"]
    inside = [(one["speaker"], one["act"]) for one in rows[-1]["inside"]]
    assert inside == [("Ana Rask", "denied"), ("Ana Rask", "asserted")]


def test_a_source_is_found_by_its_key(report: Path) -> None:
    with serving(report) as browser:
        answer = browser.get("/source-of?key=report.txt", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (302, f"/source/{uids(report)[0]}")
        assert browser.get("/source-of?key=other.txt", follow_redirects=False).status_code == 404
        assert browser.get("/source/aaaaaaaaaaaa").status_code == 404


def test_a_statement_has_its_proof_and_its_citations(report: Path) -> None:
    with serving(report) as browser:
        row = browser.get("/search.json?q=wall+leaks").json()["rows"][0]
        page = unescape(browser.get(f"/statement/{row['uid']}").text)
    assert '<strong class="how">denied</strong>' in page
    assert f"quotes:{row['uid']}" in page
    assert "@misc" in page
    assert 'class="cue">denied' in page


def test_words_are_marked_in_a_statement_and_told_when_they_are_gone(report: Path) -> None:
    with serving(report) as browser:
        uid = browser.get("/search.json?q=harbour+on+Monday").json()["rows"][0]["uid"]
        assert "<mark>on Monday</mark>" in browser.get(f"/statement/{uid}?w=on+Monday").text
        gone = unescape(browser.get(f"/statement/{uid}?w=on+Tuesday").text)
    assert "“on Tuesday” does not stand here" in gone


def test_the_beginning_of_a_uid_leads_to_it_and_none_leads_nowhere(report: Path) -> None:
    with serving(report) as browser:
        uid = browser.get("/search.json?q=harbour+on+Monday").json()["rows"][0]["uid"]
        answer = browser.get(f"/statement/{uid[:8]}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (302, f"/statement/{uid}")
        assert browser.get(f"/statement/{uid[:8]}.json").json()["rows"][0]["uid"] == uid
        assert browser.get("/statement/zzzzzzzzzzzz").status_code == 404


def test_a_uid_of_before_is_told_of(tmp_path: Path) -> None:
    file, database = tmp_path / "report.txt", tmp_path / "d.sqlite"
    file.write_text(REPORT, "utf-8")
    load(file, database)
    with serving(database) as browser:
        uid = browser.get("/search.json?q=harbour+on+Monday").json()["rows"][0]["uid"]
        file.write_text(REPORT.replace("on Monday", "on Tuesday"), "utf-8")
        load(file, database)
        page = unescape(browser.get(f"/statement/{uid}").text)
    assert "This was read otherwise before:" in page
    assert "on Tuesday" in page
