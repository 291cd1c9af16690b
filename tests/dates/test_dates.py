"""When a document was published and what it reports took place: by the best that tells it, and by bounds alone."""

import pytest

from quotes.dates import held, published, text_bounds, when
from quotes.dates.datelines import day_of
from quotes.lexicon import ENGLISH
from quotes.model import Document, Metadata, When


def document(text: str = "Words.", key: str = "page.txt", **known: str) -> Document:
    return Document(key, text, "0", "plain", "none", (), metadata=Metadata(**known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("page", "edtf", "basis"),
    [
        (document(published="2020-05"), "2020-05", "metadata"),
        (document(published="2020-05", url="https://example.org/2019/01/02/x"), "2020-05", "metadata"),
        (document(published="some day", url="https://example.org/2019/01/02/x"), "2019-01-02", "url"),
        (document(url="https://example.org/2019/01/x"), "2019-01", "url"),
        (document(url="https://example.org/news/1491853703-slug"), "2017-04-10", "url"),
        (document(url="https://example.org/20170410_x.html"), "2017-04-10", "url"),
        (document("MINSK, April 10, 2017 — They met.\n"), "2017-04-10", "dateline"),
        (document("Remarks\n\nMarch 23, 2021\n\nMR. SMITH: Yes."), "2021-03-23", "dateline"),
        (document(url="https://example.org/news/1491853703-70-guests"), "2017-04-10", "url"),
        (document(title="Statements – Orle Hansard 2031-08-07"), "2031-08-07", "title"),
        (document("Targets of 2050 were never met.", title="Hansard (2031-08-07)"), "2031-08-07", "title"),
        (document("Remarks\n\nMarch 23, 2021\n", title="From 2001-01-02 to 2001-01-03"), "2021-03-23", "dateline"),
        (document("Remarks\n\nMarch 23, 2021\n", title="Remembering 9 May 1945"), "2021-03-23", "dateline"),
        (document(key="briefings/2021-03-23-press.txt"), "2021-03-23", "filename"),
        (document(key="2024-05-03T1200-briefing.txt"), "2024-05-03", "filename"),
        (document(key="briefing 2024-05-03T12:00:30Z.txt"), "2024-05-03", "filename"),
        (document(key="20240503T120030Z.txt"), "2024-05-03", "filename"),
        (document(key="2024-05-03T12.txt"), "2024-05-03", "filename"),
        (document(key="20240503_1200.txt"), "2024-05-03", "filename"),
        (document(key="talk_20240503120030.txt"), "2024-05-03", "filename"),
        (document(key="GMT20240503-120030_Recording.vtt"), "2024-05-03", "filename"),
        (document(key="voice-1714737600123.txt"), "2024-05-03", "filename"),
        (document(key="1714737600_council.txt"), "2024-05-03", "filename"),
        (document(url="https://example.org/a/2024-05-03t0915-slug"), "2024-05-03", "url"),
        (document(url="https://example.org/a/2024-05-03T0915-slug"), "2024-05-03", "url"),
        (document(url="https://example.org/a/202405030915-slug"), "2024-05-03", "url"),
        (document("It was signed in 2016. It will end in 2030."), "2016/2030", "text-bounds"),
    ],
)
def test_the_best_that_tells_the_date(page: Document, edtf: str, basis: str) -> None:
    found = published(page)
    assert found
    assert (found.edtf, found.basis) == (edtf, basis)


@pytest.mark.parametrize(
    "page",
    [
        document(),
        document(key="000_95e9098eae3ad72e.txt"),
        document(key="call-1234567890.txt"),
        document(url="https://example.org/item/20171340-x"),
        document(url="https://example.org/1914/shop"),
        document("There were 2000 people."),
        document(key="20240503x1200.txt"),
        document(key="part-202405039915.txt"),
        document(key="GMT20240503.txt"),
        document(key="call-12345678901234.txt"),
        document(key="978-1234567890123x.txt"),
    ],
)
def test_unknown_stays_unknown(page: Document) -> None:
    assert published(page) is None


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("They signed it on April 9, 2017. The games will be held in 2019.", "2017-04-09", "2019-12-31"),
        ("They signed it on April 9, 2017.", "2017-04-09", None),
        ("The games will be held in 2019.", None, "2019-12-31"),
        ("They signed it in 2010. They signed another in 2014.", "2014-01-01", None),
    ],
)
def test_a_text_sets_bounds_for_its_own_date(text: str, earliest: str | None, latest: str | None) -> None:
    found = text_bounds(text, ENGLISH)
    assert found
    assert (found.earliest, found.latest) == (earliest, latest)


