"""A speech in several languages: one person, one occasion, and what stands beside what, as a person asks it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run

PAGES = {
    "ru.txt": """Заседание в Орше

В понедельник в городе было тихо, и на рынке почти ничего не было. Президент приехал в Оршу.

Александр Лукашенко, Президент Республики Беларусь:
Мы восемь лет ждали этого моста. Я сам проверю каждую опору.

Анна Ковалёва, председатель райисполкома:
Дорога готова, и мы откроем её в мае.

Александр Лукашенко:
Тогда встретимся в мае.
""",
    "en.txt": """A meeting in Orsha

Translated from the Russian by the press office of the town.

On Monday the town was quiet. The President came to Orsha.

Alexander Lukashenko, President of the Republic of Belarus:
We waited eight years for this bridge. I will check every pillar myself.

Anna Kovaleva, chairwoman of the district:
The road is ready, and we will open it in May.

Alexander Lukashenko:
Then we meet in May.
""",
    "be.txt": """Нарада ў Оршы

У панядзелак у горадзе было ціха, і на рынку амаль нічога не было. Прэзідэнт прыехаў у Оршу.

Аляксандр Лукашэнка, Прэзідэнт Рэспублікі Беларусь:
Мы восем гадоў чакалі гэтага моста. Я сам праверу кожную апору.

Аляксандр Лукашэнка:
Тады сустрэнемся ў маі.
""",
    "pl.txt": """Wizyta w Orszy

W poniedziałek w mieście było cicho i na rynku nie było prawie nic. Prezydent przyjechał do Orszy.

