"""What evidence sees of a paragraph: its words, cut in two ways that must agree, and what stands before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.turns import paragraphs
from quotes.attribution.turns.features import CUES, features
from quotes.attribution.turns.judges import judge
from quotes.attribution.turns.paragraphs import Paragraph
from quotes.lexicon import ENGLISH

PAGE = paragraphs.page(["The hall was built by the city."], ["Ann Lee", "Bo O’Hara", "É. Café", "習近平"], ENGLISH)


def after(*texts: str) -> list[Paragraph]:
    return list(paragraphs.following("Ann Lee", "Bo O’Hara", texts, PAGE))


@given(st.text("LEe'-_. \n9É’“", max_size=30))
def test_words_are_the_same_however_they_are_cut(text: str) -> None:
    (alone,) = after("", text)
    (with_accent,) = after("", text + " Café")
    assert with_accent.content == alone.content | {"cafe"}
    assert with_accent.named == alone.named | {"cafe"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Lee’s bridge is a 'Café'.", {"lee", "cafe"}),
        ("''Café''—Bo_Lee", {"cafe", "lee"}),
        ("O'Haras' and O'Hara's", {"o'hara"}),
        ("In the lee of Ann", {"ann"}),
        ("習近平 and 習", {"習近平"}),
        ("", set()),
    ],
)
def test_names_are_folded_without_genitive(text: str, named: set[str]) -> None:
    assert after("", text)[0].named == named


def test_nothing_is_read_before_it_is_asked_for() -> None:
    texts = iter(["I know it.", "We go on.", "The hall was built.", "It rained."])
    next(paragraphs.following("Ann Lee", "", texts, PAGE))
    assert list(texts) == ["It rained."]


def test_only_the_last_paragraph_before_a_heading_ends_the_story() -> None:
    place = next(place for place, cue in enumerate(CUES) if cue.name == "ends_story")
    texts = ["I know it.", "We go on.", "The hall was built."]
    before_heading = paragraphs.following("Ann Lee", "", texts, PAGE, ends_story=True)
    assert [features(paragraph)[place] for paragraph in before_heading] == [0.0, 1.0]
    assert not any(features(paragraph)[place] for paragraph in after(*texts))


def test_depth_last_and_what_stands_before() -> None:
    second, third = after("I know it.", "We go on.", "It rained.")
    assert (second.depth, second.last, second.before) == (1, False, second.turn)
    assert (third.depth, third.last, third.before) == (2, True, second)


@pytest.mark.parametrize(
    ("cue", "text", "value"),
    [
        ("parallel", "I said so.", 1),
        ("parallel", "We said so.", 0),
        ("names_speaker", "But Lee’s bridge stands.", 1),
        ("names_next", "Then O'Hara spoke.", 1),
        ("names_speaker", "The lees of wine.", 0),
        ("names_speaker", "We were on the lee side.", 0),
        ("digits", "In 1911 and 1912 and 1913.", 2),
        ("names_nobody", "All was well.", 1),
        ("names_nobody", "All was well in Marrow.", 0),
    ],
)
def test_cues(cue: str, text: str, value: float) -> None:
    measured = dict(zip((c.name for c in CUES), features(after("I know it.", text)[0]), strict=True))
    assert measured[cue] == value


def test_whoever_is_named_does_not_speak_unless_in_the_first_person() -> None:
    named, _, himself = (
        judge(features(p)) for p in after("We know it.", "But Lee is right, you know.", "", "I am Ann Lee.")
    )
    assert max(named) < -5
    assert himself.common > named.common
