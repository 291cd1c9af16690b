"""Verdicts on words: each under the login that gave it, in force at once, and taken back as easily."""

from __future__ import annotations

from collections.abc import Iterable
from sqlite3 import Connection
from threading import Lock

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from quotes.decisions import decided, named, record, undone
from quotes.errors import BadQuestion
from quotes.queries.review import Doubt, Review, last, mark_of, standing, to_decide, words_of
from quotes.verdict import QUOTING, Kind
from quotes.web.asking import ask
from quotes.web.doing import Deed, allowed, done, name_in, note_in, own, text
from quotes.web.pages.statement import in_words
from quotes.web.sessions import Session
from quotes.web.settings import Settings
from quotes.web.showing import say

SECONDS = 20.0
SHOWN = 80  # signs of the words that were decided on, where it is told


def deeds(settings: Settings) -> Iterable[Deed]:
    """Return deciding on words, and taking the last decision on them back."""

    def decide(_request: Request, form: FormData | None, session: Session | None, writer: Lock) -> Response:
        reviewer = allowed(session, form)
        place, verdict, person = text(form, "place"), text(form, "verdict"), text(form, "person").strip()
        person = name_in(form, "person") if person else ""
        words, note = text(form, "words").strip(), note_in(form)
        with writer:
            doubt, name = ask(
                settings.database,
                lambda connection: _meant(connection, place, verdict, person, words, new=text(form, "new") == "1"),
                SECONDS,
            )
            record(settings.database, [decided(doubt, verdict, name, reviewer.user, note)])
        what = say("done_words", what=in_words(verdict, name), words=_cut(doubt.text))
        return done(settings, reviewer, what, own(text(form, "to"), f"/statement/{doubt.uid}"))

    def undo(_request: Request, form: FormData | None, session: Session | None, writer: Lock) -> Response:
        reviewer = allowed(session, form)
        with writer:
            found = ask(settings.database, lambda connection: _last(connection, form), SECONDS)
            if found is None:
                raise BadQuestion(say("nothing_to_undo"))
            record(settings.database, [undone(found, reviewer.user, None)])
        given = in_words(found.verdict or "", found.person)
        what = say("undone_words", what=given, words=_cut(found.exact or ""))
        return done(settings, reviewer, what, own(text(form, "to"), "/review"))

    return [Deed("/decide", ("POST",), decide, form="/review"), Deed("/undo", ("POST",), undo, form="/review")]


def _cut(words: str) -> str:
    """Return the beginning of words, by which they are known again."""
    return words if len(words) <= SHOWN else f"{words[:SHOWN]} …"


def _last(connection: Connection, form: FormData | None) -> Review | None:
    """Return the last verdict on the words at a place, or that which has the mark that a form tells."""
    place, mark = text(form, "place"), text(form, "mark")
    if place:
        return last(connection, to_decide(connection, place).anchor)
    return next((one for one in standing(connection)[::-1] if mark_of(one.anchor) == mark), None)


def _meant(
    connection: Connection, place: str, verdict: str, person: str, words: str, *, new: bool
) -> tuple[Doubt, str | None]:
    """Return the words that a verdict is about, and the name of the person whose they are said to be.

    Raises BadQuestion for a verdict that there is none of, or that says nothing about such words, and for a name that
    several have or nobody.
    """
    if verdict not in {kind.value for kind in Kind if kind is not Kind.UNDONE}:
        raise BadQuestion(say("no_verdict", verdict=verdict))
    doubt = to_decide(connection, place)
    if words:
        doubt = words_of(doubt, words)
    if verdict == Kind.ENDS and doubt.within:
        raise BadQuestion(say("no_turn_ends"))
    if verdict not in QUOTING and doubt.manner == "narrated" and doubt.within:
        raise BadQuestion(say("only_whose"))
    if verdict != Kind.SPEECH:
        return doubt, None
    if not person:
        raise BadQuestion(say("who_is_meant"))
    name = person if new else named(connection, person, doubt)
    if name is None:
        raise BadQuestion(say("nobody_called_so", person=person))
    return doubt, name
