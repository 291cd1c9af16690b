"""Pages to fit labels on: the turns of real transcripts, written again in many forms, and pages on which nobody speaks.

The speakers get names made of syllables, so that nothing hangs on who they were. What is written between the turns
(headlines, sentences with colons) comes from real articles. Every page is made the same each time.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from tests.accuracy.transcripts import FOLDER as TRANSCRIPTS
from tests.accuracy.transcripts import documents

SHARED = TRANSCRIPTS.parent
PARTLY = "news_blockquote"  # pages on which not every label is marked
LONGEST = 400  # characters of a turn that is written again
# {name}: as the page prints the speaker. {time}, {clock}, {date}: when. A form is held out of the fit with its number.
FORMS = (
    "{name}: {words}\n\n",
    "{name}: {words}\n",
    "{name}:\n{words}\n\n",
    "**{name}:** {words}\n\n",
    "{time} {name}: {words}\n\n",
    "[{time}] {name}: {words}\n",
    "{name} ({time}): {words}\n\n",
    "{name} [{time}] {words}\n\n",
    "{name}\n{words}\n\n",
    "{name}\n{time}\n{words}\n\n",
    "{time} {name}\n{words}\n\n",
    "{name} {time}\n{words}\n\n",
    "{name}  {time}\n{words}\n\n",
    "[{date} {clock}] {name}\n{words}\n\n",
    "[{name}] {clock}\n{words}\n\n",
    "{date}, {clock} - {name}: {words}\n",
    "[{clock}] <{nick}> {words}\n",
    "<{nick}> {words}\n",
    "{clock} <{nick}> {words}\n",
    "{clock}\t From {name} : {words}\n",
    "{date} {clock} From {name} to Everyone:\n\t{words}\n",
    "({time}) {name} - {words}\n\n",
    "{name} – {words}\n\n",
    "{name}. – {words}\n\n",
    "{name}. {words}\n",
    "{time}\n{words}\n",
    "[{time}] {words}\n\n",
    "{time} --> {later}\n{name}: {words}\n\n",
    "#{number} {name}\n{words}\n\n",
    "{number:>3}  {name}: {words}\n",
    "{name} said:\n{words}\n\n",
    "{name} wrote on {date}:\n{words}\n\n",
    "@{nick} {clock}\n{words}\n\n",
    "{nick}: {words}\n",
    "  {name}\t{words}\n",
    "— {name} —\n{words}\n\n",
)
_SYLLABLES = (
    "ba",
    "do",
    "fe",
    "ga",
    "hi",
    "ka",
    "lo",
    "mu",
    "ne",
    "po",
    "ra",
    "si",
    "ta",
    "vo",
    "wen",
    "zel",
    "tor",
    "lin",
)
_ADDRESSES = (  # what somebody says of or to a speaker, and no label
    "Let me tell {name}: it was never paid.",
    "Thanks to {name}: the roof is on.",
    "The answer of {name}: we shall see.",
    "My dear {name}: come and look at it.",
    "So I ask {name}: who signed it?",
    "To quote {name}: not this year.",
    "I thank {name}. The roof is on.",
    "With respect to {name}. It was never paid.",
)
_TITLES = ("Governor", "Bundesrat", "Acting Head of the Region", "Kanzlerin", "Mayor of Lodby", "Obmann", "Dr.", "Mr.")
_OTHERS = ("Moderator", "Reporter", "Speaker 1", "Speaker 2", "Question", "Host", "The Chair", "Interviewer", "Unknown")


class Turn(NamedTuple):
    """Who speaks, by number, and what."""

    speaker: int
    words: str


class Made(NamedTuple):
    """A page: from which document, in which form (-1: its own), its text, and where its labels' words stand."""

    document: str
    form: int
    text: str
    labels: tuple[tuple[int, int], ...] = ()


def turns() -> Iterator[tuple[str, list[Turn]]]:
    """Yield the turns of every transcript that are short enough, in order."""
    for _, source, gold in documents():
        speakers: dict[str, int] = {}
        found = [
            Turn(speakers.setdefault(s["speaker"], len(speakers)), " ".join(s["text"].split()))
            for s in gold["statements"]
            if len(s["text"]) < LONGEST and ":" not in s["text"][:80]
        ]
        if len(found) > 2 and len(speakers) > 1:
            yield source.name, found


def name_of(chance: random.Random) -> str:
    """Return an invented name."""
    first, last = ("".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2)))) + chance.choice("nlrsa") for _ in "ab")
    return f"{first.title()} {last.title()}"


def printed(name: str, style: str, chance: random.Random) -> str:
    """Return a speaker's name in the style of the page."""
    first, last = name.split()
    if style != "full" and chance.random() < 0.06:
        return name.upper() if style in ("capitals", "shout") else name
    short = {"full": name, "last": last, "first": first, "initials": first[0] + last[0], "capitals": name.upper()}
    return short.get(style) or last.upper()


