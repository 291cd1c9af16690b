"""What many rows can do without.

- forms.rule, score and evidence: why all people of a form are one person, once, in place of a decision on each of them.
  The view `reasons` has these and the decisions on people of two forms.
- names are found by way of spellings, each of which is there once for a person: no index of their own has all of them.
"""

from dataclasses import replace

from alembic import op

from quotes.people.identity import Outcome, decide
from quotes.store.identity.profiles import read

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

REASONS = """
ALTER TABLE forms ADD COLUMN rule TEXT;

ALTER TABLE forms ADD COLUMN score REAL;

ALTER TABLE forms ADD COLUMN evidence TEXT;

CREATE VIEW reasons AS
SELECT person_id, other_id, outcome, rule, score, evidence FROM identities
UNION ALL SELECT one.id, other.id, 'same', rule, score, evidence
FROM people AS one JOIN forms ON forms.id = one.form_id AND rule IS NOT NULL
JOIN people AS other ON other.form_id = one.form_id AND other.id <> one.id
WHERE one.id = (SELECT id FROM people WHERE form_id = forms.id ORDER BY source_key, uid LIMIT 1);
"""
KEPT_BY_THE_FORM = """
DELETE FROM identities WHERE (SELECT form_id FROM people JOIN forms ON forms.id = form_id
    WHERE people.id = person_id AND forms.rule IS NOT NULL) = (SELECT form_id FROM people WHERE people.id = other_id);
"""
NO_REASONS = """
INSERT INTO identities (person_id, other_id, outcome, rule, score, evidence) SELECT * FROM reasons
EXCEPT SELECT person_id, other_id, outcome, rule, score, evidence FROM identities;

DROP VIEW reasons;

ALTER TABLE forms DROP COLUMN rule;

ALTER TABLE forms DROP COLUMN score;

ALTER TABLE forms DROP COLUMN evidence;
"""


def upgrade() -> None:
    _run(REASONS)
    _judge_forms()
    _run(KEPT_BY_THE_FORM, "DROP INDEX ix_names_folded")


def downgrade() -> None:
    _run(NO_REASONS, "CREATE INDEX ix_names_folded ON names (folded)")


def _judge_forms() -> None:
    run = op.get_bind().exec_driver_sql
    for form, told, since, until in run("SELECT id, known, since, until FROM forms").fetchall():
        known = replace(read(told), since=since, until=until)
        decision = decide(known, known)
        if decision.outcome is Outcome.SAME:
            reason = (decision.rule, decision.score, decision.evidence)
            run("UPDATE forms SET rule = ?, score = ?, evidence = ? WHERE id = ?", (*reason, form))


def _run(*scripts: str) -> None:
    for script in scripts:
        for statement in script.split(";\n\n"):
            op.get_bind().exec_driver_sql(statement)
