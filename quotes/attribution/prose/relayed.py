"""Words that somebody passes on: whoever heard, recalls or quotes them, or was told them, is not who speaks.

“Lee heard the judge say, ‘…’” and “Lee quoted her mother as saying …” are reports of the judge and of the mother; “Lee
was told by the judge that …” is one of the judge, and “Lee was told that …” one of nobody known.
"""

from __future__ import annotations

from quotes.attribution.prose.claim import Claim, claim_of
from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.constructions import ADVERBIALS, construction_right
from quotes.attribution.prose.contents import content, end_of, left_of, quoted_on
from quotes.attribution.prose.evidence import before
from quotes.attribution.prose.phrases import Range, noun_phrase, phrase_before, subject
from quotes.attribution.prose.remembered import somebody
from quotes.attribution.prose.tags import Tagged

_ASCRIBED = 0.9  # set: how likely words are somebody's to whom they are attributed
_AFTER_AGENT = pattern(rf"{ADVERBIALS}(?:([@that @to @question])|(?P<as>@subordinator)?[,:-]*(@quoted))")
_FROM = pattern(
    "(?P<what>(?:[@adverb @word]? @determiner [@word @claim @name]*|[@adverb @word]{0,2})) (?P<from>@preposition)"
    " (?P<source>[@phrasal @adpositional @fragment @claim]+)"
)
_BE = pattern("@be")
_NAMES = pattern("@name* [@name @possessive]")
_OPENED = {"t": "that", "T": "to", "k": "wh"}
_BEFORE_AGENT = pattern("(?:@adverb|@preposition? @determiner? @time)*")
_BEFORE_OTHER = pattern(",? (?:@subordinator (?P<having>@auxiliary)?|@to)? @adverb*")
_TO = pattern("@adverb* @to")
_NAMED_AS = pattern("[, @determiner @word @name @claim @possessive @preposition @adverb @be @auxiliary]*")  # a line | …
_INTRODUCED = pattern("[,:] @quoted")
_LED_IN = pattern(
    "[@determiner @name @word @possessive @claim @adverb]+ (?:, [@determiner @name @word @possessive]+)?:"
)
_BY_HEARER = pattern("@adverb* @auxiliary* @be+ @adverb* (?P<cue>@cue) (?P<to>@to)?")


def is_passive(tagged: Tagged, verb: int, lo: int) -> bool:
    """Tell whether the verb is a passive or a bare participle (“was told that”, “Asked whether …, she said”)."""
    cues, word = tagged.diction.cues, tagged.words[verb]
    if tagged.tags[verb] == "G" or cues.forms[word] != "past" or word in cues.predicates:
        return False
    previous = before(tagged.tags, verb)
    return previous in ("B", "b") or verb == lo


def by_another(tagged: Tagged, verb: int, lo: int, hi: int) -> Claim | None:
    """Return what a verb reports of somebody who is not its subject: its agent, or whom it quotes."""
    return ascribed(tagged, verb, lo, hi) or _in_passing(tagged, verb, lo, hi) or _by_other(tagged, verb, lo, hi)


def _in_passing(tagged: Tagged, verb: int, lo: int, hi: int) -> Claim | None:
    """Return what a participle reports of its agent in passing, in marks: The plan, described by X as “…”, passed."""
    follows = tagged.tags.startswith("i", verb + 1) and tagged.words[verb + 1] in tagged.diction.before_agents
    if not follows or before(tagged.tags, verb) != ",":
        return None
    claim = by_agent(tagged, verb, lo, hi)
    return claim if claim and claim.contents[0][0] in tagged.quotations else None


def is_hearer(tagged: Tagged, end: int, hi: int) -> bool:
    """Tell whether a subject that ends before token `end` was told the words, or is yet to say them: a passive follows.

    Lee was told; Lee is expected to say; but: Lee was heard to say.
    """
    passive = _BY_HEARER.match(tagged.tags, end, hi)
    if passive is None:
        return False
    word = tagged.words[passive.start("cue")]
    planned = not passive["to"] or word in tagged.diction.telling or word in tagged.diction.planned
    return planned and tagged.diction.cues.forms[word] == "past" and word not in tagged.diction.relaying


def is_told(tagged: Tagged, lo: int, hi: int) -> bool:
    """Tell whether the sentence lo … hi tells that somebody was told something, and names nobody who told it."""
    return any(is_hearer(tagged, found.start(), hi) for found in _BE.finditer(tagged.tags, lo, hi))


