"""The occasions on which something was said, and who was there."""

from __future__ import annotations

from sqlalchemy import REAL, Column, Index, Integer, PrimaryKeyConstraint, Table, Text, UniqueConstraint, text

from quotes.store.schema.columns import metadata, one_of, reference

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("place", Text),
    Column("date_edtf", Text),
    Column("date_earliest", Text),
    Column("date_latest", Text),
    Column("date_basis", Text),
    reference("redirect_to", "events"),
    UniqueConstraint("uid"),
    Index(None, "date_earliest"),
    Index(None, "redirect_to", sqlite_where=text("redirect_to IS NOT NULL")),
)

event_identities = Table(  # why two events rows are, or may be, one occasion
    "event_identities",
    metadata,
    reference("event_id", "events", cascade=True, nullable=False),
    reference("other_id", "events", cascade=True, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("score", REAL, nullable=False),
    Column("evidence", Text, nullable=False),  # in words
    one_of("outcome", "same", "unsure"),
    PrimaryKeyConstraint("event_id", "other_id"),
    Index(None, "other_id"),
)

participants = Table(
    "participants",
    metadata,
    reference("event_id", "events", cascade=True, nullable=False),
    reference("person_id", "people", cascade=True, nullable=False),
    Column("part", Text, nullable=False),
    PrimaryKeyConstraint("event_id", "person_id"),
    Index(None, "person_id"),
)
