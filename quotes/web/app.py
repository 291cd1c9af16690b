"""The application: which address is answered by what, and what becomes of errors."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import asynccontextmanager, nullcontext
from importlib.resources import files
from typing import Any, cast
from urllib.parse import quote

from anyio import to_thread
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from quotes.errors import BadQuestion
from quotes.export.listings import as_csv, plain
from quotes.queries.pieces import source_of
from quotes.web.answers import Answer, Question
from quotes.web.apart import RUNNING
from quotes.web.asking import ask
from quotes.web.assistants import Assistants
from quotes.web.deeds import deeds
from quotes.web.describing import description
from quotes.web.doing import Deed, NotAllowed
from quotes.web.parameters import read
from quotes.web.presenting import NotThere, OnlyRead, TakesForm, problem, shown, status_of
from quotes.web.questions import QUESTIONS
from quotes.web.reading import Reader
from quotes.web.safety import App, Guard, TooLarge, TooSlow, hosts
from quotes.web.sessions import Session
from quotes.web.settings import Settings
from quotes.web.showing import say
from quotes.web.uploads import Intake, Uploads

AT_ONCE = 8  # questions that are asked of SQLite at one time; more wait
# By what an address ends in; a path matches the page of anything, so it comes last.
KINDS = {".json": "application/json", ".csv": "text/csv; charset=utf-8", "": "text/html"}
STATIC = {
    "style.css": "text/css; charset=utf-8",
    "keys.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


def application(settings: Settings) -> Guard:
    """Return the application, behind its guard. `settings.database` must exist: its first page asks it."""
    writer = threading.Lock()  # one at a time: what each does to a source is read from what the one before did
    turn = asyncio.Lock()
    intake = Intake(Reader(), Uploads())
    allowed = hosts(settings.port, settings.names)
    assistants = Assistants(settings.database, allowed)
    routes: list[BaseRoute] = [
        Route("/", _home, methods=["GET"]),
        Route("/source-of", _source_of(settings), methods=["GET"]),
    ]
    for question in QUESTIONS:
        routes += [Route(f"{question.path}{kind}", _asked(settings, question, kind), methods=["GET"]) for kind in KINDS]
    done = deeds(settings, intake)
    for deed in done:
        routes.append(Route(deed.path, _done(settings, deed, writer, turn), methods=[*deed.methods]))
    routes += [
        Route("/mcp", assistants),
        Route("/openapi.json", lambda _request: JSONResponse(description(QUESTIONS)), methods=["GET"]),
        *(Route(f"/static/{name}", _static(name, kind), methods=["GET"]) for name, kind in STATIC.items()),
    ]

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> Any:
        to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
        yield
        RUNNING.end()
        intake.close()
        await assistants.close()

    handlers: dict[Any, Any] = dict.fromkeys((404, 405), _missing(settings, {one.path: one.form for one in done}))
    handlers |= dict.fromkeys((TooLarge, TooSlow, ClientDisconnect), _unread(settings))
    app = Starlette(routes=routes, exception_handlers=handlers, lifespan=lifespan)
    return Guard(cast(App, app), allowed, settings.patience)


def _source_of(settings: Settings) -> Callable[[Request], Response]:
    """Return what leads from the key of a source, which answers name, to its page."""

    def lead(request: Request) -> Response:
        key = request.query_params.get("key", "")
        try:
            uid = ask(settings.database, lambda connection: source_of(connection, key).uid, 5.0)
        except Exception as error:
            return problem(settings, request, error, "", settings.session(request.cookies))
        return RedirectResponse(f"/source/{uid}", 302)

    return lead


async def _home(_request: Request) -> Response:
    return RedirectResponse("/search", 302)


def _static(name: str, kind: str) -> Callable[[Request], Any]:
    """Return what hands out a file: by no thread, be they all at questions."""
    data = (files(__package__) / "static" / name).read_bytes()

    async def file(_request: Request) -> Response:
        return Response(data, media_type=kind, headers={"cache-control": "no-cache"})

    return file


def _asked(settings: Settings, question: Question, kind: str) -> Callable[[Request], Any]:
    """Return what answers a question: it is read, asked in a thread, and shown as it is wanted."""

    def answer(request: Request) -> Response:
        session = settings.session(request.cookies)
        try:
            given = {name: request.query_params.getlist(name) for name in request.query_params}
            values = read(question.parameters, given) | request.path_params
            found = ask(settings.database, lambda connection: question.answer(connection, values), question.seconds)
        except Exception as error:
            return problem(settings, request, error, kind, session)
        if found.moved:
            return RedirectResponse(found.moved + kind + _kept(question, request), 302)  # for now: merges are undone
        if found.problem and kind:
            return problem(settings, request, found.problem, kind, session)
        return _presented(settings, question, found, values, kind, session, request)

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, request)

    return endpoint


def _kept(question: Question, request: Request) -> str:
    """Return what is kept of what was asked where something stands elsewhere: all, but what was asked for itself."""
    return f"?{request.url.query}" if question.given and request.url.query else ""


def _presented(
    settings: Settings,
    question: Question,
    found: Answer,
    values: Mapping[str, Any],
    kind: str,
    session: Session | None,
    request: Request,
) -> Response:
    if kind == ".json":
        rows = [plain(row) for row in found.rows]
        named = {} if found.columns is None else {"columns": [*found.columns]}
        rest = {"rows": rows, "matches": found.matches, "whole": found.whole, "after": found.after}
        return JSONResponse({**named, **rest})
    if kind == ".csv":
        columns = question.row._fields if found.columns is None else found.columns
        lines = as_csv(columns, ([_cell(one) for one in row] for row in found.rows))
        return Response("".join(f"{line}\r\n" for line in lines), media_type=KINDS[kind])
    try:
        told = {**found.shown, "answer": found, "asked": values}
        status = status_of(found.problem) if found.problem else 200
        return shown(settings, request, session, question.name, found.title, told, status)
    except Exception as error:
        return problem(settings, request, error, kind, session)


def _cell(value: Any) -> Any:
    return value if isinstance(value, str | int | float | None) else str(plain(value))


def _done(settings: Settings, deed: Deed, writer: threading.Lock, turn: asyncio.Lock) -> Callable[[Request], Any]:
    """Return what does something: nothing without a session that may, and its token; one at a time.

    Who waits for his turn with what takes long for everybody has no thread, so that the questions of others have.
    """

    async def endpoint(request: Request) -> Response:
        session = settings.session(request.cookies)
        try:
            if request.method == "POST" and not deed.public and session is None:
                raise NotAllowed(say("log_in_first"))  # before anything of it is read
            form = await _form(request) if request.method == "POST" else None
            async with turn if deed.slow and form else nullcontext():
                return await run_in_threadpool(deed.do, request, form, session, writer)
        except Exception as error:
            return await run_in_threadpool(problem, settings, request, error, "", session)

    return endpoint


async def _form(request: Request) -> FormData:
    """Return the form of a request. Raises BadQuestion where it is none."""
    try:
        return await request.form(max_files=500, max_fields=1000)
    except ValueError as error:  # of the parser, which not every Starlette catches
        raise BadQuestion(say("no_form")) from error


def _unread(settings: Settings) -> Callable[[Request, Exception], Any]:
    """Return what answers a request that was not read to its end."""

    async def handler(request: Request, error: Exception) -> Response:
        return await run_in_threadpool(problem, settings, request, error, "", settings.session(request.cookies))

    return handler


def _missing(settings: Settings, forms: Mapping[str, str]) -> Callable[[Request, Exception], Any]:
    """Return what answers where nothing is, or not so; `forms` has, by what takes one, the page of each form."""

    async def handler(request: Request, error: Exception) -> Response:
        kind = next((kind for kind in KINDS if kind and request.url.path.endswith(kind)), "")
        told, session = _what_is_missing(request, error, forms), settings.session(request.cookies)
        response = await run_in_threadpool(problem, settings, request, told, kind, session)
        response.headers.update(getattr(error, "headers", None) or {})  # which methods there are
        return response

    return handler


def _what_is_missing(request: Request, error: Exception, forms: Mapping[str, str]) -> BadQuestion:
    path = quote(request.url.path)
    if not (isinstance(error, HTTPException) and error.status_code == 405):
        return NotThere(say("no_such_page", path=path))
    if request.method != "POST" and (form := forms.get(request.url.path)):
        return TakesForm(say("takes_form", path=path), form)
    return OnlyRead(say("only_read", path=path))


def paths() -> Iterator[str]:
    """Yield the addresses of all questions."""
    yield from (question.path for question in QUESTIONS)
