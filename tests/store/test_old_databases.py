"""Databases of earlier releases, upgraded: nothing is lost, every uid goes on answering, and back again.

What must be kept is listed in kept.toml, and of databases in which persons are rows, or roles are one each, in
kept_since_0006.toml and kept_since_0007.toml, as questions before and after. Here is only SQL, so that it holds
whatever the program does with the tables.
"""

import ast
import shutil
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quotes.store import migrate
from quotes.store.database import migrating
from quotes.text import digest, fold, words

HERE = Path(__file__).parent
VERSIONS = HERE.parents[1] / "migrations" / "versions"
DATABASES = sorted((HERE / "databases").glob("*.sqlite"))
# By the first revision of which they ask.
LISTS = {"0001": "kept.toml", "0006": "kept_since_0006.toml", "0007": "kept_since_0007.toml"}
LATEST = HERE / "databases" / "0005.sqlite"  # of those in which persons are not rows yet
ROWS = HERE / "databases" / "0006.sqlite"

Rows = list[tuple[Any, ...]]


def ask(database: Path, query: str) -> Rows:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def to(revision: str, database: Path) -> Path:
    with migrating(database) as connection:
        (migrate.upgrade if revision == "head" else migrate.downgrade)(connection, revision)
    return database


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("upgraded")
    return {old.stem: to("head", Path(shutil.copy(old, folder))) for old in DATABASES}


@pytest.fixture
def latest(upgraded: dict[str, Path], tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(shutil.copy(upgraded[LATEST.stem], tmp_path))) as connection:
        yield connection


@pytest.fixture
def back(upgraded: dict[str, Path], tmp_path: Path) -> Path:
    return to("0005", Path(shutil.copy(upgraded[LATEST.stem], tmp_path)))


@pytest.fixture
def back_at_rows(upgraded: dict[str, Path], tmp_path: Path) -> Path:
    return to("0006", Path(shutil.copy(upgraded[ROWS.stem], tmp_path)))


def asked() -> Iterator[tuple[dict[str, Any], list[Path]]]:
    """Yield each question with the databases that can be asked it."""
    for first, name in LISTS.items():
        until = min((other for other in LISTS if other > first), default="9999")
        for case in tomllib.loads((HERE / name).read_text(encoding="utf-8"))["kept"]:
            yield case, [old for old in DATABASES if case.get("since", first) <= old.stem[:4] < until]


def cases() -> Iterator[Any]:
    for case, databases in asked():
        for old in databases:
            yield pytest.param(old, case, id=f"{old.stem} {case['what']}")


@pytest.mark.parametrize(("old", "case"), list(cases()))
def test_what_an_old_database_knew_is_kept(old: Path, case: dict[str, Any], upgraded: dict[str, Path]) -> None:
    before, after = ask(old, case["before"]), ask(upgraded[old.stem], case.get("after", case["before"]))
    if case.get("at_least"):
        assert set(before) <= set(after)
    else:
        assert sorted(map(repr, after)) == sorted(map(repr, before))


@pytest.mark.parametrize(("case", "databases"), [pytest.param(*each, id=each[0]["what"]) for each in asked()])
def test_every_question_has_an_answer_somewhere(case: dict[str, Any], databases: list[Path]) -> None:
    assert any(ask(old, case["before"]) for old in databases)


@pytest.mark.parametrize("name", [old.stem for old in DATABASES])
def test_an_upgraded_database_is_whole(name: str, upgraded: dict[str, Path]) -> None:
    with closing(sqlite3.connect(upgraded[name])) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY 1").fetchall()
    assert [name for (name,) in triggers] == [
        "search_after_update",
        "search_before_update",
        "search_delete",
        "search_insert",
    ]


