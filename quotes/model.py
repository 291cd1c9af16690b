"""The values that flow. All spans are half-open, in code points of `Document.text`; times of recordings are seconds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from quotes.force import SAID as SAID
from quotes.force import Act as Act
from quotes.force import Factuality as Factuality
from quotes.force import Force as Force
from quotes.lexicon import ENGLISH, Lexicon
from quotes.metadata import REPLIED as REPLIED
from quotes.metadata import SENDER as SENDER
from quotes.metadata import Dated as Dated
from quotes.metadata import Fact as Fact
from quotes.metadata import Metadata as Metadata
from quotes.metadata import When as When
from quotes.span import Markup as Markup
from quotes.span import Reading as Reading
from quotes.span import Span as Span


class BlockKind(StrEnum):
    """What a stretch of the page is."""

    HEADING = "heading"
    LABEL = "label"
    PARAGRAPH = "paragraph"
    MARKUP = "markup"
    BESIDE = "beside"  # beside the article: menus, teasers, what readers comment; nobody's words here


class Marking(StrEnum):
    """What the page itself says about a paragraph; NONE leaves the decision to attribution."""

    NONE = "none"
    SPEECH = "speech"  # inside the element, cell or cue of the label before it
    QUOTATION = "quotation"  # set off as a block quotation
    NARRATION = "narration"  # the format says that nobody speaks
    UNNAMED = "unnamed"  # a row in which the cell of the speaker is empty: nobody speaks, or the one above goes on


class ShapeKind(StrEnum):
    """How speech and narration take turns on a page."""

    MARKED = "marked"  # the format, or quotation marks, say where words end
    TRANSCRIPT = "transcript"  # label to label
    INTERVIEW = "interview"  # unlabelled questions, labelled answers
    REPORT = "report"  # words under labels, narration in between


class PersonKind(StrEnum):
    """What a speaker is. Only a PERSON has a personal name."""

    PERSON = "person"
    GROUP = "group"  # a company, a team, several people at once
    OFFICE = "office"  # THE PRESIDENT, SENIOR ADMINISTRATION OFFICIAL
    UNNAMED = "unnamed"  # Q, Speaker 1, officials; never the same across documents


class Manner(StrEnum):
    """How words reached the page."""

    VERBATIM = "verbatim"  # a labelled turn or quotation marks
    REPORTED = "reported"  # X said that …
    NARRATED = "narrated"  # the outlet's own words


class Basis(StrEnum):
    """Why words are attributed as they are."""

    LABEL_LINE = "label-line"  # directly under, or beside, the label
    CONTINUATION = "continuation"  # a further paragraph, judged to go on
    QUOTATION_MARKS = "quotation-marks"
    REPORTING_VERB = "reporting-verb"
    MARKUP = "markup"  # the format says so
    NARRATION = "narration"
    HUMAN = "human"


class Status(StrEnum):
    """How sure the attribution is, worst last."""

    REVIEWED = "reviewed"
    CERTAIN = "certain"
    INFERRED = "inferred"
    AMBIGUOUS = "ambiguous"


class RoleBasis(StrEnum):
    """Where a statement's role comes from."""

    PRINTED = "printed"  # beside the name, here
    CARRIED = "carried"  # from another label of the document


NARRATION_RIVAL = "narration"  # the rival reading in which the outlet speaks
SOMEBODY_RIVAL = "somebody"  # the one in which a person speaks, and nobody knows who


class Mention(NamedTuple):
    """Words on the page that name a speaker."""

    text: str  # as printed
    span: Span
    name: str  # the name in it, without role and honorifics that are roles; "" when there is only a role
    role: str | None = None  # the role as printed beside the name
    kind: PersonKind = PersonKind.PERSON
    id: str | None = None  # by which the format tells speakers apart, whatever they are called
    others: tuple[Mention, ...] = ()  # of a label: who speaks with the one named: Ann Lowry and Bo Tarrant


class Block(NamedTuple):
    """A stretch of the page, in order, never overlapping another block."""

    kind: BlockKind
    span: Span
    probability: float  # of a label: that it is one; of a paragraph of a page without: that nobody speaks; else 1
    mention: Mention | None = None  # of a label
    marking: Marking = Marking.NONE
    seconds: float | None = None  # time mark in the recording


class Convention(NamedTuple):
    """A way of writing down who speaks, and what the form of its labels shows; attribution weighs it."""

    name: str
    probability: float  # that the page is so written
    closes: bool = False  # the format says where the words of each speaker end
    transcript: bool = False  # whoever writes so takes down all that is said
    quoted: bool = False  # the words of each speaker stand in quotation marks
    own_line: bool = False  # labels stand on lines of their own
    capitals: bool = False  # names are printed in capitals
    typed: bool = False  # a typist's two spaces stand after labels


