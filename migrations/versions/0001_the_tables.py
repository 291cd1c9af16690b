"""The tables, the view `said`, and full text over statements."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE sources (
    id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    url TEXT,
    title TEXT,
    publisher TEXT,
    language TEXT,
    translated INTEGER,
    format TEXT NOT NULL,
    convention TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    settings TEXT NOT NULL,
    text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    wrapped INTEGER NOT NULL,
    published_edtf TEXT,
    published_earliest TEXT,
    published_latest TEXT,
    published_basis TEXT,
    CONSTRAINT pk_sources PRIMARY KEY (id),
    CONSTRAINT uq_sources_key UNIQUE ("key")
);

CREATE TABLE forms (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    known TEXT NOT NULL,
    CONSTRAINT pk_forms PRIMARY KEY (id),
    CONSTRAINT uq_forms_uid UNIQUE (uid)
);

CREATE TABLE form_keys (
    form_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    CONSTRAINT pk_form_keys PRIMARY KEY (form_id, "key"),
    CONSTRAINT fk_form_keys_form_id_forms FOREIGN KEY(form_id) REFERENCES forms (id) ON DELETE CASCADE
);

CREATE INDEX ix_form_keys_key ON form_keys ("key");

CREATE TABLE people (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    wikidata TEXT,
    redirect_to INTEGER,
    form_id INTEGER,
    CONSTRAINT pk_people PRIMARY KEY (id),
    CONSTRAINT ck_people_kind CHECK (kind = 'person' OR kind = 'group' OR kind = 'office' OR kind = 'unnamed'),
    CONSTRAINT uq_people_uid UNIQUE (uid),
    CONSTRAINT fk_people_redirect_to_people FOREIGN KEY(redirect_to) REFERENCES people (id),
    CONSTRAINT fk_people_form_id_forms FOREIGN KEY(form_id) REFERENCES forms (id)
);

CREATE INDEX ix_people_form_id_uid ON people (form_id, uid);

CREATE INDEX ix_people_redirect_to ON people (redirect_to) WHERE redirect_to IS NOT NULL;

CREATE TABLE names (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    sort_name TEXT,
    kind TEXT NOT NULL,
    source_id INTEGER,
    since TEXT,
    until TEXT,
    CONSTRAINT pk_names PRIMARY KEY (id),
    CONSTRAINT ck_names_kind
        CHECK (kind = 'printed' OR kind = 'alias' OR kind = 'transliteration' OR kind = 'office'),
    CONSTRAINT uq_names_person_id_name_kind_source_id UNIQUE (person_id, name, kind, source_id),
    CONSTRAINT fk_names_person_id_people FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT fk_names_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE
);

CREATE INDEX ix_names_folded ON names (folded);

CREATE INDEX ix_names_source_id ON names (source_id);

CREATE TABLE identities (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    rule TEXT NOT NULL,
    score REAL,
    evidence TEXT NOT NULL,
    source_id INTEGER,
    other_source_id INTEGER,
    CONSTRAINT pk_identities PRIMARY KEY (id),
    CONSTRAINT ck_identities_outcome CHECK (outcome = 'same' OR outcome = 'different' OR outcome = 'unsure'),
    CONSTRAINT uq_identities_person_id_other_id_rule UNIQUE (person_id, other_id, rule),
    CONSTRAINT fk_identities_person_id_people FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT fk_identities_other_id_people FOREIGN KEY(other_id) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT fk_identities_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE,
    CONSTRAINT fk_identities_other_source_id_sources FOREIGN KEY(other_source_id)
        REFERENCES sources (id) ON DELETE CASCADE
);

CREATE INDEX ix_identities_other_id ON identities (other_id);

CREATE TABLE roles (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    text TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT,
    country TEXT,
    folded_title TEXT NOT NULL,
    CONSTRAINT pk_roles PRIMARY KEY (id),
    CONSTRAINT uq_roles_uid UNIQUE (uid)
);

CREATE INDEX ix_roles_folded_title_country ON roles (folded_title, country);

CREATE TABLE tenures (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    role_id INTEGER NOT NULL,
    first_cited TEXT,
    first_source_id INTEGER,
    last_cited TEXT,
    last_source_id INTEGER,
    started TEXT,
    started_source_id INTEGER,
    ended TEXT,
    ended_source_id INTEGER,
    CONSTRAINT pk_tenures PRIMARY KEY (id),
    CONSTRAINT uq_tenures_person_id_role_id UNIQUE (person_id, role_id),
    CONSTRAINT fk_tenures_person_id_people FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT fk_tenures_role_id_roles FOREIGN KEY(role_id) REFERENCES roles (id) ON DELETE CASCADE,
    CONSTRAINT fk_tenures_first_source_id_sources FOREIGN KEY(first_source_id) REFERENCES sources (id),
    CONSTRAINT fk_tenures_last_source_id_sources FOREIGN KEY(last_source_id) REFERENCES sources (id),
    CONSTRAINT fk_tenures_started_source_id_sources FOREIGN KEY(started_source_id) REFERENCES sources (id),
    CONSTRAINT fk_tenures_ended_source_id_sources FOREIGN KEY(ended_source_id) REFERENCES sources (id)
);

CREATE INDEX ix_tenures_role_id ON tenures (role_id);

CREATE TABLE events (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    place TEXT,
    date_edtf TEXT,
    date_earliest TEXT,
    date_latest TEXT,
    date_basis TEXT,
    redirect_to INTEGER,
    CONSTRAINT pk_events PRIMARY KEY (id),
    CONSTRAINT uq_events_uid UNIQUE (uid),
    CONSTRAINT fk_events_redirect_to_events FOREIGN KEY(redirect_to) REFERENCES events (id)
);

CREATE INDEX ix_events_date_earliest ON events (date_earliest);

CREATE INDEX ix_events_redirect_to ON events (redirect_to) WHERE redirect_to IS NOT NULL;

CREATE TABLE event_identities (
    event_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    score REAL NOT NULL,
    evidence TEXT NOT NULL,
    CONSTRAINT pk_event_identities PRIMARY KEY (event_id, other_id),
    CONSTRAINT ck_event_identities_outcome CHECK (outcome = 'same' OR outcome = 'unsure'),
    CONSTRAINT fk_event_identities_event_id_events FOREIGN KEY(event_id) REFERENCES events (id) ON DELETE CASCADE,
    CONSTRAINT fk_event_identities_other_id_events FOREIGN KEY(other_id) REFERENCES events (id) ON DELETE CASCADE
);

CREATE INDEX ix_event_identities_other_id ON event_identities (other_id);

CREATE TABLE participants (
    event_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    part TEXT NOT NULL,
    CONSTRAINT pk_participants PRIMARY KEY (event_id, person_id),
    CONSTRAINT fk_participants_event_id_events FOREIGN KEY(event_id) REFERENCES events (id) ON DELETE CASCADE,
    CONSTRAINT fk_participants_person_id_people FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE INDEX ix_participants_person_id ON participants (person_id);

CREATE TABLE statements (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    source_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    person_id INTEGER,
    label TEXT,
    role_printed TEXT,
    role TEXT,
    manner TEXT NOT NULL,
    basis TEXT NOT NULL,
    status TEXT NOT NULL,
    confidence REAL NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    line INTEGER NOT NULL,
    text TEXT NOT NULL,
    event_id INTEGER,
    said_edtf TEXT,
    said_earliest TEXT,
    said_latest TEXT,
    said_basis TEXT,
    rival TEXT,
    rival_id INTEGER,
    addressee TEXT,
    within_id INTEGER,
    mention_start INTEGER,
    mention_end INTEGER,
    cue_start INTEGER,
    cue_end INTEGER,
    CONSTRAINT pk_statements PRIMARY KEY (id),
    CONSTRAINT ck_statements_manner CHECK (manner = 'verbatim' OR manner = 'reported' OR manner = 'narrated'),
    CONSTRAINT ck_statements_status
        CHECK (status = 'reviewed' OR status = 'certain' OR status = 'inferred' OR status = 'ambiguous'),
    CONSTRAINT uq_statements_uid UNIQUE (uid),
    CONSTRAINT uq_statements_source_id_position UNIQUE (source_id, position),
    CONSTRAINT fk_statements_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE,
    CONSTRAINT fk_statements_person_id_people FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_statements_event_id_events FOREIGN KEY(event_id) REFERENCES events (id),
    CONSTRAINT fk_statements_rival_id_people FOREIGN KEY(rival_id) REFERENCES people (id),
    CONSTRAINT fk_statements_within_id_statements FOREIGN KEY(within_id) REFERENCES statements (id) ON DELETE CASCADE
);

CREATE INDEX ix_statements_event_id ON statements (event_id);

CREATE INDEX ix_statements_person_id_said_earliest_source_id_position ON statements
    (person_id, said_earliest, source_id, position);

CREATE INDEX ix_statements_rival_id ON statements (rival_id) WHERE rival_id IS NOT NULL;

CREATE INDEX ix_statements_said_earliest ON statements (said_earliest);

CREATE INDEX ix_statements_within_id ON statements (within_id) WHERE within_id IS NOT NULL;

CREATE TABLE statement_roles (
    statement_id INTEGER NOT NULL,
    role_id INTEGER NOT NULL,
    basis TEXT NOT NULL,
    CONSTRAINT pk_statement_roles PRIMARY KEY (statement_id, role_id),
    CONSTRAINT ck_statement_roles_basis CHECK (basis = 'printed' OR basis = 'carried'),
    CONSTRAINT fk_statement_roles_statement_id_statements FOREIGN KEY(statement_id)
        REFERENCES statements (id) ON DELETE CASCADE,
    CONSTRAINT fk_statement_roles_role_id_roles FOREIGN KEY(role_id) REFERENCES roles (id)
);

CREATE INDEX ix_statement_roles_role_id ON statement_roles (role_id);

CREATE TABLE passages (
    id INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    statement_id INTEGER,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    line INTEGER NOT NULL,
    basis TEXT,
    score REAL,
    confidence REAL,
    status TEXT,
    cues TEXT,
    rival TEXT,
    seconds REAL,
    CONSTRAINT pk_passages PRIMARY KEY (id),
    CONSTRAINT ck_passages_kind CHECK (kind = 'heading' OR kind = 'label' OR kind = 'paragraph' OR kind = 'markup'),
    CONSTRAINT fk_passages_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE,
    CONSTRAINT fk_passages_statement_id_statements FOREIGN KEY(statement_id)
        REFERENCES statements (id) ON DELETE CASCADE
);

CREATE INDEX ix_passages_source_id_start ON passages (source_id, start);

CREATE INDEX ix_passages_statement_id ON passages (statement_id);

CREATE INDEX ix_passages_status ON passages (status) WHERE status = 'ambiguous';

CREATE TABLE IF NOT EXISTS reviews (
    id INTEGER NOT NULL,
    subject TEXT NOT NULL,
    verdict TEXT NOT NULL,
    source_key TEXT,
    exact TEXT,
    prefix TEXT,
    suffix TEXT,
    person TEXT,
    other TEXT,
    reviewer TEXT NOT NULL,
    reviewed_at TEXT NOT NULL,
    note TEXT,
    CONSTRAINT pk_reviews PRIMARY KEY (id)
);

CREATE INDEX IF NOT EXISTS ix_reviews_source_key ON reviews (source_key);

CREATE TABLE wordings (
    statement_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    overlap REAL NOT NULL,
    CONSTRAINT pk_wordings PRIMARY KEY (statement_id, other_id),
    CONSTRAINT fk_wordings_statement_id_statements FOREIGN KEY(statement_id)
        REFERENCES statements (id) ON DELETE CASCADE,
    CONSTRAINT fk_wordings_other_id_statements FOREIGN KEY(other_id) REFERENCES statements (id) ON DELETE CASCADE
);

CREATE INDEX ix_wordings_other_id ON wordings (other_id);
"""

