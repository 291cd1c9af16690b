"""Were these words said? One claim by its address; a list, or the quotations of a draft, by a form."""

from __future__ import annotations

from collections.abc import Iterable
from sqlite3 import Connection
from threading import Lock
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from quotes.errors import BadQuestion
from quotes.queries.days import day_of
from quotes.queries.verify import Verification
from quotes.web.answers import Answer, Question
from quotes.web.asking import ask
from quotes.web.checking import check, checked, report
from quotes.web.claims import Claim, Claims, Kind, read
from quotes.web.doing import Deed, text
from quotes.web.parameters import Parameter
from quotes.web.presenting import shown
from quotes.web.reading import bounded
from quotes.web.sessions import Session
from quotes.web.settings import Settings
from quotes.web.showing import say
from quotes.web.uploads import Intake

SHORT = 50_000  # characters of a text that is read at once, in a fifth of a second; longer ones in another process
READING = 60.0  # seconds for reading a draft
SECONDS = 20.0
KINDS: dict[str, Kind] = {"list": "list", "draft": "draft"}
NOTHING = {"report": None, "text": "", "kind": "", "taken": None, "left": 0}


def answer(connection: Connection, values: dict[str, Any]) -> Answer:
    """Return the verdict on one claim; without one, nothing. Raises BadQuestion where several are called so."""
    if not values["claim"]:
        return Answer(say("verify_title"), [], NOTHING)
    claim = Claim(values["claim"], values["speaker"])
    found = checked(connection, claim, values["on"])
    rows = [found.answer] if found.answer else []
    return Answer(say("verify_title"), rows, {**NOTHING, "report": report(connection, [found])}, matches=1)


def deeds(settings: Settings, intake: Intake) -> Iterable[Deed]:
    """Return verifying a text. It stores nothing, and so needs nobody who is logged in."""

    def verify(request: Request, form: FormData | None, session: Session | None, _writer: Lock) -> Response:
        pasted, kind, on = _lines(text(form, "text")), text(form, "kind"), text(form, "on").strip()
        speaker = text(form, "speaker").strip() or None
        day = day_of(on, "whole") if on else None
        taken = _claims(intake, pasted, KINDS.get(kind))
        those = [one if one.speaker else one._replace(speaker=speaker) for one in taken.found]
        found = [*check(settings.database, those, day)]
        told = ask(settings.database, lambda connection: report(connection, found), SECONDS)
        asked = {"claim": None, "speaker": speaker, "on": on or None}
        values = {"report": told, "text": pasted, "kind": kind, "taken": taken.kind, "left": taken.left}
        return shown(settings, request, session, "verify", say("verify_title"), {**values, "asked": asked})

    return [Deed("/verify", ("POST",), verify, public=True)]


def _lines(pasted: str) -> str:
    """Return what a form sends with the ends of lines that a text has."""
    return pasted.replace("\r\n", "\n").replace("\r", "\n")


def _claims(intake: Intake, pasted: str, kind: Kind | None) -> Claims:
    """Return the claims of a text. Raises BadQuestion where it is empty, or cannot be read."""
    if not pasted.strip():
        raise BadQuestion(say("verify_nothing"))
    if len(pasted) <= SHORT:
        found = read(pasted, kind)
    else:
        with intake.reader.reading() as pool:
            found = bounded(pool, READING, read, pasted, kind)
    if isinstance(found, str):
        raise BadQuestion(found)
    return found


QUESTION = Question(
    "/verify",
    "verify",
    "Whether these words were said, and meant: the words, whose they are, the date, and what they stand under.",
    (
        Parameter("claim", "The words, as they are claimed to have been said."),
        Parameter("speaker", "Who is claimed to have said them."),
        Parameter("on", "When: 2017, 2017-04-10, 3 March 2024.", "day"),
    ),
    Verification,
    answer,
)
