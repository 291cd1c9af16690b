"""The figures of docs/accuracy/people.md: `python -m tests.people`."""

from collections import Counter

from quotes.dates import cited
from quotes.lexicon import ENGLISH
from tests.dates.test_phrases import CASES as PHRASES
from tests.dates.test_phrases import day_of
from tests.people.test_identity import CASES as PAIRS
from tests.people.test_identity import decided
from tests.people.test_names import CASES as NAMES
from tests.people.test_roles import CASES as ROLES

TRUTHS, OUTCOMES = ("same", "open", "different"), ("same", "unsure", "different")


def main() -> None:
    """Print how the case files come out."""
    pairs = Counter((case["truth"], str(decided(case).outcome)) for case in PAIRS)
    print(f"{len(PAIRS)} pairs of people\n")
    print("| truth | " + " | ".join(f"decided {outcome}" for outcome in OUTCOMES) + " |\n|---|---|---|---|")
    for truth in TRUTHS:
        print(f"| {truth} | " + " | ".join(str(pairs[truth, outcome]) for outcome in OUTCOMES) + " |")
    said_same = sum(pairs[truth, "same"] for truth in TRUTHS)
    same = sum(pairs["same", outcome] for outcome in OUTCOMES)
    print(f"\nsame: precision {share(pairs['same', 'same'], said_same)}, recall {share(pairs['same', 'same'], same)}")
    for name, cases in (("roles", ROLES), ("names", NAMES)):
        print(f"{name}: {sum('fails' not in case for case in cases)} of {len(cases)} as they should be")
    wanted = Counter((i, *found) for i, case in enumerate(PHRASES) for found in case["dates"])
    read = Counter(
        (i, c.text, c.edtf) for i, case in enumerate(PHRASES) for c in cited(case["text"], day_of(case), ENGLISH)
    )
    right = (wanted & read).total()
    print(f"phrases about time: precision {share(right, read.total())}, recall {share(right, wanted.total())}")


def share(part: int, whole: int) -> str:
    """Return a share as a percentage beside its counts."""
    return f"{part / whole:.1%} ({part} of {whole})"


if __name__ == "__main__":
    main()