def by_agent(tagged: Tagged, verb: int, lo: int, hi: int) -> Claim | None:
    """Return what “(he was) told by X that …”, “…, he was told by X” or “as told by X, …” reports."""
    tags = tagged.tags
    if tagged.words[verb] in tagged.diction.relaying:  # was quoted by X as saying
        return _quoted_as(tagged, verb, lo, hi)
    quoted = int(tags[verb + 1 : verb + 2] in ("Q", "q"))  # was told “stop” by X
    by = _BEFORE_AGENT.match(tags, verb + 1 + quoted, hi).end()  # type: ignore[union-attr]
    agent = noun_phrase(tags, by + 1, hi) if by < hi and tagged.words[by] in tagged.diction.before_agents else None
    if agent is None:
        return None
    if quoted:
        cues, word = tagged.diction.cues, tagged.words[verb]
        construction = max(("inverted", "fragment"), key=lambda one: cues.share(word, one))
        return claim_of(tagged, by, verb, agent, ((verb + 1, verb + 2),), construction)
    hearer = phrase_before(tagged, _before_passive(tags, verb, lo), lo)
    if hearer and (left := _quotation_before(tagged, hearer[0], lo)):
        return claim_of(tagged, hearer[0], verb, agent, (left, *quoted_on(tagged, left, agent[1] - 1, hi)), "inverted")
    opener = _AFTER_AGENT.match(tags, agent[1], hi)
    if opener and opener[3]:  # told by X: “…”; described by X as “…”
        if opener["as"] and tagged.words[opener.start("as")] != "as":
            return None
        start = opener.end() - 1
        return claim_of(tagged, by, verb, agent, (content(tagged, "quote", start, lo, hi, False),), "quote")
    if opener:
        construction, start = _OPENED[opener[1]], opener.end() - (opener[1] != "t")
    elif verb > lo and tagged.words[verb - 1] == "as" and tags.startswith(",", agent[1]):
        construction, start = "fronted", agent[1] + 1
    else:
        return None
    return claim_of(tagged, by, verb, agent, ((start, end_of(tags, start, hi, lo)),), construction)


def ascribed(tagged: Tagged, verb: int, lo: int, hi: int) -> Claim | None:
    """Return what is said to be somebody's words: “…,” a line attributed to X; they attributed “…” to X."""
    tags = tagged.tags
    if tagged.words[verb] not in tagged.diction.ascribing:
        return None
    inside = tags[verb + 1 : verb + 2] in ("Q", "q")
    to = _TO.match(tags, verb + 1 + inside, hi)
    whose = noun_phrase(tags, to.end(), hi) if to else None
    before = max(tags.rfind("Q", lo, verb), tags.rfind("q", lo, verb))
    if whose is None:
        return None
    if inside:
        quotation = verb + 1
    elif before >= 0 and _NAMED_AS.fullmatch(tags, before + 1, verb):
        quotation = before
    elif _INTRODUCED.match(tags, whose[1], hi):
        quotation = whose[1] + 1
    else:
        return None
    return Claim(verb, (verb, verb + 1), whose, ((quotation, quotation + 1),), "left", _ASCRIBED, _ASCRIBED)


def _quoted_as(tagged: Tagged, verb: int, lo: int, hi: int) -> Claim | None:
    """Return what “…,” Lee is quoted as saying reports; what stands behind the verb of saying, that one does."""
    by = verb + 1 < hi and tagged.words[verb + 1] in tagged.diction.before_agents  # was quoted by the Courier as saying
    agent = noun_phrase(tagged.tags, verb + 2, hi) if by else None
    speaker, said = subject(tagged, verb, lo), _verb_of_other(tagged, agent[1] if agent else verb + 1, hi)
    left = _quotation_before(tagged, speaker[0], lo) if speaker and said else None
    if speaker is None or said is None or left is None:
        return None
    return claim_of(tagged, speaker[0], said, speaker, (left, *quoted_on(tagged, left, said, hi)), "left")


def _before_passive(tags: str, verb: int, lo: int) -> int:
    """Return the last token before the auxiliaries of a passive."""
    return lo + len(tags[lo:verb].rstrip("ahB")) - 1


def _quotation_before(tagged: Tagged, end: int, lo: int) -> Range | None:
    """Return the quotation left of token `end`, where one stands there alone."""
    left = left_of(tagged.tags, end, lo)
    return left if left and left[1] - left[0] == 1 and left[0] in tagged.quotations else None


def _by_other(tagged: Tagged, verb: int, lo: int, hi: int) -> Claim | None:
    """Return what “X heard Y say …”, “…, X recalled Y telling them” and “X quoted Y as saying …” report: it is Y's."""
    other = _speaker_right(tagged, verb, hi) if tagged.words[verb] in tagged.diction.relaying else None
    if other is None:
        return None
    said = _verb_of_other(tagged, other[1], hi)
    if said is None:
        return None
    passing = subject(tagged, verb, lo)
    first = passing[0] if passing else verb
    if left := _quotation_before(tagged, first, lo):
        return claim_of(tagged, first, said, other, (left, *quoted_on(tagged, left, said, hi)), "left")
    construction, start = construction_right(tagged, said, hi)
    if construction in ("", "middle"):
        return None
    found = content(tagged, construction, start, lo, hi, False)
    return claim_of(tagged, first, said, other, (found,), construction)


