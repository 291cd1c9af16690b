"""Reporting verbs: who is their subject and what is their content, by the words around them.

A claim is a cue word with its subject and the stretches that it reports. Its kind is the construction:

    that      X said (on Monday) that …          pron      X said he …           clause   X said the plan was …
    quote     X said, “…”                        left      …, X said.            mid      …, X said, …
    inverted  “…,” said X                        to        X promised to …       wh       X asked whether …
    np        X praised the plan                 prep      X called for …        according  according to X, …
"""

from __future__ import annotations

import re
from typing import NamedTuple

from quotes.attribution.cues import VERBS
from quotes.attribution.tags import Tagged

Range = tuple[int, int]  # of tokens

_NOMINAL = frozenset("XwnSdDQNm")
_ADVERBIALS = r"(?:,?(?:a|D|i[dD]*[XwnSNDod]+(?:[io]d?[XwnSNDd]+)*))*,?"
_THAT = re.compile(rf"a*(?P<addressee>m|[dXwSn]{{1,7}})?{_ADVERBIALS}t")
_QUOTE = re.compile(rf"a*(?P<addressee>m|[dXwSn]{{1,7}})?{_ADVERBIALS}[,:-]*Q")
_PRONOUN = re.compile(r"a*(?P<addressee>m|[dXwSn]{1,7})?D*p")
_CLAUSE = re.compile(r"a*[dXwnSQ][XwnSdoiDQN,]{0,14}?a?[hB]")
_CONSTRUCTIONS = (
    ("to", re.compile(r"a*(?:m|[dXwSn]{1,7})?T")),
    ("wh", re.compile(r"a*(?:m|[dXwSn]{1,5})?i?k")),
    ("prep", re.compile(r"a*[io]")),
    ("np", re.compile(r"a*[dXwnSNQm]")),
)
_ONLY_ADVERBIALS = re.compile(rf"{_ADVERBIALS}[.?!)]*$")


class Claim(NamedTuple):
    """A cue, its subject and what it reports, as ranges of tokens."""

    cue: Range
    subject: Range | None
    contents: tuple[Range, ...]
    kind: str
    weight: float


def claims(tagged: Tagged, lo: int, hi: int) -> list[Claim]:
    """Return the claims of the sentence of tokens lo … hi, in order of their cues."""
    found = []
    for i in range(lo, hi):
        letter = tagged.tags[i]
        claim = None
        if letter in "VG":
            claim = _of_verb(tagged, i, lo, hi)
        elif letter == "A":
            claim = _according(tagged, i, lo, hi)
        if claim is not None:
            found.append(claim)
    return found


def _of_verb(tagged: Tagged, v: int, lo: int, hi: int) -> Claim | None:
    weights = VERBS[tagged.words[v]]
    tags = tagged.tags
    subject = subject_of(tagged, v, lo)
    kind, start = _complement(tagged, v, hi)
    left = _left_content(tags, subject[0] if subject else v, lo)
    contents: tuple[Range, ...]
    if subject is None and left is not None and tags[v] == "V":
        subject = noun_phrase(tags, v + 1, hi)
        kind, contents = "inverted", (left,)
        if subject is None:
            return None
    elif left is not None and (tags[left[1] - 1] == "Q" or kind in ("", "prep", "mid")):
        contents = (left,)
        if kind == "quote" and tags[start] == "Q":
            contents += ((start, start + 1),)
        elif kind == "mid":
            contents += ((start, _end(tags, start, hi)),)
        kind = "left" if kind != "mid" else kind
    elif kind and kind != "mid":
        contents = ((start, _end(tags, start, hi)),)
        if kind == "quote" and _whole(tagged, start):
            contents = ((start, start + 1),)
    else:
        return None
    if subject is None:
        subject = _sentence_subject(tags, lo, v)
    contents = tuple(content for content in contents if content[1] > content[0])
    if not contents:
        return None
    return Claim((v, v + 1), subject, contents, kind, weights.get(kind, 0.0))


def _complement(tagged: Tagged, v: int, hi: int) -> tuple[str, int]:
    """Return the construction right of the verb and the token where its content starts; "" when there is none."""
    tags = tagged.tags
    tells = "addressee" in VERBS[tagged.words[v]]
    for kind, pattern, back in (("that", _THAT, 0), ("quote", _QUOTE, 1), ("pron", _PRONOUN, 1)):
        match = pattern.match(tags, v + 1, hi)
        if match and (tells or not match["addressee"]):
            return kind, match.end() - back
    start = v + 1
    while start < hi and tags[start] == "a":
        start += 1
    if tags.startswith(":", start):
        return "clause", start + 1
    if _ONLY_ADVERBIALS.match(tags, v + 1, hi):
        return "", start
    if tags.startswith(",", start):
        return "mid", start + 1
    if not tells and _CLAUSE.match(tags, v + 1, hi):
        return "clause", start
    for kind, pattern in _CONSTRUCTIONS:
        if pattern.match(tags, v + 1, hi):
            return kind, start
    return "", start


def _whole(tagged: Tagged, token: int) -> bool:
    """Tell whether a quotation stands for itself: it opens like a sentence and closes like one."""
    quotation = tagged.quotations[token]
    inner = tagged.text[quotation.inner.start : quotation.inner.end]
    return bool(inner) and (inner[-1] in ".?!,…—-" or not inner[0].islower())


