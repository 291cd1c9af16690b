"""What is done with documents that are loaded: saying more about them, and forgetting them; each is shown first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from sqlite3 import Connection
from threading import Lock

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from quotes.errors import BadQuestion, QuotesError
from quotes.formats import parts
from quotes.loading import documents
from quotes.loading.documents import Found
from quotes.loading.forgetting import remove
from quotes.loading.load import load
from quotes.loading.workers import Workers
from quotes.queries.forgetting import Loss, loss
from quotes.queries.pieces import Source, source_of
from quotes.store.database import folder_of
from quotes.web.asking import ask
from quotes.web.doing import Deed, NotAllowed, allowed, done, text
from quotes.web.facts import FIELDS, read, written
from quotes.web.keeping import drop, is_kept, meta, meta_of, restore, rewrite
from quotes.web.presenting import shown
from quotes.web.sessions import Session
from quotes.web.settings import Settings
from quotes.web.showing import say
from quotes.web.uploads import Intake

SECONDS = 20.0


def deeds(settings: Settings, intake: Intake) -> Iterable[Deed]:
    """Return saying more about a document, and forgetting one."""
    database = settings.database

    def forget(request: Request, form: FormData | None, session: Session | None, writer: Lock) -> Response:
        if form is None:
            return _asked(settings, request, session, "forget")
        keeper = allowed(session, form)
        with writer:
            source, going = ask(database, lambda connection: _going(connection, text(form, "source")), SECONDS)
            remove(database, [going], text(form, "verdicts") == "1")
            if text(form, "file") == "1":
                _removed(database, source)
        return done(settings, keeper, say("done_forgotten", source=source.source), "/documents")

    def edit(request: Request, form: FormData | None, session: Session | None, writer: Lock) -> Response:
        if form is None:
            return _asked(settings, request, session, "facts")
        keeper = allowed(session, form)
        typed = read({name: text(form, name) for name in FIELDS})
        with writer, intake.reader.reading() as pool:
            source, _ = ask(database, lambda connection: _going(connection, text(form, "source")), SECONDS)
            _told(database, source, typed, pool)
        return done(settings, keeper, say("done_facts"), f"/source/{source.uid}")

    return [Deed("/documents/forget", ("GET", "POST"), forget), Deed("/documents/edit", ("GET", "POST"), edit)]


def _going(connection: Connection, uid: str) -> tuple[Source, Loss]:
    source = source_of(connection, uid)
    return source, loss(connection, source.source)


def _asked(settings: Settings, request: Request, session: Session | None, template: str) -> Response:
    """Return the page on which it is said what would be done, before it is."""

    if session is None:
        raise NotAllowed(say("log_in_first"))
    uid = request.query_params.get("source", "")
    source, going = ask(settings.database, lambda connection: _going(connection, uid), SECONDS)
    path = _file(settings.database, source)
    known = written(documents.metadata(path, {})) if template == "facts" else {}
    values = {
        "source": source,
        "going": going,
        "kept": is_kept(settings.database, path),
        "whole": path.name == Path(source.source).name,
        "fields": FIELDS,
        "known": known,
        "beside": meta_of(path),
        "example": meta({name: known.get(name) or getattr(source, name, None) or "…" for name in FIELDS}),
    }
    return shown(settings, request, session, template, say(f"{template}_title"), values)


def _file(database: str, source: Source) -> Path:
    """Return the file of a source, or the one whose part it is."""
    whole = folder_of(database)
    path, mark, part = source.source.partition(parts.MARK)
    while mark and not (whole / path).is_file():
        more, mark, part = part.partition(parts.MARK)
        path = f"{path}{parts.MARK}{more}"
    return whole / path


def _removed(database: str, source: Source) -> None:
    """Remove the kept file of a source that is forgotten, if its bytes are those that were read."""
    path = folder_of(database) / source.source
    if is_kept(database, path) and hashlib.sha256(path.read_bytes()).hexdigest() == source.sha256:
        drop(path)


def _told(database: str, source: Source, typed: dict[str, str], pool: Workers) -> None:
    """Write beside a document what is known of it, and load it again; what was there comes back where that fails.

    Raises BadQuestion for a document that lies elsewhere, or is refused with these facts.
    """
    path = _file(database, source)
    if not is_kept(database, path):
        raise BadQuestion(say("lies_elsewhere", file=source.source))
    before = {name: value for name, value in written(documents.metadata(path, {})).items() if name not in FIELDS}
    earlier = rewrite(path, {**typed, **before})
    try:
        found = load([Found(path, path.name)], database, pool, {})
        if found.refused:
            raise BadQuestion("\n".join(found.refused.values()))
    except QuotesError:
        restore(path, earlier)
        raise
