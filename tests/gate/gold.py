"""The pages of the gate and how people read them: gold/*.toml beside pages/*, as README.md says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from quotes.model import Span

HERE = Path(__file__).parent
PAGES, GOLD = HERE / "pages", HERE / "gold"
KINDS = (
    "transcript", "subtitles", "XML", "table", "chat", "interview", "speech", "play", "minutes", "news page",
    "news prose", "no speech",
)  # fmt: skip
ALLOWED = {
    "manner": {"verbatim", "reported", "narrated"},
    "sure": {"certain", "open"},
    "act": {"asserted", "denied", "asked", "urged", "promised", "thought"},
    "factuality": {"actual", "unsaid", "supposed", "planned", "alleged", "disputed"},
}
NEEDED = {"words", "speaker", *ALLOWED}
KEYS = NEEDED | {"nth", "rival", "printed"}
OUTLET, UNNAMED = "", "?"
_MARKS = ('"', *"“„«»‘'—")
_BLANKS = " \u00a0\u202f"  # between a guillemet and the words
NARRATION = "narration"  # as a rival: the outlet


class Gold(NamedTuple):
    """Words of a page, and who said them as people read it."""

    span: Span
    words: str
    speaker: str  # OUTLET, UNNAMED or a name
    manner: str
    open: bool  # the page does not tell which of two it is
    rival: str | None  # of what is open: the other one
    printed: str | None  # what the page calls the speaker here, where it is no name of his
    act: str
    factuality: str
    quoted: bool  # stands in quotation marks


class GoldPage(NamedTuple):
    """A page and all that people read in it."""

    name: str
    kind: str
    source: bytes
    file: str
    statements: tuple[Gold, ...]

    @property
    def head(self) -> str:
        """Return the first words of the kind, under which it is counted."""
        return next(head for head in KINDS if self.kind.startswith(head))


def names() -> list[str]:
    """Return the names of all pages of the gate, in order."""
    return sorted(path.stem for path in GOLD.glob("*.toml"))


@cache
def page(name: str) -> GoldPage:
    """Return the page of that name with its readings; what is wrong with them raises ValueError."""
    gold = tomllib.loads((GOLD / f"{name}.toml").read_text("utf-8"))
    source = (PAGES / gold["page"]).read_bytes()
    text = source.decode()
    wrong = [*_wrong_page(name, gold), *(fault for row in gold["statement"] for fault in wrong_row(text, row))]
    if wrong:
        raise ValueError(f"gold/{name}.toml: " + "; ".join(wrong))
    data = gold["page"].endswith((".csv", ".tsv", ".jsonl"))
    statements = tuple(_statement(text, row, data) for row in gold["statement"])
    if crossing := list(_crossing(statements)):
        raise ValueError(f"gold/{name}.toml: " + "; ".join(crossing))
    return GoldPage(name, gold["kind"], source, gold["page"], statements)


def _wrong_page(name: str, gold: Mapping[str, Any]) -> Iterator[str]:
    if unknown := gold.keys() - {"page", "kind", "about", "statement"}:
        yield f"unknown {sorted(unknown)}"
    if Path(gold["page"]).stem != name:
        yield f"the page is called {gold['page']}, this file {name}"
    if not gold["kind"].startswith(KINDS):
        yield f"the kind {gold['kind']!r} opens with none of {', '.join(KINDS)}"
    if not gold.get("about", "").strip():
        yield "about is empty: say in a sentence what is difficult here"


def wrong_row(text: str, row: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a reading: each in words that say what to mend."""
    what = repr(row.get("words", "")[:40])
    if NEEDED - row.keys() or row.keys() - KEYS:
        yield f"{what}: lacks {sorted(NEEDED - row.keys())}, unknown {sorted(row.keys() - KEYS)}"
        return
    yield from (f"{what}: {key} = {row[key]!r}" for key in ALLOWED if row[key] not in ALLOWED[key])
    found = text.count(row["words"]) if row["words"].strip() else 0
    if not found:
        yield f"{what}: not on the page"
    elif found > 1 and not 1 <= row.get("nth", 0) <= found:
        yield f"{what}: stands there {found} times; nth says which"
    if (row["sure"] == "open") != ("rival" in row) or row.get("rival") == row["speaker"]:
        yield f"{what}: what is open has a rival, who is somebody else; nothing else has"
    if (row["manner"] == "narrated") != (row["speaker"] == OUTLET):
        yield f"{what}: the outlet (speaker = '') narrates, and nobody else does"


def _statement(text: str, row: Mapping[str, Any], data: bool) -> Gold:
    start = -1
    for _ in range(row.get("nth", 1)):
        start = text.index(row["words"], start + 1)
    span = Span(start, start + len(row["words"]))
    quoted = not data and text[:start].rstrip(_BLANKS)[-1:] in _MARKS
    is_open, rival, printed = row["sure"] == "open", row.get("rival"), row.get("printed")
    words, speaker, manner, act, factuality = (row[key] for key in ("words", "speaker", "manner", "act", "factuality"))
    return Gold(span, words, speaker, manner, is_open, rival, printed, act, factuality, quoted)


def _crossing(statements: Sequence[Gold]) -> Iterator[str]:
    for i, (one, *_) in enumerate(statements):
        for other, *_ in statements[i + 1 :]:
            if one == other or one.start < other.start < one.end < other.end:
                yield f"two readings of {one.start}:{one.end} and {other.start}:{other.end}"
