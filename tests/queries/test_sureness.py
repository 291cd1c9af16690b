"""What is found is as sure as the paragraphs it stands in, not as the worst of its turn."""

import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quotes.model import Basis, BlockKind, Extraction, Passage, Span, Statement, Status
from quotes.queries.show import show
from quotes.queries.statements import Filters
from quotes.queries.verify import verify
from quotes.queries.who_said import who_said
from quotes.store.database import reading, writing
from quotes.store.writing.save import save
from tests.conftest import run
from tests.store.making import Turn, make

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(Path(__file__).with_name("sureness.toml").read_text("utf-8"))
PARAGRAPHS = CASES["paragraph"]
TEXT = "\n\n".join(one["words"] for one in PARAGRAPHS)


def turn(whole: Status, confidence: float, rival: str | None) -> Extraction:
    made = make(
        "ferry.txt", [Turn("Ana Ruiz", TEXT), Turn("Bo Lind", "Well said.")], day="2024-05-02", occasion="Town meeting"
    )
    first, *others = made.statements
    cut = first._replace(line=2, passages=tuple(passages(first)))
    said = cut._replace(status=whole, confidence=confidence, rival=rival)
    return replace(made, statements=(said, *others))


def passages(said: Statement) -> Iterator[Passage]:
    for one in PARAGRAPHS:
        start = said.span.start + TEXT.index(one["words"])
        yield Passage(
            BlockKind.PARAGRAPH,
            Span(start, start + len(one["words"])),
            Basis.CONTINUATION,
            None,
            confidence=one["confidence"],
            status=Status(one["status"]),
            rival=one.get("rival"),
        )


@contextmanager
def asking(tmp_path: Path, whole: str | None = None) -> Iterator[sqlite3.Connection]:
    doubt = (Status(whole), 0.4, "Bo Lind") if whole else (Status.AMBIGUOUS, 0.7, "narration")
    with writing(tmp_path / "ferry.sqlite") as connection:
        save(connection, turn(*doubt), "s")
    with reading(tmp_path / "ferry.sqlite") as connection:
        yield connection


@pytest.mark.parametrize("case", CASES["hit"], ids=lambda case: case["why"])
def test_a_hit_is_as_sure_as_where_it_stands(case: dict[str, Any], tmp_path: Path) -> None:
    with asking(tmp_path, case.get("whole")) as connection:
        (row,) = who_said(connection, case["words"]).rows
        sure = {"line": row.line, "status": row.status, "confidence": row.confidence, "rival": row.rival}
        assert sure == {name: case.get(name) for name in sure}
        assert row.speaker == "Ana Ruiz"


@pytest.mark.parametrize("case", CASES["hit"], ids=lambda case: case["why"])
def test_a_status_asked_for_is_that_of_the_hit(case: dict[str, Any], tmp_path: Path) -> None:
    with asking(tmp_path, case.get("whole")) as connection:
        for status in Status:
            hits = who_said(connection, case["words"], Filters(status=status.value))
            assert len(hits.rows) == hits.matches == (status == case["status"])


@pytest.mark.parametrize("case", CASES["claim"], ids=lambda case: case["why"])
def test_a_claim_is_as_sure_as_what_decides_it(case: dict[str, Any], tmp_path: Path) -> None:
    with asking(tmp_path) as connection:
        answer = verify(connection, case["words"])
        assert (answer.verdict, answer.status) == (case["verdict"], case["status"])
        assert ("ambiguous" in (answer.notes or "")) == (case["status"] == "ambiguous")


def test_a_statement_shown_whole_says_where_the_doubt_is(tmp_path: Path) -> None:
    doubt = "from line 6 on {} (0.70; or the outlet's narration)"
    where = f"certain; from line 4 on inferred; {doubt}; from line 8 on certain"
    with asking(tmp_path) as connection:
        uid = who_said(connection, "ferry").rows[0].uid
        assert show(connection, uid).said.status == "ambiguous"
    database = tmp_path / "ferry.sqlite"
    for command in (("by-speaker", "Ana Ruiz"), ("show", uid)):
        assert where.format("AMBIGUOUS") in " ".join(run(*command, "--db", database).output.split())
    assert where.format("ambiguous") in run("cite", uid, "--db", database).output


def test_a_doubt_about_the_person_is_of_the_whole(tmp_path: Path) -> None:
    with asking(tmp_path, "ambiguous"):
        pass
    shown = run("by-speaker", "Ana Ruiz", "--db", tmp_path / "ferry.sqlite").output
    assert "verbatim, AMBIGUOUS (0.40; or Bo Lind) ·" in shown


def test_the_line_is_that_of_the_words_in_a_statement_of_one_paragraph(tmp_path: Path) -> None:
    words = "The ferry is late.\nThe pier is wet.\nThe keeper of the lamp counts seven boats."
    made = make("pier.txt", [Turn("Ana Ruiz", words)])
    (said,) = made.statements
    (passage,) = said.passages
    alone = passage._replace(score=None, cues=())
    with writing(tmp_path / "pier.sqlite") as connection:
        save(connection, replace(made, statements=(said._replace(passages=(alone,)),)), "s")
    with reading(tmp_path / "pier.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM passages WHERE kind = 'paragraph'").fetchone() == (0,)
        assert [row.line for row in who_said(connection, "seven boats").rows] == [4]
        assert verify(connection, "The keeper of the lamp counts nine boats.").line == 4
