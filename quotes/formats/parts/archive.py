"""ZIP: every file in it that is not hidden is a document."""

from __future__ import annotations

from zipfile import ZipInfo

from quotes.errors import UnreadableSource
from quotes.formats import packed
from quotes.formats.parts.part import Holder, Part

_OF_A_MAC = "__MACOSX"
_UTF_8 = 0x800  # flag: the name is in UTF-8; otherwise zipfile takes it for the code page of DOS


def opened(data: bytes) -> Holder:
    """Return the archive that `data` is. Raises UnreadableSource when it is damaged, or has too many members."""
    archive = packed.opened(data)
    members = {_name(info): info for info in archive.infolist() if not info.is_dir()}

    def read(name: str) -> Part:
        if ".." in name.split("/") or name.startswith("/"):
            raise UnreadableSource("its name leads out of the archive: it is not what it seems, and is not read")
        return Part(name, packed.member(archive, members[name]))

    return Holder(tuple(sorted(name for name in members if not _is_hidden(name))), read)


def _name(info: ZipInfo) -> str:
    """Return the name of a member: what is no UTF-8 by its flag often is, all the same."""
    name = info.filename.replace("\\", "/")
    if not info.flag_bits & _UTF_8:
        try:
            return name.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return name


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return parts[0] == _OF_A_MAC or any(part.startswith(".") and part != ".." for part in parts)
