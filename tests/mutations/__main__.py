"""`python -m tests.mutations [WORDS]`: make each listed change, or those with WORDS in the name; say which are caught.

The status is 1 when one is not.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.mutations.run import caught, copied, faults, listed, passes


def main(words: str) -> int:
    """Print what becomes of each change."""
    chosen = [mutation for mutation in listed() if words in mutation.name]
    survived = 0
    with tempfile.TemporaryDirectory() as folder:
        root = copied(Path(folder))
        if not passes(root, sorted({test for mutation in chosen for test in mutation.tests})):
            print("the tests fail without any change", file=sys.stderr)
            return 1
        for mutation in chosen:
            wrong = "; ".join(faults(mutation))
            told = wrong or ("caught" if caught(mutation, root) else "NOT CAUGHT")
            survived += told != "caught"
            print(f"{mutation.name}: {told}", flush=True)
    print(f"{len(chosen) - survived} of {len(chosen)} caught")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
