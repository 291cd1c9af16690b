"""Words that stand where a label would, by the pattern of one grammar."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from quotes.labels import lines
from quotes.labels.grammars import ANSWER, INITIALLED, QUESTION, Grammar
from quotes.labels.initials import letters, stands_for
from quotes.labels.kept import kept
from quotes.labels.names import (
    LONGEST_NAME,
    LONGEST_PARTICLE,
    Who,
    is_name,
    parentheses,
    parse,
    spoken_to,
    tidy,
)
from quotes.labels.printed_names import is_printed_name
from quotes.labels.templates import opening
from quotes.labels.words import label_words, opens_with_given
from quotes.lexicon import Lexicon
from quotes.model import PersonKind, Span
from quotes.page import Label, Page
from quotes.text import fold
from quotes.times import is_time_mark, seconds

_SENTENCE = re.compile(r"[^\W\d_]{6,}\.\s|[!?…]\s")  # a full stop after a word that is no abbreviation
_DATELINE = re.compile(r"\)\s+[—–-]+\s")  # WASHINGTON (AP) — The latest
_LEADERS = re.compile(r"(?:[.…_] ?){4}")  # President: Mr. Reyes . . . . . . (Dorset)
_POSSESSIVE = re.compile(r"[^\W\d_]+['’]s\b")
_CAPITALS = re.compile(r"\b(?:[^\W\d_a-zß-ÿ]{2,}|[A-Z][a-z]{1,2}[^\W\d_a-zß-ÿ]{3,})\b")  # SMITH, McKAY
SHORTEST_TIME = len("0:00")
TIMES = ("before", "inner", "after", "stamp")  # groups of the grammars that hold a time mark
LONGEST = 200  # characters of a label
MOST_LINES = 5  # of one
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_WITHIN = re.compile(r"(?:[^\W\d_]{3}|\d)[.!?]\s")
_LONG_SMALL_WORD = re.compile(r"(?<![^\W\d_])[a-z][^\W\d_]{3}")
UNNAMED = PersonKind.UNNAMED
INDENTED = 0.7  # share of labels with an indent, from which on one without is none
CAPITAL = 0.8  # share of names in capitals on a page that prints them so
_MOST_OF_NICK = 4  # words
HEADLINE = 5  # words, at least, of which all longer ones are capitalised
UNSTOPPED, STOPPED = 0.6, 0.9  # share of capital words in one; German has them within sentences, too, that a stop ends
Reader = Callable[[str, Lexicon], Who | None]  # tells whom words name


class Candidate(NamedTuple):
    """Words that may be a label: where they stand, whom they would name, and what follows on the line."""

    label: Label
    who: Who
    key: str  # the name folded: the same speaker
    opening: str  # the first word as printed
    follows: str
    speech: int  # where it begins, spaces after the label passed over


class Starts(NamedTuple):
    """Where lines of a page begin that may begin with a label, and those of them that a colon follows."""

    places: Sequence[int]
    before_colons: Sequence[int]


def starts(plain: str, places: Sequence[int]) -> Starts:
    """Return `places` with those of them that a colon follows before the next."""
    last = places[-1] + LONGEST if places else 0
    found: list[int] = []
    colon = plain.find(":", 0, last)
    while colon >= 0:
        i = bisect_right(places, colon)
        if i:
            found.append(places[i - 1])
        colon = plain.find(":", places[i], last) if i < len(places) else -1
    return Starts(places, found)


def candidates(page: Page, grammar: Grammar, starts: Starts) -> list[Candidate]:
    """Return the candidates of `grammar` at `starts`."""
    plain, lexicon, match_at = page.plain, page.lexicon, grammar.pattern.match
    if grammar.needs and not grammar.needs(plain):
        return []
    found = [match for start in _wanted(plain, grammar, starts, lexicon) if (match := match_at(plain, start))]
    if "spelt" in grammar.pattern.groupindex:
        found = [match for match in found if not match["spelt"] or match["who"] + match["spelt"] in _asking(lexicon)]
    if "letter" in grammar.pattern.groupindex:
        found = _initialled(plain, found, lexicon)
    if "letter" in grammar.pattern.groupindex and not any(match[0].startswith(f"{QUESTION}.") for match in found):
        found = [match for match in found if not (match["letter"] and match[0].startswith(f"{ANSWER}. "))]
    found = kept(found, grammar, lexicon)
    reader = anybody if grammar.free else line_speaker if grammar.own_line and grammar.colon else speaker
    if grammar.titled:
        found = _indented(plain, found)
    read = [candidate for match in found if (candidate := _candidate(plain, match, reader, lexicon))]
    read = read if not grammar.people or _are_people(read, page) else []
    every = _same_names(sorted([*read, *_long_titled(plain, found, read, lexicon)], key=_place), lexicon)
    return list(lines.standing(every, plain, lexicon)) if reader is line_speaker else every


def _are_people(found: Sequence[Candidate], page: Page) -> bool:
    """Return whether most names are somebody’s beyond their form; not: Paris – The museum opens. Rome – It is closed.

    All are labels, or none is: the words of one that is left out would be those of the speaker before.
    """
    names = {one.who.name: one for one in found}
    return 2 * sum(_is_somebody(one, names, page) for one in names.values()) > len(names)


def _is_somebody(candidate: Candidate, names: Mapping[str, Candidate], page: Page) -> bool:
    """Return whether a name opens with a given name, stands elsewhere in full, or goes with the initials of another."""
    name, plain = candidate.who.name, page.plain
    if candidate.who.kind is not PersonKind.PERSON or opens_with_given(name, page.lexicon):
        return True
    if (initials := letters(name)) and name.isupper():
        return any(stands_for(initials, other, page.lexicon) for other in names if other != name)
    if " " in name:
        return any(stands_for(short, name, page.lexicon) for other in names if (short := letters(other)))
    full = re.search(rf"(?:^|\W){re.escape(name)} ([^\W\d_a-z][\w’'-]+)", plain)
    return bool(full and full[1][0].isupper())


@cache
def _asking(lexicon: Lexicon) -> frozenset[str]:
    """Return the words for question and answer that an interview prints before it goes on with their first letters."""
    return frozenset(word for row in lexicon.columns("asking_words") for word in row)


def _initialled(plain: str, found: Sequence[re.Match[str]], lexicon: Lexicon) -> list[re.Match[str]]:
    """Return what was found, where a letter is the initial of a name with the name: A. Smith: …, not A: Smith: …

    It is where nobody is marked as asking by a Q alone.
    """
    other = {match.start(): INITIALLED.match(plain, match.start()) for match in found if match["letter"]}
    named = {start: match for start, match in other.items() if match and _is_no_answer(match["rest"], lexicon)}
    asks = any(match["letter"] != ANSWER and match.start() not in named for match in found if match["letter"])
    return [*found] if asks else [named.get(match.start(), match) for match in found]


def _is_no_answer(words: str, lexicon: Lexicon) -> bool:
    return fold(words.split()[0]) not in lexicon.words("answers")


def _wanted(plain: str, grammar: Grammar, starts: Starts, lexicon: Lexicon) -> Sequence[int]:
    if grammar.title:
        titles = tuple(f"{title} " for title in lexicon.words(grammar.title))
        return [place for place in starts.places if plain.startswith(titles, place)]
    if grammar.stamped or grammar.marks:
        return opening(plain, grammar, *starts)
    if grammar.ends:
        return list(_before(plain, grammar.ends, starts.places))
    if not grammar.colon:
        return starts.places
    if not grammar.opens:
        return starts.before_colons
    opened = [place for place in starts.places if grammar.opens.match(plain, place)]
    return sorted({*starts.before_colons, *opened})


def _before(plain: str, ends: re.Pattern[str], places: Sequence[int]) -> Iterator[int]:
    """Yield those of `places` behind which the first colon opens one of `ends`, on one of the next lines."""
    before, colon = 0, plain.find(":")
    while colon >= 0:
        if ends.match(plain, colon):
            first = colon
            for _ in range(MOST_LINES):
                first = max(before, plain.rfind("\n", before, first))
            yield from places[bisect_left(places, first) : bisect_right(places, colon)]
        before, colon = colon, plain.find(":", colon + 1)


def _place(candidate: Candidate) -> Label:
    return candidate.label


def _long_titled(
    plain: str, found: Sequence[re.Match[str]], read: Sequence[Candidate], lexicon: Lexicon
) -> Iterator[Candidate]:
    """Yield candidates with titles longer than any name, where the name that they end with is a candidate, too."""
    names = {candidate.key for candidate in read if " " in candidate.key}
    for match in found if names else ():
        borne = match["who"] and bearer(match["who"], lexicon)
        candidate = _candidate(plain, match, bearer, lexicon) if borne else None
        if candidate and candidate.key in names:
            yield candidate


def _same_names(found: list[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """Return `found` with one key for "Governor Ana Reyes" and "Ana Reyes", "Bo Chen (BC)", "B.C." and "Bo Chen"."""
    short = _abbreviated(found, lexicon) | {key_of(c.who.name): c.key for c in found if c.who.short}
    found = [c._replace(key=short[c.key]) if c.key in short else c for c in found] if short else found
    names = {candidate.key for candidate in found if " " in candidate.key}
    return [c._replace(key=_shortest(c.key, names)) if c.key.count(" ") > 1 else c for c in found]


def _abbreviated(found: Sequence[Candidate], lexicon: Lexicon) -> dict[str, str]:
    """Return the key of each name that labels of nothing but its initials stand for, as that of no other: G.O."""
    initials = {c.key: letters(c.who.name) for c in found if letters(c.who.name)}
    names = {c.key: c.who.name for c in found if c.key not in initials and " " in c.key} if initials else {}
    meant = {
        short: [key for key, name in names.items() if stands_for(i, name, lexicon)] for short, i in initials.items()
    }
    return {keys[0]: short for short, keys in meant.items() if len(keys) == 1}


def _shortest(key: str, names: set[str]) -> str:
    words = key.split()
    tails = (" ".join(words[i:]) for i in range(len(words) - 2, 0, -1))
    return next((tail for tail in tails if tail in names), key)


def _candidate(plain: str, match: re.Match[str], read: Reader, lexicon: Lexicon) -> Candidate | None:
    group = "who" if match["who"] else "letter"
    words, (start, speech) = match[group], match.span()
    address = spoken_to(words, lexicon)
    if address:  # the colon stands within the speech
        words, speech = words[: address.start()], match.start(group) + address.start("address")
    named = _named(words, read, lexicon)
    if not named or (address and not address["joint"]):
        return None
    follows = plain[speech : speech + 30].partition("\n")[0].strip()
    if follows and _LEADERS.search(follows):
        return None
    label = plain[start:speech].rstrip()
    time = _time(match) if len(label) - len(words) >= SHORTEST_TIME else None
    who = Span(match.start(group), match.start(group) + len(words))
    role = Span(*match.span("below")) if "below" in match.re.groupindex and match["below"] else None
    return Candidate(Label(start, start + len(label), who, time, role), *named, follows, speech)


@lru_cache(maxsize=65536)
def _named(words: str, read: Reader, lexicon: Lexicon) -> tuple[Who, str, str] | None:
    """Return whom `words` name, the key of that name, and the first word; None when they name nobody."""
    who = read(words, lexicon)
    return (who, key_of(who.short or who.name), words.split(None, 1)[0]) if who else None


def _time(match: re.Match[str]) -> float | None:
    """Return the seconds of the time mark in a label."""
    mark = next((match[name] for name in TIMES if name in match.re.groupindex and match[name]), None)
    return seconds(mark) if mark and is_time_mark(mark) else None


def gap(candidate: Candidate) -> int:
    """Return how many spaces stand between the label and the speech."""
    return candidate.speech - candidate.label.end


def _indented(plain: str, found: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return `found` without those at the edge of the page, where most are indented: wrapped lines begin there."""
    inside = [match for match in found if match.start() and plain[match.start() - 1] != "\n"]
    return inside if len(inside) > INDENTED * len(found) else found


