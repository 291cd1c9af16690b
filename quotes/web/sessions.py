"""Who may write: logins by a link that opens once, or by name and password; each browser has a session of its own."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable, Mapping
from math import ceil
from pathlib import Path
from time import time
from typing import NamedTuple

from quotes.errors import BadQuestion
from quotes.text import digest
from quotes.web.safety import is_same

LASTS = 12 * 3600  # seconds for which a login is good
COOKIE = "quotes-session"
# Of scrypt, as RFC 7914 names them: 16 MB and a twentieth of a second for one password.
COST, BLOCK, PARALLEL = 2**14, 8, 1
SHORTEST = 8  # characters of a password
TRIES, WINDOW = 10, 60.0  # wrong passwords of one user within so many seconds, after which none is tried
_NOBODY = "00" * 16 + "$" + "00" * 32  # compared where there is no such user, so that it takes as long


class Session(NamedTuple):
    """A browser that may write: as whom, until when, and the token that its forms carry."""

    user: str
    token: str
    until: float


class TooOften(BadQuestion):
    """A password that is not tried: too many were wrong of late."""

    def __init__(self, wait: float) -> None:
        """Take the seconds after which one is tried again."""
        self.wait = ceil(wait)
        super().__init__(f"too many wrong passwords: wait {self.wait} s")


class Sessions:
    """The sessions of a server, in memory: they end with it."""

    def __init__(
        self, user: str | None = None, users: Mapping[str, str] | None = None, clock: Callable[[], float] = time
    ) -> None:
        """Take the one `user` who enters by the link, the hashes of the passwords of others, by name, and a clock."""
        self.users, self._now = dict(users or {}), clock
        self.link = secrets.token_urlsafe(24) if user else None
        self._user, self._open, self._lock = user, dict[str, Session](), threading.Lock()
        self._failed: dict[str, list[float]] = {}  # by the digest of a name, which may be a long one
        self._told: dict[str, str] = {}  # what the next page of a session tells, by its token

    @property
    def may_write(self) -> bool:
        """Whether anybody may log in at all."""
        return bool(self._user or self.users)

    def of(self, cookie: str | None) -> Session | None:
        """Return the session of a browser, if it has one that is not over."""
        session = self._open.get(cookie or "")
        return session if session and session.until > self._now() else None

    def opens(self, key: str) -> bool:
        """Tell whether a key is that of the link, which has not been opened."""
        return self.link is not None and is_same(key, self.link)

    def by_link(self, key: str) -> str | None:
        """Return the cookie of a new session, for the key of the link, which opens once; None for any other."""
        with self._lock:
            if self._user is None or not self.opens(key):
                return None
            self.link = None
            return self._begin(self._user)

    def by_password(self, name: str, password: str) -> str | None:
        """Return the cookie of a new session; None where name or password are not right.

        Raises TooOften where it was tried too often of late.
        """
        whose = digest(name)
        with self._lock:
            late = self._now() - WINDOW
            self._failed = {one: those for one, those in self._failed.items() if those[-1] > late}
            failed = [one for one in self._failed.get(whose, ()) if one > late]
            if len(failed) >= TRIES:
                raise TooOften(failed[-TRIES] - late)
            if is_right(password, self.users.get(name, _NOBODY)) and name in self.users:
                return self._begin(name)
            self._failed[whose] = [*failed, self._now()]
            return None

    def end(self, cookie: str | None) -> None:
        """End a session."""
        session = self._open.pop(cookie or "", None)
        self.told(session)

    def tell(self, session: Session, what: str) -> None:
        """Keep what the next page of a session tells: what was done."""
        self._told[session.token] = what

    def told(self, session: Session | None) -> str | None:
        """Return what is to be told on a page of a session: once."""
        return self._told.pop(session.token, None) if session else None

    def _begin(self, user: str) -> str:
        self._open = {key: one for key, one in self._open.items() if one.until > self._now()}
        cookie = secrets.token_urlsafe(24)
        self._open[cookie] = Session(user, secrets.token_urlsafe(24), self._now() + LASTS)
        return cookie


def hashed(password: str) -> str:
    """Return the salted hash of a password, as the file of users keeps it. Raises BadQuestion for one too short."""
    if len(password) < SHORTEST:
        raise BadQuestion(f"a password has {SHORTEST} characters at least")
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}${_scrypt(password, salt).hex()}"


def is_right(password: str, kept: str) -> bool:
    """Tell whether a password is that of which the hash is kept."""
    salt, _, wanted = kept.partition("$")
    return is_same(_scrypt(password, bytes.fromhex(salt)).hex(), wanted)


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=COST, r=BLOCK, p=PARALLEL, dklen=32)


def users_in(file: Path) -> dict[str, str]:
    """Return the users of a file, with the hashes of their passwords: a line each, `name:salt$hash`.

    Raises BadQuestion where a line is none.
    """
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise BadQuestion(f"{file} cannot be read: {problem}") from problem
    users: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        name, _, kept = line.rpartition(":")
        salt, _, wanted = kept.partition("$")
        if line.strip() and not (name and _is_hex(salt, 32) and _is_hex(wanted, 64)):
            raise BadQuestion(f"{file}, line {number}: no user; quotes serve --add-user NAME writes one")
        if line.strip():
            users[name] = kept
    return users


def _is_hex(text: str, length: int) -> bool:
    return len(text) == length and all(sign in "0123456789abcdef" for sign in text)
