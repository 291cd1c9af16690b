"""A paragraph in doubt and what stands around it: the turn it may belong to, and the page's narrator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from quotes.attribution.turns.cues import cue_words
from quotes.lexicon import Lexicon
from quotes.text import fold

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_MARKS = "“”‘—–…"
_SEPARATED = "".join(c if c.isalnum() or c == "'" else " " for c in map(chr, range(128)))
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?")
_CURLY = re.compile(r"’(?<=\w.)\w")
_STRAIGHT = re.compile(r"'(?<=\w.)\w")
# Mostly a name, in English and in all languages that do not print every noun so.
_CAPITAL = re.compile(r"[A-Z](?<=[^.!?:] .)\w")
_NUMBER = re.compile(r"[0-9]+")
_SHORT_WORD = 3  # letters: in English such words are mostly grammar, and too common to stand for a name
_NARRATION_READ = 4000  # characters of narration that suffice to know its matter
_REMEMBERED = 256  # paragraphs, of which it is asked more than once what they show


class Narrator(NamedTuple):
    """The narrator's voice, learned from all that is clearly told, the names on the labels, and the cues' words.

    `says` are the cues of single words that the narration fires.
    """

    names: frozenset[str]
    says: frozenset[str]
    apostrophes: str
    words: frozenset[str]
    lexicon: Lexicon


class Roles(NamedTuple):
    """The roles printed on a label and on the one after it."""

    own: str = ""
    following: str = ""


_NO_ROLES = Roles()


class Turn(NamedTuple):
    """A label, the paragraph under it, the name on the label after it, and whether a heading comes before that.

    Of the roles on both labels, the words are kept that are long enough to tell of somebody.
    """

    speaker: frozenset[str]
    following: frozenset[str]
    role: frozenset[str]
    following_role: frozenset[str]
    content: frozenset[str]
    opening: str
    length: int
    hits: frozenset[str]  # cues of single words
    apostrophes: str
    ends_story: bool


class Own(NamedTuple):
    """What a paragraph shows by itself, wherever it stands; `hits` are the cues that its words fire."""

    unquoted: str
    tokens: list[str]
    folded: frozenset[str]
    content: frozenset[str]
    opening: str
    hits: Mapping[str, list[str]]
    apostrophes: str
    capitals: int  # capital words within sentences
    numbers: int


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph after the one under the label, the same only as itself, so that it is measured once.

    `named` are the words of names on labels that stand in it, not printed small; the rest is as its `Own` says.
    """

    text: str
    unquoted: str
    named: frozenset[str]
    content: frozenset[str]
    opening: str
    hits: Mapping[str, list[str]]
    apostrophes: str
    capitals: int
    numbers: int
    before: Turn | Paragraph
    turn: Turn
    page: Narrator
    depth: int
    last: bool

    @property
    def says_i_or_we(self) -> bool:
        """Return whether it speaks in the first person."""
        return "first_person" in self.hits or "we" in self.hits


class _Voice(NamedTuple):
    """What narration shows of its narrator, as Narrator has it."""

    says: frozenset[str]
    apostrophes: str
    words: frozenset[str]


def page(narration: Iterable[str], names: Iterable[str], lexicon: Lexicon) -> Narrator:
    """Return what is known of a page from its paragraphs under no label and the names on its labels."""
    return Narrator(
        frozenset().union(*(name_words(name, lexicon) for name in names)),
        *_voice("\n".join(narration), lexicon),
        lexicon,
    )


