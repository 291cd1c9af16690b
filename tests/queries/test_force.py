"""What was denied or not said is told as such; what one was misquoted with is disputed wherever it stands."""

import json
from itertools import product
from pathlib import Path

import pytest

from quotes.export.extraction import as_object
from quotes.model import SAID, Act, Factuality, Force
from quotes.queries.by_speaker import by_speaker
from quotes.queries.force import how, is_said, unsaid
from quotes.queries.people import identify
from quotes.queries.statements import NO_FILTERS, Filters, Said
from quotes.queries.voices import voices
from quotes.queries.who_said import who_said
from quotes.store.check import check
from quotes.store.database import reading, writing
from quotes.store.writing.save import forget, save
from tests.conftest import run
from tests.store.making import Turn, make

FORCES = [*product(Act, Factuality)]
DENIED = Force(Act.DENIED, Factuality.ACTUAL)
UNSAID = Force(Act.ASSERTED, Factuality.UNSAID)
MISQUOTED = Force(Act.ASSERTED, Factuality.DISPUTED)
PAGE = make(
    "harbour.txt",
    [
        Turn("Ivo Marsh", "The lock is sound."),
        Turn("Ivo Marsh", "The lock is for sale.", force=DENIED),
        Turn("Ivo Marsh", "The lock is a ruin.", force=UNSAID),
        Turn("Ana Ruiz", "Will the lock be mended?", force=Force(Act.ASKED, Factuality.ACTUAL)),
    ],
)


def filled(database: Path, *pages: object) -> Path:
    with writing(database) as connection:
        for page in pages:
            save(connection, page, "s")  # type: ignore[arg-type]
    return database


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return filled(tmp_path / "data.sqlite", PAGE)


def found(database: Path, words: str, filters: Filters = NO_FILTERS) -> list[Said]:
    with reading(database) as connection:
        return who_said(connection, words, filters).rows


@pytest.mark.parametrize(
    ("act", "factuality", "told"),
    [
        ("asserted", "actual", "said"),
        ("asserted", "unsaid", "did not say"),
        ("denied", "actual", "denied"),
        ("denied", "alleged", "reportedly denied"),
        ("asked", "planned", "is expected to ask"),
        ("promised", "supposed", "would promise"),
        ("thought", "actual", "thought"),
        ("urged", "disputed", "is disputed to have urged"),
        (None, None, "not judged"),
    ],
)
def test_act_and_factuality_make_one_expression(act: str | None, factuality: str | None, told: str) -> None:
    assert how(act, factuality) == told


def test_each_force_has_words_of_its_own() -> None:
    assert len({how(*force) for force in FORCES}) == len(FORCES)
    assert [force for force in FORCES if is_said(*force)] == [force for force in FORCES if unsaid(*force) is None]


def test_denials_are_counted_apart(database: Path) -> None:
    with reading(database) as connection:
        told = {voice.speaker: (voice.statements, voice.unsaid) for voice in voices(connection, "the lock").rows}
    assert told == {"Ivo Marsh": (3, "1 denied, 1 not said"), "Ana Ruiz": (1, None)}


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (["--act", "denied"], ["for sale"]),
        (["--act", "denied", "--act", "asked"], ["for sale", "be mended"]),
        (["--factuality", "unsaid"], ["a ruin"]),
        (["--factuality", "actual", "--act", "asserted"], ["is sound"]),
        (["--factuality", "planned"], []),
    ],
)
def test_filters_take_one_or_several(database: Path, options: list[str], lines: list[str]) -> None:
    rows = run("who-said", "the lock", *options, "--format", "jsonl", "--db", database).stdout.splitlines()
    assert len(rows) == len(lines)
    assert all(any(words in row for row in rows) for words in lines)
    exported = run("export", "jsonl", *options, "--db", database).stdout.splitlines()
    assert len(exported) == len(lines)


def test_an_unknown_act_is_refused(database: Path) -> None:
    assert run("by-speaker", "Ivo Marsh", "--act", "sung", "--db", database).exit_code == 2


CORRECTION = make("correction.txt", [Turn("Ivo Marsh", "the lock is sound", force=MISQUOTED)])
OTHERS = make("others.txt", [Turn("Ana Ruiz", "The lock is sound.")])


