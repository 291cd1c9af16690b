"""Words one by one, with a key to decide: what each key does, and how many of a sample are wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quotes import open_database
from quotes.cli.asking import choices
from quotes.queries.review import doubts
from quotes.queries.stats import wilson
from quotes.store.database import reading as reading_of
from tests.conftest import run

PAGE = """Harbour bridge stays shut

12 March 2024

Mayor Ilse Brandt told councillors that corrosion was worse than feared. "We found rust in nine of them," she said.

Councillor Rita Brandt, the mayor's sister, disagreed. "It was read by nobody," Brandt said.
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    run("load", tmp_path / "page.txt", "--db", tmp_path / "d.sqlite")
    return tmp_path / "d.sqlite"


def reading(database: Path) -> list[tuple[str | None, str, str, str, str]]:
    query = """SELECT p.name, s.manner, s.act, s.factuality, s.status FROM statements s
        LEFT JOIN people p ON p.id = s.person_id WHERE s.text = 'It was read by nobody'"""
    with open_database(database) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("sq", [("Ilse Brandt", "verbatim", "asserted", "actual", "reviewed")]),
        ("kq", [("Rita Brandt", "verbatim", "asserted", "actual", "reviewed")]),
        ("oIda Brook\nq", [("Ida Brook", "verbatim", "asserted", "actual", "reviewed")]),
        ("dq", [("Rita Brandt", "verbatim", "denied", "actual", "ambiguous")]),
        ("xq", [("Rita Brandt", "verbatim", "asserted", "unsaid", "ambiguous")]),
        ("rq", [("Rita Brandt", "reported", "asserted", "actual", "ambiguous")]),
        ("dk", [("Rita Brandt", "verbatim", "denied", "actual", "reviewed")]),
        ("rs", [("Ilse Brandt", "reported", "asserted", "actual", "reviewed")]),
        ("wq", []),
        ("nq", []),
        ("bq", [("unnamed", "verbatim", "asserted", "actual", "reviewed")]),
        (" ", [("Rita Brandt", "verbatim", "asserted", "actual", "ambiguous")]),
        ("", [("Rita Brandt", "verbatim", "asserted", "actual", "ambiguous")]),
    ],
    ids=["s", "k", "o", "d", "x", "r", "dk", "rs", "w", "n", "b", "later", "nobody there"],
)
def test_what_each_key_does(keys: str, expected: list[tuple[str, ...]], database: Path) -> None:
    seen = run("review", "--ask", "--by", "Ada", "--db", database, stdin=keys)
    assert seen.exit_code == 0
    assert "1 of 1 · page.txt:7" in seen.stdout
    assert "[s] speech of Ilse Brandt" in seen.stdout
    assert reading(database) == expected


def test_how_it_was_said_leaves_open_whose_it_is_and_that_is_asked_next(database: Path) -> None:
    seen = run("review", "--ask", "--db", database, stdin="dq")
    assert seen.stdout.count("1 of 1 · page.txt:7") == 2
    assert "1 verdict given" in seen.stderr
    back = run("review", "--ask", "--db", database, stdin="duk").stdout
    assert back.count("1 of 1 · ") == 3
    assert reading(database) == [("Rita Brandt", "verbatim", "denied", "actual", "reviewed")]


def test_a_quotation_is_shown_in_its_paragraph(database: Path) -> None:
    for asking, keys in (("--ask", "q"), ("--list", "")):
        shown = " ".join(run("review", asking, "--db", database, stdin=keys).stdout.split())
        assert "Councillor Rita Brandt, the mayor's sister, disagreed." in shown
        assert '"**It was read by nobody**," Brandt said.' in shown


def test_an_office_is_offered_to_nobody_as_a_name(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, "utf-8")
    run("load", page, "--db", tmp_path / "d.sqlite")
    with reading_of(tmp_path / "d.sqlite") as connection:
        (doubt,) = doubts(connection)
    assert [one.person for one in choices(doubt) if one.key == "s"] == ["Ilse Brandt"]
    for office in ("the mayor", "a spokesman", "The Prime Minister", "officials"):
        assert [one.person for one in choices(doubt._replace(rival=office)) if one.key == "s"] == ["Rita Brandt"]


