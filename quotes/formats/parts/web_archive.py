"""MHTML: a page as a browser saves it, in one file with all that it shows. The page is the document."""

from __future__ import annotations

from email.message import Message

from quotes.errors import UnreadableSource
from quotes.formats.parts.mail import PAGE, charset, header, parsed, payload
from quotes.formats.parts.part import Holder, Part
from quotes.model import Metadata


def opened(data: bytes) -> Holder:
    """Return the saved page that `data` is. Raises UnreadableSource when there is no page in it."""
    saved = parsed(data)
    page = next((part for part in saved.walk() if part.get_content_type() == PAGE and payload(part).strip()), None)
    if page is None:
        raise UnreadableSource("a saved page without the page: save it again")
    return Holder((PAGE,), lambda name: _part(name, page, saved))


def _part(name: str, page: Message, saved: Message) -> Part:
    places = (header(saved, "Snapshot-Content-Location"), header(page, "Content-Location"))
    address = next((place for place in places if place.startswith(("http://", "https://"))), None)
    return Part(name, payload(page), "html", Metadata(url=address, charset=charset(page)))
