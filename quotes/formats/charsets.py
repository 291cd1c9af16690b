"""What encoding a page says that it is in, by the names that the web has for it, and which codec reads it.

As browsers do by the Encoding Standard (encoding.spec.whatwg.org), a page that says Latin-1 or ASCII is read as
Windows-1252, and the other names of parts are read as the whole: GB2312 as GB18030, Shift_JIS as Windows-31J.
"""

from __future__ import annotations

import codecs
import re

HEAD = 8192  # bytes in which a page may say it; browsers look at the first 1024
SINGLE = (  # codecs of one byte a character
    *("koi8-r", "koi8-u", "cp866", "mac-roman", "mac-cyrillic", "cp874"),
    *(f"cp{number}" for number in range(1250, 1259)),
    *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
)
SEVERAL = ("gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949")
WHOLE = {  # codecs and names that only mean a part, or that Python does not know
    **dict.fromkeys(("ascii", "iso8859-1", "x-user-defined"), "cp1252"),
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "windows-874": "cp874",
    "dos-874": "cp874",
    "x-mac-roman": "mac-roman",
    "mac": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-ukrainian": "mac-cyrillic",
    "x-cp1250": "cp1250",
    "koi": "koi8-r",
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80", "csgb2312", "hz"), "gb18030"),
    **dict.fromkeys(("big5", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc_kr", "ks_c_5601-1989", "windows-949", "korean"), "cp949"),
    **dict.fromkeys(("x-euc-jp", "euc-jp"), "euc_jp"),
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be", "unicode-1-1-utf-8", "x-unicode20utf8"), "utf-8"),
}
READ = frozenset(("utf-8", *SINGLE, *SEVERAL))
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_XML = re.compile(rb"\s*<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)[\"']")
_META = re.compile(rb"<meta\s[^>]*", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CONTENT = re.compile(rb"\bcontent\s*=", re.IGNORECASE)
_HTTP = re.compile(rb"\bhttp-equiv\s*=", re.IGNORECASE)


def declared(data: bytes) -> str | None:
    """Return the codec of the encoding that `data` says it is in, in an XML declaration or a meta element."""
    head = data[:HEAD]
    if b"<" not in head:
        return None
    if xml := _XML.match(head):
        return codec(xml[1].decode("ascii"))
    metas = _META.findall(_COMMENT.sub(b"", head))
    names = (name for meta in metas if _may_say(meta) and (name := _CHARSET.search(meta)))
    return next((found for name in names if (found := codec(name[1].decode("ascii")))), None)


def _may_say(meta: bytes) -> bool:
    """Tell whether the charset in a meta element is not a word of some description."""
    return bool(_HTTP.search(meta)) or not _CONTENT.search(meta)


def codec(name: str) -> str | None:
    """Return the codec that reads what is called `name` on the web; None for what is none."""
    name = name.strip().lower()
    if name not in WHOLE:
        try:
            name = codecs.lookup(name).name
        except LookupError:
            return None
    name = WHOLE.get(name, name)
    return name if name in READ else None
