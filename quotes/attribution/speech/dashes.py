"""What dashes set apart as speech, and the words within it that tell who says it: — We go, — said Ann. — Now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes.attribution.prose.marks import Quotation
from quotes.attribution.speech.phrases import is_title
from quotes.attribution.speech.tagging import TOKEN, parts_of, plain, tag_of
from quotes.attribution.speech.words import Words
from quotes.span import Span

_DASH_FIRST = re.compile(r"[—–―-]\s?(?=\w|[¿¡«„“])")
_BEHIND_SENTENCE = re.compile(r"(?<=[.!?…])\s[—–―]\s?(?=[^\W\d_a-zà-ÿ])")
_SENTENCE_END = re.compile(r"[.!?…]\s+(?=[^\W\d_a-zà-ÿ])")
_QUOTED = re.compile(r"[«„“\"]")
_DASH = re.compile(r"\s*[—–―]\s*|\s-(?=[\s,;.])\s*")
_MARKS = re.compile(r"[.,;:]*\s*")  # of the sentence a tag stands in: —I go —said Ann—. Now
_TAG_FIRST = re.compile(r",\s+|(?<=[?!…])\s+")
_TAG_LAST = re.compile(r"\s*(?:[,;:]|[.?!](?=\s|$))\s*")
_TAG = re.compile(r"[aFDM]*(?:V(?:[RE]|a*T?(?:X|D[wX]))|A[RE][aM]*P|AP[aTF]*(?:X|D[wX]))")
_SENTENCES = 6  # that somebody says between two dashes within a paragraph, at the most
_TAG_WORDS = 8
_SHORT = 3  # letters, of which no verb is taken for one by its ending
_TAG_LETTERS = 100  # in which a tag tells that it is one


def by_dashes(text: str, start: int, end: int, known: Words) -> list[Quotation]:
    """Return what a paragraph says that a dash opens, where dashes mark speech: — We go, — said Ann. — Now."""
    if "dialogue_dash" not in known.switches or not (first := _DASH_FIRST.match(text, start, end)):
        return []
    return [Quotation(one, one, True) for one in _said(text, first.end(), end, known)]


def with_dashes(text: str, quoted: Sequence[Quotation], place: Span, known: Words) -> list[Quotation]:
    """Return the quotations of a paragraph with what dashes part in it before who says it: It is early. —
    I like it — says Ann."""
    if "dialogue_dash" not in known.switches:
        return list(quoted)
    said = [
        Quotation(one, one, True)
        for one in _within(text, *place, known)
        if all(one.end <= other.span.start or other.span.end <= one.start for other in quoted)
    ]
    return sorted([*quoted, *said], key=lambda one: one.span) if said else list(quoted)


def _within(text: str, start: int, end: int, known: Words) -> Iterator[Span]:
    """Yield what stands between two dashes before words that tell who says it, and what a dash behind these opens."""
    told = start  # where words that tell it begin
    for first in _BEHIND_SENTENCE.finditer(text, start, end):
        if first.start() < told:
            continue
        dash = _DASH.search(text, first.end(), end)
        few = dash and len(_SENTENCE_END.findall(text, first.end(), dash.start())) < _SENTENCES
        if dash and few and _is_tag(text[dash.end() : min(end, dash.end() + _TAG_LETTERS)], known):
            yield Span(first.end(), dash.start())
            told = dash.end()
        elif told > start and not _SENTENCE_END.search(text, told, first.start()):
            yield Span(first.end(), end)  # — says Ann Lee. — We go.
            return


def without_tags(text: str, quoted: Sequence[Quotation], known: Words) -> list[Quotation]:
    """Return the quotations, cut where a tag stands within the marks: «We go, — said Ann. — Now»."""
    if "tags_within" not in known.switches:
        return list(quoted)
    found: list[Quotation] = []
    for one in quoted:
        pieces = _said(text, *one.inner, known)
        if len(pieces) < 2 and (not pieces or pieces[0].end == one.inner.end):
            found.append(one)
            continue
        for i, piece in enumerate(pieces):
            first = one.span.start if i == 0 else piece.start
            last = one.span.end if piece.end == one.inner.end else piece.end
            found.append(Quotation(Span(first, last), piece, True))
    return found


def _said(text: str, start: int, end: int, known: Words) -> list[Span]:
    """Return the stretches of a speech between dashes that are no tags."""
    if "tags_by_commas" in known.switches:
        found = list(_apart_from_tags(text, start, end, known))
        if len(found) != 1 or found[0].end < end or not _DASH.search(text, start, end):
            return found
    found = []
    end = _end_of_speech(text, start, end, known)
    place, speech = start, True
    for dash in (*_DASH.finditer(text, start, end), None):
        close = dash.start() if dash else end
        if speech and dash and not _is_tag(text[dash.end() : min(end, dash.end() + _TAG_LETTERS)], known):
            continue  # a dash within what is said
        if speech and place > start and (marks := _MARKS.match(text, place, close)):
            place = marks.end()
        if speech and close > place:
            found.append(Span(place, close))
        place, speech = (dash.end() if dash else end), not speech
    return found


def _end_of_speech(text: str, start: int, end: int, known: Words) -> int:
    """Return where speech by dashes ends in a paragraph: before a sentence behind the last dash in which somebody is
    told to say that …, or whose words stand within marks."""
    last = max((dash.end() for dash in _DASH.finditer(text, start, end)), default=end)
    for stop in _SENTENCE_END.finditer(text, last, end):
        behind = _SENTENCE_END.search(text, stop.end(), end)
        sentence = text[stop.end() : behind.start() if behind else end]
        words = [plain(match.group()) for match in TOKEN.finditer(sentence)]
        reports = any(known.tags.get(word) == "C" for word in words) and any(word in known.verbs for word in words)
        if reports or _QUOTED.search(sentence):
            return stop.start() + 1
    return end


def _apart_from_tags(text: str, start: int, end: int, known: Words) -> Iterator[Span]:
    """Yield the stretches of a speech between tags that commas set apart: We go, said Ann, and soon."""
    place = start
    for mark in _TAG_FIRST.finditer(text, start, end):
        if mark.start() < place or not _is_inserted(text, mark.end(), end, known):
            continue
        if mark.start() > place:
            yield Span(place, mark.start())
        place = _end_of_tag(text, mark.end(), end, known)
    if place < end:
        yield Span(place, end)


def _is_inserted(text: str, start: int, end: int, known: Words) -> bool:
    """Tell whether words begin with a verb that reports and its subject."""
    stop = _TAG_LAST.search(text, start, end)
    until = stop.start() if stop else end
    spans = [part for match in TOKEN.finditer(text, start, until) for part in parts_of(match, known)][:_TAG_WORDS]
    tags = "".join(tag_of(text[a:b], plain(text[a:b]), False, known) for a, b in spans)
    found = _TAG.match(tags)
    if not found or not text[start : start + 1].islower():
        return False
    last = plain(text[slice(*spans[found.end() - 1])])
    return tags[found.end() - 1] != "w" or last in known.titles or last in known.bodies or last in known.crowd


def _end_of_tag(text: str, start: int, end: int, known: Words) -> int:
    """Return where a tag ends, with what tells whose name or office was told: said the mayor, Ann Lee."""
    while close := _TAG_LAST.search(text, start, end):
        behind = _TAG_LAST.search(text, close.end(), end)
        beside = text[close.end() : behind.start() if behind else end].split()
        name = 1 < len(beside) < 5 and all(word[:1].isupper() for word in beside)
        office = any(plain(word) in known.titles for word in beside[:2])
        if "," not in close.group() or not (name or office):
            return close.end()
        start = close.end()
    return end


def is_past(word: str, known: Words) -> bool:
    """Tell whether a word that is on no list has the ending of a verb that tells the sex of whoever did it: growled."""
    listed = word in known.tags or is_title(word, known) or word in known.crowd or word in known.told
    return len(word) > _SHORT and not listed and known.sex_of_verb(word) is not None


def _is_tag(text: str, known: Words) -> bool:
    """Tell whether words behind a dash begin with who says it."""
    words = [word.strip(",.!?—–―-") for word in text.lower().split()[:3]]
    told = any(known.tags.get(word) == "A" for word in words)  # (has) gone on
    listed = any(verb.finite or told for word in words for verb in known.verbs.get(word, ()))
    return text[:1].islower() and (listed or (bool(words) and is_past(words[0], known)))
