"""quotes review"""

from __future__ import annotations

from typing import Any, TextIO

import click

from quotes import decisions
from quotes.cli import asking, verdicts
from quotes.cli.asking import cards
from quotes.cli.filters import whom
from quotes.cli.options import asking_option, asks, count, format_option, limit_option, lines
from quotes.cli.printing import print_rows
from quotes.cli.remarks import remark
from quotes.errors import BadQuestion
from quotes.queries.coverage import counted
from quotes.queries.review import (
    Doubt,
    Review,
    doubts,
    drawn,
    in_conflict,
    last,
    orphans,
    quotations_in,
    quoted_at,
    reviews,
    to_decide,
    within,
    words_of,
)
from quotes.store.database import reading
from quotes.verdict import QUOTING, Kind

_MEANT = ("new_person", "whole", "words")
VERDICTS = tuple(kind.value for kind in Kind if kind is not Kind.UNDONE)


@click.command("review")
@click.argument("place", required=False, metavar="[UID|SOURCE:LINE")
@click.argument("verdict", required=False, type=click.Choice(VERDICTS), metavar="VERDICT")
@click.argument("person", required=False, metavar="[PERSON]]")
@asking_option
@click.option("--undo", is_flag=True, help="Take back the last verdict, or the last one on these words.")
@click.option("--sample", type=count(1), metavar="N", help="N statements drawn by chance, to see how many are wrong.")
@click.option("--certain", is_flag=True, help="With --sample: only of those that are certain.")
@click.option("--seed", type=int, default=1, show_default=True, help="With --sample: the same seed draws the same.")
@click.option("--orphans", "lost", is_flag=True, help="The verdicts whose words are no longer in their source.")
@click.option("--speaker", metavar="NAME", help="Words that are this person's in either reading.")
@click.option("--source", metavar="NAME", help="Words of this source.")
@click.option("--whole", is_flag=True, help="The whole paragraph at SOURCE:LINE, not a quotation within it.")
@click.option("--words", metavar="TEXT", help="These words of those at the place, quoted in the outlet's own.")
@click.option("--new-person", is_flag=True, help="PERSON is somebody else than whoever is called nearly so here.")
@click.option("--export", "exported", type=click.File("w", encoding="utf-8"), help="Write verdicts and doubts as CSV.")
@click.option("--import", "imported", type=click.File(encoding="utf-8"), help="Read verdicts from such a CSV.")
@format_option
@limit_option
@verdicts.decision_options
def command(
    place: str | None,
    verdict: str | None,
    person: str | None,
    exported: TextIO | None,
    imported: TextIO | None,
    reviewer: str,
    note: str | None,
    database: str,
    **wanted: Any,
) -> None:
    """Correct what was read: the doubtful words, those on which most answers hang first, or any that you name.

    On a terminal they are shown one by one, with a key to decide. A verdict is about the statement with a UID, or the
    paragraph at SOURCE:LINE, and takes effect at once; what is read otherwise is shown. The file is not needed, and
    when it is loaded again, moved or edited, the verdict stays. Nothing is overwritten: --undo takes it back.

    \b
    VERDICT is one of
      speech-of PERSON  the words are this person's
      nobody            somebody said them, and nobody knows who
      narration         they are the outlet's own
      no-quotation      nobody is quoted there
      turn-ends         the turn ends before them
      reported          said in other words, not these
      denied, not-said  the person denied it; the page says it was not said
      right             all is as it was read

    \b
    quotes review
    quotes review mpifcyy4o5kp speech-of "Alexander Lukashenko" --note "on the recording"
    quotes review speech.txt:33 narration
    quotes review --undo
    quotes review --sample 50 --certain
    """
    if imported:
        new, known = verdicts.import_table(database, lines(imported, imported.name), reviewer)
        click.echo(f"{counted(new, 'new verdict')}, {known:,} known")
    elif wanted["undo"]:
        _take_back(database, place, reviewer, note)
    elif place:
        _decide(database, place, verdict, person, reviewer, note, **{one: wanted[one] for one in _MEANT})
    elif exported:
        queue, past, _ = _found(database, wanted)
        exported.writelines(line + "\n" for line in verdicts.table(past, queue))
        exported.flush()
        remark(f"{counted(len(past), 'verdict')} and {counted(len(queue), 'doubt')} in {exported.name}")
    else:
        _go_through(database, wanted, reviewer)


def _go_through(database: str, wanted: dict[str, Any], reviewer: str) -> None:
    """Show the doubts, or a sample, one by one where somebody is there to decide, else all."""
    queue, _, gone = _found(database, wanted)
    sample = wanted["seed"] if wanted["sample"] else None
    if wanted["lost"]:
        print_rows(gone, wanted["format"])
    elif asks(wanted["asking"], wanted["format"]):
        asking.go_through(database, queue, reviewer, sample)
    else:
        print_rows(queue, wanted["format"], cards)
    if not queue and not wanted["lost"]:
        remark("nothing to decide: no reading here is ambiguous")
    if gone:
        remark(f"{counted(len(gone), 'verdict')} on words that are gone: quotes review --orphans")