Alaksandr Łukaszenka, prezydent Białorusi:
Most zbudowaliśmy sami, i ja sam sprawdzę każdy filar.
""",
}
ORIGINAL = 'original = "ru.txt"\n'
FIRST = "We waited eight years for this bridge. I will check every pillar myself."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, "utf-8")
    for name in ("en", "be"):
        (tmp_path / f"{name}.meta.toml").write_text(ORIGINAL, "utf-8")
    return tmp_path


def ask(folder: Path, *words: str) -> list[dict[str, Any]]:
    answer = run(*words, "--db", folder / "data.sqlite", "--format", "jsonl")
    assert answer.exit_code == 0, answer.output
    return [json.loads(line) for line in answer.stdout.splitlines()]


def load(folder: Path, *names: str) -> None:
    assert run("load", *(folder / name for name in names), "--db", folder / "data.sqlite").exit_code == 0


@pytest.mark.parametrize("name", ["Лукашенко", "Lukashenko", "Lukashenka", "Лукашэнка", "Łukaszenka"])
def test_every_spelling_gives_the_one_person_with_what_is_said_in_all_languages(folder: Path, name: str) -> None:
    load(folder, *PAGES)
    said = ask(folder, "by-speaker", name)
    assert sorted(one["source"] for one in said) == ["be.txt"] * 2 + ["en.txt"] * 2 + ["pl.txt"] + ["ru.txt"] * 2
    assert len({one["person"] for one in said}) == 1
    query = "SELECT count(*) AS n FROM reasons WHERE outcome = 'same' AND coalesce(evidence, '') = ''"
    assert ask(folder, "sql", query) == [{"n": 0}]  # each link has its reason


@pytest.mark.parametrize(
    ("code", "sources"), [("ru", {"ru.txt"}), ("BE", {"be.txt"}), ("en", {"en.txt"}), ("de", set())]
)
def test_answers_are_narrowed_by_the_language_of_the_words(folder: Path, code: str, sources: set[str]) -> None:
    load(folder, *PAGES)
    for question in (("by-speaker", "Lukashenko"), ("who-said", "мост OR моста OR мае OR маі OR May")):
        found = {one["source"] for one in ask(folder, *question, "--language", code)}
        assert found <= sources
    assert {one["source"] for one in ask(folder, "by-speaker", "Lukashenko", "--language", code)} == sources


ORDERS = [("ru.txt", "en.txt"), ("en.txt", "ru.txt")]


@pytest.mark.parametrize("order", [*ORDERS, ()], ids=["original first", "translation first", "at once"])
def test_an_original_and_its_translation_are_one_occasion_whichever_is_loaded_first(
    folder: Path, order: tuple[str, ...]
) -> None:
    portions: list[tuple[str, ...]] = [(name,) for name in order]
    for names in portions or [("ru.txt", "en.txt")]:
        load(folder, *names)
    (event,) = ask(folder, "events")
    assert event["statements"] == 6 or len(ask(folder, "event", event["uid"])) >= 6
    reason = ask(folder, "sql", "SELECT outcome, evidence FROM event_links")
    assert reason == [{"outcome": "same", "evidence": "en.txt says that it is a translation of ru.txt"}]
    load(folder, "ru.txt")  # again: nothing is lost
    assert len(ask(folder, "events")) == 1


def shown(folder: Path, words: str) -> dict[str, Any]:
    (found,) = [one for one in ask(folder, "by-speaker", "Lukashenko") if one["text"] == words]
    return ask(folder, "show", found["uid"])[0]


def test_a_statement_shows_what_stands_beside_it_in_the_original(folder: Path) -> None:
    load(folder, "ru.txt", "en.txt")
    statement = shown(folder, FIRST)
    (other,) = statement["renderings"]
    assert other["said"]["text"] == "Мы восемь лет ждали этого моста. Я сам проверю каждую опору."
    assert (other["language"], other["is_original"], other["sure"]) == ("ru", True, True)
    assert statement["translation_of"] == "ru.txt"
    page = run("show", statement["said"]["uid"], "--db", folder / "data.sqlite").stdout
    assert "in the original (ru), the same people speak in the same order in both:" in page
    back = ask(folder, "show", other["said"]["uid"])[0]["renderings"]
    assert [one["said"]["text"] for one in back] == [FIRST]


def test_where_the_order_differs_it_is_not_sure_and_where_the_number_differs_nothing_is_told(folder: Path) -> None:
    (folder / "be2.txt").write_text(PAGES["be.txt"].rpartition("\n\n")[0], "utf-8")
    (folder / "be2.meta.toml").write_text(ORIGINAL, "utf-8")
    load(folder, "ru.txt", "be.txt", "be2.txt")
    other = {one["uid"]: one["source"] for one in ask(folder, "by-speaker", "Lukashenko")}
    found = {source: ask(folder, "show", uid)[0]["renderings"] for uid, source in other.items() if source != "ru.txt"}
    assert [(one["sure"], one["said"]["source"]) for one in found["be.txt"]] == [(False, "ru.txt")]
    assert found["be2.txt"] == []


def test_of_two_sources_of_one_title_none_is_held_to_be_the_original(folder: Path) -> None:
    (folder / "en.meta.toml").write_text('original = "Заседание"\n', "utf-8")
    (folder / "ru.meta.toml").write_text('title = "Заседание"\n', "utf-8")
    load(folder, "ru.txt", "en.txt")
    assert [one["said"]["source"] for one in shown(folder, FIRST)["renderings"]] == ["ru.txt"]
    assert len(ask(folder, "events")) == 1
    (folder / "pl.meta.toml").write_text('title = "Заседание"\n', "utf-8")
    load(folder, "pl.txt")
    assert shown(folder, FIRST)["renderings"] == []
    assert ask(folder, "sql", "SELECT * FROM event_links") == []
    (folder / "en.meta.toml").write_text(ORIGINAL, "utf-8")  # where it lies is told of one only
    load(folder, "en.txt")
    assert [one["said"]["source"] for one in shown(folder, FIRST)["renderings"]] == ["ru.txt"]


def test_two_translations_of_one_original_stand_beside_each_other(folder: Path) -> None:
    load(folder, "ru.txt", "en.txt", "be.txt")
    page = run("show", shown(folder, FIRST)["said"]["uid"], "--db", folder / "data.sqlite").stdout
    assert "in a translation (be), not sure: the order of who speaks is another:" in page


def test_without_its_original_a_translation_is_shown_as_one(folder: Path) -> None:
    load(folder, "en.txt")
    statement = shown(folder, FIRST)
    assert (statement["renderings"], statement["translation_of"]) == ([], "ru.txt")
    assert ask(folder, "sql", "SELECT translated FROM sources") == [{"translated": 1}]


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("Translated from the Russian by Ann Lee", 1),
        ("(Перевод с белорусского)", 1),
        ("Неафіцыйны пераклад", 1),
        ("The book was translated from the Russian by Ann Lee", None),
        ("Translated from the heart, her words moved " + "and moved " * 20, None),
    ],
)
def test_a_line_may_say_that_the_page_is_a_translation(tmp_path: Path, line: str, is_told: int | None) -> None:
    (tmp_path / "page.txt").write_text(f"A meeting\n\nThe town was quiet.\n\nANN LEE: We go.\n\n{line}\n", "utf-8")
    load(tmp_path, "page.txt")
    assert ask(tmp_path, "sql", "SELECT translated FROM sources") == [{"translated": is_told}]
