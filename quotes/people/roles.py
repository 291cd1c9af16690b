"""Printed roles → title, body and country."""

from __future__ import annotations

import re
from functools import lru_cache

from quotes import wordlists
from quotes.model import Role
from quotes.people.countries import country, nationality
from quotes.text import fold

_COMMA = re.compile(r"\s*[,;]\s*")
_JOINT = re.compile(r"\s+(?:and|&)\s+|(?<=\w)/(?=\w)")
_LINK = re.compile(r"\s+(?:of|for|at|in|to|from|with|under)\s+", re.IGNORECASE)
_PLACE = re.compile(r"\s+(?:of|in|to|at|for)\s+(?:the\s+)?", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?P<owner>.+?)(?:['’]s|s['’])\s+(?P<rest>.+)")
_PARTY = re.compile(r"(?:[RDI]|Rep|Dem|Ind)\.?(?:\s*[-–—]\s*[A-Z][\w. ]*)?")
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_SMALL = frozenset({"of", "and", "the", "for", "&", "in"})  # small words inside a name that is otherwise in capitals
_ACTIVITY_ENDING = re.compile(r"[a-z]{2,}ing")
_SPELLED = {"defense": "defence", "chairwoman": "chairman", "chairperson": "chairman", "chair": "chairman"}
_EMPTY = frozenset({"of", "for", "the", "and", "affairs"})
_OF_STATES = frozenset({"governor", "senator", "congressman", "congresswoman", "attorney general", "representative"})


@lru_cache(maxsize=16384)
def roles(text: str) -> tuple[Role, ...]:
    """Return the roles that `text`, as printed beside a name, names; an activity ("writing for …") is none.

    The text of each is the part that names it; where two share a body, it is written out with both.

    >>> [(r.title, r.body, r.country) for r in roles("Minister of Health of China, Member of the State Council")]
    [('Minister of Health', 'China', 'CN'), ('Member', 'State Council', None)]
    """
    text = " ".join(text.split()).strip(" ,;:")
    inside = _PARENTHESIS.findall(text)
    outside = _PARENTHESIS.sub("", text)
    if inside and inside[-1].casefold() in wordlists.words("modifiers"):
        outside = f"{inside.pop()} {outside}"
    found = [role for piece in _pieces(outside) for role in _role(piece)]
    return tuple(dict.fromkeys([*found, *(_bare(part) for part in inside if part.strip())]))


def _pieces(text: str) -> list[str]:
    """Cut a label's role at the commas behind which another title begins."""
    pieces: list[str] = []
    for part in (part for part in _COMMA.split(text) if part):
        if _is_activity(part):
            break
        if pieces and not _opens_title(part):
            pieces[-1] += f", {part}"
        else:
            pieces.append(part)
    return pieces


def _is_activity(part: str) -> bool:
    first, *rest = part.split()
    if fold(first) in wordlists.words("activities"):
        return True
    return bool(rest) and bool(_ACTIVITY_ENDING.fullmatch(first)) and _head(part) is None


def _opens_title(part: str) -> bool:
    """Whether a title stands at the beginning of `part`: "Minister of …", "Deputy Director"; not "President Bush"."""
    before = _LINK.split(_COMMA.split(part)[0])[0]
    head = _head(before)
    return head is not None and not before[head:].strip()


def _head(text: str) -> int | None:
    """Return where the first run of title words in `text` ends; None when it holds no title."""
    end = None
    for match in re.finditer(r"\S+", text):
        if _is_head(match.group()):
            end = match.end()
        elif end is not None and not _belongs_to_title(match.group()):
            break
    return end


def _is_head(word: str) -> bool:
    parts = word.casefold().strip(".,()").split("/")
    return any(part in wordlists.titles().heads for part in parts)


def _role(text: str) -> list[Role]:
    """Return the roles of a piece that holds one title, or several joined by "and" or a slash that share a body."""
    for joint in _JOINT.finditer(text):
        before, after = text[: joint.start()], text[joint.end() :]
        if _opens_title(after) and _head(before) is not None:
            return _sharing(_single(before), _role(after))
    return [_single(text)]


def _sharing(first: Role, rest: list[Role]) -> list[Role]:
    """Give the body that only one side of an "and" prints to the other side, too."""
    if first.body is None and rest[-1].body:
        return [_with_body(first, rest[-1]), *rest]
    if first.body:
        rest = [role if role.body else _with_body(role, first) for role in rest]
    return [first, *rest]


def _with_body(role: Role, other: Role) -> Role:
    return Role(f"{role.text}, {other.body}", role.title, other.body, role.country or other.country)


def _single(printed: str) -> Role:
    text = _without_article(printed)
    if _head(text) is None:
        return _bare(text)
    owner, text = _owner(text)
    title, body = _title_and_body(text)
    land = _country(title, owner) or _country(title, body)
    if body is None and owner and not (nationality(owner) and not country(owner)):
        body = owner
    return Role(printed, title, body, land)


def _without_article(text: str) -> str:
    article = _ARTICLE.match(text)
    return text[article.end() :] if article else text


def _bare(text: str) -> Role:
    """Return what is printed without a title: an outlet, a party, a place, or a title that no list knows."""
    party = _PARTY.fullmatch(text)
    if party:
        return Role(text, "", text, "US")
    if not all(word[0].isupper() or not word[0].isalpha() or word in _SMALL for word in text.split()):
        return Role(text, text)
    return Role(text, "", text, country(text) or country(text.rsplit(",", 1)[-1]))


