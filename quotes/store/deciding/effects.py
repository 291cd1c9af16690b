"""What each kind of verdict does to a source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from quotes.force import Act, Factuality
from quotes.model import Basis, Manner, Status
from quotes.store.deciding.source import Said, Source, Unit
from quotes.text import fold
from quotes.verdict import Kind, Verdict

_HUMAN, _REVIEWED, _NARRATED = Basis.HUMAN.value, Status.REVIEWED.value, Manner.NARRATED.value
_NOTHING_SHOWN: Mapping[str, Any] = {"role": None, "role_carried": None, "mention_start": None, "mention_end": None}
_BOUNDS = ("label", "heading")


def _sure(source: Source, said: Said, verdict: Verdict, *, basis: str | None = _HUMAN) -> None:
    """Note that a human has decided whose a statement is."""
    changes: dict[str, Any] = {"status": _REVIEWED, "confidence": 1.0, "rival": None}
    if basis:
        changes["basis"] = basis
    said.row, said.rival = said.row._replace(**changes), None
    if said.within is None:
        changes |= {"cues": _why(verdict), "score": None}
        said.passages = [part._replace(**changes) for part in source.paragraphs(said)]


def _why(verdict: Verdict) -> str:
    return f"{verdict.reviewer} decided: {verdict.verdict}" + (f" ({verdict.note})" if verdict.note else "")


def _speech(source: Source, unit: Unit, verdict: Verdict) -> None:
    said, person = source.alone(unit), source.person(verdict.person or "")
    source.take_in(said)
    printed = source.without_label(said, person) if said.row.manner == _NARRATED else None
    if said.person != person or said.row.manner == _NARRATED:
        manner = Manner.VERBATIM.value if said.row.manner == _NARRATED else said.row.manner
        own = said.row.label is not None and fold(said.row.label) == fold(source.people[person].name)
        _given(said, person, manner, label=printed or (said.row.label if own else None))
        if printed:
            source.printed_role(said, printed)
    _sure(source, said, verdict)
    before = source.before(said)
    if before is not None and (before.person, before.row.manner) == (person, said.row.manner):
        source.joined(before, said)


def _given(said: Said, person: int | None, manner: str, label: str | None = None) -> None:
    """Give a statement to somebody, or to the outlet, without what showed whose it was."""
    said.row = said.row._replace(manner=manner, label=label, **_NOTHING_SHOWN)
    said.person, said.roles, said.together = person, [], []


def _narration(source: Source, unit: Unit, verdict: Verdict) -> None:
    if unit.said.within is not None:
        source.remove(unit.said)
        return
    said = source.alone(unit)
    _given(said, None, _NARRATED)
    _sure(source, said, verdict)


def _ends(source: Source, unit: Unit, verdict: Verdict) -> None:
    """End the turn: what is left of it is the outlet's, and what was held so behind it, to the next label, surely."""
    said, place = unit
    if said.within is not None:
        return
    paragraphs, first = source.paragraphs(said), place or 0
    groups = [[one] for one in paragraphs[first:]]
    parts = source.part(said, [paragraphs[:first], *groups] if first else groups) if len(paragraphs) > 1 else [said]
    left = parts[1:] if first else parts
    for one in [*left, *_told_behind(source, left[-1])]:
        _given(one, None, _NARRATED)
        _sure(source, one, verdict)


def _told_behind(source: Source, said: Said) -> list[Said]:
    """Return what is the outlet's behind a statement, up to a label, a heading, or words given to somebody."""
    start = said.row.end
    ends = [one.start for one in source.loose if one.kind in _BOUNDS and one.start >= start]
    ends += [one.row.start for one in source.said if one.person is not None and one.row.start >= start]
    end = min(ends, default=len(source.text))
    return [one for one in source.said if one.within is None and one.person is None and start <= one.row.start < end]


def _judged(**changes: Any) -> Callable[[Source, Unit, Verdict], None]:
    """Return what decides how a statement was said, and leaves open whose it is."""

    def effect(source: Source, unit: Unit, verdict: Verdict) -> None:
        said = source.alone(unit)
        said.row = said.row._replace(**changes)
        if said.within is None:
            why = _why(verdict)
            said.passages = [part._replace(cues=_added(part.cues, why)) for part in source.paragraphs(said)]

    return effect


def _added(cues: str | None, why: str) -> str:
    return why if cues is None else f"{cues}\n{why}"


def _right(source: Source, unit: Unit, verdict: Verdict) -> None:
    _sure(source, source.alone(unit), verdict, basis=None)


EFFECTS: Mapping[Kind, Callable[[Source, Unit, Verdict], None]] = {
    Kind.SPEECH: _speech,
    Kind.NOBODY: _speech,
    Kind.NARRATION: _narration,
    Kind.NO_QUOTATION: _narration,
    Kind.ENDS: _ends,
    Kind.REPORTED: _judged(manner=Manner.REPORTED.value),
    Kind.DENIED: _judged(act=Act.DENIED.value),
    Kind.UNSAID: _judged(factuality=Factuality.UNSAID.value),
    Kind.RIGHT: _right,
}
