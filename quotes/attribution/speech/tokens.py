"""A paragraph as tokens with a letter each: the class of a word, a quotation, or a mark of punctuation as it stands.

V finite verb that reports   A auxiliary    D article, determiner   R pronoun of a person   Y as (X said)
P participle of one          C that         I preposition           F I, we                 S thus (X)
L words before a source      K subordinator J and                   E nobody                T time, a adverb
U thereafter
Z word behind a source       W relative     B but                   M not                   n figure
X word with a capital        w any other    Q quotation
g word behind a subject      o behind an object                     q word between what is said and the verb
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quotes.attribution.prose.marks import Quotation, last_of
from quotes.attribution.speech.vocabulary import words_in
from quotes.attribution.speech.words import Words
from quotes.stops import CLAUSE_ENDS, SENTENCE_ENDS

_ENDS = frozenset(".?!…")
_LAST = _ENDS | frozenset("。！？")  # within a quotation, whose marks stand as they are printed
_SHORT_VERB = 4  # letters of a word whose ending may be its stem
_NAME, _LONG = 5, 7  # words
_VERBAL = ("A", "F", "R")
Range = tuple[int, int]
REACH = 20_000  # characters around a word in which the page is asked for it: an article, and no more work for a book


@dataclass(slots=True, eq=False)
class Tokens:
    """The tokens of a paragraph: where each starts and ends in the text, its lower-case word and its letter."""

    text: str
    spans: list[Range]
    words: list[str]
    tags: str
    quotations: dict[int, Quotation]
    known: Words
    doubtful: frozenset[int] = frozenset()  # those of names of which nothing tells that they are names

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
        inner = self.quoted(token)
        return len(inner) <= _NAME and inner[0][:1].isupper() and not self.is_clause(token)

    def is_clause(self, token: int) -> bool:
        """Tell whether a quotation is a sentence, or ends like one: it closes so, or holds a verb or a pronoun."""
        quotation = self.quotations[token]
        if quotation.span == quotation.inner:
            return True  # dashes set it apart: they hold what is said, and no titles
        if last_of(self.text, quotation) in SENTENCE_ENDS | CLAUSE_ENDS:
            return True
        words = self.quoted(token)
        return len(words) > 2 and (self.is_verbal(token) or len(words) > _LONG)

    def quoted(self, token: int) -> list[str]:
        """Return the words of a quotation, as printed."""
        inner = self.text[slice(*self.quotations[token].inner)]
        return words_in(inner, self.known) if "unspaced" in self.known.switches else inner.split()

    def is_verbal(self, token: int) -> bool:
        """Tell whether a quotation holds an auxiliary, a pronoun, or another word that names of things have not."""
        return any(self._is_verbal(word.lower().strip(",;:")) for word in self.quoted(token))

    def _is_verbal(self, word: str) -> bool:
        known = self.known
        if known.tags.get(word) in _VERBAL:
            return True
        if len(word) > _SHORT_VERB and word.endswith(known.verb_endings):
            return True
        drops = "drop_subject" in known.switches or "unspaced" in known.switches
        return drops and (known.tags.get(word) in ("M", "C", "H") or word in known.verbs)


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
        opens = following.isupper() or i + 1 in tokens.quotations or _is_led_in(tokens, i)
        return last in _LAST and opens and tokens.tags[i + 1] != "V"
    if letter not in _ENDS or following.islower() or following in ",;:)-–—":
        return letter in _ENDS and following in "–—" and i + 2 in tokens.quotations  # It rains. — It is early, — said …
    before = tokens.words[i - 1] if i else ""
    dot = tokens.text[tokens.spans[i][0]] == "."
    if dot and (before in tokens.known.abbreviations or (len(before) == 1 and before.isalpha())):
        return False
    ordinal = dot and i and tokens.tags[i - 1] == "n" and tokens.spans[i][0] == tokens.spans[i - 1][1]
    return not (ordinal and (len(before) <= 2 and tokens.tags[i + 1] in "TXwn"))


def _is_led_in(tokens: Tokens, i: int) -> bool:
    """Tell whether a verb or a mark leads a quotation in, whose end is that of the sentence where no capitals tell."""
    return "unspaced" in tokens.known.switches and i > 1 and tokens.tags[i - 1] in ":,V"
