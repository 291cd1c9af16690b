"""What a sentence reports in a language whose subject stands first, then the verb, then what is said, and in which
neither forms of words nor conjunctions tell where it begins."""

from __future__ import annotations

from quotes.attribution.speech.contents import trimmed, words_end
from quotes.attribution.speech.cues import Cue, Report, meant
from quotes.attribution.speech.phrases import names_source
from quotes.attribution.speech.tokens import Range, Tokens
from quotes.attribution.speech.words import Verb
from quotes.force import Factuality

_CLAUSE = frozenset(",:;.?!Q-()")
_ASIDE = "aTBJKMn"  # what may stand before a subject
_BESIDE = "aTMAInB"  # what may stand between it and the verb
_PHRASE = "XwnQDJR"
_ENDS = ",.;?!"


def leading(tokens: Tokens, i: int, lo: int, hi: int) -> Report | None:
    """Return what token `i` reports."""
    letter = tokens.tags[i]
    if letter == "L":
        return _according(tokens, i, hi)
    if letter == "V":
        return _of_verb(tokens, i, lo, hi)
    if letter == ":" and tokens.tags[i + 1 : i + 2] == "Q":
        return _led_in(tokens, i, lo)
    return None


def _of_verb(tokens: Tokens, i: int, lo: int, hi: int) -> Report | None:
    """Return what a verb reports; None where it is a noun, or nobody is told to say it."""
    tags = tokens.tags
    first = _opening(tags, i, lo)
    last = _last_verb(tokens, i, hi)
    if tags[i - 1 : i] in ("V", "D") or _links(tokens, last) or _is_circumstance(tokens, i, hi):
        return None
    main = _behind_circumstance(tokens, first, i)
    passive = any(tokens.words[j] in tokens.known.passive for j in range(main, i))
    if passive or any(letter in "LEF" for letter in tags[main:i]):
        return None
    subject = subject_before(tokens, first, i)
    shared = subject is None and not tags[first:i].strip(_ASIDE + _BESIDE)
    if subject is None and not (shared or tags[first:i].find("I") >= 0):
        return None
    verb = _planned(tokens, i, subject[1] if subject else first)
    negated = "M" in tags[max(main, subject[1]) if subject else first : i]
    cue = Cue(i, last, verb, first, i, negated)
    construction, contents = _contents(tokens, cue, first, lo, hi)
    if not contents:
        return None
    return Report(construction, (i, last), subject or _of_sentence(tokens, first, lo), contents,
                  meant(tokens, cue, construction, contents), negated)  # fmt: skip


def _is_circumstance(tokens: Tokens, i: int, hi: int) -> bool:
    """Tell whether a verb belongs to what tells when or where something was said: when asked | she said."""
    tags = tokens.tags
    for j in range(i + 1, hi):
        if tags[j] in _CLAUSE:
            return False
        if tokens.words[j] in tokens.known.when_behind:
            stop = next((k for k in range(j, hi) if tags[k] in _CLAUSE), hi)
            return "V" in tags[j:stop]
    return False


def _behind_circumstance(tokens: Tokens, first: int, cue: int) -> int:
    """Return the token behind what tells when or where something was said; `first` where nothing does."""
    found = (j + 1 for j in range(cue - 1, first - 1, -1) if tokens.words[j] in tokens.known.when_behind)
    return next(found, first)


def _opening(tags: str, i: int, lo: int) -> int:
    """Return the first token of the clause of token `i`."""
    while i > lo and tags[i - 1] not in _CLAUSE:
        i -= 1
    return i


def _last_verb(tokens: Tokens, i: int, hi: int) -> int:
    """Return the token behind verbs that stand together, and the small words that go with them: answered saying."""
    i += 1
    while i < hi and tokens.tags[i] in "Va":
        i += 1
    return i


def _links(tokens: Tokens, i: int) -> bool:
    """Tell whether a word stands at token `i` that makes of what stands before it something about what follows."""
    return i < len(tokens.words) and tokens.words[i] in tokens.known.links


def _planned(tokens: Tokens, i: int, start: int) -> Verb:
    """Return the verb at token `i`, of which a word before it may tell that it is yet to be said."""
    verb = tokens.known.verbs[tokens.words[i]][0]
    return verb._replace(factuality=Factuality.PLANNED) if "A" in tokens.tags[start:i] else verb


