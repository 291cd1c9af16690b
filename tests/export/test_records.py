"""Statements in the formats of archives and libraries, read back by what others use to read them."""

import json
import sqlite3
from urllib.parse import unquote

import pytest
from lxml import etree

from quotes.export.akoma_ntoso import NAMESPACE, debate
from quotes.export.citation import STYLES, bibtex, csl, fragment, in_words
from quotes.export.linked import popolo, schema_org, web_annotations
from quotes.pipeline import extract
from quotes.queries.every import every, passages
from quotes.queries.show import Shown, show
from quotes.queries.statements import Filters
from quotes.queries.who_said import who_said

SEED = "000_95e9098eae3ad72e.txt"


def shown(asking: sqlite3.Connection, phrase: str) -> Shown:
    (hit,) = who_said(asking, phrase).rows
    return show(asking, hit.uid)


def test_a_citation_carries_the_doubt(asking: sqlite3.Connection) -> None:
    words = in_words(shown(asking, "three evils"))
    for piece in ("Alexander Lukashenko", "President of the Republic of Belarus", "2017-04-10", "CTV", "ambiguous"):
        assert piece in words
    assert "certain; from line 33 on ambiguous (0.79; or the outlet's narration)" in words
    assert f"{SEED}, line 31" in words


def test_a_month_is_not_made_a_day(asking: sqlite3.Connection) -> None:
    pipe = shown(asking, "Who pays for the pipe")
    assert ", 2022-05: " in in_words(pipe)
    assert json.loads(csl(pipe))["issued"] == {"date-parts": [[2022, 5, 1], [2022, 5, 31]]}


def test_bibtex_is_balanced_and_escaped(asking: sqlite3.Connection) -> None:
    for record in every(asking):
        entry = bibtex(show(asking, record.said.uid))
        plain = entry.replace(r"\{", "").replace(r"\}", "")
        assert plain.count("{") == plain.count("}")
        assert entry.startswith(f"@misc{{quotes-{record.said.uid},")


def test_a_link_marks_the_words(asking: sqlite3.Connection) -> None:
    link = fragment(shown(asking, "old quay"))
    address, _, words = link.partition("#:~:text=")
    assert address == "https://harbour.example/2021/03/14/ferry-line"
    start, end = (unquote(part) for part in words.split(","))
    assert start == "We will not close the old"
    assert end.endswith("help.")
    assert fragment(shown(asking, "three evils")).startswith("quotes:")  # its address is only the end of one


@pytest.mark.parametrize("style", [name for name, _ in STYLES])
def test_every_statement_can_be_cited(style: str, asking: sqlite3.Connection) -> None:
    for record in every(asking):
        assert dict(STYLES)[style](show(asking, record.said.uid))


def test_json_ld_expands(asking: sqlite3.Connection) -> None:
    jsonld = pytest.importorskip("pyld.jsonld")
    items = jsonld.expand(json.loads("\n".join(schema_org(every(asking, Filters(source=SEED))))))
    assert len(items) == len(list(every(asking, Filters(source=SEED))))
    quotation = next(item for item in items if item["@type"] == ["https://schema.org/Quotation"])
    assert quotation["https://schema.org/creator"][0]["https://schema.org/name"] == [{"@value": "Alexander Lukashenko"}]
    assert quotation["@id"].startswith("quotes:")


def test_annotations_point_at_their_words(asking: sqlite3.Connection) -> None:
    texts = dict(asking.execute("SELECT coalesce(url, key), text FROM sources").fetchall())
    for line in web_annotations(every(asking)):
        target = json.loads(line)["target"]
        quote, place = target["selector"]
        text = texts[target["source"]]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1


def test_popolo_refers_to_what_it_holds(asking: sqlite3.Connection) -> None:
    document = json.loads("\n".join(popolo(every(asking))))
    people, events = ({item["id"] for item in document[kind]} for kind in ("persons", "events"))
    assert document["speeches"]
    for speech in document["speeches"]:
        assert speech.get("creator_id") in people | {None}
        assert speech.get("event_id") in events | {None}


def test_an_export_of_nothing_is_well_formed(asking: sqlite3.Connection) -> None:
    nothing = list(every(asking, Filters(source="no such source")))
    assert json.loads("\n".join(popolo(nothing)))["speeches"] == []
    assert json.loads("\n".join(schema_org(nothing)))["@graph"] == []


@pytest.mark.parametrize("key", [SEED, "harbour.txt", "council.txt", "energy.txt"])
def test_akoma_ntoso_reads_back_to_the_same_turns(key: str, asking: sqlite3.Connection) -> None:
    document = "\n".join(debate(key, passages(asking, key)))
    assert etree.fromstring(document.encode()).tag == f"{{{NAMESPACE}}}akomaNtoso"
    again = extract(document.encode(), "again.xml")
    told = [
        (again.people[statement.person].name, " ".join(statement.text.split()))
        for statement in again.statements
        if statement.manner == "verbatim" and statement.within is None and statement.person is not None
    ]
    stored = [
        (record.said.speaker, " ".join(record.said.text.split()))
        for record in every(asking, Filters(source=key, manner="verbatim"))
        if record.said.within is None
    ]
    assert told == stored