def _end(tags: str, start: int, hi: int) -> int:
    """Return where a content that starts at `start` ends: before the closing mark, or where another report begins."""
    end = hi
    cut = re.compile(r",[aV]*G|,A").search(tags, start, hi)
    if cut:
        end = cut.start()
    while end > start and tags[end - 1] in ".?!,;:-)":
        end -= 1
    return end


def _left_content(tags: str, subject: int, lo: int) -> Range | None:
    """Return what stands left of a subject (or of an inverted verb) and could be its content."""
    end = subject
    if end > lo and tags[end - 1] == "Q":
        return _quoted_left(tags, end, lo)
    if end - 1 > lo and tags[end - 1] in ",-":
        end -= 1
        if tags[end - 1] == "Q":
            return _quoted_left(tags, end, lo)
        start = lo + 1 if tags[lo] == "c" else lo
        if end - start >= 3 and tags[start] not in "ibAGDa" and re.search("[hBpVwQ]", tags[start:end]):
            return start, end
    return None


def _quoted_left(tags: str, end: int, lo: int) -> Range:
    """Return the quotation before `end`, with the words before it when it only closes their sentence."""
    if tags[end - 1] == "Q" and (end - 1 == lo or tags[end - 2] in ".?!:;-"):
        return end - 1, end
    return lo, end


def _according(tagged: Tagged, i: int, lo: int, hi: int) -> Claim | None:
    tags = tagged.tags
    if not tags.startswith("AT", i):
        return None
    source = noun_phrase(tags, i + 2, hi)
    if source is None:
        return None
    before = i - 1 if i > lo and tags[i - 1] == "," else i
    if before - lo >= 2:
        content = (lo, before)
    else:
        comma = tags.find(",", source[1], hi)
        content = (comma + 1, _end(tags, comma + 1, hi)) if comma > 0 else (hi, hi)
    if content[1] <= content[0]:
        return None
    return Claim((i, i + 2), source, (content,), "according", 0.9)


def subject_of(tagged: Tagged, v: int, lo: int) -> Range | None:
    """Return the noun phrase left of the verb at `v` that is its subject; None when none stands beside it."""
    tags = tagged.tags
    j = v - 1
    while j >= lo and tags[j] in "ahB":
        j -= 1
    if j < lo or tags[v] == "G" and tags[j] == ",":
        return None
    if tags[j] == "p":
        return j, j + 1
    if tags[j] == "W":
        before = j - 2 if j - 1 >= lo and tags[j - 1] == "," else j - 1
        start = _phrase_start(tagged, before, lo) if before >= lo and tags[before] in _NOMINAL else j
        return start, j + 1
    if tags[j] in ",)-":
        return _subject_before_insertion(tagged, j, lo)
    if tags[j] in _NOMINAL and tags[j] != "Q":
        return _phrase_start(tagged, j, lo), j + 1
    return None


def _subject_before_insertion(tagged: Tagged, j: int, lo: int) -> Range | None:
    """Return the subject of “Ann Lee, a lawyer from Leeds, said” and “Lee, however, said”; j is the second comma."""
    tags = tagged.tags
    opener = {",": ",", ")": "(", "-": "-"}[tags[j]]
    k = tags.rfind(opener, lo, j)
    if k <= lo or j - k > 30 or re.search("[hBVp]", tags[k:j]) and "W" not in tags[k:j]:
        return None
    if tags[k - 1] == "p":
        return k - 1, k
    if tags[k - 1] not in _NOMINAL or tags[k - 1] == "Q":
        return None
    return _phrase_start(tagged, k - 1, lo), j


def _phrase_start(tagged: Tagged, last: int, lo: int) -> int:
    """Return the first token of the noun phrase that ends with token `last`."""
    tags = tagged.tags
    k = last
    while k > lo:
        letter = tags[k - 1]
        if letter in "XwnSdDN&" or letter in "oi" and k - 2 >= lo and tags[k - 2] in "XwnSN":
            k -= 1
        elif letter == "c" and k - 2 >= lo and tags[k - 2] == "X" and tags[k] == "X":
            k -= 1
        else:
            break
    return k


def noun_phrase(tags: str, start: int, hi: int) -> Range | None:
    """Return the noun phrase that starts at `start`, with its appositions; None when none starts there."""
    match = _PHRASE.match(tags, start, hi)
    return (start, match.end()) if match else None


_PHRASE = re.compile(r"p(?!w)|[dD]*[XwnSNm][XwnSNdo&]*(?:[ic][dXS][XwnSNdo]*)*(?:,[dXwnS][XwnSNdoi]*(?=[,.?!]))?")


def _sentence_subject(tags: str, lo: int, v: int) -> Range | None:
    """Return the first noun phrase of the sentence, which a distant verb most likely belongs to."""
    start = lo
    while start < v and tags[start] in "ca,Q":
        start += 1
    if start < v and tags[start] in "ibGTA":
        comma = tags.find(",", start, v)
        start = comma + 1 if comma > 0 else v
    return noun_phrase(tags, start, v)
