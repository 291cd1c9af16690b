"""Words one by one, and a key to decide on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import click

from quotes import decisions
from quotes.cli import verdicts
from quotes.cli.cards import file, marked, paragraph
from quotes.cli.remarks import remark
from quotes.cli.terminal import fitted, folded, write
from quotes.errors import BadQuestion
from quotes.export.listings import harmless
from quotes.model import PersonKind
from quotes.queries.coverage import counted
from quotes.queries.review import Doubt, Review, last, to_decide
from quotes.store.database import reading
from quotes.verdict import WHOSE, Kind

MEANING = {
    "s": "speech of the first choice: whom the other reading names, or who is named",
    "k": "keep: right as it is read",
    "n": "narration: the outlet's words",
    "w": "no quotation: words of the text around it",
    "e": "the turn ends before it",
    "r": "reported, not in these words",
    "d": "the person denied it",
    "x": "the page says that it was not said",
    "b": "by somebody, nobody knows who",
    "o": "another person, by name",
    "c": "comment: why the next key is right; it stands beside the verdict",
    "u": "undo the last one",
    "q": "quit; what was decided stays",
}
LATER = "  space, return: later"
QUITS = ("", "\x1b", "\x04")  # nobody is there any more; escape; the end of what is typed


class Choice(NamedTuple):
    """A key, what it decides, and what is said of it."""

    key: str
    verdict: Kind
    person: str | None
    words: str


def cards(queue: Sequence[Doubt]) -> Iterator[str]:
    """Yield what is to be decided, one after the other."""
    for doubt in queue:
        yield from card(doubt)
        yield ""


def card(doubt: Doubt, number: str = "") -> Iterator[str]:
    """Yield the lines of words on which there is something to decide: where they stand, and both readings."""
    now = doubt.speaker or ("the outlet" if doubt.manner == "narrated" else "nobody known")
    rival = f", or {verdicts.voice(doubt.rival)}" if doubt.rival else ""
    hangs = f" · {counted(doubt.answers, 'paragraph')}" if doubt.answers > 1 else ""
    reading = f"read as {now} ({doubt.manner}, {doubt.status} {doubt.confidence:.2f}){rival}"
    yield harmless(f"{number}{file(doubt.source)}:{doubt.line} · {doubt.uid}{hangs}")
    yield harmless(f"  {reading}")
    yield from paragraph(marked(harmless(doubt.around), [doubt.text], None) if doubt.around else harmless(doubt.text))
    yield from (harmless(f"  · {cue}") for cue in (doubt.cues or "").splitlines())


def choices(doubt: Doubt) -> list[Choice]:
    """Return what may be decided on words, the likeliest first."""
    rival = decisions.somebody(doubt.rival)
    first = doubt.speaker if rival is None or _is_office(rival) else rival
    found = [Choice("s", Kind.SPEECH, first, f"speech of {first}")] if first else []
    found.append(Choice("k", Kind.RIGHT, None, "keep as read"))
    found.append(Choice("n", Kind.NARRATION, None, "narration"))
    if doubt.within:
        found.append(Choice("w", Kind.NO_QUOTATION, None, "no quotation"))
    else:
        found.append(Choice("e", Kind.ENDS, None, "the turn ends before it"))
    if doubt.manner != "narrated":
        found += [
            Choice("r", Kind.REPORTED, None, "only reported"),
            Choice("d", Kind.DENIED, None, "denied"),
            Choice("x", Kind.UNSAID, None, "not said"),
            Choice("b", Kind.NOBODY, None, "nobody known"),
        ]
    return found


def _is_office(rival: str) -> bool:
    """Tell whether a rival is an office and nobody's name: who held it is asked by `o`."""
    from quotes.labels.names import kind_of  # only where somebody is asked
    from quotes.lexicon import ENGLISH

    return kind_of(rival, ENGLISH) in (PersonKind.OFFICE, PersonKind.UNNAMED)


def go_through(database: str, queue: list[Doubt], reviewer: str, sample: int | None) -> None:
    """Show the words one by one, and record what is decided; what is undone is shown again."""
    done: list[int] = []
    at = 0
    while at < len(queue):
        doubt = queue[at]
        write(fitted(card(doubt, f"{at + 1} of {len(queue)} · ")))
        decision = _decision(database, doubt, reviewer, sample, bool(done))
        if decision == "quit":
            break
        if decision == "undo":
            at = done.pop()
            _undo(database, queue[at], reviewer)
            continue
        if isinstance(decision, Review):
            write(fitted(verdicts.effects(decisions.record(database, [decision]))))
            done.append(at)
            if sample is None and decision.verdict not in WHOSE and (again := _still(database, doubt)):
                queue[at] = again  # how it was said is known now, and not yet whose it is
                continue
        at += 1
    remark(f"{counted(len(done), 'verdict')} given; quotes review --undo takes the last one back")


def _decision(database: str, doubt: Doubt, reviewer: str, sample: int | None, may_undo: bool) -> Review | str:
    """Return what is decided, or undo, later or quit; a key that means nothing is asked again."""
    offered = {one.key: one for one in choices(doubt)}
    write(folded(harmless(" · ".join(f"[{one.key}] {one.words}" for one in offered.values()))))
    click.echo(f"[o] another person  [c] comment  [space] later  {'[u] undo  ' if may_undo else ''}[?] help  [q] quit")
    note = None
    while True:
        key = click.getchar().lower()
        if key == "q" or key in QUITS:
            return "quit"
        if key in (" ", "\r", "\n"):
            return "later"
        if key == "u" and may_undo:
            return "undo"
        if chosen := offered.get(key):
            return decisions.decided(doubt, chosen.verdict, chosen.person, reviewer, note, sample)
        if key == "o":
            if name := _other(database, doubt):
                return decisions.decided(doubt, Kind.SPEECH, name, reviewer, note, sample)
            click.echo("nobody was named: press a key")
        elif key == "c":
            note = click.prompt("why", default="", show_default=False) or None
        else:
            _help(key, [*offered, "o", "c", *("u" if may_undo else ""), "q"])


def _help(key: str, valid: Sequence[str]) -> None:
    """Say what each key does that may be pressed."""
    if key != "?":
        click.echo(f"{harmless(key)} decides nothing here:")
    write([*(f"  {one}  {MEANING[one]}" for one in valid), LATER])


def _other(database: str, doubt: Doubt) -> str | None:
    """Return the person whom a name means that is typed; None where it is none."""
    typed = click.prompt("whose words are these", default="", show_default=False).strip()
    try:
        return verdicts.named(database, typed, doubt) if typed else None
    except BadQuestion as problem:
        click.echo(harmless(str(problem)))
        return typed if click.confirm(f"is {typed} somebody new?", default=False) else None


def _still(database: str, doubt: Doubt) -> Doubt | None:
    """Return words as they are read now; None where whose they are is no more in doubt."""
    place = doubt.uid if doubt.within else f"{doubt.source}:{doubt.line}"
    with reading(database) as connection:
        now = to_decide(connection, place)
    return now if now.status == "ambiguous" else None


def _undo(database: str, doubt: Doubt, reviewer: str) -> None:
    with reading(database) as connection:
        found = last(connection, doubt.anchor)
    if found:
        write(fitted(verdicts.effects(decisions.record(database, [decisions.undone(found, reviewer, None)]))))
