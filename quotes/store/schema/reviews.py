"""What humans have decided on statements and passages; on people and events, see links, event_links and names."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text

from quotes.store.schema.columns import metadata, one_of

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", Text, nullable=False, comment="passage, or statement"),
    Column("verdict", Text, nullable=False, comment="of a passage: speech-of, narration or turn-ends"),
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
    one_of("subject", "passage", "statement"),
    Index(None, "source_uid"),
    Index(None, "key"),
    comment="Verdicts of humans: never changed, the latest on the same words wins.",
)
