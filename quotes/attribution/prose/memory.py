"""The people met so far in a document, in the order of the text, and where: what a pronoun may stand for.

Nothing is read before somebody must be found: most paragraphs need no memory. pronouns.py ranks who is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.diction import Diction
from quotes.attribution.prose.mentions import is_group
from quotes.attribution.prose.names import addressed, apposition, is_apposed, is_called, name_start, shared_surname
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.places import NOWHERE, Places, beside, places_in
from quotes.attribution.prose.remembered import (
    Remembered,
    same_given,
    sex_of,
    somebody,
    surname,
    title_of,
)
from quotes.attribution.prose.sentences import sentences
from quotes.attribution.prose.tags import Tagged, tag
from quotes.model import Mention, PersonKind, Span
from quotes.text import Reading

_POSSESSIVE_END = re.compile(r"['’]s?$")
_RUN = pattern(r"@name+ @possessive?")
_UNNAMED = pattern(
    "[, @and @but @adverb]* (?P<opens>[@determiner @possessive]|@name+ @possessive)"
    " [@word @figure]*+ (?=[^& @nominal]) (?! (?:@of [@phrasal @figure]++)*, @name)"
)
_VERBAL = frozenset("hBVvwa")

# How much likelier “he” is somebody who was met so.
_SUBJECT, _SPEAKER, _POSSESSIVE = 1.5, 2.0, -0.3
_DEFINITE = 0.0  # “the Democrat” without a name is most often somebody met before


class Sighting(NamedTuple):
    """A place where somebody was met."""

    known: Remembered
    sentence: int
    paragraph: int
    start: int
    weight: float


class Memory:
    """The people met so far, in the order of the text."""

    def __init__(self, diction: Diction, introduced: Iterable[Mention] = ()) -> None:
        self.diction = diction  # the words with which the document is read
        self._naming = diction.naming
        self._introduced = list(introduced)
        self._bearers: dict[str, list[Remembered]] = {}
        self._called: dict[str, list[Remembered]] = {}  # the same, by given name
        self._printed: dict[str, dict[str, Remembered | None]] = {}  # by last word: whom the words were found to name
        self.sightings: list[Sighting] = []
        self.body: tuple[str | None, int] = None, 0  # the last that spoke, and the sentence
        self._holders: dict[str, Remembered] = {}  # of each title, the last one met
        self.many = 0  # the sentence in which nameless people spoke last
        self._bodies: set[str] = set()  # the names, in lower case, of those that spoke
        self.sentence = 0
        self.paragraph = 0
        self._unread: list[tuple[int, Tagged | Reading | Mention | None, Range]] = []  # until somebody must be found
        self._label: Mention | None = None  # of the turn that is read
        self.floor: Remembered | None = None  # who speaks in it

    def turn_page(self, words: Reading | None = None, unread: Span | None = None) -> None:
        """Note that a new paragraph begins; one in which nothing is reported is taken in as a whole."""
        self.paragraph += 1
        if words and unread:
            self._unread.append((self.paragraph, words, unread))

    def read(self, tagged: Tagged, lo: int, hi: int) -> None:
        """Note one more sentence."""
        self._unread.append((self.paragraph, tagged, (lo, hi)))

    def give_floor(self, label: Mention | None) -> None:
        """Note whose words follow: those under a label, or the outlet's."""
        if label is not self._label:
            self._label = label
            self._unread.append((self.paragraph, label, (0, 0)))

    def catch_up(self) -> None:
        """Take in what was noted but not yet read."""
        if not self._unread and not self._introduced:
            return
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
                tagged = tag(words, (), start, end, self.diction)
                for lo, hi in sentences(tagged):
                    self._take_in(tagged, lo, hi, paragraph)

    def _pass_floor(self, label: Mention | None, paragraph: int) -> None:
        """Note that a turn is over, of whose speaker “she” may be said next, and who has the floor now."""
        if self.floor:
            self.sightings.append(Sighting(self.floor, self.sentence, paragraph, 0, _SPEAKER))
        named = label is not None and label.kind is PersonKind.PERSON and label.name
        self.floor = self.find(label.name.lower().split(), None) if label and named else None

    def _take_in(self, tagged: Tagged, lo: int, hi: int, paragraph: int) -> None:
        """Note the names of one more sentence."""
        self.sentence += 1
        if tagged.headline:
            return
        tags = tagged.tags
        self._describe(tagged, lo, hi, paragraph)
        for start, end in (run.span() for run in _RUN.finditer(tags, lo, hi) if not is_called(tagged, lo, run.start())):
            words = tagged.printed(start, end)
            last = _unpossessed(tagged.words[end - 1])
            printed = self._printed.get(last)
            if printed is None:
                printed = self._printed[last] = {}
            if words not in printed:
                stranger = end - start == 1 and self._is_stranger(tagged, last, start, lo)
                printed[words] = None if stranger else self._name(tagged, start, end, lo)
            known = printed[words]
            if known:
                known.times += 1
                subject = start - lo <= 2 or tags[end : end + 1] in _VERBAL or is_apposed(tags, lo, start, end)
                weight = _POSSESSIVE if tags[end - 1] == "S" else _SUBJECT if subject else 0.0
                self.sightings.append(Sighting(known, self.sentence, paragraph, tagged.place(start), weight))

    def _describe(self, tagged: Tagged, lo: int, hi: int, paragraph: int) -> None:
        """Note somebody nameless whom a sentence is about and “he” may stand for: her neighbour, a trader."""
        found = _UNNAMED.match(tagged.tags, lo, hi)
        if found is None:
            return
        words = tagged.words[found.start("opens") : found.end()]
        printed = tagged.printed(found.start("opens"), found.end())
        known = self._holder(words, printed) or somebody(printed, self._naming)
        if known:
            weight = _DEFINITE if known.nameless and words[0] == "the" else _SUBJECT
            self.sightings.append(Sighting(known, self.sentence, paragraph, tagged.place(found.start("opens")), weight))

    def _holder(self, words: Sequence[str], printed: str) -> Remembered | None:
        """Return the last one whose title “the senator” names, unless it is told to be held elsewhere."""
        known = self._holders.get(title_of(words, self._naming)) if words[0] == "the" else None
        elsewhere = (
            known is not None and any(known.places) and places_in(printed, self._naming).contradicts(known.places)
        )
        return None if elsewhere else known

    def _introduce(self, mention: Mention) -> None:
        """Note somebody whom a label or the page itself names."""
        parts = mention.name.lower().split()
        if parts and mention.kind is PersonKind.PERSON:
            self._know(parts, mention.name, (mention.role or "").lower().split())

    def heard(self, mention: Mention, antecedent: str | None) -> None:
        """Note who spoke last."""
        self.catch_up()
        if mention.kind is PersonKind.GROUP and mention.name:
            self.body = mention.name, self.sentence
            self._bodies.add(mention.name.lower())
        if mention.kind is PersonKind.UNNAMED:
            self.many = self.sentence
        name = antecedent or mention.name
        known = self.find(name.lower().split(), None) if name else None
        if known is None and mention.name and mention.kind in (PersonKind.PERSON, PersonKind.UNNAMED):
            known = self._first_named(mention.name)
        if known is None and mention.kind is PersonKind.UNNAMED and not mention.text.lower().startswith("the "):
            known = somebody(mention.text, self._naming)
        if known:
            known.person = known.person or len(known.parts) > 1 or known.sex is not None
            known.times += 1
            self.sightings.append(Sighting(known, self.sentence, self.paragraph, mention.span.start, _SPEAKER))

    def _first_named(self, name: str) -> Remembered:
        """Take in somebody who speaks under one name alone (“Bob said”)."""
        known = Remembered(name, name.lower().split(), sex=self._naming.given.get(name.lower()))
        self._bear(known)
        return known

    def _bear(self, known: Remembered) -> None:
        """Take in somebody new, for whom the last or the first part of the name may stand from here on."""
        last, first = surname(known.parts, self._naming), known.parts[0]
        self._bearers.setdefault(last, []).append(known)
        self._printed.pop(last, None)
        if first != last and (first in self._naming.given or first in self._naming.family_first):
            self._called.setdefault(first, []).append(known)
            self._printed.pop(first, None)

    def _namesakes(self, parts: Sequence[str]) -> Sequence[Remembered]:
        """Return all who bear the surname of a name, or else those whose given name it is."""
        last = surname(parts, self._naming)
        if len(parts) > 1 or last in self._bearers:
            return self._bearers.get(last, ())
        return self._called.get(last, ())

    def recognised(self, mention: Mention) -> Mention:
        """Return the mention, as that of a body where its name was one before."""
        return mention._replace(kind=PersonKind.GROUP) if mention.name.lower() in self._bodies else mention

    def _name(self, tagged: Tagged, start: int, end: int, lo: int) -> Remembered | None:
        """Return whom the capitalised words start … end name; None for places and bodies."""
        first = max(lo, start - 1)
        start = name_start(tagged, max(lo, start - 8), start, end)
        parts = [_unpossessed(word) for word in tagged.words[start:end]]
        if (family := shared_surname(tagged, start, end)) is not None:
            both = f"{tagged.printed(start, end)} {tagged.printed(family, family + 1)}"
            return self._know([*parts, tagged.words[family]], both, [])
        titled = self._naming.titled
        around = [word.rstrip(".") for word in tagged.words[first:start]]
        told = [*around, *apposition(tagged, lo, start, end)]
        titles = [word for word in told if word in titled]
        presented = len(parts) == 1 and self._presents(tagged, lo, start, end)
        strange = len(parts) < 2 and not titles and not presented and not self.bearers_of(parts)
        if not parts or strange or (tagged.tags[start - 1] == "d" and lo < start and not titles):
            return None
        if parts[0] not in self._naming.given and is_group(tagged, (start, start), (start, end)):
            return None
        text = _POSSESSIVE_END.sub("", tagged.printed(*addressed(tagged, lo, (start, end))))
        places = places_in(beside(tagged, lo, first, (start, end)), self._naming) if titles else NOWHERE
        return self._know(parts, " ".join(text.split()), told, presented, places)

    def _is_stranger(self, tagged: Tagged, word: str, token: int, lo: int) -> bool:
        """Tell whether a `word` alone, as most are, is no name met before, and no title stands beside it."""
        if word in self._called or word in self._bearers or (word in self._naming.generations and "" in self._bearers):
            return False
        titled = self._naming.titled
        if lo < token and tagged.words[token - 1].rstrip(".") in titled:
            return False
        if self._presents(tagged, lo, token, token + 1) or shared_surname(tagged, token, token + 1) is not None:
            return False
        return titled.isdisjoint(apposition(tagged, lo, token, token + 1))

    def _presents(self, tagged: Tagged, lo: int, start: int, end: int) -> bool:
        """Tell whether a sentence presents somebody by one name: their mother, Edith, …; the heroine, Mina, …"""
        if not is_apposed(tagged.tags, lo, start, end):
            return False
        naming = self._naming
        return tagged.words[start] in naming.given or not naming.sexed.keys().isdisjoint(tagged.words[lo:start])

    def _know(
        self, parts: list[str], name: str, told: list[str], presented: bool = False, places: Places = NOWHERE
    ) -> Remembered | None:
        """Return whom a name means, of whom the words beside it tell more.

        Somebody with one name alone is taken in only with a title, or where a sentence presents them.
        """
        titles = [word for word in told if word in self._naming.titled]
        sex = sex_of(parts, titles, self._naming)
        known = self.find(parts, sex)
        if known is None:
            if len(parts) < 2 and not titles and not presented:
                return None
            known = Remembered(name, parts, person=presented)
            if presented:
                sex = sex or self._naming.given.get(parts[0]) or sex_of([], told, self._naming)
            self._bear(known)
        elif len(known.parts) < len(parts) < 4 and parts[0] in self._naming.given:
            known.name, known.parts = name, parts
        held = [self._naming.titles[word] for word in titles if word in self._naming.titles]
        known.titles.update(held)
        known.told.update(told)
        known.places |= places
        self._holders.update(dict.fromkeys(held, known))
        known.sex = known.sex or sex
        known.person = known.person or bool(titles) or (len(parts) > 1 and parts[0] in self._naming.given)
        return known

    def bearers_of(self, parts: Sequence[str]) -> int:
        """Return how many bear the surname of a name, or are called so."""
        return len(self._namesakes(parts))

    def find(self, parts: list[str], sex: str | None) -> Remembered | None:
        """Return the bearer of a name met most often, whose given name and sex do not contradict it."""
        return next(iter(self.fitting(parts, sex)), None)

    def fitting(self, parts: list[str], sex: str | None) -> list[Remembered]:
        """Return all such bearers, those met most often first; of two met as often the later one."""
        fitting = [
            known
            for known in reversed(self._namesakes(parts))
            if (sex is None or known.sex in (sex, None)) and same_given(parts, known.parts, self._naming)
        ]
        return sorted(fitting, key=attrgetter("times"), reverse=True) if len(fitting) > 1 else fitting


def _unpossessed(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'") if "'" in word else word
