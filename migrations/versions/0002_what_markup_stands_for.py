"""What a stretch of markup stands for: the character of a reference such as &amp;, the white space of a line break."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql("ALTER TABLE passages ADD COLUMN shown TEXT")


def downgrade() -> None:
    op.get_bind().exec_driver_sql("ALTER TABLE passages DROP COLUMN shown")