def is_headline(plain: str, start: int) -> bool:
    """Return whether the line goes on at `start` as headlines do: each longer word is capitalised, not all in full."""
    end = plain.find("\n", start, start + LONGEST)
    end = end if end >= 0 else start + LONGEST
    if _LONG_SMALL_WORD.search(plain, start, end) or _SENTENCE_WITHIN.search(plain, start, end):
        return False
    line = plain[start:end]
    words = _WORD.findall(line)
    capital = sum(word[0].isupper() for word in words)
    share = STOPPED if line.rstrip().endswith(".") else UNSTOPPED
    if len(words) < HEADLINE or capital < share * len(words) or line.isupper():
        return False
    return all(word[0].isupper() for word in words if len(word) > 3)


key_of = lru_cache(maxsize=65536)(fold)


@lru_cache(maxsize=65536)
def speaker(words: str, lexicon: Lexicon) -> Who | None:
    """Return whom `words` name if they have the form of a label: a name, no sentence."""
    balanced = len(" ".join(words.split())) <= LONGEST and _is_balanced(words)
    who = parse(words, lexicon) if balanced and _has_form(words, lexicon) else None
    return who if who and is_printed_name(who, lexicon) else None


@lru_cache(maxsize=65536)
def anybody(words: str, lexicon: Lexicon) -> Who | None:
    """Return whom `words` name, whatever name it is: a nickname, a number to call, as chats print them."""
    found = speaker(words, lexicon) or (parse(words, lexicon) if len(words.split()) <= _MOST_OF_NICK else None)
    counted = words[:1].isdigit() and any(map(str.isalpha, words))  # 2 days ago
    return found if found and not counted and any(map(str.isalnum, found.name)) else None