def test_a_key_that_means_nothing_is_asked_again_with_help(database: Path) -> None:
    seen = run("review", "--ask", "--db", database, stdin="z?k").stdout
    assert seen.count("keep: right as it is read") == 2
    assert "z decides nothing here" in seen
    assert "the turn ends before it" not in seen, "a quotation ends no turn: that key is not offered"
    assert reading(database)[0][-1] == "reviewed"


def test_who_quits_is_told_what_was_decided(database: Path) -> None:
    (database.parent / "again.txt").write_text(PAGE.replace("nobody", "no one").replace("nine", "ten"), "utf-8")
    run("load", database.parent / "again.txt", "--db", database)
    assert "1 verdict given" in run("review", "--ask", "--db", database, stdin="kq").stderr


def test_the_last_one_is_undone_and_shown_again(database: Path) -> None:
    (database.parent / "again.txt").write_text(PAGE.replace("nobody", "no one").replace("nine", "ten"), "utf-8")
    run("load", database.parent / "again.txt", "--db", database)
    seen = run("review", "--ask", "--db", database, stdin="suq").stdout
    assert seen.count("1 of 2 · ") == 2
    assert reading(database)[0][-1] == "ambiguous"


def test_a_comment_stands_beside_the_verdict(database: Path) -> None:
    run("review", "--ask", "--by", "Ada", "--db", database, stdin="cshe sat there\nkq")
    with open_database(database) as connection:
        assert connection.execute("SELECT verdict, note FROM reviews").fetchall() == [("right", "she sat there")]


def test_a_line_of_the_outlets_means_the_quotation_within_it(database: Path) -> None:
    run("review", "page.txt:7", "speech-of", "Ilse Brandt", "--db", database)
    assert reading(database) == [("Ilse Brandt", "verbatim", "asserted", "actual", "reviewed")]
    with open_database(database) as connection:
        whole = "SELECT manner, person_id FROM statements WHERE text LIKE 'Councillor Rita Brandt%'"
        assert connection.execute(whole).fetchall() == [("narrated", None)]


@pytest.mark.parametrize(("verdict", "left"), [("right", ["reviewed"]), ("narration", []), ("no-quotation", [])])
def test_what_can_only_be_meant_of_the_quotation_is_about_it(verdict: str, left: list[str], database: Path) -> None:
    told = run("review", "page.txt:7", verdict, "--db", database)
    assert "whole paragraph" not in told.stderr
    assert [status for *_, status in reading(database)] == left
    assert "page.txt:7" not in run("review", "--list", "--db", database).stdout


def test_of_several_quotations_on_a_line_one_must_be_named(database: Path) -> None:
    page = database.parent / "two.txt"
    page.write_text(PAGE + '\n"It is late," Rita Brandt said. "I am tired," Ilse Brandt said.\n', "utf-8")
    run("load", page, "--db", database)
    refused = run("review", "two.txt:9", "speech-of", "Ida Brook", "--db", database)
    assert refused.exit_code == 1
    assert "several statements stand at two.txt:9" in refused.stderr
    assert "“It is late" in refused.stderr and "“I am tired" in refused.stderr
    whole = run("review", "two.txt:9", "speech-of", "Ida Brook", "--whole", "--db", database)
    assert "now: Ida Brook, verbatim, reviewed (1.00)" in whole.stdout


def test_what_a_verdict_took_out_can_be_decided_on_by_its_uid(database: Path) -> None:
    uid = run("who-said", "read by nobody", "--format", "csv", "--db", database).stdout.splitlines()[1].split(",")[0]
    run("review", uid, "no-quotation", "--db", database)
    assert reading(database) == []
    assert run("review", uid, "speech-of", "Ilse Brandt", "--db", database).exit_code == 0
    assert reading(database)[0] == ("Ilse Brandt", "verbatim", "asserted", "actual", "reviewed")


def test_taking_back_one_of_two_equal_verdicts_says_that_the_other_stands(database: Path) -> None:
    for _ in range(2):
        run("review", "page.txt:7", "speech-of", "Ilse Brandt", "--db", database)
    assert "another verdict on the same words" in run("review", "--undo", "--db", database).stderr
    assert reading(database)[0][0] == "Ilse Brandt"
    run("review", "--undo", "--db", database)
    assert reading(database)[0][-1] == "ambiguous"


