"""The occasions on which something was said, and who was there."""

from __future__ import annotations

from sqlalchemy import REAL, Column, Index, Integer, PrimaryKeyConstraint, Table, Text, UniqueConstraint, text

from quotes.store.schema.columns import metadata, one_of, reference

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, comment="of the source: the same whenever it is read"),
    reference("source_id", "sources", comment="that reports it; null: none does now, kept for what a human said of it"),
    Column("kind", Text, nullable=False, comment="meeting, hearing, interview, …; event where that is not told"),
    Column("title", Text, nullable=False, comment="as the source has it"),
    Column("place", Text, comment="where it was"),
    Column("date_edtf", Text, comment="when, as EDTF: 2017-04-10, 2017-04, 2017~"),
    Column("date_earliest", Text, comment="the first day that it may mean; null: open"),
    Column("date_latest", Text, comment="the last day that it may mean"),
    Column("date_basis", Text, comment="where the date stands: metadata, url, the text, …"),
    reference("redirect_to", "events", comment="the first report of the same occasion; null: it is the first"),
    UniqueConstraint("uid"),
    Index(None, "source_id"),
    Index(None, "date_earliest"),
    Index(None, "redirect_to", sqlite_where=text("redirect_to IS NOT NULL")),
    comment="Occasions, each as one source reports it.",
)

event_links = Table(
    "event_links",
    metadata,
    Column("id", Integer, primary_key=True),
    reference("event_id", "events", cascade=True, nullable=False, comment="one of the two"),
    reference("other_id", "events", cascade=True, nullable=False, comment="the other"),
    Column("outcome", Text, nullable=False, comment="same, different or unsure"),
    Column("score", REAL, comment="how much speaks for it, 0 to 1; null: a human needs none"),
    Column("evidence", Text, nullable=False, comment="in words; of a human, the note"),
    Column("author", Text, comment="the reviewer; null: the program, whose links are what it holds now"),
    Column("at", Text, comment="when a human decided"),
    one_of("outcome", "same", "different", "unsure"),
    Index("uq_event_links_of_program", "event_id", "other_id", unique=True, sqlite_where=text("author IS NULL")),
    Index(None, "other_id"),
    Index("ix_event_links_of_humans", "event_id", "other_id", sqlite_where=text("author IS NOT NULL")),
    comment="Why two reports are, or are not, of one occasion. A human's are never changed; the latest of them wins.",
)

participants = Table(
    "participants",
    metadata,
    reference("event_id", "events", cascade=True, nullable=False, comment="the occasion, as one source reports it"),
    reference("appearance_id", "appearances", cascade=True, nullable=False, comment="who was there"),
    Column("part", Text, nullable=False, comment="as what: speaker"),
    PrimaryKeyConstraint("event_id", "appearance_id"),
    Index(None, "appearance_id"),
    sqlite_with_rowid=False,
    comment="Who was there, as the source prints them.",
)
