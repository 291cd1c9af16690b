"""Bringing a database to another revision. The only place that sees Alembic."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from quotes.store.database import raw

SPARE = 0.2  # share of a file that may be empty after an upgrade


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the database at `connection`, empty or older, up to `revision`: all of it, or nothing when it fails."""
    command.upgrade(_config(connection), revision)
    connection.commit()
    _give_back(raw(connection))


def _give_back(driver: sqlite3.Connection) -> None:
    """Give the room of tables that are gone back to the disk, where it is much."""
    (free,), (pages,) = (driver.execute(f"PRAGMA {of}").fetchone() for of in ("freelist_count", "page_count"))
    if free > SPARE * pages:
        driver.execute("VACUUM")


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
