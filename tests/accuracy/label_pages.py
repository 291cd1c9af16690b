"""Pages to fit labels on: real ones, and the turns of real transcripts, written again in many forms.

The speakers get names made of syllables, so that nothing hangs on who they were. What is written between the turns
(headlines, sentences with colons) comes from real articles. Every page is made the same each time.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quotes.lexicon import ENGLISH
from tests.accuracy.transcripts import FOLDER as TRANSCRIPTS
from tests.accuracy.transcripts import documents

SHARED = TRANSCRIPTS.parent
PARTLY = "news_blockquote"  # pages on which not every label is marked
LONGEST = 400  # characters of a turn that is written again
# {name}: as the page prints the speaker; {loud} and the like: as the form does. {time}, {clock}, {date}: when. A form
# is held out of the fit with its number.
COMMON = (
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
FORMS = (  # and those of records and of more programs, which the program knows
    *COMMON,
    "{loud}. {words}\n\n",
    "{loud} ({house}) – {words}\n\n",
    "{initials}. {words}\n\n",
    "Mr. {last}. {words}\n\n",
    "M. {last}, {role}. {words}\n\n",
    "○{name}　{words}\n\n",
    "{name} -- {role}\n\n{words}\n\n",
    "{name}\n{role}\n\n{words}\n\n",
    "**{name}, {role}:** “{words}”\n\n",
    "{name} ({house}): {words}\n\n",
    "{name} ({house}):\n{words}\n\n",
    "{name}, {role}: {words}\n\n",
    "{name}, {role}:\n\n{words}\n\n",
    "Mr {last} ({house}): {words}\n\n",
    "{number}. {name}: {words}\n",
    "- {name}: {words}\n",
    "### {name}\n\n{words}\n\n",
    "{name} | {time} | {words}\n",
    "`{time}` **{name}**: {words}\n\n",
    "[{time} - {later}] {name}: {words}\n",
    "{time} - {later}\n{name}\n{words}\n\n",
)
_SYLLABLES = ("ba", "do", "fe", "ga", "hi", "ka", "lo", "mu", "ne", "po", "ra", "si", "ta", "vo", "wen", "zel", "tor")
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
NAMED = re.compile(r"(?<=[a-z] )[A-Z][a-z]+(?: [A-Z][a-z]+)?")  # within a sentence
# Set, not measured:
CALLED = 0.1  # of the pages of turns those on which one speaker is so called,
NOTED = 0.2  # and those on which things are noted between the turns in the same form
_HOUSES = ("Lodby", "Green Bank", "ABC")
_ROLES = (
    "Chief Executive Officer",
    "ministre de la mer",
    "Director of Harbours",
    "Analyst",
    "a baker in Lodby and the mother of two boys",
)
_OTHERS = ("Moderator", "Reporter", "Speaker 1", "Speaker 2", "Question", "Host", "The Chair", "Interviewer", "Unknown")


class Turn(NamedTuple):
    """Who speaks, by number, and what."""

    speaker: int
    words: str


class Asides(NamedTuple):
    """Paragraphs of articles, and those among them that have an early colon, and may be taken for labels."""

    lines: Sequence[str]
    coloned: Sequence[str]


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


class Style(NamedTuple):
    """How a page prints what is said."""

    names: str  # full, last, first, initials, capitals or shout
    unended: bool  # no full stop ends a turn
    introduced: bool  # the first label of each speaker gives the name in full,
    titled: bool  # or bears a title
    report: bool  # paragraphs of an article stand between the turns
    recorded: bool  # times begin with the recording

    @property
    def loud(self) -> bool:
        """Return whether names are in capitals."""
        return self.names in ("capitals", "shout")


def style_of(chance: random.Random, reports: bool) -> Style:
    """Return how some page, a report now and then if there are `reports`, prints what is said."""
    names = chance.choice(("full", "full", "last", "first", "initials", "capitals", "shout"))
    unended, introduced, titled, report, recorded = (chance.random() < odds for odds in (0.05, 0.5, 0.2, 0.25, 0.6))
    return Style(names, unended, introduced, titled, report and reports, recorded)


def printed(name: str, first: bool, style: Style, chance: random.Random) -> str:
    """Return a speaker's name as the page prints it where it is the `first` time, or a later one."""
    if " " not in name or name in _OTHERS:
        return name.upper() if style.loud else name
    given, last = name.split()
    short = {"last": last, "first": given, "initials": given[0] + last[0], "shout": last}.get(style.names, name)
    if (first and style.introduced and style.names in ("last", "shout")) or chance.random() < 0.04:
        short = name
    shown = short.upper() if style.loud else short
    return f"{chance.choice(_TITLES)} {shown}" if first and style.titled else shown