# The common question in one SELECT.
SAID = """
CREATE VIEW said AS
SELECT statements.uid, coalesce(known.name, met.name) AS speaker, statements.role, statements.manner, statements.text,
    statements.said_edtf AS said, coalesce(one.title, events.title) AS event, sources.key AS source, statements.line,
    statements.status, statements.confidence
FROM statements
JOIN sources ON sources.id = statements.source_id
LEFT JOIN people AS met ON met.id = statements.person_id
LEFT JOIN people AS known ON known.id = met.redirect_to
LEFT JOIN events ON events.id = statements.event_id
LEFT JOIN events AS one ON one.id = events.redirect_to;
"""

# Full text in two columns: the words, and terms for what narrows a search: p (person as met), e (event as met),
# y (year, where the whole of the date lies in one), s (source). The triggers read the view, so that the terms are
# spelled once. The memory for new entries (64 MB) makes loading in batches three times as fast.
SEARCH = """
CREATE VIEW searched AS
SELECT id, text, coalesce('p' || person_id || ' ', '') || coalesce('e' || event_id || ' ', '')
    || CASE WHEN substr(said_earliest, 1, 4) = substr(said_latest, 1, 4)
        THEN 'y' || substr(said_earliest, 1, 4) || ' ' ELSE '' END
    || 's' || source_id AS terms
FROM statements;

CREATE VIRTUAL TABLE search USING fts5(
    text, terms, content='searched', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);

INSERT INTO search(search, rank) VALUES ('hashsize', 67108864);

CREATE TRIGGER search_insert AFTER INSERT ON statements BEGIN
    INSERT INTO search(rowid, text, terms) SELECT id, text, terms FROM searched WHERE id = new.id;
END;

CREATE TRIGGER search_delete BEFORE DELETE ON statements BEGIN
    INSERT INTO search(search, rowid, text, terms) SELECT 'delete', id, text, terms FROM searched WHERE id = old.id;
END;

CREATE TRIGGER search_before_update
BEFORE UPDATE OF id, text, person_id, event_id, source_id, said_earliest, said_latest ON statements BEGIN
    INSERT INTO search(search, rowid, text, terms) SELECT 'delete', id, text, terms FROM searched WHERE id = old.id;
END;

CREATE TRIGGER search_after_update
AFTER UPDATE OF id, text, person_id, event_id, source_id, said_earliest, said_latest ON statements BEGIN
    INSERT INTO search(rowid, text, terms) SELECT id, text, terms FROM searched WHERE id = new.id;
END;
"""


def upgrade() -> None:
    for script in (TABLES, SAID, SEARCH):
        for statement in script.split(";\n\n"):
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    for trigger in ("search_insert", "search_delete", "search_before_update", "search_after_update"):
        run(f"DROP TRIGGER {trigger}")
    run("DROP TABLE search")
    for view in ("searched", "said"):
        run(f"DROP VIEW {view}")
    for table in (
        "wordings",
        "passages",
        "statement_roles",
        "statements",
        "participants",
        "event_identities",
        "events",
        "tenures",
        "roles",
        "identities",
        "names",
        "people",
        "form_keys",
        "forms",
        "sources",
    ):
        run(f"DROP TABLE {table}")
    if not run("SELECT 1 FROM reviews").fetchone():  # nothing else could bring human verdicts back: they stay
        run("DROP TABLE reviews")
