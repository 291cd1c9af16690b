"""Verdicts are about statements and take effect at once.

- reviews: how the words were read before, and in which sample they were drawn.
- Sources are to be read again: what was decided and not applied yet is applied then.
- said and attributions have the days that a date may mean, in ISO; persons has a row for everybody who speaks, flat
  one for every statement with all that an export has.
- application_id and user_version say, without a look at the tables, that this is a database of quotes, and which.
- undecided: what the program reads in a source on which humans have decided, so that a decision can be taken back.
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


VIEWS_BEFORE = """
CREATE VIEW attributions AS
-- All that is attributed to anybody, said or not, in one row each: `how` tells which, in words; `person` is a uid.
-- What somebody was misquoted with is disputed, wherever it stands.
SELECT statements.uid, people.name AS speaker, statements.role, statements.manner, statements.text,
    statements.said_edtf AS said, coalesce(one.title, events.title) AS event, sources."key" AS source, statements.line,
    statements.status, statements.confidence, people.uid AS person, statements.act, standing AS factuality,
    CASE WHEN act IS NULL OR standing IS NULL THEN 'not judged'
        WHEN manner = 'narrated' AND act = 'asserted' AND standing = 'actual' THEN 'narrated'
        ELSE CASE standing WHEN 'actual' THEN '' WHEN 'unsaid' THEN 'did not ' WHEN 'supposed' THEN 'would '
            WHEN 'planned' THEN 'is expected to ' WHEN 'alleged' THEN 'reportedly ' ELSE 'is disputed to have ' END
        || CASE WHEN standing IN ('unsaid', 'supposed', 'planned')
            THEN CASE act WHEN 'asserted' THEN 'say' WHEN 'denied' THEN 'deny' WHEN 'asked' THEN 'ask'
                WHEN 'urged' THEN 'urge' WHEN 'promised' THEN 'promise' ELSE 'think' END
            WHEN act = 'asserted' THEN 'said' ELSE act END
    END AS how
FROM (
    SELECT *, CASE WHEN factuality = 'actual' AND id IN (SELECT statement_id FROM disputes) THEN 'disputed'
        ELSE factuality END AS standing
    FROM statements) AS statements
JOIN sources ON sources.id = statements.source_id
LEFT JOIN people ON people.id = statements.person_id
LEFT JOIN events ON events.id = statements.event_id
LEFT JOIN events AS one ON one.id = events.redirect_to;

CREATE VIEW said AS
-- What was said, of attributions: neither denied, nor only thought, nor said not to have been said, nor not judged yet.
SELECT uid, speaker, role, manner, text, said, event, source, line, status, confidence, person, act, factuality
FROM attributions
WHERE factuality = 'actual' AND act IN ('asserted', 'asked', 'urged', 'promised');
"""
VIEWS = """
CREATE VIEW attributions AS
-- All that is attributed to anybody, said or not, in one row each: `how` tells which, in words; `person` is a uid.
-- What somebody was misquoted with is disputed, wherever it stands.
SELECT statements.uid, people.name AS speaker, statements.role, statements.manner, statements.text,
    statements.said_edtf AS said, coalesce(one.title, events.title) AS event, sources."key" AS source, statements.line,
    statements.status, statements.confidence, people.uid AS person, statements.act, standing AS factuality,
    CASE WHEN act IS NULL OR standing IS NULL THEN 'not judged'
        WHEN manner = 'narrated' AND act = 'asserted' AND standing = 'actual' THEN 'narrated'
        ELSE CASE standing WHEN 'actual' THEN '' WHEN 'unsaid' THEN 'did not ' WHEN 'supposed' THEN 'would '
            WHEN 'planned' THEN 'is expected to ' WHEN 'alleged' THEN 'reportedly ' ELSE 'is disputed to have ' END
        || CASE WHEN standing IN ('unsaid', 'supposed', 'planned')
            THEN CASE act WHEN 'asserted' THEN 'say' WHEN 'denied' THEN 'deny' WHEN 'asked' THEN 'ask'
                WHEN 'urged' THEN 'urge' WHEN 'promised' THEN 'promise' ELSE 'think' END
            WHEN act = 'asserted' THEN 'said' ELSE act END
    END AS how, statements.said_earliest AS earliest, statements.said_latest AS latest
FROM (
    SELECT *, CASE WHEN factuality = 'actual' AND id IN (SELECT statement_id FROM disputes) THEN 'disputed'
        ELSE factuality END AS standing
    FROM statements) AS statements
JOIN sources ON sources.id = statements.source_id
LEFT JOIN people ON people.id = statements.person_id
LEFT JOIN events ON events.id = statements.event_id
LEFT JOIN events AS one ON one.id = events.redirect_to;

CREATE VIEW said AS
-- What was said, of attributions: neither denied, nor only thought, nor said not to have been said, nor not judged yet.
SELECT uid, speaker, role, manner, text, said, event, source, line, status, confidence, person, act, factuality,
    earliest, latest
FROM attributions
WHERE factuality = 'actual' AND act IN ('asserted', 'asked', 'urged', 'promised');

