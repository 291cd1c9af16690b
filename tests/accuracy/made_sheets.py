"""Sheets printed in many forms, and which of their gutters part columns: talks in columns, tables, lists, letters.

What is said is put together from a few words by chance, so that every sheet is another one.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

PEOPLE = (
    "Mara Quill",
    "Tobias Renn",
    "Ana Faber",
    "Ola Orr",
    "Jon Pike",
    "Lena Marsh",
    "Ines Roth-Halm",
    "Dr. Ulf Kast",
)
ROLES = ("Chair", "Chair of the Inquiry", "Keeper of the Weir", "Minister of Water and Works", "Mayor of Seehausen")
WHO = ("the weir", "the council", "our town", "the keeper", "this report", "the ferry", "nobody here", "the budget")
DID = ("held", "failed", "paid for it", "was never mended", "needs two more years", "closed before the flood")
THEN = ("after the winter", "before anybody asked", "as we told the board", "and that is all I can say", "")
PAPERS = ((420.0, 595.0), (595.0, 842.0), (612.0, 792.0))
FONTS = (("Times-Roman", "Times-Bold"), ("Helvetica", "Helvetica-Bold"))
SHARES = {"talk": 0.55, "table": 0.25, "times": 0.06, "contents": 0.06, "letter": 0.08}


class Line(NamedTuple):
    """Words, or room where there are none, and whether they are bold."""

    words: str
    bold: bool = False


class Printed(NamedTuple):
    """The bytes of a PDF, its form, the turns that it prints, and where its gutters are: their left and right edges."""

    data: bytes
    form: str
    turns: Sequence[tuple[str, str]]
    gutters: Sequence[tuple[float, float]]


class Press:
    """A sheet to print on, with a form that chance has chosen."""

    def __init__(self, chance: random.Random) -> None:
        """Choose paper, letters and margins."""
        self.chance = chance
        self.width, self.height = chance.choice(PAPERS)
        self.plain, self.bold = chance.choice(FONTS)
        self.size = chance.choice((9.0, 10.0, 11.0))
        self.leading = self.size * chance.choice((1.15, 1.2, 1.3, 1.4))
        self.margin = chance.choice((40.0, 50.0, 60.0, 72.0))
        self.justified = chance.random() < 0.3
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(self.width, self.height))

    def wrapped(self, words: str, width: float) -> list[str]:
        """Return `words` in lines of at most `width`."""
        lines = [""]
        for word in words.split():
            longer = f"{lines[-1]} {word}".strip()
            fits = not lines[-1] or stringWidth(longer, self.bold, self.size) <= width
            lines = [*lines[:-1], longer] if fits else [*lines, word]
        return lines

    def draw(self, words: str, left: float, base: float, bold: bool = False, width: float | None = None) -> None:
        """Print words on a line, spread over `width` where it is given."""
        font = self.bold if bold else self.plain
        text = self.canvas.beginText(left, base)
        text.setFont(font, self.size)
        room = max(0.0, width - stringWidth(words, font, self.size)) if width else 0.0
        text.setWordSpace(room / max(1, words.count(" ")))
        text.textOut(words)
        self.canvas.drawText(text)

    def title(self) -> float:
        """Print a title over all of the sheet, or none; return the height below it."""
        top = self.height - self.margin
        if self.chance.random() < 0.5:
            return top
        self.canvas.setFont(self.bold, 14)
        self.canvas.drawString(self.margin, top - 14, "Minutes of the talk about the weir")
        return top - 14 - self.chance.choice((12.0, 20.0, 30.0))

    def done(self) -> bytes:
        """Return the bytes of the PDF."""
        self.canvas.save()
        return self.file.getvalue()


def sentence(chance: random.Random) -> str:
    """Return a sentence put together by chance."""
    words = f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(THEN)}".strip()
    return words[0].upper() + words[1:] + chance.choice("...?")


def turns(chance: random.Random, longest: int = 4) -> list[tuple[str, str]]:
    """Return who says what, nobody twice in a row."""
    people = chance.sample(PEOPLE, chance.choice((2, 2, 3, 4)))
    found: list[tuple[str, str]] = []
    for _ in range(chance.randint(8, 18)):
        who = chance.choice([name for name in people if not found or name != found[-1][0]])
        found.append((who, " ".join(sentence(chance) for _ in range(chance.randint(1, longest)))))
    return found


def printed(seed: int) -> Printed:
    """Return the sheet of a number: always the same one."""
    chance = random.Random(seed)
    form = chance.choices([*SHARES], [*SHARES.values()])[0]
    return FORMS[form](chance)


def talk(chance: random.Random) -> Printed:
    """Print a talk in columns, with labels on lines of their own or before the words."""
    press = Press(chance)
    columns, gap = chance.choice((2, 2, 2, 3)), chance.choice((12.0, 16.0, 20.0, 28.0))
    if columns == 3 and press.width < 500:
        columns = 2
    width = (press.width - 2 * press.margin - gap * (columns - 1)) / columns
    said = turns(chance)
    lines = list(_lines(press, said, width))
    top = press.title()
    space = chance.choice((0.0, 0.0, press.leading, press.leading / 2))
    each = sum(press.leading if line.words else space for line in lines) / columns + press.leading
    room = min(top - press.margin, each) if chance.random() < 0.6 else top - press.margin
    _flow(press, lines, top, room, (columns, width, gap, space))
    lefts = [press.margin + i * (width + gap) for i in range(columns)]
    return Printed(press.done(), f"{columns} columns", said, [(b - gap, b) for b in lefts[1:]])


def _lines(press: Press, said: Sequence[tuple[str, str]], width: float) -> Iterator[Line]:
    chance = press.chance
    own, bold, capitals = chance.random() < 0.6, chance.random() < 0.3, chance.random() < 0.3
    roles = {name: chance.choice(ROLES) for name in PEOPLE} if not capitals and chance.random() < 0.5 else {}
    for who, words in said:
        label = (who.split()[-1].upper() if capitals else f"{who}{', ' * bool(roles)}{roles.get(who, '')}") + ":"
        first = [Line(line, bold) for line in press.wrapped(label, width)] if own else []
        yield from first
        yield from (Line(line) for line in press.wrapped(words if own else f"{label} {words}", width))
        yield Line("")


def _flow(press: Press, lines: Sequence[Line], top: float, room: float, form: tuple[int, float, float, float]) -> None:
    """Print lines in columns as high as `room`: how many columns, how wide, the gap between, room between turns."""
    columns, width, gap, space = form
    column, y = 0, top
    for line, after in pairwise([*lines, Line("")]):
        high = press.leading if line.words else space
        if y - high < top - room:
            column, y = column + 1, top
            if column == columns:
                press.canvas.showPage()
                column, top = 0, press.height - press.margin
                y, room = top, top - press.margin
        if line.words:
            spread = width if press.justified and after.words and not line.bold else None
            press.draw(line.words, press.margin + column * (width + gap), y - press.size, line.bold, spread)
        y -= high if line.words or y < top else 0.0


def table(chance: random.Random) -> Printed:
    """Print a table with the speaker in one cell and the words in the next."""
    press = Press(chance)
    said = turns(chance)
    mark, bold = chance.choice(("", "", ":")), chance.random() < 0.3
    role = {name: chance.choice(ROLES) for name in PEOPLE} if chance.random() < 0.5 else {}
    share, gap = chance.choice((0.2, 0.25, 0.3, 0.4, 0.45)), chance.choice((8.0, 14.0, 24.0))
    whole = press.width - 2 * press.margin
    cells = [(f"{who}{', ' * bool(role)}{role.get(who, '')}{mark}", words) for who, words in said]
    _rows(press, cells, (share * whole, (1 - share) * whole - gap, gap), bold)
    return Printed(press.done(), "table", said, ())


def times(chance: random.Random) -> Printed:
    """Print a programme: times and what is then."""
    press = Press(chance)
    cells = [(f"{8 + i // 2}:{'03'[i % 2]}0", sentence(chance)) for i in range(chance.randint(6, 16))]
    _rows(press, cells, (60.0, 260.0, 10.0), False)
    return Printed(press.done(), "times", (), ())


def contents(chance: random.Random) -> Printed:
    """Print a list of chapters with the numbers of their pages."""
    press = Press(chance)
    cells = [(sentence(chance)[:-1], str(3 + 7 * i)) for i in range(chance.randint(6, 20))]
    _rows(press, cells, (220.0, 40.0, chance.choice((10.0, 40.0))), False)
    return Printed(press.done(), "contents", (), ())


def letter(chance: random.Random) -> Printed:
    """Print paragraphs over the whole sheet, the first line of each indented, or turns with hanging words."""
    press = Press(chance)
    said, hanging = turns(chance), chance.random() < 0.5
    indent = chance.choice((15.0, 30.0, 90.0))
    y = press.title()
    width = press.width - 2 * press.margin
    for who, words in said:
        lines = press.wrapped(f"{who}: {words}", width - indent)
        for i, line in enumerate(lines):
            press.draw(line, press.margin + indent * ((i > 0) == hanging), y - press.size)
            y -= press.leading
    return Printed(press.done(), "letter", said, ())


def _rows(press: Press, cells: Sequence[tuple[str, str]], form: tuple[float, float, float], bold: bool) -> None:
    """Print rows of two cells: how wide the cells are, and the gap between them."""
    first, second, gap = form
    y, space = press.title(), press.chance.choice((0.0, 4.0, press.leading / 2, press.leading))
    for cell in cells:
        left, right = press.wrapped(cell[0], first), press.wrapped(cell[1], second)
        high = max(len(left), len(right)) * press.leading + space
        if y - high < press.margin:
            press.canvas.showPage()
            y = press.height - press.margin
        for at, lines in ((press.margin, left), (press.margin + first + gap, right)):
            for i, line in enumerate(lines):
                press.draw(line, at, y - press.size - i * press.leading, bold and at == press.margin)
        y -= high


FORMS: dict[str, Callable[[random.Random], Printed]] = {
    "talk": talk,
    "table": table,
    "times": times,
    "contents": contents,
    "letter": letter,
}
