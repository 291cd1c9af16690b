"""What a sentence reports in a language whose verb stands last: behind who says it, what is said and a word between.

The word between (`quoting`) tells that what stands before it is said; a word behind who speaks (`subject_marks`) ends
the subject. What is denied, asked for or not told may be an object of the verb (`object_marks`).
"""

from __future__ import annotations

from typing import NamedTuple

from quotes.attribution.speech.cues import Cue, Report, meant
from quotes.attribution.speech.leading import is_somebody
from quotes.attribution.speech.tokens import Range, Tokens
from quotes.force import Act, Factuality

_STOPS = frozenset(".?!;()")
_REACH = 24  # tokens between what is said and its verb
_OBJECTS = (Act.DENIED, Act.URGED, Act.PROMISED)


class _Place(NamedTuple):
    """Where what is said ends, and whether a word between tells so."""

    end: int
    quoting: bool


def closing(tokens: Tokens, i: int, lo: int, hi: int) -> Report | None:
    """Return what token `i` reports."""
    if tokens.tags[i] == "Z":
        return _according(tokens, i, lo, hi)
    if tokens.tags[i] == "q" and i > lo and tokens.tags[i - 1] == "Q":
        return _somehow(tokens, i, lo, hi)
    if tokens.tags[i] != "V" or not _is_verb(tokens, i, hi):
        return None
    lo = _opening(tokens, i, lo)
    if any(tokens.tags[j] in "EF" and _is_subject(tokens, j) for j in range(lo, i)):
        return None
    place = _place(tokens, i, lo)
    if place is None:
        return _back(tokens, i, lo)
    quoted = place.quoting and tokens.tags[place.end - 1] == "Q"
    subject = _subject(tokens, place.end, i) or _unknown(tokens, place.end, i)
    subject = subject or (_of_quotation(tokens, lo, place.end - 1) if quoted else _subject(tokens, lo, place.end))
    verb = tokens.known.verbs[tokens.words[i]][0]
    left = subject is not None and subject[1] <= place.end
    content = _content(tokens, subject[1] + 1 if subject and left else lo, place)
    if content is None:
        return None
    cue = Cue(i, i + 1, verb, lo, i, False)
    construction = ("quote" if left or subject is None else "inverted") if quoted else "that" if place.quoting else "to"
    if verb.factuality is not Factuality.ACTUAL and not quoted:
        construction = "object"
    return Report(construction, (i, i + 1), subject, (content,), meant(tokens, cue, construction, (content,)))


def _somehow(tokens: Tokens, i: int, lo: int, hi: int) -> Report | None:
    """Return a quotation behind whose end no verb of the list stands: “…,” she smiled."""
    end = i + 1
    while end < hi and tokens.tags[end] not in _STOPS | {",", "V", "Q", "q"}:
        end += 1
    if tokens.tags[end : end + 1] in ("V", "Q", "q") or not tokens.is_clause(i - 1) or end == i + 1:
        return None
    lo = _opening(tokens, i, lo)
    subject = _subject(tokens, i + 1, end) or _of_quotation(tokens, lo, i - 1)
    return Report("led in", (i, i + 1), subject, ((i - 1, i),)) if subject else None


def _is_verb(tokens: Tokens, i: int, hi: int) -> bool:
    """Tell whether a verb ends its clause, and does not tell something about a noun that follows."""
    following = tokens.tags[i + 1 : i + 2]
    return i + 1 >= hi or following not in ("X", "w", "V", *"qogI") or tokens.words[i + 1] in tokens.known.relatives


def _opening(tokens: Tokens, i: int, lo: int) -> int:
    """Return where the clause of a verb begins: behind another one that reports, and the comma that follows it."""
    tags = tokens.tags
    for j in range(i - 1, lo, -1):
        if tags[j] == "," and tags[j - 1] in "VZ":
            return j + 1 if tags[j - 1] == "V" else lo
        if tags[j] == "V" and tokens.words[j + 1] in tokens.known.relatives:  # of the report that he said it, …
            comma = tags.find(",", j, i)
            return comma + 1 if comma > 0 else lo
    return lo


def _is_subject(tokens: Tokens, j: int) -> bool:
    return tokens.tags[j + 1 : j + 2] == "g" or tokens.tags[j] == "E"


