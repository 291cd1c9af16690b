"""Who speaks, as known and as each source prints them, in which roles, and why those met in several sources are one."""

from __future__ import annotations

from sqlalchemy import REAL, Column, Index, Integer, PrimaryKeyConstraint, Table, Text, UniqueConstraint, text

from quotes.store.schema.columns import metadata, one_of, reference

KINDS = ("person", "group", "office", "unnamed")

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "uid", Text, nullable=False, comment="made once: that of the appearance by which the person was first known"
    ),
    Column("name", Text, nullable=False, comment="a full name, if there is one, as most sources print it"),
    Column("sort_name", Text, nullable=False, comment="family name first, as lists are ordered"),
    Column(
        "kind",
        Text,
        nullable=False,
        comment="person, group (a company, a crowd), office (The Chairman: whoever holds it), or unnamed (Q, a woman)",
    ),
    one_of("kind", *KINDS),
    UniqueConstraint("uid"),
    Index("ix_people_order", text("kind <> 'person'"), "sort_name", "uid"),
    comment="Everybody who speaks, as known: one row each.",
)

profiles = Table(
    "profiles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, comment="of what is known: equal profiles are one row"),
    Column("known", Text, nullable=False, comment="JSON of people.identity.Profile, but for the years"),
    Column("since", Text, comment="the years between which sources show it"),
    Column("until", Text, comment="the last of those years"),
    Column(
        "rule",
        Text,
        comment="why all appearances of the profile are one person; null: by the profile alone they are not",
    ),
    Column("score", REAL, comment="how much speaks for it, 0 to 1"),
    Column("evidence", Text, comment="in words"),
    UniqueConstraint("uid"),
    comment="What identity compares: all that it goes by in an appearance. Nothing refers to it for truth.",
)

profile_keys = Table(
    "profile_keys",
    metadata,
    reference("profile_id", "profiles", cascade=True, nullable=False, comment="whom the key finds"),
    Column("key", Text, nullable=False, comment="of sounds of the name, or an office with one holder"),
    PrimaryKeyConstraint("profile_id", "key"),
    Index(None, "key"),
    comment="Blocking keys: two profiles of one person share at least one.",
)

appearances = Table(
    "appearances",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, comment="of kind, name and source: the same whenever the source is read"),
    Column(
        "founds", Text, comment="the uid of the person that it begins, where that is not its own: one that it took over"
    ),
    reference("source_id", "sources", comment="null: no source prints it now; kept for what a human said of it"),
    reference("person_id", "people", nullable=False, comment="who that is, as known"),
    reference("profile_id", "profiles", comment="what identity compares; null: nothing"),
    Column("name", Text, nullable=False, comment="as the source is held to call the person"),
    Column("spellings", Text, comment="other names that the source prints, as a JSON array; null: none"),
    Column("sort_name", Text, nullable=False, comment="family name first"),
    Column("kind", Text, nullable=False, comment="as people.kind"),
    Column(
        "offices",
        Text,
        comment="why offices that the source prints without a name are this person, in words, one a line; null: none",
    ),
    one_of("kind", *KINDS),
    UniqueConstraint("uid"),
    UniqueConstraint("source_id", "id"),
    Index(None, "person_id"),
    Index(None, "profile_id", "source_id"),
    Index(None, "founds", sqlite_where=text("founds IS NOT NULL")),
    comment="Somebody as one source prints them.",
)

former_people = Table(
    "former_people",
    metadata,
    Column("uid", Text, primary_key=True, comment="as it was shown"),
    reference("person_id", "people", comment="who that is now; null: nobody any more"),
    Column("name", Text, nullable=False, comment="as it was called then"),
    Index(None, "person_id"),
    comment="Uids of appearances that are gone: they go on answering.",
)

names = Table(
    "names",
    metadata,
    reference("person_id", "people", cascade=True, nullable=False, comment="who is called so"),
    Column("name", Text, nullable=False, comment="as printed, or as given"),
    Column("folded", Text, nullable=False, comment="as it is looked up: small letters without accents"),
    Column("kind", Text, nullable=False, comment="printed; office, for one without a name; alias, given by a human"),
    reference(
        "appearance_id",
        "appearances",
        cascade=True,
        comment="of an alias: to whom it was given",
    ),
    Column("reviewer", Text, comment="who gave an alias"),
    Column("at", Text, comment="when"),
    Column("note", Text, comment="why it was given"),
    one_of("kind", "printed", "alias", "office"),
    PrimaryKeyConstraint("person_id", "name", "kind"),
    Index(None, "folded", "person_id"),
    Index(None, "appearance_id", sqlite_where=text("appearance_id IS NOT NULL")),
    sqlite_with_rowid=False,
    comment="Every spelling of a person, once: as sources print it, or an alias that a human gave.",
)

