"""The words of a pack that tell who says what, sorted once by what is asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from quotes.attribution.speech.joined import JOINED, Phrases, by_first
from quotes.force import Act, Factuality
from quotes.lexicon import Lexicon
from quotes.lexicon.cases import cases_of
from quotes.lexicon.packs import SPEECH, told_sexes, women_endings

_PARTICIPLE, _APART, _PLANNED = "+", "~", ">"
ANY = "*"  # the particle of a verb that goes with the infinitive of any other one on a list: refused to say
EITHER = ""  # the sex of a word that stands for people of both
_UNSAID = "unsaid"  # the table of what says that something was not said


class Verb(NamedTuple):
    """A form of a verb that reports: the verb, what is done by it and whether it is, whether the form is finite, and
    what goes with it."""

    lemma: str
    act: Act
    finite: bool
    particle: str = ""
    factuality: Factuality = Factuality.ACTUAL


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a pack, in small letters; compared by identity, so that what is made of them can be kept.

    What bears the name of a table of the pack holds its words; docs/languages.md says what each table means.
    """

    switches: frozenset[str]
    abbreviations: frozenset[str]
    verbs: Mapping[str, tuple[Verb, ...]]
    verb_sexes: tuple[tuple[str, str], ...]  # endings of verbs, and the sex of the speaker that they tell
    tags: Mapping[str, str]  # the class of each word of a closed class
    joined: Phrases  # several words that are one of a class
    back: Phrases
    # words
    articles: frozenset[str]
    elisions: frozenset[str]
    genitive: frozenset[str]
    impersonal: frozenset[str]
    indefinite: frozenset[str]
    infinitive: frozenset[str]
    infinitive_links: frozenset[str]
    links: frozenset[str]
    nominative: frozenset[str]
    nouns: frozenset[str]
    oblique: frozenset[str]
    only_negated: frozenset[str]
    passive: frozenset[str]
    planning: frozenset[str]
    cited: frozenset[str]
    citing: frozenset[str]
    quoting: frozenset[str]
    reflexive: frozenset[str]
    prefixes: frozenset[str]
    reflexive_verbs: frozenset[str]
    relatives: frozenset[str]
    stands: frozenset[str]
    subjunctive: frozenset[str]
    supposing: frozenset[str]
    unsaid_negated: frozenset[str]
    tell_whom: frozenset[str]
    whether: frozenset[str]
    when_behind: frozenset[str]
    whom: frozenset[str]
    clitics: tuple[str, ...]
    joined_articles: tuple[str, ...]
    infinitive_endings: tuple[str, ...]
    mood_endings: tuple[str, ...]
    oblique_endings: tuple[str, ...]
    past_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    shared_endings: tuple[str, ...]
    verb_endings: tuple[str, ...]
    common: frozenset[str]
    convinced: frozenset[str]
    # according
    phrases: Phrases  # several words that stand before a source
    before: frozenset[str]  # all of these
    alone: frozenset[str]
    before_nouns: frozenset[str]
    behind: frozenset[str]
    held: frozenset[str]
    refers: frozenset[str]
    said_nouns: frozenset[str]
    said_endings: tuple[str, ...]
    possessives: Mapping[str, str]  # his, her: and the sex, or EITHER
    # people
    sexes: Mapping[str, str]  # of pronouns
    article_sexes: Mapping[str, str]
    told: Mapping[str, str]  # words for a person that tell the sex
    given: Mapping[str, str]
    given_cases: tuple[tuple[str, str], ...]
    surnames: Mapping[str, tuple[tuple[str, str], ...]]  # by sex
    bodies: frozenset[str]
    channels: frozenset[str]
    courtesies: frozenset[str]
    crowd: frozenset[str]
    families: frozenset[str]
    kin: frozenset[str]
    given_letters: int  # how many a given name has at the most, where no spaces stand between words
    no_given: frozenset[str]
    of_places: frozenset[str]
    opinion: frozenset[str]
    particles: frozenset[str]
    standing: frozenset[str]
    surname_links: frozenset[str]
    titles: frozenset[str]
    body_endings: tuple[str, ...]
    cases: tuple[str, ...]
    given_ends_f: tuple[str, ...]
    given_ends_m: tuple[str, ...]
    owner_endings: tuple[str, ...]
    title_endings: tuple[str, ...]
    women_endings: tuple[str, ...]  # of titles

    def sex_of(self, title: str) -> str | None:
        """Return the sex that a word for a person tells."""
        return self.told.get(title) or ("f" if title.endswith(self.women_endings) else None)

    def sex_of_given(self, name: str) -> str | None:
        """Return the sex that a given name tells, in small letters: on the list, or by how it ends."""
        ends = (("f", self.given_ends_f), ("m", self.given_ends_m))
        return self.given.get(name) or next((sex for sex, endings in ends if name.endswith(endings)), None)

    def sex_of_verb(self, word: str) -> str | None:
        """Return the sex of whoever did what a form of a verb says, as far as it tells."""
        return next((sex for ending, sex in self.verb_sexes if word.endswith(ending)), None)


