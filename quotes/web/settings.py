"""What a server serves, and to whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from quotes.web.safety import PATIENCE
from quotes.web.sessions import COOKIE, Session, Sessions


class Settings(NamedTuple):
    """What a server serves: a database, at which port and by which names, to whom it lets write."""

    database: str
    port: int
    sessions: Sessions
    names: tuple[str, ...] = ()
    patience: float = PATIENCE  # seconds for which the body of a request is waited for

    @property
    def cookie(self) -> str:
        """The name of the cookie of a session: browsers do not tell servers of one machine apart by their ports."""
        return f"{COOKIE}-{self.port}"

    def session(self, cookies: Mapping[str, str]) -> Session | None:
        """Return the session of the browser that sends these cookies, if it has one that is not over."""
        return self.sessions.of(cookies.get(self.cookie))
