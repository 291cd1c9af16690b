"""From rows to what an assistant may repeat: a statement with its proof, and the one sentence that may be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from typing import Any, Literal

from quotes.export.citation import in_words
from quotes.export.saying import how, speakers
from quotes.queries.every import Record
from quotes.queries.records import records
from quotes.queries.show import PERMALINK, Place, Shown, show
from quotes.queries.statements import Said
from quotes.text import numbered
from quotes.web.mcp.answers import Part, Slice, Statement
from quotes.web.mcp.signs import fits, pieces, shortened, unseen

# Bytes of JSON. With two long texts and a dozen long names, a statement still takes less than an answer holds.
TEXT = 2_000  # of the words of a statement,
BESIDE = 600  # of what stands around them,
NAME = 200  # and of a name, a role, an address
COPIES = 3  # so many further places of the same bytes are told,
SEGMENTS = 4  # and so many stretches of other doubt; of more, the least sure is told of all
UNSEEN = 20  # so many characters that nobody sees are told by their numbers
AROUND = 60  # characters at either side of a hit
_NAMES = ("speaker", "role", "event", "publisher", "source", "rival", "label", "speakers", "cue", "said")


def statements(connection: Connection, rows: Iterable[Said]) -> Iterator[tuple[str, Statement]]:
    """Yield the uid and the proof of each of `rows`, as it is asked for."""
    for row in rows:
        yield row.uid, statement(connection, row)


def statement(connection: Connection, row: Said) -> Statement:
    """Return a statement with its proof; the doubt, and the line, are those of `row`."""
    [record] = records(connection, [row])
    named, short = _named(record)
    whole = fits(record.exact, TEXT)
    if not whole:
        short.append("exact")
    if not fits(_on_a_line(row.text), TEXT):
        short.append("say_it_so")
    return Statement(
        permalink=PERMALINK + row.uid,
        say_it_so=_sentence(show(connection, row.uid, around=0), row),
        **named,
        act=row.act,
        factuality=row.factuality,
        manner=row.manner,
        status=row.status,
        confidence=row.confidence,
        sha256=record.sha256,
        line=row.line,
        page=row.page,
        start=row.start,
        end=row.end,
        exact=shortened(record.exact, TEXT),
        prefix=record.prefix,
        suffix=record.suffix,
        unseen=unseen(record.prefix + record.exact + record.suffix)[:UNSEEN],
        within=row.within and PERMALINK + row.within,
        shortened=short,
        whole=None if whole else f"show {PERMALINK}{row.uid} has it in parts",
        hit=None if whole else _hit(record),
    )


def _named(record: Record) -> tuple[dict[str, Any], list[str]]:
    """Return the names that stand in a statement, no longer than there is room for, and which are shortened."""
    row = record.said
    names = {
        "speaker": speakers(row),
        "role": row.role,
        "rival": row.rival,
        "date": row.said,
        "event": row.event,
        "publisher": row.publisher,
        "url": record.url,
        "source": row.source,
    }
    told = {name: text and name_of(text) for name, text in names.items()}
    return told, [name for name, text in names.items() if text and not fits(numbered(text), NAME)]


def name_of(text: str) -> str:
    """Return a name as it is told: what nobody sees shown by its number, and no longer than there is room for."""
    return shortened(numbered(text), NAME)


def beside(text: str) -> str:
    """Return what stands beside a statement: what nobody sees by its number, and no longer than there is room for."""
    return shortened(numbered(text), BESIDE)


def _hit(record: Record) -> Slice | None:
    """Return the words looked for with some of the statement around, where it is known where they stand."""
    row = record.said
    if row.hit_start is None or row.hit_end is None:
        return None
    start = max(row.hit_start - AROUND, row.start)
    around = record.exact[start - row.start : min(row.hit_end + AROUND, row.end) - row.start]
    [(_, length), *_] = pieces(around, BESIDE)
    return Slice(start=start, end=start + length, exact=around[:length])


def _sentence(shown: Shown, row: Said) -> str:
    """Return a statement in words that may be printed, on one line; nothing in it that is shortened is how it was said.

    Every name is shortened by itself: of the whole the middle, which says that it was denied, might be left out.
    """
    names: dict[str, Any] = {name: name_of(text) for name in _NAMES if isinstance(text := getattr(row, name), str)}
    said = row._replace(**names, text=shortened(_on_a_line(row.text), TEXT))
    segments = {uid: those for uid, those in shown.segments.items() if len(those) <= SEGMENTS}
    told = shown._replace(
        said=said,
        url=shown.url and name_of(shown.url),
        copies=[_place(copy) for copy in shown.copies[:COPIES]],
        segments={
            uid: [one._replace(rival=one.rival and name_of(one.rival)) for one in segments[uid]] for uid in segments
        },
    )
    return " ".join(numbered(in_words(told)).split())


def _on_a_line(text: str) -> str:
    return numbered(" ".join(text.split()))


def _place(copy: Place) -> Place:
    names: dict[str, Any] = {name: text and name_of(text) for name, text in copy._asdict().items()}
    return Place(**names)


def parts(connection: Connection, shown: Shown) -> Iterator[tuple[str, Part]]:
    """Yield what belongs to a statement, each with its number, by which one goes on after it."""
    for number, part in enumerate(_parts(connection, shown), 1):
        yield str(number), part


def _parts(connection: Connection, shown: Shown) -> Iterator[Part]:
    row = shown.said
    [record] = records(connection, [row])
    if not fits(record.exact, TEXT):
        for start, end in pieces(record.exact, TEXT):
            yield Part(kind="text", start=row.start + start, end=row.start + end, exact=record.exact[start:end])
    for words in (row.label, shown.mention, shown.known_by, shown.addressee and f"to {shown.addressee}", shown.cue):
        if words:
            yield Part(kind="label", text=beside(words))
    for passage in shown.passages:
        if passage.cues or passage.rival:
            doubt = f"{passage.status} ({passage.confidence}); or {passage.rival}\n" if passage.rival else ""
            yield Part(kind="evidence", line=passage.line, text=beside(f"{doubt}{passage.cues or ''}"))
    yield from (Part(kind="before", line=one.line, text=beside(one.text)) for one in (*shown.before, *shown.holding))
    yield from (Part(kind="after", line=one.line, text=beside(one.text)) for one in shown.after)
    for held in shown.roles:
        yield Part(kind="role", text=beside(f"{held.role} ({held.basis})"))
    yield from (_related("contains", one) for one in shown.contains)
    yield from (_related("wording", one) for one in shown.wordings)
    yield from (_related("rendering", one.said, f"{one.told()}: ") for one in shown.renderings)
    for copy in shown.copies:
        yield Part(kind="copy", text=beside(", ".join(filter(None, (copy.source, copy.url, copy.publisher)))))
    for one in shown.decided:
        told = " ".join(filter(None, (one.verdict, one.person, f"by {one.reviewer}", one.reviewed_at, one.note)))
        yield Part(kind="decided", text=beside(told))
    if shown.asked:
        told = f"{shown.asked.uid} was read otherwise until {shown.asked.until}: it is this statement now"
        yield Part(kind="formerly", text=told)


def _related(kind: Literal["contains", "wording", "rendering"], row: Said, why: str = "") -> Part:
    """Return another statement as a part of one: who, and how it was said, and where; the words are its own."""
    told = f"{why}{speakers(row) or 'nobody known'} {how(row)} ({row.manner}, {row.status}), in {row.source}"
    return Part(kind=kind, line=row.line, text=beside(told), permalink=PERMALINK + row.uid)