def subject_before(tokens: Tokens, first: int, cue: int) -> Range | None:
    """Return who is told to do what the verb at token `cue` says, in the clause that begins at token `first`."""
    tags = tokens.tags
    i = _behind_relative(tokens, first, cue)
    while i < cue:
        if tags[i] in _ASIDE and not (tags[i] == "n" and tags[i + 1] in "wX"):
            i += 1
        elif tags[i] == "I":
            i = _behind_object(tokens, i, cue)
        elif tags[i] in _PHRASE:
            return _head(tokens, i, cue)
        else:
            return None
    return None


def _behind_relative(tokens: Tokens, first: int, cue: int) -> int:
    """Return the token behind what tells something about a noun with a verb of its own: who gave no name | worker."""
    verb = tokens.tags.find("V", first, cue)
    links = [i for i in range(verb, cue) if _links(tokens, i)] if verb >= 0 else []
    return links[-1] + 1 if links else first


def _behind_object(tokens: Tokens, i: int, cue: int) -> int:
    """Return the token behind a preposition and what it belongs to: where a name begins, or the verb."""
    i += 1
    while i < cue and (tokens.tags[i] in "D" or names_source(tokens, i)):
        i += 1
    if i < cue and tokens.tags[i] == "X":
        while i < cue and tokens.tags[i] == "X":
            i += 1
        return i
    while i < cue and tokens.tags[i] not in "XI" and not names_source(tokens, i):
        i += 1
    return i


def _head(tokens: Tokens, start: int, cue: int) -> Range | None:
    """Return the last of the nouns that belong to each other, if it is somebody: the lawyer | of Ann Lee."""
    end = start
    while end < cue and (tokens.tags[end] in _PHRASE or _links(tokens, end)):
        start = end + 1 if _links(tokens, end) else start
        end += 1
    rest = tokens.tags[end:cue]
    apart = _behind_circumstance(tokens, end, cue) > end
    if end == start or not (apart or rest.lstrip("aTMAnB")[:1] in ("", "I")):
        return None
    first = start
    while start < end and not is_somebody(tokens, start):
        start += 1
    if start < end and "X" not in tokens.tags[start:end]:
        return first, end  # words for what somebody is, or a name that was not made out
    return (start, end) if start < end else None


def is_somebody(tokens: Tokens, i: int) -> bool:
    """Tell whether a token names or tells somebody who may speak."""
    known, word = tokens.known, tokens.words[i]
    listed = word in known.crowd or word in known.told or word in known.courtesies
    return listed or tokens.tags[i] in "XR" or names_source(tokens, i)


def _of_sentence(tokens: Tokens, first: int, lo: int) -> Range | None:
    """Return whom the sentence opens with by name, of a verb that has no subject in its own clause."""
    end = lo
    while end < first and tokens.tags[end] not in _CLAUSE | {"V"}:
        end += 1
    if first == lo or tokens.tags[end] != ",":
        return None
    i = lo
    while i < end and tokens.tags[i] in _ASIDE:
        i += 1
    found = _head(tokens, i, end) if i < end and tokens.tags[i] in _PHRASE else _opens_with(tokens, i, end)
    return found or _opens_with(tokens, i, end)


def _opens_with(tokens: Tokens, i: int, end: int) -> Range | None:
    """Return the titles and the name that stand at token `i`."""
    start = i
    while i < end and tokens.tags[i] in "Xw" and is_somebody(tokens, i):
        i += 1
    return (start, i) if "X" in tokens.tags[start:i] and not _links(tokens, i) else None


