"""How well quotations and reports in prose are found, and given to the right speaker: `python -m tests.accuracy.prose`.

The measuring set is PolNeAR (Newell, Margolin and Ruths 2018) with the scorer that lies beside it, which defines the
measures. Every article goes the whole way, from bytes to statements. `held-out` keeps to the articles on which no rule
and no figure was chosen while they were written; `cues` leaves reading and turns aside; `pronouns` tells how many
of the hundred in pronouns.tsv find their person.
"""

from __future__ import annotations

import hashlib
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from quotes.attribution.prose import statements as prose
from quotes.model import Attribution, Basis, Convention, Document, Manner, Span, Status
from quotes.pipeline import extract
from quotes.text import fold
from tests.accuracy.blocks import FOLDER
from tests.accuracy.scorers import scorer_at

_ROWS = ("DIRECT", "MIXED", "INDIRECT", "SPEECH", "ALL")
_PRONOUNS = Path(__file__).with_name("pronouns.tsv")
PRONOUNS = _PRONOUNS, Path(__file__).with_name("more_pronouns.tsv")
_PARAGRAPH = re.compile(r"\S[^\n]*")
Prediction = dict[str, Any]


def scorer() -> ModuleType | None:
    """Return the scorer of the measuring set as a module; None when the set is missing."""
    return scorer_at(FOLDER / "prose" / "score.py")


def held_out(article: str) -> bool:
    """Tell whether an article is one of the three in ten that were not looked at."""
    return int(hashlib.md5(article.encode()).hexdigest(), 16) % 10 >= 7


def whole_way(data: bytes, name: str) -> Iterator[Prediction]:
    """Yield the statements of an article, but for the outlet's own, as the scorer takes them."""
    extraction = extract(data, f"{name}.txt")
    text = extraction.document.text
    for statement in extraction.statements:
        if statement.manner is not Manner.NARRATED:
            person = None if statement.person is None else extraction.people[statement.person].name
            yield _prediction(text, statement.span, statement.mention, person or statement.label, statement.cue)


def prose_alone(data: bytes, name: str) -> Iterator[Prediction]:
    """Yield what the prose rules alone find, each line of the article being a paragraph of narration."""
    text = data.decode()
    for found in _nested(text):
        mention = found.speaker.span if found.speaker else None
        yield _prediction(text, found.span, mention, found.antecedent, found.cue)


def _nested(text: str) -> list[Attribution]:
    told = Manner.NARRATED, Basis.NARRATION, None, 1.0, Status.CERTAIN
    top = [Attribution(Span(*m.span()), *told) for m in _PARAGRAPH.finditer(text)]
    found = prose.find(Document("article", text, "", "", Convention("prose", 1.0), ()), top)
    return [one for one in found if one.manner is not Manner.NARRATED]


def pronouns(articles: dict[str, str]) -> tuple[int, int]:
    """Return how many of the labelled pronouns in `articles` find their person, and how many there are."""
    right = total = 0
    resolved = {
        name: {f.speaker.span.start: f.antecedent for f in _nested(t) if f.speaker} for name, t in articles.items()
    }
    for name, labels in labelled_pronouns(articles, _PRONOUNS).items():
        for pronoun, (start, end) in labels:
            total += 1
            right += is_called(resolved[name].get(pronoun) or "", articles[name][start:end])
    return right, total


def is_called(name: str, label: str) -> bool:
    """Tell whether a name is that of a labelled person; none is right where nobody is labelled."""
    return fold(name).endswith(fold(label)) if label else not name


def labelled_pronouns(articles: Iterable[str], *files: Path) -> dict[str, list[tuple[int, Span]]]:
    """Return, of the articles with these names, where labelled pronouns stand and where the right person is named."""
    names = {key_of(name): name for name in articles}
    found: dict[str, list[tuple[int, Span]]] = {}
    lines = (line for file in files or PRONOUNS for line in file.read_text(encoding="utf-8").splitlines())
    for line in lines:
        if not line.startswith("#"):
            key, *offsets = line.split("\t")
            pronoun, start, end = map(int, offsets)
            found.setdefault(names[key], []).append((pronoun, Span(start, end)))
    return found


def key_of(name: str) -> str:
    """Return what an article is called in the lists of this folder: the start of the MD5 of its name."""
    return hashlib.md5(name.encode()).hexdigest()[:12]


def _prediction(text: str, span: Span, mention: Span | None, name: str | None, cue: Span | None) -> Prediction:
    return {
        "spans": [tuple(span)],
        "speaker": text[slice(*mention)] if mention else name,
        "speaker_span": list(mention) if mention else None,
        "resolved": name,
        "cue": text[slice(*cue)] if cue else None,
    }


def main(arguments: Sequence[str]) -> int:
    """Print the measures of the train articles, or of those `held-out`; with `cues`, of the prose rules alone."""
    score = scorer()
    if score is None:
        print(f"no measuring set: {FOLDER / 'prose'} is missing (QUOTES_MEASURE names another folder)", file=sys.stderr)
        return 1
    gold = {
        name: (article, units)
        for name, (article, units) in score.load_gold("train").items()
        if "held-out" not in arguments or held_out(name)
    }
    if "pronouns" in arguments:
        right, total = pronouns({name: article.text for name, (article, _) in gold.items()})
        print(f"{right} of {total} pronouns find their person")
        return 0
    read: Callable[[bytes, str], Iterator[Prediction]] = prose_alone if "cues" in arguments else whole_way
    began = time.process_time()
    predictions = {name: list(read(article.raw, name)) for name, (article, _) in gold.items()}
    seconds = time.process_time() - began
    _show(score.score(gold, predictions))
    size = sum(len(article.raw) for article, _ in gold.values())
    print(f"\n{len(gold)} articles, {len(gold) / seconds:.0f} a second, {size / seconds / 1e6:.2f} MB/s")
    return 0


def _show(measures: dict[str, dict[str, float]]) -> None:
    print("| | in gold | found | exact P | exact R | exact F | joint P | joint R | joint F |")
    print("|---|---|---|---|---|---|---|---|---|")
    for row in _ROWS:
        measure = measures[row]
        shares = [f"{100 * measure[name]:.1f}" for name in ("xP", "xR", "xF", "jP", "jR", "jF")]
        print(f"| {row.lower()} | {measure['gold']} | {measure['pred']} | {' | '.join(shares)} |")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
