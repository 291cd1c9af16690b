"""Full names that stand elsewhere in a document: what a bare name or surname may be short for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from quotes.lexicon import Lexicon
from quotes.lexicon.titles import titles
from quotes.model import Document, PersonKind, ShapeKind
from quotes.people.mentions import Understood
from quotes.people.names import Name, parse, split_role
from quotes.sureness import CERTAIN
from quotes.text import as_read, fold

_CLOSED = ("a ", "b ", "c ", "i ", "k ", "y ")  # of classes.txt: adverbs, conjunctions, prepositions, question words


def calls(name: Name) -> set[tuple[str, ...]]:
    """Return what the bearer of a name may be called for short."""
    return {name.family, name.given[:1] or name.family}


def full_names(document: Document, met: Sequence[Understood]) -> dict[tuple[str, ...], list[Name]]:
    """Return the full names that front matter lists and, but for transcripts, that the text prints for bare surnames.

    They are found by what their bearers may be called for short.

    A transcript calls its speakers as its house does, and its text is full of other people's names.
    """
    lexicon = document.lexicon
    listed = (split_role(name, lexicon).name for name in document.metadata.people)
    bare = {
        reading.name.text.split()[-1]
        for reading in met
        if reading.kind is PersonKind.PERSON and not reading.name.is_full
    }
    shape = document.shape
    sure = shape is not None and shape.probability >= CERTAIN
    transcript = shape is not None and sure and shape.kind in (ShapeKind.MARKED, ShapeKind.TRANSCRIPT)
    text = as_read(document.text, document.markup) if bare and not transcript else ""
    printed = _printed_before(text, bare, lexicon) if text else ()
    misprinted = {one.text for block in document.blocks if (one := block.mention) and one.name not in one.text}
    names = {parse(name, lexicon) for name in (*listed, *printed) if name and name not in misprinted}
    called: dict[tuple[str, ...], list[Name]] = {}
    for name in sorted(name for name in names if name.is_full):
        for words in calls(name):
            called.setdefault(words, []).append(name)
    return called


def _printed_before(text: str, surnames: Iterable[str], lexicon: Lexicon) -> Iterator[str]:
    listed = "|".join(re.escape(surname) for surname in sorted(surnames))
    capital, rest = r"[^\W\d_a-z]", r"[\w.’'-]{0,40}+[ \u00a0]+"
    # A pattern that begins with a set is searched for far faster than one that begins with \b, which is said behind it.
    given = rf"(?P<given>{capital}(?<!\w.){rest}(?:{capital}{rest}){{0,3}})"
    for match in re.finditer(rf"{given}(?P<family>{listed})\b", text):
        called = split_role(_in_one_sentence(match["given"], lexicon) + match["family"], lexicon)
        if called.name and not _is_no_given_name(fold(called.name.split()[0]), lexicon):
            yield called.name


def _is_no_given_name(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word before a name opens a sentence (Maybe Lee), or says what its bearers are (Sisters Ana)."""
    one = word.removesuffix("s")
    if word in lexicon.words("openers") or lexicon.keyed("classes").get(word, "").startswith(_CLOSED):
        return True
    return one in lexicon.words("persons") or one in lexicon.words("relations")


def _in_one_sentence(given: str, lexicon: Lexicon) -> str:
    """Return the words behind a full stop that closes no initial and no form of address: Ann Lee. Berlin said.

    What stands before a form of address is no part of a name.
    """
    words, addresses = given.split(" "), titles(lexicon).addresses
    ends = [i for i, word in enumerate(words) if word.endswith(".") and len(word) > 2 and fold(word) not in addresses]
    words = words[ends[-1] + 1 :] if ends else words
    addressed = [i for i, word in enumerate(words) if fold(word) in addresses]
    if addressed and fold(words[0]) not in addresses:
        words = words[addressed[0] :]  # Dear Lady Narborough
    return " ".join(words)
