"""Statements as linked data: schema.org (JSON-LD), W3C Web Annotation, and Popolo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from quotes.export.dates import TEXT
from quotes.export.listings import json_object
from quotes.export.saying import how, is_plain, is_said, sentence, speakers
from quotes.queries.every import Record
from quotes.queries.show import PERMALINK
from quotes.queries.statements import Said

PERSON, EVENT = PERMALINK + "person/", PERMALINK + "event/"
_TYPES = {"verbatim": "Quotation", "reported": "Claim", "narrated": "Statement"}


def schema_org(records: Iterable[Record]) -> Iterator[str]:
    """Yield a JSON-LD document: verbatim words as Quotation, reported ones as Claim, the outlet's own as Statement.

    What was denied or not said, or is only reported to have been asked, is a Claim of the outlet about the speaker, in
    a sentence: nobody is the creator of what they did not say, nor its spokenByCharacter.
    Terms are those of schema.org; see https://schema.org/Quotation and https://schema.org/Claim.
    """
    yield '{"@context": {"@vocab": "https://schema.org/"}, "@graph": ['
    yield from _commas(json_object(_some(_quotation(record))) for record in records)
    yield "]}"


def _quotation(record: Record) -> dict[str, Any]:
    said = record.said
    part = {"@type": "CreativeWork", "@id": record.url, "name": said.source, "url": record.url}
    own = is_plain(said) or (is_said(said) and said.manner == "verbatim")
    return {
        "@type": _TYPES[said.manner] if own else "Claim",
        "@id": PERMALINK + said.uid,
        "text": said.text if own else sentence(said, _who(record)),
        "creator": _author(record) if own else _named("Organization", said.publisher),
        "about": None if own else _author(record),
        "inLanguage": record.language,
        "temporal": said.said,
        "isPartOf": _some(part | {"publisher": _named("Organization", said.publisher)}),
        "recordedAt": _some({"@type": "Event", "@id": EVENT + record.event_uid, "name": said.event})
        if record.event_uid
        else None,
        "disambiguatingDescription": _doubt(said),
    }


def _doubt(said: Said) -> str:
    told = said.manner if is_plain(said) else f"{said.manner}; {how(said)}"
    return f"{told}; attribution {said.status}, confidence {said.confidence:g}"


def _who(record: Record) -> str:
    said = record.said
    return speakers(said) or ((said.publisher or "the outlet") if said.manner == "narrated" else "somebody")


def _author(record: Record) -> dict[str, Any] | list[dict[str, Any]] | None:
    said = record.said
    if said.person is None:
        return _named("Organization", said.publisher) if said.manner == "narrated" else None
    kind = "Organization" if record.kind == "group" else "Person"
    first = _some({"@type": kind, "@id": PERSON + said.person, "name": said.speaker, "jobTitle": said.role})
    if not said.speakers or not said.together:
        return first
    together = zip(said.together.split("; ")[1:], said.speakers.split("; ")[1:], strict=True)
    return [first, *({"@type": "Person", "@id": PERSON + uid, "name": name} for uid, name in together)]


def _named(kind: str, name: str | None) -> dict[str, str] | None:
    return {"@type": kind, "name": name} if name else None


def web_annotations(records: Iterable[Record]) -> Iterator[str]:
    """Yield one annotation a line: who speaks, on the exact words, found again by quotation or by position.

    After https://www.w3.org/TR/annotation-model/, with its TextQuoteSelector and TextPositionSelector.
    """
    for record in records:
        said = record.said
        words = {"type": "TextQuoteSelector", "exact": record.exact, "prefix": record.prefix, "suffix": record.suffix}
        place = {"type": "TextPositionSelector", "start": said.start, "end": said.end}
        told = said.manner if is_plain(said) else f"{how(said)}; {said.manner}"
        note = f"{speakers(said) or said.publisher or 'not known'}: {told}, {said.status}"
        yield json_object(
            {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": PERMALINK + said.uid,
                "type": "Annotation",
                "motivation": "identifying",
                "body": {"type": "TextualBody", "value": note, "format": "text/plain"},
                "target": {"source": record.url or said.source, "selector": [words, place]},
            }
        )


def popolo(records: Iterable[Record]) -> Iterator[str]:
    """Yield a Popolo document: persons, events and speeches (https://www.popoloproject.com/specs/speech.html).

    What was not said is a narrative of no creator, in a sentence; act and factuality are ours.
    """
    persons: dict[str, dict[str, Any]] = {}
    events: dict[str, dict[str, Any]] = {}
    yield '{"speeches": ['
    yield from _commas(json_object(_speech(record, persons, events)) for record in records)
    yield '], "persons": ['
    yield from _commas(map(json_object, persons.values()))
    yield '], "events": ['
    yield from _commas(map(json_object, events.values()))
    yield "]}"


def _speech(record: Record, persons: dict[str, dict[str, Any]], events: dict[str, dict[str, Any]]) -> dict[str, Any]:
    said = record.said
    if said.person:
        person = {"id": said.person, "name": said.speaker, "sort_name": record.sort_name}
        persons.setdefault(said.person, person)
    if record.event_uid:
        event = {"id": record.event_uid, "name": said.event, "location": record.place}
        events.setdefault(record.event_uid, _some(event))
    return _some(
        {
            "id": said.uid,
            "creator_id": said.person if is_said(said) else None,
            "attribution_text": said.label,
            "role": said.role,
            "type": "narrative" if said.manner == "narrated" or not is_said(said) else "speech",
            "classification": said.manner,
            "act": said.act,
            "factuality": said.factuality,
            "text": said.text if is_plain(said) else sentence(said, _who(record)),
            "date": None if said.date_basis == TEXT else said.said,
            "event_id": record.event_uid,
            "sources": [_some({"url": record.url, "note": f"{said.source}, line {said.line}"})],
        }
    )


def _some(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _commas(items: Iterable[str]) -> Iterator[str]:
    """The items a line each, a comma after every one but the last, none held back but one."""
    held: str | None = None
    for item in items:
        if held is not None:
            yield held + ","
        held = item
    if held is not None:
        yield held
