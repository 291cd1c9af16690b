"""What an assistant is answered: fields with what they mean, and how much one answer holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from quotes.web.mcp.signs import size

# Bytes of the JSON of an answer. It may take 8,000 tokens of what an assistant can read: two bytes a token is less than
# any tokenizer takes for such text, the digits of sha256 included. It is sent twice, as text and as structure, for not
# every client reads both: one that hands on both hands on twice as much, and docs/mcp.md says so.
LIMIT = 16_000
RESERVE = 200  # bytes for `complete`, `after` and the commas, beside what is counted


class Answer(BaseModel):
    """What every answer says of itself."""

    model_config = ConfigDict(frozen=True)

    complete: bool = Field(default=True, description="false: there is more; ask again with `after`")
    after: str | None = Field(default=None, description="from where to go on; null when complete")
    remarks: list[str] = Field(default=[], description="what the answer leaves out, or what else may be meant")


class Row(BaseModel):
    """A row of an answer."""

    model_config = ConfigDict(frozen=True)


class Slice(Row):
    """Characters of the stored source, from `start` to `end` in code points."""

    start: int
    end: int
    exact: str


class Statement(Row):
    """A statement and its proof."""

    permalink: str
    say_it_so: str = Field(description="the one sentence to print: who, how it was said, when, where, and the doubt")
    speaker: str | None = Field(description="null: nobody known; of narrated words the outlet speaks")
    role: str | None
    act: str | None = Field(description="what was done with the content: asserted, denied, asked, …; null: not judged")
    factuality: str | None = Field(
        description="actual: it was said; unsaid, supposed, planned, alleged, disputed: not so"
    )
    manner: str = Field(description="verbatim, reported, or narrated: the outlet's own words")
    status: str = Field(description="how sure it is whose words these are: reviewed, certain, inferred, ambiguous")
    confidence: float
    rival: str | None = Field(description="whose words these may be instead")
    date: str | None = Field(description="when it was said, in EDTF; null: not known")
    event: str | None
    publisher: str | None
    url: str | None
    source: str = Field(description="key of the document")
    sha256: str = Field(description="of the bytes of the document")
    line: int = Field(description="where the statement, or the words looked for, begin")
    page: int | None
    start: int = Field(description="code points of the stored text of the source, [start:end]")
    end: int
    exact: str = Field(description="the stored text of the source from start to end, unless shortened")
    prefix: str = Field(description="the characters before it")
    suffix: str = Field(description="the characters after it")
    unseen: list[str] = Field(description="characters of exact, prefix and suffix that nobody sees, by their numbers")
    within: str | None = Field(description="permalink of the statement inside which it stands")
    shortened: list[str] = Field(description="fields that are shortened in the middle, visibly")
    whole: str | None = Field(description="where exact is to be had whole, if it is shortened")
    hit: Slice | None = Field(description="the words looked for with some around, where exact is shortened")


class Statements(Answer):
    """Statements."""

    matches: int | None = Field(default=None, description="how many match in all; null: not counted")
    statements: list[Statement] = []


class Verdict(Answer):
    """The verdict on a claim."""

    verdict: str = Field(description="what the parts add up to")
    meaning: str = Field(description="the verdict in words")
    words: str = Field(description="exact, punctuation, shortened, altered, not-found")
    speaker_answer: str | None = Field(
        description="same, other, unsure, rival, perhaps, unnamed; null: none was claimed"
    )
    date_answer: str | None = Field(description="same, other, unknown; null: none was claimed")
    standing: str | None = Field(
        description="said, denied, unsaid, disputed, withdrawn, question, condition, another, …"
    )
    notes: str | None = Field(description="what is not as it is claimed")
    difference: str | None = Field(
        description="[-in the source, not in the claim-] {+in the claim, not in the source+}"
    )
    sentence: str | None = Field(description="the sentence of the source; only say_it_so tells how it was said")
    others: str | None = Field(description="who else said these words")
    statement: Statement | None = Field(description="the statement that decides it")


class Part(Row):
    """Something that belongs to a statement."""

    kind: Literal[
        "text",
        "label",
        "evidence",
        "before",
        "after",
        "role",
        "contains",
        "wording",
        "rendering",
        "copy",
        "decided",
        "formerly",
    ]
    text: str | None = Field(default=None, description="in words, shortened where it is long")
    line: int | None = None
    start: int | None = None
    end: int | None = None
    exact: str | None = Field(default=None, description="of the kind text: the stored text from start to end")
    permalink: str | None = None


class Whole(Answer):
    """One statement, and what belongs to it."""

    statement: Statement
    title: str | None
    parts: list[Part] = []


class Person(Row):
    """Somebody who speaks."""

    uid: str
    name: str
    kind: str = Field(description="person, group, office, unnamed")
    statements: int
    first: str | None = Field(description="the first day on which something was said")
    last: str | None
    roles: str | None
    spellings: str | None = Field(description="as the sources print the name")


class People(Answer):
    """People."""

    people: list[Person] = []


class Count(Row):
    """How many statements share something."""

    what: str
    value: str
    statements: int


class Source(Row):
    """A document."""

    source: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    language: str | None
    statements: int


class Overview(Answer):
    """What there is to ask."""

    statements: int
    sources: int = Field(description="how many documents there are")
    earliest: str | None
    latest: str | None
    of_nobody_known: int = Field(
        description="statements that are not the outlet's and of which nobody known is the speaker"
    )
    not_judged: int = Field(description="statements of which nobody knows whether they were said")
    counts: list[Count]
    documents: list[Source] = []


class Table(Answer):
    """Rows of a SELECT."""

    columns: list[str]
    rows: list[list[str | int | float | None]] = []
    shortened: list[list[int]] = Field(default=[], description="cells shortened in the middle: [row, column], from 0")


A = TypeVar("A", bound=Answer)


def plain(value: BaseModel) -> dict[str, Any]:
    """Return an answer, or a row, as what JSON is made of."""
    return value.model_dump(mode="json")


def fitted(answer: A, name: str, rows: Iterable[tuple[str, Row]], limit: int = LIMIT) -> A:
    """Return `answer` with as many `rows` in its field `name` as it has room for, `limit` at most.

    With each row comes the key after which one goes on.
    """
    kept: list[Row] = []
    more, after, room = False, None, LIMIT - RESERVE - size(plain(answer))
    for key, row in rows:
        cost = size(plain(row)) + size(key) + 1
        if cost > room or len(kept) == limit:
            more = True
            break
        kept.append(row)
        after, room = key, room - cost
    return answer.model_copy(update={name: kept, "complete": not more, "after": after if more else None})
