"""Commands as a person types them, for the documentation: `cog` puts their real output into README.md and docs/."""

import atexit
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
WIDTH = "100"


def output(command: str, folder: Path = ROOT, database: str | None = None) -> str:
    """Return what `command` prints in the folder: data and remarks, as on a screen without colours."""
    scripts = str(Path(sys.executable).parent)
    environment = os.environ | {
        "PATH": scripts + os.pathsep + os.environ["PATH"],
        "COLUMNS": WIDTH,
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
    }
    environment.pop("QUOTES_DB", None)
    environment |= {"QUOTES_DB": database} if database else {}
    done = subprocess.run(
        shlex.split(command), cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return done.stdout.rstrip()


def show(*commands: str) -> str:
    """Return the commands and what they print as one fenced block."""
    parts = [f"$ {command}\n{output(command)}" for command in commands]
    return "```console\n" + "\n\n".join(parts) + "\n```"


@cache
def _desk() -> Path:
    """Return a folder with the invented documents of the tutorial, the same for all of its commands."""
    folder = Path(tempfile.mkdtemp(prefix="tutorial"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(shutil.copytree(ROOT / "docs" / "example", folder / "example"))


def lesson(*commands: str) -> str:
    """Return the commands and what they print where the tutorial is done, one after the other, as one fenced block."""
    parts = [f"$ {command}\n{output(command, _desk(), 'talks.sqlite')}".rstrip() for command in commands]
    return "```console\n" + "\n\n".join(parts) + "\n```"