def _owner(text: str) -> tuple[str | None, str]:
    """Split what stands before the title: "China's", "U.S.", "CNN", "White House"."""
    match = _POSSESSIVE.match(text)
    if match and _head(match["rest"]) is not None and _head(match["owner"]) is None:
        return match["owner"], match["rest"]
    tokens = text.split()
    head = next(i for i, token in enumerate(tokens) if _is_head(token))
    start = head
    while start and _belongs_to_title(tokens[start - 1]):
        start -= 1
    return _prefix(tokens, start)


def _prefix(tokens: list[str], start: int) -> tuple[str | None, str]:
    """Return the body before the title, keeping words such as "former" with the title."""
    time = [token for token in tokens[:start] if fold(token) in ("former", "acting", "ex", "then")]
    owner = " ".join(token for token in tokens[:start] if token not in time)
    return owner or None, " ".join([*time, *tokens[start:]])


def _belongs_to_title(word: str) -> bool:
    if nationality(word):
        return False
    return word[0].islower() or all(part in wordlists.words("modifiers") for part in fold(word).split())


def _title_and_body(text: str) -> tuple[str, str | None]:
    """Split "Minister of Health of Belarus", "Director of the Institute", "Scientist, Natural Council"."""
    head, comma, after = text.partition(", ")
    title, body = _by_link(head)
    if not comma:
        return title, body
    if body is None and not _LINK.search(head):
        return title, after
    if body:
        return title, f"{body}, {after}"
    return (
        (title, after)
        if country(after) or not wordlists.words("bodies").isdisjoint(fold(after).split())
        else (text, None)
    )


def _by_link(text: str) -> tuple[str, str | None]:
    fixed = _fixed_title(text)
    if fixed == len(text):
        return text, None
    for place in _PLACE.finditer(text, fixed):
        title = text[: place.start()]
        if country(text[place.end() :]) and (place.start() == fixed or _keeps_field(title) or not _LINK.search(title)):
            return title, text[place.end() :]
    link = _LINK.search(text, fixed or _head(text) or 0)
    if link is None:
        return text, None
    if not fixed and _keeps_field(text[: link.start()]):
        return _after_field(text, link)
    return text[: link.start()], _without_article(text[link.end() :]) or None


def _fixed_title(text: str) -> int:
    """Return where a title such as "Chief of Staff", with which text begins, ends; 0 when there is none."""
    ends = [*(match.start() for match in _LINK.finditer(text)), len(text)]
    return max((end for end in ends if fold(text[:end]) in wordlists.titles().whole), default=0)


def _keeps_field(title: str) -> bool:
    """Whether what follows "of" names the field of work, as after "Minister"."""
    first = _LINK.split(title)[0].split()
    return bool(first) and (
        first[-1].casefold() in wordlists.titles().fields or title.casefold().endswith("vice president")
    )


def _after_field(text: str, link: re.Match[str]) -> tuple[str, str | None]:
    """Split "VP of Privacy Sandbox at Google": the field stays with the title, the body follows "at" or a country."""
    for match in re.finditer(r"\s+(?:at|with)\s+(?:the\s+)?", text[link.end() :]):
        return text[: link.end() + match.start()], text[link.end() + match.end() :]
    return text, None


def _country(title: str, body: str | None) -> str | None:
    """Return the country that a body names, at its end or at its beginning."""
    if body is None:
        return None
    if fold(body) == "georgia":
        return "US" if fold(title) in _OF_STATES else "GE"
    ends = (0, *(match.end() for pattern in (_PLACE, _COMMA) for match in pattern.finditer(body)))
    first = body.split()[:2]
    candidates = (body.partition(" to ")[0], *(body[end:] for end in ends), *first[:1], " ".join(first))
    return next((code for part in candidates if (code := country(part) or nationality(part))), None)


def same_role(one: Role, other: Role) -> bool:
    """Whether two printed roles of one person are one role: the same title, and no two countries or bodies."""
    if one is other:  # as a rule: the same words are read once
        return True
    if title_key(one.title) != title_key(other.title):
        return False
    if one.country and other.country:
        return one.country == other.country and (_is_land(one) or _is_land(other) or _one_body(one.body, other.body))
    return not (one.body and other.body) or _one_body(one.body, other.body)


def _one_body(one: str | None, other: str | None) -> bool:
    """Whether two printed bodies are one: by their words, or one by the initials of the other."""
    a, b = (
        [word for word in fold(body or "").split() if word not in ("the", "of", "for", "and")] for body in (one, other)
    )
    return a == b or any("".join(word[0] for word in long) == "".join(short) for long, short in ((a, b), (b, a)))


@lru_cache(maxsize=16384)
def title_key(title: str) -> str:
    """Return a title as compared: "Minister of Foreign Affairs" is "Foreign Minister".

    >>> title_key("Minister of Foreign Affairs") == title_key("foreign minister")
    True
    """
    kept = {_SPELLED.get(word, word) for word in fold(title).split()} - _EMPTY
    return " ".join(sorted(kept))


def _is_land(role: Role) -> bool:
    """Whether the body of a role is the country itself."""
    return role.body is None or (country(role.body) or nationality(role.body)) is not None
