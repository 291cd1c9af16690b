"""The words of a lexicon by which names of people and of bodies, and what is told of them, are known in prose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from quotes.lexicon import Lexicon
from quotes.lexicon.titles import titles


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """Words in small letters; those called dotted also as abbreviations end, with a full stop."""

    titles: Mapping[str, str]  # with the one under which “the senator” is looked up
    honorifics: Mapping[str, str]  # with m, f or - for what they tell
    titled: frozenset[str]  # titles and honorifics
    dotted_titles: frozenset[str]
    dotted_titled: frozenset[str]
    addresses: frozenset[str]  # honorifics, dotted
    called: frozenset[str]  # forms of address with which somebody is spoken to, dotted
    modifiers: frozenset[str]  # before a title: former, deputy
    bodies: frozenset[str]  # common nouns for bodies, and for what they publish
    groups: frozenset[str]  # the same, dotted
    crowds: frozenset[str]  # words for people without a name: officials, analysts
    given: Mapping[str, str]  # given names, with the sex of whom each names
    before_surnames: frozenset[str]  # given names, and honorifics, dotted
    states: frozenset[str]  # abbreviated
    fields: frozenset[str]  # of work: defence, trade
    matters: frozenset[str]  # fields and groups: no names of people
    relations: frozenset[str]  # whose owner is named: aide, lawyer
    serving: frozenset[str]  # these and titles: before “to somebody”
    trades: frozenset[str]
    trade_endings: tuple[tuple[str, int], ...]  # of words for a trade, with the letters of such a word at least
    family_first: frozenset[str]  # family names that stand first: Zhao
    generations: Mapping[str, str]  # behind a name: jr
    elders: Mapping[str, str]  # before a surname, with the generation that is meant
    sexed: Mapping[str, str]  # words for a person that tell the sex
    countries: Mapping[str, str]  # names and adjectives, with the code
    articles: frozenset[str]
    general: Mapping[str, str]  # titles with the office that is said of any of them: president, head of state
    regions: frozenset[str]  # names of states and of houses of parliament
    parties: Mapping[str, str]  # words for a party and its members, with the party
    pointing: frozenset[str]  # what opens a description of somebody met before
    no_longer: frozenset[str]  # what opens a title that is held no more, or not yet
    of_whom: frozenset[str]  # prepositions behind which a description says whose
    no_names: frozenset[str]  # what by itself nobody is called by: democratic
    no_nouns: frozenset[str]  # adjectives, verbs and adverbs
    common: frozenset[str]  # these, and nouns, that are no names behind a hyphen

    def is_title(self, word: str) -> bool:
        """Tell whether a word is a title or a form of address."""
        return word in self.dotted_titled

    def is_many(self, word: str) -> bool:
        """Tell whether a word stands for many people, or for things."""
        if word in self.crowds or word.endswith(("ions", "ists")):
            return True
        return word.endswith("s") and word.removesuffix("s") in self.titles

    def is_plain(self, word: str) -> bool:
        """Tell whether a word is, in small letters, one that things, bodies or many people are called by."""
        known = self.common | self.countries.keys() | self.regions | self.matters
        return word in known or self.is_many(word) or word.removesuffix("s") in known

    def is_trade(self, word: str) -> bool:
        """Tell whether a word ends like one for what somebody is by trade."""
        return any(len(word) >= least and word.endswith(ending) for ending, least in self.trade_endings)


@cache
def naming_of(lexicon: Lexicon) -> Naming:
    """Return the words for names that `lexicon` holds."""
    stands_for, honorifics = titles(lexicon).stands_for, titles(lexicon).prose_addresses
    titled, given = frozenset((*stands_for, *honorifics)), lexicon.keyed("given_names")
    bodies, fields = lexicon.words("groups"), lexicon.words("fields")
    groups, addresses = _dotted(bodies), _dotted(honorifics)
    return Naming(
        titles=stands_for,
        honorifics=honorifics,
        titled=titled,
        dotted_titles=_dotted(stands_for),
        dotted_titled=_dotted(titled),
        addresses=addresses,
        called=_dotted(titles(lexicon).called),
        modifiers=lexicon.words("modifiers"),
        bodies=bodies,
        groups=groups,
        crowds=lexicon.words("crowds"),
        given=given,
        before_surnames=frozenset(given) | addresses,
        states=lexicon.words("states"),
        fields=fields,
        matters=fields | groups,
        relations=lexicon.words("relations"),
        serving=lexicon.words("relations") | frozenset(stands_for),
        trades=lexicon.words("trades"),
        trade_endings=tuple((end, len(end) + int(before)) for end, before in lexicon.keyed("trade_endings").items()),
        family_first=lexicon.words("family_first"),
        generations=lexicon.keyed("generations"),
        elders=lexicon.keyed("elders"),
        sexed=lexicon.keyed("sexes"),
        countries=_countries(lexicon),
        articles=lexicon.words("articles"),
        general=lexicon.keyed("general_offices"),
        regions=frozenset(name.lower() for _, names in lexicon.columns("regions") for name in names.split("|")),
        parties=lexicon.keyed("parties"),
        pointing=lexicon.words("pointing"),
        no_longer=lexicon.words("no_longer"),
        of_whom=lexicon.words("of_whom"),
        no_names=lexicon.words("no_names"),
        no_nouns=lexicon.words("no_nouns"),
        common=lexicon.words("no_nouns") | lexicon.words("abstractions") | lexicon.words("persons") | titled,
    )


def _dotted(words: Iterable[str]) -> frozenset[str]:
    """Return the words as they stand and as abbreviations end: with a full stop."""
    return frozenset(form for word in words for form in (word, f"{word}."))


def _countries(lexicon: Lexicon) -> dict[str, str]:
    return {
        name.lower(): code
        for code, *columns in lexicon.columns("countries")
        for column in columns
        for name in filter(None, column.split("|"))
    }
