"""`quotes serve` as a process, as somebody starts it: for the tests in a browser, and for the documentation."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO

QUOTES = Path(sys.executable).with_name("quotes")
PATIENCE = 20.0  # seconds for a server to end


class Served(NamedTuple):
    """A server: where it is, the link that logs in once, if it told one, and the database it is of."""

    address: str
    link: str
    database: Path


@contextmanager
def served(database: Path, *options: str, folder: Path | None = None) -> Iterator[Served]:
    """Yield a server of `database`, at a free port, as it is started in `folder`.

    When it is ended, it must have told of no mistake in the program.
    """
    command = [str(QUOTES), "serve", "--port", "0", *options, "--db", str(database)]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as remarks:
        with subprocess.Popen(
            command, cwd=folder, env=_environment(), stdout=subprocess.PIPE, stderr=remarks, text=True
        ) as process:
            assert process.stdout
            try:
                address = process.stdout.readline().strip().removesuffix("/")
                link = process.stdout.readline().split()[-1] if "--write" in options and address else ""
                assert address, _told(remarks)
                yield Served(address, link, database)
            finally:
                process.terminate()
                process.wait(PATIENCE)
        assert "Traceback" not in _told(remarks), _told(remarks)


def _told(remarks: TextIO) -> str:
    remarks.seek(0)
    return remarks.read()


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("QUOTES_DB", "QUOTES_WORDS", "COLUMNS")}
    return kept | {"PYTHONUTF8": "1"}
