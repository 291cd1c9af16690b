"""The claims of a text against the database: a verdict on each, with its proof, and how many stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from sqlite3 import Connection
from time import monotonic
from typing import NamedTuple

from markupsafe import Markup, escape

from quotes.errors import BadQuestion
from quotes.export.verdicts import headline
from quotes.lexicon import ENGLISH
from quotes.queries.coverage import Coverage, coverage
from quotes.queries.difference import CHANGE, on_page
from quotes.queries.naming import meant
from quotes.queries.people import alike
from quotes.queries.pieces import Source, source_of
from quotes.queries.verify import Verification, verify
from quotes.queries.verify.sentences import sentence
from quotes.queries.verify.verification import EXACT, NOBODY, NOT_FOUND
from quotes.span import Span
from quotes.text import find_phrase
from quotes.web.asking import TooLate, ask
from quotes.web.claims import LONGEST, Claim
from quotes.web.showing import at, say, visible

SECONDS = 5.0  # that SQLite may take for one claim,
ALL = 60.0  # and all claims of a text together


class Context(NamedTuple):
    """The sentence with the words, one before and one after it; `start` and `end` are of what is marked."""

    text: str
    start: int | None
    end: int | None
    before: bool  # there is more of the statement
    after: bool


class Checked(NamedTuple):
    """A claim and what the database answers; or, with `problem`, why nothing could be."""

    claim: Claim
    answer: Verification | None = None
    verdict: str = ""  # in words
    problem: str = ""
    nobody: bool = False  # is called like the speaker
    near: tuple[str, ...] = ()  # but these nearly are
    context: Context | None = None
    address: str = ""  # of the statement
    difference: Markup | None = None  # as the page shows it

    @property
    def stands(self) -> str:
        """Whether it does, as the summary counts: stands, not, missing or unchecked.

        What a draft has as denied, or not said, is no claim that it was said: nobody is told that it stands.
        """
        if self.answer is None:
            return "unchecked"
        if self.answer.verdict == EXACT and not self.claim.how:
            return "stands"
        return "missing" if self.answer.words == NOT_FOUND else "not"


class Report(NamedTuple):
    """All claims of a text, how many stand, and in what they were looked for."""

    checked: list[Checked]
    counts: dict[str, int]
    sources: list[Source]
    held: Coverage
    undated: int
    at: str  # the time of the check, UTC


def verified(connection: Connection, words: str, speaker: str | None, on: str | None) -> Verification:
    """Return what the database says of one claim; that nobody is called like the speaker is an answer.

    Raises BadQuestion where there are no words in it, or several are called so.
    """
    return verify(connection, words, people=meant(connection, speaker), on=on, called=speaker or "")


def checked(connection: Connection, claim: Claim, on: str | None) -> Checked:
    """Return a claim with its verdict and proof. Raises BadQuestion as `verified` does."""
    answer = verified(connection, claim.words, claim.speaker, on)
    nobody = claim.speaker is not None and _nobody(connection, claim, answer)
    near = tuple(alike(connection, claim.speaker or "")) if nobody else ()
    difference = changes(answer.difference) if answer.difference else None
    shown = _context(answer), _address(answer), difference
    return Checked(claim, answer, headline(answer), "", nobody, near, *shown)


def _nobody(connection: Connection, claim: Claim, answer: Verification) -> bool:
    return answer.speaker_answer == NOBODY or (answer.words == NOT_FOUND and meant(connection, claim.speaker) == ())


def check(database: str, claims: Iterable[Claim], on: str | None) -> Iterator[Checked]:
    """Yield each claim with its verdict: one that cannot be checked, or takes too long, hinders no other."""
    end = monotonic() + ALL
    for claim in claims:
        if monotonic() > end:
            yield Checked(claim, problem=say("verify_no_time", seconds=f"{ALL:g}"))
        elif len(claim.words) > LONGEST:
            yield Checked(claim, problem=say("verify_too_long", most=f"{LONGEST:,}"))
        else:
            yield _tried(database, claim, on)


def _tried(database: str, claim: Claim, on: str | None) -> Checked:
    try:
        return ask(database, lambda connection: checked(connection, claim, on), SECONDS)
    except (BadQuestion, TooLate) as error:
        return Checked(claim, problem=str(error))


def report(connection: Connection, found: Sequence[Checked]) -> Report:
    """Return claims that were checked, with what is told of all of them together."""
    counts = dict.fromkeys(("stands", "not", "missing", "unchecked"), 0)
    for one in found:
        counts[one.stands] += 1
    keys = dict.fromkeys(one.answer.source for one in found if one.answer and one.answer.source)
    (undated,) = connection.execute("SELECT count(*) FROM sources WHERE published_edtf IS NULL").fetchone()
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return Report([*found], counts, [source_of(connection, key) for key in keys], coverage(connection), undated, now)


def _context(answer: Verification) -> Context | None:
    """Return the sentence with the words in the statement; by itself, where narration has it around the statement."""
    if not answer.sentence:
        return None
    text = answer.text or ""
    here = find_phrase(text, Span(0, len(text)), answer.sentence)
    if here is None:
        return Context(answer.sentence, *_marks(answer.sentence, answer), False, False)
    start, end = _sentence_before(text, here.start), _sentence_after(text, here.end)
    cut = text[start:end]
    return Context(cut, *_marks(cut, answer), start > 0, end < len(text.rstrip()))


def _marks(text: str, answer: Verification) -> tuple[int | None, int | None]:
    whole = Span(0, len(text))
    told = answer.claim, on_page(answer.difference or ""), answer.sentence or ""
    return next((place for words in told if (place := find_phrase(text, whole, words))), (None, None))


def _sentence_before(text: str, start: int) -> int:
    start = sentence(text, Span(start, start + 1), ENGLISH).start
    last = len(text[:start].rstrip()) - 1
    return sentence(text, Span(last, last + 1), ENGLISH).start if last > 0 else start


def _sentence_after(text: str, end: int) -> int:
    end = sentence(text, Span(end - 1, end), ENGLISH).end
    first = len(text) - len(text[end:].lstrip())
    return sentence(text, Span(first, first + 1), ENGLISH).end if first < len(text) else end


def _address(answer: Verification) -> str:
    """Return where the statement is shown, with the words marked in it that stand there."""
    if not answer.uid:
        return ""
    text = answer.text or ""
    shown = (words for words in (answer.claim, answer.sentence) if words and len(words) <= LONGEST)
    words = next((one for one in shown if find_phrase(text, Span(0, len(text)), one)), None)
    return at(f"/statement/{answer.uid}", {"w": words})


def changes(difference: str) -> Markup:
    """Return the difference between claim and page with what the claim drops and adds as marked up."""
    made, last = Markup(), 0
    for one in CHANGE.finditer(difference):
        made += escape(visible(difference[last : one.start()]))
        name = "del" if one["added"] is None else "ins"
        made += Markup(f"<{name}>{{}}</{name}>").format(visible(one["dropped"] or one["added"]))
        last = one.end()
    return made + escape(visible(difference[last:]))
