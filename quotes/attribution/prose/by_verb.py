"""What a verb reports: its subject stands left of it or, inverted, right of it."""

from __future__ import annotations

from quotes.attribution.prose.claim import Claim, claim_of
from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.constructions import construction_right
from quotes.attribution.prose.contents import (
    around,
    content,
    end_of,
    has_main_verb,
    left_of,
    quoted_on,
)
from quotes.attribution.prose.evidence import before
from quotes.attribution.prose.marks import last_of
from quotes.attribution.prose.phrases import Range, noun_phrase, subject
from quotes.attribution.prose.relayed import ascribed, by_agent, by_another, introduced, is_passive, source_of
from quotes.attribution.prose.tags import Tagged

_INVERTIBLE = ("", "np", "clause", "middle")
_ISSUED = pattern("[^,. @finite @quoted]{1,6} @saying")
_MOSTLY = 0.95  # how often a verb reports what stands before it, to be thought to
_LED_IN = pattern(": @quoted")
_PREDICATE = pattern("@adverb* [@finite @to]")


def by_verb(tagged: Tagged, verb: int, lo: int, hi: int) -> Claim | None:
    """Return what a verb or an -ing form of the sentence lo … hi reports; None where it reports nothing."""
    tags = tagged.tags
    if is_passive(tagged, verb, lo):
        return ascribed(tagged, verb, lo, hi) or by_agent(tagged, verb, lo, hi)
    if passed := by_another(tagged, verb, lo, hi):
        return passed
    construction, start = construction_right(tagged, verb, hi)
    if construction == "np":
        if _is_writing(tagged, verb, start, hi):
            return None  # “issued a statement saying that …”: the statement is what says it
        construction, start = introduced(tagged, start, hi)
    behind = construction == "np" and tags[verb - 1] == "," and _names_speaker(tagged, verb, start, lo, hi)
    speaker = None if behind else _whom_i_quote(tagged, verb, lo) or subject(tagged, verb, lo)
    left = _left(tagged, verb, speaker[0] if speaker else verb, lo)
    if speaker is None and left and tags[verb] == "V" and (_is_alone(left) or construction in _INVERTIBLE):
        inverted = _inverted(tagged, verb, left, hi)
        if _is_alone(left) or inverted is None or not _goes_on(tagged, inverted.subject, hi):
            return inverted
        left = None  # “Lee, the host of ‘Mornings,’ said the plan was …”
    return _with_contents(tagged, verb, (lo, hi), speaker, left, construction, start)


def _whom_i_quote(tagged: Tagged, verb: int, lo: int) -> Range | None:
    """Return whose words somebody says that he quotes: Lee told us, and I quote, “…”; None where he does not."""
    quotes, own = tagged.words[verb] in tagged.diction.reading_out, tagged.diction.pronouns.own
    if not quotes or tagged.words[verb - 1] not in own or not tagged.tags.startswith(",c", verb - 3):
        return None
    told = tagged.tags.rfind("V", lo, verb)
    return subject(tagged, told, lo) if told >= lo else None


def _left(tagged: Tagged, verb: int, end: int, lo: int) -> Range | None:
    """Return what stands left of token `end` and may be what a verb reports."""
    left = left_of(tagged.tags, end, lo)
    return None if left and _asks_itself(tagged, left[0], verb) else left


def _is_alone(left: Range | None) -> bool:
    """Tell whether what stands left of a verb is one quotation and no more."""
    return left is not None and left[1] - left[0] == 1


def _is_content(tags: str, left: Range, construction: str) -> bool:
    """Tell whether what stands left of a verb is what it reports, by what stands right of it."""
    if _is_alone(left) or construction in ("", "middle"):
        return True
    return construction == "prep" and tags[left[0]] not in "iDV"


