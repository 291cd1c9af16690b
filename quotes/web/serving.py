"""Serving the application at a socket, until somebody ends it."""

from __future__ import annotations

import socket
from contextlib import suppress

import python_multipart  # noqa: F401 (forms are read with it: where it is missing, that is known at the start)
import uvicorn

from quotes.web.safety import Guard

ENDS = 3  # seconds that requests have to come to their end


def serve(app: Guard, listening: socket.socket) -> None:
    """Answer requests at a socket that listens, until Ctrl-C."""
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=ENDS
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
