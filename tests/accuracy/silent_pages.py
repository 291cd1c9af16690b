"""Pages to fit labels on, on which nobody speaks: articles, novels, read-mes, lists, and what looks like labels."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from importlib import metadata
from pathlib import Path

from tests.accuracy.label_pages import COMMON, LONGEST, NAMED, SHARED, Made, articles, line_of

PIECE = 6000  # characters of a novel that make a page
_SPOKEN = Path(__file__).with_name("spoken_articles.tsv")
_ROUNDS = (2, 3, 4, 6)  # of results


def silent() -> list[Made]:
    """Return pages without labels: articles, novels in pieces, the read-me files of installed packages, and lists."""
    found = [Made(name, -1, text) for name, text in articles()]
    for path in sorted((SHARED / "novels").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found += [Made(path.stem, -1, text[at : at + PIECE]) for at in range(5000, min(len(text), 200_000), 20_000)]
    found += [
        Made(f"readme {one.metadata['Name']}", -1, words)
        for one in metadata.distributions()
        if (words := one.read_text("METADATA"))
    ]
    return [*found, *_lists()]


def told() -> Iterator[Made]:
    """Yield the articles that nobody labelled, but for those on which somebody speaks under a label all the same."""
    rows = _SPOKEN.read_text(encoding="utf-8").splitlines()
    spoken = {row for row in rows if not row.startswith("#")}
    for name, text in articles():
        if hashlib.md5(name.encode()).hexdigest()[:12] not in spoken:
            yield Made(name, -1, text)


def _lists() -> Iterator[Made]:
    """Yield lists in every form of turns, agendas and recipes among them: of what articles name, each thing once."""
    chance = random.Random(15)
    for name, text in list(articles())[:: len(COMMON) // 6]:
        things, told = _named(text), _told(text)
        form, length = chance.choice(COMMON), chance.choice((3, 4, 6, 8, 12))
        things = [thing.upper() for thing in things] if chance.random() < 0.3 else things
        told = [_value(words, chance) for words in told] if chance.random() < 0.3 else told
        if len(things) >= length and len(told) >= length:
            clock = 600 * chance.randrange(36, 60)
            rows = []
            for number, (thing, words) in enumerate(zip(things[:length], told, strict=False), 1):
                clock += 300 * chance.randrange(1, 12)
                line = line_of(form, thing, thing, words, number, clock // 60)[0]
                rows.append(line)
            yield Made(f"list {name}", -1, "".join(rows))


def _named(text: str) -> list[str]:
    return list(dict.fromkeys(NAMED.findall(text)))


def _told(text: str) -> list[str]:
    return [line for line in text.split("\n") if 20 < len(line) < LONGEST]


def _value(words: str, chance: random.Random) -> str:
    """Return what a list gives for a thing, made of words of an article: a figure with a word, or a few words."""
    found = words.rstrip(".").split()
    few = " ".join(found[: chance.choice((1, 2, 3))])
    return f"{chance.randrange(1, 900)} {found[-1]}" if chance.random() < 0.6 else few


Kind = Callable[[Sequence[str], Sequence[str], random.Random], Iterator[str]]


def _glossary(things: Sequence[str], told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Bold terms, and what each means; as often as not they are numbered or in a list."""
    form = chance.choice(
        ("**{}:** {}\n\n", "**{}**: {}\n\n", "- **{}:** {}\n", "{n}. **{}:** {}\n", "{n}. **{}** – {}\n")
    )
    for n, (thing, words) in enumerate(zip(things, told, strict=False), 1):
        yield form.format(thing, words, n=n)


def _bold_names(things: Sequence[str], told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Bold names on lines of their own over what is told of them: 1. **Ana Reyes**, and a paragraph."""
    for n, (thing, words) in enumerate(zip(things, told, strict=False), 1):
        yield f"{n}. **{thing}**\n\n{words}\n\n"


def _headlines(things: Sequence[str], told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Headlines with a colon behind a name, in capitals, and a paragraph under each."""
    few = things[: chance.choice((2, 3))]
    for words, head in zip(told, told[::-1], strict=True):
        line = " ".join(word.capitalize() for word in head.rstrip(".").split()[:8])
        yield f"{chance.choice(few).split()[-1].upper()}: {line}\n\n{words}\n\n"


def _datelines(things: Sequence[str], told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Paragraphs that open with a place in capitals before a full stop or a dash."""
    few, mark = things[: chance.choice((2, 3))], chance.choice((".", ".", " —", ". —"))
    for words in told:
        yield f"{chance.choice(few).upper()}{mark} {words}\n\n"


def _results(things: Sequence[str], told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Results of matches: sides that come again, each with a figure."""
    few, form = things[: chance.choice((2, 3, 4))], chance.choice(("{}: {a}\n", "{}: {a}-{b}\n", "{} {a}, {o} {b}\n"))
    for n in range(len(few) * chance.choice(_ROUNDS)):
        yield form.format(few[n % len(few)], o=few[(n + 1) % len(few)], a=chance.randrange(9), b=chance.randrange(9))


def _headings(things: Sequence[str], told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Headings, and what is told under each."""
    mark = chance.choice(("### {}\n\n", "{}\n\n", "{}\n", "**{}**\n\n"))
    for thing, words in zip(things, told, strict=False):
        yield f"{mark.format(thing)}{words}\n\n"


KINDS: tuple[Kind, ...] = (_glossary, _bold_names, _headlines, _datelines, _results, _headings)


def alike() -> Iterator[Made]:
    """Yield pages that look as if they had labels, and have none, in every kind: of what articles name and tell."""
    chance = random.Random(51)
    for number, (name, text) in enumerate(list(articles())[::8]):
        things, told = _named(text), _told(text)
        length = chance.choice((3, 4, 6, 8, 12))
        if len(things) >= length and len(told) >= length:
            rows = KINDS[number % len(KINDS)](things[:length], told[:length], chance)
            yield Made(f"alike {name}", number % len(KINDS), "".join(rows))
