"""Whom the words that tell who speaks name: a name, “she”, “the minister”, a body; as far as the page tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.attribution.speech.cases import first_case, given_name
from quotes.attribution.speech.phrases import is_title, runs
from quotes.attribution.speech.tokens import Range, Tokens
from quotes.attribution.speech.words import Words
from quotes.model import Mention, PersonKind, Span

_STEM = 4  # letters that two cases of a name share at the least
_LATELY = 4  # sentences in which somebody may go on of whom nothing tells it
_NEAR = 3  # sentences in which a pronoun finds whom it stands for


class Whose(NamedTuple):
    """A mention, whom it stands for if for a name elsewhere, who else that may be, and how it was found."""

    mention: Mention
    name: str | None
    rival: str | None
    how: str


@dataclass(slots=True, eq=False)
class Figure:
    """Somebody the page names: the fullest name so far, the sex and titles as far as told, where last met."""

    parts: list[str]
    name: str
    sex: str | None = None
    titles: set[str] = field(default_factory=set)
    sentence: int = 0
    first: int = 0  # the sentence in which first met
    spoke: int = -9
    place: Span | None = None  # where the full name last stands


@dataclass(slots=True, eq=False)
class Memory:
    """Whom a page has named so far, in the order of the text."""

    known: Words
    figures: list[Figure] = field(default_factory=list)
    sentence: int = 0
    last: Whose | None = None  # who was told to say something last
    last_sentence: int = -9

    def read(self, tokens: Tokens, lo: int, hi: int) -> None:
        """Take in the names of one more sentence."""
        self.sentence += 1
        i = lo
        while i < hi:
            if tokens.tags[i] == "X":
                end = i
                while end < hi and tokens.tags[end] == "X":
                    end += 1
                self._meet(tokens, i, end)
                i = end
            else:
                i += 1

    def _meet(self, tokens: Tokens, start: int, end: int) -> None:
        name = name_in(tokens, start, end)
        if name is None or self._is_place(tokens, name[0]):
            return
        titles = {tokens.words[i] for i in range(max(0, start - 3), name[0]) if _is_title_of(tokens, i)}
        titles |= {word for word in _beside(tokens, name[1], len(tokens.tags)) if is_title(word, self.known)}
        if name[1] - name[0] < 2:
            found = self.bearers([tokens.words[name[0]]])
            if found:
                found[0].sentence = self.sentence
            return
        self.figure(tokens, name, titles)

    def _is_place(self, tokens: Tokens, i: int) -> bool:
        """Tell whether capitalised words behind a preposition are a place or a body: they open with no given name."""
        before = i - 1
        while before > 0 and tokens.tags[before] == "D":
            before -= 1
        behind = before >= 0 and tokens.tags[before] == "I"
        return behind and "places_by_links" in self.known.switches and tokens.words[i] not in self.known.given

    def figure(self, tokens: Tokens, name: Range, titles: set[str], oblique: bool = False) -> Figure:
        """Return whom a name means, who is taken in if new."""
        printed, sex = first_case(tokens.printed(*name).split(), self.known, tokens.text, oblique)
        parts = [part.lower() for part in printed]
        found = self.bearers(parts)
        one = found[0] if found else Figure(parts, " ".join(printed), first=self.sentence)
        if not found:
            self.figures.append(one)
        elif len(parts) > len(one.parts):
            one.parts, one.name = parts, " ".join(printed)
        elif oblique and one.first == self.sentence:  # only met here, where the case is not told
            one.parts, one.name, one.sex = parts, " ".join(printed), sex
        one.sex = one.sex or sex or self._sex(parts, titles)
        one.titles |= titles
        one.sentence = self.sentence
        one.place = _span(tokens, *name)
        return one

    def _sex(self, parts: list[str], titles: set[str]) -> str | None:
        told = next((self.known.told[title] for title in titles if title in self.known.told), None)
        return told or self.known.given.get(parts[0])

    def introduce(self, label: Mention) -> None:
        """Take in whom a label names, and what it says of him."""
        parts = label.name.lower().split()
        if label.kind is not PersonKind.PERSON or len(parts) < 2:
            return
        found = self.bearers(parts)
        one = (
            found[0] if found else Figure(parts, label.name, sex=self.known.given.get(parts[0]), sentence=self.sentence)
        )
        if not found:
            self.figures.append(one)
        one.titles |= {word for word in (label.role or "").lower().split() if is_title(word, self.known)}

    def bearers(self, parts: list[str]) -> list[Figure]:
        """Return who may be meant by a name, the last met first."""
        return [one for one in sorted(self.figures, key=lambda one: -one.sentence) if self._fits(parts, one.parts)]

    def _fits(self, parts: list[str], other: list[str]) -> bool:
        """Tell whether two names may be one person's. Of two surnames (Ana Gil Ortiz) the first may stand alone."""
        if "two_surnames" in self.known.switches:
            short, full = sorted((parts, other), key=len)
            return (
                (short == full[: len(short)] and len(short) > 1)
                or _in_order(short, full[len(full) > 1 :])
                or (short[0] == full[0] and len(short) > 1 and _in_order(short[1:], full[1:]))
            )
        return _same(parts[-1], other[-1], self.known) and (
            len(parts) == 1 or len(other) == 1 or _same(parts[0], other[0], self.known)
        )


