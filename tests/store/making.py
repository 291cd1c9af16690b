"""Small extractions made up for the tests, from a list of who says what."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from quotes.model import (
    SAID,
    Basis,
    BlockKind,
    Convention,
    Document,
    Extraction,
    Force,
    Manner,
    Occasion,
    Passage,
    Person,
    PersonKind,
    Role,
    RoleBasis,
    Span,
    Statement,
    Status,
    When,
)
from quotes.text import Lines, digest


class Turn(NamedTuple):
    """One paragraph: the speaker's name, or None for the outlet; the words; those that are a quotation within."""

    speaker: str | None
    words: str
    role: str | None = None
    quoted: str | None = None
    quoted_speaker: str | None = None
    rival: str | None = None
    force: Force = SAID  # of the quotation, where there is one, else of the words
    others: tuple[str, ...] = ()  # who says the quotation, or else the words, together with the first


def make(key: str, turns: Sequence[Turn], day: str | None = None, occasion: str | None = None) -> Extraction:
    """Return what reading a page of `turns`, each under its label, would give."""
    names = sorted({name for turn in turns for name in (turn.speaker, turn.quoted_speaker, *turn.others) if name})
    people = tuple(_person(name) for name in names)
    said = When(day, day, day, "metadata") if day else None
    text = ""
    passages: list[Passage] = []
    statements: list[Statement] = []
    seen: Counter[tuple[Manner, str]] = Counter()

    def add(span: Span, speaker: str | None, turn: Turn, manner: Manner, within: str | None) -> str:
        words = text[span.start : span.end]
        uid = digest(key, manner, words, str(seen[manner, words]))
        seen[manner, words] += 1
        roles = ((Role(turn.role, turn.role), RoleBasis.PRINTED),) if turn.role and speaker and not within else ()
        status = Status.AMBIGUOUS if turn.rival else Status.CERTAIN
        basis = Basis.LABEL_LINE if speaker else Basis.NARRATION
        passage = Passage(BlockKind.PARAGRAPH, span, basis, 1.5, 0.5, status, ("a cue", "another"), turn.rival)
        statements.append(
            Statement(
                uid=uid,
                position=len(statements),
                span=span,
                line=0,
                text=words,
                manner=manner,
                basis=basis,
                status=status,
                confidence=0.5,
                person=names.index(speaker) if speaker else None,
                label=speaker and f"{speaker}:",
                role=turn.role if roles else None,
                roles=roles,
                rival=turn.rival,
                within=within,
                said=said,
                passages=() if within else (passage,),
                force=turn.force if within or not turn.quoted else SAID,
                others=tuple(map(names.index, turn.others)) if within or not turn.quoted else (),
            )
        )
        return uid

    for turn in turns:
        if turn.speaker:
            label = Span(len(text), len(text) + len(turn.speaker) + 1)
            passages.append(Passage(BlockKind.LABEL, label, None, None, 1.0, Status.CERTAIN))
            text += f"{turn.speaker}:\n"
        start = len(text)
        text += f"{turn.words}\n\n"
        manner = Manner.VERBATIM if turn.speaker else Manner.NARRATED
        container = add(Span(start, start + len(turn.words)), turn.speaker, turn, manner, None)
        if turn.quoted and turn.quoted_speaker and turn.quoted in turn.words:
            at = start + turn.words.index(turn.quoted)
            add(Span(at, at + len(turn.quoted)), turn.quoted_speaker, turn, Manner.REPORTED, container)

    data = text.encode("utf-8", "surrogatepass")
    lines = Lines(text)
    present = tuple((i, "speaker") for i in range(len(people)))
    return Extraction(
        document=Document(key, text, hashlib.sha256(data).hexdigest(), "plain", Convention("labels", 1.0), ()),
        people=people,
        statements=tuple(_on_line(statement, lines) for statement in statements),
        passages=tuple(passages),
        occasion=Occasion("meeting", occasion, None, said, present) if occasion else None,
        published=said,
        uid=key,
    )


def _person(name: str) -> Person:
    kind = PersonKind.UNNAMED if name == "Q" else PersonKind.PERSON
    return Person(name, name.split(" ")[-1], kind, spellings=(name, name.upper()))


def _on_line(statement: Statement, lines: Lines) -> Statement:
    return statement._replace(line=lines.number(statement.span.start))


PAGE = make(
    "page.txt",
    [
        Turn(None, "The ministers of Borduria and Syldavia met by the lake."),
        Turn(
            "Ana Ruiz",
            "We share a lake. “Nobody owns the water,” Ivo Marsh said.",
            role="Minister of Lakes",
            quoted="Nobody owns the water",
            quoted_speaker="Ivo Marsh",
        ),
        Turn("Ivo Marsh", "That is so. The three locks are ours.", "Envoy", rival="narration"),
        Turn("Q", "And the weather?"),
    ],
    day="2017-04-10",
    occasion="A meeting by the lake",
)

LAKE = make(
    "lake.txt",
    [
        Turn("Ana Ruiz", "We share a lake. “Nobody owns the water,” Ivo Marsh said.", "Minister of Lakes"),
        Turn("Ivo Marsh", "That is so, and the locks are ours.", "Envoy"),
        Turn("Q", "And the snow?"),
    ],
    day="2017-04-10",
    occasion="Two ministers meet by the lake",
)
