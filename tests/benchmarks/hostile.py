"""Inputs made to take long: what repeats, nests or never closes, for every format; each made to a size.

A way to make one is a row: what it is called, the name of the file, and what it is of so many characters. The suite
reads all of them at a small size (tests/formats/test_hostile.py), `python -m tests.benchmarks.linear` at large ones.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from itertools import count
from typing import NamedTuple

SYLLABLES = ("ba", "do", "fe", "gi", "hu", "ka", "lo", "me", "ni", "pu")


class Hostile(NamedTuple):
    """An input: what it is called, the name of its file, and how it is made of so many characters."""

    name: str
    key: str
    make: Callable[[int], bytes]


def word(number: int) -> str:
    """Return a name that no other number has."""
    return "".join(SYLLABLES[int(digit)] for digit in str(number)).capitalize()


def _again(unit: str, before: str = "", after: str = "") -> Callable[[int], bytes]:
    """Return what makes a text of one unit again and again."""
    return lambda size: (before + unit * (size // len(unit)) + after).encode()


def _each(unit: Callable[[int], str], before: str = "", after: str = "") -> Callable[[int], bytes]:
    """Return what makes a text of units that differ."""

    def make(size: int) -> bytes:
        found, length = [before], 0
        for number in count():
            if length >= size:
                break
            found.append(unit(number))
            length += len(found[-1])
        return "".join([*found, after]).encode()

    return make


def _within(path: str, make: Callable[[int], bytes], beside: Sequence[tuple[str, str]] = ()) -> Callable[[int], bytes]:
    """Return what makes an archive that holds a member."""

    def pack(size: int) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in beside:
                archive.writestr(name, text)
            archive.writestr(path, make(size))
        return packed.getvalue()

    return pack


_WORD_XML = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_TYPES = (("[Content_Types].xml", "<Types/>"),)
_TALK = "Ana Reyes: We go.\n\nTom Ashe: No.\n\nAna Reyes: Yes.\n\n"

_PLAIN = (
    *(
        "“",
        "”",
        '"',
        "'",
        "(",
        "[",
        "_",
        "*",
        ".",
        "…",
        "—",
        "-",
        ":",
        ",",
        ";",
        "?",
        " ",
        "\n",
        "\t",
        "a",
        "A",
        "1",
        "/",
    ),
    *(
        "“a” ",
        "“a. ",
        "a: ",
        "A: ",
        "A:\n",
        "A b ",
        "Mr. ",
        "A. B. ",
        "St. ",
        "said ",
        "that ",
        "of the ",
        "who ",
        "he said ",
    ),
    *("said that ", "“Yes,” said Ana Lee. ", "according to ", "not ", "never said that ", "and ", "A and B ", "A, "),
    *(
        "3/4/2025 ",
        "1 May 2020 ",
        "in May ",
        "00:01 ",
        "[00:01] ",
        "Q. ",
        "A. ",
        "A. Smith: ",
        "THE PRESIDENT: ",
        "(Laughter.) ",
    ),
    *(
        "Speaker 1: a\n",
        "- ",
        "* ",
        "> ",
        "| a ",
        "1. ",
        "No. 1 ",
        "Lee’s ",
        "the minister ",
        "she ",
        "Ana Lee ",
        "\u202e",
        "é",
        "說",
        "ا",
    ),
)
_MARKDOWN = (
    *(
        "<!--",
        "-->",
        "[",
        "](",
        "![",
        "[a](",
        "**",
        "**a ",
        "__",
        "_a",
        "`",
        "```\n",
        "~~~\n",
        "> ",
        "|a",
        "# ",
        "\\",
        "<",
        "&amp;",
    ),
    *("&", "{{<", "[^1]", "---\n", "<b>", "</b>", "<p ", "**A:** b\n\n", "> **A:** b\n>\n", "- a\n  - b\n", "[a]: b\n"),
)
_HTML = (
    *(
        "<p>",
        "<div>",
        "<b>",
        "</b>",
        "<!--",
        "<?",
        "<![CDATA[",
        "&",
        "&amp;",
        "&#65;",
        "<",
        "<a href='",
        '<p a="',
        "<table><tr><td>",
    ),
    *(
        "<br>",
        "<script>",
        "<style>",
        "<li>",
        "<blockquote>",
        "<p><b>A:</b> b</p>",
        "<span class='x'>",
        "</div>",
        "<h1>a</h1>",
    ),
)
_XML = (
    "<u>",
    "<sp>a",
    "<sp><speaker>A</speaker>",
    "<speech>",
    "<p>",
    "<seg>",
    "<note>",
    "<HEADER>",
    "</u>",
    "<u who='#a'>b</u>",
)
_CAPTIONS = (
    "00:01.000 --> 00:02.000\nA: b\n\n",
    "00:01.000 --> 00:02.000\n<v A>b\n\n",
    "<v A>",
    "<c>",
    "NOTE a\n\n",
    "-->\n",
)
_SRT = ("1\n00:00:01,000 --> 00:00:02,000\nA: b\n\n", "{\\an8}", "<i>", ">> ", "1\n")
_RTF = ("{", "\\b ", "\\'e9", "}", "{\\*\\x ", "\\u233?", "\\par ", "\\bin9 ")
_MAIL = ("> ", ">", "X: a\n", "--b\n\n", "On Monday, Ana Lee wrote:\n> a\n", "=C3=A9")
_TABLE = ("a,b\n", '"', '""', ",", '"a"\n', "a\n", '"a,b\n')
_JSON = ("[", '{"a":', '{"speaker":"A","text":"b"},', '"', "\\", '[{"a":1},', "1,")

INPUTS: tuple[Hostile, ...] = (
    *(Hostile(f"text {unit!r}", "a.txt", _again(unit)) for unit in _PLAIN),
    *(Hostile(f"turn {unit!r}", "a.txt", _again(unit, _TALK)) for unit in _PLAIN),
    *(Hostile(f"Markdown {unit!r}", "a.md", _again(unit, _TALK)) for unit in _MARKDOWN),
    *(Hostile(f"HTML {unit!r}", "a.html", _again(unit, "<html><body>")) for unit in _HTML),
    *(Hostile(f"TEI {unit!r}", "a.xml", _again(unit, "<TEI><text><body>")) for unit in _XML),
    *(Hostile(f"Akoma Ntoso {unit!r}", "a.xml", _again(unit, "<akomaNtoso><debate>")) for unit in _XML),
    *(Hostile(f"WebVTT {unit!r}", "a.vtt", _again(unit, "WEBVTT\n\n")) for unit in _CAPTIONS),
    *(Hostile(f"SubRip {unit!r}", "a.srt", _again(unit)) for unit in _SRT),
    *(Hostile(f"RTF {unit!r}", "a.rtf", _again(unit, "{\\rtf1 ")) for unit in _RTF),
    *(
        Hostile(f"mail {unit!r}", "a.eml", _again(unit, "MIME-Version: 1.0\nFrom: a@b.c\nSubject: x\n\n"))
        for unit in _MAIL
    ),
    *(
        Hostile(f"mail head {unit!r}", "a.eml", _again(unit, "MIME-Version: 1.0\n"))
        for unit in ("X: a\n", "To: a, ", " a\n")
    ),
    *(Hostile(f"CSV {unit!r}", "a.csv", _again(unit, "speaker,text\n")) for unit in _TABLE),
    *(Hostile(f"JSON {unit!r}", "a.json", _again(unit, "[")) for unit in _JSON),
    Hostile("JSON Lines of distinct keys", "a.jsonl", _each(lambda i: f'{{"k{i}":"Ana goes there"}}\n')),
    Hostile("JSON Lines", "a.jsonl", _each(lambda i: f'{{"speaker":"{word(i % 9)}","text":"We go {i}."}}\n')),
    Hostile("bearers of one surname", "a.txt", _each(lambda i: f"“We go,” said {word(i)} Lee. Lee said it went.\n\n")),
    Hostile(
        "bearers of one given name", "a.txt", _each(lambda i: f"“We go,” said Ana {word(i)}. Ana said it went.\n\n")
    ),
    Hostile("speakers under labels", "a.txt", _each(lambda i: f"{word(i)} Lee: We go.\n\n")),
    Hostile("labels on their lines", "a.txt", _each(lambda i: f"{word(i)} Lee, mayor of {word(i)}:\n\nWe go.\n\n")),
    Hostile("two who take turns", "a.txt", _each(lambda i: f"{('Ana Reyes', 'Tom Ashe')[i % 2]}: We go {i}.\n\n")),
    Hostile(
        "namesakes under labels", "a.txt", _each(lambda i: f"{('Mr Lee', 'Ms Lee', 'Lee')[i % 3]}: We go {i}.\n\n")
    ),
    Hostile("roles that differ", "a.txt", _each(lambda i: f"Ana Reyes, {word(i)} of {word(i + 1)}:\n\nWe go.\n\n")),
    Hostile("pronouns", "a.txt", _each(lambda i: f"{word(i)} Lee met {word(i + 7)} Ash. “We go,” he said.\n\n")),
    Hostile("one paragraph", "a.txt", _each(lambda i: f"“We go {i},” said {word(i % 40)} Lee. ")),
    Hostile("a quotation that goes on", "a.txt", _each(lambda i: f"“We go {i}.\n\n")),
    Hostile(
        "Word paragraphs",
        "a.docx",
        _within(
            "word/document.xml",
            _again("<w:p><w:r><w:t>A: b</w:t></w:r></w:p>", _WORD_XML, "</w:body></w:document>"),
            _TYPES,
        ),
    ),
    Hostile(
        "Word runs",
        "a.docx",
        _within(
            "word/document.xml",
            _again("<w:r><w:t>a</w:t></w:r>", f"{_WORD_XML}<w:p>", "</w:p></w:body></w:document>"),
            _TYPES,
        ),
    ),
    Hostile("a zip of talks", "a.zip", _within("a.txt", _again(_TALK))),
    Hostile("a screenplay", "a.fountain", _each(lambda i: f"INT. HALL - DAY\n\n{word(i % 9).upper()}\nWe go {i}.\n\n")),
)
