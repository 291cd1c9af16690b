"""A verb that reports, in its clause: with its auxiliary, its negation, and what it means there."""

from __future__ import annotations

from typing import NamedTuple

from quotes.attribution.speech.tokens import Range, Tokens
from quotes.attribution.speech.words import ANY, Verb
from quotes.force import Act, Factuality

TO_DO = (Act.URGED, Act.PROMISED, Act.ASKED, Act.DENIED)  # what is done with an infinitive: promised to come
_ASIDE = 6  # tokens
BACK = ("back", "back to")  # constructions that report the sentence before
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


def is_led_by_nobody(report: Report) -> bool:
    """Tell whether a colon leads in a quotation in a sentence that names nobody who speaks."""
    return report.construction == "led in" and report.subject is None


def is_guessed(report: Report) -> bool:
    """Tell whether nothing in a sentence says whose its quotation is: it stands beside words about somebody."""
    return report.construction == "near" or is_led_by_nobody(report)


def cue_at(tokens: Tokens, i: int, lo: int, hi: int) -> Cue | None:
    """Return the cue that token `i` is, with its auxiliary or its prefix; None where it is none."""
    bare = joins_bare(tokens) or "caseless" in tokens.known.switches
    first, last = _clause(tokens, i, lo, hi, bare)
    forms = tokens.known.verbs[tokens.words[i]]
    if tokens.tags[first:i].rstrip("aRMTE").endswith("A"):  # of a form that is both, it is the participle
        forms = tuple(sorted(forms, key=lambda verb: (-len(verb.particle), verb.finite)))
    if "A" in tokens.tags[first:i] and any(not verb.finite for verb in forms):
        forms = tuple(verb for verb in forms if not verb.finite)  # is | quoted
    for verb in forms:
        start, end = i, i + 1
        if verb.finite and verb.particle:
            particle = find_word(tokens, verb.particle, i + 1, _behind_aside(tokens, verb.particle, last, hi))
            if particle is None:
                continue
            end = particle + 1 if particle == i + 1 else i + 1
        elif not verb.finite:
            active = verb.lemma in tokens.known.cited or verb.lemma in tokens.known.convinced
            auxiliary = _auxiliary(tokens, i, first, last, active)
            if auxiliary is None or (verb.particle and find_word(tokens, verb.particle, i + 1, last) is None):
                continue
            if tokens.words[auxiliary] in tokens.known.planning:
                verb = verb._replace(factuality=Factuality.PLANNED)  # is going to | announce
            start = auxiliary if auxiliary < i else i
            end = max(i, auxiliary) + 1
            end += bool(verb.particle) and find_word(tokens, verb.particle, end, end + 1) is not None  # has cut | short
        verb = verb._replace(factuality=Factuality.SUPPOSED) if _is_supposed(tokens, i) else verb
        negated = _is_negated(tokens, i, first, last)
        if verb.particle == ANY and tokens.words[i] in tokens.known.unsaid_negated:
            if not negated:
                continue  # wanted to say
            return Cue(start, end, verb, first, last, False)
        if tokens.words[i] in tokens.known.only_negated:
            if not negated:
                return None
            negated = False
        return Cue(start, end, verb, first, last, negated)
    return None


def _behind_aside(tokens: Tokens, particle: str, last: int, hi: int) -> int:
    """Return where the clause ends in which any infinitive may stand: behind an aside, refused, however, | to say."""
    close = tokens.tags.find(",", last + 1, hi)
    aside = particle == ANY and tokens.tags[last : last + 1] == "," and 0 < close - last <= _ASIDE
    return min(close + 3, hi) if aside else last


def _is_supposed(tokens: Tokens, i: int) -> bool:
    """Tell whether a word beside a verb makes it something that might be said: сказал бы."""
    return any(word in tokens.known.supposing for word in (*tokens.words[i + 1 : i + 2], *tokens.words[i - 1 : i]))


def _clause(tokens: Tokens, i: int, lo: int, hi: int, bare: bool) -> Range:
    """Return the clause around token `i`: between marks, and behind a conjunction, which no mark precedes if `bare`."""
    tags = tokens.tags
    marks = _CLAUSE | {"C", "K", "H"} if bare else _CLAUSE
    first = i
    while first > lo and (tags[first - 1] not in marks or _aside(tags, first, lo, bare) or is_part(tokens, first - 1)):
        first = _aside(tags, first, lo, bare) or first - 1
    last = i + 1
    while last < hi and ((tags[last] not in _CLAUSE and tags[last] != "C") or is_part(tokens, last)):
        last += 1
    return first, last


def is_part(tokens: Tokens, token: int) -> bool:
    """Tell whether a quotation is some words of the clause that it stands in: had called it a “farce”."""
    if tokens.tags[token] != "Q":
        return False
    before = tokens.tags[token - 1 : token] or "."
    return before in "DIK" or (before in "wXaPVn" and not tokens.is_clause(token))


