"""The words of a pack that tell who says what, sorted once by what is asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from quotes.force import Act, Factuality
from quotes.lexicon import Lexicon
from quotes.lexicon.packs import SPEECH, given_names

_PARTICIPLE, _APART, _JOINED, _PLANNED = "+", "~", "_", ">"
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
    """The words of a pack, in small letters; compared by identity, so that what is made of them can be kept."""

    verbs: Mapping[str, tuple[Verb, ...]]
    tags: Mapping[str, str]  # the class of each word of a closed class
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]  # by the first word: several words that stand before a source
    before: frozenset[str]  # all of these
    relatives: frozenset[str]
    alone: frozenset[str]  # of these, those that name their source themselves
    before_nouns: frozenset[str]  # prepositions before a noun that says whose words follow: after (first) reports
    said_nouns: frozenset[str]  # these nouns
    said_endings: tuple[str, ...]
    refers: frozenset[str]  # words that point back to what was told of: thereafter
    held: frozenset[str]  # of those before a source, those that say what it thinks: in the opinion of
    behind: frozenset[str]
    genitive: frozenset[str]
    nominative: frozenset[str]  # of these, those that a subject may open with, too
    links: frozenset[str]  # before whom a role belongs to: of, von
    passive: frozenset[str]
    infinitive: frozenset[str]
    subjunctive: frozenset[str]
    mood_endings: tuple[str, ...]  # of verbs in the mood of what others say, where they stand behind their subject
    past_endings: tuple[str, ...]  # and of those that are not
    sexes: Mapping[str, str]  # of pronouns
    titles: frozenset[str]
    title_endings: tuple[str, ...]
    bodies: frozenset[str]
    body_endings: tuple[str, ...]
    crowd: frozenset[str]
    standing: frozenset[str]  # words for whoever was told of: the politician
    article_sexes: Mapping[str, str]  # articles that tell the sex
    told: Mapping[str, str]  # words for a person that tell the sex
    given: Mapping[str, str]
    abbreviations: frozenset[str]
    endings: tuple[str, ...]  # that names have in other cases
    given_cases: tuple[tuple[str, str], ...]  # an ending that given names have in them, and that of the first one
    surnames: Mapping[str, tuple[tuple[str, str], ...]]  # by sex: an ending, and that of the first case
    infinitive_endings: tuple[str, ...]
    questions: frozenset[str]  # words that open a question
    back: Mapping[str, tuple[tuple[str, ...], ...]]  # words that point to the sentence before: about this
    clitics: tuple[str, ...]  # pronouns joined to a verb before them
    elisions: frozenset[str]  # words joined to the one behind them
    impersonal: frozenset[str]  # words that make a verb one of nobody: it is said
    reflexive_verbs: frozenset[str]  # verbs with which they do not
    reflexive: frozenset[str]  # what stands before an auxiliary of the passive that is none there: s'est dit
    plural_endings: tuple[str, ...]  # of verbs whose subject is no single person
    surname_links: frozenset[str]  # and behind surnames: Ana Lima da Silva
    joined: Mapping[str, tuple[tuple[str, ...], ...]]  # by the first word: several words that are one of a class
    whether: frozenset[str]
    whom: frozenset[str]  # verbs behind which stands whom they are done to, not who does them
    tell_whom: frozenset[str]  # of these, those behind whose object stands what is said: warned them that
    articles: frozenset[str]
    nouns: frozenset[str]  # forms of verbs that are nouns behind an article
    shared: tuple[str, ...]  # endings of forms whose subject is that of the verb before: adding
    infinitive_links: frozenset[str]  # what stands before an infinitive: to
    indefinite: frozenset[str]  # articles of somebody not named before
    particles: frozenset[str]  # small words within a name
    stands: frozenset[str]  # verbs that say what stands in a text, whose author is told behind a preposition
    channels: frozenset[str]  # names of where people write
    possessives: Mapping[str, str]  # his, her: and the sex
    only_negated: frozenset[str]  # verbs that report only where they are negated: did not rule out that
    verb_sexes: tuple[tuple[str, str], ...]  # endings of verbs, and the sex of the speaker that they tell
    switches: frozenset[str]

    def sex_of_verb(self, word: str) -> str | None:
        """Return the sex of whoever did what a form of a verb says, as far as it tells."""
        return next((sex for ending, sex in self.verb_sexes if word.endswith(ending)), None)


# The classes of words by the tables of words that hold them; an earlier one has the word.
_CLASSES = {
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


def has_pack(lexicon: Lexicon) -> bool:
    """Tell whether a lexicon has words that tell who says what."""
    return bool(lexicon.tables(SPEECH))


@cache
def words_of(lexicon: Lexicon) -> Words:
    """Return the words of the pack of `lexicon`."""
    tables = lexicon.tables(SPEECH)
    listed, according, people = tables["words"], tables.get("according", NOTHING), tables.get("people", NOTHING)
    before = _split(according.get("before")) | _split(according.get("held"))
    pronouns = {word: sex for sex, words in tables.get("pronouns", NOTHING).items() for word in words.split()}
    tags = _tags(listed, pronouns)
    return Words(
        verbs=_verbs(tables["verbs"]),
        tags=tags,
        phrases=_by_first(before | _split(according.get("alone"))),
        before=before,
        relatives=_split(listed.get("relatives")),
        alone=_split(according.get("alone")),
        before_nouns=_split(according.get("prepositions")),
        said_nouns=_split(according.get("nouns")),
        said_endings=tuple(sorted(_split(according.get("noun_endings")))),
        refers=_split(according.get("refers")),
        held=_split(according.get("held")),
        behind=_split(according.get("behind")),
        genitive=_split(listed.get("genitive")),
        nominative=_split(listed.get("nominative")),
        links=_split(listed.get("links")),
        passive=_split(listed.get("passive")),
        infinitive=_split(listed.get("infinitive")),
        subjunctive=_split(listed.get("subjunctive")),
        mood_endings=tuple(sorted(_split(listed.get("mood_endings")))),
        past_endings=tuple(sorted(_split(listed.get("past_endings")))),
        sexes=pronouns,
        titles=_split(people.get("titles")),
        title_endings=tuple(sorted(_split(people.get("endings")))),
        bodies=_split(people.get("bodies")),
        body_endings=tuple(sorted(_split(people.get("body_endings")))),
        crowd=_split(people.get("crowd")),
        standing=_split(people.get("standing")),
        article_sexes={word: sex for sex in "mf" for word in _split(people.get(f"articles_{sex}"))},
        told=dict.fromkeys(_split(people.get("men")), "m") | dict.fromkeys(_split(people.get("women")), "f"),
        given=given_names(lexicon),
        abbreviations=_split(tables["text"].get("abbreviations")),
        endings=_longest(people.get("cases")),
        given_cases=tuple(sorted(_pairs(people.get("given_cases")), key=lambda pair: -len(pair[0]))),
        surnames={sex: _pairs(people.get(f"surnames_{sex}")) for sex in "mf"},
        infinitive_endings=_longest(listed.get("infinitive_endings")),
        questions=_split(listed.get("questions")),
        back=_by_first(_split(listed.get("back"))),
        clitics=_longest(listed.get("clitics")),
        elisions=_split(listed.get("elisions")),
        impersonal=_split(listed.get("impersonal")),
        reflexive_verbs=_split(listed.get("reflexive_verbs")),
        reflexive=_split(listed.get("reflexive")),
        plural_endings=_longest(listed.get("plural_endings")),
        surname_links=_split(people.get("surname_links")),
        joined=_by_first(word for word in tags if _JOINED in word),
        whether=_split(listed.get("whether")),
        whom=_split(listed.get("whom")),
        tell_whom=_split(listed.get("tell_whom")),
        articles=_split(listed.get("articles")),
        nouns=_split(listed.get("nouns")),
        shared=_longest(listed.get("shared_endings")),
        infinitive_links=_split(listed.get("infinitive_links")),
        indefinite=_split(listed.get("indefinite")),
        particles=_split(people.get("particles")) | _split(people.get("surname_links")),
        stands=_split(listed.get("stands")),
        channels=_split(people.get("channels")),
        possessives={word: sex for sex in "mf" for word in _split(according.get(f"possessives_{sex}"))},
        only_negated=_split(listed.get("only_negated")),
        verb_sexes=tuple((ending, sex) for sex in "fm" for ending in _longest(people.get(f"past_{sex}"))),
        switches=frozenset(name for name, value in tables["text"].items() if value is True),
    )


def _split(text: str | None) -> frozenset[str]:
    return frozenset((text or "").split())


def _longest(text: str | None) -> tuple[str, ...]:
    return tuple(sorted(_split(text), key=lambda word: (-len(word), word)))


def _pairs(text: str | None) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a table “from=to”, in its order."""
    return tuple((one.partition("=")[0], one.partition("=")[2]) for one in (text or "").split())


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
            lemma = row.split()[0].strip(_PARTICIPLE + _PLANNED).replace(_APART, _JOINED)
            for form in row.split():
                word, verb = _verb(form, lemma, act)
                found.setdefault(word, []).append(verb)
    return {form: tuple(sorted(verbs, key=lambda verb: -len(verb.particle))) for form, verbs in found.items()}


