"""Personal names: their parts, the order they are shown and sorted in, and the role that may stand before them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from anyascii import anyascii
from nameparser import FAMILY_FIRST, ParsedName, Parser, Policy
from nameparser import Lexicon as NameLexicon

from quotes.lexicon import Lexicon
from quotes.lexicon.packs import given_names
from quotes.lexicon.titles import titles
from quotes.people.countries import country, nationality
from quotes.text import fold

# One syllable of romanised Chinese, Korean or Vietnamese.
_SYLLABLE = (
    r"(?:zh|ch|sh|hs|ts|tr|th|ph|ng|nh|kh|gi|kw|hw|[bpmfdtnlgkhjqxrzcsywv])?"
    r"(?:yeong|yeon|yung|eong|uang|iang|iong|oong|ang|eng|ing|ong|ung|yun|yeo|youl|yeol|eol|oul|eon|eun|eum|ian|iao|uai|uan|uye|yen|ook|oon|eok|eul|ai|ei|ao|ou"
    r"|ye|yu|yo|ya|ou|an|en|in|on|un|ae|eo|oe|oo|ee|ia|ie|iu|ua|uo|ui|ue|er|uk|ok|ak|ik|ek|il|al|ol|ul|am|im|om|um|oc|uc|at|et|it|[aeiouy])"
)
_ASIAN_GIVEN = re.compile(rf"{_SYLLABLE}(?:-?{_SYLLABLE})?")
_LONG = 4  # words of a name behind a role that may open with a place
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*$")
_DASHES = re.compile(r"[‐-―]")


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


def tells_more(spelling: str, name: str, lexicon: Lexicon) -> bool:
    """Whether a spelling of somebody tells anything of the name that `name` does not: other parts, a sex, a generation.

    >>> [tells_more(spelling, "Ann Lee", ENGLISH) for spelling in ("Lee", "ANN LEE", "Ms. Lee", "Ann Leigh")]
    [False, False, True, True]
    """
    one, whole = parse(spelling, lexicon), parse(name, lexicon)
    told = one.suffix in ("", whole.suffix) and one.gender in ("", whole.gender)
    if one.is_full:
        return not told or (one.given, one.family) != (whole.given, whole.family)
    return not told or not {*one.given, *one.family} <= {*whole.given, *whole.family}


def sort_name(name: Name, lexicon: Lexicon) -> str:
    """Return the name as a list of names sorts it."""
    return name.text if name.family_first else _sorted(name.text, lexicon)


NO_LETTERS: frozenset[str] = frozenset()
PARTICLES = NameLexicon.default().particles


@cache
def _parser(family_first: bool, lexicon: Lexicon, letters: frozenset[str]) -> Parser:
    known = NameLexicon.default().add(titles={*titles(lexicon).addresses, *letters})
    return Parser(lexicon=known, policy=Policy(name_order=FAMILY_FIRST) if family_first else Policy())


@lru_cache(maxsize=256)
def _parsed(text: str, family_first: bool, lexicon: Lexicon, letters: frozenset[str]) -> ParsedName:
    return _parser(family_first, lexicon, letters).parse(text)


@lru_cache(maxsize=65536)
def parse(text: str, lexicon: Lexicon, letters: frozenset[str] = NO_LETTERS) -> Name:
    """Return the parts of the personal name `text`, which holds no role. Never fails; a mononym is a family name.

    `letters` are those that stand as forms of address on the page, and for no given name: M. Dupont.

    >>> parse("Dr. Ursula von der Leyen", ENGLISH).family, parse("Guo Shengkun", ENGLISH).family
    (('von', 'der', 'leyen'), ('guo',))
    """
    address, text = _addressed(" ".join(_DASHES.sub("-", text).split()), lexicon)
    if text[:1].islower() and fold(text.split()[0]) in PARTICLES:
        return Name(text, (), _parts(text))
    family_first = _is_family_first(text, lexicon)
    parsed = _parsed(text, family_first, lexicon, letters)
    given, family = _parts(f"{parsed.given} {parsed.middle}"), _parts(parsed.family)
    if not family:
        given, family = (), given
    return Name(
        text=_shown(text, parsed) if given and family else text,
        given=given,
        family=family or _parts(text),
        suffix=" ".join(part for part in _parts(parsed.suffix) if part in ("jr", "sr", "ii", "iii", "iv")),
        gender=_gender(address or parsed.title, lexicon, letters),
        family_first=family_first,
    )


def _addressed(text: str, lexicon: Lexicon) -> tuple[str, str]:
    """Return the form of address at the head of `text` behind an article, and the rest: A Sr.ª Ana Reis."""
    article, _, rest = text.partition(" ")
    address, _, name = rest.partition(" ")
    form = fold(address).replace(" ", "")
    if name and form in titles(lexicon).addresses and fold(article) in lexicon.words("address_articles"):
        return form, name
    return "", text


def _parts(text: str) -> tuple[str, ...]:
    return tuple(fold(anyascii(text.replace("'", "").replace("’", ""))).split())


def _shown(text: str, parsed: ParsedName) -> str:
    """Return the name without forms of address, as printed otherwise."""
    starts = (token.span.start for token in parsed.tokens if token.span and token.role.value != "title")
    return text[min(starts, default=0) :]


@lru_cache(maxsize=65536)
def _sorted(text: str, lexicon: Lexicon) -> str:
    parsed = _parsed(text, False, lexicon, NO_LETTERS)
    rest = " ".join(part for part in (parsed.given, parsed.middle) if part)
    return ", ".join(part for part in (parsed.family, rest, parsed.suffix) if part)


def _gender(title: str, lexicon: Lexicon, letters: frozenset[str]) -> str:
    genders = titles(lexicon).addresses
    if letters:
        genders = {**genders, **{letter: sex for letter, _, sex, _ in lexicon.columns("letter_addresses")}}
    return next((g for form in title.split() if (g := genders.get(form.lower().rstrip("."), "-")) != "-"), "")


def _is_family_first(text: str, lexicon: Lexicon) -> bool:
    first, *rest = fold(anyascii(text.replace("-", ""))).split() or [""]
    asian = bool(rest) and len(rest) < 3 and all(_ASIAN_GIVEN.fullmatch(part) for part in rest)
    if not asian or first not in lexicon.words("family_first") | lexicon.words("family_variants"):
        return False
    return len(rest) > 1 or rest[0] not in lexicon.words("family_first") or len(first) <= len(rest[0])


class Called(NamedTuple):
    """A name as printed, with the role printed around it set apart."""

    role: str | None
    name: str  # "" when there is only a role


@lru_cache(maxsize=65536)
def split_role(text: str, lexicon: Lexicon) -> Called:
    """Return the role that stands before the name in `text`, and the name.

    >>> split_role("China’s Minister of Public Security Guo Shenkun", ENGLISH)
    Called(role='China’s Minister of Public Security', name='Guo Shenkun')
    >>> split_role("Larry King", ENGLISH), split_role("THE PRESIDENT", ENGLISH)
    (Called(role=None, name='Larry King'), Called(role='THE PRESIDENT', name=''))
    """
    text, inside = _parenthesis(" ".join(text.split()))
    tokens = text.split()
    start = _name_start(tokens, lexicon)
    if not any(_is_head(tokens, i, lexicon) for i in range(start)):
        return Called(inside, text)
    start = _given_name(tokens, start, lexicon)
    role = " ".join(tokens[:start])
    return Called(role if not inside else f"{role} ({inside})", " ".join(tokens[start:]))


def _parenthesis(text: str) -> tuple[str, str | None]:
    match = _PARENTHESIS.search(text)
    return (text[: match.start()], match[1].strip()) if match and match.start() else (text, None)


def _given_name(tokens: list[str], start: int, lexicon: Lexicon) -> int:
    """Return where the given name stands in a long name that a place may open: President Republic of Elba | Ana Lee."""
    given = given_names(lexicon)
    if len(tokens) - start < _LONG or tokens[start].lower() in given:
        return start
    return next((i for i in range(start + 1, len(tokens) - 1) if tokens[i].lower() in given), start)


def _name_start(tokens: list[str], lexicon: Lexicon) -> int:
    """Return where the name begins: after the last word that can only be of a role."""
    start, links = len(tokens), lexicon.words("name_links")
    capitals = all(token.isupper() for token in tokens)
    while start and _may_be_name(tokens, start - 1, capitals, lexicon):
        start -= 1
    while start < len(tokens) and tokens[start][0].islower() and fold(tokens[start]) in links:
        start += 1
    after_link = start and fold(tokens[start - 1]) in links
    if after_link and len(tokens) - start > 2:
        start = len(tokens) - 2
    return start if not (after_link and len(tokens) - start == 1) else len(tokens)


def _may_be_name(tokens: list[str], i: int, capitals: bool, lexicon: Lexicon) -> bool:
    token, folded, last = tokens[i], fold(tokens[i]), i + 1 == len(tokens)
    if (
        _is_head(tokens, i, lexicon)
        or folded in lexicon.words("name_links")
        or token.endswith(("'s", "’s", "s'", "s’", ","))
    ):
        return False
    if not capitals and (folded in lexicon.words("fields") or (len(token) > 2 and token.isupper() and not last)):
        return False
    if not last and _is_country(tokens, i, lexicon):
        return False
    return token[0].isupper() or not token[0].isalpha() or folded in PARTICLES


def _is_country(tokens: list[str], i: int, lexicon: Lexicon) -> bool:
    """Whether a country's name or adjective ends at token i, after a link or at the beginning."""
    for start in range(max(0, i - 6), i + 1):
        begins = start == 0 or fold(tokens[start - 1]) in lexicon.words("name_links")
        words = " ".join(tokens[start : i + 1])
        if begins and (country(words, lexicon) or nationality(words, lexicon)):
            return any(_is_head(tokens, j, lexicon) for j in range(len(tokens)) if j != i)
    return False


def _is_head(tokens: list[str], i: int, lexicon: Lexicon) -> bool:
    """Whether token i says what a person is."""
    word = tokens[i].lower().strip(".,()").rsplit("/", 1)[-1]
    if word not in titles(lexicon).heads:
        return False
    if word in titles(lexicon).addresses:  # Lady Rourke; First Lady Ann Rourke
        return i > 0 and fold(tokens[i - 1]) in lexicon.words("modifiers")
    if i == 0 and len(tokens) == 2 and word in titles(lexicon).given:
        return False
    if i and word in titles(lexicon).surnames:
        before = fold(tokens[i - 1])
        belongs = before in lexicon.words("modifiers") or before in lexicon.words("name_links")
        return belongs or nationality(tokens[i - 1], lexicon) is not None
    return True