class Shape(NamedTuple):
    """How speech and narration most likely take turns on a page, and how likely that and the other ways are."""

    kind: ShapeKind
    probability: float
    others: tuple[tuple[ShapeKind, float], ...] = ()


class Refused(NamedTuple):
    """Words that were weighed as a label and refused: where they stand, whom they would name, how likely they do."""

    span: Span
    name: str
    probability: float


@dataclass(frozen=True, slots=True)
class Document:
    """A source as read: its text, never rewritten, and the blocks and markup that lie on it."""

    key: str
    text: str  # as decoded, its newlines untouched
    sha256: str  # of the bytes read
    format: str
    convention: Convention
    blocks: tuple[Block, ...]
    markup: tuple[Markup, ...] = ()  # inside or outside of blocks: not shown as it stands
    plain: str = ""  # `text` as patterns read it: markup blanked out, or, where it stands for something, by `reading`
    reading: Reading | None = None
    refused: tuple[Refused, ...] = ()  # in order
    pages: tuple[int, ...] = ()  # where its printed pages begin in `text`
    unread: tuple[str, ...] = ()  # what of the file could not be read, in words
    dated: tuple[Dated, ...] = ()  # in order: rows of tables, messages
    looks_spoken: bool = False  # nobody was found to speak, and the page looks as if somebody does
    titled: str = ""  # on a page without labels: whom its title names as speaking
    shape: Shape | None = None  # once attribution has looked
    wrapped: bool = False  # single newlines are line wraps, shown as spaces
    metadata: Metadata = field(default_factory=Metadata)
    why: tuple[str, ...] = ()  # how format and convention were recognised, in plain words
    lexicon: Lexicon = ENGLISH  # the words with which it is read


class Passage(NamedTuple):
    """A piece of the cut-up source. Paragraph passages say why they belong where they do."""

    kind: BlockKind
    span: Span
    basis: Basis | None  # None: no paragraph
    score: float | None  # > 0: the turn goes on; None: nothing to decide
    confidence: float
    status: Status
    cues: tuple[str, ...] = ()
    rival: str | None = None  # a speaker's name as printed, NARRATION_RIVAL or SOMEBODY_RIVAL
    seconds: float | None = None
    shown: str = ""  # of markup: what it stands for


class Attribution(NamedTuple):
    """Words, and who is held to have said them; speaker None is the outlet, or, with a reason, nobody known."""

    span: Span
    manner: Manner
    basis: Basis
    speaker: Mention | None
    confidence: float
    status: Status
    rival: str | None = None
    within: int | None = None  # index of the attribution that contains this one; top-level: None
    cue: Span | None = None  # the reporting verb
    addressee: str | None = None
    label: Mention | None = None  # the label line of a labelled turn
    antecedent: str | None = None  # for a pronoun or "the senator": the name it stands for, when resolved
    passages: tuple[Passage, ...] = ()  # the paragraphs of a top-level attribution, in order
    force: Force = SAID
    others: tuple[Mention, ...] = ()  # who says it with the speaker: Ann Lowry and Bo Tarrant


class Role(NamedTuple):
    """A role: printed words, and title, body and country taken out of them."""

    text: str
    title: str
    body: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-2


class Person(NamedTuple):
    """A speaker of one document."""

    name: str
    sort_name: str
    kind: PersonKind
    spellings: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    offices: tuple[str, ...] = ()  # why offices that are printed without a name are this person, in words


@dataclass(frozen=True, slots=True)
class Occasion:
    """The event that a document reports. Participants are (index into Extraction.people, part)."""

    kind: str
    title: str
    place: str | None = None
    when: When | None = None
    participants: tuple[tuple[int, str], ...] = ()


class Statement(NamedTuple):
    """An attribution with its people, roles, date and name resolved. `person` and `rival` index Extraction.people."""

    uid: str
    position: int
    span: Span
    line: int
    text: str  # as shown
    manner: Manner
    basis: Basis
    status: Status
    confidence: float
    person: int | None = None
    label: str | None = None
    role_printed: str | None = None
    role: str | None = None  # printed, or carried over
    roles: tuple[tuple[Role, RoleBasis], ...] = ()
    rival: str | None = None
    addressee: str | None = None
    within: str | None = None  # uid
    mention: Span | None = None
    cue: Span | None = None
    said: When | None = None
    passages: tuple[Passage, ...] = ()
    force: Force = SAID
    others: tuple[int, ...] = ()  # who says it with `person`, as indexes of Extraction.people
    page: int | None = None  # on which it begins, of a document with pages
    seconds: float | None = None  # where in the recording


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document holds, ready to be stored or printed."""

    document: Document
    people: tuple[Person, ...]
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]  # headings, labels and markup outside statements
    occasion: Occasion | None = None
    published: When | None = None
    uid: str = ""  # of the source
