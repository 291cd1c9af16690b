"""What lies in folders and is no document, in words: passed over, and never without a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.cli.advice import going_on
from quotes.loading.documents import Unread
from quotes.loading.folders import Kind, kinds


def told_of(passed: Sequence[Unread], *, verbose: bool) -> Iterator[str]:
    """Yield what to say of files and folders that were passed over: how many of each kind, or each by its name."""
    rows = {kind.kind: kind for kind in reversed(kinds())}
    if verbose:
        yield from (f"passed over {one.key}: {_why(one, rows[one.kind])}" for one in passed)
    elif passed:
        counts = [_counted([one.key for one in passed if one.kind == kind], rows[kind]) for kind in _met(passed)]
        yield f"passed over {', '.join(counts)}: --verbose names each"


def _met(passed: Sequence[Unread]) -> list[str]:
    """Return the kinds in the order of the table."""
    met = {one.kind for one in passed}
    return [kind for kind in dict.fromkeys(row.kind for row in kinds()) if kind in met]


def _counted(keys: Sequence[str], kind: Kind) -> str:
    number = f"{len(keys):,} {kind.one if len(keys) == 1 else kind.many}"
    return f"{number} ({keys[0]}{', …' if len(keys) > 1 else ''})"


def _why(one: Unread, kind: Kind) -> str:
    return f"{kind.one}{f' ({one.reason}{going_on(one.advice)})' if one.reason else ''}"
