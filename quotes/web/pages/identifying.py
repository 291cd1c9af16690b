"""Decisions on who is who and which occasions are one: seen before they are made, and taken back as easily."""

from __future__ import annotations

from collections.abc import Iterable
from sqlite3 import Connection
from threading import Lock

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from quotes.decisions import on_name, on_two, record, record_on_people
from quotes.errors import BadQuestion
from quotes.queries.aliases import namesakes
from quotes.queries.identity import met_as
from quotes.queries.review import Review
from quotes.web.asking import ask
from quotes.web.doing import Deed, allowed, done, name_in, note_in, own, text
from quotes.web.presenting import shown
from quotes.web.sessions import Session
from quotes.web.settings import Settings
from quotes.web.showing import say

SECONDS = 20.0
ON_PEOPLE, ON_EVENTS, ON_NAMES = ("merge", "split", "undone"), ("merge", "split"), ("alias", "undone")


def deeds(settings: Settings) -> Iterable[Deed]:
    """Return what shows a decision on two people, makes it, gives further names, and decides on events."""

    def preview(request: Request, form: FormData | None, session: Session | None, writer: Lock) -> Response:
        decision = _on_people(settings, form, allowed(session, form).user)
        with writer:
            done = record_on_people(settings.database, [decision], keep=False)
        to = own(text(form, "to"), "/people")
        return shown(settings, request, session, "preview", say("preview"), {"done": done, "one": decision, "to": to})

    def decide(_request: Request, form: FormData | None, session: Session | None, writer: Lock) -> Response:
        reviewer = allowed(session, form)
        with writer:
            decision = _on_people(settings, form, reviewer.user)
            record_on_people(settings.database, [decision])
        to = own(text(form, "to"), f"/person/{decision.person}")
        return done(settings, reviewer, say(f"done_person_{decision.verdict}"), to)

    def name(_request: Request, form: FormData | None, session: Session | None, writer: Lock) -> Response:
        reviewer = allowed(session, form)
        verdict, called = text(form, "verdict", "alias"), name_in(form, "name")
        if verdict not in ON_NAMES:
            raise BadQuestion(say("no_verdict", verdict=verdict))
        with writer:
            uid = ask(settings.database, lambda connection: met_as(connection, text(form, "one")), SECONDS)
            others = ask(settings.database, lambda connection: namesakes(connection, uid, called), SECONDS)
            record(settings.database, [on_name(verdict, uid, called, reviewer.user, note_in(form))])
        told = say(f"done_name_{verdict}", called=called)
        if others and verdict == "alias":
            told += " " + say("also_called_so", people=", ".join(one.name for one in others))
        return done(settings, reviewer, told, own(text(form, "to"), f"/person/{uid}"))

    def decide_on_events(_request: Request, form: FormData | None, session: Session | None, writer: Lock) -> Response:
        reviewer = allowed(session, form)
        one, other = text(form, "one").strip(), text(form, "other").strip()
        decision = on_two("event", _verdict(form, ON_EVENTS), one, other, reviewer.user, note_in(form))
        if one == other:
            raise BadQuestion(say("same_event"))
        with writer:
            record(settings.database, [decision])
        to = own(text(form, "to"), f"/event/{one}")
        return done(settings, reviewer, say(f"done_event_{decision.verdict}"), to)

    return [
        Deed("/people/preview", ("POST",), preview, form="/people"),
        Deed("/people/decide", ("POST",), decide, form="/people"),
        Deed("/people/alias", ("POST",), name, form="/people"),
        Deed("/events/decide", ("POST",), decide_on_events, form="/events"),
    ]


def _on_people(settings: Settings, form: FormData | None, reviewer: str) -> Review:
    """Return the decision on two people that a form asks for.

    Raises BadQuestion where that is none, UnknownName and AmbiguousName where it is not clear who is meant.
    """
    verdict = _verdict(form, ON_PEOPLE)
    those = text(form, "one"), text(form, "other")

    def both(connection: Connection) -> tuple[str, str]:
        return met_as(connection, those[0]), met_as(connection, those[1])

    one, other = ask(settings.database, both, SECONDS)
    if one == other:
        raise BadQuestion(say("same_person"))
    return on_two("person", verdict, one, other, reviewer, note_in(form))


def _verdict(form: FormData | None, known: tuple[str, ...]) -> str:
    verdict = text(form, "verdict")
    if verdict not in known:
        raise BadQuestion(say("no_verdict", verdict=verdict))
    return verdict
