"""Headings are never lost words: what holds a sentence, or what a sentence goes on from, is text in every script."""

import pytest

from quotes.formats.sentences import holds_sentence
from quotes.lexicon import ENGLISH
from quotes.model import BlockKind
from quotes.text import shown
from tests.reading import document_of

SENTENCES = (
    "We walked all the way. My feet hurt and I am glad",
    "Is the quay open yet? They would not tell us",
    "It was cold on deck! Everybody sang all the same",
    "He came at 10 a.m. sharp. Nobody else was there",
    "هذا شيء جديد هنا. لم نر مثله من قبل",
    "یہ پل بہت پرانا ہے۔ ہم نیا پل چاہتے ہیں",
    "यह पुल बहुत पुराना है। हमें नया पुल चाहिए",
    "我们等了三年。桥终于开了",
    "橋は三年かかりました。とても嬉しいです",
    "Das ist etwas ganz Neues. Wir freuen uns sehr",
    "The quay was built in 1970. We still use it",
    "„Das ist etwas ganz Neues.“ Wir freuen uns sehr",
)
NONE = (
    "Ferry opens on Monday",
    "Part II. The road to the harbour",
    "Questions to Mr. Dahl about the ferry",
    "A walk with J. R. Osten on the quay",
    "The U.S. Navy leaves the harbour",
    "Chapter 12. What the keeper saw",
    "Harbour of St. Brannoc to close",
    "Why not? A question for the board",
    "Version 2.0 of the timetable",
    "新しい橋",
)


@pytest.mark.parametrize("line", SENTENCES)
def test_a_line_that_holds_a_sentence_is_text(line: str) -> None:
    assert holds_sentence(line, ENGLISH)
    assert kinds(f"Harbour news\n\n{line}\n\nThe quay is open.\n")[1] is BlockKind.PARAGRAPH


@pytest.mark.parametrize("line", NONE)
def test_a_heading_holds_none(line: str) -> None:
    assert not holds_sentence(line, ENGLISH)
    assert kinds(f"Harbour news\n\n{line}\n\nThe quay is open.\n")[1] is BlockKind.HEADING


@pytest.mark.parametrize(
    "words",
    [
        "Ilse Brandt: We thank the board for the new\nquay, which is long enough.",
        "ILSE BRANDT. I have two things to say about the\nferry. It is late.",
        "Visitors came from all the islands of the north to see\nthe keeper light the lamp.",
    ],
)
def test_a_line_that_a_sentence_goes_on_from_is_no_running_head(words: str) -> None:
    page = document_of(f"Harbour Board\n4 May 2021\n\n{words}\n\nOle Falk: Good.\n\nIlse Brandt: Yes.\n", "page.txt")
    kept = " ".join(shown(page.text, b.span) for b in page.blocks if b.kind in (BlockKind.LABEL, BlockKind.PARAGRAPH))
    assert words.split() == kept.replace("4 May 2021", "").split()[: len(words.split())]


def test_a_running_head_within_a_sentence_is_nobodys() -> None:
    page = f"Ilse Brandt: {LONG} for the\n\nHarbour Board\n\nnew quay, which is long enough.\n"
    assert BlockKind.MARKUP in kinds(page)


LONG = "We thank the board of the harbour, which has met in every week of the year, and has paid out of its own pocket"
INSERTED = """  Mr. DAHL. I ask that the notice be printed in the
Record.

{}
  Mr. DAHL. I yield the floor to whoever wants it, and
thank you.
  Mr. OSTEN. I want it, and I shall be brief, as the hour
is late.
"""


@pytest.mark.parametrize(
    "inserted",
    [
        "       1. No boat ties up here after dark, unless the\n     keeper is told.",
        "       Dear Sir: The quay is closed to all\n     boats.\n       It opens when the ice\n     allows.",
        "          The keeper lights the lamp at dusk, and puts it\n        out at dawn.",
    ],
)
def test_behind_an_inserted_text_a_label_to_the_left_opens_a_paragraph(inserted: str) -> None:
    page = document_of(INSERTED.format(inserted), "record.txt")
    said = [shown(page.text, block.span) for block in page.blocks if block.kind is BlockKind.PARAGRAPH]
    assert any(words.lstrip().startswith("I yield the floor") for words in said), said


def kinds(text: str) -> list[BlockKind]:
    return [block.kind for block in document_of(text, "page.txt").blocks]


@pytest.mark.parametrize("line", ["We walked all the way. My feet hurt", "It was cold on deck! Everybody sang aloud"])
def test_in_markdown_a_bold_line_with_a_sentence_in_it_is_text(line: str) -> None:
    page = document_of(f"# Harbour news\n\n**{line}**\n\n**Ferry opens**\n\nThe quay is open.\n", "page.md")
    found = [(block.kind, shown(page.text, block.span, page.markup)) for block in page.blocks]
    assert (BlockKind.PARAGRAPH, line) in found
    assert (BlockKind.HEADING, "Ferry opens") in found
