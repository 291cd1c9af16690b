"""Sources read and their labels named, as far as attribution sees them."""

from quotes import attribution, formats, labels
from quotes.model import Document, Extraction, Metadata
from quotes.pipeline import extract


def document_of(
    data: bytes | str, key: str, *, metadata: Metadata | None = None, format: str | None = None
) -> Document:
    """Return the document that `data` holds, with what the page itself shows of where words end."""
    source = data.encode() if isinstance(data, str) else data
    return attribution.shaped(labels.name(formats.read(source, key, metadata=metadata or Metadata(), format=format)))


def extracted(page: str, key: str = "page.txt") -> Extraction:
    """Return all that `page` holds."""
    return extract(page.encode(), key)
