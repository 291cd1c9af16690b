"""One post is one role, and every statement tells what is done with its words.

- roles are a row each however they are printed; role_spellings are what roles were. Until their sources are read anew,
  each role has the one spelling that it had.
- The view said has only what is judged, and judged to be said; disputes has what somebody was misquoted with.
- speakers.person_id, by which whoever speaks with others is found; appearances.offices, why offices are a person.
- All sources are to be read again.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ROLES = """
CREATE TABLE role_spellings (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    role_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT,
    folded_title TEXT NOT NULL,
    CONSTRAINT pk_role_spellings PRIMARY KEY (id),
    CONSTRAINT uq_role_spellings_uid UNIQUE (uid),
    CONSTRAINT fk_role_spellings_role_id_roles FOREIGN KEY(role_id) REFERENCES roles (id)
);

CREATE TABLE renewed_statement_roles (
    statement_id INTEGER NOT NULL,
    spelling_id INTEGER NOT NULL,
    basis TEXT NOT NULL,
    CONSTRAINT pk_statement_roles PRIMARY KEY (statement_id, spelling_id),
    CONSTRAINT ck_statement_roles_basis CHECK (basis = 'printed' OR basis = 'carried'),
    CONSTRAINT fk_statement_roles_statement_id_statements FOREIGN KEY(statement_id)
        REFERENCES statements (id) ON DELETE CASCADE,
    CONSTRAINT fk_statement_roles_spelling_id_role_spellings FOREIGN KEY(spelling_id) REFERENCES role_spellings (id)
) WITHOUT ROWID;

INSERT INTO role_spellings SELECT id, uid, id, text, title, body, folded_title FROM roles;

INSERT INTO renewed_statement_roles SELECT statement_id, role_id, basis FROM statement_roles;

DROP INDEX ix_roles_folded_title_country;

ALTER TABLE roles DROP COLUMN folded_title
"""

SPEAKERS = """
CREATE TABLE renewed_speakers (
    statement_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    appearance_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    CONSTRAINT pk_speakers PRIMARY KEY (statement_id, place),
    CONSTRAINT fk_speakers_statement_id_statements FOREIGN KEY(statement_id)
        REFERENCES statements (id) ON DELETE CASCADE,
    CONSTRAINT fk_speakers_appearance_id_appearances FOREIGN KEY(appearance_id) REFERENCES appearances (id),
    CONSTRAINT fk_speakers_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
) WITHOUT ROWID;

INSERT INTO renewed_speakers
SELECT statement_id, place, appearance_id, person_id FROM speakers JOIN appearances ON appearances.id = appearance_id;

DROP INDEX ix_appearances_profile_id;

ALTER TABLE appearances ADD COLUMN offices TEXT;

ALTER TABLE former_statements ADD COLUMN act TEXT;

ALTER TABLE former_statements ADD COLUMN factuality TEXT
"""

# What stands under a label, and what the outlet tells, is said; the rest is judged when its document is read again.
SAID = """
UPDATE statements SET act = coalesce(act, 'asserted'), factuality = coalesce(factuality, 'actual')
WHERE manner = 'narrated' OR (manner = 'verbatim' AND label IS NOT NULL AND within_id IS NULL);

UPDATE sources SET settings = ''
"""

INDEXES = """
CREATE INDEX ix_appearances_profile_id_source_id ON appearances (profile_id, source_id);

CREATE INDEX ix_role_spellings_role_id ON role_spellings (role_id);

CREATE INDEX ix_role_spellings_folded_title ON role_spellings (folded_title);

CREATE INDEX ix_statement_roles_spelling_id ON statement_roles (spelling_id);

CREATE INDEX ix_statements_disputed ON statements (person_id) WHERE factuality = 'disputed';

CREATE INDEX ix_statements_unjudged ON statements (source_id) WHERE factuality IS NULL;

CREATE INDEX ix_speakers_appearance_id ON speakers (appearance_id);

CREATE INDEX ix_speakers_person_id ON speakers (person_id)
"""

VIEWS = """
CREATE VIEW disputes AS
-- Which statement holds the words that another one, disputed_id, says the same person was misquoted with.
SELECT said.id AS statement_id, disputed.id AS disputed_id
FROM statements AS disputed JOIN statements AS said ON said.person_id = disputed.person_id
WHERE disputed.factuality = 'disputed' AND said.factuality = 'actual' AND length(disputed.text) >= 12
    AND instr(lower(said.text), lower(rtrim(disputed.text, '.,;!?')));

