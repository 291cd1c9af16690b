"""A server of an invented database, asked as a browser asks: one that only reads, and one that is logged in."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from quotes import load
from quotes.web.app import application
from quotes.web.sessions import Sessions
from quotes.web.settings import Settings

PORT = 8765
ADDRESS = f"http://127.0.0.1:{PORT}"
USER = "Ada"
PAGES = Path(__file__).parents[1] / "pages"
HOSTILE = '<script>alert("1")</script> & \u202ereversed'  # of a speaker, what is said, an event, an outlet
DOCUMENTS = {
    "ferry-2021.txt": (
        {"published": "2021-03-04", "publisher": "Island Post", "event": "Talks on the ferry"},
        """Talks on the ferry

        Vera Lindqvist, Minister of Ports of Norland:
        The ferry will sail in spring. Nobody has to pay for it twice.

        Tom Okello, Harbour Master of Eastquay:
        We have three tugs. The ferry needs two of them.

        Vera Lindqvist, Minister of Ports of Norland:
        Then two it is. Lindqvist said that the state will pay.

        Tom Okello, Harbour Master of Eastquay:
        That is a word. I thank the minister.
        """,
    ),
    "ferry-again.txt": (
        {"published": "2021-03-04", "publisher": "Norland Times", "event": "Talks on the ferry"},
        """Talks on the ferry

        Vera Lindqvist, Minister of Ports of Norland:
        The ferry will sail in spring. Nobody has to pay for it twice.

        Thomas Okello, Harbour Master of Eastquay:
        The strait is not deep. I measure it every year.

        Vera Lindqvist, Minister of Ports of Norland:
        Then measure it again.

        Thomas Okello, Harbour Master of Eastquay:
        I will, in May.
        """,
    ),
    "budget-2022.txt": (
        {"published": "2022-11-20", "publisher": "Island Post"},
        "MINUTES\n\n" + """Vera Lindqvist, Prime Minister of Norland: The budget is on the table.

        Paul Lee: Then let us vote.

        Maria Lee: I have read it twice.

        """ * 8,
    ),
    "undated.csv": (
        {"publisher": 'Quoted, "Daily" <b>', "event": HOSTILE},
        f"""speaker,text
        Paul Lee,Nobody knows when I said this.
        "{HOSTILE.replace('"', '""')}","They call me {HOSTILE.replace('"', '""')}, and I call them back."
        Paul Lee,Nor this.
        """,
    ),
}  # fmt: skip


def written(folder: Path) -> Path:
    """Write the invented documents, and the pages of other tests, into a folder."""
    shutil.copytree(PAGES, folder)
    for name, (facts, text) in DOCUMENTS.items():
        (folder / name).write_text(re.sub(r"\n +", "\n", text), "utf-8")
        told = "".join(f"{key} = '{value}'\n" for key, value in facts.items())
        (folder / name).with_suffix(".meta.toml").write_text(told, "utf-8")
    return folder


@contextmanager
def serving(database: Path, user: str | None = None) -> Iterator[TestClient]:
    """Yield a browser at a server of `database`, which lets `user`, if there is one, log in."""
    app = application(Settings(str(database), PORT, Sessions(user)))
    with TestClient(app, base_url=ADDRESS, headers={"origin": ADDRESS}) as browser:  # type: ignore[arg-type]
        yield browser


@contextmanager
def logged_in(database: Path, user: str = USER) -> Iterator[TestClient]:
    """Yield a browser that is logged in by the link that a server told."""
    sessions = Sessions(user)
    app = application(Settings(str(database), PORT, sessions))
    with TestClient(app, base_url=ADDRESS, headers={"origin": ADDRESS}) as browser:  # type: ignore[arg-type]
        assert browser.get(f"/enter?key={sessions.link}", follow_redirects=False).status_code == 303
        yield browser


def token(browser: TestClient) -> str:
    """Return the token that the forms of a browser carry."""
    found = re.search(r'name="token" value="([^"]+)"', browser.get("/search").text)
    assert found
    return found[1]


def post(browser: TestClient, path: str, **form: str) -> Response:
    """Send a form with the token of the browser's session, unless the form has one."""
    return browser.post(path, data={"token": token(browser), **form}, follow_redirects=False)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the invented documents: only to be read."""
    folder = tmp_path_factory.mktemp("web")
    database = folder / "data.sqlite"
    assert not load(written(folder / "documents"), database).refused
    return database


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Path:
    """The same database, for a test by itself: it may be written to."""
    return Path(shutil.copy(filled, tmp_path / "own.sqlite"))


@pytest.fixture
def client(filled: Path) -> Iterator[TestClient]:
    """A browser that nobody is logged in with."""
    with serving(filled) as browser:
        yield browser


@pytest.fixture
def writer(own: Path) -> Iterator[TestClient]:
    """A browser that is logged in, at a server of the database `own`."""
    with logged_in(own) as browser:
        yield browser
