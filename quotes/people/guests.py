"""Whom an interview is with whose labels say no more than that somebody asks and somebody answers: the one person whom
the page names in full beside what is said, in languages of which it is known what people there are called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from quotes.lexicon import Lexicon
from quotes.lexicon.cases import Cases, cases_of, first_case, given_name
from quotes.lexicon.packs import people
from quotes.model import Attribution, Mention, PersonKind
from quotes.text import either, fold

_JOINT = 4  # letters: what joins two names has fewer
_MARKS = (("«", "»"), ("“", "”"), ("„", "“"), ("„", "”"))
_INITIALS = re.compile(r"[^\W\d_]\. ?[^\W\d_]\.?")
_CAPITAL = r"[^\W\d_a-zß-ÿ][\w’'-]+"
_NAME = re.compile(rf"{_CAPITAL}(?:[ \u00a0](?:{_CAPITAL}|(?:de|da|do|dos|van|von|di|del|della)(?= ))){{1,4}}")


def of_guest(
    text: str, attributions: Sequence[Attribution], lexicon: Lexicon
) -> tuple[Sequence[Attribution], dict[int, str | None]]:
    """Return what was attributed, the label of whoever answers with the guest's name, and for those of whom the page
    does not say for certain that it is the guest, who else it may be."""
    called = [_called(one, lexicon) for one in attributions]
    if not people(lexicon):
        return called, {}
    found = _initialled(text, called, lexicon)
    answers = _answering(found, lexicon)
    found = [_of_outlet(one, text) for one in found]
    name, *others = _guests(text, found, lexicon) if answers else [""]
    if not name:
        letters = (i for i, one in enumerate(found) if one.label and _INITIALS.fullmatch(one.label.name))
        return found, dict.fromkeys(letters)  # initials tell nobody's name
    of_his = {i: one.label for i, one in enumerate(found) if one.label and one.label.name == answers}
    for i, label in of_his.items():
        found[i] = _relabelled(found[i], label._replace(name=name, kind=PersonKind.PERSON))
    return found, dict.fromkeys(of_his, others[0] if others else None)


def _relabelled(one: Attribution, label: Mention) -> Attribution:
    """Return what was attributed with another label, whose bearer speaks where that of the first one did."""
    return one._replace(label=label, speaker=label if one.speaker == one.label else one.speaker)


def _initialled(text: str, attributions: list[Attribution], lexicon: Lexicon) -> list[Attribution]:
    """Return what labels of initials say with the one full name beside them that has these: З. В. is Злата Вербич."""
    short = {one.label.name for one in attributions if one.label and _INITIALS.fullmatch(one.label.name)}
    if not short:
        return attributions
    spoken, cases = [one.span for one in attributions if one.label], cases_of(lexicon)
    beside = f"{text[: spoken[0].start]}\n\n{text[max(span.end for span in spoken) :]}"
    pairs = [two for found in _NAME.finditer(beside) for two in pairwise(found.group().split()) if _are_capital(two)]
    names = {" ".join(first_case(two, cases, beside)[0]) for two in pairs}
    full = {letters: [name for name in names if _letters(name) == _letters(letters)] for letters in short}
    return [_named(one, full.get(one.label.name, ()) if one.label else ()) for one in attributions]


def _of_outlet(one: Attribution, text: str) -> Attribution:
    """Return what a label says: one word that the page has between marks of quotation is what an outlet is called."""
    name = one.label.name if one.label else ""
    if one.label is None or " " in name or not any(f"{opens}{name}{closes}" in text for opens, closes in _MARKS):
        return one
    return _relabelled(one, one.label._replace(kind=PersonKind.GROUP))


def _are_capital(words: Sequence[str]) -> bool:
    return all(word[0].isupper() for word in words)  # in all alphabets


def _letters(name: str) -> str:
    return "".join(part[0] for part in name.replace(".", " ").split())


def _named(one: Attribution, names: Sequence[str]) -> Attribution:
    if one.label is None or len(names) != 1:
        return one
    return _relabelled(one, one.label._replace(name=names[0], kind=PersonKind.PERSON))


def _called(one: Attribution, lexicon: Lexicon) -> Attribution:
    """Return what a label says with the name of its bearer as he is called, where the words before it printed that in
    another case: Интервью с Анной Новаковой."""
    label, cases = one.label, cases_of(lexicon)
    if label is None or " " not in label.name or not cases.given_cases:
        return one
    if label.name in label.text:
        named = _less_office(label, cases)
    else:
        named = label._replace(name=" ".join(first_case(label.name.split(), cases, "")[0]))
    return _relabelled(one, named)


def _less_office(label: Mention, cases: Cases) -> Mention:
    """Return a label less the end of an office before the name: Chairman of the district | Council Ann Lee."""
    words = label.name.split()
    first = next((i for i, word in enumerate(words[:-1]) if word.lower() in cases.given), 0)
    if not first or label.kind is not PersonKind.PERSON:
        return label
    name = " ".join(words[first:])
    office = label.text[: label.text.find(name)].strip(" *_") if name in label.text else label.role
    return label._replace(name=name, role=label.role if label.role and not office else office or None)


def _guests(text: str, attributions: Sequence[Attribution], lexicon: Lexicon) -> list[str]:
    """Return whom the page names in full before what is said, whoever comes first; or whom alone it names behind it;
    else nobody's name, nor where the first one is named as one of two."""
    spoken = [one.span for one in attributions if one.label]
    before = text[: spoken[0].start]
    if names := [*_names(before, lexicon).values()]:
        return [""] if _are_two(before, names) else names
    behind = [*_names(text[max(span.end for span in spoken) :], lexicon).values()]
    return behind if len(behind) == 1 else [""]


def _are_two(text: str, names: Sequence[str]) -> bool:
    """Tell whether a small word joins the first name to the second: Livia Conti e Rita Marsi."""
    between = text.partition(names[0])[2].partition(names[1])[0] if len(names) > 1 else ""
    return len(between.strip()) < _JOINT and between.strip().isalpha()


def _answering(attributions: Sequence[Attribution], lexicon: Lexicon) -> str:
    """Return the label of whoever answers, where the labels are two: somebody asks, somebody answers."""
    labels = [one.label for one in attributions if one.label]
    names = tuple(dict.fromkeys(label.name for label in labels))
    folded = tuple(map(fold, names))
    if len(folded) != 2 or any(label.kind is not PersonKind.UNNAMED for label in labels):
        return ""
    told = folded[1] in lexicon.phrases("answer_labels") or folded in lexicon.columns("asking_letters")
    return names[1] if told else ""


def _names(text: str, lexicon: Lexicon) -> dict[str, str]:
    """Return the full names of a text, as they are called, but for those of its authors."""
    cases = cases_of(lexicon)
    found: dict[str, str] = {}
    byline = re.compile(rf"\b{either(lexicon.lines('bylines'))}:?\s*$", re.IGNORECASE)
    for match in _NAME.finditer(text):
        parts = match.group().split()
        first = next((i for i, word in enumerate(parts[:-1]) if given_name(word, cases)), None)
        if first is None or byline.search(text[max(0, match.start() - 40) : match.start()].rpartition("\n")[2]):
            continue
        name = " ".join(first_case(parts[first:], cases, text)[0])
        found.setdefault(fold(name), name)
    return found
