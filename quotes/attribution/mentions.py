"""The words that name a speaker, taken apart: name, role, and whether they name a person, a group or nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotes import wordlists
from quotes.attribution.phrases import Range
from quotes.attribution.tags import Tagged
from quotes.model import Mention, PersonKind

TITLES = {
    word: line.split()[0] for line in reversed(wordlists.lines("attribution/titles.txt")) for word in line.split()
}
HONORIFICS = dict(line.split() for line in wordlists.lines("attribution/honorifics.txt"))
TITLED = TITLES.keys() | HONORIFICS.keys()


def dotted(words: Iterable[str]) -> frozenset[str]:
    """Return the words as they stand and as abbreviations end: with a full stop."""
    return frozenset(form for word in words for form in (word, f"{word}."))


_TITLES, _TITLED, _GROUPS = dotted(TITLES), dotted(TITLED), dotted(wordlists.words("attribution/groups.txt"))
_CROWDS = wordlists.words("attribution/crowds.txt")
_GIVEN = wordlists.keyed("attribution/given_names.txt").keys()
_STATES = wordlists.words("attribution/states.txt")
_FIELDS = wordlists.words("people/fields.txt")
_BEFORE_SURNAMES = _GIVEN | dotted(HONORIFICS)
_BEFORE_TITLES = wordlists.words("people/modifiers.txt")
_PEOPLE = dict.fromkeys(("he", "she", "i", "his", "her", "my"), PersonKind.PERSON)
_OWNERS = ("his", "her", "my", "our", "your", "its", "their")
_SEVERAL = re.compile("(?:X+|p)c(?:X+|p)")  # “Ann Lee and Bo Chen”
_NAMES = re.compile("X+(?:c.*)?")
_CUT = re.compile("[,(-]")
_BRAND = re.compile(
    r".+\.(?:com|org|net)|[A-Z](?!c[A-Z]|ac[A-Z]|e[A-Z])[a-z]+[A-Z][A-Za-z]+"
)  # Lines.com, HarbourPost; not McLee
_TRADE = re.compile("..(?:[eo]r|ist|ian|man|woman|..ee)$")
_PREPOSITION = re.compile("[oi]d?$")
_BETWEEN = re.compile("[oi]")
_NAME = re.compile(r"(?P<name>(?:X+&)?X*[XS])$")
_OF_PLACE = re.compile(r"[dwnaS]*(?P<name>XX+)od?X+$")
_FIGURES = re.compile(r"[\d\W]+")
POSSESSIVE = re.compile(r"(?<=[sS])['’]$|['’][sS]$")


def mention(tagged: Tagged, tokens: Range) -> Mention:
    """Return the mention that the noun phrase `tokens` makes; its name is "" for pronouns and mere descriptions."""
    span, text = tagged.span(*tokens), tagged.printed(*tokens)
    if tokens[1] - tokens[0] > 2 and _SEVERAL.fullmatch(tagged.tags, *tokens):
        return Mention(text, span, _words(tagged, tokens), None, PersonKind.GROUP)
    if tagged.tags[tokens[0]] == "p" or (tokens[1] - tokens[0] == 1 and tagged.words[tokens[0]] in _OWNERS):
        kind = _PEOPLE.get(tagged.words[tokens[0]].partition("'")[0], PersonKind.GROUP)
        return Mention(text, span, "", None, kind)
    main, rest = _parts(tagged, tokens)
    named = None if _is_crowd(tagged, main) else _name(tagged, main)
    apposed = _name(tagged, rest) if named is None and rest is not None else None
    if apposed and _kind(tagged, main) is PersonKind.GROUP:
        return Mention(text, span, _words(tagged, apposed), None, PersonKind.GROUP)  # “the company, Halden, said”
    if apposed and rest and _is_described(tagged, main, apposed):
        main, rest, named = rest, main, apposed  # “the chairman, Ann Lee, said”
    if named is None:
        return Mention(text, span, "", _described(tagged, main), _kind(tagged, main))
    if is_group(tagged, main, named) or "which" in tagged.words[tokens[0] : tokens[1]]:
        return Mention(text, span, _words(tagged, _undetermined(tagged, main)), None, PersonKind.GROUP)
    role = _role(tagged, main, named) or (_apposition(tagged, rest) if rest else None)
    return Mention(text, span, _words(tagged, addressed(tagged, main[0], named)), role)


def _is_described(tagged: Tagged, main: Range, named: Range) -> bool:
    """Tell whether words without a name (the chairman; his successor; one of the children) go with the name behind."""
    owned = tagged.words[main[0]] in (*_OWNERS, "one") or "S" in tagged.tags[slice(*main)]
    personal = named[1] - named[0] > 1 or tagged.words[named[0]] in _GIVEN
    return (owned and personal) or _title(tagged, main)


def _is_crowd(tagged: Tagged, main: Range) -> bool:
    """Tell whether a phrase names nobody (“Officials said”, “analysts at Ford said”, “a source in Leeds said”)."""
    word = tagged.words[main[0]]
    if main[1] - main[0] == 1:
        return _is_many(word) or word in TITLES
    preposition = _BETWEEN.search(tagged.tags, main[0] + 1, main[1])
    head = tagged.words[preposition.start() - 1] if preposition else ""
    return _is_many(head) or f"{head}s" in _CROWDS


def _is_many(word: str) -> bool:
    return (
        word in _CROWDS or word.endswith(("ions", "ists")) or (word.endswith("s") and word.removesuffix("s") in TITLES)
    )


def _parts(tagged: Tagged, tokens: Range) -> tuple[Range, Range | None]:
    """Return the noun phrase proper and its apposition, relative clauses and parentheses left out."""
    start, end = tokens
    relative = tagged.tags.find("W", start + 1, end)
    end = relative if relative > 0 else end
    while end > start + 1 and tagged.tags[end - 1] in ",-()":
        end -= 1
    cut = _CUT.search(tagged.tags, start + 1, end)
    if cut is None:
        return (start, end), None
    first = cut.start()
    rest = (first + 1, end) if cut.group() != "(" and first + 1 < end else None
    return (start, first), rest


def _name(tagged: Tagged, part: Range) -> Range | None:
    """Return the personal name or proper noun that a phrase ends with."""
    match = _NAME.search(tagged.tags, *part) if tagged.tags[part[1] - 1] in "XS" else None
    if match is None or not tagged.text[tagged.starts[part[1] - 1]].isupper():
        return None
    bearer = _OF_PLACE.match(tagged.tags, *part)  # “Sen. Ann Lee of Ohio”
    if bearer and _is_name(tagged, part[0], bearer.start("name")):
        match = bearer
    else:
        bearer = None
    start = name_start(tagged, part[0], match.start("name"), match.end("name"))
    if not bearer and _is_anothers(tagged, part[0], match.start(), start):
        return None
    end = match.end("name")
    return (start, end) if start < end and not _is_no_name(tagged, start, end) else None


def _is_no_name(tagged: Tagged, start: int, end: int) -> bool:
    """Tell whether capitalised words are a state behind a town, many people, or a word that its place made capital."""
    last = tagged.words[end - 1]
    if last.rpartition("-")[2] in _STATES and last.endswith("."):
        return True
    if end - start > 1 or last in _GIVEN:
        return _is_many(last) and tagged.words[end - 2] not in _GIVEN
    opens = start == 0 or tagged.tags[start - 1] in ".?!"
    return _is_many(last) or (opens and f" {last} " in tagged.text)


def _is_name(tagged: Tagged, lo: int, start: int) -> bool:
    """Tell whether the capitalised words from `start` on, in a phrase from `lo`, are a person’s name."""
    return tagged.words[start] in _GIVEN or any(map(is_title, tagged.words[lo : start + 1]))


def _is_anothers(tagged: Tagged, lo: int, capitals: int, name: int) -> bool:
    """Tell whether the name belongs to somebody, or to a body, that the one who is meant works for or is kin to.

    A lawyer for Ann Lee, the head of the Harbour Trust; but Mayor of Leeds Ann Lee, the Minister of Defence Ann Lee: no
    article stands before her title, or her field stands before her.
    """
    preposition = _PREPOSITION.search(tagged.tags, lo, capitals)
    if preposition is None or not _title(tagged, (lo, preposition.start())):
        return False
    if name > capitals and tagged.words[name - 1] in _FIELDS:
        return False
    return tagged.tags[lo] == "d" or name == capitals


def name_start(tagged: Tagged, lo: int, start: int, end: int) -> int:
    """Return where, in the capitalised words start … end of a phrase from `lo`, the name begins.

    Titles and forms of address are no part of it, nor is a field of work: Minister of Public Security Ann Lee.
    """
    surname = end - start > 1 and tagged.words[end - 2] in _BEFORE_SURNAMES  # Howard Dean, Mr. King
    for i in range(end - 1 - surname, start - 1, -1):
        if is_title(tagged.words[i]) and tagged.words[i] not in _GIVEN:
            return i + 1
    if end - start > 2 and _is_trade(tagged, start):
        return start + 1
    if not _is_of_office(tagged, lo, start) or tagged.words[end - 1] in _FIELDS | _GROUPS:
        return start
    if end - start == 2 and tagged.tags[start - 1] == "o" and tagged.words[start] in _FIELDS:
        return end - 1
    return end - 2 if end - start >= 3 else start


def _is_trade(tagged: Tagged, start: int) -> bool:
    """Tell whether a sentence opens with what somebody is by trade, before the name: Forecaster Ann Lee."""
    word, following = tagged.words[start : start + 2]
    opens = start == 0 or tagged.tags[start - 1] in ".?!Q"
    return opens and following in _GIVEN and word not in _GIVEN and _TRADE.search(word) is not None


def _is_of_office(tagged: Tagged, lo: int, start: int) -> bool:
    """Tell whether token `start` opens the field or body of an office: Minister for Trade, Secretary of the Navy."""
    preposition = _PREPOSITION.search(tagged.tags, lo, start)
    if preposition is None:
        return False
    first = preposition.start()
    return first > lo and (
        is_title(tagged.words[first - 1]) or (tagged.tags[first] == "o" and _title(tagged, (lo, first)))
    )


def addressed(tagged: Tagged, lo: int, named: Range) -> Range:
    """Return the name; a surname with the form of address before it that tells Mr. Lee from Ms. Lee."""
    start, end = named
    bare = end - start == 1 and start > lo
    return (start - 1, end) if bare and HONORIFICS.get(tagged.words[start - 1].rstrip("."), "-") in "mf" else named


def is_title(word: str) -> bool:
    """Tell whether a word is a title or a form of address."""
    return word in _TITLED


def _title(tagged: Tagged, part: Range) -> bool:
    return not _TITLES.isdisjoint(tagged.words[part[0] : part[1]])


def is_group(tagged: Tagged, main: Range, named: Range) -> bool:
    """Tell whether the proper noun `named`, in the noun phrase `main`, names a body rather than a person."""
    if main[0] < named[0] and tagged.tags[named[0] - 1] in "oi":
        return not _title(tagged, (main[0], named[0]))
    name = tagged.printed(*named)
    if _BRAND.fullmatch(name):
        return True
    if name.isupper() and named[1] - named[0] == 1 and len(name) > 1:
        return True
    if any(word in _GROUPS and word not in _GIVEN for word in tagged.words[named[0] : named[1]]):
        return True
    return tagged.tags[main[0]] == "d" and main[0] + 1 == named[0] and not _title(tagged, main)


def _role(tagged: Tagged, main: Range, named: Range) -> str | None:
    start, end = main[0], named[0]
    while end > start and tagged.words[end - 1].rstrip(".") in HONORIFICS:
        end -= 1
    start = _role_start(tagged, start, end)
    return _words(tagged, _undetermined(tagged, (start, end))) if _title(tagged, (start, end)) else None


def _role_start(tagged: Tagged, start: int, end: int) -> int:
    """Return where the role before a name begins: a gaffe by House Majority Leader …, defeat President …"""
    for i in range(start + 1, end):
        if tagged.tags[i - 1] == "X" or _title(tagged, (start, i)):
            continue
        if tagged.tags[i] in "oi":
            start = i + 1
        elif i == start + 1 and _is_printed_title(tagged, i) and _is_no_part(tagged, start):
            start = i
    return start


def _is_no_part(tagged: Tagged, token: int) -> bool:
    """Tell whether a common word before a capitalised title is no part of it (defeat President; not former)."""
    return tagged.tags[token] in "wnv" and tagged.words[token] not in _BEFORE_TITLES


def _is_printed_title(tagged: Tagged, token: int) -> bool:
    return tagged.tags[token] == "X" and tagged.words[token] in _TITLES


def _apposition(tagged: Tagged, part: Range) -> str | None:
    """Return the role behind a name, less a preposition that its cut left over; an age or a mere place is none."""
    tags = tagged.tags[slice(*part)]
    if tags[0] in "oic" or (not _title(tagged, part) and _NAMES.fullmatch(tags)):
        return None  # Lee, Ben Stone and others, said
    start, end = _undetermined(tagged, part)
    while end > start and tagged.tags[end - 1] in "oid":
        end -= 1
    words = _words(tagged, (start, end))
    return None if not words or _FIGURES.fullmatch(words) else words


def _described(tagged: Tagged, part: Range) -> str | None:
    return _words(tagged, _undetermined(tagged, part)) if _title(tagged, part) else None


def _kind(tagged: Tagged, part: Range) -> PersonKind:
    """Return what a description without a name stands for: “the company”, “the senator”, “officials”."""
    head = part[0]
    while head + 1 < part[1] and tagged.tags[head + 1] not in "oi":
        head += 1
    word = tagged.words[head]
    if word in _GROUPS:
        return PersonKind.GROUP
    return PersonKind.OFFICE if word in TITLES and tagged.words[part[0]] == "the" else PersonKind.UNNAMED


def _undetermined(tagged: Tagged, part: Range) -> Range:
    start, end = part
    while start < end and tagged.words[start] in ("the", "a", "an"):
        start += 1
    return start, end


def _words(tagged: Tagged, tokens: Range) -> str:
    if tokens[0] >= tokens[1]:
        return ""
    words = " ".join(tagged.printed(*tokens).split())
    return POSSESSIVE.sub("", words) if "'" in words or "’" in words else words
