"""Which format a file is in: by its first characters where they leave no doubt, else by its extension."""

from __future__ import annotations

import re

from quotes.errors import UnreadableSource, WrittenHere
from quotes.formats import kinds
from quotes.formats.foreign import EXPORT, foreign
from quotes.formats.screenplay import SCENE

EXTENSIONS = {
    "md": "markdown",
    "markdown": "markdown",
    "htm": "html",
    "html": "html",
    "xhtml": "html",
    "xml": "html",
    "vtt": "webvtt",
    "srt": "srt",
    "sbv": "sbv",
    "lrc": "lrc",
    "ass": "ass",
    "ssa": "ass",
    "ttml": "ttml",
    "dfxp": "ttml",
    "srv1": "ttml",
    "srv3": "ttml",
    "csv": "csv",
    "tsv": "tsv",
    "tab": "tsv",
    "json": "json",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "pdf": "pdf",
    "docx": "docx",
    "odt": "odt",
    "fodt": "odt",
    "rtf": "rtf",
    "epub": "epub",
    "zip": "zip",
    "eml": "eml",
    "mbox": "mbox",
    "mht": "mhtml",
    "mhtml": "mhtml",
    "txt": "plain",
    "fountain": "screenplay",
}
_PROLOG = rb"(?:<\?.{0,300}?\?>|<!--.{0,1000}?-->|<!DOCTYPE[^\[<>]*(?:\[.{0,3000}?\]\s*)?>|\s)*"
_FIELD = rb"(?>[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)"  # of the head of a mail
_SENT = rb"(?:MIME-Version|Message-ID|Received|Return-Path|X-Mozilla-Status|Delivered-To):"  # that no letter has
# (format, how its files begin), on the first bytes without byte order mark and zero bytes.
BEGINNINGS = (
    ("pdf", re.compile(rb"%PDF-")),
    ("rtf", re.compile(rb"\{\\rtf")),
    ("mbox", re.compile(rb"From [^\n]{0,200}\d{4}[^\n]{0,20}\n(?:>From [^\n]*\n)?" + _FIELD)),
    ("mhtml", re.compile(rb"(?:%s){0,40}?(?:Snapshot-Content-Location:|From: *[\"<]?Saved by )" % _FIELD)),
    ("eml", re.compile(rb"(?:%s){0,80}?%s" % (_FIELD, _SENT), re.IGNORECASE)),
    ("odt", re.compile(_PROLOG + rb"<office:document\s[^<>]*opendocument\.text", re.DOTALL)),
    ("webvtt", re.compile(rb"WEBVTT\b")),
    ("tei", re.compile(_PROLOG + rb"<(?:\w+:)?(?:TEI|teiCorpus)[\s>]", re.DOTALL)),
    ("akoma-ntoso", re.compile(_PROLOG + rb"<(?:\w+:)?(?:akomaNtoso|debate|debateReport)[\s>]", re.DOTALL)),
    ("ttml", re.compile(_PROLOG + rb"<(?:(?:\w+:)?tt\s[^<>]*xmlns|timedtext[\s>]|transcript>\s*<text\s)", re.DOTALL)),
    ("ass", re.compile(rb"\s*\[Script Info\]", re.IGNORECASE)),
    ("html", re.compile(_PROLOG + rb"<(?:html|head|body)[\s>]", re.DOTALL | re.IGNORECASE)),
    ("srt", re.compile(rb"\s*\d+\s*\r?\n\s*\d+:\d\d:\d\d[,.]\d+\s*-->")),
    ("sbv", re.compile(rb"\s*\d+:\d\d:\d\d\.\d+,\d+:\d\d:\d\d\.\d+\s*\n")),
    ("json", re.compile(rb'\s*(?:\[\s*)?\{\s*"[^"\n]*"\s*:')),
    ("html", re.compile(rb"\s*<!DOCTYPE html", re.IGNORECASE)),
)
_NARROWER = {"json": ("jsonl",), "eml": ("mhtml",)}  # formats that begin alike, told by the extension
_FRONT_MATTER = re.compile(rb"\s*---[ \t]*\r?\n(?:[^\n]*\n)*?---[ \t]*\r?\n")
_MARKDOWN = re.compile(rb"^#{1,6} \S|^(?:> )|\*\*[^*\n]+\*\*|\[[^\[\]\n]+\]\(https?:", re.MULTILINE)
_SCENE = re.compile(rb"^[ \t]*" + SCENE.encode() + rb"[^a-z\n]*$", re.MULTILINE)
_CUE = re.compile(rb"(?:\A|\n)[ \t]*\r?\n[ \t]*[^\Wa-z\d_][^a-z\n:]{1,40}\r?\n[ \t]*[^\s]")  # a name above words
ENOUGH_CUES = 2
ENOUGH = 3  # marks that make a text without extension Markdown


def recognise(data: bytes, key: str, format: str | None = None) -> tuple[str, str]:
    """Return the format of `data` and why. `format` overrides; the default is plain text.

    Raises UnreadableSource for files of kinds that are known and not read.
    """
    if format:
        return format, f"{format}: as asked for"
    if unknown := foreign(data):
        raise (WrittenHere if unknown.kind == EXPORT else UnreadableSource)(f"{key}: {unknown}")
    if known := kinds.format_of(data, key):
        return known, f"{known}: by what its bytes hold"
    head = data[:4000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    extension = key.rpartition(".")[2].lower()
    for name, beginning in BEGINNINGS:
        if beginning.match(head) and EXTENSIONS.get(extension) not in _NARROWER.get(name, ()):
            return name, f"{name}: by how the file begins"
    if EXTENSIONS.get(extension, "plain") == "plain" and _is_screenplay(head):
        return "screenplay", "screenplay: by its scenes, and names in capitals above words"
    if extension in EXTENSIONS:
        return EXTENSIONS[extension], f"{EXTENSIONS[extension]}: by the extension .{extension}"
    if _FRONT_MATTER.match(head) or len(_MARKDOWN.findall(data[:100_000])) >= ENOUGH:
        return "markdown", "markdown: by its marks"
    return "plain", "plain: nothing says otherwise"


def _is_screenplay(head: bytes) -> bool:
    """Return whether a file begins with a scene of a screenplay, and with what is spoken in it."""
    return _SCENE.search(head) is not None and len(_CUE.findall(head)) >= ENOUGH_CUES
