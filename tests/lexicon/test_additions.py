"""A user's file of words: what it adds is read, and what it gets wrong is said."""

import re
from pathlib import Path

import pytest

from quotes.errors import BadWords
from quotes.lexicon import Addition
from quotes.lexicon.additions import additions
from tests.conftest import ROOT, run


def test_lists_and_tables() -> None:
    told = 'reactions = ["Foghorn"]\n\n[titles]\nadd = ["Harbourmaster"]\nremove = ["whip"]\n'
    assert additions(told, "mine.toml") == (
        Addition("reactions", ("foghorn",)),
        Addition("titles", ("harbourmaster",), ("whip",)),
    )


def test_letters_are_kept_where_they_count() -> None:
    assert additions('abbreviations = ["Cllr"]', "mine.toml") == (Addition("abbreviations", ("Cllr",)),)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ('reactions = ["a"\ntitles = 1', "mine.toml is not TOML: .*line 2"),
        ('title = ["reeve"]', "title: no list of words is called so; there are titles"),
        ("titles = 3", "titles must be a list of words, or a table of lists called add and remove"),
        ('[titles]\nput = ["reeve"]', "titles must be a list of words, or a table"),
        ('titles = ["reeve", 3]', "words in quotation marks, each on one line; 3 is none"),
        ('titles = ["two\\nlines"]', "each on one line"),
        ('titles = [" "]', "each on one line"),
        ('[titles]\nremove = ["senatr"]', "holds no 'senatr' to take out: is 'senator' meant"),
        ('given_names = ["orsola"]', "'orsola' must begin with one of m:, f:"),
        ('countries = ["Ruritania"]', "'Ruritania' must have 3 to 3 columns"),
        ('verbs = ["grunt grunts\\tthat=0.9"]', "give the forms of 'grunt' alone"),
        ('ends = ["and\\t0.3"]', "nothing can be added to it"),
        ('dates = ["so"]', "nothing can be added to it"),
        ('closers = ["Over (to"]', r"closers: 'Over \(to' is no regular expression: missing \)"),
        ('turns = ["so"]', "'so' must have 2 to 3 columns"),
        ('turns = ["so\\tconnection\\topens"]', "must have one of .*, connective, .* in its second column"),
    ],
)
def test_what_is_wrong_is_said(told: str, says: str) -> None:
    with pytest.raises(BadWords, match=says):
        additions(told, "mine.toml")


PAGE = "Nell Ostrow: We open.\n\nBo Lind: [Foghorn] We do not.\n\nNell Ostrow: We do.\n\nBo Lind: Never.\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(PAGE, "utf-8")
    return path


def test_words_are_read_with(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = tmp_path / "mine.toml"
    words.write_text('reactions = ["foghorn"]\n', "utf-8")
    assert "[Foghorn] We do not." in run("extract", page).stdout
    assert '"We do not."' in run("extract", page, "--words", words).stdout
    monkeypatch.setenv("QUOTES_WORDS", str(words))
    assert '"We do not."' in run("extract", page).stdout


def test_other_words_are_another_reading(page: Path, tmp_path: Path) -> None:
    words, database = tmp_path / "mine.toml", tmp_path / "some.sqlite"
    words.write_text('reactions = ["foghorn"]\n', "utf-8")
    assert "1 new" in run("load", page, "--db", database).stdout
    assert "1 changed" in run("load", page, "--db", database, "--words", words).stdout
    assert "1 unchanged" in run("load", page, "--db", database, "--words", words).stdout


def test_many_files_are_read_with_them(page: Path, tmp_path: Path) -> None:
    words, database = tmp_path / "mine.toml", tmp_path / "some.sqlite"
    words.write_text('reactions = ["foghorn"]\n', "utf-8")
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number}.txt").write_text(PAGE.replace("Never", f"Never {number}"), "utf-8")
    assert "20 new" in run("load", folder, "--db", database, "--words", words).stdout
    assert "nothing found" in run("who-said", "foghorn", "--db", database).stderr


@pytest.mark.parametrize("command", ["load", "extract"])
def test_nothing_is_read_or_stored_with_a_bad_file(command: str, page: Path, tmp_path: Path) -> None:
    words, database = tmp_path / "mine.toml", tmp_path / "some.sqlite"
    words.write_text("reactions = [\n", "utf-8")
    result = run(command, page, "--words", words, *(("--db", database) if command == "load" else ()))
    assert result.exit_code == 1
    assert "mine.toml is not TOML" in result.stderr and "line" in result.stderr
    assert not result.stdout and not database.exists()


def test_the_example_of_the_docs(tmp_path: Path) -> None:
    told = (ROOT / "docs" / "words.md").read_text("utf-8")
    [example] = re.findall(r"```toml\n(.*?)```", told, re.DOTALL)
    [before] = re.findall(r"```text\n(.*?)```", told, re.DOTALL)
    words, page = tmp_path / "mine.toml", tmp_path / "talk.txt"
    words.write_text(example, "utf-8")
    page.write_text(before, "utf-8")
    found = run("extract", page, "--words", words).stdout
    assert '"speaker":"Ida Quill"' in found.replace('": "', '":"') and "Foghorn" not in found