def is_as_quoted(tagged: Tagged, verb: int) -> bool:
    """Tell whether a verb stands behind “as”, and whoever quotes answers for what it reports: quoted her as saying …"""
    joint = verb - 1 - tagged.tags.startswith("hV", verb - 1)  # as saying; as having said
    return joint >= 0 and tagged.words[joint] == "as" and tagged.tags[joint : verb + 1] in ("bG", "bhV")


def _verb_of_other(tagged: Tagged, end: int, hi: int) -> int | None:
    """Return the verb that tells what somebody was heard to do: (heard him) say, (quoted him as) having said."""
    between = _BEFORE_OTHER.match(tagged.tags, end, hi)
    said = between.end() if between else hi
    if between is None or said >= hi:
        return None
    form = "V" if between["having"] else "G"
    return said if tagged.tags[said] == form or _is_base(tagged, said) else None


def _speaker_right(tagged: Tagged, verb: int, hi: int) -> Range | None:
    """Return the object of a verb, less a last word that is a verb itself: heard her father | shout."""
    tags, first = tagged.tags, verb + 1
    if tags.startswith("m", first) or tags.startswith(("dV", "dG"), first):
        return first, first + 1
    phrase = noun_phrase(tags, first, hi)
    if phrase and phrase[1] - phrase[0] > 1 and _is_base(tagged, phrase[1] - 1):
        return phrase[0], phrase[1] - 1
    return phrase


def _is_base(tagged: Tagged, token: int) -> bool:
    """Tell whether a token is a verb that reports, as it stands behind “heard him”: say, shout."""
    cues, word = tagged.diction.cues, tagged.words[token]
    return tagged.tags[token] in "Vw" and word in cues.verbs and cues.lemma(word) == word


def source_of(tagged: Tagged, lo: int, hi: int) -> Range | None:
    """Return the words for whose words the sentence lo … hi passes on; None where it passes on nobody's.

    Quoting | Ann Lee, the mayor said; “…,” he said, quoting | the mayor; she read from | Ann Lee's letter: “…”; she
    quoted | her teacher, Ann Lee: “…”
    """
    words, tags, diction = tagged.words, tagged.tags, tagged.diction
    if diction.passing_on.isdisjoint(words[lo:hi]):
        return None
    for verb in range(lo, hi):
        word = words[verb]
        if word in diction.citing and (verb == lo or (tags[verb - 1] == "," and word in diction.reading_out)):
            return noun_phrase(tags, verb + 1, hi)
        if quoted := _quoted(tagged, verb, hi):
            return quoted
        source = _FROM.match(tags, verb + 1, hi) if word in diction.reading_out else None
        if source and words[source.start("from")] == "from" and not _is_own(tagged, source.span("source")):
            what = source.span("what")
            if "d" not in tags[slice(*what)] or not diction.writings.isdisjoint(words[slice(*what)]):
                return source.span("source")
    return None


def _quoted(tagged: Tagged, verb: int, hi: int) -> Range | None:
    """Return whom a verb of reading out quotes, with a colon behind: she quoted | her teacher, Ann Lee: “…”"""
    led = _LED_IN.match(tagged.tags, verb + 1, hi) if tagged.tags[verb] == "V" else None
    if led is None or tagged.words[verb] not in tagged.diction.reading_out:
        return None
    object_ = verb + 1, led.end() - 1
    if led.end() not in tagged.quotations:
        return None
    writing = not tagged.diction.writings.isdisjoint(tagged.words[slice(*object_)])
    person = "X" in tagged.tags[slice(*object_)] or somebody(tagged.printed(*object_), tagged.diction.naming)
    return object_ if person and not writing else None


def introduced(tagged: Tagged, start: int, hi: int) -> tuple[str, int]:
    """Return what an object from `start` on is: a content, or what leads in a quotation (wrote the threat: “…”)."""
    led = _LED_IN.match(tagged.tags, start, hi)
    return ("quote", led.end()) if led and led.end() in tagged.quotations else ("np", start)


def author_in(tagged: Tagged, source: Range, hi: int) -> Range | None:
    """Return the words for who wrote what somebody reads out: from | the mother, Ann Lee; a letter of | Lee.

    None where the source stands behind no verb of reading, or names nobody.
    """
    if tagged.tags[source[0] - 1] not in ("i", "V"):
        return None
    phrase = noun_phrase(tagged.tags, source[0], hi)
    if phrase and "," in tagged.tags[slice(*phrase)] and "X" in tagged.tags[slice(*phrase)]:
        return phrase
    return namer_of(tagged, source)


def _is_own(tagged: Tagged, source: Range) -> bool:
    """Tell whether somebody reads from what he wrote himself: from his diary, but not from his father's."""
    start, end = source
    return tagged.words[start] in tagged.diction.pronouns.owners and "S" not in tagged.tags[start:end]


def namer_of(tagged: Tagged, source: Range) -> Range | None:
    """Return the last name in the words for a source, or for whose it is: a letter of | Ann Lee."""
    names = list(_NAMES.finditer(tagged.tags, *source))
    return names[-1].span() if names else None