def line_speaker(words: str, lexicon: Lexicon) -> Who | None:
    """Return whom `words` on a line of their own name: as in a line with words, or in a phrase, no clause."""
    who = lines.named(words, lexicon) if len(words) <= LONGEST and _is_balanced(words) else None
    if who is None or lines.phrase_of(who, lexicon):
        return who
    return who if _has_form(words.partition(",")[0], lexicon) and is_printed_name(who, lexicon) else None


def _is_balanced(words: str) -> bool:
    """Return whether brackets that open in `words` close there, narrow ones and wide ones."""
    return words.count("(") == words.count(")") and words.count("（") == words.count("）")


def _has_form(words: str, lexicon: Lexicon) -> bool:
    """Return whether `words` are no sentence, dateline or remark: BY MR. DORN: the questions behind it are his."""
    remark = words.lower().startswith(label_words(lexicon).examining)
    outside = parentheses(words)[0] if "(" in words else words  # O SR. PRESIDENTE (Ana Reis. Bloco/ABC - RS)
    clause = not words.isascii() and _leads_in(words, lexicon)
    return not (remark or clause or _SENTENCE.search(outside) or _DATELINE.search(words))


def _leads_in(words: str, lexicon: Lexicon) -> bool:
    """Return whether `words` are a clause that leads in speech, where no capitals tell a name: Ann Lee then said."""
    first, known = words.split(" ", 1)[0], label_words(lexicon)
    return (first in known.verbs_first and first != words) or words.endswith(known.verbs_last)


@lru_cache(maxsize=65536)
def bearer(words: str, lexicon: Lexicon) -> Who | None:
    """Return the two last of `words` as a name, all before them as its role, if they are titles too long for a name."""
    parts = tidy(words).split()
    named = (
        len(parts) > LONGEST_NAME
        and len(words) <= LONGEST
        and is_name(" ".join(parts[-2:]))
        and all(len(part) <= LONGEST_PARTICLE for part in parts if part[0].islower())
        and not _SENTENCE.search(words)
    )
    return Who(" ".join(parts[-2:]), " ".join(parts[:-2])) if named else None


@lru_cache(maxsize=65536)
def is_capital(name: str) -> bool:
    """Return whether a word of `name` is in capitals, as transcripts print surnames and offices."""
    return name.isupper() or bool(_CAPITALS.search(name))


def are_capital(found: Sequence[Candidate]) -> bool:
    """Return whether nearly all names are printed in capitals."""
    return sum(is_capital(candidate.who.name) for candidate in found) > CAPITAL * len(found)


def is_possessive(name: str) -> bool:
    """Return whether the first word of `name` is a possessive or a contraction: Here's X."""
    return bool(_POSSESSIVE.match(name))
