"""What a clause stands under in the sentence around it: a denial, a question, a condition, somebody else's word.

Nothing is parsed. Words that govern clauses (governors.tsv) are looked for in the sentence before the clause; each says
by which joints a clause hangs on it and what becomes of the clause, by whose word it is and whether that is negated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from quotes.lexicon import Lexicon
from quotes.queries.difference import negates
from quotes.queries.verify.back import is_taken_back, tells
from quotes.queries.verify.grammar import (
    ANOTHER,
    BARE,
    COLON,
    COMMA,
    CONDITION,
    DENIED,
    GIVEN,
    QUESTION,
    QUOTE,
    REPORT,
    SAID,
    Governor,
    Grammar,
    grammar,
)
from quotes.queries.verify.parts import (
    BREAKS,
    CLAUSE_ENDS,
    DASHES,
    MARKS,
    PARTING,
    begins_anew,
    is_apart,
    part_behind,
    parts_of,
)

FAR = 8  # so many words may lie between what governs a clause and the word that joins them: told the whole council that
TAG = 6  # so many words may be in what stands behind a clause instead of before it: …, my opponent likes to say


class _Hold(NamedTuple):
    becomes: str
    at: int  # where what is held begins


class Governed(NamedTuple):
    """What a clause stands under, and whether a negation that belongs to it was left before it."""

    standing: str
    negated: bool = False
    grasped: bool = False  # words that govern clauses, which are known, stand before it
    taken_back: bool = False  # by the speaker himself, behind it


def read(before: str, clause: str, after: str, following: str, lexicon: Lexicon) -> Governed:
    """Return what `clause` stands under; `before` and `after` are the rest of its sentence, `following` is the next."""
    known = grammar(lexicon)
    ahead, clause_, behind = _plain(parts_of(before), known), parts_of(clause), _plain(parts_of(after), known)
    found = [*_governed(ahead, known), *_tagged(behind, known), *_judged(ahead, behind, known)]
    found += [*_summed_up(behind, known), *_summed_up(parts_of(following), known, known.taken_back.that)]
    standing = next((hold.becomes for hold in found if hold.becomes not in (SAID, GIVEN)), SAID)
    if _asks(ahead, clause_, behind, known) and not (found and found[-1].becomes == GIVEN):
        standing = QUESTION
    if standing == SAID and _is_until(ahead, known):
        standing = CONDITION
    told = tells(ahead, known)
    taken = is_taken_back(behind, following, told or tells(clause_, known), standing, clause_, known)
    if taken and (told or not tells(clause_, known)):
        standing = DENIED
    own = ahead[max((hold.at for hold in found), default=0) :]
    grasped = any(_head(ahead, i, known)[1] for i in range(len(ahead)))
    cut = standing == SAID and (taken or _is_cut(own, clause_, known) or _is_limited(own, known))
    return Governed(standing, cut, grasped, taken)


def _is_until(before: Sequence[str], known: Grammar) -> bool:
    """Tell whether a clause stands behind, or in, an “until he comes” that opens the sentence."""
    opening = next((part for part in before if part not in known.taken_back.joint and part != COMMA), "")
    return opening in known.until and not _ended(before, 0, True, known)


def _is_limited(before: Sequence[str], known: Grammar) -> bool:
    """Tell whether nothing but what limits a clause stands before it: For now, …"""
    start = next((i for i, part in enumerate(before) if part not in known.taken_back.joint), len(before))
    own = tuple(part for part in before[start:] if part != COMMA)
    return own in known.limits or any(
        own[: len(word)] == word and own[len(word) :] in known.limits for word in known.loose
    )


def _plain(parts: list[str], known: Grammar) -> list[str]:
    """Return `parts` without the set phrases that change nothing."""
    kept: list[str] = []
    i = 0
    while i < len(parts):
        phrases = known.plain.get(parts[i], ())
        size = next((len(phrase) for phrase in phrases if tuple(parts[i : i + len(phrase)]) == phrase), 0)
        kept += [] if size else [parts[i]]
        i += size or 1
    return kept


def _governed(parts: Sequence[str], known: Grammar) -> Iterator[_Hold]:
    """Yield what becomes of a clause behind `parts` by each of the words there that it hangs on, in order."""
    i = since = 0
    while i < len(parts):
        size, rows = _head(parts, i, known)
        if joined := _joint(parts, i + size, rows, known) if rows else None:
            governor, at = joined
            if not _ended(parts, at, COMMA in governor.joints, known) and not _is_aside(parts, i, size, at, known):
                start = 0 if parts[i - 1 : i] == ["to"] else since
                own, negated = _is_own(parts[start:i], known), _is_negated(parts[since:i], known)
                yield _Hold(_becomes(governor, own, negated), at)
                since = i + size
        i += max(size, 1)


def _is_aside(parts: Sequence[str], i: int, size: int, at: int, known: Grammar) -> bool:
    """Tell whether a head at `i` is part of a subject: those who doubted us should know that …"""
    relative = i > 0 and known.subjects.get(parts[i - 1]) == "relative"
    return relative and at == i + size and any(_head(parts, later, known)[1] for later in range(at, len(parts)))


def _head(parts: Sequence[str], i: int, known: Grammar) -> tuple[int, Sequence[Governor]]:
    for size in range(min(known.longest, len(parts) - i), 0, -1):
        if rows := known.governors.get(tuple(parts[i : i + size])):
            return size, rows
    return 1, (REPORT,) if parts[i] in known.reports else ()


def _joint(parts: Sequence[str], start: int, rows: Sequence[Governor], known: Grammar) -> tuple[Governor, int] | None:
    """Return by which of `rows` a clause behind `parts` hangs on the head that ends at `start`, and where it begins.

    A joint belongs to the last head before it: in “the report shows that”, it is not the report's.
    """
    passed: set[str] = set()
    loose: tuple[Governor, int] | None = None  # told him to …: no more than that, where no “that” follows
    for i in range(start, len(parts)):
        part = _sort(parts, i)
        joined = next((row for row in rows if part in row.joints), None)
        if joined and part not in passed and i - start <= FAR:
            if known.joints.get(part) != "loose":
                return joined, i + 1
            loose = loose or (joined, i + 1)
        if part in BREAKS and known.joints.get(part_behind(parts, i)) != "firm":
            return None
        passed.update(*(row.joints for row in _head(parts, i, known)[1]))
    bare = next((row for row in rows if BARE in row.joints), None)
    return loose or ((bare, start) if bare else None)


def _sort(parts: Sequence[str], i: int) -> str:
    """Return the joint that a part may be: a comma before an opening quotation mark is passed over with it."""
    if parts[i] in MARKS or (parts[i] in (COMMA, COLON) and part_behind(parts, i) in MARKS):
        return QUOTE
    return COMMA if parts[i] in DASHES else parts[i]


def _ended(parts: Sequence[str], start: int, far: bool, known: Grammar) -> bool:
    """Tell whether a clause of its own has begun behind the joint at `start`; what reaches `far` passes over “and”."""
    marks = [i for i in range(start, len(parts)) if parts[i] in MARKS]
    closed = len(marks) > 1 or (bool(marks) and marks[0] > start)
    return closed or any(begins_anew(parts, i, far, known) for i in range(start, len(parts)))


def _becomes(governor: Governor, own: bool, negated: bool) -> str:
    if own:
        return governor.own_negated if negated else governor.own
    return governor.other_negated if negated else governor.other


def _is_own(before: Sequence[str], known: Grammar) -> bool:
    """Tell whether the subject of a verb behind `before` is the speaker, or nobody, as in “it is fair to say”."""
    for i in range(len(before) - 1, -1, -1):
        kind = known.subjects.get(before[i].partition("'")[0])
        if kind == "own" or (kind == "object" and before[i - 1] not in known.joints):
            return True
        if kind == "mine" and (i == len(before) - 1 or known.subjects.get(before[i - 1]) == "link"):
            return True
        if kind == "empty":
            return before[-1] == "to"
        if kind in ("other", "relative"):
            return False
    return False


def _is_negated(before: Sequence[str], known: Grammar) -> bool:
    """Tell whether a verb behind `before` is negated: from its subject on, or from before it where verb and subject
    are turned round (never have I said)."""
    start = 0
    for i, part in enumerate(before):
        kind = known.subjects.get(part.partition("'")[0])
        if part in CLAUSE_ENDS or known.ends.get(part) == "always":
            start = i + 1
        elif kind in ("own", "other", "relative") and before[i - 1] not in known.openers:
            start = max(start, i - 1)
    words = before[start:]
    return any(negates(word, known.negations) for word in words) != any(word in known.flips for word in words)


def _tagged(after: Sequence[str], known: Grammar) -> Iterator[_Hold]:
    """Yield what becomes of a clause by a few words behind it: …, they say; …, claims my opponent."""
    tag = _tag(after, known)
    for i in range(len(tag)):
        size, rows = _head(tag, i, known)
        wanted = (COMMA, COLON) if not i else (BARE, COLON) if i + size == len(tag) else ()
        if row := next((row for row in rows if not row.joints.isdisjoint(wanted)), None):
            whose = tag[:i] or tag[size:]
            yield _Hold(_becomes(row, _is_own(whose, known), _is_negated(tag[:i], known)), 0)
            return


def _tag(after: Sequence[str], known: Grammar) -> Sequence[str]:
    """Return the words that stand by themselves behind a clause, but for who was told: …, they tell me."""
    start = next((i + 1 for i, part in enumerate(after[:2]) if part == COMMA or part in DASHES), len(after))
    tag = [part for part in after[start:] if part not in MARKS]
    tag = tag[: next((i for i, part in enumerate(tag) if part in PARTING), len(tag))]
    goes_on = any(part in known.ends or known.joints.get(part) == "firm" for part in tag[1:])
    return [] if goes_on or len(tag) > TAG else [part for part in tag if known.subjects.get(part) != "object"]


def _summed_up(after: Sequence[str], known: Grammar, opening: Set[str] = frozenset()) -> Iterator[_Hold]:
    """Yield what becomes of a clause that is said to be another's: P is what they told me; P. That is what they say."""
    rest = after[1:] if after and (after[0] == COMMA or after[0] in DASHES) else after
    if opening:
        if not rest or rest[0] not in opening:
            return
        rest = rest[1:]
    if known.taken_back.was.isdisjoint(rest[:1]) or rest[1:2] != ["what"] or len(rest) > TAG + 2:
        return
    for i in range(2, len(rest)):
        if _head(rest, i, known)[1] and not _is_own(rest[2:i], known):
            yield _Hold(ANOTHER, 0)
            return


