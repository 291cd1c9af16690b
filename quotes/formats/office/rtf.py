"""RTF: the words of a Rich Text document in order, deleted ones left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from quotes.formats.office.rtf_words import CHARSETS, KNOWN, LEFT_OUT, PARTING, SETS, SIGNS, STANDS_FOR, codepage
from quotes.formats.office.written import Cell, Paragraph, Run, Written, written

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z\r\n])|"
    rb"(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|\\(?P<end>\r?\n|\r)|[\r\n]+|\\"
)
_HEADING = re.compile(r"(?:heading \d|title|subtitle)\b", re.IGNORECASE)
LOWEST = 9  # level of an outline: running text


@dataclass(slots=True)
class _State:
    """What holds inside a group."""

    bold: bool = False
    hidden: bool = False
    left_out: bool = False
    note: bool = False
    skip: int = 1  # characters that stand for a \u where it is not known
    font: int = -1
    styles: bool = False  # within the list of styles


@dataclass(slots=True)
class _Format:
    """What holds for the paragraph."""

    heading: bool = False
    cell: bool = False
    style: int = -1


@dataclass(slots=True)
class _Text:
    """What is read of a paragraph, of the body or of a note."""

    runs: list[Run] = field(default_factory=list)
    bytes: bytearray = field(default_factory=bytearray)  # not decoded yet


def read(data: bytes) -> Written:
    """Return the Rich Text document that `data` is. Whatever is damaged in it is read as far as it goes."""
    reader = _Reader()
    return written(reader.read(data), reader.told())


class _Reader:
    """Reads the paragraphs of the file."""

    def __init__(self) -> None:
        self.state, self.outer = _State(), list[_State]()
        self.format = _Format()
        self.body, self.note = _Text(), _Text()
        self.done: list[Paragraph] = []
        self.fonts: dict[int, str] = {}
        self.headings: set[int] = set()  # styles
        self.codepage = "cp1252"
        self.font = -1  # what words are in if nothing says otherwise
        self.cell = Cell(0, 0, 0)  # that is open, or would be next
        self.opening, self.starred = False, False  # the group has just been opened, and with \*
        self.skipping = 0  # characters that stand for the last \u
        self.high = 0  # the first half of a character beyond the first 65,536
        self.deleted = 0

    def told(self) -> Iterator[str]:
        """Yield what was left out."""
        if self.deleted:
            yield f"{self.deleted:,} tracked deletions, left out"

    def read(self, data: bytes) -> Iterator[Paragraph]:
        """Yield the paragraphs of the file."""
        at = 0
        while match := _TOKEN.match(data, at):
            at = match.end()
            kind = match.lastgroup
            if match["word"]:
                at += self._word(match["word"].decode("ascii"), int(match["number"]) if match["number"] else None)
            elif kind == "brace":
                self._brace(match["brace"] == b"{")
            elif kind == "sign" and match["sign"] == b"*":
                self.starred = self.opening
            elif kind == "end":
                self._part()
            else:
                self._characters(kind, match)
            yield from self.done
            self.done.clear()
        self._part()
        yield from self.done

    def _characters(self, kind: str | None, match: re.Match[bytes]) -> None:
        self.opening = False
        if kind == "byte":
            self._bytes(bytes.fromhex(match["byte"].decode()))
        elif kind == "text":
            self._bytes(match["text"])
        elif kind == "sign":
            self._add(SIGNS.get(match["sign"], ""))

    def _brace(self, opens: bool) -> None:
        self._flush()
        self.skipping = 0
        if opens:
            self.outer.append(self.state)
            self.state = replace(self.state)
            if self.state.styles:
                self.format.style = -1
        elif self.outer:
            if self.state.note and not self.outer[-1].note:
                self._part()
            if self.state.styles and not self.outer[-1].styles:
                self.format = _Format()
            self.state = self.outer.pop()
        self.opening, self.starred = opens, False

    def _word(self, word: str, number: int | None) -> int:
        """Take in a control word; return how many of the bytes behind it belong to it."""
        opening, self.opening = self.opening, False
        if word == "bin":
            return max(0, number or 0)
        if opening:
            self._destination(word)
        self._flush()
        if word in ("u", "uc"):
            self._unicode(word, number or 0)
        elif word in STANDS_FOR:
            self._add(STANDS_FOR[word])
        elif not self._structure(word) and not self._character(word, number):
            self._paragraph(word, number)
        return 0

    def _destination(self, word: str) -> None:
        """Take in what the group that opens with `word` holds."""
        state = self.state
        if word == "stylesheet":
            state.styles = state.left_out = True
        elif word in ("footnote", "endnote"):
            state.note = True
        elif word in LEFT_OUT or (self.starred and word not in KNOWN):
            state.left_out = True
        self.starred = False

    def _unicode(self, word: str, number: int) -> None:
        if word == "uc":
            self.state.skip = max(0, min(number, 100))
            return
        code = number % 65536
        if 0xD800 <= code < 0xDC00:
            self.high = code
        elif 0xDC00 <= code < 0xE000:
            self._add(chr(0x10000 + ((self.high - 0xD800) << 10) + code - 0xDC00) if self.high else "")
            self.high = 0
        else:
            self._add(chr(code))
        self.skipping = self.state.skip

    def _structure(self, word: str) -> bool:
        """Take in the ends of paragraphs, cells and rows; tell whether `word` is one."""
        if word == "cell" and not self.state.left_out:
            self._part(in_cell=True)
            self.cell = self.cell._replace(column=self.cell.column + 1)
        elif word == "row" and not self.state.left_out:
            self.cell = Cell(self.cell.table, self.cell.row + 1, 0)
        elif word in PARTING:
            self._part(in_cell=self.format.cell)
        else:
            return False
        return True

    def _character(self, word: str, number: int | None) -> bool:
        """Take in what is said of characters; tell whether `word` says that."""
        state, on = self.state, number != 0
        if word == "b":
            state.bold = on
        elif word == "v":
            state.hidden = on
        elif word == "deleted":
            self.deleted += on and not state.hidden
            state.hidden = on
        elif word == "plain":
            state.bold, state.hidden, state.font = False, False, self.font
        elif word == "f":
            state.font = number or 0
        elif word == "deff":
            self.font = state.font = number or 0
        elif word == "fcharset":
            self.fonts[state.font] = codepage(CHARSETS.get(number or 0, 1252))
        elif word in SETS or word == "ansicpg":
            self.codepage = SETS.get(word) or codepage(number or 1252)
        else:
            return False
        return True

    def _paragraph(self, word: str, number: int | None) -> None:
        """Take in what is said of paragraphs."""
        if word == "pard":
            self.format = _Format()
        elif word == "intbl":
            self.format.cell = True
        elif word == "outlinelevel" and self.state.styles:
            self.headings.update([self.format.style] if (number or 0) < LOWEST else ())
        elif word == "outlinelevel":
            self.format.heading = (number or 0) < LOWEST
        elif word == "s":
            self.format.style = number or 0

    def _bytes(self, data: bytes) -> None:
        skipped = min(self.skipping, len(data))
        self.skipping -= skipped
        if self.state.styles:
            self._style(data)
        if not (self.state.left_out or self.state.hidden):
            self._text().bytes += data[skipped:]

    def _style(self, data: bytes) -> None:
        if self.format.style >= 0 and _HEADING.match(data.decode("latin-1").strip()):
            self.headings.add(self.format.style)

    def _add(self, text: str) -> None:
        self._flush()
        if not (self.state.left_out or self.state.hidden):
            self._text().runs.append(Run(text, self.state.bold))

    def _text(self) -> _Text:
        return self.note if self.state.note else self.body

    def _flush(self) -> None:
        """Decode the bytes that are waiting, with the code page of their font."""
        text = self._text()
        if text.bytes:
            decoded = bytes(text.bytes).decode(self.fonts.get(self.state.font, self.codepage), "replace")
            text.runs.append(Run(decoded, self.state.bold))
            text.bytes.clear()

    def _part(self, *, in_cell: bool = False) -> None:
        """End the paragraph that is open."""
        self._flush()
        if self.state.left_out:
            return
        text, note = self._text(), self.state.note
        heading = not note and (self.format.heading or self.format.style in self.headings)
        if not (note or in_cell) and self.cell.row and any(run.text.strip() for run in text.runs):
            self.cell = Cell(self.cell.table + 1, 0, 0)
        self.done.append(Paragraph(text.runs, heading, note, self.cell if in_cell and not note else None))
        text.runs = []
