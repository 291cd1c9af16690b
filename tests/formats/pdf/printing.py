"""The same talk printed to PDF by three programs, each in its own way: in one column or two, with numbered lines."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import fpdf
import pyphen
import typst
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

TALK = tomllib.loads((Path(__file__).parent / "talk.toml").read_text("utf-8"))
CLERK = "*"
LEADING = 14.0
MARGIN = 50.0
GAP = 16.0
WIDTH, HEIGHT = A5
LINES = int((HEIGHT - 2 * MARGIN) / LEADING)
HYPHENS = pyphen.Pyphen(lang="en_US")


class Style(NamedTuple):
    """How a talk is laid out: columns, whether lines are numbered, whether labels are surnames in capitals."""

    columns: int = 1
    numbered: bool = False
    capitals: bool = False


def paragraphs(style: Style) -> Iterator[str]:
    """Yield what is printed, label and words."""
    for turn in TALK["turns"]:
        label = "" if turn["who"] == CLERK else f"{labelled(turn['who'], style)}: "
        yield label + turn["words"]


def labelled(who: str, style: Style) -> str:
    """Return the label of one who speaks, without its colon."""
    return who.upper() if style.capitals else ", ".join(TALK["people"][who])


def by_reportlab(style: Style) -> bytes:
    """Print with paragraphs that are justified and hyphenated; what the margins hold is drawn before the words."""

    def margins(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Times-Roman", 9)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 30, TALK["title"])
        canvas.drawCentredString(WIDTH / 2, 28, str(document.page))
        for line in range(LINES if style.numbered else 0):
            canvas.drawRightString(MARGIN - 14, HEIGHT - MARGIN - 11 - line * LEADING, str(line + 1))

    room = (WIDTH - 2 * MARGIN - GAP * (style.columns - 1)) / style.columns
    frames = [Frame(MARGIN + i * (room + GAP), MARGIN, room, LINES * LEADING, 0, 0, 0, 0) for i in range(style.columns)]
    look = ParagraphStyle(
        "p", fontName="Times-Roman", fontSize=11, leading=LEADING, alignment=4, hyphenationLang="en_US"
    )
    file = io.BytesIO()
    document = BaseDocTemplate(file, pagesize=A5, pageTemplates=[PageTemplate("all", frames, onPage=margins)])
    document.build([Paragraph(text, look) for text in paragraphs(style)])
    return file.getvalue()


class _Pages(fpdf.FPDF):
    """Pages with a head and a foot."""

    numbered = False

    def header(self) -> None:
        self.set_font("Helvetica", size=8)
        self.text(MARGIN, 30, TALK["title"])
        for line in range(LINES if self.numbered else 0):
            self.text(MARGIN - 22, MARGIN + 10 + line * LEADING, str(line + 1))
        self.set_font("Helvetica", size=10)

    def footer(self) -> None:
        self.set_font("Helvetica", size=8)
        self.text(WIDTH - MARGIN - 40, HEIGHT - 26, f"Page {self.page_no()}")


def by_fpdf2(style: Style) -> bytes:
    """Print ragged, with soft hyphens; between two columns the words are parted by a little room only."""
    pages = _Pages(unit="pt", format=A5)
    pages.numbered = style.numbered
    pages.set_margins(MARGIN, MARGIN, MARGIN)
    pages.set_auto_page_break(True, HEIGHT - MARGIN - LINES * LEADING)
    pages.add_page()
    pages.set_font("Helvetica", size=10)
    hyphenated = [" ".join(HYPHENS.inserted(word, "\u00ad") for word in text.split()) for text in paragraphs(style)]
    if style.columns == 1:
        for text in hyphenated:
            pages.multi_cell(0, LEADING, text, align="L", new_x="LMARGIN", new_y="NEXT")
    else:
        with pages.text_columns(ncols=style.columns, gutter=GAP, text_align="L", line_height=1.4) as columns:
            for text in hyphenated:
                with columns.paragraph(bottom_margin=4) as paragraph:
                    paragraph.write(text)
    return bytes(pages.output())


def by_typst(style: Style) -> bytes:
    """Print as books are set: first lines indented, nothing between paragraphs, the number of the page in the head."""
    quoted = [text.replace("*", "\\*") for text in paragraphs(style)]
    numbering = '#set par.line(numbering: "1", numbering-scope: "page")' if style.numbered else ""
    head = f"[{TALK['title']} #h(1fr) #context counter(page).display()]"
    source = f"""#set page(paper: "a5", columns: {style.columns}, header: {head})
#set text(size: 10pt, lang: "en", hyphenate: true)
#set par(justify: true, first-line-indent: 1em, spacing: 0.65em)
{numbering}
""" + "\n\n".join(quoted)
    found: Any = typst.compile(source.encode())
    return bytes(found)


PROGRAMS: dict[str, Callable[[Style], bytes]] = {"reportlab": by_reportlab, "fpdf2": by_fpdf2, "typst": by_typst}
STYLES = [Style(c, n, k) for c, n in ((1, False), (2, False), (1, True)) for k in (False, True)]
