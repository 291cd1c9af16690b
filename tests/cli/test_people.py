"""Who is who: found by itself, decided by humans, and undone."""

import csv
import re
import shutil
from pathlib import Path

import pytest

from quotes import open_database
from quotes.queries.by_speaker import by_speaker
from quotes.queries.people import identify
from quotes.queries.show import show
from quotes.queries.statements import Filters
from tests.conftest import ROOT, run

ADDRESS = "1491894015-belarus-china"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    database = tmp_path / "two.sqlite"
    report = shutil.copy(Path(__file__).with_name("second_report.txt"), tmp_path)
    assert run("load", ROOT / "seeds", "--db", database).exit_code == 0
    assert run("load", report, "--url", ADDRESS, "--publisher", "CTV", "--db", database).exit_code == 0
    return database


def number_called(database: Path, *names: str) -> int:
    with open_database(database) as connection:
        return len({identify(connection, name) for name in names})


def sources_of(database: Path, name: str) -> set[str]:
    answer = run("people", "show", name, "--format", "csv", "--db", database)
    return {row["source"] for row in csv.DictReader(answer.stdout.splitlines())}


def test_a_president_of_two_reports_is_one(database: Path) -> None:
    assert len(sources_of(database, "Lukashenko")) == 2
    assert "same: " in run("people", "show", "Lukashenko", "--db", database).stdout


def test_a_role_held_in_two_reports_has_one_holder(database: Path) -> None:
    question = ("by-role", "Minister of Public Security", "--country", "CN", "--as-of", "2017-04", "--holders")
    answer = run(*question, "--format", "csv", "--db", database).stdout.splitlines()
    assert [line.split(",")[0] for line in answer] == ["speaker", "Guo Shengkun"]


def test_a_merge_is_kept_and_undone(database: Path, tmp_path: Path) -> None:
    run("people", "split", "Guo Shenkun", "Guo Shengkun", "--by", "Ada", "--db", database)
    assert number_called(database, "Guo Shenkun", "Guo Shengkun") == 2
    assert run("people", "merge", "Guo Shenkun", "Guo Shengkun", "--by", "Ada", "--db", database).exit_code == 0
    assert number_called(database, "Guo Shenkun", "Guo Shengkun") == 1
    report = tmp_path / "second_report.txt"
    report.write_text(report.read_text("utf-8") + "\nThat is all.\n", "utf-8")
    run("load", report, "--url", ADDRESS, "--db", database)
    assert number_called(database, "Guo Shenkun", "Guo Shengkun") == 1
    assert run("people", "split", "Guo Shenkun", "Guo Shengkun", "--by", "Ben", "--db", database).exit_code == 0
    assert number_called(database, "Guo Shenkun", "Guo Shengkun") == 2
    assert run("check", "--db", database).exit_code == 0


def test_a_surname_means_the_one_who_is_named_in_full_and_others_called_so_are_mentioned(tmp_path: Path) -> None:
    database, pages = tmp_path / "quays.sqlite", tmp_path / "pages"
    pages.mkdir()
    for name, text in {
        "berths": "“The quay is safe,” said Ann Quillon, the harbour master.",
        "cranes": "“The cranes are old,” Quillon said.",
        "council": "The Quillon council said the port would close.",
    }.items():
        (pages / f"{name}.txt").write_text(text, "utf-8")
    assert run("load", pages, "--db", database).exit_code == 0
    answer = run("by-speaker", "Quillon", "--db", database)
    assert ("The quay is safe" in answer.stdout, "The cranes" in answer.stdout) == (True, False)
    assert "1 more statement by people called only Quillon, perhaps the same" in answer.stderr
    assert run("review", "--list", "--speaker", "Quillon", "--db", database).exit_code == 0
    everybody = run("by-speaker", "Quillon", "--all", "--db", database).stdout
    assert "The cranes are old" in everybody.partition("Quillon (person")[2]
    assert "Ann Quillon (person" in everybody
    (pages / "mayor.txt").write_text("“It is not,” said Bo Quillon, the mayor.", "utf-8")
    run("load", pages, "--db", database)
    several = run("by-speaker", "Quillon", "--db", database)
    assert several.exit_code == 3
    assert "may be any of" in several.stderr


