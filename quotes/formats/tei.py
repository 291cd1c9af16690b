"""TEI and Parla-CLARIN: <note type="speaker">LABEL:</note><u who="#…"><seg>…</seg></u>, and <sp><speaker>."""

from __future__ import annotations

from quotes.formats import speeches
from quotes.formats.speeches import Sense, Vocabulary
from quotes.lexicon import Lexicon
from quotes.model import Metadata
from quotes.page import Page

VOCABULARY = Vocabulary(
    senses={
        "teiHeader": Sense.HEADER,
        "standOff": Sense.HEADER,
        "u": Sense.SPEECH,
        "sp": Sense.SPEECH,
        "speaker": Sense.LABEL,
        "head": Sense.HEADING,
        **dict.fromkeys(
            ("note", "gap", "incident", "kinesic", "vocal", "desc", "stage", "pause", "writing"), Sense.ASIDE
        ),
        **dict.fromkeys(("seg", "p", "ab", "l", "lg", "div", "body", "text", "list", "item", "quote"), Sense.BLOCK),
    },
    who="who",
    convention="TEI utterances",
    persons=("person", "persName"),
)


def scan(text: str, metadata: Metadata, _: Lexicon) -> Page:
    """Return the page that a TEI document is."""
    return speeches.scan(text, metadata, VOCABULARY)
