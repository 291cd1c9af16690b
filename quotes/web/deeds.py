"""All that can be done on the pages of a server."""

from __future__ import annotations

from quotes.web.doing import Deed
from quotes.web.pages import deciding, entering, feed, identifying, loading, shelving, verify
from quotes.web.settings import Settings
from quotes.web.uploads import Intake


def deeds(settings: Settings, intake: Intake) -> list[Deed]:
    """Return what can be done: each deed has an address of its own."""
    those = [deed for one in (entering, deciding, identifying, feed) for deed in one.deeds(settings)]
    return [*those, *(deed for one in (verify, loading, shelving) for deed in one.deeds(settings, intake))]
