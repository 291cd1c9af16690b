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

from collections.abc import Callable, Iterator

from quotes.attribution.prose.by_verb import by_verb
from quotes.attribution.prose.claim import Claim, claim_of
from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.constructions import with_negation
from quotes.attribution.prose.contents import after_introduction, end_of, has_main_verb, is_name, within_subject
from quotes.attribution.prose.cues import NEGLIGIBLE, THRESHOLD, likelihood, log_odds_of
from quotes.attribution.prose.ends import LEARNED, end_after, trimmed
from quotes.attribution.prose.evidence import before, most_within, observed, observed_within
from quotes.attribution.prose.names import has_title, is_called, is_person
from quotes.attribution.prose.phrases import (
    Range,
    noun_phrase,
    phrase_before,
    raised_subject,
    sentence_subject,
    subject,
)
from quotes.attribution.prose.relayed import is_as_quoted
from quotes.attribution.prose.tags import Tagged

_NAMES = pattern("[@name @possessive]")
_CUE = pattern("[@cue @saying @according @claim]")
_SUBJECT_CLAUSE = pattern(
    r"[^, @finite]+ @finite [@adverb @auxiliary @be]* [^, @finite]+"
    r" (?<![@adpositional @and @subordinator @relative @to @adverb @that]) (?=@finite)"
)
_QUOTED = pattern(",? @quoted")
_TOLD_OF = pattern(", @relative [^,:;]+ (?=,)")  # According to Ann Lee, who keeps the lock, | the gate is shut
_QUOTED_OF = pattern(", [^, @quoted :;]+ @quoted")  # According to the mayor, Ann Lee, | the city “will pay”
_IN_ROW = pattern(
    ", (?:@name (?:, @name)* ,? @and @name (?!@name)|@name @name+ (?:, @name @name+)* ,? @and @name @name)"
)
_RESUMES, _RESUMES_BARE = pattern(", @finite"), pattern(", @adverb* [@finite @word]")
_PERSON = pattern("[@word]? @name+")
_WHOM = pattern("@pronoun|@object @determiner?")  # thanked them both
_FOUND = pattern("@object @preposition @determiner [@word @name]+")
_ASKS = pattern("(?:@question|@relative)? [@auxiliary @be]")
_AFTER_NOUN = pattern("[@adverb @time]* [@adpositional @that @to]")


def claims(tagged: Tagged, lo: int, hi: int, least: float = THRESHOLD) -> Iterator[Claim]:
    """Yield the claims of the sentence of tokens lo … hi that may have this share `least`, in the order of their cues.

    A verb without a subject beside it (“and added that”, “, saying that”) has that of the report before it, or else
    that of the sentence.
    """
    cues = tagged.diction.cues
    enough = log_odds_of(least) - most_within(cues)  # what the content says besides is not known yet
    speaker: Range | None = None
    for claim in _candidates(tagged, lo, hi, min(least, NEGLIGIBLE)):
        cue, subject, contents, construction = claim.cue, claim.subject, claim.contents, claim.construction
        whose = subject or raised_subject(tagged, cue[0], lo) or speaker or sentence_subject(tagged, lo, cue[0])
        if whose is None or is_called(tagged, lo, whose[0]):
            continue
        contents = (*contents[:-1], within_subject(tagged, (lo, whose[0]), contents[-1]))
        odds = _odds(tagged, lo, claim, whose)
        if odds < enough:
            continue
        if construction in LEARNED and len(contents) == 1:
            contents = (end_after(tagged, construction, cue[0], *contents[0]),)
        share = likelihood(odds + cues.evidence.of(observed_within(tagged, contents[0])))
        beside = "beside" if subject else "shared" if speaker else "far off"
        quoted = is_as_quoted(tagged, cue[0])
        yield claim._replace(subject=whose, contents=contents, share=share, beside=beside, doubted=quoted)
        if share > 0.5 and before(tagged.tags, cue[0]) != "W":
            speaker = whose


def tells_of_others(tagged: Tagged, lo: int, hi: int) -> bool:
    """Tell whether somebody but “I”, “we” and “you” may report in the sentence, likely enough to be heard.

    It costs less than to read the claims, and few sentences that somebody speaks hold any.
    """
    enough = log_odds_of(THRESHOLD) - most_within(tagged.diction.cues)
    for claim in _candidates(tagged, lo, hi, NEGLIGIBLE, own=False):
        whose = claim.subject or sentence_subject(tagged, lo, claim.cue[0])
        if whose is None or is_first_person(tagged, whose) or is_called(tagged, lo, whose[0]):
            continue
        if _odds(tagged, lo, claim, whose) >= enough:
            return True
    return False


