"""Who stands behind a verb as its subject: said (on Monday) the mayor, Ann Lee."""

from __future__ import annotations

from quotes.attribution.speech.cues import TO_DO, Cue, joins_bare, words_back
from quotes.attribution.speech.phrases import is_title, is_titled, names_person, phrase_from, with_apposition
from quotes.attribution.speech.tokens import REACH, Range, Tokens

_SHORT = 4  # letters of a word whose ending may be its stem


def right_of(tokens: Tokens, cue: Cue, hi: int) -> Range | None:
    """Return who stands behind a verb as its subject: said (on Monday) the mayor, Ann Lee."""
    tags = tokens.tags
    bracket = tags[cue.start] == "A" and "drop_subject" not in tokens.known.switches  # has the mayor said
    apart = cue.verb.particle and tokens.words[cue.end - 1] != cue.verb.particle
    i = cue.start + 1 if bracket or apart else cue.end
    starts = (behind_adverbials(tokens, start, hi) for start in (i, cue.end))
    found = next((one for start in starts if (one := phrase_from(tokens, start, hi))), None)
    if found and not _may_tell(tokens, cue, found):
        return None
    if found is None or not may_open(tokens, found) or _is_to_do(tokens, cue, found):
        return None
    return with_apposition(tokens, found, hi)


def may_speak(tokens: Tokens, found: Range) -> bool:
    """Tell whether a phrase behind a verb is somebody who speaks rather than what is spoken of: asked for calm."""
    known = tokens.known
    words = tokens.words[found[0] : found[1]]
    named = "capital_nouns" not in known.switches  # elsewhere any noun has a capital
    if named and any(tokens.tags[i] == "X" and is_known(tokens, i) for i in range(*found)):
        return True
    listed = any(word in known.bodies or word in known.crowd or word in known.told for word in words)
    return listed or tokens.tags[found[0]] in "RX" or is_titled(tokens, *found) or names_person(tokens, *found)


def may_open(tokens: Tokens, found: Range) -> bool:
    """Tell whether a phrase may be a subject by what stands before it and opens it: not of the mayor, nor to her."""
    first, known = tokens.words[found[0]], tokens.known
    if found[0] and tokens.tags[found[0] - 1] == "I":
        return False
    return not is_oblique(tokens, found[0]) and first not in known.genitive - known.nominative


def is_oblique(tokens: Tokens, i: int) -> bool:
    """Tell whether a word is not in the case of a subject: to the journalists."""
    word, known = tokens.words[i], tokens.known
    return word in known.oblique or (
        tokens.tags[i] in "wX" and len(word) > _SHORT and word.endswith(known.oblique_endings)
    )


def _is_to_do(tokens: Tokens, cue: Cue, found: Range) -> bool:
    """Tell whether what looks like a phrase is an infinitive: asked | (not) to move the talks."""
    start, endings = found[0], tokens.known.infinitive_endings
    if not endings or tokens.tags[start] != "w" or not tokens.words[start].endswith(endings):
        return False
    asked = "drop_subject" in tokens.known.switches and cue.verb.act in TO_DO and not may_speak(tokens, found)
    return asked or tokens.tags[start - 1 : start] == "M"


def _may_tell(tokens: Tokens, cue: Cue, found: Range) -> bool:
    """Tell whether a phrase behind a verb may be its subject: not whom it is done to, and not a thing where a subject
    may be left out."""
    behind = cue.lo > 0 and tokens.tags[cue.lo - 1] in ",Q-?!Y"
    if cue.verb.lemma in tokens.known.whom and not behind:
        return False
    if "drop_subject" not in tokens.known.switches:
        return True
    bare = tokens.tags[found[0]] == "w" and not tokens.known.switches & {"capital_nouns", "caseless", "unspaced"}
    if bare and not may_speak(tokens, found) and "articles" in tokens.known.switches:
        return False  # alleged | before the cameras, where a noun would have its article
    if not tokens.known.switches & {"articles", "caseless"}:  # growled (across the yard) | the porter
        return may_speak(tokens, found) or (behind and "I" not in tokens.tags[cue.end : found[0]])
    return behind or not joins_bare(tokens) or may_speak(tokens, found)


def is_known(tokens: Tokens, token: int) -> bool:
    """Tell whether a word that opens a sentence stands elsewhere on the page with a capital, too."""
    place = tokens.spans[token][0]
    return tokens.text.count(tokens.printed(token, token + 1), max(0, place - REACH), place + REACH) > 1


def behind_adverbials(tokens: Tokens, i: int, hi: int) -> int:
    """Return the token behind what tells when, where and how."""
    i = _behind_circumstance(tokens, i + words_back(tokens, i), hi)
    while i < hi and (tokens.tags[i] in "aTMA" or (tokens.tags[i] == "I" and _is_adverbial(tokens, i, hi))):
        i = behind_adverbial(tokens, i, hi) if tokens.tags[i] == "I" else i + 1
    return i


def _behind_circumstance(tokens: Tokens, start: int, hi: int) -> int:
    """Return the token behind prepositions and their nouns, where somebody may follow: said | from his seat | Lee."""
    tags, known = tokens.tags, tokens.known
    if "articles" in known.switches:
        return start
    i = start
    while i < hi and tags[i] == "I":
        i += 1
        while i < hi and tags[i] in "Da":
            i += 1
        if tags[i : i + 1] not in ("w", "Q"):
            return start
        while i < hi and (tags[i] == "Q" or tokens.words[i] in known.channels or tags[i - 1] in "IDa"):
            i += 1
    return i if i < hi and tags[i] in "XwR" else start


def behind_adverbial(tokens: Tokens, i: int, end: int) -> int:
    """Return the token behind a preposition and its noun."""
    i += 1 + (tokens.tags[i + 1 : i + 2] == "M")
    while i < end and tokens.tags[i] in "DwnJa":
        if joins_bare(tokens) and tokens.tags[i] == "D" and tokens.tags[i - 1] in "wn":
            return i
        i += 1
    named = joins_bare(tokens) and tokens.tags[i - 1] == "w" and tokens.tags[i : i + 1] == "X"
    if named and tokens.tags[i + 1 : i + 2] != "D":  # in the afternoon | Lee; not: in the years of Old | the mayor
        return i
    while i < end and tokens.tags[i] in "XTn":
        i += 1
    return max(i, 1)


def _is_adverbial(tokens: Tokens, i: int, hi: int) -> bool:
    """Tell whether a preposition opens what tells when or where."""
    known = tokens.known
    if any(tag in "Tn" for tag in tokens.tags[i + 1 : i + 4]) or tokens.tags[i + 1 : i + 2] == "X":
        return True
    noun = i + 1 + (tokens.tags[i + 1 : i + 2] == "D")
    return joins_bare(tokens) and tokens.tags[noun : noun + 1] == "w" and not is_title(tokens.words[noun], known)
