"""Commands as a person types them, for the documentation: `cog` puts their real output into README.md and docs/."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
WIDTH = "100"


def output(command: str) -> str:
    """Return what `command` prints in the top-level folder: data and remarks, as on a screen without colours."""
    scripts = str(Path(sys.executable).parent)
    environment = os.environ | {
        "PATH": scripts + os.pathsep + os.environ["PATH"],
        "COLUMNS": WIDTH,
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
    }
    environment.pop("QUOTES_DB", None)
    done = subprocess.run(
        shlex.split(command), cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return done.stdout.rstrip()


def show(*commands: str) -> str:
    """Return the commands and what they print as one fenced block."""
    parts = [f"$ {command}\n{output(command)}" for command in commands]
    return "```console\n" + "\n\n".join(parts) + "\n```"
