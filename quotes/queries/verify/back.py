"""How somebody takes back what he said, in the same breath or later, and how a page says that it was not so."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from quotes.lexicon import Lexicon
from quotes.queries.difference import negates
from quotes.queries.verify.grammar import SAID, Grammar, grammar
from quotes.queries.verify.parts import MARKS, PARTING, begins_anew, parts_of


def tells(parts: Sequence[str], known: Grammar) -> bool:
    """Tell whether the speaker tells in `parts` of what he said, and nothing else begins behind it."""
    for i, part in enumerate(parts):
        if part not in known.taken_back.past:
            continue
        own = any(known.subjects.get(word.partition("'")[0]) == "own" for word in parts[max(0, i - 4) : i])
        if own and not any(begins_anew(parts, later, False, known) for later in range(i + 1, len(parts))):
            return True
    return False


def is_taken_back(
    after: Sequence[str], following: str, told: bool, standing: str, clause: Sequence[str], known: Grammar
) -> bool:
    """Tell whether what stands behind a clause, or the next sentence, takes it back: …, and I was wrong.

    “It is not” does so to what is told, and to what is not said for sure; not to what is said here and now.
    """
    back = known.taken_back
    following_ = parts_of(following)
    short = standing != SAID and tuple(following_) in known.retractions
    pieces = [*_pieces(after, known), *_pieces(following_, known)[:1]]
    agrees = any(negates(part, known.negations) for part in clause)  # it is not safe, it is not
    against = back.always | back.told if told else back.always
    if standing != SAID or (told and not agrees):
        against |= known.retractions
    return short or any(_bare(piece, against, known) for piece in pieces)


class Withdrawal(NamedTuple):
    """With what a speaker takes back what he said: what is behind these words, I withdraw that | word, and whether they
    mean what he said last."""

    rest: tuple[str, ...]
    last: bool


def withdrawn(text: str, lexicon: Lexicon) -> Withdrawal | None:
    """Return with what a speaker takes back what he said, None where he does not.

    It has no rest where he does not say what.
    """
    known = grammar(lexicon)
    back, parts = known.taken_back, parts_of(text)
    if parts[-1:] == ["?"]:
        return None
    for piece in _pieces(parts, known):
        for start in (0, *(len(lead) for lead in back.lead if piece[: len(lead)] == lead)):
            own = piece[start:]
            phrase = max((one for one in back.withdrawn if own[: len(one)] == one), key=len, default=())
            if phrase:
                rest = own[len(phrase) :]
                return Withdrawal(() if rest in back.tail else rest, phrase in back.last)
    return None


def belies(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a sentence says of the words before it that they were not so: This is false."""
    known = grammar(lexicon)
    pieces = _pieces(parts_of(text), known)
    return len(pieces) == 1 and pieces[0] in known.taken_back.belied


def _pieces(parts: Sequence[str], known: Grammar) -> list[tuple[str, ...]]:
    """Return the clauses that `parts` may be, without the words that change nothing in them."""
    found: list[list[str]] = [[]]
    for part in parts:
        if part in PARTING or part in MARKS or part in known.taken_back.joint:
            found.append([])
        elif part not in known.taken_back.fill:
            found[-1].append(part)
    return [tuple(piece) for piece in found if piece]


def _bare(piece: tuple[str, ...], wanted: Set[tuple[str, ...]], known: Grammar) -> bool:
    """Tell whether a clause is one of those wanted, but for what may stand before and behind it."""
    starts = [0, *(len(lead) for lead in known.taken_back.lead if piece[: len(lead)] == lead)]
    ends = [len(piece), *(len(piece) - len(tail) for tail in known.taken_back.tail if piece[-len(tail) :] == tail)]
    return any(piece[start:end] in wanted for start in starts for end in ends)