def _is_writing(tagged: Tagged, verb: int, start: int, hi: int) -> bool:
    """Tell whether what stands right of a verb is a piece of writing, which says something or is read out.

    Issued | a statement saying …; read | a statement from Ann Lee: “…”
    """
    issued = _ISSUED.match(tagged.tags, start, hi)
    if issued and not tagged.diction.writings.isdisjoint(tagged.words[start : start + 4]):
        return True
    return _LED_IN.search(tagged.tags, start, hi) is not None and source_of(tagged, verb, hi) is not None


def _with_contents(
    tagged: Tagged, verb: int, sentence: Range, speaker: Range | None, left: Range | None, construction: str, start: int
) -> Claim | None:
    """Return the claim of a verb with what it reports: around it, left of it, or from `start` on, right of it."""
    tags, (lo, hi) = tagged.tags, sentence
    contents: tuple[Range, ...]
    if speaker and tags.startswith(",", start - 1) and "as" in tagged.words[max(lo, speaker[0] - 3) : speaker[0]]:
        contents, construction = ((start, end_of(tags, start, hi, lo)),), "fronted"
    elif speaker and _is_inserted(tagged, verb, speaker, construction, start):
        contents = around(tags, lo, speaker[0] - 1, start, hi)
    elif left and _is_content(tags, left, construction):
        contents, construction = (left, *quoted_on(tagged, left, verb, hi)), "left"
    elif construction and construction != "middle":
        contents = (content(tagged, construction, start, lo, hi, before(tags, verb) == "W"),)
    else:
        return None
    return claim_of(tagged, speaker[0] if speaker else verb, verb, speaker, contents, construction)


def _is_inserted(tagged: Tagged, verb: int, speaker: Range, construction: str, start: int) -> bool:
    """Tell whether a report stands in the middle of what it reports: “The plan, Lee said, was …”."""
    comma = tagged.tags.startswith(",", speaker[0] - 1)
    return comma and (construction == "middle" or _resumed(tagged, construction, start))


def _asks_itself(tagged: Tagged, token: int, verb: int) -> bool:
    """Tell whether the quotation left of a verb is a sentence of its own: “How many more?” Lee accused them of it.

    Commas tell that one is not; where it closes with another mark, the verb must be known to stand behind quotations.
    """
    if token not in tagged.quotations or last_of(tagged.text, tagged.quotations[token]) not in "?!":
        return False
    shares = tagged.diction.cues.verbs[tagged.words[verb]]
    return shares.get("np", 0.0) >= shares.get("left", 0.0)


def _names_speaker(tagged: Tagged, verb: int, start: int, lo: int, hi: int) -> bool:
    """Tell whether “…, helping her to win, said Ann Lee” closes with the speaker: by the verb, and a clause before."""
    word, cues = tagged.words[verb], tagged.diction.cues
    if tagged.tags[start] not in "Xd" or cues.verbs[word].get("inverted", 0.0) < _MOSTLY:
        return False
    speaker = noun_phrase(tagged.tags, start, hi)
    ends = speaker is not None and (speaker[1] == hi or tagged.tags[speaker[1]] in ",.?!")
    return ends and has_main_verb(tagged.tags, lo, verb)


def _goes_on(tagged: Tagged, subject: Range | None, hi: int) -> bool:
    """Tell whether the words behind a verb are the subject of another one, rather than its own."""
    return subject is not None and _PREDICATE.match(tagged.tags, subject[1], hi) is not None


def _resumed(tagged: Tagged, construction: str, start: int) -> bool:
    """Tell whether what stands right of “…, X said,” goes on with what stands left of it."""
    if construction in ("quote", "to quote"):
        return tagged.tags[start - 1] == "," and tagged.text[tagged.quotations[start].inner.start].islower()
    return construction == "that" and tagged.tags[start - 2] == ","


def _inverted(tagged: Tagged, verb: int, left: Range, hi: int) -> Claim | None:
    speaker = noun_phrase(tagged.tags, verb + 1, hi)
    if speaker is None:
        return None
    return claim_of(tagged, verb, verb, speaker, (left, *quoted_on(tagged, left, speaker[1] - 1, hi)), "inverted")