def _in_order(words: list[str], among: list[str]) -> bool:
    """Tell whether words stand among others, in their order."""
    rest = iter(among)
    return all(word in rest for word in words)


def _is_title_of(tokens: Tokens, i: int) -> bool:
    """Tell whether token `i` is a title of the name behind it. What stands in small letters behind it, in a language
    of articles, may be a verb: the minister meets Ann Lee."""
    if not is_title(tokens.words[i], tokens.known):
        return False
    return (
        "articles" not in tokens.known.switches
        or tokens.tags[i + 1] != "w"
        or is_title(tokens.words[i + 1], tokens.known)
    )


def _beside(tokens: Tokens, end: int, hi: int) -> list[str]:
    """Return the words of an apposition behind a name that ends before token `end`: Ann Lee, mayor of Ayr, …"""
    if tokens.tags[end : end + 1] != "," or "capital_nouns" in tokens.known.switches:
        return []
    close = end + 1
    while close < hi and tokens.tags[close] in "DawIXnJ":
        close += 1
    return tokens.words[end + 1 : close][:4] if tokens.tags[close : close + 1] in (",", ".", ";", ")", "-", "") else []


def _span(tokens: Tokens, start: int, end: int) -> Span:
    return Span(tokens.spans[start][0], tokens.spans[end - 1][1])


def _same(one: str, other: str, known: Words) -> bool:
    """Tell whether two words are one name, perhaps in two cases."""
    if one == other:
        return True
    if not known.endings:
        return one.removesuffix("s") == other.removesuffix("s") and min(len(one), len(other)) > _STEM
    return stem(one, known) == stem(other, known)


def stem(word: str, known: Words) -> str:
    """Return a name less the ending of its case."""
    for ending in known.endings:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM - 1:
            return word[: len(word) - len(ending)]
    return word


def name_in(tokens: Tokens, start: int, end: int) -> Range | None:
    """Return the personal name in capitalised words start … end; None where they are a body, a title or a noun."""
    known = tokens.known
    while start < end and is_title(tokens.words[start], known) and tokens.words[start] not in known.given:
        start += 1
        while start < end - 1 and tokens.words[start] in known.particles:
            start += 1  # Mr de Vernay
    if start >= end:
        return None
    opens = start == 0 or tokens.tags[start - 1] in ".?!"
    if opens and end - start > 2 and "places_by_links" in known.switches and tokens.words[start] not in known.given:
        start += tokens.words[start + 1] in known.given  # Came Ann Lee
    words = tokens.words[start:end]
    if any(is_body(word, known) for word in words):
        return None
    if "capital_nouns" not in known.switches and start and tokens.tags[start - 1] in "ID":
        start += _of_office(tokens, start, end)
    if "capital_nouns" not in known.switches:
        if all(word in known.crowd for word in words):
            return None
    else:
        given = next((i for i, word in enumerate(words) if word in known.given), None)
        if given is not None and given < len(words) - 1:
            return start + given, end
        determined = start > 0 and tokens.tags[start - 1] in "D" and end - start < 3
        if end - start > 3 or (end - start >= 2 and determined):
            return (end - 2, end) if end - start > 2 else None
        if end - start == 1 and determined:
            return None
    return start + (_last_given(words, known) if known.given_cases else 0), end


def _last_given(words: Sequence[str], known: Words) -> int:
    """Return where the last given name stands that opens a name: Brother | of Nadia | Paul Reed, in some languages."""

    def opens(i: int) -> bool:
        alone = not given_name(words[0], known) or (words[0] not in known.given and words[i] in known.given)
        return given_name(words[i], known) and (i > 1 or alone)

    return next((i for i in range(len(words) - 2, 0, -1) if opens(i)), 0)


