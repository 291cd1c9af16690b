"""Akoma Ntoso: <speech by="#…"><from>label</from><p>…</p></speech>, also question and answer."""

from __future__ import annotations

from quotes.formats import speeches
from quotes.formats.speeches import Sense, Vocabulary
from quotes.lexicon import Lexicon
from quotes.model import Metadata
from quotes.page import Page

VOCABULARY = Vocabulary(
    senses={
        "meta": Sense.HEADER,
        "speech": Sense.SPEECH,
        "question": Sense.SPEECH,
        "answer": Sense.SPEECH,
        "from": Sense.LABEL,
        **dict.fromkeys(("heading", "num", "subheading", "docTitle", "preface", "coverPage"), Sense.HEADING),
        **dict.fromkeys(("remark", "scene", "recordedTime", "authorialNote", "noteRef"), Sense.ASIDE),
        **dict.fromkeys(
            ("p", "narrative", "other", "summary", "block", "li", "item", "debateSection", "debateBody", "debate"),
            Sense.BLOCK,
        ),
    },
    who="by",
    convention="Akoma Ntoso speeches",
    persons=("TLCPerson", "showAs"),
)


def scan(text: str, metadata: Metadata, _: Lexicon) -> Page:
    """Return the page that an Akoma Ntoso document is."""
    return speeches.scan(text, metadata, VOCABULARY)