# The classes of words by the tables of words that hold them; an earlier one has the word.
_CLASSES = {
    "subject_marks": "g",
    "quoting": "q",
    "object_marks": "o",
    "that": "C",
    "whether": "C",
    "as": "Y",
    "thus": "S",
    "articles": "D",
    "determiners": "D",
    "nobody": "E",
    "first_person": "F",
    "they": "R",
    "negations": "M",
    "auxiliaries": "A",
    "conjunctions": "J",
    "but": "B",
    "prepositions": "I",
    "questions": "H",
    "subordinators": "K",
    "relatives": "W",
    "adverbs": "a",
    "times": "T",
}
NOTHING: Mapping[str, Any] = {}


# Tables whose words are asked as they stand there, and those of endings, of which the longest that fits counts.
_WORDS = (
    *("articles", "cited", "citing", "common", "convinced", "elisions", "genitive", "impersonal"),
    *("indefinite", "infinitive", "infinitive_links", "links", "nominative", "nouns", "oblique"),
    *("only_negated", "passive", "planning", "prefixes", "quoting", "reflexive", "reflexive_verbs"),
    *("relatives", "stands", "subjunctive", "supposing", "tell_whom", "unsaid_negated", "when_behind"),
    *("whether", "whom"),
)
_ENDINGS = (
    *("clitics", "infinitive_endings", "joined_articles", "mood_endings", "oblique_endings", "past_endings"),
    *("plural_endings", "shared_endings", "verb_endings"),
)
_SOURCES = ("alone", "before_nouns", "behind", "held", "opinion", "refers", "said_nouns")
_PEOPLE = (
    *("bodies", "channels", "courtesies", "crowd", "families", "kin", "no_given", "of_places", "standing"),
    *("surname_links", "titles"),
)
_OF_PEOPLE = ("body_endings", "cases", "given_ends_f", "given_ends_m", "owner_endings", "title_endings")


def has_pack(lexicon: Lexicon) -> bool:
    """Tell whether a lexicon has words that tell who says what."""
    return bool(lexicon.tables(SPEECH))


@cache
def words_of(lexicon: Lexicon) -> Words:
    """Return the words of the pack of `lexicon`."""
    tables = lexicon.tables(SPEECH)
    listed, text, people = tables["words"], tables["text"], tables.get("people", NOTHING)
    pronouns = {word: sex for sex, words in tables.get("pronouns", NOTHING).items() for word in words.split()}
    tags = _tags(listed, pronouns)
    return Words(
        switches=frozenset(name for name, value in text.items() if value is True),
        abbreviations=_split(text.get("abbreviations")),
        verbs=_verbs(tables["verbs"]),
        verb_sexes=tuple((ending, sex) for sex in "fm" for ending in _longest(people.get(f"past_{sex}"))),
        tags=tags,
        joined=by_first(word for word in tags if JOINED in word),
        back=by_first(_split(listed.get("back"))),
        sexes=pronouns,
        **cases_of(lexicon)._asdict(),
        given_letters=text.get("given_letters", 0),
        **_of_clauses(listed),
        **_of_sources(tables.get("according", NOTHING)),
        told=told_sexes(lexicon),
        women_endings=women_endings(lexicon),
        **_of_people(people),
    )