def test_a_text_that_contradicts_itself_sets_none() -> None:
    assert text_bounds("It happened in 2016. It will happen in 1990.", ENGLISH) is None
    assert text_bounds("They said in 2016 that it will come.", ENGLISH) is None


def test_an_occasion_takes_place_on_the_day_that_the_opening_names() -> None:
    reported = When("2017-04-11", "2017-04-11", "2017-04-11", "metadata")
    assert held("They met on 10 April 2017 in Minsk.", reported, ENGLISH) == when("2017-04-10", "dateline")
    assert held("They met on Monday in Minsk.", reported, ENGLISH) == when("2017-04-10", "dateline")
    assert held("They met on Monday, and again today.", reported, ENGLISH) == reported
    assert held("They met on Monday.", when("2017-04", "metadata"), ENGLISH) == when("2017-04", "metadata")
    assert held("They met after the treaty of 10 April 1999.", reported, ENGLISH) == reported
    assert held("They will meet on 12 April 2017.", reported, ENGLISH) == reported
    assert held("They met on 10 April 2017.", None, ENGLISH) is None


def test_bounds_of_all_kinds_of_edtf() -> None:
    assert when("199X", "text") == When("199X", "1990-01-01", "1999-12-31", "text")
    assert when("2017-22", "text") == When("2017-22", "2017-06-01", "2017-08-31", "text")
    assert when("../2020", "text") == When("../2020", None, "2020-12-31", "text")
    for nonsense in ("", "soon", "2017-02-30", "2017-13", "2019/2017"):
        assert when(nonsense, "text") is None


@pytest.mark.parametrize(
    "text",
    [
        "ANN LEE: Kennedy was shot on 22 November 1963.\n\nBOB ORR: I remember.\n\nANN LEE: So do I.\n",
        "My son was born on May 4, 1990\n\nWe live by the weir.\n",
        "The war ended on 8 May 1945\n\nWe live by the weir.\n",
        "On 3 March 1932 the bridge was opened\n\nIt is closed now.\n",
        "Ada Munk (born 4 July 1950)\n\nMarble is cold.\n",
    ],
)
def test_a_day_told_in_a_sentence_dates_no_page(text: str) -> None:
    found = published(document(text))
    assert found is None or found.basis == "text-bounds"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (
            "MINSK, 3 May 2021 (Belta) — They met and spoke of the weir for hours on end, as before.",
            "2021-05-03",
        ),
        ("Karlsruhe, (12.11.2021). Traditionell trifft man sich am See.", "2021-11-12"),
        ("Orle, 2 June 2024. The chairman of the bank said that he did not believe a word of it.", "2024-06-02"),
        ("St. Gallen, Switzerland, June 2, 2024. “We need no help,” the bank said.", "2024-06-02"),
        ("3 May 2021. Nobody came to the weir.", "2021-05-03"),
        ("They met on 3 May 2021. The rest is known.", None),
        ("Mayor Ann Lee died in Leeds, 3 May 2021. She was old.", None),
        ("After 2 June 2024. The end of it.", None),
        ("By Ann Lee, 3 May 2021", "2021-05-03"),
        ("Samstag, 5. Oktober 2013", "2013-10-05"),
        ("Publié le 29 juin 2019", "2019-06-29"),
        ("It was 3 May 2021", None),
        ("— Ann Lee (@ann) 3 May 2021", None),
        ("Updated 3 May 2021", None),
        ("From 3 May 2021 to 4 May 2021", None),
    ],
)
def test_a_dateline_has_a_day_and_hardly_more(line: str, day: str | None) -> None:
    assert day_of(line, ENGLISH) == day
