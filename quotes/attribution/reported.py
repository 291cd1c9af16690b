"""Reporting words: who is their subject and what is their content, by the words around them.

A claim is a cue with its subject and the stretches that it reports. Its construction is one of

    that      X said (on Monday) that …      left      …, X said.           to   X promised to …
    pronoun   X said he …                    middle    …, X said, …         wh   X asked whether …
    clause    X said the plan was …          inverted  “…,” said X          np   X praised the plan
    quote     X said, “…”                    noun      X's claim that …     prep X called for …
    fronted   As X said, …                   gap       …, which X said was …

with "to " before the first, second and fourth when an addressee stands between (X told Y that …).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from quotes.attribution.cues import NEGLIGIBLE, form, likelihood, share
from quotes.attribution.evidence import before, observed
from quotes.attribution.phrases import Range, noun_phrase, phrase_before, sentence_subject, subject
from quotes.attribution.tags import Tagged

# Possessive (*+), for with backtracking the time would be exponential in the number of adverbials.
_ADVERBIALS = r"(?:,?(?:a|D|[io][dD]*+[XwnSNDod]*+(?:[io]d?[XwnSNDd]++)*+|,X+(?=,)))*+,?"
_ADDRESSEE = r"a*(?P<addressee>m|[dXwSn]{1,7})?"
_RIGHT = (
    ("that", "t", re.compile(rf"{_ADDRESSEE}{_ADVERBIALS}t"), 0),
    ("quote", "Qq", re.compile(rf"{_ADDRESSEE}{_ADVERBIALS}[,:-]*[Qq]"), 1),
    ("pronoun", "pe", re.compile(rf"{_ADDRESSEE}D*[pe]"), 1),
)
_BARE = re.compile(
    r"(?P<clause>a*[dXwnqSQN][XwnqSdoiDQN,]{0,14}?a?[hBv])"
    rf"|(?P<to>a*(?:m|[dXwSn]{{1,7}})?{_ADVERBIALS}T)"
    r"|(?P<wh>a*(?:m|[dXwSn]{1,5})?i?k)"
    r"|(?P<prep>a*[io])"
    r"|(?P<gap>a*[hBvV])"
    r"|(?P<np>a*[dXwnqSNQm])"
)
_ONLY_ADVERBIALS = re.compile(rf"{_ADVERBIALS}[.?!)]*$")
_BREAK = re.compile(r",[aV]*G|(?<=Q)[aV]*[GAW]|,?bG|,A|,W|,y[pdXe]|-[dcy]|;")
_PHRASE_BREAK = re.compile(r",?[cy]a*[hVvB]|,[Vvd]")
_MAIN_VERB = re.compile(r",a*[hVvB]")  # “X, who said that …, left”
_OWN_BREAK = {"np": _PHRASE_BREAK, "prep": _PHRASE_BREAK, "to": _PHRASE_BREAK, "gap": re.compile(",")}
_QUOTED_PREDICATE = re.compile(r"[^,Qq]*[Qq](?=[,cyG])")
_MAIN_CLAUSE = re.compile(r",a*[pdXe]")
_CUE = re.compile("[VGAN]")
_RESUMES = re.compile("[pedXwnqSBhVvQTtcy]")
_CLAUSE_LIKE = re.compile("[hBpeVvwQq]")
_INTRODUCTION = re.compile("[cy]?(?:a,)?")
_VERBAL = re.compile("[hBeVvp]")
_GOES_ON = re.compile(r"[XwnSdoiDNmaTb]*,[acy]?Q|Q")
_AFTER_NOUN = re.compile("[aD]*[tTio]")
_NOBODYS = frozenset(
    ["the", "a", "an", "this", "these", "those", "no", "any", "some", "all", "each", "every", "another", "such", "that"]
)
_INVERTIBLE = ("", "np", "clause", "middle")


class Claim(NamedTuple):
    """A cue, its subject and what it reports, as ranges of tokens; `start` is the first token that is its own."""

    start: int
    cue: Range
    subject: Range | None
    contents: tuple[Range, ...]
    construction: str
    share: float


def claims(tagged: Tagged, lo: int, hi: int, least: float = NEGLIGIBLE) -> Iterator[Claim]:
    """Yield the claims of the sentence of tokens lo … hi whose share is at `least` that, in the order of their cues.

    A verb without a subject beside it (“and added that”, “, saying that”) has that of the report before it, or else
    that of the sentence.
    """
    speaker: Range | None = None
    for found in _CUE.finditer(tagged.tags, lo, hi):
        i = found.start()
        claim = _READERS[found.group()](tagged, i, lo, hi)
        if (
            claim is None
            or claim.share < least
            or not claim.contents
            or any(one[0] >= one[1] for one in claim.contents)
        ):
            continue
        start, cue, subject, contents, construction, prior = claim
        whose = subject or speaker or sentence_subject(tagged.tags, lo, i)
        seen = observed(tagged, lo, i, whose, contents[0])
        share = likelihood(prior, (f"as {construction}", *seen))
        yield Claim(start, cue, whose, contents, construction, share)
        if share > 0.5 and before(tagged.tags, i) != "W":
            speaker = whose


def _by_verb(tagged: Tagged, verb: int, lo: int, hi: int) -> Claim | None:
    tags = tagged.tags
    if _passive(tagged, verb, lo):
        return None
    speaker = subject(tagged, verb, lo)
    left = _left(tags, speaker[0] if speaker else verb, lo)
    construction, start = _right(tagged, verb, hi)
    alone = left is not None and left[1] - left[0] == 1
    if speaker is None and left and tags[verb] == "V" and (alone or construction in _INVERTIBLE):
        return _inverted(tagged, verb, left, hi)
    if tagged.words[lo] == "as" and speaker and tags.startswith(",", start - 1) and speaker[0] - lo <= 3:
        contents: tuple[Range, ...] = ((start, _end(tags, start, hi, lo)),)
        construction = "fronted"
    elif construction == "middle" and speaker and tags.startswith(",", speaker[0] - 1):
        contents = _around(tags, lo, speaker[0] - 1, start, hi)
    elif left and (alone or construction in ("", "middle") or (construction == "prep" and tags[left[0]] not in "iDV")):
        contents = (left, *_quoted_on(tags, verb, hi))
        construction = "left"
    elif construction and construction != "middle":
        contents = (_content(tagged, construction, start, lo, hi, before(tags, verb) == "W"),)
    else:
        return None
    first = speaker[0] if speaker else verb
    return _claim(tagged, first, verb, speaker, contents, construction)


def _claim(
    tagged: Tagged, start: int, cue: int, speaker: Range | None, contents: tuple[Range, ...], construction: str
) -> Claim:
    return Claim(start, (cue, cue + 1), speaker, contents, construction, share(tagged.words[cue], construction))


def _passive(tagged: Tagged, verb: int, lo: int) -> bool:
    """Tell whether the verb is a passive or a bare participle (“was told that”, “Asked whether …, she said”)."""
    if tagged.tags[verb] == "G" or form(tagged.words[verb]) != "past":
        return False
    previous = before(tagged.tags, verb)
    return previous == "B" or previous == "b" or verb == lo


def _inverted(tagged: Tagged, verb: int, left: Range, hi: int) -> Claim | None:
    speaker = noun_phrase(tagged.tags, verb + 1, hi)
    if speaker is None:
        return None
    return _claim(tagged, verb, verb, speaker, (left, *_quoted_on(tagged.tags, speaker[1] - 1, hi)), "inverted")


def _quoted_on(tags: str, last: int, hi: int) -> tuple[Range, ...]:
    """Return the quotation that goes on in the same sentence after “…,” she said (to somebody), if there is one."""
    match = _GOES_ON.match(tags, last + 1, hi)
    return ((match.end() - 1, match.end()),) if match else ()


def _around(tags: str, lo: int, left_end: int, start: int, hi: int) -> tuple[Range, ...]:
    """Return the two halves of a content that its report interrupts."""
    left = _after_introduction(tags, lo)
    halves = ((left, left_end), (start, _end(tags, start, hi, lo)))
    return tuple(half for half in halves if half[0] < half[1])


def _content(tagged: Tagged, construction: str, start: int, lo: int, hi: int, relative: bool) -> Range:
    if construction in ("quote", "to quote") and stands_alone(tagged, start):
        return start, start + 1
    if construction == "np quote" and (predicate := _QUOTED_PREDICATE.match(tagged.tags, start, hi)):
        return start, predicate.end()
    end = _end(tagged.tags, start, hi, lo)
    own = _MAIN_VERB if relative else _OWN_BREAK.get(construction)
    cut = own.search(tagged.tags, start + 1, end) if own else None
    return start, trimmed(tagged.tags, start, cut.start()) if cut else end


def _right(tagged: Tagged, verb: int, hi: int) -> tuple[str, int]:
    """Return the construction right of the verb and the token where its content starts; "" when there is none."""
    tags = tagged.tags
    following = tags[verb + 1 : hi]
    for construction, letters, pattern, back in _RIGHT:
        if letters[0] not in following and letters[-1] not in following:
            continue
        match = pattern.match(tags, verb + 1, hi)
        if match and construction == "quote" and match["addressee"] and _mixed(tagged, match.end() - 1):
            return "np quote", match.start("addressee")
        if match:
            return ("to " if match["addressee"] else "") + construction, match.end() - back
    start = verb + 1
    while start < hi and tags[start] == "a":
        start += 1
    if tags.startswith(":", start):
        return "clause", start + 1
    if _ONLY_ADVERBIALS.match(tags, verb + 1, hi):
        return "", start
    if tags.startswith(",", start):
        return ("middle" if _RESUMES.match(tags, start + 1, hi) else ""), start + 1
    bare = _BARE.match(tags, verb + 1, hi)
    return (bare.lastgroup or "" if bare else ""), start


def _mixed(tagged: Tagged, token: int) -> bool:
    """Tell whether a quotation completes the words before it (“called it ‘a disgrace’”)."""
    inner = tagged.quotations[token].inner
    return tagged.tags[token - 1] not in ",:-" and not tagged.text[inner.start].isupper()


def stands_alone(tagged: Tagged, token: int) -> bool:
    """Tell whether a quotation is a sentence of its own: it opens or closes like one."""
    quotation = tagged.quotations[token]
    inner = tagged.text[quotation.inner.start : quotation.inner.end]
    return bool(inner) and (inner[-1] in ".?!,…—-" or not inner[0].islower())


def _end(tags: str, start: int, hi: int, lo: int) -> int:
    """Return where a content that starts at `start` ends: before the closing mark or a clause that is the outlet's own.

    In “While X said …, the plan was …” that is the main clause.
    """
    breaks = [_BREAK.search(tags, start + 1, hi)]
    if tags[lo] in "bk" and "," not in tags[lo:start]:
        breaks.append(_MAIN_CLAUSE.search(tags, start + 1, hi))
    return trimmed(tags, start, min((found.start() for found in breaks if found), default=hi))


def trimmed(tags: str, start: int, end: int) -> int:
    """Return `end` moved left over the punctuation and connectives before it."""
    return start + len(tags[start:end].rstrip(".?!,;:-)cby"))


def _left(tags: str, end: int, lo: int) -> Range | None:
    """Return what stands left of token `end` and could be the content of a verb that follows."""
    if end - 1 > lo and tags[end - 1] in ",-":
        end -= 1
    elif end <= lo or tags[end - 1] != "Q":
        return None
    if tags[end - 1] == "Q" and (end - 1 == lo or tags[end - 2] in ".?!:;-"):
        return end - 1, end
    start = _after_introduction(tags, lo)
    if tags[end - 1] == "Q" or _is_clause(tags, start, end):
        return (start, end) if start < end else None
    return None


def _after_introduction(tags: str, lo: int) -> int:
    """Return the token after “But,” or “Still,” at the start of a sentence."""
    match = _INTRODUCTION.match(tags, lo)
    return match.end() if match else lo


def _is_clause(tags: str, start: int, end: int) -> bool:
    """Tell whether the tokens can be a sentence; “On Monday,” and “When she was asked,” are none."""
    opening = tags[start : start + 1]
    if opening in ("b", "k"):
        return _MAIN_CLAUSE.search(tags, start, end) is not None
    if opening in ("i", "D", "G", "V"):
        return end - start >= 6 and _VERBAL.search(tags, start, end) is not None
    return end - start >= 3 and opening != "A" and _CLAUSE_LIKE.search(tags, start, end) is not None


def _according(tagged: Tagged, cue: int, lo: int, hi: int) -> Claim | None:
    tags = tagged.tags
    source = noun_phrase(tags, cue + 2, hi) if tags.startswith("AT", cue) else None
    if source is None:
        return None
    left_end = trimmed(tags, lo, cue)
    comma = tags.find(",", source[1], hi)
    if left_end - lo >= 2 or tags[lo] == "Q":
        contents: tuple[Range, ...] = ((lo, left_end),)
    else:
        contents = ((comma + 1, _end(tags, comma + 1, hi, lo)),) if comma > 0 else ()
    return Claim(cue, (cue, cue + 2), source, contents, "according", 0.9)


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
    return _claim(tagged, owner, noun, speaker, ((start, _end(tags, start, hi, lo)),), "noun " + opener.group()[-1])


_READERS: dict[str, Callable[[Tagged, int, int, int], Claim | None]] = {
    "V": _by_verb,
    "G": _by_verb,
    "A": _according,
    "N": _by_noun,
}
