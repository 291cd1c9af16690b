"""The measuring set of labelled blocks in news, as documents whose labels are known, with who really speaks where."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from quotes.model import Block, BlockKind, Convention, Document, Mention, Span

FOLDER = Path(os.environ.get("QUOTES_MEASURE", Path(__file__).parents[2].parent / "shared"))
SETS = {"news": ("blocks/news",), "newsletter": ("blocks/newsletter", "transcripts/news_unmarked")}

_PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:[^\S\n]*\n(?![^\S\n]*\n)[^\S\n]*\S(?:.*\S)?)*")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_MARKS = re.compile(r"[“”\"]")
_HEADING_LENGTH = 120  # a longer line without a full stop is no heading


class Article(NamedTuple):
    """A document cut by its true labels; `speech` holds where each paragraph of a labelled person begins."""

    name: str
    document: Document
    speech: frozenset[int]
    ignored: frozenset[int]

    @property
    def outlet(self) -> str:
        """Return who published it: what its name begins with, up to the first number."""
        return re.split(r"-\d", self.name)[0]


def articles(name: str) -> list[Article]:
    """Return the articles of the set `name` under the measuring folder, in order; none when it is missing."""
    return [_article(path) for folder in SETS[name] for path in sorted((FOLDER / folder).glob("*.gold.json"))]


def long_turns(article: Article) -> Article:
    """Return `article` with the sentences of its speakers set apart as paragraphs, and without quotation marks.

    Made, not found: it stands for pages such as the seed's, on which turns often go on and nothing else is quoted.
    """
    text, blocks, speech = "", [], set()
    for block in article.document.blocks:
        words = article.document.text[block.span.start : block.span.end]
        said = block.span.start in article.speech
        for piece in SENTENCE_END.split(words) if said else [words]:
            span = Span(len(text), len(text) + len(piece))
            mention = block.mention._replace(span=span) if block.mention else None
            blocks.append(block._replace(span=span, mention=mention))
            speech |= {span.start} if said else set()
            text += (piece if block.mention else _MARKS.sub("'", piece)) + "\n\n"
    document = replace(article.document, text=text, blocks=tuple(blocks))
    return Article(article.name, document, frozenset(speech), frozenset())


def _article(path: Path) -> Article:
    gold = json.loads(path.read_text(encoding="utf-8"))
    with open(path.with_name(gold["id"] + ".txt"), encoding="utf-8", newline="") as source:
        text = source.read()
    document = Document(gold["id"], text, "", "plain", Convention("blocks", 1.0), tuple(_blocks(text, gold)))
    paragraphs = [block.span for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
    return Article(gold["id"], document, _within(paragraphs, gold["statements"]), _within(paragraphs, gold["ignore"]))


def _within(paragraphs: list[Span], ranges: list[dict[str, Any]]) -> frozenset[int]:
    return frozenset(p.start for p in paragraphs if any(r["start"] <= p.start < r["end"] for r in ranges))


def _blocks(text: str, gold: dict[str, Any]) -> Iterator[Block]:
    labels = [Span(*label) for label in gold["labels"]]
    names = [(s["label"], s["speaker"], s["role"]) for s in gold["statements"]]
    end = 0
    for span, (label, name, role) in zip(labels, names, strict=True):
        yield from _paragraphs(text, end, span.start, end == 0)
        yield Block(BlockKind.LABEL, span, 1.0, Mention(label, span, name, role))
        end = span.end
    yield from _paragraphs(text, end, len(text), end == 0)


def _paragraphs(text: str, start: int, end: int, heading_first: bool) -> Iterator[Block]:
    for number, match in enumerate(_PARAGRAPH.finditer(text, start, end)):
        heading = (heading_first or number > 0) and _is_heading(match.group())
        yield Block(BlockKind.HEADING if heading else BlockKind.PARAGRAPH, Span(*match.span()), 1.0)


def _is_heading(line: str) -> bool:
    return len(line) < _HEADING_LENGTH and "\n" not in line and line[-1] not in ".!?…:;,\"”’')"