CREATE VIEW persons AS
-- Who speaks, one row each: names, roles and other spellings joined with "; ", how much and in how many sources, and
-- between which days, of those that are known at both ends.
SELECT people.uid, people.name, people.sort_name, people.kind,
    (SELECT group_concat(text, '; ') FROM (SELECT DISTINCT roles.text FROM tenures
        JOIN roles ON roles.id = tenures.role_id WHERE tenures.person_id = people.id ORDER BY first_cited, roles.text))
        AS roles,
    (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT names.name FROM names
        WHERE names.person_id = people.id AND names.name <> people.name ORDER BY names.name)) AS spellings,
    (SELECT count(*) FROM statements WHERE statements.person_id = people.id) AS statements,
    (SELECT count(DISTINCT source_id) FROM appearances WHERE appearances.person_id = people.id) AS sources,
    (SELECT min(said_earliest) FROM statements WHERE statements.person_id = people.id AND said_latest > '') AS earliest,
    (SELECT max(said_latest) FROM statements WHERE statements.person_id = people.id AND said_earliest > '') AS latest
FROM people;

CREATE VIEW flat AS
-- All statements with all that an export has, in the order of its columns, and behind it the keys of the rows; `place`
-- is where full text (search) has it.
SELECT s.uid, p.name AS speaker, s.role, s.manner, s.act,
    CASE WHEN s.factuality = 'actual' AND disputed.uid IS NOT NULL THEN 'disputed' ELSE s.factuality END AS factuality,
    s.text, s.said_edtf AS said, e.title AS event, o."key" AS source, s.line, s.page, s.seconds, s.start, s."end",
    s.status, s.confidence, s.rival, s.basis, s.label, o.publisher, s.said_earliest AS earliest,
    s.said_latest AS latest, s.said_basis AS date_basis, container.uid AS within, p.uid AS person,
    (SELECT group_concat(name, '; ') FROM (SELECT people.name FROM speakers JOIN people ON people.id = person_id
        WHERE speakers.statement_id = s.id ORDER BY speakers.place)) AS speakers,
    disputed.uid AS disputed,
    CASE WHEN s.cue_start IS NOT NULL THEN substr(o.text, s.cue_start + 1, s.cue_end - s.cue_start) END AS cue,
    (SELECT group_concat(uid, '; ') FROM (SELECT people.uid FROM speakers JOIN people ON people.id = person_id
        WHERE speakers.statement_id = s.id ORDER BY speakers.place)) AS together,
    o.url, o.title, o.language, o.sha256, s.id AS statement_id, s.person_id, s.source_id, s.event_id, s.within_id,
    (coalesce(s.person_id, 2147483647) << 32) | s.id AS place
FROM statements AS s JOIN sources AS o ON o.id = s.source_id
LEFT JOIN people AS p ON p.id = s.person_id
LEFT JOIN events AS occasion ON occasion.id = s.event_id
LEFT JOIN events AS e ON e.id = coalesce(occasion.redirect_to, occasion.id)
LEFT JOIN statements AS container ON container.id = s.within_id
LEFT JOIN statements AS disputed ON disputed.id = (
    SELECT disputed_id FROM disputes WHERE disputes.statement_id = s.id ORDER BY disputed_id LIMIT 1);
"""
UPGRADE = """
DROP VIEW said;
DROP VIEW attributions;
ALTER TABLE reviews ADD COLUMN was_speaker TEXT;
ALTER TABLE reviews ADD COLUMN was_status TEXT;
ALTER TABLE reviews ADD COLUMN sample INTEGER;
UPDATE sources SET settings = '';
CREATE TABLE undecided (
    source_id INTEGER NOT NULL,
    told BLOB NOT NULL,
    CONSTRAINT pk_undecided PRIMARY KEY (source_id),
    CONSTRAINT fk_undecided_source_id_sources FOREIGN KEY(source_id) REFERENCES sources (id) ON DELETE CASCADE
);
"""
DOWNGRADE = """
DROP VIEW flat;
DROP VIEW persons;
DROP VIEW said;
DROP VIEW attributions;
UPDATE reviews SET subject = 'passage' WHERE verdict IN ('speech-of', 'narration', 'turn-ends');
DELETE FROM reviews WHERE subject = 'statement';
DROP TABLE undecided;
ALTER TABLE reviews DROP COLUMN sample;
ALTER TABLE reviews DROP COLUMN was_status;
ALTER TABLE reviews DROP COLUMN was_speaker;
UPDATE sources SET settings = '';
"""


OURS = 0x51554F54  # QUOT


def upgrade() -> None:
    _run(UPGRADE, ";\n")
    _run(VIEWS, ";\n\n")
    _run(f"PRAGMA application_id = {OURS};\nPRAGMA user_version = 9", ";\n")


def downgrade() -> None:
    _run(DOWNGRADE, ";\n")
    _run(VIEWS_BEFORE, ";\n\n")
    _run("PRAGMA application_id = 0;\nPRAGMA user_version = 0", ";\n")


def _run(script: str, parted: str) -> None:
    for statement in filter(None, map(str.strip, script.split(parted))):
        op.get_bind().exec_driver_sql(statement.removesuffix(";"))
