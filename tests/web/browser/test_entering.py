"""Logging in as a browser does it, by the link and by a password, and out."""

from __future__ import annotations

from pathlib import Path

from quotes.web.sessions import TRIES, hashed
from tests.serving import Served, served
from tests.web.browser.conftest import Open
from tests.web.browser.hands import click
from tests.web.browser.looks import faults


def test_the_link_logs_in_once_and_another_browser_not(desk: Served, open_at: Open) -> None:
    page = open_at(desk, desk.link)
    assert page.locator(".login button").inner_text() == "Log out"
    other = open_at(desk, desk.link, refused=True)
    assert "has been used" in other.inner_text("main")
    assert other.locator(".login a").inner_text() == "Log in"
    click(page, ".login button")
    assert page.locator(".login a").inner_text() == "Log in"


def test_a_user_logs_in_by_password_and_comes_back_to_the_page(filled: Path, tmp_path: Path, open_at: Open) -> None:
    users = tmp_path / "users"
    users.write_text(f"Bea:{hashed('battery staple')}\n", "utf-8")
    with served(filled, "--write", "--users", str(users)) as server:
        page = open_at(server, "/review", refused=True)
        assert page.locator(".task button").first.is_disabled()
        click(page, ".login a")
        for password in ("correct horse", "battery staple"):
            page.get_by_label("Name").fill("Bea")
            page.get_by_label("Password").fill(password)
            assert not faults(page)
            click(page, "main form button")
        assert page.url == f"{server.address}/review"
        assert page.inner_text(".login span") == "Bea"
        assert page.locator(".task button").first.is_enabled()
        page.context.close()


def test_who_has_tried_too_often_is_told_on_the_page_how_long_to_wait(
    filled: Path, tmp_path: Path, open_at: Open
) -> None:
    users = tmp_path / "users"
    users.write_text(f"Bea:{hashed('battery staple')}\n", "utf-8")
    with served(filled, "--write", "--users", str(users)) as server:
        page = open_at(server, "/login?to=/people", refused=True)
        page.get_by_label("Name").fill("Bea")
        for _ in range(TRIES + 1):
            page.get_by_label("Password").fill("correct horse")
            click(page, "main form button")
        assert "Too many wrong passwords" in page.get_by_role("alert").inner_text()
        assert page.get_by_label("Name").input_value() == "Bea"
        assert not faults(page)
        page.context.close()
