"""What the pages do, and do not only ask: log in and out, decide. Each by a form, with the token of its session."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from quotes.errors import BadQuestion
from quotes.export.listings import harmless
from quotes.text import fold
from quotes.web.safety import is_same
from quotes.web.sessions import LASTS, Session
from quotes.web.settings import Settings
from quotes.web.showing import say

if TYPE_CHECKING:
    from threading import Lock


NAME = 200  # characters of a name
NOTE = 1_000  # of a comment
Do = Callable[[Request, FormData | None, Session | None, "Lock"], Response]


class Deed(NamedTuple):
    """Something that is done at an address."""

    path: str
    methods: tuple[str, ...]
    do: Do
    public: bool = False  # anybody may, without a session
    slow: bool = False  # and so only one at a time may, for whom nobody else waits
    form: str = ""  # the page on which its form stands, where it has no page of its own


class NotAllowed(BadQuestion):
    """Something that this browser may not do."""


def allowed(session: Session | None, form: FormData | None) -> Session:
    """Return the session of whoever does something. Raises NotAllowed without one, and without its token."""
    if session is None:
        raise NotAllowed(say("log_in_first"))
    if form is None or not is_same(text(form, "token"), session.token):
        raise NotAllowed(say("form_too_old"))
    return session


def text(form: FormData | None, name: str, default: str = "") -> str:
    """Return what a form says under a name, as text."""
    value: Any = None if form is None else form.get(name)
    return value if isinstance(value, str) else default


def name_in(form: FormData | None, field: str) -> str:
    """Return the name of somebody that a form tells. Raises BadQuestion where it is none: too long, or no letters."""
    name = " ".join(harmless(text(form, field)).replace("\ufffd", " ").split())
    if not fold(name) or len(name) > NAME:
        raise BadQuestion(say("no_name", most=NAME))
    return name


def note_in(form: FormData | None) -> str | None:
    """Return the comment that a form has; None without one."""
    return text(form, "note").strip()[:NOTE] or None


def entered(settings: Settings, cookie: str, to: str = "/") -> Response:
    """Return what logs a browser in: the cookie goes with no request that another site makes."""
    response = RedirectResponse(to, 303)
    response.set_cookie(settings.cookie, cookie, max_age=LASTS, httponly=True, samesite="strict", path="/")
    return response


def done(settings: Settings, session: Session, what: str, to: str) -> Response:
    """Return what leads on to a page, once something is done; the next page of the session tells `what`."""
    settings.sessions.tell(session, what)
    return RedirectResponse(to, 303)


def own(address: str, default: str = "/") -> str:
    """Return an address to go on to, if it is one of this server's, and else the `default`."""
    return address if _OWN.fullmatch(address) else default


_OWN = re.compile(r"/(?![/\\])[!-~]*")  # what is none of these signs, a browser would leave out