def _of_office(tokens: Tokens, start: int, end: int) -> int:
    """Return how many words behind a preposition belong to an office, and not to the name: of the Interior Ann Lee."""
    known, words = tokens.known, tokens.words[start:end]
    given = next((i for i, word in enumerate(words) if word in known.given), None)
    if given is not None:
        return given if given < len(words) - 1 else 0
    titled = any(is_title(word, known) for word in tokens.words[max(0, start - 4) : start])
    return int(titled and len(words) > 1 and "articles" in known.switches)


def is_body(word: str, known: Words) -> bool:
    """Tell whether a word is one for a body."""
    return word in known.bodies or word.endswith(known.body_endings)


def whose(tokens: Tokens, subject: Range, memory: Memory, sex: str | None = None, oblique: bool = False) -> Whose:
    """Return who speaks, by the words that name them, their case, and the sex that the verb tells."""
    start, end = subject
    known = tokens.known
    printed = tokens.printed(start, end)
    span = _span(tokens, start, end)
    owner = tokens.tags[start] in "Ll" and tokens.words[start] in known.possessives  # in her words
    if owner or tokens.tags[start] == "R" or (end - start == 1 and tokens.words[start] in known.sexes):
        sexes = known.possessives if owner else known.sexes
        return _by_pronoun(sexes.get(tokens.words[start]), span, printed, memory)
    capitals = runs(tokens, start, end)
    named = [name for run in capitals if (name := name_in(tokens, *run))]
    full = [name for name in named if name[1] - name[0] > 1]
    titles = {word for word in tokens.words[start:end] if is_title(word, known)}
    if full:
        one = memory.figure(tokens, full[-1], titles, oblique)
        role = _role(tokens, start, full[-1][0])
        mention = Mention(printed, span, one.name, role, PersonKind.PERSON)
        rival = _beside_name(tokens, full, memory)
        return Whose(mention, one.name if one.name != mention.name else None, rival, "full name")
    bodies = [i for i in range(start, end) if is_body(tokens.words[i], known)]
    of_office = titles and named and "articles" in known.switches and tokens.tags[named[-1][0] - 1] in "ID"
    if named and not bodies and not (of_office and "capital_nouns" not in known.switches and named[-1][0] > start + 1):
        return _by_surname(tokens, named[-1], span, printed, titles, memory, sex)
    crowd = any(word in known.crowd for word in tokens.words[start:end])
    opens = start == 0 or tokens.tags[start - 1] in ".?!:Q-"
    bare = "articles" not in known.switches and (opens or not tokens.text[tokens.spans[start][0]].isupper())
    heads = bool(bodies) and any(
        is_title(word, known) for word in tokens.words[start : bodies[0]]
    )  # the head of a body
    of_one = tokens.words[start] not in known.indefinite
    if titles and not crowd and of_one and (tokens.tags[start] == "D" or bare) and (not bodies or heads):
        holders = [one for one in _titled(memory.figures, titles, known) if not sex or one.sex in (None, sex)]
        if not holders and tokens.words[start] in known.articles and tokens.tags[start + 1] != "D":
            holders = _only(memory, titles)
        if holders:
            nearest, *others = sorted(holders, key=lambda one: -one.sentence)
            office = Mention(printed, span, "", printed, PersonKind.OFFICE)
            return Whose(office, nearest.name, others[0].name if others else None, "title")
    if tokens.words[start] in known.article_sexes and not crowd and not bodies and titles & known.standing:
        return _by_pronoun(known.article_sexes[tokens.words[start]], span, printed, memory)
    kind = PersonKind.GROUP if bodies and not titles else PersonKind.UNNAMED
    called = printed if kind is PersonKind.GROUP else ""
    return Whose(Mention(printed, span, called, None, kind), None, None, str(kind))


def _only(memory: Memory, titles: set[str]) -> list[Figure]:
    """Return the only person that a page has named before this sentence, whose office it has not told: a title may
    mean her, if it is not that of somebody’s: the mayor, not her lawyer."""
    told = {memory.known.told[title] for title in titles if title in memory.known.told}
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


