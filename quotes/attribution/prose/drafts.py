"""Statements as read: what is quoted and reported in the paragraphs of narration and of labelled turns, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from quotes.attribution import language
from quotes.attribution.force.disclaimers import disclaimed, opening, taken_back
from quotes.attribution.force.judging import LEAST, held_against, judged
from quotes.attribution.prose.bearers import is_nobodys, writer_of
from quotes.attribution.prose.claim import Claim
from quotes.attribution.prose.claimants import claimant_of, content_span, passed_on, tied
from quotes.attribution.prose.continued import Continued
from quotes.attribution.prose.draft import NOTHING_BEFORE, Before, Draft, Lead, Orphan, Paragraph, Read, Unclaimed
from quotes.attribution.prose.forgotten import mended
from quotes.attribution.prose.freed import alone, claimed_by, freed, pointed_back
from quotes.attribution.prose.marks import Quotation, inner_quotations, marks, quotations
from quotes.attribution.prose.memory import Memory
from quotes.attribution.prose.persons import of_claim
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.quoted import Claimant, Heard
from quotes.attribution.prose.remembered import somebody
from quotes.attribution.prose.reported import claims, is_first_person, may_report, tells_of_others
from quotes.attribution.prose.selection import EMBEDDED, QUOTED, settled
from quotes.attribution.prose.sentences import sentences
from quotes.attribution.prose.tags import Tagged, has_cue, tag
from quotes.attribution.prose.unclaimed import led_in, quoted_by_nobody
from quotes.model import Attribution, Document, Manner, PersonKind, Span, Status
from quotes.text import Reading

_LIKELY = 0.5  # what is less likely is ambiguous; among somebody's words it is left alone
_LAST = attrgetter("quoted", "token")
_LATELY = 4  # paragraphs in which somebody was heard
_OPENING = 3000  # characters that tell the language of a document

Seen = Callable[[Tagged, int, int], None]  # is told the tokens of a sentence


def drafts(
    document: Document, words: Reading, top: Sequence[Attribution], memory: Memory, seen: Seen | None = None
) -> Iterator[Draft | Unclaimed]:
    """Yield the statements of a document as read, with what was observed of each, and the words that nobody claims.

    `seen` is told every sentence.
    """
    before = NOTHING_BEFORE
    waiting: list[Draft | Unclaimed] = []  # of the paragraph before, whose last words the next one may take back
    foreign = language.unknown(words.text[:_OPENING], document.lexicon)
    marked = marks(words.text)
    continued = Continued(memory.diction)
    is_marked = any(marked)
    orphan: Orphan | None = None
    ending: tuple[Tagged, Range] | None = None
    for outer, place in _paragraphs(document, words, top, memory):
        quoted = mended(words, quotations(words.text, marked, *place), memory.diction) if is_marked else []
        if outer.label and not quoted and not has_cue(words.text[place.start : place.end], memory.diction):
            memory.turn_page(words, place)
            before = NOTHING_BEFORE
            yield from waiting
            waiting = []
            continue
        read = _paragraph(words, place, quoted, memory, before, outer, seen)
        found = _in_language(document, words, place, read.found, foreign)
        yield from read.unclaimed
        yield from taken_back(waiting, read.disclaimer)
        if quoted or continued.waits:
            waiting = list(continued.read(outer, words.text, place.start, quoted, found))
        else:
            waiting = list(found)
        yield from claimed_by(orphan, read.back)
        orphan = alone(quoted, place, read, ending, memory)
        ending = read.ending
        before = _closed(words.text, place, quoted, read, before, memory.paragraph)
    yield from waiting
    yield from claimed_by(orphan, None)
    yield from continued.close()


def _paragraphs(
    document: Document, words: Reading, top: Sequence[Attribution], memory: Memory
) -> Iterator[tuple[Attribution, Span]]:
    """Yield each paragraph's place in `words` with whose it is, who has the floor being remembered."""
    for outer in top:
        memory.give_floor(outer.label)
        for span in [passage.span for passage in outer.passages] or [outer.span]:
            yield outer, span if not document.markup else Span(words.place(span.start), words.place(span.end))