def _verb(form: str, lemma: str, act: str) -> tuple[str, Verb]:
    """Return the word of a form in a table of verbs, and what it says."""
    bare, _, particle = form.lstrip(_PARTICIPLE + _PLANNED).partition(_APART)
    factuality = (
        Factuality.UNSAID if act == _UNSAID else Factuality.PLANNED if form[0] == _PLANNED else Factuality.ACTUAL
    )
    said = Act.ASSERTED if act == _UNSAID else Act(act)
    finite = not form.lstrip(_PLANNED).startswith(_PARTICIPLE)
    return bare.split(_JOINED)[0], Verb(lemma, said, finite, particle.replace(_JOINED, " "), factuality)


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split(_JOINED))
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in found.items()}


def phrases_at(words: Words, tokens: list[str], i: int) -> Iterator[tuple[str, ...]]:
    """Yield the phrases before a source that stand at token `i`, the longest first."""
    yield from _at(words.phrases, tokens, i)


def joined_at(words: Words, tokens: list[str], i: int) -> int:
    """Return how many tokens from `i` are one word of a closed class: at the least itself."""
    return max(map(len, _at(words.joined, tokens, i)), default=1)


def _at(phrases: Mapping[str, tuple[tuple[str, ...], ...]], tokens: list[str], i: int) -> Iterator[tuple[str, ...]]:
    for phrase in phrases.get(tokens[i], ()):
        if tuple(tokens[i : i + len(phrase)]) == phrase:
            yield phrase
