"""Bytes → text, or a reason why not: byte order mark, zero bytes, strict UTF-8, then a guess that is named."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from quotes.errors import UnreadableSource

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What office programs wrote before Unicode, likeliest first: Western, Cyrillic, Central European.
LEGACY = ("cp1252", "cp1251", "cp1250")
SAMPLE = 200_000  # bytes to guess on
LONGEST_LINE = 10_000_000  # characters; no document that people speak in has such a line
_WRITTEN = re.compile(rb"[^ \t\r\n\x00]")
_LINE = re.compile(r"[^\r\n]+")
CONTROL = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
_NO_CHARACTERS = "\ufffd\ufffe\uffff"  # what stands for undecoded bytes, and what Unicode says is none
# What programs declare when they write the charset of Windows that holds it, too.
_WIDER = {"us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252", "gb2312": "gb18030"}
_NO_CHARSETS = frozenset(("unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined", "utf-7"))
_TOLERATED = 0.001  # share of control characters: a stray one is common, e.g. ^Z at the end


def decode(data: bytes, key: str, charset: str | None = None) -> tuple[str, str]:
    """Return the text of `data` and how it was decoded, in words; `charset` is what it is said to be written in.

    Raises UnreadableSource when `data` is empty, no text, in no encoding that fits, or one enormous line.
    """
    if not _WRITTEN.search(data):
        raise UnreadableSource(f"{key}: the file is empty: nothing to read")
    text, how = (
        _marked(data, key)
        or _by_zeros(data)
        or (data.isascii() and _declared(data, charset))
        or _utf8(data)
        or _declared(data, charset)
        or _guessed(data, key)
    )
    if not text or text.isspace():
        raise UnreadableSource(f"{key}: the file holds only white space: nothing to read")
    if held := _no_text(text):
        raise UnreadableSource(f"{key}: not a text ({held}; read as {how}): convert it to text first")
    if len(text) > LONGEST_LINE and max(line.end() - line.start() for line in _LINE.finditer(text)) > LONGEST_LINE:
        raise UnreadableSource(
            f"{key}: a line of more than {LONGEST_LINE:,} characters: not a document; split it first"
        )
    return text, how


def _no_text(text: str) -> str:
    """Return what `text` holds that no text does, in words; "" when there is nothing, or no more than a slip."""
    if "\0" in text:
        return "zero bytes"
    sample = text[:SAMPLE]
    controls = _controls(sample.encode("utf-8", "surrogatepass")) + sum(map(sample.count, _NO_CHARACTERS))
    return "control characters" if _are_many(controls, sample) else ""


def _controls(sample: bytes) -> int:
    return len(sample) - len(sample.translate(None, CONTROL))


def _are_many(controls: int, sample: str | bytes) -> bool:
    """Tell whether so many control characters are more than a stray one, or are all that there is."""
    return controls > max(1, _TOLERATED * len(sample)) or controls == len(sample.strip()) > 0


def _marked(data: bytes, key: str) -> tuple[str, str] | None:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), f"{encoding.removesuffix('-sig').upper()}, by its byte order mark"
            except UnicodeDecodeError as error:
                raise UnreadableSource(
                    f"{key}: begins as {encoding} but is not ({error.reason} at byte {error.start}): save it as UTF-8"
                ) from error
    return None


def _utf8(data: bytes) -> tuple[str, str] | None:
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return None


def _declared(data: bytes, charset: str | None) -> tuple[str, str] | None:
    """Return the text in the `charset` that is declared; None where there is none, or it does not fit."""
    name = _WIDER.get((charset or "").lower(), charset or "")
    try:
        encoding = codecs.lookup(name).name
        return None if encoding in _NO_CHARSETS else (data.decode(encoding), f"{charset}, as declared")
    except (LookupError, UnicodeError, ValueError):
        return None


def _by_zeros(data: bytes) -> tuple[str, str] | None:
    """Return UTF-16 or UTF-32 without a byte order mark: in Western text every second byte, or more, is zero."""
    sample = data[:SAMPLE]
    for encoding, zeros in (
        ("utf-32-le", sample[3::4]),  # before UTF-16, which never decodes as UTF-32
        ("utf-32-be", sample[::4]),
        ("utf-16-le", sample[1::2]),
        ("utf-16-be", sample[::2]),
    ):
        if zeros.count(0) > 0.4 * len(zeros):
            with suppress(UnicodeDecodeError):
                return data.decode(encoding), f"{encoding.upper()}, by its zero bytes"
    return None


def _guessed(data: bytes, key: str) -> tuple[str, str]:
    encoding = _guess(data[:SAMPLE])
    if encoding is None:
        raise UnreadableSource(
            f"{key}: not a text in any encoding known here (neither UTF-8 nor UTF-16 nor a guess fits): "
            "if it is one, save it as UTF-8"
        )
    try:
        return data.decode(encoding), f"{encoding}, a guess"
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            f"{key}: guessed to be {encoding}, but byte {error.start} does not fit: save it as UTF-8"
        ) from error


def _guess(sample: bytes) -> str | None:
    """Return the likeliest encoding: a legacy code page that reads as words, else what charset-normalizer says."""
    from charset_normalizer import from_bytes  # late: it is not needed for UTF-8

    if _are_many(_controls(sample), sample):
        return None
    sample = sample.translate(None, CONTROL)
    best = max(LEGACY, key=lambda encoding: _wordlike(sample, encoding))
    if _wordlike(sample, best) > 0.9:
        return best
    match = from_bytes(sample).best()
    return match.encoding if match else None


def _wordlike(sample: bytes, encoding: str) -> float:
    """Return the share of non-ASCII characters that are letters between letters of their own script, or punctuation."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    odd = [i for i, c in enumerate(text) if c > "\x7f"]
    return sum(_fits(text, i) for i in odd) / max(1, len(odd))


def _fits(text: str, i: int) -> bool:
    c = text[i]
    if not c.isalpha():
        return c in "‘’“”„–—…«»\u00a0№€§°•·©®"
    around = [d for d in text[max(0, i - 1) : i] + text[i + 1 : i + 2] if d.isalpha()]
    if "а" <= c.lower() <= "џ":
        return all("а" <= d.lower() <= "џ" for d in around)
    upper_inside = c.isupper() and any(d.islower() for d in text[max(0, i - 1) : i])
    return not upper_inside and any(d.isascii() for d in around)
