"""The program that opens a PDF: bytes in, the words of each page with their places out, a line of JSON a page.

It runs by itself, so that nothing a hostile file does to the library reaches whoever reads it; `apart` runs it.
It imports nothing of this package, which would take longer than most files.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MEMORY = 2 << 30  # bytes that a file may take
CHARACTERS = 30_000_000  # of text: the Bible holds four million
APART = 0.25  # of the size of the letters, from which on room between two parts words
RAISED = 0.15  # of it, by which letters of one word may stand on another height
HYPHENS = {"\x02": "-", "\ufffe": "-", "\u00ad": "-", "\u2010": "-"}  # as the library and programs write line ends
BOLD = 600


class Letter(NamedTuple):
    """A character and its place; `base` is the height of the line it stands on, counted from the top of the page."""

    text: str
    left: float
    right: float
    base: float
    size: float


def main() -> None:
    """Write the pages of the PDF on stdin, or one line that says why it has none."""
    _limit()
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        return _tell({"refused": "locked" if locked else str(error)})
    left = CHARACTERS
    _tell({"pages": len(document)})
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            _tell({"words": None})
            continue
        letters = page.get_textpage()
        left -= letters.count_chars()
        if left < 0:
            return _tell({"refused": "long"})
        _tell({"words": list(_words(page, letters))})
        letters.close()
        page.close()
    return None


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on Windows: there, time alone is bounded
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _tell(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")


def _words(page: Any, letters: Any) -> Iterator[tuple[str, float, float, float, float, bool, bool]]:
    """Yield the words in the order of the file: text, left, right, base, size, bold, and if it stands on its side."""
    word: list[Letter] = []
    first = 0
    for i, letter in enumerate(_letters(page, letters)):
        if word and (letter.text.isspace() or _parts(word[-1], letter)):
            yield _word(page, letters, word, first)
            word = []
        if not letter.text.isspace():
            first = first if word else i
            word.append(letter)
    if word:
        yield _word(page, letters, word, first)


def _parts(one: Letter, other: Letter) -> bool:
    """Tell whether a word ends between two letters."""
    room, size = other.left - one.right, max(one.size, other.size)
    return abs(other.base - one.base) > RAISED * size or room > APART * size or room < -size


def _word(
    page: Any, letters: Any, word: list[Letter], first: int
) -> tuple[str, float, float, float, float, bool, bool]:
    text = "".join(letter.text for letter in word)
    angle = pdfium.FPDFText_GetCharAngle(letters, first) + math.radians(page.get_rotation())
    on_its_side = abs(math.sin(angle)) > 0.1
    bold = pdfium.FPDFText_GetFontWeight(letters, first) >= BOLD
    left, right = min(letter.left for letter in word), max(letter.right for letter in word)
    return text, round(left, 1), round(right, 1), round(word[0].base, 1), round(word[0].size, 1), bold, on_its_side


def _letters(page: Any, letters: Any) -> Iterator[Letter]:
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    place = _placing(page)
    for i in range(letters.count_chars()):
        code = pdfium.FPDFText_GetUnicode(letters, i)
        text = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        text = HYPHENS.get(text, text)
        pdfium.FPDFText_GetLooseCharBox(letters, i, box)
        pdfium.FPDFText_GetCharOrigin(letters, i, x, y)
        (left, top), (right, bottom) = place(box.left, box.top), place(box.right, box.bottom)
        yield Letter(text, min(left, right), max(left, right), place(x.value, y.value)[1], abs(bottom - top) or 1.0)


def _placing(page: Any) -> Any:
    """Return the function from a place in the file to one on the page as it is seen, from its top left corner."""
    left, bottom, right, top = page.get_bbox()
    return {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }[page.get_rotation()]


if __name__ == "__main__":
    main()
