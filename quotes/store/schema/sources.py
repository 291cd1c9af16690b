"""The documents: what was read, where else the same bytes lie, and what was read there before."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint, text

from quotes.store.schema.columns import metadata, reference

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "uid",
        Text,
        nullable=False,
        comment="made once, of the bytes first read; it stays when the file is renamed or edited",
    ),
    Column(
        "key",
        Text,
        nullable=False,
        comment="where it lies: the path from the folder of the database, or in full; or the address",
    ),
    Column("url", Text, comment="its address"),
    Column("title", Text, comment="as the page has it"),
    Column("publisher", Text, comment="the outlet; what is narrated are its words"),
    Column("language", Text, comment="of the page: en, de, …"),
    Column("translated", Integer, comment="1: the words are a translation; null: not known"),
    Column("original", Text, comment="of which it is a translation: its address, title, or where it lies, as key"),
    Column("format", Text, nullable=False, comment="how the bytes are written: plain, html, …"),
    Column("convention", Text, nullable=False, comment="how the page says who speaks"),
    Column("sha256", Text, nullable=False, comment="of the bytes read"),
    Column(
        "settings",
        Text,
        nullable=False,
        comment="hash of all else that the reading depends on: unchanged, it is not read again",
    ),
    Column(
        "text", Text, nullable=False, comment="as decoded, untouched; start and end of all tables count its code points"
    ),
    Column("text_sha256", Text, nullable=False, comment="of the text as UTF-8, whatever the bytes were"),
    Column("wrapped", Integer, nullable=False, comment="1: its lines are broken by their length"),
    Column("published_edtf", Text, comment="when it was published, as EDTF"),
    Column("published_earliest", Text, comment="the first day that it may mean; null: open"),
    Column("published_latest", Text, comment="the last day that it may mean"),
    Column("published_basis", Text, comment="where that date stands"),
    UniqueConstraint("uid"),
    UniqueConstraint("key"),
    Index(None, "sha256"),
    *(Index(None, name, sqlite_where=text(f"{name} IS NOT NULL")) for name in ("original", "url", "title")),
    comment="A document as read. The same bytes are one source, wherever they lie.",
)

copies = Table(
    "copies",
    metadata,
    Column("id", Integer, primary_key=True),
    reference("source_id", "sources", cascade=True, nullable=False, comment="the source whose bytes they are"),
    Column("key", Text, nullable=False, comment="as sources.key"),
    Column("url", Text, comment="its address there"),
    Column("title", Text, comment="as that place has it"),
    Column("publisher", Text, comment="whose place it is"),
    Column("published_edtf", Text, comment="when it was published there"),
    UniqueConstraint("key"),
    Index(None, "source_id"),
    comment="Further places of the same bytes, each with what is known of it; not counted twice.",
)

source_facts = Table(
    "source_facts",
    metadata,
    Column("id", Integer, primary_key=True),
    reference("source_id", "sources", cascade=True, nullable=False, comment="what it is said of"),
    Column(
        "name", Text, nullable=False, comment="title, publisher, url, language, author, published, perhaps published"
    ),
    Column("value", Text, nullable=False, comment="a date as ISO; of a language its code"),
    Column("how", Text, nullable=False, comment="what says it: JSON-LD datePublished, meta og:title, htmldate 1.9 …"),
    Column("start", Integer, nullable=False, comment="where it is said in sources.text"),
    Column("end", Integer, nullable=False, comment="where that ends; as start, where a program has found it"),
    Index(None, "source_id"),
    comment="What a saved page says of itself, the most trusted of each name first.",
)

former_texts = Table(
    "former_texts",
    metadata,
    Column("id", Integer, primary_key=True),
    reference("source_id", "sources", cascade=True, nullable=False, comment="whose text it was"),
    Column("sha256", Text, nullable=False, comment="of the bytes of that time"),
    Column("text", Text, nullable=False, comment="as decoded, untouched"),
    UniqueConstraint("source_id", "sha256"),
    comment="What a source said before its file was changed, as long as a former statement is cited from it.",
)
