"""One statement as a citation that carries its doubt: in words, BibTeX, CSL-JSON, and as links."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from quotes.export.certainty import in_parts
from quotes.export.dates import TEXT, date_words
from quotes.export.listings import json_object
from quotes.export.saying import clause, how, is_plain, is_said, place, sentence, speakers
from quotes.queries.show import PERMALINK, Shown
from quotes.queries.statements import Said

FRAGMENT_WORDS = 6  # so many words at either end of a long statement name it in a link
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
_TEX = {ord(c): "\\" + c for c in "&%$#_{}"} | {
    ord("\\"): r"\textbackslash{}",
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
}


def in_words(shown: Shown) -> str:
    """Return who, in which role, when and where, the words, their place in the source, and what is doubtful.

    What was not plainly said is told in a sentence: “Finn, 2021-03-02, denied that …”.
    """
    said = shown.said
    who = ", ".join(part for part in (speakers(said) or _voice(shown), said.role) if part)
    when = _date(said) + (":" if is_plain(said) else f", {clause(said)}")
    words = f"“{said.text}”" if said.manner == "verbatim" else _stopped(said.text)
    where = ", ".join(part for part in (said.publisher, shown.url, place(said)) if part)
    also = (", ".join(part for part in (copy.publisher, copy.url, copy.source) if part) for copy in shown.copies)
    where = "; also ".join((where, *also))
    occasion = f", at “{said.event}”" if said.event else ""
    return f"{who}{occasion}, {when} {words} {where} [{_doubt(shown)}]. {PERMALINK}{said.uid}"


def _stopped(text: str) -> str:
    """Return words that nothing sets off from what follows with a stop behind them, unless they have one.

    >>> _stopped("the ferries stay until summer"), _stopped("They stay!"), _stopped("it is “safe”"), _stopped("“No.”")
    ('the ferries stay until summer.', 'They stay!', 'it is “safe”.', '“No.”')
    """
    return text if not text or _ENDED.search(text) else f"{text.rstrip(' ,;:')}."


def _date(said: Said) -> str:
    return date_words(said.said, said.earliest, said.latest, said.date_basis)


def _voice(shown: Shown) -> str:
    return _outlet(shown) if shown.said.manner == "narrated" else "speaker not known"


def _outlet(shown: Shown) -> str:
    return shown.said.publisher or "the outlet"


def _authors(shown: Shown) -> list[str]:
    """Return whose words these are: of what was not said, those of the outlet that tells so."""
    said = shown.said
    if not is_said(said):
        return [_outlet(shown)]
    return said.speakers.split("; ") if said.speakers else [said.speaker or _voice(shown)]


def _entitled(shown: Shown) -> str:
    """Return a title: the words, or a sentence that tells how they were said, or that they were not."""
    said = shown.said
    return _title(said.text if is_plain(said) else sentence(said, speakers(said) or _voice(shown)))


def _doubt(shown: Shown) -> str:
    """Return how words are told, how sure it is whose they are, and with what they may be taken back later."""
    said = shown.said
    reported = f"{said.manner} (“{said.cue}”)" if said.cue and not is_plain(said) else said.manner
    told = reported if is_plain(said) else f"{reported}; {how(said)}"
    doubt = f"{told}; attribution {in_parts(said, shown.segments.get(said.uid, ()))}"
    return f"{doubt}; {shown.taken_back}" if shown.taken_back else doubt


def bibtex(shown: Shown) -> str:
    """Return a BibTeX entry; the year stands in it only where it is certain."""
    said = shown.said
    year = said.earliest[:4] if said.earliest and said.latest and said.earliest[:4] == said.latest[:4] else None
    fields = {
        "author": "} and {".join(_tex(author) or "" for author in _authors(shown)),
        "title": _tex(_entitled(shown)),
        "year": year,
        "howpublished": _tex(said.publisher),
        "pages": None if said.page is None else str(said.page),
        "url": shown.url,
        "note": _tex(
            f"{said.role + ', ' if said.role else ''}{_date(said)}; "
            f"{_doubt(shown)}; {place(said)}; {PERMALINK}{said.uid}"
        ),
    }
    # Doubled braces keep names of several words, and capitals, as they are.
    inside = ",\n".join(f"  {name} = {{{{{value}}}}}" for name, value in fields.items() if value)
    return f"@misc{{quotes-{said.uid},\n{inside}\n}}"


def _tex(text: str | None) -> str | None:
    return " ".join(text.translate(_TEX).split()) if text else None


def _title(text: str, length: int = 80) -> str:
    words = " ".join(text.split())
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"


def csl(shown: Shown) -> str:
    """Return a CSL-JSON item."""
    said = shown.said
    item: dict[str, Any] = {
        "id": PERMALINK + said.uid,
        "type": "speech" if said.manner == "verbatim" and is_said(said) else "article",
        "author": [{"literal": author} for author in _authors(shown)],
        "title": _entitled(shown),
        "container-title": said.publisher,
        "event-title": said.event,
        "issued": None if said.date_basis == TEXT else _issued(said.earliest, said.latest),
        "page": None if said.page is None else str(said.page),
        "URL": shown.url,
        "note": f"{_doubt(shown)}; {place(said)}",
    }
    return json_object({name: value for name, value in item.items() if value is not None})


def _issued(earliest: str | None, latest: str | None) -> dict[str, Any] | None:
    if not earliest or not latest:
        return None
    bounds = [[int(part) for part in bound.split("-")] for bound in dict.fromkeys((earliest, latest))]
    return {"date-parts": bounds}


def permalink(shown: Shown) -> str:
    """Return the address of the statement in this program."""
    return PERMALINK + shown.said.uid


def fragment(shown: Shown) -> str:
    """Return a link that marks the words on the page they come from; the permalink where that has no address."""
    if not re.match(r"https?://", shown.url or ""):
        return permalink(shown)
    if shown.said.page and shown.said.source.lower().endswith(".pdf"):
        return f"{shown.url}#page={shown.said.page}"  # a PDF has no text that a link can name
    words = shown.said.text.split()
    ends = [words] if len(words) <= 2 * FRAGMENT_WORDS else [words[:FRAGMENT_WORDS], words[-FRAGMENT_WORDS:]]
    # A dash or a comma is syntax there.
    return f"{shown.url}#:~:text=" + ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)


STYLES: tuple[tuple[str, Callable[[Shown], str]], ...] = (
    ("text", in_words),
    ("bibtex", bibtex),
    ("csl", csl),
    ("link", fragment),
    ("permalink", permalink),
)
