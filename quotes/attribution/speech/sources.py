"""What a sentence passes on without a verb: according to X; “…,” so X."""

from __future__ import annotations

from quotes.attribution.speech.behind import is_known, may_speak
from quotes.attribution.speech.contents import beside, trimmed, words_end
from quotes.attribution.speech.cues import Report
from quotes.attribution.speech.phrases import is_titled, names_person, phrase_from, with_apposition
from quotes.attribution.speech.tokens import Range, Tokens

_MARKS = ",.:;-Q?!"
_FARTHEST = 10  # tokens before it to whom a clause belongs
_SHORTEST = 4  # tokens of what somebody may think, with the comma before it


def thus(tokens: Tokens, i: int, lo: int, hi: int) -> Report | None:
    """Return what “…,” so X reports."""
    subject = phrase_from(tokens, i + 1, hi)
    if subject is None:
        return None
    subject = with_apposition(tokens, subject, hi)
    end = subject[1]
    while end < hi and tokens.tags[end] in "aTIDXwn":
        end += 1
    if end < hi and tokens.tags[end] not in _MARKS:
        return None
    contents = beside(tokens, i, end, lo, hi)
    if not contents:
        return None
    before = contents[0]
    if before[1] - 1 in tokens.quotations and tokens.tags[i - 1] in ",Q" and tokens.is_clause(before[1] - 1):
        before = (before[1] - 1, before[1]) if before[1] - 1 == lo or tokens.tags[before[1] - 2] in ".:" else before
    return Report("thus", (i, i + 1), subject, (before, *contents[1:]))


def thereafter(tokens: Tokens, i: int, lo: int, hi: int) -> Report:
    """Return what a sentence reports by a word that points back to its source."""
    return Report("according", (i, i + 1), (i, i + 1), _around(tokens, i, i + 1, lo, hi))


def according(tokens: Tokens, i: int, lo: int, hi: int) -> Report | None:
    """Return what a sentence reports according to whom it names."""
    last = i + 1
    while last < hi and tokens.tags[last] == "l":
        last += 1
    held = "_".join(tokens.words[i:last]) in tokens.known.held
    if (which := last + (tokens.tags[last : last + 1] == "D")) < hi and tokens.tags[which] in "WK":
        return _of_whom(tokens, i, which, lo, hi)
    found = _owner(tokens, i, last) or _named_source(tokens, i, last, hi)
    if found is None or _is_place(tokens, last, hi):
        return None
    subject, end = found
    return Report("according", (i, last), subject, _around(tokens, i, end, lo, hi), held=held)


def _of_whom(tokens: Tokens, i: int, which: int, lo: int, hi: int) -> Report | None:
    """Return what a clause passes on according to whom it is about: Ann Lee, according to whom the tax is high."""
    end = i - (tokens.tags[i - 1 : i] == ",")
    starts = range(end - 1, max(lo, end - _FARTHEST) - 1, -1)
    found = [one for start in starts if (one := phrase_from(tokens, start, end)) and one[1] == end]
    subject = next((one for one in found if names_person(tokens, *one)), found[0] if found else None)
    return Report("according", (i, which + 1), subject, ((which + 1, words_end(tokens.tags, hi)),)) if subject else None


def opinion_of(tokens: Tokens, i: int, lo: int, hi: int) -> Report | None:
    """Return what is so for somebody, as a sentence tells that opens so: for Ann Lee, the sale comes too late; or a
    clause about her: Ann Lee, for whom the sale comes too late."""
    if tokens.tags[i - 1 : i + 2] == ",IW":
        about = _of_whom(tokens, i, i + 1, lo, hi)
        return about._replace(held=True) if about else None
    if i != lo + (tokens.tags[lo] in "BJ"):
        return None
    found = phrase_from(tokens, i + 1, hi)
    whole = with_apposition(tokens, found, hi) if found else None
    pronoun = found is not None and tokens.words[found[0]] in tokens.known.sexes
    person = found and whole and (pronoun or names_person(tokens, *whole) or _is_met(tokens, found))
    end = _end_of_source(tokens, whole[1], hi) if whole and person else hi
    stop = words_end(tokens.tags, hi)
    if found is None or not person or tokens.tags[end : end + 1] != "," or stop - end < _SHORTEST:
        return None
    return Report("according", (i, i + 1), whole, ((end + 1, stop),), held=True)


def _is_met(tokens: Tokens, found: Range) -> bool:
    """Tell whether a phrase is a name, or an office, of somebody: for Lee; for the minister."""
    named = tokens.tags[found[1] - 1] == "X" and found[1] - found[0] == 1 and is_known(tokens, found[0])
    return named or (tokens.tags[found[0]] == "D" and found[1] - found[0] == 2 and is_titled(tokens, *found))


