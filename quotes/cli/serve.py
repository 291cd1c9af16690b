"""quotes serve"""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

import click

from quotes.cli.options import database_option
from quotes.cli.remarks import remark
from quotes.errors import BadQuestion
from quotes.store.database import reading

HERE = "127.0.0.1"
PORT = 8765
WITHOUT = "pages need more than is installed: pip install 'quotes-db[serve]'"


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0: any that is free.")
@click.option(
    "--host", default=HERE, show_default=True, help="The address to listen at; only this machine's by default."
)
@click.option("--name", "names", multiple=True, metavar="HOST[:PORT]", help="By which name it may be called besides.")
@click.option("--open", "opens", is_flag=True, help="Open a browser.")
@click.option(
    "--write", is_flag=True, help="Let verdicts be given, and documents be loaded: who opens the link logs in."
)
@click.option(
    "--user", default=getpass.getuser, show_default="your login", help="With --write: whose verdicts these are."
)
@click.option(
    "--users", type=click.Path(dir_okay=False, path_type=Path), help="A file of users who log in by password."
)
@click.option("--add-user", metavar="NAME", help="Write a user to the file of --users, and ask for the password.")
@database_option
def command(
    port: int,
    host: str,
    names: Sequence[str],
    opens: bool,
    write: bool,
    user: str,
    users: Path | None,
    add_user: str | None,
    database: str,
) -> None:
    """The database on pages: search, see sources with their voices, verify, correct; the same as JSON and CSV.

    Only this machine reaches it, and nothing can be changed unless --write is given: then a link is printed, which
    logs in once, and each verdict is kept under who gave it.

    \b
    quotes serve --open
    quotes serve --write --user "Ana Reyes"
    """
    try:
        from quotes.web.app import application
        from quotes.web.serving import serve
        from quotes.web.sessions import Sessions, users_in
        from quotes.web.settings import Settings
    except ImportError as error:
        raise BadQuestion(WITHOUT) from error
    if add_user is not None:
        _add(users, add_user)
        return
    with reading(database):
        pass  # a database that cannot be read is told of before anything listens
    listening = _listening(host, port)
    port = listening.getsockname()[1]
    known = users_in(users) if write and users else {}
    sessions = Sessions(user if write else None, known)
    address = f"http://{host if ':' not in host else f'[{host}]'}:{port}"
    own = (*names, f"{host}:{port}")
    app = application(Settings(database, port, sessions, own))
    link = f"{address}/enter?key={sessions.link}" if sessions.link else None

    def ready() -> None:
        click.echo(f"{address}/")
        if link:
            click.echo(f"to log in as {user}, once: {link}")
        remark("Ctrl-C ends it")
        if opens:
            Thread(target=_open, args=(link or address,), daemon=True).start()  # a browser may take its time

    serve(app, listening, ready)


def _add(users: Path | None, name: str) -> None:
    """Write a user to the file, in the place of one who is called so."""
    from quotes.web.sessions import hashed, users_in

    if users is None:
        raise click.UsageError("--add-user needs the file to write to: --users FILE")
    if not name.strip() or ":" in name or not name.isprintable():
        raise BadQuestion(f"{name!r} is no name of a user: letters, and no colon")
    known = users_in(users) if users.exists() else {}
    known[name] = hashed(click.prompt("password", hide_input=True, confirmation_prompt=True))
    with open(os.open(users, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.writelines(f"{one}:{kept}\n" for one, kept in known.items())
    remark(f"{name} is in {users}")


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises BadQuestion where that cannot be."""
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(kind, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # who follows the address as soon as it is told must not be refused
    except OSError as error:
        listening.close()
        raise BadQuestion(f"cannot listen at {host}:{port}, {error.strerror or error}: --port takes another") from error
    return listening


def _open(address: str) -> None:
    import webbrowser

    webbrowser.open(address)