COUNCIL = """Ilka Brook (The Mayor): The bridge stays open.

Ida Moor: Until when?

The Mayor: Until the spring.

Ida Moor: And then?

Ilka Brook (The Mayor): Then it closes.

Ida Moor: For good?
"""


def test_why_an_office_is_somebody_is_shown_with_the_words_and_with_the_person(tmp_path: Path) -> None:
    (tmp_path / "council.txt").write_text(COUNCIL, encoding="utf-8")
    database = tmp_path / "council.sqlite"
    assert run("load", tmp_path / "council.txt", "--db", database).exit_code == 0
    why = "“The Mayor”: “The Mayor” stands beside the name, and beside no other"
    with open_database(database) as connection:
        said = by_speaker(connection, Filters(people=identify(connection, "Ilka Brook")))
        known_by = {one.text: show(connection, one.uid).known_by for one in said}
    assert known_by == {"The bridge stays open.": None, "Until the spring.": why, "Then it closes.": None}
    (as_mayor,) = (one.uid for one in said if one.text == "Until the spring.")
    assert f"known by: {why}" in run("show", as_mayor, "--db", database).stdout
    for name, offices in (("Brook", why), ("Moor", "")):
        answer = run("people", "show", name, "--format", "csv", "--db", database)
        assert [row["offices"] for row in csv.DictReader(answer.stdout.splitlines())] == [offices]


def test_old_uids_still_answer(database: Path) -> None:
    run("people", "merge", "Guo Shenkun", "Cao Jianming", "--db", database)
    with open_database(database) as connection:
        uids = [
            uid for (uid,) in connection.execute("SELECT uid FROM people WHERE name IN ('Guo Shenkun', 'Cao Jianming')")
        ]
    assert number_called(database, *uids, "Guo Shenkun", "Cao Jianming") == 1


def test_an_alias_is_a_name(database: Path) -> None:
    assert "nobody here is called" in run("by-speaker", "Batka", "--db", database).stderr
    assert run("people", "alias", "add", "Lukashenko", "Bat'ka", "--db", database).exit_code == 0
    assert "txt:17" in run("by-speaker", "Bat’ka", "--db", database).stdout


def test_an_alias_is_taken_back_in_its_turn(database: Path) -> None:
    db = ("--by", "Ada", "--db", database)
    for name in ("Bat'ka", "The Farmer"):
        assert run("people", "alias", "add", "Lukashenko", name, *db).exit_code == 0
    run("people", "split", "Guo Shenkun", "Guo Shengkun", *db)
    run("people", "alias", "add", "Lukashenko", "The Host", *db)
    assert "would be taken back: The Host, which Ada named" in run("people", "undo", "--preview", *db).stderr
    for told in ("The Host", "a split", "The Farmer", "Bat'ka"):
        assert told in " ".join(run("people", "undo", *db).stderr.split())
    for name in ("Batka", "The Farmer", "The Host"):
        assert "nobody here is called" in run("by-speaker", name, "--db", database).stderr
    assert "no decision on people" in run("people", "undo", *db).stderr
    with open_database(database) as connection:
        verdicts = [verdict for (verdict,) in connection.execute("SELECT verdict FROM aliases ORDER BY id")]
    assert verdicts == ["alias"] * 3 + ["undone"] * 3
    assert run("check", "--db", database).exit_code == 0


def test_one_alias_is_taken_back_by_its_name_and_can_be_given_again(database: Path) -> None:
    db = ("--db", database)
    run("people", "alias", "add", "Lukashenko", "Bat'ka", *db)
    run("people", "alias", "add", "Lukashenko", "The Farmer", *db)
    assert run("people", "alias", "undo", "The Farmer", "Bat'ka", *db).exit_code == 0
    assert number_called(database, "The Farmer", "Lukashenko") == 1
    assert run("people", "alias", "undo", "Lukashenko", "Bat'ka", *db).exit_code == 1
    assert run("people", "alias", "undo", "Lukashenko", "Lukashenko", *db).exit_code == 1
    run("people", "alias", "add", "Lukashenko", "Bat'ka", *db)
    assert number_called(database, "Bat'ka", "Lukashenko") == 1


