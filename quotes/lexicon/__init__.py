"""The words that documents are read with: one value for a language, made from lists in files and handed in.

A list is a file in the folder of the language, or in any/ where its words are looked for on every page, whatever its
language; where both folders hold one, it is the two together. It is named as its file, without the extension. Each
begins with remark lines (`#`) that say what it holds and where it comes from. A user's own words come on top.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quotes.errors import BadWords
from quotes.text import digest, fold

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ANY = "any"  # the folder of lists that belong to no language, or to several
BASIC = "en"  # the language whose lists stand in for those that another has not
_ENDINGS = ("tsv", "txt")  # of the files of lists, but for those in TOML
# Lists that questions ask, and no reading: nothing that is stored depends on them.
ASKED = frozenset(
    (
        *("before_names", "clause_ends", "clause_joints", "clause_negators", "clause_subjects", "governors"),
        *("limiters", "limits", "negations", "number_words", "plain_clauses", "question_openers", "retractions"),
        *("everyday", "same_words", "taken_back"),
    )
)


class Addition(NamedTuple):
    """What a user puts into a list, and takes out of it: lines as its file holds them."""

    name: str  # of the list
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class Lexicon:
    """The words of a language, with a user's additions. Read when they are asked for; the same words, the same value.

    Compared and hashed by identity, so that what is made of words can be kept for each lexicon by a cache. `load` makes
    it, also where it is unpickled.
    """

    __slots__ = ("additions", "language")  # a dataclass would cost plain questions their start

    def __init__(self, language: str, additions: tuple[Addition, ...] = ()) -> None:
        self.language: Final = language
        self.additions: Final = additions

    def __repr__(self) -> str:
        return f"<Lexicon {self.language}, {len(self.additions)} additions>"

    def __reduce__(self) -> tuple[Callable[..., Lexicon], tuple[str, tuple[Addition, ...]]]:
        return load, (self.language, self.additions)

    def lines(self, name: str) -> tuple[str, ...]:
        """Return the lines of the list that say something, as they stand there."""
        return _lines(self, name)

    def words(self, name: str) -> frozenset[str]:
        """Return the words of the list, as printed there."""
        return _words(self, name)

    def keyed(self, name: str) -> Mapping[str, str]:
        """Return the words of the list with the key that their line begins with: "m: adam" gives adam the key m."""
        return _keyed(self, name)

    def phrases(self, name: str) -> frozenset[str]:
        """Return the folded lines of the list."""
        return _phrases(self, name)

    def columns(self, name: str) -> tuple[tuple[str, ...], ...]:
        """Return the lines of the list, cut at tabs."""
        return _columns(self, name)

    def tables(self, name: str) -> Mapping[str, Any]:
        """Return the tables of a list that is written in TOML."""
        return _tables(self, name)

    @property
    def digest(self) -> str:
        """What stands for all words that a reading may ask: it changes when one of them does, and with nothing else."""
        return _digest(self)


def load(language: str = "en", additions: tuple[Addition, ...] = ()) -> Lexicon:
    """Return the lexicon of `language` with a user's `additions`; asked again, the same one.

    Raises BadWords when there are no words of that language.
    """
    return _loaded(language, tuple(additions))


@cache
def _loaded(language: str, additions: tuple[Addition, ...]) -> Lexicon:
    if not language.isalpha() or language == ANY:
        raise BadWords(f"no language is called {language!r}: give its code, such as en")
    return Lexicon(language, additions)


def home() -> Traversable:
    """Return the folder that holds a folder of lists for each language."""
    from importlib import resources  # takes its time, and a plain question needs no list

    return resources.files("quotes.lexicon")


@cache
def files(language: str) -> Mapping[str, tuple[Traversable, ...]]:
    """Return the files of each list by its name. Raises BadWords when there are none of that language."""
    folder = home()
    if not folder.joinpath(language).is_dir():
        raise BadWords(f"there are no words of the language {language!r}")
    found: dict[str, tuple[Traversable, ...]] = {}
    own = _lists(folder.joinpath(language))
    basic = {} if language == BASIC else _lists(folder.joinpath(BASIC))
    for lists in (_lists(folder.joinpath(ANY)), {**basic, **own}):
        for name, of_name in lists.items():
            found[name] = (*found.get(name, ()), *of_name)
    return found


def _lists(folder: Traversable) -> dict[str, tuple[Traversable, ...]]:
    found: dict[str, tuple[Traversable, ...]] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        name = file.name.partition(".")[0]
        found[name] = (*found.get(name, ()), file)
    return found


@cache
def _lines(lexicon: Lexicon, name: str) -> tuple[str, ...]:
    """Return the lines of a list but for those that are taken out: as they stand, or by their first column."""
    removed = _removed(lexicon, name)
    every = (line for text in _texts(lexicon.language, name) for line in text.splitlines())
    lines = [line for line in every if line.strip() and not line.startswith("#")]
    if removed:  # seldom, and folding takes its time
        lines = [line for line in lines if removed.isdisjoint((fold(line), fold(line.partition("\t")[0])))]
    return (*lines, *(line for addition in lexicon.additions if addition.name == name for line in addition.added))


def _texts(language: str, name: str) -> list[str]:
    """Return the texts of a list, found by its name: to look what there is takes longer than to read a few lists.

    What a pack has no words for is read with the English ones.
    """
    own = _read(language, name)
    if not own and language != BASIC and files(language):  # which refuses a language without a pack
        own = _read(BASIC, name)
    found = [*_read(ANY, name), *own]
    return found or [file.read_text(encoding="utf-8") for file in files(language).get(name, ())]


def _read(part: str, name: str) -> list[str]:
    found: list[str] = []
    for ending in _ENDINGS:
        with suppress(FileNotFoundError), open(f"{__path__[0]}/{part}/{name}.{ending}", encoding="utf-8") as file:
            found.append(file.read())
    return found


def _removed(lexicon: Lexicon, name: str) -> frozenset[str]:
    """Return the words that are taken out of a list, folded."""
    return frozenset(fold(word) for addition in lexicon.additions if addition.name == name for word in addition.removed)


@cache
def _words(lexicon: Lexicon, name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(lexicon, name) for word in line.split()) - _removed(lexicon, name)


@cache
def _keyed(lexicon: Lexicon, name: str) -> Mapping[str, str]:
    rows, removed = (line.partition(":") for line in _lines(lexicon, name)), _removed(lexicon, name)
    return {word: key for key, _, words in rows for word in words.split() if word not in removed}


@cache
def _phrases(lexicon: Lexicon, name: str) -> frozenset[str]:
    return frozenset(map(fold, _lines(lexicon, name)))


@cache
def _columns(lexicon: Lexicon, name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("\t")) for line in _lines(lexicon, name))


@cache
def _tables(lexicon: Lexicon, name: str) -> Mapping[str, Any]:
    import tomllib

    found: dict[str, Any] = {}
    for file in files(lexicon.language).get(name, ()):
        for key, value in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found[key] = [*found[key], *value] if isinstance(found.get(key), list) else value
    return found


@cache
def _digest(lexicon: Lexicon) -> str:
    every = (lists for name, lists in sorted(files(lexicon.language).items()) if name not in ASKED)
    contents = (text for lists in every for file in lists for text in (file.name, file.read_text(encoding="utf-8")))
    return digest(lexicon.language, *contents, repr(lexicon.additions))


ENGLISH = load()  # the language that is read where nobody names another
