"""A corpus out of nothing: seeded, from its own syllables, with Zipf's law for words and for speakers.

One document is a plain transcript of `STATEMENTS_A_DOCUMENT` labelled turns of about 330 characters, the length that
the figures of the benchmark refer to.
"""

from __future__ import annotations

import hashlib
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quotes.lexicon import ENGLISH
from quotes.model import (
    Basis,
    BlockKind,
    Convention,
    Document,
    Extraction,
    Manner,
    Metadata,
    Passage,
    Person,
    PersonKind,
    Role,
    RoleBasis,
    Span,
    Statement,
    Status,
    When,
)
from quotes.people.roles import roles
from quotes.pipeline import source_uid
from quotes.text import digest

STATEMENTS_A_DOCUMENT = 40
WORDS_A_STATEMENT = 68
VOCABULARY = 20_000
STATEMENTS_A_SPEAKER = 500  # on average: the first speaker has far more, the last a handful
FIRST_YEAR, YEARS = 1990, 35

ONSETS = ("b", "br", "d", "dr", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w", "z")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
CODAS = ("", "", "l", "n", "r", "s", "t", "nd")
TITLES = ("Minister of Trade", "Member of Parliament", "President", "Mayor", "Director", "Spokesperson")


@dataclass(frozen=True, slots=True)
class Turn:
    """One labelled turn."""

    speaker: str
    role: str
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """One document: its name, its date (ISO), its turns."""

    name: str
    date: str
    turns: tuple[Turn, ...]

    def text(self) -> str:
        """Return the page as a reader of plain labelled text meets it."""
        return "\n\n".join(f"{turn.speaker}, {turn.role}:\n{turn.words}" for turn in self.turns) + "\n"


def pages(statements: int, seed: int = 1) -> Iterator[Page]:
    """Yield documents that hold `statements` statements in all; the same for the same arguments."""
    source = random.Random(seed)
    wordlist = vocabulary(seed)
    everybody = speakers(source, max(20, statements // STATEMENTS_A_SPEAKER))
    word_weights, speaker_weights = _zipf(len(wordlist)), _zipf(len(everybody))
    for number, first in enumerate(range(0, statements, STATEMENTS_A_DOCUMENT)):
        size = min(STATEMENTS_A_DOCUMENT, statements - first)
        talkers = source.choices(everybody, cum_weights=speaker_weights, k=size)
        stream = iter(source.choices(wordlist, cum_weights=word_weights, k=size * WORDS_A_STATEMENT))
        turns = tuple(Turn(*talker, _sentences(stream)) for talker in talkers)
        yield Page(f"{number // 1000:04}/{number:07}.txt", _date(source), turns)


def write(folder: Path, statements: int, seed: int = 1) -> int:
    """Write the corpus as text files below `folder`, dates beside them as metadata; return its bytes."""
    size = 0
    for page in pages(statements, seed):
        path = folder / page.name
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes(page.text().encode())
        path.with_suffix(".meta.toml").write_text(f'published = "{page.date}"\n', encoding="utf-8")
    return size


def reading(page: Page) -> Extraction:
    """Return what reading the text of `page` gives, but for invented words that happen to be English verbs of speech.

    Reading would take longer than all that is measured of it; a test holds the two together.
    """
    text = page.text()
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    uid = source_uid(sha256)
    said = When(page.date, page.date, page.date, "metadata")
    people: dict[str, int] = {}
    statements: list[Statement] = []
    labels: list[Passage] = []
    start = 0
    for i, turn in enumerate(page.turns):
        label = f"{turn.speaker}, {turn.role}"
        words = Span(start + len(label) + 2, start + len(label) + 2 + len(turn.words))
        at = Span(start, start + len(label) + 1)
        labels.append(Passage(BlockKind.LABEL, at, None, None, 1.0, Status.CERTAIN))
        statements.append(_statement(uid, turn, i, words, people.setdefault(turn.speaker, len(people)), said))
        start = words.end + 2
    return Extraction(
        document=Document(
            page.name,
            text,
            sha256,
            "plain",
            Convention("name on its own line", 1.0),
            (),
            metadata=Metadata(published=page.date),
        ),
        people=tuple(_person(name, page) for name in people),
        statements=tuple(statements),
        passages=tuple(labels),
        published=said,
        uid=uid,
    )


def _statement(source: str, turn: Turn, i: int, words: Span, person: int, said: When) -> Statement:
    label = f"{turn.speaker}, {turn.role}"
    return Statement(
        uid=digest(source, Manner.VERBATIM, turn.words, "0"),
        position=i,
        span=words,
        line=3 * i + 2,
        text=turn.words,
        manner=Manner.VERBATIM,
        basis=Basis.LABEL_LINE,
        status=Status.CERTAIN,
        confidence=1.0,
        person=person,
        label=label,
        role_printed=turn.role,
        role=turn.role,
        roles=((_role(turn.role), RoleBasis.PRINTED),),
        mention=Span(words.start - len(label) - 2, words.start - 2),
        said=said,
        passages=(Passage(BlockKind.PARAGRAPH, words, Basis.LABEL_LINE, None, 1.0, Status.CERTAIN),),
    )


def _person(name: str, page: Page) -> Person:
    held = dict.fromkeys(_role(turn.role) for turn in page.turns if turn.speaker == name)
    given, family = name.split()
    return Person(name, f"{family}, {given}", PersonKind.PERSON, (name,), tuple(held))


@cache
def _role(text: str) -> Role:
    (role,) = roles(text, ENGLISH)
    return role


def vocabulary(seed: int = 1) -> list[str]:
    """Return the words of the corpus, the most frequent first: common words are short."""
    return sorted(_words(random.Random(seed), VOCABULARY, syllables=(1, 3)), key=len)


def _words(source: random.Random, count: int, syllables: tuple[int, int]) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < count:
        parts = source.randint(*syllables)
        made["".join(source.choice(ONSETS) + source.choice(VOWELS) + source.choice(CODAS) for _ in range(parts))] = None
    return list(made)


def speakers(source: random.Random, count: int) -> list[tuple[str, str]]:
    """Return so many people, each by name and role."""
    given = [word.title() for word in _words(source, 400, syllables=(2, 2))]
    family = [word.title() for word in _words(source, count, syllables=(2, 4))]
    bodies = [word.title() for word in _words(source, 60, syllables=(2, 3))]
    return [
        (f"{source.choice(given)} {name}", f"{source.choice(TITLES)} of {source.choice(bodies)}") for name in family
    ]


def _zipf(count: int) -> list[float]:
    return list(itertools.accumulate(1 / rank for rank in range(1, count + 1)))


def _sentences(stream: Iterator[str]) -> str:
    words = list(itertools.islice(stream, WORDS_A_STATEMENT))
    cuts = [0, *range(13, WORDS_A_STATEMENT, 13), WORDS_A_STATEMENT]
    return " ".join(f"{' '.join(words[i:j]).capitalize()}." for i, j in itertools.pairwise(cuts))


def _date(source: random.Random) -> str:
    return f"{FIRST_YEAR + source.randrange(YEARS)}-{source.randint(1, 12):02}-{source.randint(1, 28):02}"
