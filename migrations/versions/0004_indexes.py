"""Indexes for questions that read more than they show.

- People in the order in which they are listed: only those whom all others lead to.
- Manner and status of all statements, which are counted.
- Statements of nobody known, which are few, and counted at every answer of nothing.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_people_order": "people (kind <> 'person', sort_name, uid) WHERE redirect_to IS NULL",
    "ix_statements_manner_status": "statements (manner, status)",
    "ix_statements_speakerless": "statements (manner) WHERE person_id IS NULL AND manner <> 'narrated'",
}


def upgrade() -> None:
    for name, columns in INDEXES.items():
        op.get_bind().exec_driver_sql(f"CREATE INDEX {name} ON {columns}")


def downgrade() -> None:
    for name in INDEXES:
        op.get_bind().exec_driver_sql(f"DROP INDEX {name}")
