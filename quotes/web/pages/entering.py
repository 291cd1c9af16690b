"""Logging in, by the link that opens once or by name and password, and out."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from quotes.web.doing import NAME, Deed, NotAllowed, allowed, entered, own, text
from quotes.web.presenting import shown
from quotes.web.sessions import Session, TooOften
from quotes.web.settings import Settings
from quotes.web.showing import say

ENTER, LEAVE, LOGIN = "/enter", "/leave", "/login"


def deeds(settings: Settings) -> Iterable[Deed]:
    """Return logging in and out."""

    def enter(request: Request, _form: FormData | None, _session: Session | None, _writer: Lock) -> Response:
        key = request.query_params.get("key", "")
        if request.method == "HEAD" and settings.sessions.opens(key):
            return RedirectResponse("/", 303)  # to who only looks where it leads, as programs for mail do
        cookie = settings.sessions.by_link(key)
        if cookie is None:
            raise NotAllowed(say("link_is_used"))
        return entered(settings, cookie)

    def login(request: Request, form: FormData | None, session: Session | None, _writer: Lock) -> Response:
        if form is None:
            return asked(request, session, request.query_params.get("to", ""))
        name, to = text(form, "name"), text(form, "to")
        try:
            cookie = settings.sessions.by_password(name, text(form, "password"))
        except TooOften as late:
            told = say("too_many_passwords", seconds=late.wait)
            response = asked(request, session, to, name, told, 429)
            response.headers["retry-after"] = str(late.wait)
            return response
        if cookie is None:
            return asked(request, session, to, name, say("wrong_password"), 403)
        return entered(settings, cookie, own(to))

    def asked(
        request: Request, session: Session | None, to: str, name: str = "", told: str = "", status: int = 200
    ) -> Response:
        values = {"told": told, "name": name[:NAME], "to": own(to)}
        return shown(settings, request, session, "login", say("log_in"), values, status)

    def leave(request: Request, form: FormData | None, session: Session | None, _writer: Lock) -> Response:
        allowed(session, form)
        settings.sessions.end(request.cookies.get(settings.cookie))
        response = RedirectResponse("/", 303)
        response.delete_cookie(settings.cookie)
        return response

    return [
        Deed(ENTER, ("GET",), enter),
        Deed(LOGIN, ("GET", "POST"), login, public=True, slow=True),
        Deed(LEAVE, ("POST",), leave, form="/search"),
    ]
