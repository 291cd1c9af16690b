"""Who asks and who answers in an interview without labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache

from quotes.labels.words import label_words, opens_with_given
from quotes.lexicon import Lexicon
from quotes.lexicon.titles import titles
from quotes.model import Mention, PersonKind, Span
from quotes.page import Label, Page
from quotes.text import either, fold

_LINKED = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)|\*\*([^*\[\]]+)\*\*")
_CAPITAL = r"[^\W\d_a-zß-ÿ](?:\.|[\w'’-]+)"
_PERSONAL = re.compile(r"[^\W\d_a-zß-ÿ][^\W\dA-Z_]+(?:\s+[^\W\d_][^\W\d_.'’-]*){1,3}")
_DESCRIBED = re.compile(r",[ \t]+(?=[^\W\d_A-ZÀ-Þ])[^\n:]*(?:$|\n)")  # Interview: Ana Reyes, | director of the zoo
# What whom nobody names is called; English, as all that the program says.
ASKS, ANSWERS = "Interviewer", "Interviewee"
_PARTICLE = "P"  # of a name, as classes.txt calls it: van, de


def in_turn(page: Page, marks: Sequence[Label]) -> list[Mention]:
    """Return whom the marks stand for, question and answer in turn.

    The person who answers is the only one that the introduction links or prints in bold; otherwise nobody is named.
    """
    person = _introduced(page, page.source(marks[0].who).start, page.lexicon) if marks else None
    return [
        _nobody(page, mark, ASKS) if number % 2 == 0 else person or _nobody(page, mark, ANSWERS)
        for number, mark in enumerate(marks)
    ]


def interviewed(head: str, asked: Iterable[str], lexicon: Lexicon) -> str:
    """Return whom alone `head`, the words above the first label, says to be interviewed: Interview with Ana Reyes.

    Where what is `asked` calls somebody by name (Ms Reyes, …), it is whom the head names so, and not as its author.
    """
    called = _called(asked, lexicon)
    told = [found for found in _interview(lexicon).finditer(head) if called or _is_told(found, lexicon)]
    names = {_name(found["name"]) for found in told}
    if called:
        names = {name for name in (*names, *_named(head, called, lexicon)) if fold(name.split()[-1]) in called}
    return names.pop() if len(names) == 1 and len(called) < 2 else ""


def _called(asked: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    """Return the folded family names by which questions call upon somebody as they open."""
    calls = filter(None, (_call(lexicon).match(words.lstrip()) for words in asked))
    given = label_words(lexicon).given
    return frozenset(fold(found["family"]) for found in calls if not found["given"] or fold(found["given"]) in given)


def _name(printed: str) -> str:
    return " ".join(printed.split()).rstrip(".'’")


def _is_told(found: re.Match[str], lexicon: Lexicon) -> bool:
    """Tell whether a name is that of who answers. Behind a colon may stand who asks, or another title.

    Interview: Ana Reyes, director of the zoo; not: Interview: Nora Quill; Interview: Ten Hard Questions
    """
    if not found["said"].endswith(":"):
        return True
    described = _DESCRIBED.match(found.string, found.end())
    return opens_with_given(_name(found["name"]), lexicon) and bool(described)


def _named(head: str, called: Set[str], lexicon: Lexicon) -> Iterator[str]:
    """Yield the full names in `head` with a family name by which somebody is `called`, but for those of a byline."""
    for found in _full_name(lexicon).finditer(head):
        words = found.group().split()
        ends = [i for i, word in enumerate(words) if fold(word.rstrip(".'’")) in called]
        if not ends or _is_byline(head[: found.start()], lexicon):
            continue
        words = words[: ends[-1] + 1]
        starts = [i for i in range(ends[-1]) if fold(words[i]) in label_words(lexicon).given]
        name = _name(" ".join(words[starts[0] :] if starts else words))
        if " " in name:
            yield name


def _is_byline(before: str, lexicon: Lexicon) -> bool:
    """Tell whether the words on a line before a name say that it is that of an author: By …; Text: …"""
    return _byline(lexicon).search(before.rpartition("\n")[2]) is not None


@cache
def _byline(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b{either(lexicon.lines('bylines'))}[*_\s]*:?[*_\s]*$", re.IGNORECASE)


@cache
def _call(lexicon: Lexicon) -> re.Pattern[str]:
    """Return how somebody is called upon by name: Ms Reyes, …; So, Mr. Lind, …; Ana Reyes, …"""
    addresses = either(titles(lexicon).prose_addresses)
    family = rf"(?:{_particles(lexicon)}[ \t]+)?(?P<family>{_CAPITAL}(?<![.]))"
    name = rf"(?:(?i:{addresses})\.?|(?P<given>{_CAPITAL}))[ \t]+{family}"
    return re.compile(rf"(?:[^\W\d_]+,[ \t]+)?{name},")


def _particles(lexicon: Lexicon) -> str:
    return either(word for word, key in lexicon.keyed("classes").items() if key[0] == _PARTICLE)


@cache
def _full_name(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"{_CAPITAL}(?:[ \t]+(?:{_particles(lexicon)}[ \t]+)?{_CAPITAL}){{1,3}}")


@cache
def _interview(lexicon: Lexicon) -> re.Pattern[str]:
    said = either(lexicon.lines("interviews"))
    described = r"(?:[^\W\d_A-ZÀ-Þ][\w-]*,?[ \t]+){0,8}?"  # the harbour master
    return re.compile(rf"(?P<said>(?i:\b{said}))[ \t]+{described}(?P<name>{_full_name(lexicon).pattern})")


def _introduced(page: Page, end: int, lexicon: Lexicon) -> Mention | None:
    found: dict[str, Span] = {}
    for match in _LINKED.finditer(page.text, 0, end):
        group = 1 if match[1] else 2
        name = " ".join(match[group].split())
        if _PERSONAL.fullmatch(name) and not _is_byline(page.text[: match.start()], lexicon):
            found.setdefault(name, Span(*match.span(group)))
    if len(found) != 1:
        return None
    [(name, span)] = found.items()
    return Mention(name, span, name)


def _nobody(page: Page, mark: Label, name: str) -> Mention:
    span = page.source(mark.who)
    return Mention(page.text[slice(*span)], span, name, kind=PersonKind.UNNAMED)