def _in_language(
    document: Document, words: Reading, place: Span, found: Sequence[Draft], page: float
) -> Sequence[Draft]:
    """Return what was `found` in a paragraph with how likely the words of reporting seen there are none.

    `page` is how likely the document is in a language whose words are not known.
    """
    if not found:
        return found
    foreign = language.unknown(words.text[slice(*place)], document.lexicon, language.beside(page))
    return [draft._replace(foreign=foreign) for draft in found] if foreign else found


def _closed(text: str, place: Span, quoted: Sequence[Quotation], read: Read, before: Before, number: int) -> Before:
    """Return how a paragraph closed that was `read`, behind the one `before`."""
    if read.last is None:
        return before._replace(claimant=None, leads=read.leads)
    lately = (*before.lately, Paragraph(read.last, number, text, place, quoted))[-_LATELY:]
    return Before(read.last, lately, read.leads)


def _paragraph(
    words: Reading,
    place: Span,
    quoted: Sequence[Quotation],
    memory: Memory,
    before: Before,
    outer: Attribution,
    seen: Seen | None = None,
) -> Read:
    """Return what is read of a paragraph."""
    turn = outer.label is not None
    tagged = tag(words, quoted, *place, memory.diction)
    bounds = sentences(tagged)
    found: list[Draft] = []
    heard: list[Heard] = []
    covered: set[int] = set()
    memory.turn_page()
    for draft, content in _told(tagged, bounds, memory, turn, seen):
        covered.update(range(*content))
        found += [draft] if draft else []
        if draft and not draft.asks:
            quotes = draft.verbatim or not tagged.quotations.keys().isdisjoint(range(*content))
            heard.append(Heard(content[0], draft.claimant, quotes))
    if quoted:
        found += freed(tagged, bounds, heard, covered, memory, before, turn)
    found = disclaimed(tagged, bounds, found)
    if quoted:
        found += [inner for draft in found if draft.verbatim for inner in _inside(words, draft, memory)]
    memory.last_quoted = words.text, quoted[-1].inner if quoted else Span(0, 0)
    last = max(heard, key=_LAST).claimant if heard else None
    back = pointed_back(tagged, bounds, memory)
    disclaimer = opening(tagged, bounds)
    if outer.manner is not Manner.NARRATED or outer.status is Status.REVIEWED:
        return Read(found, last, back=back, disclaimer=disclaimer)
    unclaimed, leads = _of_nobody(tagged, outer, bounds, covered, memory, before, found)
    ending = (tagged, bounds[-1]) if bounds and last is None else None
    return Read(found, last, unclaimed, leads, back, ending, disclaimer)


def _told(
    tagged: Tagged, bounds: Sequence[Range], memory: Memory, turn: bool, seen: Seen | None
) -> Iterator[tuple[Draft | None, Range]]:
    """Yield the reports of the sentences of a paragraph, each of which `memory` takes in and `seen` is told."""
    for lo, hi in bounds:
        memory.read(tagged, lo, hi)
        if seen:
            seen(tagged, lo, hi)
        if may_report(tagged, lo, hi):
            yield from _claimed(tagged, lo, hi, memory, turn)


def _of_nobody(
    tagged: Tagged,
    outer: Attribution,
    bounds: Sequence[Range],
    covered: set[int],
    memory: Memory,
    before: Before,
    found: Sequence[Draft],
) -> tuple[Sequence[Unclaimed], Lead | None]:
    """Return what nobody claims in a paragraph of the outlet, and who leads in the words of the next one."""
    unclaimed = list(quoted_by_nobody(tagged, outer, bounds, covered)) if tagged.quotations else []
    if before.leads is None and ":" not in tagged.tags:
        return unclaimed, None
    spared, leads = led_in(tagged, outer, bounds, memory, before.leads, [draft.span.start for draft in found])
    return (*spared, *unclaimed), leads


