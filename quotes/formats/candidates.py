"""Words that stand where a label would, by the pattern of one grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quotes.formats.grammars import Grammar
from quotes.formats.labels import Who, is_name, is_speaker, parse
from quotes.formats.page import Label, Page
from quotes.formats.reactions import seconds
from quotes.model import Span
from quotes.text import fold

_SENTENCE = re.compile(r"[^\W\d_]{6,}\.\s|[!?…]\s")  # a full stop after a word that is no abbreviation
_POSSESSIVE = re.compile(r"[^\W\d_]+['’]s\b")
_CAPITALS = re.compile(r"\b[^\W\d_a-zß-ÿ]{2,}\b")
LONGEST = 200  # characters of a label


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a label: where they stand, whom they would name, and what follows on the line."""

    label: Label
    who: Who
    key: str  # the name folded: the same speaker
    opening: str  # the first word as printed
    follows: str
    gap: int  # spaces between the label and the speech


def candidates(page: Page, grammar: Grammar, end: int) -> Iterator[Candidate]:
    """Yield the candidates of `grammar` among the first `end` characters of the page, in order."""
    starts = {piece.start for piece in page.pieces} if page.wrapped else None
    plain = page.plain
    for match in grammar.pattern.finditer(plain, 0, end):
        groups = match.groupdict()
        group = "who" if groups["who"] else "letter"
        start = match.end() - len(match.group().lstrip())
        if starts is not None and start not in starts:
            continue
        who = parse(groups[group])
        if not has_form(groups[group], who):
            continue
        mark = groups.get("before") or groups.get("inner") or groups.get("after") or ""
        label_end = match.start() + len(match.group().rstrip())
        label = Label(start, label_end, Span(*match.span(group)), seconds(mark))
        rest = plain[match.end() : match.end() + 30].split("\n", 1)[0].strip()
        yield Candidate(label, who, fold(who.name), groups[group].split()[0], rest, match.end() - label_end)


def has_form(words: str, who: Who) -> bool:
    """Return whether `words` have the form of a label: a name, no sentence, nothing that names no speaker."""
    return (
        len(" ".join(words.split())) <= LONGEST
        and (is_name(who.name) or bool(who.short) or _is_printed_office(who.name))
        and is_speaker(who.name)
        and not _SENTENCE.search(words)
        and words.count("(") == words.count(")")
    )


def _is_printed_office(name: str) -> bool:
    """Return whether `name` is an office in capitals among small words: The SPEAKER pro tempore."""
    return name[:1].isupper() and len(name.split()) < 6 and is_capital(name)


def is_capital(name: str) -> bool:
    """Return whether a word of `name` is in capitals, as transcripts print surnames and offices."""
    return name.isupper() or bool(_CAPITALS.search(name))


def is_possessive(name: str) -> bool:
    """Return whether the first word of `name` is a possessive or a contraction: Here's X."""
    return bool(_POSSESSIVE.match(name))
