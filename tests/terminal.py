"""A pseudo-terminal on which `quotes` runs as before a person: wide as asked, with colours, with keys to press."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path
from time import sleep

PROGRAM = "import sys; from quotes.cli import main; main(sys.argv[1:])"


def on_a_terminal(
    *command: str,
    keys: str = "",
    asked: str = "",
    size: tuple[int, int] = (200, 80),
    folder: Path | None = None,
    **environment: str,
) -> str:
    """Return what a person sees of `quotes COMMAND`, with its escape codes.

    `keys` are pressed one by one, each when what has been written ends in `asked`; `size` is lines and columns.
    """
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    done = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *command],
        env=_environment() | {"PAGER": "cat"} | environment,
        stdin=child,
        stdout=child,
        stderr=child,
        cwd=folder,
    )
    os.close(child)
    try:
        return _played(parent, [*keys], asked.encode())
    finally:
        done.wait()
        os.close(parent)


def _environment() -> dict[str, str]:
    """Return the environment without what would make the terminal another one than was asked for."""
    return {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES", "NO_COLOR"}}


def _played(terminal: int, keys: list[str], asked: bytes) -> str:
    """Return all that comes from the terminal until it closes, with the keys pressed when they are asked for."""
    seen = b""
    with suppress(OSError):  # what Linux says at the end
        while chunk := os.read(terminal, 65536):
            seen += chunk
            if keys and seen.endswith(asked):
                _await_a_key(terminal)
                os.write(terminal, keys.pop(0).encode())
    return seen.decode()


def _await_a_key(terminal: int) -> None:
    """Return once the program waits for a key: what is pressed before is thrown away."""
    while termios.tcgetattr(terminal)[3] & termios.ICANON:
        sleep(0.01)
