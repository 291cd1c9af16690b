"""What cannot be read is refused by name, with what to do; the rest is read, and the exit status is 1."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_load import SPEECH, table
from tests.conftest import run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one document, to be in."""
    (tmp_path / "ok.txt").write_text(SPEECH, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def program(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the program as its own process: what libraries write to the screen is caught only so."""
    command = [sys.executable, "-c", "from quotes.cli import main; main(prog_name='quotes')", *arguments]
    return subprocess.run(command, env=os.environ | variables, capture_output=True, text=True, check=False)


MISSING = ["nothere.txt", "nothere/", "nothere/ok.txt", "ok.txt/inner", "a" * 300]


@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_there_is_refused_and_the_rest_loads(path: str, folder: Path) -> None:
    result = run("load", path, "ok.txt", "--db", "some.sqlite")
    assert result.exit_code == 1
    assert result.stdout == "1 new, 0 unchanged, 0 changed, 1 refused\n"
    refused, undated = result.stderr.splitlines()
    assert refused.startswith(f"refused {path}: ")
    assert refused.endswith(": check the path")
    assert undated == "1 document has no date, which --date or a meta file gives"
    assert table(folder / "some.sqlite", "SELECT key FROM sources") == [("ok.txt",)]


@pytest.mark.parametrize("path", MISSING)
def test_extract_goes_on_likewise(path: str, folder: Path) -> None:
    result = run("extract", path, "ok.txt")
    assert result.exit_code == 1
    assert [json.loads(line)["source"] for line in result.stdout.splitlines()] == ["ok.txt"]
    assert result.stderr.startswith(f"refused {path}: ")


@pytest.mark.parametrize("command", ["load", "extract"])
def test_alone_it_is_a_problem_too(command: str, folder: Path) -> None:
    result = run(command, "nothere.txt")
    assert result.exit_code == 1
    assert result.stderr == "refused nothere.txt: No such file or directory: check the path\n"


def test_an_empty_name_is_not_the_current_folder(folder: Path) -> None:
    result = run("extract", "")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith('refused "": ')


def test_to_name_nothing_is_wrong_usage() -> None:
    assert run("load").exit_code == 2
    assert run("extract").exit_code == 2


@pytest.mark.parametrize("command", ["load", "extract"])
def test_paths_are_completed_by_the_shell(command: str) -> None:
    asked = {"_QUOTES_COMPLETE": "bash_complete", "COMP_WORDS": f"quotes {command} o", "COMP_CWORD": "2"}
    assert program(**asked).stdout == "file,o\n"


@pytest.mark.parametrize("refused", ["published = 2024-13-45", None])
def test_a_document_that_is_refused_leaves_its_name_to_another(refused: str | None, folder: Path) -> None:
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "a.txt").write_text(SPEECH, "utf-8")
    if refused:
        (folder / "one" / "a.meta.toml").write_text(refused, "utf-8")
    else:
        (folder / "one" / "a.txt").unlink()
    result = run("load", "one/a.txt", "two/a.txt", "--db", "some.sqlite")
    assert result.stdout == "1 new, 0 unchanged, 0 changed, 1 refused\n"
    assert "the same name" not in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name of a file is Unicode")
@pytest.mark.parametrize("named", [True, False])
def test_a_name_that_is_not_utf_8_is_refused_as_it_is(named: bool, folder: Path) -> None:
    odd = os.fsdecode(b"r\xe9union.txt")
    (folder / odd).write_text(SPEECH, "utf-8")
    paths = (odd, "ok.txt") if named else (".",)
    for command in ("load", "extract"):
        result = run(command, *paths)
        assert result.exit_code == 1
        assert "refused r\\xe9union.txt: its name is not UTF-8: rename it" in result.stderr
    assert table(folder / "data.sqlite", "SELECT key FROM sources") == [("ok.txt",)]


def test_binary_junk_is_no_document(folder: Path) -> None:
    (folder / "junk.txt").write_bytes(b"\x00\x01\xff\xfe\x00abc")
    (folder / "zeros.txt").write_bytes(SPEECH.encode() + b"\0")
    (folder / "wide.txt").write_text(SPEECH.replace("Finn", "Fjord"), "utf-16-le")
    (folder / "stray.txt").write_text(SPEECH.replace("Finn", "Fell") + "\x1a", "utf-8")
    result = run("load", ".", "--db", "some.sqlite")
    assert result.stdout == "3 new, 0 unchanged, 0 changed, 2 refused\n"
    for name in ("junk.txt", "zeros.txt"):
        assert f"refused {name}: not a text (" in result.stderr
    loaded = table(folder / "some.sqlite", "SELECT key FROM sources ORDER BY key")
    assert loaded == [("ok.txt",), ("stray.txt",), ("wide.txt",)]


@pytest.mark.parametrize("junk", [b"%PDF-1.4 and no more", b"%PDF-1.7\nxref\n0 1\ntrailer\n<<>>\nstartxref\n9\n%%EOF"])
@pytest.mark.parametrize("command", ["load", "extract"])
def test_of_a_damaged_file_we_say_what_is_wrong_and_no_library_does(command: str, junk: bytes, folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(junk)
    result = program(command, "bad.pdf")
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("refused bad.pdf: not readable as pdf (")


NO_DATE = 'write it as EDTF in quotation marks, "2017-04-10", "2017-04" or "2017~"'
META = [
    ("published = 2024-13-45", f"published is no date, '2024-13-45': {NO_DATE}"),
    ("published = 2024-02-31", f"published is no date, '2024-02-31': {NO_DATE}"),
    ("published = 1 May 2024  # as printed\n", f"published is no date, '1 May 2024': {NO_DATE}"),
    ('published = "in spring"', f"published is no date, 'in spring': {NO_DATE}"),
    ('title = "A"\n\n  published=spring\n', f"published is no date, 'spring': {NO_DATE}"),
    ("published = 2024-04", 'put the date in quotation marks: published = "2024-04"'),
    ("published = 2024~\n", 'put the date in quotation marks: published = "2024~"'),
    ("published = 2024", "a.meta.toml: published must be text, in quotation marks"),
    ('translated = "no"', "a.meta.toml: translated must be true or false, without quotation marks"),
    ("published = 2024-05-01\ntitle = The bridge\n", "(at line 2, column 9): a line is a name, = and a value, text in"),
    ("published = 2024-05-01\npublisher = The Daily\n", "(at line 2, column 13): a line is a name, = and a value"),
    ('url = "https://example.org', "a.meta.toml: "),
    ("title = " + "[" * 20_000, "a.meta.toml: "),
    (b'title = "Caf\xe9"', "a.meta.toml: byte 12 is not UTF-8: save it as UTF-8"),
]


@pytest.mark.parametrize(("meta", "said"), META, ids=range(len(META)))
def test_a_meta_file_that_cannot_be_read_says_what_to_write(meta: str | bytes, said: str, folder: Path) -> None:
    (folder / "a.txt").write_text(SPEECH, "utf-8")
    (folder / "a.meta.toml").write_bytes(meta if isinstance(meta, bytes) else meta.encode())
    result = run("extract", "a.txt", "ok.txt")
    assert result.exit_code == 1
    assert result.stderr.startswith("refused a.txt: ")
    assert said in result.stderr
    assert [json.loads(line)["source"] for line in result.stdout.splitlines()] == ["ok.txt"]


KEYS = ["url", "title", "publisher", "language", "translated", "original", "published", "event", "place"]


@pytest.mark.parametrize("blank", ["", " "])
@pytest.mark.parametrize("key", KEYS)
def test_an_empty_text_in_a_meta_file_is_as_if_it_were_not_given(key: str, blank: str, folder: Path) -> None:
    plain = run("extract", "ok.txt")
    (folder / "ok.meta.toml").write_text(f'{key} = "{blank}"\n', "utf-8")
    assert run("extract", "ok.txt").stdout == plain.stdout
    result = run("load", ".", "--db", "some.sqlite")
    assert (result.exit_code, result.stdout) == (0, "1 new, 0 unchanged, 0 changed, 0 refused\n")
    assert table(folder / "some.sqlite", "SELECT url, title, publisher, published_edtf FROM sources") == [(None,) * 4]


@pytest.mark.parametrize("option", ["--event", "--url", "--publisher"])
def test_an_empty_option_takes_back_what_the_meta_file_says(option: str, folder: Path) -> None:
    plain = run("extract", "ok.txt")
    (folder / "ok.meta.toml").write_text(f'{option[2:]} = "Something"\n', "utf-8")
    taken_back = run("extract", "ok.txt", option, "")
    assert (taken_back.exit_code, taken_back.stdout) == (0, plain.stdout)


def test_a_meta_file_may_begin_with_a_byte_order_mark(folder: Path) -> None:
    (folder / "ok.meta.toml").write_text('event = "The opening"\n', "utf-8-sig")
    assert json.loads(run("extract", "ok.txt").stdout)["event"]["title"] == "The opening"


def test_a_name_as_long_as_can_be_has_no_meta_file(folder: Path) -> None:
    (folder / f"{'a' * 250}.txt").write_text(SPEECH.replace("Monday", "Friday"), "utf-8")
    assert run("load", ".", "--db", "some.sqlite").stdout == "2 new, 0 unchanged, 0 changed, 0 refused\n"


def test_a_table_says_which_columns_there_are_and_how_to_say_what_they_hold(folder: Path) -> None:
    (folder / "sums.csv").write_text("year,sum\n2019,12\n2020,13\n", "utf-8")
    result = run("extract", "sums.csv")
    assert result.exit_code == 1
    assert "no column of this table holds words; its first row is year, sum: " in result.stderr
    assert "--column speaker=… --column text=…" in result.stderr
    wrong = run("extract", "sums.csv", "--column", "text=Rede")
    assert "no column is called 'Rede'; there are year, sum, or give its number" in wrong.stderr
    assert run("extract", "sums.csv", "--column", "words=sum").exit_code == 2
    assert run("extract", "sums.csv", "--column", "text=").exit_code == 2


def test_columns_that_are_named_are_part_of_how_a_document_is_read(folder: Path) -> None:
    lines = "wer,was\nOrla Finn,We open.\nBo Tarrant,When?\nOrla Finn,On Monday.\n"
    (folder / "odd.csv").write_text(lines, "utf-8")
    named = ("odd.csv", "--column", "speaker=wer", "--column", "text=was", "--db", "some.sqlite")
    assert run("load", *named).stdout.startswith("1 new")
    assert run("load", *named).stdout.startswith("0 new, 1 unchanged")
    spoken = "SELECT a.name, s.text FROM statements s JOIN appearances a ON a.id = s.appearance_id ORDER BY s.position"
    assert table(folder / "some.sqlite", spoken)[0] == ("Orla Finn", "We open.")


UNKNOWN = [
    ({"items": [{"wer": "mq", "was": "We open."}] * 3}, "there is a list items of 3 with wer, was: say where they are"),
    ([{"a": 1, "b": "x"}, {"a": 2, "c": "y"}], "there is a list of its own of 2 with a, b, c: say where they are"),
    ({"name": "bridge", "version": "1"}, "there are name, version: say where they are"),
]


@pytest.mark.parametrize(("held", "said"), UNKNOWN)
def test_json_of_an_unknown_shape_is_refused_with_what_was_seen(held: object, said: str, folder: Path) -> None:
    (folder / "odd.json").write_text(json.dumps(held), "utf-8")
    result = run("extract", "odd.json")
    assert result.exit_code == 1
    assert said in result.stderr
    assert "--column speaker=… --column text=…" in result.stderr
    wrong = run("extract", "odd.json", "--column", "text=Rede")
    assert "refused odd.json: no field is called 'Rede'; there are " in wrong.stderr


def test_a_meta_file_names_columns_too_and_options_overrule_it(folder: Path) -> None:
    (folder / "odd.json").write_text(json.dumps([{"wer": "Orla Finn", "was": "We open.", "alt": "No."}]), "utf-8")
    (folder / "odd.meta.toml").write_text('columns = { speaker = "wer", text = "was" }\n', "utf-8")

    def said(*options: str) -> list[tuple[str, str]]:
        found = json.loads(run("extract", "odd.json", *options).stdout)["statements"]
        return [(one["speaker"], one["text"]) for one in found]

    assert said() == [("Orla Finn", "We open.")]
    assert said("--column", "speaker=wer", "--column", "text=alt") == [("Orla Finn", "No.")]
    (folder / "odd.meta.toml").write_text('columns = { words = "was" }\n', "utf-8")
    assert "odd.meta.toml: columns must be names in quotation marks" in run("extract", "odd.json").stderr
