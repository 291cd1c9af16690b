"""The tables. `migrations/` creates them; `alembic check` holds the two together.

Of statements and passages, of which there are most, the columns that are mostly empty come last: rows are handed over
without them.
"""

from __future__ import annotations

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _one_of(column: str, *values: str) -> CheckConstraint:
    # Not IN: for a list SQLite builds a table at every row, which costs as much as the rest of an insertion.
    return CheckConstraint(" OR ".join(f"{column} = '{value}'" for value in values), name=column)


def _reference(column: str, target: str, *, cascade: bool = False, nullable: bool = True) -> Column[int]:
    key = ForeignKey(f"{target}.id", ondelete="CASCADE" if cascade else None)
    return Column(column, Integer, key, nullable=nullable)


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

forms = Table(  # all that identity goes by in one source's person; people of one form are compared once
    "forms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("known", Text, nullable=False),  # JSON of people.identity.Known, but for the years
    Column("since", Text),  # the years between which sources show it
    Column("until", Text),
    Column("rule", Text),  # why all people of the form are one person; null: by the form alone they are not
    Column("score", REAL),
    Column("evidence", Text),  # in words
    UniqueConstraint("uid"),
)

form_keys = Table(  # a form is found by these; two forms of one person share at least one
    "form_keys",
    metadata,
    _reference("form_id", "forms", cascade=True, nullable=False),
    Column("key", Text, nullable=False),
    PrimaryKeyConstraint("form_id", "key"),
    Index(None, "key"),
)

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("sort_name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("wikidata", Text),
    _reference("redirect_to", "people"),  # after a merge: always the last in the chain
    _reference("form_id", "forms"),
    Column("source_key", Text),  # of the one source that the row is of; null: whoever is called so, in any source
    Column("kin", Integer),  # a number that all rows of one person share; it stays when another row leads them
    _one_of("kind", "person", "group", "office", "unnamed"),
    UniqueConstraint("uid"),
    Index(None, "redirect_to", sqlite_where=text("redirect_to IS NOT NULL")),
    Index(None, "form_id", "source_key"),
    Index(None, "kin", "redirect_to"),
    Index("ix_people_order", text("kind <> 'person'"), "sort_name", "uid", sqlite_where=text("redirect_to IS NULL")),
)

names = Table(
    "names",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("person_id", "people", cascade=True, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),  # text.fold(name)
    Column("sort_name", Text),  # set on the one spelling by which the source is held to call the person
    Column("kind", Text, nullable=False),
    _reference("source_id", "sources", cascade=True),  # null: a human's alias
    Column("since", Text),
    Column("until", Text),
    _one_of("kind", "printed", "alias", "transliteration", "office"),
    UniqueConstraint("person_id", "name", "kind", "source_id"),
    Index(None, "source_id"),
)

spellings = Table(  # each name of a person as known, once; triggers on names and people keep it
    "spellings",
    metadata,
    Column("kin", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    PrimaryKeyConstraint("kin", "name"),
    Index(None, "folded"),
    sqlite_with_rowid=False,
)

identities = Table(  # why two people rows are, or are not, one person, but for those of one form that are
    "identities",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("person_id", "people", cascade=True, nullable=False),
    _reference("other_id", "people", cascade=True, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("score", REAL),
    Column("evidence", Text, nullable=False),  # in words
    _one_of("outcome", "same", "different", "unsure"),
    UniqueConstraint("person_id", "other_id", "rule"),
    Index(None, "other_id"),
)

roles = Table(
    "roles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),  # of text, title, body and country: two readings of one text are two roles
    Column("text", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text),
    Column("country", Text),
    Column("folded_title", Text, nullable=False),
    UniqueConstraint("uid"),
    Index(None, "folded_title", "country"),
)

tenures = Table(
    "tenures",
    metadata,
    Column("kin", Integer, nullable=False),  # that of the person
    _reference("role_id", "roles", cascade=True, nullable=False),
    Column("first_cited", Text),
    _reference("first_source_id", "sources"),
    Column("last_cited", Text),
    _reference("last_source_id", "sources"),
    Column("started", Text),  # only where a source states it
    _reference("started_source_id", "sources"),
    Column("ended", Text),
    _reference("ended_source_id", "sources"),
    PrimaryKeyConstraint("kin", "role_id"),
    Index(None, "role_id"),
    sqlite_with_rowid=False,
)

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
    _reference("redirect_to", "events"),
    UniqueConstraint("uid"),
    Index(None, "date_earliest"),
    Index(None, "redirect_to", sqlite_where=text("redirect_to IS NOT NULL")),
)

event_identities = Table(  # why two events rows are, or may be, one occasion
    "event_identities",
    metadata,
    _reference("event_id", "events", cascade=True, nullable=False),
    _reference("other_id", "events", cascade=True, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("score", REAL, nullable=False),
    Column("evidence", Text, nullable=False),  # in words
    _one_of("outcome", "same", "unsure"),
    PrimaryKeyConstraint("event_id", "other_id"),
    Index(None, "other_id"),
)

participants = Table(
    "participants",
    metadata,
    _reference("event_id", "events", cascade=True, nullable=False),
    _reference("person_id", "people", cascade=True, nullable=False),
    Column("part", Text, nullable=False),
    PrimaryKeyConstraint("event_id", "person_id"),
    Index(None, "person_id"),
)

statements = Table(
    "statements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    _reference("source_id", "sources", cascade=True, nullable=False),
    Column("position", Integer, nullable=False),  # order within the source, from 0
    _reference("person_id", "people"),  # as met in this source; follow people.redirect_to for the person as known
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
    _reference("event_id", "events"),
    Column("said_edtf", Text),
    Column("said_earliest", Text),
    Column("said_latest", Text),
    Column("said_basis", Text),
    Column("kin", Integer),  # that of the person
    Column("mention_start", Integer),
    Column("mention_end", Integer),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("rival", Text),  # the other reading: a speaker's name, or "narration"
    Column("addressee", Text),
    _reference("rival_id", "people"),
    _reference("within_id", "statements", cascade=True),
    _one_of("manner", "verbatim", "reported", "narrated"),
    _one_of("status", "reviewed", "certain", "inferred", "ambiguous"),
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
    _reference("statement_id", "statements", cascade=True, nullable=False),
    _reference("role_id", "roles", nullable=False),
    Column("basis", Text, nullable=False),
    _one_of("basis", "printed", "carried"),
    PrimaryKeyConstraint("statement_id", "role_id"),
    Index(None, "role_id"),
    sqlite_with_rowid=False,
)

passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True),
    _reference("source_id", "sources", cascade=True, nullable=False),
    _reference("statement_id", "statements", cascade=True),
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
    _one_of("kind", "heading", "label", "paragraph", "markup"),
    Index(None, "source_id", "start"),
    Index(None, "statement_id", sqlite_where=text("statement_id IS NOT NULL")),
    Index(None, "status", sqlite_where=text("status = 'ambiguous'")),
)

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

wordings = Table(  # two statements that are wordings of one utterance
    "wordings",
    metadata,
    _reference("statement_id", "statements", cascade=True, nullable=False),
    _reference("other_id", "statements", cascade=True, nullable=False),
    Column("overlap", REAL, nullable=False),
    PrimaryKeyConstraint("statement_id", "other_id"),
    Index(None, "other_id"),
)
