"""The scorers that lie beside the measuring sets, as modules: their definitions are not ours, and not copied."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType


@cache
def scorer_at(path: Path) -> ModuleType | None:
    """Return the program at `path` as a module; None when it is missing."""
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}_{path.stem}", path)
    if not path.exists() or spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
