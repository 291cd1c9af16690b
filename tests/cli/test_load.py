"""Loading: files and folders, good ones and bad ones, once and again."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quotes import lexicon, open_database
from quotes.cli.silences import said_of
from quotes.loading import settings
from quotes.loading.silence import Silence
from quotes.store.database import migrating, raw, writing
from quotes.store.migrate import downgrade
from tests.conftest import PAGES, ROOT, run

SPEECH = "Mayor Orla Finn:\nWe open the bridge on Monday. I promise it.\n"


def table(database: Path, query: str) -> list[tuple[object, ...]]:
    with open_database(database) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "some.sqlite"


def test_what_an_older_version_read_is_read_again_and_judged(database: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The mayor was busy. Orla Finn did not say that the bridge is safe.\n", "utf-8")
    assert run("load", page, "--db", database).exit_code == 0
    with migrating(database) as connection:
        downgrade(connection, "0005")
    assert "1 changed" in run("load", page, "--db", database).stdout
    assert table(database, "SELECT count(*) FROM statements WHERE act IS NULL OR factuality IS NULL") == [(0,)]
    assert "1 unchanged" in run("load", page, "--db", database).stdout


def test_what_would_be_judged_otherwise_is_told(database: Path) -> None:
    run("load", PAGES / "harbour.txt", "--db", database)
    with writing(database) as connection:
        connection.exec_driver_sql("UPDATE statements SET act = 'denied' WHERE id = (SELECT min(id) FROM statements)")
    result = run("load", PAGES / "harbour.txt", "--again", "--diff", "--db", database)
    assert "0 added, 0 lost, 0 moved, 0 reassigned, 1 judged" in result.stdout


def test_loading_twice_changes_nothing(database: Path) -> None:
    assert "2 new" in run("load", ROOT / "seeds", PAGES / "harbour.txt", "--db", database).stdout
    before = table(database, "SELECT * FROM statements")
    assert (
        "0 new, 2 unchanged, 0 changed" in run("load", ROOT / "seeds", PAGES / "harbour.txt", "--db", database).stdout
    )
    assert table(database, "SELECT * FROM statements") == before


def test_the_bad_are_named_and_the_good_load(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text(SPEECH, "utf-8")
    (folder / "cyrillic.txt").write_bytes("Орла Финн:\nМы откроем мост в понедельник. Я обещаю.\n".encode("cp1251"))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.bin").write_bytes(os.urandom(4096))
    (folder / "line.txt").write_bytes(b"word " * 4_000_000)
    result = run("load", folder, "--db", database)
    assert result.exit_code == 1
    assert "2 new, 0 unchanged, 0 changed, 3 refused" in result.stdout
    for name in ("empty.txt", "noise.bin", "line.txt"):
        assert f"refused mixed/{name}: " in result.stderr
    assert table(database, "SELECT key FROM sources ORDER BY key") == [("mixed/cyrillic.txt",), ("mixed/good.txt",)]
    assert run("check", "--db", database).exit_code == 0


def test_hidden_files_and_meta_files_are_no_documents(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "inner").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / ".git" / "a.txt").write_text(SPEECH, "utf-8")
    (folder / ".hidden.txt").write_text(SPEECH, "utf-8")
    (folder / "figures.json").write_text("{}", "utf-8")
    (folder / "inner" / "b.txt").write_text(SPEECH, "utf-8")
    (folder / "inner" / "b.meta.toml").write_text('publisher = "The Bridge"\n', "utf-8")
    assert "1 new" in run("load", folder, "--db", database).stdout
    assert table(database, "SELECT key, publisher FROM sources") == [("folder/inner/b.txt", "The Bridge")]


def test_json_of_a_folder_is_a_document_where_somebody_speaks_in_it(database: Path, tmp_path: Path) -> None:
    (tmp_path / "talk.json").write_text('[{"speaker": "Orla Finn", "text": "We open the bridge."}]')
    (tmp_path / "package.json").write_text('{"name": "bridge", "version": "1.0"}')
    result = run("load", tmp_path, "--db", database)
    assert result.exit_code == 0
    assert "1 new" in result.stdout
    assert "passed over 1 file in which nobody speaks (package.json): --verbose names each\n" in result.stderr
    assert table(database, "SELECT text FROM statements") == [("We open the bridge.",)]
    (tmp_path / "talk.json").write_text('[{"speaker": "Orla Finn", "text": "We open the bridge."')
    result = run("load", tmp_path, "--db", database)
    assert result.exit_code == 1
    assert "refused talk.json: line 1, column" in result.stderr


def test_options_overrule_the_meta_file(database: Path) -> None:
    run("load", PAGES / "harbour.txt", "--publisher", "Another", "--date", "2020-01-02", "--db", database)
    query = "SELECT publisher, published_edtf FROM sources"
    assert table(database, query) == [("Another", "2020-01-02")]


@pytest.mark.parametrize(
    ("meta", "reason"),
    [
        ('colour = "red"', "nothing is called 'colour'"),
        ("publisher = 3", "publisher must be text"),
        ('translated = "yes"', "translated must be true or false"),
        ("publisher =", "a.meta.toml: "),
        ('published = "foo"', "published is no date, 'foo'"),
        ('published = "2017-02-31"', "published is no date, '2017-02-31'"),
    ],
)
def test_a_meta_file_that_says_nonsense_is_refused(meta: str, reason: str, database: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SPEECH, "utf-8")
    (tmp_path / "a.meta.toml").write_text(meta, "utf-8")
    result = run("load", tmp_path / "a.txt", "--db", database)
    assert result.exit_code == 1
    assert reason in result.stderr


def test_a_date_of_a_meta_file_needs_no_quotation_marks(database: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SPEECH, "utf-8")
    (tmp_path / "a.meta.toml").write_text("published = 2017-04-10\n", "utf-8")
    assert "1 new" in run("load", tmp_path / "a.txt", "--db", database).stdout
    assert table(database, "SELECT published_edtf FROM sources") == [("2017-04-10",)]


@pytest.mark.parametrize("date", ["banana", "2017-02-31", ""])
def test_a_date_that_is_none_is_refused(date: str, database: Path) -> None:
    result = run("load", PAGES / "council.txt", "--date", date, "--db", database)
    assert result.exit_code == 2
    assert f"{date!r} is no date" in result.stderr
    assert not database.exists()


@pytest.mark.parametrize(
    ("typed", "stored"), [("10 April 2017", "2017-04-10"), ("April 2017", "2017-04"), ("2017~", "2017~")]
)
def test_a_date_is_typed_in_any_way(typed: str, stored: str, database: Path) -> None:
    run("load", PAGES / "council.txt", "--date", typed, "--db", database)
    assert table(database, "SELECT published_edtf FROM sources") == [(stored,)]


def test_a_date_that_may_be_two_days_is_not_guessed(database: Path, tmp_path: Path) -> None:
    refused = run("load", PAGES / "council.txt", "--date", "3/4/2025", "--db", database)
    assert refused.exit_code == 2
    assert "'3/4/2025' may be 2025-03-04 or 2025-04-03" in refused.stderr
    page = tmp_path / "page.txt"
    page.write_text(f"3/4/2025\n\n{SPEECH}", "utf-8")
    told = run("load", page, "--db", database)
    assert "the date of 1 document may be one of two days" in told.stderr
    assert "page.txt (2025-03-04 or 2025-04-03)" in told.stderr
    assert table(database, "SELECT published_edtf FROM sources") == [("[2025-03-04,2025-04-03]",)]
    (tmp_path / "page.meta.toml").write_text('published = "3/4/2025"\n', "utf-8")
    again = run("load", page, "--db", database)
    assert (again.exit_code, "published may be 2025-03-04 or 2025-04-03" in again.stderr) == (1, True)


def test_the_name_of_the_file_settles_which_of_two_days(database: Path, tmp_path: Path) -> None:
    page = tmp_path / "2025-04-03-bridge.txt"
    page.write_text(f"3/4/2025\n\n{SPEECH}", "utf-8")
    run("load", page, "--db", database)
    assert table(database, "SELECT published_edtf FROM sources") == [("2025-04-03",)]


def test_two_files_of_one_name_are_two_sources(database: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(SPEECH + name, "utf-8")
    assert "1 new" in run("load", tmp_path / "one", "--db", database).stdout
    assert "1 new" in run("load", tmp_path / "two", "--db", database).stdout
    assert table(database, "SELECT key FROM sources ORDER BY key") == [("one/a.txt",), ("two/a.txt",)]


def test_narration_without_a_publisher_is_its_source_s_own(database: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"The old bridge was closed on the day of {name}.\n", "utf-8")
    run("load", tmp_path / "one.txt", tmp_path / "two.txt", "--db", database)
    answer = run("who-said", "old bridge", "--db", database).stdout
    assert "narrated by one.txt — 1 statement" in answer
    assert "narrated by two.txt — 1 statement" in answer


def test_words_of_several_speakers_are_all_theirs(database: Path, tmp_path: Path) -> None:
    for name in ("Orla Finn", "Ida Brook", "Tom Reed"):
        (tmp_path / f"{name[:3]}.txt").write_text(SPEECH.replace("Orla Finn", name), "utf-8")
    run("load", *sorted(tmp_path.glob("*.txt")), "--db", database)
    assert "Ida Brook and 2 others" in run("verify", "We open the bridge on Monday.", "--db", database).stdout
    answer = run("verify", "We open the bridge on Monday.", "--format", "json", "--db", database).stdout
    assert json.loads(answer)[0]["others"] == "Orla Finn; Tom Reed"


def test_many_files_load_as_a_few_do(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for i in range(17):
        (folder / f"{i:02}.txt").write_text(SPEECH.replace("Monday", f"day {i}"), "utf-8")
    assert "17 new" in run("load", folder, "--db", tmp_path / "together.sqlite").stdout
    for path in sorted(folder.iterdir()):
        run("load", path, "--db", tmp_path / "apart.sqlite")
    query = "SELECT uid, speaker, text FROM said ORDER BY uid"
    assert table(tmp_path / "together.sqlite", query) == table(tmp_path / "apart.sqlite", query)


def test_a_changed_document_says_first_what_would_change(database: Path, tmp_path: Path) -> None:
    shutil.copy(PAGES / "harbour.txt", tmp_path)
    page = tmp_path / "harbour.txt"
    run("load", page, "--db", database)
    page.write_text(page.read_text("utf-8").replace("three tugs", "seven tugs"), "utf-8")
    result = run("load", page, "--diff", "--db", database)
    assert "1 added, 1 lost, 0 moved, 0 reassigned, 0 judged" in result.stdout
    assert "lost harbour.txt:17 Tom Keller" in result.stdout
    assert table(database, "SELECT count(*) FROM said WHERE text LIKE '%three tugs%'") == [(1,)]
    assert "1 changed" in run("load", page, "--db", database).stdout
    assert table(database, "SELECT count(*) FROM said WHERE text LIKE '%three tugs%'") == [(0,)]


def test_saying_what_would_change_makes_no_database(database: Path) -> None:
    assert run("load", PAGES, "--diff", "--db", database).exit_code == 1
    assert not database.exists()


@pytest.fixture
def knowledge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the word lists and weights, to be changed."""
    package = tmp_path / "quotes"
    shutil.copytree(settings.PACKAGE, package, ignore=shutil.ignore_patterns("*.py", "*.pyc", "__pycache__"))
    monkeypatch.setattr(settings, "PACKAGE", package)
    monkeypatch.setattr(lexicon, "home", lambda: package / "lexicon")
    start_anew()
    yield package
    start_anew()


