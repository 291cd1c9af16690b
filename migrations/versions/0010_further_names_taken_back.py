"""aliases: which further names humans gave, and took back again; names has those that stand.

Sources are to be read again: whose rival would have the speaker's own name has somebody else for a rival now.
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

UPGRADE = """
CREATE TABLE aliases (
    id INTEGER NOT NULL,
    appearance_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    verdict TEXT NOT NULL,
    behind INTEGER NOT NULL,
    reviewer TEXT,
    at TEXT,
    note TEXT,
    CONSTRAINT pk_aliases PRIMARY KEY (id),
    CONSTRAINT fk_aliases_appearance_id_appearances FOREIGN KEY(appearance_id) REFERENCES appearances (id)
        ON DELETE CASCADE,
    CONSTRAINT ck_aliases_verdict CHECK (verdict = 'alias' OR verdict = 'undone')
);
CREATE INDEX ix_aliases_appearance_id ON aliases (appearance_id);
INSERT INTO aliases (appearance_id, name, verdict, behind, reviewer, at, note)
SELECT appearance_id, name, 'alias',
    coalesce((SELECT max(links.id) FROM links WHERE links.author IS NOT NULL AND links.at <= names.at), 0),
    reviewer, at, note
FROM names WHERE kind = 'alias' AND appearance_id IS NOT NULL ORDER BY at, name;
UPDATE sources SET settings = '';
PRAGMA user_version = 10;
"""
DOWNGRADE = """
DROP TABLE aliases;
UPDATE sources SET settings = '';
PRAGMA user_version = 9;
"""


def upgrade() -> None:
    _run(UPGRADE)


def downgrade() -> None:
    _run(DOWNGRADE)


def _run(script: str) -> None:
    for statement in filter(None, map(str.strip, script.split(";\n"))):
        op.get_bind().exec_driver_sql(statement)
