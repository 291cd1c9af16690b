"""Who speaks, by which names, in which roles, and why those met in several sources are one."""

from __future__ import annotations

from sqlalchemy import REAL, Column, Index, Integer, PrimaryKeyConstraint, Table, Text, UniqueConstraint, text

from quotes.store.schema.columns import metadata, one_of, reference

forms = Table(  # all that identity goes by in one source's person; people of one form are compared once
    "forms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("known", Text, nullable=False),  # JSON of people.identity.Profile, but for the years
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
    reference("form_id", "forms", cascade=True, nullable=False),
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
    reference("redirect_to", "people"),  # after a merge: always the last in the chain
    reference("form_id", "forms"),
    Column("source_key", Text),  # of the one source that the row is of; null: whoever is called so, in any source
    Column("kin", Integer),  # a number that all rows of one person share; it stays when another row leads them
    one_of("kind", "person", "group", "office", "unnamed"),
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
    reference("person_id", "people", cascade=True, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),  # text.fold(name)
    Column("sort_name", Text),  # set on the one spelling by which the source is held to call the person
    Column("kind", Text, nullable=False),
    reference("source_id", "sources", cascade=True),  # null: a human's alias
    Column("since", Text),
    Column("until", Text),
    one_of("kind", "printed", "alias", "transliteration", "office"),
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
    reference("person_id", "people", cascade=True, nullable=False),
    reference("other_id", "people", cascade=True, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("score", REAL),
    Column("evidence", Text, nullable=False),  # in words
    one_of("outcome", "same", "different", "unsure"),
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
    reference("role_id", "roles", cascade=True, nullable=False),
    Column("first_cited", Text),
    reference("first_source_id", "sources"),
    Column("last_cited", Text),
    reference("last_source_id", "sources"),
    Column("started", Text),  # only where a source states it
    reference("started_source_id", "sources"),
    Column("ended", Text),
    reference("ended_source_id", "sources"),
    PrimaryKeyConstraint("kin", "role_id"),
    Index(None, "role_id"),
    sqlite_with_rowid=False,
)
