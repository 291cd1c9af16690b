"""What was said, and the sources cut up into what is said in them.

Of statements and passages, of which there are most, the columns that are mostly empty come last: rows are handed over
without them.
"""

from __future__ import annotations

from sqlalchemy import REAL, Column, Index, Integer, PrimaryKeyConstraint, Table, Text, UniqueConstraint, text

from quotes.store.schema.columns import metadata, one_of, reference

statements = Table(
    "statements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    reference("source_id", "sources", cascade=True, nullable=False),
    Column("position", Integer, nullable=False),  # order within the source, from 0
    reference("person_id", "people"),  # as met in this source; follow people.redirect_to for the person as known
    Column("label", Text),
    Column("role_printed", Text),
    Column("role", Text),  # printed, or carried over from another label of the document
    Column("manner", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("confidence", REAL, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("line", Integer, nullable=False),
    Column("text", Text, nullable=False),  # as shown: source slice less markup
    reference("event_id", "events"),
    Column("said_edtf", Text),
    Column("said_earliest", Text),
    Column("said_latest", Text),
    Column("said_basis", Text),
    Column("kin", Integer),  # that of the person
    Column("mention_start", Integer),
    Column("mention_end", Integer),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("rival", Text),  # the other reading: a speaker's name, "narration" or "somebody"
    Column("addressee", Text),
    reference("rival_id", "people"),
    reference("within_id", "statements", cascade=True),
    one_of("manner", "verbatim", "reported", "narrated"),
    one_of("status", "reviewed", "certain", "inferred", "ambiguous"),
    UniqueConstraint("uid"),
    UniqueConstraint("source_id", "position"),
    Index(None, "person_id"),
    Index(None, "kin", "said_earliest", "source_id", "position", "said_latest"),
    Index(None, "event_id", sqlite_where=text("event_id IS NOT NULL")),
    Index(None, "said_earliest"),
    Index(None, "manner", "status"),
    Index("ix_statements_speakerless", "manner", sqlite_where=text("person_id IS NULL AND manner <> 'narrated'")),
    Index(None, "within_id", sqlite_where=text("within_id IS NOT NULL")),
    Index(None, "rival_id", sqlite_where=text("rival_id IS NOT NULL")),
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