@pytest.mark.parametrize("pages", [(PAGE, CORRECTION, OTHERS), (OTHERS, CORRECTION, PAGE)])
def test_what_one_was_misquoted_with_is_disputed_in_whatever_order(tmp_path: Path, pages: tuple[object, ...]) -> None:
    database = filled(tmp_path / "data.sqlite", *pages)
    told = {row.source: (row.speaker, row.factuality, row.disputed) for row in found(database, "the lock is sound")}
    (link,) = (row.uid for row in found(database, "the lock is sound") if row.source == "correction.txt")
    assert told == {
        "harbour.txt": ("Ivo Marsh", "disputed", link),
        "correction.txt": ("Ivo Marsh", "disputed", None),
        "others.txt": ("Ana Ruiz", "actual", None),
    }
    with reading(database) as connection:
        said = connection.execute("SELECT speaker FROM said WHERE text LIKE '%lock is sound%'").fetchall()
        read = connection.execute("SELECT factuality FROM statements WHERE text = 'The lock is sound.'").fetchall()
    assert said == [("Ana Ruiz",)]
    assert set(read) == {("actual",)}, "as it was read"
    assert len(found(database, "the lock is sound", Filters(factuality=("disputed",)))) == 2
    assert len(found(database, "the lock is sound", Filters(factuality=("actual",)))) == 1


def test_a_claim_is_disputed_only_where_it_holds_what_was_misquoted(tmp_path: Path) -> None:
    speech = make(
        "speech.txt", [Turn("Ivo Marsh", "We came at noon. I tell you that the lock is sound. The gate is open.")]
    )
    database = filled(tmp_path / "data.sqlite", speech, CORRECTION)
    other = run("verify", "The gate is open.", "--speaker", "Ivo Marsh", "--db", database)
    misquoted = run("verify", "I tell you that the lock is sound.", "--speaker", "Ivo Marsh", "--db", database)
    assert (other.exit_code, misquoted.exit_code) == (0, 1)
    assert "a correction says that it was not said so" in misquoted.stdout


def test_a_disputed_statement_names_the_one_that_disputes_it(tmp_path: Path) -> None:
    database = filled(tmp_path / "data.sqlite", PAGE, CORRECTION)
    rows = found(database, "the lock is sound")
    old = next(row for row in rows if row.source == "harbour.txt")
    for command in (["who-said", "the lock is sound"], ["show", old.uid], ["cite", old.uid], ["by-speaker", "Marsh"]):
        assert f"disputed (see quotes:{old.disputed})" in run(*command, "--db", database).stdout


def test_a_short_phrase_disputes_nothing(tmp_path: Path) -> None:
    for words, disputed in (("the lock is", None), ("the lock is s", "disputed")):
        page = make("short.txt", [Turn("Ivo Marsh", words, force=MISQUOTED)])
        database = filled(tmp_path / f"{len(words)}.sqlite", PAGE, page)
        (row,) = found(database, "lock is sound")
        assert row.factuality == (disputed or "actual")


JOINT = [
    Turn("Ana Ruiz", "We sign the treaty tonight.", others=("Ivo Marsh", "Una Berg")),
    Turn("Ivo Marsh", "The treaty is long."),
    Turn("Una Berg", "It is."),
]
BOTH = make("both.txt", JOINT)


@pytest.mark.parametrize("name", ["Ana Ruiz", "Ivo Marsh", "Una Berg"])
def test_what_several_say_as_one_is_found_by_each(tmp_path: Path, name: str) -> None:
    database = filled(tmp_path / "data.sqlite", BOTH)
    with reading(database) as connection:
        person = identify(connection, name)
        rows = by_speaker(connection, Filters(people=person))
    joint = next(row for row in rows if "sign" in row.text)
    assert joint.speakers == "Ana Ruiz; Ivo Marsh; Una Berg"
    assert [row.uid for row in found(database, "treaty tonight", Filters(people=person))] == [joint.uid]
    assert len(rows) == (1 if name == "Ana Ruiz" else 2)
    told = run("by-speaker", name, "--db", database).stdout
    assert "We sign the treaty tonight." in told
    assert "Ana Ruiz, Ivo Marsh and Una Berg" in run("who-said", "treaty tonight", "--db", database).stdout
    assert "Ana Ruiz, Ivo Marsh and Una Berg" in run("cite", joint.uid, "--db", database).stdout
    assert run("people", "show", name, "--db", database).exit_code == 0


