"""Pictures of the program at work, for the documentation: `python -m tests.pictures` writes them to docs/pictures/.

What is on them is what the commands print on a terminal of 80 columns, and what the pages of `tests.screens` show, in a
copy of docs/example/ loaded anew; a test sees to it that they are up to date.
"""

import io
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tests.browsing import chromium
from tests.screens import PAGES, at_desk, taken
from tests.shell import ROOT
from tests.terminal import on_a_terminal

FOLDER = ROOT / "docs" / "pictures"
COLUMNS = 80
ASKED = "[q] quit\r\n"
# The frame of the picture, without a font that is fetched from elsewhere.
FRAME = """<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {char_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


@dataclass(frozen=True)
class Typed:
    """A command as it is typed, and the keys that are pressed when it asks."""

    line: str
    keys: str = ""


PICTURES: dict[str, tuple[Typed, ...]] = {
    "ask": (
        Typed('quotes who-said "looked at by nobody"'),
        Typed('quotes verify "The northern bridge is safe" --speaker "Ida Renn"'),
    ),
    "review": (Typed("quotes review --source example/report.txt --by Ada", keys="k"),),
}


def drawn(name: str) -> str:
    """Return the picture of that name as SVG: its commands played one after the other on a loaded copy."""
    with tempfile.TemporaryDirectory() as place:
        desk = Path(place)
        shutil.copytree(ROOT / "docs" / "example", desk / "example")
        _played(Typed("quotes load example"), desk)
        screen = Text("\n").join(part for typed in PICTURES[name] for part in _shown(typed, desk))
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(screen, soft_wrap=True)
    svg = console.export_svg(title="quotes", code_format=FRAME, unique_id=name)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def _shown(typed: Typed, desk: Path) -> Iterator[Text]:
    """Yield the prompt with what is typed, and what comes of it."""
    yield Text.assemble(("$ ", "green"), (typed.line, "bold"))
    yield Text.from_ansi(_played(typed, desk))


def _played(typed: Typed, desk: Path) -> str:
    """Return what the command shows on the terminal, with its colours."""
    command = shlex.split(typed.line)[1:]
    there = {"QUOTES_DB": str(desk / "talks.sqlite"), "HOME": str(desk)}
    seen = on_a_terminal(*command, keys=typed.keys, asked=ASKED, size=(200, COLUMNS), folder=desk, **there)
    return re.sub(r"\r+\n", "\n", seen)


def main() -> None:
    """Write all pictures. Raises NoBrowser without one, when those of the terminal are written."""
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        (FOLDER / f"{name}.svg").write_text(drawn(name), encoding="utf-8")
    with chromium() as browser, at_desk(browser) as page:
        for name in PAGES:
            (FOLDER / f"{name}.png").write_bytes(taken(page, name))


if __name__ == "__main__":
    main()