def test_whose_name_an_alias_is_already_is_told(database: Path) -> None:
    told = run("people", "alias", "add", "Lukashenko", "cao jianming", "--db", database)
    assert told.exit_code == 0
    assert "is also a name of Cao Jianming" in " ".join(told.stderr.split())
    assert "also a name" not in run("people", "alias", "add", "Lukashenko", "Bat'ka", "--db", database).stderr


def test_two_must_be_two(database: Path) -> None:
    result = run("people", "merge", "Guo Shenkun", "guo shenkun", "--db", database)
    assert result.exit_code == 2
    assert run("people", "merge", "Guo Shenkun", "Smith", "--db", database).exit_code == 3


def test_pairs_in_doubt_wait_for_a_human(database: Path, tmp_path: Path) -> None:
    page = tmp_path / "third.txt"
    page.write_text("Cao Jianmin:\nWe agree with the plan.\n", "utf-8")
    run("load", page, "--db", database)
    listed = run("people", "review", "--list", "--db", database).stdout
    assert "unsure: " in listed
    assert "Cao Jianmin (" in listed
    run("people", "split", "Cao Jianming", "Cao Jianmin", "--db", database)
    assert "Cao Jianmin (" not in run("people", "review", "--list", "--db", database).stdout


def test_a_split_of_two_names_undoes_every_merge_between_them(tmp_path: Path) -> None:
    database = tmp_path / "two.sqlite"
    for name, label in {
        "a": "Tom Okello, Deputy Mayor of Perth",
        "b": "Tom Okello, Harbour Master of Perth",
        "c": "Thomas Okello, Engineer of Perth",
        "d": "Tom Okello",
    }.items():
        (tmp_path / f"{name}.txt").write_text(f"{label}:\nI am sure that we shall see, {name}.\n", "utf-8")
    run("load", *sorted(tmp_path.glob("?.txt")), "--db", database)

    def ask(query: str) -> list[tuple[object, ...]]:
        with open_database(database) as connection:
            return connection.execute(query).fetchall()

    who = "SELECT count(*), name FROM statements JOIN people ON people.id = person_id GROUP BY person_id ORDER BY name"
    before = ask(who)
    uids = [
        str(uid) for (uid,) in ask("SELECT a.uid FROM appearances a JOIN sources s ON s.id = source_id ORDER BY key")
    ]
    run("people", "merge", uids[0], uids[2], "--db", database)
    run("people", "merge", uids[1], uids[2], "--db", database)
    assert len(ask(who)) == 1
    assert run("people", "split", "Tom Okello", "Thomas Okello", "--db", database).exit_code == 0
    assert ask(who) == before


TWO = {"a": "Tom Okello, Deputy Mayor of Perth", "b": "Thomas Okello, Engineer of Perth", "c": "Okello"}


@pytest.fixture
def namesakes(tmp_path: Path) -> Path:
    for name, label in TWO.items():
        page = f"{label}:\nI am sure that we shall see.\n\nIda Renn:\nNo, {name}.\n\n{label}:\nWe shall, {name}.\n"
        (tmp_path / f"{name}.txt").write_text(page, "utf-8")
    run("load", *sorted(tmp_path.glob("?.txt")), "--db", tmp_path / "who.sqlite")
    return tmp_path / "who.sqlite"


def who(database: Path) -> list[tuple[object, ...]]:
    query = """SELECT p.uid, p.name, s.uid FROM people p JOIN statements s ON s.person_id = p.id ORDER BY 1, 3"""
    with open_database(database) as connection:
        return connection.execute(query).fetchall()


def test_what_a_merge_would_do_is_told_and_not_done(namesakes: Path) -> None:
    before = who(namesakes)
    told = run("people", "merge", "Tom Okello", "Thomas Okello", "--preview", "--db", namesakes)
    assert "only told, nothing is changed" in told.stderr
    assert "2 statements: Tom Okello → Thomas Okello" in told.stdout
    assert who(namesakes) == before


