"""PDF → text. Offsets refer to the text as extracted."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

from quotes.errors import UnreadableSource


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF, a form feed between its pages."""
    from pypdf import PdfReader

    _silence("pypdf")
    reader = PdfReader(io.BytesIO(data))
    return "\n\f".join(page.extract_text() for page in reader.pages)


@cache
def _silence(library: str) -> None:
    """Keep a library from writing to the screen what it logs, unless somebody set up logging: we say what is wrong."""
    import logging  # late: only what reads PDF needs it

    logging.getLogger(library).addHandler(logging.NullHandler())


BINARY: dict[str, Callable[[bytes], str]] = {"pdf": pdf_text}


def extracted(data: bytes, key: str, format: str) -> tuple[str, str]:
    """Return the text of a PDF file and how it was had.

    Raises UnreadableSource when the library is not installed, the file is damaged or locked, or holds no text.
    """
    try:
        text = BINARY[format](data)
    except ImportError as error:
        raise UnreadableSource(
            f"{key}: reading {format} needs {error.name}: install the extra, pip install 'quotes-db[{format}]'"
        ) from error
    except Exception as error:  # the library raises whatever a damaged file leads it to
        raise UnreadableSource(f"{key}: not readable as {format} ({type(error).__name__}: {error})") from error
    if not text.strip():
        raise UnreadableSource(f"{key}: no text in this {format}: scanned pages must go through text recognition first")
    return text.encode("utf-8", "replace").decode("utf-8"), "the text as extracted"
