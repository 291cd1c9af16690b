"""Which words of a noun phrase are the name of a person, or of a body, that it is about."""

from __future__ import annotations

from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.tags import Tagged

_PREPOSITION = pattern("@adpositional @determiner?$")
_OF_SOMEBODY = pattern("@adpositional @determiner? (?P<told>(?:@name* [@word @figure @verb])*)$")
_ROW_BEFORE = pattern("(?:@name+ ,)* @name+ ,? @and$")
_NAME = pattern(r"(?P<name>(?:@name+&)? @name* [@name @possessive])$")
_DESCRIPTION = pattern("@phrasal+ (?:@of @phrasal+)*,")
_CLAUSE = pattern("[^@relative]*@finite")  # not: a trader who sold salt, Ann Lee
_APPOSED = 8  # tokens before a name that may tell who it is
_OF_ANYTHING = pattern(r"[@determiner @word]* (?P<name>@name @name{1,2}) @adpositional (?=.)")
_OF_PLACE = pattern(r"[@determiner @word @figure @adverb @possessive]* (?P<name>@name @name+) @of @determiner? @name+$")


def name_in(tagged: Tagged, part: Range) -> Range | None:
    """Return the personal name that a phrase opens with, before of, about or for; else the name that it ends with."""
    opening = _OF_ANYTHING.match(tagged.tags, *part)
    if opening and _is_bearer(tagged, *opening.span("name"), opening.end()):
        return name_start(tagged, part[0], *opening.span("name")), opening.end("name")
    match = _NAME.search(tagged.tags, *part) if tagged.tags[part[1] - 1] in "XS" else None
    if match is None or not tagged.text[tagged.start(part[1] - 1)].isupper():
        return None
    bearer = _OF_PLACE.match(tagged.tags, *part)  # “Sen. Ann Lee of Ohio”
    if bearer and not is_person(tagged, part[0], bearer.start("name")):
        bearer = None
    match = bearer or match
    start = name_start(tagged, part[0], match.start("name"), match.end("name"))
    if not bearer and _is_anothers(tagged, part[0], match.start(), start):
        return None
    end = match.end("name")
    return (start, end) if start < end and not _is_no_name(tagged, start, end) else None


def _is_bearer(tagged: Tagged, start: int, end: int, following: int) -> bool:
    """Tell whether words before a preposition are a person: Ann Lee of the Daily; Ana Reyes of her friend Bo Chen."""
    words, naming = tagged.words[start:end], tagged.diction.naming
    if words[0] in naming.given or not naming.matters.isdisjoint(words):
        return naming.matters.isdisjoint(words)
    told = start > 0 and tagged.tags[start - 1] in "dw"
    if not naming.dotted_titled.isdisjoint(words) or (told and not naming.is_trade(tagged.words[start - 1])):
        return False  # not: the Labour Party of the North; but: the commentator Ann Lee of the Daily
    others = tagged.words[following] in tagged.diction.pronouns.others_owners
    return others or (tagged.tags.startswith("od", following - 1) and not any(map(naming.is_plain, words)))


def _is_no_name(tagged: Tagged, start: int, end: int) -> bool:
    """Tell whether capitalised words are a state behind a town, or many people or things."""
    last, naming = tagged.words[end - 1], tagged.diction.naming
    if last.rpartition("-")[2] in naming.states and last.endswith("."):
        return True
    if _tells_of(tagged, end - 1):
        return True
    if end - start > 1 or last in naming.given:
        return last in naming.crowds and tagged.words[end - 2] not in naming.given
    if last in naming.no_names:
        return True
    return naming.is_many(last) and (start == 0 or tagged.words[start - 1] not in naming.addresses)


def _tells_of(tagged: Tagged, token: int) -> bool:
    """Tell whether a capitalised word but says what somebody is: Leeds-based; an Oscar-winner; not Ki-moon."""
    _, hyphen, tail = tagged.printed(token, token + 1).rpartition("-")
    return bool(hyphen) and tail.islower() and tail in tagged.diction.naming.common


def is_person(tagged: Tagged, lo: int, start: int) -> bool:
    """Tell whether the capitalised words from `start` on, in a phrase from `lo`, are a person’s name."""
    naming = tagged.diction.naming
    return tagged.words[start] in naming.given or not naming.dotted_titled.isdisjoint(tagged.words[lo : start + 1])


def _is_anothers(tagged: Tagged, lo: int, capitals: int, name: int) -> bool:
    """Tell whether the name belongs to somebody, or to a body, that the one who is meant works for or is kin to.

    A lawyer for Ann Lee, an aide to the jailed mayor Ann Lee, the head of the Harbour Trust; but Mayor of Leeds Ann
    Lee, the Minister of Defence Ann Lee: no article stands before her title, or her field stands before her.
    """
    row = _ROW_BEFORE.search(tagged.tags, lo, capitals)
    preposition = _OF_SOMEBODY.search(tagged.tags, lo, row.start() if row else capitals)
    if preposition is None:
        return False
    naming = tagged.diction.naming
    related = not naming.relations.isdisjoint(tagged.words[lo : preposition.start()])
    if row and not preposition["told"]:
        # a spokesman for Ann Lee and | Bo Chen; not: Secretary of Health and | Human Services Ann Lee
        return related and preposition.group()[0] == "i"
    if preposition["told"]:
        return related or (naming.is_title(tagged.words[name - 1]) and has_title(tagged, (lo, preposition.start())))
    if not related and not has_title(tagged, (lo, preposition.start())):
        return False
    if name > capitals and tagged.words[name - 1] in naming.fields:
        return False
    return tagged.tags[lo] == "d" or name == capitals