def may_report(tagged: Tagged, lo: int, hi: int) -> bool:
    """Tell whether a sentence holds any word that may report."""
    return _CUE.search(tagged.tags, lo, hi) is not None


def is_first_person(tagged: Tagged, subject: Range) -> bool:
    """Tell whether a subject opens with “I”, “we” or “you”."""
    return tagged.diction.pronouns.first_person.match(tagged.text, tagged.start(subject[0])) is not None


def _candidates(tagged: Tagged, lo: int, hi: int, least: float, own: bool = True) -> Iterator[Claim]:
    """Yield what may be claims, to judge by their cues and constructions alone; unless `own`, none of “I said”."""
    if _ASKS.match(tagged.tags, lo, hi) and tagged.tags[hi - 1] == "?":  # Did she say, what did she say?
        return
    for found in _CUE.finditer(tagged.tags, lo, hi):
        if not own and found.group() == "V" and _is_own(tagged, found.start(), lo):
            continue
        claim = _READERS[found.group()](tagged, found.start(), lo, hi)
        if claim is None or claim.prior < least or not claim.contents:
            continue
        empty = [content for content in claim.contents if content[0] >= content[1]]
        if not empty and not _says_nothing(tagged, claim) and not _fills_no_gap(tagged, claim, lo):
            yield claim


def _says_nothing(tagged: Tagged, claim: Claim) -> bool:
    """Tell whether a content is but a pronoun (she denied it; the minister thanked him), or the rest of “thank you”.

    Or else a title set off by commas: called the winner, “Nine Doors”, a marvel.
    """
    start, end = claim.contents[0]
    if end - start == 1 and tagged.tags.startswith(",", end) and start in tagged.quotations and is_name(tagged, start):
        return True
    if claim.construction == "np" and _PERSON.fullmatch(tagged.tags, start, end):
        return is_person(tagged, start, end - 1 if end - start < 2 else end - 2)
    if tagged.tags[start] not in "pm":
        return False
    if tagged.words[start] == "you" and tagged.words[start - 1] == "thank":
        return True
    return _WHOM.fullmatch(tagged.tags, start, end) is not None or _is_found(tagged, start, end)


def _fills_no_gap(tagged: Tagged, claim: Claim, lo: int) -> bool:
    """Tell whether a verb is a noun, for the sentence's own follows it: High hopes are pinned; but: denies having said.

    Where something stands before its subject, that may be whose predicate follows: the plan Lee says is dead.
    """
    if claim.construction != "gap" or claim.subject is None or claim.subject[0] > after_introduction(tagged.tags, lo):
        return False
    following = tagged.words[claim.contents[0][0]]
    return tagged.words[claim.cue[0]].endswith("s") and not following.endswith("ing")


def _is_found(tagged: Tagged, start: int, end: int) -> bool:
    """Tell whether a content is but somebody, and the place: found him in his chair."""
    found = _FOUND.fullmatch(tagged.tags, start, end)
    return found is not None and tagged.words[start + 1] in tagged.diction.before_times


def _is_own(tagged: Tagged, verb: int, lo: int) -> bool:
    """Tell whether a verb stands right behind “I”, “we” or “you”, and is theirs (not: what they call you said …)."""
    tags, j = tagged.tags, verb - 1
    while j > lo and tags[j] in "ah":
        j -= 1
    return j >= lo and tags[j] == "p" and (j == lo or tags[j - 1] not in "TV") and is_first_person(tagged, (j, verb))


def _odds(tagged: Tagged, lo: int, claim: Claim, subject: Range) -> float:
    """Return the log odds that a claim of `subject` is a report, as far as its content does not tell."""
    seen = observed(tagged, lo, claim.construction, claim.cue[0], subject, claim.contents[0][0])
    return tagged.diction.cues.log_odds(claim.prior, seen)


def _according(tagged: Tagged, cue: int, lo: int, hi: int) -> Claim | None:
    tags = tagged.tags
    source = noun_phrase(tags, cue + 2, hi) if tags.startswith("AT", cue) else None
    if source is None or _is_yardstick(tagged, source):
        return None
    lo = max(lo, tags.rfind(";", lo, cue) + 1)
    left_end = trimmed(tags, lo, cue)
    contents: tuple[Range, ...]
    if left_end - lo >= 2 or tags[lo] == "Q":
        contents = _interrupted(tags, (lo, left_end), source[1], hi)
    else:
        source = source[0], _end_of_source(tagged, source, hi)
        comma = tags.find(",", source[1], hi)
        contents = ((comma + 1, end_of(tags, comma + 1, hi, lo)),) if comma > 0 else ()
    return Claim(cue, (cue, cue + 2), source, contents, "according", 0.9, 0.9)