@pytest.mark.parametrize("old", DATABASES, ids=lambda old: old.stem)
def test_full_text_finds_what_it_found(old: Path, upgraded: dict[str, Path]) -> None:
    new = upgraded[old.stem]
    phrases = {" ".join(words(text)[:3]) for (text,) in ask(old, "SELECT text FROM statements")}
    found = "SELECT uid FROM search JOIN statements ON id = search.rowid & 4294967295 WHERE search MATCH '{}'"
    for match in (*(f'text : "{phrase}"' for phrase in phrases), "terms : s1", "terms : e1", "s1 AND the"):
        assert sorted(ask(new, found.format(match))) == sorted(ask(old, found.format(match))) != []


def test_what_one_person_says_is_a_range_of_places(latest: sqlite3.Connection) -> None:
    query = """
    SELECT people.name, (SELECT count(*) FROM search WHERE search MATCH 'text : river'
        AND rowid BETWEEN people.id << 32 AND (people.id << 32) + 4294967295) AS found
    FROM people WHERE found > 0
    """
    assert latest.execute(query).fetchall() == [("Jane Roe", 3), ("Q", 1)]


def test_a_group_is_met_in_each_source_and_stays_one_person(latest: sqlite3.Connection) -> None:
    query = """
    SELECT appearances.uid, founds, people.uid, "key", appearances.name FROM appearances
    JOIN people ON people.id = person_id JOIN sources ON sources.id = source_id WHERE appearances.kind = 'group'
    """
    met: dict[str, list[str]] = {}
    for uid, founds, person, key, name in latest.execute(query):
        assert uid == digest("person", "group", fold(name), key)
        met.setdefault(name, []).append(key)
        if name == "Halden Company":
            assert founds == person == digest("person", "group", "halden company")
    assert met == {
        "Halden Company": ["d-news.txt", "e-later.txt", "f-third.txt"],
        "Ministry of Water of Ruritania": ["d-news.txt", "e-later.txt"],
        "Valley Council": ["e-later.txt", "f-third.txt"],
        "Water Ministry of Ruritania": ["f-third.txt"],
    }


def test_the_first_appearance_founds_its_person(upgraded: dict[str, Path]) -> None:
    first = "(SELECT coalesce(founds, uid) FROM appearances WHERE person_id = people.id ORDER BY id LIMIT 1)"
    for database in upgraded.values():
        assert ask(database, f"SELECT uid FROM people WHERE uid IS NOT {first}") == []


def test_nobody_is_taken_for_another_without_a_reason(upgraded: dict[str, Path]) -> None:
    linked = """
    SELECT uid FROM appearances AS one WHERE (SELECT count(*) FROM appearances WHERE person_id = one.person_id) > 1
    AND id NOT IN (SELECT appearance_id FROM reasons WHERE outcome = 'same'
        UNION SELECT other_id FROM reasons WHERE outcome = 'same')
    """
    for database in upgraded.values():
        assert ask(database, linked) == []


def test_persons_stand_where_their_appearances_do(upgraded: dict[str, Path]) -> None:
    for database in upgraded.values():
        for table in ("statements", "names"):
            other = f"SELECT 1 FROM {table} JOIN appearances AS a ON a.id = appearance_id"
            assert ask(database, f"{other} WHERE a.person_id <> {table}.person_id") == []


def test_a_verdict_on_somebody_forgotten_is_kept(latest: sqlite3.Connection) -> None:
    query = """
    SELECT people.name, appearances.uid = people.uid, source_id FROM appearances JOIN people ON people.id = person_id
    WHERE source_id IS NULL ORDER BY 1
    """
    named, unnamed = latest.execute(query).fetchall()
    assert unnamed == ("crvdtno4ckgf", 1, None) or named == ("crvdtno4ckgf", 1, None)
    assert ("Wally Worm", 1, None) in (named, unnamed)
    assert latest.execute("SELECT uid FROM events WHERE source_id IS NULL").fetchall() == [("qhwned7d4pwx",)]
    orphaned = 'SELECT "key", source_uid FROM reviews WHERE source_uid IS NOT "key"'
    assert latest.execute(orphaned).fetchall() == [("g-gone.txt", None)]