def start_anew() -> None:
    """Forget what is known, as another process would."""
    for known in (settings.weights, lexicon.files, lexicon._digest):
        known.cache_clear()


CHANGED = [
    ("lexicon/*/*.txt", "changed"),
    ("lexicon/*/*.tsv", "changed"),
    ("lexicon/*/*.toml", "changed"),
    ("attribution/weights/*", "changed"),
    ("labels/weights/*", "changed"),
    ("lexicon/en/new.txt", "changed"),
    ("lexicon/en/negations.txt", "unchanged"),
    ("lexicon/de/new.txt", "changed"),
    ("notes", "unchanged"),
]


@pytest.mark.parametrize(("file", "outcome"), CHANGED)
def test_what_would_be_read_otherwise_is_read_again(file: str, outcome: str, knowledge: Path, database: Path) -> None:
    run("load", PAGES / "harbour.txt", "--db", database)
    changed = min(knowledge.glob(file), default=knowledge / file)
    changed.parent.mkdir(parents=True, exist_ok=True)
    with changed.open("a", encoding="utf-8") as words:
        words.write("\n")
    assert "0 new, 1 unchanged, 0 changed" in run("load", PAGES / "harbour.txt", "--db", database).stdout
    start_anew()
    assert f"1 {outcome}" in run("load", PAGES / "harbour.txt", "--db", database).stdout
    assert "0 new, 1 unchanged, 0 changed" in run("load", PAGES / "harbour.txt", "--db", database).stdout


