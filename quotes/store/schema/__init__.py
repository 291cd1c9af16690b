"""The tables. `migrations/` creates them; `alembic check` holds the two together.

All of them hang on `metadata`, once the modules that make them are read.
"""

from __future__ import annotations

from quotes.store.schema import events as events
from quotes.store.schema import people as people
from quotes.store.schema import reviews as reviews
from quotes.store.schema import sources as sources
from quotes.store.schema import statements as statements
from quotes.store.schema.columns import metadata as metadata
