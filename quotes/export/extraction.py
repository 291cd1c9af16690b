"""One document's extraction as an object for JSON, and in words that explain it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

from quotes.attribution import claims as weighed
from quotes.attribution.weighed import Weighed
from quotes.model import BlockKind, Document, Extraction, Fact, Passage, Person, Span, Statement, When
from quotes.text import Lines, shown, untouched

_MOST = 6  # reasons, or people, that are named


def as_object(extraction: Extraction) -> dict[str, Any]:
    """Return the extraction as JSON-ready values; offsets are code points of the text as decoded."""
    document = extraction.document
    return {
        "source": document.key,
        "sha256": document.sha256,
        "format": document.format,
        "convention": document.convention.name,
        "title": document.metadata.title,
        "url": document.metadata.url,
        "publisher": document.metadata.publisher,
        "language": document.metadata.language,
        "published": _when(extraction.published),
        "people": [_person(person) for person in extraction.people],
        "event": _event(extraction),
        "date": _when(_date(extraction)),
        "statements": [_statement(statement, extraction) for statement in extraction.statements],
        "beside": [_slice(document, one.span) for one in extraction.passages if one.kind is BlockKind.BESIDE],
        "facts": [_fact(fact) for fact in document.metadata.facts],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {"name": fact.name, "value": fact.value, "how": fact.how, "start": fact.span.start, "end": fact.span.end}


def _date(extraction: Extraction) -> When | None:
    occasion = extraction.occasion
    return occasion.when if occasion and occasion.when else extraction.published


def _person(person: Person) -> dict[str, Any]:
    roles = [{"text": r.text, "title": r.title, "body": r.body, "country": r.country} for r in person.roles]
    return {"name": person.name, "kind": person.kind, "spellings": list(person.spellings), "roles": roles}


def _when(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {"edtf": when.edtf, "earliest": when.earliest, "latest": when.latest, "basis": when.basis}


def _event(extraction: Extraction) -> dict[str, Any] | None:
    occasion = extraction.occasion
    if occasion is None:
        return None
    took_part = [{"name": extraction.people[person].name, "part": part} for person, part in occasion.participants]
    return {"kind": occasion.kind, "title": occasion.title, "place": occasion.place, "participants": took_part}


def _statement(statement: Statement, extraction: Extraction) -> dict[str, Any]:
    document = extraction.document
    return {
        "uid": statement.uid,
        "speaker": _speaker(statement, extraction),
        "speakers": [extraction.people[one].name for one in _speakers(statement)],
        "label": statement.label,
        "role": statement.role,
        "manner": statement.manner,
        "act": statement.force.act,
        "factuality": statement.force.factuality,
        "start": statement.span.start,
        "end": statement.span.end,
        "page": statement.page,
        "text": statement.text,
        "basis": statement.basis,
        "status": statement.status,
        "confidence": statement.confidence,
        "rival": statement.rival,
        "within": statement.within,
        "mention": _slice(document, statement.mention),
        "cue": _slice(document, statement.cue),
        "said": _when(statement.said),
        "seconds": statement.seconds,
    }


def _speaker(statement: Statement, extraction: Extraction) -> str | None:
    return None if statement.person is None else extraction.people[statement.person].name


def _speakers(statement: Statement) -> tuple[int, ...]:
    """Return who speaks where several speak as one."""
    return (statement.person, *statement.others) if statement.others and statement.person is not None else ()


def _slice(document: Document, span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"text": untouched(document.text, span, document.markup), "start": span.start, "end": span.end}


def explained(extraction: Extraction) -> Iterator[str]:
    """Yield, line by line, what was recognised and why; for each paragraph whose it is and by which evidence; and what
    was weighed in it: each claim found or refused, and what spoke for and against."""
    document = extraction.document
    lines = Lines(document.text)
    yield f"{document.key}: {document.format}, {document.convention.name}"
    yield from (f"  because {reason}" for reason in document.why)
    pieces = [(passage, None) for passage in extraction.passages]
    pieces += [(passage, statement) for statement in extraction.statements for passage in statement.passages]  # type: ignore[misc]
    claims = deque(weighed(document))
    statements = {one.span: one for one in extraction.statements if not one.passages}
    for passage, statement in sorted(pieces, key=lambda piece: piece[0].span):
        yield from _explained(passage, statement, extraction, lines.number(passage.span.start))
        while claims and claims[0].span.start < passage.span.end:
            claim = claims.popleft()
            yield from _claim(claim, statements.get(claim.span) if claim.found else None, extraction)


def _claim(claim: Weighed, statement: Statement | None, extraction: Extraction) -> Iterator[str]:
    """Yield what was weighed of words that may be somebody's."""
    document = extraction.document
    words = " ".join(shown(document.text, claim.span, document.markup, document.wrapped).split())
    by = f"“{claim.cue}” ({claim.construction})" if claim.cue else claim.construction
    sure = ""
    if statement is not None:
        who = _speaker(statement, extraction) or claim.speaker
        sure = f"; {statement.status}, confidence {statement.confidence:.2f}, by {who}"
        if statement.rival:
            sure += f", or else {'the outlet' if statement.rival == 'narration' else statement.rival}"
    yield f"    claim {claim.verdict}: {claim.speaker}, {by} — {_short(words)}"
    yield f"        likely to be reported: {claim.share:.2f}{sure}"
    for side, reasons in (
        ("for", [reason for reason in claim.reasons if reason[1] > 0]),
        ("against", [reason for reason in claim.reasons if reason[1] < 0]),
    ):
        if reasons:
            yield f"        {side} it: " + ", ".join(f"{what} ({weight:+.2f})" for what, weight in reasons[:_MOST])
    if claim.meant:
        yield "        may mean: " + ", ".join(f"{name} ({score:.2f})" for name, score in claim.meant[:_MOST])


def _explained(passage: Passage, statement: Statement | None, extraction: Extraction, line: int) -> Iterator[str]:
    voice = "the outlet"
    if statement is not None:
        voice = _speaker(statement, extraction) or ("the outlet" if statement.manner == "narrated" else "not known")
    yield f"line {line}: {passage.kind if statement is None else voice} — {_opening(passage, extraction.document)}"
    if statement is not None:
        yield f"    {evidence(passage.basis, passage.status, passage.confidence, passage.score, passage.rival)}"
        yield from (f"    {cue}" for cue in passage.cues)


def _opening(passage: Passage, document: Document, length: int = 60) -> str:
    return _short(" ".join(shown(document.text, passage.span, document.markup, document.wrapped).split()), length)


def _short(words: str, length: int = 60) -> str:
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"


def evidence(
    basis: str | None, status: str | None, confidence: float | None, score: float | None, rival: str | None
) -> str:
    """Return in words why a paragraph is held to be whose it is, and how sure that is."""
    parts = [f"{status}, by {(basis or 'no basis').replace('-', ' ')}"]
    if confidence is not None:
        parts.append(f"confidence {confidence:.2f}")
    if score is not None:
        parts.append(f"score {score:+g} ({'the turn goes on' if score > 0 else 'the turn has ended'})")
    if rival:
        parts.append(f"or else {'the outlet speaks' if rival == 'narration' else f'it is said by {rival}'}")
    return "; ".join(parts)
