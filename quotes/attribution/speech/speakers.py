"""Whom the words that tell who speaks name: a name, “she”, “the minister”, a body; as far as the page tells."""

from __future__ import annotations

from typing import NamedTuple

from quotes.attribution.speech.memory import LATELY, Figure, Memory, Whose, span_of
from quotes.attribution.speech.names import is_body, name_in, stem
from quotes.attribution.speech.phrases import is_title, runs
from quotes.attribution.speech.tokens import Range, Tokens
from quotes.attribution.speech.words import EITHER, Words
from quotes.model import Mention, PersonKind

_NEAR = 3  # sentences in which a pronoun finds whom it stands for


class _Subject(NamedTuple):
    """Words that tell who speaks: their tokens and titles, where a body is among them, and the sex the verb tells."""

    start: int
    end: int
    mention: Mention  # of nobody by name
    titles: set[str]
    bodies: list[int]
    sex: str | None

    def named(self, name: str, role: str | None = None, kind: PersonKind = PersonKind.PERSON) -> Mention:
        """Return the words as a mention of somebody."""
        return self.mention._replace(name=name, role=role, kind=kind)


def whose(tokens: Tokens, subject: Range, memory: Memory, sex: str | None = None, oblique: bool = False) -> Whose:
    """Return who speaks, by the words that name them, their case, and the sex that the verb tells."""
    known, (start, end) = tokens.known, subject
    told = _subject(tokens, start, end, sex)
    owned = tokens.tags[start] in "Ll" or (end - start == 1 and tokens.tags[start] == "D")
    owner = owned and tokens.words[start] in known.possessives  # in her words
    if owner or tokens.tags[start] == "R" or (end - start == 1 and tokens.words[start] in known.sexes):
        sexes = known.possessives if owner else known.sexes
        return _by_pronoun(told, sexes.get(tokens.words[start]), memory)
    named = [name for run in runs(tokens, start, end) if (name := name_in(tokens, *run))]
    full = [name for name in named if name[1] - name[0] > 1]
    if full and full[0][0] == start and tokens.tags[full[0][1] : full[0][1] + 1] == ",":
        full = full[:1]  # Ann Lee, economist at South Bank
    if full and (_is_of_person(tokens, told, full[-1][0]) or _is_of_body(tokens, told, full[-1][0])):
        return _by_none(told)
    if full:
        return _by_full_name(tokens, told, full, memory, oblique)
    if named and _is_of_person(tokens, told, named[-1][0]):
        return _by_none(told)
    if named and not told.bodies and not _is_of_office(tokens, told, named[-1][0]):
        found = _by_surname(tokens, told, named[-1], memory)
        return found._replace(rival=found.rival or _beside_surname(tokens, named, memory))
    if any(word in known.crowd for word in tokens.words[start:end]):
        return _by_none(told)
    if holders := _holders(tokens, told, memory):
        nearest, *others = sorted(holders, key=lambda one: -one.sentence)
        office = told.named("", told.mention.text, PersonKind.OFFICE)
        return Whose(office, nearest.name, others[0].name if others else None, "title")
    if _stands_for_somebody(tokens, told):
        return _by_role(told, _sex_told(tokens, told), memory) or _by_none(told)
    return _by_none(told)


def _stands_for_somebody(tokens: Tokens, told: _Subject) -> bool:
    """Tell whether words may mean somebody whom the page names with another role: an article and a word for it."""
    known, start = tokens.known, told.start
    article = tokens.words[start] in known.articles and tokens.words[start] not in known.indefinite
    bare = "articles" not in known.switches
    owned = start > 0 and tokens.words[start - 1] in known.links  # 方志高的 | 律师: somebody's lawyer
    return bool(told.titles) and not told.bodies and not owned and told.end - start == 1 + article and (article or bare)


def _sex_told(tokens: Tokens, told: _Subject) -> str | None:
    """Return the sex that the words for somebody tell, or the verb."""
    known = tokens.known
    of_noun = next(filter(None, map(known.sex_of, told.titles)), None)
    return of_noun or known.article_sexes.get(tokens.words[told.start]) or told.sex


