"""Serving the application at a socket, until somebody ends it."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from contextlib import suppress

import python_multipart  # noqa: F401 (forms are read with it: where it is missing, that is known at the start)
import uvicorn

from quotes.web.safety import Guard

ENDS = 3  # seconds that requests have to come to their end


class _Server(uvicorn.Server):
    """A server that tells when it answers: what ends it, from then on, ends it in order."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and tell of it."""
        await super().startup(sockets=sockets)
        self._ready()


def serve(app: Guard, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Answer requests at a socket that listens, until Ctrl-C; `ready` is called once they are answered."""
    logging.getLogger("python_multipart").setLevel(logging.ERROR)  # whose form is none is told so by the answer
    config = uvicorn.Config(
        app, ws="none", log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=ENDS
    )
    with suppress(KeyboardInterrupt):
        _Server(config, ready).run(sockets=[listening])