def says(texts: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    """Return the cues that single words fire in texts, outside of quotation marks."""
    return cue_words(lexicon).said(_spaced(unquoted("\n".join(texts))).split())


@lru_cache(maxsize=4)
def _voice(text: str, lexicon: Lexicon) -> _Voice:
    cues, spaced = cue_words(lexicon), _spaced(unquoted(text))
    voice = spaced.split()
    return _Voice(
        cues.said(voice),
        apostrophes(text, at_least=3),
        _folded(spaced[:_NARRATION_READ]),
    )


def following(
    speaker: str,
    next_speaker: str,
    texts: Iterable[str],
    page: Narrator,
    ends_story: bool = False,
    roles: Roles = _NO_ROLES,
) -> Iterator[Paragraph]:
    """Yield the paragraphs after the one under the label of `speaker`, as evidence sees them.

    `texts` are all up to the next label or heading, that under the label first; none is read before it is asked for.
    """
    rest = iter(texts)
    turn = turn_of(speaker, next_speaker, next(rest, ""), ends_story, page.lexicon, roles)
    before: Turn | Paragraph = turn
    for depth, (text, further) in enumerate(pairwise(chain(rest, (None,))), start=1):
        if before is turn:
            before = right_behind(turn, text or "", further is None, page)
        else:
            before = _paragraph(text or "", before, depth, further is None, turn, page)
        yield before


@lru_cache(maxsize=_REMEMBERED)
def right_behind(turn: Turn, text: str, last: bool, page: Narrator) -> Paragraph:
    """Return the paragraph after the one under a label: it is asked for to tell the shape of the page, and again."""
    return _paragraph(text, turn, 1, last, turn, page)


@lru_cache(maxsize=_REMEMBERED)
def turn_of(
    name: str, next_name: str, first: str, ends_story: bool, lexicon: Lexicon, roles: Roles = _NO_ROLES
) -> Turn:
    """Return what is known of a turn by its label, the next one, and the paragraph under it."""
    spaced = _spaced(first)
    said = spaced.split()
    return Turn(
        name_words(name, lexicon),
        name_words(next_name, lexicon),
        _role_words(roles.own),
        _role_words(roles.following),
        _content(_folded(spaced)),
        "".join(said[:1]),
        len(first),
        cue_words(lexicon).said(said),
        apostrophes(first),
        ends_story,
    )


@lru_cache(maxsize=_REMEMBERED)
def _own(text: str, lexicon: Lexicon) -> Own:
    plain, spaced = unquoted(text), _spaced(text)
    folded, tokens = _folded(spaced), spaced.split()
    return Own(
        plain,
        tokens,
        folded,
        _content(folded),
        "".join(tokens[:1]),
        cue_words(lexicon).hits(tokens if plain == text else _spaced(plain).split()),
        apostrophes(text),
        len(_CAPITAL.findall(text)),
        len(_NUMBER.findall(text)),
    )


def _paragraph(text: str, before: Turn | Paragraph, depth: int, last: bool, turn: Turn, page: Narrator) -> Paragraph:
    own = _own(text, page.lexicon)
    return Paragraph(
        text,
        own.unquoted,
        _named(own.folded & (page.names | turn.speaker | turn.following), own.tokens),
        own.content,
        own.opening,
        own.hits,
        own.apostrophes,
        own.capitals,
        own.numbers,
        before,
        turn,
        page,
        depth,
        last,
    )


def _named(names: frozenset[str], tokens: Iterable[str]) -> frozenset[str]:
    """Return those of `names` that are not printed small everywhere among `tokens`."""
    return names and names & _folded(" ".join([token for token in tokens if not token[0].islower()]))


def words(text: str) -> list[str]:
    """Return the words of `text` as cues see them."""
    return _spaced(text).split()


def unquoted(text: str) -> str:
    """Return `text` without what stands in quotation marks."""
    return _QUOTED.sub(" ", text)


def apostrophes(text: str, at_least: int = 1) -> str:
    """Return the apostrophe that nearly all of `text` is written with; "" when it is mixed or says too little."""
    curly = len(_CURLY.findall(text)) if "’" in text else 0
    straight = len(_STRAIGHT.findall(text)) if "'" in text else 0
    if curly + straight < at_least or min(curly, straight) * 9 > max(curly, straight):
        return ""
    return "’" if curly > straight else "'"


@lru_cache(maxsize=1024)
def name_words(name: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the folded words of a name that may stand for its bearer: no article, none that is short or small."""
    printed = _spaced(name).split()
    capital = [word for word in printed if not word[0].islower()] or printed
    articles = lexicon.phrases("label_articles")
    return frozenset(word for word in _folded(" ".join(capital)) if len(word) >= _SHORT_WORD) - articles


@lru_cache(maxsize=1024)
def _role_words(role: str) -> frozenset[str]:
    return _content(_folded(_spaced(role))) if role else frozenset()


def _spaced(text: str) -> str:
    """Return the words, with the apostrophes in them, between spaces; ASCII without regex, in a third of the time."""
    plain = text.replace("’", "'")
    for mark in _MARKS:
        plain = plain.replace(mark, " ")
    if not plain.isascii():
        return f" {' '.join(_WORD.findall(plain))} "
    return f" {plain.translate(_SEPARATED)} ".replace("''", " ").replace("' ", " ").replace(" '", " ")


def _folded(spaced: str) -> frozenset[str]:
    """Return the words as compared: without case, accents and the ending of the genitive, which is that of English."""
    words = f"{spaced} ".lower().replace("'s ", " ").split()
    return frozenset(words if spaced.isascii() else [word if word.isascii() else fold(word) for word in words])


def _content(words: Iterable[str]) -> frozenset[str]:
    return frozenset([word for word in words if len(word) > _SHORT_WORD and word.isalpha()])
