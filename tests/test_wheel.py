"""The built wheel, installed in an empty environment far from this checkout, loads and answers."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QUOTES"))}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_holds_every_tracked_file(wheel: Path) -> None:
    tracked = run("git", "ls-files", "quotes", "migrations", cwd=ROOT).splitlines()
    expected = {path if path.startswith("quotes/") else f"quotes/{path}" for path in tracked}
    packed = set(zipfile.ZipFile(wheel).namelist())
    assert {path for path in expected if not path.endswith(".gitkeep")} <= packed


def test_wheel_loads_and_asks_elsewhere(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "environment", with_pip=True)
    scripts = tmp_path / "environment" / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=tmp_path)
    run(scripts / "quotes", "load", ROOT / "seeds", cwd=tmp_path)
    (hit,) = json.loads(run(scripts / "quotes", "who-said", "three evils", "--format", "json", cwd=tmp_path))
    assert hit["speaker"] == "Alexander Lukashenko"