def _contents(tokens: Tokens, cue: Cue, first: int, lo: int, hi: int) -> tuple[str, tuple[Range, ...]]:
    """Return the construction of a cue, and what it reports."""
    tags, stop = tokens.tags, words_end(tokens.tags, hi)
    start = _behind_whom(tokens, cue, stop)
    behind = start
    while behind < stop and tags[behind] in ",:":
        behind += 1
    before = _quoted_before(tokens, first, lo)
    if cue.negated or cue.verb.factuality is not Factuality.ACTUAL:
        return "object", ((behind, stop),) if behind < stop else ()
    if tags[behind : behind + 1] == "Q" and _is_quoted(tokens, start, behind, stop):
        if before is not None and ":" not in tags[start:behind]:
            return "inverted", ((before, before + 1), (behind, behind + 1))
        return "quote", ((behind, behind + 1),)
    if before is not None and (start >= stop or tags[start] in _ENDS):
        return "inverted", ((before, before + 1),)
    if behind < stop:
        return "that", ((behind, _end_of_clause(tokens, behind, stop)),)
    end = trimmed(tags, first)
    if start >= stop and end > lo and first > lo and "V" not in tags[lo:end]:
        return "before", ((lo, end),)
    return "", ()


def _behind_whom(tokens: Tokens, cue: Cue, stop: int) -> int:
    """Return the token behind whom something is told to, of verbs that tell somebody something."""
    i = cue.end
    if cue.verb.lemma not in tokens.known.tell_whom:
        return i
    while i < stop and (tokens.tags[i] in "XRFD" or is_somebody(tokens, i)):
        i += 1
    return i


def _quoted_before(tokens: Tokens, first: int, lo: int) -> int | None:
    """Return the quotation right before a clause, unless it is what a verb before it says."""
    i = first
    while i > lo and tokens.tags[i - 1] == ",":
        i -= 1
    token = i - 1
    if token < lo or tokens.tags[token] != "Q" or not tokens.is_clause(token):
        return None
    return None if token > lo and tokens.tags[token - 1] in ":V" else token


def _is_quoted(tokens: Tokens, start: int, token: int, stop: int) -> bool:
    """Tell whether a quotation behind a verb is what is said, and not a word within it."""
    alone = token + 1 >= stop or tokens.tags[token + 1] in _ENDS
    return tokens.is_clause(token) and (alone or ":" in tokens.tags[start:token])


def _end_of_clause(tokens: Tokens, start: int, stop: int) -> int:
    """Return where what is reported ends: before a verb that the same or another speaker goes on with."""
    tags = tokens.tags
    for i in range(start + 1, stop):
        if tags[i] == ";":
            return i
        if tags[i] == "," and _goes_on(tokens, i + 1, stop):
            return i
    return stop


def _goes_on(tokens: Tokens, i: int, stop: int) -> bool:
    """Tell whether a clause opens with “and” and a verb that reports, or with a name and one."""
    tags = tokens.tags
    rest = tags[i:stop].lstrip("a")
    if rest[:1] in ("J", "B") and rest.lstrip("JBaTM")[:1] == "V":
        return True
    called = rest.lstrip("JBaT")
    return called.startswith("XX") and called.lstrip("X").lstrip("aMB")[:1] == "V"


def _according(tokens: Tokens, i: int, hi: int) -> Report | None:
    """Return what a sentence reports according to whom it names: by X’s account, …"""
    tags, stop = tokens.tags, words_end(tokens.tags, hi)
    nouns = tokens.known.said_nouns
    end = i + 1
    while end < stop and (tags[end] in _PHRASE or _links(tokens, end)) and tokens.words[end] not in nouns:
        end += 1
    close = end
    while close < stop and (tags[close] in "VaTn" or tokens.words[close] in nouns):
        close += 1
    if tags[close : close + 1] != "," or close + 1 >= stop:
        return None
    last = end - 1 if end > i + 1 and _links(tokens, end - 1) else end
    subject = _head(tokens, i + 1, last) if i + 1 < last else None
    if subject is None:
        return None
    held = tokens.words[i] in tokens.known.held
    return Report("according", (i, i + 1), subject, ((close + 1, stop),), held=held)


def _led_in(tokens: Tokens, colon: int, lo: int) -> Report | None:
    """Return a quotation behind a colon whose clause has no verb on a list: Ann Lee took the floor: “…”"""
    first = _opening(tokens.tags, colon, lo)
    if any(letter in "VLEF" for letter in tokens.tags[first:colon]):
        return None
    subject = _opens_with(tokens, first, colon)
    return Report("led in", (colon, colon + 1), subject, ((colon + 1, colon + 2),)) if subject else None
