"""The words of a label: whose name, which role, what kind of speaker."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from quotes.labels.initials import INITIALS, declares
from quotes.labels.marks import EDGES, QUOTED, filled, stripped, without_age
from quotes.labels.offices import is_addressed_office, is_loud_office
from quotes.labels.phrases import denoted, is_strange
from quotes.labels.words import LabelWords, label_words, opens_with_given
from quotes.lexicon import Lexicon
from quotes.model import PersonKind
from quotes.text import fold
from quotes.times import TIME

_NOISE = re.compile(r"(?:[*`\\\s\u00a0\u00ad\u200b]|(?<![^\W_])_+|_+(?![^\W_]))+")
_MARKS = re.compile(rf"(?:\(\d{{1,2}}:\d\d[^():]{{0,6}}\)|{TIME}|\[[^\[\]]*\])")
_BRACKETED = re.compile(r"\[([^\[\]\d]*[^\W\d_][^\[\]]*)\]")
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")
_TITLED = re.compile(
    r"(?!Ste?\b)(?!(?:[^\W\d_]\. ?)+\Z)[^\W\d_]{1,5}\.\s?[^\W\d_]"
)  # Mr. Kyl, Mr.Omega; not St. Clair, Ste. Anne, as English and French write
_POINTED = re.compile(r"(?<=[^\W\d_]{2} )[^\W\d_]\. ?[^\W\d_]\Z")  # initials, their last point cut off
_NUMBER = re.compile(r"[\s_#-]*\d+$")
_DATE = re.compile(
    r",\s*(?:\d{1,2}\.? [^\W\d_]+\.? \d{4}|[^\W\d_]+\.? \d{1,2}, \d{4}|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})$"
)
# A form of address at the end, and the punctuation by which a converter joined it to the name: REYES.- Mr: Speaker, …
_ADDRESS = re.compile(r"\s*(?P<joint>[.–—-]?[ .–—-]*[.–—-])?\s*(?<![^\W_])(?P<address>[^\W\d_]+\.?)\s*$")
# What parts a name from roles, beside the comma: Ana Reyes – engineer; Ana Reyes | engineer
_STROKE = re.compile(r"\s+(?:--+|[-–—|])\s+")
_NARROW = str.maketrans("（）", "()")
# English: 7-year-old Ana
_AGED = re.compile(r"(?i:(?:an? )?\d{1,3}[ -](?:years?|months?)[ -]olds? )(?=[^\W\d_a-zß-ÿ])")
# A school class, or a role with quotation marks in it, before a name: 9th-grader Ana Reyes; Editor of "Waves" Ana Reyes
_CLASSED = re.compile(
    r"(?P<role>\d{1,2}(?:st|nd|rd|th)[ -]\w+|.*[”\"»](?: [^\W\d_A-ZÀ-Þ][\w-]*)*) (?P<name>[^\W\d_a-zß-ÿ].*)"
)

LONGEST_NAME = 8  # words, titles included
LONGEST_PARTICLE = 3  # de, van, von, der, al, of: words inside a name that are not capitalised


class Who(NamedTuple):
    """What a label says: the name, the role beside it, the short form that it declares, the kind of speaker."""

    name: str
    role: str | None = None
    short: str | None = None
    kind: PersonKind = PersonKind.PERSON


@lru_cache(maxsize=65536)
def parse(words: str, lexicon: Lexicon) -> Who:
    """Return what the words of a label say.

    >>> from quotes.lexicon import load
    >>> parse("Guo Shenkun, Minister of Public Security of China", load("en"))
    Who(name='Guo Shenkun', role='Minister of Public Security of China', short=None, kind=<PersonKind.PERSON: 'person'>)
    """
    words, known = _AGED.sub("", _DATE.sub("", tidy(words).translate(_NARROW))), label_words(lexicon)
    words = known.before_name.sub("", known.behind_name.sub("", words))
    words = _POINTED.sub(r"\g<0>.", words)
    words, party = known.party.sub("", words), known.party.search(words)
    if (address := spoken_to(words, lexicon)) and address["joint"]:
        words = words[: address.start()]
    outside, inside = parentheses(words)
    name, role = _dashed(outside, lexicon) or _split(outside, known)
    short = next((p for p in inside if declares(p, name)), None)
    role = role if role and not _is_manner(role, known) else None
    titled = next((p for p in inside if _is_bearer(p, lexicon)), None)
    office = outside if _is_office_of(outside, known) else name  # of Agriculture, Forestry and Water
    titled = titled or next((n for p in inside if (n := _holder(p, office, lexicon))), None)
    if titled:
        return Who(known.member.sub("", titled), office)
    name = known.honorific.sub("", name)
    if not name:
        return Who(words.strip("() "), None, None, kind_of(words.strip("() "), lexicon))
    roles = [p for p in inside if p != short and p[:1].isupper() and not _is_manner(p, known)]
    role = ", ".join(filter(None, (role, roles[-1] if roles else None, party and party[1]))) or None
    return Who(name, role, short, kind_of(name, lexicon))


def _is_bearer(inside: str, lexicon: Lexicon) -> bool:
    """Return whether `inside` is a name by its form of address: Mr. Reyes, 田中一郎君."""
    named = bool(label_words(lexicon).member.search(inside))
    return named or bool(_TITLED.match(inside)) or is_titled(inside, lexicon)


def _dashed(words: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """Return name and role of "Name -- Body -- Role", "OFFICE - NAME - PARTY" and "Founder of the shelter – Name".

    None where no dash parts them.
    """
    first, *others = _STROKE.split(words)
    known = label_words(lexicon)
    if others and _is_before_name(first, others[0], lexicon):
        name, role = _split(others[0], known)
        return name, ", ".join(filter(None, (first, role, *others[1:])))
    if not others or _is_office_of(first, known):
        return None
    name, role = _split(first, known)  # Ana Reyes, baker – Ripon
    return name, ", ".join(filter(None, (role, *others)))


def _is_before_name(office: str, words: str, lexicon: Lexicon) -> bool:
    """Return whether `words` open with the name of whom `office` tells.

    Behind a phrase they may be a place, but with a given name, or a comma before where somebody is from.
    """
    name, comma, _ = words.partition(",")
    personal = comma or opens_with_given(name, lexicon)
    told = kind_of(office, lexicon) is PersonKind.OFFICE or bool(personal and denoted(office, lexicon))
    return told and is_name(name) and " " in name


def _holder(inside: str, office: str, lexicon: Lexicon) -> str | None:
    """Return who holds the `office` by what stands in brackets behind it, before a full stop and a party, if any."""
    name, stop, _ = inside.partition(". ")
    if stop and kind_of(office, lexicon) is PersonKind.OFFICE and is_bare_name(name.split(), label_words(lexicon)):
        return name
    return inside if _holds(inside, office, lexicon) else None


def _split(words: str, known: LabelWords) -> tuple[str, str | None]:
    """Return name and role, whichever stands first; no comma in quotation marks parts them, and an age is no role."""
    words = words.replace("\0", " ")  # which stands for quotation marks below
    marked = QUOTED.findall(words)
    if "," not in words and (classed := _CLASSED.fullmatch(words)) and is_name(classed["name"]):
        return classed["name"], classed["role"]
    held = [*marked]
    name, role = _comma(QUOTED.sub("\0", words), known) if marked else _comma(words, known)
    if marked:
        name, role = filled(name, held), role and filled(role, held)
    return name, without_age(role) if role else role


def _holds(inside: str, office: str, lexicon: Lexicon) -> bool:
    """Return whether `inside` names who holds the office before it: The Mayor (Ana Reyes), Moderator (Ana Reyes)."""
    words, known = inside.split(), label_words(lexicon)
    if not 1 < len(words) < 5 or not is_bare_name(words, known):
        return False
    if (is_loud_office(office, lexicon) or _is_office_of(office, known)) and fold(inside) not in known.countries:
        return True
    if fold(words[0]) not in known.given and not is_strange(inside, lexicon):
        return False
    bare = fold(known.article.sub("", office))
    ends = bare in known.titles or kind_of(office, lexicon) is PersonKind.OFFICE
    return ends or (bare != fold(office) and not known.titles.isdisjoint(bare.split()))


@lru_cache(maxsize=65536)
def spoken_to(words: str, lexicon: Lexicon) -> re.Match[str] | None:
    """Return where `words` end in a form of address that no name follows, and what joins it to them, if anything."""
    last = words.rpartition(" ")[2]
    seat = last.isupper() and not words.isupper()  # Ana Rees MS
    found = _ADDRESS.search(words) if last and not seat and fold(last) in label_words(lexicon).spoken_to else None
    return found if found and found.start() else None


@lru_cache(maxsize=65536)
def tidy(words: str) -> str:
    """Return the words of a label without markup, time marks, brackets and punctuation at the ends.

    Where nothing stands outside of the brackets they hold the name: [SPEAKER 1].
    """
    words = unescape(words) if "&" in words else words
    bare = stripped(_NOISE.sub(" ", _MARKS.sub(" ", words)))
    if not bare and (only := _BRACKETED.search(words)):
        bare = _NOISE.sub(" ", only[1]).strip(EDGES)
    return bare.replace(" ,", ",")


def parentheses(words: str) -> tuple[str, list[str]]:
    """Return the words outside of parentheses and what stands inside each."""
    if "(" not in words:
        return words, []
    inside: list[str] = []
    while found := _PARENTHESIS.findall(words):  # The Chair (Ms. Ana Reyes (Ripon, ABC)): the innermost first
        inside += [" ".join(p.split()) for p in found]
        words = _PARENTHESIS.sub("", words)
    return stripped(words), [p for p in inside if p]


def _is_manner(inside: str, known: LabelWords) -> bool:
    """Return whether `inside` says how somebody is heard: VOICEOVER, via interpreter."""
    folded = fold(inside)
    return folded in known.manners or folded.startswith(known.manners_open)


def _comma(words: str, known: LabelWords) -> tuple[str, str | None]:
    """Return name and role of "Name, Role" and "Role, Name"; suffixes stay with the name, joint speakers together."""
    name, comma, rest = (part.strip() for part in words.partition(","))
    if not comma or not rest:
        return name, None
    if known.credential.fullmatch(rest.split(",")[0]):
        suffix, _, rest = (part.strip() for part in rest.partition(","))
        return f"{name}, {suffix}", rest or None
    if INITIALS.fullmatch(name) and len(rest) < 60:
        return words, None
    fields = _is_office_of(name, known) and not known.field_joints.isdisjoint(rest.split())
    if not is_name(name) and is_name(rest) and len(rest.split()) < 5 and not fields:
        return rest, name
    return _bearer(words, rest, known) if _is_office_of(name, known) else (name, rest)


def _is_office_of(words: str, known: LabelWords) -> bool:
    """Return whether `words` are a title with its field or house, and no name: Minister of Trade, clerk at Dorset."""
    before, link, field = known.field.sub("\0", words, count=1).partition("\0")
    last = fold(before).rpartition(" ")[2]
    of_field = bool(link and field) and (last in known.titles or last in known.offices)
    return of_field or any(house in words for house in known.houses)


def _bearer(words: str, rest: str, known: LabelWords) -> tuple[str, str | None]:
    """Return name and role where the office stands first, or its fields are parted by a comma before the name.

    Minister for Trade, Ana Reyes; Minister of Agriculture, Forestry and Water Ana Reyes.
    """
    before, *name = rest.rsplit(None, 2)
    listed = not known.field_joints.isdisjoint(before.split())
    if listed and len(name) == 2 and is_bare_name(name, known):
        return " ".join(name), words.removesuffix(rest) + before
    if is_name(rest) and len(rest.split()) < 4 and is_bare_name(rest.split(), known):
        return rest, words.removesuffix(rest).strip(" ,")
    return words.removesuffix(rest).strip(" ,"), rest


@lru_cache(maxsize=65536)
def opens_with_office(name: str, lexicon: Lexicon) -> bool:
    """Return whether a name stands behind its bearer's office: President of Ruritania Ana Reyes."""
    known = label_words(lexicon)
    before, link, field = known.field.sub("\0", name, count=1).partition("\0")
    titled = bool(link) and fold(before).rpartition(" ")[2] in known.titles
    words = field.split()
    return titled and len(words) > 2 and is_bare_name(words[-2:], known)


