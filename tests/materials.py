"""What the program is made of, by the metadata of what is installed: licences, and a bill of materials (CycloneDX).

python -m tests.materials            the bill, as JSON
python -m tests.materials --licences the table of docs/licences.md
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import NamedTuple

from packaging.requirements import Requirement

OURS = "quotes-db"
EXTRAS = ("mcp", "parquet", "pdf", "serve", "web", "xlsx")  # what users install besides
_LICENCES = ("License-Expression", "License")


class Material(NamedTuple):
    """A package that the program needs, by which of its extras, "" for all of it."""

    name: str
    version: str
    licence: str
    extra: str


def materials() -> list[Material]:
    """Return all that the program needs with its extras, and all that those need in turn, by name."""
    found: dict[str, Material] = {}
    for extra in ("", *EXTRAS):
        waiting = _needed(distribution(OURS), extra)
        while waiting:
            name, extras = waiting.pop()
            if _key(name) in found or _key(name) == OURS:
                continue
            try:
                known = distribution(name)
            except PackageNotFoundError:  # for another system, or another Python
                continue
            found[_key(name)] = Material(known.metadata["Name"], known.version, licence(known), extra)
            waiting += [one for wanted in ("", *extras) for one in _needed(known, wanted)]
    return [found[name] for name in sorted(found)]


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _needed(known: Distribution, extra: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the names of what a package needs for one of its extras, or without any."""
    needed = []
    for one in map(Requirement, known.requires or ()):
        wanted = not extra if one.marker is None else one.marker.evaluate({"extra": extra})
        alone = extra and (one.marker is None or one.marker.evaluate({"extra": ""}))
        if wanted and not alone:
            needed.append((one.name, tuple(sorted(one.extras))))
    return needed


def licence(known: Distribution) -> str:
    """Return under which licence a package is, by its metadata."""
    for field in _LICENCES:
        value = str((known.metadata.get_all(field) or [""])[0])
        if value and "\n" not in value and value.upper() != "UNKNOWN":
            return value
    told = [
        one.rpartition(" :: ")[2] for one in known.metadata.get_all("Classifier") or () if one.startswith("License ::")
    ]
    return "; ".join(told) or "not told"


def table() -> list[str]:
    """Return the lines of the table of licences."""
    rows = [
        f"| {one.name} | {one.licence} | {f'extra `{one.extra}`' if one.extra else 'always'} |" for one in materials()
    ]
    return ["| package | licence | needed |", "|---|---|---|", *rows]


def bill() -> str:
    """Return the bill of materials of what is installed here, as CycloneDX 1.5 has it."""
    components = [
        {
            "type": "library",
            "name": one.name,
            "version": one.version,
            "licenses": [{"license": {"name": one.licence}}],
        }
        for one in materials()
    ]
    ours = {"type": "application", "name": OURS, "version": distribution(OURS).version}
    told = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": ours}}
    return json.dumps(told | {"components": components}, indent=1)


if __name__ == "__main__":
    print("\n".join(table()) if "--licences" in sys.argv else bill())
