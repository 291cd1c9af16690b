"""What a sign may read, and the thresholds of labels from both sides."""

from collections import Counter
from collections.abc import Sequence

import pytest

from quotes import fitted, formats, labels
from quotes.labels import evidence, refused, spoken, written
from quotes.labels.candidates import Candidate
from quotes.labels.convention import LOOKS_SPOKEN, choose
from quotes.labels.elements import share
from quotes.labels.evidence import ACCEPTED, Weighed
from quotes.labels.regularity import Signs, often
from quotes.labels.signs import NAME_SIGNS, NOTHING, SIGNS, Printed, Seen
from quotes.labels.support import forms
from quotes.lexicon import ENGLISH
from quotes.model import BlockKind, Document, Metadata
from quotes.page import Page

TALK = "Talk\n\nLena Roth: {}\n\nJan Peter: Good day.\n\nLena Roth: {}\n\nJan Peter: Fine.\n\nLena Roth: No again.\n"


def page(text: str, name: str = "talk.txt") -> Page:
    return formats.read(text.encode(), name, metadata=Metadata(), format=None)


def document(text: str, name: str = "talk.txt") -> Document:
    return labels.name(page(text, name))


def labelled(text: str, name: str = "talk.txt") -> list[str]:
    return [block.mention.name for block in document(text, name).blocks if block.mention]


def weighed(text: str) -> Sequence[Weighed]:
    return next(form for form in forms(page(text)) if form.weighed).weighed


def test_a_sign_that_reads_the_place_is_asked_of_every_label(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def says_no(candidate: Candidate, signs: Signs) -> Seen:
        asked.append(candidate.follows)
        return (("form", -50.0),) if candidate.follows.startswith("No") else NOTHING

    monkeypatch.setattr(evidence, "SIGNS", (*SIGNS, says_no))
    text = TALK.format("Yes, it is.", "No, it is not.")
    found = weighed(text)
    assert asked == ["Yes, it is.", "Good day.", "No, it is not.", "Fine.", "No again."]
    assert [one.evidence >= ACCEPTED for one in found] == [True, True, False, True, False]
    assert labelled(text) == ["Lena Roth", "Jan Peter", "Jan Peter"]


def test_a_sign_of_a_name_is_asked_once_and_cannot_read_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Printed] = []

    def counts(name: Printed, signs: Signs) -> Seen:
        asked.append(name)
        return NOTHING

    monkeypatch.setattr(evidence, "NAME_SIGNS", (*NAME_SIGNS, counts))
    weighed(TALK.format("Yes, it is.", "No, it is not."))
    assert Counter(one.key for one in asked) == {"lena roth": 1, "jan peter": 1}
    assert set(Printed._fields) == {"who", "key", "opening"}


def test_a_word_that_the_text_prints_small_opens_no_label() -> None:
    rule = "Lena Roth: It is an {} rule.\n\nJan Peter: Which?\n\nOld Rule: nobody may swim.\n\nLena Roth: That one.\n"
    talk = rule + "\nJan Peter: I see.\n\nLena Roth: Good.\n\nJan Peter: Yes.\n"
    assert "Old Rule" not in labelled(talk.format("old"))
    assert "Old Rule" in labelled(talk.format("odd"))


def court(quoted: int) -> str:
    turns = ['"We hear the case."' if number < quoted else "We hear the case." for number in range(10)]
    return "\n\n".join(f"MS. {'ROTH' if n % 2 else 'KERN'}: {words}" for n, words in enumerate(turns)) + "\n"


def test_quotation_marks_end_the_turns_where_nine_in_ten_labels_stand_before_them() -> None:
    assert document(court(9)).convention.quoted
    assert not document(court(8)).convention.quoted
    assert not document(court(5)).convention.quoted


def candidate() -> Candidate:
    return weighed(TALK.format("Yes.", "No."))[0].candidate


@pytest.mark.parametrize(("probability", "kept"), [(0.049, False), (0.05, True), (0.9, True)])
def test_what_is_negligible_is_not_kept(probability: float, kept: bool) -> None:
    found = list(refused.candidates([(candidate(), probability)], ENGLISH))
    assert [(one.name, one.probability) for one in found] == ([("Lena Roth", probability)] if kept else [])


@pytest.mark.parametrize(("probability", "kept"), [(0.099, 0), (0.1, 4)])
def test_openings_of_a_page_that_hardly_looks_spoken_are_not_kept(probability: float, kept: int) -> None:
    chat = page("<ola> yes\n<pim> no\n<ola> why\n<pim> so\n")
    look = spoken.look(chat)._replace(probability=probability)
    assert len(list(refused.openings(chat, look))) == kept


@pytest.mark.parametrize(("probability", "looks"), [(0.499, False), (0.5, True)])
def test_a_page_looks_spoken_from_a_half(monkeypatch: pytest.MonkeyPatch, probability: float, looks: bool) -> None:
    assert LOOKS_SPOKEN == 0.5
    monkeypatch.setattr("quotes.labels.convention.look", lambda page: spoken.Look(probability))
    chosen = choose(page("The boat house opens on Friday.\n"))
    assert (chosen.looks_spoken, chosen.convention.probability) == (looks, round(1 - probability, 3))


