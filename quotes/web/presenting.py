"""Pages with what stands in the head of each, and what becomes of errors."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from quotes.errors import AmbiguousName, BadQuestion, DatabaseProblem, QuotesError, UnknownName
from quotes.web.asking import TooLate
from quotes.web.doing import NotAllowed
from quotes.web.heads import head
from quotes.web.safety import TooLarge, TooSlow
from quotes.web.sessions import Session
from quotes.web.settings import Settings
from quotes.web.showing import advised, page, say


class NotThere(BadQuestion):
    """An address at which nothing is."""


class OnlyRead(BadQuestion):
    """Something sent to an address at which things are only looked at."""


class TakesForm(BadQuestion):
    """A look at an address that only takes a form."""

    def __init__(self, told: str, form: str) -> None:
        """Take what is told, and the address of the page on which the form stands."""
        super().__init__(told)
        self.form = form


# What each error is called by its status; of several kinds the first that fits.
STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (NotAllowed, 403),
    (NotThere, 404),
    (OnlyRead, 405),
    (TakesForm, 405),
    (UnknownName, 404),
    (AmbiguousName, 409),
    (BadQuestion, 400),
    (TooLate, 503),
    (TooLarge, 413),
    (TooSlow, 408),
    (ClientDisconnect, 400),  # which nobody is there to read
    (HTTPException, 400),  # a form that is none
    (DatabaseProblem, 503),
    (QuotesError, 400),
)
UNREAD = (408, 413)  # of which the rest still comes, and is not waited for
LOG = logging.getLogger("quotes.web")


def shown(
    settings: Settings,
    request: Request,
    session: Session | None,
    template: str,
    title: str,
    values: Mapping[str, Any],
    status: int = 200,
) -> Response:
    """Return a page, with what stands in the head of each: the database, how much is in it, and who is logged in."""
    kept: dict[str, Any] = {
        "database": settings.database,
        "held": head(settings.database),
        "session": session,
        "was_done": settings.sessions.told(session),
        "may_write": settings.sessions.may_write,
    }
    kept["token"] = lambda: token(session)
    here = {"path": request.url.path, "query": request.url.query, "title": title}
    made = page(template, **kept, **here, **values)
    return HTMLResponse(made, status, headers={"cache-control": "no-store"})


def token(session: Session | None) -> Markup:
    """Return the field with the token of a session, which each form carries."""
    return Markup('<input type="hidden" name="token" value="{}">').format(session.token if session else "")


def status_of(error: Exception) -> int:
    """Return by which status an error is told."""
    return next((status for type_, status in STATUSES if isinstance(error, type_)), 500)


def problem(settings: Settings, request: Request, error: Exception, kind: str, session: Session | None) -> Response:
    """Return an error as a page, or as problem details (RFC 9457); one that nobody foresaw is logged, and not shown."""
    status = status_of(error)
    if status == 500:
        LOG.exception("%s failed", request.url.path, exc_info=error)
    told = say("mistake") if status == 500 else str(error)
    advice = advised(error.advice, error.about) if isinstance(error, QuotesError) else None
    if kind:
        details = {"type": "about:blank", "title": say(f"status_{status}"), "status": status, "detail": told}
        return JSONResponse(details, status, media_type="application/problem+json")
    title = say(f"status_{status}")
    values = {"told": told, "advice": advice, "form": getattr(error, "form", None)}
    response = shown(settings, request, session, "problem", title, values, status)
    if status in UNREAD:
        response.headers["connection"] = "close"
    return response
