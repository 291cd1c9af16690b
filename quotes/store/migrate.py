"""Bringing a database to another revision. The only place that sees Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the database at `connection`, empty or older, up to `revision`: all of it, or nothing when it fails."""
    command.upgrade(_config(connection), revision)
    connection.commit()


def downgrade(connection: Connection, revision: str) -> None:
    """Take the database at `connection` back to `revision`; "base" leaves it empty."""
    command.downgrade(_config(connection), revision)
    connection.commit()


def check(connection: Connection) -> None:
    """Raise alembic.util.CommandError when the database and the schema have grown apart."""
    command.check(_config(connection))


def config(module: Path = Path(__file__)) -> Config:
    """Return Alembic's configuration: of the migrations packed with the package, or those of the checkout around it."""
    packed, checkout = (module.parents[up] / "migrations" for up in (1, 2))
    found = Config()
    found.set_main_option("script_location", str(packed if packed.is_dir() else checkout).replace("%", "%%"))
    return found


def _config(connection: Connection) -> Config:
    found = config()
    found.attributes["connection"] = connection
    return found
