"""Nothing that was denied, not said, supposed or disputed leaves the program as said, in whatever format."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from lxml import etree

from quotes.export.akoma_ntoso import NAMESPACE
from quotes.export.citation import STYLES
from quotes.model import Act, Factuality, Force
from quotes.queries.force import how, is_said
from quotes.store.database import reading, writing
from quotes.store.writing.save import save
from tests.conftest import run
from tests.store.making import Turn, make

FORCES = [Force(*pair) for pair in product(Act, Factuality)]
TURN, REPORT = "The gates stay open until noon.", "the old lock is beyond repair"
SPEAKER = "Ivo Marsh"


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> dict[Force, Path]:
    """A database for each force: of a labelled turn, and of a report within the turn of another."""
    folder = tmp_path_factory.mktemp("forces")
    return {force: _filled(folder / f"{force.act}-{force.factuality}.sqlite", force) for force in FORCES}


def _filled(database: Path, force: Force) -> Path:
    told = f"On the lock: {REPORT}, if you ask him."
    report = Turn("Ana Ruiz", told, quoted=REPORT, quoted_speaker=SPEAKER, force=force)
    page = make("page.txt", [report, Turn(SPEAKER, TURN, force=force)], day="2021-03-02")
    with writing(database) as connection:
        save(connection, page, "s")
    return database


@contextmanager
def opened(database: Path) -> Iterator[sqlite3.Connection]:
    with reading(database) as connection:
        yield connection


def export(database: Path, *arguments: str) -> str:
    answer: Result = run("export", *arguments, "--db", database)
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def uids(database: Path) -> list[str]:
    with opened(database) as connection:
        query = "SELECT uid FROM attributions WHERE speaker = ? ORDER BY line DESC"
        return [uid for (uid,) in connection.execute(query, (SPEAKER,))]


ALL = pytest.mark.parametrize("force", FORCES, ids=lambda force: f"{force.act}, {force.factuality}")


@ALL
def test_the_view_said_holds_what_was_said(force: Force, databases: dict[Force, Path]) -> None:
    with opened(databases[force]) as connection:
        texts = {text for (text,) in connection.execute("SELECT text FROM said WHERE speaker = ?", (SPEAKER,))}
        hows = {told for (told,) in connection.execute("SELECT how FROM attributions WHERE speaker = ?", (SPEAKER,))}
    assert texts == ({TURN, REPORT} if is_said(*force) else set())
    assert hows == {how(*force)}


@ALL
def test_linked_data_makes_nobody_the_creator_of_what_they_did_not_say(
    force: Force, databases: dict[Force, Path]
) -> None:
    graph = json.loads(export(databases[force], "schema.org"))["@graph"]
    items: list[dict[str, Any]] = [*graph]
    his = [item for item in items if (item.get("creator") or {}).get("name") == SPEAKER]
    assert all("spokenByCharacter" not in item for item in items)
    texts = {item["text"] for item in his}
    if is_said(*force):
        assert TURN in texts
        assert (REPORT in texts) == (force.act is Act.ASSERTED)
    else:
        assert his == []
        assert {TURN, REPORT}.isdisjoint(item["text"] for item in items)
        about = [item for item in items if (item.get("about") or {}).get("name") == SPEAKER]
        assert [item["@type"] for item in about] == ["Claim", "Claim"]
        assert all(item["text"].startswith(f"{SPEAKER} {how(*force)}") for item in about)


@ALL
def test_popolo_has_no_speech_that_was_not_held(force: Force, databases: dict[Force, Path]) -> None:
    speeches = json.loads(export(databases[force], "popolo"))["speeches"]
    with opened(databases[force]) as connection:
        (person,) = connection.execute("SELECT uid FROM people WHERE name = ?", (SPEAKER,)).fetchone()
    his = [speech for speech in speeches if speech.get("creator_id") == person]
    assert [speech["type"] for speech in his] == (["speech", "speech"] if is_said(*force) else [])
    bare = {speech["text"] for speech in speeches} & {TURN, REPORT}
    assert bare == ({TURN, REPORT} if force == (Act.ASSERTED, Factuality.ACTUAL) else set())


@ALL
def test_annotations_tell_how_it_was_said(force: Force, databases: dict[Force, Path]) -> None:
    found = [json.loads(line) for line in export(databases[force], "annotations").splitlines()]
    notes = [one["body"]["value"] for one in found if one["body"]["value"].startswith(SPEAKER)]
    assert len(notes) == 2
    told = "" if force == (Act.ASSERTED, Factuality.ACTUAL) else f"{how(*force)}; "
    assert {*notes} == {f"{SPEAKER}: {told}{manner}, certain" for manner in ("verbatim", "reported")}


@ALL
def test_akoma_ntoso_has_no_speech_that_was_not_held(force: Force, databases: dict[Force, Path]) -> None:
    root = etree.fromstring(export(databases[force], "akoma-ntoso", "--source", "page.txt").encode())
    speeches = ["".join(one.itertext()) for one in root.iter(f"{{{NAMESPACE}}}speech")]
    assert any(TURN in words for words in speeches) == is_said(*force)
    remarks = ["".join(one.itertext()) for one in root.iter(f"{{{NAMESPACE}}}remark")]
    assert any(how(*force) in words for words in remarks) == (not is_said(*force))


@ALL
@pytest.mark.parametrize("format", ["csv", "tsv", "jsonl", "markdown"])
def test_lists_have_act_and_factuality_beside_the_words(
    force: Force, format: str, databases: dict[Force, Path]
) -> None:
    rows = [line for line in export(databases[force], format).splitlines() if TURN in line or "| " + REPORT in line]
    assert rows
    for row in rows:
        if TURN in row:
            assert force.act in row
            assert force.factuality in row


@ALL
@pytest.mark.parametrize("style", [name for name, _ in STYLES if "link" not in name])
def test_a_citation_is_no_bare_quotation_of_what_was_not_said(
    force: Force, style: str, databases: dict[Force, Path]
) -> None:
    for uid, words in zip(uids(databases[force]), (TURN, REPORT), strict=True):
        cited = run("cite", uid, "--as", style, "--db", databases[force]).stdout
        if force == (Act.ASSERTED, Factuality.ACTUAL):
            assert "said" not in cited
            continue
        assert how(*force) in cited.partition(words[:20])[0], "it stands before the words"
        if style != "text" and not is_said(*force):
            author = cited.partition("author")[2].splitlines()[0] if style == "bibtex" else json.loads(cited)["author"]
            assert SPEAKER not in str(author)


@ALL
def test_who_said_marks_what_was_not_said(force: Force, databases: dict[Force, Path]) -> None:
    told = run("who-said", "gates stay open", "--db", databases[force]).stdout
    if force == (Act.ASSERTED, Factuality.ACTUAL):
        assert "“The **gates stay open** until noon.”" in told
    else:
        assert f"{how(*force)}: “The **gates stay open** until noon.”" in told
    assert ("1 statement, 1 " in told) == (not is_said(*force))


@pytest.mark.parametrize(
    ("told", "cited"),
    [
        ("rejected the claim that the lock was sold", "denied the claim that the lock was sold"),
        ("denied recent reports that the lock was sold", "denied recent reports that the lock was sold"),
        ("denied that the lock was sold", "denied that the lock was sold"),
        ("denied that the claim was hers", "denied that the claim was hers"),
    ],
)
def test_a_denied_claim_is_cited_as_one(told: str, cited: str, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"5 March 2024\n\nAt the lock on Monday, Ana Ruiz {told}.\n", "utf-8")
    run("load", tmp_path / "page.txt", "--db", tmp_path / "d.sqlite")
    with opened(tmp_path / "d.sqlite") as connection:
        [(uid,)] = connection.execute("SELECT uid FROM attributions WHERE speaker = 'Ana Ruiz'").fetchall()
    assert f"Ruiz, 2024-03-05, {cited}" in " ".join(run("cite", uid, "--db", tmp_path / "d.sqlite").stdout.split())
