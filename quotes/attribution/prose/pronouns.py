"""Whom “he”, “Ms. Lee” and “the senator” stand for: the people met so far in a document, the likeliest first.

A pronoun goes to the person met most recently whose sex does not contradict it; subjects and speakers are likelier than
names that stand elsewhere, possessives unlikelier. The weights are plain numbers, set by hand; the outcome is measured
in docs/accuracy/prose.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

from quotes.attribution.prose.known import (
    Known,
    address,
    elder,
    holder_of,
    of_generation,
    same_given,
    sex_of,
    somebody,
    surname,
    title_of,
)
from quotes.attribution.prose.mentions import is_group
from quotes.attribution.prose.names import GIVEN, TITLED, TITLES, addressed, apposition, is_apposed, name_start
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.sentences import sentences
from quotes.attribution.prose.tags import Tagged, tag
from quotes.model import Mention, PersonKind, Span
from quotes.text import Reading

_PRONOUNS = {"he": "m", "she": "f", "his": "m", "her": "f"}
_BODIES = ("it", "they", "its", "their")
_POSSESSIVE_END = re.compile(r"['’]s?$")
_RUN = re.compile(r"X+S?")
_UNNAMED = re.compile("[cya,]*(?P<opens>[dS]|X+S)[wn]*+(?=[^XwnS&])(?!,X)")
_OF_WHOM = re.compile(r" (?:of|for|to|at|in) ")  # “the widow of Ann Lee” is not just any widow
_VERBAL = frozenset("hBVvwa")
_REACH = 12  # sentences
_LAST = 60  # places
_CLOSE = 1.0  # a rival this close leaves the matter open
_RARER = 3  # and so does a namesake met about a third as often

_SUBJECT, _SPEAKER, _POSSESSIVE, _NO_SIGN, _UNKNOWN_SEX, _PARAGRAPH = 1.5, 2.0, -0.3, -6.0, -0.5, -0.5
_DEFINITE = 0.0  # “the Democrat” without a name is most often somebody met before


class Met(NamedTuple):
    """A place where somebody was met."""

    known: Known
    sentence: int
    paragraph: int
    start: int
    weight: float


class Memory:
    """The people met so far, in the order of the text."""

    def __init__(self, introduced: Iterable[Mention] = ()) -> None:
        self._introduced = list(introduced)
        self._bearers: dict[str, list[Known]] = {}
        self._printed: dict[str, dict[str, Known | None]] = {}  # by last word: whom the words were found to name
        self._met: list[Met] = []
        self._body: tuple[str | None, int] = None, 0  # the last that spoke, and the sentence
        self._holders: dict[str, Known] = {}  # of each title, the last one met
        self._many = 0  # the sentence in which nameless people spoke last
        self._bodies: set[str] = set()  # the names, in lower case, of those that spoke
        self._sentence = 0
        self._paragraph = 0
        self._unread: list[tuple[int, Tagged | Reading | Mention | None, Range]] = []  # until somebody must be found
        self._label: Mention | None = None  # of the turn that is read
        self._floor: Known | None = None  # who speaks in it

    def turn_page(self, words: Reading | None = None, unread: Span | None = None) -> None:
        """Note that a new paragraph begins; one in which nothing is reported is taken in as a whole."""
        self._paragraph += 1
        if words and unread:
            self._unread.append((self._paragraph, words, unread))

    def read(self, tagged: Tagged, lo: int, hi: int) -> None:
        """Note one more sentence."""
        self._unread.append((self._paragraph, tagged, (lo, hi)))

    def give_floor(self, label: Mention | None) -> None:
        """Note whose words follow: those under a label, or the outlet's."""
        if label is not self._label:
            self._label = label
            self._unread.append((self._paragraph, label, (0, 0)))

    def _catch_up(self) -> None:
        for mention in self._introduced:
            self._introduce(mention)
        self._introduced.clear()
        unread, self._unread = self._unread, []
        for paragraph, words, (start, end) in unread:
            if words is None or isinstance(words, Mention):
                self._pass_floor(words, paragraph)
            elif isinstance(words, Tagged):
                self._take_in(words, start, end, paragraph)
            else:
                tagged = tag(words, (), start, end)
                for lo, hi in sentences(tagged):
                    self._take_in(tagged, lo, hi, paragraph)

    def _pass_floor(self, label: Mention | None, paragraph: int) -> None:
        """Note that a turn is over, of whose speaker “she” may be said next, and who has the floor now."""
        if self._floor:
            self._met.append(Met(self._floor, self._sentence, paragraph, 0, _SPEAKER))
        named = label is not None and label.kind is PersonKind.PERSON and label.name
        self._floor = self._find(label.name.lower().split(), None) if label and named else None

    def _take_in(self, tagged: Tagged, lo: int, hi: int, paragraph: int) -> None:
        """Note the names of one more sentence."""
        self._sentence += 1
        if tagged.headline:
            return
        tags = tagged.tags
        self._describe(tagged, lo, hi, paragraph)
        for run in _RUN.finditer(tags, lo, hi):
            start, end = run.span()
            words = tagged.printed(start, end)
            printed = self._printed.setdefault(_unpossessed(tagged.words[end - 1]), {})
            if words not in printed:
                printed[words] = self._name(tagged, start, end, lo)
            known = printed[words]
            if known:
                known.times += 1
                subject = start - lo <= 2 or tags[end : end + 1] in _VERBAL or is_apposed(tags, lo, start, end)
                weight = _POSSESSIVE if tags[end - 1] == "S" else _SUBJECT if subject else 0.0
                self._met.append(Met(known, self._sentence, paragraph, tagged.place(start), weight))

    def _describe(self, tagged: Tagged, lo: int, hi: int, paragraph: int) -> None:
        """Note somebody nameless whom a sentence is about and “he” may stand for: her neighbour, a trader."""
        found = _UNNAMED.match(tagged.tags, lo, hi)
        if found is None:
            return
        words = tagged.words[found.start("opens") : found.end()]
        known = self._holder(words) or somebody(tagged.printed(found.start("opens"), found.end()))
        if known:
            weight = _DEFINITE if known.nameless and words[0] == "the" else _SUBJECT
            self._met.append(Met(known, self._sentence, paragraph, tagged.place(found.start("opens")), weight))

    def _holder(self, words: Sequence[str]) -> Known | None:
        """Return the last one whose title “the senator” names."""
        return self._holders.get(title_of(words)) if words[0] == "the" else None

    def _introduce(self, mention: Mention) -> None:
        """Note somebody whom a label or the page itself names."""
        parts = mention.name.lower().split()
        if parts and mention.kind is PersonKind.PERSON:
            self._know(parts, mention.name, (mention.role or "").lower().split())

    def heard(self, mention: Mention, antecedent: str | None) -> None:
        """Note who spoke last."""
        self._catch_up()
        if mention.kind is PersonKind.GROUP and mention.name:
            self._body = mention.name, self._sentence
            self._bodies.add(mention.name.lower())
        if mention.kind is PersonKind.UNNAMED:
            self._many = self._sentence
        name = antecedent or mention.name
        known = self._find(name.lower().split(), None) if name else None
        if known is None and mention.name and mention.kind in (PersonKind.PERSON, PersonKind.UNNAMED):
            known = self._first_named(mention.name)
        if known is None and mention.kind is PersonKind.UNNAMED and not mention.text.lower().startswith("the "):
            known = somebody(mention.text)
        if known:
            known.person = known.person or len(known.parts) > 1 or known.sex is not None
            known.times += 1
            self._met.append(Met(known, self._sentence, self._paragraph, mention.span.start, _SPEAKER))

    def _first_named(self, name: str) -> Known:
        """Take in somebody who speaks under one name alone (“Bob said”)."""
        known = Known(name, name.lower().split(), sex=GIVEN.get(name.lower()))
        self._bearers.setdefault(surname(known.parts), []).append(known)
        self._printed.pop(surname(known.parts), None)
        return known

    def recognised(self, mention: Mention) -> Mention:
        """Return the mention, as that of a body where its name was one before."""
        return mention._replace(kind=PersonKind.GROUP) if mention.name.lower() in self._bodies else mention

    def antecedent(self, mention: Mention, speaking: str | None = None) -> tuple[str | None, str | None]:
        """Return the name that `mention` stands for, and the one that comes close to it; None where there is none.

        `speaking` is the name of whoever uses the mention, when that is not the outlet: nobody calls himself “he”.
        """
        self._catch_up()
        word = mention.text.lower().replace("’", "'").partition("'")[0]
        if word in _BODIES:
            return self._body_meant(several=word.startswith("the")), None
        if word in _PRONOUNS:
            return self._likeliest(mention.span.start, speaking, sex=_PRONOUNS[word])
        if mention.name and mention.kind is PersonKind.PERSON:
            return self._bearer(mention)
        if mention.kind is PersonKind.OFFICE and mention.role and not _OF_WHOM.search(mention.role):
            return self._likeliest(mention.span.start, speaking, holds=holder_of(mention.role))
        return None, None

    def _body_meant(self, several: bool) -> str | None:
        """Return the body that spoke last, if of late; “they” are rather those nameless ones who spoke after it."""
        name, sentence = self._body
        return name if self._sentence - sentence <= 3 and not (several and self._many > sentence) else None

    def _bearer(self, mention: Mention) -> tuple[str | None, str | None]:
        """Return whom a name stands for, if for a fuller one, and who else may well be meant by it."""
        which = elder(mention.text)
        fitting = of_generation(which, self._fitting(mention.name.lower().split(), address(mention.text)))
        if not fitting or any(known.name == mention.name for known in fitting):
            return None, None
        close = len(fitting) > 1 and (which is not None or (fitting[1].times + 1) * _RARER >= fitting[0].times)
        return fitting[0].name, (fitting[1].name if close else None)

    def _likeliest(
        self, before: int, speaking: str | None, sex: str | None = None, holds: Callable[[Known], bool] | None = None
    ) -> tuple[str | None, str | None]:
        scores: dict[Known, float] = {}
        for met in self._met[-_LAST:]:
            own = met.known.name == speaking or met.known is self._floor
            score = self._score(met, sex, holds) if met.start < before and not own else None
            if score is not None:
                scores[met.known] = max(score, scores.get(met.known, score))
        ranked = sorted(scores.items(), key=itemgetter(1), reverse=True)
        if not ranked:
            return None, None
        best = ranked[0][0]
        close = len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _CLOSE
        if not close:
            best.sex = best.sex or sex  # who is “she” once is “he” no more
        return (None if best.nameless else best.name), (ranked[1][0].name if close else None)

    def _score(self, met: Met, sex: str | None, holds: Callable[[Known], bool] | None) -> float | None:
        known, distance = met.known, self._sentence - met.sentence
        if holds is not None and not holds(known):
            return None
        if holds is None and (distance > _REACH or known.sex not in (sex, None)):
            return None
        if not known.person and len(known.parts) == 1 and (distance > 1 or met.paragraph < self._paragraph):
            return None  # Leeds fears that …; but: Quillon said … “…,” he added
        signs = (0 if known.person else _NO_SIGN) + (0 if known.sex or known.nameless else _UNKNOWN_SEX)
        return met.weight - distance + _PARAGRAPH * (self._paragraph - met.paragraph) + signs

    def _name(self, tagged: Tagged, start: int, end: int, lo: int) -> Known | None:
        """Return whom the capitalised words start … end name; None for places, bodies and strangers' surnames."""
        first = max(lo, start - 1)
        start = name_start(tagged, max(lo, start - 8), start, end)
        parts = [_unpossessed(word) for word in tagged.words[start:end]]
        around = [word.rstrip(".") for word in tagged.words[first:start]]
        told = [*around, *apposition(tagged, lo, start, end)]
        titles = [word for word in told if word in TITLED]
        strange = len(parts) < 2 and not titles and surname(parts) not in self._bearers
        if not parts or strange or (tagged.tags[start - 1] == "d" and lo < start and not titles):
            return None
        if parts[0] not in GIVEN and is_group(tagged, (start, start), (start, end)):
            return None
        text = _POSSESSIVE_END.sub("", tagged.printed(*addressed(tagged, lo, (start, end))))
        return self._know(parts, " ".join(text.split()), told)

    def _know(self, parts: list[str], name: str, told: list[str]) -> Known | None:
        """Return whom a name means, of whom the words beside it tell more."""
        titles = [word for word in told if word in TITLED]
        sex = sex_of(parts, titles)
        known = self._find(parts, sex)
        if known is None:
            if len(parts) < 2 and not titles:
                return None
            known = Known(name, parts)
            self._bearers.setdefault(surname(parts), []).append(known)
            self._printed.pop(surname(parts), None)  # it may stand for somebody else from here on
        elif len(known.parts) < len(parts) < 4 and parts[0] in GIVEN:
            known.name, known.parts = name, parts
        held = [TITLES[word] for word in titles if word in TITLES]
        known.titles.update(held)
        known.told.update(told)
        self._holders.update(dict.fromkeys(held, known))
        known.sex = known.sex or sex
        known.person = known.person or bool(titles) or (len(parts) > 1 and parts[0] in GIVEN)
        return known

    def _find(self, parts: list[str], sex: str | None) -> Known | None:
        """Return the bearer of a name met most often, whose given name and sex do not contradict it."""
        return next(iter(self._fitting(parts, sex)), None)

    def _fitting(self, parts: list[str], sex: str | None) -> list[Known]:
        """Return all such bearers, those met most often first; of two met as often the later one."""
        fitting = [
            known
            for known in reversed(self._bearers.get(surname(parts), ()))
            if (sex is None or known.sex in (sex, None)) and same_given(parts, known.parts)
        ]
        return sorted(fitting, key=attrgetter("times"), reverse=True) if len(fitting) > 1 else fitting


def _unpossessed(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'") if "'" in word else word
