"""The people met so far in a document, in the order of the text, and where: what a pronoun may stand for.

Nothing is read before somebody must be found: most paragraphs need no memory. antecedents.py weighs who is remembered.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.diction import Diction
from quotes.attribution.prose.figures import Figures
from quotes.attribution.prose.names import is_apposed, is_called
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.remembered import Remembered
from quotes.attribution.prose.sentences import sentences
from quotes.attribution.prose.tags import Tagged, tag
from quotes.model import Mention, PersonKind, Span
from quotes.text import Reading

_RUN = pattern(r"@name+ @possessive?")
_UNNAMED = pattern(
    "[, @and @but @adverb]* (?P<opens>[@determiner @possessive]|@name+ @possessive)"
    " [@word @figure]*+ (?=[^& @nominal]) (?! (?:@of [@phrasal @figure]++)*, @name)"
)
_UNNAMED_LATER = pattern("[@determiner @possessive] (?:[@word @figure]++|@name) (?![@name @nominal])")
_VERBAL = frozenset("hBVvwa")
_BEFORE_NAME = "dwXaNSn"  # what may stand between a verb or preposition and the name that goes with it
_AFTER_NOUN = frozenset("iohvVB")
_LONG = (20, 80, 300)  # paragraphs: a note, an article, a long one, a book
_SO_FAR = ("20 paragraphs", "80 paragraphs", "300 paragraphs", "more")
_LATEST = 2  # sentences in which nameless people are looked for

# How somebody was met: what a sentence tells of him, and that he spoke or had the floor.
SUBJECT, OBJECT, OWNER, ASIDE, MODIFIER = "subject", "object", "owner", "aside", "before a noun"
ASKED, BY_PREPOSITION, NAMED, SPEAKER, DEFINITE = "asked", "after a preposition", "named", "speaker", "the"


class Sighting(NamedTuple):
    """A place where somebody was met, and how."""

    known: Remembered
    sentence: int
    paragraph: int
    start: int
    how: str


class Memory:
    """The people met so far, in the order of the text."""

    def __init__(self, diction: Diction, introduced: Iterable[Mention] = ()) -> None:
        self.diction = diction  # the words with which the document is read
        self.figures = Figures(diction)
        self._introduced = list(introduced)
        self.sightings: list[Sighting] = []
        self.body: tuple[str | None, int] = None, 0  # the last that spoke, and the sentence
        self.many = 0  # the sentence in which nameless people spoke last
        self._bodies: set[str] = set()  # the names, in lower case, of those that spoke
        self.sentence = 0
        self.paragraph = 0
        self._unread: list[tuple[int, Tagged | Reading | Mention | None, Range]] = []  # until somebody must be found
        self._label: Mention | None = None  # of the turn that is read
        self.floor: Remembered | None = None  # who speaks in it
        self.turn = 0  # how many had been sighted when it began; 0 outside of turns
        self.voices: set[Remembered] = set()  # all who had the floor
        self.last_quoted: tuple[str, Span] = "", Span(0, 0)  # in the paragraph before: a text, and where in it
        self._latest: deque[tuple[int, int, Tagged, Range]] = deque(maxlen=_LATEST)

    def turn_page(self, words: Reading | None = None, unread: Span | None = None) -> None:
        """Note that a new paragraph begins; one in which nothing is reported is taken in as a whole."""
        self.paragraph += 1
        if words and unread:
            self._unread.append((self.paragraph, words, unread))

    def read(self, tagged: Tagged, lo: int, hi: int) -> None:
        """Note one more sentence."""
        self._unread.append((self.paragraph, tagged, (lo, hi)))

    @property
    def so_far(self) -> str:
        """How long the text is so far."""
        return _SO_FAR[bisect_left(_LONG, self.paragraph)]

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
            self.figures.introduce(mention)
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
            self.sightings.append(Sighting(self.floor, self.sentence, paragraph, 0, SPEAKER))
        named = label is not None and label.kind is PersonKind.PERSON and label.name
        self.floor = self.figures.find(label.name.lower().split(), None) if label and named else None
        self.turn = len(self.sightings) if label else 0
        if self.floor:
            self.voices.add(self.floor)

    def _take_in(self, tagged: Tagged, lo: int, hi: int, paragraph: int) -> None:
        """Note the names of one more sentence."""
        self.sentence += 1
        self._latest.append((self.sentence, paragraph, tagged, (lo, hi)))
        if tagged.headline:
            return
        self._describe(tagged, lo, hi, paragraph)
        met: list[tuple[Remembered, int]] = []
        for run in _RUN.finditer(tagged.tags, lo, hi):
            start, end = run.span()
            if is_called(tagged, lo, start):
                continue
            known = self.figures.named(tagged, start, end, lo)
            if known:
                known.times += 1
                known.doubled = self.figures.namesake(known, tagged.words[start:end])
                if known.person or tagged.words[max(lo, start - 1)] not in self.diction.placing:
                    how = _how_met(tagged, lo, start, end)
                    self.sightings.append(Sighting(known, self.sentence, paragraph, tagged.place(start), how))
                    met.append((known, end))
        if met and met[0][0].sex is None:
            self._call(met, tagged, hi)

    def _call(self, met: list[tuple[Remembered, int]], tagged: Tagged, hi: int) -> None:
        """Note which pronoun stands for the first one named in a sentence, nobody else between: Lee said she …"""
        known, end = met[0]
        others = [place for other, place in met if other is not known]
        pronoun = tagged.tags.find("p", end, others[0] if others else hi)
        if pronoun > 0:
            known.called = self.diction.pronouns.sexes.get(tagged.words[pronoun], known.called)

    def _describe(self, tagged: Tagged, lo: int, hi: int, paragraph: int) -> None:
        """Note somebody nameless whom a sentence is about and “he” may stand for: her neighbour, a trader."""
        found = _UNNAMED.match(tagged.tags, lo, hi)
        if found is None:
            return
        words = tagged.words[found.start("opens") : found.end()]
        if words[-1] in self.diction.naming.groups:
            self._describe_body(words, tagged.printed(found.start("opens"), found.end()))
            return
        known = self.figures.described(words, tagged.printed(found.start("opens"), found.end()))
        if known is None and len(words) > 2 and words[-1].endswith("s"):  # a verb on no list: my brother | works
            known = self.figures.described(words[:-1], tagged.printed(found.start("opens"), found.end() - 1))
        if known:
            how = DEFINITE if known.nameless and words[0] == "the" else SUBJECT
            self.sightings.append(Sighting(known, self.sentence, paragraph, tagged.place(found.start("opens")), how))

    def _describe_body(self, words: Sequence[str], printed: str) -> None:
        """Note a body whom a sentence is about; “the company” is one that was named before, if one was."""
        named, _ = self.body
        again = named is not None and words[0] in self.diction.naming.articles and len(words) == 2
        self.body = named if again else printed, self.sentence

    def passing(self) -> Iterator[Sighting]:
        """Yield the nameless people of the latest sentences who are not their subjects: I met the harbour master."""
        for sentence, paragraph, tagged, (lo, hi) in self._latest:
            for found in _UNNAMED_LATER.finditer(tagged.tags, lo + 1, hi):
                if _is_apposed(tagged.tags, *found.span()):
                    continue
                known = self.figures.nameless(tagged.printed(*found.span()))
                if known:
                    how = _how_met(tagged, lo, *found.span())
                    yield Sighting(known, sentence, paragraph, tagged.place(found.start()), how)

    def heard(self, mention: Mention, whom: Remembered | None) -> None:
        """Note who spoke last; `whom` the mention stands for, where that is known."""
        self.catch_up()
        if mention.kind is PersonKind.GROUP and mention.name:
            self.body = mention.name, self.sentence
            self._bodies.add(mention.name.lower())
        if mention.kind is PersonKind.UNNAMED:
            self.many = self.sentence
        known = whom or self.figures.speaking(mention)
        if known and mention.name and not (known.person or known.sex or mention.role):
            self.body = mention.name, self.sentence  # perhaps one whose name does not tell
        if known:
            known.person = known.person or len(known.parts) > 1 or known.sex is not None
            known.times += 1
            self.sightings.append(Sighting(known, self.sentence, self.paragraph, mention.span.start, SPEAKER))

    def heard_in_turn(self) -> Sighting:
        """Return that whoever has the floor was heard just now."""
        assert self.floor is not None
        return Sighting(self.floor, self.sentence, self.paragraph, 0, SPEAKER)

    def recognised(self, mention: Mention) -> Mention:
        """Return the mention, as that of a body where its name was one before."""
        return mention._replace(kind=PersonKind.GROUP) if mention.name.lower() in self._bodies else mention


def _is_apposed(tags: str, start: int, end: int) -> bool:
    """Tell whether a description goes with a name: Ann Lee, | a mother of four; | the captain, Ann Lee.

    The owner in it may stand behind an article: Ann Lee, the | city's engineer.
    """
    start -= tags[start - 1] == "d"
    return (tags[start - 1] == "," and tags[start - 2 : start - 1] in ("X", "S")) or tags.startswith(",X", end)


def _how_met(tagged: Tagged, lo: int, start: int, end: int) -> str:
    """Return how a sentence from `lo` tells of whom its tokens start … end name."""
    tags = tagged.tags
    following = tags[end : end + 1]
    if tags[end - 1] == "S":
        return OWNER
    if tags[lo] == "b" and "," not in tags[lo:start]:
        return ASIDE
    if following == "w" and tagged.words[end].endswith("s") and tags[end + 1 : end + 2] in _AFTER_NOUN:
        return MODIFIER  # Falk backers in Leeds looked …
    before = tags[lo:start].rstrip(_BEFORE_NAME)
    if before[-1:] in ("o", "i", "T") and start - lo > 2:
        return BY_PREPOSITION
    inserted = tags.startswith(",", start - 1) and following == "," and tags[end + 1 : end + 2] in _VERBAL
    if start - lo <= 2 or following in _VERBAL or inserted or is_apposed(tags, lo, start, end):
        return SUBJECT
    if before[-1:] in ("v", "V", "G"):
        return ASKED if tagged.words[lo + len(before) - 1] in tagged.diction.asking else OBJECT
    return NAMED
