"""What a page must be, however it is looked at: for everybody by the rules of axe, light and dark, narrow and wide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

USUAL = (1280, 800)
SIZES = ((320, 640), (3840, 1600))
WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
TOO_WIDE = """[...document.querySelectorAll('body *')].filter(one => document.documentElement.clientWidth + 1 <
    one.getBoundingClientRect().left + Math.max(one.scrollWidth, one.offsetWidth))
    .map(one => one.outerHTML.slice(0, 150)).slice(-3)"""

# By what is heard of them, where links lead to: to statements, lines and decisions. People may be called alike.
PLACES = ", ".join(f"main a[href*='{one}']" for one in ("/statement/", "/source", "/review?", "#L"))
HEARD = """what => [...document.querySelectorAll(what)].reduce((known, one) => {
    const name = (one.getAttribute('aria-label') || one.textContent).replace(/\\s+/g, ' ').trim();
    known[name] = [...new Set([...(known[name] || []), one.href.replace(/[?]w=.*/, '')])];
    return known;
}, {})"""


def faults(page: Page) -> list[str]:
    """Return what is wrong with the page that is open."""
    found = [*_violations(page), *_alike(page)]
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {one}" for one in _violations(page, "color-contrast")]
    page.emulate_media(color_scheme="light")
    for size in SIZES:
        found += _too_wide(page, *size)
    _sized(page, *USUAL)
    return [f"{page.url}: {one}" for one in found]


def heard(page: Page) -> dict[str, list[str]]:
    """Return where the links to words lead, by what is heard of them."""
    found: dict[str, list[str]] = page.evaluate(HEARD, PLACES)
    return found


def _violations(page: Page, *rules: str) -> Iterator[str]:
    """Yield what axe finds by all its rules, or by some."""
    from axe_core_python.base import AXE_SCRIPT

    page.evaluate(AXE_SCRIPT)
    only = {"runOnly": {"type": "rule", "values": [*rules]}} if rules else {}
    found = page.evaluate("options => axe.run(document, options)", {"resultTypes": ["violations"], **only})
    for one in found["violations"]:
        for node in one["nodes"]:
            yield f"{one['id']}: {node['html'][:150]} ({node['failureSummary']})"


def _alike(page: Page) -> Iterator[str]:
    """Yield the names of links that lead to several places."""
    for name, places in heard(page).items():
        if len(places) > 1:
            yield f"{name!r} leads to {', '.join(places[:3])}"


def _too_wide(page: Page, width: int, height: int) -> Iterator[str]:
    """Yield why a page must be scrolled sideways, if it must."""
    _sized(page, width, height)
    needed, given = page.evaluate(WIDTHS)
    if needed > given:
        yield f"needs {needed} pixels of {given}: {page.evaluate(TOO_WIDE)}"


def _sized(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
