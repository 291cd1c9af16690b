"""Who is told to say something: the subject of a verb that reports."""

from __future__ import annotations

import re

from quotes.attribution.speech.behind import behind_adverbial, is_known, is_oblique, may_open, may_speak, right_of
from quotes.attribution.speech.cues import Cue, cue_at, joins_bare
from quotes.attribution.speech.phrases import (
    is_titled,
    names_person,
    names_source,
    phrase_before,
    phrase_from,
    phrases,
    runs,
    with_apposition,
)
from quotes.attribution.speech.tokens import Range, Tokens
from quotes.lexicon.cases import given_name

_FARTHEST = 40  # tokens from a verb to whom its subject cites
_OPENS = frozenset(".?!,;:-(Q")
_OTHER = re.compile(r"A[^J]*$")  # a verb that is not joined to what follows


def speaker_of(tokens: Tokens, cue: Cue, lo: int, hi: int) -> tuple[Range | None, bool]:
    """Return who says what a cue reports, and whether it stands left of it: its subject; of a verb that tells that
    somebody is quoted its object."""
    if cited := _cited_in(tokens, cue, lo, hi):
        return cited, True
    subject, left = subject_of(tokens, cue, lo, hi)
    if subject is None or cue.verb.lemma not in tokens.known.cited:
        return subject, left
    found = phrase_from(tokens, cue.end if left else subject[1], hi)
    return (found, False) if found and may_speak(tokens, found) else (subject, left)


def _cited_in(tokens: Tokens, cue: Cue, lo: int, hi: int) -> Range | None:
    """Return whom a sentence says that the subject of its cue cites: citing Ann Lee, the paper writes that …"""
    for i in range(max(lo, cue.start - _FARTHEST), min(cue.hi, cue.start + _FARTHEST)):
        if tokens.words[i] in tokens.known.citing and (found := phrase_from(tokens, i + 1, hi)):
            start, end = found
            person = next((run for run in runs(tokens, start, end) if run[1] - run[0] > 1), None)
            found = (start, person[1]) if person else found
            return found if found[1] <= cue.start or cue.end <= i else None
    return None


def subject_of(tokens: Tokens, cue: Cue, lo: int, hi: int) -> tuple[Range | None, bool]:
    """Return who is the subject of a cue, and whether it stands left of it."""
    tags, known = tokens.tags, tokens.known
    if known.shared_endings and cue.verb.finite and tokens.words[cue.start].endswith(known.shared_endings):
        return _of_main_verb(tokens, cue, lo, hi), True  # said …, adding that
    if tokens.words[cue.start] in known.stands:
        return _source_of_text(tokens, cue, hi), False
    if _goes_on_with(tokens, cue, lo):
        return None, True
    first = _first(tokens, cue)
    if said := _of_relative(tokens, cue, first, lo):
        return said, True
    left = phrase_from(tokens, first, cue.start) if tags[first] not in "ITaAMn" else None
    if left and "articles" not in known.switches and "R" in tags[left[1] : min(left[1] + 1, cue.start)]:
        left = left[1], left[1] + 1  # Ann Lee (dative) | she | told
    if left and joins_bare(tokens) and _OTHER.search(tags[left[1] : cue.start]):
        return None, True  # the book that Ann Lee gave him says …
    if left and "caseless" in known.switches and not may_speak(tokens, left):
        left = None
    if left and "drop_subject" in known.switches and _is_told(tokens, left):
        left = None
    left = _whole(tokens, cue, left, first, lo)
    right = right_of(tokens, cue, hi) if left is None or "verb_second" in known.switches else None
    if left and right and _is_object(tokens, left, right, cue):
        return right, False
    if left:
        fronted = left[1] - left[0] == 1 and tags[left[0]] == "X" and not is_known(tokens, left[0])
        if not right:
            return (fronted and _named_before(tokens, left[1], cue.start)) or left, True
        if not (fronted or (first > cue.lo and tags[cue.lo] == "K")):
            return left, True
    return _elsewhere(tokens, cue, first, right, lo, hi)


def _is_told(tokens: Tokens, found: Range) -> bool:
    """Tell whether a phrase that opens a clause is in the case of those to whom something is told, as its first word
    tells, or the given name in it."""
    known = tokens.known
    name = next((word for word in tokens.words[slice(*found)] if given_name(word, known)), None)
    return is_oblique(tokens, found[0]) or (found[1] - found[0] > 1 and name is not None and name not in known.given)


def _is_object(tokens: Tokens, left: Range, right: Range, cue: Cue) -> bool:
    """Tell whether what opens a clause is no subject, but what stands behind the verb: her work praised the mayor."""
    if tokens.words[left[0]] in tokens.known.oblique:
        return True
    behind = tokens.tags[right[0]] == "R" and right[0] == cue.start + 1
    return not may_speak(tokens, left) and (behind or may_speak(tokens, right))


