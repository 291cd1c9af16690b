"""Quotations that no reporting verb claims: whose words are they, by where they stand.

Newspapers name a speaker once and let the quotation run on: “A,” she said. “B.” A quotation that is a sentence of its
own therefore belongs to the voice heard last; one after a colon, to the subject of its sentence. Quoted fragments in a
sentence of the outlet are scare quotes, titles or slogans, and are left alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.contents import has_main_verb, is_name, stands_alone
from quotes.attribution.prose.framed import framed, pointing_back
from quotes.attribution.prose.marks import last_of
from quotes.attribution.prose.phrases import Range, sentence_subject
from quotes.attribution.prose.pronouns import Meant
from quotes.attribution.prose.relayed import is_hearer
from quotes.attribution.prose.tags import Tagged
from quotes.model import SAID, Force, Mention, Span

# How often each place gives the right speaker, on the annotated articles of docs/accuracy/prose.md.
AFTER_QUOTATION, AFTER_REPORT, NEW_PARAGRAPH, COLON, OTHER_VERB = 0.95, 0.65, 0.62, 0.45, 0.45
UNKNOWN_VERB, NAME_AND_COLON = 0.7, 0.8  # by reading the dozen cases of each there
SOMEBODY_AND_COLON = 0.85  # likewise, of 36 cases in 39
FRAMED = 0.9  # set

AFTER_PARAGRAPH = "after a paragraph"  # the tie of what goes on with the voice of the paragraph before
_FIRST = itemgetter(0)
_NAME = pattern("@name @name+")
_NAME_ALONE = pattern("(?P<name>@name{1,4}):$")
_NAME_AND_MORE = pattern("@name @name{1,3},")
_UNKNOWN_VERB = pattern(
    r"@adverb* (?P<cue>@active) @adverb* (?P<speaker>[@determiner @name @possessive] [@nominal @fragment @of]*)"
    r"|(?P<named>@name+|@pronoun) (?![@name @possessive]) (?P<does>[@active @word])?"
)
_DASHED = pattern(
    r"@quoted - @adverb* (?P<speaker>@determiner? [@name @word]+|@pronoun) @adverb* (?P<cue>@active)"
    r" [^@quoted .?!-]{0,6} - @quoted"
)
_OTHER_VERB = pattern(r",? (?P<speaker>[@determiner @time]? [@nominal @fragment]+|@pronoun) @adverb* (?P<cue>@active)")


class Claimant(NamedTuple):
    """Somebody who speaks: the words that name them, whom those mean, the cue, and who else says it.

    `force` is that of what they are quoted with, which quotations that go on from there have too. `doubted`: the words
    may name others, or more, than are found in them.
    """

    mention: Mention
    meant: Meant
    cue: Span | None
    force: Force = SAID
    others: tuple[Mention, ...] = ()
    doubted: bool = False

    @property
    def name(self) -> str:
        """The name, as far as it is known; else the words."""
        return self.meant.name or self.mention.name or self.mention.text


class Heard(NamedTuple):
    """A claimant, and the token of its paragraph where it was heard."""

    token: int
    claimant: Claimant
    quoted: bool


class Floating(NamedTuple):
    """A quotation without a verb of its own, whose it is (a claimant, or a subject and its cue), and how likely so.

    `tie` names the place that tells it; `told` is what the sentence between it and the claimant tells of, if one does.
    """

    token: int
    claimant: Claimant | None
    subject: Range | None
    cue: Range | None
    share: float
    tie: str
    told: Range | None = None


def floating(
    tagged: Tagged,
    bounds: Sequence[Range],
    heard: Sequence[Heard],
    covered: set[int],
    before: Claimant | None,
    led: Claimant | None = None,
) -> Iterator[Floating]:
    """Yield the unclaimed quotations of a paragraph that are statements.

    `heard` are the voices of the paragraph so far, `covered` the tokens of contents already found, and `before` is the
    voice with which the paragraph before closed, `led` the one whose words it leads in (Lee said:).
    """
    for token in tagged.quotations:
        if token in covered or is_name(tagged, token):
            continue
        found = _framed(tagged, token, bounds) or _between_dashes(tagged, token, bounds)
        if found is None and stands_alone(tagged, token):
            earlier = sorted((one for one in heard if one.token < token), key=lambda one: one.token)
            found = _placed(tagged, token, bounds, earlier, before, led)
        if found:
            yield found


def _framed(tagged: Tagged, token: int, bounds: Sequence[Range]) -> Floating | None:
    """Return whose a quotation is that a frame gives, in its sentence or in the next one (That was how Lee put it.)."""
    i = bisect_right(bounds, token, key=_FIRST) - 1
    lo, hi = bounds[i]
    found = framed(tagged, token, lo, hi)
    if found is None and token + 1 == hi and i + 1 < len(bounds):
        found = pointing_back(tagged, *bounds[i + 1])
    return Floating(token, None, found.who, found.cue, FRAMED, "frame") if found else None


def _placed(
    tagged: Tagged,
    token: int,
    bounds: Sequence[Range],
    earlier: Sequence[Heard],
    before: Claimant | None,
    led: Claimant | None,
) -> Floating | None:
    tags = tagged.tags
    lo, hi = bounds[bisect_right(bounds, token, key=_FIRST) - 1]
    if token == lo and token + 2 < hi and last_of(tagged.text, tagged.quotations[token]) == ",":
        return _told_beside(tagged, token, hi)
    verb = _OTHER_VERB.match(tags, token + 1, hi)
    if verb and (tags[verb.end() - 1] == "v" or last_of(tagged.text, tagged.quotations[token]) not in "?!"):
        return Floating(token, None, verb.span("speaker"), verb.span("cue"), OTHER_VERB, "other verb")
    if token != lo and not (token == lo + 1 and tags[lo] in "cya-"):
        return _after_colon(tagged, token, lo) if tags[token - 1] == ":" else None
    earlier = [one for one in earlier if one.quoted] or earlier  # a quoted voice goes on past reports in between
    if earlier:
        return _going_on(tagged, token, earlier[-1], lo, bounds)
    return None if token or verb else _opening(before, led)


def _between_dashes(tagged: Tagged, token: int, bounds: Sequence[Range]) -> Floating | None:
    """Return whose a quotation is that dashes interrupt: “…” — here Ann Lee paused — “…”"""
    if not (tagged.tags.startswith("-", token + 1) or tagged.tags.startswith("-", token - 1)):
        return None
    lo, hi = bounds[bisect_right(bounds, token, key=_FIRST) - 1]
    for found in _DASHED.finditer(tagged.tags, lo, hi):
        if token in (found.start(), found.end() - 1):
            return Floating(token, None, found.span("speaker"), found.span("cue"), UNKNOWN_VERB, "unknown verb")
    return None


def _opening(before: Claimant | None, led: Claimant | None) -> Floating | None:
    """Return whose a quotation is that opens a paragraph in which nobody is named."""
    if led:
        return Floating(0, led, None, None, SOMEBODY_AND_COLON, "sentence and colon")
    return Floating(0, before, None, None, NEW_PARAGRAPH, AFTER_PARAGRAPH) if before else None


def _going_on(tagged: Tagged, token: int, last: Heard, lo: int, bounds: Sequence[Range]) -> Floating:
    """Return a quotation as that of the claimant heard `last` in its paragraph."""
    share, tie = (AFTER_QUOTATION, "after a quotation") if last.quoted else (AFTER_REPORT, "after a report")
    return Floating(token, last.claimant, None, None, share, tie, _between(tagged, last.token, lo, bounds))


def _told_beside(tagged: Tagged, token: int, hi: int) -> Floating | None:
    """Return whose a quotation is that opens a sentence which goes on: “…,” beamed Ann Lee; “…,” Lee shot back."""
    found = _UNKNOWN_VERB.match(tagged.tags, token + 1, hi)
    if found is None:
        return None
    who, does = ("named", "does") if found["named"] else ("speaker", "cue")
    if is_hearer(tagged, found.end(who), hi):
        return None
    cue = found.span(does) if found[does] else None
    return Floating(token, None, found.span(who), cue, UNKNOWN_VERB, "unknown verb")


def _after_colon(tagged: Tagged, token: int, lo: int) -> Floating | None:
    """Return whose a quotation behind a colon is: a bare name's (Lee: “…”; Ann Lee, farmer: “…”), or the subject's."""
    name = _NAME_ALONE.search(tagged.tags, lo, token)
    if name and (name.start() == lo or tagged.tags[name.start() - 1] in ".?!Qq"):
        full = name.end("name") - name.start("name") > 1
        return Floating(token, None, name.span("name"), None, NAME_AND_COLON if full else COLON, "name and colon")
    if _NAME_AND_MORE.match(tagged.tags, lo, token) and not has_main_verb(tagged.tags, lo, token - 1):
        return Floating(token, None, (lo, token - 1), None, NAME_AND_COLON, "name and colon")
    subject = sentence_subject(tagged, lo, token)
    if subject is None or is_hearer(tagged, subject[1], token):
        return None
    told = not tagged.headline and "-" not in tagged.tags[lo:token] and _is_somebody(tagged, subject)
    return Floating(token, None, subject, None, SOMEBODY_AND_COLON if told else COLON, "sentence and colon")


def _is_somebody(tagged: Tagged, subject: Range) -> bool:
    """Tell whether a subject holds a name, not in capitals as headings are, or is a pronoun for people."""
    if tagged.words[subject[0]] in tagged.diction.pronouns.others_people:
        return True
    return "X" in tagged.tags[slice(*subject)] and not tagged.printed(*subject).isupper()


def _between(tagged: Tagged, heard: int, lo: int, bounds: Sequence[Range]) -> Range | None:
    """Return the subject of the sentence before token `lo`, where nobody was heard in it: Her brother laughed. “…”"""
    i = bisect_right(bounds, lo, key=_FIRST) - 2
    if i < 0 or bounds[i][0] <= heard:
        return None
    start, end = bounds[i]
    if "Q" in tagged.tags[start:end]:
        return None
    name = _NAME.search(tagged.tags, start, end)
    return sentence_subject(tagged, start, end) or (name.span() if name else None)
