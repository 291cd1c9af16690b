"""Labels on lines of their own: whom such a line names, and which lines name nobody, by their words and what is below.

A line of a name is judged by the page it stands on. One of a phrase (Visitors, Boy from the crowd) is a label where
somebody speaks below it: lists have heads like it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from quotes.labels.marks import QUOTED
from quotes.labels.names import LONGEST_NAME, Who, is_bare_name, is_name, kind_of, opens_with_office, parse
from quotes.labels.phrases import Denoted, denoted, is_clause, is_thing, phrase_words
from quotes.labels.words import label_words, opens_with_given
from quotes.lexicon import Lexicon
from quotes.model import PersonKind
from quotes.text import either, fold

if TYPE_CHECKING:
    from quotes.labels.candidates import Candidate

_BELOW = re.compile(r"[ \t]*\n\s*(?P<words>\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*)")
_CAPITAL = r"[^\W\d_a-zß-ÿ][\w’'.-]+"
_NAME_AND_MORE = re.compile(rf"(?P<name>{_CAPITAL} (?:[^\W\d_a-zß-ÿ]\. )?{_CAPITAL}) (?P<more>[^\W\d_A-ZÀ-Þ]+ \S.*)")
_LONGEST = 600  # characters of a paragraph below that are looked at
_DATE = re.compile(r"\d{1,2}[. /]\D|\d{1,2}[:.]\d\d|\d{4}$")  # 3 May, 9:40, 2031
_AGED = re.compile(
    r"\b\d{1,3}(?:[ -](?:years?|months?)[ -]old| y\.? ?o)\b|[,(]\s*(?:aged )?\d{1,3}\)?\s*(?:,|$)", re.IGNORECASE
)


@lru_cache(maxsize=65536)
def named(words: str, lexicon: Lexicon) -> Who | None:
    """Return whom a line names: a name with what stands beside it, or a phrase; None where its words are a clause."""
    if is_clause(words, lexicon):
        return None
    return alone(parse(words, lexicon), lexicon)


def _told_more(who: Who, lexicon: Lexicon) -> Who | None:
    """Return whom a line names that goes on behind the name without a comma: Ana Reyes writing for The Beacon."""
    found = _NAME_AND_MORE.fullmatch(who.name) if who.role is None and who.short is None else None
    more = found["more"].lower().split() if found else [""]
    if not found or more[0] not in lexicon.words("besides") or not phrase_words(lexicon).verbs.isdisjoint(more):
        return None
    if not opens_with_given(found["name"], lexicon) or _ends_in_name(who, lexicon):
        return None
    several = more[0] in lexicon.words("name_joints") - lexicon.words("label_prepositions")  # and the Rope team
    return Who(found["name"], None if several else found["more"])


def alone(who: Who, lexicon: Lexicon) -> Who:
    """Return whom the words of a line name where it is known that they stand on a line of their own."""
    if (phrase := phrase_of(who, lexicon)) and phrase.kind is not who.kind:
        return who._replace(kind=phrase.kind)
    return _told_more(who, lexicon) or _bearer(who, lexicon) or who


def _bearer(who: Who, lexicon: Lexicon) -> Who | None:
    """Return whom words too many for a name end in: Head of the press service of the harbour of Orle Ana Reyes."""
    *before, given, family = who.name.split() if who.name.count(" ") >= LONGEST_NAME else ("", "")
    office = " ".join(before)
    borne = office and not who.role and is_bare_name([given, family], label_words(lexicon)) and denoted(office, lexicon)
    return Who(f"{given} {family}", office) if borne else None


@lru_cache(maxsize=65536)
def phrase_of(who: Who, lexicon: Lexicon) -> Denoted | None:
    """Return what the words of a line stand for if they are a phrase that no list of labels holds, and no name."""
    kind = kind_of(who.name, lexicon)
    listed = kind is not PersonKind.PERSON and (kind is not PersonKind.GROUP or is_name(who.name))
    if "," in who.name or who.short or listed or _ends_in_name(who, lexicon):
        return None
    return denoted(who.name, lexicon)


def _ends_in_name(who: Who, lexicon: Lexicon) -> bool:
    """Return whether a name stands behind its bearer's office: Minister of Trade of Northland Ana Reyes."""
    before, given, family = (["", "", *who.name.rsplit(None, 2)])[-3:]
    named = before and given and family[0].isupper() and fold(given) in label_words(lexicon).given
    return bool(named) or opens_with_office(who.name, lexicon)


def standing(found: Sequence[Candidate], plain: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield those of the candidates on lines of their own that name somebody, by their words and by what is below."""
    counts = Counter(candidate.key for candidate in found)
    names = {word for key in counts if " " in key for word in key.split()}
    for candidate in found:
        known = counts[candidate.key] > 1 or candidate.key in names
        if known or (not _is_head(candidate, lexicon) and _is_said(candidate, plain, lexicon)):
            yield candidate


def _is_head(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Return whether a line is the head of a list, a date or a headline, by its words: Opening hours; Ripon, 3 May."""
    who = candidate.who
    if who.role and _DATE.match(who.role):
        return True
    if who.kind is not PersonKind.PERSON:
        return False
    turned = (
        who.role if who.role and not who.name.startswith(candidate.opening.rstrip(",")) else None
    )  # Number two, Ripon
    first, other = (turned, who.name) if turned else (who.name, who.role)
    return is_thing(first, lexicon) and not denoted(first, lexicon) and not (other and denoted(other, lexicon))


def _is_said(candidate: Candidate, plain: str, lexicon: Lexicon) -> bool:
    return phrase_of(candidate.who, lexicon) is None or speaks(candidate, plain, lexicon)


def describes(candidate: Candidate, plain: str, lexicon: Lexicon) -> bool:
    """Return whether a line says who somebody is: by a phrase, an age, a role that people have, or a given name."""
    who, words = candidate.who, plain[slice(*candidate.label.who)]
    told = who.role and any(
        denoted(part, lexicon) for part in (who.role.partition(",")[0], who.role.rpartition(",")[2])
    )
    given = fold(who.name) in label_words(lexicon).given and (who.role or speaks(candidate, plain, lexicon))
    return bool(told or given or phrase_of(who, lexicon) or tells_age(words))


def tells_age(words: str) -> bool:
    """Return whether the words of a line tell how old somebody is."""
    return _AGED.search(words) is not None


def speaks(candidate: Candidate, plain: str, lexicon: Lexicon) -> bool:
    """Return whether somebody speaks of himself in the paragraph below a line."""
    below = _BELOW.match(plain, candidate.label.end, candidate.label.end + _LONGEST)
    return bool(below and _voice(lexicon).search(QUOTED.sub(" ", below["words"])))


@cache
def _voice(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b{either(lexicon.words('own_voice'))}\b")
