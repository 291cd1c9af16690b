"""The user's own page, from bytes to attributions, paragraph by paragraph."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from quotes.model import BlockKind, Extraction, Manner, Metadata, Passage, RoleBasis, Statement, Status
from quotes.pipeline import extract
from quotes.text import Lines

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "seeds" / "000_95e9098eae3ad72e.txt"
ADDRESS = "1491853703-belarus-and-china-necessity-of-stronger-cooperation-between-law-enforcement-agencies"
GOLD: list[dict[str, Any]] = tomllib.loads((ROOT / "tests/golden/seed.toml").read_text("utf-8"))["paragraph"]


@pytest.fixture(scope="module")
def page() -> Extraction:
    return extract(PAGE.read_bytes(), PAGE.name, metadata=Metadata(url=ADDRESS, publisher="CTV"))


def speaker(page: Extraction, statement: Statement) -> str | None:
    return None if statement.person is None else page.people[statement.person].name


def by_line(page: Extraction) -> dict[int, tuple[Statement | None, Passage]]:
    lines = Lines(page.document.text)
    found: dict[int, tuple[Statement | None, Passage]] = {
        lines.number(passage.span.start): (None, passage) for passage in page.passages
    }
    for statement in page.statements:
        found |= {lines.number(passage.span.start): (statement, passage) for passage in statement.passages}
    return found


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: f"line {gold['line']}")
def test_every_paragraph_is_whose_it_is(page: Extraction, gold: dict[str, Any]) -> None:
    statement, passage = by_line(page)[gold["line"]]
    if gold["kind"] in ("heading", "label"):
        assert passage.kind == BlockKind(gold["kind"])
        return
    assert statement is not None
    if gold.get("certain", True):
        assert speaker(page, statement) == gold.get("speaker")
        assert statement.manner == (Manner.VERBATIM if gold["kind"] == "speech" else Manner.NARRATED)
    else:
        assert passage.status == Status.AMBIGUOUS
        assert passage.rival is not None
        assert 0 < passage.confidence < 0.9


def statements_of(page: Extraction, name: str) -> list[Statement]:
    return [statement for statement in page.statements if speaker(page, statement) == name]


def test_lukashenko_speaks_three_times_and_is_reported_once(page: Extraction) -> None:
    said = statements_of(page, "Alexander Lukashenko")
    assert [(statement.line, statement.manner) for statement in said] == [
        (8, Manner.REPORTED),
        (17, Manner.VERBATIM),
        (31, Manner.VERBATIM),
        (40, Manner.VERBATIM),
    ]


def test_roles_are_printed_or_carried_over(page: Extraction) -> None:
    bases = {
        statement.line: {(role.title, role.body, role.country, basis) for role, basis in statement.roles}
        for statement in page.statements
        if statement.label
    }
    president = ("President", "Republic of Belarus", "BY")
    assert bases[17] == {(*president, RoleBasis.PRINTED)}
    assert bases[31] == bases[40] == {(*president, RoleBasis.CARRIED)}
    assert bases[26] == {
        ("Member", "State Council of China", "CN", RoleBasis.PRINTED),
        ("Minister of Public Security", "China", "CN", RoleBasis.PRINTED),
    }
    procuratorate = "Supreme People's Procuratorate of the People's Republic of China"
    assert bases[47] == {("Prosecutor General", procuratorate, "CN", RoleBasis.PRINTED)}


def test_the_occasion(page: Extraction) -> None:
    assert page.occasion is not None
    assert page.occasion.kind == "meeting"
    took_part = {page.people[person].name for person, _ in page.occasion.participants}
    assert {"Alexander Lukashenko", "Guo Shenkun", "Cao Jianming"} <= took_part
    when = page.occasion.when
    assert when is not None
    assert (when.edtf, when.basis) == ("2017-04-10", "url")


def test_without_its_address_the_page_gives_only_bounds() -> None:
    bare = extract(PAGE.read_bytes(), PAGE.name)
    assert bare.occasion is not None
    when = bare.occasion.when
    assert when is not None
    assert when.basis == "text-bounds"
    assert (when.earliest, when.latest) == ("2017-04-09", "2019-12-31")


def test_nobody_else_speaks(page: Extraction) -> None:
    speakers = {speaker(page, statement) for statement in page.statements} - {None}
    assert speakers == {"Alexander Lukashenko", "Guo Shenkun", "Cao Jianming"}
