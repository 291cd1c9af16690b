"""What a sentence reports, by the words that say so: a cue, whose words they are, and where they stand.

A report's construction is one of

    quote     X said: “…”              that      X said that …         as        as X said, …
    inverted  “…,” said X              bare      X said, he is …       thus      …, so X
    before    …, said X                to        X asked to …          according according to X, …
    around    …, said X, …             fragment  X spoke of “…”        colon     X said: …
    wh        X said how …             asked     X asked why …          object   X declined to comment on …
    led in    X took the floor: “…”    back      … This was said by X.
    back to   … To this conclusion came X.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from quotes.attribution.speech.behind import behind_adverbials, may_open, may_speak
from quotes.attribution.speech.closing import closing
from quotes.attribution.speech.contents import contents_of, quoted_on
from quotes.attribution.speech.cues import (
    Cue,
    Report,
    cue_at,
    is_impersonal,
    is_relative,
    is_told,
    meant,
    points_back,
    words_back,
)
from quotes.attribution.speech.dashes import is_past
from quotes.attribution.speech.denials import within_denials
from quotes.attribution.speech.leading import leading
from quotes.attribution.speech.phrases import names_person, phrase_from, phrases, with_apposition
from quotes.attribution.speech.sources import according, behind_source, opinion_of, thereafter, thus
from quotes.attribution.speech.subjects import speaker_of
from quotes.attribution.speech.tokens import Range, Tokens

_TAG = re.compile(r"Q[,-]{1,2}\Z")  # “…,” | «…», —
_LONGEST = 400  # tokens of a sentence: what is longer has no marks, and is no news


def reports(tokens: Tokens, lo: int, hi: int) -> Iterator[Report]:
    """Yield the reports of the sentence lo … hi, in the order of their cues."""
    if hi - lo <= _LONGEST:
        yield from within_denials(tokens, _reports(tokens, lo, hi))


def _reports(tokens: Tokens, lo: int, hi: int) -> Iterator[Report]:
    reader = _reader(tokens.known.switches)
    for i in range(lo, hi):
        found = reader(tokens, i, lo, hi)
        contents = tuple(one for one in found.contents if lo <= one[0] < one[1] <= hi) if found else ()
        if found and contents:
            yield found._replace(contents=contents)


def _reader(switches: frozenset[str]) -> Callable[[Tokens, int, int, int], Report | None]:
    """Return what reads a word, by the order of words in the language."""
    if "subject_first" in switches:
        return leading
    return closing if "verb_last" in switches else _report


def _report(tokens: Tokens, i: int, lo: int, hi: int) -> Report | None:
    """Return what token `i` reports, by its letter and what stands before it."""
    letter, before = tokens.tags[i], tokens.tags[lo:i][-2:]
    if letter in "VP":
        return _of_cue(tokens, cue, lo, hi) if (cue := cue_at(tokens, i, lo, hi)) else None
    if letter in "LUZ":
        read = {"L": according, "U": thereafter, "Z": behind_source}[letter]
        return read(tokens, i, lo, hi)
    if i == lo and (words := words_back(tokens, lo)) > 1 and tokens.tags[lo + words : lo + words + 1] == "w":
        return _back(tokens, lo + words, hi)
    if letter == "I" and tokens.words[i] in tokens.known.opinion:
        return opinion_of(tokens, i, lo, hi)
    if letter == "S" and before[-1:] in (",", "Q", "-"):
        return thus(tokens, i, lo, hi)
    if letter == "w" and _TAG.search(tokens.tags, lo, i):
        return _unknown(tokens, i, lo, hi)
    if letter == ":" and i + 1 < hi and tokens.tags[i + 1] == "Q":
        return _led_in(tokens, i, lo)
    return None


def _of_cue(tokens: Tokens, cue: Cue, lo: int, hi: int) -> Report | None:
    """Return what a verb reports; None where nobody is told to say it, or nothing."""
    if is_impersonal(tokens, cue):
        return None
    subject, left = speaker_of(tokens, cue, lo, hi)
    if subject is None and _answers(tokens, cue):
        return None
    stands = tokens.words[cue.start] in tokens.known.stands
    if subject is None and (stands or is_told(tokens, cue) or is_relative(tokens, cue, lo)):
        return None
    rest = max(cue.end, subject[1] if subject and not left else 0)
    construction, contents = contents_of(tokens, cue, subject, left, rest, lo, hi)
    if not contents and points_back(tokens, cue):
        construction, contents = "back", ((cue.start, cue.end),)
    if not contents:
        return None
    verb = meant(tokens, cue, construction, contents)
    return Report(construction, _saying(cue), subject, contents, verb, cue.negated)


def _answers(tokens: Tokens, cue: Cue) -> bool:
    """Tell whether a verb without a subject tells what came of the clause before, which may be another’s: she asked him
    when, so (he) answered."""
    return "caseless" in tokens.known.switches and tokens.tags[cue.lo : cue.lo + 1] == "B" and cue.lo > 0


def _saying(cue: Cue) -> Range:
    """Return the words that say that it was said: of a verb far from its auxiliary the last one only."""
    return (cue.start, cue.end) if cue.end - cue.start <= 3 else (cue.end - 1, cue.end)


def _led_in(tokens: Tokens, colon: int, lo: int) -> Report:
    """Return a quotation behind a colon whose sentence has no verb on a list: Ann Lee took the floor: “…”; of nobody
    who is named there if nothing in it is one who may speak: her hope rests on this: “…”"""
    if "caseless" in tokens.known.switches and "V" in tokens.tags[lo:colon]:
        lo = colon
    found = [one for one in phrases(tokens, lo, colon) if may_speak(tokens, one)]
    subject = next((one for one in found if may_open(tokens, one)), None) or next(
        (one for one in found if "capital_nouns" not in tokens.known.switches or names_person(tokens, *one)), None
    )
    return Report("led in", (colon, colon + 1), subject, ((colon + 1, colon + 2),))


def _back(tokens: Tokens, i: int, hi: int) -> Report | None:
    """Return the sentence before, to which this one points back with a verb that is on no list: to this conclusion came
    Ann Lee."""
    subject = _right_phrase(tokens, i, hi)
    return Report("back to", (i, i + 1), subject, ((i, i + 1),)) if subject and may_speak(tokens, subject) else None


def _right_phrase(tokens: Tokens, i: int, hi: int) -> Range | None:
    """Return the phrase behind a verb that is on no list, at token `i`, and what stands in apposition to it."""
    start = i + 1
    while start < hi and tokens.tags[start] in "a":
        start += 1
    behind = behind_adverbials(tokens, start, hi)
    found = phrase_from(tokens, behind, hi)
    if found is None or (behind > start and not may_speak(tokens, found)):
        return None
    return with_apposition(tokens, found, hi)


def _unknown(tokens: Tokens, i: int, lo: int, hi: int) -> Report | None:
    """Return a quotation before a verb that is on no list: “…,” recalled Ann Lee."""
    token = tokens.tags.rindex("Q", 0, i)
    subject = _right_phrase(tokens, i, hi)
    alone = subject is None and tokens.tags[i - 1] == "-" and is_past(tokens.words[i], tokens.known)
    if not (subject or alone) or not (token == lo or tokens.is_clause(token)):
        return None
    end = subject[1] if subject else i + 1
    return Report("inverted", (i, i + 1), subject, ((token, token + 1), *quoted_on(tokens, end, hi)))