def test_a_decision_on_people_is_undone_to_the_letter(namesakes: Path) -> None:
    before = who(namesakes)
    done = run("people", "merge", "Tom Okello", "Thomas Okello", "--by", "Ada", "--db", namesakes)
    assert "2 statements: Tom Okello → Thomas Okello" in done.stdout
    merged = who(namesakes)
    assert merged != before
    run("people", "split", "Tom Okello", "Thomas Okello", "--db", namesakes)
    assert run("people", "undo", "--db", namesakes).exit_code == 0
    assert who(namesakes) == merged
    assert "what Ada decided" in run("people", "undo", "--db", namesakes).stderr
    assert who(namesakes) == before
    nothing = run("people", "undo", "--db", namesakes)
    assert (nothing.exit_code, "no decision on people" in nothing.stderr) == (1, True)
    assert run("check", "--db", namesakes).exit_code == 0


def test_what_is_taken_back_is_told_before(namesakes: Path) -> None:
    run("people", "merge", "Tom Okello", "Thomas Okello", "--by", "Ada", "--db", namesakes)
    before = who(namesakes)
    told = run("people", "undo", "--preview", "--db", namesakes)
    assert "only told, nothing is changed; it would be taken back: a merge, what Ada decided" in told.stderr
    assert "Thomas Okello" in told.stdout
    assert who(namesakes) == before
    done = run("people", "undo", "--db", namesakes)
    assert done.stdout == told.stdout
    assert who(namesakes) != before


def test_who_decided_and_why_is_shown_with_the_person(namesakes: Path) -> None:
    run("people", "merge", "Tom Okello", "Thomas Okello", "--by", "Ada", "--note", "a nickname", "--db", namesakes)
    assert "Ada decided: a nickname" in run("people", "show", "Tom Okello", "--db", namesakes).stdout
    with open_database(namesakes) as connection:
        found = connection.execute("SELECT outcome, author, evidence FROM reasons WHERE author IS NOT NULL").fetchall()
    assert found == [("same", "Ada", "a nickname")]


def test_whom_sources_call_by_a_surname_only_comes_to_review_once(namesakes: Path) -> None:
    listed = run("people", "review", "--list", "--db", namesakes).stdout
    assert listed.count("unsure: Okello (") == 2
    run("people", "split", "Okello", "Tom Okello", "--db", namesakes)
    assert run("people", "review", "--list", "--db", namesakes).stdout.count("unsure: Okello (") == 1


def test_what_both_answers_would_do_is_told_before_one_is_asked(namesakes: Path) -> None:
    seen = run("people", "review", "--ask", "--db", namesakes, stdin="q").stdout
    assert "1 of " in seen
    assert "the same: now: " in seen
    assert len({name for _, name, _ in who(namesakes)}) == 4


def test_a_key_that_decides_nothing_about_a_pair_is_told_what_there_is(namesakes: Path) -> None:
    seen = run("people", "review", "--ask", "--db", namesakes, stdin="?zd q").stdout
    assert seen.count("two people: they are not asked about again") == 2
    assert "z decides nothing here" in seen
    assert "3 of " in seen
    with open_database(namesakes) as connection:
        assert connection.execute("SELECT outcome FROM links WHERE author IS NOT NULL").fetchall() == [("different",)]


@pytest.mark.parametrize("called", ["MR OKELLO", "Mr. Okello", "OKELLO"])
def test_a_surname_with_a_form_of_address_comes_to_review_as_one_without(called: str, tmp_path: Path) -> None:
    for name, one, other in (("full", "Tom Okello", "Ida Renn"), ("bare", called, "MS. QUILL")):
        page = f"{one}: Where is it?\n\n{other}: There.\n\n{one}: I see.\n\n{other}: Good.\n"
        (tmp_path / f"{name}.txt").write_text(page, "utf-8")
    run("load", tmp_path, "--db", tmp_path / "d.sqlite")
    (asked, _) = run("people", "review", "--list", "--db", tmp_path / "d.sqlite").stdout.strip().splitlines()
    assert re.fullmatch(rf"unsure: {re.escape(called)} \(\w+\) and Tom Okello \(\w+\)", asked)