def page(document: str, found: Sequence[Turn], form: int, chance: random.Random, asides: Sequence[str]) -> Made:
    """Return a page of some of the turns `found`, in a form, with `asides` of articles above and among them."""
    length = min(len(found), chance.choice((2, 3, 4, 6, 8, 12, 20, 40)))
    start = chance.randrange(len(found) - length + 1)
    style = chance.choice(("full", "full", "last", "first", "initials", "capitals", "shout"))
    seen: set[int] = set()
    text, labels, clock = "", [], chance.randrange(30000)
    names = {
        speaker: chance.choice(_OTHERS) if chance.random() < 0.08 else name_of(chance)
        for speaker in sorted({turn.speaker for turn in found})
    }
    if chance.random() < (0.4 if style in ("last", "shout") else 0.1):  # a headline with a surname in it
        last = names[found[start].speaker].split()[-1]
        told = chance.choice(asides)
        text += f"{last}: {(told.partition(':')[2].strip() or told)[:90]}\n\n"
    if chance.random() < 0.5:
        text += "\n\n".join(chance.sample(asides, chance.choice((1, 2)))) + "\n\n"
    unended = chance.random() < 0.05
    introduced = chance.random() < 0.5  # the first label of each speaker gives the name in full
    titled = chance.random() < 0.2  # the first label of each speaker bears a title
    for number, turn in enumerate(found[start : start + length], 1):
        full = names[turn.speaker]
        loud = style in ("capitals", "shout")
        name = (full.upper() if loud else full) if full in _OTHERS else printed(full, style, chance)
        if titled and turn.speaker not in seen and full not in _OTHERS:
            name = f"{chance.choice(_TITLES)} {name}"
        elif introduced and turn.speaker not in seen and style in ("last", "shout") and full not in _OTHERS:
            name = full.upper() if style == "shout" else full
        seen.add(turn.speaker)
        clock += chance.randrange(2, 90)
        words = turn.words.rstrip(".") if unended else turn.words
        nick = full.lower().replace(" ", chance.choice(("", "_", ".")))
        line = FORMS[form].format(
            name=name,
            nick=nick,
            words=words,
            number=number,
            time=f"{clock // 60 % 60:02}:{clock % 60:02}",
            later=f"{clock // 60 % 60:02}:{(clock + 2) % 60:02}",
            clock=f"{clock // 3600 + 8:02}:{clock // 60 % 60:02}:{clock % 60:02}",
            date="02/05/2024",
        )
        named = name if "{name}" in FORMS[form] else nick if "{nick}" in FORMS[form] else ""
        if named and (place := line.find(named)) >= 0:
            labels.append((len(text) + place, len(text) + place + len(named)))
        text += line
        if chance.random() < 0.04:
            text += chance.choice(asides) + "\n\n"
        elif chance.random() < 0.02:
            text += chance.choice(_ADDRESSES).format(name=name) + "\n\n"
    return Made(document, form, text, tuple(labels))


def spoken(times: int = 4) -> list[Made]:
    """Return pages on which somebody speaks: every transcript in every form, several times."""
    chance, asides = random.Random(15), _asides()
    return [
        page(document, found, form, chance, asides)
        for document, found in turns()
        for form in range(len(FORMS))
        for _ in range(times)
    ]


def silent() -> list[Made]:
    """Return pages without labels: articles, novels in pieces, the read-me files of installed packages."""
    found = [Made(name, -1, text) for name, text in articles()]
    for path in sorted((SHARED / "novels").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found += [Made(path.stem, -1, text[at : at + 6000]) for at in range(5000, min(len(text), 200_000), 20_000)]
    found += [
        Made(f"readme {one.metadata['Name']}", -1, words)
        for one in metadata.distributions()
        if (words := one.read_text("METADATA"))
    ]
    return found


def articles() -> Iterator[tuple[str, str]]:
    """Yield the articles that nobody labelled."""
    for folder in ("prose/data/train/text", "red"):
        for path in sorted((SHARED / folder).glob("*.txt")):
            yield path.stem, path.read_text(encoding="utf-8")


def _asides() -> list[str]:
    """Return paragraphs of articles; of those with an early colon, which may be taken for labels, all.

    A tenth of them are lines that end in one, as headings above lists do.
    """
    lines = [line for _, text in articles() for line in text.split("\n") if line.strip()]
    coloned = [line for line in lines if 2 < line.find(":") < 80]
    alone = [line for line in coloned if len(line) < 80 and line.rstrip().endswith(":")]
    return [
        *coloned,
        *alone * max(1, len(coloned) // (4 * max(1, len(alone)))),
        *lines[:: max(1, 2 * len(lines) // max(1, len(coloned)))],
    ]


def gold() -> Iterator[tuple[Path, list[tuple[int, int]]]]:
    """Yield the real pages of which all labels are known, with where these stand."""
    for answers in sorted([*TRANSCRIPTS.glob("*/*.gold.json"), *(SHARED / "blocks").glob("*/*.gold.json")]):
        if answers.parent.name == PARTLY:
            continue
        name = answers.name.removesuffix(".gold.json")
        source = next(path for path in answers.parent.glob(f"{name}.*") if not path.name.endswith(".gold.json"))
        yield source, [tuple(place) for place in json.loads(answers.read_text(encoding="utf-8"))["labels"]]