def _is_place(tokens: Tokens, last: int, hi: int) -> bool:
    """Tell whether a text is only where somebody says it, who stands behind the verb: in a statement said the mayor."""
    if tokens.tags[last : last + 1] != "V" or "verb_second" not in tokens.known.switches:
        return False
    found = phrase_from(tokens, last + 1, hi)
    return found is not None and may_speak(tokens, found)


def _owner(tokens: Tokens, i: int, last: int) -> tuple[Range, int] | None:
    """Return whose words they are where the phrase i … last tells it itself, and where it ends: in his opinion."""
    whose = next((j for j in range(i, last) if tokens.words[j] in tokens.known.possessives), None)
    return None if whose is None else ((whose, last), last)


def _named_source(tokens: Tokens, i: int, last: int, hi: int) -> tuple[Range, int] | None:
    """Return the source that the phrase i … last names itself, or that stands behind it, and where it ends."""
    tags, known = tokens.tags, tokens.known
    phrase = "_".join(tokens.words[i:last])
    noun = phrase in known.alone or (phrase not in known.before and last > i + 1)
    owned = last < hi and (tokens.words[last] in known.genitive or tokens.words[last] in known.links)
    source = _source(tokens, last + (owned and tags[last] == "I"), hi) if owned or not noun else None
    if source is None:
        return ((i + (phrase not in known.alone), last), _end_of_source(tokens, last, hi)) if noun else None
    named = with_apposition(tokens, source, hi)
    if tags[named[1] : named[1] + 1] in ("A", "V"):
        named = source  # according to the paper, the mayor, Ann Lee, has …
    return named, _end_of_source(tokens, named[1], hi)


def _end_of_source(tokens: Tokens, end: int, hi: int) -> int:
    """Return where ends what tells more of a source that ends before token `end`."""
    tags, known = tokens.tags, tokens.known
    comma = tags.find(",", end + 1, hi)
    if tags[end : end + 1] == "C":  # according to a report that came out yesterday, …
        return comma if comma > 0 else words_end(tags, hi)
    belongs = tags[end : end + 1] == "," and tokens.words[end + 1 : end + 2]
    if belongs and belongs[0] in known.links and "articles" in known.switches and comma > 0:
        return comma  # according to Ann Lee, of the Post, …
    return end


def _source(tokens: Tokens, start: int, hi: int) -> Range | None:
    """Return the source behind “according to”; a name ends it, and so does a finite verb."""
    if start < hi and tokens.words[start] in tokens.known.sexes:
        return start, start + 1
    found = phrase_from(tokens, start, hi)
    if found is None:
        return None
    tags = tokens.tags
    if "X" not in tags[found[0] : found[1]] and tags[found[1] : found[1] + 1] != ",":
        noun = found[0] + (tags[found[0]] == "D") + 1  # according to the defence | there is no proof
        if (
            tokens.words[noun : noun + 1]
            and tokens.words[noun] not in tokens.known.links
            and "Q" not in tags[slice(*found)]
        ):
            return found[0], min(noun, found[1])
    end = found[0] + 1
    while end < found[1] and not (tags[end] == "D" and tags[end - 1] == "X" and "D" not in tags[found[0] : end]):
        end += 1
    return found[0], end


def behind_source(tokens: Tokens, i: int, lo: int, hi: int) -> Report | None:
    """Return what a sentence reports whose source stands before the word that says so."""
    start = i
    while start > lo and tokens.tags[start - 1] in "DXwnJI" and i - start < 8:
        start -= 1
    subject = phrase_from(tokens, start, i)
    if subject is None or subject[1] != i:
        return None
    if tokens.words[start] in tokens.known.possessives:
        subject = start, start + 1  # in her view
    return Report("according", (i, i + 1), subject, _around(tokens, start, i + 1, lo, hi))


def _around(tokens: Tokens, start: int, end: int, lo: int, hi: int) -> tuple[Range, ...]:
    """Return what a source stands before, behind or within: of the sentence, or of the clause that “which” opens."""
    tags, first, stop = tokens.tags, lo, words_end(tokens.tags, hi)
    mark = max(tags.rfind(letter, lo, start) for letter in ",;(")
    if mark >= lo and (tags[mark] in ";(" or (tags[mark + 1 : mark + 2] in ("W", "D") and mark + 1 < start)):
        relative = tags[mark] == "," and (tags[mark + 1] == "W" or tokens.words[mark + 1] in tokens.known.relatives)
        if relative or tags[mark] != ",":
            first = mark + 1
            close = tags.find("," if relative else ")" if tags[mark] == "(" else ";", end, stop)
            stop = close if close > 0 else stop
    left = first + (tags[first] in "BJ" if first < hi else 0), trimmed(tags, start)
    right = end + (tags[end : end + 1] in (",", ":", "-")), stop
    return tuple(one for one in (left, right) if one[1] > one[0])