CREATE VIEW attributions AS
-- All that is attributed to anybody, said or not, in one row each: `how` tells which, in words; `person` is a uid.
-- What somebody was misquoted with is disputed, wherever it stands.
SELECT statements.uid, people.name AS speaker, statements.role, statements.manner, statements.text,
    statements.said_edtf AS said, coalesce(one.title, events.title) AS event, sources."key" AS source, statements.line,
    statements.status, statements.confidence, people.uid AS person, statements.act, standing AS factuality,
    CASE WHEN act IS NULL OR standing IS NULL THEN 'not judged'
        WHEN manner = 'narrated' AND act = 'asserted' AND standing = 'actual' THEN 'narrated'
        ELSE CASE standing WHEN 'actual' THEN '' WHEN 'unsaid' THEN 'did not ' WHEN 'supposed' THEN 'would '
            WHEN 'planned' THEN 'is expected to ' WHEN 'alleged' THEN 'reportedly ' ELSE 'is disputed to have ' END
        || CASE WHEN standing IN ('unsaid', 'supposed', 'planned')
            THEN CASE act WHEN 'asserted' THEN 'say' WHEN 'denied' THEN 'deny' WHEN 'asked' THEN 'ask'
                WHEN 'urged' THEN 'urge' WHEN 'promised' THEN 'promise' ELSE 'think' END
            WHEN act = 'asserted' THEN 'said' ELSE act END
    END AS how
FROM (
    SELECT *, CASE WHEN factuality = 'actual' AND id IN (SELECT statement_id FROM disputes) THEN 'disputed'
        ELSE factuality END AS standing
    FROM statements) AS statements
JOIN sources ON sources.id = statements.source_id
LEFT JOIN people ON people.id = statements.person_id
LEFT JOIN events ON events.id = statements.event_id
LEFT JOIN events AS one ON one.id = events.redirect_to;

