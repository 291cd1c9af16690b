"""The questions of assistants, at /mcp beside the pages: opened when the first one asks, for the library is slow."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quotes.web.showing import say


class Assistants:
    """What answers assistants, within the loop of the server: from the first request until `close`."""

    def __init__(self, database: str, hosts: Iterable[str]) -> None:
        """Take the database that is asked, and by which hosts the server may be called."""
        self._database, self._hosts = database, tuple(hosts)
        self._opening = asyncio.Lock()
        self._end = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self._answers: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; where the library is missing, say what to install.

        Each is answered by itself, so there is nothing to listen for, and nobody is kept waiting for it.
        """
        if scope["method"] != "POST":
            await PlainTextResponse(say("assistants_send"), 405, {"allow": "POST"})(scope, receive, send)
            return
        async with self._opening:
            if self._running is None:
                await self._open()
        answers = self._answers or PlainTextResponse(say("no_assistants"), 404)
        await answers(scope, await _whole(scope, receive), send)

    async def close(self) -> None:
        """End what was opened."""
        self._end.set()
        if self._running:
            await self._running

    async def _open(self) -> None:
        ready = asyncio.Event()
        self._running = asyncio.create_task(self._run(ready))
        await ready.wait()

    async def _run(self, ready: asyncio.Event) -> None:
        """Hold open what answers: it must be closed by the task that opened it."""
        try:
            from quotes.web.mcp import application
        except ImportError:
            ready.set()
            return
        answers = application(self._database, self._hosts)
        async with answers.running():
            self._answers = answers
            ready.set()
            await self._end.wait()


async def _whole(scope: Scope, receive: Receive) -> Receive:
    """Return what hands on a body that has come to its end.

    One that does not is no mistake of the program, for which the library would take it.
    """
    come: list[Message] = [{"type": "http.request", "body": await Request(scope, receive).body(), "more_body": False}]

    async def again() -> Message:
        return come.pop() if come else await receive()

    return again