def _claimed(
    tagged: Tagged, lo: int, hi: int, memory: Memory, turn: bool, speaking: str | None = None
) -> Iterator[tuple[Draft | None, Range]]:
    """Yield the reports of one sentence and their contents, None for what is nobody's; `speaking` uses the words."""
    if turn and not tells_of_others(tagged, lo, hi):
        return
    done: list[bool] = []  # of each claim: whether it is told
    every = settled(tagged, judged(tagged, lo, hi, claims(tagged, lo, hi, LEAST)))
    for found, outer in every:
        claim = found if outer is None else held_against(tagged, every[outer].claim, found)
        nested, lost = turn or outer is not None, outer is not None and not done[outer]
        done.append(False)
        if claim.subject is None or lost or not _may_be_told(tagged, claim, claim.subject, nested):
            continue
        if is_nobodys(tagged, claim.subject, hi):
            yield from ((None, content) for content in claim.contents)
            continue
        subject = writer_of(tagged, claim.subject, hi)
        claimant = claimant_of(tagged, subject, claim.cue, memory, speaking, claim.group)
        quoted = speaking is None and claim.contents[0][0] in tagged.quotations
        if (speaking is not None or outer is not None) and not _is_somebody(claimant, memory, quoted):
            continue
        for content in claim.contents:
            yield _draft(tagged, (lo, hi), claim, content, claimant, memory, speaking, outer is not None), content
        done[-1] = True


def _draft(
    tagged: Tagged,
    sentence: Range,
    claim: Claim,
    content: Range,
    claimant: Claimant,
    memory: Memory,
    speaking: str | None,
    within: bool,
) -> Draft:
    """Return the statement that a content of a claim is, in the tokens of its sentence; `within` another's words."""
    assert claim.subject
    verbatim = content[1] - content[0] == 1 and content[0] in tagged.quotations
    share = claim.share if speaking is None else claim.prior  # annotators mark no report in reported words
    asks = not verbatim and tagged.words[claim.cue[0]] in tagged.diction.asking
    signs = (
        *of_claim(tagged, claim, claim.subject, content, sentence),
        *tied(claimant.meant.signs, "verb"),
        *((("meant", "so far", memory.so_far),) if claimant.meant.remembered else ()),
    )
    whose, told = passed_on(tagged, *sentence, memory, claimant, verbatim)
    whose = whose._replace(force=claim.force) if verbatim else whose
    said = content_span(tagged, content)
    return Draft(said, verbatim, whose, share, signs, within, asks, told, force=claim.force, doubted=claim.doubted)


def _may_be_told(tagged: Tagged, claim: Claim, subject: Range, nested: bool) -> bool:
    """Tell whether a claim is a statement of anybody; a `nested` one is somebody else's than whose words it lies in."""
    own = nested and (claim.share < _LIKELY or is_first_person(tagged, subject))
    return not own and tagged.diction.nobody.match(tagged.text, tagged.start(subject[0])) is None


def _is_somebody(claimant: Claimant, memory: Memory, quoted: bool) -> bool:
    """Tell whether one knows who speaks: in somebody's words, what “they” and “people” say is no report.

    Where the words are `quoted`, a description will do (the porter once said: “…”).
    """
    mention = claimant.mention
    if quoted and mention.kind is PersonKind.UNNAMED:
        return True
    return bool(claimant.meant.name or mention.name or mention.role or somebody(mention.text, memory.diction.naming))


def _inside(words: Reading, draft: Draft, memory: Memory) -> Iterator[Draft]:
    """Yield what is reported, beyond doubt, in the words of a quotation."""
    if not memory.diction.plain_reports.search(words.text, *draft.span):
        return
    tagged = tag(words, inner_quotations(words.text, *draft.span), *draft.span, memory.diction)
    speaking = draft.claimant.meant.name or draft.claimant.mention.name
    for lo, hi in sentences(tagged):
        for nested, _ in _claimed(tagged, lo, hi, memory, True, speaking):
            if nested and nested.share >= (QUOTED if nested.verbatim else EMBEDDED) and not nested.within:
                yield nested._replace(within=True)
