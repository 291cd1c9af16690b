"""The words as a value: the same words are one value, and every list is one that somebody asks for."""

import ast
import pickle
import re
from collections.abc import Iterator

import pytest

from quotes.errors import BadWords
from quotes.lexicon import ENGLISH, Addition, files, load
from quotes.lexicon.titles import titles
from tests.conftest import ROOT

HOLDERS = {"lexicon", "ENGLISH"}
BY_NAME = {"_read", "Weights", "_groups"}  # functions that are told a list
LOOPS = {
    "nouns",
    "verbs",
    "speaker_columns",
    "text_columns",
    "role_columns",
    "time_columns",
    "speaker_id_columns",
    "date_columns",
    "url_columns",
    "publisher_columns",
    "title_columns",
}  # asked for in loops


def asked() -> Iterator[str]:
    """The lists that the code asks for by name."""
    for path in (ROOT / "quotes").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(ast.Attribute(ast.Name(holder)), [ast.Constant(str(name))]) if holder in HOLDERS:
                    yield name
                case ast.Call(ast.Name(reader), [*_, ast.Constant(str(name))]) if reader in BY_NAME:
                    yield name


def test_every_list_is_asked_for_and_every_list_asked_for_is_there() -> None:
    assert {*asked(), *LOOPS} == set(files("en"))


@pytest.mark.parametrize("name", sorted(files("en")))
def test_a_list_says_what_it_holds_and_where_it_comes_from(name: str) -> None:
    for file in files("en")[name]:
        head = file.read_text(encoding="utf-8").partition("\n\n")[0]
        assert head.startswith("# ") and len(re.findall(r"^#", head, re.MULTILINE)) >= 1


def test_the_same_words_are_one_value() -> None:
    mine = (Addition("reactions", ("foghorn",)),)
    assert load() is load("en") is ENGLISH
    assert load("en", mine) is load(additions=mine) is not ENGLISH
    assert pickle.loads(pickle.dumps(load("en", mine))) is load("en", mine)
    assert len(pickle.dumps(ENGLISH)) < 100


def test_the_digest_tells_words_apart() -> None:
    mine = load("en", (Addition("reactions", ("foghorn",)),))
    taken = load("en", (Addition("reactions", (), ("laughter",)),))
    assert len({ENGLISH.digest, mine.digest, taken.digest}) == 3
    assert ENGLISH.digest == load("en").digest


def test_additions_reach_every_reading_of_a_list() -> None:
    mine = load(
        "en",
        (
            Addition("groups", ("flotilla",), ("board",)),
            Addition("given_names", ("f: orsola",), ("adam",)),
            Addition("manners", ("Over The Tannoy",), ("on tape",)),
            Addition("titles", ("harbourmaster", "reeve\tmayor\ttitle"), ("whip",)),
        ),
    )
    assert mine.words("groups") ^ ENGLISH.words("groups") == {"flotilla", "board"}
    assert mine.keyed("given_names")["orsola"] == "f" and "adam" not in mine.keyed("given_names")
    assert mine.phrases("manners") ^ ENGLISH.phrases("manners") == {"over the tannoy", "on tape"}
    assert {"harbourmaster", "reeve"} == titles(mine).heads - titles(ENGLISH).heads
    assert titles(mine).stands_for["reeve"] == "mayor"
    assert "whip" not in titles(mine).heads


@pytest.mark.parametrize("language", ["xx", "any", "../en", ""])
def test_a_language_without_words_is_refused(language: str) -> None:
    with pytest.raises(BadWords):
        load(language).words("groups")


def test_a_list_that_a_language_lacks_is_empty() -> None:
    assert ENGLISH.words("no_such_list") == frozenset()
