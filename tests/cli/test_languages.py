"""Pages in other languages, as a person loads and asks them."""

from pathlib import Path

import pytest

from tests.conftest import run

GERMAN = """Streit um den Hafen

Bürgermeisterin Anna Pryce sagte am Montag: „Wir werden den Kai nicht verkaufen, und wir wollen ihn nicht teilen.“ Der
Hafenmeister Owen Klein erklärte, die Kräne seien zu alt.

Pryce bestritt, dass die Stadt Geld verloren habe.
"""


def test_a_german_page_is_read_and_its_language_told(tmp_path: Path) -> None:
    page, database = tmp_path / "hafen.txt", tmp_path / "d.sqlite"
    page.write_text(GERMAN, "utf-8")
    assert run("load", page, "--db", database).exit_code == 0
    said = run("who-said", "Kai", "--db", database, "--format", "jsonl").stdout
    assert '"speaker": "Anna Pryce"' in said
    assert '"status": "certain"' in said
    denied = run("who-said", "Geld verloren", "--db", database).stdout
    assert "denied" in denied
    shown = run("show", said.split('"uid": "')[1][:12], "--db", database).stdout
    assert "  language: de\n" in shown


@pytest.mark.parametrize(
    ("given", "status"), [("de", 0), ("pt-BR", 0), ("RU", 0), ("d", 2), ("german!", 2), ("de_DE", 2), ("", 2)]
)
def test_the_language_that_is_given_is_a_code(given: str, status: int, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Kein Wort davon.\n", "utf-8")
    loaded = run("load", page, "--db", tmp_path / "d.sqlite", "--language", given)
    assert loaded.exit_code == status
    assert ("type it as de, ru or pt-BR" in loaded.stderr) == bool(status)


def test_a_language_that_is_given_is_stored(tmp_path: Path) -> None:
    page, database = tmp_path / "page.txt", tmp_path / "d.sqlite"
    page.write_text("Kein Wort davon.\n", "utf-8")
    run("load", page, "--db", database, "--language", "RU")
    assert run("sql", "select language from sources", "--db", database, "--format", "csv").stdout == "language\nru\n"
