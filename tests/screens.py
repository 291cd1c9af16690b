"""The pages of `quotes serve` for their documentation: what they answer, and pictures of them.

Each picture has the words on it inside, for no two machines draw letters alike: by these it is seen whether it is up to
date.
"""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quotes import load
from tests.serving import Served, served
from tests.shell import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLE = ROOT / "docs" / "example"
DATABASE = "talks.sqlite"
USUAL = "http://127.0.0.1:8765"
WIDTH = 960
PAGES = {  # by the name of the picture, the address and the height
    "search": ("/search?q=toll", 720),
    "source": ("/source-of?key=report.txt", 720),
    "decide": ("/review?source=report.txt", 680),
    "verify": ("/verify?claim=The+northern+bridge+is+safe&speaker=Ida+Renn&on=3+March+2024", 700),
}
CHANGING = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC")  # when a claim was checked
CHUNK = struct.Struct(">I4s")  # of a PNG: how long it is, and of which kind
SIGNATURE = 8
BEFORE = b"Description\0\0\0\0\0"  # the words in UTF-8, not compressed, in no language


@contextmanager
def desk() -> Iterator[Served]:
    """Yield a server of the documents of the tutorial, in which somebody may log in."""
    with tempfile.TemporaryDirectory() as place:
        folder = shutil.copytree(EXAMPLE, Path(place) / "talks")
        assert not load(folder, folder / DATABASE).refused
        with served(Path(DATABASE), "--write", "--user", "Ada", folder=folder) as server:
            yield server


def asked(*commands: str) -> str:
    """Return commands that ask a server at its usual port, and what they print at a desk, as one fenced block."""
    with desk() as server:
        return "```console\n" + "\n\n".join(f"$ {one}\n{answered(server, one)}" for one in commands) + "\n```"


def answered(server: Served, command: str) -> str:
    """Return what a command prints that asks a server at its usual port."""
    here = command.replace(USUAL, server.address)
    done = subprocess.run(["bash", "-o", "pipefail", "-c", here], capture_output=True, text=True)
    assert not done.stderr, done.stderr
    return done.stdout.replace(server.address, USUAL).rstrip()


@contextmanager
def at_desk(browser: Browser) -> Iterator[Page]:
    """Yield a window at a desk, in which somebody is logged in."""
    with desk() as server, browser.new_context(base_url=server.address) as context:
        page = context.new_page()
        page.goto(server.link)
        yield page


def shown(page: Page, name: str) -> str:
    """Open the page of a picture, and return the words on it, but for what is another at each time."""
    address, height = PAGES[name]
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.goto(address)
    return CHANGING.sub("…", page.inner_text("body"))


def taken(page: Page, name: str) -> bytes:
    """Return the picture of a page, as PNG."""
    words = shown(page, name)
    return with_words(page.screenshot(animations="disabled", caret="hide"), words)


def with_words(picture: bytes, words: str) -> bytes:
    """Return a PNG with words in it, before all that it had."""
    held = BEFORE + words.encode()
    chunk = CHUNK.pack(len(held), b"iTXt") + held
    chunk += struct.pack(">I", zlib.crc32(chunk[4:]))
    head = SIGNATURE + CHUNK.size + 13 + 4  # IHDR is the first, always
    return picture[:head] + chunk + picture[head:]


def words_in(picture: bytes) -> str | None:
    """Return the words that were put into a PNG."""
    place = SIGNATURE
    while place < len(picture):
        length, kind = CHUNK.unpack_from(picture, place)
        held = picture[place + CHUNK.size : place + CHUNK.size + length]
        if kind == b"iTXt" and held.startswith(BEFORE):
            return held.removeprefix(BEFORE).decode()
        place += CHUNK.size + length + 4
    return None