def test_the_uid_of_a_group_that_follows_another_goes_on_answering(tmp_path: Path) -> None:
    database = Path(shutil.copy(LATEST, tmp_path))
    with closing(sqlite3.connect(database)) as connection:
        (follower,) = connection.execute("SELECT name FROM people WHERE kind = 'group' AND redirect_to > 0").fetchone()
        connection.execute("DELETE FROM names WHERE source_id > 5 AND name = ?", (follower,))
        connection.execute("UPDATE statements SET person_id = NULL WHERE text LIKE '%nothing of a pump%'")
        connection.commit()
    uid = digest("person", "group", fold(follower))
    answers = f"SELECT name FROM person_uids JOIN people ON people.id = person_id WHERE person_uids.uid = '{uid}'"
    for old, former in ((LATEST, 0), (database, 1)):
        new = to("head", Path(shutil.copy(old, tmp_path / "new.sqlite")))
        assert ask(new, answers) == [("Water Ministry of Ruritania",)]
        assert ask(new, "SELECT count(*) FROM former_people") == [(former,)]


def test_views_tell_saying_from_denying(latest: sqlite3.Connection) -> None:
    judged = "SELECT count(*) FROM statements WHERE factuality IS NOT NULL"
    (total,) = latest.execute("SELECT count(*) FROM statements").fetchone()
    (sure,) = latest.execute(judged).fetchone()
    assert 0 < sure < total
    assert latest.execute("SELECT count(*) FROM said").fetchone() == (sure,)
    latest.execute("UPDATE statements SET act = 'asserted', factuality = 'actual'")
    told = {"denied": ("denied", "actual"), "did not say": ("asserted", "unsaid"), "asked": ("asked", "actual")}
    for place, (act, factuality) in enumerate(told.values()):
        change = "UPDATE statements SET act = ?, factuality = ? WHERE id = (SELECT min(id) + ? FROM statements)"
        latest.execute(change, (act, factuality, place))
    hows = {how for (how,) in latest.execute("SELECT how FROM attributions")}
    assert hows == {"said", "narrated", *told}
    assert latest.execute("SELECT count(*) FROM attributions").fetchone() == (total,)
    assert latest.execute("SELECT count(*) FROM said").fetchone() == (total - 2,)


@pytest.mark.parametrize("name", [old.stem for old in DATABASES if old.stem < "0007"])
def test_only_what_stands_under_a_label_or_is_narrated_is_held_to_be_said(name: str, upgraded: dict[str, Path]) -> None:
    plain = "manner = 'narrated' OR (manner = 'verbatim' AND label IS NOT NULL AND within_id IS NULL)"
    query = "SELECT DISTINCT act, factuality FROM statements WHERE {} ({})"
    assert ask(upgraded[name], query.format("", plain)) == [("asserted", "actual")]
    assert ask(upgraded[name], query.format("NOT", plain)) == [(None, None)]


@pytest.mark.parametrize("old", DATABASES, ids=lambda old: old.stem)
def test_every_source_is_to_be_read_again(old: Path, upgraded: dict[str, Path]) -> None:
    settings = "SELECT DISTINCT settings FROM sources"
    assert ("",) not in ask(old, settings) != []
    assert ask(upgraded[old.stem], settings) == [("",)]


def test_full_text_follows_the_person(latest: sqlite3.Connection) -> None:
    integrity = "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)"
    for change in (
        "UPDATE statements SET person_id = (SELECT max(id) FROM people) WHERE person_id = 4",
        "UPDATE statements SET person_id = NULL, said_earliest = '2020-01-01', said_latest = '2020-01-01'",
        "DELETE FROM statements WHERE id % 2",
    ):
        latest.execute(change)
        latest.execute(integrity)


