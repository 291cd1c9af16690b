"""EML: what a mail says is a document, and so is each attached to it. Its head tells who wrote it, and when."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from quotes.errors import UnreadableSource
from quotes.formats.parts.part import Holder, Part
from quotes.model import SENDER, Fact, Metadata, Span

PLAIN, PAGE = "text/plain", "text/html"
FORMATS = {PLAIN: "plain", PAGE: "html"}
_NO_DOCUMENTS = ("image/", "audio/", "video/", "application/pgp-", "application/pkcs7-signature", "text/calendar")
_NO_DOCUMENTS_EITHER = ("application/x-pkcs7-signature", "message/delivery-status", "text/x-vcard", "text/vcard")
_LOCKED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
MOST = 1_000  # parts


def opened(data: bytes) -> Holder:
    """Return the mail that `data` is. Raises UnreadableSource when it is locked, or holds no words."""
    mail = parsed(data)
    if mail.get_content_type() in _LOCKED:
        raise UnreadableSource("a mail locked by encryption: open it in your mail program, and save its text")
    found = dict(_named(mail))
    if not found:
        raise UnreadableSource("a mail without words, and without a document attached")
    return Holder(tuple(found), lambda name: _part(name, found[name], mail))


def parsed(data: bytes) -> Message:
    """Return what is written as mail is. Raises UnreadableSource when its parts lie too deep within each other."""
    try:
        return message_from_bytes(data)
    except RecursionError:
        raise UnreadableSource("parts of it lie too deep within each other: it is not what it seems") from None


def _named(mail: Message) -> Iterator[tuple[str, Message]]:
    """Yield what is to be read of a mail, each with a name of its own."""
    seen: dict[str, int] = {}
    for name, part in _wanted(mail):
        seen[name] = seen.get(name, 0) + 1
        yield (f"{name}:{seen[name]}" if seen[name] > 1 else name), part


def _wanted(mail: Message) -> Iterator[tuple[str, Message]]:
    """Yield the bodies of a mail and what is attached; of bodies that say the same in two ways the plain one."""
    waiting = [mail]
    for _ in range(MOST):
        if not waiting:
            return
        part = waiting.pop(0)
        kind = part.get_content_type()
        if kind == "message/rfc822":
            yield f"{header(part, 'Content-Description') or 'mail'}.eml", part
        elif part.is_multipart():
            inside = [one for one in part.get_payload() if isinstance(one, Message)]
            waiting[:0] = [_best(inside)] if kind == "multipart/alternative" and inside else inside
        elif name := filename(part):
            if not kind.startswith(_NO_DOCUMENTS + _NO_DOCUMENTS_EITHER):
                yield name, part
        elif kind in FORMATS and payload(part).strip():
            yield kind, part


def _best(ways: list[Message]) -> Message:
    """Return the best of several ways of saying the same: in plain text, if there is any."""
    plain = (one for one in ways if one.get_content_type() == PLAIN and payload(one).strip())
    return next(plain, ways[-1])


def filename(part: Message) -> str:
    """Return the name of the file that a part is; "" where it is none."""
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError):
        return ""
    return _decoded(name).replace("\\", "/").rpartition("/")[2].strip()


def payload(part: Message) -> bytes:
    """Return the bytes of a part, as they were before they were made fit for mail."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return _written(inner[0]) if isinstance(inner, list) and inner and isinstance(inner[0], Message) else b""
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return found if isinstance(found, bytes) else b""


def _written(mail: Message) -> bytes:
    """Return a mail within another one as its bytes; none where it cannot be written down."""
    try:
        return mail.as_bytes()
    except (RecursionError, ValueError, LookupError, TypeError):
        return b""


def charset(part: Message) -> str | None:
    """Return the charset that a part declares."""
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, TypeError):
        return None


def header(mail: Message, name: str) -> str:
    """Return a line of the head of a mail, decoded, in one line."""
    return " ".join(_decoded(str(mail.get(name, ""))).split())


def _decoded(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (ValueError, LookupError, UnicodeError):
        return value


def _part(name: str, part: Message, mail: Message) -> Part:
    kind = part.get_content_type()
    is_body = kind in FORMATS and not filename(part)
    known = metadata(mail, part) if is_body else Metadata(charset=charset(part))
    return Part(name, payload(part), FORMATS[kind] if is_body else None, known)


def metadata(mail: Message, part: Message) -> Metadata:
    """Return what the head of a mail says of what is written in it."""
    wrote, address = parseaddr(header(mail, "From"))
    who = wrote.strip(" '\"") or address
    return Metadata(
        title=header(mail, "Subject") or None,
        published=_day(header(mail, "Date")),
        charset=charset(part),
        facts=(Fact(SENDER, who, Span(0, 0), "mail From"),) if who else (),
    )


def _day(date: str) -> str | None:
    """Return the day of a date, where the mail was sent, as ISO; None where it is no date."""
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