def test_what_several_say_follows_each_when_people_are_merged_and_split(tmp_path: Path) -> None:
    database = filled(tmp_path / "data.sqlite", BOTH, make("una.txt", [Turn("Una Bergh", "Not yet.")]))
    for verb, names in (("merge", ["Una Bergh"]), ("split", ["Una Berg"]), ("merge", ["Una Bergh", "Una Berg"])):
        assert run("people", verb, "Una Berg", "Una Bergh", "--by", "Ada", "--db", database).exit_code == 0
        for name in names:
            assert "We sign the treaty" in run("by-speaker", name, "--db", database).stdout
        assert run("check", "--db", database).exit_code == 0
    run("people", "split", "Una Berg", "Una Bergh", "--by", "Ada", "--db", database)
    assert "We sign the treaty" not in run("by-speaker", "Una Bergh", "--db", database).stdout
    with writing(database) as connection:
        assert forget(connection, "both.txt")
    assert run("check", "--db", database).exit_code == 0


def test_what_is_no_longer_said_together_is_found_by_the_first_only(tmp_path: Path) -> None:
    alone = make("both.txt", [turn._replace(others=()) for turn in JOINT])
    database = filled(tmp_path / "data.sqlite", BOTH)
    with writing(database) as connection:
        save(connection, alone, "other words")
    with reading(database) as connection:
        assert connection.execute("SELECT count(*) FROM speakers").fetchone() == (0,)
        assert list(check(connection)) == []


def test_an_extraction_names_all_who_speak_as_one() -> None:
    told = as_object(BOTH)["statements"]
    assert [statement["speakers"] for statement in told] == [["Ana Ruiz", "Ivo Marsh", "Una Berg"], [], []]
    assert {(statement["act"], statement["factuality"]) for statement in told} == {("asserted", "actual")}


def test_linked_data_and_bibtex_have_all_authors(tmp_path: Path) -> None:
    database = filled(tmp_path / "data.sqlite", BOTH)
    (row,) = found(database, "treaty tonight")
    graph = json.loads(run("export", "schema.org", "--db", database).stdout)["@graph"]
    assert [one["name"] for one in graph[0]["creator"]] == ["Ana Ruiz", "Ivo Marsh", "Una Berg"]
    bibtex = run("cite", row.uid, "--as", "bibtex", "--db", database).stdout
    assert "author = {{Ana Ruiz} and {Ivo Marsh} and {Una Berg}}" in bibtex
    csl = json.loads(run("cite", row.uid, "--as", "csl", "--db", database).stdout)
    assert [one["literal"] for one in csl["author"]] == ["Ana Ruiz", "Ivo Marsh", "Una Berg"]


def test_what_one_says_with_others_is_read_in_order_from_indexes(tmp_path: Path) -> None:
    database = filled(tmp_path / "data.sqlite", BOTH)
    asked: list[str] = []
    with reading(database) as connection:
        people = identify(connection, "Una Berg")
        connection.set_trace_callback(asked.append)
        by_speaker(connection, Filters(people=people))
        connection.set_trace_callback(None)
        (question,) = (sql for sql in asked if "UNION ALL" in sql)
        steps = [step for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {question}")]
    assert "MERGE (UNION ALL)" in steps
    assert not any(step.startswith(("SCAN s", "SCAN k")) and "subquery" not in step for step in steps)


def test_pages_of_what_several_say_go_on(tmp_path: Path) -> None:
    database = filled(tmp_path / "data.sqlite", BOTH)
    with reading(database) as connection:
        asked = Filters(people=identify(connection, "Ivo Marsh"))
        (first,) = by_speaker(connection, asked, limit=1)
        (second,) = by_speaker(connection, asked, limit=1, after=first.uid)
        assert by_speaker(connection, asked, limit=1, after=second.uid) == []
    assert first.uid != second.uid


def test_rows_of_an_older_version_are_not_passed_off_as_said(database: Path) -> None:
    with writing(database) as connection:
        connection.exec_driver_sql("UPDATE statements SET act = NULL, factuality = NULL WHERE text LIKE '%sound%'")
    (row,) = found(database, "lock is sound")
    assert (row.act, row.factuality) == (None, None)
    asked = run("sql", "SELECT text FROM said", "--db", database)
    assert "sound" not in asked.stdout
    assert "1 statement of an older version may be said or not" in asked.stderr
    assert "not judged: “The **lock is sound**.”" in run("who-said", "lock is sound", "--db", database).stdout
    assert "not judged whether this was said: “The lock is sound.”" in run("cite", row.uid, "--db", database).stdout


def test_all_that_is_read_is_judged(database: Path) -> None:
    assert run("sql", "SELECT text FROM said", "--db", database).stderr == ""
    assert SAID == (Act.ASSERTED, Factuality.ACTUAL)