def _of_main_verb(tokens: Tokens, cue: Cue, lo: int, hi: int) -> Range | None:
    """Return the subject of the verb before, which may report nothing itself: answered, saying that."""
    if "caseless" not in tokens.known.switches:
        return None
    before = next((j for j in range(cue.start - 1, lo - 1, -1) if tokens.tags[j] == "V"), None)
    main = cue_at(tokens, before, lo, hi) if before is not None else None
    if main:
        return subject_of(tokens, main, lo, hi)[0]
    first = lo + (tokens.tags[lo] in "JB")
    opens = tokens.tags[first] == "w" and tokens.tags[first + 1 : first + 2] in ("X", "w")
    found = phrase_from(tokens, first + 1, cue.lo) if opens and first + 1 < cue.lo else None
    return found if found and "X" in tokens.tags[found[0] : found[1]] else None


def _goes_on_with(tokens: Tokens, cue: Cue, lo: int) -> bool:
    """Tell whether “and” joins a verb that reports to one of the clause before it, and the same speaker goes
    on: says that the plants are few and | advises to wait."""
    if not joins_bare(tokens) or cue.lo <= lo or tokens.tags[cue.lo - 1] != "C":
        return False
    reported = tokens.tags[cue.lo : cue.start].rstrip("aMR")
    return reported.endswith("J") and len(reported) > 2


def _first(tokens: Tokens, cue: Cue) -> int:
    """Return the first token of the clause of a cue, behind what joins it to another and to whom it is done."""
    tags, first = tokens.tags, cue.lo
    while first < cue.start and tags[first] in "JBK":
        first += 1
    first += tags[first] == "Y"
    behind = first
    while behind < cue.start and is_oblique(tokens, behind):
        behind += 1 + tags.startswith("Q", behind + 1)  # to the paper | “The Times”
    if behind > first and tags[behind] in "wXRD" and behind < cue.start:
        return behind
    return first


def _of_relative(tokens: Tokens, cue: Cue, first: int, lo: int) -> Range | None:
    """Return whom a clause is about that who, which or that opens."""
    word = tokens.words[first]
    relative = tokens.tags[first] == "W" or (tokens.tags[first] == "H" and word in tokens.known.relatives)
    if relative and first > lo and tokens.tags[first - 1] == ",":
        before = phrase_before(tokens, first - 1, lo)
        if before:
            return before
    return _antecedent(tokens, cue, lo)


def _whole(tokens: Tokens, cue: Cue, left: Range | None, first: int, lo: int) -> Range | None:
    """Return the phrase before a verb less what “and” joins to it, or that whose apposition stands there."""
    tags = tokens.tags
    if left:  # Ann Lee came and said; what stands behind her name may be a verb
        return _head(tokens, left) if tags[left[1] : cue.start].startswith("J") else left
    alone = not tags[first : cue.start].strip("aTAM") and first > lo and tags[first - 1] == ","
    return _before_apposition(tokens, first - 1, lo) if alone else None


def _elsewhere(
    tokens: Tokens, cue: Cue, first: int, right: Range | None, lo: int, hi: int
) -> tuple[Range | None, bool]:
    """Return the subject of a cue that does not open its clause: behind it, in the clause before, or within it."""
    tags, drops = tokens.tags, "drop_subject" in tokens.known.switches
    main, apposed = _main(tokens, cue, first, lo)
    if main and apposed and (drops or not _is_aside(tokens, right)):
        return main, True
    joined = right and tags[first - 1 : first] == "J" and first == cue.start and not may_speak(tokens, right)
    if joined and (shared := _shared(tokens, lo, first - 1)):
        return shared, True
    if right:
        return right, False
    if main:
        return main, True
    if tags.startswith("EI", cue.end) and (told := phrase_from(tokens, cue.end + 2, hi)):
        return told, False  # it says in a letter
    if not tags[first : cue.start].strip("aTAM") and first > cue.lo and tags[cue.lo] in "JB":
        return _of_main_verb(tokens, cue, lo, hi) if tags[cue.lo] == "J" else None, True
    until = cue.start
    if drops:  # what stands behind another verb is no subject of this one
        until = next((j for j in range(first, until) if tags[j] in "VC"), until)
    inside = _anywhere(tokens, first, until)
    return inside, inside is not None or not drops


def _is_aside(tokens: Tokens, right: Range | None) -> bool:
    """Tell whether who stands behind a verb is its subject, in a clause of its own: the house, said Ann Lee, …"""
    return right is not None and may_speak(tokens, right) and tokens.tags[right[1] : right[1] + 1] in (",", ".", "")


def _shared(tokens: Tokens, lo: int, hi: int) -> Range | None:
    """Return who opens the clause that “and” joins a verb to: in her letter Ann Lee agreed and called it a farce."""
    return next((one for one in phrases(tokens, lo, hi) if may_speak(tokens, one) and may_open(tokens, one)), None)