def name_start(tagged: Tagged, lo: int, start: int, end: int) -> int:
    """Return where, in the capitalised words start … end of a phrase from `lo`, the name begins.

    Titles and forms of address are no part of it, nor is a field of work: Minister of Public Security Ann Lee.
    """
    naming = tagged.diction.naming
    if end - start > 1 and _tells_of(tagged, start):
        start += 1
    if end - start > 1 and tagged.words[start] in tagged.diction.before_rows:  # Either Ann Lee or Bo Chen
        start += 1
    surname = end - start > 1 and tagged.words[end - 2] in naming.before_surnames  # Howard Dean, Mr. King
    for i in range(end - 1 - surname, start - 1, -1):
        if naming.is_title(tagged.words[i]) and tagged.words[i] not in naming.given:
            return i + 1
    if end - start > 1 and _is_description(tagged, start, end):
        return start + 1
    if not _is_of_office(tagged, lo, start) or tagged.words[end - 1] in naming.matters:
        return start
    if end - start == 2 and tagged.tags[start - 1] == "o" and tagged.words[start] in naming.fields:
        return end - 1
    return end - 2 if end - start >= 3 else start


def _is_description(tagged: Tagged, start: int, end: int) -> bool:
    """Tell whether capitals open with what somebody is before the name: Barber Ann Lee; Brothers Bo and Nils Lee.

    A word that but ends like one for a trade is one where a sentence opens with it.
    """
    naming = tagged.diction.naming
    word, following = tagged.words[start : start + 2]
    if word in naming.given:
        return False
    if following in naming.given:
        opens = start == 0 or tagged.tags[start - 1] in ".?!Q"
        opener = word in naming.no_nouns or (end - start > 2 and naming.is_trade(word))  # Besides Ann Lee
        return word in naming.trades or word in naming.crowds or (opens and opener)
    return word in naming.trades and end - start > 2


def _is_of_office(tagged: Tagged, lo: int, start: int) -> bool:
    """Tell whether token `start` opens the field or body of an office: Minister for Trade, Secretary of the Navy."""
    preposition = _PREPOSITION.search(tagged.tags, lo, start)
    if preposition is None:
        return False
    first = preposition.start()
    return first > lo and (
        tagged.diction.naming.is_title(tagged.words[first - 1])
        or (tagged.tags[first] == "o" and has_title(tagged, (lo, first)))
    )


def shared_surname(tagged: Tagged, start: int, end: int) -> int | None:
    """Return the token of the surname that a given name start … end shares with the next one: Bo | and Nils Lee.

    None where it shares none: Bo and Nils; Leeds and Nils Lee.
    """
    if not tagged.tags.startswith("cXX", end) or tagged.tags[end + 3 : end + 4] in ("X", "S"):
        return None
    given, last = tagged.diction.naming.given, tagged.words[end - 1]
    return end + 2 if end - start == 1 and last in given and tagged.words[end + 1] in given else None


def addressed(tagged: Tagged, lo: int, named: Range) -> Range:
    """Return the name; a surname with the form of address before it that tells Mr. Lee from Ms. Lee."""
    start, end = named
    bare = end - start == 1 and start > lo
    honorifics = tagged.diction.naming.honorifics
    return (start - 1, end) if bare and honorifics.get(tagged.words[start - 1].rstrip("."), "-") in "mf" else named


def is_called(tagged: Tagged, lo: int, start: int) -> bool:
    """Tell whether words that open a sentence only call on somebody by title: Mr. Speaker, I asked …"""
    tags, naming = tagged.tags, tagged.diction.naming
    if tagged.words[start] not in naming.called:
        return False  # as most are
    end = tags.find(",", start, start + 4)
    opens = start == lo or (start == lo + 1 and tags[lo] in "cy")
    if not opens or end <= start + 1:
        return False
    return all(map(naming.is_title, tagged.words[start:end]))


def has_title(tagged: Tagged, part: Range) -> bool:
    """Tell whether one of the words of `part` is a title."""
    return not tagged.diction.naming.dotted_titles.isdisjoint(tagged.words[part[0] : part[1]])


def apposition(tagged: Tagged, lo: int, start: int, end: int) -> list[str]:
    """Return the words of “, a lawyer from Leeds,” and “, Mayor of Leeds,” after a name, of “The mayor,” before it."""
    words: list[str] = []
    clause = lo < start and tagged.words[lo].endswith(("ed", "ing"))  # Flanked by Ann Lee, the mayor said
    titled = tagged.tags.startswith(",X", end) and tagged.words[end + 1] in tagged.diction.naming.titles
    if (titled or tagged.tags.startswith((",d", ",w"), end)) and not clause:
        close = tagged.tags.find(",", end + 1, end + 12)
        words += tagged.words[end + 1 : close if close > 0 else end + 5]
    if tagged.tags.startswith(",", start - 1):
        words += tagged.words[slice(*described_before(tagged, lo, start))]
    return words


def described_before(tagged: Tagged, lo: int, start: int) -> Range:
    """Return the tokens before the comma before a name that may tell of its bearer: The mayor of Leeds, Ann Lee.

    What a clause says of somebody else is left out: After the mayor of Leeds spoke, Ann Lee said …
    """
    first, end = max(lo, start - _APPOSED), start - 1
    clause = _CLAUSE.match(tagged.tags, first, end)
    return (clause.end() if clause else first), end


def is_apposed(tags: str, lo: int, start: int, end: int) -> bool:
    """Tell whether a name stands behind a description that opens the sentence: The victim’s mother, Ann Lee, wept."""
    return tags.startswith(",", end) and _DESCRIPTION.fullmatch(tags, lo, start) is not None