def _of_clauses(listed: Mapping[str, str]) -> dict[str, Any]:
    """Return the words that tell how a sentence is built."""
    words = {name: _split(listed.get(name)) for name in _WORDS}
    return {**words, **{name: _longest(listed.get(name)) for name in _ENDINGS}}


def _of_sources(according: Mapping[str, str]) -> dict[str, Any]:
    """Return the words that tell whose words a sentence passes on."""
    before = _split(according.get("before")) | _split(according.get("held"))
    return {
        "before": before,
        "phrases": by_first(before | _split(according.get("alone"))),
        "possessives": dict.fromkeys(_split(according.get("possessives")), EITHER) | _by_sex(according, "possessives"),
        "said_endings": _longest(according.get("said_endings")),
        **{name: _split(according.get(name)) for name in _SOURCES},
    }


def _of_people(people: Mapping[str, str]) -> dict[str, Any]:
    """Return the words for people and bodies, and of names."""
    return {
        "article_sexes": _by_sex(people, "articles"),
        "particles": _split(people.get("particles")) | _split(people.get("surname_links")),
        **{name: _split(people.get(name)) for name in _PEOPLE},
        **{name: _longest(people.get(name)) for name in _OF_PEOPLE},
    }


def _by_sex(table: Mapping[str, str], name: str) -> dict[str, str]:
    """Return the words of the tables NAME_m and NAME_f, with the sex."""
    return {word: sex for sex in "mf" for word in _split(table.get(f"{name}_{sex}"))}


def _split(text: str | None) -> frozenset[str]:
    return frozenset((text or "").split())


def _longest(text: str | None) -> tuple[str, ...]:
    return tuple(sorted(_split(text), key=lambda word: (-len(word), word)))


def _tags(listed: Mapping[str, str], pronouns: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, letter in _CLASSES.items():
        for word in _split(listed.get(name)):
            found.setdefault(word, letter)
    return dict.fromkeys(pronouns, "R") | found


def _verbs(tables: Mapping[str, str]) -> dict[str, tuple[Verb, ...]]:
    found: dict[str, list[Verb]] = {}
    for act, text in tables.items():
        for row in filter(None, map(str.strip, text.splitlines())):
            lemma = row.split()[0].strip(_PARTICIPLE + _PLANNED).replace(_APART, JOINED)
            for form in row.split():
                word, verb = _verb(form, lemma, act)
                found.setdefault(word, []).append(verb)
    return {form: tuple(sorted(verbs, key=_sureness)) for form, verbs in found.items()}


def _sureness(verb: Verb) -> tuple[int, bool]:
    """Return what a form of two verbs is taken for first: the longer one, and what is said before what is yet to be."""
    return -len(verb.particle), verb.factuality is Factuality.PLANNED


def _verb(form: str, lemma: str, act: str) -> tuple[str, Verb]:
    """Return the word of a form in a table of verbs, and what it says."""
    bare, _, particle = form.lstrip(_PARTICIPLE + _PLANNED).partition(_APART)
    factuality = (
        Factuality.UNSAID if act == _UNSAID else Factuality.PLANNED if form[0] == _PLANNED else Factuality.ACTUAL
    )
    said = Act.ASSERTED if act == _UNSAID else Act(act)
    finite = not form.lstrip(_PLANNED).startswith(_PARTICIPLE)
    return bare.split(JOINED)[0], Verb(lemma, said, finite, particle.replace(JOINED, " "), factuality)
