"""sources.original: of which document one is a translation.

Sources are to be read again: what they say of it was not looked for.
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

UPGRADE = """
ALTER TABLE sources ADD COLUMN original TEXT;
CREATE INDEX ix_sources_original ON sources (original) WHERE original IS NOT NULL;
CREATE INDEX ix_sources_url ON sources (url) WHERE url IS NOT NULL;
CREATE INDEX ix_sources_title ON sources (title) WHERE title IS NOT NULL;
UPDATE sources SET settings = '';
PRAGMA user_version = 11;
"""
DOWNGRADE = """
DROP INDEX ix_sources_title;
DROP INDEX ix_sources_url;
DROP INDEX ix_sources_original;
ALTER TABLE sources DROP COLUMN original;
UPDATE sources SET settings = '';
PRAGMA user_version = 10;
"""


def upgrade() -> None:
    _run(UPGRADE)


def downgrade() -> None:
    _run(DOWNGRADE)


def _run(script: str) -> None:
    for statement in filter(None, map(str.strip, script.split(";\n"))):
        op.get_bind().exec_driver_sql(statement)