def _by_role(told: _Subject, sex: str | None, memory: Memory) -> Whose | None:
    """Return whom a word for what somebody is means, where the page has told it of nobody: who was met last."""
    near = [
        one
        for one in memory.figures
        if memory.sentence - max(one.sentence, one.spoke) <= LATELY and (not sex or one.sex in (None, sex))
    ]
    if not near:
        return None
    near.sort(key=lambda one: (-max(one.spoke, one.sentence), -(one.spoke == memory.last_sentence)))
    office = told.named("", told.mention.text, PersonKind.OFFICE)
    rival = near[1].name if len(near) > 1 else None
    return Whose(office, near[0].name, rival, "role of two" if rival else "role")


def _subject(tokens: Tokens, start: int, end: int, sex: str | None) -> _Subject:
    mention = Mention(tokens.printed(start, end), span_of(tokens, start, end), "", None, PersonKind.PERSON)
    titles = {word for word in tokens.words[start:end] if is_title(word, tokens.known)}
    named = "X" if "unspaced" in tokens.known.switches else ""  # Ann Lake is no lake
    bodies = [i for i in range(start, end) if tokens.tags[i] != named and is_body(tokens.words[i], tokens.known)]
    return _Subject(start, end, mention, titles, bodies, sex)


def _by_full_name(tokens: Tokens, told: _Subject, full: list[Range], memory: Memory, oblique: bool) -> Whose:
    one = memory.figure(tokens, full[-1], told.titles, oblique)
    one.sex = one.sex or told.sex
    rival = _beside_name(tokens, full, memory) or _of_kin(tokens, told, full[-1][0])
    doubtful = full[-1][0] in tokens.doubtful
    how = "doubtful name" if doubtful else "full name" if memory.is_person(one) else "unlisted name"
    return Whose(told.named(one.name, _role(tokens, told.start, full[-1][0])), None, rival, how)


def _by_none(told: _Subject) -> Whose:
    """Return a body, or somebody whom nothing names."""
    kind = PersonKind.GROUP if told.bodies and not told.titles else PersonKind.UNNAMED
    return Whose(told.named(told.mention.text if kind is PersonKind.GROUP else "", kind=kind), None, None, str(kind))


def _is_of_office(tokens: Tokens, told: _Subject, name: int) -> bool:
    """Tell whether a name behind a title is what the office is of: the minister of the Interior."""
    behind = tokens.tags[name - 1] in "ID" and name > told.start + 1
    return bool(told.titles) and behind and tokens.known.switches & {"articles", "capital_nouns"} == {"articles"}


def _of_kin(tokens: Tokens, told: _Subject, name: int) -> str | None:
    """Return a word for one of a family before a name that may be of either: the father of the boy Ann Lee."""
    if "caseless" not in tokens.known.switches or tokens.words[told.start] not in tokens.known.kin:
        return None
    return tokens.printed(told.start, name) if name > told.start + 1 else None


def _is_of_person(tokens: Tokens, told: _Subject, name: int) -> bool:
    """Tell whether a name says whose lawyer or wife it is, where a title of the bearer would have an article joined."""
    if "caseless" not in tokens.known.switches or name <= told.start:
        return False
    word, known = tokens.words[name - 1], tokens.known
    return (is_title(word, known) or word in known.told) and not word.startswith(known.joined_articles)


def _is_of_body(tokens: Tokens, told: _Subject, name: int) -> bool:
    """Tell whether a name is that of a body whose word alone stands before it: the company South Bank."""
    return name - 1 in told.bodies and name - told.start <= 1 + (tokens.tags[told.start] == "D") and not told.titles


def _holders(tokens: Tokens, told: _Subject, memory: Memory) -> list[Figure]:
    """Return who may be meant by a title: the mayor, the head of the court; not a mayor, nor the city council."""
    known, start = tokens.known, told.start
    opens = start == 0 or tokens.tags[start - 1] in ".?!:Q-"
    bare = "articles" not in known.switches and (opens or not tokens.text[tokens.spans[start][0]].isupper())
    determined = tokens.tags[start] == "D" or bare
    heads = not told.bodies or any(is_title(word, known) for word in tokens.words[start : told.bodies[0]])
    if not (told.titles and determined and heads) or tokens.words[start] in known.indefinite:
        return []
    found = _titled(memory.figures, told.titles, known)
    holders = [one for one in found if not told.sex or one.sex in (None, told.sex)]
    definite = tokens.words[start] in known.articles and tokens.tags[start + 1] != "D"
    return _only(memory, told.titles) if definite and not holders else holders


