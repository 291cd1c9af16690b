"""What keeps the pages from being used by others: whose request it is, and from where it comes.

The server is meant for the machine it runs on. A page of another site can make a browser send requests here, and can,
by a name that it lets point here (DNS rebinding), even read answers: both are refused before anything is done.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic
from typing import Any

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST = 64_000_000  # bytes of a request: documents that are sent,
FORM = 1_000_000  # and of any other form
PATIENCE = 30.0  # seconds for which the body of a request is waited for, and
SLOWEST = 100_000  # bytes that each further second must bring
UPLOADS, ASSISTANTS, COSTLY = "/documents", "/mcp", "/sql"
METHODS = ("GET", "HEAD", "POST")
LOCAL = ("127.0.0.1", "localhost", "[::1]")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


class TooLarge(Exception):
    """A request with more bytes than it may have."""


def hosts(port: int, further: Sequence[str] = ()) -> frozenset[str]:
    """Return what the Host of a request may be: this machine at `port`, and `further` names as they are told."""
    return frozenset({*(f"{name}:{port}" for name in LOCAL), *further})


class TooSlow(Exception):
    """A request that does not come to its end."""


class Guard:
    """What every request goes through: its host, method, origin, size and pace; and every answer gets its headers."""

    def __init__(self, app: App, allowed: frozenset[str], patience: float = PATIENCE) -> None:
        """Take what answers, the hosts by which it may be called, and for how many seconds a body is waited for."""
        self.app, self.allowed, self.patience = app, allowed, patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message.get("headers", ())}
                added = [one for one in HEADERS if one[0] not in own]
                message = {**message, "headers": [*message.get("headers", ()), *added]}
            await send(message)

        if problem := self._problem(scope):
            await _refuse(guarded, *problem)
            return
        limit = MOST if _sends_documents(scope) else FORM
        if _length(scope) > limit:
            await _refuse(guarded, 413, f"a form has {limit:,} bytes at most")
            return
        await self.app(scope, _bounded(receive, limit, self.patience), guarded)

    def _problem(self, scope: Scope) -> tuple[int, str] | None:
        """Return the status and the reason with which a request is refused, if it is."""
        host = _header(scope, b"host")
        if host not in self.allowed:
            return 421, f"this server is not {host or 'called so'}: open the address that it told when it was started"
        if scope["method"] not in METHODS:
            return 405, "only GET, HEAD and POST are answered"
        if _is_asked_by_others(scope):
            return 403, "another site may lead here, and may not ask"
        if scope["method"] == "POST" and not (_is_of_here(scope, host) or _is_no_browser(scope)):
            return 403, "a form of another site: nothing was done"
        return None


def _is_asked_by_others(scope: Scope) -> bool:
    """Tell whether a page of another site asks, or makes a browser ask: how long an answer takes tells something, too.

    It may lead a visitor here, but not to a question in SQL, which says itself how long it takes.
    """
    if _header(scope, b"sec-fetch-site") not in ("cross-site", "same-site"):
        return False
    return _header(scope, b"sec-fetch-mode") != "navigate" or bool(scope["path"].startswith(COSTLY))


def _is_of_here(scope: Scope, host: str) -> bool:
    """Tell whether a form is of a page of this server.

    A page without a referrer has no origin to tell, but null, and browsers tell of its forms by Sec-Fetch-Site, which
    no script can set, from where they come.
    """
    origin = _header(scope, b"origin")
    if origin == "null":
        return _header(scope, b"sec-fetch-site") == "same-origin"
    return origin in (f"http://{host}", f"https://{host}")


def _is_no_browser(scope: Scope) -> bool:
    """Tell whether an assistant asks: browsers, whom another site can make ask, tell the origin of what they post."""
    return bool(scope["path"].startswith(ASSISTANTS)) and not any(key == b"origin" for key, _ in scope["headers"])


def _sends_documents(scope: Scope) -> bool:
    return scope["path"].startswith(UPLOADS) and _header(scope, b"content-type").startswith("multipart/form-data")


def _length(scope: Scope) -> int:
    told = _header(scope, b"content-length")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 20 else 0


def _bounded(receive: Receive, limit: int, patience: float) -> Receive:
    """Return a `receive` that raises TooLarge where more comes than may, and TooSlow where it is waited for too long.

    Whatever the length that was told. Only waiting counts, and not what is done with what has come.
    """
    come, left, is_whole = 0, patience, False

    async def bounded() -> Message:
        nonlocal come, left, is_whole
        if is_whole:  # from then on it is told when the other side goes away: that may take its time
            return await receive()
        began = monotonic()
        message = await _within(receive, left)
        size = len(message.get("body", b""))
        come, left = come + size, left - (monotonic() - began) + size / SLOWEST
        is_whole = not message.get("more_body", False)
        if come > limit:
            raise TooLarge(f"a form has {limit:,} bytes at most")
        return message

    return bounded


async def _within(receive: Receive, seconds: float) -> Message:
    try:
        async with asyncio.timeout(max(seconds, 0.0)):
            return await receive()
    except TimeoutError as error:
        raise TooSlow("what was sent came too slowly: nothing was done; send it once more") from error


def _header(scope: Scope, name: bytes) -> str:
    """Return a header of a request; of several equal ones, which no browser sends, nothing."""
    found = [value for key, value in scope["headers"] if key == name]
    return found[0].decode("latin-1") if len(found) == 1 else ""


async def _refuse(send: Send, status: int, reason: str) -> None:
    body = f"{status}: {reason}\n".encode()
    kind = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    more = [(b"allow", ", ".join(METHODS).encode())] if status == 405 else []
    await send({"type": "http.response.start", "status": status, "headers": [*kind, *more, (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": body})


def is_same(one: str, other: str) -> bool:
    """Tell whether two secrets are the same, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())
