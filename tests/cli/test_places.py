"""Documents are known by their bytes and by where they lie: renamed, copied, changed, and from any folder."""

import json
import shutil
from pathlib import Path

import pytest

from quotes import open_database
from tests.conftest import run

SPEECH = "Mayor Orla Finn:\nWe open the bridge on Monday. I promise it.\n\nTom Reed, Clerk:\nThe ferry stays.\n"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "some.sqlite"


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    folder = tmp_path / "may"
    folder.mkdir()
    (folder / "speech.txt").write_text(SPEECH, "utf-8")
    return folder / "speech.txt"


def table(database: Path, query: str) -> list[tuple[object, ...]]:
    with open_database(database) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize(
    ("folder", "argument"),
    [(".", "may"), (".", "may/speech.txt"), ("may", "."), ("may", "speech.txt"), ("june", "../may"), ("/", None)],
)
def test_a_file_has_one_key_from_any_folder_and_by_any_argument(
    database: Path, speech: Path, monkeypatch: pytest.MonkeyPatch, folder: str, argument: str | None
) -> None:
    (speech.parent.parent / "june").mkdir()
    assert "1 new" in run("load", speech, "--db", database).stdout
    monkeypatch.chdir(speech.parent.parent / folder)
    assert "0 new, 1 unchanged" in run("load", argument or speech, "--db", database).stdout
    assert table(database, "SELECT key FROM sources") == [("may/speech.txt",)]


def test_a_file_outside_the_folder_of_the_database_has_its_whole_path(speech: Path, tmp_path: Path) -> None:
    database = tmp_path / "elsewhere" / "some.sqlite"
    database.parent.mkdir()
    run("load", speech, "--db", database)
    assert table(database, "SELECT key FROM sources") == [(speech.as_posix(),)]
    assert "may/speech.txt:2" in run("who-said", "open the bridge", "--db", database).stdout
    assert run("review", "speech.txt:2", "narration", "--db", database).exit_code == 0


def test_a_renamed_file_is_the_same_source_with_its_verdicts(database: Path, speech: Path) -> None:
    run("load", speech, "--db", database)
    before = table(database, "SELECT uid, text FROM statements ORDER BY uid")
    run("review", "may/speech.txt:5", "narration", "--db", database)
    speech.rename(speech.with_name("gone.txt"))
    result = run("load", speech.parent, "--db", database)
    assert "0 new, 1 unchanged, 0 changed, 0 refused, 1 moved" in result.stdout
    assert table(database, "SELECT key FROM sources") == [("may/gone.txt",)]
    assert table(database, "SELECT manner FROM statements WHERE text = 'The ferry stays.'") == [("narrated",)]
    assert len(table(database, "SELECT uid FROM statement_uids")) >= len(before)
    assert run("review", "--orphans", "--db", database).stdout.strip() == ""


def test_two_files_that_change_places_are_the_same_two(database: Path, speech: Path) -> None:
    other = speech.with_name("other.txt")
    other.write_text(SPEECH.replace("Monday", "Friday"), "utf-8")
    run("load", speech.parent, "--db", database)
    before = table(database, "SELECT uid FROM statements ORDER BY uid")
    kept = speech.read_bytes()
    shutil.move(other, speech)
    other.write_bytes(kept)
    assert "0 new, 2 unchanged, 0 changed, 0 refused, 2 moved" in run("load", speech.parent, "--db", database).stdout
    assert table(database, "SELECT uid FROM statements ORDER BY uid") == before
    where = "SELECT key FROM sources JOIN statements ON source_id = sources.id WHERE statements.text LIKE '%Friday%'"
    assert table(database, where) == [("may/speech.txt",)]


def test_a_moved_file_and_another_in_its_place(database: Path, speech: Path) -> None:
    run("load", speech, "--db", database)
    speech.rename(speech.with_name("zz.txt"))
    speech.write_text("Mayor Ida Brook:\nWe close the bridge on Sunday. I regret it.\n", "utf-8")
    assert "1 new, 1 unchanged, 0 changed, 0 refused, 1 moved" in run("load", speech.parent, "--db", database).stdout
    assert table(database, "SELECT key FROM sources ORDER BY key") == [("may/speech.txt",), ("may/zz.txt",)]


def test_what_was_not_said_is_not_shown_as_said_when_its_words_have_changed(database: Path, tmp_path: Path) -> None:
    page, text = tmp_path / "page.txt", "Orla Finn did not say that the bridge is safe for carts.\n"
    page.write_text(text, "utf-8")
    run("load", page, "--db", database)
    ((old,),) = table(database, "SELECT uid FROM statements WHERE manner = 'reported'")
    page.write_text(text.replace("the bridge", "the old bridge"), "utf-8")
    run("load", page, "--db", database)
    told = run("cite", str(old), "--db", database).stderr
    assert "“the bridge is safe for carts”" in told
    assert "Orla Finn, “" not in told


