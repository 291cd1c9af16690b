"""What was said, and the sources cut up into what is said in them.

Of statements and passages, of which there are most, the columns that are mostly empty come last: rows are handed over
without them.
"""

from __future__ import annotations

from sqlalchemy import (
    REAL,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from quotes.force import Act, Factuality
from quotes.store.schema.columns import metadata, one_of, reference

statements = Table(
    "statements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, comment="of source, manner and words: the same whenever the source is read"),
    reference("source_id", "sources", cascade=True, nullable=False, comment="where it was read"),
    Column("position", Integer, nullable=False, comment="order within the source, from 0"),
    Column("appearance_id", Integer, comment="the speaker as the source prints them"),
    reference("person_id", "people", comment="the speaker as known; null: the outlet narrates, or nobody is named"),
    Column("label", Text, comment="as printed above or before the words"),
    Column("role", Text, comment="printed beside the name, or carried over"),
    Column("role_carried", Integer, comment="1: from another label of the document; null: printed"),
    Column(
        "manner",
        Text,
        nullable=False,
        comment="verbatim (a labelled turn, or in quotation marks), reported (X said that), narrated (by the outlet)",
    ),
    Column("basis", Text, nullable=False, comment="what shows whose words they are"),
    Column(
        "status",
        Text,
        nullable=False,
        comment="certain (of 100 such at least 97 are right, words and person), inferred, ambiguous (see rival), or "
        "reviewed (by a human)",
    ),
    Column("confidence", REAL, nullable=False, comment="how likely words and person are right, 0 to 1"),
    Column("start", Integer, nullable=False, comment="where it begins in sources.text"),
    Column("end", Integer, nullable=False, comment="where it ends there: the first code point after it"),
    Column("line", Integer, nullable=False, comment="where it begins, counted from 1"),
    Column("text", Text, nullable=False, comment="as shown: the slice of the source less markup"),
    reference("event_id", "events", comment="on which occasion, as the source reports it"),
    Column("said_edtf", Text, comment="when it was said, as EDTF: 2017-04-10, 2017-04, 2017~"),
    Column("said_earliest", Text, comment="the first day that it may mean; null: open"),
    Column("said_latest", Text, comment="the last day that it may mean"),
    Column("said_basis", Text, comment="where the date stands: metadata, url, the text, …"),
    Column("mention_start", Integer, comment="where the words that name the speaker stand"),
    Column("mention_end", Integer, comment="and where they end"),
    Column("cue_start", Integer, comment="where the words that report it stand: said, according to"),
    Column("cue_end", Integer, comment="and where they end"),
    Column("rival", Text, comment="the other reading: a speaker's name, narration or somebody"),
    Column("addressee", Text, comment="to whom it was said, by name"),
    reference("rival_id", "appearances", comment="the rival, where it is somebody of this source"),
    reference("within_id", "statements", cascade=True, comment="the statement that contains it"),
    Column(
        "act",
        Text,
        comment="what the speaker does with the content: asserted it, denied that it is so, asked, urged others to, "
        "promised to, or only thought it; null: not judged, in a row that an older version wrote and that was not "
        "read again since",
    ),
    Column(
        "factuality",
        Text,
        comment="whether the page says that it was said: actual, unsaid (did not say), supposed (would say), planned "
        "(is to say), alleged (reportedly), disputed (fake, misquoted); null: not judged, as act",
    ),
    Column("page", Integer, comment="of a document with pages"),
    Column("seconds", REAL, comment="time mark in the recording"),
    Column("language", Text, comment="of the words, where that is not the language of the source"),
    Column("original", Text, comment="the words before translation, where the source prints them"),
    Column("outside", Integer, comment="1: it lies beside the article"),
    one_of("manner", "verbatim", "reported", "narrated"),
    one_of("status", "reviewed", "certain", "inferred", "ambiguous"),
    one_of("act", *Act),
    one_of("factuality", *Factuality),
    UniqueConstraint("uid"),
    UniqueConstraint("source_id", "position"),
    # One of the same source: by the source, too, the statements of an appearance are found without an index of theirs.
    ForeignKeyConstraint(["source_id", "appearance_id"], ["appearances.source_id", "appearances.id"]),
    Index(None, "person_id", "said_earliest", "source_id", "position", "said_latest"),
    Index(None, "event_id", sqlite_where=text("event_id IS NOT NULL")),
    Index(None, "said_earliest", "said_latest"),
    Index(None, "manner", "status"),
    Index("ix_statements_speakerless", "manner", sqlite_where=text("person_id IS NULL AND manner <> 'narrated'")),
    Index("ix_statements_place", text("(coalesce(person_id, 2147483647) << 32) | id")),  # by which full text finds it
    Index(None, "within_id", sqlite_where=text("within_id IS NOT NULL")),
    Index(None, "rival_id", sqlite_where=text("rival_id IS NOT NULL")),
    Index("ix_statements_disputed", "person_id", sqlite_where=text("factuality = 'disputed'")),
    Index("ix_statements_unjudged", "source_id", sqlite_where=text("factuality IS NULL")),
    comment="What was said, by whom, and where that stands.",
)

former_statements = Table(
    "former_statements",
    metadata,
    Column("uid", Text, primary_key=True, comment="as it was shown and cited"),
    reference("source_id", "sources", cascade=True, nullable=False, comment="where it was read"),
    reference("former_text_id", "former_texts", cascade=True, comment="where it stood; null: in the text as it is now"),
    reference("statement_id", "statements", comment="what is read there now; null: nothing"),
    Column("speaker", Text, comment="by name"),
    Column("manner", Text, nullable=False, comment="as statements.manner"),
    Column("status", Text, nullable=False, comment="as statements.status"),
    Column("confidence", REAL, nullable=False, comment="as statements.confidence"),
    Column("start", Integer, nullable=False, comment="where it began in that text"),
    Column("end", Integer, nullable=False, comment="where it ended there"),
    Column("line", Integer, nullable=False, comment="where it began, counted from 1"),
    Column("text", Text, nullable=False, comment="as it was shown"),
    Column("until", Text, nullable=False, comment="when it was read otherwise, or its file had changed"),
    Column("act", Text, comment="as statements.act"),
    Column("factuality", Text, comment="as statements.factuality"),
    Index(None, "source_id"),
    Index(None, "statement_id"),
    comment="Statements as they were: their uids go on answering.",
)

speakers = Table(
    "speakers",
    metadata,
    reference("statement_id", "statements", cascade=True, nullable=False, comment="what they say"),
    Column("place", Integer, nullable=False, comment="from 0; that of statements.person_id is the first"),
    reference("appearance_id", "appearances", nullable=False, comment="who speaks, as the source prints them"),
    reference("person_id", "people", nullable=False, comment="who speaks, as known"),
    PrimaryKeyConstraint("statement_id", "place"),
    Index(None, "appearance_id"),
    Index(None, "person_id"),
    sqlite_with_rowid=False,
    comment="Who speaks where several speak as one; a statement of one speaker has no row here.",
)

statement_roles = Table(
    "statement_roles",
    metadata,
    reference("statement_id", "statements", cascade=True, nullable=False, comment="what is said"),
    reference("spelling_id", "role_spellings", nullable=False, comment="in which role, as printed"),
    Column(
        "basis",
        Text,
        nullable=False,
        comment="printed beside the name, or carried over from another label of the document",
    ),
    one_of("basis", "printed", "carried"),
    PrimaryKeyConstraint("statement_id", "spelling_id"),
    Index(None, "spelling_id"),
    sqlite_with_rowid=False,
    comment="In which roles a statement is made.",
)

passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True),
    reference("source_id", "sources", cascade=True, nullable=False, comment="whose text it is a stretch of"),
    reference("statement_id", "statements", cascade=True, comment="whose words it is; null: nobody's, as a heading"),
    Column(
        "kind",
        Text,
        nullable=False,
        comment="heading, label (names a speaker), paragraph, markup (which readers are not shown), or beside (stands "
        "beside the article of a saved page: nobody's words here)",
    ),
    Column("start", Integer, nullable=False, comment="where it begins in sources.text"),
    Column("end", Integer, nullable=False, comment="where it ends there: the first code point after it"),
    Column("line", Integer, nullable=False, comment="where it begins, counted from 1"),
    Column("basis", Text, comment="what shows whose words it is"),
    Column("confidence", REAL, comment="how likely that is right, 0 to 1"),
    Column("status", Text, comment="as statements.status"),
    Column("cues", Text, comment="what was weighed, in words, one a line"),
    Column("score", REAL, comment="what that sums up to: above 0 for speech, below for narration"),
    Column("rival", Text, comment="the other reading, as statements.rival"),
    Column("seconds", REAL, comment="time mark in the recording"),
    Column("shown", Text, comment="of markup: what it stands for, as & for &amp;; null: nothing"),
    one_of("kind", "heading", "label", "paragraph", "markup", "beside"),
    Index(None, "source_id", "start"),
    Index(None, "statement_id", sqlite_where=text("statement_id IS NOT NULL")),
    Index(None, "status", sqlite_where=text("status = 'ambiguous'")),
    Index("ix_passages_beside", "source_id", sqlite_where=text("kind = 'beside'")),
    comment="A source cut up, in order: every visible character is in exactly one passage, and why it belongs there. "
    "A statement that is one paragraph, of which a passage would say no more, has none: see the view paragraphs.",
)

wordings = Table(
    "wordings",
    metadata,
    reference("statement_id", "statements", cascade=True, nullable=False, comment="one of the two"),
    reference("other_id", "statements", cascade=True, nullable=False, comment="the other"),
    Column("overlap", REAL, nullable=False, comment="how many of the shorter one's words are in the other, 0 to 1"),
    PrimaryKeyConstraint("statement_id", "other_id"),
    Index(None, "other_id"),
    comment="Two statements that are wordings of one utterance, as two sources have it.",
)