def _role(tokens: Tokens, start: int, end: int) -> str | None:
    while start < end and tokens.tags[start] == "D":
        start += 1
    words = tokens.words[start:end]
    return tokens.printed(start, end) if any(is_title(word, tokens.known) for word in words) else None


def _by_surname(
    tokens: Tokens, name: Range, span: Span, printed: str, titles: set[str], memory: Memory, sex: str | None
) -> Whose:
    told = next((tokens.known.told[title] for title in titles if title in tokens.known.told), sex)
    found = _of_sex(memory.bearers([tokens.words[name[1] - 1]]), told)
    found = _titled(found, titles, tokens.known) or found
    text = tokens.printed(*name)
    mention = Mention(printed, span, text, None, PersonKind.PERSON)
    if not found:
        called = [one for one in memory.figures if one.parts[0] == text.lower()]
        if called:
            return Whose(mention, called[0].name, called[1].name if len(called) > 1 else None, "given name")
        return Whose(mention, None, None, "unknown surname")
    rival = found[1].name if len(found) > 1 else None
    found[0].titles |= titles
    return Whose(
        mention, found[0].name if found[0].name != text else None, rival, "surname of two" if rival else "surname"
    )


def _titled(figures: list[Figure], titles: set[str], known: Words) -> list[Figure]:
    """Return the figures that have one of some titles, in whatever case."""
    stems = {stem(title, known) for title in titles}
    return [one for one in figures if stems & {stem(title, known) for title in one.titles}]


def _of_sex(figures: list[Figure], sex: str | None) -> list[Figure]:
    """Return the figures of a sex, as far as it is told; all where none is."""
    return [one for one in figures if sex and one.sex == sex] or figures


def beside(memory: Memory) -> Whose | None:
    """Return who may speak where nothing tells it: whoever was told to speak of late, else whoever was named last."""
    if memory.last and memory.sentence - memory.last_sentence <= _LATELY:
        far = memory.sentence - memory.last_sentence
        return memory.last._replace(how=f"near {min(far, 2)}")
    named = sorted(
        (one for one in memory.figures if memory.sentence - one.sentence <= 1), key=lambda one: -one.sentence
    )
    if not named or named[0].place is None:
        return None
    mention = Mention(named[0].name, named[0].place, named[0].name, None, PersonKind.PERSON)
    return Whose(mention, named[0].name, None, "near name")


def dropped(memory: Memory, verb: str, place: Span, sex: str | None) -> Whose | None:
    """Return who speaks where the verb alone tells: whoever was told to speak last, or was named last."""
    last = memory.last and memory.last.mention.kind
    many = verb.split()[0].lower().endswith(memory.known.plural_endings)
    if many and last is not PersonKind.GROUP:
        return None
    fitting = [one for one in memory.figures if not sex or one.sex in (None, sex)]
    near_by = memory.last and memory.sentence - memory.last_sentence <= 1
    if memory.last and near_by and (many or last is not PersonKind.UNNAMED):
        name = memory.last.name or memory.last.mention.name
        if not sex or all(one.name != name for one in memory.figures) or any(one.name == name for one in fitting):
            return memory.last._replace(how="dropped")
    near = sorted((one for one in fitting if memory.sentence - one.sentence <= 1), key=lambda one: -one.sentence)
    if not near:
        return None
    mention = Mention(verb, place, "", None, PersonKind.PERSON)
    return Whose(mention, near[0].name, near[1].name if len(near) > 1 else None, "dropped")


def _by_pronoun(sex: str | None, span: Span, printed: str, memory: Memory) -> Whose:
    mention = Mention(printed, span, "", None, PersonKind.PERSON)
    near = [
        one
        for one in memory.figures
        if one.sex in (None, sex) and memory.sentence - max(one.sentence, one.spoke) <= _NEAR
    ]
    near.sort(key=lambda one: (-(one.spoke == memory.last_sentence), -max(one.spoke, one.sentence)))
    if not near or sex is None:
        return Whose(mention, None, None, "pronoun of nobody")
    rival = near[1].name if len(near) > 1 else _unnamed(memory)
    return Whose(mention, near[0].name, rival, "pronoun of two" if rival else "pronoun")


def _unnamed(memory: Memory) -> str | None:
    """Return who spoke in the sentence before without being named: a pronoun may mean the minister, too."""
    last = memory.last if memory.sentence - memory.last_sentence <= 1 else None
    if last is None or last.name or last.mention.name or last.mention.kind is not PersonKind.UNNAMED:
        return None
    return last.mention.text
