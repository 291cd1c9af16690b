"""Every command over real transcripts, where they are at hand: each answer is looked at."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from quotes.text import fold, words
from tests.conftest import ROOT, run

MEASURE = Path(os.environ.get("QUOTES_MEASURE", ROOT.parent / "shared"))
TRANSCRIPTS = MEASURE / "transcripts"
RIGHT = 0.9  # of the documents: the reading has errors of its own, which docs/accuracy.md counts

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not TRANSCRIPTS.is_dir(), reason=f"no transcripts at {TRANSCRIPTS}; set QUOTES_MEASURE"),
]


def gold() -> list[tuple[str, dict[str, Any]]]:
    """The longest statement of every document, with the document's name."""
    found = []
    for path in sorted(TRANSCRIPTS.rglob("*.gold.json")):
        told = json.loads(path.read_text("utf-8"))
        if told["statements"]:
            found.append((told["id"], max(told["statements"], key=lambda statement: len(statement["text"]))))
    return found


def is_right(named: str | None, statement: dict[str, Any]) -> bool:
    accepted = {fold(name) for name in (statement["speaker"], *statement.get("accept", ()))}
    return fold(named or "") in accepted


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("tour") / "tour.sqlite"
    result = run("load", TRANSCRIPTS, ROOT / "seeds", "--db", database)
    assert "0 refused" in result.stdout, result.stderr
    return database


def test_a_tour_of_every_command(database: Path) -> None:
    def ask(*command: str, exit: int = 0) -> str:
        result = run(*command, "--db", database)
        assert result.exit_code == exit, (command, result.output)
        return result.stdout

    def rows(*command: str, exit: int = 0) -> list[dict[str, Any]]:
        return list(json.loads(ask(*command, "--format", "json", exit=exit)))

    assert len(rows("sources", "--limit", "100")) >= 50
    assert "0 rows against the laws" in run("check", "--deep", "--db", database).stderr

    said = [(document, statement, " ".join(words(statement["text"])[:8])) for document, statement in gold()]
    hits = {document: rows("who-said", phrase, "--source", document) for document, _, phrase in said}
    right = [any(is_right(hit["speaker"], statement) for hit in hits[document]) for document, statement, _ in said]
    assert sum(right) >= RIGHT * len(said)

    heard = [
        (document, hits[document][0]) for document, _, _ in said if hits[document] and hits[document][0]["speaker"]
    ]
    for document, hit in heard:
        person = hit["person"]
        listed = rows("by-speaker", person, "--source", hit["source"], "--limit", "1000")
        assert hit["uid"] in {row["uid"] for row in listed}, document
        assert {row["source"] for row in listed} == {hit["source"]}
        assert all(row["start"] < row["end"] for row in listed)
        assert hit["source"] in {row["source"] for row in rows("people", "show", person)}
        assert hit["uid"] in ask("show", hit["uid"], "--why")
        assert f"quotes:{hit['uid']}" in ask("cite", hit["uid"])
        words_said = " ".join(hit["text"].split()[:12])
        (verdict,) = [
            row["verdict"] for row in json.loads(run("verify", words_said, "--format", "json", "--db", database).stdout)
        ]
        assert verdict in ("exact", "punctuation", "shortened", "reported"), (words_said, verdict)

    assert any("Greenspan" in row["name"] for row in rows("people", "--limit", "2000"))
    assert rows("by-speaker", "Pieter Wuille")[0]["speaker"] == "Pieter Wuille"
    assert {row["speaker"] for row in rows("by-role", "President", "--country", "BY")} == {"Alexander Lukashenko"}
    assert rows("roles", "--limit", "1000")
    occasions = rows("events", "--limit", "1000")
    assert occasions
    for occasion in occasions[:5]:
        assert len(rows("event", occasion["uid"], "--limit", "5000")) == occasion["statements"]
    shares = [row["share"] for row in rows("stats") if row["what"] == "manner"]
    assert sum(shares) == pytest.approx(1, abs=0.01)
    (counted,) = rows("sql", "select count(*) as n from said")
    exported = ask("export", "jsonl").splitlines()
    assert len(exported) == counted["n"]
    for kind in ("schema.org", "popolo"):
        assert json.loads(ask("export", kind, "--source", "000_95e9098eae3ad72e.txt"))
    assert "<akomaNtoso" in ask("export", "akoma-ntoso", "--source", "000_95e9098eae3ad72e.txt")
    assert all(row["confidence"] <= 1 for row in rows("review", "--list", "--limit", "1000"))
    assert rows("people", "review") is not None
    backup = database.with_name("copy.sqlite")
    assert run("backup", backup, "--db", database).exit_code == 0
    assert run("who-said", "three evils", "--db", backup).stdout == ask("who-said", "three evils")
    again = run("load", TRANSCRIPTS, "--db", database)
    assert "0 new" in again.stdout
    assert "0 changed" in again.stdout
