"""DOCX → text. Offsets refer to the text as extracted."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

from quotes.errors import UnreadableSource


def docx_text(data: bytes) -> str:
    """Return the text of a Word document: paragraphs and the cells of tables, in order, a blank line between them."""
    from docx import Document

    return "\n\n".join(_inner(Document(io.BytesIO(data)).iter_inner_content()))


def _inner(content: Iterator[Any]) -> Iterator[str]:
    for item in content:
        if hasattr(item, "rows"):
            for row in item.rows:
                for cell in row.cells:
                    yield from _inner(cell.iter_inner_content())
        elif item.text.strip():
            yield item.text


BINARY: dict[str, Callable[[bytes], str]] = {"docx": docx_text}


def extracted(data: bytes, key: str, format: str) -> tuple[str, str]:
    """Return the text of a DOCX file and how it was had.

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
        raise UnreadableSource(f"{key}: no text in this {format}")
    return text.encode("utf-8", "replace").decode("utf-8"), "the text as extracted"
