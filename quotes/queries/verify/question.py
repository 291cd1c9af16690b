"""Did anyone, or did this person, say these words?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from quotes.errors import BadQuestion
from quotes.lexicon import ENGLISH
from quotes.queries.proof import prove_nothing
from quotes.queries.statements import Said
from quotes.queries.verify.grammar import SAID
from quotes.queries.verify.later import taken_back
from quotes.queries.verify.sentences import occurrence, sentence
from quotes.queries.verify.standing import QUOTED, Around, Container, around, standing
from quotes.queries.verify.verification import (
    ALTERED,
    EXACT,
    NARRATED,
    NOT_FOUND,
    ORDER,
    PERHAPS,
    PUNCTUATION,
    SHORTENED,
    UNKNOWN,
    UNNAMED,
    WITHDRAWN,
    Verification,
    verdict,
)
from quotes.queries.verify.whose import Claimed, claimed, when, whose
from quotes.queries.verify.wording import Found, found
from quotes.span import Span
from quotes.text import fold

NARRATION = "narration"  # as a rival
AT_ONCE = 20  # so many places are looked into in one go: mostly one of the first is the answer
_QUOTATION_MARKS = ' \t\n"“”„«»'


def verify(
    connection: sqlite3.Connection,
    claim: str,
    *,
    people: Sequence[int] | None = None,
    on: str | None = None,
    called: str = "",
) -> Verification:
    """Return what the database says of the claim that somebody, or one of `people`, said these words, `on` that date.

    `people` are row numbers, as queries.people.identify returns them; none of them: nobody is `called` so, but perhaps
    in another reading of some words; None: whoever did.
    Raises BadQuestion when the claim holds no words.
    """
    claim = claim.strip(_QUOTATION_MARKS)
    if not fold(claim):
        raise BadQuestion(f"{claim!r} holds no words to verify: give them as they are claimed to have been said")
    places = sorted(found(connection, claim), key=lambda place: ORDER.index(place.words))
    if not places:
        prove_nothing(connection, claim)
        return Verification(claim, NOT_FOUND)
    best = _best(connection, claim, places, claimed(connection, people, called), on)
    return best._replace(others=_others(best, [place.row for place in places]))


def _best(
    connection: sqlite3.Connection, claim: str, places: Sequence[Found], who: Claimed | None, on: str | None
) -> Verification:
    """Return the best answer of `places`, whose words come best first: no answer is better than its words."""
    inside = {place.row.within for place in places}
    own = {place.row.uid for place in places if who and place.row.person in who.uids}
    apart = [place for place in places if place.row.manner != NARRATED or place.row.uid not in inside]
    # What they themselves tell as somebody's whom nobody knows: how they tell it is the answer.
    apart = [place for place in apart if place.row.person is not None or place.row.within not in own]
    best: Verification | None = None
    for some in (apart[i : i + AT_ONCE] for i in range(0, len(apart), AT_ONCE)):
        known = around(connection, (place.row for place in some))
        for place in some:
            if best and ORDER.index(best.verdict) <= ORDER.index(place.words):
                return best
            answer = _answer(connection, claim, place, known, who, on)
            best = answer if best is None else min(best, answer, key=lambda answer: ORDER.index(answer.verdict))
    return best or Verification(claim, NOT_FOUND)


def _answer(
    connection: sqlite3.Connection, claim: str, place: Found, known: Around, who: Claimed | None, on: str | None
) -> Verification:
    """Return what one statement answers: its parts, and what they add up to."""
    row, (stands, cut, shown) = place.row, standing(place, known)
    if not cut and stands == SAID and (later := taken_back(connection, row, place.hit)):
        stands, shown = WITHDRAWN, (*shown, later)
    manner, container = known.manner(place), known.containers.get(row.uid)
    speaker, date = whose(row, who, manner == QUOTED), when(row, on)
    said = SHORTENED if cut and place.words in (EXACT, PUNCTUATION) else place.words
    doubts = _doubts(row, speaker, date, manner, container)
    return Verification(
        claim=claim,
        verdict=verdict(said, speaker, date, stands, manner),
        difference=place.difference,
        notes="; ".join(dict.fromkeys((*place.notes, *shown, *doubts))) or None,
        manner=manner,
        words=said,
        speaker_answer=speaker,
        date_answer=date,
        standing=stands,
        sentence=_sentence(place, container),
        **{name: getattr(row, name) for name in _OF_THE_ROW},
    )


_OF_THE_ROW = [name for name in Verification._fields if name in Said._fields and name != "manner"]


def _doubts(
    row: Said, speaker: str | None, date: str | None, manner: str, container: Container | None
) -> Iterator[str]:
    """Yield what is to be said of whose words they are, and of the day."""
    if manner == QUOTED:
        yield "in quotation marks, speaker not known"
    elif container and container.manner != NARRATED:
        yield f"as {container.speaker or 'somebody else'} has it"
    if row.status == "ambiguous" and manner not in (QUOTED, NARRATED):
        yield f"whose words these are is ambiguous, {_either(row)}, confidence {row.confidence:.2f}"
    if speaker == PERHAPS:
        yield f"{row.speaker} may be the same"
    if speaker == UNNAMED and manner != QUOTED:
        yield "whose words these are is not known"
    if date == UNKNOWN:
        yield "the day is not known"


def _either(row: Said) -> str:
    """Return the two readings of whose words they are."""
    rival = (row.publisher or "the outlet") if row.rival == NARRATION else row.rival or "somebody else"
    return f"{row.speaker or 'somebody unnamed'} or {rival}"


def _sentence(place: Found, container: Container | None) -> str:
    """Return the sentence in which the words stand; of words that narration quotes, that of the narration."""
    text, hit = place.row.text, place.hit
    if container and container.manner == NARRATED:
        start = occurrence(text, container.text, container.share)
        if start >= 0:
            text, hit = container.text, Span(start + hit.start, start + hit.end)
    return " ".join(text[slice(*sentence(text, hit, ENGLISH))].split())


def _others(best: Verification, rows: Sequence[Said]) -> str | None:
    """Who else said the same words; who said similar ones is of no interest."""
    if best.words == ALTERED or best.manner == NARRATED:
        return None
    apart = (row for row in rows if row.manner != NARRATED and row.speaker != best.speaker and row.within != best.uid)
    return "; ".join(dict.fromkeys(row.speaker for row in apart if row.speaker)) or None
