"""Words that stand where a label would, by the pattern of one grammar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from quotes import wordlists
from quotes.formats.grammars import Grammar
from quotes.formats.labels import Who, is_name, parse
from quotes.formats.page import Label, Page
from quotes.formats.reactions import seconds
from quotes.model import Span
from quotes.text import fold

_SENTENCE = re.compile(r"[^\W\d_]{6,}\.\s|[!?…]\s")  # a full stop after a word that is no abbreviation
_DATELINE = re.compile(r"\)\s+[—–-]+\s")  # WASHINGTON (AP) — The latest
_POSSESSIVE = re.compile(r"[^\W\d_]+['’]s\b")
_CAPITALS = re.compile(r"\b[^\W\d_a-zß-ÿ]{2,}\b")
_OFFICE_IN_CAPITALS = re.compile(r"\b[^\W\d_a-zß-ÿ]{4,}\b")
LONGEST = 200  # characters of a label
_WORD = re.compile(r"[^\W\d_]+")
HEADLINE = 5  # words, at least, of which all longer ones are capitalised
ABBREVIATED = wordlists.phrases("formats/abbreviated_titles.txt")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a label: where they stand, whom they would name, and what follows on the line."""

    label: Label
    who: Who
    key: str  # the name folded: the same speaker
    opening: str  # the first word as printed
    follows: str
    gap: int  # spaces between the label and the speech
    headline: bool  # what follows is printed as headlines are


def candidates(page: Page, grammar: Grammar, starts: Sequence[int]) -> list[Candidate]:
    """Return the candidates of `grammar` at `starts`, where lines of the page begin that may begin with a label."""
    if grammar.needs and not grammar.needs.search(page.plain):
        return []
    found = (grammar.pattern.match(page.plain, start) for start in starts)
    read = (
        _candidate(page.plain, match) for match in found if match and not (grammar.titled and _is_cut(match["who"]))
    )
    return _same_names([candidate for candidate in read if candidate])


def _same_names(found: list[Candidate]) -> list[Candidate]:
    """Return `found` with one key for "Governor Ana Reyes" and "Ana Reyes", where both are labels."""
    names = {candidate.key for candidate in found if " " in candidate.key}
    return [replace(c, key=_shortest(c.key, names)) if c.key.count(" ") > 1 else c for c in found]


def _shortest(key: str, names: set[str]) -> str:
    words = key.split()
    tails = (" ".join(words[i:]) for i in range(len(words) - 2, 0, -1))
    return next((tail for tail in tails if tail in names), key)


def _candidate(plain: str, match: re.Match[str]) -> Candidate | None:
    groups = match.groupdict()
    group = "who" if groups["who"] else "letter"
    words = groups[group]
    who = speaker(words)
    if not who:
        return None
    end = match.start() + len(match.group().rstrip())
    mark = groups.get("before") or groups.get("inner") or groups.get("after") or ""
    label = Label(match.start(), end, Span(*match.span(group)), seconds(mark) if mark else None)
    follows = plain[match.end() : match.end() + 30].split("\n", 1)[0].strip()
    key = key_of(who.short or who.name)
    return Candidate(label, who, key, words.split()[0], follows, match.end() - end, is_headline(plain, match.end()))


def _is_cut(words: str) -> bool:
    """Return whether `words` end in a title that a name must follow: Texas Sen."""
    return key_of(words.rsplit(None, 1)[-1]) in ABBREVIATED


def is_headline(plain: str, start: int) -> bool:
    """Return whether the line goes on at `start` as headlines do: each longer word is capitalised, not all in full."""
    end = plain.find("\n", start)
    line = plain[start : min(start + LONGEST, len(plain) if end < 0 else end)]
    words = _WORD.findall(line)
    capital = sum(word[0].isupper() for word in words)
    if len(words) < HEADLINE or capital < 0.6 * len(words) or line.isupper():
        return False
    return all(word[0].isupper() for word in words if len(word) > 3)


key_of = lru_cache(maxsize=65536)(fold)


@lru_cache(maxsize=65536)
def speaker(words: str) -> Who | None:
    """Return whom `words` name if they have the form of a label: a name, no sentence."""
    who = parse(words)
    named = (
        len(" ".join(words.split())) <= LONGEST
        and (is_name(who.name) or bool(who.short) or _is_printed_office(who.name))
        and not _SENTENCE.search(words)
        and not _DATELINE.search(words)
        and words.count("(") == words.count(")")
    )
    return who if named else None


def _is_printed_office(name: str) -> bool:
    """Return whether `name` is an office in capitals among small words: The SPEAKER pro tempore."""
    return name[:1].isupper() and len(name.split()) < 6 and bool(_OFFICE_IN_CAPITALS.search(name))


def is_capital(name: str) -> bool:
    """Return whether a word of `name` is in capitals, as transcripts print surnames and offices."""
    return name.isupper() or bool(_CAPITALS.search(name))


def is_possessive(name: str) -> bool:
    """Return whether the first word of `name` is a possessive or a contraction: Here's X."""
    return bool(_POSSESSIVE.match(name))
