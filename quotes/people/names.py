"""Personal names: their parts, the order they are shown and sorted in, and the role that may stand before them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from anyascii import anyascii
from nameparser import FAMILY_FIRST, Lexicon, ParsedName, Parser, Policy

from quotes import wordlists
from quotes.people.countries import country, nationality
from quotes.text import fold

# One syllable of romanised Chinese, Korean or Vietnamese.
_SYLLABLE = (
    r"(?:zh|ch|sh|hs|ts|tr|th|ph|ng|nh|kh|gi|kw|hw|[bpmfdtnlgkhjqxrzcsywv])?"
    r"(?:yeong|yeon|yung|eong|uang|iang|iong|oong|ang|eng|ing|ong|ung|yun|yeo|youl|yeol|eol|oul|eon|eun|eum|ian|iao|uai|uan|uye|yen|ook|oon|eok|eul|ai|ei|ao|ou"
    r"|ye|yu|yo|ya|ou|an|en|in|on|un|ae|eo|oe|oo|ee|ia|ie|iu|ua|uo|ui|ue|er|uk|ok|ak|ik|ek|il|al|ol|ul|am|im|om|um|oc|uc|at|et|it|[aeiouy])"
)
_ASIAN_GIVEN = re.compile(rf"{_SYLLABLE}(?:-?{_SYLLABLE})?")
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*$")
_DASHES = re.compile(r"[‐-―]")
_LINKS = frozenset({"of", "for", "the", "to", "at", "in", "and", "on", "with"})


class Name(NamedTuple):
    """The parts of a name, folded to ASCII; `text` is the name as shown."""

    text: str
    given: tuple[str, ...]  # given and middle names, initials among them
    family: tuple[str, ...]  # with particles
    suffix: str = ""  # of generation: "jr"
    gender: str = ""  # m or f, where the form of address tells
    family_first: bool = False
    printed: str = ""  # the name with the role before it, where a label has no given name: "PRESIDENT TRUMP"

    @property
    def shown(self) -> str:
        """The name as the person is called by."""
        return self.printed or self.text

    @property
    def is_full(self) -> bool:
        """Whether both a given and a family name are there."""
        return bool(self.given and self.family)

    @property
    def sort_name(self) -> str:
        """The name as a list of names sorts it."""
        return _sorted(self.text) if not self.family_first else self.text


@cache
def _parser(family_first: bool) -> Parser:
    lexicon = Lexicon.default()
    lexicon = lexicon.add(titles={*wordlists.titles().addresses})
    return Parser(lexicon=lexicon, policy=Policy(name_order=FAMILY_FIRST) if family_first else Policy())


@lru_cache(maxsize=256)
def _parsed(text: str, family_first: bool) -> ParsedName:
    return _parser(family_first).parse(text)


@lru_cache(maxsize=65536)
def parse(text: str) -> Name:
    """Return the parts of the personal name `text`, which holds no role. Never fails; a mononym is a family name.

    >>> parse("Dr. Ursula von der Leyen").family, parse("Guo Shengkun").family
    (('von', 'der', 'leyen'), ('guo',))
    """
    text = " ".join(_DASHES.sub("-", text).split())
    if text[:1].islower() and fold(text.split()[0]) in Lexicon.default().particles:
        return Name(text, (), _parts(text))
    family_first = _is_family_first(text)
    parsed = _parsed(text, family_first)
    given, family = _parts(f"{parsed.given} {parsed.middle}"), _parts(parsed.family)
    if not family:
        given, family = (), given
    return Name(
        text=_shown(text, parsed) if given and family else text,
        given=given,
        family=family or _parts(text),
        suffix=" ".join(part for part in _parts(parsed.suffix) if part in ("jr", "sr", "ii", "iii", "iv")),
        gender=_gender(parsed.title),
        family_first=family_first,
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(fold(anyascii(text.replace("'", "").replace("’", ""))).split())


def _shown(text: str, parsed: ParsedName) -> str:
    """Return the name without forms of address, as printed otherwise."""
    starts = (token.span.start for token in parsed.tokens if token.span and token.role.value != "title")
    return text[min(starts, default=0) :]


@lru_cache(maxsize=65536)
def _sorted(text: str) -> str:
    parsed = _parsed(text, False)
    rest = " ".join(part for part in (parsed.given, parsed.middle) if part)
    return ", ".join(part for part in (parsed.family, rest, parsed.suffix) if part)


def _gender(title: str) -> str:
    genders = wordlists.titles().addresses
    return next((g for form in title.split() if (g := genders.get(form.lower().rstrip("."), "-")) != "-"), "")


def _is_family_first(text: str) -> bool:
    first, *rest = fold(anyascii(text.replace("-", ""))).split() or [""]
    asian = bool(rest) and len(rest) < 3 and all(_ASIAN_GIVEN.fullmatch(part) for part in rest)
    if not asian or first not in wordlists.words("family_first") | wordlists.words("family_variants"):
        return False
    return len(rest) > 1 or rest[0] not in wordlists.words("family_first") or len(first) <= len(rest[0])


class Called(NamedTuple):
    """A name as printed, with the role printed around it set apart."""

    role: str | None
    name: str  # "" when there is only a role


@lru_cache(maxsize=65536)
def split_role(text: str) -> Called:
    """Return the role that stands before the name in `text`, and the name.

    >>> split_role("China’s Minister of Public Security Guo Shenkun")
    Called(role='China’s Minister of Public Security', name='Guo Shenkun')
    >>> split_role("Larry King"), split_role("THE PRESIDENT")
    (Called(role=None, name='Larry King'), Called(role='THE PRESIDENT', name=''))
    """
    text, inside = _parenthesis(" ".join(text.split()))
    tokens = text.split()
    start = _name_start(tokens)
    if not any(_is_head(tokens, i) for i in range(start)):
        return Called(inside, text)
    role = " ".join(tokens[:start])
    return Called(role if not inside else f"{role} ({inside})", " ".join(tokens[start:]))


def _parenthesis(text: str) -> tuple[str, str | None]:
    match = _PARENTHESIS.search(text)
    return (text[: match.start()], match[1].strip()) if match and match.start() else (text, None)


def _name_start(tokens: list[str]) -> int:
    """Return where the name begins: after the last word that can only be of a role."""
    start = len(tokens)
    capitals = all(token.isupper() for token in tokens)
    while start and _may_be_name(tokens, start - 1, capitals):
        start -= 1
    while start < len(tokens) and tokens[start][0].islower() and fold(tokens[start]) in _LINKS:
        start += 1
    after_link = start and fold(tokens[start - 1]) in _LINKS
    if after_link and len(tokens) - start > 2:
        start = len(tokens) - 2
    return start if not (after_link and len(tokens) - start == 1) else len(tokens)


def _may_be_name(tokens: list[str], i: int, capitals: bool) -> bool:
    token, folded, last = tokens[i], fold(tokens[i]), i + 1 == len(tokens)
    if _is_head(tokens, i) or folded in _LINKS or token.endswith(("'s", "’s", "s'", "s’", ",")):
        return False
    if not capitals and (folded in wordlists.words("fields") or (len(token) > 2 and token.isupper() and not last)):
        return False
    if not last and _is_country(tokens, i):
        return False
    return token[0].isupper() or not token[0].isalpha() or folded in Lexicon.default().particles


def _is_country(tokens: list[str], i: int) -> bool:
    """Whether a country's name or adjective ends at token i, after a link or at the beginning."""
    for start in range(max(0, i - 6), i + 1):
        begins = start == 0 or fold(tokens[start - 1]) in _LINKS
        if begins and (country(" ".join(tokens[start : i + 1])) or nationality(" ".join(tokens[start : i + 1]))):
            return any(_is_head(tokens, j) for j in range(len(tokens)) if j != i)
    return False


def _is_head(tokens: list[str], i: int) -> bool:
    """Whether token i says what a person is."""
    word = tokens[i].lower().strip(".,()").rsplit("/", 1)[-1]
    if word not in wordlists.titles().heads:
        return False
    if i == 0 and len(tokens) == 2 and word in wordlists.titles().given:
        return False
    if i and word in wordlists.titles().surnames:
        before = fold(tokens[i - 1])
        return before in wordlists.words("modifiers") or before in _LINKS or nationality(tokens[i - 1]) is not None
    return True
