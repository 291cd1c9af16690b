"""ZIP archives, and documents that are such: opened in memory, within bounds, and never written to disk."""

from __future__ import annotations

import io
import zlib
from zipfile import BadZipFile, ZipFile, ZipInfo

from quotes.errors import UnreadableSource

MOST = 10_000  # members
LARGEST = 200_000_000  # bytes of a member as unpacked
TIGHTEST = 200  # times that a member may be larger than packed; text is some five times, and tables of numbers thirty
SMALL = 5_000_000  # bytes of a member that may be packed as tightly as it likes
_ENCRYPTED = 0x1


def opened(data: bytes) -> ZipFile:
    """Return the archive that `data` is. Raises UnreadableSource when it is damaged, or has too many members."""
    try:
        archive = ZipFile(io.BytesIO(data))
    except (BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise UnreadableSource(f"a damaged zip ({problem}): copy or download it again") from problem
    if len(archive.filelist) > MOST:
        raise UnreadableSource(f"a zip of more than {MOST:,} files: unpack it, and load the folder")
    return archive


def member(archive: ZipFile, name: str | ZipInfo) -> bytes:
    """Return what a member holds. Raises UnreadableSource when it is not there, locked, damaged or too large."""
    try:
        info = archive.getinfo(name) if isinstance(name, str) else name
    except KeyError:
        raise UnreadableSource(f"the zip holds no {name}: it is damaged, or of another kind") from None
    _refuse(info)
    try:
        with archive.open(info) as file:
            data = file.read(LARGEST + 1)
    except (BadZipFile, OSError, ValueError, RuntimeError, EOFError, NotImplementedError, zlib.error) as problem:
        raise UnreadableSource(f"{info.filename} in the zip is damaged ({problem})") from problem
    if len(data) > LARGEST:
        raise UnreadableSource(_too_large(info))
    return data


def _refuse(info: ZipInfo) -> None:
    """Raise UnreadableSource for a member that is locked, or unpacks to more than anybody writes."""
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableSource(f"{info.filename} is locked by a password: unpack it, and load what is inside")
    if info.file_size > LARGEST:
        raise UnreadableSource(_too_large(info))
    if info.file_size > SMALL and info.file_size > TIGHTEST * max(1, info.compress_size):
        raise UnreadableSource(
            f"{info.filename} unpacks to {info.file_size // max(1, info.compress_size):,} times its size, as no text "
            "does (a zip bomb?): if it is to be trusted, unpack it, and load what is inside"
        )


def _too_large(info: ZipInfo) -> str:
    return f"{info.filename} unpacks to more than {LARGEST // 1_000_000} MB: unpack it, and load parts of it"
