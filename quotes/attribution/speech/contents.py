"""What a verb reports: the stretches of its sentence, and how they are joined to it."""

from __future__ import annotations

import re

from quotes.attribution.speech.behind import behind_adverbial
from quotes.attribution.speech.cues import Cue, back_at, find_word, is_denied, joins_bare, takes_object
from quotes.attribution.speech.infinitives import infinitive
from quotes.attribution.speech.phrases import phrase_from
from quotes.attribution.speech.tokens import Range, Tokens
from quotes.force import Act, Factuality

Joined = tuple[tuple[Range, ...], str]
_NOTHING: Joined = ((), "")
_NEXT = re.compile(r"J[aMR]*(?:A[aMR]*P|V)(?:[aTIDwX]*C|I)")  # the next verb that reports, behind “and”
_NEXT_BEHIND_COMMA = re.compile(r",J[aM]*V")
_ASIDE = 8  # tokens between the commas behind a verb and before what it reports
_SAYS = re.compile("[VCHKWQ]")
_QUESTION = re.compile(r"I?[HW]")


def contents_of(
    tokens: Tokens, cue: Cue, subject: Range | None, left: bool, rest: int, lo: int, hi: int
) -> tuple[str, tuple[Range, ...]]:
    """Return the construction of a cue, and what it reports."""
    tags = tokens.tags
    as_clause = tags[cue.lo] == "Y" or (cue.lo > lo and tags[cue.lo - 1] == "Y")
    first = cue.lo - (cue.lo > lo and tags[cue.lo - 1] == "Y")
    if subject and left and subject[0] > lo and tags[subject[0] - 1] == "Y":  # as the mayor, Ann Lee, said
        as_clause, first = True, subject[0] - 1
    end = _end_of_clause(tags, rest, hi, "H" if joins_bare(tokens) else "")
    while "caseless" in tokens.known.switches and tags[end - 1 : end + 1] == "IQ" and not tokens.is_clause(end):
        end = _end_of_clause(tags, end + 1, hi, "")  # told “The Times” that
    if as_clause:
        return "as", beside(tokens, first, end, lo, hi)
    before = _before(tokens, cue, lo)
    if before and takes_object(tokens, cue) and before[0] not in tokens.quotations:
        before = None
    behind, kind = _after(tokens, cue, rest, end, hi)
    if before and not left:
        quoted = before[1] - before[0] == 1 and before[0] in tokens.quotations
        if quoted:
            again = quoted_on(tokens, rest, hi)
            return "inverted", (before, *again)
        about = joins_bare(tokens) and kind == "that" and tags[end : end + 1] == ","  # warned Ann Lee, | who follows it
        if kind in ("quote", "that") and behind and not about:
            return kind, behind
        goes_on = tags.startswith(",", end) and end + 1 < hi and tags[end + 1 : hi].strip(".?!)") != ""
        return ("around", (before, (end + 1, trimmed(tags, hi)))) if goes_on else ("before", (before,))
    named = "X" in tags[rest:end]  # somebody is named there who was not made out
    told = subject or ("drop_subject" in tokens.known.switches and not named)
    if before and left and told and not behind and before[0] in tokens.quotations and before[1] - before[0] == 1:
        return "inverted", (before, *quoted_on(tokens, rest, hi))
    if before and (not behind or kind == "colon") and _asks(cue) and (asked := _asked_before(tokens, before)):
        return "asked", (asked,)
    if behind:
        return kind, tuple(_to_next(tokens, one) for one in behind) if kind != "quote" else behind
    fragments = tuple((j, j + 1) for j in range(cue.lo, cue.hi + 1) if j < hi and tags[j] == "Q")
    near = tuple((j, j + 1) for j in range(rest, hi) if tags[j] == "Q" and not _parted(tags, rest, j))
    return "fragment", fragments or near


def _to_next(tokens: Tokens, content: Range) -> Range:
    """Return what is reported up to a verb that the same speaker goes on with: promised to come and said that …"""
    start, end = content
    found = (_NEXT if joins_bare(tokens) else _NEXT_BEHIND_COMMA).search(tokens.tags, start, end)
    ends = [found.start()] if found else []
    if shared := tokens.known.shared_endings:
        verbs = (i for i in range(start + 1, end) if tokens.tags[i - 1 : i + 1] == ",V")
        ends += [i - 1 for i in verbs if tokens.words[i].endswith(shared)]
    return (start, min(ends)) if ends and min(ends) > start + 1 else content


def _parted(tags: str, start: int, end: int) -> bool:
    return any(letter in ",;:" for letter in tags[start:end])


def _end_of_clause(tags: str, start: int, hi: int, more: str) -> int:
    """Return the mark, conjunction, quotation or one of `more` that ends the clause of a cue."""
    end = start
    while end < hi and tags[end] not in ",;:-Q.?!C(" + more:
        end += 1
    return end


