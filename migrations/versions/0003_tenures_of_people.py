"""What a database of millions needs otherwise.

- people.source_key, by which the first of a form is found, so that what comes in order changes nothing.
- tenures of people as known, each once, in place of once for every source that shows it.
- statement_roles without numbers of their own.
- Pages of the full-text index as large as those of the file.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SOURCE_KEY = """
ALTER TABLE people ADD COLUMN source_key TEXT;

UPDATE people SET source_key = (SELECT min("key") FROM names JOIN sources ON sources.id = source_id
    WHERE person_id = people.id) WHERE kind <> 'group';

DROP INDEX ix_people_form_id_uid;

CREATE INDEX ix_people_form_id_source_key ON people (form_id, source_key);
"""
NO_SOURCE_KEY = """
DROP INDEX ix_people_form_id_source_key;

CREATE INDEX ix_people_form_id_uid ON people (form_id, uid);

ALTER TABLE people DROP COLUMN source_key;
"""
TENURES = """
CREATE TABLE renewed (
    {columns}
    role_id INTEGER NOT NULL,
    first_cited TEXT,
    first_source_id INTEGER,
    last_cited TEXT,
    last_source_id INTEGER,
    started TEXT,
    started_source_id INTEGER,
    ended TEXT,
    ended_source_id INTEGER,
    {keys}
    CONSTRAINT fk_tenures_role_id_roles FOREIGN KEY(role_id) REFERENCES roles (id) ON DELETE CASCADE,
    CONSTRAINT fk_tenures_first_source_id_sources FOREIGN KEY(first_source_id) REFERENCES sources (id),
    CONSTRAINT fk_tenures_last_source_id_sources FOREIGN KEY(last_source_id) REFERENCES sources (id),
    CONSTRAINT fk_tenures_started_source_id_sources FOREIGN KEY(started_source_id) REFERENCES sources (id),
    CONSTRAINT fk_tenures_ended_source_id_sources FOREIGN KEY(ended_source_id) REFERENCES sources (id)
){rowid};

INSERT INTO renewed ({holder}, role_id, first_cited, first_source_id, last_cited, last_source_id,
    started, started_source_id, ended, ended_source_id)
WITH shown AS (
    SELECT {shown_holder} AS holder, role_id, said_earliest, said_latest, source_id, "key" FROM statements
    JOIN statement_roles ON statement_id = statements.id JOIN sources ON sources.id = source_id
    WHERE person_id IS NOT NULL),
first AS (
    SELECT holder, role_id, said_earliest, source_id,
        row_number() OVER (PARTITION BY holder, role_id ORDER BY said_earliest IS NULL, said_earliest, "key") AS place
    FROM shown),
last AS (
    SELECT holder, role_id, said_latest, source_id,
        row_number() OVER (PARTITION BY holder, role_id ORDER BY said_latest DESC, "key") AS place
    FROM shown),
stated AS (
    SELECT {stated_holder} AS holder, role_id, max(started) AS started, max(started_source_id) AS started_source_id,
        max(ended) AS ended, max(ended_source_id) AS ended_source_id
    FROM tenures {stated_from} GROUP BY 1, 2)
SELECT first.holder, first.role_id, said_earliest, CASE WHEN said_earliest IS NOT NULL THEN first.source_id END,
    said_latest, CASE WHEN said_latest IS NOT NULL THEN last.source_id END,
    started, started_source_id, ended, ended_source_id
FROM first JOIN last ON last.holder = first.holder AND last.role_id = first.role_id AND last.place = 1
LEFT JOIN stated ON stated.holder = first.holder AND stated.role_id = first.role_id
WHERE first.place = 1
UNION ALL SELECT holder, role_id, NULL, NULL, NULL, NULL, started, started_source_id, ended, ended_source_id FROM stated
WHERE coalesce(started, ended) IS NOT NULL AND (holder, role_id) NOT IN (SELECT holder, role_id FROM first);

DROP TABLE tenures;

ALTER TABLE renewed RENAME TO tenures;

CREATE INDEX ix_tenures_role_id ON tenures (role_id);
"""
OF_KIN = {
    "columns": "kin INTEGER NOT NULL,",
    "keys": "CONSTRAINT pk_tenures PRIMARY KEY (kin, role_id),",
    "rowid": " WITHOUT ROWID",
    "holder": "kin",
    "shown_holder": "kin",
    "stated_holder": "kin",
    "stated_from": "JOIN people ON people.id = person_id",
}
OF_PEOPLE_AS_MET = {
    "columns": "id INTEGER NOT NULL,\n    person_id INTEGER NOT NULL,",
    "keys": """CONSTRAINT pk_tenures PRIMARY KEY (id),
    CONSTRAINT uq_tenures_person_id_role_id UNIQUE (person_id, role_id),
    CONSTRAINT fk_tenures_person_id_people FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,""",
    "rowid": "",
    "holder": "person_id",
    "shown_holder": "person_id",
    "stated_holder": "people.id",
    "stated_from": "JOIN people ON people.kin = tenures.kin AND redirect_to IS NULL",
}
STATEMENT_ROLES = """
CREATE TABLE renewed (
    statement_id INTEGER NOT NULL,
    role_id INTEGER NOT NULL,
    basis TEXT NOT NULL,
    CONSTRAINT pk_statement_roles PRIMARY KEY (statement_id, role_id),
    CONSTRAINT ck_statement_roles_basis CHECK (basis = 'printed' OR basis = 'carried'),
    CONSTRAINT fk_statement_roles_statement_id_statements FOREIGN KEY(statement_id)
        REFERENCES statements (id) ON DELETE CASCADE,
    CONSTRAINT fk_statement_roles_role_id_roles FOREIGN KEY(role_id) REFERENCES roles (id)
){rowid};

INSERT INTO renewed SELECT statement_id, role_id, basis FROM statement_roles ORDER BY statement_id, role_id;

DROP TABLE statement_roles;

ALTER TABLE renewed RENAME TO statement_roles;

CREATE INDEX ix_statement_roles_role_id ON statement_roles (role_id);
"""
# A page of the index with its key and its header fills a page of the file.
SEARCH = "INSERT INTO search (search, rank) SELECT 'pgsz', {size} FROM pragma_page_size;\n"


def upgrade() -> None:
    columns = op.get_bind().exec_driver_sql("SELECT name FROM pragma_table_info('people')").scalars()
    if "source_key" not in columns.all():  # 0002 had it for a while
        _run(SOURCE_KEY)
    _run(TENURES.format(**OF_KIN), STATEMENT_ROLES.format(rowid=" WITHOUT ROWID"), SEARCH.format(size="page_size - 46"))


def downgrade() -> None:
    _run(TENURES.format(**OF_PEOPLE_AS_MET), STATEMENT_ROLES.format(rowid=""), SEARCH.format(size="4050"))
    _run(NO_SOURCE_KEY)


def _run(*scripts: str) -> None:
    for script in scripts:
        for statement in script.split(";\n\n"):
            op.get_bind().exec_driver_sql(statement)
