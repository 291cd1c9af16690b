"""Verdicts are about statements and take effect at once.

- reviews: how the words were read before, and in which sample they were drawn.
- Sources are to be read again: what was decided and not applied yet is applied then.
- undecided: what the program reads in a source on which humans have decided, so that a decision can be taken back.
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

UPGRADE = """
ALTER TABLE reviews ADD COLUMN was_speaker TEXT;
ALTER TABLE reviews ADD COLUMN was_status TEXT;
ALTER TABLE reviews ADD COLUMN sample INTEGER;
UPDATE sources SET settings = '';
CREATE TABLE undecided (
    source_id INTEGER NOT NULL,
    told BLOB NOT NULL,
    CONSTRAINT pk_undecided PRIMARY KEY (source_id),
    CONSTRAINT fk_undecided_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE
);
"""
DOWNGRADE = """
UPDATE reviews SET subject = 'passage' WHERE verdict IN ('speech-of', 'narration', 'turn-ends');
DELETE FROM reviews WHERE subject = 'statement';
DROP TABLE undecided;
ALTER TABLE reviews DROP COLUMN sample;
ALTER TABLE reviews DROP COLUMN was_status;
ALTER TABLE reviews DROP COLUMN was_speaker;
UPDATE sources SET settings = '';
"""


def upgrade() -> None:
    _run(UPGRADE)


def downgrade() -> None:
    _run(DOWNGRADE)


def _run(script: str) -> None:
    for statement in filter(str.strip, script.split(";")):
        op.get_bind().exec_driver_sql(statement)
