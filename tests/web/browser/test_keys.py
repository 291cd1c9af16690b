"""Keys of one letter: what they do, and that they can be shut off."""

from __future__ import annotations

from tests.serving import Served
from tests.web.browser.conftest import Open


def test_keys_go_on_and_can_be_shut_off(newsroom: Served, open_at: Open) -> None:
    page = open_at(newsroom, "/search?q=the")
    page.keyboard.press("j")
    first = page.locator(".current").get_attribute("id")
    page.keyboard.press("j")
    assert page.locator(".current").get_attribute("id") != first
    page.keyboard.press("k")
    assert page.locator(".current").get_attribute("id") == first
    switch = page.get_by_role("button", name="Keys on")
    switch.click()
    assert switch.get_attribute("aria-pressed") == "false"
    page.goto("/search?q=ferry")
    page.keyboard.press("j")
    assert page.locator(".current").count() == 0
    page.get_by_role("button", name="Keys on").click()
    page.keyboard.press("j")
    assert page.locator(".current").count() == 1


def test_no_key_does_anything_while_something_is_typed(newsroom: Served, open_at: Open) -> None:
    page = open_at(newsroom, "/search?q=ferry")
    page.keyboard.press("/")
    page.keyboard.type("jnw")
    assert page.locator(".current").count() == 0
    assert "jnw" in page.locator("#q").input_value()
