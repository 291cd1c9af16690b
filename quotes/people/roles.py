"""Printed roles → title, body and country.

The words are the lexicon's; the grammar that joins them (“of …”, “…’s”, the article) is that of English.
"""

from __future__ import annotations

import re
from functools import lru_cache

from quotes.lexicon import Lexicon
from quotes.lexicon.titles import titles
from quotes.model import Role
from quotes.people.countries import country, is_land, nationality
from quotes.text import fold

_COMMA = re.compile(r"\s*[,;]\s*")
_JOINT = re.compile(r"\s+(?:and|&)\s+|(?<=\w)/(?=\w)")
_LINK = re.compile(r"\s+(?:of|for|at|in|to|from|with|under)\s+", re.IGNORECASE)
_PLACE = re.compile(r"\s+(?:of|in|to|at|for)\s+(?:the\s+)?", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?P<owner>.+?)(?:['’]s|(?<=s)['’])\s+(?P<rest>.+)")
_PARTY = re.compile(r"(?:[RDI]|Rep|Dem|Ind)\.?(?:\s*[-–—]\s*[A-Z][\w. ]*)?")
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
# A day in figures before a role, as rows of a list have it: 3/4/2025 the mayor
_DAY = re.compile(r"(?:on )?\d{1,4}([./-])\d{1,2}\1\d{2,4},? +(?=\S)", re.IGNORECASE)
_SMALL = frozenset({"of", "and", "the", "for", "&", "in"})  # small words inside a name that is otherwise in capitals
_ACTIVITY_ENDING = re.compile(r"[a-z]{2,}ing")


@lru_cache(maxsize=16384)
def roles(text: str, lexicon: Lexicon) -> tuple[Role, ...]:
    """Return the roles that `text`, as printed beside a name, names; an activity ("writing for …") is none.

    The text of each is the part that names it; where two share a body, it is written out with both.

    >>> [(r.title, r.body, r.country) for r in roles("Minister of Health of China, Member of the Council", ENGLISH)]
    [('Minister of Health', 'China', 'CN'), ('Member', 'Council', None)]
    """
    text = " ".join(text.split()).strip(" ,;:")
    text = text[day.end() :] if (day := _DAY.match(text)) else text
    inside = _PARENTHESIS.findall(text)
    outside = _PARENTHESIS.sub("", text)
    if inside and inside[-1].casefold() in lexicon.words("modifiers"):
        outside = f"{inside.pop()} {outside}"
    found = [role for piece in _pieces(outside, lexicon) for role in _role(piece, lexicon)]
    return tuple(dict.fromkeys([*found, *(_bare(part, lexicon) for part in inside if part.strip())]))


def _pieces(text: str, lexicon: Lexicon) -> list[str]:
    """Cut a label's role at the commas behind which another title begins."""
    pieces: list[str] = []
    for part in (part for part in _COMMA.split(text) if part):
        if _is_activity(part, lexicon):
            break
        if pieces and not _opens_title(part, lexicon):
            pieces[-1] += f", {part}"
        else:
            pieces.append(part)
    return pieces


def _is_activity(part: str, lexicon: Lexicon) -> bool:
    first, *rest = part.split()
    if fold(first) in lexicon.words("activities"):
        return True
    return bool(rest) and bool(_ACTIVITY_ENDING.fullmatch(first)) and _head(part, lexicon) is None


def _opens_title(part: str, lexicon: Lexicon) -> bool:
    """Whether a title stands at the beginning of `part`: "Minister of …", "Deputy Director"; not "President Bush"."""
    before = _LINK.split(_COMMA.split(part)[0])[0]
    head = _head(before, lexicon)
    return head is not None and not before[head:].strip()


def _head(text: str, lexicon: Lexicon) -> int | None:
    """Return where the first run of title words in `text` ends; None when it holds no title."""
    end = None
    for match in re.finditer(r"\S+", text):
        if _is_head(match.group(), lexicon):
            end = match.end()
        elif end is not None and not _belongs_to_title(match.group(), lexicon):
            break
    return end


def _is_head(word: str, lexicon: Lexicon) -> bool:
    parts = word.casefold().strip(".,()").split("/")
    return any(part in titles(lexicon).heads for part in parts)


