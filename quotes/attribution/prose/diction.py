"""The words that prose is read with: those of a lexicon, sorted once by what the rooms of prose ask of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from quotes.attribution.force.frames import Frames, frames_of
from quotes.attribution.prose.cues import Cues, Weights, cues_of
from quotes.attribution.prose.naming import Naming, naming_of
from quotes.lexicon import Lexicon
from quotes.lexicon.titles import titles


@dataclass(frozen=True, slots=True, eq=False)
class Pronouns:
    """Pronouns for people and bodies, and the determiners that go with them, by what is asked of them."""

    sexes: Mapping[str, str]  # he and his, she and her
    bodies: frozenset[str]  # it, they, its, their: a body may be meant
    own: frozenset[str]  # I, we, you, my …: nobody else is meant
    persons: frozenset[str]  # he, she, I, his …: one person is meant
    owners: frozenset[str]  # his, my …
    others_people: frozenset[str]  # he, she, they: people of whom somebody tells
    others_owners: frozenset[str]  # his, her, their
    first_person: re.Pattern[str]  # words that open with I, we or you


@dataclass(frozen=True, slots=True, eq=False)
class Diction:
    """The words of a lexicon as prose asks for them.

    Compared and hashed by identity, so that what is made of words can be kept for each by a cache.
    """

    cues: Cues
    naming: Naming
    pronouns: Pronouns
    # What is weighed of where contents end, and of how what is reported, and what is quoted, found its person.
    ends: Weights
    persons: tuple[Weights, Weights]
    antecedents: Weights  # what is weighed of each whom a pronoun may stand for
    taking_turns: Weights  # what is weighed of who speaks behind somebody's paragraph
    # The classes of words
    classes: Mapping[str, str]  # of each word of a closed class the letter
    before_nouns: frozenset[str]
    adverb_endings: tuple[str, ...]
    no_adverbs: frozenset[str]
    numbers: Mapping[str, str]  # of nouns that hide it: p or s
    abbreviations: frozenset[str]  # as printed
    # Around verbs
    telling: frozenset[str]
    asking: frozenset[str]
    answers: frozenset[str]  # words that open an answer
    open_questions: frozenset[str]  # what opens a question behind a verb in its base form: did not say when
    turning: Mapping[str, str]  # what a cue says of the voice before: answers it, goes on with it
    citing: frozenset[str]
    reading_out: frozenset[str]
    passing_on: frozenset[str]  # both
    relaying: frozenset[str]  # whose object may be who speaks: heard him say
    ascribing: frozenset[str]  # attributed (to)
    before_agents: frozenset[str]  # told by | X
    bearers: tuple[tuple[str, ...], ...]  # things that bear words, and what tells whose these are
    some_of: frozenset[str]  # somebody out of those just named: one of them
    writings: frozenset[str]
    negations: tuple[str, ...]  # what a word ends with
    planned: frozenset[str]  # participles behind which something is yet to be said: is expected to say
    frames: Frames  # what tells that something was denied, asked, not said …
    floating: frozenset[str]
    before_rows: frozenset[str]  # both (Ann and Bo)
    alternatives: frozenset[str]  # Ann | or | Bo
    leaving_out: tuple[tuple[str, ...], ...]  # what stands before whoever is not meant, the longest first: rather than
    before_times: frozenset[str]
    spells: frozenset[str]  # of time
    pairs: Mapping[str, str]  # former, latter: whom of two they mean
    circumstances: frozenset[str]  # prepositions behind a name that are no part of it
    placing: frozenset[str]  # prepositions behind which a name that is no person's is a place's
    ownerless: frozenset[str]
    yardsticks: frozenset[str]  # what something goes by: according to plan
    bearing: frozenset[tuple[str, ...]]  # what makes a report of the noun behind it: gave (no) assurance
    utterances: frozenset[str]  # what somebody's words are called: verdict, answer
    phrasings: tuple[tuple[str, ...], ...]  # words before and behind whoever is quoted: in the words of
    leading_in: re.Pattern[str]  # what leads in words without marks
    nobody: re.Pattern[str]  # subjects of whom it is told that they did not speak
    plain_reports: re.Pattern[str]
    of_whom: re.Pattern[str]  # in a role: whose it is


@cache
def diction_of(lexicon: Lexicon) -> Diction:
    """Return the words of `lexicon` as prose asks for them."""
    return Diction(
        cues=cues_of(lexicon),
        naming=naming_of(lexicon),
        pronouns=_pronouns(lexicon),
        ends=Weights(lexicon, "ends"),
        persons=(Weights(lexicon, "reported_persons"), Weights(lexicon, "quoted_persons")),
        antecedents=Weights(lexicon, "antecedents"),
        taking_turns=Weights(lexicon, "taking_turns"),
        classes={word: key[0] for word, key in lexicon.keyed("classes").items()},
        before_nouns=lexicon.words("before_nouns"),
        adverb_endings=tuple(lexicon.words("adverb_endings")),
        no_adverbs=lexicon.words("no_adverbs"),
        numbers=lexicon.keyed("noun_numbers"),
        abbreviations=lexicon.words("abbreviations") | set(map(str.capitalize, titles(lexicon).short)),
        telling=lexicon.words("telling"),
        asking=lexicon.words("asking"),
        answers=lexicon.words("answers"),
        open_questions=lexicon.words("open_questions"),
        turning=dict.fromkeys(lexicon.words("answering"), "answering")
        | dict.fromkeys(lexicon.words("going_on"), "going_on"),
        citing=lexicon.words("citing"),
        reading_out=lexicon.words("reading_out"),
        passing_on=lexicon.words("citing") | lexicon.words("reading_out"),
        relaying=lexicon.words("relaying"),
        ascribing=lexicon.words("ascribing"),
        before_agents=lexicon.words("before_agents"),
        bearers=lexicon.columns("bearers"),
        some_of=lexicon.phrases("some_of"),
        writings=lexicon.words("writings"),
        negations=tuple(lexicon.words("verb_negations")),
        planned=lexicon.words("planned"),
        frames=frames_of(lexicon, cues_of(lexicon).forms),
        floating=lexicon.words("floating"),
        before_rows=lexicon.words("before_rows"),
        alternatives=lexicon.words("alternatives"),
        leaving_out=tuple(
            sorted((tuple(words.split()) for words in lexicon.lines("leaving_out")), key=len, reverse=True)
        ),
        before_times=lexicon.words("before_times"),
        spells=lexicon.words("spells"),
        pairs=lexicon.keyed("pairs"),
        circumstances=lexicon.words("circumstances"),
        placing=lexicon.words("placing"),
        ownerless=lexicon.words("ownerless"),
        yardsticks=lexicon.words("yardsticks"),
        bearing=frozenset(tuple(words.split("_")) for words in lexicon.words("bearing")),
        utterances=lexicon.words("utterances"),
        phrasings=tuple(map(tuple, lexicon.columns("phrasings"))),
        leading_in=re.compile(rf"(?:{_any_of(lexicon.lines('leading_in'))})\b", re.IGNORECASE),
        nobody=re.compile(rf"(?:{_any_of(lexicon.lines('nobody'))})\b", re.IGNORECASE),
        plain_reports=re.compile(rf"\b(?:{_any_of(lexicon.words('plain_reports'))})\b"),
        of_whom=re.compile(rf" (?:{_any_of(lexicon.words('of_whom'))}) "),
    )


class _Row(NamedTuple):
    """A pronoun, in the columns of personal_pronouns.tsv."""

    word: str
    form: str
    whom: str
    stands_for: str
    sex: str = ""


def _pronouns(lexicon: Lexicon) -> Pronouns:
    rows = [_Row(*columns) for columns in lexicon.columns("personal_pronouns")]
    own, others = ([row for row in rows if row.whom == whom] for whom in ("own", "other"))
    people = [row for row in others if row.stands_for != "body"]
    return Pronouns(
        sexes={row.word: row.sex for row in rows if row.sex},
        bodies=_words(others, "sex", ""),
        own=frozenset(row.word for row in own),
        persons=_words(rows, "stands_for", "person"),
        owners=_words(rows, "form", "owner"),
        others_people=_words(people, "form", "subject"),
        others_owners=_words(people, "form", "owner"),
        first_person=re.compile(rf"(?:{_any_of(_words(own, 'form', 'subject'))})\b", re.IGNORECASE),
    )


def _words(rows: Iterable[_Row], column: str, value: str) -> frozenset[str]:
    return frozenset(row.word for row in rows if getattr(row, column) == value)


def _any_of(words: Iterable[str]) -> str:
    """Return the pattern of one of `words`; where there are none, one that matches nothing."""
    return "|".join(map(re.escape, sorted(words))) or "(?!)"
