"""What one document may take, so that none of many can stop the others: bytes, seconds, memory.

Time and memory are bounded in the processes that read. What is over them is named, and the others load.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

LARGEST = 20  # million bytes of a document, unless more is asked for; PDF and what is packed have bounds of their own
SECONDS = 120  # of a processor, for one document
GRACE = 20  # seconds more, after which a process that does not heed is ended
MEMORY = 3_000_000_000  # bytes, for a process that reads

LONG = f"it takes more than {SECONDS} s to read: cut it into parts"
LARGE = f"it takes more than {MEMORY / 1e9:.0f} GB of memory to read: cut it into parts"


class TooLong(BaseException):
    """A document takes too long; no library that it is raised in may take it for a fault of its own."""


def too_large(size: int, largest: int) -> str:
    """Return why a document of so many bytes is not read, where more than `largest` million are; else ""."""
    if size <= largest * 1_000_000:
        return ""
    return f"it holds {size / 1e6:,.0f} MB, and no more than {largest} MB are read of one: cut it into parts"


def bound() -> None:
    """Bound the memory of this process, which reads, and let `timed` bound its time; where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, hard))
    if hasattr(signal, "SIGPROF"):
        signal.signal(signal.SIGPROF, _stop)
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL)


@contextmanager
def timed() -> Iterator[None]:
    """Raise TooLong where the block takes longer than one document may.

    What takes its time outside of Python cannot be stopped so: the system ends the process then.
    """
    _set(SECONDS, SECONDS + GRACE)
    try:
        yield
    finally:
        _set(0, 0)


def _set(heeded: float, deadly: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, heeded)
        signal.setitimer(signal.ITIMER_VIRTUAL, deadly)


def _stop(_signal: int, _frame: object) -> None:
    raise TooLong