def page(
    document: str, found: Sequence[Turn], form: int, chance: random.Random, asides: Asides, reports: bool, things: bool
) -> Made:
    """Return a page of some of the turns `found`, in a form, with `asides` of articles above and among them."""
    length = min(len(found), chance.choice((2, 3, 4, 6, 8, 12, 20, 40)))
    start = chance.randrange(len(found) - length + 1)
    said, style = found[start : start + length], style_of(chance, reports)
    names = {
        speaker: chance.choice(_OTHERS) if chance.random() < 0.08 else name_of(chance)
        for speaker in sorted({turn.speaker for turn in said})
    }
    text, labels = above(names[said[0].speaker], style, chance, asides), []
    seen: set[int] = set()
    clock = chance.randrange(60 if style.recorded else 30000)
    notes = random.Random(f"notes {document} {form} {start}")  # leaves the other pages as they are
    called, noted = (_thing(notes) if things and notes.random() < odds else "" for odds in (CALLED, NOTED))
    names |= {notes.choice(sorted(names)): called} if called else {}
    for number, turn in enumerate(said, 1):
        name = printed(names[turn.speaker], turn.speaker not in seen, style, chance)
        seen.add(turn.speaker)
        clock += chance.randrange(2, 90)
        words = turn.words.rstrip(".") if style.unended else turn.words
        line, place = line_of(FORMS[form], name, names[turn.speaker], words, number, clock)
        if place:
            labels.append((len(text) + place[0], len(text) + place[1]))
        text += line + _among(name, style, chance, asides)
        if noted and notes.random() < 0.25:
            text += line_of(FORMS[form], noted, noted, notes.choice(asides.lines)[:LONGEST], number, clock)[0]
    return Made(document, form, text, tuple(labels))


def _thing(chance: random.Random) -> str:
    """Return a word for a thing, as a label prints it."""
    return chance.choice(sorted(ENGLISH.words("things"))).capitalize()


def above(name: str, style: Style, chance: random.Random, asides: Asides) -> str:
    """Return what stands above the turns: now and then a headline with a surname in it, and paragraphs."""
    text = ""
    if chance.random() < (0.3 if style.names in ("last", "shout") else 0.05):
        told = chance.choice(asides.coloned)
        text += f"{name.split()[-1]}: {(told.partition(':')[2].strip() or told)[:90]}\n\n"
    if chance.random() < 0.5:
        text += "\n\n".join(chance.sample(asides.lines, chance.choice((1, 2)))) + "\n\n"
    return text


def _among(name: str, style: Style, chance: random.Random, asides: Asides) -> str:
    """Return what stands behind a turn: a paragraph of an article, or what its speaker says of somebody with labels."""
    if style.report and chance.random() < 0.7:
        return "\n\n".join(chance.sample(asides.lines, chance.choice((1, 2)))) + "\n\n"
    if chance.random() < 0.01:
        return chance.choice(asides.coloned) + "\n\n"
    return chance.choice(_ADDRESSES).format(name=name) + "\n\n" if chance.random() < 0.02 else ""


def line_of(form: str, name: str, full: str, words: str, number: int, clock: int) -> tuple[str, tuple[int, int] | None]:
    """Return a turn in its form, and where in it the name stands."""
    given, _, last = full.rpartition(" ")
    shown = {
        "name": name,
        "nick": full.lower().replace(" ", "_" if number % 2 else ""),
        "loud": full.upper(),
        "initials": f"{last} {(given or last)[0]}. {last[-1].upper()}",
        "last": last,
    }
    hours, minutes, seconds = clock // 3600, clock // 60 % 60, clock % 60
    line = form.format(
        words=words,
        number=number,
        time=f"{minutes:02}:{seconds:02}",
        later=f"{minutes:02}:{seconds + 2:02}",
        clock=f"{hours + 8:02}:{minutes:02}:{seconds:02}",
        date="02/05/2024",
        house=_HOUSES[len(full) % len(_HOUSES)],
        role=_ROLES[len(full) % len(_ROLES)],
        **shown,
    )
    named = next((words for field, words in shown.items() if f"{{{field}}}" in form), "")
    place = line.find(named) if named else -1
    return line, (place, place + len(named)) if place >= 0 else None


def spoken(times: int, forms: int, reports: bool, things: bool) -> list[Made]:
    """Return pages on which somebody speaks: every transcript in the first `forms`, some `times`."""
    chance, asides = random.Random(15), asides_of()
    return [
        page(document, found, form, chance, asides, reports, things)
        for document, found in turns()
        for form in range(forms)
        for _ in range(times)
    ]


def articles() -> Iterator[tuple[str, str]]:
    """Yield the articles that nobody labelled."""
    for folder in ("prose/data/train/text", "red"):
        for path in sorted((SHARED / folder).glob("*.txt")):
            yield path.stem, path.read_text(encoding="utf-8")


def asides_of() -> Asides:
    """Return the paragraphs of articles."""
    lines = [line for _, text in articles() for line in text.split("\n") if line.strip()]
    return Asides(lines, [line for line in lines if 2 < line.find(":") < 80])


def gold() -> Iterator[tuple[Path, list[tuple[int, int]]]]:
    """Yield the real pages of which all labels are known, with where these stand."""
    for answers in sorted([*TRANSCRIPTS.glob("*/*.gold.json"), *(SHARED / "blocks").glob("*/*.gold.json")]):
        if answers.parent.name == PARTLY:
            continue
        name = answers.name.removesuffix(".gold.json")
        source = next(path for path in answers.parent.glob(f"{name}.*") if not path.name.endswith(".gold.json"))
        yield source, [tuple(place) for place in json.loads(answers.read_text(encoding="utf-8"))["labels"]]
