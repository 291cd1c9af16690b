"""The page of a statement: its words in their place, also where they lie within those of another."""

import re
from html import unescape
from pathlib import Path

import pytest

from quotes import load
from tests.web.conftest import serving

PROSE = """The mill and its owners

2 May 2024

"The gate was *never* locked," said Ines Varo, the foreman. "We keep
it open for the cats."

Owen Pryce claimed that "two tons of flour are missing". Varo denied that the cellar was full.

Asked about it, Varo wrote: "Count them again."
"""
# words of a statement within another; what is asked for; what is marked; what is underlined
CASES = (
    ("The gate was", None, "The gate was never locked", ("Ines Varo", "said")),
    ("two tons of flour", None, "two tons of flour are missing", ("Owen Pryce", "claimed")),
    ("two tons of flour", "flour are missing", "flour are missing", ("Owen Pryce", "claimed")),
    ("the cellar was full", None, "the cellar was full", ("Varo", "denied")),
    ("Count them again", "again", "again", ("Varo", "wrote")),
)


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mill")
    (folder / "mill.md").write_text(PROSE, "utf-8")
    database = folder / "mill.sqlite"
    load(folder / "mill.md", database)
    return database


@pytest.mark.parametrize(("words", "asked", "marked", "underlined"), CASES)
def test_a_statement_within_another_is_marked_in_its_paragraph(
    mill: Path, words: str, asked: str | None, marked: str, underlined: tuple[str, ...]
) -> None:
    with serving(mill) as browser:
        rows = browser.get("/search.json", params={"q": words}).json()["rows"]
        [uid] = [row["uid"] for row in rows if row["manner"] != "narrated"]
        page = unescape(browser.get(f"/statement/{uid}", params={"w": asked} if asked else {}).text)
    own = re.findall(r'<p class="own paragraph">.*?</p>', page, re.DOTALL)
    assert len(own) == 1
    assert "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", own[0])) == marked
    for name in underlined:
        assert re.search(rf'<span class="(?:mention|cue)">[^<]*{name}[^<]*</span>', own[0])
    assert not re.search(r"<mark", page.replace(own[0], ""))


def test_words_that_do_not_stand_within_are_not_marked_around(mill: Path) -> None:
    with serving(mill) as browser:
        rows = browser.get("/search.json", params={"q": "two tons of flour"}).json()["rows"]
        [uid] = [row["uid"] for row in rows if row["manner"] != "narrated"]
        page = browser.get(f"/statement/{uid}?w=the+cellar+was+full").text
    assert "<mark" not in page
    assert '<span class="inside">two tons of flour are missing</span>' in unescape(page)


def test_a_translation_shows_what_the_original_has(tmp_path: Path) -> None:
    (tmp_path / "ru.txt").write_text(
        "Заседание\n\nВ городе было тихо, и почти ничего не было.\n\nАнна Ковалёва, мэр Орши:\nДорога готова.\n",
        "utf-8",
    )
    (tmp_path / "en.txt").write_text("A meeting\n\nAnna Kovaleva, Mayor of Orsha:\nThe road is ready.\n", "utf-8")
    (tmp_path / "en.meta.toml").write_text('original = "ru.txt"\n', "utf-8")
    database = tmp_path / "d.sqlite"
    load(tmp_path, database)
    with serving(database) as browser:
        [row] = browser.get("/search.json", params={"q": "road", "language": "en"}).json()["rows"]
        assert browser.get("/search.json", params={"q": "road", "language": "ru"}).json()["rows"] == []
        page = unescape(browser.get(f"/statement/{row['uid']}").text)
    assert "Original and translations" in page
    assert '<blockquote lang="ru">' in page
    assert "Дорога готова." in page
    assert "in the original (ru), the same people speak in the same order in both" in page
