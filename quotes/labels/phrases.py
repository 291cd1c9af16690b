"""Phrases that say who somebody is without a name: Visitors, A friend of the family, Press service of the ministry.

A noun phrase stands for a person by its head: the last word before the first preposition. What stands before the head
is neither a verb nor a pronoun, and no verb stands behind it: else it is a clause, and nobody speaks by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from quotes.labels.marks import QUOTED
from quotes.lexicon import Lexicon
from quotes.lexicon.titles import titles
from quotes.model import PersonKind

_LONGEST = 16  # words of a phrase,
_LONGEST_BEFORE = 6  # and of it before the head
_WORD = re.compile(r"[^\s,;()“”\"«»]*[^\W_][^\s,;()“”\"«»]*")
_NUMBER = re.compile(r"\s+(?:[Nn]o\.\s*|#|№\s*)?\d{1,3}$")
_OWNER = re.compile(r"(?:['’]s|s['’])$")
_FUNCTIONS = "pemkWBhby"  # classes of words of which clauses are made, as classes.txt calls them
_INNER = "ditoTcD"  # and of those that stand in phrases too, though not before their head
UNNAMED, GROUP, OFFICE = PersonKind.UNNAMED, PersonKind.GROUP, PersonKind.OFFICE


class Denoted(NamedTuple):
    """What a phrase stands for: what kind of speaker, and whether nothing but one noun says so."""

    kind: PersonKind
    bare: bool  # Winners
    opened: bool  # A winner


class PhraseWords(NamedTuple):
    """The words of a lexicon by what they are in a phrase; in small letters."""

    persons: frozenset[str]
    bodies: frozenset[str]  # houses that speak, and what several people are together
    offices: frozenset[str]  # held by one at a time
    endings: tuple[tuple[str, int], ...]  # of words for a trade, with the letters of such a word at least
    singular: Mapping[str, str]  # of plurals that no rule makes
    things: frozenset[str]  # common nouns and adjectives that mean no person
    openings: frozenset[str]
    prepositions: frozenset[str]  # behind which it says whose, or where from
    clausal: frozenset[str]  # pronouns, auxiliaries and the like
    inner: frozenset[str]  # determiners, prepositions and conjunctions
    verbs: frozenset[str]  # in the forms that are no nouns


@cache
def phrase_words(lexicon: Lexicon) -> PhraseWords:
    """Return the words of phrases in `lexicon`."""
    known, classes = titles(lexicon), lexicon.keyed("classes")
    plain = lexicon.words("persons") | lexicon.words("relations") | lexicon.words("trades")
    held = (frozenset(known.stands_for) - known.many - plain) | known.offices
    prepositions = lexicon.words("label_prepositions")
    things = lexicon.words("common_words") | lexicon.words("things") | lexicon.words("writings")
    return PhraseWords(
        persons=plain | lexicon.words("crowds") | (frozenset(known.stands_for) - held),
        bodies=lexicon.words("collectives") | lexicon.words("bodies") | lexicon.phrases("group_labels"),
        offices=held,
        endings=tuple((end, len(end) + int(before)) for end, before in lexicon.keyed("trade_endings").items()),
        singular=lexicon.keyed("irregular_persons"),
        things=things,
        openings=lexicon.words("label_openings"),
        prepositions=prepositions,
        clausal=frozenset(word for word, key in classes.items() if key[0] in _FUNCTIONS),
        inner=frozenset(word for word, key in classes.items() if key[0] in _INNER) | prepositions,
        verbs=frozenset(form for forms, *_ in lexicon.columns("verbs") for form in forms.split()[1:]) - things,
    )


@lru_cache(maxsize=65536)
def denoted(words: str, lexicon: Lexicon) -> Denoted | None:
    """Return what a phrase without a name stands for, None where it is no phrase for people or a body.

    >>> from quotes.lexicon import load
    >>> denoted("Boy from the crowd", load())
    Denoted(kind=<PersonKind.UNNAMED: 'unnamed'>, bare=False, opened=False)
    >>> denoted("Opening hours", load())
    """
    known = phrase_words(lexicon)
    words = _NUMBER.sub("", words)  # Visitor 2
    parts = [word.lower() for word in _WORD.findall(QUOTED.sub(" x ", words))]
    if not parts or len(parts) > _LONGEST or is_clause(words, lexicon):
        return None
    opened = parts[0] in known.openings
    before, behind = _halves(parts[opened:], known)
    if not before and opened and parts[0] == "one":  # English: One of the visitors
        return denoted(" ".join(behind[1:]), lexicon) if len(behind) > 1 else None
    if not before or len(before) > _LONGEST_BEFORE or not known.inner.isdisjoint(_bare(before[:-1])):
        return None
    if _tells(before, known) or (behind and len(behind) < 2):
        return None
    if len(before) > 1 and not opened and before[0] in lexicon.keyed("given_names"):
        return None  # Ana Baker
    printed = _WORD.findall(QUOTED.sub(" x ", words))[opened + len(before) - 1]
    kind = _kind(before, known, printed.islower())
    return Denoted(kind, bare=not opened and len(parts) == 1, opened=opened) if kind else None


def _bare(words: Sequence[str]) -> Iterator[str]:
    """Yield the words but for owners: the victim's mother."""
    owner = next((i for i in reversed(range(len(words))) if _OWNER.search(words[i])), -1)
    yield from words[owner + 1 :]