CREATE VIEW said AS
-- What was said, of attributions: neither denied, nor only thought, nor said not to have been said, nor not judged yet.
SELECT uid, speaker, role, manner, text, said, event, source, line, status, confidence, person, act, factuality
FROM attributions
WHERE factuality = 'actual' AND act IN ('asserted', 'asked', 'urged', 'promised')
"""

ROLES_BEFORE = """
CREATE TABLE renewed_roles (
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

CREATE TABLE renewed_statement_roles (
    statement_id INTEGER NOT NULL,
    role_id INTEGER NOT NULL,
    basis TEXT NOT NULL,
    CONSTRAINT pk_statement_roles PRIMARY KEY (statement_id, role_id),
    CONSTRAINT ck_statement_roles_basis CHECK (basis = 'printed' OR basis = 'carried'),
    CONSTRAINT fk_statement_roles_statement_id_statements FOREIGN KEY(statement_id)
        REFERENCES statements (id) ON DELETE CASCADE,
    CONSTRAINT fk_statement_roles_role_id_roles FOREIGN KEY(role_id) REFERENCES roles (id)
) WITHOUT ROWID;

INSERT INTO renewed_roles
SELECT role_spellings.id, role_spellings.uid, role_spellings.text, role_spellings.title, role_spellings.body, country,
    folded_title
FROM role_spellings JOIN roles ON roles.id = role_id;

INSERT INTO renewed_statement_roles SELECT statement_id, spelling_id, basis FROM statement_roles
"""

# A role of one spelling is held as it was; of several, each as it is shown. What nothing shows is of the first.
TENURES_BEFORE = """
CREATE TEMPORARY TABLE shown AS
SELECT person_id, spelling_id, role_id, said_earliest, said_latest, source_id, sources.uid AS source_uid
FROM statements JOIN statement_roles ON statement_id = statements.id
JOIN role_spellings ON role_spellings.id = spelling_id JOIN sources ON sources.id = source_id
WHERE person_id IS NOT NULL;

CREATE TEMPORARY TABLE held AS
SELECT tenures.person_id, min(role_spellings.id) AS spelling_id, first_cited, first_source_id, last_cited,
    last_source_id
FROM tenures JOIN role_spellings ON role_spellings.role_id = tenures.role_id
WHERE (SELECT count(*) FROM role_spellings AS other WHERE other.role_id = tenures.role_id) = 1
    OR (tenures.person_id, tenures.role_id) NOT IN (SELECT person_id, role_id FROM shown)
GROUP BY tenures.person_id, tenures.role_id;

INSERT INTO held
SELECT DISTINCT person_id, spelling_id,
    first_value(said_earliest) OVER earliest, first_value(iif(said_earliest > '', source_id, NULL)) OVER earliest,
    first_value(said_latest) OVER latest, first_value(iif(said_latest > '', source_id, NULL)) OVER latest
FROM shown WHERE (person_id, spelling_id) NOT IN (SELECT person_id, spelling_id FROM held)
WINDOW earliest AS (PARTITION BY person_id, spelling_id ORDER BY said_earliest NULLS LAST, source_uid),
    latest AS (PARTITION BY person_id, spelling_id ORDER BY said_latest DESC NULLS LAST, source_uid);

DELETE FROM tenures;

INSERT INTO tenures SELECT * FROM held;

DROP TABLE shown;

DROP TABLE held
"""

SPEAKERS_BEFORE = """
CREATE TABLE renewed_speakers (
    statement_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    appearance_id INTEGER NOT NULL,
    CONSTRAINT pk_speakers PRIMARY KEY (statement_id, place),
    CONSTRAINT fk_speakers_statement_id_statements FOREIGN KEY(statement_id)
        REFERENCES statements (id) ON DELETE CASCADE,
    CONSTRAINT fk_speakers_appearance_id_appearances FOREIGN KEY(appearance_id) REFERENCES appearances (id)
) WITHOUT ROWID;

INSERT INTO renewed_speakers SELECT statement_id, place, appearance_id FROM speakers;

DROP INDEX ix_statements_disputed;

DROP INDEX ix_statements_unjudged;

DROP INDEX ix_appearances_profile_id_source_id;

ALTER TABLE appearances DROP COLUMN offices;

ALTER TABLE former_statements DROP COLUMN act;

ALTER TABLE former_statements DROP COLUMN factuality
"""

INDEXES_BEFORE = """
CREATE INDEX ix_appearances_profile_id ON appearances (profile_id);

CREATE INDEX ix_roles_folded_title_country ON roles (folded_title, country);

CREATE INDEX ix_statement_roles_role_id ON statement_roles (role_id);

CREATE INDEX ix_speakers_appearance_id ON speakers (appearance_id)
"""

VIEWS_BEFORE = """
CREATE VIEW attributions AS
-- All that is attributed to anybody, said or not, in one row each: `how` tells which, in words; `person` is a uid.
SELECT statements.uid, people.name AS speaker, statements.role, statements.manner, statements.text,
    statements.said_edtf AS said, coalesce(one.title, events.title) AS event, sources."key" AS source, statements.line,
    statements.status, statements.confidence, people.uid AS person, statements.act, statements.factuality,
    CASE WHEN act = 'denied' THEN 'denied' WHEN factuality = 'unsaid' THEN 'did not say'
        WHEN factuality = 'supposed' THEN 'may say' WHEN factuality = 'planned' THEN 'is to say'
        WHEN factuality = 'alleged' THEN 'is said to have said' WHEN factuality = 'disputed' THEN 'is disputed'
        WHEN act = 'asked' THEN 'asked' WHEN act = 'urged' THEN 'urged' WHEN act = 'promised' THEN 'promised'
        WHEN act = 'thought' THEN 'thought' WHEN manner = 'narrated' THEN 'narrated' ELSE 'said' END AS how
FROM statements
JOIN sources ON sources.id = statements.source_id
LEFT JOIN people ON people.id = statements.person_id
LEFT JOIN events ON events.id = statements.event_id
LEFT JOIN events AS one ON one.id = events.redirect_to;

CREATE VIEW said AS
-- What was said, of attributions: neither denied, nor only thought, nor said not to have been said.
SELECT uid, speaker, role, manner, text, said, event, source, line, status, confidence, person, act, factuality
FROM attributions
WHERE coalesce(factuality, 'actual') = 'actual' AND coalesce(act, 'asserted') NOT IN ('denied', 'thought')
"""


def upgrade() -> None:
    _run(ROLES, SPEAKERS, SAID)
    _renew("statement_roles", "speakers")
    _drop("VIEW", "said", "attributions")
    _run(INDEXES, VIEWS)


def downgrade() -> None:
    _drop("VIEW", "said", "attributions", "disputes")
    _run(ROLES_BEFORE, TENURES_BEFORE, SPEAKERS_BEFORE)
    _drop("TABLE", "role_spellings")
    _renew("roles", "statement_roles", "speakers")
    _run(INDEXES_BEFORE, VIEWS_BEFORE)


def _drop(kind: str, *names: str) -> None:
    for name in names:
        op.get_bind().exec_driver_sql(f"DROP {kind} {name}")


def _renew(*tables: str) -> None:
    _drop("TABLE", *tables)
    for table in tables:
        op.get_bind().exec_driver_sql(f"ALTER TABLE renewed_{table} RENAME TO {table}")


def _run(*scripts: str) -> None:
    for script in scripts:
        for statement in script.split(";\n\n"):
            op.get_bind().exec_driver_sql(statement)
