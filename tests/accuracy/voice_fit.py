"""Fit how likely paragraphs of pages without labels are somebody's words: `python -m tests.accuracy voice_fit`.

Writes quotes/attribution/weights/voice.tsv; with `--write` also docs/accuracy/voices.md, where every page is read with
weights fitted to other documents only. Needs the extra `fit`.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from quotes import labels
from quotes.attribution import language
from quotes.attribution.turns import voice
from quotes.lexicon import ENGLISH
from quotes.model import BlockKind, Document
from tests.accuracy import transcripts
from tests.accuracy.known_pages import FOLDS, fold, read
from tests.accuracy.label_fit import reliability
from tests.accuracy.label_pages import SHARED, articles
from tests.accuracy.logistic import Example, Weights, fit, probability

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "quotes" / "attribution" / "weights" / "voice.tsv"
REPORT = ROOT / "docs" / "accuracy" / "voices.md"
PIECE = 6000  # characters of a novel that make a page
TIMES = 6  # pages made of each transcript, in each way
PARTS = 3  # shorter pages made of each on which nobody speaks
SPOKEN = 0.1  # share of pages on which somebody speaks among those of which paragraphs do: set, not measured
STRENGTH = 5.0
_OPENED = re.compile(r"^[“\"](?P<said>[^“”\"]+[,.?!])[”\"]", re.MULTILINE)
HEAD = """# Voices: pages without labels on which somebody speaks

Written by `python -m tests.accuracy voice_fit --write`; do not edit. Paragraphs of transcripts and of labelled news
without their labels, alone and among what the outlet tells, and novels whose dialogues are set with dashes: somebody
speaks. Articles, novels, two of them told in the first person, what stands between the labels of news, and the read-me
files of installed packages: nobody does. Every page is read with weights fitted to other documents only. That somebody
speaks on one page in seven of those without labels is set, not measured.

"""
_HEAD = """\
# What is observed of a paragraph on a page without labels, and of that page, and its weight in a logistic model.
# Written by python -m tests.accuracy voice_fit; fitted on transcripts and labelled news without their labels, on
# articles, on novels and on read-me files."""


class Told(NamedTuple):
    """A page without labels: of which document, its paragraphs, and which of them are somebody's words."""

    document: str
    paragraphs: Sequence[tuple[str, bool]]


def spoken() -> Iterator[Told]:
    """Yield pages on which somebody speaks: what is said in transcripts, one after the other or by one alone."""
    chance = random.Random(15)
    for _, source, gold in transcripts.documents():
        turns = [[*_split(one["text"])] for one in gold["statements"]]
        for _ in range(TIMES):
            yield _talk(source.name, turns, chance)
        for turn in chance.sample(turns, min(len(turns), 3 * TIMES)):
            if sum(map(len, turn)) > 300:
                start = chance.randrange(max(1, len(turn) - 3))
                yield Told(
                    source.name, [(words, True) for words in turn[start : start + chance.choice((3, 6, 12, 30))]]
                )


def _talk(name: str, turns: Sequence[Sequence[str]], chance: random.Random) -> Told:
    size = min(len(turns), chance.choice((4, 6, 8, 12, 20, 40)))
    start = chance.randrange(len(turns) - size + 1)
    return Told(name, [(words, True) for turn in turns[start : start + size] for words in turn])


def _split(text: str) -> Iterator[str]:
    for part in re.split(r"\n\s*\n", text):
        if words := " ".join(part.split()):
            yield words


def labelled() -> Iterator[Told]:
    """Yield labelled news without its labels: what is said and what is told, together, and each alone."""
    for answers in sorted((SHARED / "blocks").glob("*/*.gold.json")):
        gold = json.loads(answers.read_text(encoding="utf-8"))
        text = answers.with_name(gold["id"] + ".txt").read_text(encoding="utf-8")
        rows = list(_rows(text, gold))
        for kept in (rows, [row for row in rows if row[1]], [row for row in rows if not row[1]]):
            if kept:
                yield Told(answers.name, kept)


def _rows(text: str, gold: dict[str, list[dict[str, int]]]) -> Iterator[tuple[str, bool]]:
    """Yield what stands between labels, and what is said, by paragraphs."""
    done = 0
    cuts = [(one["start"], one["end"], True) for one in gold["statements"]]
    cuts += [(start, end, False) for start, end in gold["labels"]]  # type: ignore[misc]
    for start, end, said in sorted(cuts):
        yield from ((words, False) for words in _split(text[done:start]) if len(words) > 3)
        if said:
            yield from ((words, True) for words in _split(text[start:end]))
        done = max(done, end)
    yield from ((words, False) for words in _split(text[done:]))


