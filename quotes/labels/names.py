"""The words of a label: whose name, which role, what kind of speaker."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from quotes import wordlists
from quotes.model import PersonKind
from quotes.text import fold
from quotes.times import TIME

_NOISE = re.compile(r"(?:[*`\\\s\u00a0\u00ad\u200b]|(?<![^\W_])_+|_+(?![^\W_]))+")
_MARKS = re.compile(rf"(?:\(\d{{1,2}}:\d\d[^():]{{0,6}}\)|{TIME}|\[[^\[\]]*\])")
_BRACKETED = re.compile(r"\[([^\[\]\d]*[^\W\d_][^\[\]]*)\]")
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")
_TITLED = re.compile(r"(?!Ste?\b)[^\W\d_]{1,5}\.\s?[^\W\d_]")  # Mr. Kyl, Mr.Omega
_RIGHT = re.compile(r"(?:the )?rt\.? ")  # Rt Hon Ana Reyes
_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z]|[A-Z]{1,4}")
_LETTERS = re.compile(r"[A-Z](?:\.? ?[A-Z]){0,3}\.?")
_POINTS = re.compile(r"[. ]")
_PARTS = re.compile(r"[\s_-]+")
_JOINED = re.compile(r"(?:\s*[,/&;]\s*|\s+(?:and|und|et|in|og|och|en|и|та)\s+)(?=[^\W\d_])(?!(?:Jr|Sr|I{2,3}|IV)\b)")
_CREDENTIAL = re.compile(r"(?:Jr|Sr|I{2,3}|IV)\.?")
_FIELD = re.compile(r"\s(?:of|for)\s")
_THE = re.compile(r"the ", re.IGNORECASE)
_NUMBER = re.compile(r"[\s_#-]*\d+$")
_DATE = re.compile(
    r",\s*(?:\d{1,2}\.? [^\W\d_]+\.? \d{4}|[^\W\d_]+\.? \d{1,2}, \d{4}|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})$"
)
_EDGES = ' \t:;,.-–—"“”«»'

UNNAMED = wordlists.phrases("unnamed_labels")
OFFICES = wordlists.titles().offices
GROUPS = wordlists.phrases("group_labels")
TITLES = wordlists.titles().heads
FIELDS = wordlists.words("fields")
HONORIFICS = wordlists.titles().addresses.keys()
MANNERS = wordlists.phrases("manners")
_OPENINGS = tuple(line.removesuffix("…") for line in wordlists.lines("manners") if line.endswith("…"))
NOT_SPEAKERS = wordlists.phrases("not_speakers")
LONGEST_NAME = 8  # words, titles included
LONGEST_PARTICLE = 3  # de, van, von, der, al, of: words inside a name that are not capitalised


class Who(NamedTuple):
    """What a label says: the name, the role beside it, the short form that it declares, the kind of speaker."""

    name: str
    role: str | None = None
    short: str | None = None
    kind: PersonKind = PersonKind.PERSON


@lru_cache(maxsize=65536)
def parse(words: str) -> Who:
    """Return what the words of a label say.

    >>> parse("Guo Shenkun, Minister of Public Security of China")
    Who(name='Guo Shenkun', role='Minister of Public Security of China', short=None, kind=<PersonKind.PERSON: 'person'>)
    """
    words = _DATE.sub("", tidy(words))
    outside, inside = _parentheses(words)
    name, role = _comma(outside)
    short = next((p for p in inside if _declares(p, name)), None)
    titled = next((p for p in inside if _TITLED.match(p) or is_titled(p)), None)
    if titled:
        return Who(titled, name)
    if not name:
        return Who(words.strip("() "), None, None, kind_of(words.strip("() ")))
    roles = [p for p in inside if p != short and p[:1].isupper() and not _is_manner(p)]
    role = ", ".join(filter(None, (role, roles[-1] if roles else None))) or None
    return Who(name, role, short, kind_of(name))


@lru_cache(maxsize=65536)
def tidy(words: str) -> str:
    """Return the words of a label without markup, time marks, brackets and punctuation at the ends.

    Where nothing stands outside of the brackets they hold the name: [SPEAKER 1].
    """
    words = unescape(words) if "&" in words else words
    bare = _NOISE.sub(" ", _MARKS.sub(" ", words)).strip(_EDGES)
    if not bare and (only := _BRACKETED.search(words)):
        bare = _NOISE.sub(" ", only[1]).strip(_EDGES)
    return bare.replace(" ,", ",")


def _parentheses(words: str) -> tuple[str, list[str]]:
    """Return the words outside of parentheses and what stands inside each."""
    if "(" not in words:
        return words, []
    inside = [" ".join(p.split()) for p in _PARENTHESIS.findall(words)]
    return _PARENTHESIS.sub("", words).strip(_EDGES), [p for p in inside if p]


def _is_manner(inside: str) -> bool:
    """Return whether `inside` says how somebody is heard: VOICEOVER, via interpreter."""
    folded = fold(inside)
    return folded in MANNERS or folded.startswith(_OPENINGS)


def _declares(inside: str, name: str) -> bool:
    """Return whether `inside` is a short form of `name`: its initials, or a one-word pseudonym's."""
    if not _INITIALS.fullmatch(inside) or len(inside) < 2:
        return False
    letters = [w[0].upper() for w in re.split(r"[\s\-/]+", name) if w]
    return inside[0].upper() in letters and (len(letters) < 2 or len(letters) >= len(inside) - 1)


