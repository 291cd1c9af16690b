"""What Alembic runs: on the connection that `quotes` hands over, or, from the command line, on QUOTES_DB."""

import os

from alembic import context
from sqlalchemy import Connection

from quotes.store.database import DEFAULT, migrating
from quotes.store.schema import metadata

SEARCH = "search"  # the full-text table, which SQLite keeps in four more: search_data, search_idx, …


def belongs(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the full-text tables out of comparisons: they are written in SQL, not in the schema."""
    return kind != "table" or name is None or not (name == SEARCH or name.startswith(f"{SEARCH}_"))


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        include_name=belongs,
    )
    with context.begin_transaction():
        context.run_migrations()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    with migrating(os.environ.get("QUOTES_DB", DEFAULT)) as connection:
        run(connection)
