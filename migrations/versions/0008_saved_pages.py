"""What stands beside the article of a saved page, and what the page says of itself.

- passages.kind may be beside. The view paragraphs and the indexes are as they were.
- What bounds a date at one end only is no day on which somebody is seen in a role: tenures are without it.
- source_facts is empty until its sources are read again, as all are to be.
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

PASSAGES = """
CREATE TABLE renewed_passages (
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
    shown TEXT,
    CONSTRAINT pk_passages PRIMARY KEY (id),
    CONSTRAINT ck_passages_kind CHECK ({kinds}),
    CONSTRAINT fk_passages_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE,
    CONSTRAINT fk_passages_statement_id_statements FOREIGN KEY(statement_id)
        REFERENCES statements (id) ON DELETE CASCADE
);

INSERT INTO renewed_passages SELECT id, source_id, statement_id, {kind}, start, "end", line, basis, score, confidence,
    status, cues, rival, seconds, shown FROM passages;

DROP VIEW paragraphs;

DROP TABLE passages;

ALTER TABLE renewed_passages RENAME TO passages;

CREATE INDEX ix_passages_source_id_start ON passages (source_id, start);

CREATE INDEX ix_passages_statement_id ON passages (statement_id) WHERE statement_id IS NOT NULL;

CREATE INDEX ix_passages_status ON passages (status) WHERE status = 'ambiguous';

CREATE VIEW paragraphs AS
-- The paragraphs, and why each belongs to its statement. A statement that has no row in passages is one by itself.
SELECT source_id, statement_id, start, "end", line, basis, confidence, status, cues, score, rival, seconds
FROM passages WHERE kind = 'paragraph'
UNION ALL SELECT source_id, id, start, "end", line, basis, confidence, status, NULL, NULL, rival, NULL
FROM statements
WHERE within_id IS NULL AND NOT EXISTS (SELECT 1 FROM passages WHERE statement_id = statements.id)
"""
KINDS = "kind = 'heading' OR kind = 'label' OR kind = 'paragraph' OR kind = 'markup'"

SOURCES = """
CREATE INDEX ix_passages_beside ON passages (source_id) WHERE kind = 'beside';

CREATE TABLE source_facts (
    id INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    how TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    CONSTRAINT pk_source_facts PRIMARY KEY (id),
    CONSTRAINT fk_source_facts_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE
);

CREATE INDEX ix_source_facts_source_id ON source_facts (source_id);

DROP INDEX ix_statements_said_earliest;

CREATE INDEX ix_statements_said_earliest_said_latest ON statements (said_earliest, said_latest);

UPDATE sources SET settings = ''
"""

SOURCES_BEFORE = """
DROP TABLE source_facts;

DROP INDEX ix_passages_beside;

DROP INDEX ix_statements_said_earliest_said_latest;

CREATE INDEX ix_statements_said_earliest ON statements (said_earliest);

UPDATE sources SET settings = ''
"""

TENURES = """
UPDATE tenures SET
(first_cited, first_source_id) = (SELECT said_earliest, source_id {held} AND said_earliest IS NOT NULL {bounded}
    ORDER BY said_earliest, sources.uid LIMIT 1),
(last_cited, last_source_id) = (SELECT said_latest, source_id {held} AND said_latest IS NOT NULL {bounded}
    ORDER BY said_latest DESC, sources.uid LIMIT 1)
WHERE EXISTS (SELECT 1 {held} AND (said_earliest IS NULL) <> (said_latest IS NULL))
"""
HELD = """FROM statements CROSS JOIN statement_roles ON statement_id = statements.id
    CROSS JOIN role_spellings ON role_spellings.id = spelling_id AND role_spellings.role_id = tenures.role_id
    CROSS JOIN sources ON sources.id = source_id WHERE statements.person_id = tenures.person_id"""
BOUNDED = "AND said_earliest IS NOT NULL AND said_latest IS NOT NULL"


def upgrade() -> None:
    _run(
        PASSAGES.format(kinds=f"{KINDS} OR kind = 'beside'", kind="kind"),
        SOURCES,
        TENURES.format(held=HELD, bounded=BOUNDED),
    )


def downgrade() -> None:
    kind = "CASE kind WHEN 'beside' THEN 'markup' ELSE kind END"
    _run(SOURCES_BEFORE, PASSAGES.format(kinds=KINDS, kind=kind), TENURES.format(held=HELD, bounded=""))


def _run(*scripts: str) -> None:
    for script in scripts:
        for statement in script.split(";\n\n"):
            op.get_bind().exec_driver_sql(statement)
