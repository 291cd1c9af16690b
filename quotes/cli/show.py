"""quotes show"""

from __future__ import annotations

from collections.abc import Iterator

import click

from quotes.cli.cards import card, paragraph
from quotes.cli.options import count, database_option, format_option
from quotes.cli.printing import print_rows
from quotes.cli.remarks import remark
from quotes.cli.terminal import write
from quotes.export.extraction import evidence
from quotes.export.listings import harmless, json_object, plain
from quotes.export.saying import how, is_plain, place
from quotes.queries.difference import marked, tokens
from quotes.queries.show import PERMALINK, Decided, Shown, ShownPassage, show, was
from quotes.queries.statements import Said
from quotes.store.database import reading
from quotes.text import one_line


@click.command("show")
@click.argument("uid")
@click.option("--why", is_flag=True, help="The evidence for each paragraph: score, cues, the rival reading.")
@click.option("--around", type=count(0), default=2, show_default=True, help="Passages before and after.")
@format_option
@database_option
def command(uid: str, why: bool, around: int, format: str, database: str) -> None:
    """One statement whole, with what stands before and after it, and why it is held to be whose it is.

    UID is the whole, a beginning that no other shares, or a permalink (quotes:UID).

    \b
    quotes show UID --why
    """
    with reading(database) as connection:
        shown = show(connection, uid, around=around)
    if shown.asked:
        remark(f"{was(shown.asked)}; now:")
    if format in ("json", "jsonl"):
        write([json_object(plain(shown))])
    else:
        print_rows([shown.said], format, lambda _: _page(shown, why))


def _page(shown: Shown, why: bool) -> Iterator[str]:
    yield from _around([*shown.before, *shown.holding])
    if shown.before or shown.holding:
        yield ""
    yield from card(shown.said, named=True, segments=shown.segments.get(shown.said.uid, ()))
    yield from _around(shown.after)
    if shown.after:
        yield ""
    yield from _facts(shown)
    if why:
        yield from _why(shown.passages)
    yield from _related("within it", shown.contains)
    for one in shown.renderings:
        yield f"{one.told()}:"
        yield from card(one.said, named=True)
    for other in shown.wordings:
        yield "in other words:"
        yield from card(other, named=True, segments=shown.segments.get(other.uid, ()))
        yield from paragraph(marked(tokens(other.text), tokens(shown.said.text)))


def _around(passages: list[ShownPassage]) -> Iterator[str]:
    for passage in passages:
        yield from paragraph(f"{passage.kind}, line {passage.line} | {' '.join(passage.text.split())}")


def _facts(shown: Shown) -> Iterator[str]:
    """Yield what is known of a statement, each fact on one line: nothing in it can begin another."""
    said = shown.said
    facts = {
        "label": said.label,
        "roles": "; ".join(f"{role.role} ({role.basis})" for role in shown.roles) or said.role,
        "event": said.event,
        "named by": shown.mention,
        "known by": shown.known_by,
        "said with": shown.cue,
        "how": None if is_plain(said) else how(said),
        "later": shown.taken_back,
        "spoken to": shown.addressee,
        "date from": said.date_basis,
        "within": said.within,
        "place": f"{place(said)}, characters {said.start} to {said.end}",
        "outlet": said.publisher,
        "language": shown.language,
        "translation of": shown.translation_of,
        "address": shown.url,
        "also at": "; ".join(", ".join(filter(None, (copy.publisher, copy.url, copy.source))) for copy in shown.copies),
        "decided": "; ".join(map(_decided, shown.decided)),
        "sha256": shown.sha256,
        "permalink": PERMALINK + said.uid,
    }
    yield from (f"  {name}: {harmless(one_line(fact))}" for name, fact in facts.items() if fact)


def _decided(one: Decided) -> str:
    whose = f"{one.verdict} {one.person}" if one.person else one.verdict
    note = f" ({one.note})" if one.note else ""
    return f"{whose}, by {one.reviewer}, {one.reviewed_at[:10]}{note}"


def _why(passages: list[ShownPassage]) -> Iterator[str]:
    yield ""
    for passage in passages:
        if passage.kind != "paragraph":
            continue
        why = evidence(passage.basis, passage.status, passage.confidence, passage.score, passage.rival)
        yield harmless(f"  line {passage.line}: {why}")
        yield from (harmless(f"    · {cue}") for cue in (passage.cues or "").splitlines())


def _related(title: str, rows: list[Said]) -> Iterator[str]:
    if rows:
        yield f"{title}:"
    for row in rows:
        yield from card(row, named=True)
