"""Names of people in a script without capitals, and small words that are joined to the one behind them."""

from __future__ import annotations

import re
from functools import lru_cache

from quotes.attribution.speech.words import Words

UNMARKED = dict.fromkeys([*range(0x64B, 0x653), 0x670, 0x640])  # marks of vowels, and what lengthens a line
_WORD = re.compile(r"[^\W\d_]+(?:[\u064b-\u0652\u0670]+[^\W\d_]*)*")
_MOST = 4  # words of a name
_STANDS_BEHIND = "CV:"  # what tells that a name of three words ends


def prefix_of(printed: str, known: Words) -> str:
    """Return the small words that are joined to a word of the pack at its beginning: and | said."""
    word = printed.translate(UNMARKED)
    if is_listed(word, known):
        return ""
    for prefix in known.prefixes:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 1 and is_listed(rest, known):
            return printed[: len(prefix)]
    return next((mark for mark in known.elisions if word.startswith(mark) and len(word) > len(mark) + 2), "")


def is_listed(word: str, known: Words) -> bool:
    """Tell whether a word is one of the pack."""
    listed = word in known.tags or word in known.verbs or word in known.titles or word in known.bodies
    return listed or word in known.given or word in known.crowd or word in known.told or word in known.phrases


def mark_names(words: list[str], tags: list[str], known: Words, page: str) -> None:
    """Mark as X the words of names: a given name and what follows it, and surnames that stand alone on the page."""
    surnames = surnames_of(page, known)
    i = 0
    while i < len(words):
        end = _end_of_name(words, tags, i, known, surnames)
        beside = end == i + 1 and i > 0 and tags[i - 1] == "X"  # accused | Lee | Reed: whom is no part of the name
        if end > i and not beside:
            tags[i:end] = "X" * (end - i)
        i = max(end, i + 1)


@lru_cache(maxsize=4)
def surnames_of(page: str, known: Words) -> frozenset[str]:
    """Return the last words of the full names on a page."""
    words: list[str] = []
    for match in _WORD.finditer(page):
        prefix = prefix_of(match.group(), known)
        word = match.group().translate(UNMARKED)
        words += [prefix, word[len(prefix) :]] if prefix else [word]
    tags = [known.tags.get(word, "w") for word in words]
    found: set[str] = set()
    i = 0
    while i < len(words):
        end = _end_of_name(words, tags, i, known, frozenset())
        if end > i + 1:
            found.add(words[end - 1])
        i = max(end, i + 1)
    return frozenset(found)


def _end_of_name(words: list[str], tags: list[str], i: int, known: Words, surnames: frozenset[str]) -> int:
    """Return where a name ends that begins at a word; the word itself where none does."""
    if tags[i] != "w" and not (tags[i] == "V" and words[i] in surnames):
        return i
    end = _behind_given(words, tags, i, known)
    if end == i:
        return i + (words[i] in surnames and tags[i] == "w")
    if not _may_follow(words, tags, end, known):
        return end
    end += 1
    while end < len(words) and end - i < _MOST and _goes_on(words, tags, end, known, surnames):
        end += 1
    return end


def _behind_given(words: list[str], tags: list[str], i: int, known: Words) -> int:
    """Return the word behind a given name, which may have two words; the word itself where none stands there."""
    beside = i + 1 < len(words) and tags[i + 1] == "w"
    opens = words[i] in known.particles and words[i] not in known.given
    if opens and beside and (words[i + 1] in known.given or _has_article(words[i + 1], known)):
        return i + 2  # father of Ann
    return i + (words[i] in known.given)


def _may_follow(words: list[str], tags: list[str], i: int, known: Words) -> bool:
    """Tell whether a word may be a surname: it is on no list but that of given names."""
    if i >= len(words) or tags[i] != "w":
        return False
    bare = words[i].removeprefix("".join(known.joined_articles[:1]))
    others = known.titles | known.bodies | known.crowd | known.told.keys()
    return words[i] not in others and bare not in others and words[i] not in known.verbs


def _goes_on(words: list[str], tags: list[str], i: int, known: Words, surnames: frozenset[str]) -> bool:
    """Tell whether a name goes on with a third word: one that is known as a name, or after which a clause begins."""
    if not _may_follow(words, tags, i, known):
        return False
    if words[i] in known.given or words[i] in surnames or words[i - 1] in known.particles:
        return True
    ends = i + 1 < len(tags) and tags[i + 1] in _STANDS_BEHIND
    return _has_article(words[i], known) and words[i - 1] in known.given and ends


def _has_article(word: str, known: Words) -> bool:
    return word.startswith(known.joined_articles)
