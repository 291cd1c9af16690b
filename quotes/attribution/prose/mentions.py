"""The words that name a speaker, taken apart: name, role, and whether they name a person, a group or nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.attribution.prose.bodies import is_body, is_body_called
from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.names import addressed, has_title, is_person, name_in
from quotes.attribution.prose.naming import Naming
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.tags import Tagged
from quotes.model import Mention, PersonKind

_SEVERAL = pattern("(?:@name+|@pronoun) @and (?:@name+|@pronoun)")  # “Ann Lee and Bo Chen”
_BODY_OF_TWO = pattern("@determiner? @word+ (?P<name>@name+ @and @name+)")  # the law firm Lee and Chen
# Ann Lee | Bo Chen | and Cy Dorn; Ann Lee | , whom others know
_JOINED = pattern(r"(?P<joint>,? @and | , (?=@name+ (?:, @name+)* ,? @and @name)) | [, \( @relative -]")
_NAMES = pattern("@name+ (?:@and.*)?")
_NAME = pattern("@name+")
_BESIDE = pattern("(?:@pronoun | @determiner @word{1,3}) @and (?P<name>@name+)")
_BESIDE_BEFORE = pattern("(?:^|[.?!:;, @quoted]) (?:@determiner? @pronoun | @determiner{1,2} @word{1,3}) @and$")
_BEFORE = 7  # tokens
_CUT = re.compile("[,(-]")
_BETWEEN = pattern("@adpositional")
_SECOND = pattern("(?<=@name), @determiner (?![^,]*@and)")
_PLAIN = pattern("@determiner [@word @figure @verb @claim]+")  # the rescued skier
# Ann Lee | in a low voice; President Lee | May 3 meeting with …; Ann Lee | one day; Ann Lee | smiling
_CIRCUMSTANCE = pattern(
    r"[@determiner @word @figure @possessive]*? (?P<name>@name+)"
    r" (?:@preposition (?=[@determiner @word @time @name]) | @time+ @figure | @determiner | @word$)"
)
# 2 April 2025 | Senator; April 2 | Senator; Monday | Senator; in | 2019 | Senator
_DATE = pattern(r"@figure? @time+ (?:@figure (?:, @figure)?)? (?=.) | (?<=[@adpositional]) (?P<year>@figure) (?=.)")
_YEAR = 4  # digits
_REACH = 20_000  # characters: an article, and no more work than in proportion to a book
_WITHIN = ",;'’”"  # marks that end no sentence
_FIGURES = re.compile(r"[\d\W]+")
POSSESSIVE = re.compile(r"(?<=[sS])['’]$|['’][sS]$")


def in_row(tagged: Tagged, tokens: Range) -> tuple[Mention, ...]:
    """Return those whom a noun phrase names in a row, each by a name, be it but a surname; () where it names no row.

    Ann Lee and Bo Chen, the chairman; Mayor Ann Lee, Bo Chen and Cy Dorn; Lee and Chen; it may be a body: Ernst and
    Young.
    """
    parts = [*_each(tagged, tokens)] if "c" in tagged.tags[slice(*tokens)] else []
    if len(parts) < 2:
        return ()
    each = tuple(mention(tagged, part) for part in parts)
    named = all(is_one(one) or _is_name(tagged, part, one) for part, one in zip(parts, each, strict=True))
    return each if named else ()


def beside(tagged: Tagged, tokens: Range) -> Range | None:
    """Return the name that is joined to somebody whom no name tells, in a phrase or right before it; None for others.

    She and | Lee; the mayor and | Ann Lee; but not: the mayor and actor Ann Lee.
    """
    start, end = tokens
    joined = _BESIDE.fullmatch(tagged.tags, start, end)
    if joined:
        return joined.span("name")
    before = tagged.tags[max(0, start - _BEFORE) : start]
    return tokens if tagged.tags[start] == "X" and _BESIDE_BEFORE.search(before) else None


def without_both(tagged: Tagged, tokens: Range) -> Range:
    """Return a noun phrase less what tells that a row follows: both | Ann Lee and Bo Chen; not: both mayors."""
    start, end = tokens
    both = tagged.words[start] in tagged.diction.before_rows and "c" in tagged.tags[start + 1 : end]
    return (start + 1, end) if both else tokens


def _is_name(tagged: Tagged, part: Range, named: Mention) -> bool:
    """Tell whether a part of a row is but a name, not known to be a body’s."""
    return bool(named.name) and named.kind is not PersonKind.GROUP and _NAME.fullmatch(tagged.tags, *part) is not None


def _each(tagged: Tagged, tokens: Range) -> Iterator[Range]:
    """Yield the parts of a phrase that stand in a row; what is told of one of them ends it."""
    start, end = tokens
    for joint in _JOINED.finditer(tagged.tags, *tokens):
        if joint["joint"] is None:
            break
        if start < joint.start():
            yield start, joint.start()
        start = joint.end()
    yield start, end


def is_one(named: Mention) -> bool:
    """Tell whether a mention is one person’s, by a full name or with a title."""
    return named.kind is PersonKind.PERSON and (" " in named.name or bool(named.role))


def mention(tagged: Tagged, tokens: Range) -> Mention:
    """Return the mention that the noun phrase `tokens` makes; its name is "" for pronouns and mere descriptions."""
    tokens = _whole(tagged, _without_circumstance(tagged, tokens))
    span, text, pronouns = tagged.span(*tokens), tagged.printed(*tokens), tagged.diction.pronouns
    if tokens[1] - tokens[0] > 2 and _SEVERAL.fullmatch(tagged.tags, *tokens):
        return Mention(text, span, _words(tagged, tokens), None, PersonKind.GROUP)
    body = _BODY_OF_TWO.fullmatch(tagged.tags, *tokens)
    if body and tagged.words[body.start("name") - 1] in tagged.diction.naming.groups:
        return Mention(text, span, _words(tagged, body.span("name")), None, PersonKind.GROUP)
    if tagged.tags[tokens[0]] == "p" or (tokens[1] - tokens[0] == 1 and tagged.words[tokens[0]] in pronouns.owners):
        one = tagged.words[tokens[0]].partition("'")[0] in pronouns.persons
        return Mention(text, span, "", None, PersonKind.PERSON if one else PersonKind.GROUP)
    return Mention(text, span, *_named(tagged, _without_self(tagged, tokens)))


def _whole(tagged: Tagged, tokens: Range) -> Range:
    """Return a phrase less what its cut left over of another one: the spokesman Ben Stone | in a."""
    start, end = tokens
    articles, owners = tagged.diction.naming.articles, tagged.diction.pronouns.owners
    while end - start > 1 and (tagged.tags[end - 1] in "oi" or tagged.words[end - 1] in articles | owners):
        end -= 1
    return start, end


def _without_circumstance(tagged: Tagged, tokens: Range) -> Range:
    """Return a phrase that opens with a name less what tells how, where or when its bearer spoke.

    The Minister in the capital, Ann Lee, keeps what stands behind her title.
    """
    found = _CIRCUMSTANCE.match(tagged.tags, *tokens)
    if found is None:
        return tokens
    start, end = found.span("name")
    if not _is_circumstance(tagged, end):
        return tokens
    person, naming = is_person(tagged, tokens[0], start), tagged.diction.naming
    # Dr. Lee in Leeds; not: the University of Ohio at Lima
    named = person if tagged.tags.startswith("X", found.end()) else person or end - start > 1 or start == tokens[0]
    last = tagged.words[end - 1]
    bare = naming.is_title(last) or naming.is_many(last) or _only_opens_sentences(tagged, (tokens[0], end))
    return (tokens[0], end) if named and not bare else tokens


def _is_circumstance(tagged: Tagged, token: int) -> bool:
    """Tell whether a token behind a name begins what tells how, where or when: in; May; one (day); smiling."""
    if tagged.tags[token] == "w":
        return tagged.words[token].endswith("ing")
    return tagged.tags[token] in "Dd" or tagged.printed(token, token + 1) in tagged.diction.circumstances


def _without_self(tagged: Tagged, tokens: Range) -> Range:
    """Return a phrase less a word that stresses whom it names: Lee | himself; the mayor | herself."""
    start, end = tokens
    return (start, end - 1) if end - start > 1 and tagged.words[end - 1].endswith(("self", "selves")) else tokens


def _named(tagged: Tagged, tokens: Range) -> tuple[str, str | None, PersonKind]:
    """Return the name in a noun phrase, the role, and whom they name."""
    main, rest = _parts(tagged, tokens)
    named = None if _is_crowd(tagged, main) else name_in(tagged, main)
    rest = _first_of(tagged, rest) if named is None and rest is not None else rest
    apposed = name_in(tagged, rest) if named is None and rest is not None else None
    if apposed and rest and apposed[0] == rest[0] and _kind(tagged, main) is PersonKind.GROUP:
        return _words(tagged, apposed), None, PersonKind.GROUP  # “the company, Halden, said”
    if apposed and rest and _is_described(tagged, main, apposed):
        main, rest, named = rest, main, apposed  # “the chairman, Ann Lee, said”
    if named is None:
        return "", _described(tagged, main), _kind(tagged, main)
    if _only_tells_more(tagged, main, named):
        return "", None, _kind(tagged, main)
    if is_body(tagged, main, named, rest) or "which" in tagged.words[main[1] : min(main[1] + 2, tokens[1])]:
        whole = named if is_body_called(tagged, main, named) else _undetermined(tagged, main)
        return _words(tagged, whole), None, PersonKind.GROUP
    if _only_opens_sentences(tagged, tokens):
        return _words(tagged, named), None, PersonKind.UNNAMED
    role = _role(tagged, main, named) or (_apposition(tagged, rest) if rest else None)
    return _words(tagged, addressed(tagged, main[0], named)), role, PersonKind.PERSON


def _only_tells_more(tagged: Tagged, main: Range, named: Range) -> bool:
    """Tell whether a name but tells more of a common noun, which is no title and no body: a woman in Leeds."""
    preposition = _BETWEEN.search(tagged.tags, main[0] + 1, named[0])
    if preposition is None or has_title(tagged, (main[0], named[0])):
        return False
    head = preposition.start() - 1
    return tagged.tags[head] == "w" and tagged.words[head] not in tagged.diction.naming.groups


def _only_opens_sentences(tagged: Tagged, tokens: Range) -> bool:
    """Tell whether a single word that is no given name is capitalised nowhere but where a sentence begins."""
    word = tagged.words[tokens[0]]
    if tokens[1] - tokens[0] > 1 or word in tagged.diction.naming.given:
        return False
    printed = POSSESSIVE.sub("", tagged.printed(*tokens))
    return not printed.isupper() and not _stands_inside(tagged.text, printed, tagged.start(tokens[0]))


def _stands_inside(text: str, word: str, around: int) -> bool:
    """Tell whether `text` prints `word` within a sentence, not too far from the place `around`."""
    end = around + _REACH
    place = text.find(word, max(2, around - _REACH), end)
    while place >= 0:
        if text[place - 1] == " " and (text[place - 2].islower() or text[place - 2] in _WITHIN):
            return True
        place = text.find(word, place + 1, end)
    return False


def _is_described(tagged: Tagged, main: Range, named: Range) -> bool:
    """Tell whether words without a name (the chairman; his successor; one of the children) go with the name behind."""
    opening = tagged.words[main[0]]
    naming = tagged.diction.naming
    owned = opening == "one" or opening in tagged.diction.pronouns.owners or "S" in tagged.tags[slice(*main)]
    given = tagged.words[named[0]] in naming.given
    personal = named[1] - named[0] > 1 or given
    told = _PLAIN.fullmatch(tagged.tags, *main) and (given or _is_persons(tagged.words[main[1] - 1], naming))
    return ((owned or bool(told)) and personal) or has_title(tagged, main)


def _is_persons(word: str, naming: Naming) -> bool:
    """Tell whether a common noun says what somebody is: a skier, a neighbour."""
    return word in naming.relations or word in naming.trades or naming.is_trade(word)


def _is_crowd(tagged: Tagged, main: Range) -> bool:
    """Tell whether a phrase names nobody (“Officials said”, “analysts at Ford said”, “a source in Leeds said”)."""
    word, naming = tagged.words[main[0]], tagged.diction.naming
    if main[1] - main[0] == 1:
        return naming.is_many(word) or word in naming.titles
    preposition = _BETWEEN.search(tagged.tags, main[0] + 1, main[1])
    head = tagged.words[preposition.start() - 1] if preposition else ""
    return naming.is_many(head) or f"{head}s" in naming.crowds


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
    agent = tagged.tags.startswith(("vi", "Vi"), first + 1)  # the king, played by Ann Lee
    rest = (first + 1, end) if cut.group() != "(" and first + 1 < end and not agent else None
    return (start, first), rest


def _first_of(tagged: Tagged, rest: Range) -> Range:
    """Return an apposition less a second one: (his predecessor,) Urs Maag | , an uncle."""
    second = _SECOND.search(tagged.tags, *rest)
    return (rest[0], second.start()) if second else rest


def _role(tagged: Tagged, main: Range, named: Range) -> str | None:
    start, end = main[0], named[0]
    while end > start and tagged.words[end - 1].rstrip(".") in tagged.diction.naming.honorifics:
        end -= 1
    start = _behind_date(tagged, _role_start(tagged, start, end), end)
    return _words(tagged, _undetermined(tagged, (start, end))) if has_title(tagged, (start, end)) else None


def _role_start(tagged: Tagged, start: int, end: int) -> int:
    """Return where the role before a name begins: a gaffe by House Majority Leader …, defeat President …"""
    for i in range(start + 1, end):
        if tagged.tags[i - 1] == "X" or has_title(tagged, (start, i)):
            continue
        if tagged.tags[i] in "oi":
            start = i + 1
        elif i == start + 1 and _is_printed_title(tagged, i) and _is_no_part(tagged, start):
            start = i
    return start


def _behind_date(tagged: Tagged, start: int, end: int) -> int:
    """Return where a role begins that a date stands before: on 2 April 2025 | Senator …; in 2019 | Prime Minister …

    A day alone may be part of it: Sunday Times editor …
    """
    date = _DATE.match(tagged.tags, start, end)
    if date is None:
        return start
    if date["year"]:
        return date.end() if len(tagged.words[start]) == _YEAR and tagged.words[start].isdigit() else start
    naming, following = tagged.diction.naming, tagged.words[date.end()]
    told = naming.is_title(following) or following in naming.modifiers
    return date.end() if "n" in date.group() or told else start


def _is_no_part(tagged: Tagged, token: int) -> bool:
    """Tell whether a common word before a capitalised title is no part of it (defeat President; not former)."""
    return tagged.tags[token] in "wnv" and tagged.words[token] not in tagged.diction.naming.modifiers


def _is_printed_title(tagged: Tagged, token: int) -> bool:
    return tagged.tags[token] == "X" and tagged.words[token] in tagged.diction.naming.dotted_titles


def _apposition(tagged: Tagged, part: Range) -> str | None:
    """Return the role behind a name, less a preposition that its cut left over; an age or a mere place is none."""
    tags = tagged.tags[slice(*part)]
    if tags[0] in "oic" or (not has_title(tagged, part) and _NAMES.fullmatch(tags)):
        return None  # Lee, Ben Stone and others, said
    start, end = _undetermined(tagged, part)
    while end > start and tagged.tags[end - 1] in "oid":
        end -= 1
    words = _words(tagged, (start, end))
    return None if not words or _FIGURES.fullmatch(words) else words


def _described(tagged: Tagged, part: Range) -> str | None:
    return _words(tagged, _undetermined(tagged, part)) if has_title(tagged, part) else None


def _kind(tagged: Tagged, part: Range) -> PersonKind:
    """Return what a description without a name stands for: “the company”, “the senator”, “officials”."""
    head = part[0]
    while head + 1 < part[1] and tagged.tags[head + 1] not in "oi":
        head += 1
    word, naming = POSSESSIVE.sub("", tagged.words[head]), tagged.diction.naming
    if word in naming.groups:
        return PersonKind.GROUP
    return PersonKind.OFFICE if word in naming.titles and tagged.words[part[0]] == "the" else PersonKind.UNNAMED


def _undetermined(tagged: Tagged, part: Range) -> Range:
    start, end = part
    while start < end and tagged.words[start] in tagged.diction.naming.articles:
        start += 1
    return start, end


def _words(tagged: Tagged, tokens: Range) -> str:
    if tokens[0] >= tokens[1]:
        return ""
    words = " ".join(tagged.printed(*tokens).split())
    return POSSESSIVE.sub("", words) if "'" in words or "’" in words else words
