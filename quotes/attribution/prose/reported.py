"""Reporting words: who is their subject and what is their content, by the words around them.

A claim is a cue with its subject and the stretches that it reports. Its construction is one of

    that      X said (on Monday) that …      left      …, X said.           to   X promised to …
    pronoun   X said he …                    middle    …, X said, …         wh   X asked whether …
    clause    X said the plan was …          inverted  “…,” said X          np   X praised the plan
    quote     X said, “…”                    noun      X's claim that …     prep X called for …
    fronted   As X said, …                   gap       …, which X said was …
    fragment  X said “…” to …

with "to " before the first, second and fourth when an addressee stands between (X told Y that …). Passives are read
as their actives: “was told by X that …”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from quotes import wordlists
from quotes.attribution.prose.constructions import ADVERBIALS, construction_right
from quotes.attribution.prose.contents import (
    after_introduction,
    around,
    content,
    end_of,
    has_main_verb,
    left_of,
    quoted_on,
)
from quotes.attribution.prose.cues import EVIDENCE, NEGLIGIBLE, THRESHOLD, VERBS, form, likelihood, log_odds, share
from quotes.attribution.prose.ends import LEARNED, end_after, trimmed
from quotes.attribution.prose.evidence import MOST_WITHIN, before, observed, observed_within
from quotes.attribution.prose.marks import last_of
from quotes.attribution.prose.phrases import WRITINGS, Range, noun_phrase, phrase_before, sentence_subject, subject
from quotes.attribution.prose.tags import Tagged

_CUE = re.compile("[VGAN]")
_FIRST_PERSON = re.compile(r"(?:i|we|you)\b", re.IGNORECASE)
_AFTER_AGENT = re.compile(rf"{ADVERBIALS}([tTk])")
_SUBJECT_CLAUSE = re.compile(r"[^hBvV,]+[hBvV][ahB]*[^hBvV,]+(?<![cbWTaiot])(?=[hBvV])")
_OPENED = {"t": "that", "T": "to", "k": "wh"}
_ISSUED = re.compile("[^,.VvhBQq]{1,6}G")
_AFTER_NOUN = re.compile("[aD]*[tTio]")
_NOBODYS = wordlists.words("ownerless")
_PREDICATE = re.compile("a*[hBvVT]")
_MOSTLY = 0.95  # how often a verb reports what stands before it, to be thought to
_INVERTIBLE = ("", "np", "clause", "middle")


class Claim(NamedTuple):
    """A cue, its subject and what it reports, as ranges of tokens; `start` is the first token that is its own."""

    start: int
    cue: Range
    subject: Range | None
    contents: tuple[Range, ...]
    construction: str
    prior: float  # how often the word reports in this construction
    share: float  # the same in the light of what else is observed


def claims(tagged: Tagged, lo: int, hi: int, least: float = THRESHOLD) -> Iterator[Claim]:
    """Yield the claims of the sentence of tokens lo … hi that may have this share `least`, in the order of their cues.

    A verb without a subject beside it (“and added that”, “, saying that”) has that of the report before it, or else
    that of the sentence.
    """
    speaker: Range | None = None
    for claim in _candidates(tagged, lo, hi, min(least, NEGLIGIBLE)):
        start, cue, subject, contents, construction, prior, _ = claim
        whose = subject or speaker or sentence_subject(tagged.tags, lo, cue[0])
        if whose is None:
            continue
        odds = _odds(tagged, lo, claim, whose)
        if likelihood(odds + MOST_WITHIN) < least:
            continue
        if construction in LEARNED and len(contents) == 1:
            contents = (end_after(tagged, construction, cue[0], *contents[0]),)
        share = likelihood(odds + EVIDENCE.of(observed_within(tagged, contents[0])))
        yield Claim(start, cue, whose, contents, construction, prior, share)
        if share > 0.5 and before(tagged.tags, cue[0]) != "W":
            speaker = whose


def tells_of_others(tagged: Tagged, lo: int, hi: int) -> bool:
    """Tell whether somebody but “I”, “we” and “you” may report in the sentence, likely enough to be heard.

    It costs less than to read the claims, and few sentences that somebody speaks hold any.
    """
    for claim in _candidates(tagged, lo, hi, NEGLIGIBLE, own=False):
        whose = claim.subject or sentence_subject(tagged.tags, lo, claim.cue[0])
        if whose is None or is_first_person(tagged, whose):
            continue
        if likelihood(_odds(tagged, lo, claim, whose) + MOST_WITHIN) >= THRESHOLD:
            return True
    return False


def is_first_person(tagged: Tagged, subject: Range) -> bool:
    """Tell whether a subject opens with “I”, “we” or “you”."""
    return _FIRST_PERSON.match(tagged.text, tagged.start(subject[0])) is not None


def _candidates(tagged: Tagged, lo: int, hi: int, least: float, own: bool = True) -> Iterator[Claim]:
    """Yield what may be claims, to judge by their cues and constructions alone; unless `own`, none of “I said”."""
    if tagged.tags[lo] in "hB" and tagged.tags[hi - 1] == "?":  # Did she say she would go?
        return
    for found in _CUE.finditer(tagged.tags, lo, hi):
        if not own and found.group() == "V" and _is_own(tagged, found.start(), lo):
            continue
        claim = _READERS[found.group()](tagged, found.start(), lo, hi)
        if claim is None or claim.prior < least or not claim.contents:
            continue
        if all(first < last for first, last in claim.contents) and not _says_nothing(tagged, claim):
            yield claim


def _says_nothing(tagged: Tagged, claim: Claim) -> bool:
    """Tell whether a content is but a pronoun (she denied it; the minister thanked him), or the rest of “thank you”."""
    start, end = claim.contents[0]
    thanks = tagged.words[start] == "you" and tagged.words[start - 1] == "thank"
    return thanks or (end - start == 1 and tagged.tags[start] in "pm")


def _is_own(tagged: Tagged, verb: int, lo: int) -> bool:
    """Tell whether a verb stands right behind “I”, “we” or “you”, and is theirs (not: what they call you said …)."""
    tags, j = tagged.tags, verb - 1
    while j > lo and tags[j] in "ah":
        j -= 1
    return j >= lo and tags[j] == "p" and (j == lo or tags[j - 1] not in "TV") and is_first_person(tagged, (j, verb))


def _odds(tagged: Tagged, lo: int, claim: Claim, subject: Range) -> float:
    """Return the log odds that a claim of `subject` is a report, as far as its content does not tell."""
    seen = observed(tagged, lo, claim.construction, claim.cue[0], subject, claim.contents[0][0])
    return log_odds(claim.prior, seen)


def _by_verb(tagged: Tagged, verb: int, lo: int, hi: int) -> Claim | None:
    tags = tagged.tags
    if _passive(tagged, verb, lo):
        return _by_agent(tagged, verb, lo, hi)
    speaker = subject(tagged, verb, lo)
    left = left_of(tags, speaker[0] if speaker else verb, lo)
    construction, start = construction_right(tagged, verb, hi)
    if construction == "np" and speaker and tags[verb - 1] == "," and _names_speaker(tagged, verb, start, lo, hi):
        speaker, left = None, left_of(tags, verb, lo)
    if (
        construction == "np"
        and _ISSUED.match(tags, start, hi)
        and not WRITINGS.isdisjoint(tagged.words[start : start + 4])
    ):
        return None  # “issued a statement saying that …”: the statement is what says it
    if left and _asks_itself(tagged, left[0], verb):
        left = None
    alone = left is not None and left[1] - left[0] == 1
    if speaker is None and left and tags[verb] == "V" and (alone or construction in _INVERTIBLE):
        inverted = _inverted(tagged, verb, left, hi)
        if alone or inverted is None or inverted.subject is None or not _goes_on(tagged, inverted.subject, hi):
            return inverted
        left = None  # “Lee, the host of ‘Mornings,’ said the plan was …”
    if speaker and tags.startswith(",", start - 1) and "as" in tagged.words[max(lo, speaker[0] - 3) : speaker[0]]:
        contents: tuple[Range, ...] = ((start, end_of(tags, start, hi, lo)),)
        construction = "fronted"
    elif (
        speaker
        and tags.startswith(",", speaker[0] - 1)
        and (construction == "middle" or _resumed(tagged, verb, construction, start))
    ):
        contents = around(tags, lo, speaker[0] - 1, start, hi)
    elif left and (alone or construction in ("", "middle") or (construction == "prep" and tags[left[0]] not in "iDV")):
        contents = (left, *quoted_on(tags, verb, hi))
        construction = "left"
    elif construction and construction != "middle":
        contents = (content(tagged, construction, start, lo, hi, before(tags, verb) == "W"),)
    else:
        return None
    first = speaker[0] if speaker else verb
    return _claim(tagged, first, verb, speaker, contents, construction)


def _asks_itself(tagged: Tagged, token: int, verb: int) -> bool:
    """Tell whether the quotation left of a verb is a sentence of its own: “How many more?” Lee accused them of it.

    Commas tell that one is not; where it closes with another mark, the verb must be known to stand behind quotations.
    """
    if token not in tagged.quotations or last_of(tagged.text, tagged.quotations[token]) not in "?!":
        return False
    shares = VERBS[tagged.words[verb]]
    return shares.get("np", 0.0) >= shares.get("left", 0.0)


def _names_speaker(tagged: Tagged, verb: int, start: int, lo: int, hi: int) -> bool:
    """Tell whether “…, helping her to win, said Ann Lee” closes with the speaker: by the verb, and a clause before."""
    word = tagged.words[verb]
    if tagged.tags[start] not in "Xd" or share(word, "inverted") < _MOSTLY or "inverted" not in VERBS[word]:
        return False
    speaker = noun_phrase(tagged.tags, start, hi)
    ends = speaker is not None and (speaker[1] == hi or tagged.tags[speaker[1]] in ",.?!")
    return ends and has_main_verb(tagged.tags, lo, verb)


def _goes_on(tagged: Tagged, subject: Range, hi: int) -> bool:
    """Tell whether the words behind a verb are the subject of another one, rather than its own."""
    return _PREDICATE.match(tagged.tags, subject[1], hi) is not None


def _resumed(tagged: Tagged, verb: int, construction: str, start: int) -> bool:
    """Tell whether what stands right of “…, X said,” goes on with what stands left of it."""
    if construction in ("quote", "to quote"):
        return tagged.tags[start - 1] == "," and tagged.text[tagged.quotations[start].inner.start].islower()
    return construction == "that" and tagged.tags[start - 2] == ","


def _claim(
    tagged: Tagged, start: int, cue: int, speaker: Range | None, contents: tuple[Range, ...], construction: str
) -> Claim:
    prior = share(tagged.words[cue], construction)
    return Claim(start, (cue, cue + 1), speaker, contents, construction, prior, prior)


def _passive(tagged: Tagged, verb: int, lo: int) -> bool:
    """Tell whether the verb is a passive or a bare participle (“was told that”, “Asked whether …, she said”)."""
    if tagged.tags[verb] == "G" or form(tagged.words[verb]) != "past":
        return False
    previous = before(tagged.tags, verb)
    return previous == "B" or previous == "b" or verb == lo


def _by_agent(tagged: Tagged, verb: int, lo: int, hi: int) -> Claim | None:
    """Return what “(he was) told by X that …” or “as told by X, …” reports."""
    by = verb + 1
    agent = noun_phrase(tagged.tags, by + 1, hi) if by < hi and tagged.words[by] == "by" else None
    if agent is None:
        return None
    opener = _AFTER_AGENT.match(tagged.tags, agent[1], hi)
    if opener:
        construction, start = _OPENED[opener[1]], opener.end() - (opener[1] != "t")
    elif verb > lo and tagged.words[verb - 1] == "as" and tagged.tags.startswith(",", agent[1]):
        construction, start = "fronted", agent[1] + 1
    else:
        return None
    return _claim(tagged, by, verb, agent, ((start, end_of(tagged.tags, start, hi, lo)),), construction)


def _inverted(tagged: Tagged, verb: int, left: Range, hi: int) -> Claim | None:
    speaker = noun_phrase(tagged.tags, verb + 1, hi)
    if speaker is None:
        return None
    return _claim(tagged, verb, verb, speaker, (left, *quoted_on(tagged.tags, speaker[1] - 1, hi)), "inverted")


def _according(tagged: Tagged, cue: int, lo: int, hi: int) -> Claim | None:
    tags = tagged.tags
    source = noun_phrase(tags, cue + 2, hi) if tags.startswith("AT", cue) else None
    if source is None:
        return None
    lo = max(lo, tags.rfind(";", lo, cue) + 1)
    left_end = trimmed(tags, lo, cue)
    comma = tags.find(",", source[1], hi)
    if left_end - lo >= 2 or tags[lo] == "Q":
        contents: tuple[Range, ...] = ((lo, left_end), *_resumes(tags, source[1], hi, lo))
    else:
        contents = ((comma + 1, end_of(tags, comma + 1, hi, lo)),) if comma > 0 else ()
    return Claim(cue, (cue, cue + 2), source, contents, "according", 0.9, 0.9)


def _resumes(tags: str, end: int, hi: int, lo: int) -> tuple[Range, ...]:
    """Return the rest of a sentence that “…, according to X, …” interrupts."""
    return ((end + 1, end_of(tags, end + 1, hi, lo)),) if tags.startswith((",h", ",B", ",v", ",V"), end) else ()


def _by_noun(tagged: Tagged, noun: int, lo: int, hi: int) -> Claim | None:
    tags = tagged.tags
    opener = _AFTER_NOUN.match(tags, noun + 1, hi)
    owner = noun - 1
    while owner > lo and tags[owner] in "wan":
        owner -= 1
    if not opener or owner < lo or tags[owner] not in "Sd" or tagged.words[owner] in _NOBODYS:
        return None
    speaker = (owner, owner + 1) if tags[owner] == "d" else phrase_before(tagged, owner, lo)
    start = opener.end() - (tags[opener.end() - 1] == "T")
    end = end_of(tags, start, hi, lo)
    if opener.group()[-1] == "t" and speaker and speaker[0] == after_introduction(tags, lo):
        predicate = _SUBJECT_CLAUSE.match(tags, start, end)  # “Her claim that the plan would fail surprised them”
        end = predicate.end() if predicate else end
    return _claim(tagged, owner, noun, speaker, ((start, end),), "noun " + opener.group()[-1])


_READERS: dict[str, Callable[[Tagged, int, int, int], Claim | None]] = {
    "V": _by_verb,
    "G": _by_verb,
    "A": _according,
    "N": _by_noun,
}