def _antecedent(tokens: Tokens, cue: Cue, lo: int) -> Range | None:
    """Return the phrase before a verb’s own who, which or that: the man who said."""
    end = cue.start
    while end > lo and tokens.tags[end - 1] in "aAM":
        end -= 1
    if end == lo or tokens.tags[end - 1] not in "CW":
        return None
    end -= 1
    end -= end > lo and tokens.tags[end - 1] == ","
    found = None
    for start in range(end - 1, max(lo, end - 10) - 1, -1):
        if tokens.tags[start] in _OPENS or tokens.tags[start] in "VPCKA":
            break
        if tokens.tags[start] in "DX" and phrase_from(tokens, start, end) == (start, end):
            found = start, end
    return found


def _head(tokens: Tokens, found: Range) -> Range:
    """Return the article, the noun and the name that open a phrase."""
    start, end = found
    i = start + (tokens.tags[start] == "D")
    i += tokens.tags[i : i + 1] == "w"
    while i < end and tokens.tags[i] == "X":
        i += 1
    return start, max(i, start + 1)


def _before_apposition(tokens: Tokens, comma: int, lo: int) -> Range | None:
    """Return the phrase whose apposition the comma at token `comma` ends: the mayor, Ann Lee, …"""
    opening = tokens.tags.rfind(",", lo, comma)
    if opening <= lo or any(tag in "VCKWH" for tag in tokens.tags[opening:comma]):
        return None
    head = phrase_before(tokens, opening, lo)
    if head is None or head[1] != opening:
        return None
    whole = with_apposition(tokens, head, comma + 1)
    return whole if whole != head or names_person(tokens, *head) or is_titled(tokens, *head) else None


def _source_of_text(tokens: Tokens, cue: Cue, hi: int) -> Range | None:
    """Return whose text it is in which something stands: it says | in the statement of | the ministry."""
    tags = tokens.tags
    start, end = (cue.end, hi) if tags[cue.end : cue.end + 1] == "I" else (cue.lo, cue.start)
    told = phrase_from(tokens, start + 1, end) if tags[start] == "I" else None
    named = told and next((i for i in range(told[0] + 1, told[1]) if tags[i] == "X" or names_source(tokens, i)), None)
    return (named, told[1]) if told and named else None


def _named_before(tokens: Tokens, start: int, end: int) -> Range | None:
    """Return a full name that stands right before a verb, behind what opens with a preposition."""
    while end > start and tokens.tags[end - 1] in "aTAM":
        end -= 1
    first = end
    while first > start and tokens.tags[first - 1] == "X":
        first -= 1
    apart = tokens.tags[start : start + 1] == "I" and tokens.tags[first - 1] in "wTn"
    return (first, end) if apart and end - first > 1 else None


def _opening(tokens: Tokens, lo: int) -> int:
    return lo + (tokens.tags[lo] in "BJY")


def _main(tokens: Tokens, cue: Cue, first: int, lo: int) -> tuple[Range | None, bool]:
    """Return the subject of a verb behind a comma that stands before it, and whether an apposition parts them."""
    tags, drops = tokens.tags, "drop_subject" in tokens.known.switches
    if tags[first : cue.start].strip("aTAM") or first <= lo or tags[first - 1] != "," or cue.start - first >= 4:
        return None, False
    for start in _openings(tokens, lo, first):
        phrase = phrase_from(tokens, start, first)
        main = with_apposition(tokens, phrase, first) if phrase else None
        if main is None or not (tags.startswith(",", main[1]) or main[1] == first - 1):
            continue
        if drops and _is_told(tokens, main):
            return None, False
        if not drops or may_speak(tokens, main):
            clause = tokens.tags[main[1] + 1 : main[1] + 2] in ("W", "C")  # Ann Lee, who keeps the lock, said …
            return main, main != phrase or (main[1] < first - 1 and (clause or not drops))
    return None, False


def _openings(tokens: Tokens, lo: int, first: int) -> list[int]:
    """Return where the main clause of a sentence may open: at its beginning, or behind an adverbial and a comma."""
    opening = _opening(tokens, lo)
    if "drop_subject" in tokens.known.switches and tokens.tags[opening] == "a" and tokens.tags[opening + 1] in "DX":
        opening += 1
    comma = tokens.tags.find(",", opening, first - 1)
    behind = tokens.tags[opening] in "ITa" and comma > 0 and "drop_subject" in tokens.known.switches
    return [opening, comma + 1] if behind else [opening]


def _anywhere(tokens: Tokens, start: int, end: int) -> Range | None:
    """Return the first phrase behind adverbials: in a clause whose verb stands last."""
    i = start
    while i < end:
        if tokens.tags[i] in "I":
            i = behind_adverbial(tokens, i, end)
            continue
        if tokens.tags[i] in "DXwR" and (found := phrase_from(tokens, i, end)):
            return found
        i += 1
    return None