def test_subtitles_that_name_nobody_are_spoken_all_the_same() -> None:
    cue = "{}\n00:00:0{}.000 --> 00:00:0{}.900\nso the boat house is open\n\n"
    read = document("WEBVTT\n\n" + "".join(cue.format(n, n, n) for n in range(1, 5)), "c.vtt")
    assert (read.convention.name, read.looks_spoken) == ("unlabelled cues", True)


def told(labels: int, paragraphs: int) -> Page:
    turns = [f"**Lena Roth:** It is number {number}." for number in range(labels)]
    return page("\n\n".join([*turns, *["The boat house is open."] * (paragraphs - labels)]) + "\n", "talk.md")


@pytest.mark.parametrize(("paragraphs", "dense"), [(8, True), (9, False)])
def test_labels_are_dense_from_every_second_paragraph(paragraphs: int, dense: bool) -> None:
    read = told(4, paragraphs)
    assert written.is_dense(read, [one.label for one in choose(read).labels]) is dense


@pytest.mark.parametrize(("labels", "looked"), [(29, True), (30, False)])
def test_other_lines_are_looked_at_beside_few_labels(
    monkeypatch: pytest.MonkeyPatch, labels: int, looked: bool
) -> None:
    monkeypatch.setattr(written, "look", lambda page, labels: spoken.Look(0.7))
    read = told(labels, 3 * labels)
    assert (written.others(read, [one.label for one in choose(read).labels]).probability == 0.7) is looked


@pytest.mark.parametrize(("times", "usual"), [(3, False), (4, True)])
def test_only_a_label_printed_just_so_four_times_is_beyond_doubt(times: int, usual: bool) -> None:
    talk = "Lena Roth: Yes.\n\nJan Peter: No.\n\n" * times
    form = next(form for form in forms(page(talk)) if form.weighed)
    assert form.signs
    assert (often(form.signs.times_so(form.weighed[0].candidate.who)) == 1.0) is usual


def test_what_comes_more_often_makes_up_for_more() -> None:
    assert [often(times) for times in (0, 1, 2, 4, 9)] == [0, 0, 0, 1, 1]
    assert 0 < often(3) < 1


def test_every_sign_is_weighed_and_told_in_words() -> None:
    rows = fitted.table("quotes.labels", "labels")
    assert all(len(row) == 3 and row[2] for row in rows.values())
    by_hand = {name: float(row[1]) for name, row in rows.items()}
    assert all(weight * by_hand[name] >= 0 for name, weight in fitted.weights("quotes.labels", "labels").items())


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("[0:07] Yes, exactly!", True),
        ("[0:07] Do so, thanks.", True),
        ("[0:07] Dr. Jan Roth Jr.", False),
        ("[0:07] Jan Roth", False),
    ],
)
def test_words_that_end_as_a_sentence_are_told_from_names(line: str, seen: bool) -> None:
    talk = f"[0:01] Lena Roth\nIt is open.\n\n[0:04] Jan Peter\nYes.\n\n{line}\nIt is.\n\n[0:09] Lena Roth\nGood.\n"
    found = [one for one in weighed(talk) if one.candidate.label.start == talk.find(line)]
    assert [("ends as a sentence", 1.0) in one.of_place for one in found] == [seen]


@pytest.mark.parametrize(("first", "early"), [("2:00", 1.0), ("2:01", 0.0), ("1:00:01", 0.0)])
def test_a_recording_begins_within_two_minutes(first: str, early: float) -> None:
    read = page(f"{first}\nso it is open\n\n9:00:00\nand who has the key\n")
    seen = {name: value for _, of_form in spoken.observed(read) for name, value in of_form.items()}
    assert seen["from the beginning"] == early


def test_few_elements_say_less_than_many() -> None:
    assert [share(2, 2), share(10, 10), share(5, 10), share(34, 34)] == [0.833, 0.955, 0.5, 0.986]


def test_what_the_format_says_is_hardly_in_doubt_and_every_label_says_how_likely_it_is() -> None:
    read = document("speaker,text\nLena Roth,It is open.\nJan Peter,Who has the key?\n", "talk.csv")
    assert read.convention.probability == 0.999
    assert [b.probability for b in read.blocks if b.kind is BlockKind.LABEL] == [0.999, 0.999]


@pytest.mark.parametrize(
    ("label", "least", "most"),
    [("Lena Roth;", 0.98, 0.98), ("The Prime Minister:", 0.9, 0.9), ("**Lena Roth**:", 0.98, 1.0)],
)
def test_labels_that_no_grammar_finds_say_how_likely_they_are(label: str, least: float, most: float) -> None:
    talk = "**Lena Roth:** Yes.\n\n**Jan Peter:** No.\n\n" * 3 + f"{label} It is open.\n"
    last = [b for b in document(talk, "talk.md").blocks if b.kind is BlockKind.LABEL][-1]
    assert last.mention and last.mention.text == label.strip("*:;")
    assert least <= last.probability <= most
