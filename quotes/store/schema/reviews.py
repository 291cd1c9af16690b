"""What humans have decided on statements and passages; on people and events, see links, event_links and names."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from quotes.store.schema.columns import metadata, one_of

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", Text, nullable=False, comment="passage, or statement"),
    Column(
        "verdict",
        Text,
        nullable=False,
        comment="whose the words are: speech-of, nobody, narration, no-quotation (they are whose those around them "
        "are), turn-ends (before them), right (as read); how they were said: reported, denied, not-said; or undone "
        "(the one before on the same words counts no more)",
    ),
    Column("source_uid", Text, comment="of the source; it need not be loaded"),
    Column("key", Text, nullable=False, comment="where the source lay then"),
    Column("exact", Text, nullable=False, comment="the words, as the source has them"),
    Column("prefix", Text, nullable=False, comment="what stands before them"),
    Column("suffix", Text, nullable=False, comment="what stands after them"),
    Column("person", Text, comment="whose words they are, by name"),
    Column("act", Text, comment="of a statement, as statements.act"),
    Column("factuality", Text, comment="of a statement, as statements.factuality"),
    Column("reviewer", Text, nullable=False, comment="who decided"),
    Column("reviewed_at", Text, nullable=False, comment="when"),
    Column("note", Text, comment="why"),
    Column("was_speaker", Text, comment="who was held to have said them then, by name; null: the outlet, or nobody"),
    Column("was_status", Text, comment="how sure that was, as statements.status"),
    Column("sample", Integer, comment="the seed of the sample in which they were drawn; null: in none"),
    one_of("subject", "passage", "statement"),
    Index(None, "source_uid"),
    Index(None, "key"),
    comment="Verdicts of humans: never changed; the latest on the same words wins.",
)

undecided = Table(
    "undecided",
    metadata,
    Column(
        "source_id",
        Integer,
        ForeignKey("sources.id", ondelete="CASCADE"),
        primary_key=True,
        comment="what it is read in",
    ),
    Column("told", LargeBinary, nullable=False, comment="JSON, compressed with zlib"),
    comment="What the program reads in a source on which humans have decided, as it was before all their decisions.",
)