def test_a_copy_is_told_and_not_counted_twice(database: Path, speech: Path) -> None:
    (speech.with_name("copy.txt")).write_bytes(speech.read_bytes())
    (speech.with_name("copy.meta.toml")).write_text('publisher = "The Gazette"\nurl = "https://gazette.example/1"\n')
    (speech.with_name("speech.meta.toml")).write_text('publisher = "The Bridge"\n')
    for outcome in ("1 new, 0 unchanged", "0 new, 1 unchanged"):
        result = run("load", speech.parent, "--db", database)
        assert outcome in result.stdout
        assert "1 copy" in result.stdout
        assert "holds the same as" in result.stderr
    assert table(database, "SELECT count(*) FROM statements WHERE text LIKE '%bridge%'") == [(1,)]
    assert len(table(database, "SELECT publisher FROM sources UNION SELECT publisher FROM copies")) == 2


def test_a_changed_file_keeps_its_identity_and_what_it_said(database: Path, speech: Path) -> None:
    run("load", speech, "--db", database)
    ((old, person),) = table(
        database, "SELECT s.uid, p.uid FROM statements s JOIN people p ON p.id = person_id WHERE text LIKE 'We open%'"
    )
    speech.write_text(SPEECH.replace("Monday", "Mondays"), "utf-8")
    assert "0 new, 0 unchanged, 1 changed" in run("load", speech, "--db", database).stdout
    assert table(database, "SELECT uid FROM people WHERE name LIKE '%Finn'") == [(person,)]
    ((new,),) = table(database, "SELECT uid FROM statements WHERE text LIKE 'We open%'")
    assert new != old
    shown = run("show", str(old), "--db", database)
    assert shown.exit_code == 0
    assert "was read otherwise until" in shown.stderr
    assert "We open the bridge on Monday. I promise it." in shown.stderr
    assert json.loads(run("show", str(old), "--format", "json", "--db", database).stdout)["said"]["uid"] == new
    speech.write_text(SPEECH, "utf-8")
    run("load", speech, "--db", database)
    assert run("show", str(old), "--db", database).stderr == ""


def test_what_was_said_first_leads_to_what_is_read_there_however_often_it_is_read(database: Path, speech: Path) -> None:
    run("load", speech, "--db", database)
    ((first, _), (kept, _)) = table(database, "SELECT uid, position FROM statements ORDER BY position")
    leads = (
        f"SELECT s.text FROM former_statements f LEFT JOIN statements s ON s.id = statement_id WHERE f.uid = '{first}'"
    )
    for day in ("Mondays", "Tuesday", "Tuesdays"):
        speech.write_text(SPEECH.replace("Monday", day), "utf-8")
        for how in ((), ("--again",)):
            assert "1 changed" in run("load", speech, *how, "--db", database).stdout
            assert table(database, leads) == [(f"We open the bridge on {day}. I promise it.",)]
            assert run("show", str(first), "--db", database).exit_code == 0
    speech.write_text(SPEECH.partition("\n\n")[2], "utf-8")
    run("load", speech, "--db", database)
    assert table(database, leads) == [(None,)]
    assert table(database, "SELECT uid FROM statements") == [(kept,)]


def test_a_copy_whose_original_is_gone_is_where_the_source_lies_now(database: Path, speech: Path) -> None:
    shutil.copy(speech, speech.with_name("again.txt"))
    assert "1 copy" in run("load", speech, speech.with_name("again.txt"), "--db", database).stdout
    before = table(database, "SELECT uid FROM statements ORDER BY uid")
    speech.unlink()
    assert "1 moved" in run("load", speech.parent, "--db", database).stdout
    assert table(database, "SELECT key FROM sources") == [("may/again.txt",)]
    assert table(database, "SELECT count(*) FROM copies") == [(0,)]
    assert table(database, "SELECT uid FROM statements ORDER BY uid") == before


def test_words_that_changed_are_followed_to_the_new_words_and_not_to_longer_ones_that_stayed(
    database: Path, speech: Path
) -> None:
    long = SPEECH + "\nAnn Lee, Clerk:\nThe ferry stays. We keep both boats, both crews and all of the old timetable.\n"
    speech.write_text(long, "utf-8")
    run("load", speech, "--db", database)
    speech.write_text(long.replace("Clerk:\nThe ferry stays.\n", "Clerk:\nThis ferry stayed.\n"), "utf-8")
    run("load", speech, "--db", database)
    query = "SELECT former.text, now.text FROM former_statements former JOIN statements now ON now.id = statement_id"
    assert table(database, query) == [("The ferry stays.", "This ferry stayed.")]
