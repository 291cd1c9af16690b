"""Sources read and their labels named, as far as attribution sees them."""

from quotes import attribution, formats, labels
from quotes.model import Document, Metadata


def document_of(
    data: bytes | str, key: str, *, metadata: Metadata | None = None, format: str | None = None
) -> Document:
    """Return the document that `data` holds, with what the page itself shows of where words end."""
    source = data.encode() if isinstance(data, str) else data
    return attribution.shaped(labels.name(formats.read(source, key, metadata=metadata or Metadata(), format=format)))
