"""Did anyone, or did this person, say these words?"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quotes.errors import BadQuestion
from quotes.lexicon import ENGLISH
from quotes.queries.difference import called_out, differences, marked, nearest, negates, tokens
from quotes.queries.fulltext import ROW, Asked, match
from quotes.queries.statements import Said, json_list
from quotes.queries.who_said import placed, places, sureness
from quotes.span import Span
from quotes.text import find_phrase, fold, words

EXACT, PUNCTUATION, SHORTENED, ALTERED = "exact", "punctuation", "shortened", "altered"
REPORTED, OTHER_DATE, OTHER_SPEAKER, NARRATED = "reported", "other-date", "other-speaker", "narrated"
NOT_FOUND = "not-found"
# Of several statements that come near, the one that is best in this order answers.
ORDER = (EXACT, PUNCTUATION, SHORTENED, ALTERED, REPORTED, OTHER_DATE, OTHER_SPEAKER, NARRATED, NOT_FOUND)

ALIKE = 0.66  # from this likeness on (difference.nearest) other words are an alteration, and no sentence of their own
LEAST = 4  # a claim of fewer words is found as it stands, or not at all
SENTENCE = 3  # fewer words between two full stops may be the end of an abbreviation
SHINGLES = 24  # so many pieces of a claim are looked up
NEAR = 40  # so many statements that share pieces with it are compared

_ELLIPSIS = re.compile(r"\s*\[?(?:…|\.\s?\.\s?\.)\]?\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)\]]*(?:\s|$)|\n\n")
_QUOTATION_MARKS = ' \t\n"“”„«»'


class Verification(NamedTuple):
    """The verdict on a claim, the statement that decides it, and how they differ: [-dropped-] {+added+}."""

    claim: str
    verdict: str
    speaker: str | None = None
    difference: str | None = None
    notes: str | None = None  # joined with "; "
    uid: str | None = None
    role: str | None = None
    manner: str | None = None
    text: str | None = None
    said: str | None = None
    earliest: str | None = None
    latest: str | None = None
    event: str | None = None
    source: str | None = None
    line: int | None = None
    status: str | None = None
    confidence: float | None = None
    rival: str | None = None
    publisher: str | None = None
    others: str | None = None  # who else said these words, joined with "; "


class _Match(NamedTuple):
    verdict: str
    row: Said
    notes: tuple[str, ...] = ()
    difference: str | None = None


def verify(
    connection: sqlite3.Connection, claim: str, *, people: Sequence[int] | None = None, on: str | None = None
) -> Verification:
    """Return what the database says of the claim that somebody, or one of `people`, said these words, `on` that date.

    `people` are row numbers, as queries.people.identify returns them; none of them: nobody said it; None: whoever did.
    Raises BadQuestion when the claim holds no words.
    """
    claim = claim.strip(_QUOTATION_MARKS)
    if not fold(claim):
        raise BadQuestion(f"{claim!r} holds no words to verify: give them as they are claimed to have been said")
    speakers = None if people is None else _uids(connection, people)
    for look in (_word_for_word, _in_pieces, _joined, _nearly):
        answers = [_by_whom_and_when(answer, speakers, on) for answer in look(connection, claim)]
        if answers:
            best = min(answers, key=lambda answer: ORDER.index(answer.verdict))
            return _verification(claim, best)._replace(others=_others(best, answers))
    return Verification(claim, NOT_FOUND)


def _uids(connection: sqlite3.Connection, people: Sequence[int]) -> frozenset[str]:
    found = connection.execute(
        "SELECT uid FROM people WHERE id IN (SELECT value FROM json_each(?))", (json_list(people),)
    )
    return frozenset(uid for (uid,) in found)


def _by_whom_and_when(answer: _Match, speakers: frozenset[str] | None, on: str | None) -> _Match:
    """Worsen an answer when these are not the speaker's own words, or not that speaker's, or not of that day."""
    row = answer.row
    if row.manner == "narrated":
        return answer._replace(verdict=NARRATED)
    if speakers is not None and row.person not in speakers:
        return answer._replace(verdict=OTHER_SPEAKER)
    if on and not ((row.earliest or "") <= on + "~" and (row.latest or "9") >= on):
        return answer._replace(verdict=OTHER_DATE)
    return answer._replace(verdict=REPORTED) if row.manner == "reported" else answer


def _others(best: _Match, answers: Sequence[_Match]) -> str | None:
    """Who else said the same words; who said similar ones is of no interest."""
    if best.verdict in (ALTERED, NARRATED):
        return None
    said = (answer.row for answer in answers if answer.row.manner != "narrated")
    return (
        "; ".join(dict.fromkeys(row.speaker for row in said if row.speaker and row.person != best.row.person)) or None
    )


def _verification(claim: str, answer: _Match) -> Verification:
    row = answer.row
    doubt = (
        [f"whose words these are is ambiguous, confidence {row.confidence:.2f}"] if row.status == "ambiguous" else []
    )
    shared = {name: getattr(row, name) for name in Verification._fields if name in Said._fields}
    notes = "; ".join((*dict.fromkeys(answer.notes), *doubt)) or None
    return Verification(claim, answer.verdict, difference=answer.difference, notes=notes, **shared)


def _word_for_word(connection: sqlite3.Connection, claim: str) -> Iterator[_Match]:
    """The same words in the same order: exact, or with other punctuation, or cut off from what limits them."""
    for row in placed(connection, Asked((claim,))):
        hits = list(_everywhere(row.text, claim))
        rows = (places(connection, row, claim) if len(hits) > 1 else []) or [row]
        for i, hit in enumerate(hits):
            yield _same_words(claim, rows[min(i, len(rows) - 1)], hit)


def _everywhere(text: str, phrase: str) -> Iterator[Span]:
    start = 0
    while hit := find_phrase(text, Span(start, len(text)), phrase):
        yield hit
        start = hit.end


def _same_words(claim: str, row: Said, hit: Span) -> _Match:
    core = find_phrase(claim, Span(0, len(claim)), claim) or Span(0, len(claim))
    tail, page_tail = claim[core.end :].strip(), row.text[hit.end :].lstrip()
    notes = tuple(_cut_off(row.text, hit))
    if notes or _ELLIPSIS.search(tail) or _ELLIPSIS.search(claim[: core.start]):
        return _Match(SHORTENED, row, notes or ("an excerpt",))
    same = " ".join(claim[slice(*core)].split()) == " ".join(row.text[slice(*hit)].split())
    if same and page_tail.startswith(tail):
        return _Match(EXACT, row)
    return _Match(PUNCTUATION, row, (f"on the page: {' '.join(row.text[slice(*hit)].split())}",))


def _cut_off(text: str, hit: Span) -> Iterator[str]:
    """What stands in the same sentence, right before or after, and limits the words or turns them round."""
    after = _SENTENCE_END.split(text[hit.end :], maxsplit=1)[0]
    before = _SENTENCE_END.split(text[: hit.start])[-1]
    if words(after)[:1] and words(after)[0] in ENGLISH.words("limiters"):
        yield f"stops before “{' '.join(after.split()).strip(',;:—– .!?')}”"
    closest = before.split()[-3:]
    if any(negates(word.strip(",;:")) for word in closest):
        yield f"begins after “{' '.join(closest)}”"


def _in_pieces(connection: sqlite3.Connection, claim: str) -> Iterator[_Match]:
    """The pieces between the ellipses of a claim, in order, in one statement."""
    pieces = tuple(piece for piece in _ELLIPSIS.split(claim) if fold(piece))
    if len(pieces) < 2:
        return
    for row in placed(connection, Asked(pieces)):
        hits = list(_in_order(row.text, pieces))
        if len(hits) < len(pieces):
            continue
        gaps = [row.text[a.end : b.start].strip() for a, b in pairwise(hits)]
        changes = [change for gap in gaps for change in differences([], tokens(gap))]
        notes = (*(f"leaves out “{' '.join(gap.split())}”" for gap in gaps), *called_out(changes))
        yield _Match(SHORTENED, row, notes)


def _in_order(text: str, pieces: Iterable[str]) -> Iterator[Span]:
    start = 0
    for piece in pieces:
        hit = find_phrase(text, Span(start, len(text)), piece)
        if hit is None:
            return
        yield hit
        start = hit.end


def _nearly(connection: sqlite3.Connection, claim: str) -> Iterator[_Match]:
    """Statements that are like the claim, found by the pieces that they share, with the difference word by word."""
    claimed = tokens(claim)
    shingles = _shingles(claim)
    if len(claimed) < LEAST or not shingles:
        return
    asked = Asked(shingles, any_of=True)
    alike = []
    for row in placed(connection, asked, ids=_ranked(connection, asked)):
        page = tokens(row.text)
        start, end, likeness = nearest(claimed, page)
        if likeness >= ALIKE:
            alike.append((likeness, row, page[start:end]))
    for _, row, page in sorted(alike, key=lambda found: -found[0]):
        those = places(connection, row, row.text[page[0].span.start : page[-1].span.end]) or [row]
        notes = tuple(called_out(differences(claimed, page)))
        yield _Match(ALTERED, those[0], notes, marked(claimed, page))


def _ranked(connection: sqlite3.Connection, asked: Asked) -> list[int]:
    query = f"SELECT rowid & {ROW} FROM search WHERE search MATCH ? ORDER BY rank LIMIT {NEAR}"
    return [rowid for (rowid,) in connection.execute(query, (match(asked),))]


def _shingles(claim: str) -> tuple[str, ...]:
    """Runs of three words, or of two in a short claim; runs of little words only are too common to look up."""
    found, size = words(claim), 3 if len(words(claim)) > 6 else 2
    runs = [found[i : i + size] for i in range(len(found) - size + 1)]
    telling = [" ".join(run) for run in runs if max(map(len, run)) > 3]
    step = max(1, len(telling) // SHINGLES)
    return tuple(telling[::step])


def _joined(connection: sqlite3.Connection, claim: str) -> Iterator[_Match]:
    """Sentences that all were said, but not together."""
    sentences = [sentence for sentence in _SENTENCE_END.split(claim) if sentence and fold(sentence)]
    if len(sentences) < 2 or min(len(words(sentence)) for sentence in sentences) < SENTENCE:
        return
    rows = [next(placed(connection, Asked((sentence,))), None) for sentence in sentences]
    found = [row for row in rows if row]
    if len(found) == len(sentences):
        places = ", ".join(dict.fromkeys(f"{row.source}:{row.line}" for row in found))
        least = min(found, key=sureness)
        doubt = {name: getattr(least, name) for name in ("status", "confidence", "rival", "basis")}
        yield _Match(ALTERED, found[0]._replace(**doubt), (f"joins sentences that stand apart, at {places}",))
