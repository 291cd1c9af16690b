"""A paragraph as tokens with a letter each: the class of a word, a quotation, or a mark of punctuation as it stands.

V finite verb that reports   A auxiliary    D article, determiner   R pronoun of a person   Y as (X said)
P participle of one          C that         I preposition           F I, we                 S thus (X)
L words before a source      K subordinator J and                   E nobody                T time, a adverb
U thereafter
Z word behind a source       W relative     B but                   M not                   n figure
X word with a capital        w any other    Q quotation
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.attribution.prose.marks import Quotation, last_of
from quotes.attribution.speech.words import Words, phrases_at
from quotes.span import Span
from quotes.stops import CLAUSE_ENDS, SENTENCE_ENDS
from quotes.text import Reading

_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'‑.][^\W\d_]+)*(?<!\.)|\d+(?:[.,:]\d+)*|\.\.\.|--|[^\w\s]|_")
_DASH_FIRST = re.compile(r"[—–―-]\s?(?=\w|[¿¡«„“])")
_DASH = re.compile(r"\s*[—–―]\s*|\s-\s")
_DASHES = frozenset(("—", "–", "--", "―"))
_ENDS = frozenset(".?!…")
_NAME, _LONG = 5, 7  # words
_VERBAL = ("A", "F", "R")
Range = tuple[int, int]


@dataclass(slots=True, eq=False)
class Tokens:
    """The tokens of a paragraph: where each starts and ends in the text, its lower-case word and its letter."""

    text: str
    spans: list[Range]
    words: list[str]
    tags: str
    quotations: dict[int, Quotation]
    known: Words

    def printed(self, start: int, end: int) -> str:
        """Return the tokens start … end as they stand."""
        return self.text[self.spans[start][0] : self.spans[end - 1][1]]

    def has_mood(self, start: int, end: int) -> bool:
        """Tell whether a verb among the tokens start … end is in the mood of what others say: he be; the mayor come."""
        return any(self._is_mood(i) for i in range(start, end))

    def _is_mood(self, i: int) -> bool:
        word, known = self.words[i], self.known
        if word in known.subjunctive:
            return True
        if self.tags[i] != "w" or not known.mood_endings or not word.endswith(known.mood_endings):
            return False
        beside = i > 0 and self.tags[i - 1] in "XR" and self.tags[i + 1 : i + 2] != "X"
        return beside and not word.endswith(known.past_endings)

    def is_called(self, token: int) -> bool:
        """Tell whether a quotation is what something is called: “The Times”."""
        inner = self.text[slice(*self.quotations[token].inner)].split()
        return len(inner) <= _NAME and inner[0][:1].isupper() and not self.is_clause(token)

    def is_clause(self, token: int) -> bool:
        """Tell whether a quotation is a sentence, or ends like one: it closes so, or holds a verb or a pronoun."""
        quotation = self.quotations[token]
        inner = self.text[slice(*quotation.inner)]
        if quotation.span == quotation.inner:
            return True  # dashes set it apart: they hold what is said, and no titles
        if last_of(self.text, quotation) in SENTENCE_ENDS | CLAUSE_ENDS:
            return True
        words = inner.split()
        return len(words) > 2 and (self.is_verbal(token) or len(words) > _LONG)

    def is_verbal(self, token: int) -> bool:
        """Tell whether a quotation holds an auxiliary or a pronoun."""
        words = self.text[slice(*self.quotations[token].inner)].lower().split()
        return any(self.known.tags.get(word.strip(",;:")) in _VERBAL for word in words)


def tokens_of(reading: Reading, quoted: Sequence[Quotation], start: int, end: int, known: Words) -> Tokens:
    """Return the tokens of reading.text[start:end], in which each of `quoted` is one."""
    spans: list[Range] = []
    places: dict[int, Quotation] = {}
    for quotation in (*quoted, None):
        until = quotation.span.start if quotation else end
        for match in _TOKEN.finditer(reading.text, start, until):
            spans += _parts(match, known)
        if quotation:
            places[len(spans)] = quotation
            spans.append((quotation.span.start, quotation.span.end))
            start = quotation.span.end
    printed = [reading.text[first:last] for first, last in spans]
    words = [_plain(word) for word in printed]
    tags = [_tag(printed[i], words[i], i in places, known) for i in range(len(spans))]
    for i in range(len(spans)):
        _mark_phrase(words, tags, i, known)
    return Tokens(reading.text, spans, words, "".join(tags), places, known)


def _plain(printed: str) -> str:
    """Return a word as the lists have it: in small letters, with the plain apostrophe."""
    return printed.lower().replace("’", "'").replace("ʼ", "'")


def _parts(match: re.Match[str], known: Words) -> list[Range]:
    """Return where the words are that a token joins: d’|Anna, dit|-il."""
    (start, end), word = match.span(), _plain(match.group())
    for mark in known.elisions:
        if word.startswith(mark) and len(word) > len(mark):
            return [(start, start + len(mark)), (start + len(mark), end)]
    for clitic in known.clitics:
        if word.endswith(clitic) and len(word) > len(clitic):
            return [(start, end - len(clitic)), (end - len(clitic.lstrip("-").removeprefix("t-")), end)]
    return [(start, end)]


def _tag(printed: str, word: str, quoted: bool, known: Words) -> str:
    if quoted:
        return "Q"
    if not printed[0].isalnum():
        return "-" if printed in _DASHES else "." if printed in ("...", "…") else printed[0]
    if printed[0].isdigit():
        return "n"
    closed = known.tags.get(word)
    if word in known.behind and (closed is None or closed == "I"):
        return "z" if closed else "Z"
    if closed:
        return closed
    capital = printed[0].isupper()
    verbs = known.verbs.get(word)
    if verbs and not (capital and "capital_nouns" in known.switches and len(word) > 0 and _is_noun(word, known)):
        return "V" if any(verb.finite for verb in verbs) else "P"
    return "X" if capital and word not in known.channels else "w"


def _is_noun(word: str, known: Words) -> bool:
    return word in known.titles or word in known.bodies


def _mark_phrase(words: list[str], tags: list[str], i: int, known: Words) -> None:
    """Mark words before a source as such: the first as L, the others as l."""
    if tags[i] in "Ll":
        return
    for phrase in phrases_at(known, words, i):
        tags[i : i + len(phrase)] = ["L", *"l" * (len(phrase) - 1)]
        return
    if words[i] in known.refers:
        tags[i] = "U"
    elif words[i] in known.before_nouns and (end := _said_noun(words, tags, i, known)):
        tags[i:end] = ["L", *"l" * (end - i - 1)]
    elif tags[i] == "z":
        tags[i] = "I"


def _said_noun(words: list[str], tags: list[str], i: int, known: Words) -> int | None:
    """Return the end of a preposition and the noun behind it that says whose words follow: after first reports."""
    for j in range(i + 1, min(i + 5, len(words))):
        if words[j] in known.said_nouns or (known.said_endings and words[j].endswith(known.said_endings)):
            return j + 1
        if tags[j] not in "DwnXa":
            return None
    return None


def by_dashes(text: str, start: int, end: int, known: Words) -> list[Quotation]:
    """Return what is said in a paragraph that a dash opens, where dashes are marks of speech: — We go, — said Ann. — Now."""
    if "dialogue_dash" not in known.switches or not (first := _DASH_FIRST.match(text, start, end)):
        return []
    return [Quotation(one, one, True) for one in _said(text, first.end(), end, known)]


def without_tags(text: str, quoted: Sequence[Quotation], known: Words) -> list[Quotation]:
    """Return the quotations, cut where a tag stands within the marks: «We go, — said Ann. — Now»."""
    if "tags_within" not in known.switches:
        return list(quoted)
    found: list[Quotation] = []
    for one in quoted:
        pieces = _said(text, *one.inner, known)
        if len(pieces) < 2 and (not pieces or pieces[0].end == one.inner.end):
            found.append(one)
            continue
        for i, piece in enumerate(pieces):
            first = one.span.start if i == 0 else piece.start
            last = one.span.end if piece.end == one.inner.end else piece.end
            found.append(Quotation(Span(first, last), piece, True))
    return found


def _said(text: str, start: int, end: int, known: Words) -> list[Span]:
    """Return the stretches of a speech between dashes that are no tags."""
    found: list[Span] = []
    place, speech = start, True
    for dash in (*_DASH.finditer(text, start, end), None):
        close = dash.start() if dash else end
        if speech and dash and not _is_tag(text[dash.end() : end], known):
            continue  # a dash within what is said
        if speech and close > place:
            found.append(Span(place, close))
        place, speech = (dash.end() if dash else end), not speech
    return found


def _is_tag(text: str, known: Words) -> bool:
    """Tell whether words behind a dash begin with who says it."""
    words = [word.strip(",.!?") for word in text.lower().split()[:3]]
    return text[:1].islower() and any(verb.finite for word in words for verb in known.verbs.get(word, ()))


def sentences(tokens: Tokens) -> Iterator[Range]:
    """Yield the ranges of the sentences, closing marks included."""
    start = 0
    for i, letter in enumerate(tokens.tags):
        if _ends(tokens, i, letter):
            yield start, i + 1
            start = i + 1
    if start < len(tokens.tags):
        yield start, len(tokens.tags)


def _ends(tokens: Tokens, i: int, letter: str) -> bool:
    if i + 1 == len(tokens.tags):
        return False
    following = tokens.text[tokens.spans[i + 1][0]]
    if letter == "Q":
        last = last_of(tokens.text, tokens.quotations[i])
        opens = following.isupper() or i + 1 in tokens.quotations
        return last in _ENDS and opens and tokens.tags[i + 1] != "V"
    if letter not in _ENDS or following.islower() or following in ",;:)-–—":
        return False
    before = tokens.words[i - 1] if i else ""
    if letter == "." and (before in tokens.known.abbreviations or (len(before) == 1 and before.isalpha())):
        return False
    ordinal = letter == "." and i and tokens.tags[i - 1] == "n" and tokens.spans[i][0] == tokens.spans[i - 1][1]
    return not (ordinal and (len(before) <= 2 and tokens.tags[i + 1] in "TXwn"))
