"""Human verdicts: above every rule, and still there when the page is edited."""

from __future__ import annotations

from quotes.attribution import attribute
from quotes.attribution.turns.verdicts import orphans
from quotes.model import Attribution, Basis, BlockKind, Document, Manner, Status
from quotes.verdict import Verdict
from tests.reading import document_of

PAGE = """The delegations met in Marrow.

Tomas Weil, President of Marrow:
The river is low, and we all feel it.

We have to share.

Two rivers meet in Marrow, the old guide said on Monday.

Two rivers meet in Marrow, the old guide said on Monday.

Weil said that talks go on.
"""


def document(page: str = PAGE) -> Document:
    return document_of(page.encode(), "page.txt")


def verdict(begins: str, decided: str, person: str | None = None, nth: int = 0) -> Verdict:
    page = document()
    places = [
        b.span for b in page.blocks if b.kind is BlockKind.PARAGRAPH and page.text.startswith(begins, b.span.start)
    ]
    start, end = places[nth]
    around = page.text[max(0, start - 32) : start], page.text[end : end + 32]
    return Verdict(page.text[start:end], *around, decided, person, "ann", "heard it")


def holder(page: Document, verdicts: list[Verdict], begins: str, nth: int = 0) -> Attribution:
    found = [
        a
        for a in attribute(page, verdicts)
        if a.within is None and any(page.text.startswith(begins, p.span.start) for p in a.passages)
    ]
    return found[nth]


def test_speech_of_the_label_joins_the_turn() -> None:
    given = [verdict("We have to", "speech-of", "Tomas Weil")]
    said = holder(document(), given, "We have to")
    assert said.speaker and said.speaker.name == "Tomas Weil"
    assert (len(said.passages), said.passages[1].basis) == (2, Basis.HUMAN)
    assert (said.passages[1].status, said.passages[1].confidence) == (Status.REVIEWED, 1.0)
    assert said.passages[1].cues == ("ann decided: speech-of (heard it)",)


def test_speech_of_somebody_else_stands_alone() -> None:
    said = holder(document(), [verdict("The delegations", "speech-of", "Lena Ost")], "The delegations")
    assert (said.manner, said.basis, said.label) == (Manner.VERBATIM, Basis.HUMAN, None)
    assert said.speaker and said.speaker.name == "Lena Ost"


def test_narration_even_right_under_the_label() -> None:
    told = holder(document(), [verdict("The river is low", "narration")], "The river is low")
    assert (told.manner, told.status, told.basis) == (Manner.NARRATED, Status.REVIEWED, Basis.HUMAN)


def test_a_turn_that_a_human_ended_stays_ended() -> None:
    given = [verdict("We have to", "turn-ends")]
    for begins in ("We have to", "Two rivers", "Weil said"):
        told = holder(document(), given, begins)
        assert (told.manner, told.status) == (Manner.NARRATED, Status.REVIEWED)


def test_an_edited_page_keeps_the_verdict() -> None:
    given = [verdict("We have to", "narration")]
    edited = document("Corrected at noon.\n\n" + PAGE.replace("The delegations", "Both delegations").replace(".", " ."))
    assert holder(edited, given, "We have to").status is Status.REVIEWED
    assert orphans(edited, given) == []


def test_equal_paragraphs_are_told_apart_by_their_neighbours() -> None:
    given = [verdict("Two rivers", "speech-of", "Lena Ost", nth=1)]
    first, second = (holder(document(), given, "Two rivers", nth) for nth in (0, 1))
    assert first.status is not Status.REVIEWED
    assert second.status is Status.REVIEWED


def test_the_latest_verdict_wins() -> None:
    given = [verdict("We have to", "narration"), verdict("We have to", "speech-of", "Tomas Weil")]
    assert holder(document(), given, "We have to").manner is Manner.VERBATIM


def test_a_verdict_on_words_that_are_gone_is_an_orphan() -> None:
    given = [verdict("We have to", "narration")]
    assert orphans(document(PAGE.replace("We have to share.", "")), given) == given
