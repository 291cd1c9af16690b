"""Write the nouns that are nobody, and words that are no nouns: `python -m tests.accuracy wordnet_words DICT`.

DICT is the folder `dict` of WordNet 3.1. A noun is nobody where hardly any of its uses that WordNet counts means
somebody, people together, a place that stands for them, or an animal of a fable. Words that another list has as
somebody, a body or a writing are left out. Where no argument is given, nothing is written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from textwrap import fill

from quotes.lexicon import ENGLISH
from quotes.lexicon.titles import titles

WORDS = Path(__file__).parents[2] / "quotes" / "lexicon" / "en"
SOMEBODY = frozenset((5, 14, 15, 18))  # numbers of WordNet's files: animal, group, location, person
NOUN, FEW, UNSEEN = "1", 0.25, 0.5  # the sign of nouns; the most uses as somebody; how often a use not counted counts
LISTS = (
    *("bodies", "collectives", "common_families", "crowds", "groups", "no_names", "parties", "persons", "quantities"),
    *("relations", "sexes", "trades", "unnamed", "voices"),
)

Uses = Mapping[str, list[tuple[str, int, int]]]  # word → sign of its class, number of the file, times counted


def uses(index: Path) -> Uses:
    """Return the senses of each word of the index."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for line in index.read_text(encoding="utf-8").splitlines():
        key, _, _, times = line.split()
        word, _, sense = key.partition("%")
        sign, file, *_ = sense.split(":")
        if word.isalpha():
            found.setdefault(word, []).append((sign, int(file), int(times)))
    return found


def nobody(senses: Iterable[tuple[str, int, int]]) -> bool:
    """Tell whether a word is a noun that hardly ever means somebody, and that is not rare."""
    nouns = [(file in SOMEBODY, times + UNSEEN) for sign, file, times in senses if sign == NOUN]
    seen = len(nouns) > 1 or any(times > UNSEEN for _, times in nouns)
    return seen and sum(times for somebody, times in nouns if somebody) < FEW * sum(times for _, times in nouns)


def no_noun(senses: Iterable[tuple[str, int, int]]) -> bool:
    """Tell whether a word is never a noun, and that WordNet's texts hold."""
    return all(sign != NOUN for sign, _, _ in senses) and any(times for *_, times in senses)


def _listed() -> frozenset[str]:
    """Return the words for somebody, for bodies and for writings, and of how many there are."""
    known = (ENGLISH.keyed(name).keys() if name in ("parties", "sexes") else ENGLISH.words(name) for name in LISTS)
    listed = {word for words in known for word in words} | {*titles(ENGLISH).heads, *titles(ENGLISH).stands_for}
    return frozenset(listed | {word.removesuffix("s") for word in listed})


def _write(name: str, words: Iterable[str]) -> None:
    """Write the words under the remarks that the list has."""
    file = WORDS / f"{name}.txt"
    remarks = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines = fill(" ".join(sorted(words)), 120, break_long_words=False, break_on_hyphens=False)
    file.write_text("\n".join([*remarks, lines, ""]), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Write both lists."""
    if not arguments:
        print("skipped: no folder of WordNet 3.1 was named", file=sys.stderr)
        return 0
    found, listed = uses(Path(arguments[0]) / "index.sense"), _listed()
    _write("abstractions", (word for word, senses in found.items() if nobody(senses) and word not in listed))
    _write("no_nouns", (word for word, senses in found.items() if no_noun(senses) and word not in listed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
