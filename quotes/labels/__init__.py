"""NAME: Page → Document. Which lines of a page name a speaker, and whom; one file a kind of evidence."""

from __future__ import annotations

from quotes.labels.assemble import name as name
