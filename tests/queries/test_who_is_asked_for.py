"""A name means the same wherever it is asked for, and a rival is never the speaker by name."""

from pathlib import Path

import pytest

import quotes
from quotes import open_database
from quotes.model import Status
from quotes.pipeline import extract
from tests.conftest import run
from tests.web.conftest import serving

PAGE = """The two breweries

4 April 2024

Analyst Priya Moll wrote that "the yeast is tired". Moll asked whether "anyone had tasted it".

Speaking for both, {other}, said in a statement: "We regret the foam."
"""


@pytest.mark.parametrize(
    "other", ["Roth and Moll's former employer, Kestrel", "a cousin of Priya Moll", "Moll’s neighbour in Weil"]
)
def test_a_surname_means_one_person_to_every_question(other: str, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE.format(other=other), "utf-8")
    quotes.load(tmp_path / "page.txt", tmp_path / "d.sqlite")
    db = ("--db", tmp_path / "d.sqlite")
    assert "Priya Moll" in run("by-speaker", "Moll", *db).stdout
    assert run("verify", "the yeast is tired", "--speaker", "Moll", *db).exit_code == 0
    with serving(tmp_path / "d.sqlite") as browser:
        answer = browser.get("/verify.json", params={"claim": "the yeast is tired", "speaker": "Moll"})
    assert answer.status_code == 200
    assert answer.json()["rows"][0]["speaker"] == "Priya Moll"


def test_a_namesake_is_not_somebody_else_for_sure(tmp_path: Path) -> None:
    for i in range(11):
        text = f"Ada Voss, mayor of Weil:\nThe {i} mills turn.\n\nOle Beck, baker in Weil:\nThey do, all {i}.\n"
        (tmp_path / f"{i}.txt").write_text(text, "utf-8")
    text = "Ada Voss, admiral of Norland:\nThe fleet is asleep.\n\nJan Kerr, sailor of Norland:\nIt snores.\n"
    (tmp_path / "sea.txt").write_text(text, "utf-8")
    quotes.load(tmp_path, tmp_path / "d.sqlite")
    with open_database(tmp_path / "d.sqlite") as connection:
        met = connection.execute("SELECT uid FROM appearances WHERE name = 'Ada Voss' ORDER BY source_id").fetchall()
        [(sea,)] = connection.execute(
            "SELECT a.uid FROM appearances a JOIN sources o ON o.id = source_id WHERE name = 'Ada Voss' "
            "AND key LIKE '%sea.txt'"
        ).fetchall()
    other = next(uid for (uid,) in met if uid != sea)
    for (uid,) in met:
        if uid != sea:
            run("people", "split", uid, sea, "--db", tmp_path / "d.sqlite")
    with quotes.open(tmp_path / "d.sqlite") as asked:
        by_name = asked.verify("The fleet is asleep.", speaker="Ada Voss")
        by_uid = asked.verify("The fleet is asleep.", speaker=other)
    assert (by_name.speaker_answer, by_uid.speaker_answer) == ("perhaps", "other")


@pytest.mark.parametrize(
    ("name", "kin", "others"),
    [
        ("Odd Lund", "Kari Lund Berg", "Siri Lund"),
        ("Espen Ness", "Maren Ness Iversen", "Turid Ness"),
        ("Odd Vik", "Maren Vik Holt", "Siri Vik"),
    ],
)
def test_a_rival_never_has_the_name_of_the_speaker(name: str, kin: str, others: str) -> None:
    family, daughter = name.split()[1], kin.split()[2]
    text = (
        f'Rescue on the ridge\n\n14 February 2024\n\n"We heard her before we saw her," {family} said. The mountain '
        f'rescuer {name}, 41, has done this for twenty years.\n\n"Never again," said the rescued skier, {kin}.\n\n'
        f'{daughter}\'s mother, {others}, said through tears, "She promised that last year, too."\n\n'
        f'"Whistles save lives," Mr {family} said. "Phones do not."\n\n'
        f'{family} denied telling the press that "tourists should pay". "I never said so," he said.\n'
    )
    found = extract(text.encode(), "ridge.txt")
    doubtful = [one for one in found.statements if one.status is Status.AMBIGUOUS and one.person is not None]
    assert doubtful
    for one in doubtful:
        assert one.person is not None
        assert one.rival != found.people[one.person].name