def is_bare_name(words: list[str], known: LabelWords) -> bool:
    """Return whether `words` are two or more in capitals, the last neither a field nor a title: no Rural Affairs."""
    ends_a_role = (last := fold(words[-1])) in known.fields or last in known.titles
    return len(words) > 1 and all(word[0].isupper() for word in words) and not ends_a_role


def is_name(words: str) -> bool:
    """Return whether `words` have the form of a name: capitalised, but for particles in the middle."""
    parts = words.split()
    if not parts or len(parts) > LONGEST_NAME:
        return False
    small = [part for part in parts if not _is_capital(part)]
    if not small:
        return True
    if parts[0] in small or parts[-1] in small:
        return False
    if len(parts) > 3 and len(small) < 5 and not any(part in small for part in parts[-2:]):
        return True  # Former secretary of state Ana Reyes
    return len(small) <= len(parts) - len(small) and all(len(part) <= LONGEST_PARTICLE for part in small)


def _is_capital(part: str) -> bool:
    letters = part.lstrip("([{'‘’\"“#@&-")
    return not letters or not letters[0].islower() or (not letters.isalpha() and any(map(str.isdigit, letters)))


@lru_cache(maxsize=65536)
def is_titled(name: str, lexicon: Lexicon) -> bool:
    """Return whether `name` opens with a form of address that a name follows: Mrs. Reyes, Rt Hon Ana Reyes.

    In other languages it may be a small word behind an article: La señora Reyes, De heer De Wit.
    """
    known = label_words(lexicon)
    first, _, rest = known.style.sub("", fold(name)).partition(" ")
    if rest and first in known.addresses and is_name(name):
        return True
    article, _, behind = name.partition(" ")
    address, _, borne = behind.partition(" ") if fold(article) in known.address_articles else (article, "", behind)
    return fold(address) in known.addresses and bool(borne) and name[0].isupper() and is_name(borne)


@lru_cache(maxsize=65536)
def kind_of(name: str, lexicon: Lexicon) -> PersonKind:
    """Return what kind of speaker the name of a label stands for."""
    folded, known = fold(_NUMBER.sub("", name)), label_words(lexicon)
    if folded in known.unnamed or not any(c.isalpha() for c in name):
        return PersonKind.UNNAMED
    bare = known.article.sub("", folded)
    if bare in known.offices or bare.endswith(known.behind_office) or is_addressed_office(name, lexicon):
        return PersonKind.OFFICE
    if any(word in known.groups for word in bare.split()[-1:]) or known.joined.search(name):
        return PersonKind.GROUP
    if any(word in known.press for word in bare.split()[:2]):
        return PersonKind.GROUP  # Le Journal de Valmont
    return PersonKind.PERSON


@lru_cache(maxsize=65536)
def is_speaker(name: str, lexicon: Lexicon) -> bool:
    """Return whether `name` can be a speaker's: not "See", "Photo" or "Break"."""
    return fold(name) not in label_words(lexicon).not_speakers