def _is_yardstick(tagged: Tagged, source: Range) -> bool:
    """Tell whether a phrase is what something goes by, and says nothing: tradition; their strength; but: the plan."""
    end = source[1] - 1 if "," not in tagged.tags[slice(*source)] else tagged.tags.index(",", *source) - 1
    bare = tagged.words[source[0]] not in tagged.diction.naming.articles
    return bare and tagged.words[end] in tagged.diction.yardsticks and not _NAMES.search(tagged.tags, *source)


def _interrupted(tags: str, left: Range, end: int, hi: int) -> tuple[Range, ...]:
    """Return what a source interrupts or closes, which ends before token `end`: the gate, according to X, stays shut.

    Where only the subject stands before it, and a quotation behind, the quotation alone: The crane, according to X, “…”
    """
    quoted = _QUOTED.match(tags, end, hi)
    bare = tags[left[0]] != "Q" and not has_main_verb(tags, *left)
    if quoted:
        behind = quoted.end() - 1, quoted.end()
        return (behind,) if bare else (left, behind)
    resumes = _RESUMES_BARE if bare else _RESUMES
    return (left, (end + 1, end_of(tags, end + 1, hi, left[0]))) if resumes.match(tags, end, hi) else (left,)


def _end_of_source(tagged: Tagged, source: Range, hi: int) -> int:
    """Return where the words for a source end that opens a sentence: According to Ann Lee, the mayor, | …; Lee | …

    What stands behind the comma tells more of the source only where it holds a title, or a sentence follows it, the
    predicate of which may be quoted: the minister, Ann Lee, | the state “will pay”. Those who are named
    alike in a row are a subject of their own: the minister, | Lee, Chen and Dorn lied.
    """
    told = _TOLD_OF.match(tagged.tags, source[1], hi)
    if told:
        return told.end()
    comma, end = tagged.tags.find(",", *source), source[1]
    if comma < 0 or (has_title(tagged, (comma, end)) and tagged.tags.startswith(",", end)):
        return end
    if not tagged.tags.startswith(",", end) or _IN_ROW.match(tagged.tags, comma, hi):
        return comma
    return end if _QUOTED_OF.match(tagged.tags, end, hi) or has_main_verb(tagged.tags, end + 1, hi) else comma


def _by_noun(tagged: Tagged, noun: int, lo: int, hi: int) -> Claim | None:
    tags = tagged.tags
    opener = _AFTER_NOUN.match(tags, noun + 1, hi)
    owner = noun - 1
    while owner > lo and tags[owner] in "wan":
        owner -= 1
    if opener and opener.group()[-1] == "t" and (borne := _borne(tagged, noun, owner, opener.end(), lo, hi)):
        return borne
    if not opener or owner < lo or tags[owner] not in "Sd" or tagged.words[owner] in tagged.diction.ownerless:
        return None
    speaker = (owner, owner + 1) if tags[owner] == "d" else phrase_before(tagged, owner, lo)
    start = with_negation(tagged, noun, opener.end() - (tags[opener.end() - 1] == "T"))
    end = end_of(tags, start, hi, lo)
    if opener.group()[-1] == "t" and speaker and speaker[0] == after_introduction(tags, lo):
        predicate = _SUBJECT_CLAUSE.match(tags, start, end)  # “Her claim that the plan would fail surprised them”
        end = predicate.end() if predicate else end
    return claim_of(tagged, owner, noun, speaker, ((start, end),), "noun " + opener.group()[-1])


def _borne(tagged: Tagged, noun: int, owner: int, start: int, lo: int, hi: int) -> Claim | None:
    """Return what a noun reports behind a verb that says nothing else: gave no assurance that."""
    words, tags, bearing = tagged.words, tagged.tags, tagged.diction.bearing
    ends = (owner, noun) if owner >= lo and words[owner] in tagged.diction.ownerless else (noun,)
    phrases = ((end - n, end) for end in ends for n in (1, 3, 4) if end - n > lo)
    verb = next((first for first, end in phrases if tuple(words[first:end]) in bearing), None)
    whose = subject(tagged, verb, lo) if verb is not None else None
    if verb is None or whose is None:
        return None
    share = tagged.diction.cues.share(words[noun], "noun t")
    return Claim(whose[0], (verb, noun + 1), whose, ((start, end_of(tags, start, hi, lo)),), "noun t", share, share)


_READERS: dict[str, Callable[[Tagged, int, int, int], Claim | None]] = {
    "V": by_verb,
    "G": by_verb,
    "A": _according,
    "N": _by_noun,
}
