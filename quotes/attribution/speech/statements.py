"""The statements that a page in another language than English quotes or reports within its paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quotes.attribution.prose.marks import Marks, Quotation, marks, quotations
from quotes.attribution.speech.dashes import by_dashes, with_dashes, without_tags
from quotes.attribution.speech.exchange import Turn, called_upon, exchanges
from quotes.attribution.speech.found import Found, apart, fragments, going_on, near, told_in
from quotes.attribution.speech.judging import attribution, in_exchange, unattributed
from quotes.attribution.speech.memory import Figure, Memory
from quotes.attribution.speech.page_names import PageNames, names_of
from quotes.attribution.speech.segments import segmented
from quotes.attribution.speech.tagging import tokens_of
from quotes.attribution.speech.tokens import Range, Tokens, sentences
from quotes.attribution.speech.weighing import Scale, scale
from quotes.attribution.speech.words import Words, has_pack, words_of
from quotes.model import Attribution, Document, Manner, PersonKind, Span, Status
from quotes.text import Reading, reading

# Of 1,795 paragraphs of German articles in which nothing was found, 281 hold marks, or a word that says that somebody
# said something, by the annotators.
SILENT = 0.84


def find(document: Document, top: Sequence[Attribution], weighed: Scale | None = None) -> list[Attribution]:
    """Return the statements quoted or reported within the top-level attributions. Never raises.

    `weighed` has other weights than those that were fitted.
    """
    if not has_pack(document.lexicon):
        return []
    words = reading(document.text, Span(0, len(document.text)), document.markup)
    found = [attribution for attribution, _ in read(document, words, top, weighed or scale())]
    starts = sorted(one.span.start for one in found)
    return [*found, *(_less_sure(outer) for outer in top if _is_silent(outer, starts))]


def _is_silent(outer: Attribution, starts: Sequence[int]) -> bool:
    """Tell whether a paragraph of the outlet is one in which nothing that was found starts."""
    if outer.manner is not Manner.NARRATED or outer.status is not Status.CERTAIN:
        return False
    return bisect_left(starts, outer.span.start) == bisect_left(starts, outer.span.end)


def _less_sure(outer: Attribution) -> Attribution:
    """Return narration that may hold what somebody said: it is no surer than it was measured to be."""
    passages = tuple(one._replace(confidence=SILENT, status=Status.INFERRED) for one in outer.passages)
    return outer._replace(confidence=SILENT, status=Status.INFERRED, passages=passages)


def read(
    document: Document, words: Reading, top: Sequence[Attribution], weighed: Scale
) -> Iterator[tuple[Attribution, tuple[str, ...]]]:
    """Yield each statement that is as likely as it must be, with what was observed of it."""
    known = words_of(document.lexicon)
    marked = marks(words.text)
    memory = Memory(known)
    paragraphs = [(outer, place) for outer in top for place in _places(document, words, outer)]
    names = _names(words.text, top, known)
    spoken = exchanges(words.text, marked, [place for _, place in paragraphs], known)
    present: list[Figure] = []
    for number, (outer, place) in enumerate(paragraphs):
        if outer.label:
            memory.introduce(outer.label)
        turn = spoken.get(number)
        if turn and outer.label is None:
            present = list(memory.figures) if turn.begins else present
            present = present or called_upon(words, turn.inner, memory)
            yield from _exchanged(words, marked, turn, memory, present, weighed)
        else:
            tokens = _tokens(words, _quoted(words.text, marked, place, known), place, known, names)
            yield from _paragraph(words, tokens, memory, outer.label is not None, weighed)


def _quoted(text: str, marked: Marks, place: Span, known: Words) -> Sequence[Quotation]:
    """Return what a paragraph quotes, by dashes or by marks."""
    if spoken := by_dashes(text, *place, known):
        return spoken
    return with_dashes(text, without_tags(text, quotations(text, marked, *place), known), place, known)


def _names(text: str, top: Sequence[Attribution], known: Words) -> PageNames | None:
    """Return the names of people on a page where neither spaces nor capitals tell them."""
    if "unspaced" not in known.switches:
        return None
    labels = (outer.label for outer in top)
    return names_of(text, known, frozenset(one.name for one in labels if one and one.kind is PersonKind.PERSON))


def _tokens(words: Reading, quoted: Sequence[Quotation], place: Span, known: Words, names: PageNames | None) -> Tokens:
    if names is None:
        return tokens_of(words, quoted, *place, known)
    return segmented(words.text, quoted, *place, known, names)


def _places(document: Document, words: Reading, outer: Attribution) -> Iterator[Span]:
    """Yield the places of the paragraphs of a top-level attribution in `words`."""
    for span in [passage.span for passage in outer.passages] or [outer.span]:
        yield span if not document.markup else Span(words.place(span.start), words.place(span.end))


def _exchanged(
    words: Reading, marked: Marks, turn: Turn, memory: Memory, present: Sequence[Figure], weighed: Scale
) -> Iterator[tuple[Attribution, tuple[str, ...]]]:
    """Yield a question or an answer of an interview, and what is reported within it."""
    yield in_exchange(words, turn, present), ()
    if not turn.asks:
        within = tokens_of(words, quotations(words.text, marked, *turn.inner), *turn.inner, memory.known)
        yield from _paragraph(words, within, memory, True, weighed)


def _paragraph(
    words: Reading, tokens: Tokens, memory: Memory, own: bool, weighed: Scale
) -> Iterator[tuple[Attribution, tuple[str, ...]]]:
    """Yield what a paragraph reports; if it is somebody’s `own`, what is told to be somebody else’s only."""
    covered: set[int] = set()
    before: Range | None = None
    every = [*sentences(tokens)]
    for sentence, coming in zip(every, (*every[1:], None), strict=False):
        memory.read(tokens, *sentence)
        memory.coming = (tokens, coming) if coming else None
        for one in _sentence(tokens, sentence, before, memory, own, weighed):
            covered.update(range(*one.content))
            yield attribution(words, tokens, one), one.signs
        before = sentence
        memory.ahead = tokens, sentence
    for token in () if own else tokens.quotations:
        if token not in covered and tokens.is_clause(token):
            yield unattributed(words, tokens, token), ()


def _sentence(
    tokens: Tokens, sentence: Range, before: Range | None, memory: Memory, own: bool, weighed: Scale
) -> list[Found]:
    """Return what a sentence reports, and what it quotes of nobody told."""
    told = list(told_in(tokens, *sentence, memory, weighed, before))
    if not told and not own:
        told = list(going_on(tokens, *sentence, memory, weighed))
    told = apart(told)
    told += fragments(tokens, told, weighed)
    if own:
        return [one for one in told if one.whose.how not in ("pronoun of nobody", "unnamed")]
    return told + list(near(tokens, *sentence, told, memory, weighed))