def _aside(tags: str, end: int, lo: int, bare: bool) -> int:
    """Return where a short aside in brackets begins that ends before token `end`: a party behind a name; 0 if none."""
    start = tags.rfind("(", lo, end) if bare and tags[end - 1] == ")" else -1
    return start if end - start <= _ASIDE and start > lo else 0


def find_word(tokens: Tokens, word: str, start: int, end: int) -> int | None:
    """Return the first token of start … end that is a word, or for ANY an infinitive of a verb that reports."""
    if word == ANY:
        return next((j for j in range(start, end) if tokens.tags[j] == "P"), None)
    return next((j for j in range(start, end) if tokens.words[j] == word), None)


def _auxiliary(tokens: Tokens, i: int, first: int, last: int, active: bool) -> int | None:
    """Return the auxiliary that goes with a participle: before it in its clause, or right behind it; one that makes of
    it what is done to somebody only if it is `active` for all that: is quoted, is convinced."""
    found = next((j for j in range(i - 1, first - 1, -1) if tokens.tags[j] == "A"), None)
    if found is None and i + 1 < last and tokens.tags[i + 1] == "A":
        found = i + 1
    if found is None:
        return None
    reflexive = found > first and tokens.words[found - 1] in tokens.known.reflexive
    return None if tokens.words[found] in tokens.known.passive and not (reflexive or active) else found


def joins_bare(tokens: Tokens) -> bool:
    """Tell whether no comma stands before what joins a clause, as in English: said that."""
    return "unmarked_clauses" in tokens.known.switches


def _is_negated(tokens: Tokens, i: int, first: int, last: int) -> bool:
    behind = tokens.tags[i + 1 : min(last, i + 3)] if "negated_behind" in tokens.known.switches else ""
    before = tokens.tags[max(first, i - 4) : i]
    if "drop_subject" in tokens.known.switches:  # another predicate is another verb's
        before = before[max(before.rfind(letter) for letter in "JBCWV") + 1 :]
    return "M" in before[-3:] + behind


def meant(tokens: Tokens, cue: Cue, construction: str, contents: tuple[Range, ...]) -> Verb:
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


def is_impersonal(tokens: Tokens, cue: Cue) -> bool:
    """Tell whether nobody is told to say it: it is said that …"""
    known = tokens.known
    joined = cue.end < len(tokens.spans) and tokens.text[tokens.spans[cue.end][0] - 1] == "-"
    beside = (*tokens.words[max(cue.lo, cue.start - 2) : cue.start], *tokens.words[cue.end : cue.end + joined])
    reflexive = cue.verb.lemma.split("_")[0] in known.reflexive_verbs
    return not reflexive and any(word in known.impersonal for word in beside)


def is_relative(tokens: Tokens, cue: Cue, lo: int) -> bool:
    """Tell whether a verb without a subject stands right behind who, which or that."""
    if "drop_subject" not in tokens.known.switches:
        return False
    before = tokens.tags[lo : cue.start].rstrip("aAM")
    return before[-1:] in ("C", "W", "H", "K")


def is_told(tokens: Tokens, cue: Cue) -> bool:
    """Tell whether a clause says that nobody, or “I”, said it."""
    return any(tag in "EF" for tag in tokens.tags[cue.lo : cue.start])


def points_back(tokens: Tokens, cue: Cue) -> bool:
    """Tell whether the clause of a cue says that the sentence before was said: this was reported by X."""
    return back_at(tokens, cue) is not None


def back_at(tokens: Tokens, cue: Cue) -> int | None:
    """Return the token with which words begin by which the clause of a cue points back; None where there are none."""
    first = max(0, cue.lo - 4 * joins_bare(tokens))
    return next((i for i in (*range(first, cue.start), cue.end) if words_back(tokens, i)), None)


def words_back(tokens: Tokens, i: int) -> int:
    """Return how many words at token `i` point back to the sentence before; 0 where none do."""
    phrases = tokens.known.back.get(tokens.words[i], ()) if i < len(tokens.words) else ()
    return next((len(phrase) for phrase in phrases if tuple(tokens.words[i : i + len(phrase)]) == phrase), 0)


def takes_object(tokens: Tokens, cue: Cue) -> bool:
    """Tell whether what is not told, asked for, promised or denied may be a noun behind the verb, in languages in which
    verbs have no infinitive."""
    done = cue.negated or cue.verb.act in (Act.URGED, Act.PROMISED, Act.DENIED)
    return "object_contents" in tokens.known.switches and done


def is_denied(tokens: Tokens, cue: Cue, rest: int, end: int, stop: int) -> bool:
    """Tell whether a noun behind a verb is denied: denied | any quarrel with him. German annotators mark none."""
    noun = end >= stop and tokens.tags[rest : rest + 1] in ("D", "w")
    return noun and cue.verb.act is Act.DENIED and "capital_nouns" not in tokens.known.switches