def _judged(before: Sequence[str], after: Sequence[str], known: Grammar) -> Iterator[_Hold]:
    """Yield what becomes of a clause that opens its sentence by what is said of it: that P is a lie."""
    if len(before) != 1 or known.joints.get(before[0]) != "firm":
        return
    for i in range(len(after)):
        _, rows = _head(after, i, known)
        if row := next((row for row in rows if before[0] in row.joints), None):
            yield _Hold(_becomes(row, True, _is_negated(after[:i], known)), 1)
            return


def _asks(before: Sequence[str], clause: Sequence[str], after: Sequence[str], known: Grammar) -> bool:
    """Tell whether a clause is part of a question that it does not show itself."""
    apart = any(part in CLAUSE_ENDS or (part in known.ends and is_apart(after, i)) for i, part in enumerate(after))
    if after[-1:] != ["?"] or apart or _ended(before, 0, False, known):
        return False
    return bool(before) or clause[0] not in known.openers


def _is_cut(before: Sequence[str], clause: Sequence[str], known: Grammar) -> bool:
    """Tell whether the words right before a clause negate it: we will not | raise the fare."""
    if before[-1:] == [COMMA]:
        before = _without_aside(before[:-1])
        return len(before) > 1 and negates(before[-1], known.negations)
    opens = clause[:1] and known.subjects.get(clause[0].partition("'")[0]) in ("own", "other", "empty")
    if before and before[-1] in known.ends and opens:
        return False
    for part in reversed(before):
        if part in PARTING or known.joints.get(part) == "firm" or known.ends.get(part) == "always":
            return False
        if negates(part, known.negations):
            return True
    return False


def _without_aside(before: Sequence[str]) -> Sequence[str]:
    """Return `before` without what two commas set apart: We will not, in any case,"""
    last = max((i for i, part in enumerate(before) if part == COMMA), default=-1)
    return before[:last] if last > 0 else before
