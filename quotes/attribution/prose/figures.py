"""Who a document speaks of: the people met so far, by the names and the titles that may mean them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from quotes.attribution.prose.bodies import is_group
from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.diction import Diction
from quotes.attribution.prose.names import addressed, apposition, is_apposed, name_start, shared_surname
from quotes.attribution.prose.places import NOWHERE, Places, beside, places_in
from quotes.attribution.prose.remembered import (
    Remembered,
    headed,
    same_given,
    sex_of,
    somebody,
    surname,
    tells_sex,
    title_of,
)
from quotes.attribution.prose.tags import Tagged
from quotes.model import Mention, PersonKind

_POSSESSIVE_END = re.compile(r"['’]s?$")
_KIN = pattern("(?P<owner>@possessive) [@word @figure @adverb]+ ,?$")
_KIN_BEFORE = 6  # tokens that tell whose kin somebody is
MOST = 60  # bearers of one surname whom a name may mean, but for one who bears just that name
RARER = 3  # a namesake met about a third as often is a rival too
_BESIDE = 3  # words of an apposition that tell what somebody is: Lee, a woman …


class Figures:
    """The people of a document, in the order in which they were met."""

    def __init__(self, diction: Diction) -> None:
        self._naming = diction.naming
        self._bearers: dict[str, list[Remembered]] = {}
        self._called: dict[str, list[Remembered]] = {}  # the same, by given name
        self._printed: dict[str, dict[str, Remembered | None]] = {}  # by last word: whom the words were found to name
        self._holders: dict[str, Remembered] = {}  # of each title, the last one met
        self._nameless: dict[str, Remembered] = {}  # by the words of the description
        self._opening: dict[str, list[Remembered]] = {}  # by the first of several names
        self._named: dict[tuple[str, ...], Remembered] = {}  # by all of the name

    def named(self, tagged: Tagged, start: int, end: int, lo: int) -> Remembered | None:
        """Return whom the capitalised words start … end of a sentence from `lo` name; None for places and bodies."""
        words = tagged.printed(start, end)
        last = _unpossessed(tagged.words[end - 1])
        printed = self._printed.get(last)
        if printed is None:
            printed = self._printed[last] = {}
        if words in printed:
            known = printed[words]
        else:
            stranger = end - start == 1 and self._is_stranger(tagged, last, start, lo)
            printed[words] = known = None if stranger else self._name(tagged, start, end, lo)
        return known

    def described(self, words: Sequence[str], printed: str) -> Remembered | None:
        """Return whom a description brings in or comes back to: her neighbour, a trader, the senator."""
        return self._holder(words, printed) or self._called_so(words) or self.nameless(printed)

    def nameless(self, printed: str) -> Remembered | None:
        """Return the nameless person whom a description brings in; the same one for “an aide” and “an aide to Lee”."""
        head = " ".join(headed(printed.lower().split(), self._naming))
        known = self._nameless.get(head) or somebody(printed, self._naming)
        if known:
            self._nameless[head] = known
            known.name = max(known.name, printed, key=len)
        return known

    def introduce(self, mention: Mention) -> None:
        """Note somebody whom a label or the page itself names."""
        parts = mention.name.lower().split()
        if parts and mention.kind is PersonKind.PERSON:
            known = self._know(parts, mention.name, (mention.role or "").lower().split())
            if known:
                known.person = True

    def speaking(self, mention: Mention) -> Remembered | None:
        """Return whoever speaks under the words of a mention that nobody met before is called by."""
        if mention.name and mention.kind in (PersonKind.PERSON, PersonKind.UNNAMED):
            return self.find(mention.name.lower().split(), None) or self._first_named(mention.name)
        return self.nameless(mention.text) if mention.kind in (PersonKind.UNNAMED, PersonKind.OFFICE) else None

    def bearers_of(self, parts: Sequence[str]) -> int:
        """Return how many bear the surname of a name, or are called so."""
        return len(self._namesakes(parts))

    def find(self, parts: list[str], sex: str | None) -> Remembered | None:
        """Return who bears just this name, else the bearer met most often whom given name and sex do not contradict."""
        fitting = self.fitting(parts, sex)
        return next((known for known in fitting if known.parts == parts), fitting[0] if fitting else None)

    def fitting(self, parts: list[str], sex: str | None) -> list[Remembered]:
        """Return all such bearers, those met most often first; of two met as often the later one."""
        fitting = [
            known
            for known in reversed(self._near(parts))
            if (sex is None or known.sex in (sex, None))
            and (same_given(parts, known.parts, self._naming) or self._is_titled(parts, known))
        ]
        return sorted(fitting, key=attrgetter("times"), reverse=True) if len(fitting) > 1 else fitting

    def _near(self, parts: Sequence[str]) -> Sequence[Remembered]:
        """Return who may bear a name: of very many of one surname those met first under it, and the last."""
        every = self._namesakes(parts)
        if len(every) <= MOST:
            return every
        own = self._named.get(tuple(parts))
        last = every[-MOST:]
        return last if own is None or own in last else [own, *last]

    def _is_titled(self, parts: Sequence[str], known: Remembered) -> bool:
        """Tell whether what may be a given name is somebody's title: the dean, Mark Rowe … Dean Rowe."""
        return len(parts) == 2 and self._naming.titles.get(parts[0]) in known.titles

    def by_first_name(self, parts: Sequence[str]) -> list[Remembered]:
        """Return whose name in full opens with the one name that a mention says, whatever name that is: “Eero said”."""
        return self._opening.get(parts[0], []) if len(parts) == 1 else []

    def namesake(self, known: Remembered, words: Sequence[str]) -> Remembered | None:
        """Return who else is well meant by words that are found to name somebody by the surname alone."""
        if len(known.parts) < 2 or known.parts[0] in words:
            return None
        every = self.fitting([surname(known.parts, self._naming)], sex_of([], [words[0].rstrip(".")], self._naming))
        others = [other for other in every if other is not known]
        return others[0] if others and (others[0].times + 1) * RARER >= known.times else None

    def _holder(self, words: Sequence[str], printed: str) -> Remembered | None:
        """Return the last one whose title “the senator” names, unless it is told to be held elsewhere."""
        known = self._holders.get(title_of(words, self._naming)) if words[0] == "the" else None
        elsewhere = (
            known is not None and any(known.places) and places_in(printed, self._naming).contradicts(known.places)
        )
        return None if elsewhere else known

    def _called_so(self, words: Sequence[str]) -> Remembered | None:
        """Return the one person before whose name the word stands that “the duke” says: Duke Emil."""
        article, *rest = words
        called = self._opening.get(rest[0], []) if article == "the" and len(rest) == 1 else []
        return called[0] if len(called) == 1 and rest[0] not in self._naming.given else None

    def _take_in_kin(self, tagged: Tagged, start: int, known: Remembered) -> None:
        """Take in whose kin is named, from `start` on, by the surname of both: | Ash's father, Sam Ash, …"""
        family = surname(known.parts, self._naming)
        owned = _KIN.search(tagged.tags, max(0, start - _KIN_BEFORE), start) if len(known.parts) > 1 else None
        if owned is None or _unpossessed(tagged.words[owned.start("owner")]) != family:
            return
        related = tagged.words[owned.end("owner") : start]
        if not self._naming.sexed.keys().isdisjoint(related) and self._namesakes([family]) == [known]:
            self._first_named(_POSSESSIVE_END.sub("", tagged.printed(*owned.span("owner"))))

    def _first_named(self, name: str) -> Remembered:
        """Take in somebody who speaks under one name alone (“Bob said”)."""
        known = Remembered(name, name.lower().split(), sex=self._naming.given.get(name.lower()))
        self._bear(known)
        return known

    def _bear(self, known: Remembered) -> None:
        """Take in somebody new, for whom the last or the first part of the name may stand from here on."""
        last, first = surname(known.parts, self._naming), known.parts[0]
        if first != last:
            self._opening.setdefault(first, []).append(known)
        self._bearers.setdefault(last, []).append(known)
        self._named.setdefault(tuple(known.parts), known)
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

    def _name(self, tagged: Tagged, start: int, end: int, lo: int) -> Remembered | None:
        first = max(lo, start - 1)
        start = name_start(tagged, max(lo, start - 8), start, end)
        parts = [_unpossessed(word) for word in tagged.words[start:end]]
        if (family := shared_surname(tagged, start, end)) is not None:
            both = f"{tagged.printed(start, end)} {tagged.printed(family, family + 1)}"
            return self._know([*parts, tagged.words[family]], both, [])
        titled = self._naming.titled
        around = [word.rstrip(".") for word in tagged.words[first:start]]
        apposed = apposition(tagged, lo, start, end)
        told = [*around, *apposed]
        titles = [word for word in told if word in titled]
        presented = len(parts) == 1 and self._presents(tagged, lo, start, end)
        told_of = parts and (len(parts) > 1 or titles or presented or self.bearers_of(parts) > 0)
        if not told_of or (tagged.tags[start - 1] == "d" and lo < start and not titles):
            return None
        if parts[0] not in self._naming.given and is_group(tagged, (start, start), (start, end)):
            return None
        text = _POSSESSIVE_END.sub("", tagged.printed(*addressed(tagged, lo, (start, end))))
        places = places_in(beside(tagged, lo, first, (start, end)), self._naming) if titles else NOWHERE
        described = tagged.tags[start - 1 : start] == "w" or is_apposed(tagged.tags, lo, start, end)
        known = self._know(parts, " ".join(text.split()), told, presented, places, lo < start and described)
        if known and tagged.tags.startswith(",d", end):
            self._tell_sex(known, apposed[:_BESIDE])
        if known and is_apposed(tagged.tags, lo, start, end):
            self._tell_sex(known, tagged.words[start - 2 : start - 1])
        if known:
            self._take_in_kin(tagged, start, known)
        return known

    def _tell_sex(self, known: Remembered, apposed: Sequence[str]) -> None:
        """Note what words beside a name tell of the sex: Ann Lee, a woman from Leeds, …; his mother, Ann Lee, …"""
        word = next((word for word in apposed if word in self._naming.sexed), None)
        if word:
            known.sex, known.sex_told = self._naming.sexed[word], True

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
        self,
        parts: list[str],
        name: str,
        told: list[str],
        presented: bool = False,
        places: Places = NOWHERE,
        described: bool = False,
    ) -> Remembered | None:
        """Return whom a name means, of whom the words beside it tell more.

        Somebody with one name alone is taken in only with a title, or where a sentence presents them. Behind what
        somebody is `described` as, the rescuer Espen Dahl, any word before the surname is a given name.
        """
        titles = [word for word in told if word in self._naming.titled]
        sex, is_told = sex_of(parts, titles, self._naming), tells_sex(titles, self._naming)
        known = self.find(parts, sex)
        if known is None:
            if len(parts) < 2 and not titles and not presented:
                return None
            known = Remembered(name, parts, person=presented)
            if presented:
                sex = sex or self._naming.given.get(parts[0]) or sex_of([], told, self._naming)
            self._bear(known)
        elif len(known.parts) < len(parts) < 4 and (parts[0] in self._naming.given or described):
            known.name, known.parts = name, parts
        held = [self._naming.titles[word] for word in titles if word in self._naming.titles]
        known.titles.update(held)
        known.told.update(told)
        known.places |= places
        self._holders.update(dict.fromkeys(held, known))
        known.sex, known.sex_told = known.sex or sex, known.sex_told or is_told
        known.person = known.person or bool(titles) or (len(parts) > 1 and parts[0] in self._naming.given)
        return known


def _unpossessed(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'") if "'" in word else word
