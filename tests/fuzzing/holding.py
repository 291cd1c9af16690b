"""What must hold of any input: it is read or refused in words, the laws hold, and it takes what its size allows."""

from __future__ import annotations

import time
import traceback

from quotes.errors import UnreadableSource
from quotes.pipeline import extract
from tests.formats.laws import assert_extraction_laws
from tests.fuzzing.making import Input

SECONDS = 5.0  # for
SIZE = 100_000  # bytes, or fewer


def broken(one: Input) -> str:
    """Return what an input breaks, in words; "" where it breaks nothing."""
    since = time.process_time()
    try:
        found = extract(one.data, one.key, format=one.format)
        taken = time.process_time() - since
        assert_extraction_laws(found)
    except UnreadableSource as refusal:
        return (
            "" if str(refusal).startswith(f"{one.key}: ") and str(refusal) != f"{one.key}: " else f"refused: {refusal}"
        )
    except Exception:  # which is what is looked for
        return traceback.format_exc()
    if taken > SECONDS * max(1, len(one.data) / SIZE):
        return f"took {taken:.1f} s for {len(one.data):,} bytes"
    return ""