def _is_short_title(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a title as it is printed right before a name: "Sen."."""
    return word.endswith(".") and word.casefold().strip(".") in titles(lexicon).short


def _role(text: str, lexicon: Lexicon) -> list[Role]:
    """Return the roles of a piece that holds one title, or several joined by "and" or a slash that share a body."""
    for joint in _JOINT.finditer(text):
        before, after = text[: joint.start()], text[joint.end() :]
        if _opens_title(after, lexicon) and _head(before, lexicon) is not None:
            return _sharing(_single(before, lexicon), _role(after, lexicon))
        if _is_short_title(after.split()[0], lexicon) and _head(before, lexicon) is None:
            return _role(after, lexicon)  # "Clinton and Sen.": another one's name before the title
    return [_single(text, lexicon)]


def _sharing(first: Role, rest: list[Role]) -> list[Role]:
    """Give the body that only one side of an "and" prints to the other side, too."""
    if first.body is None and rest[-1].body:
        return [_with_body(first, rest[-1]), *rest]
    if first.body:
        rest = [role if role.body else _with_body(role, first) for role in rest]
    return [first, *rest]


def _with_body(role: Role, other: Role) -> Role:
    return Role(f"{role.text}, {other.body}", role.title, other.body, role.country or other.country)


def _single(printed: str, lexicon: Lexicon) -> Role:
    text = _without_article(printed)
    if _head(text, lexicon) is None:
        return _bare(text, lexicon)
    owner, text = _owner(text, lexicon)
    title, body = _title_and_body(text, lexicon)
    land = _country(title, owner, lexicon) or _country(title, body, lexicon)
    if body is None and owner and not (nationality(owner, lexicon) and not country(owner, lexicon)):
        body = owner
    return Role(printed, title, body, land)


def _without_article(text: str) -> str:
    article = _ARTICLE.match(text)
    return text[article.end() :] if article else text


def _bare(text: str, lexicon: Lexicon) -> Role:
    """Return what is printed without a title: an outlet, a party, a place, or a title that no list knows."""
    party = _PARTY.fullmatch(text)
    if party:
        return Role(text, "", text, "US")
    if not all(word[0].isupper() or not word[0].isalpha() or word in _SMALL for word in text.split()):
        return Role(text, text)
    return Role(text, "", text, country(text, lexicon) or country(text.rsplit(",", 1)[-1], lexicon))


def _owner(text: str, lexicon: Lexicon) -> tuple[str | None, str]:
    """Split what stands before the title: "China's", "U.S.", "CNN", "White House"."""
    match = _POSSESSIVE.match(text)
    if match and _head(match["rest"], lexicon) is not None and _head(match["owner"], lexicon) is None:
        return match["owner"], match["rest"]
    tokens = text.split()
    head = next(i for i, token in enumerate(tokens) if _is_head(token, lexicon))
    start = head
    while start and _belongs_to_title(tokens[start - 1], lexicon):
        start -= 1
    return _prefix(tokens, start, lexicon)


def _prefix(tokens: list[str], start: int, lexicon: Lexicon) -> tuple[str | None, str]:
    """Return the body before the title, keeping words such as "former" with the title."""
    time = [token for token in tokens[:start] if fold(token) in lexicon.words("terms")]
    owner = " ".join(token for token in tokens[:start] if token not in time)
    return owner or None, " ".join([*time, *tokens[start:]])


def _belongs_to_title(word: str, lexicon: Lexicon) -> bool:
    if nationality(word, lexicon):
        return False
    return word[0].islower() or all(part in lexicon.words("modifiers") for part in fold(word).split())


def _title_and_body(text: str, lexicon: Lexicon) -> tuple[str, str | None]:
    """Split "Minister of Health of Belarus", "Director of the Institute", "Scientist, Natural Council"."""
    head, comma, after = text.partition(", ")
    title, body = _by_link(head, lexicon)
    if not comma:
        return title, body
    if body is None and not _LINK.search(head):
        return title, after
    if body:
        return title, f"{body}, {after}"
    return (
        (title, after)
        if country(after, lexicon) or not lexicon.words("bodies").isdisjoint(fold(after).split())
        else (text, None)
    )


def _by_link(text: str, lexicon: Lexicon) -> tuple[str, str | None]:
    fixed = _fixed_title(text, lexicon)
    if fixed == len(text):
        return text, None
    for place in _PLACE.finditer(text, fixed):
        title = text[: place.start()]
        if country(text[place.end() :], lexicon) and (
            place.start() == fixed or _keeps_field(title, lexicon) or not _LINK.search(title)
        ):
            return title, text[place.end() :]
    link = _LINK.search(text, fixed or _head(text, lexicon) or 0)
    if link is None:
        return text, None
    if not fixed and _keeps_field(text[: link.start()], lexicon):
        return _after_field(text, link)
    return text[: link.start()], _without_article(text[link.end() :]) or None


def _fixed_title(text: str, lexicon: Lexicon) -> int:
    """Return where a title such as "Chief of Staff", with which text begins, ends; 0 when there is none."""
    ends = [*(match.start() for match in _LINK.finditer(text)), len(text)]
    return max((end for end in ends if fold(text[:end]) in titles(lexicon).whole), default=0)


def _keeps_field(title: str, lexicon: Lexicon) -> bool:
    """Whether what follows "of" names the field of work, as after "Minister"."""
    first = _LINK.split(title)[0].split()
    return bool(first) and (
        first[-1].casefold() in titles(lexicon).fields or title.casefold().endswith("vice president")
    )


def _after_field(text: str, link: re.Match[str]) -> tuple[str, str | None]:
    """Split "VP of Privacy Sandbox at Google": the field stays with the title, the body follows "at" or a country."""
    if link.group().strip().casefold() in ("at", "with"):
        return text[: link.start()], _without_article(text[link.end() :])
    for match in re.finditer(r"\s+(?:at|with)\s+(?:the\s+)?", text[link.end() :]):
        return text[: link.end() + match.start()], text[link.end() + match.end() :]
    return text, None


def _country(title: str, body: str | None, lexicon: Lexicon) -> str | None:
    """Return the country that a body names, at its end or at its beginning."""
    if body is None:
        return None
    if fold(body) == "georgia":
        return "US" if fold(title) in lexicon.phrases("state_offices") else "GE"
    ends = (0, *(match.end() for pattern in (_PLACE, _COMMA) for match in pattern.finditer(body)))
    first = body.split()[:2]
    candidates = (body.partition(" to ")[0], *(body[end:] for end in ends), *first[:1], " ".join(first))
    return next((code for part in candidates if (code := country(part, lexicon) or nationality(part, lexicon))), None)


def same_role(one: Role, other: Role, lexicon: Lexicon) -> bool:
    """Whether two printed roles of one person are one role: the same title, and no two countries or bodies."""
    if one is other:  # as a rule: the same words are read once
        return True
    if title_key(one.title, lexicon) != title_key(other.title, lexicon):
        return False
    if one.country and other.country:
        return one.country == other.country and (
            _is_land(one, lexicon) or _is_land(other, lexicon) or one_body(one.body, other.body)
        )
    return not (one.body and other.body) or one_body(one.body, other.body)


def one_body(one: str | None, other: str | None) -> bool:
    """Whether two printed bodies are one: by their words, or one by the initials of the other."""
    a, b = body_words(one or ""), body_words(other or "")
    return a == b or any("".join(word[0] for word in long) == "".join(short) for long, short in ((a, b), (b, a)))


def body_words(body: str) -> list[str]:
    """Return the words of a printed body that tell it from another."""
    return [word for word in fold(body).split() if word not in ("the", "of", "for", "and")]


@lru_cache(maxsize=16384)
def title_key(title: str, lexicon: Lexicon) -> str:
    """Return a title as compared: "Minister of Foreign Affairs" is "Foreign Minister".

    >>> title_key("Minister of Foreign Affairs", ENGLISH) == title_key("foreign minister", ENGLISH)
    True
    """
    spelled = lexicon.keyed("title_spellings")
    kept = {spelled.get(word, word) for word in fold(title).split()} - lexicon.words("title_links")
    return " ".join(sorted(kept))


def _is_land(role: Role, lexicon: Lexicon) -> bool:
    """Whether the body of a role is the country itself."""
    return role.body is None or is_land(role.body, lexicon)
