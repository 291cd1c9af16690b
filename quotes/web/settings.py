"""What a server serves, and to whom."""

from __future__ import annotations

from typing import NamedTuple

from quotes.web.sessions import COOKIE, Sessions


class Settings(NamedTuple):
    """What a server serves: a database, at which port and by which names, to whom it lets write."""

    database: str
    port: int
    sessions: Sessions
    names: tuple[str, ...] = ()

    @property
    def cookie(self) -> str:
        """The name of the cookie of a session: browsers do not tell servers of one machine apart by their ports."""
        return f"{COOKIE}-{self.port}"
