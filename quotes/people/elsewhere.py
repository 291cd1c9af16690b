"""Full names that stand elsewhere in a document: what a bare name or surname may be short for."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from quotes.lexicon import Lexicon
from quotes.lexicon.cases import cases_of, first_case, given_name, surname_forms
from quotes.lexicon.packs import given_names, is_title, people
from quotes.lexicon.titles import titles
from quotes.model import Document, PersonKind, ShapeKind, Span
from quotes.people.mentions import Understood
from quotes.people.names import Name, parse, split_role
from quotes.sureness import CERTAIN
from quotes.text import as_read, fold

_CLOSED = ("a ", "b ", "c ", "i ", "k ", "y ")  # of classes.txt: adverbs, conjunctions, prepositions, question words
_OWNED = re.compile(r"(?:\b(?P<owner>\w+)|['’]s?) (?:[\w-]+ ){0,2}(?P<kin>[\w-]+),? $")
_BEFORE = 60  # characters before a name that tell whose kin somebody is, and of which office
_OFFICE = re.compile(r"(?:[^\W\d_A-Z][\w-]* ){0,3}$")  # deputy mayor | Ann Lee
_APPOSED = re.compile(r", [^.\n]{0,40}")  # Ann Lee|, the mayor of Oster


class Printed(NamedTuple):
    """A full name that a document prints: the titles beside it, whether it first stands there as that of somebody's kin
    (his daughter, Ann Lee), who may bear the same surname, whether its bearer speaks, and whether it stands between
    marks of quotation, where somebody may be called by any word (“Papa Lee”)."""

    name: Name
    titles: frozenset[str] = frozenset()
    is_kin: bool = False
    speaks: bool = False
    is_quoted: bool = False


def calls(name: Name) -> set[tuple[str, ...]]:
    """Return what the bearer of a name may be called for short."""
    return {name.family, name.given[:1] or name.family}


def full_names(
    document: Document, met: Sequence[Understood], spoken: Sequence[Span]
) -> dict[tuple[str, ...], list[Printed]]:
    """Return the full names that front matter lists, and those that the text prints for bare surnames; of a transcript
    those before and behind all that is `spoken` under labels.

    They are found by what their bearers may be called for short, in the order of the text.

    A transcript calls its speakers as its house does, and what they say is full of other people's names; but who takes
    part may be told beside it.
    """
    lexicon = document.lexicon
    listed = (split_role(name, lexicon).name for name in document.metadata.people)
    bare = {
        reading.name.text.split()[-1]
        for reading in met
        if reading.kind is PersonKind.PERSON and not reading.name.is_full
    }
    labels = {reading.name.text for reading in met if reading.rank == 0 and " " not in reading.name.text}
    labels = {name for name in labels if fold(name) in given_names(lexicon)}
    shape = document.shape
    sure = shape is not None and shape.probability >= CERTAIN
    transcript = shape is not None and sure and shape.kind in (ShapeKind.MARKED, ShapeKind.TRANSCRIPT)
    text = as_read(document.text, document.markup) if bare and not transcript else ""
    text = _around(document.text, spoken) if bare and transcript else text
    misprinted = {one.text for block in document.blocks if (one := block.mention) and one.name not in one.text}
    found: dict[Name, Printed] = {}
    for printed in (
        *(Printed(parse(name, lexicon)) for name in listed if name),
        *_printed_before(text, bare, misprinted, lexicon),
        *(_printed_behind(_around(document.text, spoken), labels, lexicon) if labels else ()),
    ):
        first = found.setdefault(printed.name, printed)
        quoted = first.is_quoted and printed.is_quoted
        found[printed.name] = first._replace(titles=first.titles | printed.titles, is_quoted=quoted)
    called: dict[tuple[str, ...], list[Printed]] = {}
    for printed in found.values():
        for words in calls(printed.name) if printed.name.is_full else ():
            called.setdefault(words, []).append(printed)
    return called


def _around(text: str, spoken: Sequence[Span]) -> str:
    """Return what stands before and behind the stretches of a text that are spoken."""
    return f"{text[: spoken[0].start]}\n\n{text[max(one.end for one in spoken) :]}" if spoken else text


def _printed_before(
    text: str, surnames: Iterable[str], misprinted: Container[str], lexicon: Lexicon
) -> Iterator[Printed]:
    if not text:
        return
    listed = "|".join(_forms(surname, lexicon) for surname in sorted(surnames))
    capital, rest = r"[^\W\d_a-z]", r"[\w.’'-]{0,40}+[ \u00a0]+"
    # A pattern that begins with a set is searched for far faster than one that begins with \b, which is said behind it.
    given = rf"(?P<given>{capital}(?<!\w.){rest}(?:{capital}{rest}){{0,3}})"
    for match in re.finditer(rf"{given}(?P<family>{listed})\b", text):
        printed = _in_one_sentence(match["given"], lexicon) + match["family"]
        name = split_role(_in_first_case(printed, surnames, lexicon), lexicon).name
        owned = name.partition(" ")[0].endswith(("’s", "'s"))  # Leeds’s South Lee
        if not name or owned or name in misprinted or not _are_given(match["given"], lexicon):
            continue
        if not _is_no_given_name(fold(name.split()[0]), lexicon):
            start = match.start()
            before = text[start - min(start, _BEFORE) : start]
            told, kin = _titles(before, match, lexicon), _is_kin(before, lexicon)
            yield Printed(parse(name, lexicon), told, kin, is_quoted=_is_quoted(text, start))


def _printed_behind(text: str, called: Iterable[str], lexicon: Lexicon) -> Iterator[Printed]:
    """Yield the full names that open with the given names by which labels call whoever speaks: Ana: is Ana Reyes."""
    given, part = "|".join(map(re.escape, sorted(called))), r"[^\W\d_a-z][\w’'-]+"
    for match in re.finditer(rf"\b(?:{given}) {part}(?: {part})?", text):
        words = [*takewhile(lambda word: word[0].isupper(), match.group().split())]  # of all alphabets
        name = parse(split_role(" ".join(words), lexicon).name, lexicon)
        if name.is_full:
            yield Printed(name)


def _forms(surname: str, lexicon: Lexicon) -> str:
    """Return a pattern for a surname, as the text may print it: in capitals by a label, in another case in prose."""
    printed = surname.capitalize() if surname.isupper() and len(surname) > 1 else surname
    forms = {surname, *surname_forms(printed, lexicon)}
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


def _in_first_case(printed: str, surnames: Iterable[str], lexicon: Lexicon) -> str:
    """Return a full name as its bearer is called, whose surname is one of those given, less the capitalised words of a
    sentence before it, where the language has a list of given names, and of titles: Present were | Ann Lee."""
    cases = cases_of(lexicon)
    parts = printed.split()
    if people(lexicon):
        given = (i for i, word in enumerate(parts[:-1]) if given_name(word, cases))
        names = (i for i, word in enumerate(parts) if not is_title(fold(word), lexicon))
        parts = parts[next(given, next(names, 0)) :]
    if not cases.given_cases or parts[-1] in surnames:
        return " ".join(parts)
    return " ".join(first_case(parts, cases, " ".join(map(str.capitalize, surnames)))[0])


def _are_given(words: str, lexicon: Lexicon) -> bool:
    """Tell whether words before a surname may be given names: where letters have no capitals, those of the list."""
    caseless = (word for word in words.split() if word[0].isalpha() and word[0].upper() == word[0].lower())
    return all(word in given_names(lexicon) for word in caseless)


def _is_quoted(text: str, place: int) -> bool:
    """Tell whether marks of quotation are open at a place of a paragraph."""
    before = text[max(text.rfind("\n\n", 0, place), 0) : place]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _titles(before: str, match: re.Match[str], lexicon: Lexicon) -> frozenset[str]:
    """Return the titles beside a name, by those under which they are looked up: deputy mayor Ann Lee, the chair of …"""
    apposed = _APPOSED.match(match.string, match.end())
    office = _OFFICE.search(before)
    told = f"{office.group() if office else ''}{match['given']}{apposed.group() if apposed else ''}"
    stands_for = titles(lexicon).stands_for
    return frozenset(stands_for[word] for word in re.findall(r"\w+", told.lower()) if word in stands_for)


def _is_kin(before: str, lexicon: Lexicon) -> bool:
    """Tell whether the words before a name say whose kin its bearer is: his daughter, | Ann Lee; Lee's son Bo."""
    owned = _OWNED.search(before)
    if owned is None or owned["kin"].lower() not in lexicon.words("relations"):
        return False
    return owned["owner"] is None or owned["owner"].lower() in _owners(lexicon)


@cache
def _owners(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that stand before what is owned: his, their."""
    return frozenset(row[0] for row in lexicon.columns("personal_pronouns") if row[1] == "owner")


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
    capital = next((i for i, word in enumerate(words) if not word[:1].islower()), 0)
    words = words[capital:]  # of alphabets whose small letters the pattern does not tell
    ends = [i for i, word in enumerate(words) if word.endswith(".") and len(word) > 2 and fold(word) not in addresses]
    words = words[ends[-1] + 1 :] if ends else words
    addressed = [i for i, word in enumerate(words) if fold(word) in addresses]
    if addressed and fold(words[0]) not in addresses:
        words = words[addressed[0] :]  # Dear Lady Narborough
    return " ".join(words)
