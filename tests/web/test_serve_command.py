"""`quotes serve` as a person starts it: what it prints, what it refuses, and how it ends."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quotes.web.sessions import is_right, users_in
from tests.conftest import run

PROGRAM = "from quotes.cli import main; main()"


@contextmanager
def started(*options: str, before: str = "") -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """Yield a server, and the lines that it prints until it answers."""
    command = [sys.executable, "-c", f"{before}{PROGRAM}", "serve", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(2 if "--write" in options else 1)]
        try:
            yield process, lines
        finally:
            process.kill()


def test_it_tells_its_address_and_answers(filled: Path) -> None:
    with started("--db", str(filled)) as (process, [address]):
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{address.strip()}search.json?q=ferry") as answer:
            assert b"ferry" in answer.read()
        process.send_signal(signal.SIGINT)
        _, problem = process.communicate(timeout=20)
    assert "Traceback" not in problem
    assert "enter?key" not in problem


def test_what_visitors_do_wrong_is_not_told_in_the_terminal(filled: Path) -> None:
    with started("--db", str(filled)) as (process, [told]):
        address = told.strip()
        kind = {"Origin": address.rstrip("/"), "Content-Type": "multipart/form-data; boundary=x"}
        with pytest.raises(urllib.error.HTTPError, match="400"):
            urllib.request.urlopen(urllib.request.Request(f"{address}verify", b"no such form", kind))
        process.send_signal(signal.SIGINT)
        _, problem = process.communicate(timeout=20)
    assert problem.splitlines() == ["Ctrl-C ends it"]


def test_with_write_it_tells_the_link_that_logs_in_once(filled: Path) -> None:
    with started("--write", "--user", "Ada", "--db", str(filled)) as (process, [address, link]):
        assert link.startswith("to log in as Ada, once: ")
        assert f"{address.strip()}enter?key=" in link
        process.send_signal(signal.SIGTERM)
        _, problem = process.communicate(timeout=20)
    assert "Traceback" not in problem


def test_a_port_that_is_taken_is_told(filled: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", "--port", str(taken.getsockname()[1]), "--db", filled)
    assert result.exit_code == 1
    assert "cannot listen at 127.0.0.1:" in result.stderr
    assert "--port takes another" in result.stderr


def test_a_database_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    result = run("serve", "--db", tmp_path / "none.sqlite")
    assert (result.exit_code, "there is no database" in result.stderr) == (1, True)


@pytest.mark.parametrize("library", ["starlette", "uvicorn", "jinja2", "python_multipart"])
def test_what_is_missing_is_told(filled: Path, library: str) -> None:
    blocked = f"import sys; sys.modules['{library}'] = None; "
    command = [sys.executable, "-c", f"{blocked}{PROGRAM}", "serve", "--port", "0", "--db", str(filled)]
    found = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert found.returncode == 1
    assert "pip install 'quotes-db[serve]'" in found.stderr
    assert "Traceback" not in found.stderr


def test_users_are_added_with_the_hash_of_a_password(tmp_path: Path) -> None:
    users = tmp_path / "users"
    for name, typed in (("Ada", "correct horse"), ("Bea", "battery staple"), ("Ada", "another horse")):
        result = run("serve", "--users", users, "--add-user", name, stdin=f"{typed}\n{typed}\n")
        assert result.exit_code == 0, result.output
    known = users_in(users)
    assert [*known] == ["Ada", "Bea"]
    assert is_right("another horse", known["Ada"])
    assert not is_right("correct horse", known["Ada"])
    assert users.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("options", "typed", "told"),
    [
        (("--add-user", "Ada"), "", "--users FILE"),
        (("--users", "{}", "--add-user", "A:b"), "", "is no name of a user"),
        (("--users", "{}", "--add-user", "Ada"), "short\nshort\n", "8 characters at least"),
    ],
)
def test_what_is_no_user_is_refused(tmp_path: Path, options: tuple[str, ...], typed: str, told: str) -> None:
    result = run("serve", *(one.format(tmp_path / "users") for one in options), stdin=typed)
    assert result.exit_code in (1, 2)
    assert told in result.stderr


def test_a_file_of_users_that_is_none_is_told(tmp_path: Path, filled: Path) -> None:
    (tmp_path / "users").write_text("Ada:secret\n", "utf-8")
    result = run("serve", "--write", "--users", tmp_path / "users", "--port", "0", "--db", filled)
    assert (result.exit_code, "line 1: no user" in result.stderr) == (1, True)
