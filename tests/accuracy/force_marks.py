"""Is it told that something was not said, by the words that annotators marked: `python -m tests.accuracy force_marks`.

The measuring set and its signs are those of measure.py: an attribution of PolNeAR counts as not said where its cue, as
marked, holds a sign such as “not” or “would”. The marks are a proxy. Those that were read and found to tell the other
thing lie in force_marks.tsv, with the reason; the second line leaves them out. `--errors` prints where the rest lie.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quotes.model import Act, Factuality, Manner
from quotes.pipeline import extract
from tests.accuracy.blocks import FOLDER
from tests.accuracy.persons import measures
from tests.accuracy.prose import scorer

_WRONG = Path(__file__).with_name("force_marks.tsv")
_SAID = "said"
_HALF = 0.5


class Marked(NamedTuple):
    """An annotated attribution that is found: where, the sign in its mark, and whether it is held as said."""

    article: str
    token: int
    sign: str
    affirmed: bool

    @property
    def right(self) -> bool:
        """Whether the reading is as the mark."""
        return self.affirmed == (self.sign == _SAID)


def wrong_marks() -> dict[tuple[str, int], str]:
    """Return the reasons why a mark tells the other thing, by article and token."""
    lines = _WRONG.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {(article, int(token)): reason for article, token, reason in rows}


def marked() -> Iterator[Marked]:
    """Yield every annotated attribution that is found in the articles."""
    prose, signs = scorer(), measures()
    if prose is None or signs is None:
        raise FileNotFoundError(f"no measuring set in {FOLDER}: QUOTES_MEASURE names another folder")
    for name, (article, units) in prose.load_gold("train").items():
        extraction = extract((FOLDER / "prose" / "data" / "train" / "text" / f"{name}.txt").read_bytes(), f"{name}.txt")
        rows = [one for one in extraction.statements if one.manner is not Manner.NARRATED]
        taken = [(segment, row) for row in rows for segment in article.segments([tuple(row.span)])]
        for unit in units:
            first, last = unit["seg"]
            found = next((row for part, row in taken if _same(part, (first, last))), None)
            sign = next((kind for kind, pattern in signs.SIGNS.items() if pattern.search(unit["cue"])), _SAID)
            if found:
                act, factuality = found.force
                yield Marked(name, first, sign, act is not Act.DENIED and factuality is Factuality.ACTUAL)


def _same(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared >= _HALF * (max(one[1], other[1]) - min(one[0], other[0]))


def row(name: str, read: Sequence[Marked]) -> str:
    """Return the line of a table: how many have a sign, and precision and recall of what is not held as said."""
    signed = sum(one.sign != _SAID for one in read)
    told = sum(one.sign != _SAID and not one.affirmed for one in read)
    flagged = sum(not one.affirmed for one in read)
    return f"| {name} | {len(read)} | {signed} | {told / max(1, flagged):.3f} | {told / max(1, signed):.3f} |"


def main(arguments: Sequence[str]) -> int:
    """Print the two lines, and how many marks were left out for which reason."""
    read, wrong = list(marked()), wrong_marks()
    kept = [one for one in read if one.right or (one.article, one.token) not in wrong]
    print("| marks | attributions found | with a sign | precision | recall |\n|---|---|---|---|---|")
    print(row("as they are", read))
    print(row("less those found wrong", kept))
    print(Counter(wrong[one.article, one.token] for one in read if one not in kept))
    for one in kept if "--errors" in arguments else ():
        if not one.right:
            print(one)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
