"""Make a change of one line in a copy of the program, and see whether the tests that should mind it do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT

LISTED = Path(__file__).with_name("listed.toml")
_NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist", "shared")


class Mutation(NamedTuple):
    """A change: `old`, which stands in `file` once, becomes `new`; any of `tests` fails for it."""

    name: str
    file: str
    old: str
    new: str
    tests: list[str]


def listed() -> list[Mutation]:
    """Return the changes of listed.toml."""
    return [Mutation(**row) for row in tomllib.loads(LISTED.read_text("utf-8"))["mutation"]]


def faults(mutation: Mutation, root: Path = ROOT) -> Iterator[str]:
    """Yield why a change cannot be made, or would not be noticed, in the program at `root`."""
    file = root / mutation.file
    times = file.read_text("utf-8").count(mutation.old) if file.is_file() else 0
    if times != 1:
        yield f"{mutation.file} holds {mutation.old!r} {times} times, not once: has it moved?"
    if mutation.old == mutation.new:
        yield "changes nothing"
    yield from (f"no test {test}" for test in mutation.tests if not (root / test.partition("::")[0]).exists())


def copied(root: Path) -> Path:
    """Return the folder `root` with a copy of the program and its tests."""
    shutil.copytree(ROOT, root, ignore=_NOT_COPIED, dirs_exist_ok=True)
    return root


def passes(root: Path, tests: Iterable[str]) -> bool:
    """Tell whether these tests pass in the copy at `root`."""
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    if done.returncode not in (0, 1, 2):  # they passed, failed, or could not be imported; else they were not found
        raise RuntimeError(f"{' '.join(tests)}: {done.stdout}{done.stderr}")
    return done.returncode == 0


def caught(mutation: Mutation, root: Path) -> bool:
    """Tell whether a test fails once the change is made in the copy at `root`, which is then as before."""
    file = root / mutation.file
    text = file.read_text("utf-8")
    file.write_text(text.replace(mutation.old, mutation.new), "utf-8")
    try:
        return not passes(root, mutation.tests)
    finally:
        file.write_text(text, "utf-8")
