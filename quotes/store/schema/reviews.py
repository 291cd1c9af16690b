"""What humans have decided."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text

from quotes.store.schema.columns import metadata

reviews = Table(  # append-only; the latest verdict wins
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", Text, nullable=False),  # passage, person, event
    Column("verdict", Text, nullable=False),
    Column("source_key", Text),
    Column("exact", Text),
    Column("prefix", Text),
    Column("suffix", Text),
    Column("person", Text),
    Column("other", Text),
    Column("reviewer", Text, nullable=False),
    Column("reviewed_at", Text, nullable=False),
    Column("note", Text),
    Index(None, "source_key"),
)
