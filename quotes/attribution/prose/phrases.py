"""Noun phrases in a string of tags: where the subject of a verb starts and ends."""

from __future__ import annotations

from quotes.attribution.prose.classes import pattern
from quotes.attribution.prose.tags import Tagged

Range = tuple[int, int]  # of tokens

_NOMINAL = frozenset("XwnqSdDNm")
_APPOSITION = (
    r"(?:, [@phrasal @fragment] [@phrasal @adpositional @fragment @claim]*"
    r" (?:@and @determiner? [@phrasal @adpositional @fragment @claim]+)? (?=[,.?!;:]))?"
)
_PHRASE = pattern(
    r"@pronoun (?!@word)|@determiner (?=[.,;])"
    r"|[@determiner @time @figure @adverb]* [@nominal @fragment @claim @object] [& @phrasal @fragment @claim @of]*"
    r" (?:[@preposition @and] [@determiner @name @possessive] [@phrasal @fragment @claim @of]*)*"
    f"{_APPOSITION}"
)
_MAIN_SUBJECT = pattern(
    rf"[, @and @but @adverb @quotation]* (?P<phrase>{_PHRASE.pattern}) (?=,? [: @finite @adverb @saying @relative])"
)
_FRONTED = pattern(rf"[, @connective]{_MAIN_SUBJECT.pattern}")
_ROW = pattern("(?:^|(?<=[@quotation @and @but])) (?:@name+,)+$")  # “…,” | Ann Lee, | Bo Chen and Cy Dorn
_TWO = pattern("@name+ ,? @and @name+$")
_FINITE = pattern("@active")
_VERBAL = pattern("[@auxiliary @be @cue @pronoun]")
_APART = pattern("[, @quotation ;:-]")
_MOSTLY = 0.5  # how often a verb reports what stands behind it, to be thought to


def noun_phrase(tags: str, start: int, hi: int) -> Range | None:
    """Return the noun phrase that starts at `start`, with its apposition; None when none starts there."""
    match = _PHRASE.match(tags, start, hi)
    return (start, match.end()) if match else None


def phrase_before(tagged: Tagged, last: int, lo: int) -> Range | None:
    """Return the noun phrase whose last token is `last`; None when that token ends none."""
    tags = tagged.tags
    if last < lo:
        return None
    if tags[last] == "p":
        return last, last + 1
    if tags[last] not in _NOMINAL:
        return None
    k = last
    while k > lo and _continues(tags, k, lo):
        k -= 1
    first = phrase_before(tagged, k - 2, lo) if k - 2 >= lo and tags[k - 1] == "c" else None
    if first and first[0] > lo and tags[first[0] - 1] in ",Q":  # “…, Lee and two others said”
        return first[0], last + 1
    row = _ROW.search(tags[lo:k]) if tags[k - 1] == "," and _TWO.match(tags, k, last + 1) else None
    return (lo + row.start() if row else k), last + 1


def _continues(tags: str, k: int, lo: int) -> bool:
    """Tell whether the phrase that holds token `k` also holds the token before it."""
    letter = tags[k - 1]
    if letter in "XwnqSdDN&":
        numbered = letter == "n" and tags[k - 2] in "Xw" and k - 2 >= lo  # in volume 1 | the mayor
        return not ((letter in "XwD" or numbered) and tags[k] == "d")
    if letter in "oi":
        return k - 2 >= lo and tags[k - 2] in "XwnqSNd"
    if letter == "a":
        return k - 2 >= lo and tags[k - 2] == "d"  # the first witness
    return letter == "c" and k - 2 >= lo and tags[k - 2] == "X" and tags[k] == "X"


def subject(tagged: Tagged, verb: int, lo: int) -> Range | None:
    """Return the noun phrase left of the verb that is its subject; None when none stands beside it."""
    tags = tagged.tags
    j = _before_adverbials(tagged, verb - 1, lo)
    if j < lo or (tags[verb] == "G" and tags[j] == ","):
        return None
    if tags[verb] == "G" and (issued := _issuing(tagged, verb, lo)) is not None:
        return subject(tagged, issued, lo)
    if tags[j] == "W":
        return _relative(tagged, j, lo)
    if tags[j] in ",)-":
        return _before_insertion(tagged, j, lo)
    phrase = phrase_before(tagged, j, lo)
    if told := _told_of_who(tagged, phrase[0] if phrase else j + 1, lo):
        return told
    if tags[verb] == "G" and phrase and phrase[0] > lo and tags[phrase[0] - 1] in "vV":
        return None  # Lee dispelled the rumours admitting that …
    if phrase and phrase[0] > lo and tags[phrase[0] - 1] in "TV":
        return None  # “to ban guns”
    return phrase and (_instead_of(tagged, phrase, lo) or phrase)


def raised_subject(tagged: Tagged, verb: int, lo: int) -> Range | None:
    """Return the subject of a verb that another one governs in a clause of its own: in which | Lee | appears to say."""
    tags, before = tagged.tags, verb - 2
    governs = before > lo and tags[verb - 1] == "T" and tagged.diction.frames.find("verb", tagged.words[before], "to")
    found = subject(tagged, before, lo) if governs else None
    return found if found and found[0] > lo and tags[found[0] - 1] in "Wt" else None


