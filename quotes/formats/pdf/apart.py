"""Runs `child`, which opens a PDF, within bounds of time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec

from quotes.errors import UnreadableSource
from quotes.formats.pdf.sheets import Word

SECONDS = 600  # whatever else the machine does meanwhile; of work, `child` allows itself less
LIBRARY = "pypdfium2"
CHILD = "quotes.formats.pdf.child"
XCPU = 24  # the signal with which a system ends what takes more time than it may
_LATE = "not read: opening this pdf takes more than two minutes: print it anew, or cut it into parts"
_REASONS = {
    "locked": "protected by a password: open it, and print it to a new PDF without one",
    "long": "it holds more text than a library of books: cut it into parts",
}


def sheets(data: bytes) -> list[list[Word]]:
    """Return the words on each page of the PDF. Raises UnreadableSource, which says why there are none."""
    if find_spec(LIBRARY) is None:
        raise UnreadableSource(f"reading pdf needs {LIBRARY}: install the extra, pip install 'quotes-db[pdf]'")
    child = find_spec(CHILD)
    command = [sys.executable, "-P", str(child and child.origin)]  # -m would import all of this package
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as late:
        raise UnreadableSource(_LATE) from late
    told = [json.loads(line) for line in done.stdout.splitlines() if line.endswith(b"}")]
    refused = next((one["refused"] for one in told if "refused" in one), None)
    if refused is not None:
        raise UnreadableSource(_REASONS.get(refused, f"not readable as pdf ({refused})"))
    if done.returncode == -XCPU:
        raise UnreadableSource(_LATE)
    if done.returncode or not told:
        raise UnreadableSource("not readable as pdf (it is broken, or opening it takes more than 2 GB): print it anew")
    return [[Word(*word) for word in one["words"] or ()] for one in told[1:]]