def silent() -> Iterator[Told]:
    """Yield pages on which nobody is left to be found: articles, novels in pieces, and read-me files."""
    pages = list(articles())
    for path in sorted((SHARED / "novels").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        pages += [(path.stem, text[at : at + PIECE]) for at in range(5000, min(len(text), 300_000), 10_000)]
    found = {one.metadata["Name"]: one.read_text("METADATA") for one in metadata.distributions()}
    pages += [(f"readme {name}", words[:PIECE]) for name, words in sorted(found.items()) if words]
    chance = random.Random(15)
    for name, text in pages:
        rows = [(words, False) for words in _split(text)]
        yield Told(name, rows)
        for _ in range(PARTS):
            start = chance.randrange(max(1, len(rows) - 2))
            yield Told(name, rows[start : start + chance.choice((3, 5, 8, 12))])


def dialogues() -> Iterator[Told]:
    """Yield pieces of novels with dashes for quotation marks: a paragraph that opens with one is somebody's words."""
    for path in sorted((SHARED / "novels").glob("*.txt")):
        text = path.read_text(encoding="utf-8").replace("--", ", ")
        for at in range(5000, min(len(text), 300_000), 40_000):
            parts = list(_split(text[at : at + PIECE]))
            rows = [(f"— {part[1:]}" if _OPENED.match(part) else part, bool(_OPENED.match(part))) for part in parts]
            yield Told(path.stem, [(re.sub(r"[“”\"]", "", words), said) for words, said in rows])


def examples() -> list[Example]:
    """Return every paragraph of every page, the pages of equal weight, but for how rare those are that speak."""
    made = [(page, True) for make in (spoken, labelled, dialogues) for page in make()]
    made += [(page, False) for page in silent()]
    known = [(seen, speaks) for page, _ in made if (seen := _seen(page)) for speaks in [any(s for s, _ in seen[1])]]
    many = sum(speaks for _, speaks in known)
    odds = SPOKEN / (1 - SPOKEN) * (len(known) - many) / many
    return [
        Example((fold(name), -1), [one], said, (odds if speaks else 1.0) / len(rows))
        for (name, rows), speaks in known
        for said, one in rows
    ]


def _seen(page: Told) -> tuple[str, list[tuple[bool, dict[str, float]]]] | None:
    """Return what is observed of the paragraphs of a page; None where labels are found, or the words are not known."""
    document = document_of(page)
    if document is None:
        return None
    said = dict(page.paragraphs)
    texts = [
        words
        for block in document.blocks
        if block.kind is BlockKind.PARAGRAPH
        for words in [document.text[slice(*block.span)]]
        if words in said
    ]
    heard = voice.observed(texts, document.lexicon)
    if heard is None:
        return None
    rows = [(said[words], {**heard.page, **own}) for words, own in zip(texts, heard.paragraphs, strict=True)]
    return page.document, rows


def document_of(page: Told) -> Document | None:
    """Return the page as it is read."""
    if language.unknown_page((words for words, _ in page.paragraphs), ENGLISH) > 0.5:
        return None
    found = read("\n\n".join(words for words, _ in page.paragraphs).encode(), format="plain")
    document = labels.name(found) if found else None
    return document if document and not any(block.mention for block in document.blocks) else None


def across(examples: Sequence[Example]) -> Iterator[tuple[float, Example]]:
    """Yield each example with its probability by weights fitted to other documents."""
    for held in range(FOLDS):
        weights = fitted([one for one in examples if one.folds[0] != held])
        yield from ((probability(one, weights), one) for one in examples if one.folds[0] == held)


def fitted(examples: Sequence[Example]) -> Weights:
    """Return the weights that fit `examples`."""
    return fit(examples, STRENGTH, never_against=("dash", "greets", "page greets", "page dash"))


def main(arguments: Sequence[str]) -> int:
    """Fit the model, write it, and print how reliable it is on pages not fitted to."""
    if not SHARED.is_dir():
        print("skipped: no documents to fit on (QUOTES_MEASURE names their folder)", file=sys.stderr)
        return 0
    found = examples()
    report = reliability(across(found))
    print(report)
    rows = [f"{name}\t{weight:.3f}" for name, weight in sorted(fitted(found).items())]
    WEIGHTS.write_text("\n".join([_HEAD, *rows]) + "\n", encoding="utf-8")
    if "--write" in arguments:
        REPORT.write_text(HEAD + report, encoding="utf-8")
    return 0