ODD = """
INSERT INTO people (id, uid, name, sort_name, kind) VALUES (90, 'ninety', 'Society', 'Society', 'group');
INSERT INTO names (person_id, name, folded, kind) VALUES (90, 'The Club', 'the club', 'alias');
INSERT INTO names (person_id, name, folded, kind, source_id) VALUES (1, 'Lukašenka', 'lukasenka', 'transliteration', 1);
INSERT INTO roles (id, uid, text, title, folded_title) VALUES (90, 'r', 'Reeve', 'Reeve', 'reeve');
INSERT INTO tenures (kin, role_id, started) VALUES (1, 90, '2001-01-01'), (999, 90, '2001-01-01');
INSERT INTO events (id, uid, kind, title, redirect_to) VALUES (90, 'e', 'event', 'Told by nobody', 1);
INSERT INTO participants VALUES (90, 90, 'speaker');
INSERT INTO reviews (subject, verdict, person, other, reviewer, reviewed_at) VALUES
    ('passage', 'narration', NULL, NULL, 'r', 't'), ('person', 'merge', 'nowhere', 'ninety', 'r', 't'),
    ('person', 'merge', 'nowhere', NULL, 'r', 't'), ('event', 'split', 'nowhere', 'e', 'r', 't');
"""


def test_rows_that_somebody_wrote_by_hand_are_kept(tmp_path: Path) -> None:
    database = Path(shutil.copy(LATEST, tmp_path))
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(ODD)
    to("head", database)
    assert ask(database, "PRAGMA foreign_key_check") == []
    assert ask(database, "SELECT uid, source_id FROM appearances WHERE id = 90") == [("ninety", None)]
    assert ask(database, "SELECT name, kind FROM names WHERE appearance_id = 90") == [("The Club", "alias")]
    assert ask(database, "SELECT kind FROM names WHERE folded = 'lukasenka'") == [("printed",)]
    assert ask(database, "SELECT person_id, first_cited FROM tenures WHERE role_id = 90") == [(1, None)]
    assert ask(database, "SELECT appearance_id FROM participants WHERE event_id = 90") == [(90,)]
    assert ask(database, "SELECT \"key\", exact, prefix FROM reviews WHERE reviewer = 'r'") == [("", "", "")]
    between = "SELECT one.uid FROM links JOIN appearances AS one ON one.id = appearance_id WHERE author = 'r'"
    assert ask(database, between) == [("nowhere",)]
    assert ask(database, "SELECT other_id, outcome FROM event_links WHERE author = 'r'") == [(90, "different")]


SPOKEN = """
UPDATE statements SET act = 'denied' WHERE label IS NOT NULL AND id = (SELECT min(id) FROM statements);
INSERT INTO speakers SELECT statements.id, place, appearances.id FROM statements
JOIN (SELECT 0 AS place UNION SELECT 1) JOIN appearances ON appearances.id = CASE place WHEN 0 THEN appearance_id
    ELSE (SELECT max(id) FROM appearances AS a WHERE a.source_id = statements.source_id AND a.id <> appearance_id) END
WHERE statements.id = (SELECT min(id) FROM statements);
INSERT INTO roles (id, uid, text, title, folded_title) VALUES (90, 'r', 'Reeve', 'Reeve', 'reeve');
INSERT INTO tenures (person_id, role_id, first_cited) VALUES (1, 90, '2001-01-01');
"""


def test_rows_that_somebody_wrote_by_hand_beside_persons_are_kept(tmp_path: Path) -> None:
    database = Path(shutil.copy(ROWS, tmp_path))
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(SPOKEN)
    spoken = "SELECT statement_id, place, appearance_id FROM speakers"
    before = ask(database, spoken)
    to("head", database)
    assert ask(database, "PRAGMA foreign_key_check") == []
    judged = "SELECT act, factuality FROM statements WHERE id = (SELECT min(id) FROM statements)"
    assert ask(database, judged) == [("denied", "actual")]
    assert len(before) == 2
    assert ask(database, spoken) == before
    known = "SELECT 1 FROM speakers JOIN appearances ON appearances.id = appearance_id WHERE {}"
    assert len(ask(database, known.format("speakers.person_id = appearances.person_id"))) == 2
    assert ask(database, "SELECT text, role_id FROM role_spellings WHERE uid = 'r'") == [("Reeve", 90)]
    held = "SELECT person_id, first_cited FROM tenures WHERE role_id = 90"
    assert ask(database, held) == [(1, "2001-01-01")]
    to("0006", database)
    assert ask(database, held) == [(1, "2001-01-01")]
    assert ask(database, spoken) == before
    assert ask(database, judged) == [("denied", "actual")]


