"""The documents."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint

from quotes.store.schema.columns import metadata

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),  # relative path or URL, the same at every load
    Column("url", Text),
    Column("title", Text),
    Column("publisher", Text),
    Column("language", Text),
    Column("translated", Integer),
    Column("format", Text, nullable=False),
    Column("convention", Text, nullable=False),
    Column("sha256", Text, nullable=False),  # of the bytes read
    Column("settings", Text, nullable=False),  # hash of metadata given and parser version: unchanged → skipped
    Column("text", Text, nullable=False),  # as decoded, untouched
    Column("text_sha256", Text, nullable=False),  # of the text as UTF-8, whatever the bytes were
    Column("wrapped", Integer, nullable=False),
    Column("published_edtf", Text),
    Column("published_earliest", Text),
    Column("published_latest", Text),
    Column("published_basis", Text),
    UniqueConstraint("key"),
)