def trimmed(tags: str, end: int) -> int:
    """Return the end of what ends before token `end`, less the marks that close it."""
    while end > 0 and tags[end - 1] in ".,;:?!-":
        end -= 1
    return end


def _before(tokens: Tokens, cue: Cue, lo: int) -> Range | None:
    """Return what stands before the clause of a cue, up to the comma or the quotation."""
    tags = tokens.tags
    end, back = cue.lo, back_at(tokens, cue)
    led = back is not None and back > lo + 1 and tags[back - 2 : back] == "Q:"  # “…”: so says Ann Lee
    end = back if back is not None and led else end
    if end <= lo or not (led or tags[end - 1] in ",-Q?!"):
        return None
    closing = end - 1 if tags[end - 1] in ",-?!:" else end
    if closing <= lo:
        return None
    while closing > lo and tags[closing - 1] in ",-":
        closing -= 1
    if tags[closing - 1] == "Q" and (closing - 1 == lo or tags[closing - 2] in ".:?!-"):
        return closing - 1, closing
    start = lo
    while start < closing and tags[start] in "BJ":
        start += 1
    return (start, closing) if closing - start >= 2 else None


def _asked_before(tokens: Tokens, before: Range) -> Range | None:
    """Return what asks of what stands before a verb: why it burned, the mayor did not say; whether | it burned, …"""
    start, end = before
    if _QUESTION.match(tokens.tags, start):
        return before
    whether = next((i for i in range(start, min(start + 2, end)) if tokens.words[i] in tokens.known.whether), None)
    return None if whether is None else (start + (whether == start), end)


def quoted_on(tokens: Tokens, rest: int, hi: int) -> tuple[Range, ...]:
    """Return a quotation that goes on behind who said it: “…,” said X, “…”"""
    tags = tokens.tags
    i = rest
    while i < hi and tags[i] not in "Q;:":
        i += 1
    if i < hi and tags[i] in ":" and i + 1 < hi and tags[i + 1] == "Q":
        i += 1
    if i == hi or tags[i] != "Q":
        return ()
    apart = i == rest or tags[i - 1] in ",:-.?!" or tokens.is_clause(i)
    return ((i, i + 1),) if apart else ()


def _after(tokens: Tokens, cue: Cue, rest: int, end: int, hi: int) -> Joined:
    """Return what stands behind the clause of a cue, which ends at token `end`, and how it is joined to it."""
    tags, verb, stop = tokens.tags, cue.verb, _stop(tokens, rest, hi)
    if (found := infinitive(tokens, cue, rest, min(end, stop))) is not None:
        if not _leads_in(tags, end, stop):
            return ((found, stop),), "to"
        if end - found > 1:
            return ((found, end),), "to"  # promised to mend the roof: “…”
    unsaid = verb.factuality is Factuality.UNSAID
    planned = verb.factuality is Factuality.PLANNED and end >= stop and "V" not in tags[cue.lo : cue.start]
    objects = unsaid or planned or takes_object(tokens, cue) or is_denied(tokens, cue, rest, end, stop)
    if objects and rest < stop and tags[end : end + 1] != "C":
        particle = find_word(tokens, verb.particle, rest, stop) if verb.particle else None
        while "object_contents" in tokens.known.switches and rest < stop and tags[rest] in ",:":
            rest += 1
        return ((rest if particle is None else particle + 1, stop),), "object"
    if joins_bare(tokens) and (asked := tags.find("H", rest, end)) >= 0:
        return ((asked, stop),), "asked"
    if joins_bare(tokens) and tags[rest : rest + 1] in (("W", "K") if verb.act is Act.ASKED else ("W",) * _asks(cue)):
        return ((rest, stop),), "asked"  # asks who will come, or when
    if end >= stop:
        return _NOTHING
    asks = _asks(cue)
    if tags[end] == ",":
        return _behind_comma(tokens, cue, end + 1, hi, asks)
    return _behind_mark(tokens, cue, rest, end, hi, asks)


def _asks(cue: Cue) -> bool:
    """Tell whether a verb may report a question: of what somebody asks, or does not say."""
    return cue.negated or cue.verb.act is Act.ASKED or cue.verb.factuality is Factuality.UNSAID


def _behind_mark(tokens: Tokens, cue: Cue, rest: int, end: int, hi: int, asks: bool) -> Joined:
    """Return what stands behind the conjunction, question, quotation or mark at token `end`."""
    tags, stop = tokens.tags, _stop(tokens, end, hi)
    if tags[end] == "C":
        reported = not joins_bare(tokens) or _reports_behind(tokens, cue, rest, end, asks)
        return (((end + 1, stop),), "that") if reported else _NOTHING
    if tags[end] == "H":
        return ((end - (tags[end - 1] == "I"), stop),), "asked"
    if tags[end] == "Q":
        return (((end, end + 1),), "quote") if tokens.is_clause(end) else _NOTHING
    if _leads_in(tags, end, stop):
        return ((end + 1, end + 2),), "quote"
    return (((end + 1, stop),), "colon") if tags[end] == ":" else _NOTHING


