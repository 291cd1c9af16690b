"""Bytes → text, or a reason why not: byte order mark, zero bytes, what is declared, UTF-8, then a guess that is named.

One byte that is in no encoding does not destroy a page: what is left of it is read, and the reason tells of the byte.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from quotes.errors import UnreadableSource
from quotes.formats.charsets import SINGLE, codec, declared

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 200_000  # bytes to guess on
ESCAPE = b"\x1b$"  # with which ISO-2022-JP begins what is not Latin
LEAST = 4  # characters, of which alone zero bytes tell that they are a text
LONGEST_LINE = 10_000_000  # characters; no document that people speak in has such a line
_WRITTEN = re.compile(rb"[^ \t\r\n\x00]")
_LINE = re.compile(r"[^\r\n]+")
CONTROL = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
NOT_ASCII = bytes(range(0x80, 0x100))
_NO_CHARACTERS = "\ufffd\ufffe\uffff"  # what stands for undecoded bytes, and what Unicode says is none
_FOLLOWING = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"  # what is not seen, and stands in texts
_TOLERATED = 0.001  # share of control characters: a stray one is common, e.g. ^Z at the end
_OF_SEVERAL = ("gb18030", "big5hkscs", "cp932", "cp949", "euc_kr", "euc_jis_2004")
# Of what is declared now and then nothing is guessed: too much looks like it.
_SELDOM = (
    "mac-roman",
    "mac-cyrillic",
    "iso8859-3",
    "iso8859-4",
    "iso8859-10",
    "iso8859-13",
    "iso8859-14",
    "iso8859-16",
)
GUESSED = ("ascii", "utf-8", *(name for name in SINGLE if name not in _SELDOM), *_OF_SEVERAL)
FEW_STRAYS = 5  # that are told
# Bytes that do not fit, as Python keeps them: the beginning of a character of several bytes, or a single one.
_STRAYS = re.compile("[\udcc2-\udcf4][\udc80-\udcbf]+|[\udc80-\udcff]")
# So many bytes of characters stand beside each stray one: in UTF-8, whose characters of several bytes seldom come about
# by chance, and in another encoding.
BESIDE_UTF8, BESIDE = 4, 20


class Decoded(NamedTuple):
    """A text, how it was decoded, in words, and how many of its characters stand for bytes that are none."""

    text: str
    how: str
    lost: int = 0


def decode(data: bytes, key: str, charset: str | None = None) -> tuple[str, str]:
    """Return the text of `data` and how it was decoded, in words; `charset` is what it is said to be written in.

    Raises UnreadableSource when `data` is empty, no text, in no encoding that fits, or one enormous line.
    """
    if not _WRITTEN.search(data):
        raise UnreadableSource(f"{key}: the file is empty: nothing to read")
    text, how, lost = (
        _marked(data, key) or _by_zeros(data, key) or _said(data, charset) or _utf8(data) or _guessed(data, key)
    )
    if not text or text.isspace():
        raise UnreadableSource(f"{key}: the file holds only white space: nothing to read")
    if held := _no_text(text, lost):
        raise _no_text_as(key, held, how)
    if len(text) > LONGEST_LINE and max(line.end() - line.start() for line in _LINE.finditer(text)) > LONGEST_LINE:
        raise UnreadableSource(
            f"{key}: a line of more than {LONGEST_LINE:,} characters: not a document; split it first"
        )
    return text, how


def _no_text_as(key: str, held: str, how: str) -> UnreadableSource:
    """Return the error that tells what a file holds that no text does."""
    return UnreadableSource(f"{key}: not a text ({held}; read as {how}): convert it to text first")


def _no_text(text: str, lost: int) -> str:
    """Return what `text` holds that no text does, in words; "" when there is nothing, or no more than a slip."""
    if "\0" in text:
        return "zero bytes"
    sample = text[:SAMPLE]
    controls = _controls(sample.encode("utf-8", "surrogatepass")) + sum(map(sample.count, _NO_CHARACTERS)) - lost
    return "control characters" if _are_many(controls, sample) else ""


def _controls(sample: bytes) -> int:
    return len(sample) - len(sample.translate(None, CONTROL))


def _are_many(controls: int, sample: str | bytes) -> bool:
    """Tell whether so many control characters are more than a stray one, or are all that there is."""
    return controls > max(1, _TOLERATED * len(sample)) or controls == len(sample.strip()) > 0


def _marked(data: bytes, key: str) -> Decoded | None:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            named = f"{encoding.removesuffix('-sig').upper()}, by its byte order mark"
            if found := _few_strays(data[len(bom) :], "utf-8", named) if bom == codecs.BOM_UTF8 else None:
                return found
            try:
                return Decoded(data.decode(encoding), named)
            except UnicodeDecodeError as error:
                raise UnreadableSource(
                    f"{key}: begins as {encoding} but is not ({error.reason} at byte {error.start}): save it as UTF-8"
                ) from error
    return None


def _said(data: bytes, charset: str | None) -> Decoded | None:
    """Return `data` as the `charset` given says, or as the page declares it.

    Where it is UTF-8 in spite of that, it is read so, with a remark.
    """
    encoding = None if data.isascii() and ESCAPE not in data else codec(charset or "") or declared(data)
    if encoding is None:
        return None
    named = "UTF-8" if encoding == "utf-8" else encoding
    in_spite = _utf8(data) if encoding in SINGLE else None
    if found := None if in_spite else _few_strays(data, encoding, f"{named}, as it declares"):
        return found
    found = in_spite or _utf8(data) or _guess(data)
    return found and found._replace(how=f"{found.how}, though it declares {named}")


def _utf8(data: bytes) -> Decoded | None:
    """Return `data` as UTF-8, or as ISO-2022-JP, which tells by escapes what its ASCII stands for."""
    if ESCAPE in data and data.isascii():
        with suppress(UnicodeDecodeError):
            return Decoded(data.decode("iso2022_jp_2"), "iso-2022-jp, by its escapes")
    return _few_strays(data, "utf-8", "UTF-8")


def _few_strays(data: bytes, encoding: str, how: str) -> Decoded | None:
    """Return `data` as decoded, with what stands for a few bytes that do not fit; None where these are many."""
    if data[:SAMPLE].decode(encoding, "replace").count("\ufffd") > _most_strays(data[:SAMPLE], encoding) + 1:
        return None  # soon seen; one more, since the last character may be cut
    try:
        text = data.decode(encoding, "surrogateescape")
    except UnicodeDecodeError:  # what is no character lies within ASCII
        return None
    strays = [_as_read(stray, encoding) for stray in _STRAYS.findall(text)]
    if not strays:
        return Decoded(text, how)
    if len(strays) > _most_strays(data, encoding):
        return None
    text = _STRAYS.sub(lambda stray: _as_read(stray.group(), encoding), text)
    return Decoded(text, f"{how}; {_told(strays)}", strays.count("\ufffd"))


def _most_strays(data: bytes, encoding: str) -> int:
    """Return how many bytes may not fit: a few of many, and one where there is anything that does."""
    odd = len(data) - len(data.translate(None, NOT_ASCII))
    return max(odd // (BESIDE_UTF8 if encoding == "utf-8" else BESIDE), int(odd > 2))


def _as_read(stray: str, encoding: str) -> str:
    """Return what stands for bytes that do not fit: a single one is most often Windows-1252, pasted in."""
    western = encoding == "utf-8" and len(stray) == 1
    return stray.encode("latin-1", "surrogateescape").decode("cp1252", "replace") if western else "\ufffd"


def _told(strays: Sequence[str]) -> str:
    """Return how many bytes did not fit, and as what they are read."""
    number = "1 byte that does not fit" if len(strays) == 1 else f"{len(strays):,} bytes that do not fit"
    return f"{number} read as {', '.join([*dict.fromkeys(strays)][:FEW_STRAYS])}"


def _by_zeros(data: bytes, key: str) -> Decoded | None:
    """Return UTF-16 or UTF-32 without a byte order mark: in Western text every second byte, or more, is zero.

    Raises UnreadableSource where what can be decoded so is no text: no other encoding has so many zeros.
    """
    sample = data[:SAMPLE]
    found = []
    for encoding, zeros in (
        ("utf-32-le", sample[3::4]),  # before UTF-16, which never decodes as UTF-32
        ("utf-32-be", sample[::4]),
        ("utf-16-le", sample[1::2]),
        ("utf-16-be", sample[::2]),
    ):
        if zeros.count(0) > 0.4 * len(zeros):
            with suppress(UnicodeDecodeError):
                found.append(Decoded(data.decode(encoding), f"{encoding.upper()}, by its zero bytes"))
    written = next((one for one in found if _is_written(one.text[:SAMPLE])), None)
    if found and written is None:
        raise _no_text_as(key, _no_text(found[0].text, 0) or "too few characters, or such as no text has", found[0].how)
    return written


def _is_written(sample: str) -> bool:
    """Tell whether zero bytes can have told a text: a program has them as well, between what no text consists of."""
    written = sum(one.isprintable() or one.isspace() or one in _FOLLOWING for one in sample)
    return len(sample) >= LEAST and len(sample) - written <= max(1, _TOLERATED * len(sample))


def _guessed(data: bytes, key: str) -> Decoded:
    if found := _guess(data):
        return found
    raise UnreadableSource(
        f"{key}: not a text in any encoding known here (neither UTF-8 nor UTF-16 nor a guess fits): "
        "if it is one, save it as UTF-8"
    )


def _guess(data: bytes) -> Decoded | None:
    """Return `data` in the likeliest encoding, by what chardet says of its beginning; None where nothing fits."""
    import chardet  # late: it is not needed for UTF-8

    sample = data[:SAMPLE]
    if _are_many(_controls(sample), sample):
        return None
    sample = sample.translate(None, CONTROL)
    found = chardet.detect(sample, include_encodings=GUESSED, compat_names=False, no_match_encoding="ascii")
    encoding = found["encoding"] or "ascii"
    return _few_strays(data, encoding, f"{encoding}, a guess of chardet {chardet.__version__}")
