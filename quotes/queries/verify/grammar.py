"""The words that decide what a clause stands under: what governs clauses, by which joints, and whose word it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from quotes.lexicon import Lexicon

SAID, GIVEN, QUESTION, DENIED, ANOTHER = "said", "given", "question", "denied", "another"
CONDITION = "condition"
BARE, COLON, COMMA, QUOTE = "bare", ":", ",", "quote"


class Governor(NamedTuple):
    """Words that clauses hang on: by which joints, and what becomes of a clause."""

    joints: frozenset[str]
    own: str
    other: str
    own_negated: str
    other_negated: str


class TakenBack(NamedTuple):
    """The words with which somebody takes back what he has said himself, and those that tell of it."""

    withdrawn: frozenset[tuple[str, ...]]  # whatever it is, however long ago
    last: frozenset[tuple[str, ...]]  # of these, with which he means what he said last
    always: frozenset[tuple[str, ...]]  # what he has just said; those, too
    told: frozenset[tuple[str, ...]]  # of what he tells that he has said
    past: frozenset[str]
    lead: frozenset[tuple[str, ...]]
    tail: frozenset[tuple[str, ...]]
    fill: frozenset[str]
    joint: frozenset[str]
    took: frozenset[tuple[str, ...]]  # as others tell it: she retracted
    remark: frozenset[str]
    pronoun: frozenset[str]  # instead of it, right behind the verb
    he: frozenset[str]
    was: frozenset[str]
    belied: frozenset[tuple[str, ...]]  # how a page says right behind the words that they were not so
    that: frozenset[str]  # what opens a sentence about the one before it
    open: frozenset[str]  # before it: so it is not told that it was
    content: frozenset[str]  # behind a remark, before what it said: that
    topic: frozenset[str]  # and before what it was about
    relative: frozenset[str]  # behind “the remark that”, where this begins no content of it: that had angered many


class Grammar(NamedTuple):
    """The words of a language that decide what a clause stands under."""

    governors: Mapping[tuple[str, ...], tuple[Governor, ...]]
    longest: int
    reports: frozenset[str]  # other verbs that report, each form
    subjects: Mapping[str, str]
    ends: Mapping[str, str]
    joints: Mapping[str, str]
    negations: frozenset[str]
    flips: frozenset[str]
    plain: Mapping[str, tuple[tuple[str, ...], ...]]  # by their first word, the longest first
    openers: frozenset[str]
    retractions: frozenset[tuple[str, ...]]
    taken_back: TakenBack
    limits: frozenset[tuple[str, ...]]  # before a clause
    loose: frozenset[tuple[str, ...]]
    until: frozenset[str]


# What any other verb is that reports, by verbs.tsv.
REPORT = Governor(frozenset(("that",)), SAID, ANOTHER, DENIED, DENIED)


@cache
def grammar(lexicon: Lexicon) -> Grammar:
    """Return the words of `lexicon` that decide what a clause stands under."""
    found: dict[tuple[str, ...], tuple[Governor, ...]] = {}
    for heads, joints, *becomes in lexicon.columns("governors"):
        for head in heads.split(", "):
            key = tuple(head.split())
            found[key] = (*found.get(key, ()), Governor(frozenset(joints.split()), *becomes))
    limits = lexicon.columns("limits")
    return Grammar(
        governors=found,
        longest=max(map(len, found)),
        reports=frozenset(form for row in lexicon.columns("verbs") if "that=" in row[-1] for form in row[0].split()),
        subjects=lexicon.keyed("clause_subjects"),
        ends=lexicon.keyed("clause_ends"),
        joints=lexicon.keyed("clause_joints"),
        negations=lexicon.words("negations"),
        flips=lexicon.words("clause_negators"),
        plain=_by_first_word(lexicon.lines("plain_clauses")),
        openers=lexicon.words("question_openers"),
        retractions=frozenset(tuple(line.split()) for line in lexicon.lines("retractions")),
        taken_back=_taken_back(lexicon),
        limits=phrases(limits, "both"),
        loose=phrases(limits, "loose"),
        until=_single(limits, "until"),
    )


def _taken_back(lexicon: Lexicon) -> TakenBack:
    rows = lexicon.columns("taken_back")
    return TakenBack(
        withdrawn=phrases(rows, "withdrawn") | phrases(rows, "last"),
        last=phrases(rows, "last"),
        always=phrases(rows, "always") | phrases(rows, "withdrawn") | phrases(rows, "last"),
        told=phrases(rows, "told"),
        past=_single(rows, "past"),
        lead=phrases(rows, "lead"),
        tail=phrases(rows, "tail"),
        fill=_single(rows, "fill"),
        joint=_single(rows, "joint"),
        took=phrases(rows, "took"),
        remark=_single(rows, "remark"),
        pronoun=_single(rows, "pronoun"),
        he=_single(rows, "he"),
        was=_single(rows, "was"),
        belied=phrases(rows, "belied"),
        that=_single(rows, "that"),
        open=_single(rows, "open"),
        content=_single(rows, "content"),
        topic=_single(rows, "topic"),
        relative=_single(rows, "relative"),
    )


@cache
def phrases(rows: tuple[tuple[str, ...], ...], kind: str) -> frozenset[tuple[str, ...]]:
    """Return the phrases of one kind in the rows of a list, each as its words."""
    those = (row[1] for row in rows if row[0] == kind)
    return frozenset(tuple(phrase.split()) for row in those for phrase in row.split(", "))


def _single(rows: tuple[tuple[str, ...], ...], kind: str) -> frozenset[str]:
    return frozenset(word for phrase in phrases(rows, kind) for word in phrase)


def _by_first_word(phrases: Sequence[str]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted((tuple(line.split()) for line in phrases), key=len, reverse=True):
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found
