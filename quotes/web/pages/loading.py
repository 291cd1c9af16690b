"""Loading documents: what is sent is read and shown first, and stored only when somebody says so.

What is sent waits in a private folder outside of the database. What is loaded is kept in DATABASE.documents beside it
(see `keeping`), so that `quotes load` finds it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from sqlite3 import Connection
from threading import Lock
from time import monotonic
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from quotes.errors import BadQuestion, DatabaseProblem, UnreadableSource
from quotes.loading.bounds import LARGEST
from quotes.loading.documents import Found, Unread
from quotes.loading.load import Loaded, load
from quotes.loading.preview import Previewed, previewed
from quotes.loading.workers import Workers
from quotes.store.database import folder_of
from quotes.store.identity import sources
from quotes.store.identity.places import key_of
from quotes.web.asking import ask
from quotes.web.doing import Deed, NotAllowed, allowed, text
from quotes.web.facts import FIELDS, further, told
from quotes.web.keeping import drop, folder, keep, safe
from quotes.web.presenting import shown
from quotes.web.reading import bounded
from quotes.web.sessions import Session
from quotes.web.settings import Settings
from quotes.web.showing import at, say
from quotes.web.uploads import Batch, Intake, Sent

SECONDS = 20.0
MOST = 100  # files that are sent at once
ALL = 180.0  # seconds for reading all of them
PREVIEW = "/documents/preview"


def deeds(settings: Settings, intake: Intake) -> Iterable[Deed]:
    """Return showing what documents would bring, loading them, and leaving them out."""

    def preview(request: Request, form: FormData | None, session: Session | None, _writer: Lock) -> Response:
        if form is None:
            return _shown(settings, intake, request, session)
        batch = intake.uploads.begin(allowed(session, form).token)
        try:
            files = _files(form)
            with intake.reader.reading() as pool:
                batch.sent = [*_read(settings.database, batch, files, pool)]
        except BaseException:
            intake.uploads.remove(batch)
            raise
        return _to(batch)

    def load_(_request: Request, form: FormData | None, session: Session | None, writer: Lock) -> Response:
        batch = intake.uploads.of(allowed(session, form).token, text(form, "batch"))
        wanted = [*_wanted(batch, form or FormData())]
        with writer:
            if batch.loaded is None:
                with intake.reader.reading() as pool:
                    batch.loaded = _stored(settings.database, wanted, pool)
                intake.uploads.empty(batch)
        return _to(batch)

    def leave(_request: Request, form: FormData | None, session: Session | None, _writer: Lock) -> Response:
        intake.uploads.remove(intake.uploads.of(allowed(session, form).token, text(form, "batch")))
        return RedirectResponse("/documents", 303)

    return [
        Deed(PREVIEW, ("GET", "POST"), preview),
        Deed("/documents/load", ("POST",), load_, form="/documents"),
        Deed("/documents/leave", ("POST",), leave, form="/documents"),
    ]


def _to(batch: Batch) -> Response:
    return RedirectResponse(at(PREVIEW, {"batch": batch.key}), 303)


def _files(form: FormData) -> list[UploadFile]:
    """Return the files of a form. Raises BadQuestion where there is none, or there are too many."""
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    if not files:
        raise BadQuestion(say("no_files"))
    if len(files) > MOST:
        raise BadQuestion(say("too_many_files", most=MOST))
    return files


def _read(database: str, batch: Batch, files: Sequence[UploadFile], pool: Workers) -> Iterator[Sent]:
    """Yield each file with what it would bring, as long as there is time."""
    end = monotonic() + ALL
    for number, file in enumerate(files):
        yield _one(database, batch.folder / str(number), file, pool, end - monotonic())


def _one(database: str, within: Path, file: UploadFile, pool: Workers, seconds: float) -> Sent:
    """Return a file with what it would bring; it is written into a folder of its own, under a safe name."""
    called = file.filename or ""
    name, data = safe(called), file.file.read()
    within.mkdir(mode=0o700)
    path = within / name
    path.write_bytes(data)
    found = _previewed(pool, path, name, seconds)
    here = path, len(data), hashlib.sha256(data).hexdigest()
    return ask(database, lambda connection: _sent(connection, called, name, here, found), SECONDS)


def _previewed(pool: Workers, path: Path, name: str, seconds: float) -> Previewed:
    """Return what a file would bring, or why it cannot be read; where no time is left, it is not."""
    try:
        if seconds <= 0:
            raise UnreadableSource(say("no_time_to_read", seconds=f"{ALL:.0f}"))
        return bounded(pool, seconds, previewed, path, name, LARGEST)
    except UnreadableSource as problem:
        return Previewed((), (Unread(name, str(problem), advice=problem.advice),), 0)


def _sent(connection: Connection, called: str, name: str, here: tuple[Path, int, str], found: Previewed) -> Sent:
    known = _known(connection, (one.sha256 for one in found.documents))
    named_so = None if known else next((uid for (uid,) in connection.execute(_CALLED, {"name": name})), None)
    return Sent(called, name, *here, found, known, named_so)


_CALLED = """SELECT uid FROM sources WHERE "key" = :name OR substr("key", -length(:name) - 1) = '/' || :name LIMIT 1"""


def _known(connection: Connection, hashes: Iterable[str]) -> dict[str, str]:
    """Return the uids of the sources that were read from these bytes, by their hashes."""
    found = ((one, sources.of_bytes(connection, one)) for one in hashes)
    return {sha256: known.uid for sha256, known in found if known}


def _wanted(batch: Batch, form: FormData) -> Iterator[tuple[Sent, Mapping[str, str]]]:
    """Yield the files that are ticked, each with what is typed of it beyond what it says itself.

    Raises BadQuestion for what is typed as a date or an address and is none.
    """
    ticked = {one for one in form.getlist("take") if isinstance(one, str)}
    for number, sent in enumerate(batch.sent):
        if str(number) in ticked and sent.can_load:
            typed = {name: text(form, f"{name}-{number}") for name in FIELDS}
            try:
                yield sent, further(typed, sent.alone)
            except BadQuestion as problem:
                raise problem.of(sent.name) from problem


def _stored(database: str, wanted: Sequence[tuple[Sent, Mapping[str, str]]], pool: Workers) -> Loaded:
    """Keep the files beside the database, and load them; of one that is refused nothing is kept."""
    kept: list[Path] = []
    try:
        hashes = {sent.sha256 for sent, _ in wanted}
        there = ask(database, lambda connection: set(_known(connection, hashes)), SECONDS)
        for sent, facts in wanted:
            if sent.sha256 not in there:  # another may have loaded it since it was shown
                kept.append(keep(database, sent.name, sent.path.read_bytes(), facts))
                there.add(sent.sha256)
        found = load([Found(path, path.name) for path in kept], database, pool, {})
    except OSError as problem:
        _drop(kept)
        raise DatabaseProblem(say("cannot_keep", folder=folder(database), why=problem.strerror or "")) from problem
    except BaseException:
        _drop(kept)
        raise
    stored = [*found.new, *found.changed, *found.unchanged]
    _drop(path for path in kept if not _has(stored, key_of(path, folder_of(database))))
    return found


def _drop(kept: Iterable[Path]) -> None:
    for path in kept:
        drop(path)


def _has(keys: Iterable[str], file: str) -> bool:
    return any(key == file or key.startswith(f"{file}#") for key in keys)


def _shown(settings: Settings, intake: Intake, request: Request, session: Session | None) -> Response:
    """Return the page of what was sent, or of what became of it."""

    if session is None:
        raise NotAllowed(say("log_in_first"))
    batch = intake.uploads.of(session.token, request.query_params.get("batch", ""))
    values: dict[str, Any] = {"batch": batch, "folder": folder(settings.database), "outcomes": []}
    values["filled"] = [told(sent.alone) for sent in batch.sent]
    if batch.loaded is not None:
        done = batch.loaded
        values["outcomes"] = ask(settings.database, lambda connection: _outcomes(connection, done), SECONDS)
    title = say("loaded_title") if batch.loaded else say("preview_title")
    return shown(settings, request, session, "sent", title, values)


def _outcomes(connection: Connection, done: Loaded) -> list[tuple[str, str, str | None]]:
    """Return what became of each document: its key, the outcome, and the uid of the source."""
    outcomes = (("new", done.new), ("changed", done.changed), ("unchanged", done.unchanged))
    found = [(key, outcome, sources.at(connection, key)) for outcome, keys in outcomes for key in keys]
    return [(key, outcome, known.uid if known else None) for key, outcome, known in found]