def _place(tokens: Tokens, i: int, lo: int) -> _Place | None:
    """Return where what the verb at token `i` says ends."""
    tags, verbs = tokens.tags, tokens.known.verbs[tokens.words[i]]
    if tokens.words[i][0] in tokens.known.quoting and i > lo:
        return _Place(i, True)
    for j in range(i - 1, max(lo, i - _REACH) - 1, -1):
        if tags[j] == "q" and j > lo and not _is_company(tokens, j):
            return _Place(j, True)
        if tags[j] in _STOPS or tags[j] == "V" or (tags[j] == "Q" and j < i - 1):
            break
    if i - 1 > lo and tags[i - 1] == "Q":
        return None
    objects = any(verb.act in _OBJECTS or verb.factuality is not Factuality.ACTUAL for verb in verbs)
    if not objects:
        return None
    for j in range(i - 1, max(lo, i - _REACH // 2) - 1, -1):
        if tags[j] == "o" and j > lo:
            return _Place(j, False)
        if tags[j] in _STOPS or tags[j] in "VQ":
            break
    return _Place(i, False) if any(verb.factuality is Factuality.UNSAID for verb in verbs) and i > lo else None


def _is_company(tokens: Tokens, j: int) -> bool:
    """Tell whether the word between stands behind somebody: with the mayor; and no verb or quotation before it."""
    return tokens.tags[j - 1] == "X" or is_somebody(tokens, j - 1)


def _subject(tokens: Tokens, start: int, end: int) -> Range | None:
    """Return the first somebody in a stretch that a word marks as the subject."""
    for j in range(start + 1, end):
        if tokens.tags[j] == "g" and (found := _phrase_before(tokens, j, start)):
            return found
    return None


def _of_quotation(tokens: Tokens, lo: int, quotation: int) -> Range | None:
    """Return who stands right before a quotation, else the first somebody of the clause, else whatever is marked."""
    start = quotation - (tokens.tags[quotation - 1 : quotation] == ",")
    beside = _phrase_before(tokens, start - 1, lo) if start > lo and tokens.tags[start - 1] == "g" else None
    return beside or _subject(tokens, lo, quotation) or _unknown(tokens, lo, quotation)


def _unknown(tokens: Tokens, start: int, end: int) -> Range | None:
    """Return whatever a word marks as the subject last, which may be somebody that the pack has no word for."""
    mark = tokens.tags.rfind("g", start + 1, end)
    first = mark
    while first > start and tokens.tags[first - 1] in "XwD" and not _links(tokens, first - 1):
        first -= 1
    return (first, mark) if first < mark else None


def _phrase_before(tokens: Tokens, end: int, lo: int) -> Range | None:
    """Return who stands right before token `end`: a name with titles, a pronoun, a title, a body."""
    if tokens.tags[end - 1] == ")" and (opening := tokens.tags.rfind("(", lo, end)) > lo:
        end = opening  # her age
    start = end
    while start > lo and tokens.tags[start - 1] in "XwnRDJ" and not _links(tokens, start - 1):
        start -= 1
    if start > lo and tokens.tags[start - 1] == "Q" and not tokens.is_clause(start - 1):
        start -= 1
    first = start
    while start < end and not is_somebody(tokens, start):
        start += 1
    if start < end and "X" not in tokens.tags[start:end]:
        start = first  # words for what somebody is, or a name that was not made out
    return (start, end) if start < end and is_somebody(tokens, end - 1) else None


def _links(tokens: Tokens, i: int) -> bool:
    return tokens.words[i] in tokens.known.links


def _content(tokens: Tokens, start: int, place: _Place) -> Range | None:
    """Return what is said in a stretch that ends where the verb begins: a quotation before the word between, or all
    behind the subject and what tells when, where and to whom it was said."""
    tags, end = tokens.tags, place.end
    if tags[end - 1] == "Q" and place.quoting:
        return (end - 1, end) if end - 1 >= start else None
    while start < end and tags[start] in ",BJaT":
        start += 1
    start = _behind_circumstances(tokens, start, end)
    if not place.quoting:
        end = _less_noun(tokens, start, end)
    while end > start and tags[end - 1] in ",":
        end -= 1
    return (start, end) if end > start else None


def _behind_circumstances(tokens: Tokens, start: int, end: int) -> int:
    """Return the token behind what tells when, where and to whom: it ends in a word that says so, and a comma."""
    found = start
    for j in range(start, end - 1):
        if tokens.tags[j] in "q.g":
            break
        if tokens.tags[j] in "IT" and tokens.tags[j + 1] == ",":
            found = j + 2
    return found


def _less_noun(tokens: Tokens, start: int, end: int) -> int:
    """Return the end of an object less the noun that says what kind of words it is: the report that; the fact that."""
    last = end
    while last > start + 1 and tokens.tags[last - 1] == "w" and tokens.words[last - 1] in tokens.known.said_nouns:
        last -= 1
    if last < end and (tokens.tags[last - 1] == "q" or tokens.words[last - 1] in tokens.known.relatives):
        return last - 1
    return last if last < end and tokens.words[end - 1] in tokens.known.relatives else end


def _back(tokens: Tokens, i: int, lo: int) -> Report | None:
    """Return that the sentence before is what the verb at token `i` says: so said X."""
    if not any(tokens.words[j] in tokens.known.back for j in range(lo, i)):
        return None
    subject = _subject(tokens, lo, i)
    verb = tokens.known.verbs[tokens.words[i]][0]
    return Report("back", (i, i + 1), subject, ((i, i + 1),), verb) if subject else None


def _according(tokens: Tokens, i: int, lo: int, hi: int) -> Report | None:
    """Return what a sentence reports whose source stands before the word that says so."""
    subject = _phrase_before(tokens, i, lo)
    start = i + 1
    while start < hi and tokens.tags[start] in ",g":
        start += 1
    end = hi
    while end > start and (tokens.tags[end - 1] in ".?!" or tokens.words[end - 1] in tokens.known.refers):
        end -= 1
    return Report("according", (i, i + 1), subject, ((start, end),)) if subject and end > start else None