def _only(memory: Memory, titles: set[str]) -> list[Figure]:
    """Return the only person that a page has named before this sentence, whose office it has not told: a title may
    mean her, if it is not that of somebody’s: the mayor, not her lawyer."""
    told = {sex for title in titles if (sex := memory.known.sex_of(title))}
    found = memory.figures if len(memory.figures) == 1 else []
    return [
        one
        for one in found
        if not one.titles and one.sentence < memory.sentence and (not told or one.sex in (None, *told))
    ]


def _beside_name(tokens: Tokens, full: list[Range], memory: Memory) -> str | None:
    """Return who else says it, where “and” joins two names."""
    if len(full) < 2 or "J" not in tokens.tags[full[-2][1] : full[-1][0]]:
        return None
    return memory.figure(tokens, full[-2], set()).name


def _beside_surname(tokens: Tokens, named: list[Range], memory: Memory) -> str | None:
    """Return who else says it, where “and” joins two surnames in a script without capitals."""
    capitals = not tokens.known.switches & {"caseless", "unspaced"}
    if capitals or len(named) < 2 or "J" not in tokens.tags[named[-2][1] : named[-1][0]]:
        return None
    bearers = memory.bearers([tokens.words[named[-2][1] - 1]])
    return bearers[0].name if bearers else tokens.printed(*named[-2])


def _role(tokens: Tokens, start: int, end: int) -> str | None:
    while start < end and tokens.tags[start] == "D":
        start += 1
    return tokens.printed(start, end) if any(is_title(word, tokens.known) for word in tokens.words[start:end]) else None


def _by_surname(tokens: Tokens, told: _Subject, name: Range, memory: Memory) -> Whose:
    sex = next(filter(None, map(memory.known.sex_of, told.titles)), told.sex)
    found = _of_sex(memory.bearers([tokens.words[name[1] - 1]]), sex)
    found = _titled(found, told.titles, memory.known) or found
    mention = told.named(text := tokens.printed(*name), _role(tokens, told.start, name[0]))
    if not found:
        called = [one for one in memory.figures if one.parts[0] == text.lower()]
        if called:
            return Whose(mention, called[0].name, called[1].name if len(called) > 1 else None, "given name")
        return Whose(mention, None, None, "unknown surname")
    rival = found[1].name if len(found) > 1 else None
    found[0].titles |= told.titles
    name_told = None if found[0].name == text else found[0].name
    return Whose(mention, name_told, rival, "surname of two" if rival else "surname")


def _titled(figures: list[Figure], titles: set[str], known: Words) -> list[Figure]:
    """Return the figures that have one of some titles, in whatever case, or as the last part of a longer word."""
    stems = tuple(stem(title, known) for title in titles)
    ends = stems if "capital_nouns" in known.switches else ()  # the minister: Innenministerin Ann Lee
    return [one for one in figures if any(stem(own, known) in stems or own.endswith(ends) for own in one.titles)]


def _of_sex(figures: list[Figure], sex: str | None) -> list[Figure]:
    """Return the figures of a sex, as far as it is told; all where none is."""
    return [one for one in figures if sex and one.sex == sex] or figures


def _by_pronoun(told: _Subject, sex: str | None, memory: Memory) -> Whose:
    near = [
        one
        for one in memory.figures
        if (sex == EITHER or one.sex in (None, sex))
        and memory.sentence - max(one.sentence, one.spoke) <= _NEAR
        and (memory.is_person(one) or one.spoke >= 0)
    ]
    near.sort(key=lambda one: (-max(one.spoke, one.sentence), -(one.spoke == memory.last_sentence)))
    if not near or sex is None:
        return Whose(told.named("", kind=PersonKind.UNNAMED), None, None, "pronoun of nobody")
    rival = near[1].name if len(near) > 1 else _unnamed(memory)
    return Whose(told.mention, near[0].name, rival, "pronoun of two" if rival else "pronoun")


def _unnamed(memory: Memory) -> str | None:
    """Return who spoke in the sentence before without being named: a pronoun may mean the minister, too."""
    last = memory.last if memory.sentence - memory.last_sentence <= 1 else None
    if last is None or last.name or last.mention.name or last.mention.kind is not PersonKind.UNNAMED:
        return None
    return last.mention.text