def _behind_comma(tokens: Tokens, cue: Cue, start: int, hi: int, asks: bool, nested: bool = False) -> Joined:
    """Return what stands behind the comma before token `start`."""
    tags, stop = tokens.tags, _stop(tokens, start, hi)
    while start < stop and tags[start] == "a" and tags[start + 1 : start + 2] == "C":
        start += 1
    if start >= stop:
        return _NOTHING
    if tags[start] == "C":
        return ((start + 1, stop),), "that"
    if tags[start] == "Q":
        return ((start, start + 1),), "quote"
    if tags[start] in "HYK" or (asks and tags[start] in "WI"):
        return ((start, stop),), _kind_of_question(cue, tags[start], asks)
    comma = tags.find(",", start, stop)
    aside = 0 < comma - start <= _ASIDE and tags[start] != "J" and not _SAYS.search(tags, start, comma)
    if aside and tags[comma + 1 : comma + 2] == "C" and "bare_clause" not in tokens.known.switches:
        return ((comma + 2, stop),), "that"  # said, in a letter, that …
    if comma > 0 and tokens.words[start] in tokens.known.relatives and tags[comma - 1] in "AVwP" and not nested:
        return _behind_comma(tokens, cue, comma + 1, hi, asks, nested=True)  # wrote in a letter, which was read, he …
    clause = comma if comma > 0 else stop
    if any(word in tokens.known.infinitive for word in tokens.words[start:clause]):
        return ((start, stop),), "to"
    bare = "bare_clause" in tokens.known.switches and _is_bare(tokens, start, clause)
    return (((start, stop),), "bare") if bare else _NOTHING


def _leads_in(tags: str, end: int, stop: int) -> bool:
    """Tell whether the mark at token `end` leads in a quotation that is all there is behind it."""
    return end + 2 >= stop and tags[end : end + 2] in (":Q", "-Q")


def _kind_of_question(cue: Cue, letter: str, asks: bool) -> str:
    """Return how a question is joined to the verb before it: asked why is as plain a report as asked whether."""
    if cue.verb.act is Act.ASKED and not cue.negated:
        return "that"
    return "asked" if asks or letter == "H" else "wh"


def _reports_behind(tokens: Tokens, cue: Cue, rest: int, end: int, asks: bool) -> bool:
    """Tell whether the conjunction at token `end` opens what a verb reports, and not a clause about what stands before
    it: said that; not praised the work that, nor before that, nor promised help if."""
    if tokens.words[end] in tokens.known.whether:
        return asks
    if tokens.tags[end - 1] in "IK":
        return end - 1 == rest and tokens.words[end - 1] in tokens.known.infinitive_links  # insists on that
    i = rest
    while i < end and cue.verb.lemma not in tokens.known.tell_whom:
        if tokens.tags[i] == "I":
            i = behind_adverbial(tokens, i, end)
        elif tokens.tags[i] in "XQ" or (tokens.tags[i] == "D" and "T" not in tokens.tags[i + 1 : i + 3]):
            return False
        else:
            i += 1
    return True


def _stop(tokens: Tokens, start: int, hi: int) -> int:
    """Return where the words of a sentence end that stand behind token `start`, or those before the next semicolon."""
    stop = words_end(tokens.tags, hi)
    semicolon = tokens.tags.find(";", start, stop)
    return semicolon if semicolon > start else stop


def words_end(tags: str, hi: int) -> int:
    """Return where the words of a sentence end, before its closing marks."""
    end = hi
    while end > 0 and tags[end - 1] in ".?!)":
        end -= 1
    return end


def _is_bare(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a clause without a conjunction is one that may be reported: its verb stands second, or in the mood
    of what others say."""
    tags = tokens.tags
    if tokens.has_mood(start, end):
        return True
    if any(tags[j] == "Q" and tokens.is_verbal(j) for j in range(start + 1, end)):
        return True
    verb = next((j for j in range(start, end) if tags[j] in "AV"), None)
    return verb is not None and verb < end - 1 and phrase_from(tokens, start, verb) == (start, verb)


def beside(tokens: Tokens, first: int, end: int, lo: int, hi: int) -> tuple[Range, ...]:
    """Return what stands around an inserted clause: before it, behind it, or both."""
    tags, stop = tokens.tags, words_end(tokens.tags, hi)
    found = []
    if first - 1 > lo:
        found.append((lo + (tags[lo] in "BJ"), trimmed(tags, first)))
    behind = end + 1 if end < stop and tags[end] in ",:-" else end
    if behind < stop:
        found.append((behind, stop))
    found = [one for one in found if one[1] - one[0] >= 1]
    return tuple(_quotation_in(tags, one) for one in found)


def _quotation_in(tags: str, found: Range) -> Range:
    """Return a quotation less the marks around it, where it is all."""
    start, end = found
    while start < end and tags[start] in ",:-":
        start += 1
    while end > start and tags[end - 1] in ",:-":
        end -= 1
    return start, end
