"""Bringing a database to another revision. The only place that sees Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

_PACKED = Path(__file__).parents[1] / "migrations"  # in an installed wheel
_CHECKOUT = Path(__file__).parents[2] / "migrations"


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the database at `connection`, empty or older, up to `revision`: all of it, or nothing when it fails."""
    command.upgrade(_config(connection), revision)
    connection.commit()


def downgrade(connection: Connection, revision: str) -> None:
    """Take the database at `connection` back to `revision`; "base" leaves it empty."""
    command.downgrade(_config(connection), revision)
    connection.commit()


def check(connection: Connection) -> None:
    """Raise alembic.util.CommandError when the database and schema.py have grown apart."""
    command.check(_config(connection))


def _config(connection: Connection) -> Config:
    folder = _PACKED if _PACKED.is_dir() else _CHECKOUT
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