def test_again_reads_what_has_not_changed(database: Path) -> None:
    pages = [PAGES / "harbour.txt", *sorted((ROOT / "seeds").glob("*.txt"))]
    run("load", *pages, "--db", database)
    query = "SELECT uid, text, person_id IS NULL, status FROM statements ORDER BY uid"
    before = table(database, query)
    with writing(database) as connection:
        raw(connection).execute("UPDATE statements SET status = 'reviewed'")
    assert f"0 new, 0 unchanged, {len(pages)} changed" in run("load", "--again", *pages, "--db", database).stdout
    assert table(database, query) == before
    assert f"0 new, {len(pages)} unchanged, 0 changed" in run("load", *pages, "--db", database).stdout
    assert run("check", "--db", database).exit_code == 0


NOBODY = "The bridge was opened on Monday. Rain fell all day.\n\nThe old ferry is to be sold.\n"


def test_load_says_where_nobody_was_found_to_speak(database: Path, tmp_path: Path) -> None:
    (tmp_path / "told.txt").write_text(NOBODY, "utf-8")
    (tmp_path / "spoken.txt").write_text(SPEECH, "utf-8")
    loaded = run("load", tmp_path / "told.txt", tmp_path / "spoken.txt", "--db", database)
    undated = "2 documents have no date, which --date or a meta file gives\n"
    assert loaded.stderr == f"in 1 document nobody was found to speak\n{undated}"
    assert run("load", tmp_path / "told.txt", tmp_path / "spoken.txt", "--db", database).stderr == ""  # said once


