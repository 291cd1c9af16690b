"""How much evidence there is that a candidate is a label: what its signs observe, weighed and added up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quotes.fitted import weights
from quotes.labels.candidates import Candidate
from quotes.labels.regularity import Signs
from quotes.labels.signs import NAME_SIGNS, SIGNS, Printed, Seen

ACCEPTED = 1.5  # evidence that makes a candidate a label: then it is as likely one as not


class Weighed(NamedTuple):
    """A candidate, the evidence that it is a label, and what is observed of its name and of its place."""

    candidate: Candidate
    evidence: float
    of_name: Seen
    of_place: Seen


def weigh(signs: Signs, found: Sequence[Candidate]) -> list[Weighed]:
    """Return the candidates, of which all `signs` are known, each with its evidence."""
    known: dict[tuple[int, str, str], tuple[float, Seen]] = {}
    weighed = []
    for candidate in found:
        total, of_name = _of_name(candidate, signs, known)
        of_place = tuple([one for sign in SIGNS for one in sign(candidate, signs)])
        weighed.append(Weighed(candidate, total + evidence(of_place) if of_place else total, of_name, of_place))
    return weighed


def evidence(seen: Seen) -> float:
    """Return how far what is observed speaks for a label."""
    known = weights("quotes.labels", "labels")
    return sum([known[name] * value for name, value in seen])


def _of_name(
    candidate: Candidate, signs: Signs, known: dict[tuple[int, str, str], tuple[float, Seen]]
) -> tuple[float, Seen]:
    """Return what the name alone says, and the sum of it, asked once for all labels with the same words."""
    alike = (id(candidate.who), candidate.key, candidate.opening)  # the same words are the same object, slow to hash
    if alike not in known:
        printed = Printed(candidate.who, candidate.key, candidate.opening)
        seen = tuple([one for sign in NAME_SIGNS for one in sign(printed, signs)])
        known[alike] = evidence(seen), seen
    return known[alike]
