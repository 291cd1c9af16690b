"""Infinitives that say what is asked for, promised or denied: promised to go."""

from __future__ import annotations

import re

from quotes.attribution.speech.cues import TO_DO, Cue
from quotes.attribution.speech.phrases import names_source
from quotes.attribution.speech.tokens import Tokens
from quotes.force import Factuality

_WHOM = re.compile("ID?w{1,2}")  # told the traders | to wait


def infinitive(tokens: Tokens, cue: Cue, rest: int, end: int) -> int | None:
    """Return where an infinitive begins that says what is asked for, promised or denied, its negation with it."""
    endings = tokens.known.infinitive_endings
    if endings and tokens.known.infinitive_links:
        return _linked_infinitive(tokens, cue, rest, end)
    if cue.verb.act not in TO_DO:  # says to have seen it: right behind the verb only
        while rest < end and tokens.tags[rest] in "M":
            rest += 1
        end = min(end, rest + 1) if "drop_subject" in tokens.known.switches else rest
    if not endings:
        return None
    for i in range(rest, end):
        if tokens.tags[i] in "wPAV" and tokens.words[i].endswith(endings):
            return i - 1 if tokens.tags[i - 1] == "M" else i
    return None


def _linked_infinitive(tokens: Tokens, cue: Cue, rest: int, end: int) -> int | None:
    """Return where an infinitive begins that stands behind its verb, or behind what links it to it: promised to go."""
    if cue.verb.factuality is Factuality.UNSAID:
        return None
    known, tags, words = tokens.known, tokens.tags, tokens.words
    for i in range(rest, end):
        is_infinitive = tags[i] in "wPAV" and words[i].endswith(known.infinitive_endings)
        if not is_infinitive or words[i] == cue.verb.particle:
            continue
        start = i
        while start > rest and (tags[start - 1] in "MaF" or words[start - 1] in known.reflexive):
            start -= 1
        link = start > rest and words[start - 1] in known.infinitive_links
        to_whom = cue.verb.act in TO_DO or cue.verb.lemma in known.whom  # accuses her rival of having lied
        told = tags[start - 1] == "X" or names_source(tokens, start - 1) or bool(_WHOM.fullmatch(tags, rest, start))
        asked = to_whom and tags[rest] == "I" and told and not names_source(tokens, i)  # asked Ann Lee | to come
        if start == rest or asked or (link and (to_whom or start - 1 == rest)):
            return start
    return None