def _told_of_who(tagged: Tagged, end: int, lo: int) -> Range | None:
    """Return the subject of which a clause before token `end` tells: the doctor | who treated Ann Lee | told …

    None where the clause reports what follows (the man who thinks the mayor said so), or tells of no subject (Lee met
    the man who …).
    """
    tags = tagged.tags
    who = tags.rfind("W", lo, end)
    if who <= lo or not (verbs := list(_FINITE.finditer(tags, who, end))) or _APART.search(tags, who, end):
        return None
    last = verbs[-1].start()
    if tagged.diction.cues.verbs.get(tagged.words[last], {}).get("clause", 0.0) >= _MOSTLY:
        return None
    antecedent = phrase_before(tagged, who - 1, lo)
    if antecedent is None or antecedent[0] == lo:
        return antecedent
    if meant := _instead_of(tagged, antecedent, lo):
        return meant
    if tags.startswith("X,", antecedent[0] - 2) and (named := phrase_before(tagged, antecedent[0] - 2, lo)):
        return named[0], antecedent[1]  # Ann Lee, the mayor who
    return antecedent if tags[antecedent[0] - 1] in ",Qcybt" else None


def _relative(tagged: Tagged, pronoun: int, lo: int) -> Range:
    """Return “who” or “which” with the noun phrase that it stands for; without them where another stands between."""
    comma = pronoun - 1 >= lo and tagged.tags[pronoun - 1] == ","
    antecedent = phrase_before(tagged, pronoun - 2 if comma else pronoun - 1, lo)
    if antecedent is None:
        return pronoun, pronoun + 1
    return _instead_of(tagged, antecedent, lo) or (antecedent[0], pronoun + 1)


def _instead_of(tagged: Tagged, other: Range, lo: int) -> Range | None:
    """Return the noun phrase that is meant instead of another behind it: It was | Ann Lee |, not her aide, Bo Chen, …

    None where the other is not told to be left out.
    """
    start: int = other[0]
    while not (length := _leaving_out(tagged, start, lo)):
        apposed = phrase_before(tagged, start - 2, lo) if tagged.tags.startswith(",", start - 1) else None
        if apposed is None:
            return None
        start = apposed[0]
    end = start - length
    return phrase_before(tagged, end - 1 - tagged.tags.startswith(",", end - 1), lo)


def _leaving_out(tagged: Tagged, end: int, lo: int) -> int:
    """Return of how many tokens the words before token `end` are that leave out whoever follows; 0 where none do."""
    ways = tagged.diction.leaving_out
    return next((len(way) for way in ways if end - len(way) > lo and tagged.words[end - len(way) : end] == way), 0)


def _before_adverbials(tagged: Tagged, j: int, lo: int) -> int:
    """Return the last token before “both”, “on Thursday”, “last week” and auxiliaries that end at token `j`."""
    while j >= lo and (length := _adverbial(tagged, j, lo)):
        j -= length
    return j


def _adverbial(tagged: Tagged, j: int, lo: int) -> int:
    """Return of how many tokens the adverbial or auxiliary is that ends at token `j`; 0 where none does."""
    tags, words = tagged.tags, tagged.words
    if tags[j] in "ahBe":
        return 1
    if j == lo:
        return 0
    if tags[j] == "D":
        return 2 if words[j - 1] in tagged.diction.before_times else int(tags[j - 1] not in "di")
    return int(words[j] in tagged.diction.floating and tags[j - 1] in "hBSXp")


def _issuing(tagged: Tagged, verb: int, lo: int) -> int | None:
    """Return the verb whose object, a piece of writing, an -ing form tells of: issued a statement saying that …"""
    start = max(lo, verb - 6)
    issued = [i for i in range(start, verb) if tagged.words[i] in tagged.diction.writings]
    verbs = list(_FINITE.finditer(tagged.tags, lo, issued[0])) if issued else []
    return verbs[-1].start() if verbs else None


def _before_insertion(tagged: Tagged, closing: int, lo: int) -> Range | None:
    """Return the subject of “Ann Lee, a lawyer from Leeds, said” or “Lee, however, said”, to the comma `closing`.

    In “Ann Lee, the mayor of Leeds, England, said” what stands between the last commas is no apposition to “Leeds”.
    """
    tags = tagged.tags
    mark = {",": ",", ")": "(", "-": "-"}[tags[closing]]
    opening = tags.rfind(mark, lo, closing)
    nearest: Range | None = None
    while opening > lo and closing - opening <= 40:
        between = tags[opening + 1 : closing]
        if _VERBAL.search(between.partition("W")[0]) and between[0] not in "Gb":
            break
        if tags[opening - 1] == "W" and nearest is None:  # “who, on Monday, said”
            return _relative(tagged, opening - 1, lo)
        relative = tags.find("W", lo, opening) if between.startswith("cW") else 0  # who lives there, and who left, said
        phrase = phrase_before(tagged, (relative or opening) - 1, lo)
        if phrase and between[:1] not in ("i", "a", "b", "G"):
            phrase = phrase[0], closing + (tags[closing] == ")")
        if phrase and (phrase[0] == lo or tags[phrase[0] - 1] in "cybt"):
            return phrase
        if nearest is None and (mark != "," or phrase is None):
            return phrase
        nearest = nearest or phrase
        opening = tags.rfind(mark, lo, opening)
    return nearest


def sentence_subject(tagged: Tagged, lo: int, verb: int) -> Range | None:
    """Return the noun phrase that the sentence's main verb follows, which a distant verb most likely belongs to.

    It is no time: An hour later | he wrote.
    """
    tags = tagged.tags
    if tags[lo] in "bGiVA":
        match = _FRONTED.search(tags, lo, verb)
    else:
        match = _MAIN_SUBJECT.match(tags, lo, verb) or _FRONTED.search(tags, lo, verb)
    found = match.span("phrase") if match else noun_phrase(tags, lo, verb)
    if found and tagged.words[found[1] - 1] in tagged.diction.spells:
        return sentence_subject(tagged, found[1], verb) if found[1] < verb else None
    return found