aliases = Table(
    "aliases",
    metadata,
    Column("id", Integer, primary_key=True),
    reference("appearance_id", "appearances", cascade=True, nullable=False, comment="to whom it was given"),
    Column("name", Text, nullable=False, comment="the further name"),
    Column("verdict", Text, nullable=False, comment="alias, or undone: the one before of this name counts no more"),
    Column("behind", Integer, nullable=False, comment="links.id of the last human decision before it; 0: none"),
    Column("reviewer", Text, comment="who decided"),
    Column("at", Text, comment="when"),
    Column("note", Text, comment="why"),
    one_of("verdict", "alias", "undone"),
    Index(None, "appearance_id"),
    comment="Further names that humans gave, or took back: never changed; names has those that stand.",
)

links = Table(
    "links",
    metadata,
    Column("id", Integer, primary_key=True),
    reference("appearance_id", "appearances", cascade=True, nullable=False, comment="one of the two"),
    reference("other_id", "appearances", cascade=True, nullable=False, comment="the other"),
    Column("outcome", Text, nullable=False, comment="same, different or unsure"),
    Column("rule", Text, nullable=False, comment="of the program; of a human: review"),
    Column("score", REAL, comment="how much speaks for it, 0 to 1; null: a human needs none"),
    Column("evidence", Text, nullable=False, comment="in words; of a human, the note"),
    Column("author", Text, comment="the reviewer; null: the program, whose links are what it holds now"),
    Column("at", Text, comment="when a human decided"),
    one_of("outcome", "same", "different", "unsure"),
    Index("uq_links_of_program", "appearance_id", "other_id", "rule", unique=True, sqlite_where=text("author IS NULL")),
    Index(None, "other_id"),
    Index("ix_links_of_humans", "appearance_id", "other_id", sqlite_where=text("author IS NOT NULL")),
    comment="Why two appearances are, or are not, one person. A human's are never changed; the latest of them wins.",
)

roles = Table(
    "roles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, comment="of what all its spellings have in common: title, country and body"),
    Column("text", Text, nullable=False, comment="in the plainest of its spellings"),
    Column("title", Text, nullable=False, comment="the office alone: President"),
    Column("body", Text, comment="whose office it is: Ministry of Water"),
    Column("country", Text, comment="ISO 3166"),
    UniqueConstraint("uid"),
    comment="Offices and whatever else a person is said to be: each once, however it is printed.",
)

role_spellings = Table(
    "role_spellings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "uid",
        Text,
        nullable=False,
        comment="of text, title, body and country: two readings of one text are two spellings",
    ),
    reference("role_id", "roles", nullable=False, comment="the role that is printed so"),
    Column("text", Text, nullable=False, comment="as printed"),
    Column("title", Text, nullable=False, comment="the office alone, as printed"),
    Column("body", Text, comment="whose office it is, as printed"),
    Column("folded_title", Text, nullable=False, comment="as it is looked up: small letters without accents"),
    UniqueConstraint("uid"),
    Index(None, "role_id"),
    Index(None, "folded_title"),
    comment="Every spelling of a role, as sources print it: President of Belarus, Belarus President.",
)

tenures = Table(
    "tenures",
    metadata,
    reference("person_id", "people", cascade=True, nullable=False, comment="who"),
    reference("role_id", "roles", cascade=True, nullable=False, comment="as what"),
    Column("first_cited", Text, comment="the first day on which they are seen in it"),
    reference("first_source_id", "sources", comment="that shows the first"),
    Column("last_cited", Text, comment="the last day"),
    reference("last_source_id", "sources", comment="that shows the last"),
    PrimaryKeyConstraint("person_id", "role_id"),
    Index(None, "role_id"),
    sqlite_with_rowid=False,
    comment="Who is seen in which role, between which dates, and in which sources.",
)