def test_what_a_verdict_does_is_shown_before_and_after(database: Path) -> None:
    seen = run("review", "--ask", "--db", database, stdin="sq").stdout
    assert "was: Rita Brandt, verbatim, ambiguous (" in seen
    assert "now: Ilse Brandt, verbatim, reviewed (1.00)" in seen


def test_a_name_nearly_like_another_is_asked_for(database: Path) -> None:
    uid = run("who-said", "read by nobody", "--format", "csv", "--db", database).stdout.splitlines()[1].split(",")[0]
    refused = run("review", uid, "speech-of", "Ilse Brant", "--db", database)
    assert (refused.exit_code, "Ilse Brandt?" in refused.stderr) == (1, True)
    assert run("review", uid, "speech-of", "Ilse Brant", "--new-person", "--db", database).exit_code == 0
    assert reading(database)[0][0] == "Ilse Brant"


def test_two_people_are_no_new_person(database: Path) -> None:
    refused = run("review", "page.txt:7", "speech-of", "Ilse Brandt and Rita Brandt", "--db", database)
    assert (refused.exit_code, "are 2 people, and a verdict names one" in refused.stderr) == (1, True)
    assert run("review", "page.txt:7", "speech-of", "Bell and Howell", "--db", database).exit_code == 0


def test_an_ending_within_a_sentence_and_a_denial_of_nobody_are_refused(database: Path) -> None:
    uid = run("who-said", "read by nobody", "--format", "csv", "--db", database).stdout.splitlines()[1].split(",")[0]
    assert "no turn ends within" in run("review", uid, "turn-ends", "--db", database).stderr
    assert "say first whose they are" in run("review", "page.txt:5", "denied", "--whole", "--db", database).stderr
    assert reading(database)[0][-1] == "ambiguous"


def test_quotations_in_a_paragraph_that_was_decided_on_are_told_of(database: Path) -> None:
    told = run("review", "page.txt:7", "narration", "--whole", "--db", database).stderr
    assert "decided on the whole paragraph" in told
    assert "stands within it, with a reading of its own" in told


def test_a_sample_is_the_same_for_a_seed_and_is_counted(database: Path) -> None:
    listed = [run("review", "--sample", "2", "--seed", seed, "--list", "--db", database).stdout for seed in "445"]
    assert listed[0] == listed[1]
    run("review", "--sample", "5", "--ask", "--db", database, stdin="kknq")
    told = " ".join(run("stats", "--db", database).stdout.split())
    assert re.search(r"of \d that you looked at, [01] wrong: \d+ to \d+%", told)
    assert sum(map(int, re.findall(r"of (\d) that you looked at", told))) == 3
    assert sum(map(int, re.findall(r"looked at, (\d) wrong", told))) == 1


def test_what_is_undone_is_in_no_sample(database: Path) -> None:
    run("review", "--sample", "1", "--ask", "--db", database, stdin="k")
    run("review", "--undo", "--db", database)
    assert "that you looked at" not in run("stats", "--db", database).stdout


@pytest.mark.parametrize(
    ("wrong", "of", "least", "most"), [(0, 50, 0.0, 0.071), (1, 50, 0.004, 0.105), (5, 5, 0.566, 1.0)]
)
def test_wilsons_interval(wrong: int, of: int, least: float, most: float) -> None:
    found = wilson(wrong, of)
    assert found[0] is not None and found[1] is not None
    assert (round(found[0], 3), round(found[1], 3)) == (least, most)


PROSE = """5 March 2024

Ida Renn, mayor of Orle: We close the bridge at the end of May.

**Tom Okello**: The bridge is safe until then.

Nobody else: It rained.
"""


