"""What a sentence reports, by the words that say so: a cue, whose words they are, and where they stand.

A report's construction is one of

    quote     X said: “…”              that      X said that …         as        as X said, …
    inverted  “…,” said X              bare      X said, he is …       thus      …, so X
    before    …, said X                to        X asked to …          according according to X, …
    around    …, said X, …             fragment  X spoke of “…”        colon     X said: …
    wh        X said how …             asked     X asked why …          object   X declined to comment on …
    led in    X took the floor: “…”    back      … This was said by X.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from quotes.attribution.speech.phrases import (
    is_title,
    is_titled,
    names_person,
    names_source,
    phrase_from,
    with_apposition,
)
from quotes.attribution.speech.tokens import Range, Tokens
from quotes.attribution.speech.words import Verb
from quotes.force import Act, Factuality

_TO_DO = (Act.URGED, Act.PROMISED, Act.ASKED, Act.DENIED)
_OPENS = frozenset(".?!,;:-(Q")
_ASIDE = 6  # tokens
_OTHER = re.compile(r"A[^J]*$")  # a verb that is not joined to what follows
_NEXT = re.compile(r"J[aMR]*(?:A[aMR]*P|V)[aTIDwX]*C")  # the next verb that reports, behind “and”
_CLAUSE = frozenset(",;:-()Q.?!")


class Cue(NamedTuple):
    """A verb that reports, in its clause lo … hi: its tokens from the first to the last, and what it is."""

    start: int
    end: int
    verb: Verb
    lo: int
    hi: int
    negated: bool


class Report(NamedTuple):
    """Who is told to say what: `subject` None where it is shared with the report before."""

    construction: str
    cue: Range
    subject: Range | None
    contents: tuple[Range, ...]
    verb: Verb | None = None
    negated: bool = False
    held: bool = False  # it is what the source thinks


def reports(tokens: Tokens, lo: int, hi: int) -> Iterator[Report]:
    """Yield the reports of the sentence lo … hi, in the order of their cues."""
    for i in range(lo, hi):
        letter = tokens.tags[i]
        found = None
        if letter in "VP":
            cue = _cue(tokens, i, lo, hi)
            found = _of_cue(tokens, cue, lo, hi) if cue else None
        elif letter == "L":
            found = _according(tokens, i, lo, hi)
        elif letter == "U":
            found = Report("according", (i, i + 1), (i, i + 1), _around(tokens, i, i + 1, lo, hi))
        elif letter == "Z":
            found = _behind(tokens, i, lo, hi)
        elif letter == "S" and i and tokens.tags[i - 1] in ",Q-" and i > lo:
            found = _thus(tokens, i, lo, hi)
        elif letter == "w" and i > lo and tokens.tags[i - 1] in ",-" and tokens.tags[i - 2 : i - 1] == "Q":
            found = _unknown(tokens, i, lo, hi)
        elif letter == ":" and i + 1 < hi and tokens.tags[i + 1] == "Q":
            found = _led_in(tokens, i, lo)
        contents = tuple(one for one in found.contents if lo <= one[0] < one[1] <= hi) if found else ()
        if found and contents:
            yield found._replace(contents=contents)


def _cue(tokens: Tokens, i: int, lo: int, hi: int) -> Cue | None:
    """Return the cue that token `i` is, with its auxiliary or its prefix; None where it is none."""
    first, last = _clause(tokens.tags, i, lo, hi, _joins_bare(tokens))
    forms = tokens.known.verbs[tokens.words[i]]
    if tokens.tags[first:i].rstrip("aRMTE").endswith("A"):  # of a form that is both, it is the participle
        forms = tuple(sorted(forms, key=lambda verb: (-len(verb.particle), verb.finite)))
    if "A" in tokens.tags[first:i] and any(not verb.finite for verb in forms):
        forms = tuple(verb for verb in forms if not verb.finite)  # is | quoted
    for verb in forms:
        start, end = i, i + 1
        if verb.finite and verb.particle:
            particle = _find(tokens, verb.particle, i + 1, last)
            if particle is None:
                continue
            end = particle + 1 if particle == i + 1 else i + 1
        elif not verb.finite:
            auxiliary = _auxiliary(tokens, i, first, last)
            if auxiliary is None or (verb.particle and _find(tokens, verb.particle, i + 1, last) is None):
                continue
            start = auxiliary if auxiliary < i else i
            end = max(i, auxiliary) + 1
        negated = _is_negated(tokens, i, first, last)
        if tokens.words[i] in tokens.known.only_negated:
            if not negated:
                return None
            negated = False
        return Cue(start, end, verb, first, last, negated)
    return None


def _clause(tags: str, i: int, lo: int, hi: int, bare: bool) -> Range:
    """Return the clause around token `i`: between marks, and behind a conjunction, which no mark precedes if `bare`."""
    marks = _CLAUSE | {"C", "K", "H"} if bare else _CLAUSE
    first = i
    while first > lo and (tags[first - 1] not in marks or _aside(tags, first, lo, bare)):
        first = _aside(tags, first, lo, bare) or first - 1
    last = i + 1
    while last < hi and tags[last] not in _CLAUSE and tags[last] != "C":
        last += 1
    return first, last


def _aside(tags: str, end: int, lo: int, bare: bool) -> int:
    """Return where a short aside in brackets begins that ends before token `end`: a party behind a name; 0 if none."""
    start = tags.rfind("(", lo, end) if bare and tags[end - 1] == ")" else -1
    return start if end - start <= _ASIDE and start > lo else 0


def _find(tokens: Tokens, word: str, start: int, end: int) -> int | None:
    return next((j for j in range(start, end) if tokens.words[j] == word), None)


def _auxiliary(tokens: Tokens, i: int, first: int, last: int) -> int | None:
    """Return the auxiliary that goes with a participle: before it in its clause, or right behind it."""
    found = next((j for j in range(i - 1, first - 1, -1) if tokens.tags[j] == "A"), None)
    if found is None and i + 1 < last and tokens.tags[i + 1] == "A":
        found = i + 1
    if found is None:
        return None
    reflexive = found > first and tokens.words[found - 1] in tokens.known.reflexive
    return None if tokens.words[found] in tokens.known.passive and not reflexive else found


def _joins_bare(tokens: Tokens) -> bool:
    """Tell whether no comma stands before what joins a clause, as in English: said that."""
    return "unmarked_clauses" in tokens.known.switches


def _is_negated(tokens: Tokens, i: int, first: int, last: int) -> bool:
    behind = tokens.tags[i + 1 : min(last, i + 3)] if "negated_behind" in tokens.known.switches else ""
    before = tokens.tags[max(first, i - 4) : i]
    if "drop_subject" in tokens.known.switches:  # another predicate is another verb's
        before = before[max(before.rfind(letter) for letter in "JBCWV") + 1 :]
    return "M" in before[-3:] + behind


def _of_cue(tokens: Tokens, cue: Cue, lo: int, hi: int) -> Report | None:
    if _is_impersonal(tokens, cue):
        return None
    subject, left = _subject(tokens, cue, lo, hi)
    stands = tokens.words[cue.start] in tokens.known.stands
    if subject is None and (stands or _is_told(tokens, cue) or _is_relative(tokens, cue, lo)):
        return None
    rest = max(cue.end, subject[1] if subject and not left else 0)
    construction, contents = _contents(tokens, cue, subject, left, rest, lo, hi)
    if not contents and _points_back(tokens, cue):
        construction, contents = "back", ((cue.start, cue.end),)
    if not contents:
        return None
    group = cue.start, cue.end if cue.end - cue.start <= 3 else cue.start + 1
    if cue.end - cue.start > 3:  # only the word that says it
        group = cue.end - 1, cue.end
    return Report(construction, group, subject, contents, _meant(tokens, cue, construction, contents), cue.negated)


def _meant(tokens: Tokens, cue: Cue, construction: str, contents: tuple[Range, ...]) -> Verb:
    """Return what a verb means by which one asks a question or somebody to act: a question, if one follows."""
    forms = (verb for word in tokens.words[cue.start : cue.end] for verb in tokens.known.verbs.get(word, ()))
    urging = next((one for one in forms if one.act is Act.URGED and one.lemma == cue.verb.lemma), None)
    if cue.verb.act is not Act.ASKED or urging is None:
        return cue.verb
    start = contents[0][0]
    whether = tokens.words[start - 1 : start][:1]
    printed = tokens.text[slice(*tokens.quotations[start].inner)] if start in tokens.quotations else ""
    asks = construction == "asked" or (whether and whether[0] in tokens.known.whether) or "?" in printed[-2:]
    return cue.verb if asks else urging


def _is_impersonal(tokens: Tokens, cue: Cue) -> bool:
    """Tell whether nobody is told to say it: it is said that …"""
    known = tokens.known
    joined = cue.end < len(tokens.spans) and tokens.text[tokens.spans[cue.end][0] - 1] == "-"
    beside = (*tokens.words[max(cue.lo, cue.start - 2) : cue.start], *tokens.words[cue.end : cue.end + joined])
    reflexive = cue.verb.lemma.split("_")[0] in known.reflexive_verbs
    return not reflexive and any(word in known.impersonal for word in beside)


def _is_relative(tokens: Tokens, cue: Cue, lo: int) -> bool:
    """Tell whether a verb without a subject stands right behind who, which or that."""
    if "drop_subject" not in tokens.known.switches:
        return False
    before = tokens.tags[lo : cue.start].rstrip("aAM")
    return before[-1:] in ("C", "W", "H", "K")


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


def _is_told(tokens: Tokens, cue: Cue) -> bool:
    """Tell whether a clause says that nobody, or “I”, said it."""
    return any(tag in "EF" for tag in tokens.tags[cue.lo : cue.start])


def _points_back(tokens: Tokens, cue: Cue) -> bool:
    """Tell whether the clause of a cue says that the sentence before was said: this was reported by X."""
    first = max(0, cue.lo - 4 * _joins_bare(tokens))
    return any(_back(tokens, i) for i in (*range(first, cue.start), cue.end))


def _back(tokens: Tokens, i: int) -> int:
    """Return how many words at token `i` point back to the sentence before; 0 where none do."""
    phrases = tokens.known.back.get(tokens.words[i], ()) if i < len(tokens.words) else ()
    return next((len(phrase) for phrase in phrases if tuple(tokens.words[i : i + len(phrase)]) == phrase), 0)


def _subject(tokens: Tokens, cue: Cue, lo: int, hi: int) -> tuple[Range | None, bool]:
    """Return who is the subject of a cue, and whether it stands left of it."""
    tags = tokens.tags
    if tokens.known.shared and cue.verb.finite and tokens.words[cue.start].endswith(tokens.known.shared):
        return None, True  # said …, adding that
    if tokens.words[cue.start] in tokens.known.stands:
        return _source_of_text(tokens, cue, hi), False
    first = cue.lo
    while first < cue.start and tags[first] in "JBK" and tags[first] != "Y":
        first += 1
    opening = tags[first : cue.start]
    second = "verb_second" in tokens.known.switches
    if tags[first] == "Y" or (first > lo and tags[first - 1] == "Y"):
        first += tags[first] == "Y"
    if tags[first] == "W" and first > lo and tags[first - 1] == ",":
        before = _phrase_before(tokens, first - 1, lo)
        if before:
            return before, True
    if said := _antecedent(tokens, cue, lo):
        return said, True
    left = phrase_from(tokens, first, cue.start) if opening and tags[first] not in "ITaAMn" else None
    if left and _joins_bare(tokens) and _OTHER.search(tags[left[1] : cue.start]):
        return None, True  # the book that Ann Lee gave him says …
    if left and tags[left[1] : cue.start].startswith("J"):
        left = _head(tokens, left)  # Ann Lee came and said; what stands behind her name may be a verb
    if left is None and _joins_bare(tokens) and not opening.strip("aTAM") and first > lo and tags[first - 1] == ",":
        left = _before_apposition(tokens, first - 1, lo)
    right = _right(tokens, cue, hi) if left is None or second else None
    fronted = left and left[1] - left[0] == 1 and tags[left[0]] == "X" and not _is_known(tokens, left[0])
    if left and fronted and not right and (named := _named_before(tokens, left[1], cue.start)):
        return named, True  # Dismissed in March, Ann Lee said
    if left and not (right and (fronted or (first > cue.lo and tags[cue.lo] == "K"))):
        return left, True
    drops = "drop_subject" in tokens.known.switches
    main, apposed = _main(tokens, cue, first, lo)
    if right and not (main and apposed and drops):
        return right, False
    if main:
        return main, True
    if right and cue.lo > lo and tags[cue.lo - 1] in ",-" and tags[right[0]] == "D":
        return right, False
    if tags[cue.end : cue.end + 1] == "E" and tags[cue.end + 1 : cue.end + 2] == "I":  # it says in a letter
        told = phrase_from(tokens, cue.end + 2, hi)
        if told:
            return told, False
    if tags[first : cue.start].strip("aTAM") == "" and first > cue.lo and tags[cue.lo] in "JB":
        return None, True
    until = cue.start
    if drops:  # what stands behind another verb is no subject of this one
        until = next((j for j in range(first, until) if tokens.tags[j] in "VC"), until)
    inside = _anywhere(tokens, first, until)
    return inside, inside is not None or not drops


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
    head = _phrase_before(tokens, opening, lo)
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


def _is_known(tokens: Tokens, token: int) -> bool:
    """Tell whether a word that opens a sentence stands elsewhere on the page with a capital, too."""
    return tokens.text.count(tokens.printed(token, token + 1)) > 1


def _opening(tokens: Tokens, lo: int) -> int:
    return lo + (tokens.tags[lo] in "BJ")


def _main(tokens: Tokens, cue: Cue, first: int, lo: int) -> tuple[Range | None, bool]:
    """Return the subject of a verb behind a comma that stands before it, and whether an apposition parts them."""
    tags, drops = tokens.tags, "drop_subject" in tokens.known.switches
    if tags[first : cue.start].strip("aTAM") or first <= lo or tags[first - 1] != "," or cue.start - first >= 4:
        return None, False
    for start in _openings(tokens, lo, first):  # Ann Lee, who keeps the lock, said …
        phrase = phrase_from(tokens, start, first)
        main = with_apposition(tokens, phrase, first) if phrase else None
        if main is None or not (tags.startswith(",", main[1]) or main[1] == first - 1):
            continue
        if not drops or _may_speak(tokens, main):
            return main, main != phrase
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
            i = _behind_adverbial(tokens, i, end)
            continue
        if tokens.tags[i] in "DXwR" and (found := phrase_from(tokens, i, end)):
            return found
        i += 1
    return None


def _behind_adverbial(tokens: Tokens, i: int, end: int) -> int:
    """Return the token behind a preposition and its noun."""
    i += 1 + (tokens.tags[i + 1 : i + 2] == "M")
    while i < end and tokens.tags[i] in "DwnJa":
        if _joins_bare(tokens) and tokens.tags[i] == "D" and tokens.tags[i - 1] in "wn":
            return i
        i += 1
    if _joins_bare(tokens) and tokens.tags[i - 1] == "w" and tokens.tags[i : i + 1] == "X":
        return i
    while i < end and tokens.tags[i] in "XTn":
        i += 1
    return max(i, 1)


def _right(tokens: Tokens, cue: Cue, hi: int) -> Range | None:
    """Return who stands behind a verb as its subject: said (on Monday) the mayor, Ann Lee."""
    tags = tokens.tags
    bracket = tags[cue.start] == "A" and "drop_subject" not in tokens.known.switches  # has the mayor said
    i = cue.start + 1 if bracket or cue.verb.particle else cue.end
    starts = (_behind_adverbials(tokens, start, hi) for start in (i, cue.end))
    found = next((one for start in starts if (one := phrase_from(tokens, start, hi))), None)
    if found and not _may_tell(tokens, cue, found):
        return None
    if found is None or (
        tokens.words[found[0]] in tokens.known.genitive and tokens.words[found[0]] not in _both(tokens)
    ):
        return None
    return with_apposition(tokens, found, hi)


def _may_speak(tokens: Tokens, found: Range) -> bool:
    """Tell whether a phrase behind a verb is somebody who speaks rather than what is spoken of: asked for calm."""
    known = tokens.known
    words = tokens.words[found[0] : found[1]]
    if any(tokens.tags[i] == "X" and _is_known(tokens, i) for i in range(*found)):
        return True
    listed = any(word in known.bodies or word in known.crowd or word in known.told for word in words)
    return listed or tokens.tags[found[0]] in "RX" or is_titled(tokens, *found) or names_person(tokens, *found)


def _may_tell(tokens: Tokens, cue: Cue, found: Range) -> bool:
    """Tell whether a phrase behind a verb may be its subject: not whom it is done to, and not a thing where a subject
    may be left out."""
    behind = cue.lo > 0 and tokens.tags[cue.lo - 1] in ",Q-?!Y"
    if cue.verb.lemma in tokens.known.whom and not behind:
        return False
    if "drop_subject" not in tokens.known.switches or not _joins_bare(tokens) or behind:
        return True
    return _may_speak(tokens, found)


def _behind_adverbials(tokens: Tokens, i: int, hi: int) -> int:
    """Return the token behind what tells when, where and how."""
    i = _behind_circumstance(tokens, i + _back(tokens, i), hi)
    while i < hi and (tokens.tags[i] in "aTMA" or (tokens.tags[i] == "I" and _is_adverbial(tokens, i, hi))):
        i = _behind_adverbial(tokens, i, hi) if tokens.tags[i] == "I" else i + 1
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


def _both(tokens: Tokens) -> frozenset[str]:
    """Return the articles that open a subject as well as what belongs to somebody."""
    return tokens.known.nominative


def _is_adverbial(tokens: Tokens, i: int, hi: int) -> bool:
    """Tell whether a preposition opens what tells when or where."""
    known = tokens.known
    if any(tag in "Tn" for tag in tokens.tags[i + 1 : i + 4]) or tokens.tags[i + 1 : i + 2] == "X":
        return True
    noun = i + 1 + (tokens.tags[i + 1 : i + 2] == "D")
    return _joins_bare(tokens) and tokens.tags[noun : noun + 1] == "w" and not is_title(tokens.words[noun], known)


def _phrase_before(tokens: Tokens, end: int, lo: int) -> Range | None:
    """Return the phrase that ends before token `end`."""
    start = end
    while start > lo and tokens.tags[start - 1] not in _OPENS and tokens.tags[start - 1] not in "VCPK":
        start -= 1
    return phrase_from(tokens, start, end)


def _contents(
    tokens: Tokens, cue: Cue, subject: Range | None, left: bool, rest: int, lo: int, hi: int
) -> tuple[str, tuple[Range, ...]]:
    """Return the construction of a cue, and what it reports."""
    tags = tokens.tags
    as_clause = tags[cue.lo] == "Y" or (cue.lo > lo and tags[cue.lo - 1] == "Y")
    first = cue.lo - (cue.lo > lo and tags[cue.lo - 1] == "Y")
    end = _end_of_clause(tags, rest, hi, "H" if _joins_bare(tokens) else "")
    if as_clause:
        return "as", _beside(tokens, first, end, lo, hi)
    before = _before(tokens, cue, lo)
    behind, kind = _after(tokens, cue, rest, end, hi)
    if before and not left:
        quoted = before[1] - before[0] == 1 and before[0] in tokens.quotations
        if quoted:
            again = _quoted_on(tokens, rest, hi)
            return "inverted", (before, *again)
        if kind in ("quote", "that") and behind:
            return kind, behind
        goes_on = tags.startswith(",", end) and end + 1 < hi and tags[end + 1 : hi].strip(".?!)") != ""
        return ("around", (before, (end + 1, _trim(tags, hi)))) if goes_on else ("before", (before,))
    named = "X" in tags[rest:end]  # somebody is named there who was not made out
    told = subject or ("drop_subject" in tokens.known.switches and not named)
    if before and left and told and not behind and before[0] in tokens.quotations and before[1] - before[0] == 1:
        return "inverted", (before, *_quoted_on(tokens, rest, hi))
    if behind:
        return kind, tuple(_to_next(tokens, one) for one in behind) if kind != "quote" else behind
    fragments = tuple((j, j + 1) for j in range(cue.lo, cue.hi + 1) if j < hi and tags[j] == "Q")
    near = tuple((j, j + 1) for j in range(rest, hi) if tags[j] == "Q" and not _parted(tags, rest, j))
    return "fragment", fragments or near


def _to_next(tokens: Tokens, content: Range) -> Range:
    """Return what is reported up to a verb that the same speaker goes on with: promised to come and said that …"""
    start, end = content
    found = _NEXT.search(tokens.tags, start, end) if _joins_bare(tokens) else None
    ends = [found.start()] if found else []
    if shared := tokens.known.shared:
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


def _trim(tags: str, end: int) -> int:
    while end > 0 and tags[end - 1] in ".,;:?!-":
        end -= 1
    return end


def _before(tokens: Tokens, cue: Cue, lo: int) -> Range | None:
    """Return what stands before the clause of a cue, up to the comma or the quotation."""
    tags = tokens.tags
    end = cue.lo
    if end <= lo or tags[end - 1] not in ",-Q?!":
        return None
    closing = end - 1 if tags[end - 1] in ",-?!" else end
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


def _quoted_on(tokens: Tokens, rest: int, hi: int) -> tuple[Range, ...]:
    """Return a quotation that goes on behind who said it: “…,” said X, “…”"""
    tags = tokens.tags
    i = rest
    while i < hi and tags[i] not in "Q;:":
        i += 1
    if i < hi and tags[i] in ":" and i + 1 < hi and tags[i + 1] == "Q":
        i += 1
    return ((i, i + 1),) if i < hi and tags[i] == "Q" else ()


def _after(
    tokens: Tokens, cue: Cue, rest: int, end: int, hi: int, nested: bool = False
) -> tuple[tuple[Range, ...], str]:
    """Return what stands behind the clause of a cue, and how it is joined to it."""
    tags = tokens.tags
    stop = _stop(tags, hi)
    if (found := _infinitive(tokens, cue, rest, min(end, stop))) is not None:
        return ((found, stop),), "to"
    objects = cue.verb.factuality is Factuality.UNSAID or (cue.verb.factuality is Factuality.PLANNED and end >= stop)
    if objects and rest < stop and tags[end : end + 1] != "C":
        rest = _find(tokens, cue.verb.particle, rest, stop) or rest - 1 if cue.verb.particle else rest - 1
        return ((rest + 1, stop),), "object"
    asks = cue.negated or cue.verb.act is Act.ASKED or cue.verb.factuality is Factuality.UNSAID
    if _joins_bare(tokens) and (asked := tags.find("H", rest, end)) >= 0:
        return ((asked, stop),), "asked"
    if end >= stop:
        return (), ""
    if tags[end] == "C" and _joins_bare(tokens) and not _reports_behind(tokens, cue, rest, end, asks):
        return (), ""
    if tags[end] == "C":
        return ((end + 1, stop),), "that"
    if tags[end] == "H":
        return ((end - (tags[end - 1] == "I"), stop),), "asked"
    if tags[end] == "Q":
        return (((end, end + 1),), "quote") if tokens.is_clause(end) else ((), "")
    if tags[end] in ":-" and end + 1 < hi and tags[end + 1] == "Q" and end + 2 >= stop:
        return ((end + 1, end + 2),), "quote"
    if tags[end] == ":":
        return ((end + 1, stop),), "colon"
    if tags[end] != ",":
        return (), ""
    start = end + 1
    while start < stop and tags[start] in "a" and tags[start + 1 : start + 2] == "C":
        start += 1
    if start < stop and tags[start] == "C":
        return ((start + 1, stop),), "that"
    if start < stop and tags[start] == "Q":
        return ((start, start + 1),), "quote"
    if start < stop and (tags[start] == "H" or tags[start] in "YK" or (asks and tags[start] in "WI")):
        if cue.verb.act is Act.ASKED and not cue.negated:
            return ((start, stop),), "that"  # asked why: as plain a report as asked whether
        return ((start, stop),), "asked" if asks or tags[start] == "H" else "wh"
    comma = tags.find(",", start, stop)
    aside = tags[start : start + 1] in ("I", "T", "a") and comma > 0 and "drop_subject" in tokens.known.switches
    if aside and tags[comma + 1 : comma + 2] == "C":  # said, in a letter, that …
        return ((comma + 2, stop),), "that"
    clause = comma if comma > 0 else stop
    if comma > 0 and tokens.words[start] in tokens.known.relatives and tags[comma - 1] in "AVwP" and not nested:
        return _after(tokens, cue, comma, comma, hi, nested=True)  # X wrote in a letter, which was read out, he was …
    if any(word in tokens.known.infinitive for word in tokens.words[start:clause]):
        return ((start, stop),), "to"
    if "bare_clause" in tokens.known.switches and _is_bare(tokens, start, clause):
        return ((start, stop),), "bare"
    return (), ""


def _infinitive(tokens: Tokens, cue: Cue, rest: int, end: int) -> int | None:
    """Return where an infinitive begins that says what is asked for, promised or denied, its negation with it."""
    endings = tokens.known.infinitive_endings
    if endings and tokens.known.infinitive_links:
        return _linked_infinitive(tokens, cue, rest, end)
    if cue.verb.act not in _TO_DO:  # says to have seen it: right behind the verb only
        while rest < end and tokens.tags[rest] in "M":
            rest += 1
        end = min(end, rest + 1) if "drop_subject" in tokens.known.switches else rest
    if not endings:
        return None
    for i in range(rest, end):
        if tokens.tags[i] in "wPA" and tokens.words[i].endswith(endings):
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
        if start == rest or (link and (cue.verb.act in _TO_DO or start - 1 == rest)):
            return start
    return None


def _reports_behind(tokens: Tokens, cue: Cue, rest: int, end: int, asks: bool) -> bool:
    """Tell whether the conjunction at token `end` opens what a verb reports, and not a clause about what stands before
    it: said that; not praised the work that, nor before that, nor promised help if."""
    if tokens.words[end] in tokens.known.whether:
        return asks
    if tokens.tags[end - 1] in "IK":
        return False
    i = rest
    while i < end and cue.verb.lemma not in tokens.known.tell_whom:
        if tokens.tags[i] == "I":
            i = _behind_adverbial(tokens, i, end)
        elif tokens.tags[i] in "XQ" or (tokens.tags[i] == "D" and "T" not in tokens.tags[i + 1 : i + 3]):
            return False
        else:
            i += 1
    return True


def _stop(tags: str, hi: int) -> int:
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


def _beside(tokens: Tokens, first: int, end: int, lo: int, hi: int) -> tuple[Range, ...]:
    """Return what stands around an inserted clause: before it, behind it, or both."""
    tags, stop = tokens.tags, _stop(tokens.tags, hi)
    found = []
    if first - 1 > lo:
        found.append((lo + (tags[lo] in "BJ"), _trim(tags, first)))
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


def _led_in(tokens: Tokens, colon: int, lo: int) -> Report | None:
    """Return a quotation behind a colon whose sentence has no verb on a list: Ann Lee took the floor: “…”"""
    first: Range | None = None
    i = lo
    while i < colon:
        found = phrase_from(tokens, i, colon) if tokens.tags[i] in "DXwRQ" else None
        found = with_apposition(tokens, found, colon) if found else None
        if found and (tokens.tags[i] == "R" or names_person(tokens, *found) or is_titled(tokens, *found)):
            return _quoted_behind(colon, found)
        first = first or found
        i = max(i + 1, found[1] if found else 0)
    return _quoted_behind(colon, first) if first else None


def _quoted_behind(colon: int, subject: Range) -> Report:
    return Report("led in", (colon, colon + 1), subject, ((colon + 1, colon + 2),))


def _unknown(tokens: Tokens, i: int, lo: int, hi: int) -> Report | None:
    """Return a quotation before a verb that is on no list: “…,” recalled Ann Lee."""
    token = i - 2
    start = i + 1
    while start < hi and tokens.tags[start] in "a":
        start += 1
    subject = phrase_from(tokens, start, hi)
    if subject is None or not tokens.is_clause(token):
        return None
    subject = with_apposition(tokens, subject, hi)
    return Report("inverted", (i, i + 1), subject, ((token, token + 1), *_quoted_on(tokens, subject[1], hi)))


def _thus(tokens: Tokens, i: int, lo: int, hi: int) -> Report | None:
    """Return what “…,” so X reports."""
    subject = phrase_from(tokens, i + 1, hi)
    if subject is None:
        return None
    subject = with_apposition(tokens, subject, hi)
    end = subject[1]
    while end < hi and tokens.tags[end] in "aTIDXwn" and tokens.tags[end] not in _CLAUSE:
        end += 1
    if end < hi and tokens.tags[end] not in ",.:;-Q?!":
        return None
    contents = _beside(tokens, i, end, lo, hi)
    if not contents:
        return None
    before = contents[0]
    if before[1] - 1 in tokens.quotations and tokens.tags[i - 1] in ",Q" and tokens.is_clause(before[1] - 1):
        before = (before[1] - 1, before[1]) if before[1] - 1 == lo or tokens.tags[before[1] - 2] in ".:" else before
    return Report("thus", (i, i + 1), subject, (before, *contents[1:]))


def _according(tokens: Tokens, i: int, lo: int, hi: int) -> Report | None:
    """Return what a sentence reports according to whom it names."""
    tags, known = tokens.tags, tokens.known
    last = i + 1
    while last < hi and tags[last] == "l":
        last += 1
    phrase = "_".join(tokens.words[i:last])
    whose = next((j for j in range(i, last) if tokens.words[j] in known.possessives), None)
    if whose is not None:  # in his opinion
        return Report(
            "according", (i, last), (whose, last), _around(tokens, i, last, lo, hi), held=phrase in known.held
        )
    noun = phrase in known.alone or (phrase not in known.before and last > i + 1)
    owned = last < hi and (tokens.words[last] in known.genitive or tokens.words[last] in known.links)
    start = last + (owned and tags[last] == "I")
    source = _source(tokens, start, hi) if owned or not noun else None
    if source is None and not noun:
        return None
    named = with_apposition(tokens, source, hi) if source else (i, last)
    if source and tags[named[1] : named[1] + 1] in ("A", "V"):
        named = source  # according to the paper, the mayor, Ann Lee, has …
    subject = (i + (noun and phrase not in known.alone), named[1]) if noun and not source else named
    end = named[1]
    of = tokens.words[end + 1 : end + 2]
    belongs = tags[end : end + 1] == "," and of and of[0] in known.links and "places_by_links" in known.switches
    if belongs and (comma := tags.find(",", end + 1, hi)) > 0:  # according to Ann Lee, of the Post, …
        end = comma
    elif tags[end : end + 1] == "C":  # according to a report that came out yesterday, …
        comma = tags.find(",", end, hi)
        end = comma if comma > 0 else _stop(tags, hi)
    return Report("according", (i, last), subject, _around(tokens, i, end, lo, hi), held=phrase in known.held)


def _source(tokens: Tokens, start: int, hi: int) -> Range | None:
    """Return the source behind “according to”; a name ends it, and so does a finite verb."""
    if start < hi and tokens.words[start] in tokens.known.sexes:
        return start, start + 1
    found = phrase_from(tokens, start, hi)
    if found is None:
        return None
    tags = tokens.tags
    end = found[0] + 1
    while end < found[1] and not (tags[end] == "D" and tags[end - 1] == "X" and "D" not in tags[found[0] : end]):
        end += 1
    return found[0], end


def _behind(tokens: Tokens, i: int, lo: int, hi: int) -> Report | None:
    """Return what a sentence reports whose source stands before the word that says so."""
    start = i
    while start > lo and tokens.tags[start - 1] in "DXwnJI" and i - start < 8:
        start -= 1
    subject = phrase_from(tokens, start, i)
    if subject is None or subject[1] != i:
        return None
    return Report("according", (i, i + 1), subject, _around(tokens, start, i + 1, lo, hi))


def _around(tokens: Tokens, start: int, end: int, lo: int, hi: int) -> tuple[Range, ...]:
    """Return what a source stands before, behind or within: of the sentence, or of the clause that “which” opens."""
    tags, first, stop = tokens.tags, lo, _stop(tokens.tags, hi)
    mark = max(tags.rfind(letter, lo, start) for letter in ",;(")
    if mark >= lo and (tags[mark] in ";(" or (tags[mark + 1 : mark + 2] in ("W", "D") and mark + 1 < start)):
        relative = tags[mark] == "," and (tags[mark + 1] == "W" or tokens.words[mark + 1] in tokens.known.relatives)
        if relative or tags[mark] != ",":
            first = mark + 1
            close = tags.find("," if relative else ")" if tags[mark] == "(" else ";", end, stop)
            stop = close if close > 0 else stop
    left = first + (tags[first] in "BJ" if first < hi else 0), _trim(tags, start)
    right = end + (tags[end : end + 1] in (",", ":", "-")), stop
    return tuple(one for one in (left, right) if one[1] > one[0])