def _halves(words: Sequence[str], known: PhraseWords) -> tuple[Sequence[str], Sequence[str]]:
    """Return the words up to the head, and those from the first preposition behind it."""
    cut = next((i for i, word in enumerate(words) if word in known.prepositions), len(words))
    return words[:cut], words[cut:]


def _tells(before: Sequence[str], known: PhraseWords) -> bool:
    """Return whether a verb stands between people and the last word: Mayor thanks visitors."""
    return any(word in known.verbs and _noun_kind(before[i], known) is not None for i, word in enumerate(before[1:-1]))


def _kind(before: Sequence[str], known: PhraseWords, small: bool) -> PersonKind | None:
    """Return the kind of speaker that the last of the words stands for; a name may end as words for trades do."""
    head = before[-1]
    last = head.rpartition("-")[2] or head
    kind = _noun_kind(head, known) or _noun_kind(last, known)
    if kind is None and small and any(_is_trade(one, known) for one in _singulars(last, known)):
        return UNNAMED if not _is_common(last, known) else None
    return kind


def _noun_kind(word: str, known: PhraseWords) -> PersonKind | None:
    """Return the kind of speaker that a listed noun, one or many, stands for."""
    for one in _singulars(word, known):
        if one in known.persons:
            return UNNAMED
        if one in known.offices:
            return OFFICE if one == word else UNNAMED
        if one in known.bodies:
            return GROUP
    return None


def _singulars(word: str, known: PhraseWords) -> Iterator[str]:
    """Yield the word, and what it may be the plural of, the likeliest last."""
    yield word
    for plural, singular in known.singular.items():
        if word == plural or (word.endswith(plural) and len(plural) > 2):  # schoolchildren, Irishmen
            yield word.removesuffix(plural) + singular
            return
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    elif word.endswith(("ses", "xes", "ches")):
        yield word[:-2]
    elif word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]


def _is_trade(word: str, known: PhraseWords) -> bool:
    return any(len(word) >= least and word.endswith(ending) for ending, least in known.endings)


@lru_cache(maxsize=65536)
def is_clause(words: str, lexicon: Lexicon) -> bool:
    """Return whether a word of which clauses are made (is, they, what) stands in `words`, but in quotation marks."""
    known = phrase_words(lexicon)
    first, *rest = _WORD.findall(QUOTED.sub(" ", words)) or [""]
    opens = first.lower() in known.clausal and first.lower() not in lexicon.keyed("given_names")
    return opens or any(word in known.clausal for word in rest)  # in small letters: not Elena May


@lru_cache(maxsize=65536)
def is_thing(words: str, lexicon: Lexicon) -> bool:
    """Return whether `words` are a phrase for a thing: Opening hours, Ticket prices in June, Text by Ana Reyes."""
    known = phrase_words(lexicon)
    printed = _WORD.findall(QUOTED.sub(" x ", words))
    parts = [word.lower() for word in printed]
    opened = bool(parts) and parts[0] in known.openings
    before, behind = _halves(parts[opened:], known)
    cut = next((i for i, word in enumerate(before) if word in known.inner), len(before))
    before, behind = before[:cut], [*before[cut:], *behind]
    given = lexicon.keyed("given_names")
    if (
        not before
        or not _is_common(before[-1], known)
        or (words[:1].isupper() and len(before) > 1 and before[0] in given)
    ):
        return False
    small = opened or bool(behind) or len(before) == 1 or printed[len(before) - 1 + opened].islower()
    return small or all(_is_common(word, known) for word in before)


def is_strange(words: str, lexicon: Lexicon) -> bool:
    """Return whether `words` may be a name: none is common or a seat's, and they stand for nobody: no North Ward."""
    parts, known = [word.lower() for word in _WORD.findall(words)], phrase_words(lexicon)
    common = any(word in lexicon.words("seats") or _is_common(word, known) for word in parts)
    return not common and denoted(words, lexicon) is None


def _is_common(word: str, known: PhraseWords) -> bool:
    return any(one in known.things or one.isdecimal() for one in _singulars(word, known)) and not _noun_kind(
        word, known
    )
