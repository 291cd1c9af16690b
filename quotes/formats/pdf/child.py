"""The program that opens a PDF: bytes in, the words of each page with their places out, a line of JSON a page.

It runs by itself, so that nothing a hostile file does to the library reaches whoever reads it; `apart` runs it.
It imports nothing of this package, which would take longer than most files.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

SECONDS = 120  # of work: a thousand pages full of words take forty
MEMORY = 2 << 30  # bytes that a file may take
PAGES = 20_000
CHARACTERS = 30_000_000  # of text: the Bible holds four million
APART = 0.25  # of the size of the letters, from which on room between two parts words
RAISED = 0.15  # of it, by which letters of one word may stand on another height
HYPHENS = {"\x02": "-", "\ufffe": "-", "\u00ad": "-", "\u2010": "-"}  # as the library and programs write line ends
BOLD = 600
SAMPLE = 200  # letters that tell how a page is turned


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
    if len(document) > PAGES:
        return _tell({"refused": f"it tells of {len(document):,} pages"})
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
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _tell(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")


def _words(page: Any, letters: Any) -> Iterator[tuple[str, float, float, float, float, bool, bool]]:
    """Yield the words in the order of the file: text, left, right, base, size, bold, and if it stands on its side."""
    word: list[Letter] = []
    first = 0
    turn = _turn(letters)
    for i, letter in enumerate(_letters(letters, _placing(page, turn))):
        if word and (letter.text.isspace() or _parts(word[-1], letter)):
            yield _word(letters, word, first, turn)
            word = []
        if not letter.text.isspace():
            first = first if word else i
            word.append(letter)
    if word:
        yield _word(letters, word, first, turn)


def _turn(letters: Any) -> int:
    """Return by how many quarters of a circle most words are turned, be the page turned for the eye or not."""
    some = range(0, letters.count_chars(), max(1, letters.count_chars() // SAMPLE))
    return Counter(_quarters(letters, i) for i in some).most_common(1)[0][0] if some else 0


def _quarters(letters: Any, i: int) -> int:
    return round(float(pdfium.FPDFText_GetCharAngle(letters, i)) / (math.pi / 2)) % 4


def _parts(one: Letter, other: Letter) -> bool:
    """Tell whether a word ends between two letters."""
    room, size = other.left - one.right, max(one.size, other.size)
    return abs(other.base - one.base) > RAISED * size or room > APART * size or room < -size


def _word(
    letters: Any, word: list[Letter], first: int, turn: int
) -> tuple[str, float, float, float, float, bool, bool]:
    text = "".join(letter.text for letter in word)
    angle = pdfium.FPDFText_GetCharAngle(letters, first) - turn * math.pi / 2
    on_its_side = math.cos(angle) < 0.9
    bold = pdfium.FPDFText_GetFontWeight(letters, first) >= BOLD
    left, right = min(letter.left for letter in word), max(letter.right for letter in word)
    size = _size(letters, first) or word[0].size
    return text, round(left, 1), round(right, 1), round(word[0].base, 1), round(size, 1), bold, on_its_side


def _size(letters: Any, i: int) -> float:
    """Return the size of a letter as a printer has it, which all letters of a line share, whatever their kind."""
    scale = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(letters, i, scale):
        return 0.0
    return float(pdfium.FPDFText_GetFontSize(letters, i)) * math.hypot(scale.c, scale.d)


def _letters(letters: Any, place: Callable[[float, float], tuple[float, float]]) -> Iterator[Letter]:
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for i in range(letters.count_chars()):
        code = pdfium.FPDFText_GetUnicode(letters, i)
        text = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        text = HYPHENS.get(text, text)
        pdfium.FPDFText_GetLooseCharBox(letters, i, box)
        pdfium.FPDFText_GetCharOrigin(letters, i, x, y)
        (left, top), (right, bottom) = place(box.left, box.top), place(box.right, box.bottom)
        yield Letter(text, min(left, right), max(left, right), place(x.value, y.value)[1], abs(bottom - top) or 1.0)


def _placing(page: Any, turn: int) -> Callable[[float, float], tuple[float, float]]:
    """Return the function from a place in the file to one as the words are read, from the top left corner."""
    left, bottom, right, top = page.get_bbox()
    return (
        lambda x, y: (x - left, top - y),
        lambda x, y: (top - y, right - x),
        lambda x, y: (right - x, y - bottom),
        lambda x, y: (y - bottom, x - left),
    )[turn]


if __name__ == "__main__":
    main()