def test_a_tenure_that_somebody_wrote_down_is_kept(tmp_path: Path) -> None:
    database = Path(shutil.copy(HERE / "databases" / "0002.sqlite", tmp_path))
    spoken = "statements JOIN statement_roles AS held ON statement_id = statements.id"
    shown = f"SELECT 1 FROM {spoken} WHERE statements.person_id = {{}} AND held.role_id = {{}}"
    pair = "SELECT min(people.id) AS p, roles.id AS r FROM people, roles GROUP BY 2"
    unshown = f"SELECT p, r, '2001-01-01' FROM ({pair}) WHERE NOT EXISTS ({shown.format('p', 'r')}) LIMIT 1"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(f"INSERT INTO tenures (person_id, role_id, started) {unshown}")
    to("head", database)
    shown = "SELECT person_id, role_id FROM statements JOIN statement_roles ON statement_id = statements.id"
    shown += " JOIN role_spellings ON role_spellings.id = spelling_id"
    held = f"SELECT count(*) FROM tenures WHERE (person_id, role_id) NOT IN ({shown} WHERE person_id IS NOT NULL)"
    assert ask(database, held) == [(1,)]


BEFORE = {
    "people": """
        SELECT met.id, met.uid, met.name, met.sort_name, met.kind, met.source_key, met.redirect_to,
            (SELECT min(id) FROM people WHERE kin = met.kin), forms.uid
        FROM people AS met LEFT JOIN forms ON forms.id = met.form_id""",
    "names": "SELECT person_id, name, folded, sort_name, kind, source_id FROM names",
    "spellings": "SELECT (SELECT min(id) FROM people WHERE people.kin = spellings.kin), name, folded FROM spellings",
    "forms": "SELECT id, uid, known, since, until, rule, score, evidence FROM forms",
    "form_keys": "SELECT * FROM form_keys",
    "identities": "SELECT * FROM identities",
    "statements": "SELECT * FROM statements",
    "passages": """
        SELECT source_id, statement_id, kind, start, "end", line, basis, confidence, status, cues, score, rival, seconds
        FROM passages""",
    "tenures": "SELECT * FROM tenures",
    "events": "SELECT * FROM events",
    "event_identities": "SELECT * FROM event_identities",
    "participants": "SELECT * FROM participants",
    "reviews": """
        SELECT subject, verdict, source_key, exact, prefix, suffix, person, other, reviewer, reviewed_at, note
        FROM reviews""",
    "reasons": "SELECT * FROM reasons",
}


JUDGED_OR_MARKED = {"act", "factuality", "how", "settings"}  # what the way back does not take away
TABLES = """SELECT name FROM sqlite_master WHERE type IN ('table', 'view')
    AND name NOT LIKE 'search%' AND name <> 'said' ORDER BY 1"""


@pytest.mark.parametrize("table", [name for (name,) in ask(ROWS, TABLES)])
def test_the_way_back_to_persons_as_rows_gives_what_was_there(table: str, back_at_rows: Path) -> None:
    columns = [name for (name,) in ask(ROWS, f"SELECT name FROM pragma_table_info('{table}')")]
    assert [name for (name,) in ask(back_at_rows, f"SELECT name FROM pragma_table_info('{table}')")] == columns
    known = ", ".join(f'"{name}"' for name in columns if name not in JUDGED_OR_MARKED)
    query = f"SELECT {known} FROM {table}"
    assert sorted(map(repr, ask(back_at_rows, query))) == sorted(map(repr, ask(ROWS, query)))


