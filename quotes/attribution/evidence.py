"""What speaks for or against a report, beside its verb: small named observations, weighed in words/evidence.tsv."""

from __future__ import annotations

from collections.abc import Iterator

from quotes import wordlists
from quotes.attribution.cues import form
from quotes.attribution.mentions import TITLES
from quotes.attribution.phrases import Range
from quotes.attribution.tags import Tagged

_BODIES = wordlists.words("attribution/groups.txt")
_NEGATIONS = ("not", "never", "n't")


def observed(tagged: Tagged, lo: int, cue: int, subject: Range | None, content: Range) -> Iterator[str]:
    """Yield what is observed about the report whose cue is token `cue` of the sentence that starts at `lo`."""
    tags = tagged.tags
    yield f"before {before(tags, cue)} {form(tagged.words[cue])}"
    yield f"auxiliary {_auxiliary(tagged, cue)}"
    yield f"subject {_subject(tagged, subject)}"
    yield f"length {_bucket(content[1] - content[0])}"
    yield f"quoted {tags.find('Q', *content) >= 0 or tags.find('q', *content) >= 0}"
    yield f"opening {tags[lo] if tags[lo] in 'bki' else 'other'}"
    yield f"content {tags[content[0]]}"


def before(tags: str, verb: int) -> str:
    """Return the letter of the token before a verb, adverbs passed over."""
    j = verb - 1
    while j >= 0 and tags[j] == "a":
        j -= 1
    return tags[j] if j >= 0 else "."


def _auxiliary(tagged: Tagged, cue: int) -> str:
    start = cue
    while start > 0 and tagged.tags[start - 1] in "ahBT":
        start -= 1
    chain = tagged.words[start:cue]
    if any(word.endswith(_NEGATIONS) for word in chain):
        return "not"
    return next((word for word in chain if tagged.tags[start + chain.index(word)] in "hBT"), "none")


def _subject(tagged: Tagged, subject: Range | None) -> str:
    if subject is None:
        return "none"
    letter = tagged.tags[subject[1] - 1]
    word = tagged.words[subject[1] - 1].partition("'")[0]
    if letter in "pW":
        return word
    if any(word in _BODIES for word in tagged.words[slice(*subject)]):
        return "body"
    if any(word.rstrip(".") in TITLES for word in tagged.words[slice(*subject)]):
        return "title"
    return {"X": "name", "d": "determiner", "n": "figure"}.get(letter, "plural" if word.endswith("s") else "thing")


def _bucket(length: int) -> str:
    return next((name for most, name in ((1, "1"), (3, "3"), (6, "6"), (12, "12")) if length <= most), "more")
