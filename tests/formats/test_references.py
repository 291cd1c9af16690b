"""Character references and escapes stay in the source as they are; what they stand for is shown, searched and read."""

import json
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.model import Extraction
from quotes.pipeline import extract
from quotes.text import shown
from tests.formats.laws import assert_laws
from tests.reading import document_of

NAMES = {"’": "rsquo", "“": "ldquo", "”": "rdquo", "\u00a0": "nbsp", "é": "eacute", "—": "mdash", "&": "amp"}
WORDS = (
    "We don’t know, O’Malley",
    "“It’s open—at last,” Ana Reyes said",
    "Tom Ashe said that the café didn’t close",
    "Rock & Roll is here",
    "He’ll see",
    "“I won’t,” she told José Ríos",
    "\u00a0Well",
)
LABELS = ("Ana O’Neil:", "Dr. José Ríos, Minister of R&D:", "THE SPEAKER:")
paragraphs = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(lambda parts: ". ".join(parts) + ".")
pages = st.lists(st.tuples(st.sampled_from([*LABELS, ""]), paragraphs), min_size=1, max_size=8)


def told(found: Extraction) -> list[tuple[object, ...]]:
    """Return all that is said of the statements, but for where they stand."""
    names = [person.name for person in found.people]
    return [
        (s.text, s.label, s.role, s.manner, s.status, None if s.person is None else names[s.person], s.addressee)
        for s in found.statements
    ]


def numbered(words: str) -> str:
    return "".join(f"&#{ord(c)};" if c in NAMES else c for c in words)


def named(words: str) -> str:
    return "".join(f"&{NAMES[c]};" if c in NAMES else c for c in words)


@pytest.mark.parametrize("write", [numbered, named])
@pytest.mark.parametrize(
    ("format", "line"), [("html", "<p>{}</p>\n"), ("html", "<p><b>{}</b></p>\n"), ("markdown", "{}\n\n")]
)
@settings(max_examples=60, deadline=None)
@given(page=pages)
def test_references_are_read_as_the_characters_themselves(
    page: list[tuple[str, str]], format: str, line: str, write: object
) -> None:
    assert callable(write)
    lines = [part for label, words in page for part in (f"{label} {words}".strip(),)]
    plain = "".join(line.format(escape(part, quote=False) if format == "html" else part) for part in lines)
    referring = "".join(line.format(write(part)) for part in lines)
    one = extract(plain.encode(), "page", format=format)
    other = extract(referring.encode(), "page", format=format)
    assert told(other) == told(one)
    assert_laws(other.document)


def test_a_reference_is_shown_as_its_character() -> None:
    page = b"<p>Ana Reyes:</p><p>I don&#8217;t &lt;know&gt;&nbsp;R&amp;D &bogus; co&shy;operate</p>" * 3
    found = extract(page, "page.html")
    assert found.statements[0].text == "I don’t <know>\u00a0R&D &bogus; cooperate"
    assert "R&amp;D" in page.decode()[slice(*found.statements[0].span)]


@pytest.mark.parametrize("key", ["page.html", "page.md"])
def test_soft_hyphens_part_no_words(key: str) -> None:
    found = extract("We co\u00adoperate &amp; co&shy;ordinate\u200b.\n".encode(), key)
    assert found.statements[0].text == "We cooperate & coordinate."


def test_dates_and_full_names_are_read_as_shown() -> None:
    page = b"""<html><head><title>Of 2019</title></head><p>Strelsau, 10&nbsp;April&#32;2030</p>
    <p>Jos&eacute; R&iacute;os spoke.</p><p>R&iacute;os:</p><p>No.</p>
    <p>Ana Reyes:</p><p>Yes.</p><p>R&iacute;os:</p><p>So.</p></html>"""
    found = extract(page, "page.html")
    assert found.published
    assert found.published.edtf == "2030-04-10"
    assert "José Ríos" in [person.name for person in found.people]


def test_what_a_reference_stands_for_marks_nothing_up() -> None:
    found = extract(b"Well &lt;b&gt; &#42;&#42;so&#42;&#42; &amp;lt; it is.\n", "page.md")
    assert found.statements[0].text == "Well <b> **so** &lt; it is."


def test_breaks_and_blocks_part_words_and_other_tags_do_not() -> None:
    document = document_of(b"<p>one<br>two</p><div>th<b>re</b>e</div>", "page.html")
    whole = document.blocks[0].span._replace(end=document.blocks[-1].span.end)
    assert shown(document.text, whole, document.markup, document.wrapped) == "one two\n\nthree"


def test_escapes_of_json_strings_are_shown_as_their_characters() -> None:
    rows = [{"speaker": "José Ríos", "text": 'She said: "No."\n\nNot 😀 now\\or\tnever / ever.'}] * 2
    text = "\n".join(json.dumps(row) for row in rows)
    found = extract(text.encode(), "talk.jsonl")
    assert found.people[0].name == "José Ríos"
    assert next(s.text for s in found.statements if s.within is None) == rows[0]["text"]
    assert_laws(found.document)


def test_half_a_surrogate_pair_is_no_character() -> None:
    found = extract(b'{"speaker": "Ana", "text": "Well \\ud83d now"}\n' * 2, "talk.jsonl")
    assert found.statements[0].text == "Well \ufffd now"


def test_subtitles_have_references_too() -> None:
    cues = "00:01.000 --> 00:02.000\nANA: Rock &amp; Roll &lt;3", "00:02.000 --> 00:03.000\nTOM: Don&#39;t&nbsp;go."
    found = extract("\n\n".join(("WEBVTT", *cues)).encode(), "talk.vtt")
    assert [s.text for s in found.statements] == ["Rock & Roll <3", "Don't\u00a0go."]


TEI = """<TEI><text><u who="#a"><note type="speaker">ANA O&#8217;NEIL:</note>
<seg>Don&#8217;t.</seg><seg>R&amp;D.</seg></u></text></TEI>"""
DEBATE = "<debate><speech><from>Ana O&#x2019;Neil:</from><p>Don&#8217;t.</p><p>R&amp;D.</p></speech></debate>"


@pytest.mark.parametrize("text", [TEI, DEBATE])
def test_xml_has_references_too(text: str) -> None:
    (statement,) = extract(text.encode(), "sitting.xml").statements
    assert statement.text == "Don’t.\n\nR&D."
    assert (statement.label or "").lower() == "ana o’neil:"


def test_a_cdata_section_holds_neither_references_nor_tags() -> None:
    section = "<![CDATA[R&amp;D, or <b>not</b>; a < b.]]>"
    text = f"<debate><speech><from>Ana:</from><p>R&amp;D. {section} Yes.</p></speech></debate>"
    (statement,) = extract(text.encode(), "sitting.xml").statements
    assert statement.text == "R&D. R&amp;D, or <b>not</b>; a < b. Yes."


def test_a_cdata_section_that_is_never_closed_is_read_on() -> None:
    text = "<debate><speech><from>Ana:</from><p>Well. <![CDATA[No &amp; yes.</p></speech></debate>"
    document = extract(text.encode(), "sitting.xml").document
    assert_laws(document)
    assert document.text == text