def _comma(words: str) -> tuple[str, str | None]:
    """Return name and role of "Name, Role" and "Role, Name"; suffixes stay with the name, joint speakers together."""
    name, comma, rest = (part.strip() for part in words.partition(","))
    if not comma or not rest:
        return name, None
    if _CREDENTIAL.fullmatch(rest.split(",")[0]):
        suffix, _, rest = (part.strip() for part in rest.partition(","))
        return f"{name}, {suffix}", rest or None
    if _INITIALS.fullmatch(name) and len(rest) < 60:
        return words, None
    if not is_name(name) and is_name(rest) and len(rest.split()) < 5:
        return rest, name
    return _bearer(words, rest) if _is_office_of(name) else (name, rest)


def _is_office_of(words: str) -> bool:
    """Return whether `words` are a title with its field or house, and no name: Minister of Trade, clerk at Dorset."""
    before, link, field = _FIELD.sub("\0", words, count=1).partition("\0")
    return " at " in words or (bool(link and field) and fold(before).rpartition(" ")[2] in TITLES)


def _bearer(words: str, rest: str) -> tuple[str, str | None]:
    """Return name and role where the office stands first, or its fields are parted by a comma before the name.

    Minister for Trade, Ana Reyes; Minister of Agriculture, Forestry and Water Ana Reyes.
    """
    before, *name = rest.rsplit(None, 2)
    listed = " and " in f" {before} "
    if listed and len(name) == 2 and _is_bare_name(name):
        return " ".join(name), words.removesuffix(rest) + before
    if is_name(rest) and len(rest.split()) < 4 and _is_bare_name(rest.split()):
        return rest, words.removesuffix(rest).strip(" ,")
    return words.removesuffix(rest).strip(" ,"), rest


@lru_cache(maxsize=65536)
def opens_with_office(name: str) -> bool:
    """Return whether a name stands behind its bearer's office: President of Ruritania Ana Reyes."""
    before, link, field = _FIELD.sub("\0", name, count=1).partition("\0")
    words = field.split()
    return bool(link) and fold(before).rpartition(" ")[2] in TITLES and len(words) > 2 and _is_bare_name(words[-2:])


def _is_bare_name(words: list[str]) -> bool:
    """Return whether `words` are two or more in capitals, the last neither a field nor a title: no Rural Affairs."""
    last = fold(words[-1])
    return len(words) > 1 and all(word[0].isupper() for word in words) and last not in FIELDS and last not in TITLES


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


@lru_cache(maxsize=65536)
def letters(name: str) -> str:
    """Return the initials that a name consists of, without points: GO of G.O.; "" of another. Q and A are nobody's."""
    return _POINTS.sub("", name) if _LETTERS.fullmatch(name) and name not in ("Q", "A") else ""


def stands_for(initials: str, name: str) -> bool:
    """Return whether `initials` are those of `name`, with or without its article and its particles."""
    words = [word for word in _PARTS.split(_THE.sub("", name, count=1)) if word]
    capital = "".join(word[0] for word in words if word[0].isupper())
    return initials in (capital, "".join(word[0].upper() for word in words))


def _is_capital(part: str) -> bool:
    letters = part.lstrip("([{'‘’\"“#@&-")
    return not letters or not letters[0].islower() or (not letters.isalpha() and any(map(str.isdigit, letters)))


@lru_cache(maxsize=65536)
def is_titled(name: str) -> bool:
    """Return whether `name` opens with a form of address that a name follows: Mrs. Reyes, Rt Hon Ana Reyes."""
    first, _, rest = _RIGHT.sub("", fold(name)).partition(" ")
    return bool(rest) and first in HONORIFICS and is_name(name)


@lru_cache(maxsize=65536)
def kind_of(name: str) -> PersonKind:
    """Return what kind of speaker the name of a label stands for."""
    folded = fold(_NUMBER.sub("", name))
    if folded in UNNAMED or not any(c.isalpha() for c in name):
        return PersonKind.UNNAMED
    bare = _THE.sub("", folded)
    if bare in OFFICES or any(bare.endswith(" " + office) for office in OFFICES):
        return PersonKind.OFFICE
    if any(word in GROUPS for word in bare.split()[-1:]) or _JOINED.search(name):
        return PersonKind.GROUP
    return PersonKind.PERSON


@lru_cache(maxsize=65536)
def is_speaker(name: str) -> bool:
    """Return whether `name` can be a speaker's: not "See", "Photo" or "Break"."""
    return fold(name) not in NOT_SPEAKERS
