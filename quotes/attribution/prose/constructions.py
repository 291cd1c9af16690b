"""What stands right of a reporting verb: which construction it is, of those that reported.py names; where it starts."""

from __future__ import annotations

import re

from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.tags import Tagged

# Atomic, for with backtracking the time would be exponential in the number of adverbials.
ADVERBIALS = (
    r"(?>(?:,? (?:@adverb|@time"
    r"|@adpositional [@determiner @time]*+ [@phrasal @claim @time @of]*+ (?:@active (?=[@adpositional @time]))?"
    r" (?>(?:@adpositional @determiner? [@phrasal @claim @time]++)*)"
    r"|, @name+ (?=,)))*),?"
)
_ADDRESSEE = r"@adverb* (?P<addressee>@object|@phrasal{1,7}(?:, @figure,)?)?"
_RIGHT = (
    ("that", "t", pattern(rf"{_ADDRESSEE}{ADVERBIALS} @that"), 0),
    ("quote", "Qq", pattern(rf"{_ADDRESSEE}{ADVERBIALS} [,:-]* @quoted"), 1),
    ("pronoun", "pe", pattern(rf"{_ADDRESSEE} @time* [@pronoun @expletive]"), 1),
)
_BARE = pattern(
    r"(?P<clause>@adverb* [@phrasal @quoted @claim]"
    r" (?:[, @phrasal @adpositional @quoted @time @claim]|@and (?=[@determiner @name @possessive @figure])){0,14}?"
    r" @adverb? [@auxiliary @be @verb])"
    rf"|(?P<to>@adverb* (?:@object|@phrasal{{1,7}})?{ADVERBIALS} @to)"
    r"|(?P<wh>@adverb* (?:@object|@phrasal{1,5})? @preposition? @question|@adverb* @relative)"
    r"|(?P<prep>@adverb* @adpositional)"
    r"|(?P<gap>@adverb* @finite)"
    r"|(?P<np>@adverb* [@nominal @quoted @determiner @claim @object @saying])"
)
_ONLY_ADVERBIALS = pattern(rf"{ADVERBIALS} [.?!)]*$")
_RESUMES = pattern("[@finite @nominal @quoted @pronoun @expletive @determiner @to @that @and @but]|@adverb @finite")
_TOLD = pattern(
    "@adverb* [@phrasal @claim] [@nominal @claim]* (?:@adpositional @determiner? [@nominal @claim]+)* (?=@determiner)"
)  # told the head of the bank | the deal was dead
_FINITE = ("h", "B")
_MOSTLY = 0.5  # how often a verb reports a clause, to be thought to
_SELDOM = 0.6  # a share before fragments that is none to speak of


def construction_right(tagged: Tagged, verb: int, hi: int) -> tuple[str, int]:
    """Return the construction right of the verb and the token where its content starts; "" when there is none."""
    tags = tagged.tags
    following = tags[verb + 1 : hi]
    for construction, letters, opener, back in _RIGHT:
        if letters[0] not in following and letters[-1] not in following:
            continue
        match = opener.match(tags, verb + 1, hi)
        if match and (opened := _opened(tagged, verb, construction, match, back)):
            return opened
    return _unopened(tagged, verb, hi)


def _opened(tagged: Tagged, verb: int, construction: str, match: re.Match[str], back: int) -> tuple[str, int] | None:
    """Return the construction that “that”, a quotation or a pronoun opens; None where it does not."""
    tags, addressee = tagged.tags, match["addressee"] and not _is_other(tagged, verb, *match.span("addressee"))
    if construction == "pronoun" and addressee and tagged.words[verb] not in tagged.diction.telling:
        return None  # said the workers she met were late
    if construction == "quote" and _is_subject(tagged, verb, match.end() - 1):
        return "pronoun", match.end() - 1
    if construction == "quote" and _mixed(tagged, match.end() - 1):
        if addressee:
            return "np quote", match.start("addressee")
        return ("" if _is_scare_quote(tagged, verb, match.end() - 1) else "fragment"), match.end() - 1
    if construction == "that" and tags[match.end() : match.end() + 1] in _FINITE:
        if addressee and tagged.words[verb] not in tagged.diction.telling:
            return None  # unveil a plan that would cost more
        return "pronoun", match.end() - 1  # said that was no answer
    return ("to " if addressee else "") + construction, match.end() - back


def _is_other(tagged: Tagged, verb: int, token: int, end: int) -> bool:
    """Tell whether what may be an addressee is a time (said this morning), or is written itself (wrote the note: “…”).

    Who was told her, last week, is one.
    """
    if tagged.tags.startswith(":", end) and tagged.words[end - 1] in tagged.diction.writings:
        return True
    return tagged.tags.startswith("dD", token) and tagged.words[verb] not in tagged.diction.telling


def _unopened(tagged: Tagged, verb: int, hi: int) -> tuple[str, int]:
    """Return the construction right of a verb where no word opens the content."""
    tags = tagged.tags
    start = verb + 1
    while start < hi and tags[start] == "a":
        start += 1
    if start < hi and tagged.words[start] in tagged.diction.open_questions and _is_base(tagged, verb):
        return "wh", start
    if tags.startswith(":", start):
        return "clause", start + 1
    if _ONLY_ADVERBIALS.match(tags, verb + 1, hi):
        return "", start
    if tags.startswith(",", start):
        return ("middle" if _RESUMES.match(tags, start + 1, hi) else ""), start + 1
    bare = _BARE.match(tags, verb + 1, hi)
    if bare and bare.lastgroup == "clause" and tagged.words[verb] in tagged.diction.telling:
        told = _TOLD.match(tags, verb + 1, hi)
        start = told.end() if told else start
    return (bare.lastgroup or "" if bare else ""), with_negation(tagged, verb, start)


def _is_base(tagged: Tagged, verb: int) -> bool:
    return tagged.diction.cues.forms[tagged.words[verb]] == "base" and tagged.tags[:verb].rstrip("a")[-1:] in ("h", "T")


def with_negation(tagged: Tagged, verb: int, start: int) -> int:
    """Return where a content that starts at `start` does with a negation of its own: promised | not to pay."""
    negated = start - 1 > verb and tagged.words[start - 1].endswith(tagged.diction.negations)
    return start - 1 if negated and tagged.tags[start] == "T" else start


def _is_subject(tagged: Tagged, verb: int, token: int) -> bool:
    """Tell whether a quotation is what a content tells of, as titles are: said “The Long Road” was a fine book."""
    if token != verb + 1 or tagged.tags[token] != "q" or tagged.tags[token + 1 : token + 2] not in tuple("hBvV"):
        return False
    return tagged.diction.cues.verbs[tagged.words[verb]].get("clause", 0.0) >= _MOSTLY


def _is_scare_quote(tagged: Tagged, verb: int, token: int) -> bool:
    """Tell whether a verb that seldom reports stands right before a single quoted word (“the sign reads ‘closed’”)."""
    inner = tagged.quotations[token].inner
    return (
        token == verb + 1
        and tagged.diction.cues.share(tagged.words[verb], "fragment") < _SELDOM
        and len(tagged.text[inner.start : inner.end].split()) == 1
    )


def _mixed(tagged: Tagged, token: int) -> bool:
    """Tell whether a quotation completes the words before it (“called it ‘a disgrace’”)."""
    inner = tagged.quotations[token].inner
    return tagged.tags[token - 1] not in ",:-" and not tagged.text[inner.start].isupper()