@pytest.mark.parametrize(
    ("place", "person", "words", "label", "role"),
    [
        (
            "prose.md:3",
            "Ida Renn",
            "We close the bridge at the end of May.",
            "Ida Renn, mayor of Orle",
            "mayor of Orle",
        ),
        ("prose.md:5", "Tom Okello", "The bridge is safe until then.", "Tom Okello", None),
        ("prose.md:7", "Ida Renn", "Nobody else: It rained.", None, None),
    ],
)
def test_a_label_that_was_read_as_prose_is_none_of_the_words(
    place: str, person: str, words: str, label: str | None, role: str | None, tmp_path: Path
) -> None:
    (tmp_path / "prose.md").write_text(PROSE, "utf-8")
    database = tmp_path / "d.sqlite"
    run("load", tmp_path / "prose.md", "--db", database)
    query = "SELECT s.text, s.label, s.role FROM statements s JOIN people p ON p.id = s.person_id WHERE p.name = ?"
    for again in (False, True):
        if again:
            (tmp_path / "prose.md").write_text(f"{PROSE}\nThe hall was full.\n", "utf-8")
            run("load", tmp_path / "prose.md", "--db", database)
        else:
            run("review", place, "speech-of", person, "--whole", "--db", database)
        with open_database(database) as connection:
            assert connection.execute(query, (person,)).fetchall() == [(words, label, role)]
        assert run("check", "--db", database).exit_code == 0
    if role:
        assert words in run("by-role", "mayor", "--db", database).stdout
    run("review", "--undo", "--db", database)
    with open_database(database) as connection:
        assert connection.execute(query, (person,)).fetchall() == []


OUTLETS = """5 March 2024

Stahl laughed off the suggestion that “the river is poisoned” at the hearing.

A paper with “It was cold” and “nobody came” on it lay on the table.
"""


@pytest.fixture
def outlets(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text(OUTLETS, "utf-8")
    run("load", tmp_path / "page.txt", "--db", tmp_path / "d.sqlite")
    return tmp_path / "d.sqlite"


def said_by(database: Path, name: str) -> list[tuple[str, str]]:
    query = "SELECT s.text, s.manner FROM statements s JOIN people p ON p.id = s.person_id WHERE p.name = ? ORDER BY 1"
    with open_database(database) as connection:
        return connection.execute(query, (name,)).fetchall()


def test_a_quotation_that_nobody_was_found_to_say_is_given_to_somebody_and_not_its_paragraph(outlets: Path) -> None:
    run("review", "page.txt:3", "speech-of", "Lena Vogt", "--db", outlets)
    assert said_by(outlets, "Lena Vogt") == [("the river is poisoned", "verbatim")]
    page = outlets.with_name("page.txt")
    page.write_text(OUTLETS.replace("at the hearing", "at noon"), "utf-8")
    run("load", page, "--db", outlets)
    assert said_by(outlets, "Lena Vogt") == [("the river is poisoned", "verbatim")]
    assert run("check", "--db", outlets).exit_code == 0
    assert run("verify", "Stahl laughed off", "--speaker", "Vogt", "--db", outlets).exit_code == 1
    run("review", "--undo", "--db", outlets)
    assert said_by(outlets, "Lena Vogt") == []
    assert run("check", "--db", outlets).exit_code == 0


def test_of_several_quotations_the_words_tell_which(outlets: Path) -> None:
    several = run("review", "page.txt:5", "speech-of", "Ada", "--db", outlets)
    assert several.exit_code == 1
    for words in ("It was cold", "nobody came"):
        run("review", "page.txt:5", "speech-of", "Ada Falk", "--words", words, "--db", outlets)
    assert said_by(outlets, "Ada Falk") == [("It was cold", "verbatim"), ("nobody came", "verbatim")]
    assert run("check", "--db", outlets).exit_code == 0


@pytest.mark.parametrize(
    ("verdict", "words", "told"),
    [
        (("speech-of", "Ada"), "it was warm", "does not stand there"),
        (("denied",), "It was cold", "it can only be decided whose they are"),
    ],
)
def test_words_that_cannot_be_decided_on_are_refused(
    verdict: tuple[str, ...], words: str, told: str, outlets: Path
) -> None:
    refused = run("review", "page.txt:5", *verdict, "--words", words, "--db", outlets)
    assert (refused.exit_code, told in refused.stderr) == (1, True), refused.stderr


def test_a_part_of_what_somebody_says_is_no_matter_of_a_verdict(database: Path) -> None:
    (uid,) = [line[:12] for line in run("who-said", "nobody", "--format", "csv", "--db", database).stdout.split()[1:2]]
    refused = run("review", uid, "nobody", "--words", "nobody", "--db", database)
    assert (refused.exit_code, "leave --words out" in refused.stderr) == (1, True)
