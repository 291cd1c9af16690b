"""`python -m tests.accuracy MEASURE …`: measure on the measuring folders and print a table; MEASURES names them."""

from __future__ import annotations

import importlib
import sys

MEASURES = (
    "transcripts",
    "fit",
    "shapes",
    "prose",
    "prose_fit",
    "taking_turns",
    "antecedents",
    "persons",
    "calibration",
    "label_fit",
    "voice_fit",
    "force",
    "force_marks",
    "labels_inside",
    "article_fit",
    "column_fit",
    "people_rows",
    "wordnet_words",
)


def main(arguments: list[str]) -> int:
    """Run the measure that the first argument names with the rest of the arguments."""
    if not arguments or arguments[0] not in MEASURES:
        print(f"usage: python -m tests.accuracy {'|'.join(MEASURES)}", file=sys.stderr)
        return 2
    measure = importlib.import_module(f"tests.accuracy.{arguments[0]}")
    return int(measure.main(arguments[1:]) or 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
