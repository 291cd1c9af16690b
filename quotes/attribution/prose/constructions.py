"""What stands right of a reporting verb: which construction it is, of those that reported.py names; where it starts."""

from __future__ import annotations

import re

from quotes import wordlists
from quotes.attribution.prose.cues import share
from quotes.attribution.prose.tags import Tagged

# Atomic, for with backtracking the time would be exponential in the number of adverbials.
ADVERBIALS = r"(?>(?:,?(?:a|D|[io][dD]*+[XwnSNDod]*+(?:[vV](?=[ioD]))?(?>(?:[io]d?[XwnSNDd]++)*)|,X+(?=,)))*),?"
_ADDRESSEE = r"a*(?P<addressee>m|[dXwSn]{1,7}(?:,n,)?)?"
_RIGHT = (
    ("that", "t", re.compile(rf"{_ADDRESSEE}{ADVERBIALS}t"), 0),
    ("quote", "Qq", re.compile(rf"{_ADDRESSEE}{ADVERBIALS}[,:-]*[Qq]"), 1),
    ("pronoun", "pe", re.compile(rf"{_ADDRESSEE}D*[pe]"), 1),
)
_BARE = re.compile(
    r"(?P<clause>a*[dXwnqSQN](?:[XwnqSdoiDQN,]|c(?=[dXSn])){0,14}?a?[hBv])"
    rf"|(?P<to>a*(?:m|[dXwSn]{{1,7}})?{ADVERBIALS}T)"
    r"|(?P<wh>a*(?:m|[dXwSn]{1,5})?i?k)"
    r"|(?P<prep>a*[io])"
    r"|(?P<gap>a*[hBvV])"
    r"|(?P<np>a*[dXwnqSNQmG])"
)
_ONLY_ADVERBIALS = re.compile(rf"{ADVERBIALS}[.?!)]*$")
_RESUMES = re.compile("[pedXwnqSBhVvQTtcy]|a[hBvV]")
_TELLING = wordlists.words("telling")
_TOLD = re.compile("a*[dXwnSN][XwnSN]*(?:[io]d?[XwnSN]+)*(?=d)")  # told the head of the bank | the deal was dead
_FINITE = ("h", "B")
_SELDOM = 0.6  # a share before fragments that is none to speak of


def construction_right(tagged: Tagged, verb: int, hi: int) -> tuple[str, int]:
    """Return the construction right of the verb and the token where its content starts; "" when there is none."""
    tags = tagged.tags
    following = tags[verb + 1 : hi]
    for construction, letters, pattern, back in _RIGHT:
        if letters[0] not in following and letters[-1] not in following:
            continue
        match = pattern.match(tags, verb + 1, hi)
        if match and construction == "pronoun" and match["addressee"] and tagged.words[verb] not in _TELLING:
            continue  # said the workers she met were late
        if match and construction == "quote" and _mixed(tagged, match.end() - 1):
            if match["addressee"]:
                return "np quote", match.start("addressee")
            return ("" if _is_scare_quote(tagged, verb, match.end() - 1) else "fragment"), match.end() - 1
        if match and construction == "that" and tags[match.end() : match.end() + 1] in _FINITE:
            return "pronoun", match.end() - 1  # said that was no answer
        if match:
            return ("to " if match["addressee"] else "") + construction, match.end() - back
    start = verb + 1
    while start < hi and tags[start] == "a":
        start += 1
    if tags.startswith(":", start):
        return "clause", start + 1
    if _ONLY_ADVERBIALS.match(tags, verb + 1, hi):
        return "", start
    if tags.startswith(",", start):
        return ("middle" if _RESUMES.match(tags, start + 1, hi) else ""), start + 1
    bare = _BARE.match(tags, verb + 1, hi)
    if bare and bare.lastgroup == "clause" and tagged.words[verb] in _TELLING:
        told = _TOLD.match(tags, verb + 1, hi)
        start = told.end() if told else start
    return (bare.lastgroup or "" if bare else ""), start


def _is_scare_quote(tagged: Tagged, verb: int, token: int) -> bool:
    """Tell whether a verb that seldom reports stands right before a single quoted word (“the sign reads ‘closed’”)."""
    inner = tagged.quotations[token].inner
    return (
        token == verb + 1
        and share(tagged.words[verb], "fragment") < _SELDOM
        and len(tagged.text[inner.start : inner.end].split()) == 1
    )


def _mixed(tagged: Tagged, token: int) -> bool:
    """Tell whether a quotation completes the words before it (“called it ‘a disgrace’”)."""
    inner = tagged.quotations[token].inner
    return tagged.tags[token - 1] not in ",:-" and not tagged.text[inner.start].isupper()
