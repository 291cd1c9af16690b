"""Small PDFs for tests: words put where a case wants them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 400.0, 600.0


def printed(pages: Iterable[Sequence[str]], *, leading: float = 14, turned: int = 0, password: str = "") -> bytes:
    """Return a PDF of `pages`, each of lines: "40,500 words" puts words at a place, else they stand below the last."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    file = io.BytesIO()
    lock = StandardEncryption(password, ownerPassword="owner") if password else None
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), encrypt=lock)
    for lines in pages:
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(turned)
        canvas.translate(-WIDTH / 2, -HEIGHT / 2)
        canvas.setFont("Helvetica", 10)
        x, y = 40.0, HEIGHT - 60.0
        for line in lines:
            place, _, words = line.partition(" ")
            if place.replace(",", "").isdigit() and "," in place:
                x, y = map(float, place.split(","))
            else:
                words = line
            canvas.drawString(x, y, words)
            y -= leading
        canvas.showPage()
    canvas.save()
    return file.getvalue()
