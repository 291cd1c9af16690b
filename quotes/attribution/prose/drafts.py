"""Statements as read: what is quoted and reported in the paragraphs of narration and of labelled turns, and by whom."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter

from quotes.attribution import language
from quotes.attribution.prose.claim import Claim
from quotes.attribution.prose.continued import Continued
from quotes.attribution.prose.cues import Observation
from quotes.attribution.prose.draft import NOTHING_BEFORE, Before, Draft, Lead, Read, Unclaimed, by_turns
from quotes.attribution.prose.force import force
from quotes.attribution.prose.marks import Quotation, inner_quotations, last_of, marks, quotations
from quotes.attribution.prose.memory import Memory
from quotes.attribution.prose.mentions import mention
from quotes.attribution.prose.persons import of_claim, of_phrase
from quotes.attribution.prose.phrases import Range
from quotes.attribution.prose.pronouns import meant
from quotes.attribution.prose.quoted import AFTER_PARAGRAPH, Claimant, Floating, Heard, floating
from quotes.attribution.prose.relayed import namer_of, source_of
from quotes.attribution.prose.remembered import somebody
from quotes.attribution.prose.reported import claims, is_first_person, may_report, tells_of_others
from quotes.attribution.prose.selection import EMBEDDED, settled
from quotes.attribution.prose.sentences import sentences
from quotes.attribution.prose.tags import Tagged, has_cue, tag
from quotes.attribution.prose.unclaimed import led_in, quoted_by_nobody
from quotes.attribution.prose.used import use_of
from quotes.model import SOMEBODY_RIVAL, Attribution, Document, Manner, PersonKind, Span, Status
from quotes.text import Reading

_LIKELY = 0.5  # what is less likely is ambiguous; among somebody's words it is left alone
_LAST = attrgetter("quoted", "token")
_LATELY = 4  # paragraphs in which somebody was heard
_OPENING = 3000  # characters that tell the language of a document
_VOICES = ("nobody", "one", "two", "more", "more")

Seen = Callable[[Tagged, int, int], None]  # is told the tokens of a sentence


def drafts(
    document: Document, words: Reading, top: Sequence[Attribution], memory: Memory, seen: Seen | None = None
) -> Iterator[Draft | Unclaimed]:
    """Yield the statements of a document as read, with what was observed of each, and the words that nobody claims.

    `seen` is told every sentence.
    """
    before = NOTHING_BEFORE
    opening = language.unknown(words.text[:_OPENING], document.lexicon)
    lately: deque[str] = deque(maxlen=_LATELY)
    talk: tuple[Claimant | None, Claimant | None] = None, None  # the voices of the last two paragraphs
    marked = marks(words.text)
    continued = Continued(memory.diction)
    is_marked = any(marked)
    for outer in top:
        memory.give_floor(outer.label)
        for span in [passage.span for passage in outer.passages] or [outer.span]:
            place = span if not document.markup else Span(words.place(span.start), words.place(span.end))
            quoted = quotations(words.text, marked, *place) if is_marked else []
            if outer.label and not quoted and not has_cue(words.text[place.start : place.end], memory.diction):
                memory.turn_page(words, place)
                before = NOTHING_BEFORE
                continue
            read = _paragraph(words, place, quoted, memory, before, outer, seen)
            found = _in_language(document, words, place, read.found, opening)
            yield from read.unclaimed
            if quoted or continued.waits:
                yield from continued.read(outer, words.text, place.start, quoted, found)
            else:
                yield from found
            if read.last:
                lately.append(read.last.name)
            talk = talk[1], read.last if quoted else None
            before = by_turns(_closed(words.text, quoted, read.last, lately, read.leads), *talk)
    yield from continued.close()


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


def _closed(
    text: str, quoted: Sequence[Quotation], last: Claimant | None, lately: Sequence[str], leads: Lead | None
) -> Before:
    if last is None:
        return Before(leads=leads) if leads else NOTHING_BEFORE
    ending = last_of(text, quoted[-1]) if quoted else "no quotation"
    kind = "left open" if quoted and not quoted[-1].closed else "?" if ending == "?" else "closed"
    other = next((name for name in reversed(lately) if name != last.name), None)
    return Before(
        last,
        None if kind == "left open" else other,
        (("before", kind), ("before", "voices", _VOICES[len(set(lately))])),
        leads,
    )


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
    for lo, hi in bounds:
        memory.read(tagged, lo, hi)
        if seen:
            seen(tagged, lo, hi)
        for draft, content in _claimed(tagged, lo, hi, memory, turn) if may_report(tagged, lo, hi) else ():
            found.append(draft)
            if not draft.asks:
                heard.append(Heard(content[0], draft.claimant, draft.verbatim))
            if quoted:
                covered.update(range(*content))
    if quoted:
        found += _free(tagged, bounds, heard, covered, memory, before, turn)
        found += [inner for draft in found if draft.verbatim for inner in _inside(words, draft, memory)]
    memory.last_quoted = words.text, quoted[-1].inner if quoted else Span(0, 0)
    last = max(heard, key=_LAST).claimant if heard else None
    if outer.manner is not Manner.NARRATED or outer.status is Status.REVIEWED:
        return Read(found, last)
    unclaimed = list(quoted_by_nobody(tagged, outer, bounds, covered)) if quoted else []
    if before.leads is None and ":" not in tagged.tags:
        return Read(found, last, unclaimed)
    spared, leads = led_in(tagged, outer, bounds, memory, before.leads, [draft.span.start for draft in found])
    return Read(found, last, (*spared, *unclaimed), leads)


def _free(
    tagged: Tagged,
    bounds: Sequence[Range],
    heard: list[Heard],
    covered: set[int],
    memory: Memory,
    before: Before,
    turn: bool,
) -> Iterator[Draft]:
    """Yield the statements that quotations without a verb of their own make; each is `heard`, and `covered`."""
    led = before.leads and before.leads.claimant
    for free in floating(tagged, bounds, heard, covered, before.claimant, led):
        if turn and (free.share < _LIKELY or (free.subject and is_first_person(tagged, free.subject))):
            continue
        if floated := _floated(tagged, free, memory, before):
            heard.append(Heard(free.token, floated.claimant, True))
            covered.add(free.token)
            yield floated


def _floated(tagged: Tagged, free: Floating, memory: Memory, before: Before) -> Draft | None:
    """Return the statement that a quotation without a verb of its own makes."""
    claimant = free.claimant or (_claimant(tagged, free.subject, free.cue, memory) if free.subject else None)
    if claimant is None:
        return None
    signs: tuple[Observation, ...] = (
        ("tie", free.tie),
        (free.tie, "so far", memory.so_far),
        *_tied(claimant.meant.signs, free.tie),
    )
    told = None
    if free.told:
        told = _told_of(tagged, free.told, memory)
        signs += (("between", "another" if told and told != claimant.name else "the same" if told else "no name"),)
    elif free.tie == AFTER_PARAGRAPH:
        signs, told = signs + before.signs, before.other
    if free.subject:
        signs += of_phrase(tagged, free.subject)
        told = told or _cited(tagged, free.subject[0], free.token, memory, claimant)
    span = _content_span(tagged, (free.token, free.token + 1))
    told = told if told != claimant.name else None
    return Draft(span, True, claimant, free.share, signs, told=told, follows=free.tie == AFTER_PARAGRAPH)


@lru_cache(maxsize=4096)
def _tied(signs: tuple[Observation, ...], tie: str) -> tuple[Observation, ...]:
    """Return what is observed of whom words mean, and the same together with the `tie`."""
    return tuple([one for sign in signs for one in ((sign, (tie, *sign)) if sign[0] == "by" else (sign,))])


def _told_of(tagged: Tagged, subject: Range, memory: Memory) -> str | None:
    """Return the name of whom the sentence between two quotations tells; None where that is nobody."""
    named = mention(tagged, subject)
    if named.kind is PersonKind.GROUP:
        return None
    if named.kind is PersonKind.PERSON:
        return meant(memory, named).name or named.name or None
    return meant(memory, named).name or (named.text if somebody(named.text, memory.diction.naming) else None)


def _claimed(
    tagged: Tagged, lo: int, hi: int, memory: Memory, turn: bool, speaking: str | None = None
) -> Iterator[tuple[Draft, Range]]:
    """Yield the reports of one sentence and their contents; `speaking` uses the words."""
    if turn and not tells_of_others(tagged, lo, hi):
        return
    told: list[bool] = []  # of each claim
    for claim, outer in settled(tagged, claims(tagged, lo, hi)):
        nested, lost = turn or outer is not None, outer is not None and not told[outer]
        told.append(False)
        if claim.subject is None or lost or not _may_be_told(tagged, claim, claim.subject, nested):
            continue
        claimant = _claimant(tagged, claim.subject, claim.cue, memory, speaking)
        quoted = speaking is None and claim.contents[0][0] in tagged.quotations
        if (speaking is not None or outer is not None) and not _is_somebody(claimant, memory, quoted):
            continue
        forced = force(tagged, lo, hi, claim)
        for content in claim.contents:
            verbatim = content[1] - content[0] == 1 and content[0] in tagged.quotations
            share = claim.share if speaking is None else claim.prior  # annotators mark no report in reported words
            asks = not verbatim and tagged.words[claim.cue[0]] in tagged.diction.asking
            signs = (
                *of_claim(tagged, claim, claim.subject, content, (lo, hi)),
                *_tied(claimant.meant.signs, "verb"),
                *((("meant", "so far", memory.so_far),) if claimant.meant.remembered else ()),
            )
            span = _content_span(tagged, content)
            cited = _cited(tagged, lo, hi, memory, claimant, verbatim)
            yield Draft(span, verbatim, claimant, share, signs, outer is not None, asks, cited, force=forced), content
        told[-1] = True


def _cited(tagged: Tagged, lo: int, hi: int, memory: Memory, claimant: Claimant, verbatim: bool = True) -> str | None:
    """Return whose words somebody passes on (“Quoting Ann Lee, the mayor said”), who then may be who speaks."""
    if not (verbatim or tagged.words[lo] in tagged.diction.citing):
        return None
    source = source_of(tagged, lo, hi)
    if source is None:
        return None
    named = namer_of(tagged, source)
    told = _told_of(tagged, named or source, memory) or SOMEBODY_RIVAL
    return told if told != claimant.name else None


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
            if nested.share >= EMBEDDED and not nested.within:
                yield nested._replace(within=True)


def _claimant(
    tagged: Tagged, subject: Range, cue: Range | None, memory: Memory, speaking: str | None = None
) -> Claimant:
    named = memory.recognised(mention(tagged, subject))
    whom = meant(memory, named, use_of(tagged, named, cue, memory, speaking))
    if speaking is None:  # whoever is reported within a quotation does not speak on the page
        memory.heard(named, whom.known)
    return Claimant(named, whom, tagged.span(*cue) if cue else None)


def _content_span(tagged: Tagged, content: Range) -> Span:
    """Return the words of a content; of a whole quotation, those between its marks, less a comma at the end."""
    quotation = tagged.quotations.get(content[0])
    if quotation is None or content[1] - content[0] > 1:
        return Span(tagged.start(content[0]), tagged.ends[content[1] - 1])
    start, end = quotation.inner
    return Span(start, end - (tagged.text[end - 1 : end] == ","))
