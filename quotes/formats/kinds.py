"""What a zip is: a document that says so itself, or has members as such have; else an archive of documents."""

from __future__ import annotations

import re

from quotes.errors import UnreadableSource
from quotes.formats import packed

ZIP = re.compile(rb"PK(?:\x03\x04|\x05\x06)")
MEMBERS = {"word/document": "docx"}  # how a member begins that only such documents have
CONTENTS = "[Content_Types].xml"  # a member that all of these have
MIMETYPES = {  # what documents say of themselves, in a member called so
    "application/vnd.oasis.opendocument.text": "odt",
    "application/epub+zip": "epub",
}


def format_of(data: bytes, key: str) -> str | None:
    """Return the format of a zip; None where the file is none. Raises UnreadableSource where it is damaged."""
    if not ZIP.match(data):
        return None
    try:
        archive = packed.opened(data)
        said = packed.member(archive, "mimetype").decode("latin-1") if "mimetype" in archive.NameToInfo else ""
    except UnreadableSource as problem:
        raise problem.of(key) from problem
    names = archive.namelist()
    told = [format for mimetype, format in MIMETYPES.items() if said.startswith(mimetype)]
    for beginning, format in MEMBERS.items() if CONTENTS in names else ():
        told += [format] if any(name.startswith(beginning) for name in names) else []
    return told[0] if told else "zip"