def test_a_post_of_several_spellings_is_a_role_of_each_again(upgraded: dict[str, Path], tmp_path: Path) -> None:
    database = Path(shutil.copy(upgraded[ROWS.stem], tmp_path))
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript("""
            UPDATE role_spellings SET role_id = 1 WHERE title LIKE 'president' AND body LIKE 'sarkhan';
            DELETE FROM roles WHERE id NOT IN (SELECT role_id FROM role_spellings);
            DELETE FROM tenures WHERE role_id NOT IN (SELECT id FROM roles);
            UPDATE tenures SET last_cited = '2019-05-15', last_source_id = 2 WHERE role_id = 1;
            INSERT INTO tenures (person_id, role_id, first_cited) VALUES (2, 1, '2001-01-01');
        """)
    assert len(ask(database, "SELECT 1 FROM role_spellings WHERE role_id = 1")) == 3
    to("0006", database)
    roles, tenures = "SELECT * FROM roles ORDER BY id", "SELECT * FROM tenures WHERE {} ORDER BY 1, 2"
    assert ask(database, roles) == ask(ROWS, roles)
    written = "person_id = 2 AND first_cited = '2001-01-01'"
    assert ask(database, tenures.format(f"NOT coalesce({written}, 0)")) == ask(ROWS, tenures.format("1"))
    assert ask(database, tenures.format(written)) == [(2, 1, "2001-01-01", None, None, None)]


@pytest.mark.parametrize("table", BEFORE)
def test_the_way_back_gives_what_was_there(table: str, back: Path) -> None:
    assert sorted(map(repr, ask(back, BEFORE[table]))) == sorted(map(repr, ask(LATEST, BEFORE[table])))


def test_the_way_back_leaves_a_whole_database(back: Path, back_at_rows: Path) -> None:
    schema = "SELECT name, replace(replace(sql, '\"', ''), char(10), ' ') FROM sqlite_master WHERE type <> 'table'"
    for database, old in ((back, LATEST), (back_at_rows, ROWS)):
        assert sorted(map(repr, ask(database, schema))) == sorted(map(repr, ask(old, schema)))
        assert ask(database, "PRAGMA foreign_key_check") == []
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")


def test_verdicts_outlive_a_database_taken_down_and_made_anew(tmp_path: Path) -> None:
    database = Path(shutil.copy(LATEST, tmp_path))
    to("base", to("head", database))
    to("head", database)
    assert ask(database, "SELECT count(*) FROM statements") == [(0,)]
    for table, column, kept in (
        ("links", "author", 7),
        ("event_links", "author", 2),
        ("names", "reviewer", 3),
        ("reviews", "reviewer", 3),
    ):
        assert ask(database, f"SELECT count(*) FROM {table} WHERE {column} = 'a-reader'") == [(kept,)]
    assert ask(database, "PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("path", sorted(VERSIONS.glob("*.py")), ids=lambda path: path.stem)
def test_a_revision_imports_nothing_of_the_program(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
        assert not any(name.split(".")[0] == "quotes" for name in names)


def test_a_date_open_at_one_end_is_no_day_in_a_role(tmp_path: Path) -> None:
    database = Path(shutil.copy(HERE / "databases" / "0007.sqlite", tmp_path))
    held = "SELECT person_id, role_id, first_cited, last_cited FROM tenures ORDER BY 1, 2"
    before = ask(database, held)
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript("""UPDATE statements SET said_earliest = '1962-05-01', said_latest = NULL;
            UPDATE tenures SET first_cited = '1962-05-01', last_cited = NULL""")
    to("head", database)
    assert before
    assert ask(database, held) == [(*tenure[:2], None, None) for tenure in before]
    to("0007", database)
    assert ask(database, held) == [(*tenure[:2], "1962-05-01", None) for tenure in before]
