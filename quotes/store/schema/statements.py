"""What was said, and the sources cut up into what is said in them.

Of statements and passages, of which there are most, the columns that are mostly empty come last: rows are handed over
without them.
"""

from __future__ import annotations

from sqlalchemy import REAL, Column, Index, Integer, PrimaryKeyConstraint, Table, Text, UniqueConstraint, text

from quotes.store.schema.columns import metadata, one_of, reference

ACTS = ("asserted", "denied", "asked", "urged", "promised", "thought")
FACTUALITIES = ("actual", "unsaid", "supposed", "planned", "alleged", "disputed")

statements = Table(
    "statements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    reference("source_id", "sources", cascade=True, nullable=False),
    Column("position", Integer, nullable=False, comment="order within the source, from 0"),
    reference("appearance_id", "appearances", comment="the speaker as the source prints them"),
    reference("person_id", "people", comment="the speaker as known; null: the outlet narrates, or nobody is named"),
    Column("label", Text, comment="as printed above or before the words"),
    Column("role_printed", Text),
    Column("role", Text, comment="printed, or carried over from another label of the document"),
    Column("manner", Text, nullable=False),
    Column("basis", Text, nullable=False, comment="what shows whose words they are"),
    Column("status", Text, nullable=False),
    Column("confidence", REAL, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("line", Integer, nullable=False),
    Column("text", Text, nullable=False, comment="as shown: the slice of the source less markup"),
    reference("event_id", "events"),
    Column("said_edtf", Text),
    Column("said_earliest", Text),
    Column("said_latest", Text),
    Column("said_basis", Text),
    Column("mention_start", Integer, comment="where the words that name the speaker stand"),
    Column("mention_end", Integer),
    Column("cue_start", Integer, comment="where the words that report it stand: said, according to"),
    Column("cue_end", Integer),
    Column("rival", Text, comment="the other reading: a speaker's name, narration or somebody"),
    Column("addressee", Text),
    reference("rival_id", "appearances"),
    reference("within_id", "statements", cascade=True, comment="the statement that contains it"),
    Column("act", Text, comment="what the speaker does with the content; null: not judged"),
    Column("factuality", Text, comment="whether the page says that it was said; null: not judged"),
    Column("page", Integer, comment="of a document with pages"),
    Column("seconds", REAL, comment="time mark in the recording"),
    Column("language", Text, comment="of the words, where that is not the language of the source"),
    Column("original", Text, comment="the words before translation, where the source prints them"),
    Column("outside", Integer, comment="1: it lies beside the article"),
    one_of("manner", "verbatim", "reported", "narrated"),
    one_of("status", "reviewed", "certain", "inferred", "ambiguous"),
    one_of("act", *ACTS),
    one_of("factuality", *FACTUALITIES),
    UniqueConstraint("uid"),
    UniqueConstraint("source_id", "position"),
    Index(None, "appearance_id"),
    Index(None, "person_id", "said_earliest", "source_id", "position", "said_latest"),
    Index(None, "event_id", sqlite_where=text("event_id IS NOT NULL")),
    Index(None, "said_earliest"),
    Index(None, "manner", "status"),
    Index("ix_statements_speakerless", "manner", sqlite_where=text("person_id IS NULL AND manner <> 'narrated'")),
    Index(None, "within_id", sqlite_where=text("within_id IS NOT NULL")),
    Index(None, "rival_id", sqlite_where=text("rival_id IS NOT NULL")),
    comment="What was said, by whom, and where that stands.",
)

former_statements = Table(
    "former_statements",
    metadata,
    Column("uid", Text, primary_key=True),
    reference("source_id", "sources", cascade=True, nullable=False),
    reference("former_text_id", "former_texts", cascade=True, comment="where it stood; null: in the text as it is now"),
    reference("statement_id", "statements", comment="what is read there now; null: nothing"),
    Column("speaker", Text),
    Column("manner", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("confidence", REAL, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("line", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("until", Text, nullable=False, comment="when it was read otherwise, or its file had changed"),
    Index(None, "source_id"),
    Index(None, "statement_id"),
    comment="Statements as they were: their uids go on answering.",
)

speakers = Table(
    "speakers",
    metadata,
    reference("statement_id", "statements", cascade=True, nullable=False),
    Column("place", Integer, nullable=False, comment="from 0; that of statements.person_id is the first"),
    reference("appearance_id", "appearances", nullable=False),
    PrimaryKeyConstraint("statement_id", "place"),
    Index(None, "appearance_id"),
    sqlite_with_rowid=False,
    comment="Who speaks where several speak as one; a statement of one speaker has no row here.",
)

statement_roles = Table(
    "statement_roles",
    metadata,
    reference("statement_id", "statements", cascade=True, nullable=False),
    reference("role_id", "roles", nullable=False),
    Column("basis", Text, nullable=False),
    one_of("basis", "printed", "carried"),
    PrimaryKeyConstraint("statement_id", "role_id"),
    Index(None, "role_id"),
    sqlite_with_rowid=False,
)

passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True),
    reference("source_id", "sources", cascade=True, nullable=False),
    reference("statement_id", "statements", cascade=True),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("line", Integer, nullable=False),
    Column("basis", Text),
    Column("confidence", REAL),
    Column("status", Text),
    Column("cues", Text),  # one a line
    Column("score", REAL),
    Column("rival", Text),
    Column("seconds", REAL),
    Column("shown", Text),  # of markup: what it stands for; null: nothing
    one_of("kind", "heading", "label", "paragraph", "markup"),
    Index(None, "source_id", "start"),
    Index(None, "statement_id", sqlite_where=text("statement_id IS NOT NULL")),
    Index(None, "status", sqlite_where=text("status = 'ambiguous'")),
)

wordings = Table(  # two statements that are wordings of one utterance
    "wordings",
    metadata,
    reference("statement_id", "statements", cascade=True, nullable=False),
    reference("other_id", "statements", cascade=True, nullable=False),
    Column("overlap", REAL, nullable=False),
    PrimaryKeyConstraint("statement_id", "other_id"),
    Index(None, "other_id"),
)
