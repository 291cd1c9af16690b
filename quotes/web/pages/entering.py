"""Logging in, by the link that opens once or by name and password, and out."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from quotes.web.doing import Deed, NotAllowed, allowed, entered, own, text
from quotes.web.presenting import shown
from quotes.web.sessions import Session
from quotes.web.settings import Settings
from quotes.web.showing import say

ENTER, LEAVE, LOGIN = "/enter", "/leave", "/login"


def deeds(settings: Settings) -> Iterable[Deed]:
    """Return logging in and out."""

    def enter(request: Request, _form: FormData | None, _session: Session | None, _writer: Lock) -> Response:
        cookie = settings.sessions.by_link(request.query_params.get("key", ""))
        if cookie is None:
            raise NotAllowed(say("link_is_used"))
        return entered(settings, cookie)

    def login(request: Request, form: FormData | None, session: Session | None, _writer: Lock) -> Response:

        wrong = False
        if form is not None:
            cookie = settings.sessions.by_password(text(form, "name"), text(form, "password"))
            if cookie:
                return entered(settings, cookie, own(text(form, "to")))
            wrong = True
        values = {"wrong": wrong, "to": own(text(form, "to") or request.query_params.get("to", ""))}
        return shown(settings, request, session, "login", say("log_in"), values, 403 if wrong else 200)

    def leave(request: Request, form: FormData | None, session: Session | None, _writer: Lock) -> Response:
        allowed(session, form)
        settings.sessions.end(request.cookies.get(settings.cookie))
        response = RedirectResponse("/", 303)
        response.delete_cookie(settings.cookie)
        return response

    return [
        Deed(ENTER, ("GET",), enter),
        Deed(LOGIN, ("GET", "POST"), login, public=True),
        Deed(LEAVE, ("POST",), leave),
    ]
