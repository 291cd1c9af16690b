"""One source as an Akoma Ntoso debate: speeches by person, the outlet's own words as narrative.

What stands there as not said, as in a play or a letter that is shown to be forged, is narrative, with a remark on it.
After http://docs.oasis-open.org/legaldocml/akn-core/v1.0/ (version 3.0): debate, speech, from, narrative, remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from quotes.queries import force
from quotes.queries.every import ExportedPassage
from quotes.text import OBEYED

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_REFUSED_BY_XML = re.compile(f"[{OBEYED}]")


def debate(key: str, passages: Sequence[ExportedPassage]) -> Iterator[str]:
    """Yield the lines of an XML document that holds the headings, labels and paragraphs of the source called `key`."""
    speakers = ((passage.person, passage.speaker) for passage in passages)
    people = dict.fromkeys((person, name) for person, name in speakers if person and name)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<akomaNtoso xmlns="{NAMESPACE}"><debate name={_attribute(key)}>'
    yield '<meta><references source="#quotes">'
    for person, name in people:
        href = _attribute(f"/quotes/person/{person}")
        yield f'<TLCPerson eId="p-{person}" href={href} showAs={_attribute(name)}/>'
    yield '</references></meta><debateBody><debateSection name="body">'
    label: str | None = None
    for statement, group in groupby(passages, lambda passage: passage.statement):
        members = list(group)
        if statement is None:
            yield from (f"<heading>{_text(passage.text)}</heading>" for passage in members if passage.kind == "heading")
            label = next((passage.text for passage in members if passage.kind == "label"), None)
            continue
        yield from _statement(members, label)
        label = None
    yield "</debateSection></debateBody></debate></akomaNtoso>"


def _statement(members: Sequence[ExportedPassage], label: str | None) -> Iterator[str]:
    first = members[0]
    paragraphs = [f"<p>{_text(passage.text)}</p>" for passage in members]
    if first.manner == "narrated":
        yield from (f"<narrative>{paragraph}</narrative>" for paragraph in paragraphs)
        return
    if not force.is_said(first.act, first.factuality):
        remark = f"{label or first.speaker or 'somebody'}: {force.how(first.act, first.factuality)}"
        yield f"<narrative><p><remark>{_text(remark)}</remark></p></narrative>"
        yield from (f"<narrative>{paragraph}</narrative>" for paragraph in paragraphs)
        return
    by = f' by="#p-{first.person}"' if first.person else ""
    yield f"<speech{by}>"
    if label or first.speaker:
        yield f"<from>{_text(label or first.speaker or '')}</from>"
    yield from paragraphs
    yield "</speech>"


def _text(text: str) -> str:
    return escape(" ".join(_REFUSED_BY_XML.sub("\ufffd", text).split()))


def _attribute(text: str) -> str:
    return quoteattr(_REFUSED_BY_XML.sub("\ufffd", text))