def _found(database: str, wanted: dict[str, Any]) -> tuple[list[Doubt], list[Review], list[Review]]:
    """Return what is to be decided, all verdicts, and those on words that are gone."""
    with reading(database) as connection:
        if wanted["sample"]:
            queue = drawn(connection, wanted["sample"], wanted["seed"], certain=wanted["certain"])
        else:
            people = whom(connection, wanted["speaker"])
            queue = doubts(connection, people=people, source=wanted["source"], limit=wanted["limit"])
            if people is None and wanted["source"] is None:
                first = in_conflict(connection)
                those = {one.uid for one in first}
                queue = [*first, *(one for one in queue if one.uid not in those)][: wanted["limit"]]
        return queue, reviews(connection), orphans(connection)


def _decide(
    database: str,
    place: str,
    verdict: str | None,
    person: str | None,
    reviewer: str,
    note: str | None,
    *,
    new_person: bool,
    whole: bool,
    words: str | None,
) -> None:
    """Record what is decided, and show what is read otherwise."""
    if verdict is None or (verdict == Kind.SPEECH) != (person is not None):
        raise click.UsageError(f"say what is decided: {', '.join(VERDICTS)}; and for speech-of, of whom")
    with reading(database) as connection:
        doubt = to_decide(connection, place)
        if words:
            doubt = words_of(doubt, words)
        elif not whole and _is_about_a_quotation(doubt, verdict):
            doubt = quoted_at(connection, doubt, place)
            if verdict in QUOTING and _is_about_a_quotation(doubt, verdict):
                doubt = _quoted_in(doubt)
        inside = within(connection, doubt) if doubt.within is None else []
    _refuse_unfit(doubt, verdict)
    name = person if person is None or new_person else verdicts.named(database, person, doubt)
    verdicts.show(decisions.record(database, [decisions.decided(doubt, verdict, name, reviewer, note)]))
    if inside:
        own = f"{inside[0]} stands within it, with a reading of its own"
        several = f"{', '.join(inside)} stand within it, each with a reading of its own"
        remark(f"decided on the whole paragraph; {own if len(inside) == 1 else several}")


def _quoted_in(doubt: Doubt) -> Doubt:
    """Return what is quoted in a paragraph of the outlet's, which alone can be somebody's; all of it where nothing is.

    Raises BadQuestion where several are quoted and it is not told which is meant.
    """
    quoted = quotations_in(doubt)
    if len(quoted) > 1:
        several = ", ".join(f"“{one}”" for one in quoted)
        raise BadQuestion(f"say which words are meant, with --words, or --whole if all are: {several}")
    return words_of(doubt, quoted[0]) if quoted else doubt


def _is_about_a_quotation(doubt: Doubt, verdict: str) -> bool:
    """Tell whether a verdict on a paragraph of the outlet's can only be meant of what is quoted in it.

    That it is narration, or right, can be said of the paragraph only where it is in doubt itself.
    """
    if doubt.manner != "narrated" or doubt.within is not None or verdict == Kind.ENDS:
        return False
    return doubt.status != "ambiguous" or verdict not in (Kind.NARRATION, Kind.RIGHT)


def _refuse_unfit(doubt: Doubt, verdict: str) -> None:
    """Raise BadQuestion where a verdict says nothing about such words."""
    if verdict == Kind.ENDS and doubt.within:
        raise BadQuestion("no turn ends within a sentence: give the place of the paragraph, as in speech.txt:33")
    if verdict not in QUOTING and doubt.manner == "narrated" and doubt.within:
        raise BadQuestion("of such words it can only be decided whose they are: speech-of PERSON, or nobody")
    if verdict in (Kind.REPORTED, Kind.DENIED, Kind.UNSAID) and doubt.manner == "narrated":
        raise BadQuestion("these words are the outlet's: say first whose they are, with speech-of")


def _take_back(database: str, place: str | None, reviewer: str, note: str | None) -> None:
    with reading(database) as connection:
        found = last(connection, to_decide(connection, place).anchor if place else None)
    if found is None:
        raise BadQuestion("there is no verdict to take back")
    whose = f"{found.verdict} {found.person}" if found.person else found.verdict
    remark(f"taken back: {whose}, by {found.reviewer}, {(found.reviewed_at or '')[:10]}")
    differences = decisions.record(database, [decisions.undone(found, reviewer, note)])
    if differences:
        verdicts.show(differences)
    else:
        remark("nothing is read otherwise: another verdict on the same words, or the page itself, says the same")
