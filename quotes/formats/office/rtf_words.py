"""The words of RTF: what each stands for, and which groups hold nothing of the text."""

from __future__ import annotations

import codecs
from collections.abc import Mapping

# Groups with nothing of the text in them. A group that opens with \* is one, too, but for those that are known.
LEFT_OUT = frozenset(
    (
        *("fonttbl", "colortbl", "info", "pict", "object", "header", "headerl", "headerr", "headerf", "footer"),
        *("footerl", "footerr", "footerf", "listtext", "pntext", "fldinst", "annotation", "atnid", "atnauthor", "sp"),
        *("shprslt", "listtable", "revtbl", "generator", "themedata", "datastore", "xe", "tc", "bkmkstart", "bkmkend"),
    )
)
KNOWN = frozenset(("shpinst", "shptxt"))
STANDS_FOR = {
    "line": "\n",
    "lbr": "\n",
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "bullet": "•",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
SIGNS = {b"~": "\u00a0", b"_": "-", b"-": "", b"\\": "\\", b"{": "{", b"}": "}"}
PARTING = frozenset(("par", "sect", "page", "column", "nestcell", "nestrow"))
SETS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
# The code pages that the character sets of fonts stand for.
CHARSETS = {
    0: 1252,
    77: 10000,
    128: 932,
    129: 949,
    134: 936,
    136: 950,
    161: 1253,
    162: 1254,
    163: 1258,
    177: 1255,
    178: 1256,
    186: 1257,
    204: 1251,
    222: 874,
    238: 1250,
    255: 437,
}


def codepage(number: int) -> str:
    """Return the name of a code page; Western Windows' where it is not known."""
    names: Mapping[int, str] = {10000: "mac_roman", 65001: "utf-8"}
    name = names.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
