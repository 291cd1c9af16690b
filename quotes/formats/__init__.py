"""READ: bytes → Page. One file per way of writing; each says what is on the page and nothing about who speaks."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from quotes.errors import UnreadableSource
from quotes.formats import (
    akoma_ntoso,
    html,
    markdown,
    nested,
    office,
    pdf,
    plain,
    replies,
    screenplay,
    substation,
    subtitles,
    tables,
    tei,
    timed_text,
)
from quotes.formats.decode import decode
from quotes.formats.recognise import recognise
from quotes.formats.tags import refuse_entities
from quotes.lexicon import ENGLISH, Lexicon
from quotes.model import SENDER, Metadata
from quotes.page import Page

SCANNERS = {
    "plain": plain.scan,
    "markdown": markdown.scan,
    "html": html.scan,
    "webvtt": subtitles.scan,
    "srt": subtitles.scan,
    "sbv": subtitles.scan,
    "lrc": subtitles.scan,
    "ass": substation.scan,
    "ttml": timed_text.scan,
    "tei": tei.scan,
    "akoma-ntoso": akoma_ntoso.scan,
    "csv": tables.scan,
    "tsv": tables.scan_tabs,
    "screenplay": screenplay.scan,
    "json": nested.scan,
    "jsonl": nested.scan_lines,
}
OF_BYTES = {"pdf": pdf.scan}  # scanners of formats that are no text: they make one
FORMATS = (*SCANNERS, *OF_BYTES, *office.READERS)
EXTRACTED = "the text as extracted"
XML = frozenset(("tei", "akoma-ntoso", "ttml"))
NOTHING_KNOWN = Metadata()


def read(
    data: bytes,
    key: str,
    *,
    metadata: Metadata = NOTHING_KNOWN,
    format: str | None = None,
    lexicon: Lexicon = ENGLISH,
) -> Page:
    """Return the page that `data` holds.

    `key` names the source; its extension and the first characters tell the format, unless `format`, one of FORMATS,
    says which. Words such as those for applause are those of `lexicon`. Offsets refer to the text as decoded; of PDF
    and of what office programs write, to the text as extracted. Raises UnreadableSource when no text can be had, and
    says why.
    """
    if format is not None and format not in FORMATS:
        raise UnreadableSource(f"{key}: no format is called {format!r}; choose one of {', '.join(FORMATS)}")
    chosen, why = recognise(data, key, format)
    if chosen not in FORMATS:
        raise UnreadableSource(
            f"{key}: {chosen} holds documents, each of which is read by itself: quotes.formats.parts opens it"
        )
    with uncollected():
        page, how = _page(data, key, chosen, metadata, lexicon)
    sha256 = hashlib.sha256(data).hexdigest()
    return replace(page, key=key, sha256=sha256, format=chosen, why=(why, *how), lexicon=lexicon)


def _page(data: bytes, key: str, chosen: str, metadata: Metadata, lexicon: Lexicon) -> tuple[Page, tuple[str, ...]]:
    """Return the page, and how its text was had."""
    if chosen in office.READERS:
        written = office.extracted(data, key, chosen)
        return office.scan(written, metadata, lexicon), (EXTRACTED, *written.told)
    if chosen in OF_BYTES:
        page = _named(key, lambda: OF_BYTES[chosen](data, metadata, lexicon))
        return page, (EXTRACTED, *page.why)
    text, how = decode(data, key, metadata.charset)
    if chosen in XML:
        refuse_entities(text, key)
    page = _named(key, lambda: SCANNERS.get(chosen, plain.scan)(text, metadata, lexicon))
    is_mail = chosen == "html" and any(fact.name == SENDER for fact in metadata.facts)
    return (replies.above_quotations(replace(page, lexicon=lexicon)) if is_mail else page), (how, *page.why)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector of cycles from looking for them: a document makes none, and it takes a tenth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _named(key: str, scan: Callable[[], Page]) -> Page:
    """Return the page; what is wrong with it is told with the name of the file."""
    try:
        return scan()
    except UnreadableSource as problem:
        raise problem.of(key) from problem