SILENT = [
    ([], ""),
    ([False], "in 1 document nobody was found to speak"),
    ([True], "in 1 document nobody was found to speak, and it looks as if somebody does: 0.txt"),
    (
        [True, False, True],
        "in 3 documents nobody was found to speak, and 2 of them look as if somebody does: 0.txt, 2.txt",
    ),
    ([True, False], "in 2 documents nobody was found to speak, and 1 of them looks as if somebody does: 0.txt"),
    (
        [True] * 12,
        "in 12 documents nobody was found to speak, and 12 of them look as if somebody does: "
        + ", ".join(f"{i}.txt" for i in range(10))
        + " and 2 more",
    ),
]


@pytest.mark.parametrize(("looks", "said"), SILENT)
def test_silence_in_words(looks: list[bool], said: str) -> None:
    assert said_of([Silence(f"{i}.txt", True, spoken) for i, spoken in enumerate(looks)]) == said


def test_a_chat_that_no_convention_reads_is_named_though_its_lines_report_what_others_said(tmp_path: Path) -> None:
    lines = (
        "[09:01] @mira Did the council say that the weir would be closed?",
        "[09:02] @osk It said that the weir would stay.",
        "[09:02] @mira Then I am going down there now.",
        "[09:04] @osk Take the long rope.",
        "[09:05] @mira And the short one?",
        "[09:06] @osk Both of them, please.",
    )
    (tmp_path / "weir.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    loaded = run("load", tmp_path / "weir.txt", "--db", tmp_path / "chat.sqlite")
    assert loaded.exit_code == 0
    assert "in 1 document nobody was found to speak, and it looks as if somebody does: weir.txt" in loaded.stderr


def test_loading_into_the_sample_of_a_clone_says_so(tmp_path: Path) -> None:
    (tmp_path / "quotes" / "cli").mkdir(parents=True)
    for folder in ("seeds", "mine"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "talk.txt").write_text(f"Ann Lee: We open {folder}.\n\nBo Ray: I do not.\n", "utf-8")
    sample = tmp_path / "data.sqlite"
    assert "sample" not in run("load", tmp_path / "seeds", "--db", sample).stderr
    assert "sample" not in run("load", tmp_path / "mine", "--db", tmp_path / "mine.sqlite").stderr
    assert "this database is the sample" in run("load", tmp_path / "mine", "--db", sample).stderr
